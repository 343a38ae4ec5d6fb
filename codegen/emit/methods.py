"""Emit the clients' methods: for each resource a sync and an async class over the same rows."""

from __future__ import annotations

from dataclasses import dataclass

from ..description import Api, Operation, Parameter
from .models import python_type
from .text import described, docstring, fact_sentences


@dataclass(frozen=True)
class Flavor:
    """What differs between the sync and the async methods."""

    package: str
    caller: str
    caller_module: str
    coroutine: bool
    paged: str
    paging_module: str
    iterator: str
    poller: str
    lro_module: str
    begin: str


SYNC = Flavor(
    "sync",
    "Caller",
    "caller",
    False,
    "ItemPaged",
    "azure.core.paging",
    "Iterator",
    "ResourcePoller",
    "sync",
    "begin",
)
ASYNC = Flavor(
    "aio",
    "AsyncCaller",
    "async_caller",
    True,
    "AsyncItemPaged",
    "azure.core.async_paging",
    "AsyncIterator",
    "AsyncResourcePoller",
    "aio",
    "begin_async",
)


def class_name(resource: str) -> str:
    """Name the class that holds a resource's methods: `PoolOperations`."""
    return "".join(part.capitalize() for part in resource.removesuffix("s").split("_")) + "Operations"


def _returns(operation: Operation, flavor: Flavor) -> str:
    model = f"_models.{operation.response.name}" if operation.response else ""
    if operation.long_running:
        return f"{flavor.poller}[_models.{operation.looks_at}]"
    return {
        "nothing": "None",
        "model": model,
        "page": f"{flavor.paged}[{model}]",
        "stream": f"{flavor.iterator}[bytes]",
        "exists": "bool",
        "properties": "_models.BatchFileProperties",
    }[operation.shape]


def _keyword(api: Api, parameter: Parameter) -> str:
    annotation = python_type(api, parameter.type)
    if parameter.name == "polling_interval":
        return f"{parameter.name}: {annotation} = DEFAULT_POLLING_INTERVAL"
    if parameter.default is not None:
        return f"{parameter.name}: {annotation} = {parameter.default!r}"
    return f"{parameter.name}: {annotation} | None = None"


def _signature(api: Api, operation: Operation) -> list[str]:
    signature = ["self"]
    signature += [f"{p.name}: str" for p in operation.parameters if p.location == "path"]
    if operation.body:
        taken = f"_models.{operation.body.model} | Mapping[str, Any]"
        required = operation.body.required
        signature.append(f"{operation.body.parameter}: " + (taken if required else f"{taken} | None = None"))
    signature.append("*")
    signature += [_keyword(api, p) for p in operation.parameters if p.location != "path"]
    signature.append("**kwargs: Any")
    return signature


def _doc(operation: Operation) -> str:
    lines = [
        f":param {p.name}: {described(p.doc, fact_sentences(p.facts))}"
        for p in operation.parameters
        if p.location == "path"
    ]
    if operation.body:
        lines.append(f":param {operation.body.parameter}: {described(operation.body.doc, [])}")
    for p in operation.parameters:
        if p.location != "path":
            facts = {**p.facts, **({"default": p.default} if p.default is not None else {})}
            lines.append(f":keyword {p.name}: {described(p.doc, fact_sentences(facts))}")
    versions = fact_sentences({}, operation.since, operation.until)
    text = operation.doc + ("\n\n" + " ".join(versions) if versions else "")
    return docstring(text + "\n\n" + "\n".join(lines), "        ")


def _method(api: Api, operation: Operation, flavor: Flavor) -> str:
    coroutine = flavor.coroutine and operation.shape != "page"
    row = f"_rows.{operation.constant}"
    names = [p.name for p in operation.parameters if p.name != "polling_interval"]
    if operation.body:
        names.append(operation.body.parameter)
    arguments = "{" + ", ".join(f'"{name}": {name}' for name in names) + "}"
    if operation.long_running:
        call = f"begin(self, {row}, {arguments}, polling_interval, kwargs)"
    else:
        verb = {"page": "_pages", "stream": "_stream"}.get(operation.shape, "_call")
        call = f"self.{verb}({row}, {arguments}, kwargs)"
    returns = _returns(operation, flavor)
    result = f"{'await ' if coroutine else ''}{call}"
    if operation.shape in ("model", "exists", "properties"):
        body = [f"        result: {returns} = {result}", "        return result"]
    elif operation.shape == "nothing" and not operation.long_running:
        # `cls=` may ask for something else, so what the call gives is returned although the type says None.
        body = [f"        result: None = {result}", "        return result"]
    else:
        body = [f"        return {result}"]
    return "\n".join(
        [
            f"    @distributed_trace{'_async' if coroutine else ''}",
            f"    {'async ' if coroutine else ''}def {operation.name}(",
            *(f"        {part}," for part in _signature(api, operation)),
            f"    ) -> {returns}:",
            _doc(operation),
            *body,
        ]
    )


def module(api: Api, resource: str, flavor: Flavor) -> str | None:
    """Write the methods of one resource."""
    operations = [operation for operation in api.operations.values() if operation.resource == resource]
    if not operations:
        return None
    methods = "\n\n".join(_method(api, operation, flavor) for operation in operations)
    head = [f'"""Methods for {resource.replace("_", " ")}."""', "", "from __future__ import annotations", ""]
    if "datetime.datetime" in methods:
        head.append("import datetime")
    collections = [name for name in (flavor.iterator, "Mapping") if f" {name}[" in methods]
    if collections:
        head.append(f"from collections.abc import {', '.join(sorted(collections))}")
    head += ["from typing import Any", ""]
    if "MatchConditions" in methods:
        head.append("from azure.core import MatchConditions")
    if flavor.paged + "[" in methods:
        head.append(f"from {flavor.paging_module} import {flavor.paged}")
    if "@distributed_trace\n" in methods:
        head.append("from azure.core.tracing.decorator import distributed_trace")
    if "@distributed_trace_async\n" in methods:
        head.append("from azure.core.tracing.decorator_async import distributed_trace_async")
    head += [""]
    if "begin(" in methods:
        head.append(f"from ..._lro.begin import {flavor.begin}" + (" as begin" if flavor.coroutine else ""))
        head.append("from ..._runtime.polling_interval import DEFAULT_POLLING_INTERVAL")
    head.append(f"from ..._runtime.{flavor.caller_module} import {flavor.caller}")
    if "_models." in methods:
        head.append("from ... import models as _models")
    head.append(f"from ..operations import {resource} as _rows")
    if f"{flavor.poller}[" in methods:
        head += ["", "if TYPE_CHECKING:", f"    from ..._lro.{flavor.lro_module} import {flavor.poller}"]
        head = [line.replace("typing import Any", "typing import TYPE_CHECKING, Any") for line in head]
    title = f"class {class_name(resource)}({flavor.caller}):"
    doc = docstring(f"Methods for {resource.replace('_', ' ')}.", "    ")
    return "\n".join(head) + f"\n\n\n{title}\n{doc}\n\n{methods}\n"


def package(api: Api) -> str:
    """Write the class that has the methods of all resources."""
    resources = sorted({operation.resource for operation in api.operations.values()})
    imports = "\n".join(f"from .{resource} import {class_name(resource)}" for resource in resources)
    return f'''"""The methods of every operation of the service."""

{imports}


class Operations(
{chr(10).join(f"    {class_name(resource)}," for resource in resources)}
):
    """Every operation of the service as a method."""
'''
