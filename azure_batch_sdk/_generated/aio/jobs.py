# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""Methods for jobs."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from azure.core import MatchConditions
from azure.core.async_paging import AsyncItemPaged
from azure.core.tracing.decorator import distributed_trace
from azure.core.tracing.decorator_async import distributed_trace_async

from ... import models as _models
from ..._lro.begin import begin_async as begin
from ..._runtime.async_caller import AsyncCaller
from ..._runtime.polling_interval import DEFAULT_POLLING_INTERVAL
from ..operations import jobs as _rows

if TYPE_CHECKING:
    from ..._lro.aio import AsyncResourcePoller


class JobOperations(AsyncCaller):
    """Methods for jobs."""

    @distributed_trace_async
    async def begin_delete_job(
        self,
        job_id: str,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        if_modified_since: datetime.datetime | None = None,
        if_unmodified_since: datetime.datetime | None = None,
        force: bool | None = None,
        etag: str | None = None,
        match_condition: MatchConditions | None = None,
        polling_interval: int = DEFAULT_POLLING_INTERVAL,
        **kwargs: Any,
    ) -> AsyncResourcePoller[_models.BatchJob]:
        """Delete a job with its tasks, their files on the nodes and its statistics; nothing can be
        brought back.

        Running tasks are killed and retention times are ignored. Release tasks run first, unless
        the job was terminated before. An automatic pool made for the job goes too, unless its
        `keep_alive` is set. The poller ends when the job is gone; only then is the id free again.
        With `force=True` the service does not wait for the nodes, so processes may live on there
        for a while.

        Raises ResourceNotFoundError for an unknown job, HttpResponseError with code
        `JobBeingDeleted` if it is on its way out already.

        :param job_id: The job meant, by its id; case does not matter. Jobs made by a schedule are
            called `schedule:job-1` and so on.
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
        :keyword force: `True` does not wait for the nodes to confirm that their tasks have ended;
            for jobs that hang in `terminating` or `deleting`. Left out: it waits.
        :keyword etag: Version of the resource to compare with, as its `etag` showed it. Counts
            only together with `match_condition`.
        :keyword match_condition: How `etag` counts. `MatchConditions.IfNotModified` goes ahead
            only if the resource still has that etag, so that nobody's change is overwritten (else
            ResourceModifiedError); `IfModified` only if it has another (a read raises
            ResourceNotModifiedError if not).
        :keyword polling_interval: Seconds between two looks of the poller at the resource. A
            Retry-After of the service goes first. Default: 5.
        """
        return await begin(
            self,
            _rows.DELETE_JOB,
            {
                "job_id": job_id,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "if_modified_since": if_modified_since,
                "if_unmodified_since": if_unmodified_since,
                "force": force,
                "etag": etag,
                "match_condition": match_condition,
            },
            polling_interval,
            kwargs,
        )

    @distributed_trace_async
    async def begin_disable_job(
        self,
        job_id: str,
        disable_options: _models.BatchJobDisableOptions | Mapping[str, Any],
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        if_modified_since: datetime.datetime | None = None,
        if_unmodified_since: datetime.datetime | None = None,
        etag: str | None = None,
        match_condition: MatchConditions | None = None,
        polling_interval: int = DEFAULT_POLLING_INTERVAL,
        **kwargs: Any,
    ) -> AsyncResourcePoller[_models.BatchJob]:
        """Stop running a job's tasks until the job is enabled again.

        Waiting tasks stay in the queue. What happens to running tasks is up to `disable_tasks`;
        with `wait` the poller ends only when the last of them has. A disabled job can be moved to
        another pool with `update_job`.

        The job has to be `active`, `disabling` or `disabled`; else HttpResponseError (409), with
        code `JobCompleted` for an ended job. Raises ResourceNotFoundError for an unknown job.

        :param job_id: The job meant, by its id; case does not matter. Jobs made by a schedule are
            called `schedule:job-1` and so on.
        :param disable_options: What to do with running tasks.
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
        :keyword polling_interval: Seconds between two looks of the poller at the resource. A
            Retry-After of the service goes first. Default: 5.
        """
        return await begin(
            self,
            _rows.DISABLE_JOB,
            {
                "job_id": job_id,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "if_modified_since": if_modified_since,
                "if_unmodified_since": if_unmodified_since,
                "etag": etag,
                "match_condition": match_condition,
                "disable_options": disable_options,
            },
            polling_interval,
            kwargs,
        )

    @distributed_trace_async
    async def begin_enable_job(
        self,
        job_id: str,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        if_modified_since: datetime.datetime | None = None,
        if_unmodified_since: datetime.datetime | None = None,
        etag: str | None = None,
        match_condition: MatchConditions | None = None,
        polling_interval: int = DEFAULT_POLLING_INTERVAL,
        **kwargs: Any,
    ) -> AsyncResourcePoller[_models.BatchJob]:
        """Let a disabled job run its tasks again.

        The poller ends when the job is `active`. Tasks that were requeued start from scratch;
        tasks that have waited for more than 180 days do not run any more.

        Raises ResourceNotFoundError for an unknown job, HttpResponseError (409) if its state does
        not allow it, with code `JobCompleted` if it has ended.

        :param job_id: The job meant, by its id; case does not matter. Jobs made by a schedule are
            called `schedule:job-1` and so on.
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
        :keyword polling_interval: Seconds between two looks of the poller at the resource. A
            Retry-After of the service goes first. Default: 5.
        """
        return await begin(
            self,
            _rows.ENABLE_JOB,
            {
                "job_id": job_id,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "if_modified_since": if_modified_since,
                "if_unmodified_since": if_unmodified_since,
                "etag": etag,
                "match_condition": match_condition,
            },
            polling_interval,
            kwargs,
        )

    @distributed_trace_async
    async def begin_terminate_job(
        self,
        job_id: str,
        options: _models.BatchJobTerminateOptions | Mapping[str, Any] | None = None,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        if_modified_since: datetime.datetime | None = None,
        if_unmodified_since: datetime.datetime | None = None,
        force: bool | None = None,
        etag: str | None = None,
        match_condition: MatchConditions | None = None,
        polling_interval: int = DEFAULT_POLLING_INTERVAL,
        **kwargs: Any,
    ) -> AsyncResourcePoller[_models.BatchJob]:
        """End a job for good: running tasks are killed, waiting ones never run.

        Killed tasks complete as failed; tasks that had not started keep the state `active`, so do
        not wait for them. Release tasks run next, then the job is `completed` and the poller
        ends. An automatic pool made for the job is deleted unless its `keep_alive` is set. The
        job stays readable and no longer counts against the job quota. With `force=True` the
        service does not wait for the nodes.

        Raises ResourceNotFoundError for an unknown job, HttpResponseError with code
        `JobCompleted` if it has ended already.

        :param job_id: The job meant, by its id; case does not matter. Jobs made by a schedule are
            called `schedule:job-1` and so on.
        :param options: Reason to record; may be left out.
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
        :keyword force: `True` does not wait for the nodes to confirm that their tasks have ended;
            for jobs that hang in `terminating` or `deleting`. Left out: it waits.
        :keyword etag: Version of the resource to compare with, as its `etag` showed it. Counts
            only together with `match_condition`.
        :keyword match_condition: How `etag` counts. `MatchConditions.IfNotModified` goes ahead
            only if the resource still has that etag, so that nobody's change is overwritten (else
            ResourceModifiedError); `IfModified` only if it has another (a read raises
            ResourceNotModifiedError if not).
        :keyword polling_interval: Seconds between two looks of the poller at the resource. A
            Retry-After of the service goes first. Default: 5.
        """
        return await begin(
            self,
            _rows.TERMINATE_JOB,
            {
                "job_id": job_id,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "if_modified_since": if_modified_since,
                "if_unmodified_since": if_unmodified_since,
                "force": force,
                "etag": etag,
                "match_condition": match_condition,
                "options": options,
            },
            polling_interval,
            kwargs,
        )

    @distributed_trace_async
    async def create_job(
        self,
        job: _models.BatchJobCreateOptions | Mapping[str, Any],
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        **kwargs: Any,
    ) -> None:
        """Create a job, ready for tasks at once.

        Nothing is returned: use `get_job` to see the values the service filled in. The pool need
        not exist, so a misspelled `pool_id` goes unnoticed: the tasks just wait. An automatic
        pool starts right away and costs money from then on.

        Raises ResourceExistsError if a job or a job schedule has this id (`JobExists`,
        `JobScheduleWithSameIdExists`), HttpResponseError with `ActiveJobAndScheduleQuotaReached`
        if too many jobs are active: terminate or delete finished ones; with
        `InvalidPropertyValue` or `MissingRequiredProperty` for bad input.

        :param job: The job to create.
        :keyword service_timeout: Seconds the service may spend on the request: 30 if left out,
            and more than 30 counts as 30. Over it the service answers HttpResponseError
            `OperationTimedOut`, and the work may or may not be done. Does not limit how long the
            client waits.
        :keyword ocp_date: Time of the request as told to the service, in place of this computer's
            clock. Rarely needed: left out, the present time counts.
        """
        result: None = await self._call(
            _rows.CREATE_JOB, {"service_timeout": service_timeout, "ocp_date": ocp_date, "job": job}, kwargs
        )
        return result

    @distributed_trace_async
    async def get_job(
        self,
        job_id: str,
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
    ) -> _models.BatchJob:
        """Read one job.

        `select` limits the properties fetched (the others are None); `expand=["stats"]` adds
        `job_statistics`.

        Raises ResourceNotFoundError for an unknown job. With conditions: ResourceNotModifiedError
        if it has not changed, ResourceModifiedError if it has.

        :param job_id: The job meant, by its id; case does not matter. Jobs made by a schedule are
            called `schedule:job-1` and so on.
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
        result: _models.BatchJob = await self._call(
            _rows.GET_JOB,
            {
                "job_id": job_id,
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

    @distributed_trace_async
    async def get_job_task_counts(
        self,
        job_id: str,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        **kwargs: Any,
    ) -> _models.BatchTaskCountsResult:
        """Count a job's tasks by state, and the task slots they take, in one cheap call.

        `running` includes tasks that wait for job preparation; `completed` is `succeeded` plus
        `failed`. The numbers lag: tasks added a moment ago may be missing for minutes, so compare
        with the number you added before you take zero active tasks for the end.

        Raises ResourceNotFoundError for an unknown job.

        :param job_id: The job meant, by its id; case does not matter. Jobs made by a schedule are
            called `schedule:job-1` and so on.
        :keyword service_timeout: Seconds the service may spend on the request: 30 if left out,
            and more than 30 counts as 30. Over it the service answers HttpResponseError
            `OperationTimedOut`, and the work may or may not be done. Does not limit how long the
            client waits.
        :keyword ocp_date: Time of the request as told to the service, in place of this computer's
            clock. Rarely needed: left out, the present time counts.
        """
        result: _models.BatchTaskCountsResult = await self._call(
            _rows.GET_JOB_TASK_COUNTS,
            {"job_id": job_id, "service_timeout": service_timeout, "ocp_date": ocp_date},
            kwargs,
        )
        return result

    @distributed_trace
    def list_job_preparation_and_release_task_status(
        self,
        job_id: str,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        max_results: int | None = None,
        filter: str | None = None,
        select: list[str] | None = None,
        **kwargs: Any,
    ) -> AsyncItemPaged[_models.BatchJobPreparationAndReleaseTaskStatus]:
        """List how the job's preparation and release tasks went, one item for each node.

        Nodes that have left the pool are included; the list is empty while nothing has run.
        Filterable (wire names): `poolId`, `nodeId`, and `state`, `startTime`, `endTime`,
        `exitCode`, `result` behind `jobPreparationTaskExecutionInfo/` or
        `jobReleaseTaskExecutionInfo/`.

        Raises ResourceNotFoundError for an unknown job, HttpResponseError with code
        `JobPreparationTaskOrReleaseTaskNotSpecified` if the job has neither task.

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
        """
        return self._pages(
            _rows.LIST_JOB_PREPARATION_AND_RELEASE_TASK_STATUS,
            {
                "job_id": job_id,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "max_results": max_results,
                "filter": filter,
                "select": select,
            },
            kwargs,
        )

    @distributed_trace
    def list_jobs(
        self,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        max_results: int | None = None,
        filter: str | None = None,
        select: list[str] | None = None,
        expand: list[str] | None = None,
        **kwargs: Any,
    ) -> AsyncItemPaged[_models.BatchJob]:
        """List the jobs of the account by id, completed ones and those made by schedules included.

        Filterable (wire names): `id`, `state`, `stateTransitionTime`, `creationTime`,
        `lastModified`, `executionInfo/startTime`, `executionInfo/endTime`,
        `executionInfo/poolId`. `expand=["stats"]` adds `job_statistics`.

        Raises HttpResponseError (400) for a filter or a property name that the service does not
        know.

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
            _rows.LIST_JOBS,
            {
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
    async def replace_job(
        self,
        job_id: str,
        job: _models.BatchJob | Mapping[str, Any],
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        if_modified_since: datetime.datetime | None = None,
        if_unmodified_since: datetime.datetime | None = None,
        etag: str | None = None,
        match_condition: MatchConditions | None = None,
        **kwargs: Any,
    ) -> None:
        """Set everything that can be changed on a job; what is left out falls back to its default.

        These are `priority`, `max_parallel_tasks`, `allow_task_preemption`, `constraints`,
        `all_tasks_complete_mode`, `pool_info` and `metadata`. Read the job with `get_job`, change
        it and send it back with its `etag`, or use `update_job` for single properties. On a job
        with `terminatejob`, leaving out `all_tasks_complete_mode` is refused. Another pool needs
        a disabled job; of an automatic pool only `keep_alive` can change.

        Raises ResourceNotFoundError for an unknown job, ResourceModifiedError if a condition is
        not met, HttpResponseError with `InvalidPropertyValue`, `JobBeingTerminated`,
        `JobBeingDeleted` or `OperationInvalidForCurrentState`.

        :param job_id: The job meant, by its id; case does not matter. Jobs made by a schedule are
            called `schedule:job-1` and so on.
        :param job: The whole job as it shall be; read-only properties are not sent.
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
            _rows.REPLACE_JOB,
            {
                "job_id": job_id,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "if_modified_since": if_modified_since,
                "if_unmodified_since": if_unmodified_since,
                "etag": etag,
                "match_condition": match_condition,
                "job": job,
            },
            kwargs,
        )
        return result

    @distributed_trace_async
    async def update_job(
        self,
        job_id: str,
        job: _models.BatchJobUpdateOptions | Mapping[str, Any],
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        if_modified_since: datetime.datetime | None = None,
        if_unmodified_since: datetime.datetime | None = None,
        etag: str | None = None,
        match_condition: MatchConditions | None = None,
        **kwargs: Any,
    ) -> None:
        """Change single properties of a job; what is left out stays as it is.

        A property that is given is replaced whole, not merged: `constraints` with only a time
        limit resets the retry count to 0. Another pool needs a disabled job; of an automatic pool
        only `keep_alive` can change. `terminatejob` cannot be turned back to `noaction`, and on a
        job whose tasks are all complete, or that has none, it ends the job at once.

        Raises ResourceNotFoundError for an unknown job, ResourceModifiedError if a condition is
        not met, HttpResponseError with `InvalidPropertyValue`, `JobBeingTerminated`,
        `JobBeingDeleted` or `OperationInvalidForCurrentState`.

        :param job_id: The job meant, by its id; case does not matter. Jobs made by a schedule are
            called `schedule:job-1` and so on.
        :param job: The properties to change.
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
            _rows.UPDATE_JOB,
            {
                "job_id": job_id,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "if_modified_since": if_modified_since,
                "if_unmodified_since": if_unmodified_since,
                "etag": etag,
                "match_condition": match_condition,
                "job": job,
            },
            kwargs,
        )
        return result
