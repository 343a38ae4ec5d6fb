"""What is known about a wait: when it was asked for, and what earlier looks have shown.

A state alone proves nothing. A node that is idle may have rebooted or not begun to; resize errors may be years old; a
pool of the right name may be another one. So looks are compared with the moment of the request, on the service's own
clock: the `Date` of its answer (whole seconds), or better the exact `lastModified` of the resource as long as it still
has the ETag that the answer gave. The client's clock is never asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from typing import Any

from .._runtime.converters import parse_datetime, parse_rfc1123

Resource = Mapping[str, Any]
"""A resource as it came over the wire."""

SECOND = 10_000_000
"""One second in ticks of 100 nanoseconds, the resolution of the service's timestamps."""

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
_MICROSECOND = timedelta(microseconds=1)
_SEVENTH_DIGIT = re.compile(r"[.,]\d{6}(\d)", re.ASCII)

_TIMES = (
    "creationTime",
    "stateTransitionTime",
    "previousStateTransitionTime",
    "allocationStateTransitionTime",
    "lastBootTime",
)


@dataclass(frozen=True)
class Evidence:
    """What is known about a wait; it changes by being replaced, so any thread may read it."""

    date: int | None = None
    """When the service answered the request, in ticks; up to a second early. None: it did not say."""
    etag: str | None = None
    """The ETag that the answer gave the resource."""
    modified: int | None = None
    """The exact time of the request, known once the resource was seen with that ETag."""
    created: int | None = None
    """The creation time of the resource as first seen."""
    seen: frozenset[str] = frozenset()
    """The states that earlier looks have shown."""
    baseline: Mapping[str, int] | None = None
    """The times that the first look showed."""
    targets: tuple[int | None, int | None] = (None, None)
    """The dedicated and low-priority nodes that a resize asked for."""
    patient: bool = False
    """Whether the request said to wait for tasks, so that nothing may happen for hours."""

    def since(self, resource: Resource, key: str) -> bool:
        """Tell whether a time of the resource is not before the request."""
        return self._not_before(resource, key, self.date if self.modified is None else self.modified)

    def after_the_answer(self, resource: Resource, key: str) -> bool:
        """Tell whether a time of the resource is certainly after the answer to the request."""
        return self._not_before(resource, key, None if self.date is None else self.date + SECOND)

    def _not_before(self, resource: Resource, key: str, bound: int | None) -> bool:
        moment = ticks(resource.get(key))
        if moment is None:
            return False
        if bound is not None:
            return moment >= bound
        # Nothing to compare with but earlier looks: only a change proves something.
        return self.baseline is not None and self.baseline.get(key) != moment

    def is_another(self, resource: Resource) -> bool:
        """Tell whether this is another resource that has taken the name of the first one."""
        created = ticks(resource.get("creationTime"))
        if created is None:
            return False
        if self.created is not None and created != self.created:
            return True
        return self.date is not None and self.after_the_answer(resource, "creationTime")

    def dated_by(self, resource: Resource) -> Evidence:
        """Return the evidence with the exact time of the request, if this look tells it."""
        if self.modified is None and self.etag is not None and bare_etag(resource.get("eTag")) == self.etag:
            return replace(self, modified=ticks(resource.get("lastModified")))
        return self

    def having_seen(self, resource: Resource, state: str) -> Evidence:
        """Return the evidence after a look."""
        known = self
        if state not in self.seen:
            known = replace(known, seen=self.seen | {state})
        if self.created is None and (created := ticks(resource.get("creationTime"))) is not None:
            known = replace(known, created=created)
        if self.baseline is None:
            times = {key: ticks(resource.get(key)) for key in _TIMES}
            known = replace(known, baseline={key: time for key, time in times.items() if time is not None})
        return known


def ticks(text: Any) -> int | None:
    """Count the 100 nanoseconds since 1970 of a timestamp; None for what is none."""
    if not isinstance(text, str):
        return None
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    # A datetime ends at microseconds. The service never lets two changes share a tick, so the last digit counts.
    digit = _SEVENTH_DIGIT.search(text)
    return (moment - _EPOCH) // _MICROSECOND * 10 + (int(digit[1]) if digit else 0)


def ticks_of_http_date(text: str | None) -> int | None:
    """Count the 100 nanoseconds since 1970 of a date in a header; None for what is none."""
    if text is None:
        return None
    try:
        return (parse_rfc1123(text) - _EPOCH) // _MICROSECOND * 10
    except ValueError:
        return None


def bare_etag(text: Any) -> str | None:
    """Take the quotes off an ETag: the service sends none, what stands between may add them."""
    return text.removeprefix("W/").strip('"') or None if isinstance(text, str) else None


def word(resource: Resource, key: str) -> str:
    """Read a state in lower case; an empty text if there is none."""
    value = resource.get(key)
    return value.lower() if isinstance(value, str) else ""
