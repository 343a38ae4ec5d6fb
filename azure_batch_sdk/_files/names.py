"""Where a file from the service may be written: below one directory, whatever the file is called.

Names come from nodes, and so from whoever writes programs there. A name that leads upwards, that is absolute or that
this system reads as something else than a plain path is refused, never repaired.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

_BAD_ON_WINDOWS = re.compile(r'[<>:"|?*\x00-\x1f]')
_RESERVED_ON_WINDOWS = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)


class UnsafeName(ValueError):
    """A name that must not be used to write a file."""


def parts_of(name: str, *, windows: bool = os.name == "nt") -> tuple[str, ...]:
    """Cut a name into plain names; raise UnsafeName if one of them is not.

    A backslash separates as well: it does so on Windows nodes. `windows` is about this computer.
    """
    parts = tuple(name.replace("\\", "/").split("/"))
    for part in parts:
        problem = _problem(part, windows)
        if problem is not None:
            raise UnsafeName(f"the name {name!r} cannot be used for a file here: {problem}")
    return parts


def place_below(directory: Path, *names: str) -> Path:
    """Return where a file goes below a directory; raise UnsafeName if that would lead out of it.

    Links count: a directory that a link leads to must lie below as well.
    """
    place = directory.joinpath(*(part for name in names for part in parts_of(name)))
    root = directory.resolve()
    parent = place.parent.resolve()
    if parent != root and root not in parent.parents:
        raise UnsafeName(f"{place} lies behind a link that leads out of {directory}")
    return place


def _problem(part: str, windows: bool) -> str | None:
    if part in {"", ".", ".."}:
        return "it leads elsewhere" if part == ".." else "it is not a plain path"
    if "\0" in part:
        return "it has a NUL character"
    if any("\ud800" <= sign <= "\udfff" for sign in part):
        return "it is not valid Unicode text"
    if not windows:
        return None
    if _BAD_ON_WINDOWS.search(part) or part[-1] in ". " or _RESERVED_ON_WINDOWS.fullmatch(part):
        return f"Windows does not allow {part!r}"
    return None
