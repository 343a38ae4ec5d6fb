"""Which tasks wait for which others.

A task that depends on others counts how many of them are not there yet; each of those finds its dependants by its id,
so the end of a task costs what depends on it. Ranges of numbers match ids that are numbers, whatever their leading zeros;
they are kept as ranges, because they can be long.
"""

from __future__ import annotations

from collections.abc import Iterator
from weakref import WeakKeyDictionary

from ..messages import JsonObject
from ..state.entities import Job, Task
from . import exits


class _Web:
    """The dependencies within one job."""

    def __init__(self) -> None:
        self.waiting: dict[str, list[Task]] = {}
        self.ranges: list[tuple[int, int, Task]] = []
        self.satisfied: dict[str, int] = {}
        """Ids (lower case) that are satisfied, by how many tasks: an id that is a number also under that number."""


