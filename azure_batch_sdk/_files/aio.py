"""Files with the asynchronous client.

Many files are worked on by asyncio tasks of the call, and none of them is left when it ends; the caller's task deals out
the jobs and hears of them.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncGenerator, Iterable
from pathlib import Path
from typing import Any, overload

from .._runtime.async_caller import AsyncCaller
from .._runtime.async_drive import drive, drive_iterator
from .._waiting.pace import Seconds
from .following import Following
from .outputs import Job, OutputDownload, OutputProgress
from .patterns import DEFAULT
from .report import DownloadReport
from .requests import check_concurrency, check_options, cutter_for, following
from .save import Progress, save, target_path
from .source import RemoteFile, node_file, task_file

_LOOK_UP = 0.5
"""Seconds after which the caller's task looks up, to report progress."""


async def save_task_file(
    caller: AsyncCaller,
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
    return await _save(caller, task_file(job_id, task_id, file_path, options), path, overwrite, progress)


async def save_node_file(
    caller: AsyncCaller,
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
    return await _save(caller, node_file(pool_id, node_id, file_path, options), path, overwrite, progress)


async def _save(
    caller: AsyncCaller,
    file: RemoteFile,
    path: str | os.PathLike[str],
    overwrite: bool,
    progress: Progress | None,
) -> Path:
    target = target_path(Path(path), file.path)
    await drive(caller, save(file, target, caller._endpoint, overwrite=overwrite, progress=progress))
    return target


@overload
def follow_task_file(
    caller: AsyncCaller,
    job_id: str,
    task_id: str,
    file_path: str = ...,
    *,
    encoding: None = None,
    polling_interval: Seconds = ...,
    timeout: Seconds | None = None,
    **options: Any,
) -> AsyncGenerator[bytes, None]: ...


@overload
def follow_task_file(
    caller: AsyncCaller,
    job_id: str,
    task_id: str,
    file_path: str = ...,
    *,
    encoding: str,
    polling_interval: Seconds = ...,
    timeout: Seconds | None = None,
    **options: Any,
) -> AsyncGenerator[str, None]: ...


def follow_task_file(
    caller: AsyncCaller,
    job_id: str,
    task_id: str,
    file_path: str = "stdout.txt",
    *,
    encoding: str | None = None,
    polling_interval: Seconds = 1.0,
    timeout: Seconds | None = None,
    **options: Any,
) -> AsyncGenerator[Any, None]:
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


async def download_task_outputs(
    caller: AsyncCaller,
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
    await _carry_out(caller, download, check_concurrency(max_concurrency))
    return download.result()


async def _carry_out(caller: AsyncCaller, download: OutputDownload, most: int) -> None:
    flights: dict[asyncio.Task[Any], Job] = {}
    try:
        while True:
            while len(flights) < most and (job := download.next_job()) is not None:
                flights[asyncio.create_task(drive(caller, job.steps))] = job
            download.report_progress()
            if not flights:
                return
            done, _ = await asyncio.wait(flights, timeout=_LOOK_UP, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                job = flights.pop(task)
                error = task.exception()
                if error is not None and not isinstance(error, Exception):
                    raise error
                download.landed(job, None if error is not None else task.result(), error)
    finally:
        download.stop()
        for task in flights:
            task.cancel()
        await asyncio.gather(*flights, return_exceptions=True)
