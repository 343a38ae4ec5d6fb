"""Dates and durations between Python and the wire.

The service writes timestamps in ISO 8601 with up to seven fraction digits and a `Z`, durations in ISO 8601, and
dates in headers as in RFC 1123. Nearly every value has the plain form, so each reader has a quick way for that
form and a thorough one for the rest.
"""

from __future__ import annotations

import re
import sys
from datetime import datetime, timedelta, timezone
from functools import lru_cache

UTC = timezone.utc

# Compiled by `re` when first used: on a new Python the first is hardly ever needed.
_TIMESTAMP = (
    r"(?a)(\d{4})-(\d\d)-(\d\d)"
    r"(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?"
    r"\s*(?:([Zz])|([+-])(\d\d):?(\d\d)?)?)?"
)

_DURATION = r"(?a)(-)?P(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d+))?S)?)?"

_DAYS_OF_A_YEAR = 365
_DAYS_OF_A_MONTH = 30


def parse_datetime(text: str) -> datetime:
    """Read an ISO 8601 timestamp as an aware datetime in UTC.

    A timestamp without an offset is in UTC. Fraction digits behind the sixth are cut off. Raises ValueError.
    """
    # `fromisoformat` reads what the service writes; before 3.11 it knows neither `Z` nor seven digits.
    if _ISO_IS_BUILT_IN and isinstance(text, str) and text[-1:] == "Z":
        try:
            return _from_iso(text)
        except ValueError:
            pass
    match = re.fullmatch(_TIMESTAMP, text)
    if match is None:
        raise ValueError(f"{text!r} is not an ISO 8601 timestamp such as 2026-01-31T08:00:00Z")
    year, month, day, hour, minute, second, fraction, _, sign, offset_hours, offset_minutes = match.groups()
    try:
        moment = datetime(
            int(year),
            int(month),
            int(day),
            int(hour or 0),
            int(minute or 0),
            int(second or 0),
            int((fraction or "0")[:6].ljust(6, "0")),
            UTC,
        )
        if sign:
            offset = timedelta(hours=int(offset_hours), minutes=int(offset_minutes or 0))
            moment = moment + offset if sign == "-" else moment - offset
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{text!r} is not a timestamp: {error}") from None
    return moment


_ISO_IS_BUILT_IN = sys.version_info >= (3, 11)
_from_iso = datetime.fromisoformat


def format_datetime(value: datetime) -> str:
    """Write a datetime in ISO 8601 and UTC, with as many fraction digits as it has; a naive one is in UTC."""
    if value.tzinfo is not None and value.tzinfo is not UTC:
        value = value.astimezone(UTC)
    return value.replace(tzinfo=None).isoformat() + "Z"


@lru_cache(maxsize=1024)
def parse_duration(text: str) -> timedelta:
    """Read an ISO 8601 duration; a year has 365 days and a month 30, as the service counts.

    What is finer than a microsecond is cut off. Raises ValueError.
    """
    match = re.fullmatch(_DURATION, text)
    if match is None or text[-1] == "P":
        return _parse_odd_duration(text)
    sign, days, hours, minutes, seconds, fraction = match.groups()
    try:
        duration = timedelta(
            int(days or 0),
            int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0),
            int(fraction[:6].ljust(6, "0")) if fraction else 0,
        )
    except OverflowError:
        raise ValueError(f"the duration {text!r} is longer than a timedelta can hold") from None
    return -duration if sign else duration


def _parse_odd_duration(text: str) -> timedelta:
    """Read weeks, months, years, fractions of minutes and the like."""
    # Six milliseconds of import that most programs never need.
    import isodate  # type: ignore[import-untyped]  # it ships no types

    try:
        duration = isodate.parse_duration(text)
        if isinstance(duration, timedelta):
            return duration
        days = float(duration.years) * _DAYS_OF_A_YEAR + float(duration.months) * _DAYS_OF_A_MONTH
        exact: timedelta = duration.tdelta + timedelta(days=days)
    except (isodate.ISO8601Error, OverflowError, ValueError):
        raise ValueError(f"{text!r} is not an ISO 8601 duration such as PT10M or P1DT12H") from None
    return exact


def format_duration(value: timedelta) -> str:
    """Write a timedelta in ISO 8601: days, hours, minutes and seconds, leaving out what is zero."""
    if value < timedelta(0):
        return "-" + format_duration(-value)
    minutes, seconds = divmod(value.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    clock = f"{hours}H" if hours else ""
    if minutes:
        clock += f"{minutes}M"
    if value.microseconds:
        clock += f"{seconds}.{value.microseconds:06d}".rstrip("0") + "S"
    elif seconds:
        clock += f"{seconds}S"
    if not clock:
        return f"P{value.days}D" if value.days else "PT0S"
    return f"P{value.days}DT{clock}" if value.days else f"PT{clock}"


_DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def parse_rfc1123(text: str) -> datetime:
    """Read a date of an HTTP header as an aware datetime in UTC. Raises ValueError."""
    from email.utils import parsedate_to_datetime

    try:
        moment = parsedate_to_datetime(text)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        raise ValueError(f"{text!r} is not an HTTP date such as Sat, 31 Jan 2026 08:00:00 GMT") from None


def format_rfc1123(value: datetime) -> str:
    """Write a datetime as a date for an HTTP header, to the second; a naive one is in UTC."""
    # Not strftime: its names follow the locale of the process.
    if value.tzinfo is not None:
        value = value.astimezone(UTC)
    return (
        f"{_DAY_NAMES[value.weekday()]}, {value.day:02d} {_MONTH_NAMES[value.month - 1]} "
        f"{value.year:04d} {value.hour:02d}:{value.minute:02d}:{value.second:02d} GMT"
    )
