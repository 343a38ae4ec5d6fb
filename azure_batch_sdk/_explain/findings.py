"""What an explanation consists of, and how it reads."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""The worst first."""
WIDTH = 100
"""Columns of the text, at most."""
_INDENT = " " * 4


@dataclass(frozen=True)
class Finding:
    """One thing that was found, and what can be done about it."""

    severity: Severity
    """`error`: it stands in the way until somebody acts. `warning`: it may, or does so in part. `info`: it is as it
    should be, and worth knowing."""
    code: str
    """What kind of finding, such as `JobDisabled`; where the service reported an error, the service's own code."""
    summary: str
    """What is the case."""
    advice: str
    """What to do about it."""
    resource: str
    """What it is about, such as `pool 'render'`."""
    evidence: tuple[str, ...] = ()
    """What the service says about it, and what a program wrote last, word for word."""

    def __str__(self) -> str:
        lines = [
            *_wrapped(f"{self.severity}: {self.summary} ({self.code}, {self.resource})"),
            *_wrapped(f"What to do: {self.advice}"),
        ]
        for text in self.evidence:
            for line in text.splitlines():
                lines += _wrapped(line, "| ")
        return "\n".join(lines)


@dataclass(frozen=True)
class Explanation:
    """Why a job, a task, a pool or a node does not get on, as far as the service knows.

    `str()` of it is advice to read, at most 100 columns wide.
    """

    resource: str
    """What was asked about, such as `task 'frame-7' of job 'nightly'`."""
    state: str
    """The state that it was in."""
    findings: tuple[Finding, ...] = ()
    """What was found: errors, then warnings, then information; of each the likeliest cause first."""

    @property
    def cause(self) -> Finding | None:
        """The likeliest cause: the first finding; None if there is none, or none but information."""
        first = self.findings[0] if self.findings else None
        return None if first is None or first.severity == "info" else first

    def __str__(self) -> str:
        head = f"{self.resource[:1].upper()}{self.resource[1:]} is {self.state}."
        if not self.findings:
            head += " Nothing was found that stands in its way; what has just begun can take a minute."
        elif self.cause is None:
            head += " Nothing was found that stands in its way."
        blocks = ["\n".join(_wrapped(head))]
        for number, finding in enumerate(self.findings, 1):
            label = f"{number}.".ljust(len(_INDENT))
            blocks.append(label + textwrap.indent(str(finding), _INDENT).removeprefix(_INDENT))
        return "\n\n".join(blocks)


def ranked(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Put findings in order, those of one severity as they come, and leave out what comes twice."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda finding: SEVERITIES.index(finding.severity)))


def _wrapped(text: str, prefix: str = "") -> list[str]:
    """Break a line where it is too wide; what follows is set in, and spaces at its start are kept."""
    # There are more signs that end a line than the wrapper knows.
    text = " ".join(text.splitlines())
    start = text[: len(text) - len(text.lstrip())]
    wrapper = textwrap.TextWrapper(
        width=WIDTH - len(_INDENT),
        initial_indent=prefix,
        subsequent_indent=f"{prefix}{start[:20]}  ",
        break_on_hyphens=False,
    )
    return wrapper.wrap(text) or [prefix.rstrip()]
