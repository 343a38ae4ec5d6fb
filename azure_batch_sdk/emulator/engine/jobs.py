"""The life of a job: it is disabled and enabled, ended by its user, its tasks or its clock, and deleted.

A job that is on the way to another state gets there when a moment has passed and no process of it is left (when
it is only to wait for its tasks, these are left alone).
"""

from __future__ import annotations

import contextlib
from typing import Literal

from ..clock import TICKS_PER_SECOND
from ..context import ServiceContext
from ..lifecycles import JOB, JOB_TRANSITIONAL
from ..node.directories import delete_tree, set_aside_from_node
from ..state.durations import seconds_of_duration
from ..state.entities import Job, Task
from . import attempts, auto_pools, manager, release, tasks, visits

DisableOption = Literal["requeue", "terminate", "wait"]


def add(service: ServiceContext, job: Job) -> None:
    """Put a new job into the world, with a pool of its own if it asks for one."""
    auto_pools.provide(service, job)
    service.world.jobs.add(job.id, job)
    service.world.bind(job)
    service.world.open_jobs.add(job)
    service.touch(job)
    watch_the_clock(service, job)
    manager.add(service, job)
    if job.scheduling_error is not None:
        _end(service, job, "terminate", force=False)
    check_all_complete(service, job)


def disable(service: ServiceContext, job: Job, option: DisableOption) -> None:
    """Run no more tasks; those that run are dealt with as asked."""
    _change(service, job, "disable", by_user=True)
    for attempt in list(job.attempts):
        if option != "wait":
            tasks.interrupt(service, attempt, option)
    _wait(service, job)


def enable(service: ServiceContext, job: Job) -> None:
    """Run tasks again."""
    _change(service, job, "enable", by_user=True)
    _wait(service, job)


def terminate(
    service: ServiceContext, job: Job, reason: str, *, force: bool = False, with_schedule: bool = False
) -> None:
    """End a job: what runs is terminated, what waits stays active and never runs.

    To a job that ends with its schedule this is not a change of its own: its ETag stays.
    """
    job.terminate_reason = reason
    _end(service, job, "terminate", force=force, is_change=not with_schedule)


def delete(service: ServiceContext, job: Job, *, force: bool = False) -> None:
    """Begin to delete a job with its tasks and their files."""
    _end(service, job, "delete", force=force)


def attempt_ended(service: ServiceContext, job: Job) -> None:
    """Go on with what waited for the processes of a job."""
    # A job that was deleted by force does not wait for its processes; another may have its id by now.
    is_there = service.world.jobs.get(job.id) is job
    if is_there and job.step is None and job.state in JOB_TRANSITIONAL:
        _settle(service, job)


def task_completed(service: ServiceContext, task: Task, action: str) -> None:
    """Do what the end of a task asks for: an action of its exit conditions, or the end of the job with its manager or last task."""
    job = task.job
    if job.state == "active" and manager.ends_its_job(task):
        terminate(service, job, "JMComplete")
    elif job.state == "active" and action == "disable":
        disable(service, job, "requeue")
    elif job.state == "active" and action == "terminate":
        terminate(service, job, "TaskFailed")
    else:
        check_all_complete(service, job)


def check_all_complete(service: ServiceContext, job: Job) -> None:
    """End a job that is to end with its last task and has none left."""
    if (
        job.state == "active"
        and str(job.spec["onAllTasksComplete"]).lower() == "terminatejob"
        and job.counts.unfinished == 0
    ):
        terminate(service, job, "AllTasksComplete")


def watch_the_clock(service: ServiceContext, job: Job) -> None:
    """Set the timer for the job's maxWallClockTime, anew after a change of it."""
    if job.deadline is not None:
        job.deadline.cancel()
        job.deadline = None
    limit = seconds_of_duration(job.spec["constraints"]["maxWallClockTime"])
    if limit is not None:
        passed = (service.clock.ticks() - job.created) / TICKS_PER_SECOND
        job.deadline = service.after(max(0.0, limit - passed), lambda: _time_out(service, job))


def resume(service: ServiceContext, job: Job) -> None:
    """Go on where an earlier run of the service was interrupted."""
    service.world.bind(job)
    visits.interrupted(service, job)
    if job.state in JOB_TRANSITIONAL:
        _wait(service, job)
    if job.state != "completed":
        watch_the_clock(service, job)


def _end(service: ServiceContext, job: Job, event: str, *, force: bool, is_change: bool = True) -> None:
    job.force = force
    service.scheduler.remove(job)
    _change(service, job, event, by_user=is_change)
    for attempt in list(job.attempts):
        tasks.interrupt(service, attempt, "terminate")
    _wait(service, job)


def _wait(service: ServiceContext, job: Job) -> None:
    if job.step is not None:
        job.step.cancel()

    def elapsed() -> None:
        job.step = None
        _settle(service, job)

    job.step = service.after(service.options.timings.job, elapsed)


def _settle(service: ServiceContext, job: Job) -> None:
    if job.attempts and job.state != "enabling" and not job.force:
        return
    if _waits_for_nodes(service, job):
        return
    if job.state == "deleting":
        _remove(service, job)
        return
    _change(service, job, "settled")
    if job.state == "completed":
        release.is_over(job)
        visits.job_completed(service, job)
        job.ended = job.state_since
        service.world.open_jobs.discard(job)
        if job.deadline is not None:
            job.deadline.cancel()
        _is_over(service, job)
    elif job.state == "active":
        service.scheduler.job_changed(job)
        check_all_complete(service, job)


def _is_over(service: ServiceContext, job: Job) -> None:
    auto_pools.release(service, job)
    if job.when_over is not None:
        job.when_over()


def _waits_for_nodes(service: ServiceContext, job: Job) -> bool:
    """Begin the release tasks of a job that ends, and tell whether it has to wait for them."""
    if job.state == "terminating":
        return release.is_pending(service, job) and not job.force
    # Of a job that is deleted by force nothing is left that a release task could do.
    return job.state == "deleting" and not job.force and release.is_pending(service, job)


def _remove(service: ServiceContext, job: Job) -> None:
    if job.deadline is not None:
        job.deadline.cancel()
    for attempt in job.attempts:
        attempts.kill(service, attempt)
    visits.forget(service, job)
    service.world.unbind(job)
    service.world.open_jobs.discard(job)
    service.world.jobs.remove(job.id)
    service.forget(job)
    _is_over(service, job)
    for pool in service.world.pools:
        for node in pool.nodes:
            directories = service.directories(node)
            directory = directories.job_directory(job.id)
            aside = set_aside_from_node(directory, directories)
            if aside is not None:
                service.in_background(lambda tree=aside: delete_tree(tree))  # type: ignore[misc]  # a bound default
                with contextlib.suppress(OSError):
                    directory.parent.rmdir()


def _time_out(service: ServiceContext, job: Job) -> None:
    job.deadline = None
    if JOB.allows(job.state, "terminate"):
        terminate(service, job, "MaxWallClockTimeExpiry")


def _change(service: ServiceContext, job: Job, event: str, *, by_user: bool = False) -> None:
    if job.state not in JOB_TRANSITIONAL:
        job.previous, job.previous_since = job.state, job.state_since
    job.state = JOB.next(job.state, event)
    job.state_since = service.clock.next_tick()
    if by_user:
        job.modified = job.state_since
    service.touch(job)
