"""Turn a reply into an exception; no other place does.

The class follows from the status and the service's error code, never from what was asked. The text tells the code, the
sentence, the details, what it was about and under which request id the service knows it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from azure.core.exceptions import (
    AzureError,
    ClientAuthenticationError,
    HttpResponseError,
    ODataV4Format,
    ResourceExistsError,
    ResourceModifiedError,
    ResourceNotFoundError,
    ResourceNotModifiedError,
)

from .converters import parse_rfc1123
from .operation import Operation

_LONGEST_SENTENCE = 1000
_LONGEST_VALUE = 400
_MOST_VALUES = 20
_LONGEST_EXCERPT = 200
_SIGNATURE_SKEW_MINUTES = 15

_BY_STATUS: dict[int, type[HttpResponseError]] = {
    304: ResourceNotModifiedError,
    401: ClientAuthenticationError,
    404: ResourceNotFoundError,
    412: ResourceModifiedError,
}

_AUTHENTICATION_CODES = frozenset(
    ("authenticationfailed", "insufficientaccountpermissions", "accountisdisabled", "forbidden")
)


class OperationFailed(HttpResponseError):
    """A long-running operation came to an end that is not the one asked for.

    `operation` is the method that started it, `resource` the pool, job, schedule or node as last seen (None if it is
    gone), `reason` a sentence.
    """

    def __init__(
        self,
        message: str | None = None,
        *,
        operation: str | None = None,
        resource: Any = None,
        reason: str | None = None,
        response: Any = None,
        **kwargs: Any,
    ) -> None:
        text = message or f"{operation} failed: {reason}"
        super().__init__(message=text, response=response, **kwargs)
        self.operation = operation
        self.resource = resource
        self.reason = reason


class ErrorMessage(str):
    """The message of an error: a str that also has `value` and `lang`, as on the wire."""

    __slots__ = ("lang",)

    lang: str | None

    def __new__(cls, value: str = "", lang: str | None = None) -> ErrorMessage:
        message = super().__new__(cls, value)
        message.lang = lang
        return message

    @property
    def value(self) -> str:
        """The text, with the request id and the time in further lines."""
        return str(self)

    def __getnewargs__(self) -> tuple[str, str | None]:  # type: ignore[override]  # one more than a str has
        return str(self), self.lang


class ErrorValue(NamedTuple):
    """One detail of an error."""

    key: str | None
    value: str | None


class ErrorBody(ODataV4Format):
    """What the service says in the body of an error; without a body `code` is None and `message` is empty."""

    def __init__(self, json_object: Any = None) -> None:
        # The base class raises for a body without code and message, and takes the message for a str.
        body = json_object if isinstance(json_object, Mapping) else {}
        if isinstance(body.get("error"), Mapping):
            body = body["error"]
        self.code: str | None = _text(body.get("code"))
        message = body.get("message")
        if isinstance(message, Mapping):
            self.message = ErrorMessage(_text(message.get("value")) or "", _text(message.get("lang")))
        else:
            self.message = ErrorMessage(_text(message) or "")
        self.target = _text(body.get("target"))
        inner = body.get("innererror")
        self.innererror = inner if isinstance(inner, Mapping) else {}
        values = body.get("values")
        self.error_values: list[ErrorValue] = [
            ErrorValue(_text(item.get("key")), _text(item.get("value")))
            for item in (values if isinstance(values, list) else ())
            if isinstance(item, Mapping)
        ]
        details = body.get("details")
        if not isinstance(details, list):
            # Batch says `values`; the same under the names that programs know from other Azure services.
            details = [{"code": key, "message": value} for key, value in self.error_values]
        self.details = [ErrorBody(item) for item in details]

    @property
    def values(self) -> list[ErrorValue]:
        """The details, under their name on the wire."""
        return self.error_values

    @property
    def sentence(self) -> str:
        """The message without its lines for the request id and the time."""
        lines = (self.message or "").strip().splitlines()
        kept = [line for line in lines if not line.lower().startswith(("requestid:", "time:"))]
        return _shorten(" ".join(kept), _LONGEST_SENTENCE)

    def __str__(self) -> str:
        return f"({self.code}) {self.sentence}"


def _text(value: Any) -> str | None:
    return None if value is None else value if isinstance(value, str) else json.dumps(value)


def _shorten(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 3] + "..."


def error_class(status: int, code: str | None) -> type[HttpResponseError]:
    """Choose the exception class for a status and a service's error code."""
    code = (code or "").lower()
    if status == 403 and code in _AUTHENTICATION_CODES:
        return ClientAuthenticationError
    if status == 409 and code.endswith("exists"):
        return ResourceExistsError
    return _BY_STATUS.get(status, HttpResponseError)


