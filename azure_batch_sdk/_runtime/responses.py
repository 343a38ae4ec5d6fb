"""Read what a successful reply says."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import unquote

from azure.core.exceptions import DecodeError

from .converters import parse_rfc1123
from .errors import make_error

NEXT_LINK = "odata.nextLink"


class Page(NamedTuple):
    """One page of a list."""

    items: list[dict[str, Any]]
    next_link: str | None


def read_object(response: Any) -> dict[str, Any]:
    """Parse the body of a reply, which must be a JSON object; raise DecodeError otherwise."""
    content: bytes = response.content
    try:
        data = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise _decode_error(response, f"a body of {len(content)} bytes that is no JSON ({error})") from error
    if type(data) is not dict:
        raise _decode_error(response, f"JSON that is no object ({type(data).__name__})")
    return data


def read_page(response: Any) -> Page:
    """Read one page of a list."""
    data = read_object(response)
    items = data.get("value")
    if type(items) is not list or any(type(item) is not dict for item in items):
        raise _decode_error(response, "a page without a list of objects in 'value'")
    link = data.get(NEXT_LINK)
    if link is not None and not isinstance(link, str):
        raise _decode_error(response, f"a page whose {NEXT_LINK} is no text")
    return Page(items, link or None)


def endless_list(response: Any) -> Exception:
    """Make the error for a page that leads to itself, as one from a cache does that ignores the query."""
    return _decode_error(response, f"a page whose {NEXT_LINK} leads to the same page again")


def read_file_properties(response: Any) -> dict[str, Any]:
    """Read the properties of a file from the headers, as keywords of the class that holds them."""
    headers: Mapping[str, str] = response.headers
    length = headers.get("Content-Length")
    if length is None or not length.isdigit():
        raise _decode_error(response, f"Content-Length {length!r}")
    url = headers.get("ocp-batch-file-url")
    directory = headers.get("ocp-batch-file-isdirectory")
    return {
        "url": None if url is None else unquote(url),
        "is_directory": None if directory is None else directory.strip().lower() == "true",
        "last_modified": _date(response, "Last-Modified"),
        "content_length": int(length),
        "creation_time": _date(response, "ocp-creation-time"),
        "content_type": headers.get("Content-Type"),
        "file_mode": headers.get("ocp-batch-file-mode"),
    }


def _date(response: Any, name: str) -> datetime | None:
    text = response.headers.get(name)
    try:
        return None if text is None else parse_rfc1123(text)
    except ValueError as error:
        raise _decode_error(response, f"a bad {name}: {error}") from error


_TEXT_HEADERS = (
    "client-request-id",
    "content-type",
    "DataServiceId",
    "ETag",
    "Location",
    "ocp-batch-file-mode",
    "ocp-batch-file-url",
    "request-id",
)
_DATE_HEADERS = ("Last-Modified", "ocp-creation-time")


def read_headers(response: Any) -> dict[str, Any]:
    """Read the headers that the service documents, for a caller's `cls`; what is absent is None."""
    headers: Mapping[str, str] = response.headers
    known: dict[str, Any] = {name: headers.get(name) for name in _TEXT_HEADERS}
    for name in _DATE_HEADERS:
        known[name] = _date(response, name)
    length = headers.get("Content-Length")
    known["Content-Length"] = int(length) if length is not None and length.isdigit() else None
    directory = headers.get("ocp-batch-file-isdirectory")
    known["ocp-batch-file-isdirectory"] = None if directory is None else directory.lower() == "true"
    return known


def _decode_error(response: Any, what: str) -> Exception:
    request_id = response.headers.get("request-id")
    problem = f"the reply was {response.status_code} {response.reason or ''}".rstrip() + f" with {what}"
    return make_error(
        response, kind=DecodeError, problem=problem if request_id else f"{problem}, without a request id"
    )
