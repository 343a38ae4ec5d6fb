"""Waiting for tasks, against a fake account in its own time."""

from __future__ import annotations

import pickle
from datetime import timedelta
from typing import Any

import pytest
from azure.core.exceptions import ClientAuthenticationError, ResourceNotFoundError

from azure_batch_sdk._waiting.errors import CannotFinish, TasksFailed, WaitError, WaitTimeout
from azure_batch_sdk._waiting.progress import TaskProgress
from tests.loopback import Reply, error_body

from .conftest import Waiter
from .fake_batch import FakeBatch


def ids(tasks: list) -> list[str]:  # type: ignore[type-arg]  # of whichever client
    return [task.id for task in tasks]


def names(count: int) -> list[str]:
    return [f"t{number:05}" for number in range(count)]


# -- what it costs


def test_ten_thousand_finished_tasks_cost_their_pages_and_three_requests(
    batch: FakeBatch, waiter: Waiter
) -> None:
    batch.add(*names(10_000))
    batch.end(*names(10_000))
    batch.now = 3600

    assert ids(waiter.as_completed()) == names(10_000)
    # The job, its counters, the empty list of unfinished tasks, and ten pages.
    assert batch.asked == {"job": 1, "counts": 1, "list": 1 + 10}


def test_ten_thousand_tasks_that_end_one_after_the_other_cost_looks_and_pages_not_tasks(
    batch: FakeBatch, waiter: Waiter
) -> None:
    every = names(10_000)
    batch.add(*every)
    for step in range(100):
        batch.at(6 * (step + 1), lambda step=step: batch.end(*every[100 * step : 100 * step + 100]))  # type: ignore[misc]  # binds the loop's value

    assert sorted(ids(waiter.as_completed())) == every
    # Every pause is a twentieth of the time waited, at least half a second and at most ten: some 95 looks in 600 s. One with
    # news costs a list more, a thorough one five requests more.
    looks = batch.asked["counts"]
    assert looks <= 105
    assert batch.asked["list"] <= looks + 20
    assert batch.total <= 2 * looks + 40


def test_a_quiet_wait_costs_little_more_than_a_look_at_the_counters(batch: FakeBatch, waiter: Waiter) -> None:
    batch.add("a")
    batch.run("a")
    batch.at(36_000, lambda: batch.end("a"))

    waiter.tasks(polling_interval=60)
    looks = batch.asked["counts"]
    assert 600 <= looks <= 640
    assert batch.total < 2.5 * looks


def test_a_few_ids_are_looked_up_without_listing_the_job(batch: FakeBatch, waiter: Waiter) -> None:
    batch.add(*names(5000))
    batch.end(*names(4999))
    wanted = ["t00001", "T00003"]

    assert ids(waiter.tasks(task_ids=wanted)) == ["t00001", "t00003"]
    assert batch.asked == {"job": 1, "list": 1}


def test_many_ids_are_picked_from_the_lists_of_the_job(batch: FakeBatch, waiter: Waiter) -> None:
    batch.add(*names(3000))
    batch.end(*names(1500))
    wanted = names(2000)
    batch.at(50, lambda: batch.end(*names(2500)))

    assert sorted(ids(waiter.tasks(task_ids=wanted))) == wanted
    assert batch.total < 60


def test_no_property_is_read_that_nobody_asked_for(batch: FakeBatch, waiter: Waiter) -> None:
    batch.add("a")
    batch.end("a")

    assert set(waiter.tasks()[0]) == {"id", "state", "stateTransitionTime", "executionInfo"}
    assert "commandLine" in waiter.tasks(select=["commandLine"])[0]


# -- when it is over


def test_a_job_without_tasks_is_over_at_once(batch: FakeBatch, waiter: Waiter) -> None:
    assert waiter.tasks() == []
    assert waiter.tasks(task_ids=[]) == []


