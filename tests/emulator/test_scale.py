"""The work for one task is the same however many others there are.

Work is counted, not timed: the lines of the emulator that the loop's thread executes, divided by the number of tasks. A
step that looks at all waiting tasks, or at all there are, makes the quotient grow with their number.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import azure_batch_sdk.emulator
from azure_batch_sdk.emulator.wire.odata.filters import compile_filter
from azure_batch_sdk.emulator.wire.odata.properties import FILTERABLE
from azure_batch_sdk.emulator.wire.paging import cut_page

from .core_driver import Driver, Running, ScriptedRunner, options, until

FEW, MANY = 100, 1200
GROWTH = 1.25
"""What the share of one task may grow by; with the square of the tasks it would be twelve."""
PACKAGE = str(Path(azure_batch_sdk.emulator.__file__).parent)

Scenario = Callable[[Driver, int], Awaitable[int]]


class Lines:
    """Counts executed lines of the emulator."""

    def __init__(self) -> None:
        self.count = 0

    def enter(self, frame: FrameType, event: str, arg: Any) -> Any:
        return self.line if frame.f_code.co_filename.startswith(PACKAGE) else None

    def line(self, frame: FrameType, event: str, arg: Any) -> Any:
        self.count += event == "line"
        return self.line


@contextmanager
def counted() -> Iterator[Lines]:
    """Count what this thread executes."""
    lines, before = Lines(), sys.gettrace()
    sys.settrace(lines.enter)
    try:
        yield lines
    finally:
        sys.settrace(before)


async def add(it: Driver, tasks: list[dict[str, Any]], job: str = "j") -> None:
    for start in range(0, len(tasks), 100):
        reply = await it.reply("create_task_collection", {"value": tasks[start : start + 100]}, jobId=job)
        assert reply.body is not None
        assert {item["status"] for item in reply.body["value"]} == {"Success"}


def plain(number: int, **members: Any) -> list[dict[str, Any]]:
    return [{"id": f"t{n:05d}", "commandLine": "run", **members} for n in range(number)]


async def all_run(it: Driver, number: int, job: str = "j") -> int:
    """Let the tasks of a disabled job run, and count the work."""
    found = it.service.world.job(job)

    async def look() -> bool:
        return found.counts.tasks["completed"] == number

    with counted() as lines:
        await it.reply("begin_enable_job", jobId=job)
        await until(look, f"{number} tasks are completed, now {found.counts}")
    return lines.count


async def disabled_job(it: Driver, **members: Any) -> None:
    await it.job(**members)
    await it.reply("begin_disable_job", {"disableTasks": "requeue"}, jobId="j")
    await it.job_in("disabled")


async def running_them(it: Driver, number: int) -> int:
    await disabled_job(it)
    await add(it, plain(number))
    return await all_run(it, number)


async def running_few_at_once(it: Driver, number: int) -> int:
    await disabled_job(it, maxParallelTasks=3)
    await add(it, plain(number))
    return await all_run(it, number)


async def running_those_of_several_sizes(it: Driver, number: int) -> int:
    await disabled_job(it)
    await add(it, [{**task, "requiredSlots": 1 + n % 4} for n, task in enumerate(plain(number))])
    return await all_run(it, number)


async def running_one_behind_the_other(it: Driver, number: int) -> int:
    await disabled_job(it, usesTaskDependencies=True)
    tasks = plain(number)
    for before, task in pairwise(tasks):
        task["dependsOn"] = {"taskIds": [before["id"]]}
    await add(it, tasks)
    return await all_run(it, number)


async def running_them_in_front_of_one_that_waits_for_all(it: Driver, number: int) -> int:
    await disabled_job(it, usesTaskDependencies=True)
    tasks = [{"id": str(n), "commandLine": "run"} for n in range(1, number)]
    last = {
        "id": "last",
        "commandLine": "run",
        "dependsOn": {"taskIdRanges": [{"start": 1, "end": number - 1}]},
    }
    await add(it, [last, *tasks])
    return await all_run(it, number)


async def running_them_beside_a_job_that_cannot(it: Driver, number: int) -> int:
    await disabled_job(it)
    await add(it, plain(number))
    await it.job("blocked", maxParallelTasks=1)
    await it.task("hangs", "blocked", command="hang")
    await add(it, plain(number), "blocked")
    return await all_run(it, number)


async def adding_them(it: Driver, number: int) -> int:
    await disabled_job(it)
    with counted() as lines:
        await add(it, plain(number))
    return lines.count


async def ending_them(it: Driver, number: int) -> int:
    await disabled_job(it)
    await add(it, plain(number))
    with counted() as lines:
        for task in plain(number):
            await it.reply("terminate_task", jobId="j", taskId=task["id"])
    return lines.count


async def deleting_them(it: Driver, number: int) -> int:
    await disabled_job(it)
    await add(it, plain(number))
    with counted() as lines:
        for task in plain(number):
            await it.reply("delete_task", jobId="j", taskId=task["id"])
    return lines.count


async def listing_them_in_small_pages(it: Driver, number: int) -> int:
    await disabled_job(it)
    await add(it, plain(number))
    keep = compile_filter("state eq 'active'", FILTERABLE["list_tasks"])
    seen, key = 0, None
    with counted() as lines:
        while True:
            reply = await it.reply("list_tasks", jobId="j")
            assert reply.listing is not None
            page = cut_page(reply.listing, key, 20, keep)
            seen, key = seen + len(page.items), page.next_key
            if key is None:
                break
    assert seen == number
    return lines.count


@pytest.mark.parametrize(
    "scenario",
    [
        adding_them,
        running_them,
        running_few_at_once,
        running_those_of_several_sizes,
        running_one_behind_the_other,
        running_them_in_front_of_one_that_waits_for_all,
        running_them_beside_a_job_that_cannot,
        ending_them,
        deleting_them,
        listing_them_in_small_pages,
    ],
    ids=lambda scenario: scenario.__name__,
)
@pytest.mark.parametrize("data", [False, True], ids=["forgotten", "kept"])
def test_the_work_for_a_task_does_not_grow_with_the_number_of_tasks(
    tmp_path: Path, scenario: Scenario, data: bool
) -> None:
    async def work(number: int) -> float:
        runner = ScriptedRunner()
        runner.exit_at_once["run"] = 0
        async with Running(options(tmp_path / str(number), data=data), runner) as it:
            await it.pool(targetDedicatedNodes=2, taskSlotsPerNode=4)
            return await scenario(it, number) / number

    few, many = asyncio.run(work(FEW)), asyncio.run(work(MANY))
    assert many <= few * GROWTH, f"{few:.0f} lines a task with {FEW} tasks, {many:.0f} with {MANY}"
