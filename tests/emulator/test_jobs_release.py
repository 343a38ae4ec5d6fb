"""Job release tasks: run once on every node that was prepared, when the job ends; the job waits for them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .core_driver import BASE_URL, Driver, Running, ScriptedRunner, on_loop, options, until

STATUS = "list_job_preparation_and_release_task_status"
BOTH: dict[str, Any] = {
    "jobPreparationTask": {"commandLine": "prepare"},
    "jobReleaseTask": {"commandLine": "release"},
}


def prepares() -> ScriptedRunner:
    runner = ScriptedRunner()
    runner.exit_at_once["prepare"] = 0
    return runner


async def release_info(it: Driver, job: str = "j") -> dict[str, Any]:
    (item,) = await it.items(STATUS, jobId=job)
    info: dict[str, Any] = item["jobReleaseTaskExecutionInfo"]
    return info


async def quiet(runner: ScriptedRunner) -> None:
    """Wait until nothing runs."""

    async def look() -> bool:
        return not runner.running()

    await until(look, "nothing runs")


async def used_node(it: Driver, runner: ScriptedRunner, **members: Any) -> None:
    """Make a pool and a job that has run a task there."""
    await it.pool(**members)
    await it.job(**BOTH)
    await it.task()
    await it.launched(runner, "task/j/t")
    runner.exit("task/j/t", 0)
    await it.task_in("completed")


@on_loop
async def test_a_terminated_job_waits_for_its_release_task(tmp_path: Path) -> None:
    runner = prepares()
    async with Running(options(tmp_path), runner) as it:
        await used_node(it, runner)
        await it.task("running")
        await it.launched(runner, "task/j/running")
        await it.reply("begin_terminate_job", {"terminateReason": "enough"}, jobId="j")
        (key,) = await it.launched(runner, "release/j")
        assert runner.running() == [key], "tasks are killed before the release task starts"
        launch = runner.launches[key]
        assert launch.command_line == "release"
        assert launch.environment["AZ_BATCH_TASK_ID"] == "jobrelease"
        assert launch.environment["AZ_BATCH_JOB_PREP_DIR"].endswith("/workitems/j/job-1/jobpreparation")
        job = await it.body("get_job", jobId="j")
        assert job["state"] == "terminating"
        assert job["executionInfo"]["terminateReason"] == "enough"
        error = job["executionInfo"]["schedulingError"]
        assert (error["category"], error["code"]) == ("ServerError", "JobTerminationAwaitingNodeProcessing")
        assert error["details"] == [{"name": "Number of nodes awaiting processing", "value": "1"}]
        node = await it.node()
        root = "workitems/j/job-1/jobrelease"
        running = await release_info(it)
        assert running == {
            "startTime": running["startTime"],
            "state": "running",
            "taskRootDirectory": root,
            "taskRootDirectoryUrl": f"{BASE_URL}/pools/p/nodes/{node['id']}/files/{root}",
        }
        runner.exit(key, 3)
        job = await it.job_in("completed")
        assert "schedulingError" not in job["executionInfo"]
        assert job["executionInfo"]["terminateReason"] == "enough"
        info = await release_info(it)
        assert (info["state"], info["exitCode"], info["result"]) == ("completed", 3, "failure")
        assert info["failureInfo"]["code"] == "FailureExitCode"
        assert "retryCount" not in info
        assert not any(node.visits for node in it.service.world.pool("p").nodes), "the node forgets the job"
        # Once is enough.
        await it.reply("begin_delete_job", jobId="j")
        await it.gone("get_job", jobId="j")
        assert [launch.command_line for launch in runner.history].count("release") == 1


@on_loop
async def test_a_deleted_job_releases_its_nodes_first(tmp_path: Path) -> None:
    runner = prepares()
    async with Running(options(tmp_path), runner) as it:
        await used_node(it, runner)
        await it.reply("begin_delete_job", jobId="j")
        (key,) = await it.launched(runner, "release/j")
        job = await it.body("get_job", jobId="j")
        assert job["state"] == "deleting"
        assert job["executionInfo"]["schedulingError"]["code"] == "JobTerminationAwaitingNodeProcessing"
        directory = runner.launches[key].working_directory
        assert directory.is_dir()
        runner.exit(key, 0)
        await it.gone("get_job", jobId="j")
        assert not directory.exists()


@on_loop
async def test_every_node_of_the_job_is_released_and_no_other(tmp_path: Path) -> None:
    runner = prepares()
    async with Running(options(tmp_path), runner) as it:
        await it.pool(targetDedicatedNodes=3)
        await it.job(**BOTH)
        for task in ("a", "b"):
            await it.task(task)
        await it.launched(runner, "task/j", 2)
        await it.reply("begin_terminate_job", jobId="j")
        keys = await it.launched(runner, "release/j", 2)
        error = (await it.body("get_job", jobId="j"))["executionInfo"]["schedulingError"]
        assert error["details"][0]["value"] == "2"
        runner.exit(keys[0], 0)

        async def one_left() -> bool:
            job = await it.body("get_job", jobId="j")
            return bool(job["executionInfo"]["schedulingError"]["details"][0]["value"] == "1")

        await until(one_left, "one node is left")
        runner.exit(keys[1], 0)
        await it.job_in("completed")
        nodes = {item["nodeId"] for item in await it.items(STATUS, jobId="j")}
        assert nodes == {key.split("/")[2] for key in keys}


@on_loop
async def test_a_job_that_ends_by_itself_releases_its_nodes_too(tmp_path: Path) -> None:
    runner = prepares()
    runner.exit_at_once |= {"run": 0, "release": 0}
    async with Running(options(tmp_path), runner) as it:
        await it.pool()
        await it.job(onAllTasksComplete="noaction", **BOTH)
        await it.task()
        await it.task_in("completed")
        await it.reply("update_job", {"onAllTasksComplete": "terminatejob"}, jobId="j")
        job = await it.job_in("completed")
        assert job["executionInfo"]["terminateReason"] == "AllTasksComplete"
        assert (await release_info(it))["result"] == "success"


@on_loop
async def test_a_job_that_was_nowhere_has_nothing_to_release(tmp_path: Path) -> None:
    async with Running(options(tmp_path), ScriptedRunner()) as it:
        await it.job(**BOTH)
        await it.reply("begin_terminate_job", jobId="j")
        await it.job_in("completed")
        assert await it.items(STATUS, jobId="j") == []


@on_loop
async def test_a_release_task_is_ended_after_its_time(tmp_path: Path) -> None:
    runner = prepares()
    async with Running(options(tmp_path, time_scale=2000), runner) as it:
        await used_node(it, runner)
        await it.reply("begin_terminate_job", jobId="j")
        await it.job_in("completed")
        info = await release_info(it)
        assert info["failureInfo"]["code"] == "TaskEnded"
        assert info["result"] == "failure"


@pytest.mark.parametrize("operation", ["begin_terminate_job", "begin_delete_job"])
def test_force_does_not_wait_for_release_tasks(tmp_path: Path, operation: str) -> None:
    @on_loop
    async def run() -> None:
        runner = prepares()
        async with Running(options(tmp_path), runner) as it:
            await used_node(it, runner)
            await it.reply(operation, jobId="j", query={"force": True})
            if operation == "begin_terminate_job":
                job = await it.job_in("completed")
                assert "schedulingError" not in job["executionInfo"]
                # The node is released all the same.
                await it.launched(runner, "release/j")
                runner.exit("release/j", 0)
            else:
                await it.gone("get_job", jobId="j")
                assert runner.running() == []
            await it.node_in("idle")

    run()


@on_loop
async def test_a_forced_delete_ends_a_release_task_that_runs(tmp_path: Path) -> None:
    runner = prepares()
    async with Running(options(tmp_path), runner) as it:
        await used_node(it, runner)
        await it.reply("begin_terminate_job", jobId="j")
        await it.launched(runner, "release/j")
        await it.reply("begin_delete_job", jobId="j", query={"force": True})
        await it.gone("get_job", jobId="j")
        await quiet(runner)
        await it.job(**BOTH)
        await it.task()
        await it.launched(runner, "task/j/t")


@on_loop
async def test_a_node_that_is_gone_is_shown_and_not_waited_for(tmp_path: Path) -> None:
    runner = prepares()
    async with Running(options(tmp_path), runner) as it:
        await used_node(it, runner)
        node = (await it.node())["id"]
        await it.reply("begin_resize_pool", {"targetDedicatedNodes": 0}, poolId="p")
        await it.steady()
        await it.reply("begin_terminate_job", jobId="j")
        await it.job_in("completed")
        (item,) = await it.items(STATUS, jobId="j")
        assert item["nodeId"] == node
        assert item["jobPreparationTaskExecutionInfo"]["result"] == "success"
        assert "jobReleaseTaskExecutionInfo" not in item


@on_loop
async def test_a_node_that_leaves_while_it_is_released_does_not_hold_the_job(tmp_path: Path) -> None:
    runner = prepares()
    async with Running(options(tmp_path), runner) as it:
        await used_node(it, runner)
        await it.reply("begin_terminate_job", jobId="j")
        await it.launched(runner, "release/j")
        await it.reply("begin_resize_pool", {"targetDedicatedNodes": 0}, poolId="p")
        await it.job_in("completed")
        await it.steady()
        assert (await release_info(it))["failureInfo"]["code"] == "TaskEnded"


@on_loop
async def test_a_node_that_restarts_is_waited_for(tmp_path: Path) -> None:
    runner = prepares()
    async with Running(options(tmp_path, time_scale=2), runner) as it:
        await used_node(it, runner)
        node = (await it.node())["id"]
        await it.reply("begin_reboot_node", poolId="p", nodeId=node)
        await it.reply("begin_terminate_job", jobId="j")

        async def waits() -> bool:
            return "schedulingError" in (await it.body("get_job", jobId="j"))["executionInfo"]

        await until(waits, "the job waits for the node")
        assert runner.running() == []
        await it.launched(runner, "release/j")
        # A restart in the middle of it begins it anew.
        await it.reply("begin_reboot_node", poolId="p", nodeId=node)
        await quiet(runner)
        await it.launched(runner, "release/j")
        runner.exit("release/j", 0)
        await it.job_in("completed")


@on_loop
async def test_a_restarted_service_goes_on_with_the_release(tmp_path: Path) -> None:
    first = prepares()
    async with Running(options(tmp_path, data=True), first) as it:
        await used_node(it, first)
        await it.reply("begin_terminate_job", jobId="j")
        await it.launched(first, "release/j")
    second = prepares()
    async with Running(options(tmp_path, data=True), second) as it:
        assert (await it.body("get_job", jobId="j"))["state"] == "terminating"
        await it.launched(second, "release/j")
        second.exit("release/j", 0)
        await it.job_in("completed")
        assert (await release_info(it))["result"] == "success"
        await it.reply("begin_delete_job", jobId="j")
        await it.gone("get_job", jobId="j")
    async with Running(options(tmp_path, data=True), prepares()) as it:
        assert await it.items("list_jobs") == []
        await it.job()
        assert (await it.refusal(STATUS, jobId="j")).status == 409
