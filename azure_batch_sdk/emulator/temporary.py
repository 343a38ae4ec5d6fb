"""The temporary folder of an emulator that keeps nothing.

An emulator holds a lock on its folder; the system takes the lock away when the emulator dies, however it dies. So a folder
that holds a marker and that nobody has locked is what a killed emulator left, with tasks that may still run: the
next emulator that starts ends those and deletes the folder.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from .node.directories import delete_tree
from .node.processes import belongs, kill_marked

PREFIX = "azure-batch-emulator-"
_MARKER_FILE = ".marker"


@contextlib.contextmanager
def temporary_folder() -> Iterator[Path]:
    """Make a folder that is deleted at the end, with what killed emulators left of theirs."""
    folder, lock = _make()
    try:
        for left in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
            _sweep(left)
        yield folder
    finally:
        _delete(folder)
        if lock is not None:
            os.close(lock)


def remember_marker(folder: Path, marker: str) -> None:
    """Note the marker of the tasks that run in a temporary folder, before there are any."""
    (folder / _MARKER_FILE).write_text(marker, encoding="ascii")


def clear_up(folder: Path | None, marker: str | None) -> None:
    """Remove what an emulator left that could not do it itself: task processes and temporary files."""
    if marker is not None:
        kill_marked(lambda word: belongs(word, marker))
    if folder is not None:
        _delete(folder)


def _delete(folder: Path) -> None:
    """Delete a folder, its marker last: until then, another emulator can go on if this one is killed."""
    with contextlib.suppress(OSError):
        for inner in folder.iterdir():
            if inner.name != _MARKER_FILE:
                delete_tree(inner)
    delete_tree(folder)


def _make() -> tuple[Path, int | None]:
    while True:
        folder = Path(tempfile.mkdtemp(prefix=PREFIX))
        try:
            lock = _lock(folder)
        except BlockingIOError:
            continue  # somebody sweeps, and has found it before we could lock it
        except OSError:
            return folder, None  # no locks on this file system: nobody sweeps here
        if _is_still(folder, lock):
            return folder, lock
        os.close(lock)


def _sweep(folder: Path) -> None:
    """Delete a folder, and end its tasks, if its emulator is dead."""
    try:
        lock = _lock(folder)
    except OSError:  # in use, gone, not a folder, or not ours to open
        return
    try:
        # What another user has put there is not even read: it may be a pipe that never ends.
        if os.fstat(lock).st_uid != os.geteuid():
            return
        marker = (folder / _MARKER_FILE).read_text(encoding="ascii")
        if marker and _is_still(folder, lock):
            clear_up(folder, marker)
    except (OSError, ValueError):  # no marker: it is none of ours, or has not been used yet
        return
    finally:
        os.close(lock)


def _lock(folder: Path) -> int:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def _is_still(folder: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(folder.lstat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