def test_each_task_is_given_when_it_completes(batch: FakeBatch, waiter: Waiter) -> None:
    batch.add("a", "b", "c")
    batch.at(5, lambda: batch.end("c"))
    batch.at(20, lambda: batch.end("a"))
    batch.at(300, lambda: batch.end("b"))

    assert ids(waiter.as_completed()) == ["c", "a", "b"]


def test_a_task_added_while_others_run_is_waited_for(batch: FakeBatch, waiter: Waiter) -> None:
    batch.add("a")
    batch.at(10, lambda: batch.add("b"))
    batch.at(20, lambda: batch.end("a"))
    batch.at(90, lambda: batch.end("b"))

    assert ids(waiter.tasks()) == ["a", "b"]
    assert batch.now >= 90


def test_counters_that_say_nothing_is_left_are_not_believed(batch: FakeBatch, waiter: Waiter) -> None:
    batch.counts_lag = 120
    batch.add("a", "b")
    batch.at(5, lambda: batch.end("a"))
    batch.at(60, lambda: batch.end("b"))

    assert ids(waiter.tasks()) == ["a", "b"]
    assert 60 <= batch.now < 120


def test_counters_that_never_move_do_not_keep_it_from_ending(batch: FakeBatch, waiter: Waiter) -> None:
    batch.add("a", "b")
    batch.counts_lag = -1
    batch.counted = [(0.0, batch.counted[-1][1])]
    batch._count = lambda: None  # type: ignore[method-assign]  # the counters stand still
    batch.at(60, lambda: batch.end("a", "b"))

    assert ids(waiter.tasks()) == ["a", "b"]
    assert batch.now < 110


def test_a_completion_that_shows_up_late_is_not_lost(batch: FakeBatch, waiter: Waiter) -> None:
    batch.add("a", "b", "c")
    batch.hidden = {"a"}
    batch.at(10, lambda: batch.end("a"))
    batch.at(200, lambda: batch.end("b"))
    batch.at(400, lambda: batch.end("c"))

    assert sorted(ids(waiter.as_completed())) == ["a", "b", "c"]


def test_a_service_that_tells_no_time_is_asked_for_everything(batch: FakeBatch, waiter: Waiter) -> None:
    batch.says_the_date = False
    batch.add("a", "b")
    batch.at(30, lambda: batch.end("a"))
    batch.at(90, lambda: batch.end("b"))

    assert ids(waiter.as_completed()) == ["a", "b"]


def test_a_task_that_runs_again_and_completes_again_is_given_again(batch: FakeBatch, waiter: Waiter) -> None:
    batch.add("a", "b")
    batch.at(5, lambda: batch.end("a", exit_code=3))
    batch.at(50, lambda: batch.run("a"))
    batch.at(100, lambda: batch.end("a"))
    batch.at(200, lambda: batch.end("b"))

    given = waiter.as_completed()
    assert [(task.id, task.execution_info.exit_code) for task in given] == [("a", 3), ("a", 0), ("b", 0)]


def test_the_list_has_a_task_once_as_it_was_in_the_end(batch: FakeBatch, waiter: Waiter) -> None:
    batch.add("a", "b")
    batch.at(5, lambda: batch.end("a", exit_code=3))
    batch.at(50, lambda: batch.run("a"))
    batch.at(100, lambda: batch.end("a"))
    batch.at(200, lambda: batch.end("b"))

    tasks = waiter.tasks(raise_on_failure=True)
    assert [(task.id, task.execution_info.exit_code) for task in tasks] == [("a", 0), ("b", 0)]


def test_a_task_deleted_while_it_is_waited_for_holds_nobody_up(batch: FakeBatch, waiter: Waiter) -> None:
    batch.add("a", "b")
    batch.at(10, lambda: batch.delete("b"))
    batch.at(20, lambda: batch.end("a"))

    assert ids(waiter.tasks()) == ["a"]


# -- ids


@pytest.mark.parametrize("count", [2, 150])
def test_an_id_that_does_not_exist_is_named_at_once(batch: FakeBatch, waiter: Waiter, count: int) -> None:
    batch.add(*names(count))

    with pytest.raises(ResourceNotFoundError, match="task: nowhere"):
        waiter.tasks(task_ids=[*names(count), "nowhere"])
    assert batch.now == 0


