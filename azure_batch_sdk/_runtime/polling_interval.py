"""The default seconds between two looks.

The methods' signatures say 5. So that a client can have a default of its own, that 5 must be told from a 5 that a
caller wrote: it is an int of a class of its own.
"""

from __future__ import annotations

from typing import Any


class _Default(int):
    """An int that says 'nothing was given'."""

    __slots__ = ()


DEFAULT_POLLING_INTERVAL: int = _Default(5)


def seconds_between_looks(given: Any, of_the_client: float | None) -> float:
    """Choose the seconds between two looks: what the call gave, else what the client was given, else 5.

    Raises TypeError or ValueError for what is no number of seconds.
    """
    return check_polling_interval(
        of_the_client if isinstance(given, _Default) and of_the_client is not None else given
    )


def check_polling_interval(given: Any) -> float:
    """Return the seconds. Raises TypeError or ValueError for what is no number of seconds."""
    if isinstance(given, bool) or not isinstance(given, (int, float)):
        raise TypeError(
            f"polling_interval must be a number of seconds, not {type(given).__name__}: {given!r}"
        )
    # Not `given < 0`: that would let NaN pass.
    if not 0 <= given < float("inf"):
        raise ValueError(f"polling_interval must be 0 seconds or more, not {given!r}")
    return float(given)
