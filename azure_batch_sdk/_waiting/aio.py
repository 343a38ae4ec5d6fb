"""Waits with the asynchronous client."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from typing import TYPE_CHECKING, Any

from .._runtime.async_caller import AsyncCaller
from .._runtime.async_drive import drive, drive_iterator
from .asking import node_wait, task_wait
from .nodes import usable_nodes
from .pace import Seconds
from .progress import NodeProgress, TaskProgress
from .tasks import collected, completions, completions_or_failure

if TYPE_CHECKING:
    from .. import models as _models


async def wait_for_tasks(
    caller: AsyncCaller,
    job_id: str,
    *,
    task_ids: Iterable[str] | None = None,
    timeout: Seconds | None = None,
    polling_interval: Seconds | None = None,
    progress: Callable[[TaskProgress], object] | None = None,
    raise_on_failure: bool = False,
    stop_when_stuck: bool = True,
    select: Iterable[str] | None = None,
    **options: Any,
) -> list[_models.BatchTask]:
    """Wait until tasks are completed; see `BatchClient.wait_for_tasks`."""
    wait = task_wait(
        caller,
        job_id,
        task_ids=task_ids,
        timeout=timeout,
        polling_interval=polling_interval,
        progress=progress,
        stop_when_stuck=stop_when_stuck,
        select=select,
        options=options,
    )
    return await drive(caller, collected(wait, raise_on_failure=raise_on_failure))


def as_completed(
    caller: AsyncCaller,
    job_id: str,
    *,
    task_ids: Iterable[str] | None = None,
    timeout: Seconds | None = None,
    polling_interval: Seconds | None = None,
    progress: Callable[[TaskProgress], object] | None = None,
    raise_on_failure: bool = False,
    stop_when_stuck: bool = True,
    select: Iterable[str] | None = None,
    **options: Any,
) -> AsyncIterator[_models.BatchTask]:
    """Give tasks as they complete; see `BatchClient.as_completed`."""
    wait = task_wait(
        caller,
        job_id,
        task_ids=task_ids,
        timeout=timeout,
        polling_interval=polling_interval,
        progress=progress,
        stop_when_stuck=stop_when_stuck,
        select=select,
        options=options,
    )
    steps = completions_or_failure if raise_on_failure else completions
    return drive_iterator(caller, steps(wait))


async def wait_for_nodes(
    caller: AsyncCaller,
    pool_id: str,
    *,
    count: int | None = None,
    timeout: Seconds | None = None,
    polling_interval: Seconds | None = None,
    progress: Callable[[NodeProgress], object] | None = None,
    stop_when_stuck: bool = True,
    **options: Any,
) -> list[_models.BatchNode]:
    """Wait until a pool has nodes that can run tasks; see `BatchClient.wait_for_nodes`."""
    wait = node_wait(
        caller,
        pool_id,
        count=count,
        timeout=timeout,
        polling_interval=polling_interval,
        progress=progress,
        stop_when_stuck=stop_when_stuck,
        options=options,
    )
    return await drive(caller, usable_nodes(wait))
