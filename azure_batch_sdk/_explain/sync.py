"""Explanations with the synchronous client."""

from __future__ import annotations

from typing import Any

from .._runtime.caller import Caller
from .._runtime.drive import drive
from .explaining import explanation_of
from .findings import Explanation


def explain(
    caller: Caller,
    *,
    job_id: str | None = None,
    task_id: str | None = None,
    pool_id: str | None = None,
    node_id: str | None = None,
    **options: Any,
) -> Explanation:
    """Explain why something does not get on; see `BatchClient.explain`."""
    return drive(caller, explanation_of(job_id, task_id, pool_id, node_id, options))
