"""Which exception a reply becomes, and what it tells."""

from __future__ import annotations

import copy
import json
import pickle
from typing import Any

import pytest
from azure.core.exceptions import (
    ClientAuthenticationError,
    HttpResponseError,
    ODataV4Format,
    ResourceExistsError,
    ResourceModifiedError,
    ResourceNotFoundError,
    ResourceNotModifiedError,
    ResponseNotReadError,
)

from azure_batch_sdk._generated.operations import OPERATIONS
from azure_batch_sdk._runtime.errors import ErrorBody, ErrorMessage, OperationFailed, make_error
from tests.loopback import REQUEST_ID, error_body


class FakeRequest:
    def __init__(self, headers: dict[str, str]) -> None:
        self.headers = headers


class FakeResponse:
    """A reply whose body has been read."""

    reason = "Reason"

    def __init__(
        self, status: int, body: Any = b"", headers: dict[str, str] | None = None, sent: str = ""
    ) -> None:
        self.status_code = status
        self.content = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.headers = {"request-id": REQUEST_ID} if headers is None else headers
        self.request = FakeRequest({"ocp-date": sent} if sent else {})

    def text(self) -> str:
        return self.content.decode("utf-8", "replace")


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (401, "AuthenticationFailed", ClientAuthenticationError),
        (401, None, ClientAuthenticationError),
        (403, "AuthenticationFailed", ClientAuthenticationError),
        (403, "insufficientaccountpermissions", ClientAuthenticationError),
        (403, "AccountIsDisabled", ClientAuthenticationError),
        (403, "Forbidden", ClientAuthenticationError),
        (403, "IOError", HttpResponseError),
        (403, None, HttpResponseError),
        (404, "PoolNotFound", ResourceNotFoundError),
        (404, None, ResourceNotFoundError),
        (409, "PoolExists", ResourceExistsError),
        (409, "JobWithSameIdExists", ResourceExistsError),
        (409, "taskexists", ResourceExistsError),
        (409, "PoolBeingDeleted", HttpResponseError),
        (409, None, HttpResponseError),
        (412, "ConditionNotMet", ResourceModifiedError),
        (304, None, ResourceNotModifiedError),
        (400, "InvalidPropertyValue", HttpResponseError),
        (500, "InternalError", HttpResponseError),
    ],
)
def test_the_class_follows_status_and_code(status: int, code: str | None, kind: type[Exception]) -> None:
    error = make_error(FakeResponse(status, error_body(code) if code else b""))
    assert type(error) is kind
    assert error.status_code == status
    assert isinstance(error.error, ErrorBody)
    assert error.error.code == code


def test_the_text_tells_code_sentence_details_subject_and_request() -> None:
    body = error_body(
        "InvalidPropertyValue",
        "The value is not right.\nIt is too long.",
        values={"PropertyName": "subnetId", "Reason": "r" * 1000},
    )
    error = make_error(
        FakeResponse(400, body),
        operation=OPERATIONS["create_task"],
        arguments={"job_id": "nightly-42", "task": {"id": "render-7"}},
    )
    assert str(error).splitlines() == [
        "(InvalidPropertyValue) The value is not right. It is too long.",
        "  PropertyName: subnetId",
        f"  Reason: {'r' * 397}...",
        f"  job: nightly-42   task: render-7   request: {REQUEST_ID}",
    ]
    assert error.message == str(error)


def test_an_id_that_is_in_the_path_and_in_the_body_is_told_once() -> None:
    error = make_error(
        FakeResponse(409, error_body("TaskCompleted")),
        operation=OPERATIONS["replace_task"],
        arguments={"job_id": "nightly-42", "task_id": "render-7", "task": {"id": "render-7"}},
    )
    assert str(error).splitlines()[-1] == f"  job: nightly-42   task: render-7   request: {REQUEST_ID}"


def test_the_body_can_be_read_by_attributes() -> None:
    error = make_error(
        FakeResponse(400, error_body("Code", "Sentence.", values={"a": "1", "b": "2"})),
        make_model=lambda data: ("model", data["code"]),
    )
    body = error.error
    assert isinstance(body, ErrorBody)
    assert isinstance(body, ODataV4Format)
    assert isinstance(body.message, ErrorMessage)
    assert body.message.startswith("Sentence.\nRequestId:")
    assert body.message == body.message.value
    assert body.message.lang == "en-US"
    assert [(detail.key, detail.value) for detail in body.error_values] == [("a", "1"), ("b", "2")]
    assert body.values == body.error_values
    assert [(detail.code, detail.message) for detail in body.details] == [("a", "1"), ("b", "2")]
    assert body.message_details().endswith("\nException Details:\t(a) 1\t(b) 2")
    assert body.innererror == {} and body.target is None
    assert str(body) == "(Code) Sentence."
    assert error.model == ("model", "Code")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "the reply was 502 Reason, without a body"),
        (b"<html>\n\x00bad\x1b gateway</html>", "the reply was 502 Reason: <html> bad gateway</html>"),
        (b"\xff" * 10_000_000, "the reply was 502 Reason: \N{REPLACEMENT CHARACTER}"),
        (b'{"code": ', 'the reply was 502 Reason: {"code":'),
        (b"[1, 2]", "the reply was 502 Reason: [1, 2]"),
        (b'"text"', 'the reply was 502 Reason: "text"'),
        (b"{}", "the reply was 502 Reason: {}"),
        (b"[" * 100_000, "the reply was 502 Reason: [["),
    ],
)
def test_a_body_that_is_no_error_body_is_told_in_short(content: bytes, told: str) -> None:
    error = make_error(FakeResponse(502, content))
    assert str(error).startswith(told)
    assert str(error).endswith(f"request: {REQUEST_ID}")
    assert len(str(error)) < 400
    assert error.error is not None and error.error.code is None
    assert error.model is None


