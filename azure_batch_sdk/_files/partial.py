"""The file that is being written: beside its target, under a name that tells which version of which file it holds.

`result.bin.5f1c09ab7d3e.part` is what there is of one version, known by account, path, size and time. A later call for
the same version finds it by its name and goes on at its end, whatever became of the earlier one; for another version it
finds none, deletes those of older ones and begins anew. It is locked while in use, and moved to its target in one step
when it is complete.
"""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from types import TracebackType

from typing_extensions import Self

from .._runtime.file_lock import lock, unlock

_ENDING = re.compile(r"\.[0-9a-f]{12}\.part")
_LONGEST_NAME = 255 - len(".0123456789ab.part")
_FLAGS = os.O_RDWR | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)


class Leftovers:
    """The partial files that were there before. Each directory is listed once, however many files go there."""

    def __init__(self) -> None:
        self._names: dict[Path, list[str]] = {}

    def __repr__(self) -> str:
        return f"<Leftovers in {len(self._names)} directories>"

    def in_directory(self, directory: Path) -> list[str]:
        """Return the names of those in a directory."""
        names = self._names.get(directory)
        if names is None:
            names = [name for name in os.listdir(directory) if name.endswith(".part")]
            self._names[directory] = names
        return names


class PartialFile:
    """A partial file in use; a context manager that leaves it for a later call unless it was moved or discarded."""

    def __init__(
        self, target: Path, version: str, complete_size: int, leftovers: Leftovers | None = None
    ) -> None:
        """Open the partial file of a version, or make it; missing directories are made.

        Raises BlockingIOError if another call is writing it.
        """
        self.target = target
        target.parent.mkdir(parents=True, exist_ok=True)
        stem = _shortened(target.name)
        digest = blake2b(version.encode(), digest_size=6).hexdigest()
        self.path = target.with_name(f"{stem}.{digest}.part")
        _delete_abandoned(leftovers or Leftovers(), stem, self.path)
        self._file = os.fdopen(_open_locked(self.path), "r+b")
        self.size = self._file.seek(0, os.SEEK_END)
        """How many bytes there are."""
        self._is_moved = False
        if self.size > complete_size:
            self._empty()

    def __repr__(self) -> str:
        return f"<PartialFile {self.path} with {self.size} bytes>"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.size == 0 and not self._is_moved:
            self.discard()
        try:
            if not self._file.closed:
                self._file.flush()
                unlock(self._file.fileno())
        finally:
            self._file.close()

    def write(self, piece: bytes) -> None:
        """Append a piece."""
        self._file.write(piece)
        self.size += len(piece)

    def sample(self, first: int, last: int) -> bytes:
        """Return the bytes from `first` to `last`, both included."""
        self._file.seek(first)
        content = self._file.read(last + 1 - first)
        self._file.seek(0, os.SEEK_END)
        return content

    def discard(self) -> None:
        """Delete it: what it holds is of no use."""
        if not self._file.closed:
            self._empty()
            if sys.platform == "win32":
                # An open file cannot be deleted there.
                self._file.close()
        with suppress(OSError):
            self.path.unlink()

    def move_to_target(self, last_modified: datetime, *, overwrite: bool) -> None:
        """Put it in the place of its target, with the time of the original.

        Raises FileExistsError if there is a file that must not be overwritten; the partial file stays then.
        """
        self._file.flush()
        if sys.platform == "win32":
            # An open file cannot be renamed there.
            self._file.close()
        seconds = last_modified.timestamp()
        os.utime(self.path, (seconds, seconds))
        if overwrite:
            os.replace(self.path, self.target)
        else:
            _rename_to_free_name(self.path, self.target)
        self._is_moved = True

    def _empty(self) -> None:
        self._file.seek(0)
        self._file.truncate()
        self.size = 0


def exists_already(target: Path) -> FileExistsError:
    """Make the error for a target that must not be overwritten."""
    return FileExistsError(f"{target} exists already; pass overwrite=True to replace it")


def _shortened(name: str) -> str:
    """Return a name that leaves room for what is appended to it."""
    while len(os.fsencode(name)) > _LONGEST_NAME:
        name = name[:-1]
    return name


def _open_locked(path: Path) -> int:
    while True:
        file = os.open(path, _FLAGS | os.O_CREAT, 0o666)
        try:
            if not _lock(file):
                raise BlockingIOError(f"{path} is being written by another call")
            # It may have been moved to its target, and so be somebody's file, before the lock was ours.
            if _is_at(file, path):
                return file
        except BaseException:
            os.close(file)
            raise
        os.close(file)


def _is_at(file: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except FileNotFoundError:
        return False


def _lock(file: int) -> bool:
    try:
        lock(file)
    except OSError:
        return False
    return True


def _delete_abandoned(leftovers: Leftovers, stem: str, current: Path) -> None:
    """Delete the partial files of other versions that nobody writes any more."""
    for name in leftovers.in_directory(current.parent):
        if not (name.startswith(stem) and _ENDING.fullmatch(name, len(stem))):
            continue
        path = current.with_name(name)
        if path == current:
            continue
        with suppress(OSError):
            file = os.open(path, _FLAGS)
            try:
                is_abandoned = _lock(file) and _is_at(file, path)
                if is_abandoned and sys.platform != "win32":
                    path.unlink()
            finally:
                os.close(file)
            if is_abandoned and sys.platform == "win32":
                # An open file cannot be deleted there.
                path.unlink()


def _rename_to_free_name(path: Path, target: Path) -> None:
    if os.name == "nt":
        if target.exists():
            raise exists_already(target)
        path.rename(target)
        return
    try:
        # Unlike a rename, a link never takes the place of a file that was made in the meantime.
        os.link(path, target)
    except FileExistsError:
        raise exists_already(target) from None
    except OSError:  # a file system without links
        if target.exists():
            raise exists_already(target) from None
        path.rename(target)
    else:
        path.unlink()
