"""One download of many files: what to do next, and what became of it.

Three kinds of jobs lead to one another: list tasks, list the files of a task, save a file. Files come before lists, so
that what waits stays short however many tasks there are. A job is a generator of steps; who carries it out, and how
many at a time, is not known here. All methods are called by one thread; only the steps of a job are driven elsewhere.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from azure.core.exceptions import HttpResponseError

from .._generated.operations import files as _file_rows, tasks as _task_rows
from .._runtime.steps import AskPage, Steps
from .names import UnsafeName, place_below
from .partial import Leftovers
from .patterns import Patterns
from .report import DownloadedFile, DownloadFailure, DownloadIncomplete, DownloadReport
from .save import Saved, save
from .source import Version, task_file

OutputProgress = Callable[[int, int, int | None], object]
"""Called with the number of files that are done, the bytes received, and the number of all files once it is known."""

_NOT_RUN_CODE = "OperationInvalidForCurrentState"
_NOT_RUN_STATES = ("active", "preparing")


class Stopped(Exception):
    """The download was given up."""


@dataclass(eq=False)
class Job:
    """A piece of work: steps to carry out, and who hears of the outcome."""

    steps: Steps[Any]
    land: Callable[[Any], None]
    fail: Callable[[Exception], None]
    lists: bool
    received: int = 0
    """Bytes of its file that came so far."""


class OutputDownload:
    """The state of one `download_task_outputs`."""

    def __init__(
        self,
        account: str,
        job_id: str,
        task_id: str | None,
        *,
        pattern: str | Iterable[str],
        to: str | os.PathLike[str],
        overwrite: bool,
        progress: OutputProgress | None,
        options: Mapping[str, Any],
    ) -> None:
        self._account = account
        self._job_id = job_id
        self._one_task = task_id is not None
        self._patterns = Patterns(pattern)
        self._to = Path(to)
        self._overwrite = overwrite
        self._progress = progress
        self._options = options
        self._saves: deque[Job] = deque()
        self._lists: deque[Job] = deque()
        self._flights: set[Job] = set()
        self._taken: dict[str, tuple[str, str]] = {}
        """Which file of which task goes to a place."""
        self._leftovers = Leftovers()
        self._files: list[DownloadedFile] = []
        self._failures: list[DownloadFailure] = []
        self._not_run: list[str] = []
        self._found = 0
        self._settled = 0
        self._bytes = 0
        self._reported: tuple[int, int, int | None] | None = None
        self._stopped = False
        if task_id is None:
            self._list_tasks(None)
        else:
            self._list_files(task_id, None)

    def __repr__(self) -> str:
        waiting = len(self._saves) + len(self._lists)
        return f"<OutputDownload {len(self._files)} saved, {len(self._flights)} under way, {waiting} waiting>"

    # -- for who carries it out

    def next_job(self) -> Job | None:
        """Return a job to begin now; None if there is none at the moment."""
        if self._stopped:
            return None
        queue = self._saves or self._lists
        if not queue:
            return None
        job = queue.popleft()
        self._flights.add(job)
        return job

    def landed(self, job: Job, answer: Any, error: Exception | None) -> None:
        """Hear what became of a job."""
        self._flights.discard(job)
        self._bytes += job.received
        if self._stopped:
            return
        if error is None:
            job.land(answer)
        else:
            job.fail(error)

    def stop(self) -> None:
        """Begin nothing more; what is being received stops at its next piece, and its partial file stays."""
        self._stopped = True

    def report_progress(self) -> None:
        """Tell the caller how far it is, if that has changed."""
        if self._progress is None:
            return
        is_listed = not self._lists and not any(job.lists for job in self._flights)
        received = self._bytes + sum(job.received for job in self._flights)
        now = (self._settled, received, self._found if is_listed else None)
        if now != self._reported:
            self._reported = now
            self._progress(*now)

    def result(self) -> DownloadReport:
        """Return the report; raise DownloadIncomplete if something failed."""
        report = DownloadReport(self._files, self._failures, self._not_run)
        if self._failures:
            raise DownloadIncomplete.of(report) from self._failures[0].error
        return report

    # -- the jobs

    def _list_tasks(self, link: str | None) -> None:
        # At the end, so that the files of one page come before the next page.
        self._lists.append(self._page_job(_task_rows.LIST_TASKS, {"select": ["id", "state"]}, link, None))

    def _list_files(self, task_id: str, link: str | None) -> None:
        arguments = {"task_id": task_id, "recursive": None if self._patterns.is_flat else True}
        self._lists.append(self._page_job(_file_rows.LIST_TASK_FILES, arguments, link, task_id))

    def _page_job(self, row: Any, arguments: dict[str, Any], link: str | None, task_id: str | None) -> Job:
        def steps() -> Steps[Any]:
            return (yield AskPage(row, {"job_id": self._job_id, **arguments}, link, self._options))

        def land(page: tuple[list[Any], str | None]) -> None:
            items, further = page
            if task_id is None:
                self._found_tasks(items, further)
            else:
                self._found_files(task_id, items, further)

        def fail(error: Exception) -> None:
            if link is None and (task_id is None or self._one_task):
                # Nothing has begun: whoever called gets the service's own answer.
                raise error
            if isinstance(error, HttpResponseError) and _code_of(error) == _NOT_RUN_CODE and task_id:
                self._not_run.append(task_id)
            else:
                self._failures.append(DownloadFailure(task_id, None, error))

        return Job(steps(), land, fail, lists=True)

    def _found_tasks(self, tasks: list[Any], link: str | None) -> None:
        for task in tasks:
            if task.state in _NOT_RUN_STATES:
                self._not_run.append(task.id)
            else:
                self._list_files(task.id, None)
        if link is not None:
            self._list_tasks(link)

    def _found_files(self, task_id: str, files: list[Any], link: str | None) -> None:
        for file in files:
            if file.is_directory or not file.name or not self._patterns.match(file.name):
                continue
            try:
                target = self._place(task_id, file.name)
            except (UnsafeName, OSError) as error:
                self._found += 1
                self._failed(task_id, file.name, error)
                continue
            if target is not None:
                self._found += 1
                self._saves.append(self._save_job(task_id, file, target))
        if link is not None:
            self._list_files(task_id, link)

    def _place(self, task_id: str, name: str) -> Path | None:
        """Choose where a file goes; every file has a place of its own. None for one that is on its way already."""
        target = place_below(self._to, *(() if self._one_task else (task_id,)), name)
        key = os.path.normcase(target)
        holder = self._taken.get(key)
        if holder == (task_id, name):
            # Pages overlap when files come and go between two of them.
            return None
        if holder is not None:
            raise UnsafeName(f"another file is saved as {target} already")
        self._taken[key] = (task_id, name)
        return target

    def _save_job(self, task_id: str, file: Any, target: Path) -> Job:
        name: str = file.name
        properties = file.properties
        known = None if properties is None else Version.of(properties)
        # Nodes that keep no file mode are Windows nodes, and there the service's path has slashes all the same.
        is_windows = properties is not None and properties.file_mode is None
        source = task_file(
            self._job_id, task_id, name.replace("\\", "/") if is_windows else name, self._options
        )

        def received(done: int, _: int) -> None:
            if self._stopped:
                raise Stopped
            job.received = done

        def land(saved: Saved) -> None:
            self._settled += 1
            self._files.append(DownloadedFile(task_id, name, target, saved.size, saved.was_there))

        def fail(error: Exception) -> None:
            self._failed(task_id, name, error)

        steps = save(
            source,
            target,
            self._account,
            overwrite=self._overwrite,
            known=known,
            keep_same=True,
            progress=received,
            leftovers=self._leftovers,
        )
        job = Job(steps, land, fail, lists=False)
        return job

    def _failed(self, task_id: str, name: str, error: Exception) -> None:
        self._settled += 1
        self._failures.append(DownloadFailure(task_id, name, error))


def _code_of(error: HttpResponseError) -> str | None:
    return getattr(error.error, "code", None)
