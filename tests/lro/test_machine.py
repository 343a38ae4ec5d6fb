"""The machine: when it looks, how long it sleeps, how it ends; no server and no clock."""

from __future__ import annotations

import pytest
from azure.core.exceptions import DecodeError, HttpResponseError, ServiceRequestError

from azure_batch_sdk._lro.machine import Send, Waiting, advance
from azure_batch_sdk._runtime.errors import OperationFailed
from azure_batch_sdk._runtime.steps import Sleep
from azure_batch_sdk.models import BatchNode, BatchPool
from tests.lro.scripted import AFTER, LONG_BEFORE, Scripted, asked, found, missing

DELETING = found({"id": "p", "state": "deleting", "creationTime": LONG_BEFORE})
GONE = missing("PoolNotFound")
IDLE = found({"id": "n", "state": "idle", "lastBootTime": LONG_BEFORE})


def play(waiting: Waiting, *replies: Scripted) -> list[float]:
    """Answer its looks in turn and return how long it slept; it must need just these replies."""
    slept = []
    left = list(replies)
    steps = waiting.steps()
    step = advance(steps, None)
    while step is not None:
        if isinstance(step, Sleep):
            slept.append(step.seconds)
            if not left:
                return slept
            step = advance(steps, None)
        else:
            step = advance(steps, left.pop(0))
    assert left == []
    return slept


def test_it_looks_at_once_and_sleeps_between_looks() -> None:
    waiting = asked("begin_delete_pool", interval=7.0)
    assert play(waiting, DELETING, DELETING, GONE) == [7.0, 7.0]
    assert (waiting.status, waiting.ended) == ("Succeeded", True)


def test_a_look_asks_for_the_whole_resource_and_takes_404_for_an_answer() -> None:
    waiting = asked("begin_reboot_node")
    step = advance(waiting.steps(), None)
    assert isinstance(step, Send)
    assert step.operation.name == "get_node"
    assert step.operation.success == (200, 404)
    assert step.arguments == {"pool_id": "p", "node_id": "n"}


def test_the_resource_last_seen_is_a_typed_model() -> None:
    assert asked("begin_delete_pool").last_seen is None
    waiting = asked("begin_delete_pool")
    play(waiting, DELETING, GONE)
    assert isinstance(waiting.last_seen, BatchPool)
    assert waiting.last_seen.state == "deleting"


# -- Retry-After


@pytest.mark.parametrize(
    "text,seconds",
    [
        ("30", 30.0),
        ("0.5", 0.5),
        ("Sat, 31 Jan 2026 08:00:12 GMT", 12.0),
        ("0", 5.0),
        ("-3", 5.0),
        ("Sat, 31 Jan 2026 07:00:00 GMT", 5.0),
        ("soon", 5.0),
        ("", 5.0),
        ("inf", 5.0),
        ("nan", 5.0),
        ("1e300", 86400.0),
    ],
)
def test_retry_after_of_a_look_goes_before_the_interval(text: str, seconds: float) -> None:
    waiting = asked("begin_delete_pool")
    reply = found(
        {"state": "deleting", "creationTime": LONG_BEFORE},
        Retry_After=text,
        Date="Sat, 31 Jan 2026 08:00:00 GMT",
    )
    assert play(waiting, reply, GONE) == [seconds]


def test_no_sleep_is_longer_than_a_day() -> None:
    assert play(asked("begin_delete_pool", interval=1e12), DELETING, GONE) == [86400.0]


def test_a_date_to_retry_after_means_nothing_without_the_time_of_the_answer() -> None:
    reply = found({"state": "deleting"}, Retry_After="Sat, 31 Jan 2026 08:00:12 GMT")
    assert play(asked("begin_delete_pool"), reply, GONE) == [5.0]


# -- operations that do not begin


class Clock:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def looks_over(waiting: Waiting, clock: Clock, *replies_and_times: tuple[float, Scripted]) -> None:
    """Answer each look at its time."""
    steps = waiting.steps()
    step = advance(steps, None)
    for at, reply in replies_and_times:
        clock.now = 1000.0 + at
        assert isinstance(step, Send)
        step = advance(steps, reply)
        if isinstance(step, Sleep):
            step = advance(steps, None)


def test_a_node_that_does_not_begin_to_reboot_gets_five_minutes() -> None:
    clock = Clock()
    waiting = asked("begin_reboot_node", clock=clock)
    with pytest.raises(OperationFailed, match="has not begun with it in 300 seconds") as caught:
        looks_over(waiting, clock, (0, IDLE), (299, IDLE), (300, IDLE))
    assert waiting.status == "Failed"
    assert isinstance(caught.value.resource, BatchNode)
    assert caught.value.resource.state == "idle"


def test_the_five_minutes_begin_again_when_something_happens() -> None:
    clock = Clock()
    unknown = found({"id": "n", "state": "unknown", "lastBootTime": LONG_BEFORE})
    booted = found({"id": "n", "state": "idle", "lastBootTime": AFTER})
    waiting = asked("begin_reboot_node", clock=clock)
    looks_over(waiting, clock, (0, IDLE), (200, unknown), (400, IDLE), (650, IDLE), (690, booted))
    assert waiting.status == "Succeeded"


