"""What keeps a pool from having the nodes that it is to have."""

from __future__ import annotations

from collections.abc import Iterator

from .._waiting.obstacles import is_steady, nodes_asked_of, nodes_in, state_of
from .codes import ANY_QUOTA, AUTO_SCALE, RESIZE, UNKNOWN_ADVICE, Meaning, meaning_of
from .evidence import Evidence
from .findings import Finding, Severity
from .saying import count, said


def pool_is_missing(evidence: Evidence) -> Iterator[Finding]:
    """The pool of a job does not exist."""
    if evidence.pool_is_missing:
        yield Finding(
            "error",
            "PoolNotFound",
            "the pool that the job is to run on does not exist",
            "make a pool of that id; or disable the job, give it another one (update_job with pool_info) and enable it",
            f"pool {evidence.pool_id!r}",
        )


def pool_is_being_deleted(evidence: Evidence) -> Iterator[Finding]:
    """The pool goes away."""
    pool = evidence.pool
    if pool is not None and state_of(pool.state) == "deleting":
        yield Finding(
            "error",
            "PoolDeleted",
            "the pool is being deleted",
            "make it again when it is gone, or give the jobs that use it another one",
            f"pool {pool.id!r}",
        )


def last_resize_failed(evidence: Evidence) -> Iterator[Finding]:
    """The last resize ended with errors; they stay until the next one, also when nothing is missing any more."""
    pool = evidence.pool
    if pool is None:
        return
    severity: Severity = "warning"
    if nodes_in(pool) >= nodes_asked_of(pool):
        severity = "info"
    elif nodes_in(pool) == 0:
        severity = "error"
    for error in pool.resize_errors or ():
        code = error.code or "Unknown"
        meaning = meaning_of(code, RESIZE)
        if meaning is None and code.lower().endswith("quotareached"):
            meaning = ANY_QUOTA
        summary, advice = meaning or Meaning("the last resize of the pool ran into an error", UNKNOWN_ADVICE)
        if severity == "info":
            summary = f"left from the last resize, though no node is missing now: {summary}"
            advice = "nothing; the next resize clears it"
        yield Finding(
            severity,
            code,
            summary,
            advice,
            f"pool {pool.id!r}",
            (said(error.code, error.message, error.error_values),),
        )


def formula_failed(evidence: Evidence) -> Iterator[Finding]:
    """The last run of the autoscale formula ended with an error, so the pool keeps its size."""
    pool = evidence.pool
    run = None if pool is None else pool.auto_scale_run
    if pool is None or run is None or run.error is None:
        return
    error = run.error
    summary, advice = meaning_of(error.code, AUTO_SCALE) or Meaning(
        "the last run of the autoscale formula failed, so the pool keeps its size", UNKNOWN_ADVICE
    )
    results = (f"results: {run.results}",) if run.results else ()
    yield Finding(
        "error",
        error.code or "Unknown",
        summary,
        advice,
        f"pool {pool.id!r}",
        (said(error.code, error.message, error.error_values), *results),
    )


def too_few_nodes(evidence: Evidence) -> Iterator[Finding]:
    """The pool stays without nodes, or with fewer than it is to have, and no error says why."""
    pool = evidence.pool
    if pool is None or pool.enable_auto_scale or not is_steady(pool) or state_of(pool.state) == "deleting":
        return
    there, wanted = nodes_in(pool), nodes_asked_of(pool)
    if there == 0 and wanted == 0:
        yield Finding(
            "error",
            "NoNodes",
            "the pool has no nodes and is to have none",
            "resize it (begin_resize_pool), or let a formula do it (enable_pool_auto_scale)",
            f"pool {pool.id!r}",
        )
    elif there < wanted and not pool.resize_errors:
        yield Finding(
            "error" if there == 0 else "warning",
            "NoNodes" if there == 0 else "TooFewNodes",
            f"the pool has {there} of {count(wanted, 'node')}, and no resize is under way",
            "resize it again with begin_resize_pool",
            f"pool {pool.id!r}",
        )


def formula_wants_no_nodes(evidence: Evidence) -> Iterator[Finding]:
    """A pool that grows by its formula is empty because the formula says so, or has not been evaluated."""
    pool = evidence.pool
    if pool is None or not pool.enable_auto_scale or nodes_in(pool) or nodes_asked_of(pool):
        return
    run = pool.auto_scale_run
    if run is None:
        yield Finding(
            "info",
            "AutoScaleNotYetRun",
            "the pool has no nodes, and its autoscale formula has not been evaluated yet",
            "wait for the first run",
            f"pool {pool.id!r}",
        )
    elif run.error is None:
        yield Finding(
            "warning",
            "AutoScaleWantsNoNodes",
            "the pool has no nodes because its autoscale formula asks for none",
            "wait for the next run if tasks are new (samples are up to a minute late); if it stays so, try the formula "
            "with evaluate_pool_auto_scale",
            f"pool {pool.id!r}",
            (f"results: {run.results}", f"formula: {pool.auto_scale_formula}"),
        )


def pool_is_resizing(evidence: Evidence) -> Iterator[Finding]:
    """Nodes come or go just now."""
    pool = evidence.pool
    if pool is None or state_of(pool.state) == "deleting" or is_steady(pool):
        return
    yield Finding(
        "info",
        "PoolResizing",
        f"a resize is under way: {nodes_in(pool)} of {count(nodes_asked_of(pool), 'node')} so far",
        "wait; wait_for_nodes ends when the nodes can run tasks",
        f"pool {pool.id!r}",
    )


RULES = (
    pool_is_missing,
    pool_is_being_deleted,
    last_resize_failed,
    formula_failed,
    too_few_nodes,
    formula_wants_no_nodes,
    pool_is_resizing,
)
