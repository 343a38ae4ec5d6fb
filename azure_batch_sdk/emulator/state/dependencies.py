"""Which tasks of a job wait for which others.

A task counts the conditions that are not met yet: the ids it depends on, and the ranges of numbers. An id finds those
that wait for it, so the end of a task costs what depends on it. A range may be long, so it waits for one number at a time:
the first that is missing. Numbers match ids whatever their leading zeros.
"""

from __future__ import annotations

from typing import Generic, Protocol, TypeVar

from ..messages import JsonObject


class Dependent(Protocol):
    """What the web needs to know of a task."""

    unmet: int


Task = TypeVar("Task", bound=Dependent)


class DependencyWeb(Generic[Task]):
    """The dependencies within one job."""

    def __init__(self) -> None:
        self._ids: set[str] = set()
        self._numbers: dict[int, int] = {}
        self._skip: dict[int, int] = {}
        self._by_id: dict[str, list[Task]] = {}
        self._by_number: dict[int, list[tuple[Task, int]]] = {}

    def __repr__(self) -> str:
        return f"<DependencyWeb {len(self._ids)} satisfied, {len(self._by_id)} ids and {len(self._by_number)} numbers awaited>"

    def register(self, task: Task, depends_on: JsonObject) -> None:
        """Let a task wait for what it depends on; `task.unmet` tells how much is missing."""
        task.unmet = 0
        for name in {str(name).lower() for name in depends_on.get("taskIds") or ()} - self._ids:
            self._by_id.setdefault(name, []).append(task)
            task.unmet += 1
        for span in depends_on.get("taskIdRanges") or ():
            if self._await_number(task, int(span["start"]), int(span["end"])):
                task.unmet += 1

    def satisfy(self, task_id: str) -> list[Task]:
        """Record that others need not wait for a task any more; return those that now wait for nothing."""
        name = task_id.lower()
        if name in self._ids:
            return []
        self._ids.add(name)
        released: list[Task] = []
        for task in self._by_id.pop(name, ()):
            self._meet(task, released)
        number = _number(name)
        if number is not None:
            self._numbers[number] = self._numbers.get(number, 0) + 1
            for task, end in self._by_number.pop(number, ()):
                if not self._await_number(task, number, end):
                    self._meet(task, released)
        return released

    def withdraw(self, task_id: str) -> None:
        """Forget that a task is satisfied: it was deleted, or will run again. Who was released stays so."""
        name = task_id.lower()
        if name not in self._ids:
            return
        self._ids.remove(name)
        number = _number(name)
        if number is not None:
            self._numbers[number] -= 1
            if not self._numbers[number]:
                del self._numbers[number]
                self._skip.clear()

    def _await_number(self, task: Task, start: int, end: int) -> bool:
        missing = self._first_missing(start)
        if missing > end:
            return False
        self._by_number.setdefault(missing, []).append((task, end))
        return True

    def _first_missing(self, number: int) -> int:
        walked: list[int] = []
        while number in self._numbers:
            walked.append(number)
            number = self._skip.get(number, number + 1)
        for step in walked:
            self._skip[step] = number
        return number

    def _meet(self, task: Task, released: list[Task]) -> None:
        task.unmet -= 1
        if not task.unmet:
            released.append(task)


def _number(name: str) -> int | None:
    return int(name) if name.isascii() and name.isdigit() else None
