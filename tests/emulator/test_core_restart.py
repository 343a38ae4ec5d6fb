"""What is left when the service is stopped, or killed, and started again: with both journals."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from azure_batch_sdk.emulator.service import Service
from azure_batch_sdk.emulator.store import FolderInUse, JournalFailed

from .core_driver import POOL, Driver, Running, ScriptedRunner, on_loop, options, until


@pytest.mark.parametrize("data", [True, False], ids=["sqlite", "memory"])
def test_a_restarted_service_knows_what_it_knew(tmp_path: Path, data: bool) -> None:
    @on_loop
    async def run() -> None:
        runner = ScriptedRunner()
        async with Running(options(tmp_path, data=data), runner) as it:
            await it.pool(targetDedicatedNodes=1, metadata=[{"name": "n", "value": "ü"}])
            await it.job(usesTaskDependencies=True, constraints={"maxTaskRetryCount": 1})
            await it.task("done")
            await it.launched(runner, "task/j/done")
            runner.exit("done", 0)
            await it.task_in("completed", "done")
            await it.task("running")
            await it.launched(runner, "task/j/running")
            await it.task("waiting", dependsOn={"taskIds": ["done"]})
            await it.task("blocked", dependsOn={"taskIds": ["running"]})
            await it.task("deleted")
            await it.reply("delete_task", jobId="j", taskId="deleted")
            await it.job("gone")
            await it.task("x", "gone")
            await it.reply("begin_delete_job", jobId="gone")
            await it.gone("get_job", jobId="gone")
            job, done = await it.body("get_job", jobId="j"), await it.get_task("done")
            node = await it.node()
            last = it.service.clock.ticks()

        again = ScriptedRunner()
        async with Running(options(tmp_path, data=data), again) as it:
            assert it.service.clock.ticks() > last or not data
            if not data:
                assert await it.items("list_jobs") == await it.items("list_pools") == []
                return
            assert again.swept == ["scripted"]
            assert [item["id"] for item in await it.items("list_jobs")] == ["j"]
            assert await it.body("get_job", jobId="j") == job
            assert await it.get_task("done") == done
            names = [task["id"] for task in await it.items("list_tasks", jobId="j")]
            assert names == ["blocked", "done", "running", "waiting"]
            counts = await it.body("get_job_task_counts", jobId="j")
            assert counts["taskCounts"] == {
                "active": 3,
                "running": 0,
                "completed": 1,
                "succeeded": 1,
                "failed": 0,
            }
            requeued = await it.get_task("running")
            assert requeued["executionInfo"]["requeueCount"] == 1
            assert requeued["state"] == "active"
            assert (await it.node())["state"] == "starting"
            await it.launched(again, "task/j/running")
            back = await it.node()
            assert (back["id"], back["totalTasksRun"]) == (node["id"], 1)
            assert back["lastBootTime"] > node["lastBootTime"]
            again.exit("task/j/running", 0)
            await it.launched(again, "task/j/waiting")
            again.exit("task/j/waiting", 0)
            await it.launched(again, "task/j/blocked")
            assert [task["id"] for task in await it.items("list_pools")] == ["p"]
            assert (await it.body("get_pool", poolId="p"))["metadata"] == [{"name": "n", "value": "ü"}]

    run()


@on_loop
async def test_what_was_under_way_goes_on(tmp_path: Path) -> None:
    first = ScriptedRunner()
    async with Running(options(tmp_path, time_scale=0.01, data=True), first) as it:
        for name in ("growing", "deleting", "stopping"):
            await it.reply("create_pool", {**POOL, "id": name, "targetDedicatedNodes": 2})
        await it.reply("begin_delete_pool", poolId="deleting")
        await it.reply("begin_stop_pool_resize", poolId="stopping")
        for name in ("terminating", "deleting", "disabling"):
            await it.job(name)
            await it.task(job=name)
        await it.reply("begin_terminate_job", {"terminateReason": "why"}, jobId="terminating")
        await it.reply("begin_delete_job", jobId="deleting")
        await it.reply("begin_disable_job", {"disableTasks": "requeue"}, jobId="disabling")
    async with Running(options(tmp_path, data=True), ScriptedRunner()) as it:
        assert (await it.steady("growing"))["currentDedicatedNodes"] == 2
        assert (await it.steady("stopping"))["resizeErrors"][0]["code"] == "ResizeStopped"
        await it.gone("get_pool", poolId="deleting")
        assert (await it.job_in("completed", "terminating"))["executionInfo"]["terminateReason"] == "why"
        await it.gone("get_job", jobId="deleting")
        await it.job_in("disabled", "disabling")


@on_loop
async def test_a_pool_that_shrinks_and_a_node_that_rests_go_on(tmp_path: Path) -> None:
    async with Running(options(tmp_path, data=True), ScriptedRunner()) as it:
        await it.pool(id="shrinking", targetDedicatedNodes=3)
        await it.pool()
        node = await it.node()
        await it.reply("begin_deallocate_node", poolId="p", nodeId=node["id"])
        await it.node_in("deallocated")
        await it.reply("begin_resize_pool", {"targetDedicatedNodes": 1}, poolId="shrinking")
    async with Running(options(tmp_path, data=True), ScriptedRunner()) as it:
        assert (await it.node())["state"] == "deallocated"
        assert (await it.steady("shrinking"))["currentDedicatedNodes"] == 1
        assert len(await it.items("list_nodes", poolId="shrinking")) == 1


@on_loop
async def test_a_fast_clock_does_not_run_back_after_a_kill(tmp_path: Path) -> None:
    service = Service(options(tmp_path, time_scale=10_000, data=True), ScriptedRunner())
    await service.start()
    await Driver(service).job()
    said = service.clock.ticks()
    # As if killed: what the journal has now is all there is.
    await service.journal.committed()
    service.closing = True
    await service.journal.aclose()
    async with Running(options(tmp_path, time_scale=1, data=True), ScriptedRunner()) as it:
        assert it.service.clock.ticks() > said


@on_loop
async def test_directories_of_nodes_that_are_gone_are_cleared_away(tmp_path: Path) -> None:
    async with Running(options(tmp_path, data=True), ScriptedRunner()) as it:
        await it.pool()
        node = await it.node()
    nodes = tmp_path / "nodes"
    for name in (".deleted-1", "tvmps_gone_d", "mine"):
        (nodes / name / "x").mkdir(parents=True)
    async with Running(options(tmp_path, data=True), ScriptedRunner()):

        async def cleared() -> bool:
            return {path.name for path in nodes.iterdir()} == {node["id"], "mine"}

        await until(cleared, "only what belongs there is left")


@on_loop
async def test_a_folder_has_one_service(tmp_path: Path) -> None:
    async with Running(options(tmp_path, data=True), ScriptedRunner()):
        with pytest.raises(FolderInUse):
            Service(options(tmp_path, data=True), ScriptedRunner())


class BrokenJournal:
    """A journal whose disk is full."""

    def load(self) -> tuple[()]:
        return ()

    def append(self, changes: object) -> None:
        pass

    async def committed(self) -> None:
        raise JournalFailed("disk full")

    async def aclose(self) -> None:
        pass


@on_loop
async def test_nothing_is_acknowledged_that_could_not_be_written(tmp_path: Path) -> None:
    async with Running(options(tmp_path, data=True), ScriptedRunner()) as it:
        real, it.service.journal = it.service.journal, BrokenJournal()
        error = await it.refusal("create_job", {"id": "j", "poolInfo": {"poolId": "p"}})
        assert (error.status, error.code) == (500, "InternalError")
        assert "disk full" in error.message
        it.service.journal = real


SERVICE = """
import asyncio, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from tests.emulator.core_driver import Running, options

async def main():
    async with Running(options(Path(sys.argv[1]), data=True)) as it:
        await it.pool(taskSlotsPerNode=4)
        await it.job()
        await it.task("long", command="sleep 600")
        await it.task_in("running", "long")
        for number in range(100_000):
            await it.task(f"t{number}", command="/bin/true")
            print(number, flush=True)

asyncio.run(main())
"""


def test_what_was_acknowledged_survives_a_kill_and_runs_on(tmp_path: Path) -> None:
    arguments = [sys.executable, "-c", SERVICE, str(tmp_path), str(Path(__file__).parents[2])]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as emulator:
        assert emulator.stdout is not None
        acknowledged = -1
        for line in emulator.stdout:
            acknowledged = int(line)
            if acknowledged == 50:
                os.kill(emulator.pid, signal.SIGKILL)
    assert acknowledged >= 50

    async def check() -> None:
        async with Running(options(tmp_path, data=True)) as it:
            long = await it.get_task("long")
            assert long["executionInfo"]["requeueCount"] == 1
            await it.task_in("running", "long")
            for number in range(acknowledged + 1):
                await it.task_in("completed", f"t{number}")

    asyncio.run(check())
