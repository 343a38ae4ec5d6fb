"""Load the API description: YAML files, one a resource, and the corrections laid over them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import yaml

API = Path(__file__).parent / "api"

SCALARS = {
    "string",
    "int",
    "int64",
    "float",
    "boolean",
    "datetime",
    "duration",
    "datetime_rfc1123",
    "match-condition",
}
FACTS = ("default", "minimum", "maximum", "max_length", "pattern", "min_items", "max_items", "unlimited")


class DescriptionError(Exception):
    """The description contradicts itself; the message says where."""


@dataclass(frozen=True)
class Type:
    """A type of the description: a scalar, a model, an enum, or a list or dict of one."""

    name: str
    container: Literal["list", "dict"] | None = None

    @classmethod
    def parse(cls, text: str) -> Type:
        found = re.fullmatch(r"(list|dict)\[(.+)\]", text)
        if found:
            return cls(found[2], "list" if found[1] == "list" else "dict")
        return cls(text)

    def __str__(self) -> str:
        return f"{self.container}[{self.name}]" if self.container else self.name


@dataclass
class Property:
    """One property of a model."""

    name: str
    wire: str
    type: Type
    doc: str
    required: bool = False
    readonly: bool = False
    since: str | None = None
    until: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass
class Model:
    """One model."""

    name: str
    resource: str
    doc: str
    properties: dict[str, Property]
    since: str | None = None
    until: str | None = None
    renamed: dict[str, str] = field(default_factory=dict)
    """Former names of properties, to their present ones."""
    shortcuts: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Attributes that read a property of a nested model."""


@dataclass
class EnumValue:
    """One value of an enum."""

    name: str
    wire: str
    doc: str
    since: str | None = None
    until: str | None = None


@dataclass
class Enum:
    """One enum."""

    name: str
    resource: str
    doc: str
    values: list[EnumValue]
    since: str | None = None


@dataclass
class Parameter:
    """One parameter of an operation."""

    name: str
    wire: str
    location: Literal["path", "query", "header", "client"]
    type: Type
    doc: str
    required: bool = False
    default: Any = None
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass
class Body:
    """The request body of an operation."""

    parameter: str
    model: str
    doc: str
    required: bool
    when_too_many: str
    """What to do with more items than a request takes."""


@dataclass
class Operation:
    """One operation."""

    name: str
    resource: str
    method: str
    path: str
    doc: str
    success: list[int]
    parameters: list[Parameter]
    body: Body | None
    response: Type | None
    paged: bool
    long_running: bool
    looks_at: str | None
    """The model that a long-running operation is watched by."""
    since: str | None = None
    until: str | None = None

    @property
    def constant(self) -> str:
        return self.name.upper().removeprefix("BEGIN_")

    @property
    def shape(self) -> str:
        if self.response is None:
            return "nothing"
        special = {"stream": "stream", "exists": "exists", "BatchFileProperties": "properties"}
        return "page" if self.paged else special.get(self.response.name, "model")


@dataclass
class Api:
    """The whole description."""

    models: dict[str, Model] = field(default_factory=dict)
    enums: dict[str, Enum] = field(default_factory=dict)
    operations: dict[str, Operation] = field(default_factory=dict)
    parameters: dict[str, Parameter] = field(default_factory=dict)

    @property
    def resources(self) -> list[str]:
        return sorted(
            {x.resource for table in (self.models, self.enums, self.operations) for x in table.values()}
        )


def camel_case(name: str) -> str:
    """Turn a Python name into the usual wire name."""
    first, *rest = name.split("_")
    return first + "".join(part[:1].upper() + part[1:] for part in rest)


def _take(entry: dict[str, Any], where: str, needed: tuple[str, ...], *optional: str) -> dict[str, Any]:
    """Return an entry that has every needed key and no unknown one."""
    unknown = set(entry) - {*needed, *optional}
    if unknown:
        raise DescriptionError(f"{where}: unknown keys {sorted(unknown)}")
    for key in needed:
        if key not in entry:
            raise DescriptionError(f"{where}: the key {key} is missing")
    return entry


def _property(where: str, name: str, entry: dict[str, Any]) -> Property:
    _take(entry, where, ("type", "doc"), "wire", "required", "readonly", "since", "until", *FACTS)
    return Property(
        name=name,
        wire=entry.get("wire", camel_case(name)),
        type=Type.parse(entry["type"]),
        doc=entry["doc"].strip(),
        required=entry.get("required", False),
        readonly=entry.get("readonly", False),
        since=entry.get("since"),
        until=entry.get("until"),
        facts={key: entry[key] for key in FACTS if entry.get(key) is not None},
    )


