"""`create_tasks` with threads.

The caller's thread reads the collection, and nobody else does; workers send, wait and send again. The workers are
daemon threads of this call: one that hangs in a read does not keep the program from ending.
"""

from __future__ import annotations

import contextvars
import os
import threading
from collections.abc import Iterable
from contextlib import suppress
from typing import Any, Protocol

from .. import models as _models
from .answers import OnExisting
from .call import Account, Call, Progress, Surroundings
from .chunks import Chunk, Replayed
from .sending import LOST, answer_of, answer_of_error
from .submission import Done, Send

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
    call.begin(caller._exchange(*call.job_exchange()).http_response if call.needs_job else None)
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
        self._workers: list[threading.Thread] = []
        self._broken: BaseException | None = None

    def run(self) -> _models.BatchCreateTaskCollectionResult:
        try:
            self._read()
            self._drain()
        except BaseException as error:
            self._interrupt(error)
            raise
        with self._changed:
            return self._call.result()

    # -- in the caller's thread

    def _read(self) -> None:
        for task in self._call.iterate():
            cut = self._call.take(task)
            if cut is not None:
                self._put(cut)
            self._report()
            if self._submission.stopped:
                return
        last = self._call.finish_reading()
        if last is not None:
            self._put(last)
        with self._changed:
            self._submission.end_of_input()
            self._changed.notify_all()

    def _put(self, cut: Chunk | Replayed) -> None:
        while True:
            with self._changed:
                if self._submission.has_room or self._submission.stopped:
                    self._submission.put(cut)
                    self._hire()
                    self._changed.notify_all()
                    return
                self._changed.wait(_LOOK_UP)
            self._report()

    def _drain(self) -> None:
        while True:
            self._report()
            with self._changed:
                if self._broken is not None:
                    raise self._broken
                if self._submission.is_done:
                    break
                self._changed.wait(_LOOK_UP)
        self._report()

    def _report(self) -> None:
        report = self._call.progress_to_report()
        if report is not None:
            report()

    def _interrupt(self, error: BaseException) -> None:
        """Send nothing more, give what is under way a moment to land, and leave the record on the exception."""
        with suppress(BaseException):  # a second Ctrl-C ends the wait, and the first exception goes on
            deadline = self._call.clock() + self._call.limits.landing
            with self._changed:
                self._submission.stop()
                self._changed.notify_all()
                while self._submission.flights and (left := deadline - self._call.clock()) > 0:
                    self._changed.wait(min(left, _LOOK_UP))
        with self._changed:
            self._call.interrupted(error)
            self._changed.notify_all()

    # -- in the workers

    def _hire(self) -> None:
        while self._call.needs_worker(len(self._workers)):
            # In the caller's context, so that the requests appear below its span in a trace.
            run = contextvars.copy_context().run
            name = f"create_tasks-{len(self._workers)}"
            worker = threading.Thread(target=run, args=(self._work,), name=name, daemon=True)
            self._workers.append(worker)
            worker.start()

    def _work(self) -> None:
        try:
            while (chunk := self._next_chunk()) is not None:
                self._exchange(chunk)
        except BaseException as error:  # it is raised in the caller's thread
            with self._changed:
                self._broken = self._broken or error
                self._submission.stop()
                self._changed.notify_all()

    def _next_chunk(self) -> Chunk | None:
        with self._changed:
            while True:
                step = self._submission.next_step(self._call.clock())
                if isinstance(step, Done):
                    return None
                if isinstance(step, Send):
                    self._call.write_before_sending(step.chunk)
                    return step.chunk
                self._changed.wait(step.seconds)

    def _exchange(self, chunk: Chunk) -> None:
        answer = LOST
        try:
            answer = answer_of(self._caller._exchange(*self._call.exchange(chunk)))
        except Exception as error:
            answer = answer_of_error(error)
        finally:
            with self._changed:
                self._submission.landed(chunk, answer, self._call.clock())
                self._call.write_records()
                self._hire()
                self._changed.notify_all()
        if self._call.ledger is not None and self._call.ledger.sync_is_due:
            self._call.ledger.sync()
