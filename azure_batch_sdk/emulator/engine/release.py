"""Job release tasks: run once on every node that was prepared for a job, when the job is terminated or deleted.

The job waits for them. A node that is on its way up runs its release task when it is there; one that is leaving, or of no
use, is passed over.
"""

from __future__ import annotations

from ..context import ServiceContext
from ..state.entities import Attempt, Job, Node, Visit
from . import jobs, visits
from .attempts import Outcome

_AWAITING = "JobTerminationAwaitingNodeProcessing"
_AT_WORK = frozenset({"idle", "running", "offline"})
_ON_THE_WAY = frozenset(
    {"starting", "waitingforstarttask", "rebooting", "reimaging", "preempted", "upgradingos"}
)


def is_pending(service: ServiceContext, job: Job) -> bool:
    """Begin what is due when a job ends, and tell whether something of it is left."""
    if "jobReleaseTask" not in job.spec:
        return False
    for visit in job.visits.values():
        if visit.released == "none":
            visits.release(service, visit, "want")
        _look(service, visit, visits.node_of(service, visit))
    return _count(service, job) > 0


def is_over(job: Job) -> None:
    """Take back what a job says while it waits."""
    if job.scheduling_error is not None and job.scheduling_error["code"] == _AWAITING:
        job.scheduling_error = None


def node_changed(service: ServiceContext, node: Node) -> None:
    """Go on with what waited for a node to come up, or give it up."""
    for visit in list(node.visits):
        if visit.released == "due":
            _look(service, visit, node)
            if visit.released == "done":
                _go_on(service, visit)


def _look(service: ServiceContext, visit: Visit, node: Node | None) -> None:
    if visit.released != "due":
        return
    if node is not None and node.state in _AT_WORK:
        visits.release(service, visit, "start")
        visit.release = visits.started(service)
        visits.run(service, visit, node, "release", _ended)
    elif node is None or node.state not in _ON_THE_WAY:
        visits.release(service, visit, "give_up")


def _ended(service: ServiceContext, visit: Visit, attempt: Attempt, outcome: Outcome) -> None:
    assert visit.release is not None
    visit.release = visits.finished(service, visit.release, attempt, outcome)
    # What was killed by a restart of the node has another go.
    again = attempt.killed and not attempt.timed_out and visits.is_known(service, visit)
    visits.release(service, visit, "lose" if again else "end")
    _look(service, visit, visits.node_of(service, visit))
    visits.leave(service, visit, attempt)
    if not visits.is_under_way(visit):
        attempt.node.visits.pop(visit, None)
    _go_on(service, visit)


def _go_on(service: ServiceContext, visit: Visit) -> None:
    if visits.is_known(service, visit):
        _count(service, visit.job)
        jobs.attempt_ended(service, visit.job)


def _count(service: ServiceContext, job: Job) -> int:
    left = sum(visit.released in ("due", "running") for visit in job.visits.values())
    if left and job.state in ("terminating", "deleting"):
        job.scheduling_error = {
            "category": "ServerError",
            "code": _AWAITING,
            "message": "The job is being terminated and waits for nodes to finish their part",
            "details": [{"name": "Number of nodes awaiting processing", "value": str(left)}],
        }
        service.touch(job)
    return left
