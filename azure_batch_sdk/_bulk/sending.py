"""From an exchange with the service to an `Answer`, and the arguments of the exchange. No I/O.

The pipeline re-sends a POST after 500, 503 and 504 by itself, which would hide an attempt; so requests go out with its
retries off. And a transport can report a connection that was dropped after the work as one that was never made; so
only a failure to connect that is seen in the cause proves that nothing was sent.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from typing import Any

from azure.core.exceptions import AzureError, ClientAuthenticationError, HttpResponseError

from .._runtime.keywords import UnknownKeyword
from .._runtime.retry_after import retry_after_seconds
from .answers import Answer

_READ_TIMEOUT = 60

LOST = Answer(hopeless=True)
"""The answer of an exchange that was broken off from outside."""

NOT_SENT = Answer(hopeless=True, never_sent=True)
"""The answer of an exchange that was not begun."""


def pipeline_options(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options for sending one chunk: the caller's own, without the pipeline's retries."""
    return {"read_timeout": _READ_TIMEOUT, **options, "retry_total": 0}


def answer_of(response: Any) -> Answer:
    """Make the answer of a pipeline response that was a success."""
    http = response.http_response
    return Answer(status=http.status_code, body=http.content, resent=bool(response.context.get("history")))


def answer_of_error(error: Exception) -> Answer:
    """Make the answer of an exchange that raised."""
    response = getattr(error, "response", None)
    status = getattr(error, "status_code", None)
    if isinstance(error, HttpResponseError) and status is not None:
        return Answer(
            status=status,
            code=str(getattr(getattr(error, "error", None), "code", None) or "") or None,
            retry_after=retry_after_seconds(getattr(response, "headers", None) or {}),
            error=error,
        )
    if isinstance(error, ClientAuthenticationError | UnknownKeyword):
        # The credential gave no token, or the transport did not take the request, so nothing was sent.
        return Answer(error=error, never_sent=True, hopeless=True)
    if isinstance(error, (AzureError, OSError, asyncio.TimeoutError)):
        return Answer(error=error, never_sent=_could_not_connect(error))
    if type(error).__module__.partition(".")[0] in ("aiohttp", "requests", "urllib3", "httpx"):
        return Answer(error=error, never_sent=_could_not_connect(error))
    return Answer(error=error, hopeless=True)


# Names, because the libraries must not be imported for a look. A certificate is checked before anything is sent.
_CONNECT_FAILURES = frozenset(
    (
        "ClientConnectorError",
        "ConnectTimeout",
        "ConnectTimeoutError",
        "ConnectionRefusedError",
        "ConnectionTimeoutError",
        "NameResolutionError",
        "NewConnectionError",
        "SSLCertVerificationError",
        "gaierror",
    )
)


def _could_not_connect(error: BaseException) -> bool:
    return any(
        kind.__name__ in _CONNECT_FAILURES for cause in _causes(error, set()) for kind in type(cause).__mro__
    )


def _causes(error: BaseException, seen: set[int]) -> Iterator[BaseException]:
    """Yield an error and what it says it was caused by.

    Not `__context__`: an unrelated failure that was being handled at the time proves nothing.
    """
    if id(error) in seen:
        return
    seen.add(id(error))
    yield error
    for cause in (
        error.__cause__,
        getattr(error, "inner_exception", None),
        getattr(error, "reason", None),
        *error.args,
    ):
        if isinstance(cause, BaseException):
            yield from _causes(cause, seen)