@pytest.mark.parametrize("count", [2, 150])
def test_a_task_that_was_asked_for_and_is_deleted_ends_the_wait(
    batch: FakeBatch, waiter: Waiter, count: int
) -> None:
    batch.add(*names(count))
    batch.at(30, lambda: batch.delete("t00001"))

    with pytest.raises(CannotFinish, match="TaskDeleted") as caught:
        waiter.tasks(task_ids=names(count))
    assert caught.value.obstacles[0].code == "TaskDeleted"
    assert batch.now < 100


def test_other_tasks_of_the_job_are_not_waited_for(batch: FakeBatch, waiter: Waiter) -> None:
    batch.add("a", "b", "c")
    batch.at(10, lambda: batch.end("b"))

    assert ids(waiter.tasks(task_ids=["b", "B"])) == ["b"]


@pytest.mark.parametrize(
    ("keywords", "kind", "text"),
    [
        ({"task_ids": "abc"}, TypeError, r"write \['abc'\]"),
        ({"task_ids": [7]}, TypeError, "not int: 7"),
        ({"task_ids": ["a", ""]}, ValueError, "empty id"),
        ({"job_id": ""}, ValueError, "job_id must not be empty"),
        ({"timeout": -1}, ValueError, "timeout must be 0 seconds or more"),
        ({"timeout": "5"}, TypeError, "timeout must be a number of seconds or a timedelta"),
        ({"timeout": True}, TypeError, "not bool"),
        ({"polling_interval": float("nan")}, ValueError, "polling_interval"),
        ({"select": "id"}, TypeError, r"write \['id'\]"),
    ],
)
def test_what_makes_no_sense_is_refused_before_anything_is_sent(
    batch: FakeBatch, waiter: Waiter, keywords: dict[str, object], kind: type[Exception], text: str
) -> None:
    with pytest.raises(kind, match=text):
        waiter.tasks(**keywords)  # type: ignore[arg-type]  # wrong on purpose
    assert batch.total == 0


# -- failures


def test_failed_tasks_are_just_results_unless_asked_otherwise(batch: FakeBatch, waiter: Waiter) -> None:
    batch.add("a")
    batch.end("a", exit_code=3)

    assert waiter.tasks()[0].execution_info.exit_code == 3


def test_failures_are_raised_with_exit_code_reason_and_the_last_lines_of_stderr(
    batch: FakeBatch, waiter: Waiter
) -> None:
    batch.add("a", "b", "c")
    batch.end("a")
    batch.end("b", "c", exit_code=3)
    lines = [f"line {number}" for number in range(1000)]
    batch.files["/jobs/j/tasks/b/files/stderr.txt"] = "\n".join([*lines, "no disk é"]).encode()

    with pytest.raises(TasksFailed) as caught:
        waiter.tasks(raise_on_failure=True)
    error = caught.value
    assert [failure.task_id for failure in error.failures] == ["b", "c"]
    assert error.failures[0].exit_code == 3
    assert error.failures[0].failure_info is not None
    assert error.failures[0].failure_info.code == "FailureExitCode"
    assert error.failures[0].stderr is not None
    assert error.failures[0].stderr.splitlines() == [*lines[-19:], "no disk é"]
    assert error.failures[1].stderr is None
    assert ids(list(error.tasks)) == ["a", "b", "c"]
    assert str(error).startswith(
        "2 of 3 tasks of job 'j' failed\n  b: exit code 3 (FailureExitCode) It failed."
    )
    assert "  | no disk é" in str(error)


def test_of_many_failures_only_the_first_have_their_output_read(batch: FakeBatch, waiter: Waiter) -> None:
    batch.add(*names(200))
    batch.end(*names(200), exit_code=1)

    with pytest.raises(TasksFailed, match="195 more, see failures") as caught:
        waiter.tasks(raise_on_failure=True)
    assert len(caught.value.failures) == 200
    assert batch.asked["file"] == 5


