"""Notice the end of child processes, all of them with one thread.

A `Reaper` is given processes and hands each back once, when it has exited but, where the system allows that,
before it is reaped: until then its pid is not given away, so its process group can be killed safely. Only
processes that were given are waited for; the children of a program that we run inside of are not ours to
reap.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Protocol

Process = subprocess.Popen[bytes]

_POLL_SECONDS = 0.02


class WatchingReaper(Protocol):
    """Watches processes if it can."""

    def watch(self, process: Process) -> bool:
        """Take a process on; return False if that cannot be done for it."""
        ...

    def close(self) -> None:
        """End the thread."""
        ...


def pidfd_reaper(exited: Callable[[Process], None]) -> WatchingReaper | None:
    """Return a reaper that sleeps on pidfds, None where there is no such thing."""
    if sys.platform == "linux" and hasattr(os, "pidfd_open"):
        from .pidfds import PidfdReaper

        return PidfdReaper(exited)
    return None


class Reaper:
    """Calls `exited` with each watched process once it has ended, from a thread of its own.

    On Linux the thread sleeps on pidfds. Where there are none, or no descriptor is left for one, it looks
    every 20 ms.
    """

    def __init__(self, exited: Callable[[Process], None]) -> None:
        self._exited = exited
        self._polling = PollingReaper(exited)
        self._pidfds = pidfd_reaper(exited)

    def watch(self, process: Process) -> None:
        """Take a process on."""
        if self._pidfds is None or not self._pidfds.watch(process):
            self._polling.watch(process)

    def close(self) -> None:
        """End the threads; processes that still run are not waited for."""
        self._polling.close()
        if self._pidfds is not None:
            self._pidfds.close()


class PollingReaper:
    """Looks at every process again and again, while there are any."""

    def __init__(self, exited: Callable[[Process], None]) -> None:
        self._exited = exited
        self._changed = threading.Condition()
        self._watched: set[Process] = set()
        self._thread: threading.Thread | None = None
        self._closed = False

    def watch(self, process: Process) -> None:
        """Take a process on."""
        with self._changed:
            self._watched.add(process)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="task reaper (polling)", daemon=True)
                self._thread.start()
            self._changed.notify()

    def close(self) -> None:
        """End the thread."""
        with self._changed:
            self._closed = True
            thread = self._thread
            self._changed.notify()
        if thread is not None and thread is not threading.current_thread():
            thread.join()

    def _run(self) -> None:
        while True:
            with self._changed:
                while not self._watched and not self._closed:
                    self._changed.wait()
                if self._closed:
                    return
                ended = [process for process in self._watched if has_exited(process)]
                self._watched.difference_update(ended)
                if not ended:
                    self._changed.wait(_POLL_SECONDS)
            for process in ended:
                self._exited(process)


def has_exited(process: Process) -> bool:
    """Tell whether a child has ended, without reaping it where the system can do that."""
    if hasattr(os, "waitid"):
        with contextlib.suppress(ChildProcessError):
            return os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT | os.WNOHANG) is not None
    return process.poll() is not None
