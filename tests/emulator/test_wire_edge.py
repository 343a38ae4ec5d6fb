"""The edge over real sockets, in front of a service that answers what a test wants."""

from __future__ import annotations

import asyncio
import base64
import http.client
import logging
import socket
import threading
import uuid
from collections.abc import Callable, Iterator
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest

from azure_batch_sdk.emulator.errors import ServiceError
from azure_batch_sdk.emulator.messages import FileContent, JsonObject, Listing, Reply, Request
from azure_batch_sdk.emulator.server import HttpServer, serve
from azure_batch_sdk.emulator.wire.paging import SCAN_LIMIT

from .signed_http import VERSION, Answer, SignedHttp

ACCOUNT = "demoacct"
KEY = base64.b64encode(bytes(range(64))).decode()
NOW = datetime(2031, 1, 2, 3, 4, 5, 678900, tzinfo=timezone.utc)
DATE = "Thu, 02 Jan 2031 03:04:05 GMT"
TASK = {"id": "t", "commandLine": "/bin/true"}


class FixedClock:
    """A service time far from the real one."""

    def now(self) -> datetime:
        return NOW

    def http_date(self) -> str:
        return DATE


class ScriptedService:
    """Answers every request by the function that the test sets."""

    account_name = ACCOUNT
    account_key = KEY
    clock = FixedClock()

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.answer: Callable[[Request], Reply] = lambda request: Reply(200)

    def job_of_token(self, token: str) -> str | None:
        return {"of-job-j": "j"}.get(token)

    async def committed(self) -> None:
        pass

    async def handle(self, request: Request) -> Reply:
        self.requests.append(request)
        return self.answer(request)


@pytest.fixture
def service() -> ScriptedService:
    return ScriptedService()


