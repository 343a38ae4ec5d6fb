"""What is found in jobs and tasks."""

from __future__ import annotations

from typing import Any

import pytest
from azure.core.exceptions import HttpResponseError

from azure_batch_sdk import models as m
from azure_batch_sdk._explain.codes import EXIT_CODES, SCHEDULING, TASK
from azure_batch_sdk._explain.evidence import Unread
from tests.explain.evidences import Body, body, explain_job, explain_task, failed, job, node, pool, task, told

IDLE: dict[str, Any] = {"pool": pool(), "nodes": (node(),)}


# -- jobs


@pytest.mark.parametrize(
    ("name", "findings", "in_summary"),
    [
        ("job", [("info", "JobWithoutWork")], "no unfinished tasks"),
        (
            "job terminating, with a release task to run",
            [("info", "JobTerminating"), ("info", "JobTerminationAwaitingNodeProcessing")],
            "the job is ending: done",
        ),
        ("job ended with its schedule", [("info", "JobCompleted")], "its job schedule was terminated"),
    ],
)
def test_recorded_jobs_are_explained(name: str, findings: list[Any], in_summary: str) -> None:
    explanation = explain_job(body(name))

    assert told(explanation) == findings
    assert in_summary in explanation.findings[0].summary


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ("disabled", "JobDisabled"),
        ("Disabling", "JobDisabled"),
        ("deleting", "JobDeleted"),
        ("terminating", "JobTerminating"),
        ("completed", "JobCompleted"),
    ],
)
def test_a_task_does_not_run_in_a_job_that_is_not_active(state: str, code: str) -> None:
    explanation = explain_task(task(), job=job(state=state), **IDLE)

    assert explanation.cause is not None
    assert told(explanation)[0] == ("error", code)


@pytest.mark.parametrize("reason", ["MaxWallClockTimeExpiry", "TaskFailed"])
def test_a_job_that_was_ended_by_force_is_an_error(reason: str) -> None:
    ended = job(
        state="completed", executionInfo={"startTime": "2026-01-01T00:00:00Z", "terminateReason": reason}
    )

    (finding,) = explain_job(ended).findings

    assert (finding.severity, finding.code) == ("error", "JobCompleted")
    assert finding.evidence == (f"terminateReason: {reason}",)


@pytest.mark.parametrize("code", [*SCHEDULING, "SomethingNew"])
def test_scheduling_errors_are_quoted(code: str) -> None:
    error = {
        "category": "UserError",
        "code": code,
        "message": "words",
        "details": [{"name": "a", "value": "b"}],
    }

    explanation = explain_job(
        job(executionInfo={"startTime": "2026-01-01T00:00:00Z", "schedulingError": error}), task()
    )

    finding = next(finding for finding in explanation.findings if finding.code == code)
    assert finding.evidence == (f"({code}) words\n  a: b",)


def test_the_pool_of_a_job_that_does_not_exist_is_named() -> None:
    explanation = explain_task(task(), job=job(), pool_is_missing=True)

    assert told(explanation) == [("error", "PoolNotFound")]
    assert explanation.findings[0].resource == "pool 'pool1'"


def test_a_job_whose_own_pool_is_not_made_yet() -> None:
    own = job(poolInfo={"autoPoolSpecification": {"poolLifetimeOption": "job"}}, executionInfo={})

    assert told(explain_job(own, task())) == [("info", "AutoPoolNotYetMade")]


def preparation(node_id: str, **info: Any) -> m.BatchJobPreparationAndReleaseTaskStatus:
    return m.BatchJobPreparationAndReleaseTaskStatus(
        {"nodeId": node_id, "jobPreparationTaskExecutionInfo": info}
    )


