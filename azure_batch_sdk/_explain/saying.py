"""Put what the service says, and what there are several of, into words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .. import models as _models

_SHOWN = 5


def said(
    code: str | None,
    message: str | None,
    details: Iterable[_models.NameValuePair] | None = None,
    *,
    by: str = "",
) -> str:
    """Quote an error that the service left somewhere, word for word; `by` is what it was left on."""
    lines = [f"({code}) {message or ''}".rstrip()]
    # Details often repeat the code and the message.
    lines += [f"  {item.name}: {item.value}" for item in details or () if item.value not in (code, message)]
    return (f"{by}: " if by else "") + "\n".join(lines)


def written(text: str | None, *, by: str) -> tuple[str, ...]:
    """Quote the last lines of a file; nothing if there are none."""
    return (f"the end of {by}:\n" + "\n".join(f"  {line}" for line in text.splitlines()),) if text else ()


def count(number: int, noun: str) -> str:
    """Count things: `1 node`, `2 nodes`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def listed(items: Sequence[str]) -> str:
    """Name the first of several things."""
    shown = ", ".join(items[:_SHOWN])
    return f"{shown} and {len(items) - _SHOWN} more" if len(items) > _SHOWN else shown
