"""What the end of a task does to its job and to its dependants, and which tasks may ask for that."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from azure_batch_sdk.emulator.engine.exits import decide
from azure_batch_sdk.emulator.node.launch import LaunchError
from azure_batch_sdk.emulator.state.entities import Job, Task

from .core_driver import Running, ScriptedRunner, on_loop, options

ACTING: dict[str, Any] = {"onTaskFailure": "performexitoptionsjobaction", "usesTaskDependencies": True}


def ended(
    conditions: dict[str, Any] | None, *, code: int | None = None, failure: str | None = None, **job: Any
) -> tuple[str, bool]:
    """Decide about a task that has ended so."""
    owner = Job("j", {**ACTING, **job}, 1, 1, "active", 1, 1, "p")
    task = Task(
        owner, "t", {} if conditions is None else {"exitConditions": conditions}, 1, 1, "completed", 1
    )
    task.exit_code = code
    if code not in (0, None) and failure is None:
        failure = "FailureExitCode"
    task.failure = None if failure is None else {"code": failure}
    task.result = "success" if failure is None else "failure"
    return decide(task)


def marked(name: str) -> dict[str, str]:
    """Make exit options that can be told from others: disable stands for the entry that must win."""
    return {"jobAction": name, "dependencyAction": "satisfy" if name == "disable" else "block"}


WINS, LOSES = marked("disable"), marked("terminate")
CHOSEN = ("disable", True)


@pytest.mark.parametrize(
    ("conditions", "end"),
    [
        (
            {
                "exitCodes": [{"code": 3, "exitOptions": WINS}],
                "exitCodeRanges": [{"start": 1, "end": 9, "exitOptions": LOSES}],
                "default": LOSES,
            },
            {"code": 3},
        ),
        ({"exitCodeRanges": [{"start": 1, "end": 3, "exitOptions": WINS}], "default": LOSES}, {"code": 1}),
        ({"exitCodeRanges": [{"start": 1, "end": 3, "exitOptions": WINS}], "default": LOSES}, {"code": 3}),
        ({"exitCodeRanges": [{"start": 1, "end": 3, "exitOptions": LOSES}], "default": WINS}, {"code": 4}),
        ({"exitCodeRanges": [{"start": -9, "end": -1, "exitOptions": WINS}]}, {"code": -5}),
        ({"preProcessingError": WINS, "default": LOSES}, {"failure": "CommandProgramNotFound"}),
        ({"preProcessingError": WINS, "default": LOSES}, {"failure": "BlobNotFound"}),
        ({"preProcessingError": WINS, "default": LOSES}, {"failure": "ApplicationPackageError"}),
        ({"fileUploadError": LOSES, "default": WINS}, {"failure": "ResourceContainerNotFound"}),
        (
            {"exitCodes": [{"code": 2, "exitOptions": WINS}], "fileUploadError": LOSES, "default": LOSES},
            {"code": 2, "failure": "FileUploadMiscError"},
        ),
        ({"fileUploadError": WINS, "default": LOSES}, {"code": 2, "failure": "FileUploadContainerNotFound"}),
        ({"fileUploadError": WINS, "default": LOSES}, {"code": 0, "failure": "FileUploadAccessDenied"}),
        ({"default": WINS, "preProcessingError": LOSES}, {"code": 0, "failure": "FileUploadAccessDenied"}),
        ({"exitCodes": [{"code": 0, "exitOptions": WINS}], "default": LOSES}, {"code": 0}),
        ({"exitCodeRanges": [{"start": 0, "end": 0, "exitOptions": WINS}]}, {"code": 0}),
        ({"default": WINS, "preProcessingError": LOSES}, {"failure": "TaskEnded"}),
        ({"default": WINS, "preProcessingError": LOSES, "fileUploadError": LOSES}, {"code": 1}),
    ],
)
def test_the_closest_entry_decides(conditions: dict[str, Any], end: dict[str, Any]) -> None:
    assert ended(conditions, **end) == CHOSEN


@pytest.mark.parametrize(
    ("conditions", "end", "expected"),
    [
        (None, {"code": 0}, ("none", True)),
        (None, {"code": 1}, ("terminate", False)),
        (None, {"failure": "TaskEnded"}, ("terminate", False)),
        ({"default": {"jobAction": "none"}}, {"code": 1}, ("none", False)),
        ({"default": {"dependencyAction": "satisfy"}}, {"code": 1}, ("terminate", True)),
        ({"default": {"jobAction": "disable", "dependencyAction": "block"}}, {"code": 0}, ("none", True)),
        ({"exitCodes": [{"code": 1, "exitOptions": {}}], "default": WINS}, {"code": 1}, ("terminate", False)),
        ({"preProcessingError": {}, "default": WINS}, {"failure": "DiskFull"}, ("terminate", False)),
        ({"exitCodes": [{"code": 0, "exitOptions": {}}]}, {"code": 0}, ("none", True)),
    ],
)
def test_what_no_entry_says_has_a_default(
    conditions: dict[str, Any] | None, end: dict[str, Any], expected: tuple[str, bool]
) -> None:
    assert ended(conditions, **end) == expected


def test_a_job_that_does_not_act_on_failures_is_left_alone() -> None:
    assert ended(None, code=1, onTaskFailure="noaction") == ("none", False)


@pytest.mark.parametrize(
    ("job", "task", "code"),
    [
        ({}, {"exitConditions": {"default": {"jobAction": "none"}}}, "InvalidPropertyValue"),
        (
            {},
            {"exitConditions": {"exitCodes": [{"code": 1, "exitOptions": {"jobAction": "disable"}}]}},
            "InvalidPropertyValue",
        ),
        (
            {"onTaskFailure": "performexitoptionsjobaction"},
            {
                "exitConditions": {
                    "exitCodeRanges": [{"start": 1, "end": 2, "exitOptions": {"dependencyAction": "block"}}]
                }
            },
            "InvalidPropertyValue",
        ),
        (
            ACTING,
            {"exitConditions": {"exitCodeRanges": [{"start": 2, "end": 1, "exitOptions": {}}]}},
            "InvalidPropertyValue",
        ),
        ({}, {"dependsOn": {"taskIds": ["x"]}}, "TaskDependenciesNotSpecifiedOnJob"),
        (ACTING, {"dependsOn": {"taskIds": ["x" * 64_001]}}, "TaskDependencyListTooLong"),
        (
            ACTING,
            {"dependsOn": {"taskIdRanges": [{"start": 100, "end": 200}] * 9_200}},
            "TaskDependencyRangesTooLong",
        ),
        (ACTING, {"dependsOn": {"taskIdRanges": [{"start": 2, "end": 1}]}}, "InvalidPropertyValue"),
    ],
)
def test_a_task_that_asks_for_what_its_job_does_not_do_is_refused(
    tmp_path: Path, job: dict[str, Any], task: dict[str, Any], code: str
) -> None:
    @on_loop
    async def run() -> None:
        async with Running(options(tmp_path), ScriptedRunner()) as it:
            await it.job(**job)
            error = await it.refusal("create_task", {"id": "t", "commandLine": "x", **task}, jobId="j")
            assert (error.status, error.code) == (400, code)

    run()


@on_loop
async def test_an_action_waits_until_the_retries_are_used_up(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await it.pool()
        await it.job(onTaskFailure="performexitoptionsjobaction")
        await it.task(
            constraints={"maxTaskRetryCount": 1},
            exitConditions={"exitCodes": [{"code": 5, "exitOptions": {"jobAction": "disable"}}]},
        )
        await it.task("other")
        await it.launched(runner, "task/j/t")
        runner.exit("task/j/t", 5)
        await it.launched(runner, "task/j/t")
        assert (await it.body("get_job", jobId="j"))["state"] == "active"
        runner.exit("task/j/t", 5)
        await it.job_in("disabled")
        assert (await it.get_task("other"))["state"] == "active"


@on_loop
async def test_a_task_that_could_not_start_can_end_its_job_or_let_others_run(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    runner.refuse["nothing"] = LaunchError("CommandProgramNotFound", "There is no program 'nothing'.")
    async with Running(options(tmp_path), runner) as it:
        await it.pool()
        await it.job(**ACTING)
        await it.task(
            "odd",
            command="nothing",
            exitConditions={
                "preProcessingError": {"jobAction": "none", "dependencyAction": "satisfy"},
                "default": {"jobAction": "terminate", "dependencyAction": "block"},
            },
        )
        await it.task("next", dependsOn={"taskIds": ["odd"]})
        await it.launched(runner, "task/j/next")
        runner.exit("task/j/next", 1)
        job = await it.job_in("completed")
        assert job["executionInfo"]["terminateReason"] == "TaskFailed"


@on_loop
async def test_numbers_with_leading_zeros_meet_a_range_and_a_gap_blocks_it(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    runner.exit_at_once["run"] = 0
    async with Running(options(tmp_path), runner) as it:
        await it.pool(taskSlotsPerNode=4)
        await it.job(**ACTING)
        spans = [{"start": 1, "end": 2}, {"start": 4, "end": 4}]
        await it.task("late", dependsOn={"taskIdRanges": spans, "taskIds": ["Extra"]}, command="late")
        await it.task("gap", dependsOn={"taskIdRanges": [{"start": 1, "end": 4}]}, command="gap")
        for name in ("001", "2", "04", "extra"):
            assert runner.running() == []
            await it.task(name)
            await it.task_in("completed", name)
        await it.launched(runner, "task/j/late")
        assert (await it.get_task("gap"))["state"] == "active"
        await it.task("3")
        await it.launched(runner, "task/j/gap")


@on_loop
async def test_blocked_dependants_keep_a_job_from_completing(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    runner.exit_at_once |= {"fail": 1, "run": 0}
    async with Running(options(tmp_path), runner) as it:
        await it.pool()
        await it.job(usesTaskDependencies=True)
        await it.task("a", command="fail")
        await it.task("b", dependsOn={"taskIds": ["a"]})
        await it.task_in("completed", "a")
        await it.reply("update_job", {"onAllTasksComplete": "terminatejob"}, jobId="j")
        assert (await it.body("get_job", jobId="j"))["state"] == "active"
        assert (await it.get_task("b"))["state"] == "active"
        await it.reply("terminate_task", jobId="j", taskId="b")
        job = await it.job_in("completed")
        assert job["executionInfo"]["terminateReason"] == "AllTasksComplete"
