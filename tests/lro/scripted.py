"""Replies written by hand, for tests of the machine without a server."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from azure_batch_sdk._lro.evidence import Evidence, bare_etag, ticks_of_http_date
from azure_batch_sdk._lro.machine import Waiting
from azure_batch_sdk._lro.table import TABLE

LONG_BEFORE = "2026-01-31T07:00:00Z"
JUST_BEFORE = "2026-01-31T08:00:00.1234566Z"
"""One tick before the request, in the second of its answer."""
ASKED = "2026-01-31T08:00:00.1234567Z"
"""When the service took the request."""
JUST_AFTER = "2026-01-31T08:00:00.1234568Z"
AFTER = "2026-01-31T08:00:05.5Z"
LATER = "2026-01-31T08:00:09Z"
DATE = "Sat, 31 Jan 2026 08:00:00 GMT"
"""The Date header of the answer: the second of the request, cut."""
ETAG = "0x8DE6012345678AB"

IDS = {
    "pools": {"pool_id": "p"},
    "jobs": {"job_id": "j"},
    "job_schedules": {"job_schedule_id": "s"},
    "nodes": {"pool_id": "p", "node_id": "n"},
}


@dataclass(frozen=True)
class Scripted:
    """One reply."""

    status_code: int = 200
    content: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""


def found(resource: Mapping[str, Any], **headers: str) -> Scripted:
    """Reply with a resource."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Scripted(200, json.dumps(resource).encode(), named)


def missing(code: str | None) -> Scripted:
    """Reply 404, with an error code or with a page of a proxy."""
    if code is None:
        return Scripted(404, b"<html>not here</html>", reason="Not Found")
    body = {"code": code, "message": {"lang": "en-US", "value": "It does not exist."}}
    return Scripted(404, json.dumps(body).encode(), reason="Not Found")


def asked(
    operation: str,
    *,
    date: str | None = DATE,
    etag: str | None = None,
    targets: tuple[int | None, int | None] = (None, None),
    patient: bool = False,
    **options: Any,
) -> Waiting:
    """Begin a wait for a request that was answered just now."""
    row = TABLE[operation]
    evidence = Evidence(ticks_of_http_date(date), bare_etag(etag), targets=targets, patient=patient)
    return Waiting(row, IDS[row.start.resource], evidence, options.pop("interval", 5.0), **options)
