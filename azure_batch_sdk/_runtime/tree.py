"""Plain JSON trees: what a model is a view of.

A tree holds dicts, lists, strings, numbers, booleans, None and azure-core's NULL. Views of nested models occur in one
place only: as elements of a list that was read through a model.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from azure.core.serialization import NULL

from .converters import format_datetime, format_duration

NullType: type = type(NULL)
"""azure-core's sentinel is recognised by its class: a pickled or deep-copied one is another object."""

_AS_THEY_ARE = frozenset((str, int, float, bool, type(None)))


def copy_tree(value: Any) -> Any:
    """Copy a value into a tree of plain JSON that shares nothing with it.

    Models and mappings become dicts, lists and tuples become lists, enum members, dates and durations become
    their wire text. What JSON has no form for is kept, so that encoding can name it.
    """
    kind = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if kind is dict:
        return {key: copy_tree(item) for key, item in value.items()}
    if kind is list or kind is tuple:
        return [copy_tree(item) for item in value]
    if kind is NullType:
        return NULL
    tree = getattr(value, "_data", None)
    if type(tree) is dict:
        return copy_tree(tree)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return format_datetime(value)
    if isinstance(value, timedelta):
        return format_duration(value)
    if isinstance(value, Mapping):
        return {key: copy_tree(item) for key, item in value.items()}
    return value


def plain(value: Any) -> Any:
    """Give a value the form in which a tree holds it, sharing the dict of a model."""
    kind = type(value)
    if kind in _AS_THEY_ARE:
        return value
    tree = getattr(value, "_data", None)
    if type(tree) is dict:
        return tree
    return copy_tree(value)
