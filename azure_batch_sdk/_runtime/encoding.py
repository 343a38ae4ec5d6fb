"""Turn a body into bytes.

Bodies are nearly always plain trees, so the plain encoder is tried first and one with a hook for models, dates and
the like only where it gives up: that costs nothing in the usual case and half of the time in no case.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from .tree import NullType, plain

_OPTIONS: dict[str, Any] = {"separators": (",", ":"), "ensure_ascii": False, "allow_nan": False}
_encode_plain = json.JSONEncoder(**_OPTIONS).encode


def encode(tree: Any, name: str = "body") -> bytes:
    """Encode a model, a mapping of wire names or a list of these as JSON.

    Raises TypeError or ValueError that names the property for a value that JSON has no form for; `name` is what to call
    the whole.
    """
    try:
        try:
            return _encode_plain(tree).encode()
        except TypeError:
            return _encode_rich(tree).encode()
    except (TypeError, ValueError, RecursionError) as error:
        kind = TypeError if isinstance(error, TypeError) else ValueError
        raise kind(f"{_complaint(tree, name)} ({error})") from None


def _complaint(tree: Any, name: str) -> str:
    """Name the value that made encoding fail, with its path."""
    try:
        for path, value in _leaves(tree, name, ()):
            try:
                _encode_rich(value).encode()
            except (TypeError, ValueError):
                # Bytes where a text is due can be a password.
                shown = f"{len(value)} bytes" if isinstance(value, bytes) else _shorten(repr(value))
                what = f"{shown} of type {type(value).__name__}"
                return f"{path} cannot be sent: {what} has no form in JSON"
    except RecursionError:
        pass
    return f"{name} cannot be sent"


def _hook(value: Any) -> Any:
    if isinstance(value, NullType):
        return None
    simpler = plain(value)
    if simpler is value:
        raise TypeError(f"{type(value).__name__} has no form in JSON")
    return simpler


_encode_rich = json.JSONEncoder(default=_hook, **_OPTIONS).encode


def _leaves(value: Any, path: str, above: tuple[int, ...]) -> Iterator[tuple[str, Any]]:
    if id(value) in above:
        return
    tree = getattr(value, "_data", value)
    inside = (*above, id(value))
    if isinstance(tree, Mapping):
        for key, item in tree.items():
            yield from _leaves(item, f"{path}.{key}", inside)
    elif isinstance(tree, (list, tuple)):
        for index, item in enumerate(tree):
            yield from _leaves(item, f"{path}[{index}]", inside)
    else:
        yield path, value


def _shorten(text: str) -> str:
    return text if len(text) <= 100 else text[:97] + "..."
