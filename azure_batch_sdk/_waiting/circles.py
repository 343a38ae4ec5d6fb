"""Order tasks by what they depend on, and find those that depend on themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, NamedTuple

from .blocked import dependencies_of
from .seen import key_of

if TYPE_CHECKING:
    from .. import models as _models

_SHOWN = 5


class Order(NamedTuple):
    """Tasks, by their keys."""

    sorted: list[str]
    """Those that can run one day as far as the others are concerned; what a task depends on comes before it."""
    left: list[str]
    """Those in circles, and those that depend on them."""


def order_of(tasks: Sequence[_models.BatchTask]) -> Order:
    """Sort tasks; dependencies on any others do not count."""
    graph = _graph(tasks)
    sorter = TopologicalSorter(graph)
    with suppress(CycleError):  # it then gives what it can, and keeps the circles
        sorter.prepare()
    found: list[str] = []
    while ready := sorter.get_ready():
        found += ready
        sorter.done(*ready)
    there = set(found)
    return Order(found, [key for key in graph if key not in there])


def circle_from(start: str, left: Sequence[str], tasks: Sequence[_models.BatchTask]) -> str:
    """Name the circle that one of the tasks left is in or depends on."""
    graph, names = _graph(tasks), {key_of(task.id): task.id for task in tasks}
    stuck = set(left)
    path = {start: 0}
    key = start
    while True:
        key = min(graph[key] & stuck)
        if key in path:
            break
        path[key] = len(path)
    circle = [names[step] for step in [*path][path[key] :]]
    if len(circle) > _SHOWN:
        circle[_SHOWN - 1 :] = [f"({len(circle) - _SHOWN + 1} more)"]
    return " -> ".join((*circle, names[key]))


def _graph(tasks: Sequence[_models.BatchTask]) -> Mapping[str, set[str]]:
    keys = {key_of(task.id) for task in tasks}
    return {key_of(task.id): {key_of(name) for name in dependencies_of(task)} & keys for task in tasks}
