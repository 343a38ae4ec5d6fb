"""The tables: what an answer means, how long to wait."""

from __future__ import annotations

import json
import socket
from typing import Any

import pytest
from azure.core.exceptions import (
    ClientAuthenticationError,
    HttpResponseError,
    IncompleteReadError,
    ServiceRequestError,
    ServiceResponseError,
)

from azure_batch_sdk._bulk.answers import (
    Answer,
    Fate,
    Verdict,
    holds_everybody,
    judge,
    judge_item,
    read_items,
)
from azure_batch_sdk._bulk.sending import answer_of_error
from azure_batch_sdk._bulk.waits import Limits, seconds_to_wait
from azure_batch_sdk._runtime.retry_after import retry_after_seconds


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (Answer(200), Verdict.READ),
        (Answer(202), Verdict.UNKNOWN),
        (Answer(400, code="InvalidPropertyValue"), Verdict.REFUSED),
        (Answer(400), Verdict.REFUSED),
        (Answer(400, code="UnsupportedRequestVersion"), Verdict.STOP),
        (Answer(400, code="requestbodytoolarge"), Verdict.TOO_LARGE),
        (Answer(401), Verdict.STOP),
        (Answer(403, code="AuthenticationFailed"), Verdict.STOP),
        (Answer(404, code="JobNotFound"), Verdict.STOP),
        (Answer(408), Verdict.UNKNOWN),
        (Answer(409, code="JobCompleted"), Verdict.STOP),
        (Answer(413), Verdict.TOO_LARGE),
        (Answer(413, code="RequestEntityTooLarge"), Verdict.TOO_LARGE),
        (Answer(429), Verdict.NOT_ADDED),
        (Answer(500), Verdict.UNKNOWN),
        (Answer(501), Verdict.STOP),
        (Answer(502), Verdict.UNKNOWN),
        (Answer(503), Verdict.UNKNOWN),
        (Answer(504), Verdict.UNKNOWN),
        (Answer(None), Verdict.UNKNOWN),
        (Answer(None, never_sent=True), Verdict.NOT_ADDED),
        (Answer(None, never_sent=True, hopeless=True), Verdict.STOP),
    ],
)
def test_an_answer_means_what_the_table_says(answer: Answer, verdict: Verdict) -> None:
    assert judge(answer) is verdict


@pytest.mark.parametrize(("status", "everybody"), [(429, True), (503, True), (500, False), (None, False)])
def test_only_a_throttled_or_busy_service_holds_everybody(status: int | None, everybody: bool) -> None:
    assert holds_everybody(Answer(status)) is everybody


def _item(status: Any, code: str | None = None) -> dict[str, Any]:
    item: dict[str, Any] = {"taskId": "a", "status": status}
    if code is not None:
        item["error"] = {"code": code, "message": {"value": "sentence"}}
    return item


@pytest.mark.parametrize(
    ("item", "maybe_added", "fate"),
    [
        (_item("Success"), False, Fate.ADDED),
        (_item("success"), True, Fate.ADDED),
        (_item("ClientError", "InvalidPropertyValue"), False, Fate.FAILED),
        (_item("clienterror", "InvalidPropertyValue"), True, Fate.FAILED),
        (_item("clienterror"), False, Fate.FAILED),
        (_item("ClientError", "TaskExists"), False, Fate.EXISTED),
        (_item("ClientError", "taskexists"), True, Fate.ADDED),
        (_item("ServerError", "InternalError"), False, Fate.NOT_ADDED),
        (_item("servererror"), True, Fate.NOT_ADDED),
        (_item("Odd"), False, Fate.UNKNOWN),
        (_item(None), False, Fate.UNKNOWN),
        (None, False, Fate.UNKNOWN),
    ],
)
def test_an_item_means_what_the_table_says(item: Any, maybe_added: bool, fate: Fate) -> None:
    assert judge_item(item, maybe_added, "accept")[0] is fate


def test_a_task_that_was_there_before_is_a_failure_if_asked_for() -> None:
    assert judge_item(_item("ClientError", "TaskExists"), False, "fail")[0] is Fate.FAILED
    assert judge_item(_item("ClientError", "TaskExists"), True, "fail")[0] is Fate.ADDED


def test_a_task_added_by_an_earlier_request_reads_as_success_without_etag() -> None:
    _, report = judge_item(_item("ClientError", "TaskExists"), True, "accept")
    assert report == {"taskId": "a", "status": "Success"}


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"[]", b"{}", b'{"value": 3}', b'{"value": null}', b"\xff", b'{"value":[' * 2000]
)
def test_a_body_that_cannot_be_read_tells_nothing(body: bytes) -> None:
    assert read_items(body) is None


