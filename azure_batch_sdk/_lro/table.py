"""The fourteen operations that take long: what to look at, and by which rule to judge it."""

from __future__ import annotations

from typing import Any, NamedTuple

from .._generated.operations import job_schedules, jobs, nodes, pools
from .._runtime.operation import Operation
from . import rules
from .rules import Done, Raises, Rule, Verdict


class Look(NamedTuple):
    """How to look at a resource."""

    operation: Operation
    state: str
    """The member that holds the state."""
    states: frozenset[str]
    """The states known to us."""
    not_found: frozenset[str]
    """The error codes, in lower case, that say that it does not exist; any other 404 is somebody else's."""


class LongRunning(NamedTuple):
    """One operation that takes long."""

    start: Operation
    look: Look
    rule: Rule
    gone: Verdict
    """The verdict if the resource is gone, or another has taken its name."""

    def model(self, data: dict[str, Any]) -> Any:
        """Make the typed model of what was looked at."""
        from .. import models

        name = self.look.operation.model
        assert name is not None  # every look is a GET that answers with a model
        return getattr(models, name)._view(data)


_POOL = Look(pools.GET_POOL, "state", rules.POOL_STATES, frozenset(("poolnotfound",)))
_POOL_SIZE = _POOL._replace(state="allocationState", states=rules.ALLOCATION_STATES)
_JOB = Look(jobs.GET_JOB, "state", rules.JOB_STATES, frozenset(("jobnotfound",)))
_JOB_SCHEDULE = Look(
    job_schedules.GET_JOB_SCHEDULE,
    "state",
    rules.JOB_SCHEDULE_STATES,
    frozenset(("jobschedulenotfound",)),
)
_NODE = Look(nodes.GET_NODE, "state", rules.NODE_STATES, frozenset(("nodenotfound", "poolnotfound")))

_POOL_GONE = Raises("the pool is gone")
_JOB_GONE = Raises("the job is gone")
_NODE_GONE = Raises("the node is gone")

_ROWS = (
    LongRunning(pools.DELETE_POOL, _POOL, rules.deleted, gone=Done()),
    LongRunning(jobs.DELETE_JOB, _JOB, rules.deleted, gone=Done()),
    LongRunning(job_schedules.DELETE_JOB_SCHEDULE, _JOB_SCHEDULE, rules.deleted, gone=Done()),
    LongRunning(jobs.DISABLE_JOB, _JOB, rules.disabled, gone=_JOB_GONE),
    LongRunning(jobs.ENABLE_JOB, _JOB, rules.enabled, gone=_JOB_GONE),
    LongRunning(jobs.TERMINATE_JOB, _JOB, rules.terminated, gone=Done()),
    LongRunning(job_schedules.TERMINATE_JOB_SCHEDULE, _JOB_SCHEDULE, rules.terminated, gone=Done()),
    LongRunning(pools.RESIZE_POOL, _POOL_SIZE, rules.resized, gone=_POOL_GONE),
    LongRunning(pools.REMOVE_NODES, _POOL_SIZE, rules.resized, gone=_POOL_GONE),
    LongRunning(pools.STOP_POOL_RESIZE, _POOL_SIZE, rules.resize_stopped, gone=_POOL_GONE),
    LongRunning(nodes.REBOOT_NODE, _NODE, rules.restarted, gone=_NODE_GONE),
    LongRunning(nodes.REIMAGE_NODE, _NODE, rules.restarted, gone=_NODE_GONE),
    LongRunning(nodes.DEALLOCATE_NODE, _NODE, rules.deallocated, gone=_NODE_GONE),
    LongRunning(nodes.START_NODE, _NODE, rules.started, gone=_NODE_GONE),
)

TABLE = {row.start.name: row for row in _ROWS}
"""The rows, by the name of the method."""
