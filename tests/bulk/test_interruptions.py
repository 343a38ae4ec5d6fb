"""Ctrl-C, cancellation, and iterators that raise: the same exception goes on, and the record is complete."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from typing import Any

import pytest

from azure_batch_sdk import BatchClient
from azure_batch_sdk._bulk.errors import CreateTasksError, create_tasks_record
from azure_batch_sdk.aio import BatchClient as AsyncBatchClient

from .conftest import CREDENTIAL, Door, quick, tasks
from .fault_server import LOST, FaultServer


class Odd(Exception):
    """Somebody else's exception."""


def _complete(record: CreateTasksError | None, server: FaultServer, taken: int) -> CreateTasksError:
    """Check that every task that was taken is either reported as added or pending, and never both."""
    assert record is not None
    assert record.results is not None
    done = [item.task_id for item in record.results.result_values or []]
    pending = [task["id"] for task in record.pending_tasks]
    assert sorted([*done, *pending], key=lambda name: int(name[1:])) == [
        f"t{number}" for number in range(taken)
    ]
    assert set(done) <= set(server.tasks)
    assert set(pending) & set(server.tasks) <= set(record.unknown_ids)
    return record


@pytest.mark.parametrize("at", [0, 1, 150, 2345])
@pytest.mark.parametrize("kind", [Odd, KeyboardInterrupt, SystemExit])
def test_an_exception_of_the_iterator_goes_on_as_it_is(
    door: Door, server: FaultServer, kind: type[BaseException], at: int
) -> None:
    mine = kind("mine")

    def source() -> Iterator[dict[str, Any]]:
        yield from tasks(at)
        raise mine

    with pytest.raises(kind) as caught:
        door.create(server, door.source(source()))
    assert caught.value is mine
    record = _complete(create_tasks_record(mine), server, at)
    assert record.unknown_ids == []
    # A chunk that was not full, and chunks that had not gone out yet.
    assert len(record.pending_tasks) >= at % 100


def test_an_exception_of_the_progress_function_goes_on_as_it_is(door: Door, server: FaultServer) -> None:
    mine = Odd()

    def progress(done: int, failed: int, total: int | None) -> None:
        if done >= 500:
            raise mine

    collection = tasks(3000)
    with pytest.raises(Odd) as caught:
        door.create(server, collection, progress=progress)
    assert caught.value is mine
    _complete(create_tasks_record(mine), server, 3000)


def test_requests_under_way_may_land_when_the_call_is_interrupted(door: Door, server: FaultServer) -> None:
    server.hold = threading.Event()

    def source() -> Iterator[dict[str, Any]]:
        yield from tasks(300)
        threading.Timer(0.1, server.hold.set).start()  # type: ignore[union-attr]  # it was just set
        raise Odd

    with pytest.raises(Odd) as caught:
        door.create(server, door.source(source()), max_concurrency=3)
    record = _complete(create_tasks_record(caught.value), server, 300)
    assert record.unknown_ids == []
    assert record.results is not None
    assert len(record.results.result_values or []) == 100 * server.score.requests


def test_requests_that_do_not_land_in_time_are_reported_as_unknown(door: Door, server: FaultServer) -> None:
    server.script = lambda number, ids: LOST if "t0" in ids else None
    sent = threading.Event()

    def source() -> Iterator[dict[str, Any]]:
        yield from tasks(100)
        if door.name == "sync":
            server.wait_until(lambda: server.score.requests == 1, "one request")
        yield from tasks(50, 100)
        sent.set()

    async def slowly() -> AsyncIterator[dict[str, Any]]:
        for task in source():
            yield task
            while task["id"] == "t99" and server.score.requests == 0:
                await asyncio.sleep(0.01)
        raise Odd

    def at_once() -> Iterator[dict[str, Any]]:
        yield from source()
        raise Odd

    with pytest.raises(Odd) as caught:
        collection: Any = at_once() if door.name == "sync" else slowly()
        door.create(server, collection, surroundings=quick(landing=0.05))
    record = _complete(create_tasks_record(caught.value), server, 150)
    assert record.unknown_ids == [f"t{number}" for number in range(100)]
    assert len(record.pending_tasks) == 150


@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal to itself")
def test_ctrl_c_while_waiting_for_the_service_ends_the_call(server: FaultServer) -> None:
    server.script = lambda number, ids: LOST

    def interrupt() -> None:
        server.wait_until(lambda: server.score.requests == 2, "two requests")
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=interrupt).start()
    with BatchClient(server.endpoint, CREDENTIAL) as client, pytest.raises(KeyboardInterrupt) as caught:
        client.create_tasks("job", tasks(1000), max_concurrency=2, surroundings=quick(landing=0.05))
    record = _complete(create_tasks_record(caught.value), server, 1000)
    assert len(record.unknown_ids) == 200


@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal to itself")
def test_a_second_ctrl_c_does_not_wait_for_requests_under_way(server: FaultServer) -> None:
    server.script = lambda number, ids: LOST
    first: list[BaseException] = []

    def source() -> Iterator[dict[str, Any]]:
        yield from tasks(100)
        server.wait_until(lambda: server.score.requests == 1, "one request")
        threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGINT)).start()
        first.append(KeyboardInterrupt("first"))
        raise first[0]

    with BatchClient(server.endpoint, CREDENTIAL) as client, pytest.raises(KeyboardInterrupt) as caught:
        client.create_tasks("job", source(), surroundings=quick(landing=600.0))
    assert caught.value is first[0]
    assert len(_complete(create_tasks_record(caught.value), server, 100).unknown_ids) == 100


