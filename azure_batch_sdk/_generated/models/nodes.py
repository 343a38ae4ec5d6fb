# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""Models of nodes."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any, overload

from azure.core import CaseInsensitiveEnumMeta

from ..._runtime.fields import datetime_field, enum_field, model_field, model_list_field, plain_field
from ..._runtime.model import Model
from .. import models as _models


class BatchNodeDeallocateOption(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """What happens to running tasks when a node is deallocated."""

    REQUEUE = "requeue"
    """Kills running tasks and puts them back in the queue, to start afresh as soon as a node is free;
    deallocates at once.
    """
    TERMINATE = "terminate"
    """Kills running tasks for good: they complete as failures and are not run again; deallocates at
    once.
    """
    TASK_COMPLETION = "taskcompletion"
    """Lets running tasks finish and starts no new ones; deallocates when the last has ended, which may
    take forever with a task without a time limit.
    """
    RETAINED_DATA = "retaineddata"
    """Lets running tasks finish, then waits until the retention time of all tasks on the node is over (7
    days unless set); deallocates only then. Paid for all along. Gone in api-version 2026-10-01.
    """


class BatchNodeDisableSchedulingOption(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """What happens to running tasks when a node stops taking new ones."""

    REQUEUE = "requeue"
    """Kills running tasks and puts them back in the queue, to start afresh as soon as a node is free;
    the node goes `offline` at once.
    """
    TERMINATE = "terminate"
    """Kills running tasks for good: they complete as failures and are not run again; the node goes
    `offline` at once.
    """
    TASK_COMPLETION = "taskcompletion"
    """Lets running tasks finish and starts no new ones; the node goes `offline` when the last has ended,
    which may take forever with a task without a time limit.
    """


class BatchNodeRebootKind(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """What happens to running tasks when a node is rebooted."""

    REQUEUE = "requeue"
    """Kills running tasks and puts them back in the queue, to start afresh as soon as a node is free;
    reboots at once.
    """
    TERMINATE = "terminate"
    """Kills running tasks for good: they complete as failures and are not run again; reboots at once."""
    TASK_COMPLETION = "taskcompletion"
    """Lets running tasks finish and starts no new ones; reboots when the last has ended, which may take
    forever with a task without a time limit.
    """
    RETAINED_DATA = "retaineddata"
    """Lets running tasks finish, then waits until the retention time of all tasks on the node is over (7
    days unless set); reboots only then. Paid for all along. Gone in api-version 2026-10-01.
    """


class BatchNodeReimageOption(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """What happens to running tasks when a node is reimaged."""

    REQUEUE = "requeue"
    """Kills running tasks and puts them back in the queue, to start afresh as soon as a node is free;
    reimages at once.
    """
    TERMINATE = "terminate"
    """Kills running tasks for good: they complete as failures and are not run again; reimages at once."""
    TASK_COMPLETION = "taskcompletion"
    """Lets running tasks finish and starts no new ones; reimages when the last has ended, which may take
    forever with a task without a time limit.
    """
    RETAINED_DATA = "retaineddata"
    """Lets running tasks finish, then waits until the retention time of all tasks on the node is over (7
    days unless set); reimages only then. Paid for all along. Gone in api-version 2026-10-01.
    """


class BatchNodeState(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """What a node is doing."""

    IDLE = "idle"
    """Ready, and runs no task. `running` comes with the next task."""
    REBOOTING = "rebooting"
    """Reboots because it was asked to. `starting` comes next."""
    REIMAGING = "reimaging"
    """Gets its system disk anew because it was asked to. `starting` comes next."""
    RUNNING = "running"
    """Runs at least one task (start task not counted). `idle` comes when all have ended."""
    UNUSABLE = "unusable"
    """Cannot run tasks because something is broken; see `errors`. Paid for all the same: reboot, reimage
    or remove it if the service does not recover it.
    """
    CREATING = "creating"
    """Its virtual machine is there but has not joined the pool. `starting` comes next."""
    STARTING = "starting"
    """The Batch agent starts on it. `waitingforstarttask` or `idle` comes next."""
    WAITING_FOR_START_TASK = "waitingforstarttask"
    """The start task runs, and tasks must wait for its success. `idle` or `starttaskfailed` comes next."""
    START_TASK_FAILED = "starttaskfailed"
    """The start task has failed after all retries, and the node takes no tasks but is paid for. See
    `start_task_info`; mend the start task on the pool, then reboot the node or remove it.
    """
    UNKNOWN = "unknown"
    """The service has lost contact with it. Any state may come next; its tasks may be run elsewhere."""
    LEAVING_POOL = "leavingpool"
    """Is being removed from the pool, then gone with all files on it."""
    OFFLINE = "offline"
    """Takes no tasks because scheduling is disabled, and runs none. `idle` comes with
    `enable_node_scheduling`.
    """
    PREEMPTED = "preempted"
    """Azure has taken the spot node away; its tasks are queued again. It may come back by way of
    `creating`.
    """
    UPGRADING_OS = "upgradingos"
    """Its operating system is being upgraded. `starting` comes next."""
    DEALLOCATED = "deallocated"
    """Its virtual machine is stopped and given back. Stays so, still in the pool, until
    `begin_start_node`.
    """
    DEALLOCATING = "deallocating"
    """Is being stopped. `deallocated` comes next."""


class BatchStartTaskState(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """Whether the start task of a node runs."""

    RUNNING = "running"
    """Runs now, or is about to be tried again. `completed` comes next."""
    COMPLETED = "completed"
    """Has ended: successfully, or after all retries have failed. Runs again with the next boot."""


class SchedulingState(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """Whether a node takes new tasks."""

    ENABLED = "enabled"
    """Takes tasks if its `state` allows it."""
    DISABLED = "disabled"
    """Takes no new tasks until `enable_node_scheduling`; those already running may go on."""


class BatchNode(Model, public="azure_batch_sdk.models"):
    """A node of a pool: a virtual machine that runs tasks."""

    __slots__ = ()

    id: str = plain_field("id", read_only=True)
    """Unique within the pool; made by the service (`tvmps_...`)."""
    url: str = plain_field("url", read_only=True)
    """Address of the node in the service."""
    state: str | _models.BatchNodeState = enum_field("state", lambda: _models.BatchNodeState, read_only=True)
    """What the node is doing. Only `idle` and `running` nodes take tasks."""
    scheduling_state: str | _models.SchedulingState | None = enum_field(
        "schedulingState", lambda: _models.SchedulingState, read_only=True
    )
    """Whether the node takes new tasks. Separate from `state`."""
    state_transition_time: datetime.datetime = datetime_field("stateTransitionTime", read_only=True)
    """When `state` was entered."""
    last_boot_time: datetime.datetime | None = datetime_field("lastBootTime", read_only=True)
    """When the node last started. None while it is being created; moves when a reboot is over, not when
    it begins.
    """
    allocation_time: datetime.datetime = datetime_field("allocationTime", read_only=True)
    """When the node was given to the pool; it has been paid for since then."""
    ip_address: str | None = plain_field("ipAddress", read_only=True)
    """Private IPv4 address, as other nodes of the pool see it. None while the node is being created."""
    ipv6_address: str | None = plain_field("ipv6Address", read_only=True)
    """Private IPv6 address. None if the pool has none, and while the node is being created."""
    affinity_id: str = plain_field("affinityId", read_only=True)
    """Text to pass as `BatchAffinityInfo.affinity_id` for a task that should run here."""
    vm_size: str = plain_field("vmSize", read_only=True)
    """Size of the virtual machine, in lower case whatever was asked for. All nodes of a pool have the
    same.
    """
    total_tasks_run: int = plain_field("totalTasksRun", read_only=True)
    """Tasks run here since the node joined the pool, job manager tasks included, preparation, release
    and start tasks not.
    """
    running_tasks_count: int | None = plain_field("runningTasksCount", read_only=True)
    """Tasks running here now, job manager tasks included, preparation, release and start tasks not."""
    running_task_slots_count: int | None = plain_field("runningTaskSlotsCount", read_only=True)
    """Scheduling slots taken by the running tasks; the rest of the pool's `task_slots_per_node` is free."""
    total_tasks_succeeded: int | None = plain_field("totalTasksSucceeded", read_only=True)
    """Tasks that ended here with exit code 0 since the node joined the pool, counted like
    `total_tasks_run`.
    """
    recent_tasks: list[_models.BatchTaskInfo] | None = model_list_field(
        "recentTasks", lambda: _models.BatchTaskInfo, read_only=True
    )
    """Tasks whose state changed here lately. None until a task has run."""
    start_task: _models.BatchStartTask | None = model_field(
        "startTask", lambda: _models.BatchStartTask, read_only=True
    )
    """The start task as this node knows it. After a change on the pool the node keeps the old one until
    it is rebooted or reimaged.
    """
    start_task_info: _models.BatchStartTaskInfo | None = model_field(
        "startTaskInfo", lambda: _models.BatchStartTaskInfo, read_only=True
    )
    """How the latest run of the start task went. None without a start task, and before it has run."""
    errors: list[_models.BatchNodeError] | None = model_list_field(
        "errors", lambda: _models.BatchNodeError, read_only=True
    )
    """What is wrong with the node; look here if it is `unusable` or `starttaskfailed`. None if all is
    well.
    """
    is_dedicated: bool | None = plain_field("isDedicated", read_only=True)
    """`True` for a dedicated node, `False` for a spot (low-priority) one, which Azure may take away."""
    endpoint_configuration: _models.BatchNodeEndpointConfiguration | None = model_field(
        "endpointConfiguration", lambda: _models.BatchNodeEndpointConfiguration, read_only=True
    )
    """Public addresses and ports that lead to this node. None on nodes without any, and while it is
    being created.
    """
    node_agent_info: _models.BatchNodeAgentInfo | None = model_field(
        "nodeAgentInfo", lambda: _models.BatchNodeAgentInfo, read_only=True
    )
    """Version of the Batch agent on the node. None while the node is being created."""
    virtual_machine_info: _models.VirtualMachineInfo | None = model_field(
        "virtualMachineInfo", lambda: _models.VirtualMachineInfo, read_only=True
    )
    """Image and virtual machine behind the node. May be None while the node is being created."""
    public_ip_address: str | None = plain_field("publicIPAddress", read_only=True)
    """Public IPv4 address. None if the pool has none. Since api-version 2026-10-01."""
    public_ipv6_address: str | None = plain_field("publicIPv6Address", read_only=True)
    """Public IPv6 address. None if the pool has none. Since api-version 2026-10-01."""

    if TYPE_CHECKING:

        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...


class BatchNodeAgentInfo(Model, public="azure_batch_sdk.models"):
    """The Batch agent, the program of the service that runs tasks on a node."""

    __slots__ = ()

    version: str = plain_field("version")
    """Version number of the agent."""
    last_update_time: datetime.datetime = datetime_field("lastUpdateTime")
    """When the agent was last updated on the node. A reboot does not move it."""

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, version: str, last_update_time: datetime.datetime) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchNodeDeallocateOptions(Model, public="azure_batch_sdk.models"):
    """How `begin_deallocate_node` treats running tasks."""

    __slots__ = ()

    node_deallocate_option: str | _models.BatchNodeDeallocateOption | None = enum_field(
        "nodeDeallocateOption", lambda: _models.BatchNodeDeallocateOption
    )
    """What happens to tasks running on the node, and so when it stops. Default: `requeue`."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self, *, node_deallocate_option: str | _models.BatchNodeDeallocateOption | None = None
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchNodeDisableSchedulingOptions(Model, public="azure_batch_sdk.models"):
    """How `disable_node_scheduling` treats running tasks."""

    __slots__ = ()

    node_disable_scheduling_option: str | _models.BatchNodeDisableSchedulingOption | None = enum_field(
        "nodeDisableSchedulingOption", lambda: _models.BatchNodeDisableSchedulingOption
    )
    """What happens to tasks running on the node. Default: `requeue`."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            node_disable_scheduling_option: str | _models.BatchNodeDisableSchedulingOption | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchNodeEndpointConfiguration(Model, public="azure_batch_sdk.models"):
    """The ways into a node from outside."""

    __slots__ = ()

    inbound_endpoints: list[_models.InboundEndpoint] = model_list_field(
        "inboundEndpoints", lambda: _models.InboundEndpoint
    )
    """One entry for each port of the node that can be reached from outside."""

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, inbound_endpoints: list[_models.InboundEndpoint]) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchNodeError(Model, public="azure_batch_sdk.models"):
    """Something wrong with a node."""

    __slots__ = ()

    code: str | None = plain_field("code")
    """For programs to test, such as `ApplicationPackageError` or `DiskFull`."""
    message: str | None = plain_field("message")
    """For people; the wording may change."""
    error_details: list[_models.NameValuePair] | None = model_list_field(
        "errorDetails", lambda: _models.NameValuePair
    )
    """More about the error as pairs of text. None or empty if there is no more to say."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            code: str | None = None,
            message: str | None = None,
            error_details: list[_models.NameValuePair] | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchNodeRebootOptions(Model, public="azure_batch_sdk.models"):
    """How `begin_reboot_node` treats running tasks."""

    __slots__ = ()

    node_reboot_kind: str | _models.BatchNodeRebootKind | None = enum_field(
        "nodeRebootOption", lambda: _models.BatchNodeRebootKind
    )
    """What happens to tasks running on the node, and so when it reboots. Default: `requeue`."""

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, node_reboot_kind: str | _models.BatchNodeRebootKind | None = None) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchNodeReimageOptions(Model, public="azure_batch_sdk.models"):
    """How `begin_reimage_node` treats running tasks."""

    __slots__ = ()

    node_reimage_option: str | _models.BatchNodeReimageOption | None = enum_field(
        "nodeReimageOption", lambda: _models.BatchNodeReimageOption
    )
    """What happens to tasks running on the node, and so when it is reimaged. Default: `requeue`."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self, *, node_reimage_option: str | _models.BatchNodeReimageOption | None = None
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchNodeRemoteLoginSettings(Model, public="azure_batch_sdk.models"):
    """Where to connect for SSH or remote desktop on a node."""

    __slots__ = ()

    ipv6_remote_login_ip_address: str | None = plain_field("ipv6RemoteLoginIPAddress")
    """Public IPv6 address to connect to. None unless the pool has IPv6."""
    ipv6_remote_login_port: int | None = plain_field("ipv6RemoteLoginPort")
    """Port to connect to at the IPv6 address. None unless the pool has IPv6."""
    remote_login_ip_address: str = plain_field("remoteLoginIPAddress")
    """Public IPv4 address to connect to, often shared by many nodes."""
    remote_login_port: int = plain_field("remoteLoginPort")
    """Port to connect to; leads to port 22 (Linux) or 3389 (Windows) of this node."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            remote_login_ip_address: str,
            remote_login_port: int,
            ipv6_remote_login_ip_address: str | None = None,
            ipv6_remote_login_port: int | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchNodeUserCreateOptions(Model, public="azure_batch_sdk.models"):
    """A user account to create on a node, for SSH or remote desktop."""

    __slots__ = ()

    name: str = plain_field("name")
    """Name to log in with; must not be taken on the node."""
    is_admin: bool | None = plain_field("isAdmin")
    """`True` makes the user an administrator (Windows) or lets it use sudo (Linux). Default: `False`."""
    expiry_time: datetime.datetime | None = datetime_field("expiryTime")
    """When the account stops working: one day from now if left out. Linux nodes keep whole days only."""
    password: str | None = plain_field("password")
    """Password to log in with. Needed on Windows; on Linux give this or `ssh_public_key`. The service
    never shows it again.
    """
    ssh_public_key: str | None = plain_field("sshPublicKey")
    """Public key to log in with, as it stands in `id_rsa.pub`. Linux only; refused on Windows nodes."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            name: str,
            is_admin: bool | None = None,
            expiry_time: datetime.datetime | None = None,
            password: str | None = None,
            ssh_public_key: str | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchNodeUserReplaceOptions(Model, public="azure_batch_sdk.models"):
    """New login data of a user account on a node; what is left out is reset, not kept."""

    __slots__ = ()

    password: str | None = plain_field("password")
    """New password. Needed on Windows; left out on Linux, the old password is removed."""
    expiry_time: datetime.datetime | None = datetime_field("expiryTime")
    """When the account stops working: one day from now if left out, whatever was set before. Linux nodes
    keep whole days only.
    """
    ssh_public_key: str | None = plain_field("sshPublicKey")
    """New public key. Linux only; refused on Windows nodes. Left out, the old key is removed."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            password: str | None = None,
            expiry_time: datetime.datetime | None = None,
            ssh_public_key: str | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchNodeVMExtension(Model, public="azure_batch_sdk.models"):
    """A virtual machine extension on a node, and how its installation went."""

    __slots__ = ()

    provisioning_state: str | None = plain_field("provisioningState")
    """How far the installation has got, in Azure's words, such as `Succeeded` or `Failed`."""
    vm_extension: _models.VMExtension | None = model_field("vmExtension", lambda: _models.VMExtension)
    """The extension as the pool asks for it. Protected settings are not shown."""
    instance_view: _models.VMExtensionInstanceView | None = model_field(
        "instanceView", lambda: _models.VMExtensionInstanceView
    )
    """What the extension itself reports from the node."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            provisioning_state: str | None = None,
            vm_extension: _models.VMExtension | None = None,
            instance_view: _models.VMExtensionInstanceView | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchStartTaskInfo(Model, public="azure_batch_sdk.models"):
    """How the start task of a node ran; always the most recent run."""

    __slots__ = ()

    state: str | _models.BatchStartTaskState = enum_field("state", lambda: _models.BatchStartTaskState)
    """Whether it runs or has ended."""
    start_time: datetime.datetime = datetime_field("startTime")
    """When the most recent run began; each boot, reimaging and retry begins a new one."""
    end_time: datetime.datetime | None = datetime_field("endTime")
    """When the most recent run ended. None while it runs."""
    exit_code: int | None = plain_field("exitCode")
    """Exit code of the command. None while it runs, and if it could not be started."""
    container_info: _models.BatchTaskContainerExecutionInfo | None = model_field(
        "containerInfo", lambda: _models.BatchTaskContainerExecutionInfo
    )
    """The container it ran in. None without container settings."""
    failure_info: _models.BatchTaskFailureInfo | None = model_field(
        "failureInfo", lambda: _models.BatchTaskFailureInfo
    )
    """Why it failed. None while it runs and after success."""
    retry_count: int = plain_field("retryCount")
    """How often it was started again after an exit code other than 0."""
    last_retry_time: datetime.datetime | None = datetime_field("lastRetryTime")
    """When the latest retry began. None if there was none."""
    result: str | _models.BatchTaskExecutionResult | None = enum_field(
        "result", lambda: _models.BatchTaskExecutionResult
    )
    """Whether it succeeded. None while it runs; for the reason of a failure see `failure_info`."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            state: str | _models.BatchStartTaskState,
            start_time: datetime.datetime,
            retry_count: int,
            end_time: datetime.datetime | None = None,
            exit_code: int | None = None,
            container_info: _models.BatchTaskContainerExecutionInfo | None = None,
            failure_info: _models.BatchTaskFailureInfo | None = None,
            last_retry_time: datetime.datetime | None = None,
            result: str | _models.BatchTaskExecutionResult | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchTaskInfo(Model, public="azure_batch_sdk.models"):
    """A task that ran on a node lately."""

    __slots__ = ()

    task_url: str | None = plain_field("taskUrl")
    """Address of the task in the service."""
    job_id: str | None = plain_field("jobId")
    """Job that the task belongs to."""
    task_id: str | None = plain_field("taskId")
    """Id of the task within its job."""
    subtask_id: int | None = plain_field("subtaskId")
    """Number of the instance if the task is a multi-instance one. None otherwise."""
    task_state: str | _models.BatchTaskState = enum_field("taskState", lambda: _models.BatchTaskState)
    """State of the task."""
    execution_info: _models.BatchTaskExecutionInfo | None = model_field(
        "executionInfo", lambda: _models.BatchTaskExecutionInfo
    )
    """How the task ran."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            task_state: str | _models.BatchTaskState,
            task_url: str | None = None,
            job_id: str | None = None,
            task_id: str | None = None,
            subtask_id: int | None = None,
            execution_info: _models.BatchTaskExecutionInfo | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class InboundEndpoint(Model, public="azure_batch_sdk.models"):
    """A public port that leads to a port of one node."""

    __slots__ = ()

    name: str = plain_field("name")
    """Name of the pool's NAT pool, a period and a number: `ssh.0`."""
    protocol: str | _models.InboundEndpointProtocol = enum_field(
        "protocol", lambda: _models.InboundEndpointProtocol
    )
    """Protocol that is let through."""
    public_ip_address: str = plain_field("publicIPAddress")
    """Public address to connect to."""
    public_fqdn: str = plain_field("publicFQDN")
    """Public host name to connect to, as an alternative to the address."""
    frontend_port: int = plain_field("frontendPort")
    """Public port to connect to; differs from node to node."""
    backend_port: int = plain_field("backendPort")
    """Port on the node that it leads to."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            name: str,
            protocol: str | _models.InboundEndpointProtocol,
            public_ip_address: str,
            public_fqdn: str,
            frontend_port: int,
            backend_port: int,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class UploadBatchServiceLogsOptions(Model, public="azure_batch_sdk.models"):
    """Which logs of the Batch agent to upload, and where to."""

    __slots__ = ()

    container_url: str = plain_field("containerUrl")
    """Blob container to upload to. Needs a SAS with write permission in the URL, valid long enough for
    the upload, unless `identity_reference` is given.
    """
    start_time: datetime.datetime = datetime_field("startTime")
    """Start of the time of interest. Whole log files are uploaded, so earlier lines may come along."""
    end_time: datetime.datetime | None = datetime_field("endTime")
    """End of the time of interest. Left out: up to now. Keep the span short: logs can be large."""
    identity_reference: _models.BatchNodeIdentityReference | None = model_field(
        "identityReference", lambda: _models.BatchNodeIdentityReference
    )
    """Managed identity to write with, if the URL has no SAS."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            container_url: str,
            start_time: datetime.datetime,
            end_time: datetime.datetime | None = None,
            identity_reference: _models.BatchNodeIdentityReference | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class UploadBatchServiceLogsResult(Model, public="azure_batch_sdk.models"):
    """Where the logs of a node go, and how many files there are."""

    __slots__ = ()

    virtual_directory_name: str = plain_field("virtualDirectoryName")
    """Prefix of the blobs in the container: account, pool, node and a new id, so that uploads never
    overwrite one another.
    """
    number_of_files_uploaded: int = plain_field("numberOfFilesUploaded")
    """How many files are sent. 0 if there is no log of the time asked for."""

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, virtual_directory_name: str, number_of_files_uploaded: int) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class VirtualMachineInfo(Model, public="azure_batch_sdk.models"):
    """The image and the virtual machine behind a node."""

    __slots__ = ()

    image_reference: _models.BatchVmImageReference | None = model_field(
        "imageReference", lambda: _models.BatchVmImageReference
    )
    """Image the node runs, with the `exact_version` that `latest` stood for, where known."""
    scale_set_vm_resource_id: str | None = plain_field("scaleSetVmResourceId")
    """Azure Resource Manager id of the virtual machine. Only in accounts whose pools live in the user's
    own subscription.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            image_reference: _models.BatchVmImageReference | None = None,
            scale_set_vm_resource_id: str | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...
