"""One call of one operation, over a real connection, by the sync and the async caller."""

from __future__ import annotations

import gc
import threading
import uuid
from datetime import datetime, timezone
from typing import Any

import pytest
from azure.core import MatchConditions
from azure.core.credentials import AccessToken
from azure.core.exceptions import (
    ClientAuthenticationError,
    DecodeError,
    HttpResponseError,
    ResourceExistsError,
    ResourceNotFoundError,
    ResourceNotModifiedError,
    ServiceRequestError,
    ServiceResponseError,
)
from azure.core.pipeline.policies import SansIOHTTPPolicy
from azure.core.pipeline.transport import AioHttpTransport, RequestsTransport
from azure.core.rest import HttpRequest

from azure_batch_sdk._generated.operations import OPERATIONS
from azure_batch_sdk._runtime.caller import Download
from azure_batch_sdk._runtime.file_properties import BatchFileProperties
from tests.either import Driver
from tests.loopback import REQUEST_ID, LoopbackServer, Reply, error_body
from tests.runtime.conftest import MakeCaller

GET_POOL = OPERATIONS["get_pool"]
CREATE_POOL = OPERATIONS["create_pool"]
DELETE_TASK = OPERATIONS["delete_task"]
LIST_POOLS = OPERATIONS["list_pools"]
POOL_EXISTS = OPERATIONS["pool_exists"]
TERMINATE_JOB = OPERATIONS["begin_terminate_job"]
DOWNLOAD = OPERATIONS["download_task_file"]
FILE_PROPERTIES = OPERATIONS["get_task_file_properties"]
ENABLE_NODE = OPERATIONS["enable_node_scheduling"]

A_FILE = {"job_id": "j", "task_id": "t", "file_path": "wd/out.txt"}


# -- what is sent


def test_a_get_asks_for_json_with_the_api_version(
    caller: Any, driver: Driver, server: LoopbackServer
) -> None:
    server.answer(Reply(json={"id": "p"}))
    pool = driver.wait(caller._call(GET_POOL, {"pool_id": "p", "select": ["id", "state"]}, {}))
    assert pool["id"] == "p"
    (request,) = server.requests
    assert request.method == "GET"
    assert request.target == "/pools/p?api-version=2025-06-01&$select=id,state"
    assert request.headers["Accept"] == "application/json"
    assert request.headers["Content-Type"] is None
    assert request.headers["User-Agent"].startswith("azsdk-python-azure-batch-sdk")
    assert uuid.UUID(request.headers["client-request-id"]).version == 4


def test_a_body_is_sent_as_compact_json_without_read_only_members(
    caller: Any, driver: Driver, server: LoopbackServer
) -> None:
    server.answer(Reply(201))
    pool = {"id": "p", "vmSize": "ü", "odata.metadata": "x"}
    driver.wait(caller._call(CREATE_POOL, {"pool": pool}, {}))
    (request,) = server.requests
    assert request.body == '{"id":"p","vmSize":"ü"}'.encode()
    assert request.headers["Content-Type"] == "application/json; odata=minimalmetadata"
    assert request.headers["Content-Length"] == str(len(request.body))
    assert "odata.metadata" in pool


@pytest.mark.parametrize(
    ("operation", "arguments"),
    [
        (TERMINATE_JOB, {"job_id": "j"}),
        (ENABLE_NODE, {"pool_id": "p", "node_id": "n"}),
        (DELETE_TASK, {"job_id": "j", "task_id": "t"}),
    ],
    ids=["options left out", "no body", "DELETE"],
)
def test_a_call_without_a_body_sends_length_zero_and_no_content_type(
    caller: Any, driver: Driver, server: LoopbackServer, operation: Any, arguments: dict[str, str]
) -> None:
    server.answer(Reply(operation.success[0]))
    assert driver.wait(caller._call(operation, arguments, {})) is None
    (request,) = server.requests
    assert request.body == b""
    assert request.headers["Content-Length"] == "0"
    assert request.headers["Content-Type"] is None
    assert request.headers["Transfer-Encoding"] is None


def test_options_of_a_call_are_sent_when_given(caller: Any, driver: Driver, server: LoopbackServer) -> None:
    server.answer(Reply(202))
    driver.wait(caller._call(TERMINATE_JOB, {"job_id": "j", "options": {"terminationReason": "r"}}, {}))
    assert server.requests[0].json == {"terminationReason": "r"}


