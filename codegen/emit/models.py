"""Emit models and enums: one module a resource, and the lazy package that holds them."""

from __future__ import annotations

from ..description import Api, Enum, Model, Property, Type
from .text import described, docstring, fact_sentences

_SCALARS = {
    "string": "str",
    "int": "int",
    "int64": "int",
    "float": "float",
    "boolean": "bool",
    "datetime": "datetime.datetime",
    "datetime_rfc1123": "datetime.datetime",
    "duration": "datetime.timedelta",
    "match-condition": "MatchConditions",
}


def python_type(api: Api, type_: Type) -> str:
    """Write the annotation that users see."""
    if type_.name in api.enums:
        inner = f"str | _models.{type_.name}"
    elif type_.name in api.models:
        inner = f"_models.{type_.name}"
    else:
        inner = _SCALARS[type_.name]
    if type_.container == "list":
        return f"list[{inner}]"
    return f"dict[str, {inner}]" if type_.container == "dict" else inner


def _optional(api: Api, prop: Property) -> str:
    annotation = python_type(api, prop.type)
    return annotation if prop.required else f"{annotation} | None"


def _factory(api: Api, prop: Property) -> str:
    kind = {"int64": "int64", "datetime": "datetime", "duration": "duration"}.get(prop.type.name, "plain")
    resolve = ""
    if prop.type.name in api.enums:
        kind = "enum_list" if prop.type.container else "enum"
        resolve = f", lambda: _models.{prop.type.name}"
    elif prop.type.name in api.models:
        kind = "model_list" if prop.type.container else "model"
        resolve = f", lambda: _models.{prop.type.name}"
    elif prop.type.container:
        kind = prop.type.container
    read_only = ", read_only=True" if prop.readonly else ""
    return f'{kind}_field("{prop.wire}"{resolve}{read_only})'


def _class(api: Api, model: Model) -> str:
    facts = fact_sentences({}, model.since, model.until)
    lines = [f'class {model.name}(Model, public="azure_batch_sdk.models"):']
    lines.append(docstring(described(model.doc, facts), "    "))
    lines += ["", "    __slots__ = ()", ""]
    if model.renamed:
        lines += [f"    _renamed = MappingProxyType({model.renamed!r})", ""]
    for prop in model.properties.values():
        lines.append(f"    {prop.name}: {_optional(api, prop)} = {_factory(api, prop)}")
        lines.append(
            docstring(described(prop.doc, fact_sentences(prop.facts, prop.since, prop.until)), "    ")
        )
    for short, (nested, name) in model.shortcuts.items():
        target = api.models[model.properties[nested].type.name].properties[name]
        lines += ["", "    @property", f"    def {short}(self) -> {_optional(api, target)}:"]
        lines.append(docstring(f"Return `{nested}.{name}`.", "        "))
        lines.append(f"        return self.{nested}.{name}")
    lines += ["", "    if TYPE_CHECKING:", ""]
    settable = [prop for prop in model.properties.values() if not prop.readonly]
    mapping = "def __init__(self, mapping: Mapping[str, Any], /) -> None: ..."
    if settable:
        keywords = [
            f"{prop.name}: {_optional(api, prop)}" + ("" if prop.required else " = None")
            for prop in sorted(settable, key=lambda prop: not prop.required)
        ]
        lines += [
            "        @overload",
            f"        def __init__(self, *, {', '.join(keywords)}) -> None: ...",
            "",
        ]
        lines += ["        @overload", f"        {mapping}", ""]
        lines.append("        def __init__(self, *args: Any, **kwargs: Any) -> None: ...")
    else:
        lines.append(f"        {mapping}")
    return "\n".join(lines)


def _enum(enum: Enum) -> str:
    lines = [f"class {enum.name}(str, Enum, metaclass=CaseInsensitiveEnumMeta):"]
    lines += [docstring(described(enum.doc, fact_sentences({}, enum.since)), "    "), ""]
    for value in enum.values:
        lines.append(f'    {value.name} = "{value.wire}"')
        lines.append(docstring(described(value.doc, fact_sentences({}, value.since, value.until)), "    "))
    return "\n".join(lines)


def module(api: Api, resource: str) -> str | None:
    """Write the module of one resource's models and enums."""
    enums = [enum for enum in api.enums.values() if enum.resource == resource]
    models = [model for model in api.models.values() if model.resource == resource]
    if not enums and not models:
        return None
    body = "\n\n\n".join([*map(_enum, enums), *(_class(api, model) for model in models)])
    factories = sorted({name for name in _FACTORIES if f" {name}(" in body})
    head = [f'"""Models of {resource.replace("_", " ")}."""', "", "from __future__ import annotations", ""]
    if "datetime." in body:
        head.append("import datetime")
    if models:
        head.append("from collections.abc import Mapping")
    if enums:
        head.append("from enum import Enum")
    if "MappingProxyType(" in body:
        head.append("from types import MappingProxyType")
    if models:
        head.append("from typing import TYPE_CHECKING, Any, overload")
    if enums:
        head += ["", "from azure.core import CaseInsensitiveEnumMeta"]
    if models:
        head += [
            "",
            f"from ..._runtime.fields import {', '.join(factories)}",
            "from ..._runtime.model import Model",
        ]
    if "_models." in body:
        head.append("from .. import models as _models")
    return "\n".join(head) + "\n\n\n" + body + "\n"


_FACTORIES = [
    f"{kind}_field"
    for kind in (
        "plain",
        "int64",
        "datetime",
        "duration",
        "list",
        "dict",
        "enum",
        "enum_list",
        "model",
        "model_list",
    )
]


def package(api: Api) -> str:
    """Write the package that loads a resource's module when one of its names is first used."""
    where = {x.name: x.resource for table in (api.models, api.enums) for x in table.values()}
    imports = [
        f"    from .{resource} import ({', '.join(n for n in sorted(where) if where[n] == resource)},)"
        for resource in sorted(set(where.values()))
    ]
    table = "\n".join(f'    "{name}": "{where[name]}",' for name in sorted(where))
    return f'''"""All generated models and enums; a resource's module is loaded when one of its names is first used."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
{chr(10).join(imports)}

_MODULES = {{
{table}
}}

__all__ = [{", ".join(f'"{name}"' for name in sorted(where))}]


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {{__name__!r}} has no attribute {{name!r}}")
    found = getattr(import_module(f".{{_MODULES[name]}}", __name__), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return __all__
'''
