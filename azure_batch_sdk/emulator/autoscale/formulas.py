"""What users and the emulator call: check a formula, evaluate it, read the result."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timezone

from ..clock import ticks_of
from .errors import FormulaError, FormulaSyntaxError, Place
from .evaluator import WRITABLE, Evaluation
from .parser import parse
from .samples import Metric, Sample
from .values import Option, Timestamp, Value, text_of_value

LONGEST = 8192
METRICS = (
    "$ActiveTasks",
    "$RunningTasks",
    "$PendingTasks",
    "$SucceededTasks",
    "$FailedTasks",
    "$CurrentDedicatedNodes",
    "$CurrentLowPriorityNodes",
    "$PreemptedNodeCount",
    "$UsableNodeCount",
    "$CPUPercent",
    "$WallClockSeconds",
    "$MemoryBytes",
    "$DiskBytes",
    "$DiskReadBytes",
    "$DiskWriteBytes",
    "$DiskReadOps",
    "$DiskWriteOps",
    "$NetworkInBytes",
    "$NetworkOutBytes",
    "$SampleNodeCount",
)
"""Everything that formulas may read samples of."""
_DEDICATED, _LOW_PRIORITY, _OPTION = WRITABLE


@dataclass(frozen=True)
class FormulaResult:
    """What a formula came to."""

    target_dedicated_nodes: int
    target_low_priority_nodes: int
    node_deallocation_option: str
    variables: Mapping[str, str] = field(default_factory=dict)
    """What the formula has set besides, as text, by names that begin with `$`."""
    error: FormulaError | None = None
    """Why the formula was not evaluated to its end; the targets are then those from before."""

    @property
    def results(self) -> str:
        """The results in the service's form: assignments joined by semicolons."""
        targets = (
            f"{_DEDICATED}={self.target_dedicated_nodes}",
            f"{_LOW_PRIORITY}={self.target_low_priority_nodes}",
            f"{_OPTION}={self.node_deallocation_option}",
        )
        own = (f"{name}={text}" for name, text in sorted(self.variables.items()))
        return ";".join([*targets, *own])


def check_formula(formula: str) -> None:
    """Check that a text is a formula.

    Raises FormulaSyntaxError with the place of the first token that does not fit. Symbols and types are not looked at: the
    service finds out about them when it evaluates.
    """
    if len(formula) > LONGEST:
        raise FormulaSyntaxError(Place(1, 1), f"A formula has at most {LONGEST} characters")
    parse(formula)


def evaluate_formula(
    formula: str,
    *,
    samples: Mapping[str, Iterable[tuple[datetime, float]]] | None = None,
    now: datetime | None = None,
    target_dedicated_nodes: int = 0,
    target_low_priority_nodes: int = 0,
    task_slots_per_node: int = 1,
) -> FormulaResult:
    """Evaluate a formula as a pool would.

    Raises FormulaSyntaxError if the text is no formula, and ValueError for a sampled variable that does not exist. What
    goes wrong later is the `error` of the result, as with the service.

    :param formula: The formula, at most 8,192 characters and 100 statements.
    :keyword samples: The history of sampled variables such as `$PendingTasks`: times and values. The service takes one every 30
        seconds and knows it a minute later. Variables that are left out have none.
    :keyword now: The time of the evaluation. Default: now. A datetime without an offset is taken as UTC.
    :keyword target_dedicated_nodes: The pool's present target, for formulas that do not set it.
    :keyword target_low_priority_nodes: The same for spot nodes.
    :keyword task_slots_per_node: The value of `$TaskSlotsPerNode`.
    """
    check_formula(formula)
    histories = {_metric_name(name): _history(history) for name, history in (samples or {}).items()}
    return evaluate(
        formula,
        Timestamp(_ticks(now or datetime.now(timezone.utc))),
        histories,
        dedicated=target_dedicated_nodes,
        low_priority=target_low_priority_nodes,
        slots=task_slots_per_node,
    )


def evaluate(
    formula: str,
    now: Timestamp,
    histories: Mapping[str, list[Sample]],
    *,
    dedicated: int,
    low_priority: int,
    slots: int,
) -> FormulaResult:
    """Evaluate a formula at a time of the emulator's own clock. Raises FormulaSyntaxError."""
    before: dict[str, Value] = {
        _DEDICATED: float(dedicated),
        _LOW_PRIORITY: float(low_priority),
        _OPTION: Option("requeue"),
    }
    system = {**before, "$TaskSlotsPerNode": float(slots)}
    metrics = {name: Metric(name, histories.get(name, []), now) for name in METRICS}
    evaluation = Evaluation(now, system, metrics)
    statements = parse(formula)
    error = None
    outputs: dict[str, Value] = before
    try:
        evaluation.run(statements)
        outputs = {**before, **evaluation.variables}
        dedicated, low_priority = _target(_DEDICATED, outputs), _target(_LOW_PRIORITY, outputs)
    except FormulaError as fault:
        error, outputs = fault, before
    except RecursionError:
        # The parser bounds brackets; `1+1+1+...` has none, and is as deep as it is long.
        error, outputs = FormulaError(Place(1, 1), "An expression has too many operations"), before
    return FormulaResult(
        dedicated,
        low_priority,
        text_of_value(outputs[_OPTION]),
        {name: text_of_value(value) for name, value in evaluation.variables.items() if name not in WRITABLE},
        error,
    )


def _target(name: str, outputs: Mapping[str, Value]) -> int:
    """Return the number of nodes that a formula asks for, rounded down and not below 0."""
    value = outputs[name]
    assert isinstance(value, float), name
    if not math.isfinite(value):
        raise FormulaError(Place(1, 1), f"{name} is {text_of_value(value)}, not a number of nodes")
    return max(0, math.floor(value))


def _metric_name(name: str) -> str:
    full = name if name.startswith("$") else f"${name}"
    if full not in METRICS:
        raise ValueError(f"{name} is no sampled variable; there are {', '.join(METRICS)}")
    return full


def _history(history: Iterable[tuple[datetime, float]]) -> list[Sample]:
    return sorted(Sample(_ticks(moment), float(value)) for moment, value in history)


def _ticks(moment: datetime) -> int:
    return ticks_of(moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc))
