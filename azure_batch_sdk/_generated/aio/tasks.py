# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""Methods for tasks."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from azure.core import MatchConditions
from azure.core.async_paging import AsyncItemPaged
from azure.core.tracing.decorator import distributed_trace
from azure.core.tracing.decorator_async import distributed_trace_async

from ... import models as _models
from ..._runtime.async_caller import AsyncCaller
from ..operations import tasks as _rows


class TaskOperations(AsyncCaller):
    """Methods for tasks."""

    @distributed_trace_async
    async def create_task(
        self,
        job_id: str,
        task: _models.BatchTaskCreateOptions | Mapping[str, Any],
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        **kwargs: Any,
    ) -> None:
        """Add one task to a job.

        The task is `active` at once and runs as soon as a node has room and its dependencies are
        satisfied. The service ends tasks that are not done within 180 days. Nothing is returned:
        read the task with `get_task` if you need its etag.

        Raises ResourceExistsError if the id is taken, ResourceNotFoundError if there is no such
        job, and HttpResponseError with code `JobCompleted`, `JobBeingTerminated` or
        `JobBeingDeleted` if the job takes no more tasks, `TaskDependenciesNotSpecifiedOnJob` if
        `depends_on` is given to a job without `uses_task_dependencies`, or `RequestBodyTooLarge`
        for a task of more than about 512,000 characters. For many tasks use `create_tasks`.

        :param job_id: The job meant, by its id; case does not matter. Jobs made by a schedule are
            called `schedule:job-1` and so on.
        :param task: The task to add.
        :keyword service_timeout: Seconds the service may spend on the request: 30 if left out,
            and more than 30 counts as 30. Over it the service answers HttpResponseError
            `OperationTimedOut`, and the work may or may not be done. Does not limit how long the
            client waits.
        :keyword ocp_date: Time of the request as told to the service, in place of this computer's
            clock. Rarely needed: left out, the present time counts.
        """
        result: None = await self._call(
            _rows.CREATE_TASK,
            {"job_id": job_id, "service_timeout": service_timeout, "ocp_date": ocp_date, "task": task},
            kwargs,
        )
        return result

    @distributed_trace_async
    async def create_task_collection(
        self,
        job_id: str,
        task_collection: _models.BatchTaskGroup | Mapping[str, Any],
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        **kwargs: Any,
    ) -> _models.BatchCreateTaskCollectionResult:
        """Add up to 100 tasks to a job in one request and report on each.

        Look at the `status` of every result: the call succeeds even if the service refused some
        or all of the tasks. Results may come in another order. The request is not all or nothing;
        after a time-out any part may have been added. It is safe to send the same tasks again:
        those that are there already come back with error code `TaskExists`.

        More than 100 tasks are a ValueError. Raises HttpResponseError with code
        `RequestBodyTooLarge` (nothing was added) if the request has more than about 512,000
        characters or `JobCompleted` and the like if the job takes no more tasks, and
        ResourceNotFoundError if there is no such job. `create_tasks` does the splitting, retrying
        and checking for you.

        :param job_id: The job meant, by its id; case does not matter. Jobs made by a schedule are
            called `schedule:job-1` and so on.
        :param task_collection: The tasks to add.
        :keyword service_timeout: Seconds the service may spend on the request: 30 if left out,
            and more than 30 counts as 30. Over it the service answers HttpResponseError
            `OperationTimedOut`, and the work may or may not be done. Does not limit how long the
            client waits.
        :keyword ocp_date: Time of the request as told to the service, in place of this computer's
            clock. Rarely needed: left out, the present time counts.
        """
        result: _models.BatchCreateTaskCollectionResult = await self._call(
            _rows.CREATE_TASK_COLLECTION,
            {
                "job_id": job_id,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "task_collection": task_collection,
            },
            kwargs,
        )
        return result

    @distributed_trace_async
    async def delete_task(
        self,
        job_id: str,
        task_id: str,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        if_modified_since: datetime.datetime | None = None,
        if_unmodified_since: datetime.datetime | None = None,
        etag: str | None = None,
        match_condition: MatchConditions | None = None,
        **kwargs: Any,
    ) -> None:
        """Delete a task and its files on the node, in whatever state it is.

        A running task is killed. Its record, its files on the node and its output logs are lost
        at once, without regard to the retention time; what was uploaded to storage stays. Tasks
        that depend on it and were not yet satisfied keep waiting. For a multi-instance task the
        primary goes at once, the other instances in the background.

        Raises ResourceNotFoundError if there is no such task or job.

        :param job_id: The job meant, by its id; case does not matter. Jobs made by a schedule are
            called `schedule:job-1` and so on.
        :param task_id: The task meant, by its id; case does not matter.
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
        :keyword etag: Version of the resource to compare with, as its `etag` showed it. Counts
            only together with `match_condition`.
        :keyword match_condition: How `etag` counts. `MatchConditions.IfNotModified` goes ahead
            only if the resource still has that etag, so that nobody's change is overwritten (else
            ResourceModifiedError); `IfModified` only if it has another (a read raises
            ResourceNotModifiedError if not).
        """
        result: None = await self._call(
            _rows.DELETE_TASK,
            {
                "job_id": job_id,
                "task_id": task_id,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "if_modified_since": if_modified_since,
                "if_unmodified_since": if_unmodified_since,
                "etag": etag,
                "match_condition": match_condition,
            },
            kwargs,
        )
        return result

    @distributed_trace_async
    async def get_task(
        self,
        job_id: str,
        task_id: str,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        if_modified_since: datetime.datetime | None = None,
        if_unmodified_since: datetime.datetime | None = None,
        select: list[str] | None = None,
        expand: list[str] | None = None,
        etag: str | None = None,
        match_condition: MatchConditions | None = None,
        **kwargs: Any,
    ) -> _models.BatchTask:
        """Read one task: its state, how it ran, and what it was asked to do.

        For a multi-instance task the run shown is the primary's; see `list_subtasks` for the
        others. `execution_info.result` tells success from failure once `state` is `completed`.
        Raises ResourceNotFoundError if there is no such task or job.

        :param job_id: The job meant, by its id; case does not matter. Jobs made by a schedule are
            called `schedule:job-1` and so on.
        :param task_id: The task meant, by its id; case does not matter.
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
        :keyword select: Properties to bring, by their camelCase names on the wire and with exact
            case: `["id", "state", "executionInfo"]`; top level only. Makes long lists much
            faster. A required property that was not selected reads as None. Left out: all
            properties.
        :keyword expand: Extra parts to include. `["stats"]` is the only useful value: it adds
            usage statistics, which lag about 30 minutes behind. If `select` is given, name
            `stats` there as well, or they are left out.
        :keyword etag: Version of the resource to compare with, as its `etag` showed it. Counts
            only together with `match_condition`.
        :keyword match_condition: How `etag` counts. `MatchConditions.IfNotModified` goes ahead
            only if the resource still has that etag, so that nobody's change is overwritten (else
            ResourceModifiedError); `IfModified` only if it has another (a read raises
            ResourceNotModifiedError if not).
        """
        result: _models.BatchTask = await self._call(
            _rows.GET_TASK,
            {
                "job_id": job_id,
                "task_id": task_id,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "if_modified_since": if_modified_since,
                "if_unmodified_since": if_unmodified_since,
                "select": select,
                "expand": expand,
                "etag": etag,
                "match_condition": match_condition,
            },
            kwargs,
        )
        return result

    @distributed_trace
    def list_subtasks(
        self,
        job_id: str,
        task_id: str,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        select: list[str] | None = None,
        **kwargs: Any,
    ) -> AsyncItemPaged[_models.BatchSubtask]:
        """List the secondary instances of a multi-instance task.

        The primary is not among them: `get_task` shows it. Empty if the task is not a multi-
        instance one, has one instance only, or has not started. Comes in one piece: there is no
        `max_results`. Raises ResourceNotFoundError if there is no such task or job.

        :param job_id: The job meant, by its id; case does not matter. Jobs made by a schedule are
            called `schedule:job-1` and so on.
        :param task_id: The task meant, by its id; case does not matter.
        :keyword service_timeout: Seconds the service may spend on the request: 30 if left out,
            and more than 30 counts as 30. Over it the service answers HttpResponseError
            `OperationTimedOut`, and the work may or may not be done. Does not limit how long the
            client waits.
        :keyword ocp_date: Time of the request as told to the service, in place of this computer's
            clock. Rarely needed: left out, the present time counts.
        :keyword select: Properties to bring, by their camelCase names on the wire and with exact
            case: `["id", "state", "executionInfo"]`; top level only. Makes long lists much
            faster. A required property that was not selected reads as None. Left out: all
            properties.
        """
        return self._pages(
            _rows.LIST_SUBTASKS,
            {
                "job_id": job_id,
                "task_id": task_id,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "select": select,
            },
            kwargs,
        )

    @distributed_trace
    def list_tasks(
        self,
        job_id: str,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        max_results: int | None = None,
        filter: str | None = None,
        select: list[str] | None = None,
        expand: list[str] | None = None,
        **kwargs: Any,
    ) -> AsyncItemPaged[_models.BatchTask]:
        """List the tasks of a job, ordered by id.

        Filterable (wire names): `id`, `state`, `stateTransitionTime`, `creationTime`,
        `lastModifiedTime`, and of `executionInfo/`: `startTime`, `endTime`, `exitCode`, `result`;
        not the failure information. Failed tasks, for example: `executionInfo/result eq
        'failure'`. On jobs with many tasks `filter` and `select` save most of the time, and
        `get_job_task_counts` is cheaper if numbers are all you need. For a multi-instance task
        the primary is shown.

        Raises ResourceNotFoundError if there is no such job.

        :param job_id: The job meant, by its id; case does not matter. Jobs made by a schedule are
            called `schedule:job-1` and so on.
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
        :keyword select: Properties to bring, by their camelCase names on the wire and with exact
            case: `["id", "state", "executionInfo"]`; top level only. Makes long lists much
            faster. A required property that was not selected reads as None. Left out: all
            properties.
        :keyword expand: Extra parts to include. `["stats"]` is the only useful value: it adds
            usage statistics, which lag about 30 minutes behind. If `select` is given, name
            `stats` there as well, or they are left out.
        """
        return self._pages(
            _rows.LIST_TASKS,
            {
                "job_id": job_id,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "max_results": max_results,
                "filter": filter,
                "select": select,
                "expand": expand,
            },
            kwargs,
        )

    @distributed_trace_async
    async def reactivate_task(
        self,
        job_id: str,
        task_id: str,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        if_modified_since: datetime.datetime | None = None,
        if_unmodified_since: datetime.datetime | None = None,
        etag: str | None = None,
        match_condition: MatchConditions | None = None,
        **kwargs: Any,
    ) -> None:
        """Put a failed task back in the queue to run again.

        The task becomes `active` with its retry count at 0. What is known of the failed run (exit
        code, failure, times, node) is wiped: read it first if you need it.

        The task must be completed and failed, and its job must not be completed, terminating or
        being deleted. Raises HttpResponseError with code `TaskNotCompleted` if it has not ended
        yet or `TaskSucceeded` if it succeeded, and ResourceNotFoundError if there is no such task
        or job.

        :param job_id: The job meant, by its id; case does not matter. Jobs made by a schedule are
            called `schedule:job-1` and so on.
        :param task_id: The task meant, by its id; case does not matter.
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
        :keyword etag: Version of the resource to compare with, as its `etag` showed it. Counts
            only together with `match_condition`.
        :keyword match_condition: How `etag` counts. `MatchConditions.IfNotModified` goes ahead
            only if the resource still has that etag, so that nobody's change is overwritten (else
            ResourceModifiedError); `IfModified` only if it has another (a read raises
            ResourceNotModifiedError if not).
        """
        result: None = await self._call(
            _rows.REACTIVATE_TASK,
            {
                "job_id": job_id,
                "task_id": task_id,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "if_modified_since": if_modified_since,
                "if_unmodified_since": if_unmodified_since,
                "etag": etag,
                "match_condition": match_condition,
            },
            kwargs,
        )
        return result

    @distributed_trace_async
    async def replace_task(
        self,
        job_id: str,
        task_id: str,
        task: _models.BatchTask | Mapping[str, Any],
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        if_modified_since: datetime.datetime | None = None,
        if_unmodified_since: datetime.datetime | None = None,
        etag: str | None = None,
        match_condition: MatchConditions | None = None,
        **kwargs: Any,
    ) -> None:
        """Replace the constraints of a task; nothing else of a task can be changed.

        What is missing from the new constraints goes back to its default, so send all of them.
        For a multi-instance task the new retention time counts for the primary only.

        Raises HttpResponseError with code `TaskCompleted` if the task has ended, and
        ResourceNotFoundError if there is no such task or job.

        :param job_id: The job meant, by its id; case does not matter. Jobs made by a schedule are
            called `schedule:job-1` and so on.
        :param task_id: The task meant, by its id; case does not matter.
        :param task: The task with its new `constraints`; everything else in it is ignored.
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
        :keyword etag: Version of the resource to compare with, as its `etag` showed it. Counts
            only together with `match_condition`.
        :keyword match_condition: How `etag` counts. `MatchConditions.IfNotModified` goes ahead
            only if the resource still has that etag, so that nobody's change is overwritten (else
            ResourceModifiedError); `IfModified` only if it has another (a read raises
            ResourceNotModifiedError if not).
        """
        result: None = await self._call(
            _rows.REPLACE_TASK,
            {
                "job_id": job_id,
                "task_id": task_id,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "if_modified_since": if_modified_since,
                "if_unmodified_since": if_unmodified_since,
                "etag": etag,
                "match_condition": match_condition,
                "task": task,
            },
            kwargs,
        )
        return result

    @distributed_trace_async
    async def terminate_task(
        self,
        job_id: str,
        task_id: str,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        if_modified_since: datetime.datetime | None = None,
        if_unmodified_since: datetime.datetime | None = None,
        etag: str | None = None,
        match_condition: MatchConditions | None = None,
        **kwargs: Any,
    ) -> None:
        """Stop a task now; it completes as a failure and is not retried.

        A running process is killed and its exit code is not to be relied on; a waiting task never
        runs. `failure_info` says `TaskEnded`, dependents stay blocked unless `exit_conditions`
        say otherwise, and the task's files stay on the node for its retention time. For a multi-
        instance task the primary ends at once, the other instances in the background.

        Raises HttpResponseError with code `TaskCompleted` if it has ended already, and
        ResourceNotFoundError if there is no such task or job. `reactivate_task` makes it run
        again.

        :param job_id: The job meant, by its id; case does not matter. Jobs made by a schedule are
            called `schedule:job-1` and so on.
        :param task_id: The task meant, by its id; case does not matter.
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
        :keyword etag: Version of the resource to compare with, as its `etag` showed it. Counts
            only together with `match_condition`.
        :keyword match_condition: How `etag` counts. `MatchConditions.IfNotModified` goes ahead
            only if the resource still has that etag, so that nobody's change is overwritten (else
            ResourceModifiedError); `IfModified` only if it has another (a read raises
            ResourceNotModifiedError if not).
        """
        result: None = await self._call(
            _rows.TERMINATE_TASK,
            {
                "job_id": job_id,
                "task_id": task_id,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "if_modified_since": if_modified_since,
                "if_unmodified_since": if_unmodified_since,
                "etag": etag,
                "match_condition": match_condition,
            },
            kwargs,
        )
        return result
