# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""The schema of nodes."""

from ..._runtime.schema import EnumSchema, ModelSchema, PropertySchema

MODELS = {
    "BatchNode": ModelSchema(
        "BatchNode",
        {
            "id": PropertySchema("id", "string", required=True, readonly=True),
            "url": PropertySchema("url", "string", required=True, readonly=True),
            "state": PropertySchema("state", "BatchNodeState", required=True, readonly=True),
            "schedulingState": PropertySchema("schedulingState", "SchedulingState", readonly=True),
            "stateTransitionTime": PropertySchema(
                "stateTransitionTime", "datetime", required=True, readonly=True
            ),
            "lastBootTime": PropertySchema("lastBootTime", "datetime", readonly=True),
            "allocationTime": PropertySchema("allocationTime", "datetime", required=True, readonly=True),
            "ipAddress": PropertySchema("ipAddress", "string", readonly=True),
            "ipv6Address": PropertySchema("ipv6Address", "string", readonly=True),
            "affinityId": PropertySchema("affinityId", "string", required=True, readonly=True),
            "vmSize": PropertySchema("vmSize", "string", required=True, readonly=True),
            "totalTasksRun": PropertySchema("totalTasksRun", "int", required=True, readonly=True),
            "runningTasksCount": PropertySchema("runningTasksCount", "int", readonly=True),
            "runningTaskSlotsCount": PropertySchema("runningTaskSlotsCount", "int", readonly=True),
            "totalTasksSucceeded": PropertySchema("totalTasksSucceeded", "int", readonly=True),
            "recentTasks": PropertySchema("recentTasks", "list[BatchTaskInfo]", readonly=True),
            "startTask": PropertySchema("startTask", "BatchStartTask", readonly=True),
            "startTaskInfo": PropertySchema("startTaskInfo", "BatchStartTaskInfo", readonly=True),
            "errors": PropertySchema("errors", "list[BatchNodeError]", readonly=True),
            "isDedicated": PropertySchema("isDedicated", "boolean", readonly=True),
            "endpointConfiguration": PropertySchema(
                "endpointConfiguration", "BatchNodeEndpointConfiguration", readonly=True
            ),
            "nodeAgentInfo": PropertySchema("nodeAgentInfo", "BatchNodeAgentInfo", readonly=True),
            "virtualMachineInfo": PropertySchema("virtualMachineInfo", "VirtualMachineInfo", readonly=True),
            "publicIPAddress": PropertySchema("publicIPAddress", "string", readonly=True, since="2026-10-01"),
            "publicIPv6Address": PropertySchema(
                "publicIPv6Address", "string", readonly=True, since="2026-10-01"
            ),
        },
    ),
    "BatchNodeAgentInfo": ModelSchema(
        "BatchNodeAgentInfo",
        {
            "version": PropertySchema("version", "string", required=True),
            "lastUpdateTime": PropertySchema("lastUpdateTime", "datetime", required=True),
        },
    ),
    "BatchNodeDeallocateOptions": ModelSchema(
        "BatchNodeDeallocateOptions",
        {
            "nodeDeallocateOption": PropertySchema(
                "nodeDeallocateOption", "BatchNodeDeallocateOption", default="requeue"
            ),
        },
    ),
    "BatchNodeDisableSchedulingOptions": ModelSchema(
        "BatchNodeDisableSchedulingOptions",
        {
            "nodeDisableSchedulingOption": PropertySchema(
                "nodeDisableSchedulingOption", "BatchNodeDisableSchedulingOption", default="requeue"
            ),
        },
    ),
    "BatchNodeEndpointConfiguration": ModelSchema(
        "BatchNodeEndpointConfiguration",
        {
            "inboundEndpoints": PropertySchema("inboundEndpoints", "list[InboundEndpoint]", required=True),
        },
    ),
    "BatchNodeError": ModelSchema(
        "BatchNodeError",
        {
            "code": PropertySchema("code", "string"),
            "message": PropertySchema("message", "string"),
            "errorDetails": PropertySchema("errorDetails", "list[NameValuePair]"),
        },
    ),
    "BatchNodeRebootOptions": ModelSchema(
        "BatchNodeRebootOptions",
        {
            "nodeRebootOption": PropertySchema("nodeRebootOption", "BatchNodeRebootKind", default="requeue"),
        },
    ),
    "BatchNodeReimageOptions": ModelSchema(
        "BatchNodeReimageOptions",
        {
            "nodeReimageOption": PropertySchema(
                "nodeReimageOption", "BatchNodeReimageOption", default="requeue"
            ),
        },
    ),
    "BatchNodeRemoteLoginSettings": ModelSchema(
        "BatchNodeRemoteLoginSettings",
        {
            "ipv6RemoteLoginIPAddress": PropertySchema("ipv6RemoteLoginIPAddress", "string"),
            "ipv6RemoteLoginPort": PropertySchema("ipv6RemoteLoginPort", "int"),
            "remoteLoginIPAddress": PropertySchema("remoteLoginIPAddress", "string", required=True),
            "remoteLoginPort": PropertySchema("remoteLoginPort", "int", required=True),
        },
    ),
    "BatchNodeUserCreateOptions": ModelSchema(
        "BatchNodeUserCreateOptions",
        {
            "name": PropertySchema("name", "string", required=True),
            "isAdmin": PropertySchema("isAdmin", "boolean", default=False),
            "expiryTime": PropertySchema("expiryTime", "datetime"),
            "password": PropertySchema("password", "string"),
            "sshPublicKey": PropertySchema("sshPublicKey", "string"),
        },
    ),
    "BatchNodeUserReplaceOptions": ModelSchema(
        "BatchNodeUserReplaceOptions",
        {
            "password": PropertySchema("password", "string"),
            "expiryTime": PropertySchema("expiryTime", "datetime"),
            "sshPublicKey": PropertySchema("sshPublicKey", "string"),
        },
    ),
    "BatchNodeVMExtension": ModelSchema(
        "BatchNodeVMExtension",
        {
            "provisioningState": PropertySchema("provisioningState", "string"),
            "vmExtension": PropertySchema("vmExtension", "VMExtension"),
            "instanceView": PropertySchema("instanceView", "VMExtensionInstanceView"),
        },
    ),
    "BatchStartTaskInfo": ModelSchema(
        "BatchStartTaskInfo",
        {
            "state": PropertySchema("state", "BatchStartTaskState", required=True),
            "startTime": PropertySchema("startTime", "datetime", required=True),
            "endTime": PropertySchema("endTime", "datetime"),
            "exitCode": PropertySchema("exitCode", "int"),
            "containerInfo": PropertySchema("containerInfo", "BatchTaskContainerExecutionInfo"),
            "failureInfo": PropertySchema("failureInfo", "BatchTaskFailureInfo"),
            "retryCount": PropertySchema("retryCount", "int", required=True),
            "lastRetryTime": PropertySchema("lastRetryTime", "datetime"),
            "result": PropertySchema("result", "BatchTaskExecutionResult"),
        },
    ),
    "BatchTaskInfo": ModelSchema(
        "BatchTaskInfo",
        {
            "taskUrl": PropertySchema("taskUrl", "string"),
            "jobId": PropertySchema("jobId", "string"),
            "taskId": PropertySchema("taskId", "string"),
            "subtaskId": PropertySchema("subtaskId", "int"),
            "taskState": PropertySchema("taskState", "BatchTaskState", required=True),
            "executionInfo": PropertySchema("executionInfo", "BatchTaskExecutionInfo"),
        },
    ),
    "InboundEndpoint": ModelSchema(
        "InboundEndpoint",
        {
            "name": PropertySchema("name", "string", required=True),
            "protocol": PropertySchema("protocol", "InboundEndpointProtocol", required=True),
            "publicIPAddress": PropertySchema("publicIPAddress", "string", required=True),
            "publicFQDN": PropertySchema("publicFQDN", "string", required=True),
            "frontendPort": PropertySchema("frontendPort", "int", required=True),
            "backendPort": PropertySchema("backendPort", "int", required=True),
        },
    ),
    "UploadBatchServiceLogsOptions": ModelSchema(
        "UploadBatchServiceLogsOptions",
        {
            "containerUrl": PropertySchema("containerUrl", "string", required=True),
            "startTime": PropertySchema("startTime", "datetime", required=True),
            "endTime": PropertySchema("endTime", "datetime"),
            "identityReference": PropertySchema("identityReference", "BatchNodeIdentityReference"),
        },
    ),
    "UploadBatchServiceLogsResult": ModelSchema(
        "UploadBatchServiceLogsResult",
        {
            "virtualDirectoryName": PropertySchema("virtualDirectoryName", "string", required=True),
            "numberOfFilesUploaded": PropertySchema("numberOfFilesUploaded", "int", required=True),
        },
    ),
    "VirtualMachineInfo": ModelSchema(
        "VirtualMachineInfo",
        {
            "imageReference": PropertySchema("imageReference", "BatchVmImageReference"),
            "scaleSetVmResourceId": PropertySchema("scaleSetVmResourceId", "string"),
        },
    ),
}

