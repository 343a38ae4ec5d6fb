"""The job manager task: a task like others, that comes with its job, may want a node for itself and can end the job."""

from __future__ import annotations

from ..context import ServiceContext
from ..messages import JsonObject
from ..state.entities import Job, Node, Pool, Task
from . import tasks

_NOT_OF_THE_TASK = ("id", "killJobOnCompletion", "runExclusive", "allowLowPriorityNode")


def add(service: ServiceContext, job: Job) -> None:
    """Add the manager task of a new job, if it has one."""
    settings = job.spec.get("jobManagerTask")
    if settings is None:
        return
    tick = service.clock.next_tick()
    spec = {name: value for name, value in settings.items() if name not in _NOT_OF_THE_TASK}
    tasks.add(
        service,
        Task(job=job, id=settings["id"], spec=spec, created=tick, modified=tick, state="active", since=tick),
    )


def settings_of(task: Task) -> JsonObject | None:
    """Return what the job says of its manager task if this is it."""
    return task.job.spec["jobManagerTask"] if task.is_manager else None


def slots_held(task: Task, pool: Pool) -> int:
    """Return how many slots a task takes on a node; an exclusive manager takes all."""
    settings = settings_of(task)
    return max(task.slots, pool.slots_per_node) if settings and settings["runExclusive"] else task.slots


def may_run_on(task: Task, node: Node) -> bool:
    """Tell whether a task may run on a node of its kind."""
    settings = settings_of(task)
    return settings is None or node.dedicated or bool(settings["allowLowPriorityNode"])


def ends_its_job(task: Task) -> bool:
    """Tell whether the job ends with this task, whatever its result."""
    settings = settings_of(task)
    return settings is not None and bool(settings["killJobOnCompletion"])
