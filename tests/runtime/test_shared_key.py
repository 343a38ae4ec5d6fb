"""Signatures: the text that is signed, the key that is used, and that they fit what goes over the wire."""

from __future__ import annotations

import base64
import re
from typing import Any

import pytest
from azure.core.credentials import AzureNamedKeyCredential
from azure.core.rest import HttpRequest

from azure_batch_sdk._generated.operations import OPERATIONS
from azure_batch_sdk._runtime.shared_key import decode_key, sign, text_to_sign
from tests.either import Driver
from tests.loopback import LoopbackServer, Recorded, Reply
from tests.runtime.conftest import ACCOUNT, KEY, MakeCaller

DATE = "Mon, 01 Sep 2025 12:00:00 GMT"

WORKED_EXAMPLES = [
    (
        "GET",
        "/jobs",
        "api-version=2024-07-01.20.0&maxresults=10&timeout=30",
        {"ocp-date": DATE},
        "d24z6SM0BJBbV4TD8/VZPmmWq3XIJQOHAiE6otDVsds=",
    ),
    (
        "POST",
        "/jobs/job1/tasks",
        "api-version=2024-07-01.20.0",
        {"OCP-Date": DATE, "Content-Length": "43", "Content-Type": "application/json; odata=minimalmetadata"},
        "HKV72VkpNXdnU4lKr74yN0hJu6HNHXbefcEbrQoQyOQ=",
    ),
    (
        "POST",
        "/jobs/job1/enable",
        "api-version=2024-07-01.20.0",
        {"ocp-date": DATE, "content-length": "0", "Accept": "x", "Date": "ignored beside ocp-date"},
        "Ih7j6TJjtpjrLlSXNplIKXW0oAQtMeXYILyr1IV9WAE=",
    ),
    (
        "GET",
        "/jobs/job1/tasks/t1/files/wd%2Fa.txt",
        "api-version=2024-07-01.20.0",
        {"ocp-range": "bytes=0-99", "ocp-date": DATE, "If-Match": "0x8DD000000000001"},
        "GSfuCpk9Y59cn9PNrHHN6j/YK1i5KSGgqeIdDi1R1vU=",
    ),
]


@pytest.mark.parametrize(("method", "path", "query", "headers", "signature"), WORKED_EXAMPLES)
def test_the_worked_examples_give_their_signatures(
    method: str, path: str, query: str, headers: dict[str, str], signature: str
) -> None:
    text = text_to_sign(method, path, query, headers, ACCOUNT)
    assert sign(text, decode_key(ACCOUNT, KEY)) == signature


@pytest.mark.parametrize(
    ("query", "lines"),
    [
        ("$filter=id%20eq%20%27x%27&api-version=1", ["$filter:id eq 'x'", "api-version:1"]),
        ("timeOut=30&api-version=1", ["api-version:1", "timeout:30"]),
        ("b=2&a=1&b=1", ["a:1", "b:1,2"]),
        ("a=&b=1&c", ["b:1"]),
        ("%24select=a%2Cb+c", ["$select:a,b c"]),
        ("", []),
    ],
)
def test_query_values_are_signed_decoded_sorted_and_joined(query: str, lines: list[str]) -> None:
    text = text_to_sign("GET", "/x", query, {"ocp-date": DATE}, ACCOUNT)
    assert text.split("\n")[13:] == ["/demoacct/x", *lines]


def test_a_folded_header_is_signed_as_one_line() -> None:
    text = text_to_sign("GET", "/x", "", {"ocp-date": DATE, "ocp-Note": " a \r\n  b "}, ACCOUNT)
    assert "\nocp-note:a b\n" in text


@pytest.mark.parametrize("key", ["not base64!", "YWJj=x", KEY + "\n", KEY[:-1], "ключ"])
def test_a_key_that_is_not_base64_is_refused_when_the_client_is_made_and_not_shown(
    make_caller: MakeCaller, key: str
) -> None:
    with pytest.raises(ValueError, match="'demoacct' is not base64") as caught:
        make_caller(credential=AzureNamedKeyCredential(ACCOUNT, key))
    assert key not in str(caught.value)


@pytest.mark.parametrize("credential", ["a key", object(), {"key": "value"}])
def test_a_credential_of_another_kind_is_refused(make_caller: MakeCaller, credential: Any) -> None:
    with pytest.raises(TypeError, match="AzureNamedKeyCredential"):
        make_caller(credential=credential)


def signed_with(request: Recorded, key: str) -> bool:
    """Check a signature against the request as it came in."""
    path, _, query = request.target.partition("?")
    text = text_to_sign(request.method, path, query, dict(request.headers.items()), ACCOUNT)
    return bool(
        request.headers["Authorization"] == f"SharedKey {ACCOUNT}:{sign(text, decode_key(ACCOUNT, key))}"
    )


