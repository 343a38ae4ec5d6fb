"""What an answer says about the tasks of a request: the table behind `create_tasks`.

Only an answer that proves that nothing was done counts as 'not added'. Everything else is 'unknown': such tasks go
again under the same ids, and if the service then knows an id already, the earlier request did the work.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import Enum
from typing import Any, Literal

OnExisting = Literal["accept", "fail"]


@dataclass(frozen=True)
class Answer:
    """What came of sending one request."""

    status: int | None = None
    """None: no answer came."""
    body: bytes = b""
    code: str | None = None
    """The service's error code."""
    retry_after: float | None = None
    error: Exception | None = None
    never_sent: bool = False
    """Whether it is proven that the service did not see the request."""
    resent: bool = False
    """Whether a retry policy of the caller's own sent the request more than once."""
    hopeless: bool = False
    """Whether sending again cannot help: a fault of the program or of the credential."""


class Verdict(Enum):
    """What an answer means for the chunk."""

    READ = "read the items"
    TOO_LARGE = "not added; split, and keep chunks smaller"
    REFUSED = "not added; split to find the task that is wrong"
    NOT_ADDED = "not added; wait and go again"
    UNKNOWN = "perhaps added; wait and go again"
    STOP = "not added; stop the call"


_TOO_LARGE = frozenset(("requestbodytoolarge", "requestentitytoolarge"))

# A 400 about the request itself, not about a task in it: splitting would only repeat it.
_ABOUT_THE_REQUEST = frozenset(
    (
        "hostinformationnotpresent",
        "invalidauthenticationinfo",
        "invalidheadervalue",
        "invalidhttpverb",
        "invalidqueryparametervalue",
        "invaliduri",
        "missingrequiredheader",
        "missingrequiredqueryparameter",
        "multipleconditionheadersnotsupported",
        "outofrangequeryparametervalue",
        "requesturlfailedtoparse",
        "unsupportedheader",
        "unsupportedhttpversion",
        "unsupportedqueryparameter",
        "unsupportedrequestversion",
    )
)


def judge(answer: Answer) -> Verdict:
    """Say what an answer means for the tasks of the request."""
    status, code = answer.status, (answer.code or "").lower()
    if answer.hopeless:
        return Verdict.STOP
    if status is None:
        return Verdict.NOT_ADDED if answer.never_sent else Verdict.UNKNOWN
    if status == 200:
        return Verdict.READ
    if status == 413 or code in _TOO_LARGE:
        return Verdict.TOO_LARGE
    if status == 429:
        return Verdict.NOT_ADDED
    if status == 400:
        return Verdict.STOP if code in _ABOUT_THE_REQUEST else Verdict.REFUSED
    if status == 408 or 200 < status < 300 or (status >= 500 and status not in (501, 505)):
        return Verdict.UNKNOWN
    return Verdict.STOP


def holds_everybody(answer: Answer) -> bool:
    """Tell whether the service asks all of its clients to wait, not only this request."""
    return answer.status in (429, 503)


def read_items(body: bytes) -> dict[str, list[dict[str, Any]]] | None:
    """Read the items of a 200 by task id in lower case, equal ids in order; None if there is nothing to read.

    An item that cannot be read is left out: its task counts as one without an answer.
    """
    try:
        items = json.loads(body)["value"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    if not isinstance(items, list):
        return None
    by_id: dict[str, list[dict[str, Any]]] = {}
    for item in items:
        if isinstance(item, dict) and isinstance(item.get("taskId"), str):
            by_id.setdefault(item["taskId"].lower(), []).append(item)
    return by_id


class Fate(Enum):
    """What became of one task."""

    ADDED = "added"
    EXISTED = "was there before; accepted"
    FAILED = "refused"
    NOT_ADDED = "not added; goes again"
    UNKNOWN = "no word; goes again"


def judge_item(
    item: dict[str, Any] | None, maybe_added: bool, on_existing: OnExisting
) -> tuple[Fate, dict[str, Any] | None]:
    """Say what became of a task, and what to report about it.

    `maybe_added` tells that an earlier request with the task may have been carried out.
    """
    if item is None:
        return Fate.UNKNOWN, None
    match str(item.get("status")).lower():
        case "success":
            return Fate.ADDED, item
        case "servererror":
            return Fate.NOT_ADDED, item
        case "clienterror" if error_code(item).lower() != "taskexists":
            return Fate.FAILED, item
        case "clienterror" if maybe_added:
            return Fate.ADDED, added(item["taskId"])
        case "clienterror":
            return (Fate.EXISTED if on_existing == "accept" else Fate.FAILED), item
    return Fate.UNKNOWN, None


def error_code(item: dict[str, Any]) -> str:
    """Return the error code of an item; empty if it has none."""
    error = item.get("error")
    return str(error.get("code") or "") if isinstance(error, dict) else ""


def added(task_id: str) -> dict[str, Any]:
    """Make the item of a task that an earlier request added: its ETag and time are not known."""
    return {"status": "Success", "taskId": task_id}


def not_added(task_id: str, code: str, sentence: str) -> dict[str, Any]:
    """Make the item of a task that was refused in another way than by an item."""
    return {
        "status": "ClientError",
        "taskId": task_id,
        "error": {"code": code, "message": {"lang": "en-US", "value": sentence}},
    }
