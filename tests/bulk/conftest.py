"""The two clients behind one call, so that a test is written once."""

from __future__ import annotations

import asyncio
import base64
import random
from collections.abc import AsyncIterator, Iterable, Iterator
from typing import Any

import pytest
from azure.core.credentials import AzureNamedKeyCredential

from azure_batch_sdk import BatchClient
from azure_batch_sdk._bulk.call import Surroundings
from azure_batch_sdk._bulk.waits import Limits
from azure_batch_sdk.aio import BatchClient as AsyncBatchClient

from .fault_server import FaultServer

CREDENTIAL = AzureNamedKeyCredential("account", base64.b64encode(b"k" * 32).decode())


def quick(seed: int = 0, **figures: Any) -> Surroundings:
    """Make surroundings in which waits last milliseconds."""
    limits = Limits(**{"first_wait": 0.002, "longest_wait": 0.02, "landing": 5.0, **figures})
    return Surroundings(limits=limits, random=random.Random(seed).random)


class SyncDoor:
    """Calls the sync client."""

    name = "sync"

    def create(self, server: FaultServer, tasks: Any, **keywords: Any) -> Any:
        """Run `create_tasks` against a server."""
        keywords.setdefault("surroundings", quick())
        with BatchClient(server.endpoint, CREDENTIAL) as client:
            return client.create_tasks(keywords.pop("job_id", "job"), tasks, **keywords)

    def source(self, tasks: Iterable[Any]) -> Any:
        """Return an iterable that can be read once, of the kind that is the client's own."""
        return iter(tasks)


class AsyncDoor:
    """Calls the async client, and sees to it that no asyncio task is left."""

    name = "async"

    def create(self, server: FaultServer, tasks: Any, **keywords: Any) -> Any:
        """Run `create_tasks` against a server."""
        keywords.setdefault("surroundings", quick())
        return asyncio.run(self._create(server, tasks, keywords))

    async def _create(self, server: FaultServer, tasks: Any, keywords: dict[str, Any]) -> Any:
        async with AsyncBatchClient(server.endpoint, CREDENTIAL) as client:
            try:
                return await client.create_tasks(keywords.pop("job_id", "job"), tasks, **keywords)
            finally:
                names = [task.get_name() for task in asyncio.all_tasks()]
                assert not [name for name in names if name.startswith("create_tasks-")]

    def source(self, tasks: Iterable[Any]) -> AsyncIterator[Any]:
        """Return an iterable that can be read once, of the kind that is the client's own."""
        return _asynchronous(tasks)


async def _asynchronous(tasks: Iterable[Any]) -> AsyncIterator[Any]:
    for task in tasks:
        yield task


Door = SyncDoor | AsyncDoor


@pytest.fixture(params=[SyncDoor, AsyncDoor], ids=["sync", "async"])
def door(request: pytest.FixtureRequest) -> Door:
    """The sync client, then the async one."""
    made: Door = request.param()
    return made


@pytest.fixture
def server() -> Iterator[FaultServer]:
    """A server without faults."""
    with FaultServer() as made:
        yield made


def tasks(count: int, start: int = 0) -> list[dict[str, Any]]:
    """Make tasks."""
    return [{"id": f"t{number}", "commandLine": f"echo {number}"} for number in range(start, start + count)]
