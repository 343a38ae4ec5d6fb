"""Pools that come with a job, or with all jobs of a schedule, and go with them."""

from __future__ import annotations

import uuid

from ..context import ServiceContext
from ..messages import JsonObject
from ..state.entities import Job, JobSchedule, Pool
from . import autoscale, pools

RESIZE_TIMEOUT = "PT15M"


def provide(service: ServiceContext, job: Job) -> None:
    """Give a new job its pool, if it asks for one of its own; `scheduling_error` says if it cannot have it."""
    settings = settings_of(job)
    if settings is None:
        return
    schedule = _schedule_of(service, job, settings)
    there = (
        None if schedule is None or schedule.pool_id is None else service.world.pools.get(schedule.pool_id)
    )
    if there is not None and there.state == "active":
        job.pool_id = there.id
        return
    job.pool_id = settings.get("autoPoolIdPrefix", "") + str(uuid.uuid4()).upper()
    if len(service.world.pools) >= service.options.pool_quota:
        job.scheduling_error = {
            "category": "UserError",
            "code": "AutoPoolCreationFailedWithQuotaReached",
            "message": "The auto pool could not be created as the pool quota for the account has been reached",
        }
        return
    autoscale.add(service, _pool(service, job.pool_id, settings["pool"]))
    if schedule is not None:
        schedule.pool_id = job.pool_id
        service.touch(schedule)


def release(service: ServiceContext, job: Job) -> None:
    """Delete the pool of a job that is over, if it lives no longer."""
    settings = settings_of(job)
    if settings is not None and settings["poolLifetimeOption"] == "job" and not settings["keepAlive"]:
        _delete(service, job.pool_id)


def release_of_schedule(service: ServiceContext, schedule: JobSchedule) -> None:
    """Delete the pool that the jobs of a schedule shared."""
    settings = schedule.spec["jobSpecification"]["poolInfo"].get("autoPoolSpecification")
    if schedule.pool_id is not None and settings and not settings["keepAlive"]:
        _delete(service, schedule.pool_id)


def settings_of(job: Job) -> JsonObject | None:
    """Return what a job says of a pool of its own; None if it runs on one that it names."""
    settings: JsonObject | None = job.spec["poolInfo"].get("autoPoolSpecification")
    return settings


def _schedule_of(service: ServiceContext, job: Job, settings: JsonObject) -> JobSchedule | None:
    if job.schedule_id is None or settings["poolLifetimeOption"] != "jobschedule":
        return None
    return service.world.schedules.get(job.schedule_id)


def _pool(service: ServiceContext, pool_id: str, settings: JsonObject) -> Pool:
    aside = ("targetDedicatedNodes", "targetLowPriorityNodes", "resizeTimeout")
    tick, modified = service.clock.next_tick(), service.clock.next_tick()
    return Pool(
        id=pool_id,
        spec={name: value for name, value in settings.items() if name not in aside},
        created=tick,
        modified=modified,
        state="active",
        state_since=tick,
        allocation="resizing",
        allocation_since=modified,
        target_dedicated=settings.get("targetDedicatedNodes", 0),
        target_low_priority=settings.get("targetLowPriorityNodes", 0),
        resize_timeout=settings.get("resizeTimeout", RESIZE_TIMEOUT),
    )


def _delete(service: ServiceContext, pool_id: str) -> None:
    pool = service.world.pools.get(pool_id)
    if pool is not None and pool.state == "active":
        pools.delete(service, pool)
