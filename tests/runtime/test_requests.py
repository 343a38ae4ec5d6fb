"""The request for one call, without sending it."""

from __future__ import annotations

import copy
import json
from datetime import datetime, timedelta, timezone
from enum import Enum
from typing import Any

import pytest
from azure.core import MatchConditions
from azure.core.rest import HttpRequest

from azure_batch_sdk._runtime.operation import Body, Operation, Parameter, Restriction
from azure_batch_sdk._runtime.requests import build_request
from tests.runtime.conftest import View

OLD, NEW = "2025-06-01", "2026-10-01"

PUT = Operation(
    name="put_thing",
    resource="things",
    method="PUT",
    path="/things/{thingId}/files/{filePath}",
    parameters=(
        Parameter("thing_id", "thingId", "path", required=True),
        Parameter("file_path", "filePath", "path", required=True),
        Parameter("service_timeout", "timeOut", "query", "int"),
        Parameter("select", "$select", "query", "list[string]"),
        Parameter("filter", "$filter", "query"),
        Parameter("force", "force", "query", "boolean"),
        Parameter("start_time", "startTime", "query", "datetime"),
        Parameter("ocp_date", "ocp-date", "header", "datetime_rfc1123"),
        Parameter("ocp_range", "ocp-range", "header"),
    ),
    success=(200,),
    body=Body(
        "thing",
        "BatchThing",
        required=False,
        omit=(("url",), ("pool", "image", "exactVersion"), ("tasks", "url")),
        restrictions=(
            Restriction(("pool", "newer"), "BatchThing.pool.newer", since=NEW),
            Restriction(("tasks", "older"), "BatchThing.tasks.older", until=NEW),
            Restriction(("mode",), "BatchThing.mode = 'kept'", until=NEW, value="kept"),
        ),
    ),
    conditional=True,
)


def build(api_version: str = OLD, options: dict[str, Any] | None = None, **arguments: Any) -> HttpRequest:
    arguments = {"thing_id": "t", "file_path": "f", **arguments}
    return build_request(PUT, arguments, endpoint="https://a.b", api_version=api_version, **(options or {}))


def query(**arguments: Any) -> str:
    return build(**arguments).url.partition("?")[2].partition("&")[2]


def body(value: Any, api_version: str = OLD) -> Any:
    return json.loads(build(api_version, thing=value).content)


# -- path


@pytest.mark.parametrize(
    ("name", "value", "kind", "message"),
    [
        ("thing_id", "", ValueError, "must not be empty"),
        ("thing_id", None, ValueError, "must not be None"),
        ("thing_id", 7, TypeError, "must be a str, not int"),
        ("thing_id", b"x", TypeError, "must be a str, not bytes"),
        ("thing_id", "..", ValueError, "as a name"),
        ("thing_id", "\ud800", ValueError, "not valid Unicode"),
        ("file_path", "", ValueError, "must not be empty"),
        ("file_path", "a/../b", ValueError, "as a name"),
        ("file_path", "./b", ValueError, "as a name"),
    ],
)
def test_a_bad_path_argument_is_named_with_its_method(
    name: str, value: Any, kind: type[Exception], message: str
) -> None:
    with pytest.raises(kind, match=rf"put_thing\(\): {name} .*{message}"):
        build(**{name: value})


def test_an_id_is_one_segment_and_a_file_path_keeps_its_slashes() -> None:
    url = build(thing_id="a/b c%\\", file_path="wd/a b/..c/%2F\\x").url
    assert url.startswith("https://a.b/things/a%2Fb%20c%25%5C/files/wd/a%20b/..c/%252F%5Cx?")


# -- query


