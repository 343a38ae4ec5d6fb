"""What every operation makes of its replies."""

from __future__ import annotations

import copy
import datetime
from collections.abc import Callable
from typing import Any

import pytest
from azure.core.exceptions import (
    ClientAuthenticationError,
    HttpResponseError,
    ResourceExistsError,
    ResourceNotFoundError,
)

from azure_batch_sdk import models
from tests.either import Driver
from tests.loopback import LoopbackServer, Reply, error_body
from tests.surface.reference import OPERATIONS

from .calling import FILE_HEADERS, call
from .samples import MODELS, Request, sample, sample_model


def named(kind: str) -> pytest.MarkDecorator:
    """Parametrize over the operations with one kind of reply."""
    kinds: dict[str, Callable[[dict[str, Any]], Any]] = {
        "model": lambda fact: (fact["response"] or "").startswith("model:"),
        "pages": lambda fact: fact["paging"],
        "stream": lambda fact: fact["stream"],
        "exists": lambda fact: fact["response"] == "boolean",
        "properties": lambda fact: (fact["response"] or "").startswith("plain:"),
        "nothing": lambda fact: fact["response"] is None,
    }
    return pytest.mark.parametrize("name", [name for name, fact in OPERATIONS.items() if kinds[kind](fact)])


every_operation = pytest.mark.parametrize("name", OPERATIONS)


def args_of(name: str) -> list[Any]:
    return Request(name, models, optional=False).args


def check_reads(view: Any, name: str, inside: tuple[str, ...] = ()) -> None:
    """Compare every attribute of a model with what its fact promises."""
    assert type(view) is getattr(models, name)
    for attribute, fact in MODELS[name].items():
        value = sample(fact["type"], fact["wire"], models, readonly=True, inside=(*inside, name))
        if value is None:
            continue
        read, kind = getattr(view, attribute), fact["type"]
        assert read == value[0], f"{name}.{attribute}"
        if kind.startswith("model:"):
            check_reads(read, kind.partition(":")[2], (*inside, name))
        elif kind.startswith("array<model:"):
            check_reads(read[0], kind[len("array<model:") : -1], (*inside, name))
        elif kind.startswith("enum:"):
            assert read is value[0]
        else:
            assert type(read) is type(value[0])


@named("model")
def test_a_model_is_read_with_every_property(
    name: str, client: Any, driver: Driver, server: LoopbackServer
) -> None:
    model = OPERATIONS[name]["response"].partition(":")[2]
    _, tree = sample_model(model, models, readonly=True)
    tree = {"odata.metadata": "https://a/$metadata#x/@Element", **tree, "brandNew": {"a": [None, 1]}}
    server.answer(Reply(OPERATIONS[name]["successStatus"][0], json=tree))
    result = call(driver, client, name, *args_of(name))

    assert result.as_dict() == tree
    check_reads(result, model)
    assert result["brandNew"] == {"a": [None, 1]}


@named("model")
def test_an_answer_without_any_property_can_be_read(
    name: str, client: Any, driver: Driver, server: LoopbackServer
) -> None:
    model = OPERATIONS[name]["response"].partition(":")[2]
    server.answer(Reply(json={}))
    result = call(driver, client, name, *args_of(name))

    assert {getattr(result, attribute) for attribute in MODELS[model]} <= {None}


@named("nothing")
def test_a_call_without_a_result_returns_none(
    name: str, client: Any, driver: Driver, server: LoopbackServer
) -> None:
    for status in OPERATIONS[name]["successStatus"]:
        server.answer(Reply(status))
        assert call(driver, client, name, *args_of(name)) is None


@named("pages")
def test_three_pages_are_read_through(name: str, client: Any, driver: Driver, server: LoopbackServer) -> None:
    model = OPERATIONS[name]["paging"]["item"].partition(":")[2]
    _, item = sample_model(model, models, readonly=True)
    expected = Request(name, models)
    link = f"{server.endpoint}{expected.path}?api-version=2025-06-01&$filter=a%20b&$skiptoken="
    server.answer(
        Reply(json={"value": [item, {**item, "brandNew": 1}], "odata.nextLink": f"{link}1%3D"}),
        Reply(json={"value": [], "odata.nextLink": f"{link}2%2B"}),
        Reply(json={"value": [copy.deepcopy(item)]}),
    )
    found = call(driver, client, name, *expected.args, **expected.kwargs)

    assert [view.as_dict() for view in found] == [item, {**item, "brandNew": 1}, item]
    for view in found:
        check_reads(view, model)
    first, second, third = server.requests
    assert first.query == expected.query
    assert [second.target, third.target] == [
        f"{expected.path}?api-version=2025-06-01&$filter=a%20b&$skiptoken={token}"
        for token in ("1%3D", "2%2B")
    ]
    for sent in (first, second, third):
        assert sent.method == "GET"
        assert sent.headers["Accept"] == expected.headers["Accept"]
        assert sent.headers["ocp-date"] == expected.headers["ocp-date"]
        assert sent.headers["Authorization"].startswith("SharedKey ")