def test_ids_and_paths_arrive_as_they_were_given(caller: Any, driver: Driver, server: LoopbackServer) -> None:
    server.answer(Reply(body=b"x"))
    driver.collect(
        driver.wait(
            caller._stream(
                DOWNLOAD, {"job_id": "s:job-1", "task_id": "ä%2F/b", "file_path": "wd/a b%\\c+?#.txt"}, {}
            )
        )
    )
    assert server.requests[0].path == "/jobs/s:job-1/tasks/%C3%A4%252F%2Fb/files/wd/a%20b%25%5Cc%2B%3F%23.txt"


def test_headers_and_params_of_the_caller_win(caller: Any, driver: Driver, server: LoopbackServer) -> None:
    server.answer(Reply(json={}))
    own = {
        "headers": {"accept": "a/b", "X-Own": "1"},
        "params": {"$select": "id", "x": ["1", "2"], "f": True},
    }
    driver.wait(caller._call(GET_POOL, {"pool_id": "p", "select": ["state"]}, own))
    (request,) = server.requests
    assert request.headers.get_all("Accept") == ["a/b"]
    assert request.headers["X-Own"] == "1"
    assert request.query == [
        ("api-version", "2025-06-01"),
        ("$select", "id"),
        ("x", "1"),
        ("x", "2"),
        ("f", "true"),
    ]
    assert own == {
        "headers": {"accept": "a/b", "X-Own": "1"},
        "params": {"$select": "id", "x": ["1", "2"], "f": True},
    }


def test_a_client_request_id_of_the_caller_is_kept(
    caller: Any, driver: Driver, server: LoopbackServer
) -> None:
    server.answer(Reply(json={}), Reply(json={}))
    driver.wait(caller._call(GET_POOL, {"pool_id": "p"}, {"headers": {"client-request-id": "mine"}}))
    driver.wait(caller._call(GET_POOL, {"pool_id": "p"}, {"request_id": "mine too"}))
    assert [request.headers["client-request-id"] for request in server.requests] == ["mine", "mine too"]


def test_an_etag_goes_into_the_header_of_its_condition(
    caller: Any, driver: Driver, server: LoopbackServer
) -> None:
    server.answer(Reply(200))
    driver.wait(
        caller._call(
            DELETE_TASK,
            {"job_id": "j", "task_id": "t", "etag": "0x8D", "match_condition": MatchConditions.IfNotModified},
            {},
        )
    )
    assert server.requests[0].headers["If-Match"] == '"0x8D"'


def test_nothing_is_sent_for_an_empty_id(caller: Any, driver: Driver, server: LoopbackServer) -> None:
    with pytest.raises(ValueError, match=r"get_pool\(\): pool_id must not be empty"):
        driver.wait(caller._call(GET_POOL, {"pool_id": ""}, {}))
    with pytest.raises(ValueError, match=r"list_tasks\(\): job_id must not be None"):
        caller._pages(OPERATIONS["list_tasks"], {"job_id": None}, {})
    assert server.requests == []


# -- what comes back


def test_whether_something_exists_is_a_bool(caller: Any, driver: Driver, server: LoopbackServer) -> None:
    server.answer(Reply(200), Reply(404))
    assert driver.wait(caller._call(POOL_EXISTS, {"pool_id": "p"}, {})) is True
    assert driver.wait(caller._call(POOL_EXISTS, {"pool_id": "p"}, {})) is False


def test_a_head_that_is_refused_raises_by_its_status(
    caller: Any, driver: Driver, server: LoopbackServer
) -> None:
    server.answer(Reply(304), Reply(403))
    with pytest.raises(ResourceNotModifiedError):
        driver.wait(caller._call(POOL_EXISTS, {"pool_id": "p"}, {}))
    with pytest.raises(HttpResponseError, match="403 Forbidden, without a body"):
        driver.wait(caller._call(POOL_EXISTS, {"pool_id": "p"}, {}))


