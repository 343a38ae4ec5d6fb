"""Cut a `$filter` text into tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

TokenKind = Literal["word", "text", "date", "number", "open", "close", "comma", "end"]

_TOKEN = re.compile(
    r"\s*(?:"
    r"(?P<date>datetime'(?P<date_text>[^']*)')"
    r"|(?P<text>'(?P<text_text>(?:[^']|'')*)')"
    r"|(?P<bare_date>\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?)"
    r"|(?P<number>[+-]?\d+)(?![\w.])"
    r"|(?P<word>[A-Za-z_][\w./]*)"
    r"|(?P<open>\()"
    r"|(?P<close>\))"
    r"|(?P<comma>,)"
    r")",
    re.IGNORECASE | re.ASCII,
)


class FilterError(ValueError):
    """A `$filter` that the service does not take; the text says why and where."""


class Token(NamedTuple):
    """One token: its kind, its value (without quotes) and where it begins, counted from 1."""

    kind: TokenKind
    value: str
    position: int

    def __str__(self) -> str:
        return "the end" if self.kind == "end" else f"'{self.value}' at position {self.position}"


def tokens_of(text: str) -> Iterator[Token]:
    """Yield the tokens of a filter, `end` last; raise FilterError where none begins."""
    position = 0
    end = len(text.rstrip())
    while position < end:
        match = _TOKEN.match(text, position)
        if match is None:
            start = position + len(text[position:]) - len(text[position:].lstrip())
            raise FilterError(f"'{text[start]}' at position {start + 1} begins no value, name or bracket")
        start = match.start(match.lastgroup or 0) + 1
        yield _token(match, start)
        position = match.end()
    yield Token("end", "", end + 1)


def _token(match: re.Match[str], position: int) -> Token:
    if match["date"] is not None:
        return Token("date", match["date_text"], position)
    if match["text"] is not None:
        return Token("text", match["text_text"].replace("''", "'"), position)
    if match["bare_date"] is not None:
        return Token("date", match["bare_date"], position)
    if match["number"] is not None:
        return Token("number", match["number"], position)
    if match["word"] is not None:
        return Token("word", match["word"], position)
    if match["open"] is not None:
        return Token("open", "(", position)
    if match["close"] is not None:
        return Token("close", ")", position)
    return Token("comma", ",", position)