@pytest.mark.parametrize(
    ("nodes", "waits", "severity"),
    [
        (("a",), True, "error"),
        (("a", "b"), True, "warning"),
        (("a",), False, "warning"),
        ((), True, "warning"),
    ],
)
def test_a_preparation_task_that_failed_everywhere_is_an_error(
    nodes: tuple[str, ...], waits: bool, severity: str
) -> None:
    explanation = explain_task(
        task(),
        job=job(jobPreparationTask={"commandLine": "x", "waitForSuccess": waits}),
        pool=pool(),
        nodes=tuple(node(name) for name in nodes),
        preparations=[
            preparation(
                "a",
                state="completed",
                taskRootDirectory="workitems/job1/job-1/jobpreparation",
                **failed("FailureExitCode", exit_code=9),
            ),
        ],
    )

    finding = explanation.findings[0]
    assert (finding.severity, finding.code) == (severity, "JobPreparationFailed")
    assert "exit code 9" in finding.summary
    assert "directory on the node: workitems/job1/job-1/jobpreparation" in finding.evidence


def test_a_preparation_task_that_runs_is_told() -> None:
    explanation = explain_task(
        task(state="preparing"), job=job(), preparations=[preparation("a", state="running")]
    )

    assert told(explanation) == [("info", "JobPreparationRunning"), ("info", "TaskUnderWay")]


def test_tasks_that_failed_alike_are_one_finding() -> None:
    three = failed("FailureExitCode", exit_code=3)
    explanation = explain_job(
        job(),
        done=(
            task("a", "completed", executionInfo=three),
            task("b", "completed", executionInfo=failed("FailureExitCode", exit_code=137)),
            task("c", "completed", executionInfo=three),
        ),
        task_output={"a": "it broke"},
        **IDLE,
    )

    assert told(explanation)[:2] == [("warning", "TasksFailed")] * 2
    first, second = explanation.findings[:2]
    assert "2 tasks failed (a, c)" in first.summary
    assert first.evidence[1] == "the end of stderr.txt of a:\n  it broke"
    assert "memory" in second.summary


def test_a_limit_of_parallel_tasks_is_told_when_it_is_reached() -> None:
    one = job(maxParallelTasks=1)

    assert told(explain_task(task(), task("t2", "running"), job=one, **IDLE)) == [
        ("info", "JobParallelLimit")
    ]
    assert told(explain_task(task(), job=one, **IDLE)) == []


def test_what_could_not_be_read_is_a_finding() -> None:
    error = HttpResponseError("(Forbidden) not for you")
    error.status_code = 403

    (finding,) = explain_task(task(), job=job(), unread=[Unread("pool 'pool1'", error)]).findings

    assert (finding.severity, finding.code, finding.resource) == ("warning", "NotRead", "pool 'pool1'")
    assert finding.evidence == ("(Forbidden) not for you",)
    assert "credential" in finding.advice


# -- one task


@pytest.mark.parametrize(
    ("name", "findings", "in_summary"),
    [
        ("task with exit code 3", [("error", "FailureExitCode")], "exit code 3"),
        ("task terminated before it ran", [("error", "TaskEnded")], "terminated by a user"),
        (
            "task ended at its limit, as the documents have it",
            [("error", "TaskTimedOut")],
            "max_wall_clock_time",
        ),
        (
            "task ended at its limit, as a public fixture has it",
            [("error", "TaskTimedOut")],
            "max_wall_clock_time",
        ),
        ("task queued again", [("warning", "TaskRequeued")], "1 time"),
    ],
)
def test_recorded_tasks_are_explained(name: str, findings: list[Any], in_summary: str) -> None:
    explanation = explain_task(body(name), job=job())

    assert told(explanation) == findings
    assert in_summary in explanation.findings[0].summary


@pytest.mark.parametrize("code", [*TASK, "NeverSeenBefore"])
def test_failures_of_tasks_are_quoted_and_those_known_have_advice(code: str) -> None:
    info = failed(
        code,
        details=[
            {"name": "FilePath", "value": "in/data"},
            {"name": "Message", "value": f"The words for {code}"},
        ],
    )

    (finding,) = explain_task(task(state="completed", executionInfo=info)).findings

    assert (finding.severity, finding.code) == ("error", code)
    assert finding.evidence == (f"({code}) The words for {code}\n  FilePath: in/data",)
    if code in TASK:
        assert finding.advice == TASK[code].advice