def test_the_properties_of_a_file_are_read_from_the_headers(
    caller: Any, driver: Driver, server: LoopbackServer
) -> None:
    server.answer(
        Reply(
            headers={
                "Content-Length": "1234567890123",
                "Content-Type": "text/plain",
                "Last-Modified": "Sat, 31 Jan 2026 08:00:00 GMT",
                "ocp-creation-time": "Fri, 30 Jan 2026 08:00:00 GMT",
                "ocp-batch-file-isdirectory": "False",
                "ocp-batch-file-mode": "0o100664",
                "ocp-batch-file-url": "https%3A%2F%2Fa.r.batch.azure.com%2Fjobs%2Fj%2Ffiles%2Fa%2520b",
            }
        )
    )
    assert driver.wait(caller._call(FILE_PROPERTIES, A_FILE, {})) == BatchFileProperties(
        url="https://a.r.batch.azure.com/jobs/j/files/a%20b",
        is_directory=False,
        last_modified=datetime(2026, 1, 31, 8, tzinfo=timezone.utc),
        content_length=1234567890123,
        creation_time=datetime(2026, 1, 30, 8, tzinfo=timezone.utc),
        content_type="text/plain",
        file_mode="0o100664",
    )


def test_cls_gets_the_answer_the_result_and_the_headers(
    caller: Any, driver: Driver, server: LoopbackServer
) -> None:
    server.answer(
        Reply(json={"id": "p"}, headers={"ETag": "0x8D", "Last-Modified": "Sat, 31 Jan 2026 08:00:00 GMT"})
    )
    answer, pool, headers = driver.wait(
        caller._call(GET_POOL, {"pool_id": "p"}, {"cls": lambda *everything: everything})
    )
    assert answer.http_response.status_code == 200
    assert pool["id"] == "p"
    assert headers["ETag"] == "0x8D"
    assert headers["Last-Modified"] == datetime(2026, 1, 31, 8, tzinfo=timezone.utc)
    assert headers["request-id"] == REQUEST_ID
    assert headers["Location"] is None


@pytest.mark.parametrize("body", [b"", b"<html>hello</html>", b'{"id": "p', b"\xff\xfe\x00", b"[1]", b"null"])
def test_a_success_that_is_no_json_object_names_status_length_and_request_id(
    caller: Any, driver: Driver, server: LoopbackServer, body: bytes
) -> None:
    server.answer(Reply(body=body))
    with pytest.raises(DecodeError) as caught:
        driver.wait(caller._call(GET_POOL, {"pool_id": "p"}, {}))
    assert "200 OK" in str(caught.value)
    assert f"request: {REQUEST_ID}" in str(caught.value)
    assert caught.value.status_code == 200
    assert caught.value.error is not None
    if not body.startswith((b"[", b"null")):
        assert f"{len(body)} bytes" in str(caught.value)


def test_an_answer_that_is_cut_off_is_an_error(caller: Any, driver: Driver, server: LoopbackServer) -> None:
    server.handler = lambda request: Reply(json={"id": "p" * 5000}, truncate=100)
    with pytest.raises((HttpResponseError, ServiceResponseError)):
        driver.wait(caller._call(GET_POOL, {"pool_id": "p"}, {}))


class LeavesBodies(RequestsTransport):  # type: ignore[misc]  # azure-core exports it dynamically
    """A transport of the caller's own that hands out replies before their bodies are read."""

    def send(self, request: Any, **options: Any) -> Any:
        return super().send(request, **{**options, "stream": True})


class AsyncLeavesBodies(AioHttpTransport):  # type: ignore[misc]  # azure-core exports it dynamically
    """The same for the async caller."""

    async def send(self, request: Any, **options: Any) -> Any:
        return await super().send(request, **{**options, "stream": True})


def test_a_body_that_the_caller_s_transport_left_unread_is_read(
    make_caller: MakeCaller, driver: Driver, server: LoopbackServer
) -> None:
    transport = LeavesBodies() if driver.name == "sync" else AsyncLeavesBodies()
    caller = make_caller(transport=transport)
    server.answer(Reply(json={"id": "p"}), Reply(404, json=error_body("PoolNotFound")))
    assert driver.wait(caller._call(GET_POOL, {"pool_id": "p"}, {}))["id"] == "p"
    with pytest.raises(ResourceNotFoundError, match="PoolNotFound"):
        driver.wait(caller._call(GET_POOL, {"pool_id": "p"}, {}))


def test_a_compressed_answer_is_read(caller: Any, driver: Driver, server: LoopbackServer) -> None:
    import gzip

    server.answer(Reply(body=gzip.compress(b'{"id":"p"}'), headers={"Content-Encoding": "gzip"}))
    assert driver.wait(caller._call(GET_POOL, {"pool_id": "p"}, {}))["id"] == "p"


