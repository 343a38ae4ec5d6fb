"""Pools that scale themselves: switch it on and off, and try a formula."""

from __future__ import annotations

from collections.abc import Mapping

from ..context import ServiceContext
from ..engine import autoscale
from ..errors import ServiceError
from ..messages import Reply, Request
from ..state.entities import Pool
from .registry import Handler
from .replies import changed, check, conflict, missing, request_url
from .scaling_checks import check_formula_text, check_interval, not_valid_on_pool


def enable_pool_auto_scale(service: ServiceContext, request: Request) -> Reply:
    """Let a pool scale itself, or change how it does."""
    body = request.body or {}
    formula, interval = body.get("autoScaleFormula"), body.get("autoScaleEvaluationInterval")
    if formula is None and interval is None:
        raise missing("autoScaleFormula and/or autoScaleEvaluationInterval")
    if formula is not None:
        check_formula_text(formula)
    if interval is not None:
        check_interval(interval)
    pool = _active(service, request)
    check(request, pool)
    if formula is None and not pool.spec["enableAutoScale"]:
        raise missing("autoScaleFormula")
    if pool.allocation != "steady":
        raise conflict("PoolBeingResized", "The specified pool is being resized.")
    if autoscale.was_just_enabled(service, pool):
        raise ServiceError(
            503,
            "TooManyEnableAutoScaleRequests",
            "Automatic scaling of a pool can be enabled once in 30 seconds at most.",
        )
    autoscale.enable(service, pool, formula, interval)
    return changed(request, 200, pool)


def disable_pool_auto_scale(service: ServiceContext, request: Request) -> Reply:
    """Leave a pool at the size that it has."""
    pool = _active(service, request)
    autoscale.disable(service, pool)
    return changed(request, 200, pool)


def evaluate_pool_auto_scale(service: ServiceContext, request: Request) -> Reply:
    """Evaluate a formula on a pool that scales itself, and apply nothing."""
    formula = (request.body or {})["autoScaleFormula"]
    check_formula_text(formula)
    pool = _active(service, request)
    if not pool.spec["enableAutoScale"]:
        raise not_valid_on_pool("The pool does not scale itself.")
    run = autoscale.run_body(service, autoscale.evaluate(service, pool, formula))
    return Reply(
        200,
        run,
        "Microsoft.Azure.Batch.Protocol.Entities.AutoScaleRun",
        data_service_id=request_url(request),
    )


def _active(service: ServiceContext, request: Request) -> Pool:
    pool = service.world.pool(request.path["poolId"])
    if pool.state == "deleting":
        raise conflict(
            "PoolBeingDeleted", "The specified pool has been marked for deletion and is being reclaimed."
        )
    return pool


HANDLERS: Mapping[str, Handler] = {
    "disable_pool_auto_scale": disable_pool_auto_scale,
    "enable_pool_auto_scale": enable_pool_auto_scale,
    "evaluate_pool_auto_scale": evaluate_pool_auto_scale,
}
