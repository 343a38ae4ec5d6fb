"""Many random requests at once: no state that cannot be, no counter that is off, nothing that is not written down."""

from __future__ import annotations

import asyncio
import random
import traceback
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from azure_batch_sdk.emulator.errors import ServiceError
from azure_batch_sdk.emulator.service import Service
from azure_batch_sdk.emulator.state.counts import TaskCounts
from azure_batch_sdk.emulator.state.records import puts
from azure_batch_sdk.emulator.store import Change

from .core_driver import POOL, Driver, Running, ScriptedRunner, options, pass_time, until

POOLS = ("p", "q")
JOBS = ("a", "b", "c")
TASKS = tuple(f"{number}" for number in range(1, 13))
NODE_OPTIONS = ("requeue", "terminate", "taskcompletion")


class Storm:
    """A source of random requests."""

    def __init__(self, it: Driver, runner: ScriptedRunner, seed: int) -> None:
        self.it = it
        self.runner = runner
        self.random = random.Random(seed)
        self.done: dict[str, int] = {}

    async def blow(self, steps: int) -> None:
        """Send requests, end processes, and let time pass."""
        actions: list[Callable[[], Awaitable[object]]] = [
            *[self.pool] * 4,
            *[self.node] * 6,
            *[self.job] * 6,
            *[self.task] * 30,
            *[self.exit] * 30,
            *[self.pause] * 6,
        ]
        for _ in range(steps):
            await self.random.choice(actions)()
            check_invariants(self.it.service)

    async def call(self, operation: str, body: dict[str, Any] | None = None, **path: Any) -> None:
        """Send a request that may be refused, but not fail."""
        try:
            await self.it.reply(operation, body, **path)
            self.done[operation] = self.done.get(operation, 0) + 1
        except ServiceError as error:
            assert error.status < 500, error

    async def pool(self) -> None:
        pool = self.random.choice(POOLS)
        size = {
            "targetDedicatedNodes": self.random.randrange(4),
            "targetLowPriorityNodes": self.random.randrange(2),
        }
        option = {"nodeDeallocationOption": self.random.choice(NODE_OPTIONS)}
        start = {"startTask": {"commandLine": "start", "waitForSuccess": self.random.random() < 0.5}}
        match self.random.randrange(9):
            case 0:
                await self.call("begin_delete_pool", poolId=pool)
            case 1:
                await self.call("begin_stop_pool_resize", poolId=pool)
            case 2 | 3 | 4:
                await self.call("begin_resize_pool", {**size, **option}, poolId=pool)
            case 5:
                there = self.it.service.world.pools.get(pool)
                names = [node.id for node in there.nodes][:2] if there is not None else []
                if names:
                    await self.call("begin_remove_nodes", {"nodeList": names, **option}, poolId=pool)
            case _:
                more = start if self.random.random() < 0.3 else {}
                await self.call("create_pool", {**POOL, **size, **more, "id": pool, "taskSlotsPerNode": 3})

    async def node(self) -> None:
        nodes = [node for pool in self.it.service.world.pools for node in pool.nodes]
        if nodes:
            node = self.random.choice(nodes)
            operation, member = self.random.choice(
                [
                    ("begin_reboot_node", "nodeRebootOption"),
                    ("begin_reimage_node", "nodeReimageOption"),
                    ("begin_deallocate_node", "nodeDeallocateOption"),
                    ("disable_node_scheduling", "nodeDisableSchedulingOption"),
                    ("begin_start_node", ""),
                    ("begin_start_node", ""),
                    ("enable_node_scheduling", ""),
                    ("enable_node_scheduling", ""),
                ]
            )
            body = {member: self.random.choice(NODE_OPTIONS)} if member else None
            await self.call(operation, body, poolId=node.pool.id, nodeId=node.id)

    async def job(self) -> None:
        job = self.random.choice(JOBS)
        pool_info = {"poolInfo": {"poolId": self.random.choice(POOLS)}}
        match self.random.randrange(12):
            case 0:
                await self.call("begin_delete_job", jobId=job, query={"force": self.random.random() < 0.3})
            case 1:
                await self.call("begin_terminate_job", jobId=job)
            case 2 | 3:
                option = self.random.choice(("requeue", "terminate", "wait"))
                await self.call("begin_disable_job", {"disableTasks": option}, jobId=job)
            case 4 | 5 | 6:
                await self.call("begin_enable_job", jobId=job)
            case 7:
                limit = self.random.choice((-1, 1, 2))
                change = {"priority": self.random.randrange(9), "maxParallelTasks": limit}
                await self.call("update_job", change, jobId=job)
            case 8:
                await self.call("update_job", pool_info, jobId=job)
            case _:
                body = {"usesTaskDependencies": True, "constraints": {"maxTaskRetryCount": 1}}
                await self.call("create_job", {"id": job, **pool_info, **body})

    async def task(self) -> None:
        where: dict[str, Any] = {"jobId": self.random.choice(JOBS), "taskId": self.random.choice(TASKS)}
        match self.random.randrange(10):
            case 0:
                await self.call("terminate_task", **where)
            case 1:
                await self.call("delete_task", **where)
            case 2:
                await self.call("reactivate_task", **where)
            case 3:
                await self.call("replace_task", {"constraints": {"maxTaskRetryCount": 2}}, **where)
            case _:
                body: dict[str, Any] = {"id": where["taskId"], "commandLine": "x"}
                body["requiredSlots"] = self.random.choice((1, 1, 1, 2, 3))
                if self.random.random() < 0.3:
                    start = self.random.randrange(1, 8)
                    body["dependsOn"] = {
                        "taskIds": [self.random.choice(TASKS)],
                        "taskIdRanges": [{"start": start, "end": start + 1}],
                    }
                await self.call("create_task", body, jobId=where["jobId"])

    async def exit(self) -> None:
        keys = self.runner.running()
        if keys:
            key = self.random.choice(keys)
            if key in self.runner.launches:
                self.runner.exit(key, self.random.choice((0, 0, 1)))

    async def pause(self) -> None:
        span = self.random.choice((0, 0, 0.002, 0.006))
        await asyncio.sleep(span)
        pass_time(span)


