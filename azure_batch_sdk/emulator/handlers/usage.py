"""Usage metrics: the core hours of each pool, by half hours that are over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..clock import TICKS_PER_SECOND, text_of, ticks_of
from ..context import ServiceContext
from ..messages import JsonObject, Reply, Request
from ..state.entities import Pool
from ..state.world import NodeUse
from ..wire.queries import invalid_query_value
from .registry import Handler
from .replies import listed_values
from .vm_sizes import cores

_INTERVAL = 30 * 60 * TICKS_PER_SECOND
_HOUR = 60 * 60 * TICKS_PER_SECOND
_LATEST_START = 5 * _INTERVAL
_LATEST_END = 4 * _INTERVAL
"""How long ago a time must be at least."""
_MOST_INTERVALS = 10_000


def list_pool_usage_metrics(service: ServiceContext, request: Request) -> Reply:
    """List what each pool used in the half hours between two times, the last one that is known if none are given."""
    now = service.clock.ticks()
    start, end = _time(request, "startTime"), _time(request, "endtime")
    for name, time, latest in (
        ("startTime", start, now - _LATEST_START),
        ("endtime", end, now - _LATEST_END),
    ):
        if time is not None and time > latest:
            raise invalid_query_value(name, text_of(time), f"{name} must not be later than {text_of(latest)}")
    first = _begin(now - _LATEST_START) if start is None else _begin(start)
    last = (first + _INTERVAL if start is None else _begin(now - _LATEST_END)) if end is None else end
    if last < first:
        raise invalid_query_value("endtime", text_of(last), "endtime must be later than startTime")
    if (last - first) // _INTERVAL > _MOST_INTERVALS:
        raise invalid_query_value("startTime", text_of(first), "the span of time is too long")
    present = (use for pool in service.world.pools for use in present_use(pool, now))
    used = [*service.world.past_use, *present]
    items = [
        (f"{body['startTime']} {body['poolId']}", body)
        for begin in range(first, last - _INTERVAL + 1, _INTERVAL)
        for body in _bodies(used, begin)
    ]
    return listed_values("usageMetrics", "poolusagemetrics", items)


def _time(request: Request, name: str) -> int | None:
    moment = request.query.get(name)
    return None if moment is None else ticks_of(moment)


def _begin(ticks: int) -> int:
    return ticks - ticks % _INTERVAL


def present_use(pool: Pool, now: int) -> Iterator[NodeUse]:
    """Yield the use of the nodes that a pool has."""
    for node in pool.nodes:
        yield NodeUse(pool.id.lower(), pool.spec["vmSize"], node.dedicated, node.allocated, now)


def _bodies(used: list[NodeUse], begin: int) -> Iterator[JsonObject]:
    hours: dict[tuple[str, str], float] = {}
    for use in used:
        shared = min(use.end, begin + _INTERVAL) - max(use.begin, begin)
        if shared > 0:
            key = use.pool_id, use.vm_size
            hours[key] = hours.get(key, 0.0) + (cores(use.vm_size) or 1) * shared / _HOUR
    for (pool_id, vm_size), total in hours.items():
        yield {
            "poolId": pool_id,
            "startTime": text_of(begin),
            "endTime": text_of(begin + _INTERVAL),
            "vmSize": vm_size,
            "totalCoreHours": total,
        }


HANDLERS: Mapping[str, Handler] = {"list_pool_usage_metrics": list_pool_usage_metrics}
