"""What a caller asked for, checked before anything is sent."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any, Protocol

from .._generated.operations import tasks as _task_rows
from .._waiting.pace import Seconds, seconds_of
from .cutting import Cutter, Lines, Pieces
from .following import Following, Pace

_USUAL_CONCURRENCY = 8


class Preparer(Protocol):
    """What checks the arguments of an operation without sending it: a client."""

    def _prepare(self, operation: Any, arguments: Mapping[str, Any], options: Mapping[str, Any]) -> Any: ...


def check_options(method: str, options: Mapping[str, Any]) -> None:
    """Refuse keywords that mean one request, where there are many."""
    for name in ("cls", "stream", "ocp_range"):
        if name in options:
            raise TypeError(f"{method}() takes no {name}: it sends several requests")


def check_concurrency(most: int | None) -> int:
    """Return how many requests may be under way at once."""
    if most is None:
        return _USUAL_CONCURRENCY
    if isinstance(most, bool) or not isinstance(most, int) or most < 1:
        raise ValueError(f"max_concurrency must be a whole number of at least 1, not {most!r}")
    return most


def cutter_for(encoding: str | None) -> Cutter[Any]:
    """Return what gives lines of text, or pieces of bytes if there is no encoding."""
    return Pieces() if encoding is None else Lines(encoding)


def following(
    client: Preparer,
    job_id: str,
    task_id: str,
    file_path: str,
    *,
    polling_interval: Seconds,
    timeout: Seconds | None,
    options: Mapping[str, Any],
) -> Following:
    """Prepare to follow a file; what is wrong is raised now and not when the first piece is asked for."""
    check_options("follow_task_file", options)
    client._prepare(_task_rows.GET_TASK, {"job_id": job_id, "task_id": task_id}, options)
    if not file_path:
        raise ValueError("follow_task_file() needs file_path, such as 'stdout.txt'")
    interval = seconds_of(polling_interval, "polling_interval")
    limit = None if timeout is None else seconds_of(timeout, "timeout")
    return Following(job_id, task_id, file_path, pace=Pace(interval, limit, time.monotonic), options=options)
