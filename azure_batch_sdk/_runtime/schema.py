"""The shape of the service's JSON, as data: what the emulator validates bodies against.

The rows are generated from the API description. The client's models do not read them, so importing
the client does not load them.
"""

from __future__ import annotations

from typing import NamedTuple


class PropertySchema(NamedTuple):
    """One property of a model, by its wire name."""

    wire: str
    type: str
    """`string`, `int`, `int64`, `float`, `boolean`, `datetime`, `duration`, the name of a model or an
    enum, `list[...]` of one of these, or `dict[string]`."""
    required: bool = False
    readonly: bool = False
    since: str | None = None
    until: str | None = None
    default: str | int | bool | None = None
    minimum: str | int | None = None
    """Inclusive; an ISO 8601 duration for a duration."""
    maximum: str | int | None = None
    max_length: int | None = None
    min_items: int | None = None
    max_items: int | None = None
    pattern: str | None = None
    """A regular expression that the whole value must match."""
    unlimited: int | None = None
    """A value that is allowed beside the range and means 'no limit'."""


class ModelSchema(NamedTuple):
    """One model."""

    name: str
    properties: dict[str, PropertySchema]
    """By wire name."""
    since: str | None = None
    until: str | None = None


class EnumSchema(NamedTuple):
    """One enum; clients compare its values without regard to case."""

    name: str
    values: dict[str, tuple[str | None, str | None]]
    """Wire value to (since, until)."""
    since: str | None = None
