"""Decide whether the condition headers of a request hold.

`If-Match` beats `If-Unmodified-Since` and `If-None-Match` beats `If-Modified-Since`; every other pair is refused. An
unmet condition of a read that asks 'has it changed?' is 304, everything else is 412. Dates compare by whole seconds.
"""

from __future__ import annotations

from datetime import datetime, timezone
from email.utils import parsedate_to_datetime

from .clock import TICKS_PER_SECOND, ticks_of
from .errors import ServiceError
from .messages import Request

_ALLOWED_PAIRS = (
    {"if-match", "if-unmodified-since"},
    {"if-none-match", "if-modified-since"},
)
_NAMES = ("if-match", "if-none-match", "if-modified-since", "if-unmodified-since")


def check_conditions(request: Request, etag: str | None, last_modified: int) -> None:
    """Refuse the request if a condition does not hold.

    `last_modified` is in ticks. Without an etag (files) only the two date headers count.
    """
    given = {name for name in _NAMES if request.headers.get(name)}
    if not given:
        return
    if len(given) > 1 and not any(given <= pair for pair in _ALLOWED_PAIRS):
        raise ServiceError(
            400,
            "MultipleConditionHeadersNotSupported",
            "Only If-Match with If-Unmodified-Since, or If-None-Match with If-Modified-Since, can be combined.",
            [("HeaderName", ", ".join(sorted(given)))],
        )
    headers = request.headers
    is_read = request.operation.method in ("GET", "HEAD")
    if etag is not None and "if-match" in given:
        _require(_matches(headers["if-match"], etag), 412)
    elif "if-unmodified-since" in given:
        limit = _date(headers["if-unmodified-since"], "If-Unmodified-Since")
        _require(last_modified // TICKS_PER_SECOND <= limit, 412)
    if etag is not None and "if-none-match" in given:
        _require(not _matches(headers["if-none-match"], etag), 304 if is_read else 412)
    elif "if-modified-since" in given:
        limit = _date(headers["if-modified-since"], "If-Modified-Since")
        _require(last_modified // TICKS_PER_SECOND > limit, 304 if is_read else 412)


def _require(holds: bool, status: int) -> None:
    if not holds:
        raise ServiceError(
            status, "ConditionNotMet", "The condition specified using HTTP conditional header(s) is not met."
        )


def _matches(header: str, etag: str) -> bool:
    wanted = [part.strip().removeprefix("W/").strip('"') for part in header.split(",")]
    return "*" in wanted or etag in wanted


def _date(text: str, name: str) -> int:
    """Return whole seconds since the clock's zero."""
    try:
        moment: datetime = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError):
        raise ServiceError(
            400,
            "InvalidHeaderValue",
            "The value of a header is not in the correct format.",
            [("HeaderName", name), ("HeaderValue", text)],
        ) from None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=timezone.utc)
    return ticks_of(moment) // TICKS_PER_SECOND
