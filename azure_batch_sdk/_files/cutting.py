"""What a followed file is given out as: pieces of bytes as they come, or lines of text."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from typing import Protocol, TypeVar

T_co = TypeVar("T_co", covariant=True)


class Cutter(Protocol[T_co]):
    """Takes bytes and gives what can be given."""

    def feed(self, data: bytes) -> Iterator[T_co]:
        """Give what is complete with these bytes."""
        ...

    def end(self) -> Iterator[T_co]:
        """Give what is left, and be ready for another file."""
        ...


class Pieces:
    """Gives the bytes as they come."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Give the bytes."""
        yield data

    def end(self) -> Iterator[bytes]:
        """Give nothing: nothing was kept."""
        yield from ()


class Lines:
    """Gives lines of text with their line break, which is always one character; the last may lack it.

    Bytes that the encoding does not know show as the replacement character.
    """

    def __init__(self, encoding: str) -> None:
        """Take an encoding; LookupError for one that is not known or not one of text."""
        "x".encode(encoding)  # `rot13` and `base64` are codecs as well, but not from bytes to text
        self._make = codecs.getincrementaldecoder(encoding)
        self._begin()

    def _begin(self) -> None:
        self._decoder = io.IncrementalNewlineDecoder(self._make("replace"), translate=True)
        self._kept: list[str] = []

    def feed(self, data: bytes) -> Iterator[str]:
        """Give the lines that are complete with these bytes."""
        *complete, rest = self._decoder.decode(data).split("\n")
        for line in complete:
            yield "".join([*self._kept, line, "\n"])
            self._kept.clear()
        if rest:
            self._kept.append(rest)

    def end(self) -> Iterator[str]:
        """Give the line that has no end."""
        last = "".join([*self._kept, self._decoder.decode(b"", final=True)])
        self._begin()
        if last:
            yield last
