"""Write a wait as a text that another process can go on from.

The text is JSON in base64, with what was asked of which resource and what is known so far. It holds no key, no token and no
body, but whoever has it learns the names; and it is only good for the account, the operation and the resource that it was made
for. A wait that goes on for another account would take its 404 for 'deleted'.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from .evidence import Evidence

_VERSION = 1


def write_token(endpoint: str, operation: str, ids: Mapping[str, str], evidence: Evidence) -> str:
    """Write a continuation token."""
    content = {
        "v": _VERSION,
        "operation": operation,
        "endpoint": _host(endpoint),
        "ids": dict(ids),
        "date": evidence.date,
        "etag": evidence.etag,
        "modified": evidence.modified,
        "created": evidence.created,
        "seen": sorted(evidence.seen),
        "baseline": None if evidence.baseline is None else dict(evidence.baseline),
        "options": {"targets": list(evidence.targets), "patient": evidence.patient},
    }
    text = json.dumps(content, separators=(",", ":"))
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_token(token: Any, endpoint: str, operation: str, ids: Mapping[str, Any]) -> Evidence:
    """Read a continuation token for a certain operation.

    Raises TypeError for what is no text, ValueError for what is no token or one of another endpoint, operation or
    resource.
    """
    if not isinstance(token, str):
        raise TypeError(f"continuation_token must be a str, not {type(token).__name__}")
    content = _content(token)
    if content.get("operation") != operation:
        raise ValueError(f"the continuation token is one of {content.get('operation')}, not of {operation}")
    if content.get("endpoint") != _host(endpoint):
        raise ValueError(
            f"the continuation token is one of {content.get('endpoint')}, and this client is for {_host(endpoint)}"
        )
    theirs = content.get("ids")
    if not isinstance(theirs, dict) or _folded(theirs) != _folded(ids):
        raise ValueError(f"the continuation token is one of {theirs}, not of {dict(ids)}")
    try:
        return _evidence(content)
    except (AttributeError, KeyError, OverflowError, TypeError, ValueError) as error:
        raise ValueError(f"the continuation token is damaged: {error!r}") from error


def _content(token: str) -> dict[str, Any]:
    try:
        content = json.loads(urlsafe_b64decode(token + "=" * (-len(token) % 4)))
    except (ValueError, RecursionError) as error:
        raise ValueError(
            "continuation_token must be what continuation_token() of a poller of this package gave"
        ) from error
    if not isinstance(content, dict) or content.get("v") != _VERSION:
        version = content.get("v") if isinstance(content, dict) else None
        raise ValueError(
            f"the continuation token has version {version}; this package reads version {_VERSION}"
        )
    return content


def _evidence(content: dict[str, Any]) -> Evidence:
    baseline, options = content["baseline"], content["options"]
    dedicated, low_priority = options["targets"]
    etag = content["etag"]
    if not (etag is None or isinstance(etag, str)):
        raise TypeError(f"etag {etag!r}")
    return Evidence(
        date=_number(content["date"]),
        etag=etag,
        modified=_number(content["modified"]),
        created=_number(content["created"]),
        seen=frozenset(str(state) for state in content["seen"]),
        baseline=None if baseline is None else {str(key): int(value) for key, value in baseline.items()},
        targets=(_number(dedicated), _number(low_priority)),
        patient=bool(options["patient"]),
    )


def _number(value: Any) -> int | None:
    return None if value is None else int(value)


def _host(endpoint: str) -> str:
    return urlsplit(endpoint).netloc.lower()


def _folded(ids: Mapping[str, Any]) -> dict[str, str]:
    # The service does not tell ids by case.
    return {name: str(value).lower() for name, value in ids.items()}
