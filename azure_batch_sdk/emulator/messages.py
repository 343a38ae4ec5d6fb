"""Requests and replies as values: all that a handler knows of HTTP.

The wire makes a `Request` from what came in (routed, authenticated, converted, validated) and turns a `Reply` into
HTTP. A handler is a plain function from the one to the other and can be tested without a server.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .._runtime.operation import Operation

JsonObject = dict[str, Any]


@dataclass(frozen=True)
class Request:
    """One call of one operation."""

    operation: Operation
    path: Mapping[str, str]
    """Path arguments by wire name, percent-decoded: `{"jobId": "nightly"}`."""
    query: Mapping[str, Any]
    """Query parameters that were given, by the wire name of the operation table, converted: `maxresults` and
    `timeOut` to int, `force` and `recursive` to bool, dates to aware datetimes, `$select` and `$expand` to tuples of str."""
    headers: Mapping[str, str]
    """By lower-case name, as sent."""
    body: JsonObject | None
    """The JSON body, validated against the schema; None without one."""
    api_version: str
    base_url: str
    """Scheme and authority for absolute URLs, without a trailing slash."""
    request_id: str


@dataclass(frozen=True)
class FileContent:
    """Bytes of a file on a node, to be streamed from disk."""

    path: Path
    start: int
    length: int


@dataclass(frozen=True)
class Listing:
    """The items of a list reply; the wire filters, selects, cuts into pages and makes the next link.

    `after(key)` yields `(key, make_body)` in the order of the list, beginning behind `key` (None: from the start);
    a key is any text that orders the list and survives a change of the list between two pages. Items are made
    lazily, so that a page costs what the page holds.
    """

    entity: str
    """Which table of filterable properties applies: `pool`, `job`, `jobOfSchedule`, `jobSchedule`, `task`, `node`, `prepRelease`,
    `file`, `nodeCounts`, `image`, `usageMetrics`, `application`, `extension`, `subtask`."""
    metadata: str
    """The fragment behind `$metadata#`."""
    after: Callable[[str | None], Iterator[tuple[str, Callable[[], JsonObject]]]]
    max_page: int = 1000


@dataclass(frozen=True)
class Reply:
    """What a handler answers."""

    status: int
    body: JsonObject | None = None
    """The entity, without `odata.metadata`; the wire applies `$select`."""
    metadata: str | None = None
    """The fragment behind `$metadata#`, for a body."""
    etag: str | None = None
    last_modified: str | None = None
    """RFC 1123."""
    location: str | None = None
    data_service_id: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    listing: Listing | None = None
    file: FileContent | None = None