def test_the_first_failure_ends_the_iteration(batch: FakeBatch, waiter: Waiter) -> None:
    batch.add("a", "b", "c")
    batch.at(5, lambda: batch.end("a"))
    batch.at(50, lambda: batch.end("b", exit_code=9))

    with pytest.raises(TasksFailed, match="b: exit code 9") as caught:
        waiter.as_completed(raise_on_failure=True)
    assert [failure.task_id for failure in caught.value.failures] == ["b"]
    assert batch.now < 70


# -- time


@pytest.mark.parametrize("timeout", [60, 60.0, timedelta(minutes=1)])
def test_the_deadline_is_kept_and_what_was_done_is_not_lost(
    batch: FakeBatch, waiter: Waiter, timeout: float
) -> None:
    batch.add("a", "b", "c")
    batch.run("b")
    batch.at(5, lambda: batch.end("a"))

    with pytest.raises(
        WaitTimeout, match="job 'j' after 60 s: 1 of 3 completed, 0 failed, 1 running"
    ) as caught:
        waiter.tasks(timeout=timeout)
    assert batch.now == 60
    assert isinstance(caught.value, TimeoutError)
    assert ids(list(caught.value.tasks)) == ["a"]
    assert caught.value.progress == TaskProgress(1, 0, 3, 1, 1)


def test_a_timeout_of_zero_looks_once(batch: FakeBatch, waiter: Waiter) -> None:
    batch.add("a")
    with pytest.raises(WaitTimeout):
        waiter.tasks(timeout=0)
    assert batch.asked["counts"] == 1
    batch.end("a")
    assert ids(waiter.tasks(timeout=0)) == ["a"]


def test_what_completes_in_the_last_moment_counts(batch: FakeBatch, waiter: Waiter) -> None:
    batch.add("a")
    batch.at(59.9, lambda: batch.end("a"))

    assert ids(waiter.tasks(timeout=60)) == ["a"]


def test_progress_is_told_when_it_has_changed_and_at_the_end(batch: FakeBatch, waiter: Waiter) -> None:
    batch.add("a", "b")
    batch.at(50, lambda: batch.end("a", exit_code=1))
    batch.at(200, lambda: batch.end("b"))
    told: list[TaskProgress] = []

    waiter.tasks(progress=told.append)
    assert told == [TaskProgress(0, 0, 2, 2, 0), TaskProgress(1, 1, 2, 1, 0), TaskProgress(2, 1, 2, 0, 0)]
    assert str(told[1]) == "1 of 2 completed, 1 failed, 0 running, 1 waiting"


def test_progress_of_ids_is_exact(batch: FakeBatch, waiter: Waiter) -> None:
    batch.add("a", "b", "c")
    batch.at(50, lambda: batch.end("a", exit_code=1))
    batch.at(200, lambda: batch.end("b"))
    told: list[TaskProgress] = []

    waiter.tasks(task_ids=["a", "b"], progress=told.append)
    assert told == [TaskProgress(0, 0, 2), TaskProgress(1, 1, 2), TaskProgress(2, 1, 2)]


# -- jobs and pools that cannot


def test_a_job_that_never_was_is_the_services_own_error(batch: FakeBatch, waiter: Waiter) -> None:
    with pytest.raises(ResourceNotFoundError, match="JobNotFound"):
        waiter.tasks("nothing")


@pytest.mark.parametrize("task_ids", [None, ["a"]])
def test_a_job_that_is_deleted_meanwhile_ends_the_wait(
    batch: FakeBatch, waiter: Waiter, task_ids: list[str] | None
) -> None:
    batch.add("a", "b")
    batch.at(5, lambda: batch.end("b"))
    batch.at(50, lambda: setattr(batch, "job", None))

    with pytest.raises(CannotFinish, match="JobDeleted") as caught:
        waiter.tasks(task_ids=task_ids)
    assert batch.now < 70
    assert ids(list(caught.value.tasks)) == ([] if task_ids else ["b"])


