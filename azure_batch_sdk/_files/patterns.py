"""Which files are meant: patterns as those of output files, but counted from the directory of the task.

`*` is any run within one name, `?` one character, `[abc]`, `[a-c]` and `[!abc]` one of a set, `**` any depth of
directories. A name that begins with a dot is meant only where the pattern writes the dot.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

DEFAULT = ("stdout.txt", "stderr.txt", "wd/**")

_VISIBLE = r"(?!\.)"
_ANY_DEPTH = rf"(?:{_VISIBLE}[^/]+/)*"
_SET = re.compile(r"\[(!?)(\]?[^\]/]*)\]")


class Patterns:
    """One or several patterns; a file is meant if one of them matches."""

    def __init__(self, patterns: str | Iterable[str]) -> None:
        """Take patterns; ValueError for one that can match nothing."""
        self.texts = (patterns,) if isinstance(patterns, str) else tuple(patterns)
        if not self.texts:
            raise ValueError("pattern is empty; '**' means every file")
        parsed = [_parts(text) for text in self.texts]
        self._regex = re.compile("|".join(map(_regex, parsed)), re.DOTALL)
        self.is_flat = all(len(parts) == 1 and parts[0] != "**" for parts in parsed)
        """Whether only files right in the directory can match."""

    def __repr__(self) -> str:
        return f"<Patterns {' '.join(self.texts)}>"

    def match(self, name: str) -> bool:
        """Tell whether a file is meant; both kinds of slashes separate."""
        return self._regex.fullmatch(name.replace("\\", "/")) is not None


def _parts(text: str) -> tuple[str, ...]:
    if not isinstance(text, str):
        raise TypeError(f"a pattern is a str, not {type(text).__name__}: {text!r}")
    parts = tuple(text.split("/"))
    if parts[-1] == "":
        parts = (*parts[:-1], "**")
    if not text or {"", ".", ".."} & set(parts):
        raise ValueError(
            f"the pattern {text!r} matches nothing: patterns are relative to the directory of the task, such as "
            "'stdout.txt' or 'wd/**/*.csv'"
        )
    return parts


def _regex(parts: tuple[str, ...]) -> str:
    *directories, last = parts
    begin = "".join(_ANY_DEPTH if part == "**" else f"{_name(part)}/" for part in directories)
    return begin + (rf"{_ANY_DEPTH}{_VISIBLE}[^/]+" if last == "**" else _name(last))


def _name(part: str) -> str:
    """Return the regular expression of one name."""
    pieces = [] if part.startswith(".") else [_VISIBLE]
    at = 0
    while at < len(part):
        character = part[at]
        found = _SET.match(part, at) if character == "[" else None
        if found and found[2]:
            pieces.append(_set(found[1], found[2]))
            at = found.end()
            continue
        pieces.append({"*": "[^/]*", "?": "[^/]"}.get(character, re.escape(character)))
        at += 1
    return "".join(pieces)


def _set(negation: str, members: str) -> str:
    items: list[str] = []
    at = 0
    while at < len(members):
        low, high = members[at], members[at + 2 : at + 3]
        if high and members[at + 1] == "-":
            if low > high:
                raise ValueError(f"the set [{negation}{members}] of a pattern runs backwards")
            items.append(f"{re.escape(low)}-{re.escape(high)}")
            at += 3
        else:
            items.append(re.escape(low))
            at += 1
    return f"[^/{''.join(items)}]" if negation else f"[{''.join(items)}]"
