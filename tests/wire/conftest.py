"""A loopback server and a client for it, sync and async."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from azure.core.credentials import AzureNamedKeyCredential

from azure_batch_sdk import BatchClient
from azure_batch_sdk.aio import BatchClient as AsyncBatchClient
from tests.either import Driver, make_driver
from tests.loopback import LoopbackServer

CREDENTIAL = AzureNamedKeyCredential("account", "a2V5")


class SharedServer(LoopbackServer):
    """A server for many tests: starting one takes longer than most of them."""

    def forget(self) -> None:
        """Drop what an earlier test scripted and recorded."""
        self.requests.clear()
        self.unanswered.clear()
        self.handler = None
        self._script.clear()


@pytest.fixture(scope="session")
def running_server() -> Iterator[SharedServer]:
    """The server of this test process."""
    server = SharedServer()
    with server:
        yield server


@pytest.fixture
def server(running_server: SharedServer) -> Iterator[LoopbackServer]:
    """A scripted server; the test fails if it got a request that was not scripted."""
    running_server.forget()
    yield running_server
    assert running_server.unanswered == []


@pytest.fixture(params=["sync", "async"])
def driver(request: pytest.FixtureRequest) -> Iterator[Driver]:
    """What drives the sync or the async client."""
    driver = make_driver(request.param)
    yield driver
    driver.close()


@pytest.fixture
def make_client(driver: Driver, server: LoopbackServer) -> Iterator[Callable[..., Any]]:
    """Make clients for the server that do not retry."""
    opened: list[Any] = []

    def make(**options: Any) -> Any:
        kind: Any = BatchClient if driver.name == "sync" else AsyncBatchClient
        client = kind(server.endpoint, CREDENTIAL, **{"retry_total": 0, **options})
        opened.append(client)
        return client

    yield make
    for client in opened:
        driver.leave(client)


@pytest.fixture
def client(make_client: Callable[..., Any]) -> Any:
    """A client for the server."""
    return make_client()