def test_a_job_that_is_being_deleted_ends_the_wait(batch: FakeBatch, waiter: Waiter) -> None:
    batch.add("a")
    assert batch.job is not None
    batch.job["state"] = "deleting"

    with pytest.raises(CannotFinish, match="JobDeleted"):
        waiter.tasks()


@pytest.mark.parametrize("task_ids", [None, ["a"]])
def test_tasks_that_the_deletion_of_their_job_has_ended_do_not_pass_for_completed(
    batch: FakeBatch, waiter: Waiter, task_ids: list[str] | None
) -> None:
    batch.add("a")
    job = batch.job
    assert job is not None

    def delete_job() -> None:
        job["state"] = "deleting"
        batch.end("a", exit_code=1)

    batch.at(30, delete_job)
    with pytest.raises(CannotFinish, match="JobDeleted") as caught:
        waiter.tasks(task_ids=task_ids)
    assert ids(list(caught.value.tasks)) == ["a"]


def test_another_job_under_the_same_id_is_not_mistaken_for_the_old_one(
    batch: FakeBatch, waiter: Waiter
) -> None:
    batch.add("a")
    job = batch.job
    assert job is not None
    batch.at(50, lambda: job.update(creationTime=batch.time()))

    with pytest.raises(CannotFinish, match="JobReplaced"):
        waiter.tasks()


def job_state(batch: FakeBatch, state: str, **info: str) -> None:
    assert batch.job is not None
    batch.job["state"] = state
    batch.job["executionInfo"] |= info


def test_a_completed_job_whose_tasks_never_ran_ends_the_wait(batch: FakeBatch, waiter: Waiter) -> None:
    batch.add("a", "b", "c")
    batch.at(20, lambda: job_state(batch, "terminating"))
    batch.at(40, lambda: batch.end("a", exit_code=1))
    batch.at(40, lambda: job_state(batch, "completed", terminateReason="UserTerminate"))

    with pytest.raises(CannotFinish, match=r"unfinished b, c .*\n.*JobCompleted.*UserTerminate") as caught:
        waiter.tasks(stop_when_stuck=False)
    assert ids(list(caught.value.tasks)) == ["a"]


def test_a_job_that_ends_with_all_its_tasks_is_just_over(batch: FakeBatch, waiter: Waiter) -> None:
    batch.add("a")
    batch.at(20, lambda: batch.end("a"))
    batch.at(20, lambda: job_state(batch, "completed", terminateReason="AllTasksComplete"))

    assert ids(waiter.tasks()) == ["a"]


def test_a_disabled_job_ends_the_wait(batch: FakeBatch, waiter: Waiter) -> None:
    batch.add("a")
    batch.at(20, lambda: job_state(batch, "disabled"))

    with pytest.raises(CannotFinish, match="JobDisabled"):
        waiter.tasks()


def test_a_job_that_is_disabled_for_a_moment_is_waited_for(batch: FakeBatch, waiter: Waiter) -> None:
    batch.add("a")
    batch.at(20, lambda: job_state(batch, "disabled"))
    batch.at(29, lambda: job_state(batch, "active"))
    batch.at(90, lambda: batch.end("a"))

    assert ids(waiter.tasks(polling_interval=10)) == ["a"]


def test_who_wants_to_wait_on_can(batch: FakeBatch, waiter: Waiter) -> None:
    batch.add("a")
    job_state(batch, "disabled")
    batch.pool = None
    batch.at(5000, lambda: batch.end("a"))

    assert ids(waiter.tasks(stop_when_stuck=False)) == ["a"]
    assert batch.asked["pool"] == 0


def stuck(batch: FakeBatch, waiter: Waiter) -> CannotFinish:
    batch.add("a")
    with pytest.raises(CannotFinish) as caught:
        waiter.tasks()
    assert batch.now < 30
    return caught.value


def change_pool(batch: FakeBatch, **properties: object) -> None:
    assert batch.pool is not None
    batch.pool |= properties