def make_error(
    response: Any,
    *,
    operation: Operation | None = None,
    arguments: Mapping[str, Any] | None = None,
    attempts: int = 1,
    error_map: Mapping[int, type[HttpResponseError]] | None = None,
    make_model: Callable[[dict[str, Any]], Any] | None = None,
    kind: type[HttpResponseError] | None = None,
    problem: str | None = None,
) -> HttpResponseError:
    """Make the exception for a reply whose body has been read, if there is one.

    `attempts` is how often the request was sent. `kind` and `problem` are for a reply that is an error only because of
    its content; else the reply decides.
    """
    content = _content(response)
    parsed = None if problem else _parse(content)
    body = ErrorBody(parsed)
    status: int = response.status_code
    chosen = kind or (error_map or {}).get(status) or error_class(status, body.code)
    lines = [problem or _headline(response, body, content)]
    lines += [
        f"  {key}: {_shorten(value or '', _LONGEST_VALUE)}" for key, value in body.error_values[:_MOST_VALUES]
    ]
    subject = _subject(operation, arguments or {}, response)
    if subject:
        lines.append(f"  {subject}")
    lines += [f"  {hint}" for hint in _hints(response, operation, body, attempts)]

    # The class gets no response while it is made: it would parse the body again and take over the text.
    error = chosen(message="\n".join(lines))
    error.response = response
    error.status_code = status
    error.reason = response.reason
    error.error = body
    if isinstance(parsed, dict) and body.code is not None and make_model is not None:
        error.model = make_model(parsed)
    return error


def _content(response: Any) -> bytes:
    try:
        content: bytes = response.content
    except AzureError:
        # A body that was not or could not be read: the status and the headers must do.
        return b""
    return content


def _parse(content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def _headline(response: Any, body: ErrorBody, content: bytes) -> str:
    if body.code is not None or body.message:
        return str(body)
    status = f"{response.status_code} {response.reason or ''}".strip()
    excerpt = _excerpt(content)
    return f"the reply was {status}: {excerpt}" if excerpt else f"the reply was {status}, without a body"


def _excerpt(content: bytes) -> str:
    text = content[: 4 * _LONGEST_EXCERPT].decode("utf-8", "replace")
    printable = "".join(sign if sign.isprintable() else " " for sign in text)
    return _shorten(" ".join(printable.split()), _LONGEST_EXCERPT)


def _subject(operation: Operation | None, arguments: Mapping[str, Any], response: Any) -> str:
    """Tell what the call was about: `job: nightly   task: render-7   request: 6b1f...`."""
    parts = []
    if operation is not None:
        for parameter in operation.parameters:
            if parameter.location == "path" and arguments.get(parameter.name):
                label = parameter.name.removesuffix("_id").replace("_", " ")
                parts.append(f"{label}: {_shorten(str(arguments[parameter.name]), _LONGEST_VALUE)}")
        if operation.body is not None:
            tree = arguments.get(operation.body.parameter)
            tree = getattr(tree, "_data", tree)
            made = tree.get("id") if isinstance(tree, Mapping) else None
            if isinstance(made, str):
                part = f"{operation.body.parameter.replace('_', ' ')}: {_shorten(made, _LONGEST_VALUE)}"
                if part not in parts:  # a replace has its id in the path and in the body
                    parts.append(part)
    request_id = response.headers.get("request-id")
    if request_id:
        parts.append(f"request: {_shorten(request_id, _LONGEST_VALUE)}")
    return "   ".join(parts)


def _hints(response: Any, operation: Operation | None, body: ErrorBody, attempts: int) -> list[str]:
    hints = []
    code = (body.code or "").lower()
    if attempts > 1 and operation is not None and operation.method == "POST" and code.endswith("exists"):
        hints.append(f"sent {attempts} times; the first may have done it")
    minutes = _minutes_ahead(response) if code == "authenticationfailed" else 0
    if abs(minutes) >= _SIGNATURE_SKEW_MINUTES:
        side = "ahead of" if minutes > 0 else "behind"
        hints.append(f"this computer's clock is {abs(minutes)} minutes {side} the service's; set the clock")
    return hints


def _minutes_ahead(response: Any) -> int:
    """Compare the time that was signed with the time of the answer."""
    try:
        sent: datetime = parse_rfc1123(response.request.headers["ocp-date"])
        answered = parse_rfc1123(response.headers["Date"])
    except (KeyError, ValueError, AttributeError):
        return 0
    return round((sent - answered).total_seconds() / 60)
