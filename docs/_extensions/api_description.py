"""Document what is generated from the API description, one directive a resource.

Model properties are descriptors made by factories, whose docs autodoc cannot find; the description has them all.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from codegen.description import Api, Enum, Model, load
from codegen.emit.models import python_type
from codegen.emit.text import described, fact_sentences

api = cache(load)


class Models(SphinxDirective):
    """`.. batch-models:: pools` documents the models and enums of a resource."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Write them as if by hand, in the order of their names."""
        resource = self.arguments[0]
        described_here = [
            x for table in (api().models, api().enums) for x in table.values() if x.resource == resource
        ]
        if not described_here:
            raise self.error(f"the API description has no models of {resource}")
        lines: list[str] = []
        for entry in sorted(described_here, key=lambda entry: entry.name):
            lines += enum_lines(entry) if isinstance(entry, Enum) else model_lines(api(), entry)
        return self.parse_text_to_nodes("\n".join(lines))


class Operations(SphinxDirective):
    """`.. batch-operations:: pools` documents the methods of a resource, those of the client in `:client:`."""

    required_arguments = 1
    option_spec = {"client": directives.unchanged_required}  # noqa: RUF012  # docutils reads it from the class

    def run(self) -> list[nodes.Node]:
        """Leave the work to autodoc."""
        names = sorted(op.name for op in api().operations.values() if op.resource == self.arguments[0])
        if not names:
            raise self.error(f"the API description has no operations of {self.arguments[0]}")
        client = self.options["client"]
        return self.parse_text_to_nodes("\n\n".join(f".. automethod:: {client}.{name}" for name in names))


def model_lines(api: Api, model: Model) -> Iterator[str]:
    """Write one model: its keywords, then its properties."""
    settable = sorted((p for p in model.properties.values() if not p.readonly), key=lambda p: not p.required)
    keywords = ", ".join(p.name if p.required else f"{p.name}=None" for p in settable)
    yield from (
        f".. py:class:: azure_batch_sdk.models.{model.name}({f'*, {keywords}' if settable else ''})",
        "",
    )
    yield from (f"   {described(model.doc, fact_sentences({}, model.since, model.until))}", "")
    for prop in model.properties.values():
        annotation = python_type(api, prop.type) + ("" if prop.required else " | None")
        yield f"   .. py:attribute:: {prop.name}"
        yield from (f"      :type: {annotation.replace('_models.', 'azure_batch_sdk.models.')}", "")
        facts = fact_sentences(prop.facts, prop.since, prop.until)
        yield from (f"      {described(prop.doc, [*facts, *(['Read-only.'] if prop.readonly else [])])}", "")
    for short, (nested, name) in model.shortcuts.items():
        yield from (f"   .. py:attribute:: {short}", "", f"      Short for `{nested}.{name}`.", "")


def enum_lines(enum: Enum) -> Iterator[str]:
    """Write one enum with its values."""
    yield from (f".. py:class:: azure_batch_sdk.models.{enum.name}", "")
    yield from (f"   {described(enum.doc, fact_sentences({}, enum.since))}", "")
    for value in enum.values:
        yield f"   .. py:attribute:: {value.name}"
        yield from (f'      :value: "{value.wire}"', "")
        yield from (f"      {described(value.doc, fact_sentences({}, value.since, value.until))}", "")


def link_to_model(
    app: Sphinx, env: BuildEnvironment, node: addnodes.pending_xref, shown: nodes.TextElement
) -> nodes.reference | None:
    """Resolve `_models.BatchJob`, as modules write it that import the models for type checkers only."""
    package, _, name = node.get("reftarget", "").rpartition(".")
    if package != "_models":
        return None
    target = f"azure_batch_sdk.models.{name}"
    where = node["refdoc"]
    text = nodes.Text(name)
    domain = env.domains["py"]
    return domain.resolve_xref(env, where, app.builder, "class", target, node, text)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directives."""
    app.add_directive("batch-models", Models)
    app.add_directive("batch-operations", Operations)
    app.connect("missing-reference", link_to_model)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
