"""Job preparation tasks: run on a node before the first task of a job there, and again when the node has lost it.

Tasks that are to wait for success are `preparing` meanwhile and hold their slots. Where preparation has failed for good the
job runs no task until the node is restarted; other jobs do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from ..context import ServiceContext
from ..messages import JsonObject
from ..state.entities import Attempt, Job, Node, Visit
from . import jobs, visits
from .attempts import Outcome


def enter(service: ServiceContext, job: Job, where: Iterable[Node]) -> list[Visit]:
    """Begin to prepare nodes for a job where that is due; return the visits that its tasks must wait for."""
    spec: JsonObject | None = job.spec.get("jobPreparationTask")
    if spec is None:
        return []
    waits: list[Visit] = []
    for node in where:
        visit = visits.begin(job, node)
        if visit.prepared == "needed":
            visits.prepare(service, visit, "start")
            _run(service, visit, node, retries=0, last_retry=None)
        if visit.prepared == "running" and spec["waitForSuccess"]:
            waits.append(visit)
    return waits


def wait(awaited: Sequence[Visit], proceed: Callable[[bool], None]) -> Callable[[], None]:
    """Call back once: True when all visits are ready, False when one is not going to be.

    Returns what ends the waiting without a call.
    """
    missing = dict.fromkeys(awaited)

    def stop() -> None:
        for visit in missing:
            visit.waiting.pop(hear, None)
        missing.clear()

    def hear(visit: Visit, ready: bool) -> None:
        visit.waiting.pop(hear, None)
        missing.pop(visit, None)
        if not ready:
            stop()
        if not missing:
            proceed(ready)

    for visit in awaited:
        visit.waiting[hear] = None
    return stop


def is_barred(job: Job, node: Node) -> bool:
    """Tell whether a job must not run on a node, because its preparation has failed there."""
    visit = job.visits.get(node.id)
    return (
        visit is not None
        and visit.prepared == "failed"
        and bool(job.spec["jobPreparationTask"]["waitForSuccess"])
    )


def node_restarted(service: ServiceContext, node: Node, *, wiped: bool) -> None:
    """Note that a node was restarted: what is to be prepared anew, is when the next task comes."""
    for visit in node.visits:
        again = wiped or bool(visit.job.spec["jobPreparationTask"]["rerunOnNodeRebootAfterSuccess"])
        if visit.prepared == "failed" or (visit.prepared == "ready" and again):
            visits.prepare(service, visit, "lose")


def _run(service: ServiceContext, visit: Visit, node: Node, *, retries: int, last_retry: str | None) -> None:
    info = {**visits.started(service), "retryCount": retries}
    if last_retry is not None:
        info["lastRetryTime"] = last_retry
    visit.preparation = info
    attempt = visits.run(service, visit, node, "preparation", _ended)
    visit.job.attempts[attempt] = None
    visits.touch(service, visit)


def _ended(service: ServiceContext, visit: Visit, attempt: Attempt, outcome: Outcome) -> None:
    job, node, info = visit.job, attempt.node, visit.preparation
    assert info is not None
    job.attempts.pop(attempt, None)
    shown = visits.finished(service, info, attempt, outcome)
    by_itself = not attempt.killed
    if by_itself and isinstance(outcome, int) and outcome != 0 and _may_retry(visit):
        node.attempts.pop(attempt, None)
        _run(service, visit, node, retries=int(info["retryCount"]) + 1, last_retry=shown["endTime"])
        return
    visit.preparation = shown
    failed = by_itself or attempt.timed_out
    visits.prepare(
        service, visit, "succeed" if shown["result"] == "success" else "fail" if failed else "lose"
    )
    for hear in list(visit.waiting):
        hear(visit, visit.prepared == "ready")
    visits.leave(service, visit, attempt)
    jobs.attempt_ended(service, job)


def _may_retry(visit: Visit) -> bool:
    assert visit.preparation is not None
    allowed = int(visit.job.spec["jobPreparationTask"]["constraints"]["maxTaskRetryCount"])
    return allowed < 0 or int(visit.preparation["retryCount"]) < allowed