@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal to itself")
@pytest.mark.parametrize("seed", range(12))
def test_ctrl_c_at_any_moment_loses_nothing(server: FaultServer, seed: int) -> None:
    taken = 0

    def source() -> Iterator[dict[str, Any]]:
        nonlocal taken
        for task in tasks(50_000):
            taken += 1
            yield task

    armed = threading.Event()

    def interrupt() -> None:
        server.wait_until(lambda: server.score.requests >= 3 + seed, "under way")
        if not armed.is_set():
            os.kill(os.getpid(), signal.SIGINT)

    thread = threading.Thread(target=interrupt)
    thread.start()
    with BatchClient(server.endpoint, CREDENTIAL) as client:
        try:
            client.create_tasks("job", source(), surroundings=quick())
        except KeyboardInterrupt as error:
            _complete(create_tasks_record(error), server, taken)
        else:
            raise AssertionError("the call was not interrupted")
    thread.join()


@pytest.mark.parametrize("where", ["reading", "draining"])
def test_a_cancelled_call_raises_the_same_cancellation(server: FaultServer, where: str) -> None:
    async def main() -> None:
        server.script = lambda number, ids: LOST if number == 2 else None
        taken = 0

        async def source() -> AsyncIterator[dict[str, Any]]:
            nonlocal taken
            for task in tasks(300):
                taken += 1
                yield task
            if where == "reading":
                await asyncio.Event().wait()

        async with AsyncBatchClient(server.endpoint, CREDENTIAL) as client:
            call = asyncio.ensure_future(
                client.create_tasks("job", source(), surroundings=quick(landing=0.05), max_concurrency=2)
            )
            while len(server.tasks) < 200 or server.score.requests < 3:
                await asyncio.sleep(0.005)
            call.cancel("enough")
            with pytest.raises(asyncio.CancelledError) as caught:
                await call
            assert caught.value.args in {("enough",), ()}
            record = _complete(create_tasks_record(caught.value), server, taken)
            assert len(record.unknown_ids) == 100
            assert not [task for task in asyncio.all_tasks() if task.get_name().startswith("create_tasks-")]

    asyncio.run(main())


def test_a_second_cancellation_does_not_wait_for_requests_under_way(server: FaultServer) -> None:
    async def main() -> None:
        server.script = lambda number, ids: LOST
        async with AsyncBatchClient(server.endpoint, CREDENTIAL) as client:
            call = asyncio.ensure_future(
                client.create_tasks("job", tasks(100), surroundings=quick(landing=600.0))
            )
            while server.score.requests == 0:
                await asyncio.sleep(0.005)
            call.cancel()
            await asyncio.sleep(0.05)
            call.cancel()
            with pytest.raises(asyncio.CancelledError) as caught:
                await call
            assert len(_complete(create_tasks_record(caught.value), server, 100).unknown_ids) == 100

    asyncio.run(main())


def test_a_call_whose_coroutine_is_thrown_away_does_not_wait(server: FaultServer) -> None:
    async def main() -> None:
        server.script = lambda number, ids: LOST
        async with AsyncBatchClient(server.endpoint, CREDENTIAL) as client:
            call: Any = client.create_tasks("job", tasks(100), surroundings=quick(landing=600.0))
            call.send(None)
            while server.score.requests == 0:
                await asyncio.sleep(0.005)
            call.send(None)
            call.close()
            while [task for task in asyncio.all_tasks() if task.get_name().startswith("create_tasks-")]:
                await asyncio.sleep(0.005)

    asyncio.run(main())


def test_a_time_limit_around_the_call_keeps_the_record(server: FaultServer) -> None:
    async def main() -> None:
        server.script = lambda number, ids: LOST if number == 2 else None
        async with AsyncBatchClient(server.endpoint, CREDENTIAL) as client:
            with pytest.raises(asyncio.TimeoutError) as caught:
                await asyncio.wait_for(
                    client.create_tasks("job", tasks(200), surroundings=quick(landing=0.01)), 0.5
                )
            _complete(create_tasks_record(caught.value), server, 200)

    asyncio.run(main())


def test_an_async_iterator_that_never_ends_is_cancelled_where_it_waits(server: FaultServer) -> None:
    async def main() -> None:
        ended = asyncio.Event()

        async def source() -> AsyncIterator[dict[str, Any]]:
            try:
                for task in tasks(100):
                    yield task
                await asyncio.Event().wait()
            finally:
                ended.set()

        async with AsyncBatchClient(server.endpoint, CREDENTIAL) as client:
            call = asyncio.ensure_future(client.create_tasks("job", source(), surroundings=quick()))
            while len(server.tasks) < 100:
                await asyncio.sleep(0.005)
            call.cancel()
            with pytest.raises(asyncio.CancelledError) as caught:
                await call
            assert ended.is_set()
            assert _complete(create_tasks_record(caught.value), server, 100).pending_tasks == []

    asyncio.run(main())


@pytest.mark.parametrize("interrupted", [False, True])
def test_the_threads_end_with_the_call(interrupted: bool) -> None:
    before = set(threading.enumerate())

    def source() -> Iterator[dict[str, Any]]:
        yield from tasks(1000)
        if interrupted:
            server.wait_until(lambda: server.score.requests == 8, "eight requests")
            raise Odd

    with FaultServer() as server, BatchClient(server.endpoint, CREDENTIAL) as client:
        server.script = lambda number, ids: LOST if interrupted else None
        with suppress(Odd):
            client.create_tasks("job", source(), surroundings=quick(landing=0.01))
        workers = [thread for thread in set(threading.enumerate()) - before if "create_tasks-" in thread.name]
        assert all(worker.daemon for worker in workers)
    # With the server gone a thread that was left in a read comes back, too.
    for worker in workers:
        worker.join(10)
        assert not worker.is_alive()
