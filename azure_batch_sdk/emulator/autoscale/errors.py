"""What is wrong with a formula, and where."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """A place in a formula, counted from 1."""

    line: int
    column: int

    def __str__(self) -> str:
        return f"Line {self.line}, Col {self.column}"


class FormulaError(ValueError):
    """A formula that cannot be evaluated to its end; `code` is the service's word for the reason."""

    def __init__(self, place: Place, reason: str, code: str = "AutoScalingFormulaEvaluationError") -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place
        self.reason = reason
        self.code = code

    @property
    def line(self) -> int:
        """The line, counted from 1."""
        return self.place.line

    @property
    def column(self) -> int:
        """The column of the token at fault, counted from 1."""
        return self.place.column


class FormulaSyntaxError(FormulaError):
    """A text that is no formula."""

    def __init__(self, place: Place, reason: str) -> None:
        super().__init__(place, reason, "AutoScalingFormulaSyntaxError")
