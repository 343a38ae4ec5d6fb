"""Emit the operation table: one module of rows a resource, and the table that gathers them."""

from __future__ import annotations

from collections.abc import Iterator

from ..description import Api, DescriptionError, Operation, Parameter

Path = tuple[str, ...]


def _walk(
    api: Api, model: str, path: Path = (), seen: tuple[str, ...] = ()
) -> Iterator[tuple[Path, str, str, bool]]:
    """Yield (path, model, property, inside a list) of everything that can stand in a body."""
    if model in seen:
        return
    for prop in api.models[model].properties.values():
        here = (*path, prop.wire)
        yield here, model, prop.name, "[]" in path
        if prop.type.name in api.models and not (prop.readonly and not path):
            below = (*here, "[]") if prop.type.container else here
            yield from _walk(api, prop.type.name, below, (*seen, model))


def _omitted(api: Api, model: str) -> list[Path]:
    """List the read-only members that can stand in a body; one inside a list has no path of its own."""
    omitted = []
    for path, owner, name, in_list in _walk(api, model):
        if api.models[owner].properties[name].readonly:
            if in_list:
                raise DescriptionError(f"{model}: the read-only {owner}.{name} can occur inside a list")
            omitted.append(path)
    return omitted


def _restrictions(api: Api, model: str) -> list[str]:
    rows = []
    for path, owner, name, in_list in _walk(api, model):
        prop = api.models[owner].properties[name]
        facts: list[tuple[str, str | None, str | None, str | None]] = []
        if prop.since or prop.until:
            facts.append((f"{owner}.{name}", prop.since, prop.until, None))
        enum = api.enums.get(prop.type.name)
        for value in enum.values if enum and not prop.readonly else ():
            if value.since or value.until:
                facts.append((f"{owner}.{name} = {value.wire!r}", value.since, value.until, value.wire))
        for label, since, until, wire in facts:
            if in_list:
                raise DescriptionError(f"{model}: the versioned {label} can occur inside a list")
            arguments = [repr(path), repr(label)]
            arguments += [
                f"{key}={value!r}"
                for key, value in (("since", since), ("until", until), ("value", wire))
                if value
            ]
            rows.append(f"Restriction({', '.join(arguments)})")
    return rows


def _limits(api: Api, operation: Operation) -> list[str]:
    assert operation.body
    rows = []
    for prop in api.models[operation.body.model].properties.values():
        if "max_items" in prop.facts and not prop.readonly:
            arguments = [repr(prop.wire), repr(prop.name), str(prop.facts["max_items"])]
            arguments += [f"advice={operation.body.when_too_many!r}"] if operation.body.when_too_many else []
            rows.append(f"ItemLimit({', '.join(arguments)})")
    return rows


def _row(api: Api, operation: Operation) -> str:
    parts = [f'name="{operation.name}"', f'resource="{operation.resource}"']
    parts += [f'method="{operation.method}"', f'path="{operation.path}"']
    names = [
        f"_p.{p.name.upper()}," for p in operation.parameters if p.location != "client" and p.name != "etag"
    ]
    parts.append(f"parameters=({' '.join(names)})")
    parts.append(f"success=({', '.join(map(str, operation.success))},)")
    if operation.shape != "nothing":
        parts.append(f'shape="{operation.shape}"')
    if operation.shape in ("model", "page", "properties") and operation.response:
        parts.append(f'model="{operation.response.name}"')
    if operation.body:
        body = [f'"{operation.body.parameter}"', f'"{operation.body.model}"']
        if not operation.body.required:
            body.append("required=False")
        omitted = _omitted(api, operation.body.model)
        if omitted:
            body.append(f"omit=({', '.join(map(repr, omitted))},)")
        restrictions = _restrictions(api, operation.body.model)
        if restrictions:
            body.append(f"restrictions=({', '.join(restrictions)},)")
        limits = _limits(api, operation)
        if limits:
            body.append(f"limits=({', '.join(limits)},)")
        parts.append(f"body=Body({', '.join(body)})")
    if any(p.name == "etag" for p in operation.parameters):
        parts.append("conditional=True")
    if operation.long_running:
        parts.append("long_running=True")
    if operation.since:
        parts.append(f'since="{operation.since}"')
    if operation.until:
        parts.append(f'until="{operation.until}"')
    return f"{operation.constant} = Operation({', '.join(parts)})"


def module(api: Api, resource: str) -> str | None:
    """Write the rows of one resource."""
    operations = [operation for operation in api.operations.values() if operation.resource == resource]
    if not operations:
        return None
    rows = [_row(api, operation) for operation in operations]
    text = "\n".join(rows)
    names = ["Operation"] + [name for name in ("Body", "ItemLimit", "Restriction") if f"{name}(" in text]
    head = [
        f'"""The operations of {resource.replace("_", " ")}, as rows of the operation table."""',
        "",
        f"from ..._runtime.operation import {', '.join(sorted(names))}",
        "from . import _parameters as _p",
    ]
    return "\n".join(head) + "\n\n" + text + "\n"


def _wire_parameters(api: Api) -> list[Parameter]:
    return [p for p in api.parameters.values() if p.location != "client" and p.name != "etag"]


def parameters(api: Api) -> str:
    """Write the parameters that the rows share."""
    lines = ['"""Parameters of operations; each has the same meaning wherever it occurs."""', ""]
    lines += ["from ..._runtime.operation import Parameter", ""]
    for p in _wire_parameters(api):
        arguments = [f'"{p.name}"', f'"{p.wire}"', f'"{p.location}"']
        if str(p.type) != "string":
            arguments.append(f'"{p.type}"')
        if p.required:
            arguments.append("required=True")
        lines.append(f"{p.name.upper()} = Parameter({', '.join(arguments)})")
    return "\n".join(lines) + "\n"


def package(api: Api) -> str:
    """Write the table of all operations."""
    resources = sorted({operation.resource for operation in api.operations.values()})
    rows = [
        f'    "{operation.name}": {operation.resource}.{operation.constant},'
        for operation in sorted(api.operations.values(), key=lambda operation: operation.name)
    ]
    return f'''"""The operation table: every operation of the service, by the name of its method."""

from ..._runtime.operation import Operation
from . import {", ".join(resources)}

OPERATIONS: dict[str, Operation] = {{
{chr(10).join(rows)}
}}
'''
