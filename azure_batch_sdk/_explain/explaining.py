"""Explain something: check what is asked, gather, apply the rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .._runtime.steps import Steps
from .evidence import Subject, subject_of
from .findings import Explanation
from .gathering import gather
from .rules import explained

_TAKEN = ("cls", "params", "error_map")
"""Options of one request that make no sense for several of different kinds."""


def explanation_of(
    job_id: str | None,
    task_id: str | None,
    pool_id: str | None,
    node_id: str | None,
    options: Mapping[str, Any],
) -> Steps[Explanation]:
    """Explain a job, a task, a pool or a node; what is wrong with the call is raised now."""
    subject = subject_of(job_id, task_id, pool_id, node_id)
    for name in _TAKEN:
        if name in options:
            raise TypeError(f"explain() sends several requests and takes no {name}")
    return _explanation(subject, options)


def _explanation(subject: Subject, options: Mapping[str, Any]) -> Steps[Explanation]:
    return explained((yield from gather(subject, options)))
