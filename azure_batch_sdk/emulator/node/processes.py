"""Find and kill processes by a mark in their environment.

Every process of ours carries `MARKER_VARIABLE`, and so does all that it starts, wherever that moves to:
another process group, another session, another parent. The variable holds words, the innermost emulator's
last: a task may itself run an emulator, and killing the task must reach that one's tasks too. A word is
`<marker>:<number of the launch>`.

The environment of other processes can be read on Linux only (`/proc`). Elsewhere a scan finds nothing: there
a task's process group dies with it, and after a restart the recorded process groups do, if the start times
still match; what left its group survives. On Linux a process that empties its environment (`env -i`) and
leaves its group survives too.
"""

from __future__ import annotations

import contextlib
import functools
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator

MARKER_VARIABLE = "AZURE_BATCH_EMULATOR_PROCESS"

_PROC = "/proc"
_CAN_SCAN = sys.platform == "linux" and os.path.exists(f"{_PROC}/self/environ")
_ASSIGNMENT = f"{MARKER_VARIABLE}=".encode()
_ROUNDS = 50
_PAUSE_SECONDS = 0.01


class Started:
    """A process that runs."""

    def __init__(self, pid: int, start_time: str | None = None) -> None:
        self.pid = pid
        if start_time is not None:
            self.start_time = start_time

    def __repr__(self) -> str:
        return f"<Started {self.pid}>"

    @functools.cached_property
    def start_time(self) -> str:
        """When the kernel started it: opaque text that tells a process from a later one with the same pid.

        Found out when it is first asked for, because that costs almost as much as the start. Empty if the process is gone
        by then, or if this system does not say.
        """
        return start_time(self.pid)


def can_scan() -> bool:
    """Tell whether the environment of other processes can be read here."""
    return _CAN_SCAN


def word(marker: str, number: int) -> str:
    """Return the word that marks one launch."""
    return f"{marker}:{number}"


def belongs(candidate: str, marker: str) -> bool:
    """Tell whether a word was made from a marker, or from one that it begins: `a` begins `a.b`."""
    return candidate.startswith((f"{marker}:", f"{marker}."))


def kill_marked(is_ours: Callable[[str], bool], *, rounds: int = _ROUNDS) -> int:
    """Kill all processes that carry a word for which `is_ours` holds; return how many were found.

    Looks again until there is nothing left, because a process may fork while we look. Never kills this
    process.
    """
    killed: set[tuple[int, str]] = set()
    for attempt in range(rounds):
        if attempt:
            time.sleep(_PAUSE_SECONDS)
        found = _kill_once(is_ours)
        if not found:
            break
        killed |= found
    return len(killed)


def start_time(pid: int) -> str:
    """Return what tells this process from a later one with the same pid; empty if it is gone or unknown."""
    if _CAN_SCAN:
        return _stat_start_time(pid)
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        shown = subprocess.run(
            ["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False, timeout=10
        )
        return " ".join(shown.stdout.split())
    return ""


def kill_recorded(recorded: Iterable[Started]) -> int:
    """Kill the process groups of processes that are still the ones recorded; return how many there were."""
    killed = 0
    for process in recorded:
        if process.start_time and start_time(process.pid) == process.start_time:
            killed += kill_group(process.pid)
    return killed


def kill_group(leader: int) -> bool:
    """Kill a process group; return whether there was one.

    The caller makes sure that the pid of the leader cannot have been given away: it is alive, or not reaped
    yet.
    """
    # PermissionError: macOS answers so for a group of which only the unreaped leader is left.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)
        return True
    return False


def _kill_once(is_ours: Callable[[str], bool]) -> set[tuple[int, str]]:
    found: set[tuple[int, str]] = set()
    if not _CAN_SCAN:
        return found
    own = os.getpid()
    for name in os.listdir(_PROC):
        if name.isdecimal() and int(name) != own and _carries(name, is_ours):
            started = _kill_if_still(int(name), is_ours)
            if started:
                found.add((int(name), started))
    return found


def _kill_if_still(pid: int, is_ours: Callable[[str], bool]) -> str:
    """Kill a process that was seen with our mark; return its start time, empty if it is gone."""
    with contextlib.suppress(ProcessLookupError, PermissionError), _handle(pid) as send:
        # From here on the handle means one process; if the pid is given away, the signal goes nowhere.
        if _carries(str(pid), is_ours):
            started = _stat_start_time(pid)
            send(signal.SIGKILL)
            return started
    return ""


@contextlib.contextmanager
def _handle(pid: int) -> Iterator[Callable[[int], None]]:
    """Give a function that sends a signal to a process, never to a later one with the same pid."""
    if sys.platform == "linux":
        try:
            pidfd = os.pidfd_open(pid)
        except ProcessLookupError:
            raise
        except OSError:  # an old kernel, or no descriptor left; the pid is all there is
            yield functools.partial(os.kill, pid)
        else:
            try:
                yield functools.partial(signal.pidfd_send_signal, pidfd)
            finally:
                os.close(pidfd)
    else:
        yield functools.partial(os.kill, pid)


def _carries(pid: str, is_ours: Callable[[str], bool]) -> bool:
    # The environment of a zombie is empty, so what has been killed is not found again.
    environment = _read(f"{_PROC}/{pid}/environ")
    if _ASSIGNMENT not in environment:
        return False
    for assignment in environment.split(b"\0"):
        if assignment.startswith(_ASSIGNMENT):
            words = assignment[len(_ASSIGNMENT) :].decode("ascii", "replace").split()
            return any(is_ours(candidate) for candidate in words)
    return False


def _stat_start_time(pid: int) -> str:
    # The program's name is in parentheses and may hold blanks and parentheses itself.
    _, parenthesis, fields = _read(f"{_PROC}/{pid}/stat").rpartition(b")")
    return f"{_boot()}-{fields.split()[19].decode('ascii')}" if parenthesis else ""


@functools.cache
def _boot() -> str:
    """Return a name of this boot of the machine: start times count from it."""
    return _read(f"{_PROC}/sys/kernel/random/boot_id")[:8].decode("ascii") or "0"


def _read(path: str) -> bytes:
    """Return a file of /proc, nothing if the process is gone or not ours to look at."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return b""
    try:
        parts = []
        while part := os.read(descriptor, 1 << 17):
            parts.append(part)
        return b"".join(parts)
    except OSError:
        return b""
    finally:
        os.close(descriptor)
