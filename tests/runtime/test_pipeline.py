"""What the keywords of a client do, sync and async."""

from __future__ import annotations

import asyncio
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from azure.core.credentials import AccessToken
from azure.core.exceptions import HttpResponseError
from azure.core.pipeline.policies import (
    AsyncRetryPolicy,
    HeadersPolicy,
    RetryPolicy,
    SansIOHTTPPolicy,
    UserAgentPolicy,
)

from azure_batch_sdk._generated.operations import OPERATIONS
from tests.either import Driver, SyncDriver
from tests.loopback import LoopbackServer, Recorded, Reply
from tests.runtime.conftest import ACCOUNT, KEY, MakeCaller

GET_POOL = OPERATIONS["get_pool"]


class Mark(SansIOHTTPPolicy[Any, Any]):
    """Counts how often it is passed, in a header."""

    def __init__(self, header: str) -> None:
        self._header = header
        self._count = 0

    def on_request(self, request: Any) -> None:
        self._count += 1
        request.http_request.headers[self._header] = str(self._count)


def retry_policy(driver: Driver, **options: Any) -> Any:
    return RetryPolicy(**options) if driver.name == "sync" else AsyncRetryPolicy(**options)


def test_policies_of_the_caller_run_once_a_call_or_once_an_attempt(
    make_caller: MakeCaller, driver: Driver, server: LoopbackServer
) -> None:
    server.answer(Reply(503), Reply(json={}))
    caller = make_caller(per_call_policies=Mark("X-Call"), per_retry_policies=(Mark("ocp-attempt"),))
    driver.wait(caller._call(GET_POOL, {"pool_id": "p"}, {}))
    last = server.requests[-1]
    assert (last.headers["X-Call"], last.headers["ocp-attempt"]) == ("1", "2")


def test_a_policy_can_be_replaced(make_caller: MakeCaller, driver: Driver, server: LoopbackServer) -> None:
    server.answer(Reply(503))
    caller = make_caller(
        retry_policy=retry_policy(driver, retry_total=0),
        headers_policy=HeadersPolicy({"X-Base": "1"}),
        user_agent_policy=UserAgentPolicy(base_user_agent="mine"),
        authentication_policy=Mark("Authorization"),
    )
    with pytest.raises(Exception, match="503"):
        driver.wait(caller._call(GET_POOL, {"pool_id": "p"}, {}))
    (request,) = server.requests
    assert request.headers["X-Base"] == "1"
    assert request.headers["User-Agent"] == "mine"
    assert request.headers["Authorization"] == "1"


def test_a_whole_list_of_policies_can_be_given(
    make_caller: MakeCaller, driver: Driver, server: LoopbackServer
) -> None:
    server.answer(Reply(json={}))
    own: list[Any] = [retry_policy(driver), Mark("X-Own")]
    caller = make_caller(
        policies=own, per_call_policies=[Mark("X-Call")], per_retry_policies=[Mark("X-Attempt")]
    )
    driver.wait(caller._call(GET_POOL, {"pool_id": "p"}, {}))
    assert {"X-Own", "X-Call", "X-Attempt"} <= set(server.requests[0].headers.keys())
    assert server.requests[0].headers["Authorization"] is None
    assert len(own) == 2


def test_policies_for_attempts_need_a_retry_policy(make_caller: MakeCaller) -> None:
    with pytest.raises(ValueError, match="per_retry_policies need a retry policy"):
        make_caller(policies=[], per_retry_policies=[Mark("X")])


def test_keywords_of_the_client_hold_for_its_calls_and_those_of_a_call_for_it_alone(
    make_caller: MakeCaller, driver: Driver, server: LoopbackServer
) -> None:
    server.answer(Reply(503), Reply(503), Reply(503), Reply(json={}))
    caller = make_caller(retry_total=1, user_agent="my-app/1.0", headers={"X-Base": "1"})
    with pytest.raises(Exception, match="503"):
        driver.wait(caller._call(GET_POOL, {"pool_id": "p"}, {}))
    assert len(server.requests) == 2
    driver.wait(caller._call(GET_POOL, {"pool_id": "p"}, {"retry_total": 5, "user_agent": "call"}))
    assert len(server.requests) == 4
    assert server.requests[0].headers["User-Agent"].startswith("my-app/1.0 azsdk-python-azure-batch-sdk")
    assert server.requests[-1].headers["User-Agent"].startswith("call my-app/1.0 azsdk-python")
    assert server.requests[-1].headers["X-Base"] == "1"


