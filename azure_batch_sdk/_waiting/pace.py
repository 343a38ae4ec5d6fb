"""When to look again, and when to give up.

Looks follow each other quickly at the start, and after every change for as long as the wait is young: the pause is then
a twentieth of the time waited. While nothing changes pauses grow by half, up to the longest that is allowed.
"""

from __future__ import annotations

from datetime import timedelta

LONGEST_PAUSE = 10.0
"""Seconds, where neither the call nor the client says otherwise."""
_SHORTEST_PAUSE = 0.02
_SHARE_OF_LONGEST = 0.05
_SHARE_OF_ELAPSED = 0.05
_GROWTH = 1.5

Seconds = float | int | timedelta


def seconds_of(value: Seconds, name: str) -> float:
    """Return a length of time in seconds; TypeError or ValueError, naming the keyword, for what is none."""
    if isinstance(value, timedelta):
        seconds = value.total_seconds()
    elif isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError(
            f"{name} must be a number of seconds or a timedelta, not {type(value).__name__}: {value!r}"
        )
    else:
        seconds = float(value)
    # Not `seconds < 0`: that would let NaN pass.
    if not 0 <= seconds < float("inf"):
        raise ValueError(f"{name} must be 0 seconds or more, not {value!r}")
    return seconds


def longest_pause(given: Seconds | None, of_the_client: float | None) -> float:
    """Choose the longest pause: what the call gave, else what the client was given, else ten seconds."""
    chosen = given if given is not None else of_the_client
    return LONGEST_PAUSE if chosen is None else seconds_of(chosen, "polling_interval")


class Pace:
    """The pauses between looks."""

    def __init__(self, longest: float) -> None:
        # Even who asks for no pause at all gets a short one: a service must not be asked in a hot loop.
        self.longest = max(longest, _SHORTEST_PAUSE)
        self._first = max(longest * _SHARE_OF_LONGEST, _SHORTEST_PAUSE)
        self._last: float | None = None

    def __repr__(self) -> str:
        return f"<Pace {self._last} s after {self._first} s, at most {self.longest} s>"

    def pause(self, elapsed: float, changed: bool) -> float:
        """Return the seconds until the next look."""
        quick = min(self.longest, max(self._first, elapsed * _SHARE_OF_ELAPSED))
        if changed or self._last is None:
            self._last = quick
        else:
            self._last = min(self.longest, max(quick, self._last * _GROWTH))
        return self._last


class Patience:
    """Tells an obstacle that stays from one that passes: it must be there all the time for so many seconds."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._since: float | None = None

    @property
    def is_tried(self) -> bool:
        """Whether something stood in the way at the last look."""
        return self._since is not None

    def is_over(self, blocked: bool, now: float) -> bool:
        """Take note of a look; tell whether it has been blocked for long enough."""
        if not blocked:
            self._since = None
            return False
        if self._since is None:
            self._since = now
            return False
        return now - self._since >= self._seconds
