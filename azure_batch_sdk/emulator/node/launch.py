"""What the service asks of a runner, and what it hears back.

A `Launch` is one attempt of one task, complete: nothing is looked up later. The runner answers with
`Started`, and once, from another thread, with `Exited`; or it raises `LaunchError` and nothing ran.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple, Protocol

from .processes import Started

LaunchErrorCode = Literal[
    "ApplicationPackageError",
    "CommandProgramNotFound",
    "CommandLaunchFailed",
    "ContainerInvalidImage",
    "ContainerInvalidSettings",
    "ContainerMiscError",
    "ContainerPoolNotSupported",
    "DiskFull",
]


@dataclass(frozen=True)
class Container:
    """The container that a process is only the client of."""

    engine: str
    """The program of the container engine."""
    image: str
    name: str
    """What the engine knows it by."""


@dataclass(frozen=True)
class Launch:
    """One process to start for one attempt of a task."""

    key: str
    """Names the attempt; no two running launches share one, e.g. `task/nightly/render-7/0`."""
    command_line: str
    environment: Mapping[str, str]
    """All variables of the task; below them the runner puts PATH, HOME and LANG, and its own marker."""
    working_directory: Path
    """Exists already."""
    stdout: Path
    """Emptied if it is there; its directory exists already."""
    stderr: Path
    windows: bool = False
    """The node belongs to a Windows pool: its rules for command lines, and `cmd /c` is understood."""
    leaves_children: bool = False
    """What it started may outlive it, until the key is killed; where no marker can be found it dies all the same."""
    container: Container | None = None
    """What goes on without the process, and must be ended by itself."""


class ResourceUse(NamedTuple):
    """What a process has used, and those that it started and waited for; zeros where the system does not say."""

    user_seconds: float = 0.0
    kernel_seconds: float = 0.0
    blocks_read: int = 0
    """Of 512 bytes, from and to a disk: what the system had in memory does not count."""
    blocks_written: int = 0

    def plus(self, other: ResourceUse) -> ResourceUse:
        """Return what both have used."""
        return ResourceUse(
            self.user_seconds + other.user_seconds,
            self.kernel_seconds + other.kernel_seconds,
            self.blocks_read + other.blocks_read,
            self.blocks_written + other.blocks_written,
        )


NO_USE = ResourceUse()


@dataclass(frozen=True)
class Exited:
    """A process that has ended."""

    key: str
    exit_code: int
    """As a shell shows it: 128 + n after signal n, so 137 for a process that was killed."""
    used: ResourceUse = field(default=NO_USE, compare=False)


class LaunchError(Exception):
    """A command line that could not be started; nothing ran.

    `code` is the code of a task's failureInfo, `message` a sentence for its reader.
    """

    def __init__(self, code: LaunchErrorCode, message: str) -> None:
        super().__init__(f"({code}) {message}")
        self.code: LaunchErrorCode = code
        self.message = message


class Runner(Protocol):
    """Runs launches; safe to use from any thread."""

    @property
    def marker(self) -> str:
        """Tells the processes of this run from all others; store it to `sweep` after a restart."""
        ...

    def start(self, launch: Launch, on_exit: Callable[[Exited], None]) -> Started:
        """Start a process; `on_exit` is called exactly once, from another thread, possibly before this
        returns.

        Raises LaunchError if the program is missing or cannot be started; then `on_exit` is never called.
        """
        ...

    def kill(self, key: str) -> None:
        """Kill a process and all it started; `on_exit` still follows. An unknown key is left alone."""
        ...

    def close(self) -> None:
        """Kill everything this runner started, wait for it and call what `on_exit` is left."""
        ...

    def sweep(self, marker: str, recorded: Iterable[Started] = ()) -> int:
        """Kill what an earlier run left behind; return how many processes that were.

        `marker` is the stored marker of that run. `recorded` helps only where the environment of other
        processes cannot be read.
        """
        ...
