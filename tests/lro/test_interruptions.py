"""Waits that are interrupted, run out of time, or are watched from elsewhere."""

from __future__ import annotations

import asyncio
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from azure.core.credentials import AzureNamedKeyCredential
from azure.core.exceptions import HttpResponseError

from azure_batch_sdk import BatchClient
from azure_batch_sdk.aio import BatchClient as AsyncBatchClient
from tests.loopback import LoopbackServer, Recorded, Reply, error_body
from tests.lro.conftest import KEY

BEFORE = "2020-01-31T08:00:00Z"
ACCEPTED = Reply(202)
DELETING = Reply(json={"id": "p", "state": "deleting", "creationTime": BEFORE})
GONE = Reply(404, json=error_body("PoolNotFound"))


@pytest.fixture
def client(server: LoopbackServer) -> Iterator[BatchClient]:
    """A sync client."""
    with BatchClient(server.endpoint, AzureNamedKeyCredential("acct", KEY), retry_backoff_factor=0) as client:
        yield client


def polling_threads() -> list[threading.Thread]:
    """Return the threads of pollers that are alive."""
    return [thread for thread in threading.enumerate() if "ResourcePoller" in thread.name]


def always_deleting(request: Recorded) -> Reply:
    """Accept the delete and never get done with it."""
    return ACCEPTED if request.method == "DELETE" else DELETING


class CtrlC:
    """Presses Ctrl-C when the main thread waits for a poller and the server has got so many requests.

    `then` is called when the main thread winds up.
    """

    def __init__(self, server: LoopbackServer, requests: int, then: Callable[[], None] | None = None) -> None:
        self._main = threading.main_thread().ident or 0
        self._then = then
        self._thread = threading.Thread(target=self._press, args=(server, requests))

    def _press(self, server: LoopbackServer, requests: int) -> None:
        server.wait_for_requests(requests)
        self._wait_until_main_is_in("wait")
        signal.pthread_kill(self._main, signal.SIGINT)
        if self._then is not None:
            self._wait_until_main_is_in("_stop")
            self._then()

    def _wait_until_main_is_in(self, function: str) -> None:
        deadline = time.monotonic() + 10
        while not self._main_waits_in(function):
            assert time.monotonic() < deadline, f"the main thread never came to wait in {function}"
            time.sleep(0.001)

    def _main_waits_in(self, function: str) -> bool:
        calls = []
        frame = sys._current_frames().get(self._main)
        while frame is not None:
            calls.append((Path(frame.f_code.co_filename).name, frame.f_code.co_name))
            frame = frame.f_back
        callers = [name for file, name in calls if file == "sync.py"]
        return calls[0][0] == "threading.py" and callers[:2] == ["wait", function]

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._thread.join()


needs_the_main_thread = pytest.mark.skipif(
    threading.current_thread() is not threading.main_thread(), reason="signals go to the main thread"
)


# -- Ctrl-C


@needs_the_main_thread
def test_ctrl_c_ends_the_looking_and_a_later_wait_takes_it_up_again(
    client: BatchClient, server: LoopbackServer
) -> None:
    server.answer(ACCEPTED, DELETING)
    poller = client.begin_delete_pool("p", polling_interval=3600)
    with CtrlC(server, 2), pytest.raises(KeyboardInterrupt):
        poller.wait()
    assert polling_threads() == []
    assert not poller.done()
    assert poller.status() == "InProgress"
    server.answer(GONE)
    poller.wait()
    assert poller.done()
    assert poller.status() == "Succeeded"
    assert len(server.requests) == 3
    assert polling_threads() == []


@needs_the_main_thread
def test_ctrl_c_lets_a_look_in_flight_land(client: BatchClient, server: LoopbackServer) -> None:
    hold = threading.Event()
    server.answer(ACCEPTED, Reply(json=DELETING.json, hold=hold))
    poller = client.begin_delete_pool("p", polling_interval=0)
    with CtrlC(server, 2, then=hold.set), pytest.raises(KeyboardInterrupt):
        poller.result()
    # The look came back after Ctrl-C: it is remembered, and no other followed.
    assert poller.last_seen is not None
    assert polling_threads() == []
    assert len(server.requests) == 2


@needs_the_main_thread
def test_callbacks_are_not_called_by_an_interruption(client: BatchClient, server: LoopbackServer) -> None:
    called: list[str] = []
    server.answer(ACCEPTED, DELETING)
    poller = client.begin_delete_pool("p", polling_interval=3600)
    poller.add_done_callback(lambda method: called.append(method.status()))
    with CtrlC(server, 2), pytest.raises(KeyboardInterrupt):
        poller.wait()
    assert called == []
    server.answer(GONE)
    poller.wait()
    assert called == ["Succeeded"]


@needs_the_main_thread
def test_another_thread_that_waits_is_not_fooled_by_ctrl_c(
    client: BatchClient, server: LoopbackServer
) -> None:
    # After Ctrl-C the other one looks again at once, and gets the end.
    answers = [ACCEPTED, DELETING]
    server.handler = lambda request: answers.pop(0) if answers else GONE
    poller = client.begin_delete_pool("p", polling_interval=3600)
    seen: list[bool] = []

    def wait_elsewhere() -> None:
        poller.wait()
        seen.append(poller.done())

    other = threading.Thread(target=wait_elsewhere)
    other.start()
    with CtrlC(server, 2), pytest.raises(KeyboardInterrupt):
        poller.wait()
    other.join(10)
    assert not other.is_alive()
    assert seen == [True]


