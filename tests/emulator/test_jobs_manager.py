"""The job manager task: a task like others, that comes with its job and can end it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from azure_batch_sdk.emulator.state.durations import INFINITE

from .core_driver import BASE_URL, Running, ScriptedRunner, on_loop, options

MANAGER: dict[str, Any] = {"id": "Boss", "commandLine": "manage"}


@on_loop
async def test_a_manager_is_a_task_of_its_job_from_the_start(tmp_path: Path) -> None:
    async with Running(options(tmp_path), ScriptedRunner()) as it:
        await it.job(jobManagerTask=MANAGER, constraints={"maxTaskRetryCount": 3})
        constraints = {"maxWallClockTime": INFINITE, "retentionTime": "P7D", "maxTaskRetryCount": 3}
        identity = {"autoUser": {"scope": "pool", "elevationLevel": "nonadmin"}}
        job = await it.body("get_job", jobId="j")
        assert job["jobManagerTask"] == {
            "id": "Boss",
            "commandLine": "manage",
            "userIdentity": identity,
            "constraints": constraints,
            "requiredSlots": 1,
            "killJobOnCompletion": True,
            "runExclusive": True,
            "allowLowPriorityNode": True,
        }
        task = await it.get_task("boss")
        assert (task["id"], task["url"]) == ("Boss", f"{BASE_URL}/jobs/j/tasks/Boss")
        assert (task["commandLine"], task["constraints"], task["userIdentity"]) == (
            "manage",
            constraints,
            identity,
        )
        assert "killJobOnCompletion" not in task
        assert (
            await it.refusal("create_task", {"id": "BOSS", "commandLine": "x"}, jobId="j")
        ).code == "TaskExists"
        # What is set at the start stays.
        await it.reply("update_job", {"constraints": {"maxTaskRetryCount": 9}}, jobId="j")
        job = await it.body("get_job", jobId="j")
        assert job["jobManagerTask"]["constraints"] == constraints


@pytest.mark.parametrize(("code", "result"), [(0, "success"), (4, "failure")])
def test_the_job_ends_with_its_manager(tmp_path: Path, code: int, result: str) -> None:
    @on_loop
    async def run() -> None:
        runner = ScriptedRunner()
        async with Running(options(tmp_path), runner) as it:
            await it.pool(taskSlotsPerNode=4)
            await it.job(jobManagerTask={**MANAGER, "runExclusive": False}, onTaskFailure="noaction")
            await it.task("running")
            await it.launched(runner, "task/j", 2)
            await it.task("waiting", requiredSlots=4)
            runner.exit("task/j/Boss", code)
            job = await it.job_in("completed")
            assert job["executionInfo"]["terminateReason"] == "JMComplete"
            assert (await it.get_task("Boss"))["executionInfo"]["result"] == result
            ended = await it.get_task("running")
            assert (ended["state"], ended["executionInfo"]["failureInfo"]["code"]) == (
                "completed",
                "TaskEnded",
            )
            assert (await it.get_task("waiting"))["state"] == "active"

    run()


@on_loop
async def test_a_manager_is_retried_before_the_job_ends(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await it.pool()
        await it.job(jobManagerTask={**MANAGER, "constraints": {"maxTaskRetryCount": 1}})
        await it.launched(runner, "task/j/Boss")
        runner.exit("task/j/Boss", 1)
        await it.launched(runner, "task/j/Boss")
        assert (await it.body("get_job", jobId="j"))["state"] == "active"
        runner.exit("task/j/Boss", 0)
        await it.job_in("completed")


@on_loop
async def test_a_job_need_not_end_with_its_manager(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await it.pool()
        await it.job(
            jobManagerTask={**MANAGER, "killJobOnCompletion": False}, onAllTasksComplete="terminatejob"
        )
        await it.task("other")
        await it.launched(runner, "task/j/Boss")
        runner.exit("task/j/Boss", 0)
        await it.task_in("completed", "Boss")
        await it.launched(runner, "task/j/other")
        assert (await it.body("get_job", jobId="j"))["state"] == "active"
        runner.exit("task/j/other", 0)
        job = await it.job_in("completed")
        assert job["executionInfo"]["terminateReason"] == "AllTasksComplete"


@on_loop
async def test_a_manager_that_waits_keeps_a_job_from_being_complete(tmp_path: Path) -> None:
    async with Running(options(tmp_path), ScriptedRunner()) as it:
        await it.job(jobManagerTask=MANAGER)
        await it.reply("update_job", {"onAllTasksComplete": "terminatejob"}, jobId="j")
        assert (await it.body("get_job", jobId="j"))["state"] == "active"
        await it.job("k", jobManagerTask=MANAGER, onAllTasksComplete="terminatejob")
        assert (await it.body("get_job", jobId="k"))["state"] == "active"


@pytest.mark.parametrize("exclusive", [True, False])
def test_a_manager_has_its_node_for_itself_unless_told_otherwise(tmp_path: Path, exclusive: bool) -> None:
    @on_loop
    async def run() -> None:
        runner = ScriptedRunner()
        async with Running(options(tmp_path), runner) as it:
            await it.pool(taskSlotsPerNode=2)
            await it.job("before")
            await it.task(job="before")
            await it.launched(runner, "task/before")
            await it.job(jobManagerTask={**MANAGER, "runExclusive": exclusive})
            if exclusive:
                # What comes later runs beside the other task: the scheduler has passed the manager over.
                await it.task("later", job="before")
                await it.launched(runner, "task/before/later")
                assert (await it.get_task("Boss"))["state"] == "active"
                runner.exit("task/before/later", 0)
                runner.exit("task/before/t", 0)
            await it.launched(runner, "task/j/Boss")
            await it.task("t")
            if exclusive:
                assert (await it.get_task("t"))["state"] == "active"
            else:
                runner.exit("task/before", 0)
                await it.launched(runner, "task/j/t")

    run()


@on_loop
async def test_a_manager_can_keep_off_low_priority_nodes(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await it.pool(targetDedicatedNodes=0, targetLowPriorityNodes=1)
        await it.job(jobManagerTask={**MANAGER, "allowLowPriorityNode": False})
        await it.task()
        await it.launched(runner, "task/j/t")
        runner.exit("task/j/t")
        await it.node_in("idle")
        assert (await it.get_task("Boss"))["state"] == "active"
        await it.reply(
            "begin_resize_pool", {"targetDedicatedNodes": 1, "targetLowPriorityNodes": 1}, poolId="p"
        )
        (key,) = await it.launched(runner, "task/j/Boss")
        assert runner.launches[key].environment["AZ_BATCH_NODE_IS_DEDICATED"] == "true"


@on_loop
async def test_a_manager_survives_a_restart_of_the_service(tmp_path: Path) -> None:
    first = ScriptedRunner()
    async with Running(options(tmp_path, data=True), first) as it:
        await it.pool()
        await it.job(jobManagerTask=MANAGER)
        await it.launched(first, "task/j/Boss")
    second = ScriptedRunner()
    async with Running(options(tmp_path, data=True), second) as it:
        await it.launched(second, "task/j/Boss")
        second.exit("task/j/Boss", 0)
        job = await it.job_in("completed")
        assert job["executionInfo"]["terminateReason"] == "JMComplete"
