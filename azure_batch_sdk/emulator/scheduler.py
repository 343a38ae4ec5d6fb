"""Place waiting tasks on nodes.

For each pool there is a heap of jobs by priority and age of their oldest waiting task. A pass takes the first that may
run and fits, until no slot is free; a job that may not run now loses its place and gets it back when that changes. So
the cost of a task does not depend on how many others wait.
"""

from __future__ import annotations

from collections.abc import Hashable
from heapq import heappop, heappush
from itertools import count, islice

from .context import ServiceContext
from .engine import manager, multi_instance, preparation, tasks
from .preemption import Preemption
from .state.entities import Job, Node, Pool, Task


class _Place:
    """A job's place in the queue of its pool, for tasks of one shape."""

    __slots__ = ("job", "order", "shape", "valid")

    def __init__(self, job: Job, shape: Hashable, order: tuple[int, int, int]) -> None:
        self.job = job
        self.shape = shape
        self.order = order
        self.valid = True

    def __lt__(self, other: _Place) -> bool:
        return self.order < other.order


class Scheduler:
    """Knows which tasks wait for which pool."""

    def __init__(self, service: ServiceContext) -> None:
        self._service = service
        self._queues: dict[str, list[_Place]] = {}
        self._places: dict[tuple[Job, Hashable], _Place] = {}
        self._awake: set[str] = set()
        self._preemption = Preemption(service)
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
        if job.ready.head(task.shape) is task:
            self._offer(job, task.shape)

    def withdraw(self, task: Task) -> None:
        """Take a task out of the queue, if it waits."""
        task.job.ready.discard(task)

    def job_changed(self, job: Job) -> None:
        """Give a job its places anew: its state, priority, limit or pool has changed, or a task of it has ended."""
        for shape in job.ready.shapes():
            self._offer(job, shape)

    def remove(self, job: Job) -> None:
        """Take a job out of all queues."""
        for shape in job.ready.shapes():
            place = self._places.pop((job, shape), None)
            if place is not None:
                place.valid = False

    def wake(self, pool_id: str) -> None:
        """Look soon whether something can run on a pool."""
        key = pool_id.lower()
        if key not in self._awake:
            self._awake.add(key)
            self._service.loop.call_soon(self._pass, key)

    def _offer(self, job: Job, shape: Hashable) -> None:
        head = job.ready.head(shape)
        before = self._places.pop((job, shape), None)
        if before is not None:
            before.valid = False
        if head is None or job.state != "active":
            return
        pool = self._service.world.pools.get(job.pool_id)
        by_creation = (
            pool is not None and pool.spec["taskSchedulingPolicy"].get("jobDefaultOrder") == "creationtime"
        )
        order = (-int(job.spec["priority"]), job.created if by_creation else head.age, next(self._count))
        place = _Place(job, shape, order)
        self._places[job, shape] = place
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
            task = job.ready.head(place.shape)
            if task is None or job.state != "active" or _at_limit(job):
                del self._places[job, place.shape]
                continue
            where = _choose(pool, task)
            if not where:
                too_big.append(place)
                continue
            job.ready.discard(task)
            del self._places[job, place.shape]
            tasks.start(self._service, task, where)
            self._preemption.note(job)
            self._offer(job, place.shape)
        for place in too_big:
            heappush(queue, place)
        if queue and self._preemption.is_possible(key):
            self._make_room(pool, queue)
        if not queue:
            self._queues.pop(key, None)

    def _make_room(self, pool: Pool, queue: list[_Place]) -> None:
        """Let the first task that waits, and may run, take the slots of less important ones."""
        for place in sorted(queue):
            job = place.job
            task = job.ready.head(place.shape)
            if not place.valid or task is None or job.state != "active" or _at_limit(job):
                continue
            fits = not task.instances or multi_instance.fits(pool)
            if fits and self._preemption.make_room(pool, task):
                return


def _at_limit(job: Job) -> bool:
    limit = job.running_limit
    return limit is not None and job.counts.tasks["running"] >= limit


def _choose(pool: Pool, task: Task) -> list[Node]:
    """Return the node that a task is to run on, or the nodes; none if there is no room now."""
    slots = manager.slots_held(task, pool)

    def allowed(node: Node) -> bool:
        return manager.may_run_on(task, node) and not preparation.is_barred(task.job, node)

    wanted = str((task.spec.get("affinityInfo") or {}).get("affinityId", ""))
    packs = pool.spec["taskSchedulingPolicy"]["nodeFillType"].lower() == "pack"
    if number := task.instances:
        if not multi_instance.fits(pool):
            return []
        where = list(islice(pool.free.fitting(slots, allowed, fullest_first=packs), number))
        return where if len(where) == number else []
    if wanted:
        node = pool.nodes.get(wanted.removeprefix("TVM:"))
        if node is not None and pool.free.free(node) >= slots and allowed(node):
            return [node]
    if task.is_manager or task.job.visits:
        chosen = next(pool.free.fitting(slots, allowed, fullest_first=packs), None)
    else:
        chosen = pool.free.fullest(slots) if packs else pool.free.emptiest(slots)
    return [] if chosen is None else [chosen]
