"""Tasks: from the queue to the node, again and again, to their end."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from azure_batch_sdk.emulator.node.launch import Exited, Launch, LaunchError
from azure_batch_sdk.emulator.node.processes import Started
from azure_batch_sdk.emulator.state.durations import INFINITE

from .core_driver import BASE_URL, DEADLINE, Running, ScriptedRunner, on_loop, options, until


@on_loop
async def test_a_task_runs_and_its_own_changes_do_not_move_its_etag(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await it.job(constraints={"maxTaskRetryCount": 5})
        reply = await it.reply("create_task", {"id": "T", "commandLine": "run"}, jobId="J")
        assert reply.status == 201
        assert reply.location == reply.data_service_id == f"{BASE_URL}/jobs/j/tasks/T"
        task = await it.get_task("T")
        assert task == {
            "id": "T",
            "url": f"{BASE_URL}/jobs/j/tasks/T",
            "eTag": reply.etag,
            "creationTime": task["lastModified"],
            "lastModified": task["lastModified"],
            "state": "active",
            "stateTransitionTime": task["lastModified"],
            "commandLine": "run",
            "userIdentity": {"autoUser": {"scope": "pool", "elevationLevel": "nonadmin"}},
            "constraints": {"maxWallClockTime": INFINITE, "retentionTime": "P7D", "maxTaskRetryCount": 5},
            "requiredSlots": 1,
            "executionInfo": {"retryCount": 0, "requeueCount": 0},
        }
        await it.pool()
        running = await it.task_in("running", "T")
        node = await it.node()
        assert running["previousState"] == "active"
        assert running["previousStateTransitionTime"] == task["stateTransitionTime"]
        assert running["executionInfo"]["startTime"] > running["stateTransitionTime"]
        assert running["nodeInfo"] == {
            "affinityId": f"TVM:{node['id']}",
            "nodeUrl": node["url"],
            "poolId": "p",
            "nodeId": node["id"],
            "taskRootDirectory": "workitems/j/job-1/T",
            "taskRootDirectoryUrl": f"{node['url']}/files/workitems/j/job-1/T",
        }
        await it.launched(runner, "task/j/T")
        runner.exit("task/j/T", 0)
        done = await it.task_in("completed", "T")
        info = done["executionInfo"]
        assert (done["eTag"], done["previousState"]) == (reply.etag, "running")
        assert (info["exitCode"], info["result"], info["endTime"]) == (
            0,
            "success",
            done["stateTransitionTime"],
        )
        assert "failureInfo" not in info


@on_loop
async def test_a_launch_has_the_variables_of_its_task(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await it.pool()
        await it.job(commonEnvironmentSettings=[{"name": "A", "value": "job"}, {"name": "B", "value": "job"}])
        await it.task(command="work hard", environmentSettings=[{"name": "B", "value": "task"}])
        (key,) = await it.launched(runner, "task/j/t")
        launch = runner.launches[key]
        assert launch.command_line == "work hard"
        environment = launch.environment
        assert (environment["A"], environment["B"]) == ("job", "task")
        assert environment["AZ_BATCH_ACCOUNT_URL"] == BASE_URL
        assert (environment["AZ_BATCH_JOB_ID"], environment["AZ_BATCH_TASK_ID"]) == ("j", "t")
        assert Path(environment["AZ_BATCH_TASK_WORKING_DIR"]) == launch.working_directory
        assert launch.working_directory.is_dir()


@on_loop
async def test_a_task_is_retried_as_often_as_it_may(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await it.pool()
        await it.job()
        await it.task(constraints={"maxTaskRetryCount": 2})
        for attempt in range(3):
            await it.launched(runner, "task/j/t")
            task = await it.get_task()
            assert task["executionInfo"]["retryCount"] == attempt
            assert ("lastRetryTime" in task["executionInfo"]) is (attempt > 0)
            runner.exit("task/j/t", 3)
        task = await it.task_in("completed")
        info = task["executionInfo"]
        assert (info["exitCode"], info["result"], info["retryCount"]) == (3, "failure", 2)
        assert info["failureInfo"]["code"] == "FailureExitCode"
        assert info["failureInfo"]["category"] == "UserError"
        assert len({launch.key for launch in runner.history}) == 3


@on_loop
async def test_a_task_can_be_retried_without_end(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    runner.exit_at_once["fail"] = 1
    async with Running(options(tmp_path), runner) as it:
        await it.pool()
        await it.job()
        await it.task(command="fail", constraints={"maxTaskRetryCount": -1})

        async def often() -> bool:
            return len(runner.history) > 20

        await until(often, "more than 20 attempts")
        await it.reply("terminate_task", jobId="j", taskId="t")
        assert (await it.get_task())["state"] == "completed"


@on_loop
async def test_a_program_that_is_not_there_fails_without_retry(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    runner.refuse["nothing"] = LaunchError("CommandProgramNotFound", "There is no program 'nothing'.")
    async with Running(options(tmp_path), runner) as it:
        await it.pool()
        await it.job(constraints={"maxTaskRetryCount": 3})
        await it.task(command="nothing")
        info = (await it.task_in("completed"))["executionInfo"]
        assert (info["result"], info["retryCount"]) == ("failure", 0)
        assert info["failureInfo"]["code"] == "CommandProgramNotFound"
        assert "exitCode" not in info


@on_loop
async def test_a_task_over_its_time_is_ended_and_not_retried(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path, time_scale=200), runner) as it:
        await it.pool()
        await it.job()
        await it.task(constraints={"maxWallClockTime": "PT30S", "maxTaskRetryCount": 3})
        info = (await it.task_in("completed"))["executionInfo"]
        assert (info["exitCode"], info["retryCount"]) == (137, 0)
        assert (info["failureInfo"]["category"], info["failureInfo"]["code"]) == ("ServerError", "TaskEnded")


@on_loop
async def test_terminating_a_running_task_kills_it(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await it.pool()
        await it.job()
        await it.task()
        (key,) = await it.launched(runner, "task/j/t")
        reply = await it.reply("terminate_task", jobId="j", taskId="t")
        assert (reply.status, reply.data_service_id) == (204, f"{BASE_URL}/jobs/j/tasks/t/terminate")
        task = await it.get_task()
        assert (task["state"], task["eTag"]) == ("completed", reply.etag)
        assert task["lastModified"] == task["stateTransitionTime"] == task["executionInfo"]["endTime"]
        assert task["executionInfo"]["failureInfo"]["message"] == "Task Was Ended by User Request"
        assert "exitCode" not in task["executionInfo"]
        assert task["nodeInfo"]["nodeId"]
        await it.node_in("idle")
        assert runner.killed == [key]
        assert (await it.refusal("terminate_task", jobId="j", taskId="t")).code == "TaskCompleted"


@on_loop
async def test_a_task_terminated_before_it_ran_has_been_nowhere(tmp_path: Path) -> None:
    async with Running(options(tmp_path), ScriptedRunner()) as it:
        await it.job()
        await it.task()
        await it.reply("terminate_task", jobId="j", taskId="t")
        task = await it.get_task()
        assert (task["nodeInfo"], task["previousState"]) == ({}, "active")
        assert "startTime" not in task["executionInfo"]
        reply = await it.reply("reactivate_task", jobId="j", taskId="t")
        task = await it.get_task()
        assert (reply.status, reply.data_service_id, reply.etag) == (204, None, task["eTag"])
        assert task["executionInfo"] == {"retryCount": 0, "requeueCount": 0}
        assert (task["state"], task["previousState"]) == ("active", "completed")
        assert "nodeInfo" not in task


@on_loop
async def test_only_a_failed_task_can_be_reactivated(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await it.pool()
        await it.job()
        await it.task("good", command="good")
        await it.task("bad", command="bad")
        assert (await it.refusal("reactivate_task", jobId="j", taskId="good")).code == "TaskNotCompleted"
        await it.launched(runner, "task/j/good")
        runner.exit("good", 0)
        await it.launched(runner, "task/j/bad")
        runner.exit("bad", 1)
        await it.task_in("completed", "bad")
        assert (await it.refusal("reactivate_task", jobId="j", taskId="good")).code == "TaskSucceeded"
        await it.reply("reactivate_task", jobId="j", taskId="bad")
        await it.launched(runner, "task/j/bad")
        runner.exit("bad", 0)
        assert (await it.task_in("completed", "bad"))["executionInfo"]["result"] == "success"


@on_loop
async def test_replacing_a_task_sets_its_constraints_anew(tmp_path: Path) -> None:
    async with Running(options(tmp_path), ScriptedRunner()) as it:
        await it.job(constraints={"maxTaskRetryCount": 5})
        await it.task(constraints={"retentionTime": "PT1H"})
        reply = await it.reply(
            "replace_task", {"constraints": {"maxTaskRetryCount": 3}}, jobId="j", taskId="t"
        )
        task = await it.get_task()
        assert (reply.status, reply.etag) == (200, task["eTag"])
        assert task["constraints"] == {
            "maxWallClockTime": INFINITE,
            "retentionTime": "P7D",
            "maxTaskRetryCount": 3,
        }
        await it.reply("replace_task", {}, jobId="j", taskId="t")
        assert (await it.get_task())["constraints"]["maxTaskRetryCount"] == 5


@on_loop
async def test_a_deleted_task_goes_with_its_files_and_can_be_made_again(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await it.pool()
        await it.job()
        await it.task()
        (key,) = await it.launched(runner, "task/j/t")
        (runner.launches[key].working_directory / "old").touch()
        reply = await it.reply("delete_task", jobId="j", taskId="t")
        assert (reply.status, reply.etag, reply.data_service_id) == (200, None, None)
        assert (await it.refusal("get_task", jobId="j", taskId="t")).code == "TaskNotFound"
        await it.task()
        (again,) = await it.launched(runner, "task/j/t")
        assert again != key
        assert list(runner.launches[again].working_directory.iterdir()) == []
        counts = await it.body("get_job_task_counts", jobId="j")
        assert counts["taskCounts"] == {
            "active": 0,
            "running": 1,
            "completed": 0,
            "succeeded": 0,
            "failed": 0,
        }


@on_loop
async def test_a_requeued_task_waits_for_its_old_process(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    runner.ignores_kill = True
    async with Running(options(tmp_path), runner) as it:
        await it.pool(taskSlotsPerNode=4)
        await it.job()
        await it.task()
        (key,) = await it.launched(runner, "task/j/t")
        await it.reply("begin_disable_job", {"disableTasks": "requeue"}, jobId="j")
        await it.reply("begin_enable_job", jobId="j")
        await it.job_in("active")
        assert (await it.get_task())["state"] == "active"
        assert runner.running() == [key]
        runner.exit(key, 137)
        (again,) = await it.launched(runner, "task/j/t")
        assert again != key


# Collections


@on_loop
async def test_each_task_of_a_collection_has_its_own_result(tmp_path: Path) -> None:
    async with Running(options(tmp_path), ScriptedRunner()) as it:
        await it.job()
        await it.task("taken")
        bodies: list[dict[str, Any]] = [{"id": name, "commandLine": "x"} for name in ("TAKEN", "new", "NEW")]
        bodies.append({"id": "odd", "commandLine": "x", "dependsOn": {"taskIds": ["new"]}})
        reply = await it.reply("create_task_collection", {"value": bodies}, jobId="j")
        assert (reply.status, reply.etag, reply.data_service_id) == (200, None, None)
        assert reply.body is not None
        taken, new, twice, odd = reply.body["value"]
        assert (taken["status"], taken["taskId"], taken["error"]["code"]) == (
            "ClientError",
            "TAKEN",
            "TaskExists",
        )
        assert taken["error"]["message"]["value"].startswith("The specified task already exists.\nRequestId:")
        assert (new["status"], new["location"]) == ("Success", f"{BASE_URL}/jobs/j/tasks/new")
        assert new["eTag"] == (await it.get_task("new"))["eTag"]
        assert twice["error"]["code"] == "TaskExists"
        assert odd["error"]["code"] == "TaskDependenciesNotSpecifiedOnJob"
        assert [task["id"] for task in await it.items("list_tasks", jobId="j")] == ["new", "taken"]


@pytest.mark.parametrize(("number", "fits"), [(0, False), (1, True), (100, True), (101, False)])
def test_a_collection_has_1_to_100_tasks(tmp_path: Path, number: int, fits: bool) -> None:
    @on_loop
    async def run() -> None:
        async with Running(options(tmp_path), ScriptedRunner()) as it:
            await it.job()
            body = {"value": [{"id": f"t{index}", "commandLine": "x"} for index in range(number)]}
            if fits:
                await it.reply("create_task_collection", body, jobId="j")
            else:
                assert (await it.refusal("create_task_collection", body, jobId="j")).status == 400
            assert len(await it.items("list_tasks", jobId="j")) == (number if fits else 0)

    run()


# Scheduling


@on_loop
async def test_priority_goes_before_age_and_age_before_nothing(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await it.job("low")
        await it.job("high", priority=10)
        await it.job("raised")
        for task, job in (("a", "low"), ("b", "low"), ("c", "high"), ("d", "low"), ("e", "raised")):
            await it.task(task, job)
        await it.reply("update_job", {"priority": 20}, jobId="raised")
        await it.pool()
        order = []
        for _ in range(5):
            (key,) = await it.launched(runner, "task/")
            order.append(key.split("/")[2])
            runner.exit(key, 0)
        assert order == ["e", "c", "a", "b", "d"]


@on_loop
async def test_a_retried_task_keeps_its_age(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await it.pool()
        await it.job(constraints={"maxTaskRetryCount": 1})
        await it.task("a")
        await it.task("b")
        await it.launched(runner, "task/j/a")
        runner.exit("task/j/a", 1)
        await it.launched(runner, "task/j/a")
        assert runner.running("task/j/b") == []


@pytest.mark.parametrize(("fill", "spread"), [("spread", [2, 2]), ("pack", [4, 0])])
def test_nodes_are_filled_as_the_pool_says(tmp_path: Path, fill: str, spread: list[int]) -> None:
    @on_loop
    async def run() -> None:
        runner = ScriptedRunner()
        async with Running(options(tmp_path), runner) as it:
            await it.pool(
                targetDedicatedNodes=2, taskSlotsPerNode=4, taskSchedulingPolicy={"nodeFillType": fill}
            )
            await it.job()
            for name in "abcd":
                await it.task(name)
            await it.launched(runner, "task/", 4)
            nodes = await it.items("list_nodes", poolId="p")
            assert sorted((node["runningTasksCount"] for node in nodes), reverse=True) == spread

    run()


@on_loop
async def test_a_task_that_needs_more_slots_lets_smaller_ones_pass(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await it.pool(taskSlotsPerNode=4)
        await it.job()
        await it.task("three", requiredSlots=3)
        await it.task("two", requiredSlots=2)
        await it.task("one", requiredSlots=1)
        await it.task("never", requiredSlots=5)
        await it.launched(runner, "task/", 2)
        assert {key.split("/")[2] for key in runner.running()} == {"three", "one"}
        counts = await it.body("get_job_task_counts", jobId="j")
        assert counts["taskCounts"]["running"] == 2
        assert (counts["taskSlotCounts"]["running"], counts["taskSlotCounts"]["active"]) == (4, 7)
        runner.exit("one", 0)
        runner.exit("three", 0)
        await it.launched(runner, "task/j/two")
        runner.exit("two", 0)
        await it.node_in("idle")
        assert (await it.get_task("never"))["state"] == "active"


@on_loop
async def test_a_job_runs_no_more_tasks_at_once_than_it_may(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await it.pool(vmSize="standard_d2s_v3", taskSlotsPerNode=8)
        await it.job(maxParallelTasks=2)
        await it.job("other")
        for name in "abcd":
            await it.task(name)
        await it.task("x", "other")
        await it.launched(runner, "task/", 3)
        assert len(runner.running("task/j/")) == 2
        runner.exit("task/j/a", 0)
        await it.launched(runner, "task/j/c")
        assert len(runner.running("task/j/")) == 2
        await it.reply("update_job", {"maxParallelTasks": -1}, jobId="j")
        await it.launched(runner, "task/j/", 3)


@on_loop
async def test_a_task_goes_where_it_has_an_affinity_if_there_is_room(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await it.pool(targetDedicatedNodes=3, taskSlotsPerNode=2)
        await it.job()
        for node in await it.items("list_nodes", poolId="p"):
            name = f"t{node['id'][6:12]}"
            await it.task(name, affinityInfo={"affinityId": node["affinityId"]})
            task = await it.task_in("running", name)
            assert task["nodeInfo"]["nodeId"] == node["id"]


# Dependencies


@on_loop
async def test_a_task_waits_for_those_it_depends_on(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await it.pool(vmSize="standard_d2s_v3", taskSlotsPerNode=8)
        await it.job(usesTaskDependencies=True)
        await it.task("after", dependsOn={"taskIds": ["first"], "taskIdRanges": [{"start": 1, "end": 2}]})
        for name in ("first", "1", "02"):
            await it.task(name)
        await it.launched(runner, "task/j/", 3)
        runner.exit("task/j/first", 0)
        runner.exit("task/j/1", 0)
        await it.task_in("completed", "1")
        assert (await it.get_task("after"))["state"] == "active"
        runner.exit("task/j/02", 0)
        await it.launched(runner, "task/j/after")


@on_loop
async def test_a_failure_blocks_unless_it_is_said_to_satisfy(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await it.pool(vmSize="standard_d2s_v3", taskSlotsPerNode=8)
        await it.job(usesTaskDependencies=True)
        satisfied = {"exitCodes": [{"code": 2, "exitOptions": {"dependencyAction": "satisfy"}}]}
        for name in ("bad", "good"):
            await it.task(name, exitConditions=satisfied)
            await it.task(f"after-{name}", dependsOn={"taskIds": [name]})
        await it.launched(runner, "task/j/", 2)
        runner.exit("task/j/bad", 1)
        runner.exit("task/j/good", 2)
        await it.launched(runner, "task/j/after-good")
        assert (await it.get_task("after-bad"))["state"] == "active"


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({"requiredSlots": 0}, "InvalidPropertyValue"),
        ({"dependsOn": {"taskIds": ["x"]}}, "TaskDependenciesNotSpecifiedOnJob"),
        ({"exitConditions": {"default": {"jobAction": "terminate"}}}, "InvalidPropertyValue"),
        ({"exitConditions": {"default": {"dependencyAction": "satisfy"}}}, "InvalidPropertyValue"),
        ({"dependsOn": {"taskIds": ["x" * 64] * 1001}}, "TaskDependencyListTooLong"),
    ],
)
def test_a_task_that_makes_no_sense_is_refused(tmp_path: Path, members: dict[str, Any], code: str) -> None:
    @on_loop
    async def run() -> None:
        async with Running(options(tmp_path), ScriptedRunner()) as it:
            await it.job()
            error = await it.refusal("create_task", {"id": "t", "commandLine": "x", **members}, jobId="j")
            assert (error.status, error.code) == (400, code)
            assert await it.items("list_tasks", jobId="j") == []

    run()


@on_loop
async def test_listings_go_on_behind_a_task_that_is_gone(tmp_path: Path) -> None:
    async with Running(options(tmp_path), ScriptedRunner()) as it:
        await it.job()
        for number in (3, 1, 2, 10):
            await it.task(f"t{number}")
        assert [task["id"] for task in await it.items("list_tasks", jobId="j")] == ["t1", "t10", "t2", "t3"]
        await it.reply("delete_task", jobId="j", taskId="t10")
        assert [task["id"] for task in await it.items("list_tasks", "t10", jobId="j")] == ["t2", "t3"]
        assert await it.items("list_subtasks", jobId="j", taskId="t1") == []


class SlowRunner(ScriptedRunner):
    """Starts nothing until it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = threading.Event()
        self.go_on = threading.Event()

    def start(self, launch: Launch, on_exit: Callable[[Exited], None]) -> Started:
        self.asked.set()
        assert self.go_on.wait(DEADLINE)
        return super().start(launch, on_exit)


@on_loop
async def test_a_task_terminated_while_it_is_being_started_is_killed_all_the_same(tmp_path: Path) -> None:
    runner = SlowRunner()
    async with Running(options(tmp_path), runner) as it:
        await it.pool()
        await it.job()
        await it.task()

        async def is_starting() -> bool:
            return runner.asked.is_set()

        await until(is_starting, "the task is being started")
        await it.reply("terminate_task", jobId="j", taskId="t")

        async def was_killed() -> bool:
            return bool(runner.killed)

        await until(was_killed, "the kill that came too early")
        runner.go_on.set()
        node = await it.node_in("idle")
        assert node["totalTasksRun"] == 0
        assert runner.running() == []