def test_a_pool_that_does_not_exist(batch: FakeBatch, waiter: Waiter) -> None:
    batch.pool = None
    assert "(PoolNotFound) there is no pool 'p'" in str(stuck(batch, waiter))


def test_a_pool_that_is_being_deleted(batch: FakeBatch, waiter: Waiter) -> None:
    change_pool(batch, state="deleting")
    assert "(PoolDeleted)" in str(stuck(batch, waiter))


def test_a_pool_without_nodes_that_is_not_resized(batch: FakeBatch, waiter: Waiter) -> None:
    change_pool(batch, currentDedicatedNodes=0, targetDedicatedNodes=0)
    assert "(NoNodes) pool 'p' has no nodes and is not being resized: resize it" in str(stuck(batch, waiter))


def test_a_pool_whose_resize_ran_into_the_quota(batch: FakeBatch, waiter: Waiter) -> None:
    error = {"code": "AccountCoreQuotaReached", "message": "The quota is used up.", "values": []}
    change_pool(batch, currentDedicatedNodes=0, targetDedicatedNodes=5, resizeErrors=[error])
    text = str(stuck(batch, waiter))
    assert "although it is to have 5" in text
    assert "(AccountCoreQuotaReached) The quota is used up." in text


@pytest.mark.parametrize(
    ("state", "code"),
    [("unusable", "NodesUnusable"), ("offline", "NodesOffline"), ("deallocated", "NodesDeallocated")],
)
def test_a_pool_all_of_whose_nodes_are_broken(
    batch: FakeBatch, waiter: Waiter, state: str, code: str
) -> None:
    batch.nodes = [{"id": "n1", "state": state, "errors": [{"code": "DiskFull", "message": "No room."}]}]
    error = stuck(batch, waiter)
    assert [obstacle.code for obstacle in error.obstacles] == [code]
    assert error.obstacles[0].details == ("n1: (DiskFull) No room.",)


def test_a_pool_whose_start_task_fails_shows_what_it_wrote(batch: FakeBatch, waiter: Waiter) -> None:
    info = {"state": "completed", "exitCode": 7, "retryCount": 0}
    batch.nodes = [{"id": "n1", "state": "starttaskfailed", "startTaskInfo": info}]
    batch.files["/pools/p/nodes/n1/files/startup/stderr.txt"] = b"apt is locked\n"
    text = str(stuck(batch, waiter))
    assert "(StartTaskFailed) the start task failed on 1 node of pool 'p'" in text
    assert "n1: exit code 7" in text
    assert "| apt is locked" in text


@pytest.mark.parametrize(
    "properties",
    [
        {"allocationState": "resizing", "currentDedicatedNodes": 0},
        {"enableAutoScale": True, "currentDedicatedNodes": 0, "targetDedicatedNodes": 0},
        {},
    ],
    ids=["resizing", "grows by formula", "has a good node"],
)
def test_a_pool_that_may_come_to_run_tasks_is_waited_for(
    batch: FakeBatch, waiter: Waiter, properties: dict[str, object]
) -> None:
    change_pool(batch, **properties)
    batch.nodes = [{"id": "n0", "state": "unusable"}, {"id": "n1", "state": "creating"}]
    batch.add("a")
    batch.at(3600, lambda: batch.end("a"))

    assert ids(waiter.tasks()) == ["a"]


def test_a_pool_that_may_not_be_seen_is_not_an_obstacle(batch: FakeBatch, waiter: Waiter) -> None:
    batch.pool_status = 403
    batch.add("a")
    batch.at(600, lambda: batch.end("a"))

    assert ids(waiter.tasks()) == ["a"]


def test_tasks_that_complete_show_that_nothing_is_in_the_way(batch: FakeBatch, waiter: Waiter) -> None:
    # What the pool says may be older than what its nodes do.
    change_pool(batch, currentDedicatedNodes=0)
    every = names(50)
    batch.add(*every)
    for number, task_id in enumerate(every):
        batch.at(3.0 * number, lambda task_id=task_id: batch.end(task_id))  # type: ignore[misc]  # binds the loop's value

    assert len(waiter.tasks(polling_interval=30)) == 50


