"""How long the files of a task stay on its node after its end.

One timer waits for whichever is due first. A task that was deleted, reactivated or lost its node in the meantime is
passed over when its turn comes.
"""

from __future__ import annotations

import asyncio
import math
from functools import partial
from heapq import heappop, heappush
from itertools import count

from ..clock import TICKS_PER_SECOND
from ..context import ServiceContext
from ..node.directories import delete_tree, set_aside_from_node
from ..state.durations import seconds_of_duration
from ..state.entities import Node, Task


def due(task: Task) -> int | None:
    """Return the tick when the files of a completed task may go; None: never, or not known yet."""
    retention = seconds_of_duration(task.spec["constraints"]["retentionTime"])
    if task.ended is None or retention is None:
        return None
    return task.ended + int(retention * TICKS_PER_SECOND)


def seconds_left(service: ServiceContext, node: Node) -> float:
    """Return how long, in service time, the files of tasks that ran on a node are still kept; infinite if for ever."""
    last = 0.0
    for job in service.world.jobs:
        for task in job.tasks:
            if task.node_id == node.id and task.state == "completed":
                tick = due(task)
                last = max(last, math.inf if tick is None else tick)
    return (last - service.clock.ticks()) / TICKS_PER_SECOND


class Retention:
    """Deletes the files of tasks whose time has passed."""

    def __init__(self, service: ServiceContext) -> None:
        self._service = service
        self._heap: list[tuple[int, int, Task]] = []
        self._count = count()
        self._timer: asyncio.TimerHandle | None = None
        self._timer_due = 0

    def __repr__(self) -> str:
        return f"<Retention {len(self._heap)} tasks>"

    def watch(self, task: Task) -> None:
        """Delete the files of a completed task when their time has passed."""
        tick = due(task)
        if tick is None or task.node_id is None:
            return
        heappush(self._heap, (tick, next(self._count), task))
        if self._timer is None or tick < self._timer_due:
            self._wait()

    def _wait(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._heap:
            self._timer_due = self._heap[0][0]
            seconds = (self._timer_due - self._service.clock.ticks()) / TICKS_PER_SECOND
            self._timer = self._service.after(max(0.0, seconds), self._clear)

    def _clear(self) -> None:
        self._timer = None
        now = self._service.clock.ticks()
        while self._heap and self._heap[0][0] <= now:
            tick, _, task = heappop(self._heap)
            if due(task) == tick:
                self._delete(task)
        self._wait()

    def _delete(self, task: Task) -> None:
        job = task.job
        pool = self._service.world.pools.get(task.pool_id or "")
        node = pool.nodes.get(task.node_id or "") if pool is not None else None
        if node is None or job.tasks.get(task.id) is not task:
            return
        directories = self._service.directories(node)
        aside = set_aside_from_node(directories.task_directory(job.id, task.id).path, directories)
        if aside is not None:
            self._service.in_background(partial(delete_tree, aside))
