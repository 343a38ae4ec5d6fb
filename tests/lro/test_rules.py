"""Every cell of the table of waits, with replies written by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from azure_batch_sdk._generated.schema import ENUMS
from azure_batch_sdk._lro import rules
from azure_batch_sdk._lro.rules import Busy, Done, NotBegun, Raises, Verdict
from azure_batch_sdk._lro.table import TABLE
from tests.lro.scripted import (
    AFTER,
    ASKED,
    ETAG,
    JUST_AFTER,
    JUST_BEFORE,
    LATER,
    LONG_BEFORE,
    Scripted,
    asked,
    found,
    missing,
)

Looks = Sequence[Mapping[str, Any] | Scripted]

NOT_BEGUN = NotBegun()
GOAL_HOLDS = NotBegun(goal_holds=True)
BUSY = Busy()
DONE = Done()
RAISES = Raises


def judged(operation: str, looks: Looks, **request: Any) -> Verdict:
    """Return the verdict on the last of some looks."""
    waiting = asked(operation, **request)
    verdicts = [
        waiting.judge(look if isinstance(look, Scripted) else found({"id": "x", **look})) for look in looks
    ]
    return verdicts[-1]


def check(operation: str, looks: Looks, expected: Verdict | type[Raises], **request: Any) -> None:
    """Compare the verdict on the last of some looks; of a failure only that it is one."""
    verdict = judged(operation, looks, **request)
    assert (type(verdict) if expected is RAISES else verdict) == expected


# -- delete_pool, delete_job, delete_job_schedule

OLD_ACTIVE = {"state": "active", "creationTime": LONG_BEFORE}
OLD_DELETING = {"state": "deleting", "creationTime": LONG_BEFORE}
NEW_ACTIVE = {"state": "active", "creationTime": AFTER}
DELETES = {
    "begin_delete_pool": "PoolNotFound",
    "begin_delete_job": "JobNotFound",
    "begin_delete_job_schedule": "JobScheduleNotFound",
}


@pytest.mark.parametrize("operation", DELETES)
@pytest.mark.parametrize(
    "looks,expected",
    [
        pytest.param([OLD_ACTIVE], NOT_BEGUN, id="still-active"),
        pytest.param(
            [{**OLD_ACTIVE, "creationTime": JUST_BEFORE}], DONE, id="made-in-the-second-of-the-answer"
        ),
        pytest.param([OLD_DELETING], BUSY, id="deleting"),
        pytest.param([{**OLD_DELETING, "state": "Deleting"}], BUSY, id="deleting-in-another-case"),
        pytest.param([OLD_DELETING, NEW_ACTIVE], DONE, id="made-again"),
        pytest.param([OLD_DELETING, {**NEW_ACTIVE, "state": "deleting"}], DONE, id="made-and-deleted-again"),
        pytest.param([NEW_ACTIVE], DONE, id="made-again-before-the-first-look"),
        pytest.param([OLD_ACTIVE, NEW_ACTIVE], DONE, id="made-again-deleting-never-seen"),
        pytest.param([{"state": "frozen", "creationTime": LONG_BEFORE}], BUSY, id="unknown-state"),
        pytest.param([{}], BUSY, id="no-state"),
        pytest.param([OLD_DELETING, missing(None)], RAISES, id="404-of-a-proxy"),
        pytest.param([missing("ResourceNotFound")], RAISES, id="404-with-another-code"),
        pytest.param([missing("TaskNotFound")], RAISES, id="404-of-another-resource"),
    ],
)
def test_delete(operation: str, looks: Looks, expected: Any) -> None:
    check(operation, looks, expected)


@pytest.mark.parametrize("operation,code", DELETES.items())
def test_deleted_is_what_the_service_does_not_find(operation: str, code: str) -> None:
    check(operation, [OLD_DELETING, missing(code)], DONE)
    check(operation, [missing(code.lower())], DONE)


# -- disable_job


@pytest.mark.parametrize(
    "job,expected",
    [
        ({"state": "active", "stateTransitionTime": LONG_BEFORE}, NOT_BEGUN),
        (
            {"state": "active", "previousState": "disabled", "previousStateTransitionTime": LONG_BEFORE},
            NOT_BEGUN,
        ),
        (
            {"state": "active", "previousState": "disabled", "previousStateTransitionTime": JUST_BEFORE},
            NOT_BEGUN,
        ),
        ({"state": "active", "previousState": "disabled", "previousStateTransitionTime": AFTER}, DONE),
        ({"state": "disabling"}, BUSY),
        ({"state": "disabled"}, DONE),
        ({"state": "enabling"}, DONE),
        ({"state": "terminating"}, RAISES),
        ({"state": "completed"}, RAISES),
        ({"state": "deleting"}, RAISES),
        ({"state": "resting"}, BUSY),
        (missing("JobNotFound"), RAISES),
        (missing(None), RAISES),
    ],
)
def test_disable_job(job: Any, expected: Any) -> None:
    if not isinstance(job, Scripted):
        job = {"creationTime": LONG_BEFORE, "eTag": ETAG, "lastModified": ASKED, **job}
    check("begin_disable_job", [job], expected, etag=ETAG)


# -- enable_job


def _was(state: str, since: str) -> dict[str, str]:
    return {"previousState": state, "previousStateTransitionTime": since}


@pytest.mark.parametrize(
    "job,expected",
    [
        ({"state": "disabled", **_was("active", LONG_BEFORE)}, NOT_BEGUN),
        ({"state": "disabling", **_was("active", LONG_BEFORE)}, NOT_BEGUN),
        ({"state": "disabling"}, NOT_BEGUN),
        ({"state": "enabling", **_was("disabled", LONG_BEFORE)}, BUSY),
        ({"state": "active", "stateTransitionTime": JUST_AFTER, **_was("disabled", LONG_BEFORE)}, DONE),
        ({"state": "active", "stateTransitionTime": JUST_BEFORE}, GOAL_HOLDS),
        ({"state": "completed", **_was("active", AFTER)}, DONE),
        ({"state": "terminating", **_was("active", AFTER)}, DONE),
        ({"state": "disabling", **_was("active", AFTER)}, DONE),
        ({"state": "disabled", **_was("active", AFTER)}, DONE),
        ({"state": "completed", **_was("disabled", LONG_BEFORE)}, RAISES),
        ({"state": "terminating", **_was("disabled", LONG_BEFORE)}, RAISES),
        ({"state": "completed", **_was("disabled", AFTER)}, RAISES),
        ({"state": "completed", **_was("active", LONG_BEFORE)}, RAISES),
        ({"state": "deleting", **_was("active", AFTER)}, RAISES),
        ({"state": "resting"}, BUSY),
        (missing("JobNotFound"), RAISES),
    ],
)
def test_enable_job(job: Any, expected: Any) -> None:
    if not isinstance(job, Scripted):
        job = {"creationTime": LONG_BEFORE, "eTag": ETAG, "lastModified": ASKED, **job}
    check("begin_enable_job", [job], expected, etag=ETAG)


# -- terminate_job, terminate_job_schedule


@pytest.mark.parametrize(
    "operation,not_found",
    [("begin_terminate_job", "JobNotFound"), ("begin_terminate_job_schedule", "JobScheduleNotFound")],
)
def test_terminate(operation: str, not_found: str) -> None:
    def state(word: str, created: str = LONG_BEFORE) -> dict[str, str]:
        return {"state": word, "creationTime": created}

    check(operation, [state("active")], NOT_BEGUN)
    check(operation, [state("disabled")], NOT_BEGUN)
    check(operation, [state("terminating")], BUSY)
    check(operation, [state("deleting")], BUSY)
    check(operation, [state("winding-up")], BUSY)
    check(operation, [state("completed")], DONE)
    check(operation, [state("terminating"), missing(not_found)], DONE)
    check(operation, [missing(not_found)], DONE)
    check(operation, [state("terminating"), state("active", AFTER)], DONE)
    check(operation, [state("active", AFTER)], DONE)
    check(operation, [state("active", JUST_BEFORE)], NOT_BEGUN)
    check(operation, [missing(None)], RAISES)


# -- resize_pool, remove_nodes


def _pool(allocation: str, since: str, *, target: int = 3, current: int = 0, **more: Any) -> dict[str, Any]:
    return {
        "creationTime": LONG_BEFORE,
        "state": "active",
        "eTag": ETAG,
        "lastModified": ASKED,
        "allocationState": allocation,
        "allocationStateTransitionTime": since,
        "targetDedicatedNodes": target,
        "targetLowPriorityNodes": 0,
        "currentDedicatedNodes": current,
        "currentLowPriorityNodes": 0,
        **more,
    }


ERRORS = [{"code": "AccountCoreQuotaReached", "message": "No more cores."}]
RESIZES = ["begin_resize_pool", "begin_remove_nodes"]


@pytest.mark.parametrize("operation", RESIZES)
@pytest.mark.parametrize(
    "looks,expected",
    [
        pytest.param([_pool("steady", LONG_BEFORE)], NOT_BEGUN, id="steady-from-before"),
        pytest.param([_pool("steady", JUST_BEFORE)], NOT_BEGUN, id="steady-from-just-before"),
        pytest.param([_pool("steady", LONG_BEFORE, resizeErrors=ERRORS)], NOT_BEGUN, id="old-resize-errors"),
        pytest.param([_pool("resizing", ASKED)], BUSY, id="resizing"),
        pytest.param([_pool("resizing", ASKED, resizeErrors=ERRORS)], BUSY, id="resizing-with-errors"),
        pytest.param([_pool("stopping", AFTER)], BUSY, id="stopping"),
        pytest.param([_pool("steady", JUST_AFTER, current=3)], DONE, id="steady-since"),
        pytest.param([_pool("steady", ASKED, current=3)], DONE, id="steady-at-once"),
        pytest.param([_pool("steady", AFTER, resizeErrors=[])], DONE, id="no-errors"),
        pytest.param([_pool("steady", AFTER, resizeErrors=ERRORS)], RAISES, id="quota"),
        pytest.param([_pool("steady", AFTER, resizeErrors=["odd"])], RAISES, id="odd-errors"),
        pytest.param([_pool("resizing", AFTER, state="deleting")], RAISES, id="deleting"),
        pytest.param([_pool("steady", AFTER, state="deleting")], RAISES, id="deleting-and-steady"),
        pytest.param([_pool("waiting", AFTER)], BUSY, id="unknown-state"),
        pytest.param([missing("PoolNotFound")], RAISES, id="gone"),
        pytest.param([missing(None)], RAISES, id="404-of-a-proxy"),
        pytest.param(
            [_pool("resizing", ASKED), _pool("steady", AFTER, creationTime=AFTER)], RAISES, id="another-pool"
        ),
    ],
)
def test_resize(operation: str, looks: Looks, expected: Any) -> None:
    targets = (3, None) if operation == "begin_resize_pool" else (None, None)
    check(operation, looks, expected, etag=ETAG, targets=targets)


def test_a_resize_that_somebody_else_overtook_raises() -> None:
    for allocation in ("resizing", "stopping", "steady"):
        looks: Looks = [_pool("resizing", ASKED), _pool(allocation, AFTER, target=7)]
        check("begin_resize_pool", looks, RAISES, etag=ETAG, targets=(3, None))
        check("begin_resize_pool", looks, RAISES, etag=ETAG, targets=(None, 1))
        # The removal of nodes did not say where the targets go.
        assert not isinstance(judged("begin_remove_nodes", looks, etag=ETAG), Raises)


def test_a_resize_to_the_present_size_has_its_goal_before_it_begins() -> None:
    steady = _pool("steady", LONG_BEFORE, target=3, current=3)
    check("begin_resize_pool", [steady], GOAL_HOLDS, etag=ETAG, targets=(3, None))
    check("begin_resize_pool", [steady], GOAL_HOLDS, etag=ETAG, targets=(3, 0))
    check("begin_resize_pool", [steady], NOT_BEGUN, etag=ETAG, targets=(4, None))
    check("begin_remove_nodes", [steady], NOT_BEGUN, etag=ETAG)


def test_a_pool_changed_by_others_is_dated_by_the_exact_time_seen_before() -> None:
    changed: dict[str, Any] = {"eTag": "0x8DE6099999999AB", "lastModified": LATER}
    looks: Looks = [_pool("steady", JUST_BEFORE), _pool("steady", JUST_BEFORE, **changed)]
    check("begin_remove_nodes", looks, NOT_BEGUN, etag=ETAG)
    looks = [_pool("steady", JUST_BEFORE), _pool("steady", AFTER, current=3, **changed)]
    check("begin_remove_nodes", looks, DONE, etag=ETAG)


def test_without_an_etag_the_date_decides() -> None:
    check("begin_remove_nodes", [_pool("steady", "2026-01-31T07:59:59.9999999Z")], NOT_BEGUN)
    check("begin_remove_nodes", [_pool("steady", AFTER)], DONE)


def test_an_etag_in_quotes_is_the_same_etag() -> None:
    check("begin_remove_nodes", [_pool("steady", JUST_BEFORE)], NOT_BEGUN, etag=f'"{ETAG}"')


def test_resizing_once_seen_is_proof_enough() -> None:
    looks: Looks = [_pool("resizing", LONG_BEFORE), _pool("steady", LONG_BEFORE, current=3)]
    check("begin_resize_pool", looks, DONE, targets=(3, None))


# -- stop_pool_resize

STOPPED = [{"code": "ResizeStopped", "message": "Stopped as asked."}]


@pytest.mark.parametrize(
    "looks,expected",
    [
        pytest.param([_pool("resizing", LONG_BEFORE)], NOT_BEGUN, id="resizing-from-before"),
        pytest.param([_pool("resizing", ASKED)], NOT_BEGUN, id="resizing-from-the-resize-just-asked-for"),
        pytest.param([_pool("resizing", JUST_AFTER)], NOT_BEGUN, id="resizing-in-the-second-of-the-answer"),
        pytest.param([_pool("stopping", AFTER)], BUSY, id="stopping"),
        pytest.param([_pool("steady", AFTER, resizeErrors=STOPPED)], DONE, id="stopped"),
        pytest.param([_pool("steady", AFTER)], DONE, id="ended-by-itself"),
        pytest.param([_pool("steady", LONG_BEFORE)], DONE, id="steady-all-along"),
        pytest.param([_pool("resizing", AFTER)], DONE, id="a-new-resize"),
        pytest.param([_pool("stopping", ASKED), _pool("resizing", ASKED)], DONE, id="a-new-resize-at-once"),
        pytest.param([_pool("stopping", AFTER, state="deleting")], RAISES, id="deleting"),
        pytest.param([missing("PoolNotFound")], RAISES, id="gone"),
        pytest.param([_pool("waiting", AFTER)], BUSY, id="unknown-state"),
    ],
)
def test_stop_pool_resize(looks: Looks, expected: Any) -> None:
    check("begin_stop_pool_resize", looks, expected, etag=ETAG)


# -- reboot_node, reimage_node


def _node(state: str, booted: str | None = LONG_BEFORE, changed: str = LONG_BEFORE) -> dict[str, str]:
    node = {"state": state, "stateTransitionTime": changed}
    return node if booted is None else {**node, "lastBootTime": booted}


@pytest.mark.parametrize("operation", ["begin_reboot_node", "begin_reimage_node"])
def test_restart_of_a_node(operation: str) -> None:
    for usable in ("idle", "running", "offline"):
        check(operation, [_node(usable)], NOT_BEGUN)
        check(operation, [_node(usable, None)], NOT_BEGUN)
        check(operation, [_node(usable, AFTER)], DONE)
        for busy in ("rebooting", "reimaging", "starting"):
            check(operation, [_node(busy), _node(usable)], DONE)
        for other in ("unknown", "waitingforstarttask", "upgradingos", "quaking"):
            check(operation, [_node(other), _node(usable)], NOT_BEGUN)
    for busy in ("rebooting", "reimaging", "starting", "waitingforstarttask", "upgradingos", "unknown"):
        check(operation, [_node(busy)], BUSY)
        check(operation, [_node(busy, AFTER)], BUSY)
    check(operation, [_node("quaking")], BUSY)
    for broken in ("starttaskfailed", "unusable"):
        check(operation, [_node(broken)], NOT_BEGUN)
        check(operation, [_node(broken, AFTER)], RAISES)
        check(operation, [_node("rebooting"), _node(broken)], RAISES)
        check(operation, [_node(broken, LONG_BEFORE, AFTER)], RAISES)
    for lost in ("preempted", "leavingpool", "deallocating", "deallocated"):
        check(operation, [_node(lost)], RAISES)
    check(operation, [missing("NodeNotFound")], Raises("the node is gone"))
    check(operation, [missing("PoolNotFound")], Raises("the node is gone"))
    check(operation, [missing(None)], RAISES)


# -- deallocate_node


def test_deallocate_node() -> None:
    operation = "begin_deallocate_node"
    for before in ("idle", "running", "offline", "starting", "starttaskfailed"):
        check(operation, [_node(before)], NOT_BEGUN)
        check(operation, [_node("deallocating"), _node(before)], DONE)
    check(operation, [_node("deallocating")], BUSY)
    check(operation, [_node("deallocated")], DONE)
    check(operation, [_node("deallocating"), _node("unknown")], BUSY)
    check(operation, [_node("melting")], BUSY)
    for lost in ("unusable", "preempted", "leavingpool"):
        check(operation, [_node(lost)], RAISES)
        check(operation, [_node("deallocating"), _node(lost)], RAISES)
    check(operation, [missing("NodeNotFound")], RAISES)


# -- start_node


def test_start_node() -> None:
    operation = "begin_start_node"
    check(operation, [_node("deallocated")], NOT_BEGUN)
    check(operation, [_node("deallocated"), _node("deallocated")], NOT_BEGUN)
    for busy in ("starting", "creating", "waitingforstarttask"):
        check(operation, [_node(busy)], BUSY)
        check(operation, [_node(busy), _node("deallocated")], RAISES)
        check(operation, [_node(busy), _node("deallocating")], RAISES)
    check(operation, [_node("unknown")], BUSY)
    check(operation, [_node("melting")], BUSY)
    for usable in ("idle", "running", "offline"):
        check(operation, [_node(usable)], DONE)
    for lost in ("starttaskfailed", "unusable", "preempted", "leavingpool"):
        check(operation, [_node(lost)], RAISES)
    check(operation, [missing("NodeNotFound")], RAISES)


# -- an answer without a Date header


@pytest.mark.parametrize(
    "operation,looks,expected",
    [
        ("begin_delete_pool", [NEW_ACTIVE], NOT_BEGUN),
        ("begin_delete_pool", [OLD_ACTIVE, NEW_ACTIVE], DONE),
        ("begin_reboot_node", [_node("idle", AFTER)], NOT_BEGUN),
        ("begin_reboot_node", [_node("idle"), _node("idle")], NOT_BEGUN),
        ("begin_reboot_node", [_node("idle"), _node("idle", AFTER)], DONE),
        ("begin_remove_nodes", [_pool("steady", AFTER)], NOT_BEGUN),
        ("begin_remove_nodes", [_pool("steady", LONG_BEFORE), _pool("steady", AFTER)], DONE),
        ("begin_stop_pool_resize", [_pool("resizing", LATER)], NOT_BEGUN),
        ("begin_stop_pool_resize", [_pool("resizing", AFTER), _pool("resizing", LATER)], DONE),
    ],
)
def test_without_a_date_only_a_change_from_the_first_look_counts(
    operation: str, looks: Looks, expected: Any
) -> None:
    check(operation, looks, expected, date=None)


def test_an_exact_time_makes_up_for_a_missing_date() -> None:
    check("begin_remove_nodes", [_pool("steady", JUST_BEFORE)], NOT_BEGUN, date=None, etag=ETAG)
    check("begin_remove_nodes", [_pool("steady", JUST_AFTER)], DONE, date=None, etag=ETAG)


@pytest.mark.parametrize("nonsense", ["", "yesterday", 5, None, {}])
def test_a_time_that_is_none_proves_nothing(nonsense: Any) -> None:
    check("begin_remove_nodes", [_pool("steady", nonsense)], NOT_BEGUN, etag=ETAG)
    check("begin_delete_pool", [{"state": "active", "creationTime": nonsense}], NOT_BEGUN)


# -- the table as a whole


def test_every_long_running_operation_has_a_row() -> None:
    from azure_batch_sdk._generated.operations import OPERATIONS

    assert set(TABLE) == {name for name, operation in OPERATIONS.items() if operation.long_running}
    assert len(TABLE) == 14


def test_the_rules_know_every_state_of_the_description() -> None:
    known = {
        "BatchPoolState": rules.POOL_STATES,
        "AllocationState": rules.ALLOCATION_STATES,
        "BatchJobState": rules.JOB_STATES,
        "BatchJobScheduleState": rules.JOB_SCHEDULE_STATES,
        "BatchNodeState": rules.NODE_STATES,
    }
    for name, states in known.items():
        assert states == set(ENUMS[name].values)
