"""A service with one task in memory, an emulator, and a client for each, sync and async."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest
from azure.core.credentials import AzureNamedKeyCredential

from azure_batch_sdk import BatchClient
from azure_batch_sdk._files import aio, sync
from azure_batch_sdk.aio import BatchClient as AsyncBatchClient
from azure_batch_sdk.emulator import BatchEmulator
from tests.either import Driver, make_driver
from tests.loopback import LoopbackServer

from .tasks_in_memory import Account

KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="


@pytest.fixture
def account() -> Account:
    """What the service knows."""
    return Account()


@pytest.fixture
def server(account: Account) -> Iterator[LoopbackServer]:
    """The service."""
    with LoopbackServer() as server:
        server.handler = account.reply
        yield server
        assert server.unanswered == []


@pytest.fixture(params=["sync", "async"])
def driver(request: pytest.FixtureRequest) -> Iterator[Driver]:
    """What drives the sync or the async client."""
    driver = make_driver(request.param)
    yield driver
    driver.close()


@pytest.fixture
def files(driver: Driver) -> ModuleType:
    """The functions under test."""
    return sync if driver.name == "sync" else aio


@pytest.fixture
def client(driver: Driver, server: LoopbackServer) -> Iterator[Any]:
    """A client for the service; it does not wait between retries."""
    kind = BatchClient if driver.name == "sync" else AsyncBatchClient
    credential = AzureNamedKeyCredential("acct", KEY)
    client = driver.enter(kind(server.endpoint, credential, retry_backoff_factor=0, retry_total=2))
    yield client
    driver.leave(client)


@pytest.fixture(scope="package")
def emulator() -> Iterator[BatchEmulator]:
    """A local Batch service."""
    with BatchEmulator() as emulator:
        yield emulator


@pytest.fixture
def setup(emulator: BatchEmulator) -> Iterator[BatchClient]:
    """A sync client for the emulator, to prepare and to check with."""
    with emulator.get_client() as client:
        yield client


@pytest.fixture
def real_client(emulator: BatchEmulator, driver: Driver) -> Iterator[Any]:
    """The client under test, for the emulator."""
    make = emulator.get_client if driver.name == "sync" else emulator.get_async_client
    client = driver.enter(make())
    yield client
    driver.leave(client)
