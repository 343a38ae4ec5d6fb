"""A fake account and both clients for the tests of waiting."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from azure.core.credentials import AzureNamedKeyCredential

from azure_batch_sdk import BatchClient
from azure_batch_sdk._runtime import async_drive, drive
from azure_batch_sdk._waiting.asking import node_wait, task_wait
from azure_batch_sdk._waiting.nodes import usable_nodes
from azure_batch_sdk._waiting.tasks import collected, completions, completions_or_failure
from azure_batch_sdk.aio import BatchClient as AsyncBatchClient
from tests.either import Driver, SyncDriver, make_driver
from tests.loopback import LoopbackServer

from .fake_batch import FakeBatch

KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="


class Waiter:
    """Waits on a fake account in its time, with one of the clients."""

    def __init__(self, batch: FakeBatch, client: Any, driver: Driver) -> None:
        self._batch = batch
        self._client = client
        self._driver = driver

    def tasks(self, job_id: str = "j", *, raise_on_failure: bool = False, **keywords: Any) -> list[Any]:
        """Wait for tasks."""
        wait = task_wait(self._client, job_id, options={}, clock=self._batch.clock, **keywords)
        return self._drive(collected(wait, raise_on_failure=raise_on_failure))

    def as_completed(
        self, job_id: str = "j", *, raise_on_failure: bool = False, **keywords: Any
    ) -> list[Any]:
        """Collect tasks as they complete."""
        wait = task_wait(self._client, job_id, options={}, clock=self._batch.clock, **keywords)
        steps = completions_or_failure(wait) if raise_on_failure else completions(wait)
        if isinstance(self._driver, SyncDriver):
            return list(drive.drive_iterator(self._client, steps, self._batch.sleep))
        return self._driver.collect(async_drive.drive_iterator(self._client, steps, self._batch.async_sleep))

    def nodes(self, pool_id: str = "p", **keywords: Any) -> list[Any]:
        """Wait for nodes."""
        return self._drive(
            usable_nodes(node_wait(self._client, pool_id, options={}, clock=self._batch.clock, **keywords))
        )

    def _drive(self, steps: Any) -> list[Any]:
        if isinstance(self._driver, SyncDriver):
            return list(drive.drive(self._client, steps, self._batch.sleep))
        return list(self._driver.wait(async_drive.drive(self._client, steps, self._batch.async_sleep)))


@pytest.fixture(params=["sync", "async"])
def driver(request: pytest.FixtureRequest) -> Iterator[Driver]:
    """What drives the sync or the async client."""
    driver = make_driver(request.param)
    yield driver
    driver.close()


@pytest.fixture
def batch() -> Iterator[FakeBatch]:
    """A fake account."""
    with LoopbackServer() as server:
        yield FakeBatch(server)


@pytest.fixture
def waiter(batch: FakeBatch, driver: Driver) -> Iterator[Waiter]:
    """What waits on the fake account."""
    kind = BatchClient if driver.name == "sync" else AsyncBatchClient
    client = driver.enter(kind(batch.server.endpoint, AzureNamedKeyCredential("acct", KEY), retry_total=0))
    yield Waiter(batch, client, driver)
    driver.leave(client)
