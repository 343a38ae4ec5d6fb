"""Notice the end of child processes, all of them with one thread.

A `Reaper` is given processes and hands each back once, when it has exited but, where the system allows that,
before it is reaped: until then its pid is not given away, so its process group can be killed safely. Only
processes that were given are waited for; the children of a program that we run inside of are not ours to
reap.
"""

from __future__ import annotations

import contextlib
import os
import select
import subprocess
import sys
import threading
from collections.abc import Callable

Process = subprocess.Popen[bytes]

_HAS_PIDFD = sys.platform == "linux" and hasattr(os, "pidfd_open")
_POLL_SECONDS = 0.02
_EVENTS_AT_ONCE = 256


class Reaper:
    """Calls `exited` with each watched process once it has ended, from a thread of its own.

    On Linux the thread sleeps on pidfds. Where there are none, or no descriptor is left for one, it looks
    every 20 ms.
    """

    def __init__(self, exited: Callable[[Process], None]) -> None:
        self._exited = exited
        self._polling = PollingReaper(exited)
        self._pidfds = PidfdReaper(exited) if _HAS_PIDFD else None

    def watch(self, process: Process) -> None:
        """Take a process on."""
        if self._pidfds is None or not self._pidfds.watch(process):
            self._polling.watch(process)

    def close(self) -> None:
        """End the threads; processes that still run are not waited for."""
        self._polling.close()
        if self._pidfds is not None:
            self._pidfds.close()


class PidfdReaper:
    """Sleeps on one epoll of pidfds."""

    def __init__(self, exited: Callable[[Process], None]) -> None:
        self._exited = exited
        self._lock = threading.Lock()
        self._watched: dict[int, Process] = {}
        self._thread: threading.Thread | None = None
        self._closed = False
        assert sys.platform == "linux"
        self._epoll = select.epoll()
        self._wake_read, self._wake_write = os.pipe()
        self._epoll.register(self._wake_read, select.EPOLLIN)

    def watch(self, process: Process) -> bool:
        """Take a process on; return False if there is no pidfd to be had for it."""
        assert sys.platform == "linux"
        try:
            pidfd = os.pidfd_open(process.pid)
        except OSError:
            return False
        # Registered under the lock, so that the thread finds the process even if it has exited by now.
        with self._lock:
            try:
                self._epoll.register(pidfd, select.EPOLLIN)
            except OSError:
                os.close(pidfd)
                return False
            self._watched[pidfd] = process
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="task reaper", daemon=True)
                self._thread.start()
        return True

    def close(self) -> None:
        """End the thread."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            thread = self._thread
        os.write(self._wake_write, b"x")
        if thread is not None and thread is not threading.current_thread():
            thread.join()
        self._epoll.close()
        for descriptor in (self._wake_read, self._wake_write, *self._watched):
            os.close(descriptor)
        self._watched.clear()

    def _run(self) -> None:
        while True:
            for descriptor, _ in self._epoll.poll(None, _EVENTS_AT_ONCE):
                if descriptor == self._wake_read:
                    return
                self._epoll.unregister(descriptor)
                with self._lock:
                    process = self._watched.pop(descriptor)
                os.close(descriptor)
                self._exited(process)


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
