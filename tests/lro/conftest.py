"""A scripted server and a client for it, sync and async, for the tests of the pollers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from azure.core.credentials import AzureNamedKeyCredential

from azure_batch_sdk import BatchClient
from azure_batch_sdk.aio import BatchClient as AsyncBatchClient
from tests.either import Driver, make_driver
from tests.loopback import LoopbackServer

KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="

MakeClient = Callable[..., Any]


@pytest.fixture
def server() -> Iterator[LoopbackServer]:
    """A scripted server; the test fails if it got a request that was not scripted."""
    with LoopbackServer() as server:
        yield server
        assert server.unanswered == []


@pytest.fixture(params=["sync", "async"])
def driver(request: pytest.FixtureRequest) -> Iterator[Driver]:
    """What drives the sync or the async client."""
    driver = make_driver(request.param)
    yield driver
    driver.close()


@pytest.fixture
def make_client(driver: Driver, server: LoopbackServer) -> Iterator[MakeClient]:
    """Make clients for the server; they do not wait between retries."""
    opened: list[Any] = []

    def make(**options: Any) -> Any:
        options.setdefault("retry_backoff_factor", 0)
        endpoint = options.pop("endpoint", server.endpoint)
        kind = BatchClient if driver.name == "sync" else AsyncBatchClient
        client = driver.enter(kind(endpoint, AzureNamedKeyCredential("acct", KEY), **options))
        opened.append(client)
        return client

    yield make
    for client in opened:
        driver.leave(client)


@pytest.fixture
def client(make_client: MakeClient) -> Any:
    """A client for the server."""
    return make_client()
