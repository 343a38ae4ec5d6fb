"""The file API's view of a directory: list, look at, delete; nothing here knows HTTP.

A `FileTree` shows what lies below one root. A name that leads out of it, be it by `..`, as an absolute path
or through a link, is as good as absent. Tasks write while we look, so a file that vanishes between two steps
counts as absent too. Only files and directories are shown: reading a pipe or a device would block the
reader.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .directories import delete_tree


class FileAbsent(Exception):
    """There is no such file below the root."""


class DirectoryNotEmpty(Exception):
    """A directory that holds something is deleted only recursively."""


class RangeInvalid(ValueError):
    """A byte range that is malformed or begins behind the end of the file."""


@dataclass(frozen=True)
class FileFacts:
    """What the service tells of a file or directory."""

    name: str
    """Relative to the root, in the node's own separators."""
    path: Path
    """Where to read it; links are resolved."""
    is_directory: bool
    content_length: int
    """Bytes at the time of looking; 0 for a directory."""
    last_modified: float
    """Seconds since 1970, real time."""
    created: float
    """Seconds since 1970; the earliest time known where the system does not keep it."""
    file_mode: str
    """As Linux nodes show it: octal with the file type, `0o100644`."""

    @property
    def content_type(self) -> str:
        """`text/plain` for names that end in .txt, empty files included; else `application/octet-stream`."""
        return "text/plain" if self.name.lower().endswith(".txt") else "application/octet-stream"


class FileTree:
    """The files below one root.

    `within` is the directory that links may lead to, by default the root itself: a task's tree may hold
    links into the shared directory of its node. `separator` is the node's: a backslash on Windows nodes,
    where names may come with either.
    """

    def __init__(self, root: Path, *, within: Path | None = None, separator: str = "/") -> None:
        self.root: Path = root.absolute()
        self._within = (within or root).resolve()
        self._separator = separator

    def __repr__(self) -> str:
        return f"<FileTree {self.root}>"

    @property
    def is_windows(self) -> bool:
        """Tell whether these are the files of a Windows node."""
        return self._separator == "\\"

    def list(self, *, recursive: bool = False, after: str | None = None) -> Iterator[FileFacts]:
        """Yield what lies below the root, in the order of the names, with `recursive` level by level.

        `after` is the name of an item that was yielded before: the list goes on behind it, whether or not it
        is still there. Every item is looked at when it is its turn. Links to directories are not followed
        down.
        """
        begin = _Position.of(self._parts(after)) if after is not None else None
        level: deque[tuple[str, ...]] = deque([()])
        while level:
            parent = level.popleft()
            for entry in _sorted_entries(self.root.joinpath(*parent)):
                parts = (*parent, entry.name)
                if recursive and entry.is_dir(follow_symlinks=False):
                    level.append(parts)
                if begin is not None and _Position.of(parts) <= begin:
                    continue
                with contextlib.suppress(FileAbsent):
                    path = self._resolve(parts) if entry.is_symlink() else Path(entry.path)
                    yield self._facts(parts, path)

    def stat(self, name: str) -> FileFacts:
        """Look at one file or directory; raises FileAbsent."""
        parts = self._parts(name)
        return self._facts(parts, self._resolve(parts))

    def delete(self, name: str, *, recursive: bool = False) -> None:
        """Delete a file, a link (not what it leads to) or a directory.

        Raises FileAbsent, and DirectoryNotEmpty for a directory that holds something, unless `recursive`.
        """
        parts = self._parts(name)
        self._resolve(parts[:-1])
        path = self.root.joinpath(*parts)
        try:
            if not stat.S_ISDIR(path.lstat().st_mode):
                path.unlink()
            elif recursive:
                delete_tree(path)
            else:
                _remove_empty(path)
        except (FileNotFoundError, NotADirectoryError):
            raise FileAbsent(name) from None

    def _facts(self, parts: tuple[str, ...], path: Path) -> FileFacts:
        try:
            status = path.stat()
        except OSError:
            raise FileAbsent("/".join(parts)) from None
        is_directory = stat.S_ISDIR(status.st_mode)
        if not is_directory and not stat.S_ISREG(status.st_mode):
            raise FileAbsent("/".join(parts))
        return FileFacts(
            name=_printable(self._separator.join(parts)),
            path=path,
            is_directory=is_directory,
            content_length=0 if is_directory else status.st_size,
            last_modified=status.st_mtime,
            created=getattr(status, "st_birthtime", min(status.st_ctime, status.st_mtime)),
            file_mode=f"0o{status.st_mode:o}",
        )

    def _parts(self, name: str) -> tuple[str, ...]:
        plain = name.replace("\\", "/") if self._separator == "\\" else name
        parts = tuple(part for part in plain.rstrip("/").split("/") if part != ".")
        if not parts or any(part in {"", ".."} or "\0" in part for part in parts):
            raise FileAbsent(name)
        return parts

    def _resolve(self, parts: tuple[str, ...]) -> Path:
        try:
            path = self.root.joinpath(*parts).resolve(strict=True)
        except (OSError, RuntimeError):  # RuntimeError: a loop of links, before Python 3.13
            raise FileAbsent("/".join(parts)) from None
        if path != self._within and self._within not in path.parents:
            raise FileAbsent("/".join(parts))
        return path


_RANGE = re.compile(r"bytes=(\d+)-(\d*)", re.ASCII)


def byte_range(text: str, length: int) -> tuple[int, int]:
    """Return start and length of what an `ocp-range` asks for of a file of `length` bytes.

    Both ends of `bytes=1-2` count; an absent end is the end of the file, and so is one behind it. Raises
    RangeInvalid if the text has another form, runs backwards or begins behind the end.
    """
    match = _RANGE.fullmatch(text.strip())
    if match is None:
        raise RangeInvalid(f"{text!r} is no byte range; say bytes=0-99 or bytes=100-")
    start = int(match[1])
    end = int(match[2]) if match[2] else max(start, length - 1)
    if end < start:
        raise RangeInvalid(f"{text!r} ends before it begins")
    if start >= length:
        raise RangeInvalid(f"{text!r} begins behind the end of the file, which has {length} bytes")
    return start, min(end, length - 1) - start + 1


@dataclass(frozen=True, order=True)
class _Position:
    """Orders names the way a listing does: level by level, parents in the order of the level above."""

    depth: int
    parts: tuple[str, ...]

    @classmethod
    def of(cls, parts: tuple[str, ...]) -> _Position:
        return cls(len(parts), parts)


def _sorted_entries(directory: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(directory) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError:  # gone, or not ours to read
        return []


def _printable(name: str) -> str:
    """Return a name that can be put into JSON; bytes that are no UTF-8 show as the replacement character."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _remove_empty(path: Path) -> None:
    try:
        path.rmdir()
    except FileNotFoundError:
        raise
    except OSError:
        raise DirectoryNotEmpty(path.name) from None
