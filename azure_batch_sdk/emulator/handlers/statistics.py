"""What pools, jobs and tasks have used, for those who ask for it by `$expand=stats` or `$select=stats`.

Counted is what runs that are over have used, without the delay of the service. Of tasks that were deleted nothing is left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from ..clock import TICKS_PER_SECOND, text_of
from ..context import ServiceContext
from ..messages import JsonObject, Request
from ..node.launch import NO_USE, ResourceUse
from ..state.durations import duration_text
from ..state.entities import Job, JobSchedule, Pool, Task
from .usage import present_use
from .vm_sizes import cores

Item = TypeVar("Item")

_BLOCKS_PER_GIB = 2**30 / 512


def showing(
    service: ServiceContext,
    request: Request,
    body: Callable[[Item, str], JsonObject],
    statistics: Callable[[ServiceContext, Item], JsonObject],
) -> Callable[[Item], JsonObject]:
    """Return what shows an entity to a request: with its statistics if the request asks for them."""
    if not any("stats" in request.query.get(name, ()) for name in ("$expand", "$select")):
        return lambda item: body(item, request.base_url)

    def with_statistics(item: Item) -> JsonObject:
        shown = body(item, request.base_url)
        return shown | {"stats": {"url": f"{shown['url']}/stats"} | statistics(service, item)}

    return with_statistics


def of_task(service: ServiceContext, task: Task) -> JsonObject:
    """Show what a task has used."""
    now = service.clock.ticks()
    used = _used(task.used or NO_USE, task.ran)
    return _span(task.created, now) | used | {"waitTime": duration_text(_waited(task, now))}


def of_job(service: ServiceContext, job: Job) -> JsonObject:
    """Show what the tasks of a job have used."""
    now = service.clock.ticks()
    return _span(job.created, now) | _sum([job], now)


def of_schedule(service: ServiceContext, schedule: JobSchedule) -> JsonObject:
    """Show what the tasks of a job schedule have used, those of its jobs that are there."""
    now = service.clock.ticks()
    return _span(schedule.created, now) | _sum(schedule.jobs, now)


def of_pool(service: ServiceContext, pool: Pool) -> JsonObject:
    """Show for how long a pool has had cores; what its nodes do with them is not watched."""
    now = service.clock.ticks()
    core_ticks = sum(
        (cores(use.vm_size) or 1) * (use.end - use.begin)
        for use in (*service.world.past_use, *present_use(pool, now))
        # A pool of the same id may have been there before.
        if use.pool_id == pool.id.lower() and use.begin >= pool.created and use.dedicated
    )
    span = _span(pool.created, now)
    return span | {"usageStats": span | {"dedicatedCoreTime": duration_text(core_ticks)}}


def _span(since: int, now: int) -> JsonObject:
    return {"startTime": text_of(since), "lastUpdateTime": text_of(now)}


def _used(used: ResourceUse, ran: int) -> JsonObject:
    # 64-bit integers are strings on the wire.
    return {
        "userCPUTime": duration_text(round(used.user_seconds * TICKS_PER_SECOND)),
        "kernelCPUTime": duration_text(round(used.kernel_seconds * TICKS_PER_SECOND)),
        "wallClockTime": duration_text(ran),
        "readIOps": str(used.blocks_read),
        "writeIOps": str(used.blocks_written),
        "readIOGiB": used.blocks_read / _BLOCKS_PER_GIB,
        "writeIOGiB": used.blocks_written / _BLOCKS_PER_GIB,
    }


@dataclass
class _Total:
    used: ResourceUse = NO_USE
    ran: int = 0
    waited: int = 0
    succeeded: int = 0
    failed: int = 0
    retries: int = 0


def _sum(jobs: Iterable[Job], now: int) -> JsonObject:
    total = _Total()
    for job in jobs:
        for task in job.tasks:
            total.used = total.used if task.used is None else total.used.plus(task.used)
            total.ran += task.ran
            total.waited += _waited(task, now)
            total.succeeded += task.result == "success"
            total.failed += task.result == "failure"
            total.retries += task.retries
    return {
        **_used(total.used, total.ran),
        "numSucceededTasks": str(total.succeeded),
        "numFailedTasks": str(total.failed),
        "numTaskRetries": str(total.retries),
        "waitTime": duration_text(total.waited),
    }


def _waited(task: Task, now: int) -> int:
    """Return how long a task waited for its last run; one that was ended before it ran waited until then."""
    return (task.started or task.ended or now) - task.created
