"""A job on a node: its preparation task comes before its tasks there, its release task after all of them.

Both are run here; what their ends mean is in `preparation` and `release`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from ..context import ServiceContext
from ..lifecycles import PREPARATION, RELEASE
from ..messages import JsonObject
from ..state.durations import seconds_of_duration
from ..state.entities import Attempt, Job, Node, Visit
from . import attempts, nodes, places
from .attempts import Outcome
from .commands import Command
from .failures import ended_by_user, failure_of
from .needs import Needs

Ended = Callable[[ServiceContext, Visit, Attempt, Outcome], None]
Kind = Literal["preparation", "release"]

MEMBERS: dict[Kind, str] = {"preparation": "jobPreparationTask", "release": "jobReleaseTask"}
"""What each is called in a job."""


def begin(job: Job, node: Node) -> Visit:
    """Return the visit of a job to a node; the first time it is made."""
    visit = job.visits.get(node.id)
    if visit is None:
        visit = Visit(job, node.id, node.pool.id)
        job.visits[node.id] = visit
        node.visits[visit] = None
    return visit


def node_of(service: ServiceContext, visit: Visit) -> Node | None:
    """Return the node of a visit, None if it is gone."""
    pool = service.world.pools.get(visit.pool_id)
    return None if pool is None else pool.nodes.get(visit.node_id)


def is_known(service: ServiceContext, visit: Visit) -> bool:
    """Tell whether the job of a visit is still there; a forced delete waits for nothing."""
    return service.world.jobs.get(visit.job.id) is visit.job


def touch(service: ServiceContext, visit: Visit) -> None:
    """Write a visit down."""
    if is_known(service, visit):
        service.touch(visit)


def prepare(service: ServiceContext, visit: Visit, event: str) -> None:
    """Move a visit's preparation on."""
    visit.prepared = PREPARATION.next(visit.prepared, event)
    touch(service, visit)


def release(service: ServiceContext, visit: Visit, event: str) -> None:
    """Move a visit's release on."""
    visit.released = RELEASE.next(visit.released, event)
    touch(service, visit)


def job_completed(service: ServiceContext, job: Job) -> None:
    """Take a job off the nodes where nothing is left to do; what is shown of it stays."""
    for visit in job.visits.values():
        node = node_of(service, visit)
        if node is not None and not is_under_way(visit):
            node.visits.pop(visit, None)


def is_under_way(visit: Visit) -> bool:
    """Tell whether a node still matters to a job, or the job to the node."""
    return visit.job.state != "completed" or visit.released in ("due", "running")


def forget(service: ServiceContext, job: Job) -> None:
    """End all visits of a job that is deleted."""
    for visit in job.visits.values():
        if visit.attempt is not None:
            attempts.kill(service, visit.attempt)
        node = node_of(service, visit)
        if node is not None:
            node.visits.pop(visit, None)


def run(service: ServiceContext, visit: Visit, node: Node, kind: Kind, ended: Ended) -> Attempt:
    """Start the preparation or release task of a job; it holds no slots."""
    job = visit.job
    spec: JsonObject = job.spec[MEMBERS[kind]]
    attempt = Attempt(f"{kind}/{job.id}/{node.id}/{service.clock.next_tick()}", node, 0, None)
    visit.attempt = attempt
    node.attempts[attempt] = None

    def over(attempt: Attempt, outcome: Outcome) -> None:
        if attempt.timer is not None:
            attempt.timer.cancel()
        visit.attempt = None
        ended(service, visit, attempt, outcome)

    def out_of_time() -> None:
        attempt.timed_out = True
        attempts.kill(service, attempt)

    limit = seconds_of_duration((spec.get("constraints") or spec)["maxWallClockTime"])
    if limit is not None:
        attempt.timer = service.after(limit, out_of_time)
    command = Command(
        attempt.key,
        spec["commandLine"],
        places.place_of(service, job, node, spec["id"], kind),
        job_settings=job.spec.get("commonEnvironmentSettings"),
        settings=spec.get("environmentSettings"),
    )
    attempts.launch(service, attempt, command, over, Needs.of(service, spec, node))
    return attempt


def started(service: ServiceContext) -> JsonObject:
    """Show a task that has just been started."""
    return {"startTime": service.clock.text(service.clock.next_tick()), "state": "running"}


def finished(service: ServiceContext, info: JsonObject, attempt: Attempt, outcome: Outcome) -> JsonObject:
    """Show a task that has ended."""
    failure = failure_of(outcome, killed=attempt.killed, timed_out=attempt.timed_out)
    shown: JsonObject = {
        "startTime": info["startTime"],
        "endTime": service.clock.text(service.clock.next_tick()),
        "state": "completed",
    }
    if isinstance(outcome, int):
        shown["exitCode"] = outcome
    if failure is not None:
        shown["failureInfo"] = failure
    for name in ("retryCount", "lastRetryTime"):
        if name in info:
            shown[name] = info[name]
    return {**shown, "result": "success" if failure is None else "failure"}


def interrupted(service: ServiceContext, job: Job) -> None:
    """Note that what ran for a job has ended with an earlier run of the service."""
    for visit in job.visits.values():
        if visit.prepared == "running":
            visit.preparation = _cut_off(service, visit.preparation or {})
            prepare(service, visit, "lose")
        if visit.released == "running":
            visit.release = _cut_off(service, visit.release or {})
            release(service, visit, "lose")


def _cut_off(service: ServiceContext, info: JsonObject) -> JsonObject:
    ended = service.clock.text(service.clock.next_tick())
    return {
        **info,
        "state": "completed",
        "endTime": ended,
        "failureInfo": ended_by_user(),
        "result": "failure",
    }


def leave(service: ServiceContext, visit: Visit, attempt: Attempt) -> None:
    """Let the node go on without a process that has ended."""
    nodes.give_back(service, attempt)
    touch(service, visit)