# -- time that runs out


def test_a_result_that_runs_out_of_time_returns_and_is_not_done(
    client: BatchClient, server: LoopbackServer
) -> None:
    hold = threading.Event()
    server.answer(ACCEPTED, Reply(404, json=GONE.json, hold=hold))
    poller = client.begin_delete_pool("p", polling_interval=0)
    poller.result(timeout=0)
    poller.result(timeout=0.01)
    assert not poller.done()
    assert poller.status() == "InProgress"
    hold.set()
    poller.result()
    assert poller.done()


# -- callbacks


def test_callbacks_are_called_once_with_the_polling_method(
    client: BatchClient, server: LoopbackServer
) -> None:
    hold = threading.Event()
    called: list[Any] = []
    server.answer(ACCEPTED, Reply(404, json=GONE.json, hold=hold))
    poller = client.begin_delete_pool("p", polling_interval=0)
    forgotten = called.append
    poller.add_done_callback(forgotten)
    poller.remove_done_callback(forgotten)
    poller.add_done_callback(lambda method: called.append((method, poller.done(), poller.status())))
    hold.set()
    poller.wait()
    assert called == [(poller.polling_method(), True, "Succeeded")]
    poller.add_done_callback(lambda method: called.append("late"))
    assert called[1:] == ["late"]
    with pytest.raises(ValueError, match="has come to an end"):
        poller.remove_done_callback(forgotten)


def test_callbacks_are_called_after_a_failure_too(client: BatchClient, server: LoopbackServer) -> None:
    hold = threading.Event()
    called: list[str] = []
    server.answer(ACCEPTED, Reply(403, json=error_body("Forbidden"), hold=hold))
    poller = client.begin_delete_pool("p", polling_interval=0)
    poller.add_done_callback(lambda method: called.append(method.status()))
    hold.set()
    with pytest.raises(HttpResponseError):
        poller.wait()
    assert called == ["Failed"]


def test_a_callback_that_raises_is_logged_and_keeps_no_other_from_its_call(
    client: BatchClient, server: LoopbackServer, caplog: pytest.LogCaptureFixture
) -> None:
    hold = threading.Event()
    called: list[str] = []
    server.answer(ACCEPTED, Reply(404, json=GONE.json, hold=hold))
    poller = client.begin_delete_pool("p", polling_interval=0)

    def bad(_: object) -> None:
        raise RuntimeError("my own fault")

    poller.add_done_callback(bad)
    poller.add_done_callback(lambda method: called.append(method.status()))
    hold.set()
    poller.wait()
    assert called == ["Succeeded"]
    assert "my own fault" in caplog.text


# -- cancellation


async def _cancelled_in_a_wait(server: LoopbackServer, interval: float) -> None:
    credential = AzureNamedKeyCredential("acct", KEY)
    async with AsyncBatchClient(server.endpoint, credential, retry_backoff_factor=0) as client:
        poller = await client.begin_delete_pool("p", polling_interval=interval)  # type: ignore[arg-type]  # part of a second
        task = asyncio.create_task(poller.result())
        await asyncio.to_thread(server.wait_for_requests, 2)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert asyncio.all_tasks() == {asyncio.current_task()}
        assert not poller.done()
        assert poller.status() == "InProgress"
        server.handler = lambda request: GONE
        await poller
        assert poller.done()
        assert poller.status() == "Succeeded"


@pytest.mark.parametrize("interval", [0, 0.01, 3600])
def test_a_cancelled_wait_leaves_no_task_and_can_be_taken_up_again(
    server: LoopbackServer, interval: float
) -> None:
    server.handler = always_deleting
    asyncio.run(_cancelled_in_a_wait(server, interval))


def test_a_wait_cancelled_in_the_middle_of_a_look_can_be_taken_up_again(server: LoopbackServer) -> None:
    hold = threading.Event()
    server.answer(ACCEPTED, Reply(json=DELETING.json, hold=hold))
    try:
        asyncio.run(_cancelled_in_a_wait(server, 3600))
    finally:
        hold.set()


def test_two_tasks_can_wait_for_the_same_poller(server: LoopbackServer) -> None:
    async def main() -> None:
        credential = AzureNamedKeyCredential("acct", KEY)
        async with AsyncBatchClient(server.endpoint, credential) as client:
            poller = await client.begin_delete_pool("p", polling_interval=0)
            await asyncio.gather(poller.result(), poller.wait())
            assert poller.status() == "Succeeded"

    looks = iter([DELETING, DELETING, DELETING])
    server.handler = lambda request: ACCEPTED if request.method == "DELETE" else next(looks, GONE)
    asyncio.run(main())


def test_two_tasks_get_the_same_failure(server: LoopbackServer) -> None:
    async def main() -> None:
        credential = AzureNamedKeyCredential("acct", KEY)
        async with AsyncBatchClient(server.endpoint, credential) as client:
            poller = await client.begin_delete_pool("p", polling_interval=0)
            ends = await asyncio.gather(poller.result(), poller.wait(), return_exceptions=True)
            assert [type(end) for end in ends] == [type(ends[0])] * 2
            assert isinstance(ends[0], HttpResponseError)

    looks = iter([DELETING, DELETING])
    failure = Reply(400, json=error_body("InvalidUri"))
    server.handler = lambda request: ACCEPTED if request.method == "DELETE" else next(looks, failure)
    asyncio.run(main())
