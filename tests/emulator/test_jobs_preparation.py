"""Job preparation tasks: when they run, what waits for them, and what becomes of the node if they fail."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from azure_batch_sdk.emulator.node.launch import LaunchError
from azure_batch_sdk.emulator.state.durations import INFINITE

from .core_driver import BASE_URL, Driver, Running, ScriptedRunner, on_loop, options, until

STATUS = "list_job_preparation_and_release_task_status"
PREPARATION: dict[str, Any] = {"commandLine": "prepare"}


async def statuses(it: Driver, job: str = "j") -> list[dict[str, Any]]:
    return await it.items(STATUS, jobId=job)


async def prepared(it: Driver, what: dict[str, Any], job: str = "j") -> dict[str, Any]:
    """Wait until the preparation on the only node shows something."""

    async def look() -> dict[str, Any] | None:
        items = await statuses(it, job)
        info: dict[str, Any] = items[0]["jobPreparationTaskExecutionInfo"] if items else {}
        return info if what.items() <= info.items() else None

    return await until(look, f"the preparation of {job} shows {what}")


@on_loop
async def test_a_job_shows_its_own_tasks_with_their_defaults(tmp_path: Path) -> None:
    async with Running(options(tmp_path), ScriptedRunner()) as it:
        await it.job(
            constraints={"maxTaskRetryCount": 5},
            jobPreparationTask={"commandLine": "in"},
            jobReleaseTask={"commandLine": "out"},
        )
        job = await it.body("get_job", jobId="j")
        identity = {"autoUser": {"scope": "pool", "elevationLevel": "nonadmin"}}
        assert job["jobPreparationTask"] == {
            "id": "jobpreparation",
            "commandLine": "in",
            "constraints": {"maxWallClockTime": INFINITE, "retentionTime": "P7D", "maxTaskRetryCount": 0},
            "waitForSuccess": True,
            "userIdentity": identity,
            "rerunOnNodeRebootAfterSuccess": True,
        }
        assert job["jobReleaseTask"] == {
            "id": "jobrelease",
            "commandLine": "out",
            "maxWallClockTime": "PT15M",
            "retentionTime": "P7D",
            "userIdentity": identity,
        }
        await it.reply("replace_job", {"poolInfo": {"poolId": "p"}}, jobId="j")
        after = await it.body("get_job", jobId="j")
        assert after["jobPreparationTask"] == job["jobPreparationTask"]
        assert after["jobReleaseTask"] == job["jobReleaseTask"]


@on_loop
async def test_the_first_task_on_a_node_waits_for_the_preparation_and_the_next_does_not(
    tmp_path: Path,
) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await it.pool()
        await it.job(
            jobPreparationTask=PREPARATION, commonEnvironmentSettings=[{"name": "COMMON", "value": "yes"}]
        )
        assert await statuses(it) == []
        await it.task("a")
        await it.task("b")
        (key,) = await it.launched(runner, "preparation/j")
        launch = runner.launches[key]
        assert launch.command_line == "prepare"
        assert launch.environment["AZ_BATCH_TASK_ID"] == "jobpreparation"
        assert launch.environment["AZ_BATCH_JOB_ID"] == "j"
        assert launch.environment["COMMON"] == "yes"
        assert "AZ_BATCH_JOB_PREP_DIR" not in launch.environment
        task = await it.get_task("a")
        assert (task["state"], task["previousState"]) == ("preparing", "active")
        assert "startTime" not in task["executionInfo"]
        assert "nodeInfo" not in task
        counts = await it.body("get_job_task_counts", jobId="j")
        assert (counts["taskCounts"]["running"], counts["taskCounts"]["active"]) == (1, 1)
        assert (await it.refusal("list_task_files", jobId="j", taskId="a")).code == (
            "OperationInvalidForCurrentState"
        )
        node = await it.node()
        assert (node["state"], node["runningTasksCount"]) == ("running", 1)
        (item,) = await statuses(it)
        root = "workitems/j/job-1/jobpreparation"
        assert item == {
            "poolId": "p",
            "nodeId": node["id"],
            "nodeUrl": node["url"],
            "jobPreparationTaskExecutionInfo": {
                "startTime": item["jobPreparationTaskExecutionInfo"]["startTime"],
                "state": "running",
                "taskRootDirectory": root,
                "taskRootDirectoryUrl": f"{BASE_URL}/pools/p/nodes/{node['id']}/files/{root}",
                "retryCount": 0,
            },
        }
        assert runner.running("task/") == []
        runner.exit("preparation/j")
        (first,) = await it.launched(runner, "task/j/a")
        environment = runner.launches[first].environment
        assert Path(environment["AZ_BATCH_JOB_PREP_DIR"]) == launch.stdout.parent
        assert Path(environment["AZ_BATCH_JOB_PREP_WORKING_DIR"]) == launch.working_directory
        info = await prepared(it, {"state": "completed"})
        assert (info["exitCode"], info["result"]) == (0, "success")
        assert info["endTime"] > info["startTime"]
        running = await it.get_task("a")
        assert (running["state"], running["previousState"]) == ("running", "preparing")
        assert running["nodeInfo"]["nodeId"] == node["id"]
        runner.exit("task/j/a")
        await it.launched(runner, "task/j/b")
        assert len([launch for launch in runner.history if launch.command_line == "prepare"]) == 1


@on_loop
async def test_each_node_is_prepared_for_itself_and_each_job(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    runner.exit_at_once["prepare"] = 0
    async with Running(options(tmp_path), runner) as it:
        await it.pool(targetDedicatedNodes=2, taskSlotsPerNode=2)
        for job in ("j", "k"):
            await it.job(job, jobPreparationTask=PREPARATION)
            for task in ("a", "b"):
                await it.task(task, job)
        await it.launched(runner, "task/", 4)
        assert len([launch for launch in runner.history if launch.command_line == "prepare"]) == 4
        items = await statuses(it)
        assert [item["nodeId"] for item in items] == [
            node["id"] for node in await it.items("list_nodes", poolId="p")
        ]


@on_loop
async def test_a_preparation_that_fails_is_retried_and_then_keeps_the_job_off_the_node(
    tmp_path: Path,
) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await it.pool()
        await it.job(jobPreparationTask={**PREPARATION, "constraints": {"maxTaskRetryCount": 1}})
        await it.job("other")
        await it.task()
        await it.launched(runner, "preparation/j")
        runner.exit("preparation/j", 7)
        info = await prepared(it, {"retryCount": 1, "state": "running"})
        assert "lastRetryTime" in info
        await it.launched(runner, "preparation/j")
        assert (await it.get_task())["state"] == "preparing"
        runner.exit("preparation/j", 8)
        task = await it.task_in("active")
        assert task["executionInfo"] == {"retryCount": 0, "requeueCount": 0}
        info = await prepared(it, {"state": "completed"})
        assert (info["exitCode"], info["result"], info["retryCount"]) == (8, "failure", 1)
        assert info["failureInfo"]["code"] == "FailureExitCode"
        # Another job is welcome on the node, a second node is taken at once.
        await it.task("x", "other")
        await it.launched(runner, "task/other/x")
        assert (await it.get_task())["state"] == "active"
        await it.reply("begin_resize_pool", {"targetDedicatedNodes": 2}, poolId="p")
        await it.launched(runner, "preparation/j")
        runner.exit("preparation/j", 0)
        await it.launched(runner, "task/j/t")
        assert sorted(item["jobPreparationTaskExecutionInfo"]["result"] for item in await statuses(it)) == [
            "failure",
            "success",
        ]


@on_loop
async def test_a_node_that_cannot_be_prepared_ends_the_wait_for_the_others(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await it.pool(targetDedicatedNodes=2, enableInterNodeCommunication=True)
        await it.job(jobPreparationTask=PREPARATION)
        many = {"numberOfInstances": 2, "coordinationCommandLine": "coordinate"}
        await it.task(multiInstanceSettings=many)
        first, second = await it.launched(runner, "preparation/j", 2)
        runner.exit(first, 1)
        await it.task_in("active")
        runner.exit(second, 0)
        await it.task("small")
        await it.launched(runner, "task/j/small")
        assert (await it.get_task())["state"] == "active"


@on_loop
async def test_a_program_that_is_not_there_is_not_tried_again(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    runner.refuse["prepare"] = LaunchError("CommandProgramNotFound", "There is no program 'prepare'.")
    async with Running(options(tmp_path), runner) as it:
        await it.pool()
        await it.job(jobPreparationTask={**PREPARATION, "constraints": {"maxTaskRetryCount": 5}})
        await it.task()
        info = await prepared(it, {"state": "completed"})
        assert info["failureInfo"]["code"] == "CommandProgramNotFound"
        assert "exitCode" not in info
        assert (await it.task_in("active"))["executionInfo"]["retryCount"] == 0


@on_loop
async def test_a_preparation_that_takes_too_long_has_failed(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path, time_scale=200), runner) as it:
        await it.pool()
        constraints = {"maxTaskRetryCount": 3, "maxWallClockTime": "PT30S"}
        await it.job(jobPreparationTask={**PREPARATION, "constraints": constraints})
        await it.task()
        info = await prepared(it, {"state": "completed"})
        assert (info["failureInfo"]["code"], info["retryCount"]) == ("TaskEnded", 0)
        await it.task_in("active")


@on_loop
async def test_a_job_that_does_not_wait_for_success_starts_its_tasks_at_once(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await it.pool()
        await it.job(jobPreparationTask={**PREPARATION, "waitForSuccess": False})
        await it.task("a")
        await it.launched(runner, "preparation/j")
        await it.launched(runner, "task/j/a")
        assert (await it.get_task("a"))["previousState"] == "active"
        runner.exit("preparation/j", 1)
        await prepared(it, {"result": "failure"})
        runner.exit("task/j/a")
        await it.task("b")
        await it.launched(runner, "task/j/b")


@pytest.mark.parametrize(
    ("operation", "rerun", "again"),
    [
        ("begin_reboot_node", True, True),
        ("begin_reboot_node", False, False),
        ("begin_reimage_node", False, True),
    ],
)
def test_a_node_that_was_restarted_is_prepared_again_if_asked_for_or_wiped(
    tmp_path: Path, operation: str, rerun: bool, again: bool
) -> None:
    @on_loop
    async def run() -> None:
        runner = ScriptedRunner()
        runner.exit_at_once["prepare"] = 0
        async with Running(options(tmp_path), runner) as it:
            await it.pool()
            await it.job(jobPreparationTask={**PREPARATION, "rerunOnNodeRebootAfterSuccess": rerun})
            await it.task()
            await it.launched(runner, "task/j/t")
            node = await it.node()
            await it.reply(operation, poolId="p", nodeId=node["id"])
            await it.task_in("active")
            await it.launched(runner, "task/j/t")
            runs = [launch for launch in runner.history if launch.command_line == "prepare"]
            assert len(runs) == (2 if again else 1)

    run()


@on_loop
async def test_a_preparation_that_was_cut_off_runs_again_and_a_failed_one_after_a_reboot(
    tmp_path: Path,
) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await it.pool()
        await it.job(jobPreparationTask={**PREPARATION, "rerunOnNodeRebootAfterSuccess": False})
        await it.task()
        await it.launched(runner, "preparation/j")
        node = await it.node()
        await it.reply("begin_reboot_node", poolId="p", nodeId=node["id"])
        task = await it.task_in("active")
        assert task["executionInfo"]["requeueCount"] == 1
        (second,) = await it.launched(runner, "preparation/j")
        runner.exit(second, 1)
        await prepared(it, {"result": "failure", "exitCode": 1})
        await it.task_in("active")
        await it.reply("begin_reboot_node", poolId="p", nodeId=node["id"])
        await it.launched(runner, "preparation/j")
        runner.exit("preparation/j", 0)
        await it.launched(runner, "task/j/t")


@pytest.mark.parametrize("operation", ["terminate_task", "delete_task"])
def test_a_task_can_be_ended_while_its_node_is_prepared(tmp_path: Path, operation: str) -> None:
    @on_loop
    async def run() -> None:
        runner = ScriptedRunner()
        async with Running(options(tmp_path), runner) as it:
            await it.pool()
            await it.job(jobPreparationTask=PREPARATION)
            await it.task()
            await it.launched(runner, "preparation/j")
            await it.reply(operation, jobId="j", taskId="t")
            if operation == "terminate_task":
                task = await it.get_task()
                assert (task["state"], task["nodeInfo"]) == ("completed", {})
                assert task["executionInfo"]["failureInfo"]["code"] == "TaskEnded"
                assert "startTime" not in task["executionInfo"]
            else:
                assert (await it.refusal("get_task", jobId="j", taskId="t")).code == "TaskNotFound"
            await it.node_in("idle")
            # The preparation goes on, and serves the next task.
            await it.task("next")
            await it.task_in("preparing", "next")
            runner.exit("preparation/j", 0)
            await it.launched(runner, "task/j/next")
            assert runner.running() == runner.running("task/j/next")

    run()


@pytest.mark.parametrize(("option", "state"), [("requeue", "active"), ("terminate", "completed")])
def test_disabling_a_job_ends_its_preparation(tmp_path: Path, option: str, state: str) -> None:
    @on_loop
    async def run() -> None:
        runner = ScriptedRunner()
        async with Running(options(tmp_path), runner) as it:
            await it.pool()
            await it.job(jobPreparationTask=PREPARATION)
            await it.task()
            await it.launched(runner, "preparation/j")
            await it.reply("begin_disable_job", {"disableTasks": option}, jobId="j")
            await it.job_in("disabled")
            assert (await it.get_task())["state"] == state
            assert runner.running() == []
            assert (await prepared(it, {"state": "completed"}))["failureInfo"]["code"] == "TaskEnded"
            await it.reply("begin_enable_job", jobId="j")
            await it.task("next")
            await it.launched(runner, "preparation/j")

    run()


@on_loop
async def test_ids_of_preparation_and_release_are_taken(tmp_path: Path) -> None:
    async with Running(options(tmp_path), ScriptedRunner()) as it:
        await it.job(
            jobPreparationTask={**PREPARATION, "id": "In"}, jobReleaseTask={"commandLine": "release"}
        )
        for task_id, code in (
            ("in", "TaskIdSameAsJobPreparationTask"),
            ("JobRelease", "TaskIdSameAsJobReleaseTask"),
        ):
            error = await it.refusal("create_task", {"id": task_id, "commandLine": "x"}, jobId="j")
            assert (error.status, error.code) == (409, code)
            reply = await it.body(
                "create_task_collection", {"value": [{"id": task_id, "commandLine": "x"}]}, jobId="j"
            )
            assert reply["value"][0]["error"]["code"] == code
        await it.task("jobpreparation")


@pytest.mark.parametrize(
    "members",
    [
        {"jobReleaseTask": {"commandLine": "x"}},
        {
            "jobPreparationTask": PREPARATION,
            "jobReleaseTask": {"commandLine": "x", "maxWallClockTime": "PT16M"},
        },
        {"jobPreparationTask": PREPARATION, "jobReleaseTask": {"commandLine": "x", "id": "JobPreparation"}},
        {"jobPreparationTask": {**PREPARATION, "id": "m"}, "jobManagerTask": {"id": "M", "commandLine": "x"}},
        {"jobManagerTask": {"id": "m", "commandLine": "x", "requiredSlots": 0}},
    ],
)
def test_own_tasks_that_make_no_sense_are_refused(tmp_path: Path, members: dict[str, Any]) -> None:
    @on_loop
    async def run() -> None:
        async with Running(options(tmp_path), ScriptedRunner()) as it:
            body = {"id": "j", "poolInfo": {"poolId": "p"}, **members}
            error = await it.refusal("create_job", body)
            assert (error.status, error.code) == (400, "InvalidPropertyValue")

    run()


@on_loop
async def test_a_job_without_preparation_has_no_status_list(tmp_path: Path) -> None:
    async with Running(options(tmp_path), ScriptedRunner()) as it:
        await it.job()
        error = await it.refusal(STATUS, jobId="j")
        assert (error.status, error.code) == (409, "JobPreparationTaskOrReleaseTaskNotSpecified")
        assert error.values == ()


@on_loop
async def test_files_of_a_preparation_that_did_not_run_on_a_node_say_so(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await it.pool(targetDedicatedNodes=2)
        await it.job(jobPreparationTask=PREPARATION, jobReleaseTask={"commandLine": "release"})
        await it.job("plain")
        await it.task()
        (key,) = await it.launched(runner, "preparation/j")
        nodes = [node["id"] for node in await it.items("list_nodes", poolId="p")]
        other = next(node for node in nodes if node not in key)
        here = next(node for node in nodes if node in key)

        async def code(node: str, path: str) -> str:
            error = await it.refusal("get_node_file_properties", poolId="p", nodeId=node, filePath=path)
            return f"{error.status} {error.code}"

        stdout = "workitems/j/job-1/jobpreparation/stdout.txt"
        assert await code(other, stdout) == "404 JobPreparationTaskNotRunOnNode"
        assert await code(here, stdout) == "404 FileNotFound"
        assert await code(here, "workitems/j/job-1/jobrelease/stdout.txt") == "404 JobReleaseTaskNotRunOnNode"
        assert await code(here, "workitems/plain/job-1/jobpreparation/x") == (
            "409 JobPreparationTaskNotSpecified"
        )
        assert await code(here, "workitems/nojob/job-1/jobpreparation/x") == "404 FileNotFound"


@on_loop
async def test_a_restarted_service_prepares_what_was_cut_off_and_knows_the_rest(tmp_path: Path) -> None:
    first = ScriptedRunner()
    body = {**PREPARATION, "rerunOnNodeRebootAfterSuccess": False}
    async with Running(options(tmp_path, data=True), first) as it:
        await it.pool(taskSlotsPerNode=2)
        for job in ("done", "cut"):
            await it.job(job, jobPreparationTask=body)
            await it.task(job=job)
        await it.launched(first, "preparation/", 2)
        first.exit("preparation/done")
        await it.launched(first, "task/done")
    second = ScriptedRunner()
    async with Running(options(tmp_path, data=True), second) as it:
        info = await prepared(it, {"state": "completed"}, "cut")
        assert info["failureInfo"]["code"] == "TaskEnded"
        await it.launched(second, "task/done")
        await it.launched(second, "preparation/cut")
        assert second.running("preparation/done") == []
        assert (await prepared(it, {"state": "completed"}, "done"))["result"] == "success"
        second.exit("preparation/cut")
        await it.launched(second, "task/cut")
