"""Cut a formula into tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from .errors import FormulaSyntaxError, Place

Kind = Literal["number", "string", "name", "operator", "end"]

_TOKEN = re.compile(
    r"""
    (?P<space>\s+|//[^\n]*|/\*.*?\*/)
  | (?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
  | (?P<string>"[^"\n]*")
  | (?P<name>\$?[A-Za-z_][A-Za-z0-9_]*)
  | (?P<operator><=|>=|==|!=|&&|\|\||[-+*/<>!=?:;,.()\[\]])
    """,
    re.VERBOSE | re.DOTALL | re.ASCII,
)


class Token(NamedTuple):
    """A word of a formula."""

    kind: Kind
    text: str
    place: Place


def tokens(formula: str) -> Iterator[Token]:
    """Give the tokens of a formula, and one of kind `end`. Raises FormulaSyntaxError."""
    position, line, line_start = 0, 1, 0
    while position < len(formula):
        place = Place(line, position - line_start + 1)
        match = _TOKEN.match(formula, position)
        if match is None:
            raise FormulaSyntaxError(place, f"Unexpected character: {formula[position]}")
        text = match[0]
        position = match.end()
        if match.lastgroup != "space":
            yield Token(match.lastgroup, text, place)  # type: ignore[arg-type]  # the groups have the kinds' names
        if "\n" in text:
            line += text.count("\n")
            line_start = match.start() + text.rindex("\n") + 1
    yield Token("end", "", Place(line, position - line_start + 1))