class State(str, Enum):
    ACTIVE = "active"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({}, ""),
        ({"service_timeout": 0}, "timeOut=0"),
        ({"select": ["id", State.ACTIVE]}, "$select=id,active"),
        ({"select": ("id",)}, "$select=id"),
        ({"select": "id,state"}, "$select=id,state"),
        ({"filter": "id eq 'a&b+c'"}, "$filter=id%20eq%20%27a%26b%2Bc%27"),
        ({"force": False}, "force=false"),
        ({"start_time": datetime(2026, 1, 31, 8)}, "startTime=2026-01-31T08%3A00%3A00Z"),
        (
            {"start_time": datetime(2026, 1, 31, 10, tzinfo=timezone(timedelta(hours=2)))},
            "startTime=2026-01-31T08%3A00%3A00Z",
        ),
        ({"start_time": "2026-01-31"}, "startTime=2026-01-31"),
    ],
)
def test_query_arguments_are_written_by_their_type(arguments: dict[str, Any], expected: str) -> None:
    assert query(**arguments) == expected


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        ({"service_timeout": 1.5}, "an int"),
        ({"service_timeout": True}, "an int"),
        ({"select": [1]}, "a list of str"),
        ({"select": 1}, "a list of str"),
        ({"filter": ["x"]}, "a str"),
        ({"force": "yes"}, "a bool"),
        ({"start_time": 5}, "a datetime"),
        ({"ocp_date": 5}, "a datetime"),
        ({"ocp_range": 5}, "a str"),
    ],
)
def test_a_value_of_the_wrong_type_is_named(arguments: dict[str, Any], wanted: str) -> None:
    with pytest.raises(TypeError, match=rf"put_thing\(\): {next(iter(arguments))} must be {wanted}"):
        build(**arguments)


def test_a_parameter_of_the_caller_replaces_the_argument_of_the_same_name() -> None:
    url = build(service_timeout=5, options={"params": {"TIMEOUT": "7", "API-Version": "x"}}).url
    assert url.partition("?")[2] == "api-version=x&TIMEOUT=7"


def test_a_parameter_of_the_caller_must_not_be_none() -> None:
    with pytest.raises(ValueError, match=r"params\['x'\] must not be None"):
        build(options={"params": {"x": None}})


def test_an_argument_that_the_operation_does_not_have_is_an_error() -> None:
    with pytest.raises(TypeError, match=r"put_thing\(\) has no parameter colour, etags"):
        build(colour="red", etags="x")


# -- headers


def test_a_header_date_is_utc_whether_naive_or_aware_or_text() -> None:
    east = timezone(timedelta(hours=2))
    for value in (
        datetime(2026, 1, 31, 8),
        datetime(2026, 1, 31, 10, tzinfo=east),
        "Sat, 31 Jan 2026 08:00:00 GMT",
    ):
        assert build(ocp_date=value).headers["ocp-date"] == "Sat, 31 Jan 2026 08:00:00 GMT"


@pytest.mark.parametrize(
    ("etag", "condition", "headers"),
    [
        (None, None, {}),
        ("0x8D", MatchConditions.IfNotModified, {"If-Match": '"0x8D"'}),
        ('"0x8D"', MatchConditions.IfModified, {"If-None-Match": '"0x8D"'}),
        ('W/"x"', MatchConditions.IfModified, {"If-None-Match": 'W/"x"'}),
        ("*", MatchConditions.IfNotModified, {"If-Match": "*"}),
        (None, MatchConditions.IfPresent, {"If-Match": "*"}),
        (None, MatchConditions.IfMissing, {"If-None-Match": "*"}),
        ("0x8D", MatchConditions.Unconditionally, {}),
        (None, MatchConditions.Unconditionally, {}),
    ],
)
def test_a_condition_becomes_its_header(etag: str | None, condition: Any, headers: dict[str, str]) -> None:
    sent = build(etag=etag, match_condition=condition).headers
    assert {name: value for name, value in sent.items() if name.startswith("If-")} == headers


@pytest.mark.parametrize(
    ("etag", "condition", "kind", "message"),
    [
        ("0x8D", None, ValueError, "etag says nothing without match_condition"),
        (None, MatchConditions.IfNotModified, ValueError, "IfNotModified needs an etag"),
        ("", MatchConditions.IfModified, ValueError, "IfModified needs an etag"),
        ("0x8D", "IfNotModified", TypeError, "must be one of azure.core.MatchConditions"),
        (5, MatchConditions.IfModified, TypeError, "etag must be a str"),
    ],
)
def test_half_a_condition_is_an_error(etag: Any, condition: Any, kind: type[Exception], message: str) -> None:
    with pytest.raises(kind, match=message):
        build(etag=etag, match_condition=condition)


