"""Place waiting tasks on nodes.

For each pool there is a heap of jobs by priority and age of their oldest waiting task. A pass takes the first that may
run and fits, until no slot is free; a job that may not run now loses its place and gets it back when that changes. So
the cost of a task does not depend on how many others wait.
"""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import count
from typing import TYPE_CHECKING

from .engine import tasks
from .state.entities import Job, Node, Pool, Task

if TYPE_CHECKING:
    from .service import Service


class _Place:
    """A job's place in the queue of its pool, for tasks that need a number of slots."""

    __slots__ = ("job", "order", "slots", "valid")

    def __init__(self, job: Job, slots: int, order: tuple[int, int, int]) -> None:
        self.job = job
        self.slots = slots
        self.order = order
        self.valid = True

    def __lt__(self, other: _Place) -> bool:
        return self.order < other.order


class Scheduler:
    """Knows which tasks wait for which pool."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._queues: dict[str, list[_Place]] = {}
        self._places: dict[tuple[Job, int], _Place] = {}
        self._awake: set[str] = set()
        self._count = count()

    def __repr__(self) -> str:
        return f"<Scheduler {len(self._places)} places in {len(self._queues)} pools>"

    def enqueue(self, task: Task) -> None:
        """Let a task wait for a slot."""
        job = task.job
        if (
            task.state != "active"
            or task.unmet
            or task.leaving is not None
            or job.tasks.get(task.id) is not task
        ):
            return
        job.ready.add(task)
        # Only a new head moves the job in the queue.
        if job.ready.head(task.slots) is task:
            self._offer(job, task.slots)

    def withdraw(self, task: Task) -> None:
        """Take a task out of the queue, if it waits."""
        task.job.ready.discard(task)

    def job_changed(self, job: Job) -> None:
        """Give a job its places anew: its state, priority, limit or pool has changed, or a task of it has ended."""
        for slots in job.ready.sizes():
            self._offer(job, slots)

    def remove(self, job: Job) -> None:
        """Take a job out of all queues."""
        for slots in job.ready.sizes():
            place = self._places.pop((job, slots), None)
            if place is not None:
                place.valid = False

    def wake(self, pool_id: str) -> None:
        """Look soon whether something can run on a pool."""
        key = pool_id.lower()
        if key not in self._awake:
            self._awake.add(key)
            self._service.loop.call_soon(self._pass, key)

    def _offer(self, job: Job, slots: int) -> None:
        head = job.ready.head(slots)
        before = self._places.pop((job, slots), None)
        if before is not None:
            before.valid = False
        if head is None or job.state != "active":
            return
        pool = self._service.world.pools.get(job.pool_id)
        by_creation = (
            pool is not None and pool.spec["taskSchedulingPolicy"].get("jobDefaultOrder") == "creationtime"
        )
        order = (-int(job.spec["priority"]), job.created if by_creation else head.age, next(self._count))
        place = _Place(job, slots, order)
        self._places[job, slots] = place
        heappush(self._queues.setdefault(job.pool_id.lower(), []), place)
        self.wake(job.pool_id)

    def _pass(self, key: str) -> None:
        self._awake.discard(key)
        pool = self._service.world.pools.get(key)
        queue = self._queues.get(key)
        if pool is None or queue is None or self._service.closing:
            return
        too_big: list[_Place] = []
        while queue and pool.free.most:
            place = heappop(queue)
            if not place.valid:
                continue
            job = place.job
            task = job.ready.head(place.slots)
            if task is None or job.state != "active" or _at_limit(job):
                del self._places[job, place.slots]
                continue
            node = _choose(pool, task)
            if node is None:
                too_big.append(place)
                continue
            job.ready.discard(task)
            del self._places[job, place.slots]
            tasks.start(self._service, task, node)
            self._offer(job, place.slots)
        for place in too_big:
            heappush(queue, place)
        if not queue:
            self._queues.pop(key, None)


def _at_limit(job: Job) -> bool:
    limit = job.running_limit
    return limit is not None and job.counts.tasks["running"] >= limit


def _choose(pool: Pool, task: Task) -> Node | None:
    wanted = str((task.spec.get("affinityInfo") or {}).get("affinityId", ""))
    if wanted:
        node = pool.nodes.get(wanted.removeprefix("TVM:"))
        if node is not None and pool.free.free(node) >= task.slots:
            return node
    if pool.spec["taskSchedulingPolicy"]["nodeFillType"].lower() == "pack":
        return pool.free.fullest(task.slots)
    return pool.free.emptiest(task.slots)
