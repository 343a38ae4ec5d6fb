"""Read the timestamps that clients send, in the forms that the service takes.

They are counted in ticks of 100 ns since the year 1, like everything the service's clock says.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from ..clock import datetime_of, ticks_of

_TIMESTAMP = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,12}))?)?(Z|[+-]\d\d:?\d\d)?)?",
    re.IGNORECASE | re.ASCII,
)


def timestamp_ticks(text: str) -> int:
    """Return the ticks of an ISO 8601 timestamp, UTC unless it names an offset.

    The time of day, its seconds and up to seven of their digits may be there. Raises ValueError for other texts.
    """
    match = _TIMESTAMP.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"'{text}' is not a timestamp such as '2025-09-01T12:00:00Z'")
    *parts, fraction, offset = match.groups()
    year, month, day, hour, minute, second = (int(part or 0) for part in parts)
    try:
        moment = datetime(year, month, day, hour, minute, second, tzinfo=timezone.utc)
        if offset is not None and offset not in "Zz":
            span = timedelta(hours=int(offset[1:3]), minutes=int(offset[-2:]))
            moment += span if offset[0] == "-" else -span
    except (ValueError, OverflowError) as error:
        raise ValueError(f"'{text}' is not a timestamp: {error}") from None
    return ticks_of(moment) + int((fraction or "0")[:7].ljust(7, "0"))


def timestamp(text: str) -> datetime:
    """Return an ISO 8601 timestamp as an aware datetime; raise ValueError if it is none."""
    return datetime_of(timestamp_ticks(text))


def rfc1123_ticks(text: str) -> int:
    """Return the ticks of a date such as 'Mon, 01 Sep 2025 12:00:00 GMT'; raise ValueError if it is none."""
    moment = parsedate_to_datetime(text)
    return ticks_of(moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc))
