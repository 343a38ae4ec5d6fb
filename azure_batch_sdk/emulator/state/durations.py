"""ISO 8601 durations as the service counts and writes them.

Inside, a duration is a number of ticks of 100 ns. A year has 365 days and a month 30. The service writes days, hours,
minutes and seconds in the shortest form, and 'no limit' is the longest span that .NET knows.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..clock import TICKS_PER_SECOND

INFINITE = "P10675199DT2H48M5.4775807S"
"""What the service writes for 'no limit'."""

_INFINITE_TICKS = 2**63 - 1

_PATTERN = re.compile(
    r"P(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)(?:[.,](?P<fraction>\d{1,9}))?S)?)?",
    re.ASCII,
)
_DAYS = {"years": 365, "months": 30, "weeks": 7, "days": 1}
_SECONDS = {"hours": 3600, "minutes": 60, "seconds": 1}


@lru_cache(maxsize=1024)  # the tasks of a job have the same few, and each is read several times
def ticks_of_duration(text: str) -> int:
    """Count the ticks of a duration. Raises ValueError."""
    match = _PATTERN.fullmatch(text)
    if match is None or text.endswith(("P", "T")):
        raise ValueError(f"{text!r} is not an ISO 8601 duration such as PT15M or P7D")
    days = sum(int(match[name] or 0) * factor for name, factor in _DAYS.items())
    seconds = sum(int(match[name] or 0) * factor for name, factor in _SECONDS.items())
    fraction = int((match["fraction"] or "0")[:7].ljust(7, "0"))
    return min((days * 86400 + seconds) * TICKS_PER_SECOND + fraction, _INFINITE_TICKS)


def duration_text(ticks: int) -> str:
    """Write ticks in the service's form."""
    seconds, fraction = divmod(ticks, TICKS_PER_SECOND)
    days, seconds = divmod(seconds, 86400)
    hours, seconds = divmod(seconds, 3600)
    minutes, seconds = divmod(seconds, 60)
    time = f"{hours}H" * bool(hours) + f"{minutes}M" * bool(minutes)
    if fraction:
        time += f"{seconds}.{fraction:07d}".rstrip("0") + "S"
    elif seconds:
        time += f"{seconds}S"
    if not days and not time:
        return "PT0S"
    return "P" + f"{days}D" * bool(days) + ("T" + time if time else "")


def normal_duration(text: str) -> str:
    """Rewrite a duration in the service's form. Raises ValueError."""
    return duration_text(ticks_of_duration(text))


def seconds_of_duration(text: str | None) -> float | None:
    """Return service seconds; None for 'no limit'."""
    if text is None:
        return None
    ticks = ticks_of_duration(text)
    return None if ticks >= _INFINITE_TICKS else ticks / TICKS_PER_SECOND
