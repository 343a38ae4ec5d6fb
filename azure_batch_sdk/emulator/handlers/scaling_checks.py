"""What a formula and its interval must be."""

from __future__ import annotations

from ..autoscale import FormulaSyntaxError, check_formula
from ..autoscale.formulas import LONGEST
from ..engine.autoscale import DEFAULT_INTERVAL
from ..errors import ServiceError
from ..messages import JsonObject
from ..state.durations import ticks_of_duration
from .replies import conflict, invalid, missing

_SHORTEST, _LONGEST = "PT5M", "P7D"


def check_scaling(body: JsonObject) -> None:
    """Refuse a new pool whose settings for scaling make no sense."""
    if not body.get("enableAutoScale"):
        for name in ("autoScaleFormula", "autoScaleEvaluationInterval"):
            if body.get(name) is not None:
                raise invalid(name, None, f"{name} can be given only with enableAutoScale true.")
        return
    for name in ("targetDedicatedNodes", "targetLowPriorityNodes"):
        if body.get(name) is not None:
            raise invalid(name, body[name], f"{name} must not be given with enableAutoScale true.")
    if body.get("autoScaleFormula") is None:
        raise missing("autoScaleFormula")
    check_formula_text(body["autoScaleFormula"])
    check_interval(body.get("autoScaleEvaluationInterval") or DEFAULT_INTERVAL)


def check_interval(interval: str) -> None:
    """Refuse an interval that is too short or too long."""
    if not ticks_of_duration(_SHORTEST) <= ticks_of_duration(interval) <= ticks_of_duration(_LONGEST):
        raise invalid(
            "autoScaleEvaluationInterval", interval, f"The interval must be from {_SHORTEST} to {_LONGEST}."
        )


def check_formula_text(formula: str) -> None:
    """Refuse a text that is no formula."""
    if len(formula) > LONGEST:
        raise ServiceError(
            400, "AutoScalingFormulaTooLong", f"The autoscale formula has more than {LONGEST} characters."
        )
    try:
        check_formula(formula)
    except FormulaSyntaxError as error:
        raise ServiceError(
            400,
            "AutoScalingFormulaSyntaxError",
            "The specified autoscale formula has a syntax error.",
            [("Message", str(error))],
        ) from None


def not_valid_on_pool(reason: str) -> ServiceError:
    """Refuse an operation that a pool of this kind does not have."""
    return conflict(
        "OperationNotValidOnPool", "The specified operation is not valid on the pool.", [("Reason", reason)]
    )
