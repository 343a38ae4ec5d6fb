"""How long to wait before a chunk goes again, and when to stop trying.

All of it is functions of data; the clock and the randomness come in as arguments.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """The figures of one call."""

    tasks: int = 100
    """Tasks in a request, at most."""
    characters: int = 500_000
    """Characters in a request, at most; a single task may have more."""
    attempts: int = 8
    """Attempts on a chunk without any progress before it is given up."""
    first_wait: float = 0.5
    """Seconds that the first wait of a chunk can last; the bound doubles from one attempt to the next."""
    longest_wait: float = 30.0
    """Seconds that a wait can last, unless the service asks for more."""
    patience: float = 300.0
    """Seconds without any success, counted from the first failure, before the call is given up."""
    landing: float = 10.0
    """Seconds that requests under way get to come back when the call is interrupted."""


def seconds_to_wait(
    failures: int, retry_after: float | None, limits: Limits, random: Callable[[], float]
) -> float:
    """Choose the wait after so many failures in a row: anything up to a doubling bound, at least Retry-After.

    The whole range down to zero is used, so that workers which failed together do not come back together.
    """
    bound = min(limits.longest_wait, limits.first_wait * 2.0 ** (failures - 1))
    return max(random() * bound, retry_after or 0.0)