def test_an_answer_that_cannot_be_decompressed_is_an_error_of_the_transport(
    caller: Any, driver: Driver, server: LoopbackServer
) -> None:
    server.handler = lambda request: Reply(body=b"no gzip", headers={"Content-Encoding": "gzip"})
    with pytest.raises(ServiceResponseError):
        driver.wait(caller._call(GET_POOL, {"pool_id": "p"}, {}))
    with pytest.raises(DecodeError):
        driver.collect(driver.wait(caller._stream(DOWNLOAD, A_FILE, {})))


def test_a_success_status_of_another_operation_is_an_error(
    caller: Any, driver: Driver, server: LoopbackServer
) -> None:
    server.answer(Reply(200, body=b"<html>sign in here</html>"))
    with pytest.raises(HttpResponseError, match="200 OK: <html>sign in here"):
        driver.wait(caller._call(CREATE_POOL, {"pool": {}}, {}))


# -- errors


def test_the_class_of_an_error_follows_the_service(
    caller: Any, driver: Driver, server: LoopbackServer
) -> None:
    server.answer(Reply(404, json=error_body("PoolNotFound", "The specified pool does not exist.")))
    with pytest.raises(ResourceNotFoundError) as caught:
        driver.wait(caller._call(GET_POOL, {"pool_id": "nightly"}, {}))
    error = caught.value
    assert str(error) == (
        f"(PoolNotFound) The specified pool does not exist.\n  pool: nightly   request: {REQUEST_ID}"
    )
    assert error.status_code == 404
    assert error.reason == "Not Found"
    assert error.response is not None
    assert error.error is not None and error.error.code == "PoolNotFound"
    assert error.model is not None and error.model["code"] == "PoolNotFound"


def test_an_error_map_of_the_caller_wins(caller: Any, driver: Driver, server: LoopbackServer) -> None:
    class Mine(HttpResponseError):
        pass

    server.answer(Reply(404, json=error_body("PoolNotFound")))
    with pytest.raises(Mine, match="PoolNotFound"):
        driver.wait(caller._call(GET_POOL, {"pool_id": "p"}, {"error_map": {404: Mine}}))


def test_a_create_that_was_sent_twice_says_so_when_it_exists(
    caller: Any, driver: Driver, server: LoopbackServer
) -> None:
    server.answer(Reply(503), Reply(409, json=error_body("PoolExists", "The specified pool already exists.")))
    with pytest.raises(ResourceExistsError) as caught:
        driver.wait(caller._call(CREATE_POOL, {"pool": {"id": "p"}}, {}))
    assert "  sent 2 times; the first may have done it" in str(caught.value).splitlines()
    assert "pool: p" in str(caught.value)


def test_a_create_that_was_sent_once_does_not(caller: Any, driver: Driver, server: LoopbackServer) -> None:
    server.answer(Reply(409, json=error_body("PoolExists")))
    with pytest.raises(ResourceExistsError) as caught:
        driver.wait(caller._call(CREATE_POOL, {"pool": {"id": "p"}}, {}))
    assert "times" not in str(caught.value)


def test_an_error_of_ten_megabytes_has_a_short_text(
    caller: Any, driver: Driver, server: LoopbackServer
) -> None:
    server.answer(Reply(400, body=b"<html>" + b"\0x" * 5_000_000))
    with pytest.raises(HttpResponseError) as caught:
        driver.wait(caller._call(GET_POOL, {"pool_id": "p"}, {}))
    assert len(str(caught.value)) < 500
    assert "400 Bad Request: <html> x x" in str(caught.value)


def test_an_error_that_cannot_be_read_to_its_end_still_has_its_status(
    caller: Any, driver: Driver, server: LoopbackServer
) -> None:
    server.answer(Reply(404, json=error_body("FileNotFound", "x" * 5000), truncate=100))
    with pytest.raises(ResourceNotFoundError) as caught:
        driver.wait(caller._stream(DOWNLOAD, A_FILE, {}))
    assert f"request: {REQUEST_ID}" in str(caught.value)


# -- retries and transport


def test_every_attempt_is_signed_anew_under_the_same_client_request_id(
    make_caller: MakeCaller, driver: Driver, server: LoopbackServer
) -> None:
    seen: list[str] = []

    class Spy(SansIOHTTPPolicy[Any, Any]):
        def on_request(self, request: Any) -> None:
            seen.append(request.http_request.headers.get("Authorization", "unsigned"))

    server.answer(Reply(503), Reply(503), Reply(json={}))
    caller = make_caller(per_retry_policies=[Spy()])
    driver.wait(caller._call(GET_POOL, {"pool_id": "p"}, {}))
    assert len(server.requests) == 3
    assert len({request.headers["client-request-id"] for request in server.requests}) == 1
    assert all(request.headers["Authorization"].startswith("SharedKey") for request in server.requests)
    assert seen[0] == "unsigned"


