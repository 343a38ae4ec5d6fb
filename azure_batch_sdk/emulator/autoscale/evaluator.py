"""Evaluate the tree of a formula."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from . import functions
from .errors import FormulaError, Place
from .samples import METHODS, InsufficientSamples, Metric
from .syntax import (
    Assignment,
    Binary,
    Call,
    Choice,
    Member,
    MethodCall,
    Name,
    Node,
    Number,
    Text,
    Unary,
    Vector,
)
from .values import Option, TimeInterval, Timestamp, TypeFault, Value, join, negate, truth, type_name

OPTIONS = ("requeue", "terminate", "taskcompletion", "retaineddata")
SHORT_NAMES = {
    "$TargetDedicated": "$TargetDedicatedNodes",
    "$TargetLowPriority": "$TargetLowPriorityNodes",
}
WRITABLE = ("$TargetDedicatedNodes", "$TargetLowPriorityNodes", "$NodeDeallocationOption")

_INTERVALS = {
    "Zero": 0.0,
    "100ns": 1e-7,
    "Microsecond": 1e-6,
    "Millisecond": 1e-3,
    "Second": 1.0,
    "Minute": 60.0,
    "Hour": 3600.0,
    "Day": 86400.0,
    "Week": 604800.0,
    "Year": 31536000.0,
}
_CONSTANTS: dict[str, Value] = {
    **{f"TimeInterval_{name}": TimeInterval(seconds) for name, seconds in _INTERVALS.items()},
    **{word: Option(word) for word in OPTIONS},
}


class Stopped(Exception):
    """The formula has called stop()."""


class Evaluation:
    """The run of one formula: what is known, and what it has set so far."""

    def __init__(self, now: Timestamp, system: Mapping[str, Value], metrics: Mapping[str, Metric]) -> None:
        self.variables: dict[str, Value] = {}
        """What the formula has set, by names that begin with `$`."""
        self._now = now
        self._system = system
        self._metrics = metrics

    def run(self, statements: Sequence[Node]) -> None:
        """Evaluate one statement after the other. Raises FormulaError; what was set before stays."""
        try:
            for statement in statements:
                if isinstance(statement, Assignment):
                    self._assign(statement)
                else:
                    self._value(statement)
        except Stopped:
            return

    def _assign(self, statement: Assignment) -> None:
        name = _full_name(statement.name)
        if name in self._metrics or (name in self._system and name not in WRITABLE):
            raise FormulaError(statement.place, f"Variable is read-only: {name}")
        value = self._value(statement.value)
        if name in WRITABLE:
            self._check_output(statement, name, value)
        if name != statement.name and statement.name in SHORT_NAMES and name in self.variables:
            # The full name wins if both are set.
            return
        self.variables[name] = value

    def _check_output(self, statement: Assignment, name: str, value: Value) -> None:
        wanted = Option if name == "$NodeDeallocationOption" else float
        if isinstance(value, str) and value in OPTIONS and wanted is Option:
            return
        if not isinstance(value, wanted):
            words = "one of " + ", ".join(OPTIONS) if wanted is Option else "a double"
            raise FormulaError(statement.place, f"{name} must be {words}, not a {type_name(value)}")

    def _value(self, node: Node) -> Value:
        """Return the value of a part of the formula."""
        match node:
            case Number(value=value) | Text(value=value):
                return value
            case Name():
                return self._named(node)
            case Vector():
                return tuple(self._number(item) for item in node.items)
            case Unary():
                return _at(node.place, negate, node.operator, self._value(node.operand))
            case Binary():
                return self._joined(node)
            case Choice():
                return self._value(node.then if self._is_true(node.condition) else node.otherwise)
            case Call():
                return self._called(node)
            case MethodCall():
                return self._method(node)
            case Member():
                return self._member(node)
        raise AssertionError(f"no rule for {node}")

    def _named(self, node: Name) -> Value:
        name = _full_name(node.name)
        if name in self.variables:
            return self.variables[name]
        if name in self._system:
            return self._system[name]
        if name in self._metrics:
            return _at(node.place, self._metrics[name].latest)
        if node.name in _CONSTANTS:
            return _CONSTANTS[node.name]
        raise FormulaError(node.place, f"Undefined symbol: {node.name}")

    def _joined(self, node: Binary) -> Value:
        if node.operator in ("&&", "||"):
            left = self._is_true(node.left)
            if left is (node.operator == "||"):
                return truth(left)
            return truth(self._is_true(node.right))
        return _at(node.place, join, node.operator, self._value(node.left), self._value(node.right))

    def _called(self, node: Call) -> Value:
        if node.function == "stop":
            raise Stopped
        if not functions.is_function(node.function):
            raise FormulaError(node.place, f"Undefined function: {node.function}")
        arguments = [self._value(argument) for argument in node.arguments]
        return _at(node.place, functions.call, node.function, arguments, self._now)

    def _method(self, node: MethodCall) -> Value:
        metric = self._metrics.get(node.target.name) if isinstance(node.target, Name) else None
        if metric is None:
            if isinstance(node.target, Name):
                self._named(node.target)
            raise FormulaError(node.place, f"Only sampled variables have methods such as {node.method}")
        if node.method not in METHODS:
            raise FormulaError(node.place, f"Undefined method: {node.method}")
        arguments = [self._value(argument) for argument in node.arguments]
        return _at(node.place, metric.call, node.method, arguments)

    def _member(self, node: Member) -> Value:
        value = self._value(node.target)
        if not isinstance(value, Timestamp):
            raise FormulaError(node.place, f"A {type_name(value)} has no member {node.member}")
        found = value.member(node.member)
        if found is None:
            raise FormulaError(node.place, f"A timestamp has no member {node.member}")
        return found

    def _number(self, node: Node) -> float:
        value = self._value(node)
        if not isinstance(value, float):
            raise FormulaError(node.place, f"Expected a double, not a {type_name(value)}")
        return value

    def _is_true(self, node: Node) -> bool:
        return self._number(node) != 0


def _full_name(name: str) -> str:
    name = name if name.startswith("$") else f"${name}"
    return SHORT_NAMES.get(name, name)


def _at(place: Place, function: Callable[..., Value], *arguments: object) -> Value:
    """Call a function, and say where in the formula it went wrong."""
    try:
        return function(*arguments)
    except TypeFault as fault:
        raise FormulaError(place, str(fault)) from None
    except InsufficientSamples as fault:
        raise FormulaError(place, str(fault), "InsufficientSampleData") from None
    except OverflowError:
        raise FormulaError(place, "The number is too large") from None
