"""The functions of formulas."""

from __future__ import annotations

import math
import random
import statistics
from collections.abc import Callable, Sequence

from ..state.timestamps import rfc1123_ticks, timestamp_ticks
from .values import Timestamp, TypeFault, Value, type_name

Reduction = Callable[[Sequence[float]], float]


def call(name: str, arguments: Sequence[Value], now: Timestamp) -> Value:
    """Call a function. Raises TypeFault for values that it does not take, and KeyError if there is no such function."""
    if name in _REDUCTIONS:
        numbers = _flattened(name, arguments)
        if not numbers and name not in ("len", "sum", "norm"):
            raise TypeFault(f"{name} needs at least one number")
        return float(_REDUCTIONS[name](numbers))
    if name in _ROUNDINGS:
        return _mapped(name, arguments)
    return _OTHERS[name](arguments, now)


def is_function(name: str) -> bool:
    """Tell whether there is such a function."""
    return name in _REDUCTIONS or name in _ROUNDINGS or name in _OTHERS


def _flattened(name: str, arguments: Sequence[Value]) -> list[float]:
    numbers: list[float] = []
    for argument in arguments:
        match argument:
            case float():
                numbers.append(argument)
            case tuple():
                numbers += argument
            case _:
                raise TypeFault(f"{name} takes numbers, not a {type_name(argument)}")
    return numbers


def _mapped(name: str, arguments: Sequence[Value]) -> Value:
    apply = _ROUNDINGS[name]
    match arguments:
        case [float() as number]:
            return apply(number)
    return tuple(apply(number) for number in _flattened(name, arguments))


def _logarithm(base: float) -> Callable[[float], float]:
    def logarithm(number: float) -> float:
        if math.isnan(number) or number < 0:
            return math.nan
        if number in (0, math.inf):
            return -math.inf if number == 0 else math.inf
        return math.log(number, base) if base != math.e else math.log(number)

    return logarithm


def _finite(apply: Callable[[float], int]) -> Callable[[float], float]:
    return lambda number: float(apply(number)) if math.isfinite(number) else number


def _half_away_from_zero(number: float) -> int:
    return math.floor(abs(number) + 0.5) * (1 if number >= 0 else -1)


def _deviation(numbers: Sequence[float]) -> float:
    if len(numbers) == 1:
        return 0.0
    return statistics.stdev(numbers) if all(map(math.isfinite, numbers)) else math.nan


def _sum(numbers: Sequence[float]) -> float:
    return math.fsum(numbers) if all(map(math.isfinite, numbers)) else sum(numbers)


_REDUCTIONS: dict[str, Reduction] = {
    "avg": lambda numbers: _sum(numbers) / len(numbers),
    "max": max,
    "min": min,
    "sum": _sum,
    "range": lambda numbers: max(numbers) - min(numbers),
    "norm": lambda numbers: math.hypot(*numbers),
    "std": _deviation,
    "len": len,
}
_ROUNDINGS: dict[str, Callable[[float], float]] = {
    "lg": _logarithm(2),
    "ln": _logarithm(math.e),
    "log": _logarithm(10),
    "ceil": _finite(math.ceil),
    "floor": _finite(math.floor),
    "round": _finite(_half_away_from_zero),
}


def _vector(arguments: Sequence[Value], now: Timestamp) -> Value:
    return tuple(_flattened("vec", arguments))


def _percentile(arguments: Sequence[Value], now: Timestamp) -> Value:
    match arguments:
        case [tuple() as numbers, float() as share] if numbers:
            if not 0 <= share <= 100:
                raise TypeFault("percentile takes a percentage from 0 to 100")
            rank = max(1, math.ceil(share / 100 * len(numbers)))
            ordered: list[float] = sorted(numbers)
            return ordered[rank - 1]
    raise TypeFault("percentile takes a doubleVec that is not empty, and a double")


def _element(arguments: Sequence[Value], now: Timestamp) -> Value:
    match arguments:
        case [tuple() as numbers, float() as index]:
            if not 0 <= index < len(numbers):
                raise TypeFault(f"val has no element {index:g} in a vector of {len(numbers)} numbers")
            element: float = numbers[int(index)]
            return element
    raise TypeFault("val takes a doubleVec and a double")


def _random(arguments: Sequence[Value], now: Timestamp) -> Value:
    if arguments:
        raise TypeFault("rand takes nothing")
    return random.random()


def _time(arguments: Sequence[Value], now: Timestamp) -> Value:
    match arguments:
        case []:
            return now
        case [str() as text]:
            for read in (timestamp_ticks, rfc1123_ticks):
                try:
                    return Timestamp(read(text))
                except ValueError:
                    continue
            raise TypeFault(f"time cannot read {text!r}; it takes times such as 2026-01-31T08:00:00Z")
    raise TypeFault("time takes nothing or a string")


_OTHERS: dict[str, Callable[[Sequence[Value], Timestamp], Value]] = {
    "vec": _vector,
    "percentile": _percentile,
    "val": _element,
    "rand": _random,
    "time": _time,
}
