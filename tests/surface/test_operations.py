"""Every method of the reference client is here with its parameters, on both clients, and nothing unlisted."""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable
from typing import Any

import pytest

from azure_batch_sdk import BatchClient, models
from azure_batch_sdk._generated.operations import OPERATIONS as ROWS
from azure_batch_sdk._lro.aio import AsyncResourcePoller
from azure_batch_sdk._lro.sync import ResourcePoller
from azure_batch_sdk.aio import BatchClient as AsyncBatchClient

from .reference import BASE_VERSION, CONVENIENCE, DELTA, NEXT_VERSION, OPERATIONS, SURFACE, spelled

CLIENTS: dict[str, Any] = {"sync": BatchClient, "async": AsyncBatchClient}
either_class = pytest.mark.parametrize("client", CLIENTS.values(), ids=CLIENTS)
every_operation = pytest.mark.parametrize("name", OPERATIONS)

# Where this project differs from the reference, and why.
ONLY_HERE: dict[str, str] = {
    "as_completed": "gives tasks as they end",
    "download_task_outputs": "saves the files of many tasks",
    "explain": "says why something does not get on",
    "follow_task_file": "reads a file while it is written",
    "save_node_file": "saves a file, and resumes",
    "save_task_file": "saves a file, and resumes",
    "wait_for_nodes": "waits for nodes that can run tasks",
    "wait_for_tasks": "waits until tasks are completed",
}

LOCATIONS = {"path": "path", "query": "query", "header": "header"}
ROW_TYPES = {
    "string": "string",
    "int": "int",
    "boolean": "boolean",
    "array<string>": "list[string]",
    "datetime-rfc1123": "datetime_rfc1123",
    "datetime-rfc3339": "datetime",
}
PARAMETER_TYPES = {
    "string": "str",
    "int": "int",
    "boolean": "bool",
    "array<string>": "list[str]",
    "datetime-rfc1123": "datetime.datetime",
    "datetime-rfc3339": "datetime.datetime",
    "match-condition": "MatchConditions",
}


def hints_of(method: Callable[..., Any]) -> dict[str, Any]:
    # The pollers are imported where a wait begins, so that importing the client stays light.
    pollers = {"ResourcePoller": ResourcePoller, "AsyncResourcePoller": AsyncResourcePoller}
    return typing.get_type_hints(inspect.unwrap(method), localns=pollers)


def is_coroutine(method: Callable[..., Any]) -> bool:
    return inspect.iscoroutinefunction(inspect.unwrap(method))


@either_class
def test_the_public_methods_are_those_of_the_reference(client: Any) -> None:
    reference = {*OPERATIONS, *CONVENIENCE, *SURFACE["client"]["otherMethods"]}
    assert len(reference) == SURFACE["counts"]["clientPublicNames"]

    ours = {name for name in dir(client) if not name.startswith("_")}
    assert ours == reference | set(ONLY_HERE)


@either_class
def test_the_constructor_is_that_of_the_reference(client: Any) -> None:
    parameters = list(inspect.signature(client).parameters.values())
    facts = SURFACE["client"]["init"]

    assert [parameter.name for parameter in parameters[: len(facts)]] == [fact["name"] for fact in facts]
    for parameter, fact in zip(parameters, facts, strict=False):
        keyword = fact.get("kind") == "keyword"
        assert (parameter.kind is inspect.Parameter.KEYWORD_ONLY) == keyword
        assert parameter.default == fact.get("default", inspect.Parameter.empty)
    assert parameters[-1].kind is inspect.Parameter.VAR_KEYWORD


@either_class
@every_operation
def test_a_method_takes_the_parameters_of_the_reference(name: str, client: Any) -> None:
    fact = OPERATIONS[name]
    expected = [(p["name"], p["kind"], p["required"], p.get("default")) for p in fact["parameters"]]
    if body := fact["body"]:
        positional = sum(1 for p in fact["parameters"] if p["kind"] == "positional")
        expected.insert(positional, (body["param"], body["kind"], body["required"], None))
    ours = []
    parameters = list(inspect.signature(getattr(client, name)).parameters.values())
    for parameter in parameters[1:-1]:
        required = parameter.default is inspect.Parameter.empty
        kind = "positional" if parameter.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD else "keyword"
        ours.append((parameter.name, kind, required, None if required else parameter.default))

    assert ours == expected
    assert parameters[-1].kind is inspect.Parameter.VAR_KEYWORD


@either_class
@every_operation
def test_the_types_of_parameters_are_those_of_the_reference(name: str, client: Any) -> None:
    fact, hints = OPERATIONS[name], hints_of(getattr(client, name))

    for parameter in fact["parameters"]:
        assert spelled(hints[parameter["name"]]) == PARAMETER_TYPES[parameter["type"]], parameter["name"]
        optional = type(None) in typing.get_args(hints[parameter["name"]])
        assert optional == (not parameter["required"] and parameter["default"] is None), parameter["name"]
    if body := fact["body"]:
        model = body["type"].partition(":")[2]
        assert (
            spelled(hints[body["param"]]) == f"{model} | Mapping[str, Any]"
            or spelled(hints[body["param"]]) == f"Mapping[str, Any] | {model}"
        )


