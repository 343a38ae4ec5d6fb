"""Where things lie on a node.

    <root>/applications fsmounts shared startup volatile workitems
    <root>/workitems/<job>/job-1/<task>/stdout.txt stderr.txt wd/
    <root>/workitems/<schedule>/job-<n>/<task>/      for the job `<schedule>:job-<n>`

A directory is deleted in two steps: `set_aside` renames it, which is instant and lets a new one take its
place, and `delete_tree` takes its time, best in a thread.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import uuid
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path, PurePosixPath

TOP_LEVEL = ("applications", "fsmounts", "shared", "startup", "volatile", "workitems")
DELETED_PREFIX = ".deleted-"


@dataclass(frozen=True)
class TaskDirectory:
    """The directory of one task on one node."""

    path: Path

    @cached_property
    def working_directory(self) -> Path:
        """Where the command line runs, and what its relative paths start from."""
        return self.path / "wd"

    @cached_property
    def stdout(self) -> Path:
        """Where standard output goes, one above the working directory."""
        return self.path / "stdout.txt"

    @cached_property
    def stderr(self) -> Path:
        """Where standard error goes, one above the working directory."""
        return self.path / "stderr.txt"

    def create(self) -> None:
        """Make the directory and its `wd`; what an earlier attempt left there stays."""
        # One by one: the directory of the job is usually there, and neither of these two.
        self.path.mkdir(parents=True, exist_ok=True)
        self.working_directory.mkdir(parents=True, exist_ok=True)


class NodeDirectories:
    """The directories of one node, below one root; nothing is touched before `create`."""

    def __init__(self, root: Path) -> None:
        self.root: Path = root.absolute()
        # Every task asks, and putting paths together is slow.
        self._job_directory = lru_cache(maxsize=64)(
            lambda job_id: self.root.joinpath("workitems", *job_segments(job_id))
        )

    def __repr__(self) -> str:
        return f"<NodeDirectories {self.root}>"

    def create(self) -> None:
        """Make the root and the six directories that every node has."""
        for name in TOP_LEVEL:
            (self.root / name).mkdir(parents=True, exist_ok=True)
        self.startup_volatile.mkdir(exist_ok=True)

    @cached_property
    def applications(self) -> Path:
        """Where application packages are unpacked, one directory a package and version."""
        return self.root / "applications"

    @cached_property
    def mounts(self) -> Path:
        """Where the pool's file systems are mounted."""
        return self.root / "fsmounts"

    @cached_property
    def shared(self) -> Path:
        """Free for every task on the node."""
        return self.root / "shared"

    @cached_property
    def startup(self) -> Path:
        """The directory of the start task."""
        return self.root / "startup"

    @cached_property
    def startup_volatile(self) -> Path:
        """Internal space of the start task."""
        return self.root / "volatile" / "startup"

    def start_task_directory(self) -> TaskDirectory:
        """Return where the start task runs; it is not made here."""
        return TaskDirectory(self.startup)

    def job_directory(self, job_id: str) -> Path:
        """Return the directory above the tasks of a job."""
        return self._job_directory(job_id)

    def task_directory(self, job_id: str, task_id: str) -> TaskDirectory:
        """Return where a task of a job runs, a preparation or release task included; it is not made here."""
        return TaskDirectory(self.job_directory(job_id) / _segment(task_id))

    def relative(self, path: Path) -> PurePosixPath:
        """Return a path below the root as the service shows it in `taskRootDirectory`."""
        return PurePosixPath(path.relative_to(self.root).as_posix())

    def reset(self) -> Path | None:
        """Begin anew, as after a reimage: set everything aside and make empty directories.

        Returns what is left to `delete_tree`, None if there was nothing.
        """
        old = set_aside(self.root)
        self.create()
        return old


def job_segments(job_id: str) -> tuple[str, str]:
    """Return a job's two path segments: `nightly:job-3` lies in `nightly/job-3`, another in `<job>/job-1`."""
    schedule, colon, run = job_id.rpartition(":")
    return (_segment(schedule), _segment(run)) if colon else (_segment(job_id), "job-1")


def set_aside(path: Path) -> Path | None:
    """Take a directory away at once by renaming it to a hidden sibling; return that, or None."""
    aside = path.parent / f"{DELETED_PREFIX}{uuid.uuid4().hex}"
    try:
        path.rename(aside)
    except FileNotFoundError:
        return None
    return aside


def set_aside_from_node(path: Path, node: NodeDirectories) -> Path | None:
    """Take a directory of a node away at once, to where the node's file list does not show it."""
    aside = node.root.parent / f"{DELETED_PREFIX}{uuid.uuid4().hex}"
    try:
        path.rename(aside)
    except FileNotFoundError:
        return None
    return aside


def set_aside_below(parent: Path) -> Iterator[Path]:
    """Find what an earlier run set aside in a directory and did not get to delete."""
    with contextlib.suppress(FileNotFoundError):
        yield from parent.glob(f"{DELETED_PREFIX}*")


def delete_tree(path: Path) -> None:
    """Delete a directory with all it holds, also while somebody still writes there; no error if it is gone.

    Directories that their owner may not write to are made writable first, and those that lie too deep are lifted up. What
    cannot be deleted stays.
    """
    for _ in range(_DELETE_ROUNDS):
        # Some Pythons go down a tree by recursion, all of them with an open file for each level.
        with contextlib.suppress(RecursionError):
            shutil.rmtree(path, ignore_errors=True)
            if not path.exists():
                return
            _make_writable(path)
        _lift(path)


_DELETE_ROUNDS = 5


def _make_writable(path: Path) -> None:
    for directory, names, _ in os.walk(path):
        for name in (".", *names):
            with contextlib.suppress(OSError):
                inner = os.path.join(directory, name)
                if stat.S_ISDIR(os.lstat(inner).st_mode):
                    os.chmod(inner, stat.S_IRWXU)


def _lift(path: Path) -> None:
    """Move all that lies deeper in a directory up to its top level, one after the other."""
    waiting = deque(_directories_in(path))
    while waiting:
        for inner in _directories_in(waiting.popleft()):
            lifted = path / f"{DELETED_PREFIX}{uuid.uuid4().hex}"
            with contextlib.suppress(OSError):
                inner.rename(lifted)
                waiting.append(lifted)


def _directories_in(path: Path) -> list[Path]:
    try:
        with os.scandir(path) as entries:
            return [Path(entry.path) for entry in entries if entry.is_dir(follow_symlinks=False)]
    except OSError:  # gone, or not ours to read
        return []


def _segment(name: str) -> str:
    if not name or name in {".", ".."} or "/" in name or "\0" in name:
        raise ValueError(
            f"{name!r} cannot name a directory on a node: an id has no '/' and is not '.' or '..'"
        )
    return name
