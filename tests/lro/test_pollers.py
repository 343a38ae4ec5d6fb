"""The pollers of both clients, over real connections to a scripted server."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from azure.core.credentials import AzureNamedKeyCredential
from azure.core.exceptions import (
    AzureError,
    ClientAuthenticationError,
    HttpResponseError,
    ResourceExistsError,
    ResourceNotFoundError,
    ServiceRequestError,
)
from azure.core.polling import (
    AsyncLROPoller,
    AsyncNoPolling,
    AsyncPollingMethod,
    LROPoller,
    NoPolling,
    PollingMethod as SyncPollingMethod,
)

from azure_batch_sdk import BatchClient
from azure_batch_sdk._runtime import steps
from azure_batch_sdk._runtime.errors import OperationFailed
from azure_batch_sdk.aio import BatchClient as AsyncBatchClient
from azure_batch_sdk.models import (
    BatchJob,
    BatchJobSchedule,
    BatchNode,
    BatchNodeRebootOptions,
    BatchNodeRemoveOptions,
    BatchPool,
    BatchPoolResizeOptions,
)
from tests.either import Driver
from tests.loopback import LoopbackServer, Recorded, Reply, error_body
from tests.lro.conftest import KEY, MakeClient

# The server dates its answers by the real clock.
BEFORE = "2020-01-31T08:00:00Z"
AFTER = "2199-01-31T08:00:00.1234567Z"
LATER = "2199-01-31T09:00:00Z"

ACCEPTED = Reply(202)
FAST: dict[str, Any] = {"polling_interval": 0}


def pool(state: str = "active", **more: Any) -> Reply:
    """Reply with a pool."""
    return Reply(json={"id": "p", "state": state, "creationTime": BEFORE, **more})


def size(allocation: str, since: str, *, target: int = 3, **more: Any) -> Reply:
    """Reply with a pool that resizes."""
    return pool(
        allocationState=allocation, allocationStateTransitionTime=since, targetDedicatedNodes=target, **more
    )


def node(state: str, booted: str = BEFORE) -> Reply:
    """Reply with a node."""
    return Reply(json={"id": "n", "state": state, "lastBootTime": booted})


def refused(status: int, code: str) -> Reply:
    """Reply with an error."""
    return Reply(status, json=error_body(code))


GONE = refused(404, "PoolNotFound")


def methods(server: LoopbackServer) -> list[str]:
    """Return what the server was asked, in order."""
    return [f"{request.method} {request.path}" for request in server.requests]


# -- the way it goes


def test_a_deleted_pool_is_gone(driver: Driver, client: Any, server: LoopbackServer) -> None:
    server.answer(ACCEPTED, pool("deleting"), pool("deleting"), GONE)
    poller = driver.wait(client.begin_delete_pool("p", **FAST))
    assert driver.wait(poller.result()) is None
    assert poller.done()
    assert poller.status() == "Succeeded"
    assert isinstance(poller.last_seen, BatchPool)
    assert poller.last_seen.state == "deleting"
    assert methods(server) == ["DELETE /pools/p", *["GET /pools/p"] * 3]
    assert isinstance(poller, LROPoller if driver.name == "sync" else AsyncLROPoller)


@pytest.mark.parametrize(
    "name,arguments,path,model,last",
    [
        ("begin_delete_job", ["j"], "/jobs/j", BatchJob, None),
        ("begin_delete_job_schedule", ["s"], "/jobschedules/s", BatchJobSchedule, None),
        ("begin_delete_pool", ["p"], "/pools/p", BatchPool, None),
        ("begin_disable_job", ["j", {"disableTasks": "requeue"}], "/jobs/j", BatchJob, {"state": "disabled"}),
        ("begin_enable_job", ["j"], "/jobs/j", BatchJob, {"state": "active", "stateTransitionTime": AFTER}),
        ("begin_terminate_job", ["j"], "/jobs/j", BatchJob, {"state": "completed"}),
        ("begin_terminate_job_schedule", ["s"], "/jobschedules/s", BatchJobSchedule, {"state": "completed"}),
        (
            "begin_resize_pool",
            ["p", BatchPoolResizeOptions(target_dedicated_nodes=3)],
            "/pools/p",
            BatchPool,
            {"allocationState": "steady", "allocationStateTransitionTime": AFTER, "targetDedicatedNodes": 3},
        ),
        (
            "begin_remove_nodes",
            ["p", BatchNodeRemoveOptions(node_ids=["n"])],
            "/pools/p",
            BatchPool,
            {"allocationState": "steady", "allocationStateTransitionTime": AFTER},
        ),
        ("begin_stop_pool_resize", ["p"], "/pools/p", BatchPool, {"allocationState": "steady"}),
        (
            "begin_reboot_node",
            ["p", "n"],
            "/pools/p/nodes/n",
            BatchNode,
            {"state": "idle", "lastBootTime": AFTER},
        ),
        (
            "begin_reimage_node",
            ["p", "n"],
            "/pools/p/nodes/n",
            BatchNode,
            {"state": "idle", "lastBootTime": AFTER},
        ),
        ("begin_deallocate_node", ["p", "n"], "/pools/p/nodes/n", BatchNode, {"state": "deallocated"}),
        ("begin_start_node", ["p", "n"], "/pools/p/nodes/n", BatchNode, {"state": "idle"}),
    ],
)
def test_every_operation_looks_at_its_resource_and_ends(
    driver: Driver,
    client: Any,
    server: LoopbackServer,
    name: str,
    arguments: list[Any],
    path: str,
    model: Any,
    last: dict[str, Any] | None,
) -> None:
    codes = {
        "BatchPool": "PoolNotFound",
        "BatchJob": "JobNotFound",
        "BatchJobSchedule": "JobScheduleNotFound",
    }
    server.answer(ACCEPTED, Reply(json={"id": "x", "state": "frozen", "allocationState": "frozen"}))
    server.answer(refused(404, codes[model.__name__]) if last is None else Reply(json={"id": "x", **last}))
    poller = driver.wait(getattr(client, name)(*arguments, **FAST))
    assert driver.wait(poller.result()) is None
    assert poller.status() == "Succeeded"
    assert isinstance(poller.last_seen, model)
    assert methods(server)[1:] == [f"GET {path}", f"GET {path}"]


def test_a_pool_made_again_under_the_same_name_ends_the_wait_for_the_old_one(
    driver: Driver, client: Any, server: LoopbackServer
) -> None:
    server.answer(ACCEPTED, pool("deleting"), pool("active", creationTime=AFTER))
    poller = driver.wait(client.begin_delete_pool("p", **FAST))
    driver.wait(poller.result())
    assert poller.last_seen.state == "active"


def test_a_node_that_is_still_idle_has_not_rebooted(
    driver: Driver, client: Any, server: LoopbackServer
) -> None:
    server.answer(ACCEPTED, node("idle"), node("idle"), node("rebooting"), node("starting"), node("idle"))
    driver.wait(driver.wait(client.begin_reboot_node("p", "n", **FAST)).result())
    assert len(server.requests) == 6


def test_resize_errors_from_before_are_not_those_of_this_resize(
    driver: Driver, client: Any, server: LoopbackServer
) -> None:
    old = [{"code": "AllocationTimedout", "message": "Years ago."}]
    server.answer(
        ACCEPTED, size("steady", BEFORE, resizeErrors=old), size("resizing", AFTER), size("steady", LATER)
    )
    poller = driver.wait(
        client.begin_resize_pool("p", BatchPoolResizeOptions(target_dedicated_nodes=3), **FAST)
    )
    driver.wait(poller.result())
    assert poller.last_seen.resize_errors is None


def test_a_stopped_resize_is_what_was_asked_for(driver: Driver, client: Any, server: LoopbackServer) -> None:
    stopped = [{"code": "ResizeStopped", "message": "As asked."}]
    server.answer(ACCEPTED, size("resizing", BEFORE), size("stopping", AFTER))
    server.answer(size("steady", AFTER, resizeErrors=stopped))
    poller = driver.wait(client.begin_stop_pool_resize("p", **FAST))
    driver.wait(poller.result())
    assert poller.last_seen.resize_errors[0].code == "ResizeStopped"


# -- the ways it fails


def test_a_resize_that_ends_on_quota_raises_with_the_pool(
    driver: Driver, client: Any, server: LoopbackServer
) -> None:
    quota = [{"code": "AccountCoreQuotaReached", "message": "No more cores."}]
    server.answer(ACCEPTED, size("resizing", AFTER), size("steady", LATER, resizeErrors=quota))
    poller = driver.wait(client.begin_resize_pool("p", {"targetDedicatedNodes": 3}, **FAST))
    with pytest.raises(OperationFailed, match="AccountCoreQuotaReached") as caught:
        driver.wait(poller.result())
    assert isinstance(caught.value, HttpResponseError)
    assert isinstance(caught.value.resource, BatchPool)
    assert caught.value.resource.resize_errors is not None
    assert caught.value.resource.resize_errors[0].code == "AccountCoreQuotaReached"
    assert poller.last_seen == caught.value.resource
    assert str(caught.value) == (
        "begin_resize_pool of pool_id 'p' failed: the resize ended with AccountCoreQuotaReached (No more cores.)"
    )
    assert caught.value.error is not None
    assert caught.value.error.code is None
    assert poller.status() == "Failed"
    assert poller.done()


def test_a_resize_that_somebody_stops_raises(driver: Driver, client: Any, server: LoopbackServer) -> None:
    stopped = [{"code": "ResizeStopped", "message": "Somebody asked."}]
    server.answer(ACCEPTED, size("stopping", AFTER), size("steady", LATER, resizeErrors=stopped))
    poller = driver.wait(client.begin_resize_pool("p", {"targetDedicatedNodes": 3}, **FAST))
    with pytest.raises(OperationFailed, match="ResizeStopped"):
        driver.wait(poller.result())


def test_a_failure_is_raised_again_by_every_wait(driver: Driver, client: Any, server: LoopbackServer) -> None:
    server.answer(ACCEPTED, refused(403, "AuthenticationFailed"))
    poller = driver.wait(client.begin_delete_pool("p", **FAST))
    for _ in range(2):
        with pytest.raises(ClientAuthenticationError):
            driver.wait(poller.wait())
        with pytest.raises(ClientAuthenticationError):
            driver.wait(poller.result())
    assert poller.status() == "Failed"
    assert len(server.requests) == 2


def test_a_passing_fault_of_a_look_is_waited_out(driver: Driver, client: Any, server: LoopbackServer) -> None:
    server.answer(ACCEPTED, Reply(500), pool("deleting"), Reply(drop=True), Reply(503), GONE)
    poller = driver.wait(client.begin_delete_pool("p", **FAST))
    assert driver.wait(poller.result()) is None
    assert poller.status() == "Succeeded"
    assert len(server.requests) == 6


def test_a_lasting_fault_is_raised_and_can_be_gone_on_from(
    driver: Driver, client: Any, server: LoopbackServer
) -> None:
    server.answer(ACCEPTED, pool("deleting"), *[refused(500, "InternalError")] * 3)
    poller = driver.wait(client.begin_delete_pool("p", retry_total=2, **FAST))
    with pytest.raises(HttpResponseError, match="InternalError") as caught:
        driver.wait(poller.result())
    assert caught.value.status_code == 500
    assert caught.value.continuation_token == poller.continuation_token()
    assert len(server.requests) == 5

    server.answer(pool("active", creationTime=AFTER))
    again = driver.wait(
        client.begin_delete_pool("p", continuation_token=caught.value.continuation_token, **FAST)
    )
    driver.wait(again.result())
    assert methods(server)[5:] == ["GET /pools/p"]


def test_a_connection_refused_for_good_is_raised(
    driver: Driver, make_client: MakeClient, server: LoopbackServer
) -> None:
    with LoopbackServer() as other:
        other.answer(ACCEPTED)
        client = make_client(endpoint=other.endpoint, retry_total=1)
        token = driver.wait(client.begin_delete_pool("p", polling=False)).continuation_token()
    poller = driver.wait(client.begin_delete_pool("p", continuation_token=token, **FAST))
    with pytest.raises(ServiceRequestError) as caught:
        driver.wait(poller.result())
    assert caught.value.continuation_token == token
    assert poller.status() == "Failed"


def test_a_client_that_is_closed_fails_the_waits_it_left(driver: Driver, server: LoopbackServer) -> None:
    kind = BatchClient if driver.name == "sync" else AsyncBatchClient
    client = driver.enter(kind(server.endpoint, AzureNamedKeyCredential("acct", KEY)))
    server.answer(ACCEPTED, Reply(json={"id": "p", "state": "deleting"}, headers={"Retry-After": "0.2"}))
    poller = driver.wait(client.begin_delete_pool("p"))
    if driver.name == "sync":
        server.wait_for_requests(2)
    driver.leave(client)
    with pytest.raises((AzureError, ValueError)):
        driver.wait(poller.result())
    assert poller.status() == "Failed"


def test_a_404_of_a_proxy_is_not_taken_for_deleted(
    driver: Driver, client: Any, server: LoopbackServer
) -> None:
    server.answer(ACCEPTED, pool("deleting"), Reply(404, body=b"<html>nginx</html>"))
    poller = driver.wait(client.begin_delete_pool("p", **FAST))
    with pytest.raises(OperationFailed, match="no error code of the service") as caught:
        driver.wait(poller.result())
    assert caught.value.status_code == 404


def test_what_the_service_refuses_at_once_is_raised_by_the_call(
    driver: Driver, client: Any, server: LoopbackServer
) -> None:
    server.answer(refused(404, "PoolNotFound"))
    with pytest.raises(ResourceNotFoundError, match="PoolNotFound"):
        driver.wait(client.begin_delete_pool("p", **FAST))
    server.answer(refused(409, "PoolBeingDeleted"))
    with pytest.raises(HttpResponseError, match="PoolBeingDeleted") as caught:
        driver.wait(client.begin_delete_pool("p", **FAST))
    assert not isinstance(caught.value, ResourceExistsError)
    assert caught.value.model is not None
    assert len(server.requests) == 2


# -- a DELETE that was sent twice


@pytest.mark.parametrize("first", [Reply(500), Reply(503), Reply(408)])
@pytest.mark.parametrize("second", [GONE, refused(409, "PoolBeingDeleted")])
def test_a_delete_sent_again_because_its_answer_was_lost_counts_as_accepted(
    driver: Driver, client: Any, server: LoopbackServer, first: Reply, second: Reply
) -> None:
    server.answer(first, second, pool("deleting"), GONE)
    poller = driver.wait(client.begin_delete_pool("p", **FAST))
    assert driver.wait(poller.result()) is None
    assert methods(server) == ["DELETE /pools/p"] * 2 + ["GET /pools/p"] * 2


def test_a_delete_sent_again_over_a_new_connection_counts_as_accepted(
    driver: Driver, client: Any, server: LoopbackServer
) -> None:
    server.answer(Reply(drop=True), GONE, GONE)
    driver.wait(driver.wait(client.begin_delete_pool("p", **FAST)).result())
    assert methods(server) == ["DELETE /pools/p"] * 2 + ["GET /pools/p"]


def test_a_delete_sent_again_after_it_was_turned_down_may_find_nothing(
    driver: Driver, client: Any, server: LoopbackServer
) -> None:
    server.answer(Reply(429, headers={"Retry-After": "0"}), GONE)
    with pytest.raises(ResourceNotFoundError):
        driver.wait(client.begin_delete_pool("p", **FAST))


@pytest.mark.parametrize("second", [Reply(404, body=b"nginx"), refused(409, "PoolBeingResized")])
def test_a_delete_sent_again_is_still_refused_for_other_reasons(
    driver: Driver, client: Any, server: LoopbackServer, second: Reply
) -> None:
    server.answer(Reply(500), second)
    with pytest.raises(HttpResponseError):
        driver.wait(client.begin_delete_pool("p", **FAST))


# -- what the caller may say


def test_without_polling_the_call_returns_after_its_request(
    driver: Driver, client: Any, server: LoopbackServer
) -> None:
    server.answer(ACCEPTED)
    poller = driver.wait(client.begin_delete_pool("p", polling=False))
    assert poller.done()
    assert poller.status() == "succeeded"
    assert driver.wait(poller.result()) is None
    assert poller.last_seen is None
    assert methods(server) == ["DELETE /pools/p"]
    assert isinstance(poller.polling_method(), NoPolling if driver.name == "sync" else AsyncNoPolling)


def test_headers_params_and_cls_are_for_the_request_and_other_options_for_looks_too(
    driver: Driver, client: Any, server: LoopbackServer
) -> None:
    seen: list[Any] = []
    hooked: list[str] = []

    def cls(answer: Any, value: Any, headers: Any) -> str:
        seen.append((answer.http_response.status_code, value, headers["request-id"]))
        return "mine"

    server.answer(Reply(202, headers={"request-id": "r"}), pool("deleting"), GONE)
    poller = driver.wait(
        client.begin_delete_pool(
            "p",
            headers={"x-mine": "1"},
            params={"mine": "2"},
            cls=cls,
            request_id="11111111-1111-1111-1111-111111111111",
            raw_response_hook=lambda answer: hooked.append(answer.http_request.method),
            **FAST,
        )
    )
    assert driver.wait(poller.result()) == "mine"
    assert seen == [(202, None, "r")]
    assert hooked == ["DELETE", "GET", "GET"]
    start, *looks = server.requests
    assert start.headers["x-mine"] == "1"
    assert ("mine", "2") in start.query
    for look in looks:
        assert look.headers["x-mine"] is None
        assert look.query == [("api-version", "2025-06-01")]
        assert look.headers["client-request-id"] != start.headers["client-request-id"]


def test_conditions_and_body_are_for_the_request_only(
    driver: Driver, client: Any, server: LoopbackServer
) -> None:
    server.answer(ACCEPTED, node("rebooting"), node("idle"))
    options = BatchNodeRebootOptions(node_reboot_kind="taskcompletion")
    driver.wait(driver.wait(client.begin_reboot_node("p", "n", options, service_timeout=9, **FAST)).result())
    assert server.requests[0].json == {"nodeRebootOption": "taskcompletion"}
    assert ("timeOut", "9") in server.requests[0].query
    assert server.requests[1].body == b""
    assert server.requests[1].query == [("api-version", "2025-06-01")]


@pytest.mark.parametrize("interval", [-1, float("nan"), float("inf")])
def test_an_interval_that_is_none_is_refused(driver: Driver, client: Any, interval: Any) -> None:
    with pytest.raises(ValueError, match="polling_interval must be 0 seconds or more"):
        driver.wait(client.begin_delete_pool("p", polling_interval=interval))


@pytest.mark.parametrize(
    ("interval", "error"), [(-1, ValueError), (float("nan"), ValueError), ("5", TypeError)]
)
def test_a_client_with_no_proper_interval_is_not_made(
    make_client: MakeClient, interval: Any, error: type[Exception]
) -> None:
    with pytest.raises(error, match="polling_interval must be"):
        make_client(polling_interval=interval)


@pytest.mark.parametrize("interval", ["5", None, True])
def test_an_interval_of_another_type_is_refused(driver: Driver, client: Any, interval: Any) -> None:
    with pytest.raises(TypeError, match="polling_interval must be a number of seconds"):
        driver.wait(client.begin_delete_pool("p", polling_interval=interval))


@pytest.mark.parametrize("polling", [None, "no", object()])
def test_a_polling_that_is_no_method_is_refused(driver: Driver, client: Any, polling: Any) -> None:
    with pytest.raises(TypeError, match="polling must be True, False or an"):
        driver.wait(client.begin_delete_pool("p", polling=polling))


class OwnMethod(SyncPollingMethod[None]):
    """A polling method of a caller's own."""

    def __init__(self) -> None:
        self.calls: list[Any] = []

    def initialize(self, client: Any, initial_response: Any, deserialization_callback: Any) -> None:
        self.calls.append((client, initial_response.http_response.status_code))

    def run(self) -> None:
        self.calls.append("run")

    def status(self) -> str:
        return "mine"

    def finished(self) -> bool:
        return False

    def resource(self) -> None:
        self.calls.append("resource")


