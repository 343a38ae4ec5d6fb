"""What a restarted service does with the world it finds: requeue what was interrupted, go on with what was under way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lifecycles import TASK
from ..state.entities import Job, Task
from . import exits, jobs, nodes, pools, tasks

if TYPE_CHECKING:
    from ..service import Service


def resume(service: Service) -> None:
    """Bring a restored world back to life; no process of it runs any more."""
    for job in service.world.jobs:
        jobs.resume(service, job)
        for task in job.tasks:
            if TASK.allows(task.state, "requeue"):
                tasks.requeue(service, task)
        _restore_dependencies(job)
        for task in job.tasks:
            service.scheduler.enqueue(task)
    for pool in service.world.pools:
        pools.resume(service, pool)
        for node in pool.nodes:
            if node.step is None:
                nodes.resume(service, node)


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
