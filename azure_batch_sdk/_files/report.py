"""What became of a download of many files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from azure.core.exceptions import AzureError

_SHOWN = 5


@dataclass(frozen=True)
class DownloadedFile:
    """A file that is here now."""

    task_id: str
    name: str
    """As the service knows it, relative to the directory of the task."""
    path: Path
    """Where it was saved."""
    size: int
    """In bytes."""
    was_there: bool = False
    """An earlier call had saved this version; nothing was sent."""


@dataclass(frozen=True)
class DownloadFailure:
    """What could not be saved, and why."""

    task_id: str | None
    """None if the tasks themselves could not be listed."""
    name: str | None
    """The file; None if the files of the task could not be listed."""
    error: Exception

    def __str__(self) -> str:
        place = (
            "/".join(part for part in (self.task_id, self.name) if part is not None) or "the list of tasks"
        )
        return f"{place}: {str(self.error) or type(self.error).__name__}"


@dataclass(frozen=True)
class DownloadReport:
    """What was saved, what was not, and which tasks had nothing to save yet."""

    files: Sequence[DownloadedFile] = field(default_factory=list)
    failures: Sequence[DownloadFailure] = field(default_factory=list)
    not_run: Sequence[str] = field(default_factory=list)
    """Ids of the tasks that have not run on a node, and so have no files."""

    @property
    def size(self) -> int:
        """The bytes of all saved files."""
        return sum(file.size for file in self.files)

    def __str__(self) -> str:
        parts = [f"{len(self.files)} {'file' if len(self.files) == 1 else 'files'} with {self.size} bytes"]
        if self.failures:
            parts.append(f"{len(self.failures)} failed")
        if self.not_run:
            parts.append(f"{len(self.not_run)} tasks have not run")
        return ", ".join(parts)


class DownloadIncomplete(AzureError):
    """Some files could not be saved; all others were."""

    def __init__(self, message: str, report: DownloadReport) -> None:
        super().__init__(message)
        self.report = report
        """What was saved and what was not."""

    def __str__(self) -> str:
        return str(self.message)

    def __reduce__(self) -> tuple[Any, ...]:
        return DownloadIncomplete, (self.message, self.report)

    @classmethod
    def of(cls, report: DownloadReport) -> DownloadIncomplete:
        """Make the error for a report with failures."""
        lines = [str(report)]
        lines += [f"  {_indented(str(failure))}" for failure in report.failures[:_SHOWN]]
        if len(report.failures) > _SHOWN:
            lines.append(f"  {len(report.failures) - _SHOWN} more, see report.failures")
        return cls("\n".join(lines), report)


def _indented(text: str) -> str:
    return text.replace("\n", "\n  ")
