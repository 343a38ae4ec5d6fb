"""Kill in the background what ended tasks left running outside their process groups.

Finding such processes means reading the environment of all, which costs milliseconds. So one look serves all
tasks that ended meanwhile, and looks may take a small share of the time only.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from .processes import can_scan, kill_marked

_GATHER_SECONDS = 0.02
_PAUSE_SECONDS = 0.2
_PAUSE_PER_SCAN = 20
"""A scan takes longer the more processes the machine has; it may take a twentieth of the time at most."""


class Leftovers:
    """A thread that, when asked to `look`, kills processes with a word for which `is_leftover` holds."""

    def __init__(self, is_leftover: Callable[[str], bool]) -> None:
        self._is_leftover = is_leftover
        self._lock = threading.Lock()
        self._asked = threading.Event()
        self._closing = threading.Event()
        self._thread: threading.Thread | None = None

    def look(self) -> None:
        """Ask for a scan that begins after this call."""
        if self._asked.is_set() or not can_scan():
            return
        self._asked.set()
        if self._thread is None:
            with self._lock:
                if self._thread is None and not self._closing.is_set():
                    self._thread = threading.Thread(target=self._run, name="leftovers", daemon=True)
                    self._thread.start()

    def close(self) -> None:
        """End the thread; what was asked for and not done is left to the caller."""
        with self._lock:
            self._closing.set()
            thread = self._thread
        self._asked.set()
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        while True:
            self._asked.wait()
            # Ends come in bursts, and what was just killed needs a moment to go.
            if self._closing.wait(_GATHER_SECONDS):
                return
            self._asked.clear()
            began = time.monotonic()
            kill_marked(self._is_leftover)
            if self._closing.wait(max(_PAUSE_SECONDS, _PAUSE_PER_SCAN * (time.monotonic() - began))):
                return
