"""What the page shows, as JSON made from the state.

The counters of a job are kept up to date by every change of state, so nothing here goes through all tasks of a job: the
page of a hundred thousand tasks costs what the page of a hundred does.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator

from ..clock import text_of
from ..context import ServiceContext
from ..handlers.bodies import execution_info
from ..messages import JsonObject
from ..state.entities import Job, JobSchedule, Node, Pool, Task

JOBS_SHOWN = 200
TASKS_A_PAGE = 100
TASKS_LOOKED_AT = 2_000
"""A page of tasks in one state ends after so many, found or not, so that the service is not held up."""
TASKS_NAMED = 3
"""Of a node's running tasks in the heat map."""

TASK_FILTERS = ("active", "running", "succeeded", "failed")


def overview(service: ServiceContext) -> JsonObject:
    """Show all pools with their nodes, the schedules, and the newest jobs, those that are not completed first."""
    world = service.world
    jobs = heapq.nlargest(JOBS_SHOWN, world.jobs, key=lambda job: (job.state != "completed", job.created))
    return {
        "account": service.account_name,
        "pools": [_pool(pool) for pool in world.pools],
        "schedules": [_schedule(schedule) for schedule in world.schedules],
        "jobs": [_job(job) for job in jobs],
        "jobCount": len(world.jobs),
    }


def node_detail(service: ServiceContext, pool_id: str, node_id: str) -> JsonObject:
    """Show a node, and what runs and ran there."""
    node = service.world.node(pool_id, node_id)
    shown: JsonObject = {
        "pool": node.pool.id,
        "id": node.id,
        "state": node.state,
        "since": text_of(node.state_since),
        "scheduling": node.scheduling,
        "dedicated": node.dedicated,
        "vmSize": node.pool.spec["vmSize"],
        "address": node.address,
        "allocated": text_of(node.allocated),
        "slots": node.pool.slots_per_node,
        "slotsUsed": node.slots_in_use,
        "tasksRun": node.tasks_run,
        "tasksSucceeded": node.tasks_succeeded,
        "running": [_task(attempt.task) for attempt in node.attempts if attempt.task is not None],
        "recent": [_task(task) for task in reversed(node.recent)],
        "errors": node.errors,
        "events": [{"time": text_of(tick), "text": text} for tick, text in reversed(node.log)],
        "startTask": None,
    }
    if node.last_boot is not None:
        shown["lastBoot"] = text_of(node.last_boot)
    if node.start_task is not None:
        shown["startTask"] = {"commandLine": node.start_task["commandLine"], **(node.start_info or {})}
    return shown


def job_detail(service: ServiceContext, job_id: str) -> JsonObject:
    """Show a job without its tasks."""
    job = service.world.job(job_id)
    shown = _job(job) | {
        "since": text_of(job.state_since),
        "priority": job.spec["priority"],
        "onAllTasksComplete": job.spec.get("onAllTasksComplete", "noaction"),
        "slots": dict(job.counts.slots),
        "poolExists": job.pool_id in service.world.pools,
    }
    if job.terminate_reason is not None:
        shown["terminateReason"] = job.terminate_reason
    if job.scheduling_error is not None:
        shown["failure"] = job.scheduling_error
    if job.schedule_id is not None:
        shown["schedule"] = job.schedule_id
    return shown


def task_list(
    service: ServiceContext, job_id: str, state: str | None, after: str | None, first: str | None
) -> JsonObject:
    """Show some tasks of a job in the order of their ids, behind `after` or from `first` on.

    `next` is what to go on after, None at the end.
    """
    job = service.world.job(job_id)
    found: list[JsonObject] = []
    last = after
    for looked_at, task in enumerate(_candidates(job, state, after, first)):
        if len(found) == TASKS_A_PAGE or looked_at == TASKS_LOOKED_AT:
            return {"tasks": found, "next": last}
        last = task.id
        if state is None or _state_of(task) == state:
            found.append(_task(task))
    return {"tasks": found, "next": None}


def task_detail(service: ServiceContext, job_id: str, task_id: str) -> JsonObject:
    """Show a task."""
    task = service.world.task(job_id, task_id)
    spec = task.spec
    return _task(task) | {
        "pool": task.job.pool_id,
        "created": text_of(task.created),
        "since": text_of(task.since),
        "commandLine": spec.get("commandLine", ""),
        "slots": task.slots,
        "instances": task.instances,
        "waitsFor": task.unmet,
        "retention": spec["constraints"]["retentionTime"],
        "execution": execution_info(task),
    }


def _pool(pool: Pool) -> JsonObject:
    shown: JsonObject = {
        "id": pool.id,
        "state": pool.state,
        "allocation": pool.allocation,
        "vmSize": pool.spec["vmSize"],
        "slots": pool.slots_per_node,
        "target": pool.target_dedicated + pool.target_low_priority,
        "scales": pool.scaling is not None,
        "nodes": [_cell(node) for node in pool.nodes],
    }
    if pool.resize_errors and pool.allocation == "steady":
        shown["errors"] = pool.resize_errors
    return shown


def _cell(node: Node) -> list[object]:
    """Show a node of the heat map: there can be a thousand, twice a second."""
    tasks = [attempt.task for attempt in node.attempts if attempt.task is not None]
    names = [f"{task.job.id}/{task.id}" for task in tasks[:TASKS_NAMED]]
    return [node.id, node.state, node.slots_in_use, len(tasks), names, int(node.scheduling == "disabled")]


def _schedule(schedule: JobSchedule) -> JsonObject:
    return {
        "id": schedule.id,
        "state": schedule.state,
        "due": None if schedule.due is None else text_of(schedule.due),
        "made": schedule.made,
        "recent": schedule.recent,
    }


def _job(job: Job) -> JsonObject:
    shown: JsonObject = {
        "id": job.id,
        "state": job.state,
        "pool": job.pool_id,
        "created": text_of(job.created),
        "counts": dict(job.counts.tasks),
    }
    if job.ended is not None:
        shown["ended"] = text_of(job.ended)
    return shown


def _task(task: Task) -> JsonObject:
    shown: JsonObject = {
        "job": task.job.id,
        "id": task.id,
        "state": task.state,
        "result": task.result,
        "exitCode": task.exit_code,
        "retries": task.retries,
        "pool": task.pool_id,
        "node": task.node_id,
    }
    if task.started is not None:
        shown["started"] = text_of(task.started)
    if task.ended is not None:
        shown["ended"] = text_of(task.ended)
    if task.failure is not None:
        shown["failure"] = task.failure
    return shown


def _candidates(job: Job, state: str | None, after: str | None, first: str | None) -> Iterator[Task]:
    if state is not None and not job.counts.tasks[state]:
        return
    if state == "running":
        # What runs is known without looking for it.
        running = {attempt.task.id: attempt.task for attempt in job.attempts if attempt.task is not None}
        for task_id in sorted(running):
            if (after is None or task_id > after) and (first is None or task_id >= first):
                yield running[task_id]
        return
    exact = job.tasks.get(first) if first is not None and after is None else None
    if exact is not None:
        yield exact
        first = exact.id
    for _, task in job.tasks.after(first if after is None else after):
        yield task


def _state_of(task: Task) -> str:
    """Return the counter that a task is in."""
    if task.state == "completed":
        return "succeeded" if task.result == "success" else "failed"
    return "running" if task.state == "preparing" else task.state