@named("pages")
def test_a_list_can_be_taken_up_at_a_later_page(
    name: str, client: Any, driver: Driver, server: LoopbackServer
) -> None:
    args = args_of(name)
    path = Request(name, models).path
    link = f"{server.endpoint}{path}?api-version=2025-06-01&$skiptoken=2"
    server.answer(Reply(json={"value": [{}], "odata.nextLink": link}), Reply(json={"value": [{}, {}]}))
    pages = getattr(client, name)(*args).by_page()
    driver.next(pages)
    assert pages.continuation_token == link

    found = driver.pages(getattr(client, name)(*args).by_page(continuation_token=link))
    assert [len(page) for page in found] == [2]
    assert server.requests[-1].target == f"{path}?api-version=2025-06-01&$skiptoken=2"


@named("pages")
def test_nothing_is_sent_before_the_first_item_is_asked_for(
    name: str, client: Any, driver: Driver, server: LoopbackServer
) -> None:
    getattr(client, name)(*args_of(name))

    assert server.requests == []


@named("stream")
def test_a_download_gives_the_bytes(name: str, client: Any, driver: Driver, server: LoopbackServer) -> None:
    content = bytes(range(256)) * 1000
    server.answer(Reply(body=content), Reply(206, body=b"part"), Reply(chunks=[b"a", b"bc"]), Reply(body=b""))
    args = args_of(name)

    assert call(driver, client, name, *args) == content
    assert call(driver, client, name, *args, ocp_range="bytes=0-3") == b"part"
    assert call(driver, client, name, *args) == b"abc"
    assert call(driver, client, name, *args) == b""


@named("stream")
def test_a_download_that_is_refused_raises_at_the_call(
    name: str, client: Any, driver: Driver, server: LoopbackServer
) -> None:
    server.answer(Reply(404, json=error_body("FileNotFound")))

    with pytest.raises(ResourceNotFoundError, match="FileNotFound"):
        driver.wait(getattr(client, name)(*args_of(name)))


@named("exists")
def test_whether_something_exists_is_told(
    name: str, client: Any, driver: Driver, server: LoopbackServer
) -> None:
    server.answer(Reply(200), Reply(404), Reply(403))

    assert call(driver, client, name, "a") is True
    assert call(driver, client, name, "b") is False
    with pytest.raises(HttpResponseError) as caught:
        call(driver, client, name, "c")
    assert caught.value.status_code == 403


@named("properties")
def test_file_properties_come_from_the_headers(
    name: str, client: Any, driver: Driver, server: LoopbackServer
) -> None:
    server.answer(Reply(headers=FILE_HEADERS))
    found = call(driver, client, name, *args_of(name))
    utc = datetime.timezone.utc

    assert found == models.BatchFileProperties(
        url="https://account.region.batch.azure.com/files/a%20b.txt",
        is_directory=False,
        last_modified=datetime.datetime(2026, 1, 31, 8, 5, 6, tzinfo=utc),
        content_length=16,
        creation_time=datetime.datetime(2026, 1, 31, 8, tzinfo=utc),
        content_type="application/octet-stream",
        file_mode="0o100644",
    )


@every_operation
@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (400, "InvalidPropertyValue", HttpResponseError),
        (403, "AuthenticationFailed", ClientAuthenticationError),
        (409, "ThingExists", ResourceExistsError),
    ],
)
def test_a_refusal_raises_by_what_the_service_said(
    name: str,
    status: int,
    code: str,
    kind: type[HttpResponseError],
    client: Any,
    driver: Driver,
    server: LoopbackServer,
) -> None:
    head = OPERATIONS[name]["method"] == "HEAD"
    if head and status in (403, 409):
        kind = HttpResponseError  # an answer to HEAD has no body to read a code from
    server.answer(Reply(status, json=error_body(code, "Not like this.", values={"PropertyName": "id"})))
    with pytest.raises(HttpResponseError) as caught:
        call(driver, client, name, *args_of(name))
    assert type(caught.value) is kind
    assert caught.value.status_code == status
    error: Any = caught.value
    if not head:
        said: Any = error.error
        assert said.code == code
        assert said.message.value.startswith("Not like this.")
        assert [(detail.key, detail.value) for detail in said.error_values] == [("PropertyName", "id")]
        assert str(error).startswith(f"({code}) Not like this.")
        assert "11111111-2222-3333-4444-555555555555" in str(error)


@pytest.mark.parametrize("name", [n for n, fact in OPERATIONS.items() if 404 not in fact["successStatus"]])
def test_what_is_not_there_is_a_resource_not_found_error(
    name: str, client: Any, driver: Driver, server: LoopbackServer
) -> None:
    server.answer(Reply(404, json=error_body("ThingNotFound")))

    with pytest.raises(ResourceNotFoundError):
        call(driver, client, name, *args_of(name))


@every_operation
def test_a_success_status_that_is_not_its_own_is_an_error(
    name: str, client: Any, driver: Driver, server: LoopbackServer
) -> None:
    server.answer(Reply(207, json={}))

    with pytest.raises(HttpResponseError) as caught:
        call(driver, client, name, *args_of(name))
    assert caught.value.status_code == 207
