# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""The schema of tasks."""

from ..._runtime.schema import EnumSchema, ModelSchema, PropertySchema

MODELS = {
    "BatchAffinityInfo": ModelSchema(
        "BatchAffinityInfo",
        {
            "affinityId": PropertySchema("affinityId", "string", required=True),
        },
    ),
    "BatchCreateTaskCollectionResult": ModelSchema(
        "BatchCreateTaskCollectionResult",
        {
            "value": PropertySchema("value", "list[BatchTaskCreateResult]"),
        },
    ),
    "BatchNodeInfo": ModelSchema(
        "BatchNodeInfo",
        {
            "affinityId": PropertySchema("affinityId", "string"),
            "nodeUrl": PropertySchema("nodeUrl", "string"),
            "poolId": PropertySchema("poolId", "string"),
            "nodeId": PropertySchema("nodeId", "string"),
            "taskRootDirectory": PropertySchema("taskRootDirectory", "string"),
            "taskRootDirectoryUrl": PropertySchema("taskRootDirectoryUrl", "string"),
        },
    ),
    "BatchSubtask": ModelSchema(
        "BatchSubtask",
        {
            "id": PropertySchema("id", "int"),
            "nodeInfo": PropertySchema("nodeInfo", "BatchNodeInfo"),
            "startTime": PropertySchema("startTime", "datetime"),
            "endTime": PropertySchema("endTime", "datetime"),
            "exitCode": PropertySchema("exitCode", "int"),
            "containerInfo": PropertySchema("containerInfo", "BatchTaskContainerExecutionInfo"),
            "failureInfo": PropertySchema("failureInfo", "BatchTaskFailureInfo"),
            "state": PropertySchema("state", "BatchSubtaskState"),
            "stateTransitionTime": PropertySchema("stateTransitionTime", "datetime"),
            "previousState": PropertySchema("previousState", "BatchSubtaskState"),
            "previousStateTransitionTime": PropertySchema("previousStateTransitionTime", "datetime"),
            "result": PropertySchema("result", "BatchTaskExecutionResult"),
        },
    ),
    "BatchTask": ModelSchema(
        "BatchTask",
        {
            "id": PropertySchema(
                "id", "string", required=True, readonly=True, max_length=64, pattern="^[A-Za-z0-9_-]+$"
            ),
            "displayName": PropertySchema("displayName", "string", readonly=True, max_length=1024),
            "url": PropertySchema("url", "string", required=True, readonly=True),
            "eTag": PropertySchema("eTag", "string", required=True, readonly=True),
            "lastModified": PropertySchema("lastModified", "datetime", required=True, readonly=True),
            "creationTime": PropertySchema("creationTime", "datetime", required=True, readonly=True),
            "exitConditions": PropertySchema("exitConditions", "ExitConditions", readonly=True),
            "state": PropertySchema("state", "BatchTaskState", required=True, readonly=True),
            "stateTransitionTime": PropertySchema(
                "stateTransitionTime", "datetime", required=True, readonly=True
            ),
            "previousState": PropertySchema("previousState", "BatchTaskState", readonly=True),
            "previousStateTransitionTime": PropertySchema(
                "previousStateTransitionTime", "datetime", readonly=True
            ),
            "commandLine": PropertySchema("commandLine", "string", required=True, readonly=True),
            "containerSettings": PropertySchema(
                "containerSettings", "BatchTaskContainerSettings", readonly=True
            ),
            "resourceFiles": PropertySchema("resourceFiles", "list[ResourceFile]", readonly=True),
            "outputFiles": PropertySchema("outputFiles", "list[OutputFile]", readonly=True),
            "environmentSettings": PropertySchema(
                "environmentSettings", "list[EnvironmentSetting]", readonly=True
            ),
            "affinityInfo": PropertySchema("affinityInfo", "BatchAffinityInfo", readonly=True),
            "constraints": PropertySchema("constraints", "BatchTaskConstraints"),
            "requiredSlots": PropertySchema("requiredSlots", "int", readonly=True, default=1),
            "userIdentity": PropertySchema("userIdentity", "UserIdentity", readonly=True),
            "executionInfo": PropertySchema("executionInfo", "BatchTaskExecutionInfo", readonly=True),
            "nodeInfo": PropertySchema("nodeInfo", "BatchNodeInfo", readonly=True),
            "multiInstanceSettings": PropertySchema(
                "multiInstanceSettings", "MultiInstanceSettings", readonly=True
            ),
            "stats": PropertySchema("stats", "BatchTaskStatistics", readonly=True),
            "dependsOn": PropertySchema("dependsOn", "BatchTaskDependencies", readonly=True),
            "applicationPackageReferences": PropertySchema(
                "applicationPackageReferences", "list[BatchApplicationPackageReference]", readonly=True
            ),
        },
    ),
    "BatchTaskConstraints": ModelSchema(
        "BatchTaskConstraints",
        {
            "maxWallClockTime": PropertySchema("maxWallClockTime", "duration"),
            "retentionTime": PropertySchema("retentionTime", "duration", default="P7D"),
            "maxTaskRetryCount": PropertySchema("maxTaskRetryCount", "int", minimum=-1, unlimited=-1),
        },
    ),
    "BatchTaskCounts": ModelSchema(
        "BatchTaskCounts",
        {
            "active": PropertySchema("active", "int", required=True),
            "running": PropertySchema("running", "int", required=True),
            "completed": PropertySchema("completed", "int", required=True),
            "succeeded": PropertySchema("succeeded", "int", required=True),
            "failed": PropertySchema("failed", "int", required=True),
        },
    ),
    "BatchTaskCountsResult": ModelSchema(
        "BatchTaskCountsResult",
        {
            "taskCounts": PropertySchema("taskCounts", "BatchTaskCounts", required=True),
            "taskSlotCounts": PropertySchema("taskSlotCounts", "BatchTaskSlotCounts", required=True),
        },
    ),
    "BatchTaskCreateOptions": ModelSchema(
        "BatchTaskCreateOptions",
        {
            "id": PropertySchema("id", "string", required=True, max_length=64, pattern="^[A-Za-z0-9_-]+$"),
            "displayName": PropertySchema("displayName", "string", max_length=1024),
            "exitConditions": PropertySchema("exitConditions", "ExitConditions"),
            "commandLine": PropertySchema("commandLine", "string", required=True),
            "containerSettings": PropertySchema("containerSettings", "BatchTaskContainerSettings"),
            "resourceFiles": PropertySchema("resourceFiles", "list[ResourceFile]"),
            "outputFiles": PropertySchema("outputFiles", "list[OutputFile]"),
            "environmentSettings": PropertySchema("environmentSettings", "list[EnvironmentSetting]"),
            "affinityInfo": PropertySchema("affinityInfo", "BatchAffinityInfo"),
            "constraints": PropertySchema("constraints", "BatchTaskConstraints"),
            "requiredSlots": PropertySchema("requiredSlots", "int", default=1),
            "userIdentity": PropertySchema("userIdentity", "UserIdentity"),
            "multiInstanceSettings": PropertySchema("multiInstanceSettings", "MultiInstanceSettings"),
            "dependsOn": PropertySchema("dependsOn", "BatchTaskDependencies"),
            "applicationPackageReferences": PropertySchema(
                "applicationPackageReferences", "list[BatchApplicationPackageReference]"
            ),
        },
    ),
    "BatchTaskCreateResult": ModelSchema(
        "BatchTaskCreateResult",
        {
            "status": PropertySchema("status", "BatchTaskAddStatus", required=True),
            "taskId": PropertySchema("taskId", "string", required=True),
            "eTag": PropertySchema("eTag", "string"),
            "lastModified": PropertySchema("lastModified", "datetime"),
            "location": PropertySchema("location", "string"),
            "error": PropertySchema("error", "BatchError"),
        },
    ),
    "BatchTaskDependencies": ModelSchema(
        "BatchTaskDependencies",
        {
            "taskIds": PropertySchema("taskIds", "list[string]"),
            "taskIdRanges": PropertySchema("taskIdRanges", "list[BatchTaskIdRange]"),
        },
    ),
    "BatchTaskExecutionInfo": ModelSchema(
        "BatchTaskExecutionInfo",
        {
            "startTime": PropertySchema("startTime", "datetime"),
            "endTime": PropertySchema("endTime", "datetime"),
            "exitCode": PropertySchema("exitCode", "int"),
            "containerInfo": PropertySchema("containerInfo", "BatchTaskContainerExecutionInfo"),
            "failureInfo": PropertySchema("failureInfo", "BatchTaskFailureInfo"),
            "retryCount": PropertySchema("retryCount", "int", required=True),
            "lastRetryTime": PropertySchema("lastRetryTime", "datetime"),
            "requeueCount": PropertySchema("requeueCount", "int", required=True),
            "lastRequeueTime": PropertySchema("lastRequeueTime", "datetime"),
            "result": PropertySchema("result", "BatchTaskExecutionResult"),
        },
    ),
    "BatchTaskFailureInfo": ModelSchema(
        "BatchTaskFailureInfo",
        {
            "category": PropertySchema("category", "BatchErrorSourceCategory", required=True),
            "code": PropertySchema("code", "string"),
            "message": PropertySchema("message", "string"),
            "details": PropertySchema("details", "list[NameValuePair]"),
        },
    ),
    "BatchTaskGroup": ModelSchema(
        "BatchTaskGroup",
        {
            "value": PropertySchema("value", "list[BatchTaskCreateOptions]", required=True, max_items=100),
        },
    ),
    "BatchTaskIdRange": ModelSchema(
        "BatchTaskIdRange",
        {
            "start": PropertySchema("start", "int", required=True),
            "end": PropertySchema("end", "int", required=True),
        },
    ),
    "BatchTaskSlotCounts": ModelSchema(
        "BatchTaskSlotCounts",
        {
            "active": PropertySchema("active", "int", required=True),
            "running": PropertySchema("running", "int", required=True),
            "completed": PropertySchema("completed", "int", required=True),
            "succeeded": PropertySchema("succeeded", "int", required=True),
            "failed": PropertySchema("failed", "int", required=True),
        },
    ),
    "BatchTaskStatistics": ModelSchema(
        "BatchTaskStatistics",
        {
            "url": PropertySchema("url", "string", required=True),
            "startTime": PropertySchema("startTime", "datetime", required=True),
            "lastUpdateTime": PropertySchema("lastUpdateTime", "datetime", required=True),
            "userCPUTime": PropertySchema("userCPUTime", "duration", required=True),
            "kernelCPUTime": PropertySchema("kernelCPUTime", "duration", required=True),
            "wallClockTime": PropertySchema("wallClockTime", "duration", required=True),
            "readIOps": PropertySchema("readIOps", "int64", required=True),
            "writeIOps": PropertySchema("writeIOps", "int64", required=True),
            "readIOGiB": PropertySchema("readIOGiB", "float", required=True),
            "writeIOGiB": PropertySchema("writeIOGiB", "float", required=True),
            "waitTime": PropertySchema("waitTime", "duration", required=True),
        },
    ),
    "ExitCodeMapping": ModelSchema(
        "ExitCodeMapping",
        {
            "code": PropertySchema("code", "int", required=True),
            "exitOptions": PropertySchema("exitOptions", "ExitOptions", required=True),
        },
    ),
    "ExitCodeRangeMapping": ModelSchema(
        "ExitCodeRangeMapping",
        {
            "start": PropertySchema("start", "int", required=True),
            "end": PropertySchema("end", "int", required=True),
            "exitOptions": PropertySchema("exitOptions", "ExitOptions", required=True),
        },
    ),
    "ExitConditions": ModelSchema(
        "ExitConditions",
        {
            "exitCodes": PropertySchema("exitCodes", "list[ExitCodeMapping]"),
            "exitCodeRanges": PropertySchema("exitCodeRanges", "list[ExitCodeRangeMapping]"),
            "preProcessingError": PropertySchema("preProcessingError", "ExitOptions"),
            "fileUploadError": PropertySchema("fileUploadError", "ExitOptions"),
            "default": PropertySchema("default", "ExitOptions"),
        },
    ),
    "ExitOptions": ModelSchema(
        "ExitOptions",
        {
            "jobAction": PropertySchema("jobAction", "BatchJobActionKind"),
            "dependencyAction": PropertySchema("dependencyAction", "DependencyAction"),
        },
    ),
    "MultiInstanceSettings": ModelSchema(
        "MultiInstanceSettings",
        {
            "numberOfInstances": PropertySchema("numberOfInstances", "int", default=1),
            "coordinationCommandLine": PropertySchema("coordinationCommandLine", "string", required=True),
            "commonResourceFiles": PropertySchema("commonResourceFiles", "list[ResourceFile]"),
        },
    ),
}

ENUMS = {
    "BatchSubtaskState": EnumSchema(
        "BatchSubtaskState", {"preparing": (None, None), "running": (None, None), "completed": (None, None)}
    ),
    "BatchTaskAddStatus": EnumSchema(
        "BatchTaskAddStatus",
        {"success": (None, None), "clienterror": (None, None), "servererror": (None, None)},
    ),
    "BatchTaskExecutionResult": EnumSchema(
        "BatchTaskExecutionResult", {"success": (None, None), "failure": (None, None)}
    ),
    "BatchTaskState": EnumSchema(
        "BatchTaskState",
        {
            "active": (None, None),
            "preparing": (None, None),
            "running": (None, None),
            "completed": (None, None),
        },
    ),
    "DependencyAction": EnumSchema("DependencyAction", {"satisfy": (None, None), "block": (None, None)}),
}
