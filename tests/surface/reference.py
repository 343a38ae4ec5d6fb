"""The facts of the reference client, azure-batch 15.1.0, and of the newer api-version.

`tests/data` holds them as they were recorded; nothing here is derived from this project's own description.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent.parent / "data"

SURFACE: dict[str, Any] = json.loads((DATA / "reference_surface.json").read_text("utf-8"))
DELTA: dict[str, Any] = json.loads((DATA / "reference_delta_2026-10-01.json").read_text("utf-8"))

BASE_VERSION: str = SURFACE["apiVersion"]
NEXT_VERSION: str = DELTA["apiVersion"]

OPERATIONS: dict[str, dict[str, Any]] = {operation["name"]: operation for operation in SURFACE["operations"]}
CONVENIENCE: dict[str, dict[str, Any]] = {method["name"]: method for method in SURFACE["convenience"]}


def by_name(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Index rows by their name."""
    return {row["name"]: row for row in rows}


def models_of_both_versions() -> dict[str, dict[str, dict[str, Any]]]:
    """Return every model's properties by Python name, those of the newer version included."""
    found = {model["name"]: by_name(model["properties"]) for model in SURFACE["models"]}
    for model in DELTA["added"]["models"]:
        found[model["name"]] = by_name(model["properties"])
    for added in DELTA["added"]["properties"]:
        found[added["model"]][added["name"]] = added
    return found


def enums_of_both_versions() -> dict[str, dict[str, str]]:
    """Return every enum's wire values by member name, those of the newer version included."""
    rows = [*SURFACE["enums"], *DELTA["added"]["enums"]]
    found = {enum["name"]: {value["name"]: value["wire"] for value in enum["values"]} for enum in rows}
    for added in DELTA["added"]["enumValues"]:
        found[added["enum"]][added["name"]] = added["wire"]
    return found


PYTHON_TYPES = {
    "string": "str",
    "int": "int",
    "int64": "int",
    "float": "float",
    "boolean": "bool",
    "datetime-rfc3339": "datetime.datetime",
    "datetime-rfc1123": "datetime.datetime",
    "duration-iso8601": "datetime.timedelta",
    "map<string,string>": "dict[str, str]",
    "bytes": "bytes",
    "match-condition": "MatchConditions",
}


def python_type(fact: str) -> str:
    """Turn a type as the facts write it into a Python annotation; enums and models keep their bare name."""
    if fact.startswith("array<"):
        return f"list[{python_type(fact[len('array<') : -1])}]"
    kind, colon, name = fact.partition(":")
    if not colon:
        return PYTHON_TYPES[fact]
    return f"str | {name}" if kind == "enum" else name


def spelled(hint: Any) -> str:
    """Write a resolved annotation in the same way: no modules, `None` left out."""
    import typing

    if hint is type(None):
        return "None"
    arguments = typing.get_args(hint)
    origin = typing.get_origin(hint)
    if origin is None:
        module = getattr(hint, "__module__", "")
        name = getattr(hint, "__qualname__", str(hint))
        return f"datetime.{name}" if module == "datetime" else name
    inner = [spelled(argument) for argument in arguments if argument is not type(None)]
    name = getattr(origin, "__name__", str(origin))
    if name in ("Union", "UnionType"):
        return " | ".join(sorted(inner, key=lambda word: (word != "str", word)))
    return f"{name}[{', '.join(inner)}]"


def is_optional(hint: Any) -> bool:
    """Tell whether an annotation allows None."""
    import typing

    return type(None) in typing.get_args(hint)