@pytest.mark.parametrize("exit_code", EXIT_CODES)
def test_exit_codes_that_mean_something_are_told_in_words(exit_code: int) -> None:
    info = failed("FailureExitCode", exit_code=exit_code)

    (finding,) = explain_task(task(state="completed", executionInfo=info)).findings

    assert finding.summary.endswith(f"exit code {exit_code}: {EXIT_CODES[exit_code].summary}")


def test_what_a_failed_task_wrote_is_quoted() -> None:
    done = task(state="completed", executionInfo=failed("FailureExitCode", exit_code=1))

    (finding,) = explain_task(done, task_output={"t1": "Traceback\nKeyError"}).findings

    assert finding.evidence[-1] == "the end of stderr.txt:\n  Traceback\n  KeyError"


def test_a_task_that_succeeded_has_no_cause() -> None:
    explanation = explain_task(task(state="completed", executionInfo={"result": "success", "exitCode": 0}))

    assert told(explanation) == [("info", "TaskSucceeded")]
    assert explanation.cause is None


def test_a_running_task_on_a_lost_node_is_an_error() -> None:
    running = task(state="running", nodeInfo={"poolId": "pool1", "nodeId": "n1"})

    assert told(explain_task(running, nodes=(node(state="unknown"),), job=job()))[0] == (
        "error",
        "NodesUnknown",
    )
    assert told(explain_task(running, nodes=(node(state="running"),), job=job())) == [
        ("info", "TaskUnderWay")
    ]


def test_retries_are_told_while_the_task_is_not_completed() -> None:
    info = {"retryCount": 2, "requeueCount": 0}

    (finding,) = explain_task(
        task(executionInfo=info, constraints={"maxTaskRetryCount": 3}), job=job(), **IDLE
    ).findings

    assert finding.code == "TaskRetried"
    assert "2 of 3" in finding.summary


# -- tasks that wait


def needs(name: str, *others: str, **changed: Any) -> Body:
    return task(name, dependsOn={"taskIds": list(others)}, **changed)


FAILED = task("f", "completed", executionInfo=failed("FailureExitCode", exit_code=4))
FINE = task("f", "completed", executionInfo={"result": "success", "exitCode": 0})


@pytest.mark.parametrize(
    ("first", "siblings", "others", "findings", "in_summary"),
    [
        (needs("t1", "nowhere"), (), (), [("error", "TaskBlocked")], "nowhere, which does not exist"),
        (needs("t1", "F"), (), (FAILED,), [("error", "TaskBlocked")], "exit code 4"),
        (
            needs("t1", "t2"),
            (needs("t2", "nowhere"),),
            (),
            [("error", "TaskBlocked")],
            "t2, which can never run",
        ),
        (needs("t1", "f"), (), (FINE,), [], ""),
        (needs("t1", "t2"), (task("t2", "running"),), (), [("info", "TaskWaitsForOthers")], "t2"),
        (needs("t1", "f"), (), (task("f", "running"),), [("info", "TaskWaitsForOthers")], "f"),
        (needs("t1", "t2"), (needs("t2", "t1"),), (), [("error", "TaskDependencyCircle")], "t1 -> t2 -> t1"),
        (needs("t1", "T1"), (), (), [("error", "TaskDependencyCircle")], "t1 -> t1"),
        (
            needs("t1", "a"),
            (needs("a", "b"), needs("b", "c"), needs("c", "b")),
            (),
            [("error", "TaskDependencyCircle")],
            "b -> c -> b",
        ),
        (task(requiredSlots=2), (), (), [("error", "TaskTooBig")], "needs 2 slots, and a node has 1"),
        (
            task(dependsOn={"taskIdRanges": [{"start": 1, "end": 999}]}),
            (),
            (),
            [("info", "DependenciesNotLookedAt")],
            "1 to 999",
        ),
        (
            task(dependsOn={"taskIdRanges": [{"start": 1, "end": 3}]}),
            (task("3"), task("2", "running")),
            (task("1", "completed", executionInfo={"result": "success", "exitCode": 0}),),
            [("info", "TaskWaitsForOthers")],
            "2, 3",
        ),
        (
            task(dependsOn={"taskIdRanges": [{"start": 1, "end": 1}, {"start": 7, "end": 8}]}),
            (task("1", "running"), task("7", "running")),
            (),
            [("error", "TaskBlocked")],
            "8, which does not exist",
        ),
    ],
)
def test_what_a_task_depends_on_is_explained(
    first: Body, siblings: tuple[Body, ...], others: tuple[Body, ...], findings: list[Any], in_summary: str
) -> None:
    explanation = explain_task(first, *siblings, others=others, job=job(), **IDLE)

    assert told(explanation) == findings
    assert not findings or in_summary in explanation.findings[0].summary


