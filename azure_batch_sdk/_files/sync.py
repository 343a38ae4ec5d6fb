"""Files with the synchronous client.

Many files are worked on by daemon threads of the call; the caller's thread deals out the jobs and hears of them, so
that only it touches the state of the download.
"""

from __future__ import annotations

import contextvars
import os
import threading
import time
from collections.abc import Generator, Iterable
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, overload

from .._runtime.caller import Caller
from .._runtime.drive import drive, drive_iterator
from .._waiting.pace import Seconds
from .following import Following
from .outputs import Job, OutputDownload, OutputProgress
from .patterns import DEFAULT
from .report import DownloadReport
from .requests import check_concurrency, check_options, cutter_for, following
from .save import Progress, save, target_path
from .source import RemoteFile, node_file, task_file

_LOOK_UP = 0.5
"""Seconds after which the caller's thread looks up, to report progress and to hear of Ctrl-C on Windows."""
_LANDING = 10.0
"""How long an interrupted call waits for its threads."""


def save_task_file(
    caller: Caller,
    job_id: str,
    task_id: str,
    file_path: str,
    path: str | os.PathLike[str],
    *,
    overwrite: bool = False,
    progress: Progress | None = None,
    **options: Any,
) -> Path:
    """Save a file of a task; see `BatchClient.save_task_file`."""
    check_options("save_task_file", options)
    return _save(caller, task_file(job_id, task_id, file_path, options), path, overwrite, progress)


def save_node_file(
    caller: Caller,
    pool_id: str,
    node_id: str,
    file_path: str,
    path: str | os.PathLike[str],
    *,
    overwrite: bool = False,
    progress: Progress | None = None,
    **options: Any,
) -> Path:
    """Save a file of a node; see `BatchClient.save_node_file`."""
    check_options("save_node_file", options)
    return _save(caller, node_file(pool_id, node_id, file_path, options), path, overwrite, progress)


def _save(
    caller: Caller,
    file: RemoteFile,
    path: str | os.PathLike[str],
    overwrite: bool,
    progress: Progress | None,
) -> Path:
    target = target_path(Path(path), file.path)
    drive(caller, save(file, target, caller._endpoint, overwrite=overwrite, progress=progress))
    return target


@overload
def follow_task_file(
    caller: Caller,
    job_id: str,
    task_id: str,
    file_path: str = ...,
    *,
    encoding: None = None,
    polling_interval: Seconds = ...,
    timeout: Seconds | None = None,
    **options: Any,
) -> Generator[bytes, None, None]: ...


@overload
def follow_task_file(
    caller: Caller,
    job_id: str,
    task_id: str,
    file_path: str = ...,
    *,
    encoding: str,
    polling_interval: Seconds = ...,
    timeout: Seconds | None = None,
    **options: Any,
) -> Generator[str, None, None]: ...


def follow_task_file(
    caller: Caller,
    job_id: str,
    task_id: str,
    file_path: str = "stdout.txt",
    *,
    encoding: str | None = None,
    polling_interval: Seconds = 1.0,
    timeout: Seconds | None = None,
    **options: Any,
) -> Generator[Any, None, None]:
    """Follow a file of a task; see `BatchClient.follow_task_file`."""
    followed: Following = following(
        caller,
        job_id,
        task_id,
        file_path,
        polling_interval=polling_interval,
        timeout=timeout,
        options=options,
    )
    return drive_iterator(caller, followed.steps(cutter_for(encoding)))


def download_task_outputs(
    caller: Caller,
    job_id: str,
    task_id: str | None = None,
    *,
    to: str | os.PathLike[str],
    pattern: str | Iterable[str] = DEFAULT,
    overwrite: bool = False,
    max_concurrency: int | None = None,
    progress: OutputProgress | None = None,
    **options: Any,
) -> DownloadReport:
    """Download the outputs of tasks; see `BatchClient.download_task_outputs`."""
    check_options("download_task_outputs", options)
    download = OutputDownload(
        caller._endpoint,
        job_id,
        task_id,
        pattern=pattern,
        to=to,
        overwrite=overwrite,
        progress=progress,
        options=options,
    )
    crew = _Crew(caller, download, check_concurrency(max_concurrency))
    try:
        crew.run()
    except BaseException:
        crew.abandon()
        raise
    finally:
        crew.dismiss()
    return download.result()


_Landed = tuple[Job, Any, BaseException | None]


class _Crew:
    """The threads that carry out jobs."""

    def __init__(self, caller: Caller, download: OutputDownload, most: int) -> None:
        self._caller = caller
        self._download = download
        self._most = most
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._landed: SimpleQueue[_Landed] = SimpleQueue()
        self._workers: list[threading.Thread] = []
        self._flights = 0

    def run(self) -> None:
        """Carry out the download."""
        while True:
            while self._flights < self._most and (job := self._download.next_job()) is not None:
                self._begin(job)
            self._download.report_progress()
            if not self._flights:
                return
            with suppress(Empty):
                self._hear(self._landed.get(timeout=_LOOK_UP))

    def abandon(self) -> None:
        """Begin nothing more, and wait a moment for what is under way."""
        self._download.stop()
        self.dismiss()
        with suppress(BaseException):  # a second Ctrl-C ends the wait, and the first exception goes on
            deadline = time.monotonic() + _LANDING
            # Not by the count of flights: Ctrl-C may have come before it was changed.
            for worker in self._workers:
                while worker.is_alive() and (left := deadline - time.monotonic()) > 0:
                    worker.join(min(left, _LOOK_UP))

    def dismiss(self) -> None:
        """Let the threads end."""
        for _ in self._workers:
            self._jobs.put(None)

    def _begin(self, job: Job) -> None:
        self._flights += 1
        self._jobs.put(job)
        if len(self._workers) < self._flights:
            # In the caller's context, so that the requests appear below its span in a trace.
            run = contextvars.copy_context().run
            name = f"download_task_outputs-{len(self._workers)}"
            worker = threading.Thread(target=run, args=(self._work,), name=name, daemon=True)
            self._workers.append(worker)
            worker.start()

    def _hear(self, landed: _Landed) -> None:
        job, answer, error = landed
        self._flights -= 1
        if error is not None and not isinstance(error, Exception):
            raise error
        self._download.landed(job, answer, error)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            try:
                self._landed.put((job, drive(self._caller, job.steps), None))
            except BaseException as error:  # it is heard of in the caller's thread
                self._landed.put((job, None, error))
                del error