def test_odd_items_are_left_out_and_equal_ids_keep_their_order() -> None:
    items = [3, None, {}, {"taskId": 4}, {"taskId": "A", "n": 1}, {"taskId": "a", "n": 2}]
    assert read_items(json.dumps({"value": items}).encode()) == {
        "a": [{"taskId": "A", "n": 1}, {"taskId": "a", "n": 2}]
    }


@pytest.mark.parametrize(
    ("failures", "retry_after", "drawn", "seconds"),
    [
        (1, None, 1.0, 0.5),
        (1, None, 0.0, 0.0),
        (2, None, 1.0, 1.0),
        (4, None, 0.5, 2.0),
        (7, None, 1.0, 30.0),
        (60, None, 1.0, 30.0),
        (1, 12.0, 1.0, 12.0),
        (7, 1.0, 1.0, 30.0),
    ],
)
def test_waits_double_up_to_a_bound_and_respect_retry_after(
    failures: int, retry_after: float | None, drawn: float, seconds: float
) -> None:
    assert seconds_to_wait(failures, retry_after, Limits(), lambda: drawn) == seconds


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"Retry-After": "30"}, 30.0),
        ({"Retry-After": "-1"}, None),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "nan"}, None),
        ({"Retry-After": "inf"}, None),
        ({"retry-after-ms": "250", "Retry-After": "30"}, 0.25),
        ({"Retry-After": "Sat, 31 Jan 2026 08:00:10 GMT", "Date": "Sat, 31 Jan 2026 08:00:00 GMT"}, 10.0),
        ({"Retry-After": "Sat, 31 Jan 2026 07:00:10 GMT", "Date": "Sat, 31 Jan 2026 08:00:00 GMT"}, 0.0),
        ({"Retry-After": "Sat, 31 Jan 2026 08:00:10 GMT"}, None),
        (
            {
                "Retry-After": "Sat, 31 Jan 2026 08:00:10 +99999999999999",
                "Date": "Sat, 31 Jan 2026 08:00:00 GMT",
            },
            None,
        ),
    ],
)
def test_retry_after_is_read_against_the_services_own_clock(
    headers: dict[str, str], seconds: float | None
) -> None:
    assert retry_after_seconds(headers) == seconds


def _caused(outer: Exception, inner: BaseException) -> Exception:
    outer.__cause__ = inner
    return outer


@pytest.mark.parametrize(
    ("error", "never_sent"),
    [
        (ServiceRequestError("x"), False),
        (ServiceRequestError("x", error=ConnectionRefusedError()), True),
        (_caused(ServiceRequestError("x"), ConnectionRefusedError()), True),
        (ServiceRequestError("x", error=socket.gaierror()), True),
        (ServiceRequestError("x", error=ConnectionResetError()), False),
        (ServiceRequestError("x", error=OSError("wrapped", ConnectionRefusedError())), True),
        (ServiceResponseError("x", error=TimeoutError()), False),
        (IncompleteReadError("x"), False),
        (TimeoutError(), False),
        (BrokenPipeError(), False),
    ],
)
def test_only_a_failure_to_connect_proves_that_nothing_was_sent(error: Exception, never_sent: bool) -> None:
    answer = answer_of_error(error)
    assert (answer.status, answer.never_sent, answer.hopeless) == (None, never_sent, False)


def test_what_happened_before_the_request_proves_nothing_about_it() -> None:
    error = ServiceRequestError("dropped")
    error.__context__ = ConnectionRefusedError()
    assert not answer_of_error(error).never_sent


def test_a_fault_of_the_program_or_the_credential_is_hopeless() -> None:
    assert answer_of_error(KeyError("x")).hopeless
    assert not answer_of_error(KeyError("x")).never_sent
    credential = answer_of_error(ClientAuthenticationError("no token"))
    assert credential.hopeless
    assert credential.never_sent


def test_an_answer_of_an_error_has_status_code_and_retry_after() -> None:
    error: Any = HttpResponseError("busy")
    error.status_code = 503
    error.error = type("Body", (), {"code": "ServerBusy"})()
    error.response = type("Response", (), {"headers": {"Retry-After": "7"}})()
    answer = answer_of_error(error)
    assert (answer.status, answer.code, answer.retry_after) == (503, "ServerBusy", 7.0)