@pytest.mark.parametrize(
    "body",
    [
        {"code": 5, "message": 6},
        {"code": "C", "message": ["x"], "values": "y"},
        {"code": "C", "message": {"value": None}, "values": [None, {"key": 1}]},
        {"code": None, "message": None, "details": {}, "innererror": []},
        {"error": {"code": "C", "message": "m", "details": [{"code": "D", "message": "n"}]}},
    ],
)
def test_a_body_of_an_odd_shape_is_no_reason_to_fail(body: Any) -> None:
    error = make_error(FakeResponse(400, body), make_model=lambda data: data)
    assert str(error)
    assert repr(error)


def test_an_error_of_another_azure_service_is_understood() -> None:
    error = make_error(
        FakeResponse(400, {"error": {"code": "C", "message": "m", "details": [{"code": "D"}]}})
    )
    assert str(error).startswith("(C) m")
    assert error.error is not None and error.error.details[0].code == "D"


def test_a_body_that_was_not_read_leaves_status_and_headers() -> None:
    class Unread(FakeResponse):
        @property
        def content(self) -> bytes:
            raise ResponseNotReadError(self)

        @content.setter
        def content(self, value: bytes) -> None: ...

    error = make_error(Unread(404))
    assert type(error) is ResourceNotFoundError
    assert f"request: {REQUEST_ID}" in str(error)


@pytest.mark.parametrize(
    ("sent", "answered", "told"),
    [
        (
            "Sat, 31 Jan 2026 08:37:00 GMT",
            "Sat, 31 Jan 2026 08:00:00 GMT",
            "37 minutes ahead of the service's",
        ),
        ("Sat, 31 Jan 2026 07:00:00 GMT", "Sat, 31 Jan 2026 08:00:00 GMT", "60 minutes behind the service's"),
        ("Sat, 31 Jan 2026 08:05:00 GMT", "Sat, 31 Jan 2026 08:00:00 GMT", None),
        ("soon", "Sat, 31 Jan 2026 08:00:00 GMT", None),
        ("", "Sat, 31 Jan 2026 08:00:00 GMT", None),
    ],
)
def test_a_clock_that_is_wrong_is_told_when_sign_in_fails(sent: str, answered: str, told: str | None) -> None:
    headers = {"Date": answered}
    error = make_error(FakeResponse(403, error_body("AuthenticationFailed"), headers, sent))
    assert (told in str(error)) if told else ("clock" not in str(error))
    other = make_error(FakeResponse(403, error_body("IOError"), headers, sent))
    assert "clock" not in str(other)


@pytest.mark.parametrize(
    ("name", "code", "attempts", "told"),
    [
        ("create_pool", "PoolExists", 2, True),
        ("create_pool", "PoolExists", 1, False),
        ("create_pool", "QuotaReached", 2, False),
        ("get_pool", "PoolExists", 2, False),
    ],
)
def test_only_a_create_that_was_sent_again_may_have_been_done_by_the_first(
    name: str, code: str, attempts: int, told: bool
) -> None:
    error = make_error(
        FakeResponse(409, error_body(code)), operation=OPERATIONS[name], arguments={}, attempts=attempts
    )
    assert (f"sent {attempts} times" in str(error)) is told


def test_a_message_is_a_str_that_can_be_copied_and_pickled() -> None:
    message = ErrorMessage("text", "en-US")
    for twin in (copy.copy(message), copy.deepcopy(message), pickle.loads(pickle.dumps(message))):
        assert (str(twin), twin.lang, twin.value) == ("text", "en-US", "text")
    assert message.upper() == "TEXT"


def test_a_failed_operation_tells_what_failed_and_carries_the_resource() -> None:
    error = OperationFailed(
        operation="begin_resize_pool", resource={"id": "p"}, reason="the quota is used up"
    )
    assert isinstance(error, HttpResponseError)
    assert str(error) == "begin_resize_pool failed: the quota is used up"
    assert error.operation == "begin_resize_pool"
    assert error.resource == {"id": "p"}
    assert error.reason == "the quota is used up"
