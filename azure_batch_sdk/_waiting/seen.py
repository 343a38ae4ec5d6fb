"""What has been seen of the tasks of a job.

A completion is known by the task's id and the time of its change of state: lists overlap, and give many of them twice.
A task that was reactivated and has completed again counts as completed anew, unless it was asked for by its id: then the
first completion is the one.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .. import models as _models

OVERLAP = timedelta(seconds=15)
"""How far a list of changes reaches back before the last one began. A change may become visible late."""


def key_of(task_id: str) -> str:
    """Return what ids are compared by: to the service their case means nothing."""
    return task_id.lower()


def is_completed(task: _models.BatchTask) -> bool:
    """Tell whether a task has ended."""
    return str(task["state"]).lower() == "completed"


def has_failed(task: _models.BatchTask) -> bool:
    """Tell whether a completed task failed."""
    info = task.execution_info
    if info is None:
        return False
    if info.result is not None:
        return str(info["result"]).lower() == "failure"
    return info.failure_info is not None


class SeenTasks:
    """The completions seen so far."""

    def __init__(self, wanted: Iterable[str] | None = None) -> None:
        self._wanted = None if wanted is None else {key_of(task_id): task_id for task_id in wanted}
        self._times: dict[str, str] = {}
        self._failed: set[str] = set()

    def __repr__(self) -> str:
        return f"<SeenTasks {len(self)} completed, {self.failed} failed>"

    def __len__(self) -> int:
        return len(self._times)

    @property
    def failed(self) -> int:
        """How many of them failed."""
        return len(self._failed)

    def is_new(self, task: _models.BatchTask) -> bool:
        """Take note of a task; tell whether it is a completion not seen before of a task that is wanted."""
        if not is_completed(task):
            return False
        key = key_of(task["id"])
        if self._wanted is not None and key not in self._wanted:
            return False
        time = task["stateTransitionTime"]
        known = self._times.get(key)
        # A list may be older than the one before it: only a later completion is a new one.
        if known is not None and (self._wanted is not None or known == time or not _is_later(time, known)):
            return False
        self._times[key] = time
        (self._failed.add if has_failed(task) else self._failed.discard)(key)
        return True

    def pending(self) -> dict[str, str]:
        """Return the ids that are wanted and were not seen, by the key that compares them."""
        return {key: name for key, name in (self._wanted or {}).items() if key not in self._times}


def _is_later(time: str, known: str) -> bool:
    from .._runtime.converters import parse_datetime

    return parse_datetime(time) > parse_datetime(known)


class Window:
    """The time from which on changes have to be asked for; only the service's clock moves it."""

    def __init__(self) -> None:
        self._listed_from: datetime | None = None

    def __repr__(self) -> str:
        return f"<Window after {self._listed_from}>"

    @property
    def is_open(self) -> bool:
        """Whether it reaches back to the beginning."""
        return self._listed_from is None

    def listed(self, date: datetime | None) -> None:
        """Take note that everything was listed; `date` was the service's time before that, if it said so."""
        self._listed_from = date

    def filter(self) -> str:
        """Return the filter for completed tasks that may be new."""
        completed = "state eq 'completed'"
        if self._listed_from is None:
            return completed
        since = (self._listed_from - OVERLAP).astimezone(timezone.utc)
        return f"{completed} and stateTransitionTime ge DateTime'{since:%Y-%m-%dT%H:%M:%SZ}'"


def filters_of_ids(ids: Iterable[str], at_once: int) -> Iterable[str]:
    """Cut ids into filters of so many each."""
    rest = list(ids)
    for first in range(0, len(rest), at_once):
        yield " or ".join(f"id eq '{_quoted(task_id)}'" for task_id in rest[first : first + at_once])


def _quoted(text: str) -> str:
    return text.replace("'", "''")