def test_a_dropped_connection_is_tried_again_for_a_get(
    caller: Any, driver: Driver, server: LoopbackServer
) -> None:
    server.answer(Reply(drop=True), Reply(json={"id": "p"}))
    assert driver.wait(caller._call(GET_POOL, {"pool_id": "p"}, {}))["id"] == "p"


def test_a_dropped_connection_is_a_transport_error_without_retries(
    caller: Any, driver: Driver, server: LoopbackServer
) -> None:
    server.answer(Reply(drop=True))
    with pytest.raises((ServiceRequestError, ServiceResponseError)):
        driver.wait(caller._call(CREATE_POOL, {"pool": {}}, {"retry_total": 0}))
    assert len(server.requests) == 1


def test_an_answer_that_takes_too_long_is_an_error(
    caller: Any, driver: Driver, server: LoopbackServer
) -> None:
    hold = threading.Event()
    server.answer(Reply(json={}, hold=hold))
    with pytest.raises(ServiceResponseError):
        driver.wait(caller._call(GET_POOL, {"pool_id": "p"}, {"read_timeout": 0.05, "retry_total": 0}))
    hold.set()


def test_the_lists_and_options_of_the_caller_stay_as_they_are(
    make_caller: MakeCaller, driver: Driver, server: LoopbackServer
) -> None:
    class Note(SansIOHTTPPolicy[Any, Any]):
        def on_request(self, request: Any) -> None:
            request.http_request.headers["X-Note"] = "1"

    per_call: list[Any] = [Note()]
    per_retry: list[Any] = []
    server.answer(Reply(json={}))
    caller = make_caller(per_call_policies=per_call, per_retry_policies=per_retry)
    options: dict[str, Any] = {"retry_total": 1, "headers": {"a": "b"}}
    driver.wait(caller._call(GET_POOL, {"pool_id": "p"}, options))
    assert server.requests[0].headers["X-Note"] == "1"
    assert len(per_call) == 1 and per_retry == []
    assert options == {"retry_total": 1, "headers": {"a": "b"}}


@pytest.mark.parametrize("options", [{}, {"disable_redirect_cleanup": True}])
def test_a_redirect_to_another_host_carries_no_signature(
    make_caller: MakeCaller, driver: Driver, server: LoopbackServer, options: dict[str, Any]
) -> None:
    caller = make_caller(**options)
    with LoopbackServer() as elsewhere:
        elsewhere.answer(Reply(json={}))
        server.answer(Reply(307, headers={"Location": f"{elsewhere.endpoint}/pools/p"}))
        driver.wait(caller._call(GET_POOL, {"pool_id": "p"}, {}))
        assert server.requests[0].headers["Authorization"] is not None
        assert elsewhere.requests[0].headers["Authorization"] is None


def test_a_redirect_on_the_same_host_is_signed_for_its_new_path(
    caller: Any, driver: Driver, server: LoopbackServer
) -> None:
    server.answer(Reply(307, headers={"Location": "/elsewhere"}), Reply(json={}))
    driver.wait(caller._call(GET_POOL, {"pool_id": "p"}, {}))
    first, second = (request.headers["Authorization"] for request in server.requests)
    assert first != second


def test_a_token_is_refused_over_plain_http(
    make_caller: MakeCaller, driver: Driver, server: LoopbackServer
) -> None:
    caller = make_caller(credential=Token())
    with pytest.raises(ServiceRequestError, match="not permitted"):
        driver.wait(caller._call(GET_POOL, {"pool_id": "p"}, {"retry_total": 0}))
    assert server.requests == []


def test_a_token_is_asked_for_the_scope_of_the_service(
    make_caller: MakeCaller, driver: Driver, server: LoopbackServer
) -> None:
    server.answer(Reply(401, json=error_body("AuthenticationFailed")))
    token = Token()
    caller = make_caller(credential=token)
    with pytest.raises(ClientAuthenticationError):
        driver.wait(caller._call(GET_POOL, {"pool_id": "p"}, {"enforce_https": False}))
    assert token.scopes == ("https://batch.core.windows.net//.default",)
    assert server.requests[0].headers["Authorization"] == "Bearer secret"
    assert server.requests[0].headers["ocp-date"] is None


