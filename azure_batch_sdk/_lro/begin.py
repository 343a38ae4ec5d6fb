"""The doors of this package, which load it when the first long-running operation begins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .._runtime.async_caller import AsyncCaller
    from .._runtime.caller import Caller
    from .._runtime.operation import Operation
    from .aio import AsyncResourcePoller
    from .sync import ResourcePoller


def begin(
    caller: Caller,
    operation: Operation,
    arguments: Mapping[str, Any],
    polling_interval: float,
    keywords: dict[str, Any],
) -> ResourcePoller[Any]:
    """Send the request of a long-running operation, or take up a wait, and return its poller."""
    from .sync import begin as begin_sync

    return begin_sync(caller, operation, arguments, polling_interval, keywords)


async def begin_async(
    caller: AsyncCaller,
    operation: Operation,
    arguments: Mapping[str, Any],
    polling_interval: float,
    keywords: dict[str, Any],
) -> AsyncResourcePoller[Any]:
    """Send the request of a long-running operation, or take up a wait, and return its poller."""
    from .aio import begin as begin_aio

    return await begin_aio(caller, operation, arguments, polling_interval, keywords)