@pytest.fixture
def http_client(service: ScriptedService) -> Iterator[SignedHttp]:
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    server: HttpServer = asyncio.run_coroutine_threadsafe(serve(service), loop).result(10)
    try:
        yield SignedHttp(server.endpoint, ACCOUNT, KEY)
    finally:
        asyncio.run_coroutine_threadsafe(server.aclose(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def refuse(error: ServiceError) -> Callable[[Request], Reply]:
    def answer(request: Request) -> Reply:
        raise error

    return answer


def tasks(count: int) -> Callable[[Request], Reply]:
    """Answer with a list of tasks; every tenth is active."""
    bodies = {
        f"t{number:05}": {"id": f"t{number:05}", "state": "completed" if number % 10 else "active"}
        for number in range(count)
    }

    def after(key: str | None) -> Iterator[tuple[str, Callable[[], JsonObject]]]:
        for task_id, body in bodies.items():
            if key is None or task_id > key:
                yield task_id, lambda body=body: body  # type: ignore[misc]  # a default cannot be declared in a lambda

    return lambda request: Reply(200, listing=Listing("task", "tasks", after))


def test_a_handler_sees_the_request_routed_converted_and_checked(
    service: ScriptedService, http_client: SignedHttp
) -> None:
    body = {"id": "t", "commandLine": "x", "requiredSlots": "2"}
    http_client.send("POST", "/jobs/a%20b/tasks?timeout=7", body, {"if-match": "*"})
    [request] = service.requests
    assert request.operation.name == "create_task"
    assert request.path == {"jobId": "a b"}
    assert request.query == {"timeOut": 7}
    assert request.body == {"id": "t", "commandLine": "x", "requiredSlots": 2}
    assert request.headers["if-match"] == "*"
    assert request.api_version == VERSION
    assert request.base_url == f"http://{http_client.address}"


def test_every_reply_carries_the_headers_of_the_service(
    service: ScriptedService, http_client: SignedHttp
) -> None:
    for answer in (http_client.send("GET", "/jobs/j"), http_client.send("GET", "/nothing")):
        assert answer.headers["server"] == "Microsoft-HTTPAPI/2.0"
        assert answer.headers["dataserviceversion"] == "3.0"
        assert answer.headers["date"] == DATE
        assert answer.headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert str(uuid.UUID(answer.headers["request-id"])) == answer.headers["request-id"]
    assert service.requests[0].request_id != answer.headers["request-id"]


def test_the_client_request_id_comes_back_only_if_asked_for(http_client: SignedHttp) -> None:
    client_id = str(uuid.uuid4())
    asked = {"client-request-id": client_id, "return-client-request-id": "true"}
    for target in ("/jobs/j", "/nothing"):
        assert http_client.send("GET", target, headers=asked).headers["client-request-id"] == client_id
        for silent in ({**asked, "return-client-request-id": "false"}, {"client-request-id": client_id}):
            assert "client-request-id" not in http_client.send("GET", target, headers=silent).headers


def test_a_created_entity_is_answered_chunked_and_empty(
    service: ScriptedService, http_client: SignedHttp
) -> None:
    service.answer = lambda request: Reply(
        201,
        etag="0x8DD",
        last_modified=DATE,
        location="http://h/jobs/j/tasks/t",
        data_service_id="http://h/x",
    )
    answer = http_client.send("POST", "/jobs/j/tasks", TASK)
    assert (answer.status, answer.reason, answer.body) == (201, "Created", b"")
    assert answer.headers["transfer-encoding"] == "chunked"
    assert answer.headers["etag"] == "0x8DD"
    assert answer.headers["last-modified"] == DATE
    assert answer.headers["location"] == "http://h/jobs/j/tasks/t"
    assert answer.headers["dataserviceid"] == "http://h/x"
    assert "content-type" not in answer.headers
    assert "content-length" not in answer.headers


def test_204_has_a_length_of_nothing(service: ScriptedService, http_client: SignedHttp) -> None:
    service.answer = lambda request: Reply(204)
    answer = http_client.send("POST", "/jobs/j/tasks/t/terminate")
    assert (answer.status, answer.headers["content-length"]) == (204, "0")
    assert "transfer-encoding" not in answer.headers


def test_an_entity_is_answered_in_the_layout_of_the_service(
    service: ScriptedService, http_client: SignedHttp
) -> None:
    service.answer = lambda request: Reply(200, {"id": "j", "state": "active"}, "jobs/@Element")
    answer = http_client.send("GET", "/jobs/j")
    expected = f'{{\r\n  "odata.metadata":"http://{http_client.address}/$metadata#jobs/@Element","id":"j","state":"active"\r\n}}'
    assert answer.body.decode() == expected
    assert answer.headers["content-type"] == "application/json;odata=minimalmetadata"
    assert answer.headers["transfer-encoding"] == "chunked"


def test_select_keeps_the_named_members_and_the_metadata(
    service: ScriptedService, http_client: SignedHttp
) -> None:
    service.answer = lambda request: Reply(
        200, {"id": "j", "state": "active", "priority": 0}, "jobs/@Element"
    )
    answer = http_client.send("GET", "/jobs/j?$select=id,%20priority")
    assert answer.json.keys() == {"odata.metadata", "id", "priority"}
    assert http_client.send("GET", "/jobs/j?$select=ID").error == (400, "InvalidQueryParameterValue")


def test_a_refusal_has_the_form_of_the_service(service: ScriptedService, http_client: SignedHttp) -> None:
    service.answer = refuse(
        ServiceError(
            409, "PoolBeingResized", "It is being resized.\nWait.", [("a", "b"), ("c", None)], retry_after=30
        )
    )
    answer = http_client.send("POST", "/pools/p/resize", {"targetDedicatedNodes": 1})
    request_id = answer.headers["request-id"]
    assert answer.json == {
        "odata.metadata": f"http://{http_client.address}/$metadata#Microsoft.Azure.Batch.Protocol.Entities.Container.errors/@Element",
        "code": "PoolBeingResized",
        "message": {
            "lang": "en-US",
            "value": f"It is being resized.\nWait.\nRequestId:{request_id}\nTime:2031-01-02T03:04:05.6789000Z",
        },
        "values": [{"key": "a", "value": "b"}, {"key": "c"}],
    }
    assert (answer.status, answer.reason) == (409, "It is being resized.")
    assert answer.headers["content-length"] == str(len(answer.body))
    assert answer.headers["content-type"] == "application/json;odata=minimalmetadata"
    assert answer.headers["retry-after"] == "30"


def test_a_refusal_without_details_has_no_values(service: ScriptedService, http_client: SignedHttp) -> None:
    service.answer = refuse(ServiceError(404, "JobNotFound", "The specified job does not exist."))
    assert "values" not in http_client.send("GET", "/jobs/j").json


def test_a_reason_phrase_is_one_plain_line(service: ScriptedService, http_client: SignedHttp) -> None:
    service.answer = refuse(ServiceError(409, "Odd", "Zoë's pool\u2028next\r\nX-Injected: 1"))
    answer = http_client.send("GET", "/jobs/j")
    assert answer.reason == "Zo?'s pool"
    assert "x-injected" not in answer.headers


def test_an_unmet_condition_of_a_read_has_no_body(service: ScriptedService, http_client: SignedHttp) -> None:
    service.answer = refuse(ServiceError(304, "ConditionNotMet", "The condition is not met."))
    answer = http_client.send("GET", "/jobs/j")
    assert (answer.status, answer.body) == (304, b"")
    assert "content-type" not in answer.headers


def test_head_answers_without_a_body(service: ScriptedService, http_client: SignedHttp) -> None:
    service.answer = lambda request: Reply(200, etag="0x1")
    answer = http_client.send("HEAD", "/pools/p")
    assert (answer.status, answer.headers["etag"], answer.headers["transfer-encoding"]) == (
        200,
        "0x1",
        "chunked",
    )
    service.answer = refuse(ServiceError(404, "PoolNotFound", "The specified pool does not exist."))
    answer = http_client.send("HEAD", "/pools/p")
    assert (answer.status, answer.headers["transfer-encoding"], answer.body) == (404, "chunked", b"")
    assert "content-type" not in answer.headers


def test_a_connection_is_kept_through_replies_of_every_framing(
    service: ScriptedService, http_client: SignedHttp
) -> None:
    replies: dict[str, Callable[[Request], Reply]] = {
        "GET": lambda request: Reply(200, {"id": "p"}, "pools/@Element"),
        "HEAD": refuse(ServiceError(404, "PoolNotFound", "No.")),
        "DELETE": lambda request: Reply(202),
        "PATCH": refuse(ServiceError(412, "ConditionNotMet", "No.")),
    }
    connection = http.client.HTTPConnection(http_client.address, timeout=10)
    connection.connect()
    own_socket = connection.sock
    for method in ("GET", "HEAD", "DELETE", "HEAD", "PATCH", "GET"):
        service.answer = replies[method]
        target = f"/pools/p?api-version={VERSION}"
        content = b"{}" if method == "PATCH" else b""
        headers = http_client.headers(method, target, {"content-length": str(len(content))})
        connection.request(method, target, content, headers)
        reply = connection.getresponse()
        reply.read()
        assert connection.sock is own_socket
    connection.close()
    assert len(service.requests) == 6


def test_a_fault_of_a_handler_is_an_internal_error_and_logged(
    service: ScriptedService, http_client: SignedHttp, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(request: Request) -> Reply:
        raise KeyError("secret of the house")

    service.answer = fail
    with caplog.at_level(logging.ERROR):
        answer = http_client.send("GET", "/jobs/j")
    assert answer.error == (500, "InternalError")
    assert b"secret" not in answer.body
    assert "secret of the house" in caplog.text


# The order of checks


def test_a_foreign_host_is_refused_before_anything_else(http_client: SignedHttp) -> None:
    answer = http_client.send("GET", "/jobs/j", headers={"host": "evil.example"})
    assert answer.error == (400, "InvalidHeaderValue")
    assert answer.json["odata.metadata"].startswith(f"http://{http_client.address}/")


def test_the_signature_comes_before_the_path(http_client: SignedHttp) -> None:
    answer = http_client.exchange("GET", "/nothing", {"host": http_client.address})
    assert answer.error == (403, "AuthenticationFailed")
    assert "www-authenticate" not in answer.headers
    answer = http_client.exchange(
        "GET", "/nothing", {"host": http_client.address, "authorization": "Bearer x"}
    )
    assert answer.error == (401, "AuthenticationFailed")
    assert answer.headers["www-authenticate"].startswith("Bearer ")


def test_the_path_comes_before_the_version_and_that_before_query_and_body(http_client: SignedHttp) -> None:
    def code(method: str, target: str, body: Any) -> str:
        return str(http_client.send(method, target, body).json["code"])

    assert code("POST", "/nothing?api-version=1&maxresults=0", b"{") == "InvalidUri"
    assert code("PUT", "/jobs?api-version=1", b"{") == "UnsupportedHttpVerb"
    assert code("POST", "/jobs?api-version=1&timeout=x", b"{") == "UnsupportedRequestVersion"
    assert code("POST", "/jobs?api-version=&timeout=x", b"{") == "MissingRequiredQueryParameter"
    assert code("POST", "/jobs?timeout=x", b"{") == "InvalidQueryParameterValue"
    assert code("POST", "/jobs", b"{") == "InvalidRequestBody"
    assert code("GET", "/jobs/j/tasks?$filter=x", None) == "InvalidQueryParameterValue"


def test_an_operation_exists_only_in_its_api_versions(
    service: ScriptedService, http_client: SignedHttp
) -> None:
    assert http_client.send("GET", "/poolusagemetrics").status == 200
    answer = http_client.send("GET", "/poolusagemetrics?api-version=2026-10-01")
    assert answer.error == (400, "InvalidUri")
    assert http_client.send("GET", "/poolusagemetrics?api-version=2019-08-01.10.0").status == 200


def test_a_post_without_a_length_is_refused(http_client: SignedHttp) -> None:
    target = f"/jobs/j/enable?api-version={VERSION}"
    assert http_client.exchange("POST", target, http_client.headers("POST", target)).error == (
        411,
        "MissingContentLengthHeader",
    )


def test_bodies_may_be_empty_where_the_operation_lets_them(
    service: ScriptedService, http_client: SignedHttp
) -> None:
    for body in (None, {}, {"terminateReason": "x"}):
        assert http_client.send("POST", "/jobs/j/terminate", body).status == 200
    assert [request.body for request in service.requests] == [None, {}, {"terminateReason": "x"}]
    assert http_client.send("POST", "/jobs/j/enable", {}).status == 200
    assert http_client.send("POST", "/jobs", None).error == (400, "InvalidRequestBody")


def test_a_body_must_be_plain_json(http_client: SignedHttp) -> None:
    for headers in ({"content-type": "text/plain"}, {"content-encoding": "gzip"}):
        assert http_client.send("POST", "/jobs/j/tasks", TASK, headers).error == (400, "InvalidHeaderValue")
    for content_type in ("application/json", "application/json; odata=minimalmetadata; charset=utf-8"):
        assert http_client.send("POST", "/jobs/j/tasks", TASK, {"content-type": content_type}).status == 200


@pytest.mark.parametrize("size", [530_000, 40_000_000])
def test_a_body_over_the_limit_is_refused_in_the_form_of_the_service(
    http_client: SignedHttp, size: int
) -> None:
    answer = http_client.send("POST", "/jobs/j/tasks", {**TASK, "commandLine": "x" * size})
    assert answer.error == (413, "RequestBodyTooLarge")
    assert answer.json["values"] == [{"key": "MaxLimit", "value": "1048576"}]
    # What is left of a long body is not read for ever, and the client must not wait for that.
    assert answer.headers.get("connection") == ("close" if size > 1_000_000 else None)


def test_a_body_below_the_limit_goes_through_although_it_is_long(
    service: ScriptedService, http_client: SignedHttp
) -> None:
    assert http_client.send("POST", "/jobs/j/tasks", {**TASK, "commandLine": "x" * 520_000}).status == 200
    assert service.requests[0].body is not None
    assert len(service.requests[0].body["commandLine"]) == 520_000


def test_a_client_that_waits_for_100_continue_gets_it(http_client: SignedHttp) -> None:
    content = b'{"id":"t","commandLine":"x"}'
    target = f"/jobs/j/tasks?api-version={VERSION}"
    headers = http_client.headers(
        "POST", target, {"content-length": str(len(content)), "expect": "100-continue"}
    )
    head = f"POST {target} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    host, _, port = http_client.address.rpartition(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(f"{head}\r\n".encode())
        assert connection.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(content)
        assert connection.recv(100).startswith(b"HTTP/1.1 200 OK\r\n")


# What is not HTTP


@pytest.mark.parametrize(
    "message",
    [
        b"not http at all\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nBroken\x00Header: 1\r\n\r\n",
        b"GET /" + b"x" * 70_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: five\r\n\r\n",
    ],
)
def test_what_cannot_be_read_as_http_is_answered_in_the_form_of_the_service(
    http_client: SignedHttp, message: bytes
) -> None:
    answer = http_client.raw("GET", message)
    assert answer.status == 400
    assert answer.json["code"] in {"InvalidInput", "RequestUrlFailedToParse"}
    assert answer.headers["connection"] == "close"


def test_a_long_filter_is_no_trouble(service: ScriptedService, http_client: SignedHttp) -> None:
    service.answer = tasks(3)
    choices = " or ".join(f"id eq 't{number:05}'" for number in range(1500)).replace(" ", "%20")
    answer = http_client.send("GET", f"/jobs/j/tasks?$filter={choices}")
    assert len(answer.json["value"]) == 3


def test_http_1_0_gets_a_length_instead_of_chunks(service: ScriptedService, http_client: SignedHttp) -> None:
    service.answer = lambda request: Reply(200, {"id": "j"}, "jobs/@Element")
    target = f"/jobs/j?api-version={VERSION}"
    head = "".join(f"{name}: {value}\r\n" for name, value in http_client.headers("GET", target).items())
    answer = http_client.raw("GET", f"GET {target} HTTP/1.0\r\n{head}\r\n".encode())
    assert answer.json["id"] == "j"
    assert answer.headers["content-length"] == str(len(answer.body))


# Lists


def test_a_list_comes_in_pages_whose_links_repeat_the_clients_query(
    service: ScriptedService, http_client: SignedHttp
) -> None:
    service.answer = tasks(25)
    query = f"maxResults=10&$select=id&api-version={VERSION}"
    target = f"/jobs/j/tasks?{query}"
    seen: list[str] = []
    pages = 0
    while target:
        body = http_client.send("GET", target).json
        assert list(body)[:2] == ["odata.metadata", "value"]
        assert body["odata.metadata"] == f"http://{http_client.address}/$metadata#tasks"
        seen += [item["id"] for item in body["value"]]
        link = body.get("odata.nextLink", "")
        if link:
            assert link.startswith(f"http://{http_client.address}/jobs/j/tasks?{query}&$skiptoken=")
            assert link.count("skiptoken") == 1
        target = link.removeprefix(f"http://{http_client.address}")
        pages += 1
    assert pages == 3
    assert seen == [f"t{number:05}" for number in range(25)]


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (1, 1), (10, 1), (11, 2), (20, 2)])
def test_a_full_last_page_has_no_link(
    service: ScriptedService, http_client: SignedHttp, count: int, pages: int
) -> None:
    service.answer = tasks(count)
    target = f"/jobs/j/tasks?maxresults=10&api-version={VERSION}"
    for number in range(pages):
        body = http_client.send("GET", target).json
        assert ("odata.nextLink" in body) == (number < pages - 1)
        target = body.get("odata.nextLink", "").removeprefix(f"http://{http_client.address}")


def test_filtered_pages_are_full_and_end_where_the_matches_end(
    service: ScriptedService, http_client: SignedHttp
) -> None:
    service.answer = tasks(95)
    target = "/jobs/j/tasks?maxresults=5&$filter=state%20eq%20'Active'"
    first = http_client.send("GET", target).json
    assert [item["id"] for item in first["value"]] == ["t00000", "t00010", "t00020", "t00030", "t00040"]
    second = http_client.send(
        "GET", first["odata.nextLink"].removeprefix(f"http://{http_client.address}")
    ).json
    assert [item["id"] for item in second["value"]] == ["t00050", "t00060", "t00070", "t00080", "t00090"]
    assert "odata.nextLink" not in second


def test_a_filter_over_a_huge_list_gives_short_pages_rather_than_long_waits(
    service: ScriptedService, http_client: SignedHttp
) -> None:
    service.answer = tasks(SCAN_LIMIT * 2 + 5)
    last = f"t{SCAN_LIMIT * 2 + 4:05}"
    target = f"/jobs/j/tasks?$filter=id%20eq%20'{last}'"
    sizes: list[int] = []
    while target:
        body = http_client.send("GET", target).json
        sizes.append(len(body["value"]))
        target = body.get("odata.nextLink", "").removeprefix(f"http://{http_client.address}")
    assert sizes == [0, 0, 1]


def test_a_made_up_token_is_refused(http_client: SignedHttp, service: ScriptedService) -> None:
    service.answer = tasks(3)
    for token in ("x", "%FF", "MTIz"):
        answer = http_client.send("GET", f"/jobs/j/tasks?$skiptoken={token}")
        assert answer.error == (400, "InvalidQueryParameterValue")


# Files


def test_a_file_is_streamed_in_chunks(
    service: ScriptedService, http_client: SignedHttp, tmp_path: Path
) -> None:
    content = bytes(range(256)) * 4096
    path = tmp_path / "out.bin"
    path.write_bytes(content)
    service.answer = lambda request: Reply(
        200, file=FileContent(path, 1000, 900_000), headers={"Content-Type": "application/octet-stream"}
    )
    answer = http_client.send("GET", "/jobs/j/tasks/t/files/out.bin", headers={"ocp-range": "bytes=1000-"})
    assert (answer.status, answer.body == content[1000:901_000]) == (200, True)
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["transfer-encoding"] == "chunked"
    assert "content-length" not in answer.headers


def test_the_head_of_a_file_tells_its_length(
    service: ScriptedService, http_client: SignedHttp, tmp_path: Path
) -> None:
    service.answer = lambda request: Reply(200, file=FileContent(tmp_path / "any", 0, 4711))
    answer = http_client.send("HEAD", "/jobs/j/tasks/t/files/any")
    assert (answer.status, answer.headers["content-length"]) == (200, "4711")
    assert "transfer-encoding" not in answer.headers


def test_an_empty_file_is_no_special_case(
    service: ScriptedService, http_client: SignedHttp, tmp_path: Path
) -> None:
    path = tmp_path / "empty"
    path.touch()
    service.answer = lambda request: Reply(200, file=FileContent(path, 0, 0))
    answer = http_client.send("GET", "/jobs/j/tasks/t/files/empty")
    assert (answer.status, answer.body) == (200, b"")


def test_a_file_that_is_gone_or_shrank_does_no_harm(
    service: ScriptedService, http_client: SignedHttp, tmp_path: Path
) -> None:
    path = tmp_path / "short"
    path.write_bytes(b"abc")
    service.answer = lambda request: Reply(200, file=FileContent(path, 0, 10))
    assert http_client.send("GET", "/jobs/j/tasks/t/files/short").body == b"abc"
    path.unlink()
    assert http_client.send("GET", "/jobs/j/tasks/t/files/short").error == (404, "FileNotFound")


def test_a_used_port_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(OSError, match=rf"cannot listen on 127\.0\.0\.1:{port}"):
            asyncio.run(serve(ScriptedService(), port=port))


def test_a_token_of_a_task_is_good_for_its_job_only(
    service: ScriptedService, http_client: SignedHttp
) -> None:
    def ask(path: str, authorization: str) -> Answer:
        headers = {"host": http_client.address, "authorization": authorization}
        return http_client.exchange("GET", f"{path}?api-version=2025-06-01", headers)

    for path in ("/jobs/j", "/jobs/J", "/jobs/j/tasks", "/jobs/j/tasks/t"):
        assert ask(path, "Bearer of-job-j").status == 200
        assert ask(path, "bearer  of-job-j").status == 200
    asked = len(service.requests)
    for path in ("/jobs", "/jobs/k", "/jobs/k/tasks/j", "/pools/j", "/nodecounts"):
        assert ask(path, "Bearer of-job-j").error == (403, "InsufficientAccountPermissions")
    for path in ("/jobs/j", "/jobs/k"):
        assert ask(path, "Bearer of-job-k").error == (401, "AuthenticationFailed")
        assert ask(path, "SharedKey of-job-j").error == (400, "InvalidAuthenticationInfo")
    assert len(service.requests) == asked
