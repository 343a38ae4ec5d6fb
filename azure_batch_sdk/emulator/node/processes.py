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
from collections.abc import Callable, Iterable

from .launch import Started

MARKER_VARIABLE = "AZURE_BATCH_EMULATOR_PROCESS"

_PROC = "/proc"
_CAN_SCAN = sys.platform == "linux" and os.path.exists(f"{_PROC}/self/environ")
_ASSIGNMENT = f"{MARKER_VARIABLE}=".encode()
_ROUNDS = 50
_PAUSE_SECONDS = 0.01


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
    assert sys.platform == "linux"  # only there a scan finds anything
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return ""
    except OSError:  # no pidfd here, or no descriptor left: one more look must do
        if _carries(str(pid), is_ours):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
                return _stat_start_time(pid)
        return ""
    try:
        # From here on the handle means one process. If the pid is given away meanwhile, the signal goes
        # nowhere.
        if not _carries(str(pid), is_ours):
            return ""
        started = _stat_start_time(pid)
        signal.pidfd_send_signal(handle, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return ""
    else:
        return started
    finally:
        os.close(handle)


def _carries(pid: str, is_ours: Callable[[str], bool]) -> bool:
    # The environment of a zombie is empty, so what has been killed is not found again.
    try:
        descriptor = os.open(f"{_PROC}/{pid}/environ", os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        environment = _read_all(descriptor)
    except OSError:
        return False
    finally:
        os.close(descriptor)
    if _ASSIGNMENT not in environment:
        return False
    for assignment in environment.split(b"\0"):
        if assignment.startswith(_ASSIGNMENT):
            words = assignment[len(_ASSIGNMENT) :].decode("ascii", "replace").split()
            return any(is_ours(candidate) for candidate in words)
    return False


def _read_all(descriptor: int) -> bytes:
    parts = []
    while part := os.read(descriptor, 1 << 17):
        parts.append(part)
    return b"".join(parts)


def _stat_start_time(pid: int) -> str:
    try:
        with open(f"{_PROC}/{pid}/stat", "rb") as file:
            fields = file.read()
    except OSError:
        return ""
    # The program's name is in parentheses and may hold blanks and parentheses itself. The time counts from
    # the boot.
    return f"{_boot()}-{fields.rpartition(b')')[2].split()[19].decode('ascii')}"


@functools.cache
def _boot() -> str:
    with contextlib.suppress(OSError), open(f"{_PROC}/sys/kernel/random/boot_id", encoding="ascii") as file:
        return file.read(8)
    return "0"
