"""A value for every fact: as a program gives it, and as it goes over the wire.

Values are made from the recorded facts, never from this project's own tables, so that a wrong table fails its test.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from types import ModuleType
from typing import Any
from urllib.parse import quote

from azure.core import MatchConditions

from tests.surface.reference import OPERATIONS, SURFACE, by_name

UTC = timezone.utc
MOMENT = datetime(2026, 1, 31, 8, 5, 6, tzinfo=UTC)
MOMENT_ISO = "2026-01-31T08:05:06Z"
MOMENT_RFC = "Sat, 31 Jan 2026 08:05:06 GMT"
ETAG = "0x8DDE94F25DD7AD1"

MODELS = {model["name"]: by_name(model["properties"]) for model in SURFACE["models"]}
ENUMS = {enum["name"]: enum["values"] for enum in SURFACE["enums"]}

Value = tuple[Any, Any]
"""A Python value and its wire form."""

_SCALARS: dict[str, Value] = {
    "int": (7, 7),
    "int64": (2**53 + 1, "9007199254740993"),
    "float": (1.5, 1.5),
    "boolean": (True, True),
    "datetime-rfc3339": (MOMENT, MOMENT_ISO),
    "duration-iso8601": (timedelta(days=1, hours=2, seconds=5), "P1DT2H5S"),
    "map<string,string>": ({"key": "väl"}, {"key": "väl"}),
}


def sample(
    fact: str, wire: str, models: ModuleType, *, readonly: bool = False, inside: tuple[str, ...] = ()
) -> Value | None:
    """Make a value of a type; None for a model inside itself.

    :param models: The package whose models and enums are used.
    :param readonly: Whether models have the members that only the service sets, too.
    """
    if fact == "string":
        return f"{wire} «x»", f"{wire} «x»"
    if fact in _SCALARS:
        return _SCALARS[fact]
    if fact.startswith("array<"):
        item = sample(fact[len("array<") : -1], wire, models, readonly=readonly, inside=inside)
        return ([item[0]], [item[1]]) if item else None
    kind, _, name = fact.partition(":")
    if kind == "enum":
        value = ENUMS[name][-1]
        enum = getattr(models, name, None)
        return (enum[value["name"]] if enum else value["wire"]), value["wire"]
    return None if name in inside else sample_model(name, models, readonly=readonly, inside=(*inside, name))


def sample_model(
    name: str, models: ModuleType, *, readonly: bool = False, inside: tuple[str, ...] = ()
) -> Value:
    """Make a model with every member that it has, and its wire form."""
    keywords, tree = {}, {}
    for attribute, fact in MODELS[name].items():
        if fact["readonly"] and not readonly:
            continue
        value = sample(fact["type"], fact["wire"], models, readonly=readonly, inside=inside or (name,))
        if value is not None:
            keywords[attribute], tree[fact["wire"]] = value
    # What a package does not export can be given as a mapping.
    model = getattr(models, name, None)
    return (model(**keywords) if model else tree), tree


def without_readonly(name: str, tree: dict[str, Any]) -> dict[str, Any]:
    """Copy the wire form of a model without the members that only the service sets."""
    facts = {fact["wire"]: fact for fact in MODELS[name].values()}
    kept = {}
    for wire, value in tree.items():
        fact = facts.get(wire)
        if fact is None or not fact["readonly"]:
            kept[wire] = _pruned(fact["type"] if fact else "", value)
    return kept


def _pruned(fact: str, value: Any) -> Any:
    if fact.startswith("array<"):
        return [_pruned(fact[len("array<") : -1], item) for item in value]
    kind, _, name = fact.partition(":")
    return without_readonly(name, value) if kind == "model" else value


AWKWARD = "a/b c%d"
"""An id that must be encoded to arrive whole."""
AWKWARD_FILE = "wd/sub folder/100%.txt"
"""A path whose slashes must stay slashes."""

_QUERY: dict[str, Value] = {
    "int": (7, "7"),
    "boolean": (True, "true"),
    "string": ("id eq 'x&y'", "id eq 'x&y'"),
    "array<string>": (["id", "state"], "id,state"),
    "datetime-rfc3339": (MOMENT, MOMENT_ISO),
}


class Request:
    """A call of one operation with all its parameters, and what it must send.

    :param awkward: Whether ids need encoding; some servers and clients cannot take such ids.
    :param optional: Whether the optional parameters and the optional body are given.
    """

    def __init__(
        self, name: str, models: ModuleType, *, optional: bool = True, awkward: bool = True, etag: bool = True
    ) -> None:
        fact = OPERATIONS[name]
        self.name = name
        self.args: list[Any] = []
        self.kwargs: dict[str, Any] = {}
        self.method: str = fact["method"]
        self.path: str = fact["path"]
        self.query: list[tuple[str, str]] = [("api-version", SURFACE["apiVersion"])]
        self.headers: dict[str, str] = {}
        self.json: Any = None
        self.has_body = False
        for parameter in fact["parameters"]:
            if parameter["in"] == "path":
                self._add_to_path(parameter, awkward)
            elif optional:
                self._add_option(parameter, etag)
        body = fact["body"]
        if body and (body["required"] or optional):
            given, self.json = sample_model(body["type"].partition(":")[2], models)
            self.args.append(given)
            self.has_body = True
            self.headers["Content-Type"] = fact["contentType"]
        if fact["accept"]:
            self.headers["Accept"] = fact["accept"]

    def _add_to_path(self, parameter: dict[str, Any], awkward: bool) -> None:
        # The reference client encodes the slashes of a file path, too; the service takes both forms.
        is_file = parameter["name"] == "file_path"
        value = (AWKWARD_FILE if is_file else AWKWARD) if awkward else f"my-{parameter['name']}"
        self.args.append(value)
        self.path = self.path.replace(f"{{{parameter['wire']}}}", quote(value, safe="/" if is_file else ""))

    def _add_option(self, parameter: dict[str, Any], etag: bool) -> None:
        name = parameter["name"]
        if parameter["in"] == "query":
            self.kwargs[name], text = _QUERY[parameter["type"]]
            self.query.append((parameter["wire"], text))
        elif name == "etag":
            if etag:
                self.kwargs.update(etag=ETAG, match_condition=MatchConditions.IfNotModified)
                self.headers["If-Match"] = f'"{ETAG}"'
        elif name == "ocp_range":
            self.kwargs[name] = self.headers["ocp-range"] = "bytes=0-9"
        elif parameter["type"] == "datetime-rfc1123":
            self.kwargs[name], self.headers[parameter["wire"]] = MOMENT, MOMENT_RFC
