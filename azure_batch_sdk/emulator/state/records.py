"""What is written down of the entities, and how they are made again from it.

A task has two records: what the client sent, which can be large and hardly ever changes, and how far it has come.
Keys are in lower case, because ids are unique without regard to case.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from operator import attrgetter
from typing import Any

from ..messages import JsonObject
from ..node.launch import ResourceUse
from ..store.journal import Change, Drop, DropAll, Put
from .entities import Entity, Job, JobSchedule, Node, Pool, Task, Visit
from .world import World

_POOL = [
    "id",
    "spec",
    "created",
    "modified",
    "state",
    "state_since",
    "allocation",
    "allocation_since",
    "target_dedicated",
    "target_low_priority",
    "resize_timeout",
    "current_dedicated",
    "current_low_priority",
    "resize_errors",
    "deallocation_option",
    "auto_scale_run",
]
_NODE = [
    "id",
    "dedicated",
    "address",
    "state",
    "state_since",
    "allocated",
    "scheduling",
    "first_boot",
    "last_boot",
    "start_task",
    "start_info",
    "errors",
    "users",
    "wiped",
    "keeps_files",
    "tasks_run",
    "tasks_succeeded",
]
_JOB = [
    "id",
    "spec",
    "created",
    "modified",
    "state",
    "state_since",
    "started",
    "pool_id",
    "previous",
    "previous_since",
    "ended",
    "terminate_reason",
    "scheduling_error",
    "force",
    "schedule_id",
]
_SCHEDULE = [
    "id",
    "spec",
    "created",
    "modified",
    "state",
    "state_since",
    "previous",
    "previous_since",
    "due",
    "last_due",
    "waiting",
    "made",
    "recent",
    "ended",
    "pool_id",
]
_TASK = ["id", "created", "spec"]
_RUN = [
    "modified",
    "state",
    "since",
    "previous",
    "previous_since",
    "retries",
    "last_retry",
    "requeues",
    "last_requeue",
    "started",
    "ended",
    "exit_code",
    "result",
    "failure",
    "node_id",
    "pool_id",
    "on_windows",
    "subtasks",
    "used",
    "ran",
]
_VISIT = ["node_id", "pool_id", "prepared", "preparation", "released", "release"]

_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


def puts(entity: Entity, *, whole: bool = True) -> list[Change]:
    """Return the records of an entity as it is now; of a task not `whole` only how far it has come."""
    match entity:
        case Pool():
            return [Put("pool", entity.id.lower(), _text(entity, _POOL))]
        case Node():
            return [Put("node", entity.id, _text(entity, _NODE, pool=entity.pool.id))]
        case JobSchedule():
            return [Put("schedule", entity.id.lower(), _text(entity, _SCHEDULE))]
        case Job():
            return [Put("job", entity.id.lower(), _text(entity, _JOB))]
        case Task():
            key = task_key(entity)
            changes: list[Change] = [Put("run", key, _text(entity, _RUN))]
            if whole:
                changes.append(Put("task", key, _text(entity, _TASK, job=entity.job.id)))
            return changes
        case Visit():
            return [Put("visit", _visit_key(entity), _text(entity, _VISIT, job=entity.job.id))]


def drops(entity: Entity) -> list[Change]:
    """Return what forgets an entity with all that belongs to it; nodes are forgotten one by one."""
    match entity:
        case Pool():
            return [Drop("pool", entity.id.lower())]
        case Node():
            return [Drop("node", entity.id)]
        case JobSchedule():
            return [Drop("schedule", entity.id.lower())]
        case Job():
            key = entity.id.lower()
            return [Drop("job", key), *(DropAll(kind, f"{key}/") for kind in ("task", "run", "visit"))]
        case Task():
            key = task_key(entity)
            return [Drop("task", key), Drop("run", key)]
        case Visit():
            return [Drop("visit", _visit_key(entity))]


def task_key(task: Task) -> str:
    """Name the records of a task."""
    return f"{task.job.id}/{task.id}".lower()


def _visit_key(visit: Visit) -> str:
    return f"{visit.job.id}/{visit.node_id}".lower()


def restore(world: World, records: Iterable[Put]) -> None:
    """Fill an empty world from its records."""
    by_kind: dict[str, dict[str, JsonObject]] = {}
    for kind, key, text in records:
        by_kind.setdefault(kind, {})[key] = json.loads(text)
    for document in by_kind.get("pool", {}).values():
        pool = Pool(**document)
        world.pools.add(pool.id, pool)
    for document in sorted(by_kind.get("node", {}).values(), key=lambda document: str(document["id"])):
        owner = world.pools.get(document.pop("pool"))
        if owner is not None:
            owner.nodes.add(document["id"], Node(pool=owner, **document))
            world.node_count += 1
    for document in by_kind.get("schedule", {}).values():
        schedule = JobSchedule(**document)
        world.schedules.add(schedule.id, schedule)
    for document in by_kind.get("job", {}).values():
        job = Job(**document)
        world.jobs.add(job.id, job)
        maker = None if job.schedule_id is None else world.schedules.get(job.schedule_id)
        if maker is not None:
            maker.jobs.add(job.id, job)
        if job.ended is None:
            world.open_jobs.add(job)
    for document in by_kind.get("visit", {}).values():
        visiting = world.jobs.get(document.pop("job"))
        if visiting is not None:
            visit = Visit(visiting, **document)
            visiting.visits[visit.node_id] = visit
            visited = world.pools.get(visit.pool_id)
            node = None if visited is None else visited.nodes.get(visit.node_id)
            if node is not None and (visiting.state != "completed" or visit.released in ("due", "running")):
                node.visits[visit] = None
    runs = by_kind.get("run", {})
    # By id, so that each goes to the end of its table.
    for key, document in sorted(by_kind.get("task", {}).items(), key=lambda item: str(item[1]["id"])):
        parent = world.jobs.get(document.pop("job"))
        if parent is not None and key in runs:
            task = Task(job=parent, **document, **runs[key])
            if task.used is not None:
                task.used = ResourceUse(*task.used)
            parent.tasks.add(task.id, task)
            parent.counts.move(task.state, task.result, task.slots, 1)


def _text(entity: Entity, names: list[str], **more: Any) -> str:
    values = zip(names, attrgetter(*names)(entity), strict=True)
    return _encode({**{name: value for name, value in values if value is not None}, **more})
