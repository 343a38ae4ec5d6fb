"""File patterns of output files: what they match, as a function of names alone.

`*` is any run within one name, `**` any depth of directories, `?` one character, `[abc]`, `[a-c]`, `[!abc]`
one of a set; a character in brackets stands for itself, which is how a star is escaped. A name that begins
with a dot matches only where the pattern writes the dot.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

_WILD = re.compile(r"[*?\[]")
_LINUX_VARIABLE = re.compile(r"\$(?:\{(\w+)\}|(\w+))")
_WINDOWS_VARIABLE = re.compile(r"%([^%]+)%")


@dataclass(frozen=True)
class FilePattern:
    """A pattern cut into the part without wildcards and the rest."""

    fixed: str
    """Where to look, relative to the working directory or absolute; the file itself if `wild` is empty."""
    wild: tuple[str, ...]
    """Parts of the path from the first that has a wildcard."""

    @property
    def depth(self) -> int | None:
        """How many levels below `fixed` a match can lie; None for any number."""
        return None if "**" in self.wild else len(self.wild)

    def regex(self) -> re.Pattern[str]:
        """Return what matches whole paths relative to `fixed`."""
        *directories, last = self.wild
        parts = [_ANY_DEPTH if part == "**" else f"{_part(part)}/" for part in directories]
        parts.append(f"{_ANY_DEPTH}{_ANY_NAME}" if last == "**" else _part(last))
        return re.compile("".join(parts), re.DOTALL)


_ANY_NAME = r"(?!\.)[^/]+"
_ANY_DEPTH = rf"(?:{_ANY_NAME}/)*"


def parse_pattern(text: str, environment: Mapping[str, str], *, windows: bool = False) -> FilePattern:
    """Return the pattern that a text means, its environment variables expanded first.

    `$NAME` and `${NAME}` on Linux nodes, `%NAME%` whatever its case on Windows nodes, where a backslash
    separates names too. A variable that is not set stays as it is written.
    """
    if windows:
        folded = {name.upper(): value for name, value in environment.items()}
        text = _WINDOWS_VARIABLE.sub(lambda match: folded.get(match[1].upper(), match[0]), text)
        text = text.replace("\\", "/")
    else:
        text = _LINUX_VARIABLE.sub(lambda match: environment.get(match[1] or match[2], match[0]), text)
    parts = text.split("/")
    first = next((at for at, part in enumerate(parts) if _WILD.search(part)), len(parts))
    fixed = "/".join(parts[:first]) or ("/" if text.startswith("/") else ".")
    return FilePattern(fixed, tuple(part for part in parts[first:] if part not in {"", "."}))


def find_files(pattern: FilePattern, working_directory: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files that match, in the order of their names, each with its name relative to the fixed part.

    Without wildcards that is the file's own name. Links to directories are not followed; a directory never
    matches.
    """
    start = working_directory / pattern.fixed
    if not pattern.wild:
        if start.is_file():
            yield start.name, start
        return
    regex = pattern.regex()
    for name in _names_below(str(start), "", pattern.depth):
        if regex.fullmatch(name):
            yield name, start / name


def _names_below(directory: str, prefix: str, depth: int | None) -> Iterator[str]:
    try:
        with os.scandir(directory) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError:  # not there, or gone by now
        return
    for entry in found:
        name = prefix + entry.name
        if entry.is_dir(follow_symlinks=False):
            if depth is None or depth > 1:
                yield from _names_below(entry.path, f"{name}/", None if depth is None else depth - 1)
        elif entry.is_file():
            yield name


def _part(part: str) -> str:
    """Return the regular expression of one name."""
    pieces = [] if part.startswith(".") else [r"(?!\.)"]
    at = 0
    while at < len(part):
        character = part[at]
        at += 1
        if character == "*":
            pieces.append("[^/]*")
        elif character == "?":
            pieces.append("[^/]")
        elif character == "[" and (end := _end_of_set(part, at)) is not None:
            pieces.append(_set(part[at:end]))
            at = end + 1
        else:
            pieces.append(re.escape(character))
    return "".join(pieces)


def _end_of_set(part: str, at: int) -> int | None:
    first = at + 1 if part[at : at + 1] == "!" else at
    end = part.find("]", first + 1)
    return None if end < 0 else end


def _set(content: str) -> str:
    """Return a set of characters; a range that runs backwards holds nothing."""
    negated = content.startswith("!") and len(content) > 1
    members = content[1:] if negated else content
    items: list[str] = []
    at = 0
    while at < len(members):
        low, high = members[at], members[at + 2 : at + 3]
        if high and members[at + 1] == "-":
            if low <= high:
                items.append(f"{re.escape(low)}-{re.escape(high)}")
            at += 3
        else:
            items.append(re.escape(low))
            at += 1
    if negated:
        return f"[^/{''.join(items)}]"
    return f"[{''.join(items)}]" if items else r"(?!)"