class Token:
    """A token credential for both callers: the async one takes a sync credential too."""

    scopes: tuple[str, ...] = ()

    def get_token(self, *scopes: str, **_: Any) -> AccessToken:
        self.scopes = scopes
        return AccessToken("secret", 1 << 40)


# -- pages


def two_pages(server: LoopbackServer) -> None:
    link = f"{server.endpoint}/pools?api-version=2024-07-01.20.0&x=a%20b&$skiptoken=t%2B1"
    server.answer(
        Reply(json={"value": [{"id": "a"}, {"id": "b"}], "odata.nextLink": link}),
        Reply(json={"value": [{"id": "c"}]}),
    )


def test_all_pages_are_read_in_order(caller: Any, driver: Driver, server: LoopbackServer) -> None:
    two_pages(server)
    items = driver.collect(caller._pages(LIST_POOLS, {"max_results": 2}, {}))
    assert [item["id"] for item in items] == ["a", "b", "c"]


def test_the_next_request_has_the_link_s_query_and_the_first_one_s_headers(
    caller: Any, driver: Driver, server: LoopbackServer
) -> None:
    two_pages(server)
    driver.collect(caller._pages(LIST_POOLS, {}, {"headers": {"X-Own": "1"}, "params": {"x": "a b"}}))
    first, second = server.requests
    assert second.target == "/pools?api-version=2024-07-01.20.0&x=a%20b&$skiptoken=t%2B1"
    assert second.headers["Accept"] == "application/json"
    assert second.headers["X-Own"] == "1"
    assert first.headers["client-request-id"] != second.headers["client-request-id"]


def test_a_link_without_api_version_gets_the_client_s(
    caller: Any, driver: Driver, server: LoopbackServer
) -> None:
    server.answer(
        Reply(json={"value": [], "odata.nextLink": f"{server.endpoint}/pools?$skiptoken=t"}),
        Reply(json={"value": []}),
    )
    assert driver.collect(caller._pages(LIST_POOLS, {}, {})) == []
    assert server.requests[1].target == "/pools?$skiptoken=t&api-version=2025-06-01"


def test_a_list_can_be_continued_from_a_token_and_read_twice(
    caller: Any, driver: Driver, server: LoopbackServer
) -> None:
    two_pages(server)
    listing = caller._pages(LIST_POOLS, {}, {})
    pages = listing.by_page()
    first_page = driver.next(pages)
    assert [item["id"] for item in driver.collect(first_page)] == ["a", "b"]
    token = pages.continuation_token
    again = driver.pages(listing.by_page(continuation_token=token))
    assert [[item["id"] for item in page] for page in again] == [["c"]]


def test_a_token_that_is_no_text_is_refused(caller: Any, driver: Driver, server: LoopbackServer) -> None:
    listing = caller._pages(LIST_POOLS, {}, {})
    with pytest.raises(TypeError, match="must be a str that by_page\\(\\) gave, not int: 5"):
        driver.next(listing.by_page(5))
    assert server.requests == []


@pytest.mark.parametrize("link", ["https://elsewhere.example/pools", "//elsewhere.example/pools"])
def test_a_link_to_another_host_is_not_followed(
    caller: Any, driver: Driver, server: LoopbackServer, link: str
) -> None:
    server.answer(Reply(json={"value": [{"id": "a"}], "odata.nextLink": link}))
    with pytest.raises(ValueError, match="leads away from"):
        driver.collect(caller._pages(LIST_POOLS, {}, {}))
    assert len(server.requests) == 1


@pytest.mark.parametrize("query", ["api-version=1&$skiptoken=t", "$skiptoken=t"])
def test_a_page_that_leads_to_itself_is_an_error(
    caller: Any, driver: Driver, server: LoopbackServer, query: str
) -> None:
    link = f"{server.endpoint}/pools?{query}"
    server.answer(*2 * [Reply(json={"value": [{"id": "a"}], "odata.nextLink": link})])
    with pytest.raises(DecodeError, match="leads to the same page again"):
        driver.collect(caller._pages(LIST_POOLS, {}, {}))


def test_cls_gets_the_items_of_each_page(caller: Any, driver: Driver, server: LoopbackServer) -> None:
    two_pages(server)
    ids = driver.collect(
        caller._pages(LIST_POOLS, {}, {"cls": lambda items: [item["id"].upper() for item in items]})
    )
    assert ids == ["A", "B", "C"]


