"""Job schedules: at each due time a job is made from a template, and at most one of them is active at a time.

A run that is due while the job before it goes on waits for its end, unless its start window passes. Due times keep their
distance whatever the jobs do: each is the one before plus the recurrence interval.
"""

from __future__ import annotations

from ..clock import TICKS_PER_SECOND
from ..context import ServiceContext
from ..lifecycles import JOB, JOB_SCHEDULE
from ..messages import JsonObject
from ..state.durations import ticks_of_duration
from ..state.entities import Job, JobSchedule
from ..state.timestamps import timestamp_ticks
from . import auto_pools, jobs

_OVER = ("terminating", "completed", "deleting")


def add(service: ServiceContext, schedule: JobSchedule) -> None:
    """Put a new schedule into the world; its first job may be due at once."""
    service.world.schedules.add(schedule.id, schedule)
    schedule.due = max(schedule.created, _time(schedule, "doNotRunUntil") or 0)
    service.touch(schedule)
    _go_on(service, schedule)


def change(service: ServiceContext, schedule: JobSchedule, spec: JsonObject) -> None:
    """Give a schedule another plan or template; jobs that are there stay as they are."""
    before = schedule.spec.get("schedule")
    schedule.spec = spec
    _stamp(service, schedule)
    if spec.get("schedule") != before:
        # What was due before has been dealt with, so the plan goes on from now.
        schedule.due = max(schedule.modified, _time(schedule, "doNotRunUntil") or 0)
        if schedule.made and (interval := _span(schedule, "recurrenceInterval")):
            schedule.due = max(schedule.due, schedule.last_due + interval)
        elif schedule.made:
            schedule.due = None
    _go_on(service, schedule)


def disable(service: ServiceContext, schedule: JobSchedule) -> None:
    """Make no more jobs; one that runs goes on."""
    _move(service, schedule, "disable")
    _stamp(service, schedule)
    _cancel(schedule)


def enable(service: ServiceContext, schedule: JobSchedule) -> None:
    """Make jobs again."""
    _move(service, schedule, "enable")
    _stamp(service, schedule)
    _go_on(service, schedule)


def terminate(service: ServiceContext, schedule: JobSchedule, *, force: bool = False) -> None:
    """End a schedule and its active job."""
    _move(service, schedule, "terminate")
    _stamp(service, schedule)
    for job in schedule.jobs:
        if JOB.allows(job.state, "terminate"):
            jobs.terminate(service, job, "TerminateWorkitem", force=force, with_schedule=True)
    _wait(service, schedule)


def delete(service: ServiceContext, schedule: JobSchedule, *, force: bool = False) -> None:
    """Begin to delete a schedule with its jobs."""
    _move(service, schedule, "delete")
    for job in schedule.jobs:
        if JOB.allows(job.state, "delete"):
            jobs.delete(service, job, force=force)
    _wait(service, schedule)


def resume(service: ServiceContext, schedule: JobSchedule) -> None:
    """Go on where an earlier run of the service was interrupted."""
    for job in schedule.jobs:
        _watch(service, schedule, job)
    if schedule.state in ("terminating", "deleting"):
        _wait(service, schedule)
    else:
        _go_on(service, schedule)


def _go_on(service: ServiceContext, schedule: JobSchedule) -> None:
    """Make the job that is due, if there can be one now, and look ahead to the next due time."""
    _cancel(schedule)
    if schedule.state != "active":
        return
    _look_at_the_clock(service, schedule)
    is_busy = any(job.state != "completed" for job in schedule.jobs)
    if schedule.waiting is not None and not is_busy:
        if _is_in_time(service, schedule, schedule.waiting):
            _make_job(service, schedule)
            return
        schedule.waiting = None
    service.touch(schedule)
    now = service.clock.ticks()
    next_look = schedule.due or _end_to_wait_for(schedule, now)
    if next_look is not None:
        seconds = (next_look - now) / TICKS_PER_SECOND
        schedule.step = service.after(max(0.0, seconds), lambda: _go_on(service, schedule))
    elif schedule.waiting is None and not is_busy:
        _complete(service, schedule)


def _look_at_the_clock(service: ServiceContext, schedule: JobSchedule) -> None:
    """Let the last due time that has come wait for its job, and find the next one."""
    now = service.clock.ticks()
    end = _time(schedule, "doNotRunAfter")
    if schedule.due is not None and schedule.due <= now:
        interval = _span(schedule, "recurrenceInterval")
        if interval is None:
            schedule.waiting, schedule.due = schedule.due, None
        else:
            schedule.waiting = schedule.due + (now - schedule.due) // interval * interval
            schedule.due = schedule.waiting + interval
    if end is not None:
        if schedule.due is not None and schedule.due > end:
            schedule.due = None
        if now > end:
            schedule.waiting = None