class OwnAsyncMethod(AsyncPollingMethod[None]):
    """The same, to be awaited."""

    def __init__(self) -> None:
        self.calls: list[Any] = []

    def initialize(self, client: Any, initial_response: Any, deserialization_callback: Any) -> None:
        self.calls.append((client, initial_response.http_response.status_code))

    async def run(self) -> None:
        self.calls.append("run")

    def status(self) -> str:
        return "mine"

    def finished(self) -> bool:
        return False

    def resource(self) -> None:
        self.calls.append("resource")


def test_a_polling_method_of_the_caller_does_the_looking(
    driver: Driver, client: Any, server: LoopbackServer
) -> None:
    server.answer(ACCEPTED)
    method = OwnMethod() if driver.name == "sync" else OwnAsyncMethod()
    poller = driver.wait(client.begin_delete_pool("p", polling=method))
    assert driver.wait(poller.result()) is None
    assert poller.polling_method() is method
    assert poller.status() == "mine"
    assert poller.done()
    assert method.calls == [(client, 202), "run", "resource"]
    with pytest.raises(TypeError):
        poller.continuation_token()


# -- going on elsewhere


def test_a_token_remembers_what_was_seen(driver: Driver, client: Any, server: LoopbackServer) -> None:
    server.answer(ACCEPTED, node("rebooting"), refused(500, "InternalError"))
    poller = driver.wait(client.begin_reboot_node("p", "n", retry_total=0, **FAST))
    with pytest.raises(HttpResponseError):
        driver.wait(poller.result())
    server.answer(node("idle"))
    token = poller.continuation_token()
    again = driver.wait(client.begin_reboot_node("P", "N", continuation_token=token, **FAST))
    assert driver.wait(again.result()) is None
    assert methods(server)[-1] == "GET /pools/P/nodes/N"


