"""Run one test body against the sync and the async client.

A test gets a driver, makes a client with it and hands every result to the driver: the sync one returns it as it is, the
async one awaits it on its own event loop.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Iterable, Iterator
from typing import Any


class SyncDriver:
    """Drives the sync client."""

    name = "sync"

    def wait(self, value: Any) -> Any:
        """Return the outcome of a call."""
        return value

    def collect(self, iterable: Iterable[Any]) -> list[Any]:
        """Return everything that an iterable gives."""
        return list(iterable)

    def pages(self, pages: Iterable[Iterable[Any]]) -> list[list[Any]]:
        """Return the items of all pages."""
        return [list(page) for page in pages]

    def next(self, iterator: Iterator[Any]) -> Any:
        """Return the next thing that an iterator gives."""
        return next(iterator)

    def enter(self, client: Any) -> Any:
        """Enter the context of a client."""
        return client.__enter__()

    def leave(self, client: Any) -> None:
        """Leave the context of a client."""
        client.__exit__(None, None, None)

    def close(self) -> None:
        """Give back what the driver holds."""


class AsyncDriver:
    """Drives the async client, on a loop of its own."""

    name = "async"

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()

    def wait(self, value: Awaitable[Any]) -> Any:
        """Return the outcome of a call."""
        return self.loop.run_until_complete(_awaited(value))

    def collect(self, iterable: Any) -> list[Any]:
        """Return everything that an async iterable gives, or the awaitable of one."""
        return list(self.wait(_collected(iterable)))

    def pages(self, pages: Any) -> list[list[Any]]:
        """Return the items of all pages."""
        return [self.collect(page) for page in self.collect(pages)]

    def next(self, iterator: AsyncIterator[Any]) -> Any:
        """Return the next thing that an iterator gives."""
        return self.wait(iterator.__anext__())

    def enter(self, client: Any) -> Any:
        """Enter the context of a client."""
        return self.wait(client.__aenter__())

    def leave(self, client: Any) -> None:
        """Leave the context of a client."""
        self.wait(client.__aexit__(None, None, None))

    def close(self) -> None:
        """Give back what the driver holds."""
        self.loop.run_until_complete(self.loop.shutdown_asyncgens())
        self.loop.close()


Driver = SyncDriver | AsyncDriver


def make_driver(name: str) -> Driver:
    """Make the driver of a name: `sync` or `async`."""
    return SyncDriver() if name == "sync" else AsyncDriver()


async def _awaited(value: Awaitable[Any]) -> Any:
    return await value


async def _collected(iterable: Any) -> list[Any]:
    return [item async for item in iterable]