CALLS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("get_pool", {"pool_id": "p"}, {}),
    ("get_pool", {"pool_id": "p", "select": ["id", "state"], "service_timeout": 5}, {}),
    ("get_job", {"job_id": "s:job-1!$&'()*+,;=@ ä%2F"}, {"params": {"x": ["b", "a", ""], "y": "1+2 &=ä"}}),
    ("create_pool", {"pool": {"id": "ü" * 100}}, {}),
    ("delete_task", {"job_id": "j", "task_id": "t"}, {}),
    ("begin_terminate_job", {"job_id": "j"}, {}),
    ("pool_exists", {"pool_id": "p"}, {}),
    ("get_task_file_properties", {"job_id": "j", "task_id": "t", "file_path": "wd/a b%/\\x.txt"}, {}),
    ("get_pool", {"pool_id": "p", "ocp_date": DATE}, {"headers": {"ocp-note": "x", "If-None-Match": '"1"'}}),
]


@pytest.mark.parametrize(("name", "arguments", "options"), CALLS)
def test_what_is_signed_is_what_is_sent(
    caller: Any,
    driver: Driver,
    server: LoopbackServer,
    name: str,
    arguments: dict[str, Any],
    options: dict[str, Any],
) -> None:
    operation = OPERATIONS[name]
    answers: dict[str, Reply] = {
        "model": Reply(json={}),
        "properties": Reply(headers={"Last-Modified": DATE}),
    }
    server.answer(answers.get(operation.shape, Reply(operation.success[0])))
    driver.wait(caller._call(operation, arguments, options))
    (request,) = server.requests
    assert signed_with(request, KEY)
    assert len(request.headers.get_all("ocp-date", [])) == 1


@pytest.mark.parametrize(
    "url", ["/jobs/s%3ajob%2D1/x%2fy?%24select=id%2Cstate&$skiptoken=a+b%2b", "/jobs?x=1&x=0"]
)
def test_a_url_from_elsewhere_is_signed_as_it_is_sent(
    caller: Any, driver: Driver, server: LoopbackServer, url: str
) -> None:
    server.answer(Reply(200))
    driver.wait(caller.send_request(HttpRequest("GET", url)))
    assert signed_with(server.requests[0], KEY)


def test_a_body_of_the_caller_s_own_is_signed_as_it_is_sent(
    caller: Any, driver: Driver, server: LoopbackServer
) -> None:
    server.answer(Reply(200), Reply(200))
    driver.wait(caller.send_request(HttpRequest("PUT", "/x", json={"a": 1})))
    driver.wait(caller.send_request(HttpRequest("PUT", "/x", content=b"")))
    assert all(signed_with(request, KEY) for request in server.requests)


def test_the_time_is_that_of_the_attempt_unless_the_caller_gave_one(
    make_caller: MakeCaller, driver: Driver, server: LoopbackServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from azure_batch_sdk._runtime import shared_key

    stamps = iter(["one", "two", "three"])
    monkeypatch.setattr(shared_key, "format_rfc1123", lambda moment: next(stamps))
    server.answer(Reply(503), Reply(json={}), Reply(503), Reply(json={}))
    caller = make_caller()
    driver.wait(caller._call(OPERATIONS["get_pool"], {"pool_id": "p"}, {}))
    driver.wait(caller._call(OPERATIONS["get_pool"], {"pool_id": "p", "ocp_date": DATE}, {}))
    assert [request.headers["ocp-date"] for request in server.requests] == ["one", "two", DATE, DATE]


def test_a_time_is_sent_in_utc_by_the_clock(caller: Any, driver: Driver, server: LoopbackServer) -> None:
    server.answer(Reply(json={}))
    driver.wait(caller._call(OPERATIONS["get_pool"], {"pool_id": "p"}, {}))
    assert re.fullmatch(r"\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT", server.requests[0].headers["ocp-date"])


def test_a_changed_key_is_used_for_the_next_request(
    make_caller: MakeCaller, driver: Driver, server: LoopbackServer
) -> None:
    credential = AzureNamedKeyCredential(ACCOUNT, KEY)
    caller = make_caller(credential=credential)
    server.answer(Reply(json={}), Reply(json={}))
    other = base64.b64encode(b"another key").decode()
    driver.wait(caller._call(OPERATIONS["get_pool"], {"pool_id": "p"}, {}))
    credential.update(ACCOUNT, other)
    driver.wait(caller._call(OPERATIONS["get_pool"], {"pool_id": "p"}, {}))
    first, second = server.requests
    assert signed_with(first, KEY)
    assert signed_with(second, other)


def test_a_key_that_is_changed_to_a_bad_one_is_named(
    make_caller: MakeCaller, driver: Driver, server: LoopbackServer
) -> None:
    credential = AzureNamedKeyCredential(ACCOUNT, KEY)
    caller = make_caller(credential=credential)
    credential.update(ACCOUNT, "oops!")
    with pytest.raises(ValueError, match="not base64"):
        driver.wait(caller._call(OPERATIONS["get_pool"], {"pool_id": "p"}, {}))
    assert server.requests == []
