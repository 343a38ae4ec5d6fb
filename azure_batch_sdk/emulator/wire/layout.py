"""Write JSON in the layout of the service.

A line break and two blanks per level come after an opening bracket and before a closing one; members and items are
joined by a bare comma. No client depends on it, but whoever compares bodies or looks at a trace finds the real thing.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from json.encoder import encode_basestring as _quoted
from typing import Any


def write_json(value: Any) -> bytes:
    """Return a value as UTF-8 JSON in the service's layout."""
    parts: list[str] = []
    _write(value, 1, parts.append)
    return "".join(parts).encode("utf-8", "backslashreplace")


def _write(value: Any, depth: int, emit: Callable[[str], object]) -> None:
    kind = type(value)
    if kind is str:
        emit(_quoted(value))
    elif kind is dict:
        if value:
            before = "{\r\n" + "  " * depth
            for key, member in value.items():
                emit(before)
                before = ","
                emit(_quoted(key))
                emit(":")
                if type(member) is str:
                    emit(_quoted(member))
                else:
                    _write(member, depth + 1, emit)
            emit("\r\n" + "  " * (depth - 1) + "}")
        else:
            emit("{\r\n" + "  " * depth + "\r\n" + "  " * (depth - 1) + "}")
    elif kind is list or kind is tuple:
        if value:
            before = "[\r\n" + "  " * depth
            for item in value:
                emit(before)
                before = ","
                _write(item, depth + 1, emit)
            emit("\r\n" + "  " * (depth - 1) + "]")
        else:
            emit("[\r\n" + "  " * depth + "\r\n" + "  " * (depth - 1) + "]")
    elif kind is int:
        emit(str(value))
    elif value is None:
        emit("null")
    elif value is True:
        emit("true")
    elif value is False:
        emit("false")
    else:
        emit(json.dumps(value))