def check_invariants(service: Service) -> None:
    world = service.world
    assert world.node_count == sum(len(pool.nodes) for pool in world.pools)
    assert world.open_jobs == {job for job in world.jobs if job.ended is None}
    for job in world.jobs:
        counted = TaskCounts()
        for task in job.tasks:
            counted.move(task.state, task.result, task.slots, 1)
            assert (task.attempt is not None) == (task.state in ("running", "preparing"))
            assert task.attempt is None or task.attempt in job.attempts
            assert (task in job.ready) <= (task.state == "active" and not task.unmet and task.leaving is None)
        assert (job.counts.tasks, job.counts.slots) == (counted.tasks, counted.slots)
    for pool in world.pools:
        for node in pool.nodes:
            assert node.slots_in_use <= pool.slots_per_node
            open_to_tasks = (
                node.state in ("idle", "running") and node.scheduling == "enabled" and not node.draining
            )
            assert pool.free.free(node) == (pool.slots_per_node - node.slots_in_use if open_to_tasks else 0)
            assert (node.state != "idle") or not node.work
            assert all(attempt.node is node for attempt in node.attempts)


def written(service: Service) -> set[Change]:
    world = service.world
    nodes = [node for pool in world.pools for node in pool.nodes]
    tasks = [task for job in world.jobs for task in job.tasks]
    visits = [visit for job in world.jobs for visit in job.visits.values()]
    entities = (*world.pools, *nodes, *world.jobs, *tasks, *visits)
    return {change for entity in entities for change in puts(entity)}


async def storm(folder: Path, seed: int, steps: int, kind: type[Storm] = Storm) -> None:
    faults: list[str] = []

    def on_fault(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        faults.append("".join(traceback.format_exception(error)) if error else str(context))

    asyncio.get_running_loop().set_exception_handler(on_fault)
    runner = ScriptedRunner()
    async with Running(options(folder, time_scale=500, data=True), runner) as it:
        weather = kind(it, runner, seed)
        await weather.blow(steps)
        assert len(weather.done) > 12, weather.done
        kept = written(it.service)
    assert not faults, faults[0]

    service = Service(options(folder, time_scale=500, data=True), runner := ScriptedRunner())
    assert written(service) == kept
    await service.start()
    it = Driver(service)
    await kind(it, runner, seed + 1).blow(steps // 4)
    for job in list(service.world.jobs):
        if job.state != "deleting":
            await it.reply("begin_delete_job", jobId=job.id)
    for pool in list(service.world.pools):
        if pool.state != "deleting":
            await it.reply("begin_delete_pool", poolId=pool.id)

    async def calm() -> bool:
        return not len(service.world.jobs) and not len(service.world.pools)

    await until(calm, f"everything is gone, now {list(service.world.jobs)} {list(service.world.pools)}")
    assert runner.running() == []
    await service.aclose()
    assert not faults, faults[0]
    journal = Service(options(folder, data=True), ScriptedRunner())
    assert written(journal) == set()
    await journal.aclose()


@pytest.mark.parametrize("seed", range(6))
def test_a_storm_of_requests_leaves_nothing_broken(tmp_path: Path, seed: int) -> None:
    asyncio.run(storm(tmp_path, seed, 600))


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 160))
def test_many_storms_leave_nothing_broken(tmp_path: Path, seed: int) -> None:
    asyncio.run(storm(tmp_path, seed, 2000))
