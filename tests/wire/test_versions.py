"""Both api-versions on the wire: what the one asked for lacks is refused before anything is sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from azure_batch_sdk import models
from tests.either import Driver
from tests.loopback import LoopbackServer, Reply
from tests.surface.reference import BASE_VERSION, DELTA, NEXT_VERSION, OPERATIONS

from .calling import answer_to, call
from .samples import MODELS, Request, sample_model

MakeClient = Callable[..., Any]
REMOVED = {row["name"] for row in DELTA["removed"]["operations"]}
ADDED_MEMBERS = [row for row in DELTA["added"]["properties"] if not row["readonly"]]
REMOVED_WORDS = {row["enum"]: row["wire"] for row in DELTA["removed"]["enumValues"]}


def paths_to(model: str, wanted: str, inside: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Find the wire paths from a body's model to members of another model, or to an enum."""
    found: list[tuple[str, ...]] = []
    for fact in MODELS[model].values():
        kind, _, name = fact["type"].removeprefix("array<").removesuffix(">").partition(":")
        if name == wanted:
            found.append((fact["wire"],))
        elif kind == "model" and name not in inside:
            found += [(fact["wire"], *rest) for rest in paths_to(name, wanted, (*inside, name))]
    return found


def with_member(tree: Any, path: tuple[str, ...], value: Any) -> None:
    """Set a member at a path; a list on the way stands for its first element."""
    for step in path[:-1]:
        tree = tree[0] if isinstance(tree, list) else tree
        tree = tree[step]
    tree = tree[0] if isinstance(tree, list) else tree
    tree[path[-1]] = value


def bodies_with(model: str, *, members: bool) -> list[tuple[str, tuple[str, ...]]]:
    """Find every operation and path where a model (its members) or an enum's word can be sent."""
    found: list[tuple[str, tuple[str, ...]]] = []
    for name, fact in OPERATIONS.items():
        if fact["body"]:
            body = fact["body"]["type"].partition(":")[2]
            if members and body == model:
                found.append((name, ()))
            found += [(name, path) for path in paths_to(body, model, (body,))]
    return found


NEW = [
    (name, (*path, row["wire"]), row["name"])
    for row in ADDED_MEMBERS
    for name, path in bodies_with(row["model"], members=True)
]
GONE = [
    (name, path, word)
    for enum, word in REMOVED_WORDS.items()
    for name, path in bodies_with(enum, members=False)
]


def body_of(name: str, path: tuple[str, ...], value: Any) -> dict[str, Any]:
    """Make a full body of an operation, without words that the newer version lacks, and set one member."""
    tree: dict[str, Any] = sample_model(OPERATIONS[name]["body"]["type"].partition(":")[2], models)[1]
    for other, place, word in GONE:
        if other == name and word:
            with_member(tree, place, "terminate")
    with_member(tree, path, value)
    return tree


def test_the_newer_version_has_something_to_test() -> None:
    assert len(NEW) >= len(ADDED_MEMBERS)
    assert {word for _, _, word in GONE} == {"retaineddata"}


@pytest.mark.parametrize("version", [BASE_VERSION, NEXT_VERSION])
@pytest.mark.parametrize("name", [name for name in OPERATIONS if name not in REMOVED])
def test_the_api_version_asked_for_is_sent(
    name: str, version: str, make_client: MakeClient, driver: Driver, server: LoopbackServer
) -> None:
    server.answer(answer_to(name))
    args = Request(name, models, optional=False).args
    if OPERATIONS[name]["body"] and OPERATIONS[name]["body"]["required"]:
        args[-1] = {}
    call(driver, make_client(api_version=version), name, *args)

    assert server.requests[0].query[0] == ("api-version", version)


@pytest.mark.parametrize("name", REMOVED)
def test_an_operation_that_the_newer_version_lacks_is_refused(
    name: str, make_client: MakeClient, driver: Driver, server: LoopbackServer
) -> None:
    with pytest.raises(ValueError, match=rf"{name}.*{NEXT_VERSION}"):
        call(driver, make_client(api_version=NEXT_VERSION), name, *Request(name, models, optional=False).args)

    assert server.requests == []


@pytest.mark.parametrize(("name", "path", "attribute"), NEW)
def test_a_new_member_needs_the_newer_version(
    name: str,
    path: tuple[str, ...],
    attribute: str,
    make_client: MakeClient,
    driver: Driver,
    server: LoopbackServer,
) -> None:
    args = Request(name, models, optional=False).args
    args = args[:-1] if OPERATIONS[name]["body"]["required"] else args
    body = body_of(name, path, {"anything": 1})
    with pytest.raises(ValueError, match=rf"\.{attribute} needs .*{NEXT_VERSION}"):
        call(driver, make_client(), name, *args, body)
    assert server.requests == []

    server.answer(answer_to(name))
    call(driver, make_client(api_version=NEXT_VERSION), name, *args, body)
    assert server.requests[0].json == body


@pytest.mark.parametrize(("name", "path", "word"), GONE)
@pytest.mark.parametrize("spelling", [str.lower, str.upper], ids=["lower case", "upper case"])
def test_a_word_that_the_newer_version_lacks_is_refused(
    name: str,
    path: tuple[str, ...],
    word: str,
    spelling: Callable[[str], str],
    make_client: MakeClient,
    driver: Driver,
    server: LoopbackServer,
) -> None:
    args = Request(name, models, optional=False).args
    args = args[:-1] if OPERATIONS[name]["body"]["required"] else args
    body = body_of(name, path, spelling(word))
    with pytest.raises(ValueError, match=rf"(?i){word}.*{NEXT_VERSION}"):
        call(driver, make_client(api_version=NEXT_VERSION), name, *args, body)
    assert server.requests == []

    server.answer(answer_to(name))
    call(driver, make_client(), name, *args, body)
    assert server.requests[0].json == body


def test_new_members_are_read_whatever_the_version(
    make_client: MakeClient, driver: Driver, server: LoopbackServer
) -> None:
    node = {"id": "n", "publicIPAddress": "10.0.0.1", "publicIPv6Address": "::1"}
    pool = {
        "id": "p",
        "vmSkuProfile": {"vmSizes": [{"name": "a", "rank": 1}], "allocationStrategy": "prioritized"},
    }
    server.answer(Reply(json=node), Reply(json=pool))
    client = make_client()
    read_node = call(driver, client, "get_node", "p", "n")
    read_pool = call(driver, client, "get_pool", "p")

    assert (read_node.public_ip_address, read_node.public_ipv6_address) == ("10.0.0.1", "::1")
    assert read_pool.vm_sku_profile.vm_sizes[0].rank == 1
    strategy = models.VirtualMachineSkuAllocationStrategy.PRIORITIZED
    assert read_pool.vm_sku_profile.allocation_strategy is strategy
