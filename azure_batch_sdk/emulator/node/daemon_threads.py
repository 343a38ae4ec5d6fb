"""A few threads for work that nobody need wait for at the end."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import SimpleQueue


class DaemonThreads:
    """Up to `most` threads, started as they are needed; the interpreter ends without them.

    An action must not raise.
    """

    def __init__(self, most: int, name: str) -> None:
        self._most = most
        self._name = name
        self._queue: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._free = 0
        """Threads that wait, less what is in the queue."""

    def __repr__(self) -> str:
        return f"<DaemonThreads {self._name}: {len(self._threads)} of {self._most}>"

    def submit(self, action: Callable[[], None]) -> None:
        """Do something in one of the threads, in the order in which it is submitted."""
        thread = None
        with self._lock:
            if self._free <= 0 and len(self._threads) < self._most:
                thread = threading.Thread(target=self._run, name=self._name, daemon=True)
                self._threads.append(thread)
            else:
                self._free -= 1
        self._queue.put(action)
        if thread is not None:
            thread.start()

    def close(self) -> None:
        """Let the threads end when all that was submitted is done; does not wait."""
        with self._lock:
            self._most = 0
            threads = len(self._threads)
        for _ in range(threads):
            self._queue.put(None)

    def join(self) -> None:
        """Wait until the threads have ended, after `close`."""
        for thread in self._threads:
            thread.join()

    def _run(self) -> None:
        while True:
            action = self._queue.get()
            if action is None:
                return
            action()
            with self._lock:
                self._free += 1
