"""Work for a task that waits for other machines: downloads before its process, uploads after it.

Nothing waits for such work once nobody wants it any more: a task that is killed ends at once, and the thread finds
out by itself.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from ..node.daemon_threads import DaemonThreads
from ..node.transfers import TransferCancelled
from ..state.entities import Attempt

_AT_ONCE = 64


class Transfers:
    """The threads that move files for tasks."""

    def __init__(self) -> None:
        self._threads = DaemonThreads(_AT_ONCE, "azure-batch-transfer")
        self._closed = False

    def begin(
        self,
        attempt: Attempt,
        work: Callable[[Callable[[], bool]], None],
        done: Callable[[Exception | None], None],
    ) -> None:
        """Do something in a thread for an attempt; `done` is called exactly once, from any thread.

        `work` gets a function that tells whether it is still wanted. `done` gets what it raised; TransferCancelled as
        soon as the attempt is killed.
        """
        lock = threading.Lock()
        finished = False

        def finish(error: Exception | None) -> None:
            nonlocal finished
            with lock:
                if finished:
                    return
                finished = True
            attempt.give_up = None
            done(error)

        def is_cancelled() -> bool:
            return finished or self._closed

        def run() -> None:
            try:
                if is_cancelled():
                    raise TransferCancelled
                work(is_cancelled)
            except Exception as error:
                finish(error)
            else:
                finish(None)

        attempt.give_up = lambda: finish(TransferCancelled())
        self._threads.submit(run)

    def in_thread(self, action: Callable[[], None]) -> None:
        """Do something that belongs to no attempt; it must not raise."""
        self._threads.submit(action)

    def close(self) -> None:
        """Cancel what is under way."""
        self._closed = True
        self._threads.close()