def test_a_token_remembers_what_was_asked(driver: Driver, client: Any, server: LoopbackServer) -> None:
    server.answer(ACCEPTED)
    options = BatchPoolResizeOptions(target_dedicated_nodes=3, node_deallocation_option="taskcompletion")
    token = driver.wait(client.begin_resize_pool("p", options, polling=False)).continuation_token()
    server.answer(size("resizing", AFTER, target=4))
    again = driver.wait(client.begin_resize_pool("p", options, continuation_token=token, **FAST))
    with pytest.raises(OperationFailed, match="somebody else resized the pool"):
        driver.wait(again.result())


def test_a_token_is_refused_for_what_it_was_not_made_for(
    driver: Driver, client: Any, make_client: MakeClient, server: LoopbackServer
) -> None:
    server.answer(ACCEPTED)
    token = driver.wait(client.begin_delete_pool("p", polling=False)).continuation_token()
    elsewhere = make_client(endpoint="http://127.0.0.1:1")
    with pytest.raises(ValueError, match="continuation token is one of"):
        driver.wait(client.begin_delete_pool("other", continuation_token=token))
    with pytest.raises(ValueError, match="continuation token is one of begin_delete_pool"):
        driver.wait(client.begin_stop_pool_resize("p", continuation_token=token))
    with pytest.raises(ValueError, match=r"this client is for 127\.0\.0\.1:1"):
        driver.wait(elsewhere.begin_delete_pool("p", continuation_token=token))
    for polling in (True, False):
        with pytest.raises(ValueError, match="continuation_token must be"):
            driver.wait(client.begin_delete_pool("p", continuation_token="no token", polling=polling))
    assert len(server.requests) == 1


