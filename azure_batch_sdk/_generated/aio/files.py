# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""Methods for files."""

from __future__ import annotations

import datetime
from collections.abc import AsyncIterator
from typing import Any

from azure.core.async_paging import AsyncItemPaged
from azure.core.tracing.decorator import distributed_trace
from azure.core.tracing.decorator_async import distributed_trace_async

from ... import models as _models
from ..._runtime.async_caller import AsyncCaller
from ..operations import files as _rows


class FileOperations(AsyncCaller):
    """Methods for files."""

    @distributed_trace_async
    async def delete_node_file(
        self,
        pool_id: str,
        node_id: str,
        file_path: str,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        recursive: bool | None = None,
        **kwargs: Any,
    ) -> None:
        """Delete a file or directory on a node.

        It cannot be brought back, and a task that still needs it may fail. A directory that is
        not empty needs `recursive=True`, else HttpResponseError. Raises ResourceNotFoundError if
        there is no such file, node or pool.

        :param pool_id: The pool meant, by its id; case does not matter.
        :param node_id: The node meant, by its id (`tvmps_...`), as `list_nodes` shows it.
        :param file_path: The file or directory meant, relative to the root of the task directory
            (`stdout.txt`, `wd/result.csv`) or, for a node's files, of the node
            (`startup/stdout.txt`). Slashes are kept; do not encode it.
        :keyword service_timeout: Seconds the service may spend on the request: 30 if left out,
            and more than 30 counts as 30. Over it the service answers HttpResponseError
            `OperationTimedOut`, and the work may or may not be done. Does not limit how long the
            client waits.
        :keyword ocp_date: Time of the request as told to the service, in place of this computer's
            clock. Rarely needed: left out, the present time counts.
        :keyword recursive: `True` includes everything below: a list shows all levels, a delete
            removes a directory with all its contents. Left out: a list shows one level, and
            deleting a directory that is not empty fails.
        """
        result: None = await self._call(
            _rows.DELETE_NODE_FILE,
            {
                "pool_id": pool_id,
                "node_id": node_id,
                "file_path": file_path,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "recursive": recursive,
            },
            kwargs,
        )
        return result

    @distributed_trace_async
    async def delete_task_file(
        self,
        job_id: str,
        task_id: str,
        file_path: str,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        recursive: bool | None = None,
        **kwargs: Any,
    ) -> None:
        """Delete a file or directory of a task from the node that it ran on.

        It cannot be brought back. A directory that is not empty needs `recursive=True`, else
        HttpResponseError.

        Raises HttpResponseError with code `OperationInvalidForCurrentState` as long as the task
        has not run, `TaskFilesUnavailable` if its node is gone, or `TaskFilesCleanedup` if its
        retention time is over, and ResourceNotFoundError if there is no such file, task or job.

        :param job_id: The job meant, by its id; case does not matter. Jobs made by a schedule are
            called `schedule:job-1` and so on.
        :param task_id: The task meant, by its id; case does not matter.
        :param file_path: The file or directory meant, relative to the root of the task directory
            (`stdout.txt`, `wd/result.csv`) or, for a node's files, of the node
            (`startup/stdout.txt`). Slashes are kept; do not encode it.
        :keyword service_timeout: Seconds the service may spend on the request: 30 if left out,
            and more than 30 counts as 30. Over it the service answers HttpResponseError
            `OperationTimedOut`, and the work may or may not be done. Does not limit how long the
            client waits.
        :keyword ocp_date: Time of the request as told to the service, in place of this computer's
            clock. Rarely needed: left out, the present time counts.
        :keyword recursive: `True` includes everything below: a list shows all levels, a delete
            removes a directory with all its contents. Left out: a list shows one level, and
            deleting a directory that is not empty fails.
        """
        result: None = await self._call(
            _rows.DELETE_TASK_FILE,
            {
                "job_id": job_id,
                "task_id": task_id,
                "file_path": file_path,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "recursive": recursive,
            },
            kwargs,
        )
        return result

    @distributed_trace_async
    async def download_node_file(
        self,
        pool_id: str,
        node_id: str,
        file_path: str,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        if_modified_since: datetime.datetime | None = None,
        if_unmodified_since: datetime.datetime | None = None,
        ocp_range: str | None = None,
        **kwargs: Any,
    ) -> AsyncIterator[bytes]:
        """Read a file from a node, for example the start task's `startup/stdout.txt`.

        The request is sent by the call itself, which is where errors are raised; iterate over the
        result for the bytes. With `ocp_range` only a part is read, for example what was added
        since the last look.

        Raises ResourceNotFoundError if there is no such file, node or pool, and HttpResponseError
        with code `InvalidRange` for a range outside the file.

        :param pool_id: The pool meant, by its id; case does not matter.
        :param node_id: The node meant, by its id (`tvmps_...`), as `list_nodes` shows it.
        :param file_path: The file or directory meant, relative to the root of the task directory
            (`stdout.txt`, `wd/result.csv`) or, for a node's files, of the node
            (`startup/stdout.txt`). Slashes are kept; do not encode it.
        :keyword service_timeout: Seconds the service may spend on the request: 30 if left out,
            and more than 30 counts as 30. Over it the service answers HttpResponseError
            `OperationTimedOut`, and the work may or may not be done. Does not limit how long the
            client waits.
        :keyword ocp_date: Time of the request as told to the service, in place of this computer's
            clock. Rarely needed: left out, the present time counts.
        :keyword if_modified_since: Go ahead only if the resource was changed after this time
            (whole seconds). Otherwise a read raises ResourceNotModifiedError, a write
            ResourceModifiedError.
        :keyword if_unmodified_since: Go ahead only if the resource was not changed after this
            time (whole seconds). Otherwise raises ResourceModifiedError. `etag` with
            `match_condition` is more exact where there is one.
        :keyword ocp_range: Part of the file to read, as `bytes=first-last`, counted from 0 with
            both ends included: `bytes=0-1023` is the first KiB. Left out: the whole file. A range
            outside the file is HttpResponseError `InvalidRange`.
        """
        return await self._stream(
            _rows.DOWNLOAD_NODE_FILE,
            {
                "pool_id": pool_id,
                "node_id": node_id,
                "file_path": file_path,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "if_modified_since": if_modified_since,
                "if_unmodified_since": if_unmodified_since,
                "ocp_range": ocp_range,
            },
            kwargs,
        )

    @distributed_trace_async
    async def download_task_file(
        self,
        job_id: str,
        task_id: str,
        file_path: str,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        if_modified_since: datetime.datetime | None = None,
        if_unmodified_since: datetime.datetime | None = None,
        ocp_range: str | None = None,
        **kwargs: Any,
    ) -> AsyncIterator[bytes]:
        """Read a file of a task from the node it ran on, for example `stdout.txt`.

        The request is sent by the call itself, which is where errors are raised; iterate over the
        result for the bytes. Works while the task still writes; with `ocp_range` only a part is
        read, for example what was added since the last look. For a multi-instance task these are
        the primary's files. Files go with the node, so outputs that matter belong into
        `output_files`.

        Raises HttpResponseError with code `OperationInvalidForCurrentState` as long as the task
        has not run, `TaskFilesUnavailable` if its node is gone, or `TaskFilesCleanedup` if its
        retention time is over, and ResourceNotFoundError if there is no such file (yet), task or
        job. A range outside the file is `InvalidRange`.

        :param job_id: The job meant, by its id; case does not matter. Jobs made by a schedule are
            called `schedule:job-1` and so on.
        :param task_id: The task meant, by its id; case does not matter.
        :param file_path: The file or directory meant, relative to the root of the task directory
            (`stdout.txt`, `wd/result.csv`) or, for a node's files, of the node
            (`startup/stdout.txt`). Slashes are kept; do not encode it.
        :keyword service_timeout: Seconds the service may spend on the request: 30 if left out,
            and more than 30 counts as 30. Over it the service answers HttpResponseError
            `OperationTimedOut`, and the work may or may not be done. Does not limit how long the
            client waits.
        :keyword ocp_date: Time of the request as told to the service, in place of this computer's
            clock. Rarely needed: left out, the present time counts.
        :keyword if_modified_since: Go ahead only if the resource was changed after this time
            (whole seconds). Otherwise a read raises ResourceNotModifiedError, a write
            ResourceModifiedError.
        :keyword if_unmodified_since: Go ahead only if the resource was not changed after this
            time (whole seconds). Otherwise raises ResourceModifiedError. `etag` with
            `match_condition` is more exact where there is one.
        :keyword ocp_range: Part of the file to read, as `bytes=first-last`, counted from 0 with
            both ends included: `bytes=0-1023` is the first KiB. Left out: the whole file. A range
            outside the file is HttpResponseError `InvalidRange`.
        """
        return await self._stream(
            _rows.DOWNLOAD_TASK_FILE,
            {
                "job_id": job_id,
                "task_id": task_id,
                "file_path": file_path,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "if_modified_since": if_modified_since,
                "if_unmodified_since": if_unmodified_since,
                "ocp_range": ocp_range,
            },
            kwargs,
        )

    @distributed_trace_async
    async def get_node_file_properties(
        self,
        pool_id: str,
        node_id: str,
        file_path: str,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        if_modified_since: datetime.datetime | None = None,
        if_unmodified_since: datetime.datetime | None = None,
        **kwargs: Any,
    ) -> _models.BatchFileProperties:
        """Get size, times and kind of a file on a node without reading it.

        A failed request brings no body here, so errors have a status but no code. Raises
        ResourceNotFoundError if there is no such file, node or pool.

        :param pool_id: The pool meant, by its id; case does not matter.
        :param node_id: The node meant, by its id (`tvmps_...`), as `list_nodes` shows it.
        :param file_path: The file or directory meant, relative to the root of the task directory
            (`stdout.txt`, `wd/result.csv`) or, for a node's files, of the node
            (`startup/stdout.txt`). Slashes are kept; do not encode it.
        :keyword service_timeout: Seconds the service may spend on the request: 30 if left out,
            and more than 30 counts as 30. Over it the service answers HttpResponseError
            `OperationTimedOut`, and the work may or may not be done. Does not limit how long the
            client waits.
        :keyword ocp_date: Time of the request as told to the service, in place of this computer's
            clock. Rarely needed: left out, the present time counts.
        :keyword if_modified_since: Go ahead only if the resource was changed after this time
            (whole seconds). Otherwise a read raises ResourceNotModifiedError, a write
            ResourceModifiedError.
        :keyword if_unmodified_since: Go ahead only if the resource was not changed after this
            time (whole seconds). Otherwise raises ResourceModifiedError. `etag` with
            `match_condition` is more exact where there is one.
        """
        result: _models.BatchFileProperties = await self._call(
            _rows.GET_NODE_FILE_PROPERTIES,
            {
                "pool_id": pool_id,
                "node_id": node_id,
                "file_path": file_path,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "if_modified_since": if_modified_since,
                "if_unmodified_since": if_unmodified_since,
            },
            kwargs,
        )
        return result

    @distributed_trace_async
    async def get_task_file_properties(
        self,
        job_id: str,
        task_id: str,
        file_path: str,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        if_modified_since: datetime.datetime | None = None,
        if_unmodified_since: datetime.datetime | None = None,
        **kwargs: Any,
    ) -> _models.BatchFileProperties:
        """Get size, times and kind of a file of a task without reading it.

        A failed request brings no body here, so errors have a status but no code. Raises
        ResourceNotFoundError if there is no such file (yet), task or job, HttpResponseError with
        status 409 if the task has not run, its node is gone or its retention time is over.

        :param job_id: The job meant, by its id; case does not matter. Jobs made by a schedule are
            called `schedule:job-1` and so on.
        :param task_id: The task meant, by its id; case does not matter.
        :param file_path: The file or directory meant, relative to the root of the task directory
            (`stdout.txt`, `wd/result.csv`) or, for a node's files, of the node
            (`startup/stdout.txt`). Slashes are kept; do not encode it.
        :keyword service_timeout: Seconds the service may spend on the request: 30 if left out,
            and more than 30 counts as 30. Over it the service answers HttpResponseError
            `OperationTimedOut`, and the work may or may not be done. Does not limit how long the
            client waits.
        :keyword ocp_date: Time of the request as told to the service, in place of this computer's
            clock. Rarely needed: left out, the present time counts.
        :keyword if_modified_since: Go ahead only if the resource was changed after this time
            (whole seconds). Otherwise a read raises ResourceNotModifiedError, a write
            ResourceModifiedError.
        :keyword if_unmodified_since: Go ahead only if the resource was not changed after this
            time (whole seconds). Otherwise raises ResourceModifiedError. `etag` with
            `match_condition` is more exact where there is one.
        """
        result: _models.BatchFileProperties = await self._call(
            _rows.GET_TASK_FILE_PROPERTIES,
            {
                "job_id": job_id,
                "task_id": task_id,
                "file_path": file_path,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "if_modified_since": if_modified_since,
                "if_unmodified_since": if_unmodified_since,
            },
            kwargs,
        )
        return result

    @distributed_trace
    def list_node_files(
        self,
        pool_id: str,
        node_id: str,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        max_results: int | None = None,
        filter: str | None = None,
        recursive: bool | None = None,
        **kwargs: Any,
    ) -> AsyncItemPaged[_models.BatchNodeFile]:
        """List files and directories on a node.

        Shows the top level (`applications`, `fsmounts`, `shared`, `startup`, `volatile`,
        `workitems`) or, with `recursive=True`, everything, in no promised order. Filterable (wire
        names): `name`, and only by `startswith(name, 'startup/')`; together with `recursive=True`
        this lists one directory.

        Raises ResourceNotFoundError if there is no such node or pool.

        :param pool_id: The pool meant, by its id; case does not matter.
        :param node_id: The node meant, by its id (`tvmps_...`), as `list_nodes` shows it.
        :keyword service_timeout: Seconds the service may spend on the request: 30 if left out,
            and more than 30 counts as 30. Over it the service answers HttpResponseError
            `OperationTimedOut`, and the work may or may not be done. Does not limit how long the
            client waits.
        :keyword ocp_date: Time of the request as told to the service, in place of this computer's
            clock. Rarely needed: left out, the present time counts.
        :keyword max_results: Size of a page: how many items one request brings at most, 1000 if
            left out. Not a limit on the whole list: iteration goes on to the next page by itself.
            From 1 to 1,000.
        :keyword filter: OData condition that items must meet, such as `state eq 'completed' and
            creationTime gt DateTime'2026-01-31T00:00:00Z'`. Property names are camelCase with
            exact case; dates need the `DateTime` prefix; `startswith(id, 'x')` is a function;
            there is no `not`. A property or operator that is not supported is HttpResponseError
            `InvalidQueryParameterValue`.
        :keyword recursive: `True` includes everything below: a list shows all levels, a delete
            removes a directory with all its contents. Left out: a list shows one level, and
            deleting a directory that is not empty fails.
        """
        return self._pages(
            _rows.LIST_NODE_FILES,
            {
                "pool_id": pool_id,
                "node_id": node_id,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "max_results": max_results,
                "filter": filter,
                "recursive": recursive,
            },
            kwargs,
        )

    @distributed_trace
    def list_task_files(
        self,
        job_id: str,
        task_id: str,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        max_results: int | None = None,
        filter: str | None = None,
        recursive: bool | None = None,
        **kwargs: Any,
    ) -> AsyncItemPaged[_models.BatchNodeFile]:
        """List files and directories of a task on the node it ran on.

        Shows `stdout.txt`, `stderr.txt` and the directory `wd` or, with `recursive=True`,
        everything, in no promised order. Filterable (wire names): `name`, and only by
        `startswith(name, 'wd/')`; together with `recursive=True` this lists one directory. For a
        multi-instance task these are the primary's files.

        Raises HttpResponseError with code `OperationInvalidForCurrentState` as long as the task
        has not run, `TaskFilesUnavailable` if its node is gone, or `TaskFilesCleanedup` if its
        retention time is over, and ResourceNotFoundError if there is no such task or job.

        :param job_id: The job meant, by its id; case does not matter. Jobs made by a schedule are
            called `schedule:job-1` and so on.
        :param task_id: The task meant, by its id; case does not matter.
        :keyword service_timeout: Seconds the service may spend on the request: 30 if left out,
            and more than 30 counts as 30. Over it the service answers HttpResponseError
            `OperationTimedOut`, and the work may or may not be done. Does not limit how long the
            client waits.
        :keyword ocp_date: Time of the request as told to the service, in place of this computer's
            clock. Rarely needed: left out, the present time counts.
        :keyword max_results: Size of a page: how many items one request brings at most, 1000 if
            left out. Not a limit on the whole list: iteration goes on to the next page by itself.
            From 1 to 1,000.
        :keyword filter: OData condition that items must meet, such as `state eq 'completed' and
            creationTime gt DateTime'2026-01-31T00:00:00Z'`. Property names are camelCase with
            exact case; dates need the `DateTime` prefix; `startswith(id, 'x')` is a function;
            there is no `not`. A property or operator that is not supported is HttpResponseError
            `InvalidQueryParameterValue`.
        :keyword recursive: `True` includes everything below: a list shows all levels, a delete
            removes a directory with all its contents. Left out: a list shows one level, and
            deleting a directory that is not empty fails.
        """
        return self._pages(
            _rows.LIST_TASK_FILES,
            {
                "job_id": job_id,
                "task_id": task_id,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "max_results": max_results,
                "filter": filter,
                "recursive": recursive,
            },
            kwargs,
        )
