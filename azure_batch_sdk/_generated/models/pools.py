# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""Models of pools."""

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
    list_field,
    model_field,
    model_list_field,
    plain_field,
)
from ..._runtime.model import Model
from .. import models as _models


class AllocationState(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """Whether a pool is changing its size."""

    STEADY = "steady"
    """The size is settled, though not always at the target: see `resize_errors`. Only now can the pool
    be resized and nodes be removed.
    """
    RESIZING = "resizing"
    """Nodes are being added or removed. A new pool starts here. `STEADY` comes next, at the target, on
    an error or on timeout.
    """
    STOPPING = "stopping"
    """A resize is being broken off, on request or because the pool is being deleted. Normally `STEADY`
    follows; in a delete, `RESIZING` down to 0.
    """


class BatchJobDefaultOrder(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """Which of several jobs with the same priority gets free task slots first."""

    NONE = "none"
    """No order is promised."""
    CREATION_TIME = "creationtime"
    """Tasks of the older job go first."""


class BatchNodeDeallocationOption(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """What becomes of running tasks when their node is removed from the pool."""

    REQUEUE = "requeue"
    """Kill them and put them back in the queue; they start anew on another node. Nodes leave at once.
    Work done so far is lost.
    """
    TERMINATE = "terminate"
    """Kill them for good: they end as failed and are not run again. Nodes leave at once."""
    TASK_COMPLETION = "taskcompletion"
    """Let them finish and start no new ones; each node leaves when its tasks are done. Can take as long
    as the longest task.
    """
    RETAINED_DATA = "retaineddata"
    """Let them finish, then wait until the retention time of all tasks on the node is over. Nodes are
    paid for until then: days, with the usual retention of seven. Deprecated. Gone in api-version
    2026-10-01.
    """


class BatchNodeFillType(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """How tasks are laid over the nodes of a pool."""

    SPREAD = "spread"
    """Evenly over all nodes: least contention on each node."""
    PACK = "pack"
    """Fill the slots of one node before using the next: leaves nodes empty for scaling down."""


class BatchPoolIdentityType(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """Whether a pool has managed identities."""

    USER_ASSIGNED = "UserAssigned"
    """It has those listed in `user_assigned_identities`."""
    NONE = "None"
    """It has no identity; nodes cannot get tokens of their own."""


class BatchPoolState(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """Whether a pool is in use or on its way out."""

    ACTIVE = "active"
    """Usable. Its nodes may still be on their way: see `AllocationState`."""
    DELETING = "deleting"
    """Being deleted; cannot be undone. Running tasks are requeued, nodes are removed, then the pool is
    gone (404). Changes are refused with 409 `PoolBeingDeleted`.
    """


class AutoScaleRun(Model, public="azure_batch_sdk.models"):
    """Outcome of one evaluation of an auto-scale formula, real or on trial."""

    __slots__ = ()

    timestamp: datetime.datetime = datetime_field("timestamp")
    """When the formula was evaluated."""
    results: str | None = plain_field("results")
    """Final value of every variable, as `$name=value` joined by `;`. The targets and
    `$NodeDeallocationOption` come first, even those the formula does not set; then your own variables
    by name. Present next to `error` too.
    """
    error: _models.AutoScaleRunError | None = model_field("error", lambda: _models.AutoScaleRunError)
    """Why the evaluation failed. If set, the size of the pool was not changed. Absent after a good run."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            timestamp: datetime.datetime,
            results: str | None = None,
            error: _models.AutoScaleRunError | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class AutoScaleRunError(Model, public="azure_batch_sdk.models"):
    """Why an auto-scale formula could not be evaluated."""

    __slots__ = ()

    code: str | None = plain_field("code")
    """For programs: `AutoScalingFormulaEvaluationError` (such as an unknown variable) or
    `InsufficientSampleData` (fewer samples than `GetSample` asked for).
    """
    message: str | None = plain_field("message")
    """Sentence for people. The place in the formula is not here but in `error_values`."""
    error_values: list[_models.NameValuePair] | None = model_list_field(
        "values", lambda: _models.NameValuePair
    )
    """Details. Usually one entry named `Message` that points at the place: `Line 1, Col 37: ...`,
    counted from 1.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            code: str | None = None,
            message: str | None = None,
            error_values: list[_models.NameValuePair] | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchNodeCounts(Model, public="azure_batch_sdk.models"):
    """How many nodes of one kind a pool has in each node state."""

    __slots__ = ()

    creating: int = plain_field("creating")
    """VM obtained, but not yet joined to the pool."""
    idle: int = plain_field("idle")
    """Ready and without a task. You pay for these all the same."""
    offline: int = plain_field("offline")
    """Scheduling is disabled on them and no task runs."""
    preempted: int = plain_field("preempted")
    """Spot nodes that Azure took back. Their tasks are requeued; the service tries to get the nodes
    again.
    """
    rebooting: int = plain_field("rebooting")
    """Restarting on request."""
    reimaging: int = plain_field("reimaging")
    """Being set back to the fresh OS image, which erases their local disks."""
    running: int = plain_field("running")
    """At least one task is running, the start task not counted."""
    starting: int = plain_field("starting")
    """The Batch agent on them is coming up."""
    start_task_failed: int = plain_field("startTaskFailed")
    """The start task failed for good and `wait_for_success` holds them back. They run no tasks but are
    paid for: fix the start task, then reboot or remove them.
    """
    leaving_pool: int = plain_field("leavingPool")
    """On their way out, after a resize, a removal or a pool delete."""
    unknown: int = plain_field("unknown")
    """The service has lost contact with them."""
    unusable: int = plain_field("unusable")
    """Broken; they take no tasks but may still be paid for. `BatchNode.errors` says why."""
    waiting_for_start_task: int = plain_field("waitingForStartTask")
    """The start task is still running and tasks must wait for it."""
    deallocated: int = plain_field("deallocated")
    """VM stopped and its compute released. The node still belongs to the pool and can be started again."""
    deallocating: int = plain_field("deallocating")
    """On the way to `deallocated`."""
    total: int = plain_field("total")
    """All nodes of this kind, whatever their state."""
    upgrading_os: int = plain_field("upgradingOS")
    """Being moved to a newer OS image."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            creating: int,
            idle: int,
            offline: int,
            preempted: int,
            rebooting: int,
            reimaging: int,
            running: int,
            starting: int,
            start_task_failed: int,
            leaving_pool: int,
            unknown: int,
            unusable: int,
            waiting_for_start_task: int,
            deallocated: int,
            deallocating: int,
            total: int,
            upgrading_os: int,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchNodeRemoveOptions(Model, public="azure_batch_sdk.models"):
    """Which nodes to take out of a pool, and how."""

    __slots__ = ()

    node_ids: list[str] = list_field("nodeList")
    """Ids of the nodes to remove. For more than one request allows, send several, each after the pool is
    steady again. At most 100 items.
    """
    resize_timeout: datetime.timedelta | None = duration_field("resizeTimeout")
    """How long the removal may take before the service gives up on it. Less than the minimum is refused
    with 400. Default: `PT15M`. At least `PT5M`.
    """
    node_deallocation_option: str | _models.BatchNodeDeallocationOption | None = enum_field(
        "nodeDeallocationOption", lambda: _models.BatchNodeDeallocationOption
    )
    """What becomes of tasks that run on the nodes to be removed, and so when those nodes leave. Default:
    `requeue`.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            node_ids: list[str],
            resize_timeout: datetime.timedelta | None = None,
            node_deallocation_option: str | _models.BatchNodeDeallocationOption | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchPool(Model, public="azure_batch_sdk.models"):
    """A pool as the service reports it: the set of nodes on which jobs run their tasks."""

    __slots__ = ()

    id: str = plain_field("id", read_only=True)
    """Unique within the account, compared without regard to case. At most 64 characters. Letters,
    digits, hyphens and underscores.
    """
    display_name: str | None = plain_field("displayName", read_only=True)
    """Name to show to people; need not be unique. At most 1,024 characters."""
    url: str = plain_field("url", read_only=True)
    """Address of this pool at the service."""
    etag: str = plain_field("eTag", read_only=True)
    """Changes with every change of the pool. Pass it as `etag` with a `match_condition` to write only if
    nobody else did.
    """
    last_modified: datetime.datetime = datetime_field("lastModified", read_only=True)
    """Last change of the pool itself, such as its targets or its properties; changes of node states do
    not count.
    """
    creation_time: datetime.datetime = datetime_field("creationTime", read_only=True)
    """When the pool was created. Tells a pool from a later one of the same id."""
    state: str | _models.BatchPoolState = enum_field("state", lambda: _models.BatchPoolState, read_only=True)
    """Whether the pool is in use or being deleted. Whether its size is settled is told by
    `allocation_state`.
    """
    state_transition_time: datetime.datetime = datetime_field("stateTransitionTime", read_only=True)
    """When the pool entered its present `state`."""
    allocation_state: str | _models.AllocationState | None = enum_field(
        "allocationState", lambda: _models.AllocationState, read_only=True
    )
    """Whether the pool is changing its size. Resizing and removing nodes are possible only while it is
    `steady`.
    """
    allocation_state_transition_time: datetime.datetime | None = datetime_field(
        "allocationStateTransitionTime", read_only=True
    )
    """When the pool entered its present `allocation_state`."""
    vm_size: str = plain_field("vmSize", read_only=True)
    """Azure VM size of every node, in lower case whatever was sent. From 2026-10-01 on, `Mix` means that
    `vm_sku_profile` lists the sizes.
    """
    virtual_machine_configuration: _models.VirtualMachineConfiguration | None = model_field(
        "virtualMachineConfiguration", lambda: _models.VirtualMachineConfiguration, read_only=True
    )
    """Image, node agent, disks and further settings of the VMs."""
    resize_timeout: datetime.timedelta | None = duration_field("resizeTimeout", read_only=True)
    """How long the latest resize was allowed to take. While the pool is being deleted, a value of the
    service shows up here. Default: `PT15M`.
    """
    resize_errors: list[_models.ResizeError] | None = model_list_field(
        "resizeErrors", lambda: _models.ResizeError, read_only=True
    )
    """Why the latest resize fell short of its target, usually one entry for each kind of node concerned.
    Stays until the next resize, however long ago it was; None if there was no error.
    """
    current_dedicated_nodes: int = plain_field("currentDedicatedNodes", read_only=True)
    """Dedicated nodes now in the pool, in whatever state. During a resize it tends to jump to the new
    value at the end.
    """
    current_low_priority_nodes: int = plain_field("currentLowPriorityNodes", read_only=True)
    """Spot (low-priority) nodes now in the pool, preempted ones included."""
    target_dedicated_nodes: int | None = plain_field("targetDedicatedNodes", read_only=True)
    """How many dedicated nodes the pool should have. Stays at the requested value after a resize that
    failed or was stopped.
    """
    target_low_priority_nodes: int | None = plain_field("targetLowPriorityNodes", read_only=True)
    """How many Spot (low-priority) nodes the pool should have. Stays at the requested value after a
    resize that failed or was stopped.
    """
    enable_auto_scale: bool | None = plain_field("enableAutoScale", read_only=True)
    """Whether a formula decides on the size of the pool. While true, manual resizes are refused.
    Default: `False`.
    """
    auto_scale_formula: str | None = plain_field("autoScaleFormula", read_only=True)
    """The formula in force. Absent while auto-scaling is off."""
    auto_scale_evaluation_interval: datetime.timedelta | None = duration_field(
        "autoScaleEvaluationInterval", read_only=True
    )
    """Time between two evaluations of the formula. Absent while auto-scaling is off."""
    auto_scale_run: _models.AutoScaleRun | None = model_field(
        "autoScaleRun", lambda: _models.AutoScaleRun, read_only=True
    )
    """Latest evaluation of the formula, with its error if it failed. Absent while auto-scaling is off;
    right after a new formula was set it may still show the run of the old one.
    """
    enable_inter_node_communication: bool | None = plain_field("enableInterNodeCommunication", read_only=True)
    """Whether nodes can talk to one another directly, which multi-instance tasks need. Default: `False`."""
    network_configuration: _models.NetworkConfiguration | None = model_field(
        "networkConfiguration", lambda: _models.NetworkConfiguration, read_only=True
    )
    """Subnet, public addresses and endpoints of the nodes. Absent if none was given."""
    start_task: _models.BatchStartTask | None = model_field("startTask", lambda: _models.BatchStartTask)
    """Task that every node runs each time it starts. After a change, nodes that exist keep what they
    have until they reboot or are reimaged.
    """
    application_package_references: list[_models.BatchApplicationPackageReference] | None = model_list_field(
        "applicationPackageReferences", lambda: _models.BatchApplicationPackageReference, read_only=True
    )
    """Packages installed on each node as it joins the pool. After a change, nodes that exist keep what
    they have until they reboot or are reimaged. At most 10 items.
    """
    task_slots_per_node: int | None = plain_field("taskSlotsPerNode", read_only=True)
    """How many task slots each node has; a task takes `required_slots` of them. Default: 1."""
    task_scheduling_policy: _models.BatchTaskSchedulingPolicy | None = model_field(
        "taskSchedulingPolicy", lambda: _models.BatchTaskSchedulingPolicy, read_only=True
    )
    """How waiting tasks are spread over the nodes."""
    user_accounts: list[_models.UserAccount] | None = model_list_field(
        "userAccounts", lambda: _models.UserAccount, read_only=True
    )
    """Accounts that exist on every node, for tasks to run under. Passwords are never returned."""
    metadata: list[_models.BatchMetadataItem] | None = model_list_field(
        "metadata", lambda: _models.BatchMetadataItem, read_only=True
    )
    """Your own name and value pairs. Batch stores them and gives them no meaning."""
    pool_statistics: _models.BatchPoolStatistics | None = model_field(
        "stats", lambda: _models.BatchPoolStatistics, read_only=True
    )
    """Resource use over the life of the pool. Present only if asked for with `expand=["stats"]`, and
    about 30 minutes behind.
    """
    mount_configuration: list[_models.MountConfiguration] | None = model_list_field(
        "mountConfiguration", lambda: _models.MountConfiguration, read_only=True
    )
    """File systems mounted on every node, below `AZ_BATCH_NODE_MOUNTS_DIR`."""
    identity: _models.BatchPoolIdentity | None = model_field(
        "identity", lambda: _models.BatchPoolIdentity, read_only=True
    )
    """Managed identities that the nodes may use. Assigned through Azure Resource Manager; this client
    can only show them.
    """
    upgrade_policy: _models.UpgradePolicy | None = model_field("upgradePolicy", lambda: _models.UpgradePolicy)
    """Whether new OS images reach the nodes by themselves, on request or in batches."""
    vm_sku_profile: _models.VirtualMachineSkuProfile | None = model_field(
        "vmSkuProfile", lambda: _models.VirtualMachineSkuProfile, read_only=True
    )
    """The VM sizes that a pool with `vm_size` `Mix` may be built from. Since api-version 2026-10-01."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            start_task: _models.BatchStartTask | None = None,
            upgrade_policy: _models.UpgradePolicy | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchPoolCreateOptions(Model, public="azure_batch_sdk.models"):
    """What a new pool shall be like, for `create_pool`."""

    __slots__ = ()

    id: str = plain_field("id")
    """Name of the new pool. Must be unique within the account, compared without regard to case; the case
    you write is kept. At most 64 characters. Letters, digits, hyphens and underscores.
    """
    display_name: str | None = plain_field("displayName")
    """Name to show to people; need not be unique. At most 1,024 characters."""
    vm_size: str = plain_field("vmSize")
    """Azure VM size of every node, such as `STANDARD_D2S_V3`; it decides what a node costs and what
    quota it takes. Must be offered in the region of the account. From 2026-10-01 on, `Mix` takes the
    sizes from `vm_sku_profile`.
    """
    virtual_machine_configuration: _models.VirtualMachineConfiguration | None = model_field(
        "virtualMachineConfiguration", lambda: _models.VirtualMachineConfiguration
    )
    """Image, node agent, disks and further settings of the VMs. The service refuses a pool without it."""
    resize_timeout: datetime.timedelta | None = duration_field("resizeTimeout")
    """How long the service may try to reach the target. After that the pool becomes steady with the
    nodes it has and `resize_errors` says `AllocationTimedout`. Less than the minimum is refused with
    400. Plays no part in auto-scaling. Default: `PT15M`. At least `PT5M`.
    """
    target_dedicated_nodes: int | None = plain_field("targetDedicatedNodes")
    """How many dedicated nodes to have; each is paid for from allocation to removal. Must be left out
    with `enable_auto_scale`. Left out, it is 0.
    """
    target_low_priority_nodes: int | None = plain_field("targetLowPriorityNodes")
    """How many Spot (low-priority) nodes to have: cheaper, but Azure may take them back at any time,
    which requeues their tasks. Must be left out with `enable_auto_scale`. Left out, it is 0.
    """
    enable_auto_scale: bool | None = plain_field("enableAutoScale")
    """Lets a formula decide on the size. If true, `auto_scale_formula` is needed and both targets must
    be left out. Default: `False`.
    """
    auto_scale_formula: str | None = plain_field("autoScaleFormula")
    """Program that sets `$TargetDedicatedNodes` and `$TargetLowPriorityNodes`. At most 8 KB and 100
    statements; a syntax error is refused with 400. Needed if `enable_auto_scale` is true, refused
    otherwise.
    """
    auto_scale_evaluation_interval: datetime.timedelta | None = duration_field("autoScaleEvaluationInterval")
    """Time between two evaluations of the formula; only with `enable_auto_scale`. Outside its bounds it
    is refused with 400. Default: `PT15M`. From `PT5M` to `PT168H`.
    """
    enable_inter_node_communication: bool | None = plain_field("enableInterNodeCommunication")
    """Lets nodes talk to one another directly, which multi-instance tasks need. Holds the pool to 100
    nodes (80 in user-subscription accounts) and makes allocation more likely to fail. Default:
    `False`.
    """
    network_configuration: _models.NetworkConfiguration | None = model_field(
        "networkConfiguration", lambda: _models.NetworkConfiguration
    )
    """Subnet, public addresses and endpoints of the nodes. Left out, Batch provides the network with its
    own defaults.
    """
    start_task: _models.BatchStartTask | None = model_field("startTask", lambda: _models.BatchStartTask)
    """Task that every node runs each time it starts: on joining, after a reboot and after a reimage.
    Good for installing what tasks need.
    """
    application_package_references: list[_models.BatchApplicationPackageReference] | None = model_list_field(
        "applicationPackageReferences", lambda: _models.BatchApplicationPackageReference
    )
    """Packages to install on each node as it joins the pool. An unknown application or version is
    refused with 409 `InvalidApplicationPackageReferences`. At most 10 items.
    """
    task_slots_per_node: int | None = plain_field("taskSlotsPerNode")
    """How many task slots each node offers, so how many one-slot tasks it runs at once. At most four per
    core of `vm_size`, never above 256. Multi-instance tasks need 1. Default: 1.
    """
    task_scheduling_policy: _models.BatchTaskSchedulingPolicy | None = model_field(
        "taskSchedulingPolicy", lambda: _models.BatchTaskSchedulingPolicy
    )
    """How waiting tasks are spread over the nodes. Left out, they are spread evenly."""
    user_accounts: list[_models.UserAccount] | None = model_list_field(
        "userAccounts", lambda: _models.UserAccount
    )
    """Accounts to create on every node, for tasks to run under. Their passwords cannot be read back."""
    metadata: list[_models.BatchMetadataItem] | None = model_list_field(
        "metadata", lambda: _models.BatchMetadataItem
    )
    """Your own name and value pairs. Batch stores them and gives them no meaning."""
    mount_configuration: list[_models.MountConfiguration] | None = model_list_field(
        "mountConfiguration", lambda: _models.MountConfiguration
    )
    """File systems to mount on every node, below `AZ_BATCH_NODE_MOUNTS_DIR`."""
    upgrade_policy: _models.UpgradePolicy | None = model_field("upgradePolicy", lambda: _models.UpgradePolicy)
    """Whether new OS images reach the nodes by themselves, on request or in batches."""
    vm_sku_profile: _models.VirtualMachineSkuProfile | None = model_field(
        "vmSkuProfile", lambda: _models.VirtualMachineSkuProfile
    )
    """VM sizes that the pool may be built from, and how to choose among them. Needs `vm_size` `Mix`.
    Since api-version 2026-10-01.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            id: str,
            vm_size: str,
            display_name: str | None = None,
            virtual_machine_configuration: _models.VirtualMachineConfiguration | None = None,
            resize_timeout: datetime.timedelta | None = None,
            target_dedicated_nodes: int | None = None,
            target_low_priority_nodes: int | None = None,
            enable_auto_scale: bool | None = None,
            auto_scale_formula: str | None = None,
            auto_scale_evaluation_interval: datetime.timedelta | None = None,
            enable_inter_node_communication: bool | None = None,
            network_configuration: _models.NetworkConfiguration | None = None,
            start_task: _models.BatchStartTask | None = None,
            application_package_references: list[_models.BatchApplicationPackageReference] | None = None,
            task_slots_per_node: int | None = None,
            task_scheduling_policy: _models.BatchTaskSchedulingPolicy | None = None,
            user_accounts: list[_models.UserAccount] | None = None,
            metadata: list[_models.BatchMetadataItem] | None = None,
            mount_configuration: list[_models.MountConfiguration] | None = None,
            upgrade_policy: _models.UpgradePolicy | None = None,
            vm_sku_profile: _models.VirtualMachineSkuProfile | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchPoolEnableAutoScaleOptions(Model, public="azure_batch_sdk.models"):
    """Formula and interval for `enable_pool_auto_scale`; at least one of them must be given."""

    __slots__ = ()

    auto_scale_formula: str | None = plain_field("autoScaleFormula")
    """Program that sets `$TargetDedicatedNodes` and `$TargetLowPriorityNodes`. At most 8 KB and 100
    statements; a syntax error is refused with 400. Needed if auto-scaling is off; if it is on,
    leaving it out keeps the formula in force.
    """
    auto_scale_evaluation_interval: datetime.timedelta | None = duration_field("autoScaleEvaluationInterval")
    """Time between two evaluations; a new value restarts the schedule from the time of the request. If
    auto-scaling is on already, leaving it out keeps the interval in force. Outside its bounds it is
    refused with 400. Default: `PT15M`. From `PT5M` to `PT168H`.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            auto_scale_formula: str | None = None,
            auto_scale_evaluation_interval: datetime.timedelta | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchPoolEvaluateAutoScaleOptions(Model, public="azure_batch_sdk.models"):
    """The formula to try out with `evaluate_pool_auto_scale`."""

    __slots__ = ()

    auto_scale_formula: str = plain_field("autoScaleFormula")
    """Program to evaluate on the samples of this pool; nothing is applied. At most 8 KB and 100
    statements.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, auto_scale_formula: str) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchPoolIdentity(Model, public="azure_batch_sdk.models"):
    """Managed identities of a pool, as assigned through Azure Resource Manager."""

    __slots__ = ()

    type: str | _models.BatchPoolIdentityType = enum_field("type", lambda: _models.BatchPoolIdentityType)
    """Whether the pool has identities at all."""
    user_assigned_identities: list[_models.BatchUserAssignedIdentity] | None = model_list_field(
        "userAssignedIdentities", lambda: _models.BatchUserAssignedIdentity
    )
    """The identities that tasks and nodes may use, for example to reach storage without a SAS. Absent if
    there are none.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            type: str | _models.BatchPoolIdentityType,
            user_assigned_identities: list[_models.BatchUserAssignedIdentity] | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchPoolNodeCounts(Model, public="azure_batch_sdk.models"):
    """Nodes of one pool counted by state; the counts may lag behind the truth."""

    __slots__ = ()

    pool_id: str = plain_field("poolId")
    """The pool that is counted."""
    dedicated: _models.BatchNodeCounts | None = model_field("dedicated", lambda: _models.BatchNodeCounts)
    """Counts of the dedicated nodes."""
    low_priority: _models.BatchNodeCounts | None = model_field("lowPriority", lambda: _models.BatchNodeCounts)
    """Counts of the Spot (low-priority) nodes."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            pool_id: str,
            dedicated: _models.BatchNodeCounts | None = None,
            low_priority: _models.BatchNodeCounts | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchPoolReplaceOptions(Model, public="azure_batch_sdk.models"):
    """The complete new set of replaceable pool properties, for `replace_pool_properties`."""

    __slots__ = ()

    start_task: _models.BatchStartTask | None = model_field("startTask", lambda: _models.BatchStartTask)
    """Start task from now on. Left out, the pool loses the one it has. Nodes that exist keep what they
    have until they reboot or are reimaged.
    """
    application_package_references: list[_models.BatchApplicationPackageReference] = model_list_field(
        "applicationPackageReferences", lambda: _models.BatchApplicationPackageReference
    )
    """The full new list; an empty list removes all packages from the pool. Nodes that exist keep what
    they have until they reboot or are reimaged. At most 10 items.
    """
    metadata: list[_models.BatchMetadataItem] = model_list_field(
        "metadata", lambda: _models.BatchMetadataItem
    )
    """The full new list; an empty list removes all metadata."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            application_package_references: list[_models.BatchApplicationPackageReference],
            metadata: list[_models.BatchMetadataItem],
            start_task: _models.BatchStartTask | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchPoolResizeOptions(Model, public="azure_batch_sdk.models"):
    """New size for `begin_resize_pool`; at least one of the two targets must be given."""

    __slots__ = ()

    target_dedicated_nodes: int | None = plain_field("targetDedicatedNodes")
    """How many dedicated nodes to have afterwards. Left out, the present target stays. If it is lower
    than now, the service chooses which nodes go.
    """
    target_low_priority_nodes: int | None = plain_field("targetLowPriorityNodes")
    """How many Spot (low-priority) nodes to have afterwards. Left out, the present target stays."""
    resize_timeout: datetime.timedelta | None = duration_field("resizeTimeout")
    """How long the service may try to reach the target. After that the pool becomes steady with the
    nodes it has and `resize_errors` says `AllocationTimedout`. Less than the minimum is refused with
    400. Default: `PT15M`. At least `PT5M`.
    """
    node_deallocation_option: str | _models.BatchNodeDeallocationOption | None = enum_field(
        "nodeDeallocationOption", lambda: _models.BatchNodeDeallocationOption
    )
    """What becomes of tasks that run on the nodes to be removed, and so when those nodes leave. Matters
    only when the pool shrinks. Default: `requeue`.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            target_dedicated_nodes: int | None = None,
            target_low_priority_nodes: int | None = None,
            resize_timeout: datetime.timedelta | None = None,
            node_deallocation_option: str | _models.BatchNodeDeallocationOption | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchPoolResourceStatistics(Model, public="azure_batch_sdk.models"):
    """How much CPU, memory, disk and network the nodes of a pool used."""

    __slots__ = ()

    start_time: datetime.datetime = datetime_field("startTime")
    """Start of the period that the figures cover."""
    last_update_time: datetime.datetime = datetime_field("lastUpdateTime")
    """End of the period that the figures cover; usually some 30 minutes ago."""
    avg_cpu_percentage: float = plain_field("avgCPUPercentage")
    """CPU use in percent, averaged over all nodes and the whole period."""
    avg_memory_gib: float = plain_field("avgMemoryGiB")
    """Memory in use in GiB, averaged over all nodes and the whole period."""
    peak_memory_gib: float = plain_field("peakMemoryGiB")
    """Highest memory use in GiB seen on the nodes of the pool."""
    avg_disk_gib: float = plain_field("avgDiskGiB")
    """Disk space in use in GiB, averaged over all nodes and the whole period."""
    peak_disk_gib: float = plain_field("peakDiskGiB")
    """Highest disk space use in GiB seen on the nodes of the pool."""
    disk_read_iops: int = int64_field("diskReadIOps")
    """Read operations of all nodes together: a total count, not a rate, despite the name."""
    disk_write_iops: int = int64_field("diskWriteIOps")
    """Write operations of all nodes together: a total count, not a rate, despite the name."""
    disk_read_gib: float = plain_field("diskReadGiB")
    """Data read from disk by all nodes together, in GiB."""
    disk_write_gib: float = plain_field("diskWriteGiB")
    """Data written to disk by all nodes together, in GiB."""
    network_read_gib: float = plain_field("networkReadGiB")
    """Data received over the network by all nodes together, in GiB."""
    network_write_gib: float = plain_field("networkWriteGiB")
    """Data sent over the network by all nodes together, in GiB."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            start_time: datetime.datetime,
            last_update_time: datetime.datetime,
            avg_cpu_percentage: float,
            avg_memory_gib: float,
            peak_memory_gib: float,
            avg_disk_gib: float,
            peak_disk_gib: float,
            disk_read_iops: int,
            disk_write_iops: int,
            disk_read_gib: float,
            disk_write_gib: float,
            network_read_gib: float,
            network_write_gib: float,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchPoolSpecification(Model, public="azure_batch_sdk.models"):
    """The pool that Batch makes for a job or a job schedule, as part of a `BatchAutoPoolSpecification`."""

    __slots__ = ()

    display_name: str | None = plain_field("displayName")
    """Name to show to people; need not be unique. The id is made up by the service. At most 1,024
    characters.
    """
    vm_size: str = plain_field("vmSize")
    """Azure VM size of every node, such as `STANDARD_D2S_V3`; it decides what a node costs and what
    quota it takes. Must be offered in the region of the account.
    """
    virtual_machine_configuration: _models.VirtualMachineConfiguration | None = model_field(
        "virtualMachineConfiguration", lambda: _models.VirtualMachineConfiguration
    )
    """Image, node agent, disks and further settings of the VMs. The service refuses a pool without it."""
    task_slots_per_node: int | None = plain_field("taskSlotsPerNode")
    """How many task slots each node offers, so how many one-slot tasks it runs at once. At most four per
    core of `vm_size`, never above 256. Multi-instance tasks need 1. Default: 1.
    """
    task_scheduling_policy: _models.BatchTaskSchedulingPolicy | None = model_field(
        "taskSchedulingPolicy", lambda: _models.BatchTaskSchedulingPolicy
    )
    """How waiting tasks are spread over the nodes. Left out, they are spread evenly."""
    resize_timeout: datetime.timedelta | None = duration_field("resizeTimeout")
    """How long the service may try to reach the target. After that the pool becomes steady with the
    nodes it has and `resize_errors` says `AllocationTimedout`. Less than the minimum is refused with
    400. Plays no part in auto-scaling. Default: `PT15M`. At least `PT5M`.
    """
    target_dedicated_nodes: int | None = plain_field("targetDedicatedNodes")
    """How many dedicated nodes to have; each is paid for as long as the auto pool lives. Must be left
    out with `enable_auto_scale`. Left out, it is 0.
    """
    target_low_priority_nodes: int | None = plain_field("targetLowPriorityNodes")
    """How many Spot (low-priority) nodes to have: cheaper, but Azure may take them back at any time,
    which requeues their tasks. Must be left out with `enable_auto_scale`. Left out, it is 0.
    """
    enable_auto_scale: bool | None = plain_field("enableAutoScale")
    """Lets a formula decide on the size. If true, `auto_scale_formula` is needed and both targets must
    be left out. Default: `False`.
    """
    auto_scale_formula: str | None = plain_field("autoScaleFormula")
    """Program that sets `$TargetDedicatedNodes` and `$TargetLowPriorityNodes`. At most 8 KB and 100
    statements; a syntax error is refused with 400. Needed if `enable_auto_scale` is true, refused
    otherwise.
    """
    auto_scale_evaluation_interval: datetime.timedelta | None = duration_field("autoScaleEvaluationInterval")
    """Time between two evaluations of the formula; only with `enable_auto_scale`. Outside its bounds it
    is refused with 400. Default: `PT15M`. From `PT5M` to `PT168H`.
    """
    enable_inter_node_communication: bool | None = plain_field("enableInterNodeCommunication")
    """Lets nodes talk to one another directly, which multi-instance tasks need. Holds the pool to 100
    nodes (80 in user-subscription accounts) and makes allocation more likely to fail. Default:
    `False`.
    """
    network_configuration: _models.NetworkConfiguration | None = model_field(
        "networkConfiguration", lambda: _models.NetworkConfiguration
    )
    """Subnet, public addresses and endpoints of the nodes. Left out, Batch provides the network with its
    own defaults.
    """
    start_task: _models.BatchStartTask | None = model_field("startTask", lambda: _models.BatchStartTask)
    """Task that every node runs each time it starts: on joining, after a reboot and after a reimage.
    Good for installing what tasks need.
    """
    application_package_references: list[_models.BatchApplicationPackageReference] | None = model_list_field(
        "applicationPackageReferences", lambda: _models.BatchApplicationPackageReference
    )
    """Packages to install on each node as it joins the pool. An unknown application or version is
    refused with 409 `InvalidApplicationPackageReferences`. At most 10 items.
    """
    user_accounts: list[_models.UserAccount] | None = model_list_field(
        "userAccounts", lambda: _models.UserAccount
    )
    """Accounts to create on every node, for tasks to run under. Their passwords cannot be read back."""
    metadata: list[_models.BatchMetadataItem] | None = model_list_field(
        "metadata", lambda: _models.BatchMetadataItem
    )
    """Your own name and value pairs. Batch stores them and gives them no meaning."""
    mount_configuration: list[_models.MountConfiguration] | None = model_list_field(
        "mountConfiguration", lambda: _models.MountConfiguration
    )
    """File systems to mount on every node, below `AZ_BATCH_NODE_MOUNTS_DIR`."""
    upgrade_policy: _models.UpgradePolicy | None = model_field("upgradePolicy", lambda: _models.UpgradePolicy)
    """Whether new OS images reach the nodes by themselves, on request or in batches."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            vm_size: str,
            display_name: str | None = None,
            virtual_machine_configuration: _models.VirtualMachineConfiguration | None = None,
            task_slots_per_node: int | None = None,
            task_scheduling_policy: _models.BatchTaskSchedulingPolicy | None = None,
            resize_timeout: datetime.timedelta | None = None,
            target_dedicated_nodes: int | None = None,
            target_low_priority_nodes: int | None = None,
            enable_auto_scale: bool | None = None,
            auto_scale_formula: str | None = None,
            auto_scale_evaluation_interval: datetime.timedelta | None = None,
            enable_inter_node_communication: bool | None = None,
            network_configuration: _models.NetworkConfiguration | None = None,
            start_task: _models.BatchStartTask | None = None,
            application_package_references: list[_models.BatchApplicationPackageReference] | None = None,
            user_accounts: list[_models.UserAccount] | None = None,
            metadata: list[_models.BatchMetadataItem] | None = None,
            mount_configuration: list[_models.MountConfiguration] | None = None,
            upgrade_policy: _models.UpgradePolicy | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchPoolStatistics(Model, public="azure_batch_sdk.models"):
    """Figures on a pool since its creation, as `expand=["stats"]` returns them."""

    __slots__ = ()

    url: str = plain_field("url")
    """Address of these figures at the service."""
    start_time: datetime.datetime = datetime_field("startTime")
    """Start of the period that the figures cover."""
    last_update_time: datetime.datetime = datetime_field("lastUpdateTime")
    """End of the period that the figures cover; usually some 30 minutes ago."""
    usage_statistics: _models.BatchPoolUsageStatistics | None = model_field(
        "usageStats", lambda: _models.BatchPoolUsageStatistics
    )
    """Core time spent by the pool. Absent if there are no figures yet. Gone in api-version 2026-10-01."""
    resource_statistics: _models.BatchPoolResourceStatistics | None = model_field(
        "resourceStats", lambda: _models.BatchPoolResourceStatistics
    )
    """CPU, memory, disk and network use of the nodes. Absent if there are no figures yet."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            url: str,
            start_time: datetime.datetime,
            last_update_time: datetime.datetime,
            usage_statistics: _models.BatchPoolUsageStatistics | None = None,
            resource_statistics: _models.BatchPoolResourceStatistics | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchPoolUpdateOptions(Model, public="azure_batch_sdk.models"):
    """Changes for `update_pool`: what is left out stays, what is given replaces the old value as a
    whole.
    """

    __slots__ = ()

    display_name: str | None = plain_field("displayName")
    """New name to show to people. Can be changed only while the pool has no nodes. At most 1,024
    characters.
    """
    vm_size: str | None = plain_field("vmSize")
    """New Azure VM size for all nodes to come, with its own price and quota. Can be changed only while
    the pool has no nodes.
    """
    enable_inter_node_communication: bool | None = plain_field("enableInterNodeCommunication")
    """Lets nodes talk to one another directly, which multi-instance tasks need; holds the pool to 100
    nodes (80 in user-subscription accounts). Can be changed only while the pool has no nodes.
    """
    start_task: _models.BatchStartTask | None = model_field("startTask", lambda: _models.BatchStartTask)
    """New start task, taken as a whole: parts that you leave out, such as `user_identity`, go back to
    their defaults. May change at any time; nodes that exist keep what they have until they reboot or
    are reimaged.
    """
    application_package_references: list[_models.BatchApplicationPackageReference] | None = model_list_field(
        "applicationPackageReferences", lambda: _models.BatchApplicationPackageReference
    )
    """The full new list of packages; an empty list removes them all. May change at any time; nodes that
    exist keep what they have until they reboot or are reimaged.
    """
    metadata: list[_models.BatchMetadataItem] | None = model_list_field(
        "metadata", lambda: _models.BatchMetadataItem
    )
    """The full new list; pairs that you leave out are lost, an empty list removes all."""
    virtual_machine_configuration: _models.VirtualMachineConfiguration | None = model_field(
        "virtualMachineConfiguration", lambda: _models.VirtualMachineConfiguration
    )
    """New image, disks and further VM settings, taken as a whole. `placement` and `resiliency_policy`
    (from 2026-10-01 on) keep their values if left out. Can be changed only while the pool has no
    nodes.
    """
    task_slots_per_node: int | None = plain_field("taskSlotsPerNode")
    """How many task slots each node offers. At most four per core of `vm_size`, never above 256. Can be
    changed only while the pool has no nodes.
    """
    task_scheduling_policy: _models.BatchTaskSchedulingPolicy | None = model_field(
        "taskSchedulingPolicy", lambda: _models.BatchTaskSchedulingPolicy
    )
    """How waiting tasks are spread over the nodes. Can be changed only while the pool has no nodes."""
    network_configuration: _models.NetworkConfiguration | None = model_field(
        "networkConfiguration", lambda: _models.NetworkConfiguration
    )
    """New subnet, public addresses and endpoints, taken as a whole. Can be changed only while the pool
    has no nodes.
    """
    user_accounts: list[_models.UserAccount] | None = model_list_field(
        "userAccounts", lambda: _models.UserAccount
    )
    """The full new list of accounts on every node, passwords included since they cannot be read back.
    Can be changed only while the pool has no nodes.
    """
    mount_configuration: list[_models.MountConfiguration] | None = model_list_field(
        "mountConfiguration", lambda: _models.MountConfiguration
    )
    """The full new list of file systems to mount on every node. Can be changed only while the pool has
    no nodes.
    """
    upgrade_policy: _models.UpgradePolicy | None = model_field("upgradePolicy", lambda: _models.UpgradePolicy)
    """Whether new OS images reach the nodes by themselves, on request or in batches. Can be changed only
    while the pool has no nodes.
    """
    vm_sku_profile: _models.VirtualMachineSkuProfile | None = model_field(
        "vmSkuProfile", lambda: _models.VirtualMachineSkuProfile
    )
    """VM sizes that the pool may be built from. Needs `vm_size` `Mix`. Can be changed only while the
    pool has no nodes. Since api-version 2026-10-01.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            display_name: str | None = None,
            vm_size: str | None = None,
            enable_inter_node_communication: bool | None = None,
            start_task: _models.BatchStartTask | None = None,
            application_package_references: list[_models.BatchApplicationPackageReference] | None = None,
            metadata: list[_models.BatchMetadataItem] | None = None,
            virtual_machine_configuration: _models.VirtualMachineConfiguration | None = None,
            task_slots_per_node: int | None = None,
            task_scheduling_policy: _models.BatchTaskSchedulingPolicy | None = None,
            network_configuration: _models.NetworkConfiguration | None = None,
            user_accounts: list[_models.UserAccount] | None = None,
            mount_configuration: list[_models.MountConfiguration] | None = None,
            upgrade_policy: _models.UpgradePolicy | None = None,
            vm_sku_profile: _models.VirtualMachineSkuProfile | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchPoolUsageMetrics(Model, public="azure_batch_sdk.models"):
    """What one pool used in one interval, as `list_pool_usage_metrics` reports it. Gone in api-version
    2026-10-01.
    """

    __slots__ = ()

    pool_id: str = plain_field("poolId")
    """The pool, in lower case whatever its own spelling. It may have been deleted since."""
    start_time: datetime.datetime = datetime_field("startTime")
    """Start of the interval."""
    end_time: datetime.datetime = datetime_field("endTime")
    """End of the interval. Intervals are half an hour long."""
    vm_size: str = plain_field("vmSize")
    """VM size of the nodes in the interval; all core hours of this entry are of this size."""
    total_core_hours: float = plain_field("totalCoreHours")
    """Cores times hours that the pool had in the interval, busy or idle."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            pool_id: str,
            start_time: datetime.datetime,
            end_time: datetime.datetime,
            vm_size: str,
            total_core_hours: float,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchPoolUsageStatistics(Model, public="azure_batch_sdk.models"):
    """Core time that a pool has spent."""

    __slots__ = ()

    start_time: datetime.datetime = datetime_field("startTime")
    """Start of the period that the figure covers."""
    last_update_time: datetime.datetime = datetime_field("lastUpdateTime")
    """End of the period that the figure covers; usually some 30 minutes ago."""
    dedicated_core_time: datetime.timedelta = duration_field("dedicatedCoreTime")
    """Wall-clock time of the dedicated nodes, added up over all their cores, busy or idle."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            start_time: datetime.datetime,
            last_update_time: datetime.datetime,
            dedicated_core_time: datetime.timedelta,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchStartTask(Model, public="azure_batch_sdk.models"):
    """A task that each node of a pool runs whenever it starts: on joining, after a reboot and after a
    reimage.
    """

    __slots__ = ()

    command_line: str = plain_field("commandLine")
    """Program and arguments. No shell is involved: for variables, pipes or `&&` write `/bin/sh -c "..."`
    or `cmd /c ...`. Should be safe to run again, as every reboot does.
    """
    container_settings: _models.BatchTaskContainerSettings | None = model_field(
        "containerSettings", lambda: _models.BatchTaskContainerSettings
    )
    """Container to run the command in; the pool must be set up for containers. Left out, it runs on the
    node itself.
    """
    resource_files: list[_models.ResourceFile] | None = model_list_field(
        "resourceFiles", lambda: _models.ResourceFile
    )
    """Files to download first, into the start task's working directory `startup/wd`."""
    environment_settings: list[_models.EnvironmentSetting] | None = model_list_field(
        "environmentSettings", lambda: _models.EnvironmentSetting
    )
    """Variables for the start task alone; the tasks of jobs do not see them."""
    user_identity: _models.UserIdentity | None = model_field("userIdentity", lambda: _models.UserIdentity)
    """Account to run under. Left out, it is the auto user of the pool without administrator rights,
    which is too little for installing system packages.
    """
    max_task_retry_count: int | None = plain_field("maxTaskRetryCount")
    """How often to run again after a non-zero exit code, so at most one run more than this. Reruns
    because of a node restart do not count. Default: 0. At least -1. -1 means no limit.
    """
    wait_for_success: bool | None = plain_field("waitForSuccess")
    """If true, a node takes no tasks before the start task succeeds; once its retries are used up the
    node is stuck in `starttaskfailed` and still paid for. If false, tasks may run beside it and after
    its failure. Default: `True`.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            command_line: str,
            container_settings: _models.BatchTaskContainerSettings | None = None,
            resource_files: list[_models.ResourceFile] | None = None,
            environment_settings: list[_models.EnvironmentSetting] | None = None,
            user_identity: _models.UserIdentity | None = None,
            max_task_retry_count: int | None = None,
            wait_for_success: bool | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchTaskSchedulingPolicy(Model, public="azure_batch_sdk.models"):
    """How a pool chooses the next task and the node for it."""

    __slots__ = ()

    job_default_order: str | _models.BatchJobDefaultOrder | None = enum_field(
        "jobDefaultOrder", lambda: _models.BatchJobDefaultOrder
    )
    """Which of several jobs with the same priority is served first. Higher priority always goes before.
    Default: `none`.
    """
    node_fill_type: str | _models.BatchNodeFillType = enum_field(
        "nodeFillType", lambda: _models.BatchNodeFillType
    )
    """Whether tasks spread over all nodes or fill one node after the other. Matters only with several
    task slots per node. Default: `spread`.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            node_fill_type: str | _models.BatchNodeFillType,
            job_default_order: str | _models.BatchJobDefaultOrder | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchUserAssignedIdentity(Model, public="azure_batch_sdk.models"):
    """A user-assigned managed identity of a pool."""

    __slots__ = ()

    resource_id: str = plain_field("resourceId")
    """ARM id of the identity: `/subscriptions/.../userAssignedIdentities/{name}`."""
    client_id: str | None = plain_field("clientId", read_only=True)
    """The id by which programs on the node choose this identity when they ask for a token."""
    principal_id: str | None = plain_field("principalId", read_only=True)
    """Object id of the service principal, the one that role assignments name."""

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, resource_id: str) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class ResizeError(Model, public="azure_batch_sdk.models"):
    """Why a resize of a pool did not reach its target."""

    __slots__ = ()

    code: str | None = plain_field("code")
    """For programs, such as `AllocationTimedout`, `AccountCoreQuotaReached`, `AllocationFailed`, or
    `ResizeStopped` after `begin_stop_pool_resize`.
    """
    message: str | None = plain_field("message")
    """Sentence for people. Names the kind of node where that matters, "dedicated" or "low priority"."""
    error_values: list[_models.NameValuePair] | None = model_list_field(
        "values", lambda: _models.NameValuePair
    )
    """Details as name and value, such as `Reason`. Often absent."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            code: str | None = None,
            message: str | None = None,
            error_values: list[_models.NameValuePair] | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...
