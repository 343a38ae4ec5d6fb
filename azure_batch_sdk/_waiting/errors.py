"""What a wait raises when it does not end as hoped.

All of them can be pickled, so that they get out of a worker process.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from azure.core.exceptions import AzureError

if TYPE_CHECKING:
    from .. import models as _models
    from .progress import NodeProgress, TaskProgress

_SHOWN = 5


@dataclass(frozen=True)
class Obstacle:
    """A reason why a wait cannot come to its end."""

    code: str
    """What kind of reason, such as `JobDisabled`, `NoNodes` or `StartTaskFailed`."""
    summary: str
    """The reason and what can be done, in a sentence or two."""
    details: tuple[str, ...] = ()
    """What the service said about it, word for word, and the last lines that a start task wrote."""

    def __str__(self) -> str:
        return "\n".join(
            [f"({self.code}) {self.summary}", *(f"  {_indented(text)}" for text in self.details)]
        )


@dataclass(frozen=True)
class TaskFailure:
    """A task that failed, and what it had to say."""

    task: _models.BatchTask
    """The task, with `id`, `state`, `state_transition_time` and `execution_info`."""
    stderr: str | None = None
    """The last lines of its stderr.txt; None if they were not read or could not be."""

    @property
    def task_id(self) -> str:
        """The task's id."""
        return self.task.id

    @property
    def exit_code(self) -> int | None:
        """The exit code of its process; None if it never ran."""
        info = self.task.execution_info
        return None if info is None else info.exit_code

    @property
    def failure_info(self) -> _models.BatchTaskFailureInfo | None:
        """What the service says about the failure."""
        info = self.task.execution_info
        return None if info is None else info.failure_info

    def __str__(self) -> str:
        code = "no exit code" if self.exit_code is None else f"exit code {self.exit_code}"
        info = self.failure_info
        reason = "" if info is None else f" ({info.code}) {info.message or ''}".rstrip()
        lines = [f"{self.task_id}: {code}{reason}"]
        # One that exits with a code has no more to say than its stderr, one that never ran says why in the details.
        if info is not None and self.exit_code is None:
            lines += [f"  {item.name}: {item.value}" for item in info.details or ()]
        lines += [f"  | {line}" for line in (self.stderr or "").splitlines()]
        return "\n".join(lines)


class WaitError(AzureError):
    """A wait that did not end as hoped."""

    def __init__(self, message: str, **facts: Any) -> None:
        super().__init__(message)
        for name, value in facts.items():
            setattr(self, name, value)

    def __str__(self) -> str:
        return str(self.message)

    def __reduce__(self) -> tuple[Any, ...]:
        # The base keeps the exception that was being handled, and its traceback cannot be pickled.
        facts = ("failures", "obstacles", "progress", "tasks")
        kept = {name: self.__dict__[name] for name in facts if name in self.__dict__}
        return _rebuilt, (type(self), self.message, kept)


def _rebuilt(kind: type[WaitError], message: str, facts: dict[str, Any]) -> WaitError:
    return kind(message, **facts)


class TasksFailed(WaitError):
    """Tasks that were waited for have failed."""

    failures: Sequence[TaskFailure] = ()
    """The tasks that failed, in the order in which they were seen to be completed; the first five have their stderr."""
    tasks: Sequence[_models.BatchTask] = ()
    """All completed tasks, for `wait_for_tasks`."""

    @classmethod
    def of(
        cls, job_id: str, failures: Sequence[TaskFailure], tasks: Sequence[_models.BatchTask] = ()
    ) -> TasksFailed:
        """Make the error of a job's failures."""
        if tasks:
            head = f"{len(failures)} of {len(tasks)} tasks of job {job_id!r} failed"
        else:
            head = f"{len(failures)} {'task' if len(failures) == 1 else 'tasks'} of job {job_id!r} failed"
        lines = [head, *(f"  {_indented(str(failure))}" for failure in failures[:_SHOWN])]
        if len(failures) > _SHOWN:
            lines.append(f"  {len(failures) - _SHOWN} more, see failures")
        return cls("\n".join(lines), failures=list(failures), tasks=list(tasks))


class WaitTimeout(WaitError, TimeoutError):
    """The time given to a wait has run out; what was waited for goes on."""

    progress: TaskProgress | NodeProgress | None = None
    """How far it was."""
    obstacles: Sequence[Obstacle] = ()
    """What stood in the way at the last look, if anything."""
    tasks: Sequence[_models.BatchTask] = ()
    """The tasks completed so far, for `wait_for_tasks`."""


class CannotFinish(WaitError):
    """What was waited for cannot come about, unless somebody does something."""

    obstacles: Sequence[Obstacle] = ()
    """The reasons."""
    progress: TaskProgress | NodeProgress | None = None
    """How far it was."""
    tasks: Sequence[_models.BatchTask] = ()
    """The tasks completed so far, for `wait_for_tasks`."""

    @classmethod
    def of(
        cls,
        what: str,
        obstacles: Sequence[Obstacle],
        progress: TaskProgress | NodeProgress | None = None,
    ) -> CannotFinish:
        """Make the error for obstacles; `what` says what cannot come about."""
        lines = [what if progress is None else f"{what} ({progress})"]
        lines += [f"  {_indented(str(obstacle))}" for obstacle in obstacles]
        return cls("\n".join(lines), obstacles=list(obstacles), progress=progress)


def _indented(text: str) -> str:
    return text.replace("\n", "\n  ")