RESUMED = """
import sys, asyncio
from azure.core.credentials import AzureNamedKeyCredential
kind, endpoint, key, token = sys.argv[1:]
credential = AzureNamedKeyCredential("acct", key)
if kind == "sync":
    from azure_batch_sdk import BatchClient
    with BatchClient(endpoint, credential) as client:
        poller = client.begin_reboot_node("p", "n", continuation_token=token, polling_interval=0)
        print(poller.result(), poller.status(), poller.last_seen.state.value)
else:
    from azure_batch_sdk.aio import BatchClient
    async def main():
        async with BatchClient(endpoint, credential) as client:
            poller = await client.begin_reboot_node("p", "n", continuation_token=token, polling_interval=0)
            print(await poller.result(), poller.status(), poller.last_seen.state.value)
    asyncio.run(main())
"""


def test_another_process_goes_on_with_the_wait(driver: Driver, client: Any, server: LoopbackServer) -> None:
    server.answer(ACCEPTED)
    token = driver.wait(client.begin_reboot_node("p", "n", polling=False)).continuation_token()
    assert KEY not in token
    server.answer(node("idle"), node("rebooting"), node("idle"))
    ended = subprocess.run(
        [sys.executable, "-c", RESUMED, driver.name, server.endpoint, KEY, token],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.split() == ["None", "Succeeded", "idle"]
    assert methods(server) == ["POST /pools/p/nodes/n/reboot", *["GET /pools/p/nodes/n"] * 3]


# -- the seconds between looks


@pytest.fixture
def sleeps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that waits asked for; they get none."""
    from azure_batch_sdk._lro import machine

    asked_for: list[float] = []

    def no_sleep(seconds: float) -> steps.Sleep:
        asked_for.append(seconds)
        return steps.Sleep(0)

    monkeypatch.setattr(machine, "Sleep", no_sleep)
    return asked_for


def test_it_looks_every_five_seconds_unless_the_service_says_when(
    driver: Driver, client: Any, server: LoopbackServer, sleeps: list[float]
) -> None:
    deleting = {"id": "p", "state": "deleting", "creationTime": BEFORE}
    server.answer(ACCEPTED, pool("deleting"), Reply(json=deleting, headers={"Retry-After": "17"}), GONE)
    driver.wait(driver.wait(client.begin_delete_pool("p")).result())
    assert sleeps == [5.0, 17.0]


def test_a_client_can_have_an_interval_of_its_own(
    driver: Driver, make_client: MakeClient, server: LoopbackServer, sleeps: list[float]
) -> None:
    client = make_client(polling_interval=0.25)
    server.answer(ACCEPTED, pool("deleting"), GONE, ACCEPTED, pool("deleting"), GONE)
    driver.wait(driver.wait(client.begin_delete_pool("p")).result())
    driver.wait(driver.wait(client.begin_delete_pool("p", polling_interval=5)).result())
    assert sleeps == [0.25, 5.0]


def test_the_traffic_of_two_waits_does_not_mix(driver: Driver, client: Any, server: LoopbackServer) -> None:
    def answer(request: Recorded) -> Reply:
        return ACCEPTED if request.method == "DELETE" else GONE

    server.handler = answer
    pollers = [driver.wait(client.begin_delete_pool(f"p{number}", **FAST)) for number in range(5)]
    for poller in pollers:
        driver.wait(poller.result())
    assert sorted(methods(server)) == sorted(
        f"{method} /pools/p{number}" for number in range(5) for method in ("DELETE", "GET")
    )
