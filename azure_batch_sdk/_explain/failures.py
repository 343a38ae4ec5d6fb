"""Why something that ran on a node failed: a task, a start task, a preparation task."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from .._waiting.obstacles import state_of
from .codes import EXIT_CODES, TASK, UNKNOWN_ADVICE, Meaning, meaning_of
from .saying import said

if TYPE_CHECKING:
    from datetime import datetime

    from .. import models as _models


class Run(Protocol):
    """How it went; every kind of task has it."""

    @property
    def start_time(self) -> datetime | None:
        """When it began."""

    @property
    def end_time(self) -> datetime | None:
        """When it ended."""

    @property
    def exit_code(self) -> int | None:
        """The exit code of its process; None if it never ran."""

    @property
    def failure_info(self) -> _models.BatchTaskFailureInfo | None:
        """What the service says about the failure."""


class Failure(NamedTuple):
    """A failure in plain words."""

    code: str
    """The service's code, or `TaskTimedOut`, for which the service has none of its own."""
    summary: str
    advice: str


_TIMED_OUT = Meaning(
    "it was ended because it ran longer than its max_wall_clock_time",
    "give it a longer constraints.max_wall_clock_time, or less to do; replace_task changes the limit of a task, "
    "reactivate_task then runs it again",
)
_ENDED = Meaning(
    "it was terminated by a user, or together with its job",
    "run it again with reactivate_task, if its job is still active",
)
_LOOK = "see what it wrote to stderr.txt and stdout.txt"


def failure_of(run: Run | None, constraints: _models.BatchTaskConstraints | None = None) -> Failure:
    """Say why something failed."""
    info = None if run is None else run.failure_info
    code = "Unknown" if info is None else info.code or "Unknown"
    if run is None or info is None:
        return Failure(code, "it failed, and the service does not say why", _LOOK)
    if code.lower() == "taskended":
        if _ran_out_of_time(run, info, constraints):
            return Failure("TaskTimedOut", *_TIMED_OUT)
        return Failure(code, *_ENDED)
    found = meaning_of(code, TASK)
    if found is not None:
        return Failure(code, *found)
    if run.exit_code is None:
        return Failure(code, "it failed", UNKNOWN_ADVICE)
    summary = f"its process ended with exit code {run.exit_code}"
    known = EXIT_CODES.get(run.exit_code)
    if known is not None:
        return Failure(code, f"{summary}: {known.summary}", known.advice)
    return Failure(code, summary, _LOOK if code.lower() == "failureexitcode" else UNKNOWN_ADVICE)


def _ran_out_of_time(
    run: Run, info: _models.BatchTaskFailureInfo, constraints: _models.BatchTaskConstraints | None
) -> bool:
    # The service has one code for both ends. Its documents blame the server for this one, recordings the user.
    if state_of(info.category) == "servererror":
        return True
    limit = None if constraints is None else constraints.max_wall_clock_time
    if limit is None or run.start_time is None or run.end_time is None:
        return False
    return run.end_time - run.start_time >= limit


def said_of(run: Run | None, *, by: str = "") -> tuple[str, ...]:
    """Quote what the service says about a failure; nothing if it says nothing."""
    info = None if run is None else run.failure_info
    if run is None or (info is None and run.exit_code is None):
        return ()
    lines = [] if run.exit_code is None else [f"exit code {run.exit_code}"]
    if info is not None:
        lines.append(said(info.code, info.message, info.details))
    return ((f"{by}: " if by else "") + "\n".join(lines),)
