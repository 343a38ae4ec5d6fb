"""Follow a file of a task as it grows, until the task is completed.

What was read is given only after a further look at the task has shown that the run is still the one that the read was
meant for; so no byte is given as another run's. Each look serves two reads: it confirms the one before and tells whether
there is another. After the look that shows the task completed the file is read once more to its end.

A run is known by its start, its node and the number of its retries. Output that the service captures (`stdout.txt`,
`stderr.txt`) is begun anew by each run; until that has happened the file of the former run may still be there, and is
told by being older than the run. Any other file stays as long as the node is the same: it is read on, and begun
again if it has become shorter or the bytes before the place reached are no longer those that were given.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

from azure.core.exceptions import AzureError, HttpResponseError

from .._generated.operations import files as _file_rows, tasks as _task_rows
from .._runtime.steps import Ask, AskPage, Give, GivingSteps, Sleep, Steps
from .._waiting.errors import WaitTimeout
from .cutting import Cutter
from .source import Patience, TooMuch, task_file

_LOGGER = logging.getLogger(__name__)

T = TypeVar("T")

_BLOCK = 4 << 20
"""Bytes to read at most before they are given."""
_OVERLAP = 64
"""Bytes given before that are read again, to see whether they are still there."""
_LONGEST_DOUBT = 3.0
"""Seconds after which a file older than the run is taken for its own: clocks differ, and those of file systems are
coarse, so that what a run writes at once may look older than the run."""
_RUN_STATES = ("running", "completed")
_SELECT = ["id", "state", "executionInfo", "nodeInfo"]
_ABSENT = (404, 409)
_RANGE_NOT_SATISFIABLE = 416


class Run(NamedTuple):
    """What tells one run of a task from another."""

    started: datetime | None
    retries: int | None
    requeues: int | None
    node: str | None


class Look(NamedTuple):
    """What a look at the task showed."""

    state: str
    run: Run | None
    """None while it waits for a node."""

    @property
    def is_completed(self) -> bool:
        """Whether the run has ended, and no other follows by itself."""
        return self.state == "completed"

    @classmethod
    def of(cls, task: Any) -> Look:
        """Read it from the task."""
        state = str(getattr(task.state, "value", task.state)).lower()
        if state not in _RUN_STATES:
            return cls(state, None)
        info, node = task.execution_info, task.node_info
        node_id = None if node is None else node.node_id
        if info is None:
            return cls(state, Run(None, None, None, node_id))
        return cls(state, Run(info.start_time, info.retry_count, info.requeue_count, node_id))


class Found(NamedTuple):
    """What a look at the file showed."""

    size: int
    last_modified: datetime


class Read(NamedTuple):
    """What one read brought."""

    data: bytes = b""
    is_there: bool = True
    at_end: bool = False
    """There was nothing behind it."""
    replaced: bool = False
    """The file is not the one that was read before."""


ABSENT = Read(is_there=False, at_end=True)


@dataclass
class Pace:
    """How often to look, and for how long."""

    interval: float
    timeout: float | None
    clock: Callable[[], float]

    def __post_init__(self) -> None:
        self._began = self.clock()

    def pause(self, what: str) -> float:
        """Return the seconds until the next look; raise WaitTimeout, saying what is, if there is no time left."""
        if self.timeout is None:
            return self.interval
        left = self._began + self.timeout - self.clock()
        if left <= 0:
            raise WaitTimeout(f"{what} after {self.timeout:g} seconds")
        return min(self.interval, left)


class Following:
    """One file being followed."""

    def __init__(
        self, job_id: str, task_id: str, file_path: str, *, pace: Pace, options: Mapping[str, Any]
    ) -> None:
        self._file = task_file(job_id, task_id, file_path, options)
        self._task = {"job_id": job_id, "task_id": task_id}
        self._options = options
        self._pace = pace
        self._is_captured = file_path in ("stdout.txt", "stderr.txt")
        self._patience = Patience()
        self._reading_patience = Patience()
        self._run: Run | None = None
        self._is_own = False
        """The file is known to be that of the present run."""
        self._in_doubt_since: float | None = None
        self._given = 0
        self._last = b""

    def __repr__(self) -> str:
        return f"<Following {self._file} at byte {self._given}>"

    def steps(self, cutter: Cutter[T]) -> GivingSteps[T]:
        """Give what is written until the task is completed."""
        before = yield from self._look()
        while True:
            pause = self._pace.pause(f"{self._file}: the task is still {before.state}")
            if before.run is None:
                yield Sleep(pause)
                before = yield from self._look()
                continue
            if before.run != self._run and self._begin_run(before.run):
                for item in cutter.end():
                    yield Give(item)
            read = yield from self._read(before)
            after = yield from self._look()
            if after.run == before.run:
                for item in self._accept(read, cutter):
                    yield Give(item)
                if before.is_completed and read.at_end:
                    if read.is_there:
                        break
                    # Raises what the service has to say about it.
                    yield from self._file.look()
                elif not (read.data or read.replaced or after.is_completed != before.is_completed):
                    yield Sleep(pause)
            before = after
        for item in cutter.end():
            yield Give(item)

    # -- the task

    def _look(self) -> Steps[Look]:
        step = Ask(_task_rows.GET_TASK, {**self._task, "select": _SELECT}, self._options)
        while True:
            try:
                task = yield step
            except AzureError as error:
                yield Sleep(self._patience.pause_after(error))
            else:
                self._patience.renew()
                return Look.of(task)

    def _begin_run(self, run: Run) -> bool:
        """Turn to another run; tell whether its file is begun from the start."""
        former, self._run = self._run, run
        is_first = former is None and not run.retries and not run.requeues
        self._is_own = is_first or not self._is_captured or run.started is None
        self._in_doubt_since = None
        if former is None or (not self._is_captured and former.node == run.node):
            return False
        _LOGGER.info("The task of %s runs again; its file is followed from the start", self._file)
        self._begin_file()
        return True

    # -- the file

    def _begin_file(self) -> None:
        self._given = 0
        self._last = b""

    def _read(self, look: Look) -> Steps[Read]:
        """Read what is new."""
        found = yield from (self._find() if self._is_own else self._find_own(look))
        if found is None:
            return ABSENT
        if found.size <= self._given:
            return Read(at_end=found.size == self._given, replaced=found.size < self._given)
        first = self._given - len(self._last)
        received = bytearray()
        try:
            yield self._file.read(first, min(found.size, self._given + _BLOCK) - 1, received.extend)
        except AzureError as error:
            if isinstance(error, HttpResponseError) and error.status_code == _RANGE_NOT_SATISFIABLE:
                return Read(replaced=True)
            if _is_absent(error):
                return ABSENT
            if isinstance(error, TooMuch) or len(received) <= len(self._last):
                yield Sleep(self._reading_patience.pause_after(error))
            # What came before the connection was lost counts; the next read goes on behind it.
        overlap = bytes(received[: len(self._last)])
        if overlap != self._last[: len(overlap)]:
            return Read(replaced=True)
        data = bytes(received[len(self._last) :])
        return Read(data, at_end=self._given + len(data) >= found.size)

    def _accept(self, read: Read, cutter: Cutter[T]) -> Iterator[T]:
        """Take note of what was read, and give it."""
        if read.replaced:
            self._begin_file()
            yield from cutter.end()
        elif read.data:
            self._reading_patience.renew()
            self._given += len(read.data)
            self._last = (self._last + read.data)[-_OVERLAP:]
            yield from cutter.feed(read.data)

    def _find(self) -> Steps[Found | None]:
        """Look at the file; None if it is not there."""
        step = Ask(self._file.look_at, self._file.arguments, self._options)
        while True:
            try:
                properties = yield step
            except AzureError as error:
                if _is_absent(error):
                    return None
                yield Sleep(self._patience.pause_after(error))
            else:
                if properties.is_directory:
                    raise IsADirectoryError(f"{self._file} is a directory")
                return Found(properties.content_length, properties.last_modified)

    def _find_own(self, look: Look) -> Steps[Found | None]:
        """Look at captured output in the list, which knows its time exactly; None until it is that of the run."""
        if look.is_completed:
            self._is_own = True
            return (yield from self._find())
        step = AskPage(_file_rows.LIST_TASK_FILES, self._task, None, self._options)
        while True:
            try:
                files, _ = yield step
            except AzureError as error:
                if _is_absent(error):
                    return None
                yield Sleep(self._patience.pause_after(error))
            else:
                break
        properties = next((file.properties for file in files if file.name == self._file.path), None)
        if properties is None:
            return None
        found = Found(properties.content_length, properties.last_modified)
        started = look.run.started if look.run is not None else None
        if started is not None and found.last_modified < started:
            now = self._pace.clock()
            if self._in_doubt_since is None:
                self._in_doubt_since = now
            if now - self._in_doubt_since < _LONGEST_DOUBT:
                return None
        self._is_own = True
        return found


def _is_absent(error: AzureError) -> bool:
    return isinstance(error, HttpResponseError) and error.status_code in _ABSENT
