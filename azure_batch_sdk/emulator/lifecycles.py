"""The life cycles of the service's entities, as tables.

Every change of state goes through `next(state, event)`; a pair that is not in the table raises, so that a state can
only be reached by a road that is written down here.
"""

from __future__ import annotations

from collections.abc import Mapping


class IllegalTransition(Exception):
    """An event that does not exist in the state; a fault of the emulator, not of a request."""


class Transitions:
    """One life cycle: state, then event, to the next state."""

    def __init__(self, name: str, table: Mapping[str, Mapping[str, str]]) -> None:
        self.name = name
        self.table = table
        targets = {target for row in table.values() for target in row.values()}
        if missing := targets - table.keys():
            raise ValueError(f"{name}: no row for {sorted(missing)}")

    def __repr__(self) -> str:
        return f"<Transitions {self.name}: {', '.join(self.table)}>"

    def allows(self, state: str, event: str) -> bool:
        """Tell whether an event exists in a state."""
        return event in self.table[state]

    def next(self, state: str, event: str) -> str:
        """Return the state that follows."""
        try:
            return self.table[state][event]
        except KeyError:
            raise IllegalTransition(f"{self.name}: no event {event!r} in state {state!r}") from None


POOL = Transitions("pool", {"active": {"delete": "deleting"}, "deleting": {}})

ALLOCATION = Transitions(
    "allocation",
    {
        "steady": {"resize": "resizing"},
        "resizing": {"settled": "steady", "stop": "stopping"},
        # A pool that is being deleted stops first and then shrinks to nothing.
        "stopping": {"settled": "steady", "resize": "resizing"},
    },
)

_LEAVE = {"leave": "leavingpool"}
_RESTART = {
    "reboot": "rebooting",
    "reimage": "reimaging",
    "deallocate": "deallocating",
    "restarted": "starting",
    **_LEAVE,
}
_WORK = {"idle": "idle", "run": "running", "offline": "offline"}
_MISHAPS = {"fail": "unusable", "preempt": "preempted"}

NODE = Transitions(
    "node",
    {
        "creating": {"booted": "starting", "restarted": "starting", **_LEAVE},
        "starting": {
            "start_task": "waitingforstarttask",
            "restarted": "starting",
            **_WORK,
            **_MISHAPS,
            **_LEAVE,
        },
        "waitingforstarttask": {"start_task_failed": "starttaskfailed", **_WORK, **_MISHAPS, **_RESTART},
        "starttaskfailed": {**_MISHAPS, **_RESTART},
        "idle": {**_WORK, **_MISHAPS, **_RESTART},
        "running": {**_WORK, **_MISHAPS, **_RESTART},
        "offline": {**_WORK, **_MISHAPS, **_RESTART},
        "rebooting": {"booted": "starting", "restarted": "starting", **_LEAVE},
        "reimaging": {"booted": "starting", "restarted": "starting", **_LEAVE},
        "deallocating": {"deallocated": "deallocated", **_LEAVE},
        "deallocated": {"booted": "starting", **_LEAVE},
        # A resize that was stopped or timed out gives back a node that still works.
        "leavingpool": {**_WORK},
        "unusable": {**_MISHAPS, **_RESTART},
        "unknown": {**_RESTART},
        "preempted": {"booted": "starting", "restarted": "starting", **_LEAVE},
        "upgradingos": {"booted": "starting", **_LEAVE},
    },
)

_END = {"terminate": "terminating", "delete": "deleting"}

JOB = Transitions(
    "job",
    {
        "active": {"disable": "disabling", **_END},
        "disabling": {"settled": "disabled", "enable": "enabling", "disable": "disabling", **_END},
        "disabled": {"enable": "enabling", "disable": "disabling", **_END},
        "enabling": {"settled": "active", **_END},
        "terminating": {"settled": "completed", "delete": "deleting"},
        "completed": {"delete": "deleting"},
        "deleting": {},
    },
)
JOB_TRANSITIONAL = frozenset({"disabling", "enabling", "terminating", "deleting"})

JOB_SCHEDULE = Transitions(
    "job schedule",
    {
        "active": {"disable": "disabled", "complete": "completed", **_END},
        "disabled": {"enable": "active", "disable": "disabled", **_END},
        "terminating": {"complete": "completed", "delete": "deleting"},
        "completed": {"delete": "deleting"},
        "deleting": {},
    },
)

PREPARATION = Transitions(
    "preparation of a node for a job",
    {
        "needed": {"start": "running"},
        "running": {"succeed": "ready", "fail": "failed", "lose": "needed"},
        "ready": {"lose": "needed"},
        "failed": {"lose": "needed"},
    },
)

RELEASE = Transitions(
    "release of a node by a job",
    {
        "none": {"want": "due"},
        "due": {"start": "running", "give_up": "done"},
        "running": {"end": "done", "lose": "due"},
        "done": {},
    },
)

TASK = Transitions(
    "task",
    {
        "active": {"prepare": "preparing", "start": "running", "end": "completed"},
        "preparing": {"start": "running", "requeue": "active", "end": "completed"},
        "running": {"requeue": "active", "retry": "active", "end": "completed"},
        "completed": {"reactivate": "active"},
    },
)
