"""Judge one look at a resource: has it not begun, is it busy, is it done, or has it failed?

Each rule is a function of the evidence so far and of the resource as it is now. States that skip by unseen, states from
before the request and other people's requests are what the rules are about. A state that no rule knows counts as busy;
the machine sees to that.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .evidence import Evidence, Resource, word


@dataclass(frozen=True)
class NotBegun:
    """Nothing shows that the service has begun; it may take some seconds."""

    goal_holds: bool = False
    """Whether what was asked for is the case anyway."""


@dataclass(frozen=True)
class Busy:
    """The service is at it."""


@dataclass(frozen=True)
class Done:
    """What was asked for has happened."""


@dataclass(frozen=True)
class Raises:
    """It came to another end than the one asked for."""

    reason: str


Verdict = NotBegun | Busy | Done | Raises
Rule = Callable[[Evidence, Resource], Verdict]

POOL_STATES = frozenset(("active", "deleting"))
ALLOCATION_STATES = frozenset(("steady", "resizing", "stopping"))
JOB_STATES = frozenset(
    ("active", "disabling", "disabled", "enabling", "terminating", "completed", "deleting")
)
JOB_SCHEDULE_STATES = frozenset(("active", "completed", "disabled", "terminating", "deleting"))
NODE_STATES = frozenset(
    (
        "idle",
        "rebooting",
        "reimaging",
        "running",
        "unusable",
        "creating",
        "starting",
        "waitingforstarttask",
        "starttaskfailed",
        "unknown",
        "leavingpool",
        "offline",
        "preempted",
        "upgradingos",
        "deallocated",
        "deallocating",
    )
)

_USABLE = frozenset(("idle", "running", "offline"))
_RESTARTED = frozenset(("rebooting", "reimaging", "starting"))
_COMING_UP = frozenset(("starting", "creating", "waitingforstarttask"))


# -- pools, jobs and job schedules that are deleted; jobs and job schedules that are terminated


def deleted(evidence: Evidence, resource: Resource) -> Verdict:
    """Judge a delete; a resource that answers 404 never comes here."""
    if word(resource, "state") == "deleting":
        return Busy()
    if evidence.since(resource, "creationTime"):
        return Done()
    return NotBegun()


def terminated(evidence: Evidence, resource: Resource) -> Verdict:
    """Judge the end of a job or a job schedule."""
    match word(resource, "state"):
        case "completed":
            return Done()
        case "terminating" | "deleting":
            return Busy()
        case _:
            return NotBegun()


# -- jobs that are disabled or enabled


def disabled(evidence: Evidence, job: Resource) -> Verdict:
    """Judge the disabling of a job, which somebody else may enable again before we look."""
    match word(job, "state"):
        case "disabled" | "enabling":
            return Done()
        case "disabling":
            return Busy()
        case "active":
            was_disabled = word(job, "previousState") == "disabled"
            if was_disabled and evidence.since(job, "previousStateTransitionTime"):
                return Done()
            return NotBegun()
        case state:
            return Raises(f"the job is {state}")


def enabled(evidence: Evidence, job: Resource) -> Verdict:
    """Judge the enabling of a job, which may have run, ended or been disabled again before we look."""
    state = word(job, "state")
    if state == "deleting":
        return Raises("the job is deleting")
    if state == "enabling":
        return Busy()
    if state == "active":
        return Done() if evidence.since(job, "stateTransitionTime") else NotBegun(goal_holds=True)
    # The previous state skips the ones between: a job that was active and now disables, says active.
    if word(job, "previousState") == "active" and evidence.since(job, "previousStateTransitionTime"):
        return Done()
    if state in ("disabled", "disabling"):
        return NotBegun()
    return Raises(f"the job is {state} and was not active before")


# -- pools that change their size


def resized(evidence: Evidence, pool: Resource) -> Verdict:
    """Judge a resize or the removal of nodes."""
    if word(pool, "state") == "deleting":
        # A pool that is deleted resizes to 0 on its way.
        return Raises("the pool is deleting")
    state = word(pool, "allocationState")
    begun = (
        state != "steady"
        or evidence.since(pool, "allocationStateTransitionTime")
        or not evidence.seen.isdisjoint(("resizing", "stopping"))
    )
    if not begun:
        return NotBegun(goal_holds=_has_size_asked_for(evidence, pool))
    if not _has_targets_asked_for(evidence, pool):
        return Raises(f"somebody else resized the pool: its targets are now {_size(pool, 'target')}")
    if state != "steady":
        return Busy()
    errors = pool.get("resizeErrors")
    return Raises(f"the resize ended with {_listed(errors)}") if errors else Done()


def resize_stopped(evidence: Evidence, pool: Resource) -> Verdict:
    """Judge the stopping of a resize; `ResizeStopped` among the errors is what was asked for."""
    if word(pool, "state") == "deleting":
        return Raises("the pool is deleting")
    match word(pool, "allocationState"):
        case "steady":
            return Done()
        case "stopping":
            return Busy()
    # To stop a resize moves neither ETag nor lastModified, which both date from the resize itself. So only a time
    # after the whole second of the answer shows that this is a new resize.
    if "stopping" in evidence.seen or evidence.after_the_answer(pool, "allocationStateTransitionTime"):
        return Done()
    return NotBegun()


def _has_targets_asked_for(evidence: Evidence, pool: Resource) -> bool:
    dedicated, low_priority = evidence.targets
    return (dedicated is None or pool.get("targetDedicatedNodes") == dedicated) and (
        low_priority is None or pool.get("targetLowPriorityNodes") == low_priority
    )


def _has_size_asked_for(evidence: Evidence, pool: Resource) -> bool:
    # The removal of nodes names no targets: whether it has happened cannot be told from the size.
    return (
        evidence.targets != (None, None)
        and _has_targets_asked_for(evidence, pool)
        and pool.get("targetDedicatedNodes") == pool.get("currentDedicatedNodes")
        and pool.get("targetLowPriorityNodes") == pool.get("currentLowPriorityNodes")
    )


def _size(pool: Resource, kind: str) -> str:
    return f"{pool.get(kind + 'DedicatedNodes')} dedicated and {pool.get(kind + 'LowPriorityNodes')} low-priority nodes"


def _listed(errors: Any) -> str:
    if not isinstance(errors, list):
        return repr(errors)
    return "; ".join(
        f"{error.get('code')} ({error.get('message')})" if hasattr(error, "get") else repr(error)
        for error in errors
    )


# -- nodes


def restarted(evidence: Evidence, node: Resource) -> Verdict:
    """Judge a reboot or a reimage."""
    state = word(node, "state")
    begun = not evidence.seen.isdisjoint(_RESTARTED) or evidence.since(node, "lastBootTime")
    if state in _USABLE:
        return Done() if begun else NotBegun()
    if state in ("starttaskfailed", "unusable"):
        # It may have been so before, and the restart be the cure.
        if begun or evidence.since(node, "stateTransitionTime"):
            return Raises(f"the node is {state}")
        return NotBegun()
    if state in ("preempted", "leavingpool", "deallocating", "deallocated"):
        return Raises(f"the node is {state}")
    return Busy()


def deallocated(evidence: Evidence, node: Resource) -> Verdict:
    """Judge a deallocation, after which somebody else may start the node before we look."""
    state = word(node, "state")
    if state == "deallocated":
        return Done()
    if state in ("unusable", "preempted", "leavingpool"):
        return Raises(f"the node is {state}")
    if state in ("deallocating", "unknown"):
        return Busy()
    return Done() if "deallocating" in evidence.seen else NotBegun()


def started(evidence: Evidence, node: Resource) -> Verdict:
    """Judge the start of a deallocated node."""
    state = word(node, "state")
    if state in _USABLE:
        return Done()
    if state in ("starttaskfailed", "unusable", "preempted", "leavingpool"):
        return Raises(f"the node is {state}")
    if state in ("deallocated", "deallocating"):
        if evidence.seen.isdisjoint(_COMING_UP):
            return NotBegun()
        return Raises(f"somebody else deallocated the node again: it is {state}")
    return Busy()