def test_a_content_type_of_the_caller_goes_with_a_body_only() -> None:
    own = {"content_type": "application/json; charset=utf-8"}
    assert build(thing={}, options=own).headers["Content-Type"] == "application/json; charset=utf-8"
    assert "Content-Type" not in build(options=own).headers


# -- body


def test_members_that_are_read_only_are_left_out_and_the_caller_s_object_stays() -> None:
    thing = {
        "id": "t",
        "url": "u",
        "odata.metadata": "m",
        "ours": {"odata.kept": 1},
        "pool": {"image": {"exactVersion": "1", "sku": "s"}, "x": [1]},
        "tasks": [{"url": "u", "id": 1}, {"id": 2}],
    }
    before = copy.deepcopy(thing)
    assert body(thing) == {
        "id": "t",
        "ours": {"odata.kept": 1},
        "pool": {"image": {"sku": "s"}, "x": [1]},
        "tasks": [{"id": 1}, {"id": 2}],
    }
    assert thing == before


def test_a_model_is_sent_as_its_tree_with_views_in_lists() -> None:
    model = View({"id": "t", "url": "u", "tasks": [View({"url": "u", "id": 1})]})
    assert body(model) == {"id": "t", "tasks": [{"id": 1}]}


def test_a_body_left_out_sends_nothing_and_an_empty_one_an_empty_object() -> None:
    assert build().content is None
    assert "Content-Type" not in build().headers
    assert build(thing={}).content == b"{}"


@pytest.mark.parametrize("value", ["{}", [], 5, object()])
def test_a_body_of_the_wrong_type_is_named(value: Any) -> None:
    with pytest.raises(TypeError, match=r"put_thing\(\): thing must be a BatchThing or a mapping"):
        build(thing=value)


def test_a_body_that_is_needed_is_named() -> None:
    operation = PUT._replace(body=Body("thing", "BatchThing"))
    with pytest.raises(ValueError, match=r"put_thing\(\) needs thing: a BatchThing"):
        build_request(operation, {"thing_id": "t", "file_path": "f"}, endpoint="https://a.b", api_version=OLD)


# -- what an api-version lacks


@pytest.mark.parametrize(
    ("value", "api_version", "message"),
    [
        ({"pool": {"newer": 1}}, OLD, r"BatchThing\.pool\.newer needs api-version 2026-10-01 or later"),
        (View({"pool": View({"newer": 1})}), OLD, r"BatchThing\.pool\.newer needs"),
        (
            {"tasks": [{}, {"older": 1}]},
            NEW,
            r"BatchThing\.tasks\.older needs an api-version before 2026-10-01",
        ),
        ({"mode": "Kept"}, NEW, r"BatchThing\.mode = 'kept' needs an api-version before 2026-10-01"),
    ],
)
def test_what_the_api_version_lacks_is_named_before_sending(
    value: Any, api_version: str, message: str
) -> None:
    with pytest.raises(ValueError, match=rf"{message}.*; this client uses {api_version}"):
        build(api_version, thing=value)


@pytest.mark.parametrize(
    ("value", "api_version"),
    [
        ({"pool": {"newer": 1}}, NEW),
        ({"tasks": [{"older": 1}]}, OLD),
        ({"mode": "kept"}, OLD),
        ({"mode": "other"}, NEW),
    ],
)
def test_what_the_api_version_has_is_sent(value: Any, api_version: str) -> None:
    assert body(value, api_version) == value


@pytest.mark.parametrize(
    ("since", "until", "message"), [(NEW, None, "2026-10-01 or later"), (None, OLD, "before 2025-06-01")]
)
def test_an_operation_that_the_api_version_lacks_is_named(
    since: str | None, until: str | None, message: str
) -> None:
    operation = PUT._replace(since=since, until=until)
    with pytest.raises(ValueError, match=rf"put_thing\(\) needs .*{message}; this client uses {OLD}"):
        build_request(operation, {"thing_id": "t", "file_path": "f"}, endpoint="https://a.b", api_version=OLD)
