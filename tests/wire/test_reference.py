"""The same call on the reference client and on this one sends the same request.

The reference is azure-batch 15.1.0, run as a user runs it; what differs on purpose is listed with its reason.
"""

from __future__ import annotations

import importlib
from typing import Any
from urllib.parse import unquote

import pytest
from azure.core.credentials import AzureNamedKeyCredential

from azure_batch_sdk import models
from azure_batch_sdk._runtime.converters import format_duration, parse_duration
from tests.either import Driver
from tests.loopback import LoopbackServer, Recorded, Reply, error_body
from tests.surface.reference import OPERATIONS

from .calling import answer_to, call
from .samples import MODELS, MOMENT_RFC, Request, sample_model

# The reference reads its clock in a way that newer Pythons warn of.
pytestmark = pytest.mark.filterwarnings("ignore:datetime.datetime.utcnow:DeprecationWarning")

# Headers whose value is new for every request, or says which client it is.
OWN_VALUES = {"authorization", "client-request-id", "user-agent", "content-length", "x-ms-client-request-id"}
# What the HTTP library adds.
OF_THE_TRANSPORT = {"accept-encoding", "connection", "host"}

RAISES_WITHOUT_OPTIONS = {
    name: "the reference raises ValueError when it is called without options"
    for name, fact in OPERATIONS.items()
    if fact["body"] and fact["body"].get("packageRaisesWhenOmitted")
}
LEFT_OUT = {
    "begin_delete_job_schedule": ("force", "the reference sends it, then raises TypeError"),
}


def reference_call(driver: Driver, server: LoopbackServer, name: str, request: Request) -> Any:
    """Make one call with the reference client, to its end; return what it gives."""
    module = importlib.import_module("azure.batch" if driver.name == "sync" else "azure.batch.aio")
    client = module.BatchClient(server.endpoint, AzureNamedKeyCredential("account", "a2V5"), retry_total=0)
    fact, kwargs = OPERATIONS[name], dict(request.kwargs)
    try:
        if not fact.get("lro"):
            return call(driver, client, name, *request.args, **kwargs)
        # Its pollers know no `polling=False`.
        poller = driver.wait(getattr(client, name)(*request.args, polling_interval=0, **kwargs))
        return driver.wait(poller.result())
    finally:
        driver.leave(client)


def comparable(sent: Recorded) -> dict[str, Any]:
    headers = {name.lower(): value for name, value in sent.headers.items()}
    return {
        "method": sent.method,
        "path": unquote(sent.path),
        # The reference writes a moment with three fraction digits, needed or not; the service takes both.
        "query": sorted((key, value.replace(".000Z", "Z")) for key, value in sent.query),
        "body": with_plain_durations(sent.json) if sent.body else None,
        "headers": {
            name: ("…" if name in OWN_VALUES or (name == "ocp-date" and value != MOMENT_RFC) else value)
            for name, value in headers.items()
            if name not in OF_THE_TRANSPORT
        },
    }


def with_plain_durations(tree: Any) -> Any:
    """Write durations in one way: the reference pads their numbers, `P1DT02H00M05S`; the service takes both."""
    if isinstance(tree, dict):
        return {name: with_plain_durations(value) for name, value in tree.items()}
    if isinstance(tree, list):
        return [with_plain_durations(value) for value in tree]
    if isinstance(tree, str) and tree.startswith("P1DT"):
        return format_duration(parse_duration(tree))
    return tree


def both_requests(
    name: str, optional: bool, client: Any, driver: Driver, server: LoopbackServer
) -> tuple[Recorded, Recorded]:
    """Return the first request of the reference's call and of ours."""
    first = answer_to(name)

    def answer(request: Recorded) -> Reply:
        # A look of the reference's poller; anything that is gone ends its wait.
        return Reply(404, json=error_body("ThingNotFound"))

    server.handler = answer
    reference_models = importlib.import_module("azure.batch.models")
    theirs = Request(name, reference_models, optional=optional)
    ours = Request(name, models, optional=optional)
    for request in (theirs, ours):
        request.kwargs.pop(LEFT_OUT.get(name, ("",))[0], None)
    server.answer(first)
    reference_call(driver, server, name, theirs)
    count = len(server.requests)
    server.answer(first)
    call(driver, client, name, *ours.args, **ours.kwargs)
    return server.requests[0], server.requests[count]


@pytest.mark.parametrize(
    ("name", "optional"),
    [(name, True) for name in OPERATIONS]
    + [(name, False) for name in OPERATIONS if name not in RAISES_WITHOUT_OPTIONS],
)
def test_both_send_the_same(
    name: str, optional: bool, client: Any, driver: Driver, server: LoopbackServer
) -> None:
    theirs, ours = both_requests(name, optional, client, driver, server)

    assert comparable(ours) == comparable(theirs)


@pytest.mark.parametrize(
    "name",
    [n for n, fact in OPERATIONS.items() if fact["paging"] or (fact["response"] or "").startswith("model:")],
)
def test_both_read_the_same(name: str, client: Any, driver: Driver, server: LoopbackServer) -> None:
    fact = OPERATIONS[name]
    model = (fact["paging"]["item"] if fact["paging"] else fact["response"]).partition(":")[2]
    _, tree = sample_model(model, models, readonly=True)
    tree["brandNew"] = {"a": [None, 1]}
    reply = Reply(json={"value": [tree, tree]} if fact["paging"] else tree)
    server.answer(reply, reply)
    request = Request(name, models, optional=False)
    theirs = reference_call(driver, server, name, request)
    ours = call(driver, client, name, *request.args)

    for one, other in zip(theirs, ours, strict=True) if fact["paging"] else [(theirs, ours)]:
        assert other.as_dict() == one.as_dict()
        assert attributes_of(other, model) == attributes_of(one, model)


def attributes_of(value: Any, model: str) -> dict[str, Any]:
    """Read every attribute that the facts know of, nested models, too."""
    read: dict[str, Any] = {}
    for attribute, fact in MODELS[model].items():
        found, kind = getattr(value, attribute), fact["type"]
        if found is not None and kind.startswith("model:"):
            found = attributes_of(found, kind.partition(":")[2])
        elif found is not None and kind.startswith("array<model:"):
            found = [attributes_of(item, kind[len("array<model:") : -1]) for item in found]
        read[attribute] = found
    return read


@pytest.mark.parametrize("name", RAISES_WITHOUT_OPTIONS)
def test_what_the_reference_refuses_without_options_is_sent_without_a_body(
    name: str, client: Any, driver: Driver, server: LoopbackServer
) -> None:
    request = Request(name, models, optional=False)
    with pytest.raises(ValueError):
        reference_call(driver, server, name, request)
    assert server.requests == []

    server.answer(answer_to(name))
    call(driver, client, name, *request.args)
    assert server.requests[0].body == b""
    assert server.requests[0].headers["Content-Type"] is None
