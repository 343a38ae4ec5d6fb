"""Read how long the service asks to be left alone.

Whoever is on the way can write the header, and write nonsense into it; then it is as if there were none. What it
accompanies, a 503 for instance, is what the caller has to hear of.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from azure.core.pipeline.policies import AsyncRetryPolicy, RetryPolicy

from .converters import parse_rfc1123

LONGEST_SLEEP = 86_400.0
"""Seconds that may be slept at a time, whatever is asked for: far above a day a clock overflows."""


def retry_after_seconds(headers: Mapping[str, str]) -> float | None:
    """Read how long the service asks to wait; None if it does not say or says nonsense.

    A date is taken relative to the answer's own Date, because the clocks of the two sides can differ.
    """
    for name in ("retry-after-ms", "x-ms-retry-after-ms"):
        milliseconds = _number(headers.get(name))
        if milliseconds is not None:
            return milliseconds / 1000.0
    text = headers.get("Retry-After")
    seconds = _number(text)
    if seconds is not None or text is None:
        return seconds
    try:
        until, now = parse_rfc1123(text), parse_rfc1123(headers.get("Date") or "")
    except ValueError:
        return None
    return max(0.0, (until - now).total_seconds())


def _number(text: str | None) -> float | None:
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if 0.0 <= number < float("inf") else None


class _ReadsRetryAfter:
    """azure-core's own reading raises ValueError for what is neither number nor date, and the answer is lost."""

    def get_retry_after(self, response: Any) -> float | None:
        """Return the seconds that the answer asks to wait, if it does."""
        seconds = retry_after_seconds(response.http_response.headers)
        return None if seconds is None else min(seconds, LONGEST_SLEEP)


class Retry(_ReadsRetryAfter, RetryPolicy[Any, Any]):
    """azure-core's policy for the synchronous pipeline."""


class AsyncRetry(_ReadsRetryAfter, AsyncRetryPolicy[Any, Any]):
    """azure-core's policy for the asynchronous pipeline."""
