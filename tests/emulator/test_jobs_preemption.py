"""Priorities: who comes first, and who has to make room for whom."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .core_driver import Running, ScriptedRunner, on_loop, options


@on_loop
async def test_a_more_important_job_takes_the_slots_of_one_that_allows_it(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await it.pool()
        await it.job("low", allowTaskPreemption=True, priority=-5)
        await it.task(job="low")
        await it.launched(runner, "task/low")
        await it.job("high", priority=5)
        await it.task(job="high")
        await it.launched(runner, "task/high")
        task = await it.get_task(job="low")
        assert (task["state"], task["executionInfo"]["requeueCount"]) == ("active", 1)
        assert "lastRequeueTime" in task["executionInfo"]
        runner.exit("task/high")
        await it.launched(runner, "task/low")


@on_loop
async def test_equal_or_unwilling_jobs_are_left_alone(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await it.pool(targetDedicatedNodes=2)
        await it.job("equal", allowTaskPreemption=True, priority=5)
        await it.job("unwilling", priority=0)
        for job in ("equal", "unwilling"):
            await it.task(job=job)
            await it.launched(runner, f"task/{job}")
        await it.job("high", priority=5)
        await it.task(job="high")
        await it.task("more", job="high")
        assert (await it.get_task(job="high"))["state"] == "active"
        # It becomes willing, and that is heard of with the next look.
        await it.reply("update_job", {"allowTaskPreemption": True}, jobId="unwilling")
        runner.exit("task/equal")
        await it.launched(runner, "task/high")
        assert (await it.get_task(job="equal"))["executionInfo"]["requeueCount"] == 0


@on_loop
async def test_the_least_important_and_youngest_go_and_no_more_than_needed(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await it.pool(taskSlotsPerNode=4)
        await it.job("middle", allowTaskPreemption=True, priority=1)
        await it.task(job="middle")
        await it.job("low", allowTaskPreemption=True, priority=0)
        for name in ("old", "young", "youngest"):
            await it.task(name, job="low")
            await it.launched(runner, f"task/low/{name}/")
        await it.job("high", priority=2)
        await it.task(job="high", requiredSlots=2)
        await it.launched(runner, "task/high")
        states = {task["id"]: task["state"] for task in await it.items("list_tasks", jobId="low")}
        assert states == {"old": "running", "young": "active", "youngest": "active"}
        assert (await it.get_task(job="middle"))["state"] == "running"


@on_loop
async def test_a_task_that_nobody_can_make_room_for_disturbs_nobody(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await it.pool(taskSlotsPerNode=2)
        await it.job("low", allowTaskPreemption=True)
        await it.job("unwilling")
        await it.task(job="low")
        await it.task(job="unwilling")
        await it.launched(runner, "task/", 2)
        await it.job("high", priority=2)
        await it.task("big", job="high", requiredSlots=2)
        await it.task("limit", job="high", requiredSlots=3)
        await it.launched(runner, "task/", 2)
        assert (await it.get_task(job="low"))["state"] == "running"
        await it.task("small", job="high")
        await it.launched(runner, "task/high/small")
        assert (await it.get_task(job="low"))["state"] == "active"


@on_loop
async def test_a_job_at_its_limit_takes_nothing(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await it.pool(targetDedicatedNodes=2)
        await it.job("low", allowTaskPreemption=True)
        await it.job("high", priority=2, maxParallelTasks=1)
        await it.task("a", job="high")
        await it.task("b", job="high")
        await it.task(job="low")
        await it.launched(runner, "task/", 2)
        assert (await it.get_task(job="low"))["state"] == "running"
        assert (await it.get_task("b", job="high"))["state"] == "active"
        await it.reply("update_job", {"maxParallelTasks": 2}, jobId="high")
        await it.launched(runner, "task/high", 2)
        assert (await it.get_task(job="low"))["state"] == "active"


@on_loop
async def test_a_multi_instance_task_makes_room_on_several_nodes_and_gives_way_as_one(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    many: dict[str, Any] = {"numberOfInstances": 2, "coordinationCommandLine": "coordinate"}
    async with Running(options(tmp_path), runner) as it:
        await it.pool(targetDedicatedNodes=2, enableInterNodeCommunication=True)
        await it.job("low", allowTaskPreemption=True, priority=0)
        await it.task("a", job="low")
        await it.task("b", job="low")
        await it.launched(runner, "task/low", 2)
        await it.job("middle", allowTaskPreemption=True, priority=1)
        await it.task(job="middle", multiInstanceSettings=many)
        await it.launched(runner, "task/middle", 2)
        await it.job("high", priority=2)
        await it.task(job="high")
        await it.launched(runner, "task/high")
        task = await it.get_task(job="middle")
        assert (task["state"], task["executionInfo"]["requeueCount"]) == ("active", 1)


@on_loop
async def test_a_preparing_task_gives_way_too(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await it.pool()
        await it.job("low", allowTaskPreemption=True, jobPreparationTask={"commandLine": "prepare"})
        await it.task(job="low")
        await it.launched(runner, "preparation/low")
        await it.job("high", priority=2)
        await it.task(job="high")
        await it.launched(runner, "task/high")
        runner.exit("preparation/low")
        runner.exit("task/high")
        await it.launched(runner, "task/low")


@on_loop
async def test_nobody_else_gives_way_while_one_is_on_its_way_out(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    runner.ignores_kill = True
    async with Running(options(tmp_path), runner) as it:
        await it.pool(taskSlotsPerNode=2)
        await it.job("low", allowTaskPreemption=True)
        for name in ("old", "young"):
            await it.task(name, job="low")
            await it.launched(runner, f"task/low/{name}/")
        await it.job("high", priority=2)
        await it.task(job="high")
        await it.task_in("active", "young", "low")
        # Each of these makes the scheduler look again.
        for name in ("a", "b", "c"):
            await it.task(name, job="low")
            assert (await it.get_task(name, "low"))["state"] == "active"
        runner.exit("task/low/young", 137)
        await it.launched(runner, "task/high")
        assert (await it.get_task("old", "low"))["executionInfo"]["requeueCount"] == 0


@on_loop
async def test_only_tasks_on_the_node_that_gets_room_give_way(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await it.pool(taskSlotsPerNode=2, targetDedicatedNodes=2)
        first, second = [node["affinityId"] for node in await it.items("list_nodes", poolId="p")]
        await it.job("unwilling")
        await it.task(job="unwilling", affinityInfo={"affinityId": first})
        await it.job("low", allowTaskPreemption=True)
        for name, node in (("a", second), ("b", second), ("youngest", first)):
            await it.task(name, job="low", affinityInfo={"affinityId": node})
            await it.launched(runner, f"task/low/{name}/")
        await it.job("high", priority=2)
        await it.task(job="high", requiredSlots=2)
        await it.launched(runner, "task/high")
        states = {task["id"]: task["state"] for task in await it.items("list_tasks", jobId="low")}
        assert states == {"a": "active", "b": "active", "youngest": "running"}
