"""The table of rules: evidence in, findings out.

A rule is a function of the evidence and knows nothing of the others. Their order is that of the findings of one severity:
what keeps a whole job from running comes before what keeps a task from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from azure.core.exceptions import HttpResponseError

from .._waiting.obstacles import nodes_asked_of, nodes_in, state_of
from .._waiting.seen import has_failed
from . import job_rules, node_rules, pool_rules, task_rules
from .evidence import Evidence
from .findings import Explanation, Finding, ranked

_UNREAD = {
    403: ("it may not be read", "ask with a credential that may read it; the rest was explained without it"),
    404: ("it is not there any more", "ask again if a node was replaced or the pool made again just now"),
}
"""What it means that something could not be read, by the status of the answer."""


def not_read(evidence: Evidence) -> Iterator[Finding]:
    """A part of the evidence could not be had."""
    for part in evidence.unread:
        status = part.error.status_code if isinstance(part.error, HttpResponseError) else None
        summary, advice = _UNREAD.get(
            status or 0, ("it could not be read", "ask again; the rest was explained without it")
        )
        yield Finding("warning", "NotRead", summary, advice, part.what, (str(part.error),))


RULES: tuple[Callable[[Evidence], Iterator[Finding]], ...] = (
    *job_rules.RULES,
    *task_rules.RULES,
    *pool_rules.RULES,
    *node_rules.RULES,
    not_read,
)


def explained(evidence: Evidence) -> Explanation:
    """Say what the evidence means."""
    findings = ranked(finding for rule in RULES for finding in rule(evidence))
    return Explanation(str(evidence.subject), _state(evidence), findings)


def _state(evidence: Evidence) -> str:
    if evidence.task is not None:
        failed = state_of(evidence.task.state) == "completed" and has_failed(evidence.task)
        return f"{state_of(evidence.task.state)}{' and has failed' if failed else ''}"
    if evidence.job is not None:
        return state_of(evidence.job.state)
    if evidence.subject.node_id is not None:
        return state_of(evidence.nodes[0].state)
    pool = evidence.pool
    if pool is None:
        return "unknown"
    return (
        f"{state_of(pool.state)} and {state_of(pool.allocation_state)}, with {nodes_in(pool)} of "
        f"{nodes_asked_of(pool)} nodes"
    )
