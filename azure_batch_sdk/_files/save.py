"""Save one file: all of it, of one version, or nothing.

A look tells size and time of the file, and exactly that many bytes are read, going on by range after every lost
connection. Before the target appears a second look must say the same. A file that has grown since is saved as far as
it went at the first look, provided that what was read first and what was read last are still there; one that has
changed in any other way is read again from the start. A small file that came in one reply needs no second look: the
reply names its version.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from azure.core.exceptions import AzureError, HttpResponseError

from .._runtime.steps import Sleep, Steps
from .partial import Leftovers, PartialFile, exists_already
from .source import Patience, Received, RemoteFile, TooMuch, Version

_VERSIONS = 5
"""How many versions to try before it is said that the file does not keep still."""
_SMALL = 1 << 20
_SAMPLE = 4096
"""Bytes at either end by which a file that has grown is known again."""
_RANGE_NOT_SATISFIABLE = 416

Progress = Callable[[int, int], object]
"""Called with the bytes that are there and the bytes of the whole file."""


class FileChanging(AzureError):
    """A file changed each time while it was read, so that no version of it could be saved."""


class Saved(NamedTuple):
    """How a file was saved."""

    size: int
    was_there: bool
    """The target was there already, with the size and the time of the original, and was left alone."""


def save(
    file: RemoteFile,
    target: Path,
    account: str,
    *,
    overwrite: bool,
    known: Version | None = None,
    keep_same: bool = False,
    progress: Progress | None = None,
    leftovers: Leftovers | None = None,
) -> Steps[Saved]:
    """Save a file as `target`.

    `known` is the version that a list showed, which saves a look. With `keep_same`, a target with the size and time of
    the original is left as it is. `leftovers` is shared by the files of one call.
    """
    if not (overwrite or keep_same) and target.exists():
        raise exists_already(target)
    for attempt in range(1, _VERSIONS + 1):
        version = known or (yield from file.look())
        known = None
        if keep_same and _is_same(target, version):
            return Saved(version.size, True)
        if not overwrite and target.exists():
            raise exists_already(target)
        with PartialFile(target, _identity(file, account, version), version.size, leftovers) as part:
            is_last = attempt == _VERSIONS
            if (yield from _fill(file, version, part, progress, may_have_grown=is_last)):
                part.move_to_target(version.last_modified, overwrite=overwrite)
                return Saved(version.size, False)
            part.discard()
    raise FileChanging(f"{file} changed each of the {_VERSIONS} times that it was read")


def target_path(path: Path, file_path: str) -> Path:
    """Choose where to save a file: a directory keeps the name of the file."""
    if not path.is_dir():
        return path
    name = file_path.replace("\\", "/").rstrip("/").rpartition("/")[2]
    if name in {"", ".", ".."}:
        raise ValueError(f"{file_path!r} has no name to save it under in {path}; name a file")
    return path / name


def _identity(file: RemoteFile, account: str, version: Version) -> str:
    return "\n".join(
        [account, *file.arguments.values(), str(version.size), version.last_modified.isoformat()]
    )


def _is_same(target: Path, version: Version) -> bool:
    try:
        found = target.stat()
    except FileNotFoundError:
        return False
    return found.st_size == version.size and int(found.st_mtime) == int(version.last_modified.timestamp())


class _OtherVersion(Exception):
    """The reply is of another version than the look."""


def _fill(
    file: RemoteFile,
    version: Version,
    part: PartialFile,
    progress: Progress | None,
    *,
    may_have_grown: bool,
) -> Steps[bool]:
    """Read what is missing; tell whether the partial file now holds a version that there was.

    `may_have_grown` is about the moment between the look and the first reply: a file that is written all the time is
    never the same in both.
    """
    received = Received()
    is_first = True

    def take(piece: bytes) -> None:
        if is_first and not may_have_grown and received.last_modified not in (None, version.last_modified):
            raise _OtherVersion
        part.write(piece)
        if progress is not None:
            progress(part.size, version.size)

    patience = Patience()
    at_once = part.size == 0 and version.size <= _SMALL
    while part.size < version.size:
        before = part.size
        try:
            yield file.read(before, version.size - 1, take, received)
        except _OtherVersion:
            return False
        except TooMuch:
            part.discard()
            raise
        except AzureError as error:
            if _is_out_of_range(error):
                return False
            if part.size > before:
                patience.renew()
            at_once = False
            yield Sleep(patience.pause_after(error))
        else:
            if part.size < version.size:
                # The reply was complete, so the file has become shorter.
                return False
        is_first = False
    if at_once and received.last_modified == version.last_modified:
        return True
    return (yield from _holds(file, version, part))


def _holds(file: RemoteFile, version: Version, part: PartialFile) -> Steps[bool]:
    """Look again: tell whether what was read is the file of the first look, or the beginning of one that has grown."""
    now = yield from file.look()
    if now == version:
        return True
    if now.size <= version.size:
        return False
    for first in {0, max(0, version.size - _SAMPLE)} if version.size else ():
        last = min(first + _SAMPLE, version.size) - 1
        if (yield from _read_again(file, first, last)) != part.sample(first, last):
            return False
    return True


def _read_again(file: RemoteFile, first: int, last: int) -> Steps[bytes | None]:
    """Read a part once more; None if the file has become too short for it."""
    patience = Patience()
    while True:
        content = bytearray()
        try:
            yield file.read(first, last, content.extend)
        except AzureError as error:
            if _is_out_of_range(error):
                return None
            yield Sleep(patience.pause_after(error))
        else:
            return bytes(content)


def _is_out_of_range(error: AzureError) -> bool:
    return isinstance(error, HttpResponseError) and error.status_code == _RANGE_NOT_SATISFIABLE
