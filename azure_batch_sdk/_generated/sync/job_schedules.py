# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""Methods for job schedules."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from azure.core import MatchConditions
from azure.core.paging import ItemPaged
from azure.core.tracing.decorator import distributed_trace

from ... import models as _models
from ..._lro.begin import begin
from ..._runtime.caller import Caller
from ..._runtime.polling_interval import DEFAULT_POLLING_INTERVAL
from ..operations import job_schedules as _rows

if TYPE_CHECKING:
    from ..._lro.sync import ResourcePoller


class JobScheduleOperations(Caller):
    """Methods for job schedules."""

    @distributed_trace
    def begin_delete_job_schedule(
        self,
        job_schedule_id: str,
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
    ) -> ResourcePoller[_models.BatchJobSchedule]:
        """Delete a job schedule with all its jobs, their tasks, files and statistics; nothing can be
        brought back.

        Running tasks are killed and retention times are ignored. To keep the results of past
        jobs, terminate the schedule instead. The poller ends when the schedule is gone; only then
        is the id free again. With `force=True` the service does not wait for the nodes.

        Raises ResourceNotFoundError for an unknown schedule, HttpResponseError with code
        `JobScheduleBeingDeleted` if it is on its way out already.

        :param job_schedule_id: The job schedule meant, by its id; case does not matter.
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
        return begin(
            self,
            _rows.DELETE_JOB_SCHEDULE,
            {
                "job_schedule_id": job_schedule_id,
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

    @distributed_trace
    def begin_terminate_job_schedule(
        self,
        job_schedule_id: str,
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
    ) -> ResourcePoller[_models.BatchJobSchedule]:
        """End a job schedule for good, and with it the job that runs.

        The job is terminated as by `begin_terminate_job`: its running tasks are killed, and its
        reason reads `TerminateWorkitem`. Jobs and tasks stay readable until deleted. The poller
        ends when the schedule is `completed`; it cannot be restarted. To let the present job
        finish, disable the schedule instead. With `force=True` the service does not wait for the
        nodes.

        Raises ResourceNotFoundError for an unknown schedule, HttpResponseError with code
        `JobScheduleCompleted` if it has ended already.

        :param job_schedule_id: The job schedule meant, by its id; case does not matter.
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
        return begin(
            self,
            _rows.TERMINATE_JOB_SCHEDULE,
            {
                "job_schedule_id": job_schedule_id,
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

    @distributed_trace
    def create_job_schedule(
        self,
        job_schedule: _models.BatchJobScheduleCreateOptions | Mapping[str, Any],
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        **kwargs: Any,
    ) -> None:
        """Create a job schedule; unless `do_not_run_until` says otherwise, its first job starts at
        once.

        A recurring schedule without `do_not_run_after` never ends by itself and keeps costing
        money. Each job has to end before the next one is made: give the template a job manager
        task, or end jobs with `begin_terminate_job`. Nothing is returned; use `get_job_schedule`
        to see the values the service filled in.

        Raises ResourceExistsError if a job schedule or a job has this id (`JobScheduleExists`,
        `JobWithSameIdExists`), HttpResponseError with `ActiveJobAndScheduleQuotaReached` if the
        quota is used up, with `InvalidPropertyValue` or `MissingRequiredProperty` for bad input.

        :param job_schedule: The schedule to create.
        :keyword service_timeout: Seconds the service may spend on the request: 30 if left out,
            and more than 30 counts as 30. Over it the service answers HttpResponseError
            `OperationTimedOut`, and the work may or may not be done. Does not limit how long the
            client waits.
        :keyword ocp_date: Time of the request as told to the service, in place of this computer's
            clock. Rarely needed: left out, the present time counts.
        """
        result: None = self._call(
            _rows.CREATE_JOB_SCHEDULE,
            {"service_timeout": service_timeout, "ocp_date": ocp_date, "job_schedule": job_schedule},
            kwargs,
        )
        return result

    @distributed_trace
    def disable_job_schedule(
        self,
        job_schedule_id: str,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        if_modified_since: datetime.datetime | None = None,
        if_unmodified_since: datetime.datetime | None = None,
        etag: str | None = None,
        match_condition: MatchConditions | None = None,
        **kwargs: Any,
    ) -> None:
        """Stop making new jobs until the schedule is enabled again.

        The job that runs goes on: disable or terminate it separately if need be.

        Raises ResourceNotFoundError for an unknown schedule, HttpResponseError with
        `JobScheduleCompleted`, `JobScheduleBeingTerminated` or `JobScheduleBeingDeleted` if it
        has ended or is about to.

        :param job_schedule_id: The job schedule meant, by its id; case does not matter.
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
        result: None = self._call(
            _rows.DISABLE_JOB_SCHEDULE,
            {
                "job_schedule_id": job_schedule_id,
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

    @distributed_trace
    def enable_job_schedule(
        self,
        job_schedule_id: str,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        if_modified_since: datetime.datetime | None = None,
        if_unmodified_since: datetime.datetime | None = None,
        etag: str | None = None,
        match_condition: MatchConditions | None = None,
        **kwargs: Any,
    ) -> None:
        """Let a disabled job schedule make jobs again.

        Raises ResourceNotFoundError for an unknown schedule, HttpResponseError with
        `JobScheduleCompleted`, `JobScheduleBeingTerminated` or `JobScheduleBeingDeleted` if it
        has ended or is about to.

        :param job_schedule_id: The job schedule meant, by its id; case does not matter.
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
        result: None = self._call(
            _rows.ENABLE_JOB_SCHEDULE,
            {
                "job_schedule_id": job_schedule_id,
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

    @distributed_trace
    def get_job_schedule(
        self,
        job_schedule_id: str,
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
    ) -> _models.BatchJobSchedule:
        """Read one job schedule.

        `select` limits the properties fetched (the others are None); `expand=["stats"]` adds
        `job_schedule_statistics`.

        Raises ResourceNotFoundError for an unknown schedule. With conditions:
        ResourceNotModifiedError if it has not changed, ResourceModifiedError if it has.

        :param job_schedule_id: The job schedule meant, by its id; case does not matter.
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
        result: _models.BatchJobSchedule = self._call(
            _rows.GET_JOB_SCHEDULE,
            {
                "job_schedule_id": job_schedule_id,
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
    def job_schedule_exists(
        self,
        job_schedule_id: str,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        if_modified_since: datetime.datetime | None = None,
        if_unmodified_since: datetime.datetime | None = None,
        etag: str | None = None,
        match_condition: MatchConditions | None = None,
        **kwargs: Any,
    ) -> bool:
        """Tell whether a job schedule exists.

        True also for one that is completed or being deleted. False only if the service says that
        there is none; every other failure, such as missing rights, is raised. A job of the same
        id does not count, yet it blocks `create_job_schedule`.

        :param job_schedule_id: The job schedule meant, by its id; case does not matter.
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
        result: bool = self._call(
            _rows.JOB_SCHEDULE_EXISTS,
            {
                "job_schedule_id": job_schedule_id,
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

    @distributed_trace
    def list_job_schedules(
        self,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        max_results: int | None = None,
        filter: str | None = None,
        select: list[str] | None = None,
        expand: list[str] | None = None,
        **kwargs: Any,
    ) -> ItemPaged[_models.BatchJobSchedule]:
        """List the job schedules of the account by id, completed ones included.

        Filterable (wire names): `id`, `state`, `stateTransitionTime`, `creationTime`,
        `lastModified`, `executionInfo/endTime`, `schedule/doNotRunUntil`,
        `schedule/doNotRunAfter`. `expand=["stats"]` adds `job_schedule_statistics`.

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
            _rows.LIST_JOB_SCHEDULES,
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

    @distributed_trace
    def list_jobs_from_schedule(
        self,
        job_schedule_id: str,
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        max_results: int | None = None,
        filter: str | None = None,
        select: list[str] | None = None,
        expand: list[str] | None = None,
        **kwargs: Any,
    ) -> ItemPaged[_models.BatchJob]:
        """List the jobs that a schedule has made, as far as they are not deleted.

        Filterable (wire names): `state`, `stateTransitionTime`, `creationTime`, `lastModified`,
        `executionInfo/startTime`, `executionInfo/endTime`, `executionInfo/poolId`; unlike in
        `list_jobs`, not `id`. `expand=["stats"]` adds `job_statistics`.

        Raises ResourceNotFoundError for an unknown schedule, HttpResponseError (400) for a filter
        that the service does not know.

        :param job_schedule_id: The job schedule meant, by its id; case does not matter.
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
            _rows.LIST_JOBS_FROM_SCHEDULE,
            {
                "job_schedule_id": job_schedule_id,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "max_results": max_results,
                "filter": filter,
                "select": select,
                "expand": expand,
            },
            kwargs,
        )

    @distributed_trace
    def replace_job_schedule(
        self,
        job_schedule_id: str,
        job_schedule: _models.BatchJobSchedule | Mapping[str, Any],
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        if_modified_since: datetime.datetime | None = None,
        if_unmodified_since: datetime.datetime | None = None,
        etag: str | None = None,
        match_condition: MatchConditions | None = None,
        **kwargs: Any,
    ) -> None:
        """Set timing, template and metadata of a job schedule; what is left out falls back to its
        default.

        Without `schedule` the timing becomes that of one single job, made at once; without
        `metadata` the pairs are removed. Read it with `get_job_schedule`, change it and send it
        back with its `etag`, or use `update_job_schedule` for single properties. Only jobs made
        later see the change; the one that runs keeps its settings.

        Raises ResourceNotFoundError for an unknown schedule, ResourceModifiedError if a condition
        is not met, HttpResponseError with `InvalidPropertyValue`, `JobScheduleCompleted`,
        `JobScheduleBeingTerminated` or `JobScheduleBeingDeleted`.

        :param job_schedule_id: The job schedule meant, by its id; case does not matter.
        :param job_schedule: The whole schedule as it shall be; read-only properties are not sent.
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
        result: None = self._call(
            _rows.REPLACE_JOB_SCHEDULE,
            {
                "job_schedule_id": job_schedule_id,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "if_modified_since": if_modified_since,
                "if_unmodified_since": if_unmodified_since,
                "etag": etag,
                "match_condition": match_condition,
                "job_schedule": job_schedule,
            },
            kwargs,
        )
        return result

    @distributed_trace
    def update_job_schedule(
        self,
        job_schedule_id: str,
        job_schedule: _models.BatchJobScheduleUpdateOptions | Mapping[str, Any],
        *,
        service_timeout: int | None = None,
        ocp_date: datetime.datetime | None = None,
        if_modified_since: datetime.datetime | None = None,
        if_unmodified_since: datetime.datetime | None = None,
        etag: str | None = None,
        match_condition: MatchConditions | None = None,
        **kwargs: Any,
    ) -> None:
        """Change timing, template or metadata of a job schedule; what is left out stays as it is.

        A property that is given is replaced whole, not merged: pass the complete `schedule` or
        `job_specification`. Only jobs made later see the change; the one that runs keeps its
        settings.

        Raises ResourceNotFoundError for an unknown schedule, ResourceModifiedError if a condition
        is not met, HttpResponseError with `InvalidPropertyValue`, `JobScheduleCompleted`,
        `JobScheduleBeingTerminated` or `JobScheduleBeingDeleted`.

        :param job_schedule_id: The job schedule meant, by its id; case does not matter.
        :param job_schedule: The properties to change.
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
        result: None = self._call(
            _rows.UPDATE_JOB_SCHEDULE,
            {
                "job_schedule_id": job_schedule_id,
                "service_timeout": service_timeout,
                "ocp_date": ocp_date,
                "if_modified_since": if_modified_since,
                "if_unmodified_since": if_unmodified_since,
                "etag": etag,
                "match_condition": match_condition,
                "job_schedule": job_schedule,
            },
            kwargs,
        )
        return result
