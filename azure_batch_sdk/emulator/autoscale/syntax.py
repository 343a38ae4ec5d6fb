"""The tree of a formula."""

from __future__ import annotations

from dataclasses import dataclass

from .errors import Place


@dataclass(frozen=True)
class Node:
    """Any part of a formula, and where it begins."""

    place: Place


@dataclass(frozen=True)
class Number(Node):
    """`1.5`"""

    value: float


@dataclass(frozen=True)
class Text(Node):
    """`"Mon, 01 Sep 2025 12:00:00 GMT"`"""

    value: str


@dataclass(frozen=True)
class Name(Node):
    """`$PendingTasks`, `tasks`, `TimeInterval_Minute`, `requeue`"""

    name: str


@dataclass(frozen=True)
class Vector(Node):
    """`[1, 2, 3]`"""

    items: tuple[Node, ...]


@dataclass(frozen=True)
class Unary(Node):
    """`-x`, `!x`"""

    operator: str
    operand: Node


@dataclass(frozen=True)
class Binary(Node):
    """`a + b`; the place is that of the operator."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True)
class Choice(Node):
    """`condition ? then : otherwise`"""

    condition: Node
    then: Node
    otherwise: Node


@dataclass(frozen=True)
class Call(Node):
    """`avg(x)`"""

    function: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True)
class MethodCall(Node):
    """`$PendingTasks.GetSample(1)`; the place is that of the object."""

    target: Node
    method: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True)
class Member(Node):
    """`now.hour`"""

    target: Node
    member: str


@dataclass(frozen=True)
class Assignment(Node):
    """`$TargetDedicatedNodes = 3`"""

    name: str
    value: Node
