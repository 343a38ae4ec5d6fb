"""Run tasks as real processes.

One process a launch, in a session of its own, with files for its output. What it started dies with it: its
process group at once, and what left the group as soon as a scan for our marker has found it. So a task that
has ended leaves nothing behind, and `kill` is the same with a push.
"""

from __future__ import annotations

import itertools
import logging
import os
import re
import subprocess
import threading
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from . import processes
from .commandline import plan_command, shown
from .launch import NO_USE, Exited, Launch, LaunchError, ResourceUse
from .leftovers import Leftovers
from .processes import Started
from .reaping import Process, Reaper

_log = logging.getLogger(__name__)

_SIGNAL_BASE = 128
_CLOSE_SECONDS = 30.0
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND | os.O_CLOEXEC
"""Appending: then a task that opens its own output again does not write over what is there."""


@dataclass(eq=False)
class _Attempt:
    launch: Launch
    number: int
    on_exit: Callable[[Exited], None]
    process: Process | None = None
    """None until it has been started."""
    code_pipe: int | None = None
    """Where a process tells an exit code of more than a byte."""
    killed: bool = False


class ProcessRunner:
    """Starts processes on this machine and reports each one's end, exactly once.

    `folder` names whose tasks these are, in letters, digits and dashes (say the id of a data folder;
    default: a new one). Together with an id of this run it makes the marker, so that `sweep(folder)` finds
    what all earlier runs left.
    """

    def __init__(self, folder: str | None = None) -> None:
        if folder is not None and not re.fullmatch(r"[A-Za-z0-9-]+", folder):
            raise ValueError(f"{folder!r} cannot name a folder in a marker: use letters, digits and '-'")
        self._marker = f"{folder or uuid.uuid4().hex}.{uuid.uuid4().hex}"
        self._outer_words = os.environ.get(processes.MARKER_VARIABLE, "")
        self._base = base_environment(os.environ)
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()
        self._quiet = threading.Condition(self._lock)
        self._attempts: dict[str, _Attempt] = {}
        self._by_process: dict[Process, _Attempt] = {}
        self._reporting = 0
        # Numbers of attempts that may have processes; the scan reads it without the lock.
        self._alive: set[int] = set()
        # Those that have ended but may have left processes that are to live on.
        self._left: dict[str, int] = {}
        self._closed = False
        self._null = os.open(os.devnull, os.O_RDONLY | os.O_CLOEXEC)
        self._reaper = Reaper(self._on_process_exit)
        self._leftovers = Leftovers(self._is_leftover)

    def __repr__(self) -> str:
        return f"<ProcessRunner {self._marker}, {len(self._attempts)} running>"

    @property
    def marker(self) -> str:
        """Tells the processes of this run from all others: `<folder>.<run>`."""
        return self._marker

    def start(self, launch: Launch, on_exit: Callable[[Exited], None]) -> Started:
        """Start a process and return once it runs the program, about a millisecond later.

        `on_exit` is called exactly once, from another thread, possibly before this returns; it should be
        quick, for all ends are reported by one thread. Raises LaunchError if nothing could be started, and
        then never calls it; ValueError if the key is running already; RuntimeError after `close`.
        """
        attempt = _Attempt(launch, next(self._numbers), on_exit)
        with self._lock:
            if self._closed:
                raise RuntimeError("the runner is closed")
            if launch.key in self._attempts:
                raise ValueError(f"{launch.key} is running already")
            self._attempts[launch.key] = attempt
            self._alive.add(attempt.number)
        try:
            process = self._spawn(launch, attempt)
        except BaseException:
            with self._quiet:
                del self._attempts[launch.key]
                self._alive.discard(attempt.number)
                self._quiet.notify_all()
            raise
        with self._lock:
            attempt.process = process
            self._by_process[process] = attempt
            if attempt.killed:
                processes.kill_group(process.pid)
        self._reaper.watch(process)
        return Started(process.pid)

    def kill(self, key: str) -> None:
        """Kill a process and all it started; `on_exit` follows. An unknown key is left alone."""
        with self._lock:
            attempt = self._attempts.get(key)
            left = self._left.pop(key, None)
            if left is not None:
                self._alive.discard(left)
            elif attempt is None:
                return
            if attempt is not None:
                attempt.killed = True
                self._alive.discard(attempt.number)
                # Under the lock nobody reaps, so the pid is still this attempt's.
                if attempt.process is not None:
                    processes.kill_group(attempt.process.pid)
        self._leftovers.look()

    def close(self) -> None:
        """Kill everything this runner started, wait until it is gone and every `on_exit` was called.

        Waits half a minute at most for processes that the kernel does not let go. Not to be called from
        `on_exit`.
        """
        with self._lock:
            first = not self._closed
            self._closed = True
            keys = list(self._attempts)
        for key in keys:
            self.kill(key)
        with self._quiet:
            if not self._quiet.wait_for(lambda: not self._attempts and not self._reporting, _CLOSE_SECONDS):
                _log.warning("these processes did not end when killed: %s", ", ".join(self._attempts))
        if first:
            self._leftovers.close()
            processes.kill_marked(lambda word: processes.belongs(word, self._marker))
            self._reaper.close()
            os.close(self._null)

    def sweep(self, marker: str, recorded: Iterable[Started] = ()) -> int:
        """Kill what earlier runs left behind and return how many processes were found.

        `marker` is that of one run, or a folder for all runs of it but this one. `recorded` are processes
        that the earlier run had started; those that are still the same are killed with their groups, marked
        or not.
        """

        def is_old(word: str) -> bool:
            return processes.belongs(word, marker) and not processes.belongs(word, self._marker)

        return processes.kill_marked(is_old) + processes.kill_recorded(recorded)

    def _spawn(self, launch: Launch, attempt: _Attempt) -> Process:
        environment = {**self._base, "HOME": str(launch.working_directory), **launch.environment}
        word = processes.word(self._marker, attempt.number)
        environment[processes.MARKER_VARIABLE] = f"{self._outer_words} {word}".lstrip()
        command = plan_command(
            launch.command_line, environment, launch.working_directory, windows=launch.windows
        )
        files: list[int] = []
        try:
            for path in (launch.stdout, launch.stderr):
                files.append(os.open(path, _NEW_FILE, 0o644))
            arguments = command.arguments
            if command.reports_code:
                attempt.code_pipe, writing = os.pipe()
                files.append(writing)
                arguments = [*arguments, str(writing)]
            return subprocess.Popen(
                arguments,
                executable=command.program,
                cwd=launch.working_directory,
                env=environment,
                stdin=self._null,
                stdout=files[0],
                stderr=files[1],
                start_new_session=True,
                pass_fds=files[2:],
            )
        except (OSError, ValueError) as error:
            if attempt.code_pipe is not None:
                os.close(attempt.code_pipe)
            # ValueError: a NUL in an argument, '=' in the name of a variable.
            raise LaunchError(
                "CommandLaunchFailed",
                f"The command line {shown(launch.command_line)} could not be started: {error}",
            ) from error
        finally:
            for file in files:
                os.close(file)

    def _on_process_exit(self, process: Process) -> None:
        with self._lock:
            attempt = self._by_process.pop(process)
            leaves = attempt.launch.leaves_children and processes.can_scan() and not attempt.killed
            if not leaves:
                # The leader is not reaped yet, so the group is still ours to kill.
                processes.kill_group(process.pid)
            status, used = _reap(process)
            del self._attempts[attempt.launch.key]
            if leaves:
                self._left[attempt.launch.key] = attempt.number
            else:
                self._alive.discard(attempt.number)
            self._reporting += 1
        self._leftovers.look()
        exit_code = _SIGNAL_BASE - status if status < 0 else status
        if attempt.code_pipe is not None:
            exit_code = _told_code(attempt.code_pipe, exit_code)
        try:
            attempt.on_exit(Exited(attempt.launch.key, exit_code, used))
        except Exception:
            # One listener's fault must not keep the ends of all other processes from being reported.
            _log.exception("on_exit of %s failed", attempt.launch.key)
        finally:
            with self._quiet:
                self._reporting -= 1
                self._quiet.notify_all()

    def _is_leftover(self, word: str) -> bool:
        marker, _, number = word.rpartition(":")
        return marker == self._marker and number.isdecimal() and int(number) not in self._alive


def _reap(process: Process) -> tuple[int, ResourceUse]:
    """Reap a process that has ended; return its status as `subprocess` counts, and what it has used."""
    if process.returncode is not None or not hasattr(os, "wait4"):
        return process.wait(), NO_USE
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, ResourceUse(used.ru_utime, used.ru_stime, used.ru_inblock, used.ru_oublock)


def _told_code(pipe: int, exit_code: int) -> int:
    """Close the pipe of an ended process; return the code it wrote there, or else the given one."""
    os.set_blocking(pipe, False)
    try:
        return int(os.read(pipe, 32) or str(exit_code))
    except BlockingIOError:  # something it started still holds the other end
        return exit_code
    finally:
        os.close(pipe)


def base_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Return what every task has of the system's variables: where programs are, and the language."""
    return {"PATH": environ.get("PATH") or os.defpath, "LANG": environ.get("LANG") or "C.UTF-8"}
