# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""Models of jobs."""

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


class BatchAllTasksCompleteMode(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """What a job does when all its tasks are complete."""

    NO_ACTION = "noaction"
    """It stays active and counts against the job quota until it is terminated or deleted."""
    TERMINATE_JOB = "terminatejob"
    """It ends, with reason `AllTasksComplete`. An empty job is complete from the start. Cannot be taken
    back.
    """


class BatchJobActionKind(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """What a task's exit does to its job, given `task_failure_mode` `performexitoptionsjobaction`."""

    NONE = "none"
    """The job goes on."""
    DISABLE = "disable"
    """The job is disabled as if by `begin_disable_job` with `requeue`: running tasks are stopped and go
    back to the queue.
    """
    TERMINATE = "terminate"
    """The job ends, with reason `TaskFailed`; tasks that still run are killed."""


class BatchJobPreparationTaskState(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """Progress of a job preparation task on one node."""

    RUNNING = "running"
    """Running now, retries included; becomes `completed`."""
    COMPLETED = "completed"
    """Ended: with success, with its retries used up, or before the process could start. `result` tells
    which.
    """


class BatchJobReleaseTaskState(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """Progress of a job release task on one node."""

    RUNNING = "running"
    """Running now; becomes `completed` within the time limit."""
    COMPLETED = "completed"
    """Ended, with success or not; it is not run again."""


class BatchJobState(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """Where a job is in its life."""

    ACTIVE = "active"
    """Takes tasks and runs them. Also the state of a job whose tasks are all done, unless it is set to
    end by itself.
    """
    DISABLING = "disabling"
    """Running tasks are being stopped, or waited for; then `disabled`."""
    DISABLED = "disabled"
    """Runs no tasks and may be moved to another pool. Enable it to go on, or terminate it."""
    ENABLING = "enabling"
    """About to run tasks again; then `active`. Often too short to be seen."""
    TERMINATING = "terminating"
    """Running tasks are being killed and release tasks run; then `completed`."""
    COMPLETED = "completed"
    """Ended for good: takes no tasks and cannot be restarted. It stays readable, with its tasks, until
    deleted.
    """
    DELETING = "deleting"
    """Being removed with its tasks; then requests end in `ResourceNotFoundError`."""


class BatchPoolLifetimeOption(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """What an automatic pool is made for, and deleted with."""

    JOB_SCHEDULE = "jobschedule"
    """One pool for all jobs of a schedule, kept between them: quick starts, but nodes cost money while
    idle. Refused on a job of its own.
    """
    JOB = "job"
    """One pool for each job; every job waits for its nodes to start."""


class BatchTaskFailureMode(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """What a failed task does to its job."""

    NO_ACTION = "noaction"
    """Nothing; the other tasks go on."""
    PERFORM_EXIT_OPTIONS_JOB_ACTION = "performexitoptionsjobaction"
    """The `job_action` of the task's matching exit condition. Where none is given, a failed task
    terminates the job, even without any `exit_conditions`.
    """


class DisableBatchJobOption(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """What happens to running tasks when their job is disabled."""

    REQUEUE = "requeue"
    """They are stopped and start from scratch once the job is enabled; what they did so far is lost."""
    TERMINATE = "terminate"
    """They are ended as failed and do not run again."""
    WAIT = "wait"
    """They run to their end; until then the job stays `disabling`."""


class BatchAutoPoolSpecification(Model, public="azure_batch_sdk.models"):
    """Pool that the service makes for a job or a job schedule, and normally deletes with it."""

    __slots__ = ()

    auto_pool_id_prefix: str | None = plain_field("autoPoolIdPrefix")
    """Put in front of the generated pool id (a GUID), so that the pool can be recognized in lists. At
    most 20 characters.
    """
    pool_lifetime_option: str | _models.BatchPoolLifetimeOption = enum_field(
        "poolLifetimeOption", lambda: _models.BatchPoolLifetimeOption
    )
    """Whether each job gets its own pool or all jobs of a schedule share one."""
    keep_alive: bool | None = plain_field("keepAlive")
    """Whether the pool outlives what it was made for. If true the service never deletes it: it costs
    money until you do. The only member that can be changed later, and only with lifetime `job`.
    Default: `False`.
    """
    pool: _models.BatchPoolSpecification | None = model_field("pool", lambda: _models.BatchPoolSpecification)
    """What the pool looks like: image, size, node counts. Needed when the job or schedule is created;
    wrong values may only show as the job's `scheduling_error`.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            pool_lifetime_option: str | _models.BatchPoolLifetimeOption,
            auto_pool_id_prefix: str | None = None,
            keep_alive: bool | None = None,
            pool: _models.BatchPoolSpecification | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchJob(Model, public="azure_batch_sdk.models"):
    """A job as the service shows it: a set of tasks that run on one pool under common rules."""

    __slots__ = ()

    id: str = plain_field("id", read_only=True)
    """Unique within the account, compared without regard to case. Jobs made by a schedule are called
    `<schedule id>:job-<n>`.
    """
    display_name: str | None = plain_field("displayName", read_only=True)
    """Free text for people, any Unicode; need not be unique."""
    uses_task_dependencies: bool | None = plain_field("usesTaskDependencies", read_only=True)
    """Whether tasks may name others they wait for. Fixed when the job is created. Default: `False`."""
    url: str = plain_field("url", read_only=True)
    """Absolute address of the job in the service."""
    etag: str = plain_field("eTag", read_only=True)
    """Version stamp. Pass it as `etag` with a `match_condition` to keep a request from overwriting
    someone else's change. Passing from `terminating` to `completed` and the like does not move it.
    """
    last_modified: datetime.datetime = datetime_field("lastModified", read_only=True)
    """When the job itself last changed. Neither its tasks nor the end of a passing state (`disabling`,
    `terminating`) move it; see `state_transition_time` for those.
    """
    creation_time: datetime.datetime = datetime_field("creationTime", read_only=True)
    """When the job was created; `max_wall_clock_time` counts from here."""
    state: str | _models.BatchJobState = enum_field("state", lambda: _models.BatchJobState, read_only=True)
    """Where the job is in its life. `active` says that tasks may run, not that any does."""
    state_transition_time: datetime.datetime = datetime_field("stateTransitionTime", read_only=True)
    """When the job entered its present state."""
    previous_state: str | _models.BatchJobState | None = enum_field(
        "previousState", lambda: _models.BatchJobState, read_only=True
    )
    """State before the present one, passing states skipped: a completed job shows `active`, not
    `terminating`. Absent until the first change.
    """
    previous_state_transition_time: datetime.datetime | None = datetime_field(
        "previousStateTransitionTime", read_only=True
    )
    """When the job entered `previous_state`. Absent until the first change."""
    priority: int | None = plain_field("priority")
    """Among jobs on the same pool, the higher number gets free slots first; equal numbers have no
    promised order. Running tasks are not pushed aside unless their job allows preemption. Default: 0.
    From -1,000 to 1,000.
    """
    allow_task_preemption: bool | None = plain_field("allowTaskPreemption")
    """Whether jobs of higher priority may take the slots of this job's running tasks. A task that loses
    its slot is requeued and starts from scratch. Default: `False`.
    """
    max_parallel_tasks: int | None = plain_field("maxParallelTasks")
    """Most tasks of the job that run at the same time, over all nodes. 0 is refused. Default: -1. -1
    means no limit.
    """
    constraints: _models.BatchJobConstraints | None = model_field(
        "constraints", lambda: _models.BatchJobConstraints
    )
    """Time limit of the job and default retry count of its tasks."""
    job_manager_task: _models.BatchJobManagerTask | None = model_field(
        "jobManagerTask", lambda: _models.BatchJobManagerTask, read_only=True
    )
    """Task that was created together with the job and runs first. Absent if the job has none."""
    job_preparation_task: _models.BatchJobPreparationTask | None = model_field(
        "jobPreparationTask", lambda: _models.BatchJobPreparationTask, read_only=True
    )
    """Command run on each node before the node's first task of this job. Absent if there is none."""
    job_release_task: _models.BatchJobReleaseTask | None = model_field(
        "jobReleaseTask", lambda: _models.BatchJobReleaseTask, read_only=True
    )
    """Command run at the end of the job on every node that ran the preparation task. Absent if there is
    none.
    """
    common_environment_settings: list[_models.EnvironmentSetting] | None = model_list_field(
        "commonEnvironmentSettings", lambda: _models.EnvironmentSetting, read_only=True
    )
    """Environment variables for every task of the job, the manager, preparation and release tasks
    included. A task's own setting of the same name wins.
    """
    pool_info: _models.BatchPoolInfo = model_field("poolInfo", lambda: _models.BatchPoolInfo)
    """Where the tasks run: an existing pool or one made for the job. To be changed only while the job is
    disabled.
    """
    all_tasks_complete_mode: str | _models.BatchAllTasksCompleteMode | None = enum_field(
        "onAllTasksComplete", lambda: _models.BatchAllTasksCompleteMode
    )
    """What happens once every task is complete, failed ones included. A job without tasks counts as
    complete, so `terminatejob` set too early ends it at once, unless it has a manager task.
    `terminatejob` cannot be turned back. Default: `noaction`.
    """
    task_failure_mode: str | _models.BatchTaskFailureMode | None = enum_field(
        "onTaskFailure", lambda: _models.BatchTaskFailureMode, read_only=True
    )
    """Whether failing tasks can disable or terminate the job. With `performexitoptionsjobaction` a
    failed task terminates the job unless its `exit_conditions` say otherwise. Fixed when the job is
    created. Default: `noaction`.
    """
    network_configuration: _models.BatchJobNetworkConfiguration | None = model_field(
        "networkConfiguration", lambda: _models.BatchJobNetworkConfiguration, read_only=True
    )
    """Virtual network that nodes join while they run tasks of the job. Left out: the pool's own network
    only.
    """
    metadata: list[_models.BatchMetadataItem] | None = model_list_field(
        "metadata", lambda: _models.BatchMetadataItem
    )
    """Name and value pairs for your own use; the service only stores them."""
    execution_info: _models.BatchJobExecutionInfo | None = model_field(
        "executionInfo", lambda: _models.BatchJobExecutionInfo, read_only=True
    )
    """When the job started and ended, on which pool, and why it ended."""
    job_statistics: _models.BatchJobStatistics | None = model_field(
        "stats", lambda: _models.BatchJobStatistics, read_only=True
    )
    """Only present with `expand=["stats"]`. Lags behind by about 30 minutes; gone once the job is
    deleted.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            pool_info: _models.BatchPoolInfo,
            priority: int | None = None,
            allow_task_preemption: bool | None = None,
            max_parallel_tasks: int | None = None,
            constraints: _models.BatchJobConstraints | None = None,
            all_tasks_complete_mode: str | _models.BatchAllTasksCompleteMode | None = None,
            metadata: list[_models.BatchMetadataItem] | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchJobConstraints(Model, public="azure_batch_sdk.models"):
    """Time limit of a job and the default retry count of its tasks."""

    __slots__ = ()

    max_wall_clock_time: datetime.timedelta | None = duration_field("maxWallClockTime")
    """How long the job may last, counted from its creation. Then the service terminates it and kills its
    running tasks (reason `MaxWallClockTimeExpiry`). Left out: no limit.
    """
    max_task_retry_count: int | None = plain_field("maxTaskRetryCount")
    """Retries for tasks that set no count of their own, fixed when they are added; 3 means up to 4
    attempts. Counts failed exits only: restarts after a lost node come on top. Default: 0. At least
    -1. -1 means no limit.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            max_wall_clock_time: datetime.timedelta | None = None,
            max_task_retry_count: int | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchJobCreateOptions(Model, public="azure_batch_sdk.models"):
    """What to pass to `create_job`."""

    __slots__ = ()

    id: str = plain_field("id")
    """Must not be in use by a job or a job schedule of the account, compared without regard to case.
    Cannot be changed later. At most 64 characters. Letters, digits, hyphens and underscores.
    """
    display_name: str | None = plain_field("displayName")
    """Free text for people, any Unicode; need not be unique. At most 1,024 characters."""
    uses_task_dependencies: bool | None = plain_field("usesTaskDependencies")
    """Whether tasks may name others they wait for. While false, adding a task with `depends_on` fails
    with `TaskDependenciesNotSpecifiedOnJob`; it cannot be switched on later. Default: `False`.
    """
    priority: int | None = plain_field("priority")
    """Among jobs on the same pool, the higher number gets free slots first; equal numbers have no
    promised order. Running tasks are not pushed aside unless their job allows preemption. Default: 0.
    From -1,000 to 1,000.
    """
    allow_task_preemption: bool | None = plain_field("allowTaskPreemption")
    """Whether jobs of higher priority may take the slots of this job's running tasks. A task that loses
    its slot is requeued and starts from scratch. Default: `False`.
    """
    max_parallel_tasks: int | None = plain_field("maxParallelTasks")
    """Most tasks of the job that run at the same time, over all nodes. 0 is refused. Default: -1. -1
    means no limit.
    """
    constraints: _models.BatchJobConstraints | None = model_field(
        "constraints", lambda: _models.BatchJobConstraints
    )
    """Time limit of the job and default retry count of its tasks. Left out: no limit, no retries."""
    job_manager_task: _models.BatchJobManagerTask | None = model_field(
        "jobManagerTask", lambda: _models.BatchJobManagerTask
    )
    """Task created together with the job and scheduled first, usually to add and watch the other tasks."""
    job_preparation_task: _models.BatchJobPreparationTask | None = model_field(
        "jobPreparationTask", lambda: _models.BatchJobPreparationTask
    )
    """Command that runs on each node before the node's first task of this job, and only on nodes that
    get one.
    """
    job_release_task: _models.BatchJobReleaseTask | None = model_field(
        "jobReleaseTask", lambda: _models.BatchJobReleaseTask
    )
    """Command to clean up with, on every node that ran the preparation task, when the job is terminated
    or deleted. Refused without a `job_preparation_task`.
    """
    common_environment_settings: list[_models.EnvironmentSetting] | None = model_list_field(
        "commonEnvironmentSettings", lambda: _models.EnvironmentSetting
    )
    """Environment variables for every task of the job, the manager, preparation and release tasks
    included. A task's own setting of the same name wins.
    """
    pool_info: _models.BatchPoolInfo = model_field("poolInfo", lambda: _models.BatchPoolInfo)
    """Where the tasks run: an existing pool or one made for the job. A pool id that does not exist is
    accepted; tasks then wait in silence until it does.
    """
    all_tasks_complete_mode: str | _models.BatchAllTasksCompleteMode | None = enum_field(
        "onAllTasksComplete", lambda: _models.BatchAllTasksCompleteMode
    )
    """What happens once every task is complete, failed ones included. A job without tasks counts as
    complete, so `terminatejob` set too early ends it at once, unless it has a manager task: better
    set it with `update_job` after adding tasks. With `noaction` the job counts against the job quota
    until it is terminated or deleted. Default: `noaction`.
    """
    task_failure_mode: str | _models.BatchTaskFailureMode | None = enum_field(
        "onTaskFailure", lambda: _models.BatchTaskFailureMode
    )
    """Whether failing tasks can disable or terminate the job. With `performexitoptionsjobaction` a
    failed task terminates the job unless its `exit_conditions` say otherwise. Default: `noaction`.
    """
    network_configuration: _models.BatchJobNetworkConfiguration | None = model_field(
        "networkConfiguration", lambda: _models.BatchJobNetworkConfiguration
    )
    """Virtual network that nodes join while they run tasks of the job. Left out: the pool's own network
    only.
    """
    metadata: list[_models.BatchMetadataItem] | None = model_list_field(
        "metadata", lambda: _models.BatchMetadataItem
    )
    """Name and value pairs for your own use; the service only stores them."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            id: str,
            pool_info: _models.BatchPoolInfo,
            display_name: str | None = None,
            uses_task_dependencies: bool | None = None,
            priority: int | None = None,
            allow_task_preemption: bool | None = None,
            max_parallel_tasks: int | None = None,
            constraints: _models.BatchJobConstraints | None = None,
            job_manager_task: _models.BatchJobManagerTask | None = None,
            job_preparation_task: _models.BatchJobPreparationTask | None = None,
            job_release_task: _models.BatchJobReleaseTask | None = None,
            common_environment_settings: list[_models.EnvironmentSetting] | None = None,
            all_tasks_complete_mode: str | _models.BatchAllTasksCompleteMode | None = None,
            task_failure_mode: str | _models.BatchTaskFailureMode | None = None,
            network_configuration: _models.BatchJobNetworkConfiguration | None = None,
            metadata: list[_models.BatchMetadataItem] | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchJobDisableOptions(Model, public="azure_batch_sdk.models"):
    """What to pass to `begin_disable_job`."""

    __slots__ = ()

    disable_tasks: str | _models.DisableBatchJobOption = enum_field(
        "disableTasks", lambda: _models.DisableBatchJobOption
    )
    """What happens to tasks that run at that moment. Waiting tasks simply stay in the queue."""

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, disable_tasks: str | _models.DisableBatchJobOption) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchJobExecutionInfo(Model, public="azure_batch_sdk.models"):
    """When a job started and ended, on which pool, and why it ended."""

    __slots__ = ()

    start_time: datetime.datetime = datetime_field("startTime")
    """When the job became active, which is right at its creation."""
    end_time: datetime.datetime | None = datetime_field("endTime")
    """Only present once the job is completed."""
    pool_id: str | None = plain_field("poolId")
    """Pool that runs the tasks; for an automatic pool its generated id."""
    scheduling_error: _models.BatchJobSchedulingError | None = model_field(
        "schedulingError", lambda: _models.BatchJobSchedulingError
    )
    """Why the job could not be started, such as an automatic pool that cannot be made.
    `JobTerminationAwaitingNodeProcessing` is no failure: it shows while a terminating job waits for
    its nodes.
    """
    termination_reason: str | None = plain_field("terminateReason")
    """Why the job ended, present from `terminating` on: `AllTasksComplete`, `TaskFailed`, `JMComplete`,
    `MaxWallClockTimeExpiry`, `TerminateJobSchedule` or `TerminateWorkitem` (ended with its schedule),
    or the text given to `begin_terminate_job`.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            start_time: datetime.datetime,
            end_time: datetime.datetime | None = None,
            pool_id: str | None = None,
            scheduling_error: _models.BatchJobSchedulingError | None = None,
            termination_reason: str | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchJobManagerTask(Model, public="azure_batch_sdk.models"):
    """Task that is created together with its job and runs first, to steer the rest of the job."""

    __slots__ = ()

    id: str = plain_field("id")
    """Name under which it shows among the tasks of the job; no other task may have it. At most 64
    characters. Letters, digits, hyphens and underscores.
    """
    display_name: str | None = plain_field("displayName")
    """Free text for people, any Unicode; need not be unique. At most 1,024 characters."""
    command_line: str = plain_field("commandLine")
    """Run without a shell: variables, wildcards, pipes and redirects work only through `/bin/sh -c
    '...'` or `cmd /c ...`. Relative paths start in the task's working directory.
    """
    container_settings: _models.BatchTaskContainerSettings | None = model_field(
        "containerSettings", lambda: _models.BatchTaskContainerSettings
    )
    """Container to run in; left out, the command runs directly on the node. Goes together with a
    `container_configuration` on the pool.
    """
    resource_files: list[_models.ResourceFile] | None = model_list_field(
        "resourceFiles", lambda: _models.ResourceFile
    )
    """Files to download into the working directory before the command starts. A long list can make the
    request too large (HTTP 413): pack the files into an archive or name a storage container.
    """
    output_files: list[_models.OutputFile] | None = model_list_field(
        "outputFiles", lambda: _models.OutputFile
    )
    """Files to upload to storage when the command ends. Whatever is not uploaded is lost with the node."""
    environment_settings: list[_models.EnvironmentSetting] | None = model_list_field(
        "environmentSettings", lambda: _models.EnvironmentSetting
    )
    """Environment variables for this task; they win over the job's common ones of the same name."""
    constraints: _models.BatchTaskConstraints | None = model_field(
        "constraints", lambda: _models.BatchTaskConstraints
    )
    """Time limit, retries and file retention. Left out: no time limit, the job's retry count, files kept
    for 7 days.
    """
    required_slots: int | None = plain_field("requiredSlots")
    """Task slots it takes on its node; must not be more than the pool's `task_slots_per_node`, or it
    waits for ever. Default: 1.
    """
    kill_job_on_completion: bool | None = plain_field("killJobOnCompletion")
    """Whether the job ends together with this task, killing tasks that still run and leaving waiting
    ones undone (reason `JMComplete`). If false, something else has to end the job. Default: `True`.
    """
    user_identity: _models.UserIdentity | None = model_field("userIdentity", lambda: _models.UserIdentity)
    """User the command runs as. Left out: an automatic user without administrator rights, shared by the
    pool's tasks.
    """
    run_exclusive: bool | None = plain_field("runExclusive")
    """Whether it has its node to itself. Set to false to let other tasks share the node; matters only
    with more than one task slot per node. Default: `True`.
    """
    application_package_references: list[_models.BatchApplicationPackageReference] | None = model_list_field(
        "applicationPackageReferences", lambda: _models.BatchApplicationPackageReference
    )
    """Application packages to put on the node first. A version that is already there is not loaded
    again; a missing one fails the task.
    """
    allow_low_priority_node: bool | None = plain_field("allowLowPriorityNode")
    """Whether it may run on a spot (low-priority) node. If that node is taken away, the manager starts
    again from the beginning and finds the tasks it has added before. Default: `True`.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            id: str,
            command_line: str,
            display_name: str | None = None,
            container_settings: _models.BatchTaskContainerSettings | None = None,
            resource_files: list[_models.ResourceFile] | None = None,
            output_files: list[_models.OutputFile] | None = None,
            environment_settings: list[_models.EnvironmentSetting] | None = None,
            constraints: _models.BatchTaskConstraints | None = None,
            required_slots: int | None = None,
            kill_job_on_completion: bool | None = None,
            user_identity: _models.UserIdentity | None = None,
            run_exclusive: bool | None = None,
            application_package_references: list[_models.BatchApplicationPackageReference] | None = None,
            allow_low_priority_node: bool | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchJobNetworkConfiguration(Model, public="azure_batch_sdk.models"):
    """Virtual network that nodes join while they run tasks of a job."""

    __slots__ = ()

    subnet_id: str = plain_field("subnetId")
    """Full ARM id of a subnet in the account's region and subscription, with a free address for each
    node. Its security rules must let in ports 29876 and 29877 (22 or 3389 for remote login) and let
    out 443.
    """
    skip_withdraw_from_vnet: bool | None = plain_field("skipWithdrawFromVNet")
    """Whether nodes stay in the virtual network after the job. If false they leave it when the job ends.
    Default: `False`.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, subnet_id: str, skip_withdraw_from_vnet: bool | None = None) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchJobPreparationAndReleaseTaskStatus(Model, public="azure_batch_sdk.models"):
    """How the preparation and release tasks of a job went on one node."""

    __slots__ = ()

    pool_id: str | None = plain_field("poolId")
    """Pool the node belongs to."""
    node_id: str | None = plain_field("nodeId")
    """Node the item is about; it may have left the pool since."""
    node_url: str | None = plain_field("nodeUrl")
    """Address of the node in the service."""
    job_preparation_task_execution_info: _models.BatchJobPreparationTaskExecutionInfo | None = model_field(
        "jobPreparationTaskExecutionInfo", lambda: _models.BatchJobPreparationTaskExecutionInfo
    )
    """Latest run of the preparation task on this node."""
    job_release_task_execution_info: _models.BatchJobReleaseTaskExecutionInfo | None = model_field(
        "jobReleaseTaskExecutionInfo", lambda: _models.BatchJobReleaseTaskExecutionInfo
    )
    """Run of the release task on this node; absent if it has not run there."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            pool_id: str | None = None,
            node_id: str | None = None,
            node_url: str | None = None,
            job_preparation_task_execution_info: _models.BatchJobPreparationTaskExecutionInfo | None = None,
            job_release_task_execution_info: _models.BatchJobReleaseTaskExecutionInfo | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchJobPreparationTask(Model, public="azure_batch_sdk.models"):
    """Command that runs on a node before the node's first task of the job."""

    __slots__ = ()

    id: str | None = plain_field("id")
    """Name of its directory on the node. A task added with the same id is refused with
    `TaskIdSameAsJobPreparationTask`. Default: `jobpreparation`. At most 64 characters. Letters,
    digits, hyphens and underscores.
    """
    command_line: str = plain_field("commandLine")
    """Run without a shell: variables, wildcards, pipes and redirects work only through `/bin/sh -c
    '...'` or `cmd /c ...`. Relative paths start in the task's working directory.
    """
    container_settings: _models.BatchTaskContainerSettings | None = model_field(
        "containerSettings", lambda: _models.BatchTaskContainerSettings
    )
    """Container to run in; left out, the command runs directly on the node. Goes together with a
    `container_configuration` on the pool.
    """
    resource_files: list[_models.ResourceFile] | None = model_list_field(
        "resourceFiles", lambda: _models.ResourceFile
    )
    """Files to download into the working directory before the command starts. A long list can make the
    request too large (HTTP 413): pack the files into an archive or name a storage container.
    """
    environment_settings: list[_models.EnvironmentSetting] | None = model_list_field(
        "environmentSettings", lambda: _models.EnvironmentSetting
    )
    """Environment variables for this task; they win over the job's common ones of the same name."""
    constraints: _models.BatchTaskConstraints | None = model_field(
        "constraints", lambda: _models.BatchTaskConstraints
    )
    """Time limit, retries and file retention. Left out: no time limit, no retries (the job's count is
    not inherited), files kept for 7 days.
    """
    wait_for_success: bool | None = plain_field("waitForSuccess")
    """Whether tasks of the job wait until it has succeeded on their node; if it fails for good, that
    node runs none of them. If false, tasks start beside it and also after its failure. Default:
    `True`.
    """
    user_identity: _models.UserIdentity | None = model_field("userIdentity", lambda: _models.UserIdentity)
    """User the command runs as. Left out: an automatic user without administrator rights, shared by the
    pool's tasks.
    """
    rerun_on_node_reboot_after_success: bool | None = plain_field("rerunOnNodeRebootAfterSuccess")
    """Whether it runs again after a restart of the node. After a reimage, or if it had not finished, it
    always does: make it safe to run twice. Default: `True`.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            command_line: str,
            id: str | None = None,
            container_settings: _models.BatchTaskContainerSettings | None = None,
            resource_files: list[_models.ResourceFile] | None = None,
            environment_settings: list[_models.EnvironmentSetting] | None = None,
            constraints: _models.BatchTaskConstraints | None = None,
            wait_for_success: bool | None = None,
            user_identity: _models.UserIdentity | None = None,
            rerun_on_node_reboot_after_success: bool | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchJobPreparationTaskExecutionInfo(Model, public="azure_batch_sdk.models"):
    """How a job's preparation task went on one node."""

    __slots__ = ()

    start_time: datetime.datetime = datetime_field("startTime")
    """When the latest run began; a retry or a rerun after a restart of the node sets it anew."""
    end_time: datetime.datetime | None = datetime_field("endTime")
    """Absent while it runs."""
    state: str | _models.BatchJobPreparationTaskState = enum_field(
        "state", lambda: _models.BatchJobPreparationTaskState
    )
    """Running or completed; completed says nothing about success, see `result`."""
    task_root_directory: str | None = plain_field("taskRootDirectory")
    """Directory of the task on its node, relative to the node's root, with the separators of its
    operating system. Holds `stdout.txt`, `stderr.txt` and `wd`.
    """
    task_root_directory_url: str | None = plain_field("taskRootDirectoryUrl")
    """Address of that directory in the node's file API, always with `/` between the parts."""
    exit_code: int | None = plain_field("exitCode")
    """Present once the process has ended; absent if it never started. When the service killed the
    process, the operating system decides the number.
    """
    container_info: _models.BatchTaskContainerExecutionInfo | None = model_field(
        "containerInfo", lambda: _models.BatchTaskContainerExecutionInfo
    )
    """Container the task ran in; only present if it ran in one."""
    failure_info: _models.BatchTaskFailureInfo | None = model_field(
        "failureInfo", lambda: _models.BatchTaskFailureInfo
    )
    """Why it failed; only present when `result` is `failure`."""
    retry_count: int = plain_field("retryCount")
    """Retries so far. Only failed exits are retried, not failures before the process started, such as a
    missing resource file.
    """
    last_retry_time: datetime.datetime | None = datetime_field("lastRetryTime")
    """When the latest retry began. Absent without retries."""
    result: str | _models.BatchTaskExecutionResult | None = enum_field(
        "result", lambda: _models.BatchTaskExecutionResult
    )
    """Success or failure; absent until the run is completed. Any exit code but 0 is a failure."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            start_time: datetime.datetime,
            state: str | _models.BatchJobPreparationTaskState,
            retry_count: int,
            end_time: datetime.datetime | None = None,
            task_root_directory: str | None = None,
            task_root_directory_url: str | None = None,
            exit_code: int | None = None,
            container_info: _models.BatchTaskContainerExecutionInfo | None = None,
            failure_info: _models.BatchTaskFailureInfo | None = None,
            last_retry_time: datetime.datetime | None = None,
            result: str | _models.BatchTaskExecutionResult | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchJobReleaseTask(Model, public="azure_batch_sdk.models"):
    """Clean-up command that runs when the job ends, on every node that ran its preparation task."""

    __slots__ = ()

    id: str | None = plain_field("id")
    """Name of its directory on the node. A task added with the same id is refused with
    `TaskIdSameAsJobReleaseTask`. Default: `jobrelease`. At most 64 characters. Letters, digits,
    hyphens and underscores.
    """
    command_line: str = plain_field("commandLine")
    """Run without a shell: variables, wildcards, pipes and redirects work only through `/bin/sh -c
    '...'` or `cmd /c ...`. Relative paths start in the task's working directory. Run once, without
    retries; failure does not keep the job from completing.
    """
    container_settings: _models.BatchTaskContainerSettings | None = model_field(
        "containerSettings", lambda: _models.BatchTaskContainerSettings
    )
    """Container to run in; left out, the command runs directly on the node. Goes together with a
    `container_configuration` on the pool.
    """
    resource_files: list[_models.ResourceFile] | None = model_list_field(
        "resourceFiles", lambda: _models.ResourceFile
    )
    """Files to download into the working directory before the command starts. A long list can make the
    request too large (HTTP 413): pack the files into an archive or name a storage container.
    """
    environment_settings: list[_models.EnvironmentSetting] | None = model_list_field(
        "environmentSettings", lambda: _models.EnvironmentSetting
    )
    """Environment variables for this task; they win over the job's common ones of the same name."""
    max_wall_clock_time: datetime.timedelta | None = duration_field("maxWallClockTime")
    """How long it may run on a node before it is killed. Default: `PT15M`. At most `PT15M`."""
    retention_time: datetime.timedelta | None = duration_field("retentionTime")
    """How long its directory stays on the node after it has ended, at least. Deleting the job or losing
    the node removes the files at once. Default: `P7D`.
    """
    user_identity: _models.UserIdentity | None = model_field("userIdentity", lambda: _models.UserIdentity)
    """User the command runs as. Left out: an automatic user without administrator rights, shared by the
    pool's tasks.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            command_line: str,
            id: str | None = None,
            container_settings: _models.BatchTaskContainerSettings | None = None,
            resource_files: list[_models.ResourceFile] | None = None,
            environment_settings: list[_models.EnvironmentSetting] | None = None,
            max_wall_clock_time: datetime.timedelta | None = None,
            retention_time: datetime.timedelta | None = None,
            user_identity: _models.UserIdentity | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchJobReleaseTaskExecutionInfo(Model, public="azure_batch_sdk.models"):
    """How a job's release task went on one node."""

    __slots__ = ()

    start_time: datetime.datetime = datetime_field("startTime")
    """When it began on this node."""
    end_time: datetime.datetime | None = datetime_field("endTime")
    """Absent while it runs."""
    state: str | _models.BatchJobReleaseTaskState = enum_field(
        "state", lambda: _models.BatchJobReleaseTaskState
    )
    """Running or completed; completed says nothing about success, see `result`."""
    task_root_directory: str | None = plain_field("taskRootDirectory")
    """Directory of the task on its node, relative to the node's root, with the separators of its
    operating system. Holds `stdout.txt`, `stderr.txt` and `wd`.
    """
    task_root_directory_url: str | None = plain_field("taskRootDirectoryUrl")
    """Address of that directory in the node's file API, always with `/` between the parts."""
    exit_code: int | None = plain_field("exitCode")
    """Present once the process has ended; absent if it never started. When the service killed the
    process, the operating system decides the number.
    """
    container_info: _models.BatchTaskContainerExecutionInfo | None = model_field(
        "containerInfo", lambda: _models.BatchTaskContainerExecutionInfo
    )
    """Container the task ran in; only present if it ran in one."""
    failure_info: _models.BatchTaskFailureInfo | None = model_field(
        "failureInfo", lambda: _models.BatchTaskFailureInfo
    )
    """Why it failed; only present when `result` is `failure`."""
    result: str | _models.BatchTaskExecutionResult | None = enum_field(
        "result", lambda: _models.BatchTaskExecutionResult
    )
    """Success or failure; absent until the run is completed. Any exit code but 0 is a failure."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            start_time: datetime.datetime,
            state: str | _models.BatchJobReleaseTaskState,
            end_time: datetime.datetime | None = None,
            task_root_directory: str | None = None,
            task_root_directory_url: str | None = None,
            exit_code: int | None = None,
            container_info: _models.BatchTaskContainerExecutionInfo | None = None,
            failure_info: _models.BatchTaskFailureInfo | None = None,
            result: str | _models.BatchTaskExecutionResult | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchJobSchedulingError(Model, public="azure_batch_sdk.models"):
    """Why the service could not schedule a job."""

    __slots__ = ()

    category: str | _models.BatchErrorSourceCategory = enum_field(
        "category", lambda: _models.BatchErrorSourceCategory
    )
    """Who has to act: you or the service."""
    code: str | None = plain_field("code")
    """Fixed word for programs, such as `AutoPoolCreationFailedWithQuotaReached`,
    `InvalidAutoPoolSettings` or `InvalidAutoScaleFormulaInAutoPool`.
    """
    message: str | None = plain_field("message")
    """Explanation for people; the wording may change."""
    details: list[_models.NameValuePair] | None = model_list_field("details", lambda: _models.NameValuePair)
    """Further facts as names and values."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            category: str | _models.BatchErrorSourceCategory,
            code: str | None = None,
            message: str | None = None,
            details: list[_models.NameValuePair] | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchJobSpecification(Model, public="azure_batch_sdk.models"):
    """Template from which a job schedule makes each of its jobs; the service picks their ids."""

    __slots__ = ()

    priority: int | None = plain_field("priority")
    """Among jobs on the same pool, the higher number gets free slots first; equal numbers have no
    promised order. Running tasks are not pushed aside unless their job allows preemption. Default: 0.
    From -1,000 to 1,000.
    """
    allow_task_preemption: bool | None = plain_field("allowTaskPreemption")
    """Whether jobs of higher priority may take the slots of this job's running tasks. A task that loses
    its slot is requeued and starts from scratch. Default: `False`.
    """
    max_parallel_tasks: int | None = plain_field("maxParallelTasks")
    """Most tasks of the job that run at the same time, over all nodes. 0 is refused. Default: -1. -1
    means no limit.
    """
    display_name: str | None = plain_field("displayName")
    """Free text for people, given to every job alike; need not be unique. At most 1,024 characters."""
    uses_task_dependencies: bool | None = plain_field("usesTaskDependencies")
    """Whether tasks may name others they wait for. While false, adding a task with `depends_on` fails
    with `TaskDependenciesNotSpecifiedOnJob`; it cannot be switched on later. Default: `False`.
    """
    all_tasks_complete_mode: str | _models.BatchAllTasksCompleteMode | None = enum_field(
        "onAllTasksComplete", lambda: _models.BatchAllTasksCompleteMode
    )
    """What happens once every task of a job is complete, failed ones included. The next job waits until
    this one has ended: with `noaction`, a job that nobody ends stops the schedule. `terminatejob`
    ends a job without tasks at once. Default: `noaction`.
    """
    task_failure_mode: str | _models.BatchTaskFailureMode | None = enum_field(
        "onTaskFailure", lambda: _models.BatchTaskFailureMode
    )
    """Whether failing tasks can disable or terminate the job. With `performexitoptionsjobaction` a
    failed task terminates the job unless its `exit_conditions` say otherwise. Default: `noaction`.
    """
    network_configuration: _models.BatchJobNetworkConfiguration | None = model_field(
        "networkConfiguration", lambda: _models.BatchJobNetworkConfiguration
    )
    """Virtual network that nodes join while they run tasks of the job. Left out: the pool's own network
    only.
    """
    constraints: _models.BatchJobConstraints | None = model_field(
        "constraints", lambda: _models.BatchJobConstraints
    )
    """Time limit of each job and default retry count of its tasks. Left out: no limit, no retries."""
    job_manager_task: _models.BatchJobManagerTask | None = model_field(
        "jobManagerTask", lambda: _models.BatchJobManagerTask
    )
    """Task created together with each job and run first. Without one, you have to add the tasks to each
    job as it appears.
    """
    job_preparation_task: _models.BatchJobPreparationTask | None = model_field(
        "jobPreparationTask", lambda: _models.BatchJobPreparationTask
    )
    """Command that runs on each node before the node's first task of this job, and only on nodes that
    get one.
    """
    job_release_task: _models.BatchJobReleaseTask | None = model_field(
        "jobReleaseTask", lambda: _models.BatchJobReleaseTask
    )
    """Command to clean up with, on every node that ran the preparation task, when the job is terminated
    or deleted. Refused without a `job_preparation_task`.
    """
    common_environment_settings: list[_models.EnvironmentSetting] | None = model_list_field(
        "commonEnvironmentSettings", lambda: _models.EnvironmentSetting
    )
    """Environment variables for every task of the job, the manager, preparation and release tasks
    included. A task's own setting of the same name wins.
    """
    pool_info: _models.BatchPoolInfo = model_field("poolInfo", lambda: _models.BatchPoolInfo)
    """Where the tasks run: an existing pool, or one made for each job or for the whole schedule."""
    metadata: list[_models.BatchMetadataItem] | None = model_list_field(
        "metadata", lambda: _models.BatchMetadataItem
    )
    """Name and value pairs given to every job; the service only stores them."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            pool_info: _models.BatchPoolInfo,
            priority: int | None = None,
            allow_task_preemption: bool | None = None,
            max_parallel_tasks: int | None = None,
            display_name: str | None = None,
            uses_task_dependencies: bool | None = None,
            all_tasks_complete_mode: str | _models.BatchAllTasksCompleteMode | None = None,
            task_failure_mode: str | _models.BatchTaskFailureMode | None = None,
            network_configuration: _models.BatchJobNetworkConfiguration | None = None,
            constraints: _models.BatchJobConstraints | None = None,
            job_manager_task: _models.BatchJobManagerTask | None = None,
            job_preparation_task: _models.BatchJobPreparationTask | None = None,
            job_release_task: _models.BatchJobReleaseTask | None = None,
            common_environment_settings: list[_models.EnvironmentSetting] | None = None,
            metadata: list[_models.BatchMetadataItem] | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchJobStatistics(Model, public="azure_batch_sdk.models"):
    """Use of resources by all tasks of a job, about 30 minutes behind."""

    __slots__ = ()

    url: str = plain_field("url")
    """Address of the statistics."""
    start_time: datetime.datetime = datetime_field("startTime")
    """Start of the time range the figures cover."""
    last_update_time: datetime.datetime = datetime_field("lastUpdateTime")
    """End of the range: what happened later is not counted yet."""
    user_cpu_time: datetime.timedelta = duration_field("userCPUTime")
    """Processor time in user mode, summed over all cores, nodes and tasks of the job."""
    kernel_cpu_time: datetime.timedelta = duration_field("kernelCPUTime")
    """Processor time in kernel mode, summed over all cores, nodes and tasks of the job."""
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


class BatchJobTerminateOptions(Model, public="azure_batch_sdk.models"):
    """What to pass to `begin_terminate_job`, if anything."""

    __slots__ = ()

    termination_reason: str | None = plain_field("terminateReason")
    """Any text; shows as `execution_info.termination_reason` of the job. Default: `UserTerminate`."""

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, termination_reason: str | None = None) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchJobUpdateOptions(Model, public="azure_batch_sdk.models"):
    """What to pass to `update_job`; a property left out stays as it is, one that is given is replaced
    whole.
    """

    __slots__ = ()

    priority: int | None = plain_field("priority")
    """Among jobs on the same pool, the higher number gets free slots first; equal numbers have no
    promised order. Running tasks are not pushed aside unless their job allows preemption. From -1,000
    to 1,000.
    """
    allow_task_preemption: bool | None = plain_field("allowTaskPreemption")
    """Whether jobs of higher priority may take the slots of this job's running tasks. A task that loses
    its slot is requeued and starts from scratch.
    """
    max_parallel_tasks: int | None = plain_field("maxParallelTasks")
    """Most tasks of the job that run at the same time, over all nodes. 0 is refused. -1 means no limit."""
    constraints: _models.BatchJobConstraints | None = model_field(
        "constraints", lambda: _models.BatchJobConstraints
    )
    """Time limit and default retry count, replaced as a whole: the member you leave out falls back to
    its default.
    """
    pool_info: _models.BatchPoolInfo | None = model_field("poolInfo", lambda: _models.BatchPoolInfo)
    """New pool for the job. A change is refused unless the job is disabled; of an automatic pool only
    `keep_alive` can change.
    """
    all_tasks_complete_mode: str | _models.BatchAllTasksCompleteMode | None = enum_field(
        "onAllTasksComplete", lambda: _models.BatchAllTasksCompleteMode
    )
    """What happens once every task is complete, failed ones included. A job without tasks counts as
    complete, so `terminatejob` set too early ends it at once, unless it has a manager task. Set
    `terminatejob` when all tasks are added; back to `noaction` is refused.
    """
    metadata: list[_models.BatchMetadataItem] | None = model_list_field(
        "metadata", lambda: _models.BatchMetadataItem
    )
    """New name and value pairs in place of all present ones; an empty list removes them."""
    network_configuration: _models.BatchJobNetworkConfiguration | None = model_field(
        "networkConfiguration", lambda: _models.BatchJobNetworkConfiguration
    )
    """Virtual network that nodes join while they run tasks of the job, replaced as a whole."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            priority: int | None = None,
            allow_task_preemption: bool | None = None,
            max_parallel_tasks: int | None = None,
            constraints: _models.BatchJobConstraints | None = None,
            pool_info: _models.BatchPoolInfo | None = None,
            all_tasks_complete_mode: str | _models.BatchAllTasksCompleteMode | None = None,
            metadata: list[_models.BatchMetadataItem] | None = None,
            network_configuration: _models.BatchJobNetworkConfiguration | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchPoolInfo(Model, public="azure_batch_sdk.models"):
    """Pool that runs a job: exactly one of the two members has to be set."""

    __slots__ = ()

    pool_id: str | None = plain_field("poolId")
    """An existing pool, normally. An unknown id is accepted: the tasks wait until such a pool exists."""
    auto_pool_specification: _models.BatchAutoPoolSpecification | None = model_field(
        "autoPoolSpecification", lambda: _models.BatchAutoPoolSpecification
    )
    """Pool that the service makes for the job or its schedule. If it cannot be made, the job goes to
    `completed` with a `scheduling_error`.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            pool_id: str | None = None,
            auto_pool_specification: _models.BatchAutoPoolSpecification | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...
