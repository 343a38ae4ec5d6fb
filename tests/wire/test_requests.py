"""What every operation sends, byte for byte, as the recorded facts of the reference client demand."""

from __future__ import annotations

import copy
from typing import Any
from urllib.parse import unquote

import pytest
from azure.core import MatchConditions

from azure_batch_sdk import models
from tests.either import Driver
from tests.loopback import LoopbackServer
from tests.surface.reference import OPERATIONS, SURFACE

from .calling import answer_to, call
from .samples import AWKWARD, AWKWARD_FILE, ETAG, MODELS, Request, sample_model, without_readonly

every_operation = pytest.mark.parametrize("name", OPERATIONS)
with_body = pytest.mark.parametrize("name", [name for name, fact in OPERATIONS.items() if fact["body"]])
conditional = pytest.mark.parametrize(
    "name", [n for n, fact in OPERATIONS.items() if any(p["name"] == "etag" for p in fact["parameters"])]
)


@every_operation
@pytest.mark.parametrize("optional", [True, False], ids=["everything given", "only what is required"])
def test_a_call_sends_exactly_this(
    name: str, optional: bool, client: Any, driver: Driver, server: LoopbackServer
) -> None:
    expected = Request(name, models, optional=optional)
    server.answer(answer_to(name))
    call(driver, client, name, *expected.args, **expected.kwargs)
    (sent,) = server.requests

    assert sent.method == expected.method
    assert sent.path == expected.path
    assert sent.query == expected.query
    for header in (
        "Content-Type",
        "Accept",
        "If-Match",
        "If-None-Match",
        "If-Modified-Since",
        "If-Unmodified-Since",
    ):
        if header != "Accept" or "Accept" in expected.headers:
            assert sent.headers[header] == expected.headers.get(header), header
    assert sent.headers["ocp-range"] == expected.headers.get("ocp-range")
    if expected.has_body:
        assert sent.json == expected.json
        assert sent.body.isascii() or b"\\u" not in sent.body
    else:
        assert sent.body == b""


@every_operation
def test_every_request_is_signed_dated_and_named(
    name: str, client: Any, driver: Driver, server: LoopbackServer
) -> None:
    expected = Request(name, models, optional=False)
    server.answer(answer_to(name))
    call(driver, client, name, *expected.args)
    (sent,) = server.requests

    assert sent.headers["Authorization"].startswith("SharedKey account:")
    assert sent.headers["ocp-date"].endswith(" GMT")
    assert len(sent.headers[SURFACE["client"]["clientRequestIdHeader"]]) == 36


@every_operation
def test_ids_arrive_whole(name: str, client: Any, driver: Driver, server: LoopbackServer) -> None:
    expected = Request(name, models, optional=False)
    server.answer(answer_to(name))
    call(driver, client, name, *expected.args)
    given = [value for value in expected.args if isinstance(value, str)]
    template = OPERATIONS[name]["path"].split("/")
    got = server.requests[0].path.split("/", len(template) - 1)
    arrived = [unquote(segment) for segment, part in zip(got, template, strict=True) if part.startswith("{")]

    assert arrived == given
    assert set(given) <= {AWKWARD, AWKWARD_FILE}


@with_body
def test_a_body_can_be_given_as_a_mapping(
    name: str, client: Any, driver: Driver, server: LoopbackServer
) -> None:
    expected = Request(name, models)
    body = copy.deepcopy(expected.json)
    server.answer(answer_to(name))
    call(driver, client, name, *expected.args[:-1], body, **expected.kwargs)

    assert server.requests[0].json == expected.json
    assert body == expected.json


@with_body
@pytest.mark.parametrize("read_first", [False, True], ids=["unread", "read"])
def test_what_was_read_goes_back_without_what_only_the_service_sets(
    name: str, read_first: bool, client: Any, driver: Driver, server: LoopbackServer
) -> None:
    model = OPERATIONS[name]["body"]["type"].partition(":")[2]
    _, tree = sample_model(model, models, readonly=True)
    tree = {"odata.metadata": "https://a/$metadata#x/@Element", **tree, "brandNew": {"a": [None, 1]}}
    given = getattr(models, model)(tree)
    if read_first:
        for attribute in MODELS[model]:
            getattr(given, attribute)
    server.answer(answer_to(name))
    call(driver, client, name, *Request(name, models).args[:-1], given)

    wanted = without_readonly(model, tree)
    del wanted["odata.metadata"]
    assert server.requests[0].json == wanted
    assert given == tree


@pytest.mark.parametrize(
    ("name", "body"),
    [
        (name, body)
        for name, fact in OPERATIONS.items()
        if fact["body"]
        for body in (None, "{}", 5, ["a"])
        if body is not None or fact["body"]["required"]
    ],
)
def test_a_body_of_another_kind_is_refused_before_sending(
    name: str, body: Any, client: Any, driver: Driver, server: LoopbackServer
) -> None:
    fact = OPERATIONS[name]["body"]
    with pytest.raises((TypeError, ValueError), match=f"{name}.*{fact['param']}"):
        call(driver, client, name, *Request(name, models).args[:-1], body)

    assert server.requests == []


@every_operation
@pytest.mark.parametrize("empty", ["", None])
def test_an_empty_id_is_refused_before_sending(
    name: str, empty: str | None, client: Any, driver: Driver, server: LoopbackServer
) -> None:
    parts = [p["name"] for p in OPERATIONS[name]["parameters"] if p["in"] == "path"]
    args = Request(name, models).args
    for index, part in enumerate(parts):
        with pytest.raises(ValueError, match=rf"{name}.*{part}"):
            call(driver, client, name, *args[:index], empty, *args[index + 1 :])

    assert server.requests == []


@conditional
@pytest.mark.parametrize(
    ("condition", "header", "value"),
    [
        (MatchConditions.IfNotModified, "If-Match", f'"{ETAG}"'),
        (MatchConditions.IfPresent, "If-Match", "*"),
        (MatchConditions.IfModified, "If-None-Match", f'"{ETAG}"'),
        (MatchConditions.IfMissing, "If-None-Match", "*"),
        (MatchConditions.Unconditionally, None, None),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_a_condition_becomes_its_header(
    name: str,
    condition: MatchConditions,
    header: str | None,
    value: str | None,
    client: Any,
    driver: Driver,
    server: LoopbackServer,
) -> None:
    server.answer(answer_to(name))
    call(driver, client, name, *Request(name, models).args, etag=ETAG, match_condition=condition)
    (sent,) = server.requests

    for known in ("If-Match", "If-None-Match"):
        assert sent.headers[known] == (value if known == header else None)


@every_operation
def test_headers_params_and_cls_of_one_call_are_taken(
    name: str, client: Any, driver: Driver, server: LoopbackServer
) -> None:
    expected = Request(name, models, optional=False)
    server.answer(answer_to(name))
    options: dict[str, Any] = {
        "headers": {"X-Mine": "1", "client-request-id": "mine"},
        "params": {"extra": "a b"},
    }
    seen: list[Any] = []
    fact = OPERATIONS[name]

    def cls(*results: Any) -> Any:
        seen.append(results)
        return []

    if not fact.get("lro"):
        options["cls"] = cls
    if fact["stream"]:
        driver.wait(getattr(client, name)(*expected.args, **options))
    else:
        call(driver, client, name, *expected.args, **options)
    (sent,) = server.requests

    assert sent.headers["X-Mine"] == "1"
    assert sent.headers["client-request-id"] == "mine"
    assert ("extra", "a b") in sent.query
    if not fact.get("lro"):
        (results,) = seen
        assert len(results) == (1 if fact["paging"] else 3)
