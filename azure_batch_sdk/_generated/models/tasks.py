# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""Models of tasks."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, overload

from azure.core import CaseInsensitiveEnumMeta

from ..._runtime.fields import (
    datetime_field,
    duration_field,
    enum_field,
    int64_field,
    list_field,
    model_field,
    model_list_field,
    plain_field,
)
from ..._runtime.model import Model
from .. import models as _models


class BatchSubtaskState(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """How far an instance of a multi-instance task has got."""

    PREPARING = "preparing"
    """The node is getting ready for the instance; `running` comes next."""
    RUNNING = "running"
    """The instance runs, or waits for the primary to finish; `completed` comes next."""
    COMPLETED = "completed"
    """The instance has ended, well or not; see `result`. Final unless the task is retried."""


class BatchTaskAddStatus(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """What became of a task that was sent in a collection."""

    SUCCESS = "success"
    """The task was added."""
    CLIENT_ERROR = "clienterror"
    """Not added because of the task itself, such as an id that is taken or a bad value. Sending it again
    unchanged fails again.
    """
    SERVER_ERROR = "servererror"
    """Not added because the service failed. May be sent again as it is."""


class BatchTaskExecutionResult(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """How a task ended."""

    SUCCESS = "success"
    """Exit code 0, and every upload worked."""
    FAILURE = "failure"
    """Anything else: other exit code, download or upload failed, terminated, out of time. See
    `failure_info`.
    """


class BatchTaskState(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """How far a task has got."""

    ACTIVE = "active"
    """Waiting for a free slot, for its dependencies, or for another try. `preparing` or `running` comes
    next; tasks with blocked dependencies stay here forever.
    """
    PREPARING = "preparing"
    """Given to a node where the job's preparation task must finish first. `running` comes next, or
    `active` again if the preparation fails.
    """
    RUNNING = "running"
    """On a node, from the download of its files to the upload of its output. `completed` comes next, or
    `active` for a retry or if the node is lost.
    """
    COMPLETED = "completed"
    """Ended, well or not (`execution_info.result`), with no retry to come. Only `reactivate_task` makes
    a failed one `active` again.
    """


class DependencyAction(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """What the end of a task means for the tasks that depend on it."""

    SATISFY = "satisfy"
    """Dependents may run once their other dependencies are satisfied too."""
    BLOCK = "block"
    """Dependents never run: they stay `active`, do not fail, and so can keep the job from completing."""


class BatchAffinityInfo(Model, public="azure_batch_sdk.models"):
    """Names a node or an earlier task near which a task would like to run."""

    __slots__ = ()

    affinity_id: str = plain_field("affinityId")
    """The `affinity_id` of a node, or that of a task (its `node_info`) whose node is wanted. Only a
    hint: if that node is busy or gone, the task runs on another.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, affinity_id: str) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchCreateTaskCollectionResult(Model, public="azure_batch_sdk.models"):
    """What became of each task of one `create_task_collection` call."""

    __slots__ = ()

    result_values: list[_models.BatchTaskCreateResult] | None = model_list_field(
        "value", lambda: _models.BatchTaskCreateResult
    )
    """One result for each task sent, not necessarily in the order sent: match them by `task_id`. Look at
    every `status`; the call itself succeeds even if all tasks were refused.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, result_values: list[_models.BatchTaskCreateResult] | None = None) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchNodeInfo(Model, public="azure_batch_sdk.models"):
    """Where a task ran or is running."""

    __slots__ = ()

    affinity_id: str | None = plain_field("affinityId")
    """Hint to pass as `BatchAffinityInfo.affinity_id` for another task that should run on the same node."""
    node_url: str | None = plain_field("nodeUrl")
    """Address of the node in the service."""
    pool_id: str | None = plain_field("poolId")
    """Pool that the node belongs to."""
    node_id: str | None = plain_field("nodeId")
    """Node that the task ran on. The node may be gone by now, and the task's files with it."""
    task_root_directory: str | None = plain_field("taskRootDirectory")
    """Directory of the task relative to the node's root, with the separators of the node's system
    (`workitems/job/job-1/task`). Holds `stdout.txt`, `stderr.txt` and the working directory `wd`.
    """
    task_root_directory_url: str | None = plain_field("taskRootDirectoryUrl")
    """Address of the task's directory in the service, for reading its files."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            affinity_id: str | None = None,
            node_url: str | None = None,
            pool_id: str | None = None,
            node_id: str | None = None,
            task_root_directory: str | None = None,
            task_root_directory_url: str | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchSubtask(Model, public="azure_batch_sdk.models"):
    """One of the secondary instances of a multi-instance task, as listed by `list_subtasks`."""

    __slots__ = ()

    id: int | None = plain_field("id")
    """Number of the instance, from 1. Number 0 is the primary, which is the task itself and is not
    listed.
    """
    node_info: _models.BatchNodeInfo | None = model_field("nodeInfo", lambda: _models.BatchNodeInfo)
    """Node that this instance runs on; every instance has a node of its own."""
    start_time: datetime.datetime | None = datetime_field("startTime")
    """When the instance began to run, download of common files included."""
    end_time: datetime.datetime | None = datetime_field("endTime")
    """When the instance ended. None while it runs."""
    exit_code: int | None = plain_field("exitCode")
    """Exit code of the coordination command. None until it has ended, and if it could not be started."""
    container_info: _models.BatchTaskContainerExecutionInfo | None = model_field(
        "containerInfo", lambda: _models.BatchTaskContainerExecutionInfo
    )
    """The container the instance ran in. None without `container_settings`."""
    failure_info: _models.BatchTaskFailureInfo | None = model_field(
        "failureInfo", lambda: _models.BatchTaskFailureInfo
    )
    """Why the instance failed. None while it runs and after success."""
    state: str | _models.BatchSubtaskState | None = enum_field("state", lambda: _models.BatchSubtaskState)
    """How far the instance has got."""
    state_transition_time: datetime.datetime | None = datetime_field("stateTransitionTime")
    """When `state` was entered."""
    previous_state: str | _models.BatchSubtaskState | None = enum_field(
        "previousState", lambda: _models.BatchSubtaskState
    )
    """State before the present one. None in the first state."""
    previous_state_transition_time: datetime.datetime | None = datetime_field("previousStateTransitionTime")
    """When `previous_state` was entered. None in the first state."""
    result: str | _models.BatchTaskExecutionResult | None = enum_field(
        "result", lambda: _models.BatchTaskExecutionResult
    )
    """Whether the instance succeeded. None until it is completed; for the reason of a failure see
    `failure_info`.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            id: int | None = None,
            node_info: _models.BatchNodeInfo | None = None,
            start_time: datetime.datetime | None = None,
            end_time: datetime.datetime | None = None,
            exit_code: int | None = None,
            container_info: _models.BatchTaskContainerExecutionInfo | None = None,
            failure_info: _models.BatchTaskFailureInfo | None = None,
            state: str | _models.BatchSubtaskState | None = None,
            state_transition_time: datetime.datetime | None = None,
            previous_state: str | _models.BatchSubtaskState | None = None,
            previous_state_transition_time: datetime.datetime | None = None,
            result: str | _models.BatchTaskExecutionResult | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchTask(Model, public="azure_batch_sdk.models"):
    """A task as the service reports it: what was asked for, its state, and how it ran."""

    __slots__ = ()

    id: str = plain_field("id", read_only=True)
    """Unique within the job, compared without regard to case. At most 64 characters. Letters, digits,
    hyphens and underscores.
    """
    display_name: str | None = plain_field("displayName", read_only=True)
    """Free text to show to people; need not be unique. At most 1,024 characters."""
    url: str = plain_field("url", read_only=True)
    """Address of the task in the service."""
    etag: str = plain_field("eTag", read_only=True)
    """Version of the task, to pass as `etag` for a conditional request. Changes when a client changes
    the task, not when it starts or completes by itself.
    """
    last_modified: datetime.datetime = datetime_field("lastModified", read_only=True)
    """When a client last created, replaced, terminated or reactivated the task. Running and completing
    do not move it: see `state_transition_time` for these.
    """
    creation_time: datetime.datetime = datetime_field("creationTime", read_only=True)
    """When the task was added to the job."""
    exit_conditions: _models.ExitConditions | None = model_field(
        "exitConditions", lambda: _models.ExitConditions, read_only=True
    )
    """What its job and its dependents do, depending on how the task ends. None if none were given."""
    state: str | _models.BatchTaskState = enum_field("state", lambda: _models.BatchTaskState, read_only=True)
    """How far the task has got. `completed` says nothing of success: see `execution_info.result`."""
    state_transition_time: datetime.datetime = datetime_field("stateTransitionTime", read_only=True)
    """When `state` was entered."""
    previous_state: str | _models.BatchTaskState | None = enum_field(
        "previousState", lambda: _models.BatchTaskState, read_only=True
    )
    """State before the present one. None as long as the task is in its first state."""
    previous_state_transition_time: datetime.datetime | None = datetime_field(
        "previousStateTransitionTime", read_only=True
    )
    """When `previous_state` was entered. None in the first state."""
    command_line: str = plain_field("commandLine", read_only=True)
    """Program and arguments. Not run by a shell, so variables, pipes and wildcards work only if the line
    itself starts one (`/bin/sh -c '...'` or `cmd /c ...`). For a multi-instance task: the primary's
    line.
    """
    container_settings: _models.BatchTaskContainerSettings | None = model_field(
        "containerSettings", lambda: _models.BatchTaskContainerSettings, read_only=True
    )
    """Container that the task runs in. None: it runs directly on the node."""
    resource_files: list[_models.ResourceFile] | None = model_list_field(
        "resourceFiles", lambda: _models.ResourceFile, read_only=True
    )
    """Files put on the node before the command starts. For a multi-instance task only the primary gets
    them.
    """
    output_files: list[_models.OutputFile] | None = model_list_field(
        "outputFiles", lambda: _models.OutputFile, read_only=True
    )
    """Files uploaded from the node after the command has ended. For a multi-instance task: the
    primary's.
    """
    environment_settings: list[_models.EnvironmentSetting] | None = model_list_field(
        "environmentSettings", lambda: _models.EnvironmentSetting, read_only=True
    )
    """Environment variables of the task; these win over variables of the same name set on the job."""
    affinity_info: _models.BatchAffinityInfo | None = model_field(
        "affinityInfo", lambda: _models.BatchAffinityInfo, read_only=True
    )
    """Node or task near which the task would like to run."""
    constraints: _models.BatchTaskConstraints | None = model_field(
        "constraints", lambda: _models.BatchTaskConstraints
    )
    """Limits on run time, retries and how long files are kept. The only part that `replace_task`
    changes; what is missing there goes back to its default.
    """
    required_slots: int | None = plain_field("requiredSlots", read_only=True)
    """Scheduling slots the task takes on a node. If the pool's `task_slots_per_node` is lower, the task
    stays `active` forever. Default: 1.
    """
    user_identity: _models.UserIdentity | None = model_field(
        "userIdentity", lambda: _models.UserIdentity, read_only=True
    )
    """User that the task runs as."""
    execution_info: _models.BatchTaskExecutionInfo | None = model_field(
        "executionInfo", lambda: _models.BatchTaskExecutionInfo, read_only=True
    )
    """How the task ran: times, exit code, failure, counts of retries."""
    node_info: _models.BatchNodeInfo | None = model_field(
        "nodeInfo", lambda: _models.BatchNodeInfo, read_only=True
    )
    """Where the task ran last. None before it starts; all members None if it was terminated before it
    ran.
    """
    multi_instance_settings: _models.MultiInstanceSettings | None = model_field(
        "multiInstanceSettings", lambda: _models.MultiInstanceSettings, read_only=True
    )
    """Makes the task run on several nodes at once. None for an ordinary task."""
    task_statistics: _models.BatchTaskStatistics | None = model_field(
        "stats", lambda: _models.BatchTaskStatistics, read_only=True
    )
    """Use of CPU and disk. Only there if asked for with `expand=["stats"]`; about 30 minutes behind."""
    depends_on: _models.BatchTaskDependencies | None = model_field(
        "dependsOn", lambda: _models.BatchTaskDependencies, read_only=True
    )
    """Tasks that must be satisfied before this one is scheduled. Until then it stays `active`."""
    application_package_references: list[_models.BatchApplicationPackageReference] | None = model_list_field(
        "applicationPackageReferences", lambda: _models.BatchApplicationPackageReference, read_only=True
    )
    """Application packages installed on the node for this task."""

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, constraints: _models.BatchTaskConstraints | None = None) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchTaskConstraints(Model, public="azure_batch_sdk.models"):
    """Limits on one task: run time, retries, and how long its files are kept."""

    __slots__ = ()

    max_wall_clock_time: datetime.timedelta | None = duration_field("maxWallClockTime")
    """How long the task may run from its start; over it, the task is killed and completes as a failure
    with code `TaskEnded`. Left out: no limit, so a hanging task holds its node forever.
    """
    retention_time: datetime.timedelta | None = duration_field("retentionTime")
    """How long its directory stays on the node after the task has ended. Deleting the task or the job,
    or removing the node, deletes the files at once all the same. Default: `P7D`.
    """
    max_task_retry_count: int | None = plain_field("maxTaskRetryCount")
    """Extra tries after an exit code other than 0, so one less than the tries in all. A task takes over
    the job's number if it gives none. Failed downloads and uploads are not retried; runs repeated
    because a node was lost do not count. At least -1. -1 means no limit.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            max_wall_clock_time: datetime.timedelta | None = None,
            retention_time: datetime.timedelta | None = None,
            max_task_retry_count: int | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchTaskCounts(Model, public="azure_batch_sdk.models"):
    """Tasks of a job by state."""

    __slots__ = ()

    active: int = plain_field("active")
    """Tasks waiting to run, those with unmet dependencies included."""
    running: int = plain_field("running")
    """Tasks that are running or `preparing`."""
    completed: int = plain_field("completed")
    """Tasks that have ended, well or not: `succeeded` plus `failed`."""
    succeeded: int = plain_field("succeeded")
    """Completed tasks with result `success`."""
    failed: int = plain_field("failed")
    """Completed tasks with result `failure`."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self, *, active: int, running: int, completed: int, succeeded: int, failed: int
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchTaskCountsResult(Model, public="azure_batch_sdk.models"):
    """Tasks of a job by state, counted as tasks and as slots; may lag minutes behind."""

    __slots__ = ()

    task_counts: _models.BatchTaskCounts = model_field("taskCounts", lambda: _models.BatchTaskCounts)
    """Number of tasks in each state."""
    task_slot_counts: _models.BatchTaskSlotCounts = model_field(
        "taskSlotCounts", lambda: _models.BatchTaskSlotCounts
    )
    """The same, with each task counted by its `required_slots`."""

    @property
    def active(self) -> int:
        """Return `task_counts.active`."""
        return self.task_counts.active

    @property
    def running(self) -> int:
        """Return `task_counts.running`."""
        return self.task_counts.running

    @property
    def completed(self) -> int:
        """Return `task_counts.completed`."""
        return self.task_counts.completed

    @property
    def succeeded(self) -> int:
        """Return `task_counts.succeeded`."""
        return self.task_counts.succeeded

    @property
    def failed(self) -> int:
        """Return `task_counts.failed`."""
        return self.task_counts.failed

    if TYPE_CHECKING:

        @overload
        def __init__(
            self, *, task_counts: _models.BatchTaskCounts, task_slot_counts: _models.BatchTaskSlotCounts
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchTaskCreateOptions(Model, public="azure_batch_sdk.models"):
    """What to run: a task to add to a job."""

    __slots__ = ()

    id: str = plain_field("id")
    """Unique within the job, compared without regard to case. The same id at every try makes submission
    safe to repeat: the second one ends in `TaskExists`. Must differ from the ids of the job's
    preparation and release tasks. At most 64 characters. Letters, digits, hyphens and underscores.
    """
    display_name: str | None = plain_field("displayName")
    """Free text to show to people; need not be unique. At most 1,024 characters."""
    exit_conditions: _models.ExitConditions | None = model_field(
        "exitConditions", lambda: _models.ExitConditions
    )
    """What the job and dependent tasks do, depending on how this one ends. Left out: exit code 0
    satisfies dependents, anything else blocks them, and ends the job if its `task_failure_mode` says
    so.
    """
    command_line: str = plain_field("commandLine")
    """Program and arguments, relative to the working directory `wd`. Not run by a shell: for variables,
    pipes, redirects, wildcards or `&&` write `/bin/sh -c '...'` or `cmd /c ...`. For a multi-instance
    task it runs on the primary only, after all coordination commands.
    """
    container_settings: _models.BatchTaskContainerSettings | None = model_field(
        "containerSettings", lambda: _models.BatchTaskContainerSettings
    )
    """Container to run in. The pool must have a container configuration, else the task completes with
    `ContainerPoolNotSupported`. Left out: runs directly on the node.
    """
    resource_files: list[_models.ResourceFile] | None = model_list_field(
        "resourceFiles", lambda: _models.ResourceFile
    )
    """Files to put into the working directory before the command starts. They count toward the size of
    the request (`RequestBodyTooLarge`): for very many files name a container or zip them. For a
    multi-instance task only the primary gets them.
    """
    output_files: list[_models.OutputFile] | None = model_list_field(
        "outputFiles", lambda: _models.OutputFile
    )
    """Files to upload to storage when the command has ended. Worth giving for all that matters: what
    stays on the node goes with the node.
    """
    environment_settings: list[_models.EnvironmentSetting] | None = model_list_field(
        "environmentSettings", lambda: _models.EnvironmentSetting
    )
    """Environment variables for the command; they win over variables of the same name set on the job."""
    affinity_info: _models.BatchAffinityInfo | None = model_field(
        "affinityInfo", lambda: _models.BatchAffinityInfo
    )
    """Node or task near which to run, if possible."""
    constraints: _models.BatchTaskConstraints | None = model_field(
        "constraints", lambda: _models.BatchTaskConstraints
    )
    """Limits on run time, retries and how long files are kept. Left out: no time limit, files kept 7
    days, retries as set on the job.
    """
    required_slots: int | None = plain_field("requiredSlots")
    """Scheduling slots the task takes on a node. More than the pool's `task_slots_per_node` is accepted,
    but then the task never runs. Must be 1 for a multi-instance task. Default: 1.
    """
    user_identity: _models.UserIdentity | None = model_field("userIdentity", lambda: _models.UserIdentity)
    """User to run as. Left out: a user without admin rights that all such tasks on the node share."""
    multi_instance_settings: _models.MultiInstanceSettings | None = model_field(
        "multiInstanceSettings", lambda: _models.MultiInstanceSettings
    )
    """Runs the task on several nodes at once, for MPI and the like. Left out: an ordinary task."""
    depends_on: _models.BatchTaskDependencies | None = model_field(
        "dependsOn", lambda: _models.BatchTaskDependencies
    )
    """Tasks to wait for. The job must have `uses_task_dependencies` set, else the add is refused with
    `TaskDependenciesNotSpecifiedOnJob`.
    """
    application_package_references: list[_models.BatchApplicationPackageReference] | None = model_list_field(
        "applicationPackageReferences", lambda: _models.BatchApplicationPackageReference
    )
    """Application packages to install on the node first. Packages of the pool are there already. A
    failed installation fails the task.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            id: str,
            command_line: str,
            display_name: str | None = None,
            exit_conditions: _models.ExitConditions | None = None,
            container_settings: _models.BatchTaskContainerSettings | None = None,
            resource_files: list[_models.ResourceFile] | None = None,
            output_files: list[_models.OutputFile] | None = None,
            environment_settings: list[_models.EnvironmentSetting] | None = None,
            affinity_info: _models.BatchAffinityInfo | None = None,
            constraints: _models.BatchTaskConstraints | None = None,
            required_slots: int | None = None,
            user_identity: _models.UserIdentity | None = None,
            multi_instance_settings: _models.MultiInstanceSettings | None = None,
            depends_on: _models.BatchTaskDependencies | None = None,
            application_package_references: list[_models.BatchApplicationPackageReference] | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchTaskCreateResult(Model, public="azure_batch_sdk.models"):
    """What became of one task of a `create_task_collection` call."""

    __slots__ = ()

    status: str | _models.BatchTaskAddStatus = enum_field("status", lambda: _models.BatchTaskAddStatus)
    """Whether the task was added."""
    task_id: str = plain_field("taskId")
    """The task this result is about."""
    etag: str | None = plain_field("eTag")
    """Version of the new task. None if it was not added."""
    last_modified: datetime.datetime | None = datetime_field("lastModified")
    """When the new task was created. None if it was not added."""
    location: str | None = plain_field("location")
    """Address of the new task in the service. None if it was not added."""
    error: _models.BatchError | None = model_field("error", lambda: _models.BatchError)
    """Why the task was not added; code `TaskExists` means that the id is taken, often by an earlier try
    of the same submission. None if it was added.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            status: str | _models.BatchTaskAddStatus,
            task_id: str,
            etag: str | None = None,
            last_modified: datetime.datetime | None = None,
            location: str | None = None,
            error: _models.BatchError | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchTaskDependencies(Model, public="azure_batch_sdk.models"):
    """Tasks of the same job that a task waits for."""

    __slots__ = ()

    task_ids: list[str] | None = list_field("taskIds")
    """Ids of the tasks to wait for; they may be added later. All ids together at most 64,000 characters
    (else `TaskDependencyListTooLong`): use ranges for more.
    """
    task_id_ranges: list[_models.BatchTaskIdRange] | None = model_list_field(
        "taskIdRanges", lambda: _models.BatchTaskIdRange
    )
    """Ranges of numeric ids to wait for. Every number in a range must have a task that succeeds; one
    missing id blocks forever.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            task_ids: list[str] | None = None,
            task_id_ranges: list[_models.BatchTaskIdRange] | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchTaskExecutionInfo(Model, public="azure_batch_sdk.models"):
    """How a task ran: times, exit code, failure, retries."""

    __slots__ = ()

    start_time: datetime.datetime | None = datetime_field("startTime")
    """When the latest run began, download of its files included. None if the task never ran or has been
    put back in the queue.
    """
    end_time: datetime.datetime | None = datetime_field("endTime")
    """When the task completed. None before."""
    exit_code: int | None = plain_field("exitCode")
    """Exit code of the command. None until it has ended, and if it never ran (a download failed, the
    program was not found, the task was terminated while waiting). A killed process leaves whatever
    the system gives.
    """
    container_info: _models.BatchTaskContainerExecutionInfo | None = model_field(
        "containerInfo", lambda: _models.BatchTaskContainerExecutionInfo
    )
    """The container the task ran in. None without `container_settings`."""
    failure_info: _models.BatchTaskFailureInfo | None = model_field(
        "failureInfo", lambda: _models.BatchTaskFailureInfo
    )
    """Why the task failed: there if and only if the task is completed with result `failure`."""
    retry_count: int = plain_field("retryCount")
    """How often the task was started again after an exit code other than 0."""
    last_retry_time: datetime.datetime | None = datetime_field("lastRetryTime")
    """When the latest retry began. None if there was none."""
    requeue_count: int = plain_field("requeueCount")
    """How often the task was put back in the queue because its node was removed, rebooted or lost, or
    the job was disabled. Not limited by `max_task_retry_count`.
    """
    last_requeue_time: datetime.datetime | None = datetime_field("lastRequeueTime")
    """When the task was last put back in the queue. None if it never was."""
    result: str | _models.BatchTaskExecutionResult | None = enum_field(
        "result", lambda: _models.BatchTaskExecutionResult
    )
    """`success` for exit code 0 and all uploads done, else `failure`. None until the task is completed."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            retry_count: int,
            requeue_count: int,
            start_time: datetime.datetime | None = None,
            end_time: datetime.datetime | None = None,
            exit_code: int | None = None,
            container_info: _models.BatchTaskContainerExecutionInfo | None = None,
            failure_info: _models.BatchTaskFailureInfo | None = None,
            last_retry_time: datetime.datetime | None = None,
            last_requeue_time: datetime.datetime | None = None,
            result: str | _models.BatchTaskExecutionResult | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchTaskFailureInfo(Model, public="azure_batch_sdk.models"):
    """Why a task failed."""

    __slots__ = ()

    category: str | _models.BatchErrorSourceCategory = enum_field(
        "category", lambda: _models.BatchErrorSourceCategory
    )
    """Whose fault it is: the user's or the service's."""
    code: str | None = plain_field("code")
    """For programs: `FailureExitCode`, `TaskEnded` (terminated, or over its time limit),
    `CommandProgramNotFound`, `BlobAccessDenied`, `FileUploadContainerNotFound`, `DiskFull` and so on.
    """
    message: str | None = plain_field("message")
    """For people; the wording may change."""
    details: list[_models.NameValuePair] | None = model_list_field("details", lambda: _models.NameValuePair)
    """More about the failure as pairs of text, such as the `FilePath` of a file that could not be
    fetched. None or empty if there is no more to say.
    """

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


class BatchTaskGroup(Model, public="azure_batch_sdk.models"):
    """Tasks to add to a job with one `create_task_collection` call."""

    __slots__ = ()

    _renamed = MappingProxyType({"values_property": "task_values"})

    task_values: list[_models.BatchTaskCreateOptions] = model_list_field(
        "value", lambda: _models.BatchTaskCreateOptions
    )
    """The tasks to add. The whole request must also stay below about 512,000 characters; `create_tasks`
    splits any number of tasks by both limits. At most 100 items.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, task_values: list[_models.BatchTaskCreateOptions]) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchTaskIdRange(Model, public="azure_batch_sdk.models"):
    """A range of numeric task ids; ids count as numbers, so `4` and `004` are the same."""

    __slots__ = ()

    start: int = plain_field("start")
    """First number of the range."""
    end: int = plain_field("end")
    """Last number of the range, itself included."""

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, start: int, end: int) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchTaskSlotCounts(Model, public="azure_batch_sdk.models"):
    """Slots taken by the tasks of a job, by state: each task counts with its `required_slots`."""

    __slots__ = ()

    active: int = plain_field("active")
    """Slots that the waiting tasks will need."""
    running: int = plain_field("running")
    """Slots of the tasks that are running or `preparing`."""
    completed: int = plain_field("completed")
    """Slots of the tasks that have ended: `succeeded` plus `failed`."""
    succeeded: int = plain_field("succeeded")
    """Slots of the completed tasks with result `success`."""
    failed: int = plain_field("failed")
    """Slots of the completed tasks with result `failure`."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self, *, active: int, running: int, completed: int, succeeded: int, failed: int
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchTaskStatistics(Model, public="azure_batch_sdk.models"):
    """Resources that one task has used; about 30 minutes behind."""

    __slots__ = ()

    url: str = plain_field("url")
    """Address of these statistics in the service."""
    start_time: datetime.datetime = datetime_field("startTime")
    """Beginning of the time that the figures cover."""
    last_update_time: datetime.datetime = datetime_field("lastUpdateTime")
    """End of the time that the figures cover."""
    user_cpu_time: datetime.timedelta = duration_field("userCPUTime")
    """CPU time spent in user mode, summed over all cores."""
    kernel_cpu_time: datetime.timedelta = duration_field("kernelCPUTime")
    """CPU time spent in the kernel, summed over all cores."""
    wall_clock_time: datetime.timedelta = duration_field("wallClockTime")
    """How long the task ran, all its retries included; up to `last_update_time` if it still runs."""
    read_iops: int = int64_field("readIOps")
    """Number of disk reads (a total, not a rate)."""
    write_iops: int = int64_field("writeIOps")
    """Number of disk writes (a total, not a rate)."""
    read_io_gib: float = plain_field("readIOGiB")
    """Amount read from disk, in GiB."""
    write_io_gib: float = plain_field("writeIOGiB")
    """Amount written to disk, in GiB."""
    wait_time: datetime.timedelta = duration_field("waitTime")
    """How long the task waited, from its creation to the start of the latest run."""

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
            wait_time: datetime.timedelta,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class ExitCodeMapping(Model, public="azure_batch_sdk.models"):
    """What to do when a task ends with one certain exit code."""

    __slots__ = ()

    code: int = plain_field("code")
    """Exit code that this applies to. On Windows codes above 2,147,483,647 appear as negative numbers."""
    exit_options: _models.ExitOptions = model_field("exitOptions", lambda: _models.ExitOptions)
    """What to do then."""

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, code: int, exit_options: _models.ExitOptions) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class ExitCodeRangeMapping(Model, public="azure_batch_sdk.models"):
    """What to do when a task ends with an exit code of a range."""

    __slots__ = ()

    start: int = plain_field("start")
    """Lowest exit code of the range."""
    end: int = plain_field("end")
    """Highest exit code of the range, itself included."""
    exit_options: _models.ExitOptions = model_field("exitOptions", lambda: _models.ExitOptions)
    """What to do then."""

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, start: int, end: int, exit_options: _models.ExitOptions) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class ExitConditions(Model, public="azure_batch_sdk.models"):
    """What the job and dependent tasks do, by how a task ends; the most specific entry that fits is
    used.
    """

    __slots__ = ()

    exit_codes: list[_models.ExitCodeMapping] | None = model_list_field(
        "exitCodes", lambda: _models.ExitCodeMapping
    )
    """Answers to single exit codes. The only entry besides `exit_code_ranges` that can apply to exit
    code 0.
    """
    exit_code_ranges: list[_models.ExitCodeRangeMapping] | None = model_list_field(
        "exitCodeRanges", lambda: _models.ExitCodeRangeMapping
    )
    """Answers to ranges of exit codes."""
    pre_processing_error: _models.ExitOptions | None = model_field(
        "preProcessingError", lambda: _models.ExitOptions
    )
    """Answer if the command could not be started: a file was not fetched, the program not found, the
    container not made. Left out: `default` applies.
    """
    file_upload_error: _models.ExitOptions | None = model_field(
        "fileUploadError", lambda: _models.ExitOptions
    )
    """Answer if an output file could not be uploaded. An entry for the exit code goes first; left out,
    `default` applies.
    """
    default: _models.ExitOptions | None = model_field("default", lambda: _models.ExitOptions)
    """Answer to every other failure. Never used for exit code 0, even if no entry names it."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            exit_codes: list[_models.ExitCodeMapping] | None = None,
            exit_code_ranges: list[_models.ExitCodeRangeMapping] | None = None,
            pre_processing_error: _models.ExitOptions | None = None,
            file_upload_error: _models.ExitOptions | None = None,
            default: _models.ExitOptions | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class ExitOptions(Model, public="azure_batch_sdk.models"):
    """What happens to the job and to dependent tasks when a task ends in a certain way."""

    __slots__ = ()

    job_action: str | _models.BatchJobActionKind | None = enum_field(
        "jobAction", lambda: _models.BatchJobActionKind
    )
    """What to do with the job. Needs `task_failure_mode=performexitoptionsjobaction` on the job, else
    the add is refused. Careful, left out means `none` for exit code 0 but `terminate` for everything
    else.
    """
    dependency_action: str | _models.DependencyAction | None = enum_field(
        "dependencyAction", lambda: _models.DependencyAction
    )
    """Whether tasks that depend on this one may run. Needs `uses_task_dependencies` on the job. Left
    out: `satisfy` for exit code 0, `block` for everything else.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            job_action: str | _models.BatchJobActionKind | None = None,
            dependency_action: str | _models.DependencyAction | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class MultiInstanceSettings(Model, public="azure_batch_sdk.models"):
    """Runs a task on several nodes at once; needs a pool with inter-node communication and one slot a
    node, else the task stays `active` forever.
    """

    __slots__ = ()

    number_of_instances: int | None = plain_field("numberOfInstances")
    """Nodes to run on, the primary included. The task starts when that many are free together. Default:
    1.
    """
    coordination_command_line: str = plain_field("coordinationCommandLine")
    """Runs on every node first, typically to start the background service (such as `smpd`) that the
    instances talk through; it must return 0 before the primary runs the task's own command line. Not
    run by a shell.
    """
    common_resource_files: list[_models.ResourceFile] | None = model_list_field(
        "commonResourceFiles", lambda: _models.ResourceFile
    )
    """Files for all instances, put into the task directory (one above `wd`). The task's `resource_files`
    go to the primary only.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            coordination_command_line: str,
            number_of_instances: int | None = None,
            common_resource_files: list[_models.ResourceFile] | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...
