"""What a piece of logic asks its driver to do.

Whatever loops, waits or decides is a generator of these steps, written once: the sync and the async client drive the same
generator. A fault of a step is thrown into the generator, which so decides what is worth another try.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from .operation import Operation

T = TypeVar("T")


@dataclass(frozen=True)
class Ask:
    """Call an operation; the answer is what its method returns."""

    operation: Operation
    arguments: Mapping[str, Any]
    options: Mapping[str, Any] = field(default_factory=dict)
    """Further keywords of the method."""


@dataclass(frozen=True)
class AskPage:
    """Get one page of a list; the answer is `(items, link to the next page or None)`."""

    operation: Operation
    arguments: Mapping[str, Any]
    link: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class AskBytes:
    """Download a file, or the range of it that the arguments name; the answer is its bytes."""

    operation: Operation
    arguments: Mapping[str, Any]
    options: Mapping[str, Any] = field(default_factory=dict)
    sink: Callable[[bytes], object] | None = None
    """Takes the bytes piece by piece as they arrive; then there is no answer. What it raises ends the download."""


@dataclass(frozen=True)
class Sleep:
    """Let time pass; there is no answer."""

    seconds: float


@dataclass(frozen=True)
class Give(Generic[T]):
    """Hand a value to whoever iterates; there is no answer."""

    value: T


Step = Ask | AskPage | AskBytes | Sleep
Steps = Generator[Step, Any, T]
"""Logic that ends with a result."""
GivingSteps = Generator[Step | Give[T], Any, None]
"""Logic that gives values as it goes."""
