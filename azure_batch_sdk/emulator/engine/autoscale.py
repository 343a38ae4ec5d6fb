"""Pools that scale themselves: samples are taken, the formula is evaluated from time to time, the pool follows.

Samples begin when scaling is switched on and are not kept over a restart. A formula sees them a minute late, as on Azure. What
it asks for waits while the pool is being resized.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import cast

from ..autoscale.formulas import FormulaResult, evaluate as evaluate_formula
from ..autoscale.samples import PERIOD, Sample
from ..autoscale.values import Timestamp
from ..clock import TICKS_PER_SECOND, text_of
from ..context import ServiceContext
from ..messages import JsonObject
from ..state.durations import ticks_of_duration
from ..state.entities import DeallocationOption, Pool, Scaling
from ..state.timestamps import timestamp_ticks
from . import pools

DEFAULT_INTERVAL = "PT15M"
_DELAY = 60 * TICKS_PER_SECOND
"""How old a sample is when a formula first sees it."""
_BETWEEN_REQUESTS = 30 * TICKS_PER_SECOND
_MOST_SAMPLES = 2880
"""A day of them."""
_LOOK_AGAIN = 0.5
"""Service seconds after which a pool that is being resized is looked at again."""
_USABLE = frozenset({"idle", "running"})


def add(service: ServiceContext, pool: Pool) -> None:
    """Put a new pool into the world; one that scales itself begins at the size that its formula asks for."""
    if pool.spec["enableAutoScale"]:
        result = _run(service, pool)
        if result.error is None:
            pool.target_dedicated = result.target_dedicated_nodes
            pool.target_low_priority = result.target_low_priority_nodes
    pools.add(service, pool)
    if pool.spec["enableAutoScale"]:
        _begin(service, pool, pool.created)


def enable(service: ServiceContext, pool: Pool, formula: str | None, interval: str | None) -> None:
    """Let a pool scale itself, or change how it does; what is None stays."""
    spec = pool.spec
    spec["enableAutoScale"] = True
    if formula is not None:
        spec["autoScaleFormula"] = formula
    spec["autoScaleEvaluationInterval"] = (
        interval or spec.get("autoScaleEvaluationInterval") or DEFAULT_INTERVAL
    )
    _begin(service, pool, service.clock.next_tick())
    _evaluate(service, pool)


def disable(service: ServiceContext, pool: Pool) -> None:
    """Leave a pool at its present targets."""
    _cancel(pool)
    pool.scaling = None
    pool.spec["enableAutoScale"] = False
    for name in ("autoScaleFormula", "autoScaleEvaluationInterval"):
        pool.spec.pop(name, None)
    pool.auto_scale_run = None
    service.touch(pool)


def resume(service: ServiceContext, pool: Pool) -> None:
    """Go on where an earlier run of the service was interrupted."""
    if pool.spec["enableAutoScale"]:
        _begin(service, pool, 0)


def was_just_enabled(service: ServiceContext, pool: Pool) -> bool:
    """Tell whether it is too early for another change of how a pool scales itself."""
    return pool.scaling is not None and service.clock.ticks() - pool.scaling.enabled < _BETWEEN_REQUESTS


def evaluate(service: ServiceContext, pool: Pool, formula: str) -> FormulaResult:
    """Evaluate a formula on a pool, and apply nothing. Raises FormulaSyntaxError."""
    now = service.clock.ticks()
    samples = {} if pool.scaling is None else pool.scaling.samples
    return evaluate_formula(
        formula,
        Timestamp(now),
        {name: _visible(history, now) for name, history in samples.items()},
        dedicated=pool.target_dedicated,
        low_priority=pool.target_low_priority,
        slots=pool.slots_per_node,
    )


def run_body(service: ServiceContext, result: FormulaResult) -> JsonObject:
    """Show an evaluation that has just been made."""
    body: JsonObject = {"timestamp": text_of(service.clock.next_tick()), "results": result.results}
    if result.error is not None:
        body["error"] = {
            "code": result.error.code,
            "message": "An error occurred while evaluating the autoscale formula",
            "values": [{"name": "Message", "value": str(result.error)}],
        }
    return body


def _visible(history: list[Sample], now: int) -> list[Sample]:
    return history[: bisect_right(history, now - _DELAY, key=lambda sample: sample.ticks)]


def _begin(service: ServiceContext, pool: Pool, enabled: int) -> None:
    """Take samples, and evaluate the formula when it is due."""
    _cancel(pool)
    history = {} if pool.scaling is None else pool.scaling.samples
    pool.scaling = Scaling(enabled, history, _finished(service, pool))
    pool.scaling.sampling = service.after(PERIOD, lambda: _sample(service, pool))
    _wait(service, pool)
    service.touch(pool)


def _cancel(pool: Pool) -> None:
    if pool.scaling is not None:
        for timer in (pool.scaling.sampling, pool.scaling.evaluating, pool.scaling.resizing):
            if timer is not None:
                timer.cancel()


def _wait(service: ServiceContext, pool: Pool) -> None:
    """Evaluate the formula when its interval has passed since the last time."""
    assert pool.scaling is not None
    last = timestamp_ticks(pool.auto_scale_run["timestamp"]) if pool.auto_scale_run else 0
    due = last + ticks_of_duration(pool.spec["autoScaleEvaluationInterval"])
    seconds = max(0.0, (due - service.clock.ticks()) / TICKS_PER_SECOND)
    pool.scaling.evaluating = service.after(seconds, lambda: _evaluate(service, pool))


def _run(service: ServiceContext, pool: Pool) -> FormulaResult:
    result = evaluate(service, pool, pool.spec["autoScaleFormula"])
    pool.auto_scale_run = run_body(service, result)
    service.touch(pool)
    return result


def _evaluate(service: ServiceContext, pool: Pool) -> None:
    if pool.scaling is None or pool.state != "active":
        return
    for timer in (pool.scaling.evaluating, pool.scaling.resizing):
        if timer is not None:
            timer.cancel()
    result = _run(service, pool)
    if result.error is None:
        _follow(service, pool, result)
    _wait(service, pool)


def _follow(service: ServiceContext, pool: Pool, result: FormulaResult) -> None:
    """Resize a pool as its formula asks, once it is steady."""
    if pool.scaling is None or pool.state != "active":
        return
    pool.scaling.resizing = None
    targets = result.target_dedicated_nodes, result.target_low_priority_nodes
    if targets == (pool.target_dedicated, pool.target_low_priority):
        return
    if pool.allocation != "steady":
        pool.scaling.resizing = service.after(_LOOK_AGAIN, lambda: _follow(service, pool, result))
        return
    pools.resize(
        service,
        pool,
        dedicated=targets[0],
        low_priority=targets[1],
        option=cast(DeallocationOption, result.node_deallocation_option),
        timeout=pool.resize_timeout,
    )


def _sample(service: ServiceContext, pool: Pool) -> None:
    scaling = pool.scaling
    if scaling is None or pool.state != "active":
        return
    now = service.clock.ticks()
    for name, value in _measured(service, pool, scaling).items():
        history = scaling.samples.setdefault(name, [])
        history.append(Sample(now, float(value)))
        if len(history) > 2 * _MOST_SAMPLES:
            del history[:_MOST_SAMPLES]
    scaling.sampling = service.after(PERIOD, lambda: _sample(service, pool))


def _measured(service: ServiceContext, pool: Pool, scaling: Scaling) -> dict[str, int]:
    jobs = service.world.jobs_on(pool.id)
    nodes = list(pool.nodes)
    active = sum(len(job.ready) for job in jobs)
    running = sum(job.counts.tasks["running"] for job in jobs)
    before, scaling.finished = scaling.finished, _finished(service, pool)
    # Tasks may have been deleted since.
    succeeded, failed = (max(0, now - then) for now, then in zip(scaling.finished, before, strict=True))
    return {
        "$ActiveTasks": active,
        "$RunningTasks": running,
        "$PendingTasks": active + running,
        "$SucceededTasks": succeeded,
        "$FailedTasks": failed,
        "$CurrentDedicatedNodes": pool.current_dedicated,
        "$CurrentLowPriorityNodes": pool.current_low_priority,
        "$PreemptedNodeCount": sum(node.state == "preempted" for node in nodes),
        "$UsableNodeCount": sum(node.state in _USABLE for node in nodes),
    }


def _finished(service: ServiceContext, pool: Pool) -> tuple[int, int]:
    counts = [job.counts.tasks for job in service.world.jobs_on(pool.id)]
    return sum(count["succeeded"] for count in counts), sum(count["failed"] for count in counts)
