"""Refuse a description that contradicts itself, before anything is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping

from .description import SCALARS, Api, DescriptionError

_MAPPING_NAMES = {name for name in dir(MutableMapping) if not name.startswith("_")} | {"as_dict"}


def check(api: Api) -> None:
    """Raise DescriptionError with every fault that is found."""
    faults = [*_models(api), *_enums(api), *_operations(api)]
    if faults:
        raise DescriptionError("\n".join(faults))


def _models(api: Api) -> Iterator[str]:
    known = SCALARS | set(api.models) | set(api.enums)
    for model in api.models.values():
        if not model.doc.endswith("."):
            yield f"{model.name}: the doc is empty or lacks its period"
        wires: dict[str, str] = {}
        for prop in model.properties.values():
            where = f"{model.name}.{prop.name}"
            if prop.type.name not in known:
                yield f"{where}: unknown type {prop.type}"
            if not prop.doc:
                yield f"{where}: no doc"
            if prop.name in _MAPPING_NAMES:
                yield f"{where}: the name is a method of mappings"
            if prop.wire in wires:
                yield f"{where}: {prop.wire} is already {wires[prop.wire]}"
            wires[prop.wire] = prop.name
        for old, new in model.renamed.items():
            if new not in model.properties or old in model.properties:
                yield f"{model.name}: cannot rename {old} to {new}"
        for short, (nested, name) in model.shortcuts.items():
            target = api.models[model.properties[nested].type.name]
            if short in model.properties or name not in target.properties:
                yield f"{model.name}.{short}: no such shortcut to {nested}.{name}"


def _enums(api: Api) -> Iterator[str]:
    for enum in api.enums.values():
        if not enum.doc.endswith("."):
            yield f"{enum.name}: the doc is empty or lacks its period"
        words = [value.wire.lower() for value in enum.values]
        if len(set(words)) != len(words):
            yield f"{enum.name}: two values differ only in case"
        for value in enum.values:
            if not value.doc:
                yield f"{enum.name}.{value.name}: no doc"


def _operations(api: Api) -> Iterator[str]:
    for operation in api.operations.values():
        if not operation.doc:
            yield f"{operation.name}: no doc"
        in_path = re.findall(r"\{(\w+)\}", operation.path)
        if in_path != [p.wire for p in operation.parameters if p.location == "path"]:
            yield f"{operation.name}: the path and its parameters differ"
        if operation.body and operation.body.model not in api.models:
            yield f"{operation.name}: unknown body {operation.body.model}"
        if operation.long_running != (operation.looks_at is not None):
            yield f"{operation.name}: lro and looks_at go together"
        if (
            operation.shape in ("model", "page")
            and operation.response
            and operation.response.name not in api.models
        ):
            yield f"{operation.name}: unknown response {operation.response}"
    for parameter in api.parameters.values():
        if not parameter.doc:
            yield f"parameter {parameter.name}: no doc"
