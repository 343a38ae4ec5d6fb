"""A clock for tests: time passes only while a test waits, and not before what was begun has been done."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Callable
from itertools import count

from azure_batch_sdk.emulator.clock import TICKS_PER_SECOND, Clock

_NEVER = 1e9


class SteppedClock(Clock):
    """Stands still between two calls of `pass_time`, however long the machine takes.

    No reading ends with a zero, so that times compare as the texts they are written as: zeros at the end are not written.
    """

    def __init__(self, time_scale: float, *, not_before: int) -> None:
        super().__init__(time_scale, not_before=not_before)
        self._now = self._last
        self._timers: list[tuple[int, int, asyncio.TimerHandle, Callable[[], None]]] = []
        self._number = count()

    def ticks(self) -> int:
        """Read the clock; two readings can be equal."""
        self._last = _written_in_full(max(self._last, self._now))
        return self._last

    def next_tick(self) -> int:
        """Read the clock, later than every reading before."""
        self._last = _written_in_full(max(self._last + 1, self._now))
        return self._last

    def call_later(self, service_seconds: float, action: Callable[[], None]) -> asyncio.TimerHandle:
        """Call back on the running loop after a span of service time."""
        # The loop's own timer never fires: it is what a caller can cancel.
        handle = asyncio.get_running_loop().call_later(_NEVER, action)
        due = self._now + int(service_seconds * TICKS_PER_SECOND)
        heapq.heappush(self._timers, (due, next(self._number), handle, action))
        return handle

    def pass_time(self, real_seconds: float) -> None:
        """Let as much time pass as would in so many seconds of a machine that is never late."""
        self._now += int(real_seconds * self.time_scale * TICKS_PER_SECOND)
        while self._timers and self._timers[0][0] <= self._now:
            _, _, handle, action = heapq.heappop(self._timers)
            # One that is due may be cancelled by one that was due before.
            asyncio.get_running_loop().call_soon(_fire, handle, action)


def _fire(handle: asyncio.TimerHandle, action: Callable[[], None]) -> None:
    if not handle.cancelled():
        handle.cancel()
        action()


def _written_in_full(ticks: int) -> int:
    return ticks if ticks % 10 else ticks + 1
