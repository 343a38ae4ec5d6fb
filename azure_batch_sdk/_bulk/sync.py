"""`create_tasks` with threads.

The caller's thread reads the collection, and nobody else does; workers send, wait and send again. The workers are
daemon threads of this call: one that hangs in a read does not keep the program from ending.
"""

from __future__ import annotations

import contextvars
import os
import threading
from collections.abc import Iterable
from typing import Any, Protocol

from .. import models as _models
from .answers import OnExisting
from .call import Account, Call, Progress, Surroundings
from .sending import answer_of, answer_of_error
from .submission import Done, Send, Wait

_LOOK_UP = 1.0
"""Seconds after which a waiting thread looks up: on Windows a wait without an end cannot be interrupted by Ctrl-C."""


class Exchanger(Account, Protocol):
    """What the client gives: one operation out, its response back."""

    def _exchange(self, operation: Any, arguments: dict[str, Any], options: dict[str, Any]) -> Any: ...


def create_tasks(
    caller: Exchanger,
    job_id: str,
    task_collection: Iterable[Any],
    *,
    max_concurrency: int | None = None,
    on_existing: OnExisting = "accept",
    progress: Progress | None = None,
    ledger: str | os.PathLike[str] | None = None,
    service_timeout: int | None = None,
    ocp_date: Any = None,
    surroundings: Surroundings | None = None,
    **options: Any,
) -> _models.BatchCreateTaskCollectionResult:
    """Add any number of tasks to a job; see `BatchClient.create_tasks`."""
    call = Call(
        caller,
        job_id,
        task_collection,
        max_concurrency=max_concurrency,
        on_existing=on_existing,
        progress=progress,
        ledger=ledger,
        service_timeout=service_timeout,
        ocp_date=ocp_date,
        options=options,
        surroundings=surroundings or Surroundings(),
        asynchronous=False,
    )
    job = caller._exchange(*call.job_exchange()).http_response.json() if call.needs_job else None
    call.begin(job)
    try:
        return _Crew(caller, call).run()
    finally:
        call.close()


class _Crew:
    """The reader and its workers. `_changed` guards the state machine and tells of its changes."""

    def __init__(self, caller: Exchanger, call: Call) -> None:
        self._caller = caller
        self._call = call
        self._submission = call.submission
        self._changed = threading.Condition()
        self._idle = 0
        self._workers: list[threading.Thread] = []
        self._broken: BaseException | None = None

    def run(self) -> _models.BatchCreateTaskCollectionResult:
        try:
            self._read()
            self._drain()
            if self._broken is not None:
                raise self._broken
            with self._changed:
                result = self._call.result()
            return result
        except BaseException as error:
            if error is not self._ending(error):
                raise
            self._let_land()
            with self._changed:
                self._call.interrupted(error)
            raise
        finally:
            with self._changed:
                self._submission.close()
                self._changed.notify_all()

    def _read(self) -> None:
        for task in self._call.iterate():
            cut = self._call.take(task)
            if cut is not None:
                self._put(cut)
                if self._submission.stopped:
                    return
            self._report()
        last = self._call.finish_reading()
        if last is not None:
            self._put(last)
        with self._changed:
            self._submission.end_of_input()
            self._changed.notify_all()

    def _put(self, cut: Any) -> None:
        while True:
            with self._changed:
                if self._submission.has_room or self._submission.stopped:
                    self._submission.put(cut)
                    self._hire()
                    self._changed.notify()
                    return
                self._changed.wait(_LOOK_UP)
            self._report()
