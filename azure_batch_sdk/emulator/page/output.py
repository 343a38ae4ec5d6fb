"""A part of a text file that somebody may still be writing.

Parts are cut between characters, so that each is text by itself and the next begins where it ended. What is no UTF-8
shows as the replacement character.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path

PART = 64 * 1024
"""Bytes, at most."""

_CONTINUES = range(0x80, 0xC0)
"""Bytes of UTF-8 that do not begin a character."""
_LONGEST_CHARACTER = 4


@dataclass(frozen=True)
class Part:
    """Text from byte `start` to byte `end` of a file of `length` bytes."""

    start: int
    end: int
    length: int
    text: str


def read_part(path: Path, *, after: int | None = None, before: int | None = None) -> Part:
    """Read what comes after a byte, what comes before one, or the end of the file.

    A file that has become shorter than `after` was written anew: its end is read. Raises OSError.
    """
    with path.open("rb") as file:
        length = file.seek(0, 2)
        if after is not None and after <= length:
            start, stop = after, min(length, after + PART)
        else:
            stop = length if before is None else min(before, length)
            start = max(0, stop - PART)
        file.seek(start)
        data = file.read(stop - start)
    if after != start:
        skipped = _cut_off(data) if start else 0
        start += skipped
        data = data[skipped:]
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    # What was asked for up to a character is there up to a character.
    text = decoder.decode(data, final=before is not None)
    unfinished = len(decoder.getstate()[0])
    return Part(start, start + len(data) - unfinished, length, text)


def _cut_off(data: bytes) -> int:
    """Count the bytes that belong to a character before them."""
    for count, byte in enumerate(data[:_LONGEST_CHARACTER]):
        if byte not in _CONTINUES:
            return count
    return 0