def test_tasks_that_depend_on_a_failed_one_end_the_wait(batch: FakeBatch, waiter: Waiter) -> None:
    batch.add("a")
    batch.end("a", exit_code=1)
    batch.add("b", dependsOn={"taskIds": ["A"]})
    batch.add("c", dependsOn={"taskIds": ["b"]})

    with pytest.raises(CannotFinish) as caught:
        waiter.tasks()
    (obstacle,) = caught.value.obstacles
    assert obstacle.code == "TaskBlocked"
    assert obstacle.details == (
        "b depends on A, which ended with exit code 1 and blocks its dependants",
        "c depends on b, which can never run",
    )


def test_tasks_that_depend_on_each_other_in_a_circle_end_the_wait(batch: FakeBatch, waiter: Waiter) -> None:
    batch.add("a", dependsOn={"taskIds": ["C"]})
    batch.add("b", dependsOn={"taskIds": ["a"]})
    batch.add("c", dependsOn={"taskIds": ["b"]})
    batch.add("d", dependsOn={"taskIds": ["a"]})
    batch.add("e", requiredSlots=4)

    with pytest.raises(CannotFinish) as caught:
        waiter.tasks()
    big, circle = caught.value.obstacles
    assert (big.code, circle.code) == ("TaskTooBig", "TaskDependencyCircle")
    assert circle.details == ("a -> c -> b -> a",)


def test_a_circle_does_not_end_the_wait_for_others(batch: FakeBatch, waiter: Waiter) -> None:
    batch.add("a", dependsOn={"taskIds": ["a"]})
    batch.add("b")
    batch.at(500, lambda: batch.end("b"))

    assert ids(waiter.tasks(task_ids=["b"])) == ["b"]


def test_a_task_bigger_than_a_node_ends_the_wait(batch: FakeBatch, waiter: Waiter) -> None:
    batch.add("a", requiredSlots=4)

    with pytest.raises(CannotFinish, match="a needs 4 slots, and a node has 1"):
        waiter.tasks(task_ids=["a"])


def test_a_blocked_task_does_not_end_the_wait_while_others_can_run(batch: FakeBatch, waiter: Waiter) -> None:
    batch.add("a", requiredSlots=4)
    batch.add("b")
    batch.at(500, lambda: batch.end("b"))

    with pytest.raises(CannotFinish, match="TaskTooBig") as caught:
        waiter.tasks()
    assert ids(list(caught.value.tasks)) == ["b"]


def test_the_deadline_says_what_was_in_the_way(batch: FakeBatch, waiter: Waiter) -> None:
    batch.pool = None
    batch.add("a")

    with pytest.raises(WaitTimeout, match="PoolNotFound") as caught:
        waiter.tasks(timeout=1)
    assert [obstacle.code for obstacle in caught.value.obstacles] == ["PoolNotFound"]


# -- errors


def test_an_error_of_the_service_goes_through(batch: FakeBatch, waiter: Waiter) -> None:
    batch.add("a")
    batch.server.answer(Reply(403, json=error_body("AuthenticationFailed")))

    with pytest.raises(ClientAuthenticationError):
        waiter.tasks()


def test_errors_survive_pickling(batch: FakeBatch, waiter: Waiter) -> None:
    batch.add("a", "b")
    batch.end("a", exit_code=1)
    batch.pool = None
    cases: dict[type[WaitError], dict[str, Any]] = {
        WaitTimeout: {"timeout": 0},
        CannotFinish: {},
        TasksFailed: {"task_ids": ["a"], "raise_on_failure": True},
    }
    for kind, keywords in cases.items():
        with pytest.raises(kind) as caught:
            waiter.tasks(**keywords)
        copy = pickle.loads(pickle.dumps(caught.value))
        assert type(copy) is kind
        assert str(copy) == str(caught.value)
        assert copy.__dict__["tasks"] == caught.value.__dict__["tasks"]
        assert copy.__dict__.get("failures") == caught.value.__dict__.get("failures")