def test_an_error_on_a_later_page_carries_the_token_to_go_on(
    caller: Any, driver: Driver, server: LoopbackServer
) -> None:
    link = f"{server.endpoint}/pools?api-version=1&$skiptoken=t"
    server.answer(Reply(json={"value": [], "odata.nextLink": link}), Reply(403, json=error_body("Forbidden")))
    with pytest.raises(ClientAuthenticationError) as caught:
        driver.collect(caller._pages(LIST_POOLS, {}, {}))
    assert caught.value.continuation_token == link


@pytest.mark.parametrize("body", [{}, {"value": None}, {"value": ["x"]}, {"value": [], "odata.nextLink": 1}])
def test_a_page_that_is_none_is_an_error(
    caller: Any, driver: Driver, server: LoopbackServer, body: Any
) -> None:
    server.answer(Reply(json=body))
    with pytest.raises(DecodeError, match="page"):
        driver.collect(caller._pages(LIST_POOLS, {}, {}))


# -- downloads


def test_a_download_gives_the_bytes_as_they_arrive(
    caller: Any, driver: Driver, server: LoopbackServer
) -> None:
    go_on = threading.Event()

    def chunks() -> Any:
        yield b"first"
        assert go_on.wait(10)
        yield b"second"

    server.answer(Reply(chunks=chunks()))
    stream = driver.wait(caller._stream(DOWNLOAD, {**A_FILE, "ocp_range": "bytes=0-99"}, {}))
    assert driver.next(stream) == b"first"
    go_on.set()
    assert b"".join(driver.collect(stream)) == b"second"
    assert server.requests[0].headers["ocp-range"] == "bytes=0-99"
    assert server.requests[0].headers["Accept"] == "application/octet-stream"


def test_a_download_that_fails_raises_at_the_call(
    caller: Any, driver: Driver, server: LoopbackServer
) -> None:
    server.answer(Reply(404, json=error_body("FileNotFound")), Reply(json={}))
    with pytest.raises(ResourceNotFoundError, match="FileNotFound"):
        driver.wait(caller._stream(DOWNLOAD, A_FILE, {}))
    driver.wait(caller._call(GET_POOL, {"pool_id": "p"}, {}))


def test_a_partial_content_answer_is_a_success(caller: Any, driver: Driver, server: LoopbackServer) -> None:
    server.answer(Reply(206, body=b"abc"))
    assert driver.collect(driver.wait(caller._stream(DOWNLOAD, A_FILE, {}))) == [b"abc"]


def test_an_empty_file_is_an_empty_download(caller: Any, driver: Driver, server: LoopbackServer) -> None:
    server.answer(Reply(body=b""))
    assert driver.collect(driver.wait(caller._stream(DOWNLOAD, A_FILE, {}))) == []


def test_a_download_that_breaks_off_is_an_error(caller: Any, driver: Driver, server: LoopbackServer) -> None:
    server.answer(Reply(chunks=[b"x" * 100, b"y" * 100], truncate=1))
    stream = driver.wait(caller._stream(DOWNLOAD, A_FILE, {}))
    with pytest.raises((HttpResponseError, ServiceResponseError)):
        driver.collect(stream)
    server.wait_for_connections(0)


@pytest.mark.parametrize("how", ["closed", "dropped", "dropped unread"])
def test_a_download_gives_up_its_connection(
    caller: Any, driver: Driver, server: LoopbackServer, how: str
) -> None:
    go_on = threading.Event()

    def chunks() -> Any:
        yield b"first"
        go_on.wait(10)
        for _ in range(1000):
            yield b"x" * 100_000

    server.answer(Reply(chunks=chunks()))
    stream = driver.wait(caller._stream(DOWNLOAD, A_FILE, {}))
    if how != "dropped unread":
        assert driver.next(stream) == b"first"
    if how == "closed":
        driver.wait(stream.close() if driver.name == "sync" else stream.aclose())
    del stream
    gc.collect()
    if driver.name == "async":
        driver.wait(_breathe())
    go_on.set()
    server.wait_for_connections(0)


def test_a_dropped_download_is_closed_by_itself_and_not_by_its_parts() -> None:
    class Response:
        closed = False

        def iter_raw(self) -> Any:
            return iter([b"a", b"b"])

        def close(self) -> None:
            self.closed = True

    response: Any = Response()
    download = Download(response, decompress=False)
    assert next(download) == b"a" and not response.closed
    del download
    gc.collect()
    assert response.closed


async def _breathe() -> None:
    import asyncio

    for _ in range(3):
        await asyncio.sleep(0)