def test_it_waits_for_ever_if_the_request_said_to_wait_for_tasks() -> None:
    clock = Clock()
    booted = found({"id": "n", "state": "idle", "lastBootTime": AFTER})
    waiting = asked("begin_reboot_node", clock=clock, patient=True)
    looks_over(waiting, clock, (0, IDLE), (100_000, IDLE), (200_000, booted))
    assert waiting.status == "Succeeded"


@pytest.mark.parametrize("patient", [False, True])
def test_a_resize_that_changes_nothing_is_done_after_five_minutes(patient: bool) -> None:
    clock = Clock()
    pool = found(
        {
            "state": "active",
            "allocationState": "steady",
            "allocationStateTransitionTime": LONG_BEFORE,
            "targetDedicatedNodes": 2,
            "currentDedicatedNodes": 2,
            "targetLowPriorityNodes": 0,
            "currentLowPriorityNodes": 0,
            "resizeErrors": [{"code": "ResizeStopped", "message": "Years ago."}],
        }
    )
    waiting = asked("begin_resize_pool", clock=clock, targets=(2, None), patient=patient)
    looks_over(waiting, clock, (0, pool), (250, pool))
    assert waiting.status == "InProgress"
    looks_over(waiting, clock, (301, pool))
    assert waiting.status == "Succeeded"


# -- failures


def test_the_error_tells_operation_resource_and_reason() -> None:
    waiting = asked("begin_resize_pool", targets=(3, None))
    pool = found(
        {
            "id": "p",
            "state": "active",
            "allocationState": "steady",
            "allocationStateTransitionTime": AFTER,
            "targetDedicatedNodes": 3,
            "resizeErrors": [{"code": "AccountCoreQuotaReached", "message": "No more cores."}],
        }
    )
    with pytest.raises(OperationFailed) as caught:
        play(waiting, pool)
    error = caught.value
    assert error.operation == "begin_resize_pool"
    assert error.reason == "the resize ended with AccountCoreQuotaReached (No more cores.)"
    assert isinstance(error.resource, BatchPool)
    assert error.resource.resize_errors is not None
    assert error.resource.resize_errors[0].code == "AccountCoreQuotaReached"
    assert str(error) == (
        "begin_resize_pool of pool_id 'p' failed: the resize ended with AccountCoreQuotaReached (No more cores.)"
    )
    assert error.status_code == 200
    assert waiting.status == "Failed"
    assert waiting.ended


def test_the_error_for_a_resource_that_is_gone_has_the_service_s_code() -> None:
    with pytest.raises(OperationFailed, match="the pool is gone") as caught:
        play(asked("begin_resize_pool"), GONE)
    assert caught.value.resource is None
    assert caught.value.status_code == 404
    assert caught.value.error is not None
    assert caught.value.error.code == "PoolNotFound"


def test_a_404_that_is_not_the_service_s_is_named() -> None:
    with pytest.raises(OperationFailed, match="get_pool was answered 404 with no error code of the service"):
        play(asked("begin_delete_pool"), missing(None))
    with pytest.raises(OperationFailed, match="answered 404 with the code ResourceNotFound"):
        play(asked("begin_delete_pool"), missing("ResourceNotFound"))


@pytest.mark.parametrize("body", [b"<html>", b"[1]", b"", b'{"state": '])
def test_a_look_that_is_no_resource_fails_the_wait(body: bytes) -> None:
    waiting = asked("begin_delete_pool")
    with pytest.raises(DecodeError):
        play(waiting, Scripted(200, body))
    assert waiting.status == "Failed"


@pytest.mark.parametrize("fault", [ServiceRequestError("refused"), HttpResponseError("403"), ValueError("x")])
def test_a_fault_of_a_look_fails_the_wait_and_goes_on_to_the_caller(fault: Exception) -> None:
    waiting = asked("begin_delete_pool")
    steps = waiting.steps()
    advance(steps, None)
    with pytest.raises(type(fault)) as caught:
        steps.throw(fault)
    assert caught.value is fault
    assert waiting.status == "Failed"


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, GeneratorExit])
def test_an_interruption_is_no_end(interruption: type[BaseException]) -> None:
    waiting = asked("begin_delete_pool")
    steps = waiting.steps()
    advance(steps, None)
    with pytest.raises(interruption):
        steps.throw(interruption())
    assert waiting.status == "InProgress"
    play(waiting, GONE)
    assert waiting.status == "Succeeded"


def test_what_was_learnt_outlives_an_interruption() -> None:
    waiting = asked("begin_reboot_node")
    rebooting = found({"state": "rebooting", "lastBootTime": LONG_BEFORE})
    play(waiting, rebooting)
    assert waiting.status == "InProgress"
    play(waiting, IDLE)
    assert waiting.status == "Succeeded"


def test_a_wait_that_has_ended_looks_no_more() -> None:
    waiting = asked("begin_delete_pool")
    play(waiting, GONE)
    assert advance(waiting.steps(), None) is None


def test_a_wait_can_be_read_in_a_failing_test() -> None:
    text = repr(asked("begin_delete_pool"))
    assert "begin_delete_pool" in text
    assert "InProgress" in text