ENUMS = {
    "BatchNodeDeallocateOption": EnumSchema(
        "BatchNodeDeallocateOption",
        {
            "requeue": (None, None),
            "terminate": (None, None),
            "taskcompletion": (None, None),
            "retaineddata": (None, "2026-10-01"),
        },
    ),
    "BatchNodeDisableSchedulingOption": EnumSchema(
        "BatchNodeDisableSchedulingOption",
        {"requeue": (None, None), "terminate": (None, None), "taskcompletion": (None, None)},
    ),
    "BatchNodeRebootKind": EnumSchema(
        "BatchNodeRebootKind",
        {
            "requeue": (None, None),
            "terminate": (None, None),
            "taskcompletion": (None, None),
            "retaineddata": (None, "2026-10-01"),
        },
    ),
    "BatchNodeReimageOption": EnumSchema(
        "BatchNodeReimageOption",
        {
            "requeue": (None, None),
            "terminate": (None, None),
            "taskcompletion": (None, None),
            "retaineddata": (None, "2026-10-01"),
        },
    ),
    "BatchNodeState": EnumSchema(
        "BatchNodeState",
        {
            "idle": (None, None),
            "rebooting": (None, None),
            "reimaging": (None, None),
            "running": (None, None),
            "unusable": (None, None),
            "creating": (None, None),
            "starting": (None, None),
            "waitingforstarttask": (None, None),
            "starttaskfailed": (None, None),
            "unknown": (None, None),
            "leavingpool": (None, None),
            "offline": (None, None),
            "preempted": (None, None),
            "upgradingos": (None, None),
            "deallocated": (None, None),
            "deallocating": (None, None),
        },
    ),
    "BatchStartTaskState": EnumSchema(
        "BatchStartTaskState", {"running": (None, None), "completed": (None, None)}
    ),
    "SchedulingState": EnumSchema("SchedulingState", {"enabled": (None, None), "disabled": (None, None)}),
}
