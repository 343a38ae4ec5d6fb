"""The history of a metric, and the methods by which formulas read it.

One sample is taken every 30 seconds. A window of time could have a sample for each of them; a formula says which share of
these there must be, 10 % if it says nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from ..clock import TICKS_PER_SECOND
from .values import TimeInterval, Timestamp, TypeFault, Value, moved

PERIOD = 30.0
_LEAST = 10.0


class Sample(NamedTuple):
    """A value of a metric at a time."""

    ticks: int
    value: float


class InsufficientSamples(Exception):
    """There are fewer samples than a formula wants; the message says how many."""


class Metric:
    """One metric with its history, oldest first."""

    def __init__(self, name: str, samples: Sequence[Sample], now: Timestamp) -> None:
        self.name = name
        self._samples = samples
        self._now = now

    def latest(self) -> float:
        """Return the last value."""
        if not self._samples:
            raise self._insufficient(_LEAST, 0.0)
        return self._samples[-1].value

    def call(self, method: str, arguments: Sequence[Value]) -> Value:
        """Call a method. Raises TypeFault for wrong arguments and KeyError if there is no such method."""
        return _METHODS[method](self, arguments)

    def get_sample(self, arguments: Sequence[Value]) -> Value:
        """Return the last so many values, or those of a window of time."""
        match arguments:
            case [float() as count]:
                return self._last(count)
            case [start]:
                return self._window(start, None, _LEAST)
            case [start, float() as wanted]:
                return self._window(start, None, wanted)
            case [start, end]:
                return self._window(start, end, _LEAST)
            case [start, end, float() as wanted]:
                return self._window(start, end, wanted)
        raise TypeFault("GetSample takes a count, or a start, an end and a percentage")

    def get_sample_percent(self, arguments: Sequence[Value]) -> Value:
        """Return the share of samples that a window has."""
        match arguments:
            case [start]:
                return self._share(start, None)[0]
            case [start, end]:
                return self._share(start, end)[0]
        raise TypeFault("GetSamplePercent takes a start and an end")

    def get_sample_period(self, arguments: Sequence[Value]) -> Value:
        """Return the time between two samples."""
        _nothing("GetSamplePeriod", arguments)
        return TimeInterval(PERIOD)

    def count(self, arguments: Sequence[Value]) -> Value:
        """Return the number of samples."""
        _nothing("Count", arguments)
        return float(len(self._samples))

    def history_begin_time(self, arguments: Sequence[Value]) -> Value:
        """Return the time of the oldest sample."""
        _nothing("HistoryBeginTime", arguments)
        return Timestamp(self._samples[0].ticks) if self._samples else self._now

    def _last(self, count: float) -> Value:
        if not count >= 1:
            raise TypeFault("GetSample takes a count of 1 or more")
        wanted = int(min(count, len(self._samples) + 1e9))
        found = self._samples[-wanted:]
        share = 100.0 * len(found) / wanted
        if share < _LEAST:
            raise self._insufficient(_LEAST, share)
        return tuple(sample.value for sample in found)

    def _window(self, start: Value, end: Value | None, wanted: float) -> Value:
        share, found = self._share(start, end)
        if share < wanted:
            raise self._insufficient(wanted, share)
        return tuple(sample.value for sample in found)

    def _share(self, start: Value, end: Value | None) -> tuple[float, Sequence[Sample]]:
        moments = [self._moment(start), self._now.ticks if end is None else self._moment(end)]
        first, last = min(moments), max(moments)
        times = [sample.ticks for sample in self._samples]
        # A sample belongs to the 30 seconds before it.
        found = self._samples[bisect_right(times, first) : bisect_right(times, last)]
        possible = max(1, int((last - first) / (PERIOD * TICKS_PER_SECOND)))
        return min(100.0, 100.0 * len(found) / possible), found

    def _moment(self, value: Value) -> int:
        match value:
            case TimeInterval(seconds):
                return moved(self._now, -seconds).ticks
            case Timestamp(ticks):
                return ticks
        raise TypeFault("A window of samples begins and ends with a timestamp or a timeinterval")

    def _insufficient(self, wanted: float, received: float) -> InsufficientSamples:
        return InsufficientSamples(
            f"Insufficient data from data set: {self.name} wanted {wanted:.0f}%, received {received:.0f}%"
        )


def _nothing(method: str, arguments: Sequence[Value]) -> None:
    if arguments:
        raise TypeFault(f"{method} takes nothing")


_METHODS = {
    "GetSample": Metric.get_sample,
    "GetSamplePercent": Metric.get_sample_percent,
    "GetSamplePeriod": Metric.get_sample_period,
    "Count": Metric.count,
    "HistoryBeginTime": Metric.history_begin_time,
}
METHODS = frozenset(_METHODS)