def test_a_retry_waits_as_long_as_the_service_asks(
    make_caller: MakeCaller, driver: Driver, server: LoopbackServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    import asyncio
    import time

    waits: list[float] = []

    async def asleep(seconds: float, result: Any = None) -> Any:
        waits.append(seconds)
        return result

    server.answer(Reply(429, headers={"Retry-After": "17"}), Reply(json={}))
    caller = make_caller()
    with monkeypatch.context() as patch:
        patch.setattr(time, "sleep", waits.append)
        # The async transport itself sleeps for zero seconds now and then.
        patch.setattr(asyncio, "sleep", asleep)
        driver.wait(caller._call(GET_POOL, {"pool_id": "p"}, {}))
    assert [seconds for seconds in waits if seconds] == [17]


@pytest.mark.parametrize(
    "nonsense", ["soon", "inf", "-1", "nan", "Sat, 31 Jan 2026 08:00:00 +9999999999999999"]
)
def test_nonsense_for_a_time_to_retry_after_does_not_hide_the_answer(
    make_caller: MakeCaller, driver: Driver, server: LoopbackServer, nonsense: str
) -> None:
    server.answer(*2 * [Reply(503, headers={"Retry-After": nonsense})])
    with pytest.raises(HttpResponseError) as caught:
        driver.wait(make_caller(retry_total=1)._call(GET_POOL, {"pool_id": "p"}, {}))
    assert caught.value.status_code == 503


def test_the_log_shows_what_helps_and_hides_the_signature(
    make_caller: MakeCaller, driver: Driver, server: LoopbackServer, caplog: pytest.LogCaptureFixture
) -> None:
    server.answer(Reply(json={}))
    caller = make_caller(logging_enable=True)
    with caplog.at_level(logging.DEBUG, logger="azure"):
        driver.wait(caller._call(GET_POOL, {"pool_id": "p", "select": ["id"], "service_timeout": 7}, {}))
    text = caplog.text
    assert "$select=id" in text and "timeOut=7" in text
    assert server.requests[0].headers["client-request-id"] in text
    assert KEY not in text
    signature = server.requests[0].headers["Authorization"]
    assert all(
        signature not in record.getMessage()
        for record in caplog.records
        if record.name.endswith("http_logging_policy")
    )


def test_the_sync_client_names_the_mistake_of_an_asynchronous_credential(
    make_caller: MakeCaller, driver: Driver
) -> None:
    class Asynchronous:
        async def get_token(self, *scopes: str, **_: Any) -> AccessToken:
            return AccessToken("t", 1 << 40)

    if driver.name == "async":
        assert make_caller(credential=Asynchronous()) is not None
    else:
        with pytest.raises(TypeError, match="asynchronous credential; this client needs one"):
            make_caller(credential=Asynchronous())


def test_a_transport_of_the_caller_is_used(
    make_caller: MakeCaller, driver: Driver, server: LoopbackServer
) -> None:
    from azure.core.pipeline.transport import AioHttpTransport, RequestsTransport

    transport: Any = RequestsTransport() if driver.name == "sync" else AioHttpTransport()
    server.answer(Reply(json={}))
    caller = make_caller(transport=transport)
    driver.wait(caller._call(GET_POOL, {"pool_id": "p"}, {}))
    assert transport.session is not None
    driver.leave(caller)
    assert transport.session is None


@pytest.mark.parametrize("module", ["caller", "async_caller"])
def test_importing_a_caller_loads_no_http_library(module: str) -> None:
    script = (
        f"import sys, azure_batch_sdk._runtime.{module}\n"
        "print(sorted({'requests', 'aiohttp', 'isodate', 'azure.identity', 'yarl'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def together(driver: Driver, count: int, call: Callable[[], Any]) -> None:
    """Make so many calls at once."""

    async def gathered() -> None:
        await asyncio.gather(*[call() for _ in range(count)])

    if isinstance(driver, SyncDriver):
        with ThreadPoolExecutor(count) as threads:
            for future in [threads.submit(call) for _ in range(count)]:
                future.result()
    else:
        driver.wait(gathered())


def test_the_connections_of_forty_requests_at_once_are_kept(
    make_caller: MakeCaller, driver: Driver, server: LoopbackServer
) -> None:
    all_here = threading.Barrier(40)

    def answer(request: Recorded) -> Reply:
        all_here.wait(10)
        return Reply(json={})

    server.handler = answer
    caller = make_caller()
    for _ in range(3):
        together(driver, 40, lambda: caller._call(GET_POOL, {"pool_id": "p"}, {}))

    assert len(server.requests) == 120
    assert len({request.connection for request in server.requests}) == 40


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork on this system")
def test_a_forked_process_does_not_share_the_connections_of_its_parent(server: LoopbackServer) -> None:
    server.handler = lambda request: Reply(json={})
    script = f"""
import os
from azure.core.credentials import AzureNamedKeyCredential
from azure_batch_sdk import BatchClient
client = BatchClient({server.endpoint!r}, AzureNamedKeyCredential({ACCOUNT!r}, {KEY!r}))
client.get_pool("parent")
child = os.fork()
if child == 0:
    client.get_pool("child")
    os._exit(0)
os.waitpid(child, 0)
client.get_pool("parent")
"""
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)
    first, forked, last = server.requests
    assert forked.path == "/pools/child"
    assert first.connection == last.connection != forked.connection