def _end_to_wait_for(schedule: JobSchedule, now: int) -> int | None:
    """Return when a plan ends that makes no more jobs; until then it can be changed."""
    end = _time(schedule, "doNotRunAfter")
    is_ahead = end is not None and end > now and _span(schedule, "recurrenceInterval") is not None
    return end if is_ahead else None


def _is_in_time(service: ServiceContext, schedule: JobSchedule, due: int) -> bool:
    window, interval = _span(schedule, "startWindow"), _span(schedule, "recurrenceInterval")
    if window is None or (interval is not None and window > interval):
        return True
    return service.clock.ticks() <= due + window


def _make_job(service: ServiceContext, schedule: JobSchedule) -> None:
    schedule.last_due, schedule.waiting = schedule.waiting or 0, None
    schedule.made += 1
    created, tick = service.clock.next_tick(), service.clock.next_tick()
    job = Job(
        id=f"{schedule.id}:job-{schedule.made}",
        spec=schedule.spec["jobSpecification"],
        created=created,
        modified=tick,
        state="active",
        state_since=tick,
        started=tick,
        pool_id=schedule.spec["jobSpecification"]["poolInfo"].get("poolId", ""),
        schedule_id=schedule.id,
    )
    schedule.recent = job.id
    schedule.jobs.add(job.id, job)
    service.touch(schedule)
    _watch(service, schedule, job)
    jobs.add(service, job)
    _go_on(service, schedule)


def _watch(service: ServiceContext, schedule: JobSchedule, job: Job) -> None:
    job.when_over = lambda: _job_is_over(service, schedule, job)


def _job_is_over(service: ServiceContext, schedule: JobSchedule, job: Job) -> None:
    """Hear that a job is completed, and later that it is gone."""
    if service.world.jobs.get(job.id) is not job:
        schedule.jobs.remove(job.id)
    if schedule.state in ("terminating", "deleting"):
        _settle(service, schedule)
    elif schedule.state == "active":
        # Not within the step that ends the job: the next one may end at once, and so on.
        service.after(0, lambda: _go_on(service, schedule))


def _wait(service: ServiceContext, schedule: JobSchedule) -> None:
    _cancel(schedule)

    def elapsed() -> None:
        schedule.step = None
        _settle(service, schedule)

    schedule.step = service.after(service.options.timings.job, elapsed)


def _settle(service: ServiceContext, schedule: JobSchedule) -> None:
    """End a schedule that is to end, once its jobs have."""
    if schedule.step is not None:
        return
    if schedule.state == "deleting" and not schedule.jobs:
        service.world.schedules.remove(schedule.id)
        service.forget(schedule)
        auto_pools.release_of_schedule(service, schedule)
    elif schedule.state == "terminating" and all(job.state == "completed" for job in schedule.jobs):
        _complete(service, schedule)


def _complete(service: ServiceContext, schedule: JobSchedule) -> None:
    _move(service, schedule, "complete")
    schedule.ended = schedule.state_since
    schedule.due = schedule.waiting = None
    auto_pools.release_of_schedule(service, schedule)


def _move(service: ServiceContext, schedule: JobSchedule, event: str) -> None:
    # As of a job, states on the way to another one are not remembered.
    if schedule.state in ("active", "disabled"):
        schedule.previous, schedule.previous_since = schedule.state, schedule.state_since
    schedule.state = JOB_SCHEDULE.next(schedule.state, event)
    schedule.state_since = service.clock.next_tick()
    if schedule.state in _OVER:
        _cancel(schedule)
    service.touch(schedule)


def _stamp(service: ServiceContext, schedule: JobSchedule) -> None:
    schedule.modified = service.clock.next_tick()
    service.touch(schedule)


def _cancel(schedule: JobSchedule) -> None:
    if schedule.step is not None:
        schedule.step.cancel()
        schedule.step = None


def _time(schedule: JobSchedule, name: str) -> int | None:
    text = schedule.spec.get("schedule", {}).get(name)
    return None if text is None else timestamp_ticks(text)


def _span(schedule: JobSchedule, name: str) -> int | None:
    text = schedule.spec.get("schedule", {}).get(name)
    return None if text is None else ticks_of_duration(text)
