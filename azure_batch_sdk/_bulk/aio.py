"""`create_tasks` with asyncio tasks.

The caller's task reads the collection, and nobody else does; workers send, wait and send again. The workers are tasks
of this call, and none of them is left when it ends.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterable, Iterable
from contextlib import suppress
from typing import Any, Protocol

from .. import models as _models
from .answers import OnExisting
from .call import Account, Call, Progress, Surroundings
from .chunks import Chunk, Replayed
from .sending import LOST, answer_of, answer_of_error
from .submission import Done, Send


class AsyncExchanger(Account, Protocol):
    """What the client gives: one operation out, its response back."""

    async def _exchange(self, operation: Any, arguments: dict[str, Any], options: dict[str, Any]) -> Any: ...


async def create_tasks(
    caller: AsyncExchanger,
    job_id: str,
    task_collection: Iterable[Any] | AsyncIterable[Any],
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
        asynchronous=True,
    )
    call.begin((await caller._exchange(*call.job_exchange())).http_response if call.needs_job else None)
    try:
        return await _Crew(caller, call).run()
    finally:
        call.close()


class _Crew:
    """The reader and its workers. `_changed` tells of changes of the state machine."""

    def __init__(self, caller: AsyncExchanger, call: Call) -> None:
        self._caller = caller
        self._call = call
        self._submission = call.submission
        self._changed = _Bell()
        self._workers: list[asyncio.Task[None]] = []
        self._broken: BaseException | None = None

    async def run(self) -> _models.BatchCreateTaskCollectionResult:
        try:
            await self._read()
            await self._drain()
            await self._dismiss()
        except GeneratorExit as error:
            # The coroutine is thrown away: it cannot wait for anything any more.
            self._call.interrupted(error)
            with suppress(RuntimeError):  # the loop is closed, and its tasks are gone with it
                self._cancel()
            raise
        except BaseException as error:
            await self._interrupt(error)
            with suppress(asyncio.CancelledError):  # the first exception goes on
                await self._dismiss()
            raise
        return self._call.result()

    # -- in the caller's task

    async def _read(self) -> None:
        if self._call.reads_asynchronously:
            async for task in self._call.iterate_asynchronously():
                if not await self._take(task):
                    return
        else:
            for task in self._call.iterate():
                if not await self._take(task):
                    return
        last = self._call.finish_reading()
        if last is not None:
            await self._put(last)
        self._submission.end_of_input()
        self._changed.ring()

    async def _take(self, task: Any) -> bool:
        """Take one task; tell whether more are wanted."""
        cut = self._call.take(task)
        if cut is not None:
            await self._put(cut)
        self._report()
        return not self._submission.stopped

    async def _put(self, cut: Chunk | Replayed) -> None:
        while not (self._submission.has_room or self._submission.stopped):
            await self._changed.wait()
            self._report()
        self._submission.put(cut)
        self._hire()
        self._changed.ring()
        await asyncio.sleep(0)  # a collection that never waits must not keep the workers from starting

    async def _drain(self) -> None:
        while True:
            self._report()
            if self._broken is not None:
                raise self._broken
            if self._submission.is_done:
                break
            await self._changed.wait()
        self._report()

    def _report(self) -> None:
        report = self._call.progress_to_report()
        if report is not None:
            report()

    async def _interrupt(self, error: BaseException) -> None:
        """Send nothing more, give what is under way a moment to land, and leave the record on the exception."""
        with suppress(BaseException):  # a second cancellation ends the wait, and the first exception goes on
            deadline = self._call.clock() + self._call.limits.landing
            self._submission.stop()
            self._changed.ring()
            while self._submission.flights and (left := deadline - self._call.clock()) > 0:
                await self._changed.wait(left)
        self._call.interrupted(error)

    async def _dismiss(self) -> None:
        """Leave no task behind, whatever happens meanwhile."""
        self._submission.close()
        self._cancel()
        cancelled: asyncio.CancelledError | None = None
        while any(not worker.done() for worker in self._workers):
            try:
                await asyncio.wait(self._workers)
            except asyncio.CancelledError as error:
                cancelled = cancelled or error
        if cancelled is not None:
            raise cancelled

    def _cancel(self) -> None:
        for worker in self._workers:
            worker.cancel()

    # -- in the workers

    def _hire(self) -> None:
        while self._call.needs_worker(len(self._workers)):
            name = f"create_tasks-{len(self._workers)}"
            self._workers.append(asyncio.create_task(self._work(), name=name))

    async def _work(self) -> None:
        try:
            while (chunk := await self._next_chunk()) is not None:
                await self._exchange(chunk)
        except Exception as error:  # it is raised in the caller's task
            self._broken = self._broken or error
            self._submission.stop()
            self._changed.ring()

    async def _next_chunk(self) -> Chunk | None:
        while True:
            step = self._submission.next_step(self._call.clock())
            if isinstance(step, Done):
                return None
            if isinstance(step, Send):
                self._call.write_before_sending(step.chunk)
                return step.chunk
            await self._changed.wait(step.seconds)

    async def _exchange(self, chunk: Chunk) -> None:
        answer = LOST
        try:
            answer = answer_of(await self._caller._exchange(*self._call.exchange(chunk)))
        except Exception as error:
            answer = answer_of_error(error)
        finally:
            self._submission.landed(chunk, answer, self._call.clock())
            self._call.write_records()
            self._hire()
            self._changed.ring()
        if self._call.ledger is not None and self._call.ledger.sync_is_due:
            await asyncio.to_thread(self._call.ledger.sync)


class _Bell:
    """Wakes everybody who waits, and each at the latest after its own time."""

    def __init__(self) -> None:
        self._waiters: set[asyncio.Future[None]] = set()

    async def wait(self, seconds: float | None = None) -> None:
        """Wait until the bell rings, or so many seconds."""
        loop = asyncio.get_running_loop()
        waiter: asyncio.Future[None] = loop.create_future()
        self._waiters.add(waiter)
        alarm = None if seconds is None else loop.call_later(seconds, _wake, waiter)
        try:
            await waiter
        finally:
            self._waiters.discard(waiter)
            if alarm is not None:
                alarm.cancel()

    def ring(self) -> None:
        """Wake everybody who waits."""
        for waiter in self._waiters:
            _wake(waiter)


def _wake(waiter: asyncio.Future[None]) -> None:
    if not waiter.done():
        waiter.set_result(None)
