"""Turn what a caller asks for into a wait, with everything checked before anything is sent."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

from .nodes import NodeWait, count_of
from .pace import Seconds, longest_pause, seconds_of
from .progress import NodeProgress, TaskProgress
from .tasks import TaskWait, ids_of

_TAKEN = ("cls", "params", "error_map")
"""Options of one request that make no sense for a wait."""


class Account(Protocol):
    """What a wait needs to know of its client."""

    _polling_interval: float | None


def task_wait(
    caller: Account,
    job_id: str,
    *,
    task_ids: Iterable[str] | None = None,
    timeout: Seconds | None = None,
    polling_interval: Seconds | None = None,
    progress: Callable[[TaskProgress], object] | None = None,
    stop_when_stuck: bool = True,
    select: Iterable[str] | None = None,
    options: Mapping[str, Any],
    clock: Callable[[], float] = time.monotonic,
) -> TaskWait:
    """Make the wait for tasks."""
    if isinstance(select, str):
        raise TypeError(f"select must be a list of property names, not one str: write [{select!r}]")
    return TaskWait(
        _id(job_id, "job_id"),
        longest_pause(polling_interval, caller._polling_interval),
        clock,
        task_ids=ids_of(task_ids),
        timeout=None if timeout is None else seconds_of(timeout, "timeout"),
        progress=progress,
        stop_when_stuck=stop_when_stuck,
        select=tuple(select or ()),
        options=_checked(options),
    )


def node_wait(
    caller: Account,
    pool_id: str,
    *,
    count: int | None = None,
    timeout: Seconds | None = None,
    polling_interval: Seconds | None = None,
    progress: Callable[[NodeProgress], object] | None = None,
    stop_when_stuck: bool = True,
    options: Mapping[str, Any],
    clock: Callable[[], float] = time.monotonic,
) -> NodeWait:
    """Make the wait for nodes."""
    return NodeWait(
        _id(pool_id, "pool_id"),
        longest_pause(polling_interval, caller._polling_interval),
        clock,
        count=count_of(count),
        timeout=None if timeout is None else seconds_of(timeout, "timeout"),
        progress=progress,
        stop_when_stuck=stop_when_stuck,
        options=_checked(options),
    )


def _id(value: str, name: str) -> str:
    if not value:
        raise ValueError(f"{name} must not be empty")
    return value


def _checked(options: Mapping[str, Any]) -> Mapping[str, Any]:
    for name in _TAKEN:
        if name in options:
            raise TypeError(f"a wait sends many requests of several kinds and takes no {name}")
    return options
