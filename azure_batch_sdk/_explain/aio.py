"""Explanations with the asynchronous client."""

from __future__ import annotations

from typing import Any

from .._runtime.async_caller import AsyncCaller
from .._runtime.async_drive import drive
from .explaining import explanation_of
from .findings import Explanation


async def explain(
    caller: AsyncCaller,
    *,
    job_id: str | None = None,
    task_id: str | None = None,
    pool_id: str | None = None,
    node_id: str | None = None,
    **options: Any,
) -> Explanation:
    """Explain why something does not get on; see `BatchClient.explain`."""
    return await drive(caller, explanation_of(job_id, task_id, pool_id, node_id, options))
