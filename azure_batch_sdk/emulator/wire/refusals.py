"""Turn a refusal into what goes over the wire."""

from __future__ import annotations

from datetime import datetime

from ..errors import ServiceError
from ..messages import JsonObject

ERRORS_FRAGMENT = "Microsoft.Azure.Batch.Protocol.Entities.Container.errors/@Element"
_LONGEST_REASON = 512


def error_body(error: ServiceError, base_url: str, request_id: str, now: datetime) -> JsonObject:
    """Return the body of an error reply; the message ends in the request id and the time, always with 7 digits."""
    body: JsonObject = {
        "odata.metadata": f"{base_url}/$metadata#{ERRORS_FRAGMENT}",
        "code": error.code,
        "message": {"lang": "en-US", "value": message_text(error.message, request_id, now)},
    }
    if error.values:
        body["values"] = [
            {"key": key} if value is None else {"key": key, "value": value} for key, value in error.values
        ]
    return body


def message_text(sentence: str, request_id: str, now: datetime) -> str:
    """Return the text of a message: the sentence, the request id and the time, each on its line."""
    return f"{sentence}\nRequestId:{request_id}\nTime:{now:%Y-%m-%dT%H:%M:%S.%f}0Z"


def reason_phrase(error: ServiceError) -> str:
    """Return the reason phrase of an error: the first line of its message, fit for a status line."""
    first_line = next(iter(error.message.splitlines()), "")
    printable = "".join(character if " " <= character <= "~" else "?" for character in first_line.strip())
    return printable[:_LONGEST_REASON] or error.code
