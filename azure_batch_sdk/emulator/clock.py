"""The one clock of the emulated service.

Every timestamp, the `Date` header and every timer of the service read this clock. It counts ticks of 100 ns since
0001-01-01 UTC, as the service does (an ETag is such a count in hexadecimal), may run faster than real time, and never
runs back: it is moved by the monotonic clock of the machine and starts behind everything that was ever said.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from functools import lru_cache

TICKS_PER_SECOND = 10_000_000

_ZERO = datetime(1, 1, 1, tzinfo=timezone.utc)
_MICROSECOND = timedelta(microseconds=1)
_LAST_TICK = (datetime.max.replace(tzinfo=timezone.utc) - _ZERO) // _MICROSECOND * 10


def ticks_of(moment: datetime) -> int:
    """Count the ticks of an aware datetime."""
    return (moment - _ZERO) // _MICROSECOND * 10


def datetime_of(ticks: int) -> datetime:
    """Make an aware UTC datetime; what is below a microsecond is cut off."""
    return _ZERO + timedelta(microseconds=ticks // 10)


def text_of(ticks: int) -> str:
    """Write ticks as the service writes a time: ISO 8601, `Z`, trailing zeros of the fraction trimmed."""
    seconds, fraction = divmod(ticks, TICKS_PER_SECOND)
    text = _second_text(seconds)
    return f"{text}.{fraction:07d}".rstrip("0") + "Z" if fraction else text + "Z"


@lru_cache(maxsize=4096)
def _second_text(seconds: int) -> str:
    """Write whole seconds; a listing says the same seconds over and over."""
    return (_ZERO.replace(tzinfo=None) + timedelta(seconds=seconds)).isoformat()


def http_date_of(ticks: int) -> str:
    """Write ticks as an RFC 1123 date; the fraction is cut off."""
    whole = _ZERO + timedelta(seconds=ticks // TICKS_PER_SECOND)
    return format_datetime(whole, usegmt=True)


def etag_of(ticks: int) -> str:
    """Make the ETag that belongs to a time of last change."""
    return f"0x{ticks:X}"


class Clock:
    """Service time, `time_scale` times as fast as real time.

    `not_before` is the last tick an earlier run has said or promised. Timers need a running event loop.
    """

    def __init__(self, time_scale: float = 1.0, *, not_before: int = 0) -> None:
        if not time_scale > 0:
            raise ValueError(f"time_scale must be above 0, not {time_scale!r}")
        self.time_scale = time_scale
        self._origin = max(ticks_of(datetime.now(timezone.utc)), not_before + 1)
        self._started = time.monotonic_ns()
        self._real_start = time.time()
        self._last = self._origin

    def __repr__(self) -> str:
        return f"<Clock {text_of(self._last)} x{self.time_scale:g}>"

    def ticks(self) -> int:
        """Read the clock; two readings can be equal."""
        elapsed = time.monotonic_ns() - self._started
        reading = self._origin + int(elapsed * self.time_scale) // 100
        if reading > self._last:
            self._last = reading
        return self._last

    def next_tick(self) -> int:
        """Read the clock, later than every reading before: what a write is stamped with."""
        before = self._last
        reading = self.ticks()
        if reading <= before:
            self._last = reading = before + 1
        return reading

    def ticks_of_real(self, seconds: float) -> int:
        """Return the service time of a moment of real time (seconds since 1970), such as a file's last change."""
        elapsed = seconds - self._real_start
        # How fast an earlier run was, nobody knows.
        scale = self.time_scale if elapsed > 0 else 1.0
        # A file can say any time, also one that no date can be made of.
        return max(0, min(self._origin + int(elapsed * scale * TICKS_PER_SECOND), _LAST_TICK))

    def now(self) -> datetime:
        """Read the clock as an aware UTC datetime."""
        return datetime_of(self.ticks())

    def http_date(self) -> str:
        """Read the clock as the value of a `Date` header."""
        return http_date_of(self.ticks())

    def text(self, ticks: int) -> str:
        """Write ticks as the service writes a time."""
        return text_of(ticks)

    def etag(self, ticks: int) -> str:
        """Make the ETag that belongs to a time of last change."""
        return etag_of(ticks)

    def call_later(self, service_seconds: float, action: Callable[[], None]) -> asyncio.TimerHandle:
        """Call back on the running loop after a span of service time."""
        return asyncio.get_running_loop().call_later(service_seconds / self.time_scale, action)