def test_a_second_download_can_run_beside_the_first(
    caller: Any, driver: Driver, server: LoopbackServer
) -> None:
    server.answer(Reply(chunks=[b"a", b"b"]), Reply(chunks=[b"c", b"d"]))
    one = driver.wait(caller._stream(DOWNLOAD, A_FILE, {}))
    two = driver.wait(caller._stream(DOWNLOAD, A_FILE, {}))
    assert b"".join(driver.collect(two)) == b"cd"
    assert b"".join(driver.collect(one)) == b"ab"


# -- requests of the caller's own


@pytest.mark.parametrize("url", ["/pools/p", "pools/p", "{endpoint}/pools/p"])
def test_a_request_of_the_caller_s_own_is_completed_and_signed(
    caller: Any, driver: Driver, server: LoopbackServer, url: str
) -> None:
    server.answer(Reply(404, json=error_body("PoolNotFound")))
    request = HttpRequest("GET", url.format(endpoint=server.endpoint))
    before = request.url, dict(request.headers)
    response = driver.wait(caller.send_request(request))
    assert response.status_code == 404
    assert response.json()["code"] == "PoolNotFound"
    assert server.requests[0].target == "/pools/p?api-version=2025-06-01"
    assert server.requests[0].headers["Authorization"].startswith("SharedKey demoacct:")
    assert (request.url, dict(request.headers)) == before


def test_a_request_of_the_caller_s_own_keeps_its_api_version_and_body(
    caller: Any, driver: Driver, server: LoopbackServer
) -> None:
    server.answer(Reply(200))
    driver.wait(caller.send_request(HttpRequest("POST", "/x?api-version=1", json={"a": 1})))
    assert server.requests[0].target == "/x?api-version=1"
    assert server.requests[0].json == {"a": 1}


def test_an_answer_can_be_streamed_in_a_context(caller: Any, driver: Driver, server: LoopbackServer) -> None:
    server.answer(Reply(chunks=[b"a", b"b"]))
    sending = caller.send_request(HttpRequest("GET", "/x"), stream=True)
    response = driver.enter(sending)
    assert b"".join(driver.collect(response.iter_raw())) == b"ab"
    driver.leave(sending)
    assert response.is_closed


def test_a_request_to_another_host_is_refused(caller: Any, driver: Driver) -> None:
    with pytest.raises(ValueError, match="leads away from"):
        driver.wait(caller.send_request(HttpRequest("GET", "https://elsewhere.example/pools")))


# -- life cycle


def test_a_client_can_be_used_as_a_context_and_not_after_it(
    make_caller: MakeCaller, driver: Driver, server: LoopbackServer
) -> None:
    server.answer(Reply(json={}))
    caller = make_caller()
    assert driver.enter(caller) is caller
    driver.wait(caller._call(GET_POOL, {"pool_id": "p"}, {}))
    driver.leave(caller)
    server.wait_for_connections(0)
    with pytest.raises(ValueError, match="closed"):
        driver.wait(caller._call(GET_POOL, {"pool_id": "p"}, {}))


def test_connections_are_kept_between_calls(caller: Any, driver: Driver, server: LoopbackServer) -> None:
    server.handler = lambda request: Reply(json={})
    for _ in range(3):
        driver.wait(caller._call(GET_POOL, {"pool_id": "p"}, {}))
    assert len({request.connection for request in server.requests}) == 1


def test_an_exchange_gives_the_answer_as_it_came(caller: Any, driver: Driver, server: LoopbackServer) -> None:
    server.answer(Reply(503), Reply(json={"id": "p"}, headers={"ETag": "0x1"}))
    answer = driver.wait(caller._exchange(GET_POOL, {"pool_id": "p"}, {}))
    assert answer.http_request.method == "GET"
    assert answer.http_response.headers["ETag"] == "0x1"
    assert answer.http_response.json() == {"id": "p"}
    assert len(answer.context["history"]) == 1


def test_the_repr_names_the_account_and_no_secret(caller: Any, server: LoopbackServer) -> None:
    assert repr(caller).endswith(f"Caller {server.endpoint} api-version 2025-06-01>")


def test_bytes_are_taken_as_a_body_that_is_encoded_already(
    caller: Any, driver: Driver, server: LoopbackServer
) -> None:
    server.answer(Reply(201))
    driver.wait(caller._call(CREATE_POOL, {"pool": b'{"id":"p"}'}, {}))
    assert server.requests[0].body == b'{"id":"p"}'
