"""What a restarted service does with the world it finds: requeue what was interrupted, go on with what was under way."""

from __future__ import annotations

from functools import partial

from ..context import ServiceContext
from ..lifecycles import TASK
from ..node.directories import DELETED_PREFIX, delete_tree
from ..state.entities import Job, Task
from . import autoscale, exits, jobs, nodes, pools, schedules, tasks
from .nodes import NODE_PREFIX


def resume(service: ServiceContext) -> None:
    """Bring a restored world back to life; no process of it runs any more."""
    for job in service.world.jobs:
        jobs.resume(service, job)
        for task in job.tasks:
            if TASK.allows(task.state, "requeue"):
                tasks.requeue(service, task)
        _restore_dependencies(job)
        for task in job.tasks:
            service.scheduler.enqueue(task)
            service.retention.watch(task)
    for schedule in service.world.schedules:
        schedules.resume(service, schedule)
    for pool in service.world.pools:
        pools.resume(service, pool)
        autoscale.resume(service, pool)
        for node in pool.nodes:
            if node.step is None:
                nodes.resume(service, node)


def clear_away(service: ServiceContext) -> None:
    """Delete the directories of nodes that are gone, which an earlier run did not get to."""
    nodes_there = {node.id for pool in service.world.pools for node in pool.nodes}
    leftovers = [
        path
        for path in service.options.work_dir.iterdir()
        if path.name.startswith((DELETED_PREFIX, NODE_PREFIX)) and path.name not in nodes_there
    ]
    for path in leftovers:
        service.in_background(partial(delete_tree, path))


def _restore_dependencies(job: Job) -> None:
    for task in job.tasks:
        if task.state == "completed" and _lets_others_run(task):
            job.dependencies.satisfy(task.id)
    for task in job.tasks:
        if task.state == "active" and (depends_on := task.spec.get("dependsOn")):
            job.dependencies.register(task, depends_on)


def _lets_others_run(task: Task) -> bool:
    _, satisfied = exits.decide(task)
    return satisfied