def test_the_failure_that_blocks_a_task_is_quoted_through_others() -> None:
    explanation = explain_task(needs("t1", "t2"), needs("t2", "f"), others=(FAILED,), job=job(), **IDLE)

    assert explanation.findings[0].evidence == (
        "t2 depends on f, which ended with exit code 4 and blocks its dependants",
        "f: exit code 4\n(FailureExitCode) The words for FailureExitCode",
    )


def test_a_task_that_hangs_on_one_that_is_too_big_says_so() -> None:
    explanation = explain_task(needs("t1", "big"), task("big", requiredSlots=4), job=job(), **IDLE)

    assert told(explanation) == [("error", "TaskBlocked")]
    assert explanation.findings[0].evidence == ("big needs 4 slots, and a node has 1",)


def test_a_long_circle_is_cut_short() -> None:
    circle = [needs(f"t{n}", f"t{(n + 1) % 9}") for n in range(9)]

    (finding,) = explain_job(job(), *circle, **IDLE).findings

    assert finding.summary.startswith("9 tasks can never run")
    assert finding.summary.endswith("t0 -> t1 -> t2 -> t3 -> (5 more) -> t0")


def test_a_task_that_runs_is_not_blocked_by_what_was_deleted_since() -> None:
    assert told(explain_task(needs("t1", "gone", state="running"), job=job())) == [("info", "TaskUnderWay")]


def test_the_blocked_tasks_of_a_job_are_counted() -> None:
    explanation = explain_job(
        job(), needs("t1", "x"), needs("t2", "x"), task("big", requiredSlots=9), task("ok"), **IDLE
    )

    assert told(explanation) == [("error", "TaskBlocked"), ("error", "TaskTooBig")]
    assert explanation.findings[0].summary.startswith("2 tasks can never run: t1 depends on x")
    assert explanation.findings[1].resource == "task 'big' of job 'job1'"


@pytest.mark.parametrize(
    ("changed", "instances", "findings"),
    [
        ({}, 1, [("error", "TaskInstancesDoNotFit")]),
        (
            {"enableInterNodeCommunication": True, "taskSlotsPerNode": 4},
            1,
            [("error", "TaskInstancesDoNotFit")],
        ),
        ({"enableInterNodeCommunication": True}, 3, [("error", "TaskInstancesDoNotFit")]),
        ({"enableInterNodeCommunication": True}, 1, []),
    ],
)
def test_a_task_of_several_instances_needs_a_pool_for_it(
    changed: Body, instances: int, findings: list[Any]
) -> None:
    several = task(multiInstanceSettings={"numberOfInstances": instances, "coordinationCommandLine": "x"})

    assert told(explain_task(several, job=job(), pool=pool(**changed), nodes=(node(),))) == findings


@pytest.mark.parametrize(
    ("running", "findings"), [(4, [("info", "NodesBusy")]), (3, [("info", "NodesBusy")]), (2, [])]
)
def test_a_task_waits_while_no_node_has_enough_slots_free(running: int, findings: list[Any]) -> None:
    busy = node(state="running", runningTaskSlotsCount=running)

    explanation = explain_task(task(requiredSlots=2), job=job(), pool=pool(taskSlotsPerNode=4), nodes=(busy,))

    assert told(explanation) == findings
