"""Faults on request, so that clients can be tested against them.

A fault is asked for as text, `name=value`:

    429=0.1            a tenth of the requests is throttled (also 500, 502, 503, 504)
    drop-before=0.01   the connection is cut and nothing was done
    drop-after=0.01    the request is carried out, then the connection is cut without an answer
    latency=0.2        every request waits so many seconds first; 0.1..0.5 is drawn anew each time
    stale-counts=5     the task counts of a job are those of so many seconds ago
    retry-after=2      what 429 and 503 say, in whole seconds (default 1)
    seed=7             the same requests in the same order meet the same faults

Only requests that are in order meet faults. Waits are in real time, whatever the service's clock does.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from ..errors import ServiceError

Cut = Literal["drop-before", "drop-after"]

STATUSES = (429, 500, 502, 503, 504)
CUTS: tuple[Cut, ...] = ("drop-before", "drop-after")
FROM_A_PROXY = frozenset({502, 504})
"""Statuses that come from something in front of the service, without a body of the service."""

_CERTAIN = 1.0 + 1e-9
_CODES = {
    429: ("TooManyRequests", "The server is receiving too many requests; wait and try again."),
    500: ("InternalError", "Server encountered an internal error. Please try again after some time."),
    502: ("BadGateway", "Bad gateway."),
    503: ("ServerBusy", "The server is busy; wait and try again."),
    504: ("GatewayTimeout", "Gateway time-out."),
}
_WITH_RETRY_AFTER = frozenset({429, 503})


@dataclass(frozen=True)
class FaultSpec:
    """What was asked for, taken apart."""

    shares: tuple[tuple[int | Cut, float], ...] = ()
    latency: tuple[float, float] = (0.0, 0.0)
    retry_after: int = 1
    seed: int | None = None
    stale_counts: float = 0.0
    """Seconds; the handler of the counts sees to it."""


NO_FAULTS = FaultSpec()


@dataclass(frozen=True)
class Fault:
    """What happens to one request."""

    delay_seconds: float = 0.0
    error: ServiceError | None = None
    cut: Cut | None = None


@dataclass
class FaultPlan:
    """Draw the faults of one request after the other."""

    spec: FaultSpec
    _random: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._random = random.Random(self.spec.seed)

    def draw(self) -> Fault:
        """Return what the next request meets; two numbers are drawn whatever comes out."""
        delay = self._random.uniform(*self.spec.latency)
        point = self._random.random()
        for kind, share in self.spec.shares:
            point -= share
            if point < 0:
                if isinstance(kind, int):
                    return Fault(delay, error=_error(kind, self.spec.retry_after))
                return Fault(delay, cut=kind)
        return Fault(delay)


def parse_faults(texts: Sequence[str]) -> FaultSpec:
    """Take fault texts apart; raise ValueError, naming the text, if one is not understood."""
    shares: dict[int | Cut, float] = {}
    latency = (0.0, 0.0)
    retry_after = 1
    seed: int | None = None
    stale_counts = 0.0
    for text in texts:
        name, _, value = text.partition("=")
        try:
            if name == "latency":
                first, _, last = value.partition("..")
                latency = (_seconds(first), _seconds(last or first))
                if latency[0] > latency[1]:
                    raise ValueError("the seconds must not run backwards")
            elif name == "stale-counts":
                stale_counts = _seconds(value)
            elif name == "retry-after":
                retry_after = int(value)
                if retry_after < 0:
                    raise ValueError("there must be 0 seconds or more")
            elif name == "seed":
                seed = int(value)
            else:
                shares[_kind(name)] = _share(value)
        except ValueError as error:
            raise ValueError(f"cannot understand the fault {text!r}: {error}") from None
    if sum(shares.values()) > _CERTAIN:
        raise ValueError("the shares of all faults add up to more than 1")
    return FaultSpec(tuple(shares.items()), latency, retry_after, seed, stale_counts)


def _kind(name: str) -> int | Cut:
    for cut in CUTS:
        if name == cut:
            return cut
    if name.isdecimal() and int(name) in STATUSES:
        return int(name)
    known = ", ".join([*map(str, STATUSES), *CUTS, "latency", "stale-counts", "retry-after", "seed"])
    raise ValueError(f"there are {known}")


def _share(value: str) -> float:
    share = float(value)
    if not 0 <= share <= 1:
        raise ValueError("a share is a number from 0 to 1")
    return share


def _seconds(value: str) -> float:
    seconds = float(value)
    if not 0 <= seconds < math.inf:
        raise ValueError("there must be 0 seconds or more")
    return seconds


def _error(status: int, retry_after: int) -> ServiceError:
    code, message = _CODES[status]
    return ServiceError(
        status, code, message, retry_after=retry_after if status in _WITH_RETRY_AFTER else None
    )