def _model(resource: str, name: str, entry: dict[str, Any]) -> Model:
    _take(entry, name, ("doc", "properties"), "since", "until", "renamed", "shortcuts")
    shortcuts = {
        attribute: (nested, attribute)
        for nested, attributes in entry.get("shortcuts", {}).items()
        for attribute in attributes
    }
    return Model(
        name=name,
        resource=resource,
        doc=entry["doc"].strip(),
        properties={p: _property(f"{name}.{p}", p, e) for p, e in entry["properties"].items()},
        since=entry.get("since"),
        until=entry.get("until"),
        renamed=entry.get("renamed", {}),
        shortcuts=shortcuts,
    )


def _enum_value(where: str, name: str, entry: dict[str, Any]) -> EnumValue:
    _take(entry, where, ("doc",), "wire", "since", "until")
    return EnumValue(
        name=name,
        wire=entry.get("wire", name.lower().replace("_", "")),
        doc=entry["doc"].strip(),
        since=entry.get("since"),
        until=entry.get("until"),
    )


def _enum(resource: str, name: str, entry: dict[str, Any]) -> Enum:
    _take(entry, name, ("doc", "values"), "since")
    values = [_enum_value(f"{name}.{value}", value, e) for value, e in entry["values"].items()]
    return Enum(
        name=name, resource=resource, doc=entry["doc"].strip(), values=values, since=entry.get("since")
    )


def _parameter(name: str, entry: dict[str, Any]) -> Parameter:
    needed = ("in", "type", "doc")
    _take(entry, f"parameter {name}", needed, "wire", "required", "default", "minimum", "maximum")
    return Parameter(
        name=name,
        wire=entry.get("wire", name),
        location=entry["in"],
        type=Type.parse(entry["type"]),
        doc=entry["doc"].strip(),
        required=entry.get("required", False),
        default=entry.get("default"),
        facts={key: entry[key] for key in ("minimum", "maximum") if key in entry},
    )


def _operation(resource: str, name: str, entry: dict[str, Any], shared: dict[str, Parameter]) -> Operation:
    needed = ("http", "success", "parameters", "doc")
    _take(entry, name, needed, "response", "paged", "lro", "looks_at", "body", "since", "until")
    http = re.fullmatch(r"([A-Z]+) (/\S*)", entry["http"])
    if not http:
        raise DescriptionError(f"{name}: http is {entry['http']!r}, not a method and a path")
    method, path = http.groups()
    body = None
    if "body" in entry:
        e = _take(entry["body"], f"{name} body", ("parameter", "type", "doc"), "required", "when_too_many")
        body = Body(
            e["parameter"], e["type"], e["doc"].strip(), e.get("required", True), e.get("when_too_many", "")
        )
    parameters = []
    for item in entry["parameters"]:
        if isinstance(item, str):
            if item not in shared:
                raise DescriptionError(f"{name}: there is no shared parameter {item}")
            parameters.append(shared[item])
        else:
            parameters.extend(_parameter(own, e) for own, e in item.items())
    response = Type.parse(entry["response"]) if "response" in entry else None
    return Operation(
        name=name,
        resource=resource,
        method=method,
        path=path,
        doc=entry["doc"].strip(),
        success=entry["success"],
        parameters=parameters,
        body=body,
        response=response,
        paged=entry.get("paged", False),
        long_running=entry.get("lro", False),
        looks_at=entry.get("looks_at"),
        since=entry.get("since"),
        until=entry.get("until"),
    )


def _correct(files: dict[str, dict[str, Any]]) -> None:
    """Lay the corrections over the facts as they were taken over; each says why."""
    models = {name: entry for file in files.values() for name, entry in file.get("models", {}).items()}
    for correction in files.pop("corrections")["corrections"]:
        _take(correction, f"correction {correction}", ("at", "set", "because"))
        model, _, name = correction["at"].partition(".")
        try:
            target = models[model]["properties"][name] if name else models[model]
        except KeyError:
            raise DescriptionError(f"corrections: there is no {correction['at']}") from None
        if not correction["because"]:
            raise DescriptionError(f"corrections: {correction['at']} gives no reason")
        target.update(correction["set"])


def load(folder: Path = API) -> Api:
    """Read every file of the description."""
    files = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(folder.glob("*.yaml"))}
    _correct(files)
    api = Api()
    for file in files.values():
        for name, entry in file.get("parameters", {}).items():
            api.parameters[name] = _parameter(name, entry)
    for resource, file in files.items():
        _take(file, f"{resource}.yaml", (), "parameters", "models", "enums", "operations")
        for name, entry in file.get("models", {}).items():
            api.models[name] = _model(resource, name, entry)
        for name, entry in file.get("enums", {}).items():
            api.enums[name] = _enum(resource, name, entry)
        for name, entry in file.get("operations", {}).items():
            api.operations[name] = _operation(resource, name, entry, api.parameters)
    return api
