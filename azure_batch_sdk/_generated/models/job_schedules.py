# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""Models of job schedules."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any, overload

from azure.core import CaseInsensitiveEnumMeta

from ..._runtime.fields import (
    datetime_field,
    duration_field,
    enum_field,
    int64_field,
    model_field,
    model_list_field,
    plain_field,
)
from ..._runtime.model import Model
from .. import models as _models


class BatchJobScheduleState(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """Where a job schedule is in its life."""

    ACTIVE = "active"
    """Makes jobs when they are due; becomes `completed` after the last one."""
    COMPLETED = "completed"
    """Makes no more jobs, by its timing or because it was terminated. Final; stays readable until
    deleted.
    """
    DISABLED = "disabled"
    """Makes no jobs until enabled again; a job that runs goes on."""
    TERMINATING = "terminating"
    """Its job is being ended; then `completed`."""
    DELETING = "deleting"
    """Being removed with all its jobs; then requests end in `ResourceNotFoundError`."""


class BatchJobSchedule(Model, public="azure_batch_sdk.models"):
    """A job schedule as the service shows it: makes jobs from a template, once or again and again."""

    __slots__ = ()

    id: str = plain_field("id", read_only=True)
    """Unique among the account's jobs and job schedules, compared without regard to case; part of the
    ids of its jobs.
    """
    display_name: str | None = plain_field("displayName", read_only=True)
    """Free text for people, any Unicode; need not be unique."""
    url: str = plain_field("url", read_only=True)
    """Absolute address of the schedule in the service."""
    etag: str = plain_field("eTag", read_only=True)
    """Version stamp. Pass it as `etag` with a `match_condition` to keep a request from overwriting
    someone else's change. Passing from `terminating` to `completed` and the like does not move it.
    """
    last_modified: datetime.datetime = datetime_field("lastModified", read_only=True)
    """When a request last changed the schedule itself. Neither its jobs nor its completion move it."""
    creation_time: datetime.datetime = datetime_field("creationTime", read_only=True)
    """When the schedule was created."""
    state: str | _models.BatchJobScheduleState = enum_field(
        "state", lambda: _models.BatchJobScheduleState, read_only=True
    )
    """Where the schedule is in its life; only `active` makes jobs."""
    state_transition_time: datetime.datetime = datetime_field("stateTransitionTime", read_only=True)
    """When the schedule entered its present state."""
    previous_state: str | _models.BatchJobScheduleState | None = enum_field(
        "previousState", lambda: _models.BatchJobScheduleState, read_only=True
    )
    """State before the present one. Absent until the first change."""
    previous_state_transition_time: datetime.datetime | None = datetime_field(
        "previousStateTransitionTime", read_only=True
    )
    """When the schedule entered `previous_state`. Absent until the first change."""
    schedule: _models.BatchJobScheduleConfiguration | None = model_field(
        "schedule", lambda: _models.BatchJobScheduleConfiguration
    )
    """When jobs are made. Absent if none was set: then there is one job, made at once."""
    job_specification: _models.BatchJobSpecification = model_field(
        "jobSpecification", lambda: _models.BatchJobSpecification
    )
    """Template for the jobs. A change affects only jobs made later."""
    execution_info: _models.BatchJobScheduleExecutionInfo = model_field(
        "executionInfo", lambda: _models.BatchJobScheduleExecutionInfo, read_only=True
    )
    """Latest job, next due time and end."""
    metadata: list[_models.BatchMetadataItem] | None = model_list_field(
        "metadata", lambda: _models.BatchMetadataItem
    )
    """Name and value pairs for your own use; the service only stores them."""
    job_schedule_statistics: _models.BatchJobScheduleStatistics | None = model_field(
        "stats", lambda: _models.BatchJobScheduleStatistics, read_only=True
    )
    """Only present with `expand=["stats"]`. Lags behind by about 30 minutes; covers all jobs of the
    schedule.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            job_specification: _models.BatchJobSpecification,
            schedule: _models.BatchJobScheduleConfiguration | None = None,
            metadata: list[_models.BatchMetadataItem] | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchJobScheduleConfiguration(Model, public="azure_batch_sdk.models"):
    """When a job schedule makes jobs; at most one of them is active at a time."""

    __slots__ = ()

    do_not_run_until: datetime.datetime | None = datetime_field("doNotRunUntil")
    """Earliest time for the first job. Left out: at once."""
    do_not_run_after: datetime.datetime | None = datetime_field("doNotRunAfter")
    """No job is made after this time; one that runs goes on, and once it has ended the schedule is
    completed. Left out: no end, so a recurring schedule goes on, and costs money, until you stop it.
    """
    start_window: datetime.timedelta | None = duration_field("startWindow")
    """How long after its due time a job may still be made; a run whose window passes while the previous
    job is active is dropped. Left out, or longer than `recurrence_interval`: no limit. At least
    `PT1M`.
    """
    recurrence_interval: datetime.timedelta | None = duration_field("recurrenceInterval")
    """Time from one due time to the next, not from the end of a job: a job that takes longer delays the
    next one. Left out: one job, then the schedule is completed. At least `PT1M`.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            do_not_run_until: datetime.datetime | None = None,
            do_not_run_after: datetime.datetime | None = None,
            start_window: datetime.timedelta | None = None,
            recurrence_interval: datetime.timedelta | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchJobScheduleCreateOptions(Model, public="azure_batch_sdk.models"):
    """What to pass to `create_job_schedule`."""

    __slots__ = ()

    id: str = plain_field("id")
    """Must not be in use by a job or a job schedule of the account, compared without regard to case.
    Jobs are named after it: `<id>:job-1` and so on. At most 64 characters. Letters, digits, hyphens
    and underscores.
    """
    display_name: str | None = plain_field("displayName")
    """Free text for people, any Unicode; need not be unique. At most 1,024 characters."""
    schedule: _models.BatchJobScheduleConfiguration = model_field(
        "schedule", lambda: _models.BatchJobScheduleConfiguration
    )
    """When to make jobs. Left empty, one job is made at once."""
    job_specification: _models.BatchJobSpecification = model_field(
        "jobSpecification", lambda: _models.BatchJobSpecification
    )
    """Template for the jobs."""
    metadata: list[_models.BatchMetadataItem] | None = model_list_field(
        "metadata", lambda: _models.BatchMetadataItem
    )
    """Name and value pairs for the schedule, not for its jobs; the service only stores them."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            id: str,
            schedule: _models.BatchJobScheduleConfiguration,
            job_specification: _models.BatchJobSpecification,
            display_name: str | None = None,
            metadata: list[_models.BatchMetadataItem] | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchJobScheduleExecutionInfo(Model, public="azure_batch_sdk.models"):
    """Latest job, next due time and end of a job schedule."""

    __slots__ = ()

    next_run_time: datetime.datetime | None = datetime_field("nextRunTime")
    """When the next job is due; it waits for the previous one to end. Absent without recurrence and
    after the last job. Still shown while disabled, but nothing runs then.
    """
    recent_job: _models.RecentBatchJob | None = model_field("recentJob", lambda: _models.RecentBatchJob)
    """Job made last, running or not. Absent before the first one."""
    end_time: datetime.datetime | None = datetime_field("endTime")
    """Only present once the schedule is completed."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            next_run_time: datetime.datetime | None = None,
            recent_job: _models.RecentBatchJob | None = None,
            end_time: datetime.datetime | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchJobScheduleStatistics(Model, public="azure_batch_sdk.models"):
    """Use of resources by all tasks of all jobs of a schedule, about 30 minutes behind."""

    __slots__ = ()

    url: str = plain_field("url")
    """Address of the statistics."""
    start_time: datetime.datetime = datetime_field("startTime")
    """Start of the time range the figures cover."""
    last_update_time: datetime.datetime = datetime_field("lastUpdateTime")
    """End of the range: what happened later is not counted yet."""
    user_cpu_time: datetime.timedelta = duration_field("userCPUTime")
    """Processor time in user mode, summed over all cores, nodes and tasks of the schedule."""
    kernel_cpu_time: datetime.timedelta = duration_field("kernelCPUTime")
    """Processor time in kernel mode, summed over all cores, nodes and tasks of the schedule."""
    wall_clock_time: datetime.timedelta = duration_field("wallClockTime")
    """Elapsed run time summed over all tasks, retries included; tasks side by side count each, so it can
    exceed real time.
    """
    read_iops: int = int64_field("readIOps")
    """Disk read operations of all tasks."""
    write_iops: int = int64_field("writeIOps")
    """Disk write operations of all tasks."""
    read_io_gib: float = plain_field("readIOGiB")
    """Data read from disk by all tasks, in GiB."""
    write_io_gib: float = plain_field("writeIOGiB")
    """Data written to disk by all tasks, in GiB."""
    succeeded_tasks_count: int = int64_field("numSucceededTasks")
    """Tasks that completed with exit code 0."""
    failed_tasks_count: int = int64_field("numFailedTasks")
    """Tasks that completed as failed, their retries used up."""
    task_retries_count: int = int64_field("numTaskRetries")
    """Retries of all tasks together."""
    wait_time: datetime.timedelta = duration_field("waitTime")
    """Time from a task's creation to its latest start, summed over all tasks. The service may leave it
    at zero.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            url: str,
            start_time: datetime.datetime,
            last_update_time: datetime.datetime,
            user_cpu_time: datetime.timedelta,
            kernel_cpu_time: datetime.timedelta,
            wall_clock_time: datetime.timedelta,
            read_iops: int,
            write_iops: int,
            read_io_gib: float,
            write_io_gib: float,
            succeeded_tasks_count: int,
            failed_tasks_count: int,
            task_retries_count: int,
            wait_time: datetime.timedelta,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchJobScheduleUpdateOptions(Model, public="azure_batch_sdk.models"):
    """What to pass to `update_job_schedule`; a property left out stays as it is, one that is given is
    replaced whole.
    """

    __slots__ = ()

    schedule: _models.BatchJobScheduleConfiguration | None = model_field(
        "schedule", lambda: _models.BatchJobScheduleConfiguration
    )
    """New timing, replaced as a whole: a member you leave out falls back to its default."""
    job_specification: _models.BatchJobSpecification | None = model_field(
        "jobSpecification", lambda: _models.BatchJobSpecification
    )
    """New template, replaced as a whole. Affects only jobs made later."""
    metadata: list[_models.BatchMetadataItem] | None = model_list_field(
        "metadata", lambda: _models.BatchMetadataItem
    )
    """New name and value pairs in place of all present ones; an empty list removes them."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            schedule: _models.BatchJobScheduleConfiguration | None = None,
            job_specification: _models.BatchJobSpecification | None = None,
            metadata: list[_models.BatchMetadataItem] | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class RecentBatchJob(Model, public="azure_batch_sdk.models"):
    """Job that a schedule made last."""

    __slots__ = ()

    id: str | None = plain_field("id")
    """Full job id, as `get_job` takes it: `<schedule id>:job-<n>`."""
    url: str | None = plain_field("url")
    """Absolute address of the job in the service."""

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, id: str | None = None, url: str | None = None) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...
