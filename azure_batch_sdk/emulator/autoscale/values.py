"""The values of a formula and how operators join them.

A double is a float, a doubleVec a tuple of floats, a string a str. Truth is 1 or 0. A division by zero gives infinity or
no number, as in IEEE 754.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from dataclasses import dataclass

from ..clock import TICKS_PER_SECOND, datetime_of, text_of

_LAST_TICK = 3_155_378_975_999_999_999
"""The end of the year 9999."""


@dataclass(frozen=True, order=True)
class TimeInterval:
    """A span of time."""

    seconds: float


@dataclass(frozen=True, order=True)
class Timestamp:
    """A moment, in ticks of 100 ns since the year 1."""

    ticks: int

    def member(self, name: str) -> float | None:
        """Return a part of it, such as the hour; None for a name that it does not have."""
        moment = datetime_of(self.ticks)
        parts = {
            "year": moment.year,
            "month": moment.month,
            "day": moment.day,
            # Sunday is 0, Monday 1.
            "weekday": moment.isoweekday() % 7,
            "hour": moment.hour,
            "minute": moment.minute,
            "second": moment.second,
        }
        return float(parts[name]) if name in parts else None


@dataclass(frozen=True)
class Option:
    """A word for what becomes of tasks when nodes leave."""

    word: str


Value = float | str | TimeInterval | Timestamp | Option | tuple[float, ...]

_COMPARE: dict[str, Callable[..., bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "==": operator.eq,
    ">=": operator.ge,
    ">": operator.gt,
    "!=": operator.ne,
}


class TypeFault(Exception):
    """An operation that values of these types do not have; the message says so."""


def type_name(value: Value) -> str:
    """Return the word for the type of a value."""
    match value:
        case str():
            return "string"
        case tuple():
            return "doubleVec"
        case TimeInterval():
            return "timeinterval"
        case Timestamp():
            return "timestamp"
        case Option():
            return "node deallocation option"
        case _:
            return "double"


def truth(value: bool) -> float:
    """Return what stands for true or false."""
    return 1.0 if value else 0.0


def negate(sign: str, value: Value) -> Value:
    """Apply `-` or `!`."""
    match sign, value:
        case "!", float():
            return truth(value == 0)
        case "-", float():
            return -value
        case "-", TimeInterval(seconds):
            return TimeInterval(-seconds)
    raise TypeFault(f"Operator {sign} is not defined for {type_name(value)}")


def join(sign: str, left: Value, right: Value) -> Value:
    """Apply an operator to two values."""
    if sign in _COMPARE:
        if type(left) is type(right) and not isinstance(left, (tuple, Option)):
            return truth(_COMPARE[sign](left, right))
    elif (found := _calculated(sign, left, right)) is not None:
        return found
    raise TypeFault(f"Operator {sign} is not defined for {type_name(left)} and {type_name(right)}")


def _calculated(sign: str, left: Value, right: Value) -> Value | None:
    match left, right:
        case float(), float():
            return _number(sign, left, right)
        case tuple(), float():
            return tuple(_number(sign, item, right) for item in left)
        case float(), tuple():
            return tuple(_number(sign, left, item) for item in right)
        case tuple(), tuple():
            if len(left) != len(right):
                raise TypeFault(f"Vectors of {len(left)} and {len(right)} numbers cannot be joined by {sign}")
            return tuple(_number(sign, one, other) for one, other in zip(left, right, strict=True))
        case (TimeInterval(), float()) if sign in "*/":
            return TimeInterval(_number(sign, left.seconds, right))
        case (float(), TimeInterval()) if sign == "*":
            return TimeInterval(_number(sign, left, right.seconds))
        case (TimeInterval(), TimeInterval()) if sign in "+-":
            return TimeInterval(_number(sign, left.seconds, right.seconds))
        case (Timestamp(), TimeInterval()) if sign in "+-":
            return moved(left, right.seconds if sign == "+" else -right.seconds)
        case (TimeInterval(), Timestamp()) if sign == "+":
            return moved(right, left.seconds)
        case (Timestamp(), Timestamp()) if sign == "-":
            return TimeInterval((left.ticks - right.ticks) / TICKS_PER_SECOND)
    return None


def moved(moment: Timestamp, seconds: float) -> Timestamp:
    """Return a moment later, or earlier, than another."""
    if not math.isfinite(seconds):
        raise TypeFault("A time cannot be moved by an infinite interval")
    ticks = moment.ticks + int(seconds * TICKS_PER_SECOND)
    if not 0 <= ticks <= _LAST_TICK:
        raise TypeFault("The time is before the year 1 or after the year 9999")
    return Timestamp(ticks)


def _number(sign: str, left: float, right: float) -> float:
    match sign:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
    if right == 0:
        return math.nan if left == 0 or math.isnan(left) else math.copysign(math.inf, left)
    return left / right


def text_of_value(value: Value) -> str:
    """Write a value as the results of a formula show it."""
    match value:
        case str():
            return value
        case tuple():
            return f"[{','.join(text_of_value(item) for item in value)}]"
        case Option(word):
            return word
        case Timestamp(ticks):
            return text_of(ticks - ticks % (TICKS_PER_SECOND // 1000))
        case TimeInterval(seconds):
            return _clock_time(seconds)
        case _:
            return f"{value:.0f}" if value % 1 == 0 and abs(value) < 1e15 else f"{value:.15g}"


def _clock_time(seconds: float) -> str:
    """Write a span as days, hours, minutes and seconds: `1.02:03:04.5`."""
    if not math.isfinite(seconds):
        return str(seconds)
    sign = "-" if seconds < 0 else ""
    whole, fraction = divmod(round(abs(seconds) * TICKS_PER_SECOND), TICKS_PER_SECOND)
    days, rest = divmod(whole, 86400)
    text = f"{rest // 3600:02d}:{rest // 60 % 60:02d}:{rest % 60:02d}"
    if fraction:
        text += f".{fraction:07d}".rstrip("0")
    return sign + (f"{days}." if days else "") + text
