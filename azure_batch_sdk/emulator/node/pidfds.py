"""Sleep until one of many child processes ends; on Linux, with one epoll over their pidfds."""

from __future__ import annotations

import os
import resource
import select
import subprocess
import sys
import threading
from collections.abc import Callable

assert sys.platform == "linux"

_EVENTS_AT_ONCE = 256
_LEFT_FREE = 64
"""So many descriptors are left for starting processes, for connections and for files: a process can be watched without one."""

Process = subprocess.Popen[bytes]


class PidfdReaper:
    """Sleeps on one epoll of pidfds."""

    def __init__(self, exited: Callable[[Process], None]) -> None:
        self._exited = exited
        self._lock = threading.Lock()
        self._watched: dict[int, Process] = {}
        self._thread: threading.Thread | None = None
        self._closed = False
        self._epoll = select.epoll()
        self._wake_read, self._wake_write = os.pipe()
        self._epoll.register(self._wake_read, select.EPOLLIN)

    def watch(self, process: Process) -> bool:
        """Take a process on; return False if there is no pidfd to be had for it, or hardly a descriptor for anything else."""
        try:
            pidfd = os.pidfd_open(process.pid)
        except OSError:
            return False
        # The lowest free number is given, so it tells how many are in use.
        limit, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
        if limit != resource.RLIM_INFINITY and pidfd >= limit - _LEFT_FREE:
            os.close(pidfd)
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
