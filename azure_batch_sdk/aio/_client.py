"""The asynchronous client: the generated operations and what is built on them."""

from __future__ import annotations

import datetime
import os
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

from azure.core.tracing.decorator import distributed_trace
from azure.core.tracing.decorator_async import distributed_trace_async

from .. import models as _models
from .._generated.aio import Operations
from .._version import __version__

if TYPE_CHECKING:
    from .._explain.findings import Explanation
    from .._files.report import DownloadReport
    from .._waiting.pace import Seconds
    from .._waiting.progress import NodeProgress, TaskProgress


class BatchClient(Operations):
    """Manage pools, jobs and tasks of one Azure Batch account, asynchronously.

    The same as `azure_batch_sdk.BatchClient`, with methods to be awaited; a token credential must be an asynchronous
    one (`azure.identity.aio`). Needs aiohttp, or another transport that is passed in.
    """

    _sdk_moniker = f"azure-batch-sdk/{__version__}"

    @staticmethod
    def _model(name: str) -> Any:
        return getattr(_models, name)

    @distributed_trace_async
    async def create_tasks(
        self,
        job_id: str,
        task_collection: (
            Iterable[_models.BatchTaskCreateOptions | Mapping[str, Any]]
            | AsyncIterable[_models.BatchTaskCreateOptions | Mapping[str, Any]]
        ),
        *,
        max_concurrency: int | None = None,
        on_existing: Literal["accept", "fail"] = "accept",
        progress: Callable[[int, int, int | None], object] | None = None,
        ledger: str | os.PathLike[str] | None = None,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        **kwargs: Any,
    ) -> _models.BatchCreateTaskCollectionResult:
        """Add any number of tasks to a job.

        The tasks are read as they are needed, sent in requests of at most 100 tasks and 500,000 characters, several at
        a time and started in the order given. Throttling, server errors and lost connections are waited out within
        bounds; a task is sent again only if no reply said what became of it, and ids keep it from being added twice.
        The results come in the order of the tasks.

        Raises CreateTasksError if tasks were refused or are not known to be added: it has the results so far and what
        is still to do. When the iterable raises, or on cancellation, nothing new is sent, requests under way are given 10 seconds,
        and the same exception goes on with the record attached (`create_tasks_record`).

        :param job_id: The job meant, by its id.
        :param task_collection: The tasks: models, or mappings by wire names. A generator is fine, also an asynchronous one.
        :keyword max_concurrency: How many requests are under way at once. 1 or 0 sends one after the other. Default: 8.
        :keyword on_existing: What a task means whose id the job already has: `accept` keeps the service's TaskExists in
            its result and goes on, `fail` counts it as a failure.
        :keyword progress: Called with the tasks done, the tasks failed, and the number of all tasks or None if it is
            not known.
        :keyword ledger: A file that records what was sent, so that the same call after a crash goes on where it
            stopped. It refuses tasks other than those recorded, and another job of the same id.
        :keyword service_timeout: Seconds the service may spend on one request, at most 30.
        :keyword ocp_date: Time of the requests as told to the service, in place of this computer's clock.
        """
        from .._bulk.aio import create_tasks

        return await create_tasks(
            self,
            job_id,
            task_collection,
            max_concurrency=max_concurrency,
            on_existing=on_existing,
            progress=progress,
            ledger=ledger,
            service_timeout=service_timeout,
            ocp_date=ocp_date,
            **kwargs,
        )

    @distributed_trace_async
    async def wait_for_tasks(
        self,
        job_id: str,
        *,
        task_ids: Iterable[str] | None = None,
        timeout: Seconds | None = None,
        polling_interval: Seconds | None = None,
        progress: Callable[[TaskProgress], object] | None = None,
        raise_on_failure: bool = False,
        stop_when_stuck: bool = True,
        select: Iterable[str] | None = None,
        **kwargs: Any,
    ) -> list[_models.BatchTask]:
        """Wait until the tasks of a job are completed, and return them in the order in which they were seen to end.

        Counters of the job say when to look, and a look reads only what has changed, so that it costs little to wait for
        many tasks. A failed task is completed, too: see `raise_on_failure`.

        Raises CannotFinish when the tasks will not end by themselves: the job is disabled, completed or deleted, its
        pool cannot get a node that runs them, or they depend on what has failed. Raises WaitTimeout when the time is
        up, and ResourceNotFoundError for a job, or a task id, that does not exist.

        :param job_id: The job meant, by its id.
        :keyword task_ids: The tasks to wait for. Default: all tasks of the job, also those added meanwhile.
        :keyword timeout: Seconds to wait at most, or a timedelta. Default: as long as it takes.
        :keyword polling_interval: The longest pause between two looks, in seconds or as a timedelta. The first pauses
            are shorter. Default: the client's, or 10 seconds.
        :keyword progress: Called with a TaskProgress when something has changed.
        :keyword raise_on_failure: Whether to raise TasksFailed at the end if tasks failed; it has their exit codes, what
            the service says, and the last lines of stderr.txt of the first five.
        :keyword stop_when_stuck: Whether to raise CannotFinish. If not, waiting goes on: somebody may mend it.
        :keyword select: Further properties of the tasks to read, by wire name. `id`, `state`, `stateTransitionTime` and
            `executionInfo` are there always.
        """
        from .._waiting.aio import wait_for_tasks

        return await wait_for_tasks(
            self,
            job_id,
            task_ids=task_ids,
            timeout=timeout,
            polling_interval=polling_interval,
            progress=progress,
            raise_on_failure=raise_on_failure,
            stop_when_stuck=stop_when_stuck,
            select=select,
            **kwargs,
        )

    @distributed_trace
    def as_completed(
        self,
        job_id: str,
        *,
        task_ids: Iterable[str] | None = None,
        timeout: Seconds | None = None,
        polling_interval: Seconds | None = None,
        progress: Callable[[TaskProgress], object] | None = None,
        raise_on_failure: bool = False,
        stop_when_stuck: bool = True,
        select: Iterable[str] | None = None,
        **kwargs: Any,
    ) -> AsyncIterator[_models.BatchTask]:
        """Give the tasks of a job as they complete, each once.

        Takes and raises what `wait_for_tasks` does; a task that failed is given before TasksFailed is raised for it.

        :param job_id: The job meant, by its id.
        :keyword task_ids: The tasks to wait for. Default: all tasks of the job, also those added meanwhile.
        :keyword timeout: Seconds to wait at most, or a timedelta. Default: as long as it takes.
        :keyword polling_interval: The longest pause between two looks, in seconds or as a timedelta. Default: the
            client's, or 10 seconds.
        :keyword progress: Called with a TaskProgress when something has changed.
        :keyword raise_on_failure: Whether to raise TasksFailed at the first task that failed.
        :keyword stop_when_stuck: Whether to raise CannotFinish. If not, waiting goes on: somebody may mend it.
        :keyword select: Further properties of the tasks to read, by wire name.
        """
        from .._waiting.aio import as_completed

        return as_completed(
            self,
            job_id,
            task_ids=task_ids,
            timeout=timeout,
            polling_interval=polling_interval,
            progress=progress,
            raise_on_failure=raise_on_failure,
            stop_when_stuck=stop_when_stuck,
            select=select,
            **kwargs,
        )

    @distributed_trace_async
    async def wait_for_nodes(
        self,
        pool_id: str,
        *,
        count: int | None = None,
        timeout: Seconds | None = None,
        polling_interval: Seconds | None = None,
        progress: Callable[[NodeProgress], object] | None = None,
        stop_when_stuck: bool = True,
        **kwargs: Any,
    ) -> list[_models.BatchNode]:
        """Wait until a pool has nodes that can run tasks, and return them.

        A node counts when it is idle or running and takes tasks.

        Raises CannotFinish when the pool will not get there by itself: its resize ended with errors, such as a quota, or
        its nodes are unusable, or their start task failed. Raises WaitTimeout when the time is up.

        :param pool_id: The pool meant, by its id.
        :keyword count: How many nodes to wait for. Default: as many as the pool's targets say.
        :keyword timeout: Seconds to wait at most, or a timedelta. Default: as long as it takes.
        :keyword polling_interval: The longest pause between two looks, in seconds or as a timedelta. Default: the
            client's, or 10 seconds.
        :keyword progress: Called with a NodeProgress when something has changed.
        :keyword stop_when_stuck: Whether to raise CannotFinish. If not, waiting goes on: somebody may mend it.
        """
        from .._waiting.aio import wait_for_nodes

        return await wait_for_nodes(
            self,
            pool_id,
            count=count,
            timeout=timeout,
            polling_interval=polling_interval,
            progress=progress,
            stop_when_stuck=stop_when_stuck,
            **kwargs,
        )

    @distributed_trace_async
    async def save_task_file(
        self,
        job_id: str,
        task_id: str,
        file_path: str,
        path: str | os.PathLike[str],
        *,
        overwrite: bool = False,
        progress: Callable[[int, int], object] | None = None,
        **kwargs: Any,
    ) -> Path:
        """Save a file of a task, and return where it is.

        The file appears complete or not at all. Lost connections are gone on after by range, and so is what an earlier
        call began: until it is complete the file is a `.part` beside its place. A file that grows meanwhile is saved as
        it was when it was first seen; one that changes otherwise is read again. It gets the time of the original.

        Raises FileExistsError if there is a file already, FileChanging if the file changes every time it is read,
        BlockingIOError if another call is saving it, and what `download_task_file` raises.

        :param job_id: The job meant, by its id.
        :param task_id: The task meant, by its id.
        :param file_path: The file meant, relative to the root of the task directory: `stdout.txt`, `wd/result.csv`.
        :param path: Where to save it. In an existing directory it keeps its name; missing directories are made.
        :keyword overwrite: Whether to replace a file that is there.
        :keyword progress: Called with the bytes that are there and the bytes of the whole file.
        """
        from .._files.aio import save_task_file

        return await save_task_file(
            self, job_id, task_id, file_path, path, overwrite=overwrite, progress=progress, **kwargs
        )

    @distributed_trace_async
    async def save_node_file(
        self,
        pool_id: str,
        node_id: str,
        file_path: str,
        path: str | os.PathLike[str],
        *,
        overwrite: bool = False,
        progress: Callable[[int, int], object] | None = None,
        **kwargs: Any,
    ) -> Path:
        """Save a file of a node, and return where it is; see `save_task_file`.

        :param pool_id: The pool meant, by its id.
        :param node_id: The node meant, by its id (`tvmps_...`).
        :param file_path: The file meant, relative to the root of the node: `startup/stdout.txt`.
        :param path: Where to save it. In an existing directory it keeps its name; missing directories are made.
        :keyword overwrite: Whether to replace a file that is there.
        :keyword progress: Called with the bytes that are there and the bytes of the whole file.
        """
        from .._files.aio import save_node_file

        return await save_node_file(
            self, pool_id, node_id, file_path, path, overwrite=overwrite, progress=progress, **kwargs
        )

    @distributed_trace_async
    async def download_task_outputs(
        self,
        job_id: str,
        task_id: str | None = None,
        *,
        to: str | os.PathLike[str],
        pattern: str | Iterable[str] = ("stdout.txt", "stderr.txt", "wd/**"),
        overwrite: bool = False,
        max_concurrency: int | None = None,
        progress: Callable[[int, int, int | None], object] | None = None,
        **kwargs: Any,
    ) -> DownloadReport:
        """Save the files of a task, or of all tasks of a job, several at a time.

        The files of one task keep their names below `to`; those of a job get a directory for each task. A file that is
        there with the size and time of the original is left alone, so that the same call again fetches what is missing.
        Tasks that have not run are listed in the report. Nothing is ever written outside of `to`.

        Raises DownloadIncomplete if some files could not be saved: its `report` says which, why, and what was saved.
        Raises what the service answers if the job, or the task given, has no files to list.

        :param job_id: The job meant, by its id.
        :param task_id: The task meant, by its id. Left out: all tasks of the job.
        :keyword to: The directory to save to; it is made if it is missing.
        :keyword pattern: Which files, relative to the task directory. `*` is any run within one name, `**` any depth of
            directories, `?` one character, `[a-c]` one of a set; hidden files only where the dot is written. Default:
            the output and everything in the working directory.
        :keyword overwrite: Whether to replace a file that is there and differs; else it is a failure.
        :keyword max_concurrency: How many requests are under way at once. Default: 8.
        :keyword progress: Called with the files that are done, the bytes received, and the number of files, or None as
            long as it is not known.
        """
        from .._files.aio import download_task_outputs

        return await download_task_outputs(
            self,
            job_id,
            task_id,
            to=to,
            pattern=pattern,
            overwrite=overwrite,
            max_concurrency=max_concurrency,
            progress=progress,
            **kwargs,
        )

    @overload
    def follow_task_file(
        self,
        job_id: str,
        task_id: str,
        file_path: str = ...,
        *,
        encoding: None = None,
        polling_interval: Seconds = ...,
        timeout: Seconds | None = None,
        **kwargs: Any,
    ) -> AsyncGenerator[bytes, None]: ...

    @overload
    def follow_task_file(
        self,
        job_id: str,
        task_id: str,
        file_path: str = ...,
        *,
        encoding: str,
        polling_interval: Seconds = ...,
        timeout: Seconds | None = None,
        **kwargs: Any,
    ) -> AsyncGenerator[str, None]: ...

    @distributed_trace
    def follow_task_file(
        self,
        job_id: str,
        task_id: str,
        file_path: str = "stdout.txt",
        *,
        encoding: str | None = None,
        polling_interval: Seconds = 1.0,
        timeout: Seconds | None = None,
        **kwargs: Any,
    ) -> AsyncGenerator[Any, None]:
        """Give what a task writes as it writes it, until the task is completed.

        Waits for a task that has not begun. Nothing is lost or given twice, also when connections are lost. When the
        task is tried again, what the new run writes follows from its start; what the former run wrote since the last
        look went with it. Close the iterator (`aclose`), or leave it to be collected, to stop earlier.

        Raises ResourceNotFoundError if the task is deleted or ends without the file, HttpResponseError if its files are
        gone before they were read to the end, WaitTimeout if the time is over.

        :param job_id: The job meant, by its id.
        :param task_id: The task meant, by its id.
        :param file_path: The file meant, relative to the root of the task directory.
        :keyword encoding: Give lines of text (`str`, with their line break as `\\n`) in this encoding, such as `utf-8`.
            Left out: pieces of bytes as they come.
        :keyword polling_interval: Seconds between two looks, or a timedelta.
        :keyword timeout: Seconds to follow at most, or a timedelta. Default: as long as it takes.
        """
        from .._files.aio import follow_task_file

        return follow_task_file(
            self,
            job_id,
            task_id,
            file_path,
            encoding=encoding,
            polling_interval=polling_interval,
            timeout=timeout,
            **kwargs,
        )

    @distributed_trace_async
    async def explain(
        self,
        *,
        job_id: str | None = None,
        task_id: str | None = None,
        pool_id: str | None = None,
        node_id: str | None = None,
        **kwargs: Any,
    ) -> Explanation:
        """Say why a job, a task, a pool or a node does not get on, and what to do about it.

        Gathers what the service knows: states, resize and autoscale errors, errors of nodes, the end of stderr of a task
        or a start task that failed, and dependencies that can never be met. Sends at most 16 requests and
        waits for nothing. Print the result to read it; its `cause` is the likeliest one.

        Raises what the service answers if what was asked about cannot be read, such as ResourceNotFoundError. Any other
        part that cannot be read, for want of a role for instance, is a finding of code `NotRead`.

        :keyword job_id: The job to explain, or that of the task.
        :keyword task_id: The task to explain; needs `job_id`.
        :keyword pool_id: The pool to explain, or that of the node.
        :keyword node_id: The node to explain; needs `pool_id`.
        """
        from .._explain.aio import explain

        return await explain(self, job_id=job_id, task_id=task_id, pool_id=pool_id, node_id=node_id, **kwargs)