@either_class
@every_operation
def test_a_method_returns_the_type_of_the_reference(name: str, client: Any) -> None:
    fact, method = OPERATIONS[name], getattr(client, name)
    returned = spelled(hints_of(method)["return"])
    response, is_async = fact["response"], client is AsyncBatchClient

    if fact.get("lro", False):
        from azure.core.polling import AsyncLROPoller, LROPoller

        poller = typing.get_origin(hints_of(method)["return"]) or hints_of(method)["return"]
        assert issubclass(poller, AsyncLROPoller if is_async else LROPoller)
    elif fact["paging"]:
        item = fact["paging"]["item"].partition(":")[2]
        assert returned == f"{'AsyncItemPaged' if is_async else 'ItemPaged'}[{item}]"
    elif fact["stream"]:
        assert returned == f"{'AsyncIterator' if is_async else 'Iterator'}[bytes]"
    elif response == "boolean":
        assert returned == "bool"
    else:
        assert returned == (response.partition(":")[2] if response else "None")
    assert is_coroutine(method) == (is_async and not fact["paging"])


@every_operation
def test_the_table_says_what_the_reference_sends(name: str) -> None:
    fact, row = OPERATIONS[name], ROWS[name]
    named = [p for p in fact["parameters"] if p["in"] in LOCATIONS and p["name"] != "etag"]

    assert (row.method, row.path, row.long_running) == (fact["method"], fact["path"], fact.get("lro", False))
    assert sorted(row.parameters, key=lambda p: p.name) == sorted(
        ((p["name"], p["wire"], p["in"], ROW_TYPES[p["type"]], p["required"]) for p in named),
        key=lambda p: p[0],
    )
    assert row.conditional == any(p["name"] == "etag" for p in fact["parameters"])
    # 404 is an answer of an 'exists' call, not a success of its own.
    assert set(row.success) | ({404} if row.shape == "exists" else set()) == set(fact["successStatus"])
    assert (row.body is None) == (fact["body"] is None)
    if row.body:
        assert row.body[:3] == (
            fact["body"]["param"],
            fact["body"]["type"].partition(":")[2],
            fact["body"]["required"],
        )


@every_operation
def test_the_table_knows_which_api_versions_have_an_operation(name: str) -> None:
    removed = {row["name"] for row in DELTA["removed"]["operations"]}

    assert ROWS[name].is_in(BASE_VERSION)
    assert ROWS[name].is_in(NEXT_VERSION) == (name not in removed)


def test_the_table_has_no_row_that_the_reference_lacks() -> None:
    added = {row["name"] for row in DELTA["added"]["operations"]}

    assert set(ROWS) == set(OPERATIONS) | added


@either_class
@pytest.mark.parametrize("name", [name for name in CONVENIENCE if name not in OPERATIONS])
def test_a_convenience_takes_the_parameters_of_the_reference(name: str, client: Any) -> None:
    parameters = inspect.signature(getattr(client, name)).parameters
    facts = CONVENIENCE[name]["parameters"]
    positional = [fact["name"] for fact in facts if fact["kind"] == "positional"]

    assert list(parameters)[1 : len(positional) + 1] == positional
    for fact in facts:
        parameter = parameters[fact["name"]]
        assert (parameter.kind is inspect.Parameter.KEYWORD_ONLY) == (fact["kind"] == "keyword")
        assert parameter.default == (inspect.Parameter.empty if fact["required"] else fact["default"])


@every_operation
def test_both_clients_say_the_same_about_a_method(name: str) -> None:
    ours, theirs = getattr(BatchClient, name).__doc__, getattr(AsyncBatchClient, name).__doc__

    assert ours and ours == theirs


@either_class
def test_every_public_method_can_be_traced(client: Any) -> None:
    for name in OPERATIONS:
        assert hasattr(getattr(client, name), "__wrapped__"), f"{name} lacks distributed_trace"


def test_the_newer_api_version_is_known_to_the_body_rows() -> None:
    removed = {(row["enum"], row["wire"]) for row in DELTA["removed"]["enumValues"]}
    added = {(row["model"], row["wire"]) for row in DELTA["added"]["properties"] if not row["readonly"]}
    restricted = [(row.name, r) for row in ROWS.values() if row.body for r in row.body.restrictions]

    assert {(r.path[-1], r.since) for _, r in restricted if r.value is None} >= {
        (wire, NEXT_VERSION) for _, wire in added
    }
    assert {r.value for _, r in restricted if r.value is not None and r.until == NEXT_VERSION} == {
        wire for _, wire in removed
    }
    assert models.BatchPoolCreateOptions(id="p", vm_size="s") == {"id": "p", "vmSize": "s"}
