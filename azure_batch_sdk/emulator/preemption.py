"""Tasks that make room: a job may allow that its running tasks are requeued for those of a more important job.

Slots are free only when the processes that held them have ended, so room is made for one task at a time in each pool; the
next look comes when it is there.
"""

from __future__ import annotations

from .context import ServiceContext
from .engine import manager, preparation, tasks
from .state.entities import Attempt, Job, Node, Pool, Task


class Preemption:
    """Knows which jobs can be made to give way."""

    def __init__(self, service: ServiceContext) -> None:
        self._service = service
        self._jobs: dict[str, dict[Job, None]] = {}
        self._leaving: dict[str, list[Attempt]] = {}

    def __repr__(self) -> str:
        return f"<Preemption in {len(self._jobs)} pools>"

    def note(self, job: Job) -> None:
        """Remember a job of which a task has been started, if it may be made to give way."""
        if job.spec["allowTaskPreemption"]:
            self._jobs.setdefault(job.pool_id.lower(), {})[job] = None

    def is_possible(self, pool_key: str) -> bool:
        """Tell quickly whether there may be anything to take in a pool."""
        return pool_key in self._jobs

    def make_room(self, pool: Pool, task: Task) -> bool:
        """Requeue as many less important tasks as a waiting one needs, if that is enough; tell whether room is coming."""
        key = pool.id.lower()
        if any(attempt in attempt.node.attempts for attempt in self._leaving.get(key, ())):
            return True
        candidates = self._candidates(key, int(task.job.spec["priority"]))
        victims = _choose(pool, task, candidates)
        self._leaving[key] = victims
        for attempt in victims:
            victim = attempt.task
            if victim is not None and victim.attempt is attempt:
                tasks.requeue(self._service, victim)
        return bool(victims)

    def _candidates(self, key: str, priority: int) -> list[Attempt]:
        """Return what less important jobs run, the least important first, of equals the youngest."""
        jobs = self._jobs.get(key, {})
        for job in [job for job in jobs if not job.attempts]:
            del jobs[job]
        if not jobs:
            self._jobs.pop(key, None)
        found = [
            (int(job.spec["priority"]), -(attempt.task.started or 0), number, attempt)
            for job in jobs
            if job.spec["allowTaskPreemption"] and int(job.spec["priority"]) < priority
            for number, attempt in enumerate(job.attempts)
            if attempt.task is not None and attempt.task.attempt is (attempt.leader or attempt)
        ]
        return [attempt for *_, attempt in sorted(found, key=lambda entry: entry[:3])]


def _choose(pool: Pool, task: Task, candidates: list[Attempt]) -> list[Attempt]:
    """Return which attempts have to go, none if even all of them are not enough."""
    slots = manager.slots_held(task, pool)
    wanted = task.instances or 1
    usable = {
        node: pool.free.free(node)
        for node in pool.nodes
        if node.state in ("idle", "running")
        and node.scheduling == "enabled"
        and not node.draining
        and manager.may_run_on(task, node)
        and not preparation.is_barred(task.job, node)
    }
    enough: dict[Node, None] = {node: None for node, free in usable.items() if free >= slots}
    taken: list[Attempt] = []
    for attempt in candidates:
        if len(enough) >= wanted:
            break
        node = attempt.node
        if node in usable and node not in enough:
            usable[node] += attempt.slots
            taken.append(attempt)
            if usable[node] >= slots:
                enough[node] = None
    if len(enough) < wanted:
        return []
    leaders = {attempt.leader or attempt: None for attempt in taken if attempt.node in enough}
    return list(leaders)
