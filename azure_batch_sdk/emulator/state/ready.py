"""The tasks that wait for a slot.

A job keeps its own tasks by age, one heap for each shape: tasks of equal shape fit on the same nodes. A pool keeps the heads of its jobs by
priority and age. A job that may not run now (disabled, at its limit) simply takes its heads off and puts them back
later, so nothing ever walks over the waiting tasks.
"""

from __future__ import annotations

from collections.abc import Hashable
from heapq import heappop, heappush
from itertools import count
from typing import Generic, Protocol, TypeVar


class Waiting(Protocol):
    """What a queue needs to know of a task."""

    @property
    def age(self) -> int:
        """What orders the tasks of a job: the lower, the earlier."""
        ...

    @property
    def shape(self) -> Hashable:
        """What it needs: the number of slots, if no more."""
        ...


Task = TypeVar("Task", bound=Waiting)


class JobQueue(Generic[Task]):
    """The waiting tasks of one job."""

    def __init__(self) -> None:
        self._heaps: dict[Hashable, list[tuple[int, int]]] = {}
        self._waiting: dict[int, Task] = {}
        self._entry: dict[int, int] = {}
        self._count = count()

    def __repr__(self) -> str:
        return f"<JobQueue {len(self)} waiting>"

    def __len__(self) -> int:
        return len(self._waiting)

    def __contains__(self, task: Task) -> bool:
        return id(task) in self._entry

    def add(self, task: Task) -> None:
        """Let a task wait; adding it twice changes nothing."""
        if id(task) in self._entry:
            return
        entry = next(self._count)
        self._entry[id(task)] = entry
        self._waiting[entry] = task
        heappush(self._heaps.setdefault(task.shape, []), (task.age, entry))

    def discard(self, task: Task) -> None:
        """Take a task out, if it waits; its place in the heap is cleared when it comes up."""
        entry = self._entry.pop(id(task), None)
        if entry is not None:
            del self._waiting[entry]

    def head(self, shape: Hashable) -> Task | None:
        """Return the oldest task of a shape."""
        heap = self._heaps.get(shape)
        while heap:
            task = self._waiting.get(heap[0][1])
            if task is not None:
                return task
            heappop(heap)
        self._heaps.pop(shape, None)
        return None

    def shapes(self) -> list[Hashable]:
        """Return the shapes of the tasks that wait."""
        return [shape for shape in list(self._heaps) if self.head(shape) is not None]
