"""Emit the schema of bodies: what the emulator validates against."""

from __future__ import annotations

from ..description import Api, Property


def _property(prop: Property) -> str:
    arguments = [f'"{prop.wire}"', f'"{prop.type}"']
    for key in ("required", "readonly", "since", "until"):
        value = getattr(prop, key)
        if value:
            arguments.append(f"{key}={value!r}")
    arguments += [f"{key}={value!r}" for key, value in prop.facts.items()]
    return f'        "{prop.wire}": PropertySchema({", ".join(arguments)}),'


def _versions(since: str | None, until: str | None) -> str:
    return "".join(f", {key}={value!r}" for key, value in (("since", since), ("until", until)) if value)


def module(api: Api, resource: str) -> str | None:
    """Write the schema of one resource's models and enums."""
    models = [m for m in api.models.values() if m.resource == resource]
    enums = [e for e in api.enums.values() if e.resource == resource]
    if not models and not enums:
        return None
    lines = [f'"""The schema of {resource.replace("_", " ")}."""', ""]
    lines += ["from ..._runtime.schema import EnumSchema, ModelSchema, PropertySchema", ""]
    lines.append("MODELS = {" if models else "MODELS = {}")
    for model in models:
        properties = "\n".join(map(_property, model.properties.values()))
        lines.append(
            f'    "{model.name}": ModelSchema("{model.name}", {{\n{properties}\n    }}{_versions(model.since, model.until)}),'
        )
    lines += ["}" if models else "", "", "ENUMS = {" if enums else "ENUMS = {}"]
    for enum in enums:
        values = ", ".join(f"{v.wire!r}: ({v.since!r}, {v.until!r})" for v in enum.values)
        lines.append(
            f'    "{enum.name}": EnumSchema("{enum.name}", {{{values}}}{_versions(enum.since, None)}),'
        )
    lines.append("}" if enums else "")
    text = "\n".join(lines) + "\n"
    return text.replace("MODELS = {}", "MODELS: dict[str, ModelSchema] = {}").replace(
        "ENUMS = {}", "ENUMS: dict[str, EnumSchema] = {}"
    )


def package(api: Api) -> str:
    """Write the tables of all models and enums."""
    resources = sorted({x.resource for table in (api.models, api.enums) for x in table.values()})
    models = "\n".join(f"    **{resource}.MODELS," for resource in resources)
    enums = "\n".join(f"    **{resource}.ENUMS," for resource in resources)
    return f'''"""The schema of everything that travels in bodies, by name."""

from ..._runtime.schema import EnumSchema, ModelSchema
from . import {", ".join(resources)}

MODELS: dict[str, ModelSchema] = {{
{models}
}}

ENUMS: dict[str, EnumSchema] = {{
{enums}
}}
'''
