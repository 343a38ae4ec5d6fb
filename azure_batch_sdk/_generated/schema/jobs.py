# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""The schema of jobs."""

from ..._runtime.schema import EnumSchema, ModelSchema, PropertySchema

MODELS = {
    "BatchAutoPoolSpecification": ModelSchema(
        "BatchAutoPoolSpecification",
        {
            "autoPoolIdPrefix": PropertySchema("autoPoolIdPrefix", "string", max_length=20),
            "poolLifetimeOption": PropertySchema(
                "poolLifetimeOption", "BatchPoolLifetimeOption", required=True
            ),
            "keepAlive": PropertySchema("keepAlive", "boolean", default=False),
            "pool": PropertySchema("pool", "BatchPoolSpecification"),
        },
    ),
    "BatchJob": ModelSchema(
        "BatchJob",
        {
            "id": PropertySchema("id", "string", required=True, readonly=True),
            "displayName": PropertySchema("displayName", "string", readonly=True),
            "usesTaskDependencies": PropertySchema(
                "usesTaskDependencies", "boolean", readonly=True, default=False
            ),
            "url": PropertySchema("url", "string", required=True, readonly=True),
            "eTag": PropertySchema("eTag", "string", required=True, readonly=True),
            "lastModified": PropertySchema("lastModified", "datetime", required=True, readonly=True),
            "creationTime": PropertySchema("creationTime", "datetime", required=True, readonly=True),
            "state": PropertySchema("state", "BatchJobState", required=True, readonly=True),
            "stateTransitionTime": PropertySchema(
                "stateTransitionTime", "datetime", required=True, readonly=True
            ),
            "previousState": PropertySchema("previousState", "BatchJobState", readonly=True),
            "previousStateTransitionTime": PropertySchema(
                "previousStateTransitionTime", "datetime", readonly=True
            ),
            "priority": PropertySchema("priority", "int", default=0, minimum=-1000, maximum=1000),
            "allowTaskPreemption": PropertySchema("allowTaskPreemption", "boolean", default=False),
            "maxParallelTasks": PropertySchema("maxParallelTasks", "int", default=-1, unlimited=-1),
            "constraints": PropertySchema("constraints", "BatchJobConstraints"),
            "jobManagerTask": PropertySchema("jobManagerTask", "BatchJobManagerTask", readonly=True),
            "jobPreparationTask": PropertySchema(
                "jobPreparationTask", "BatchJobPreparationTask", readonly=True
            ),
            "jobReleaseTask": PropertySchema("jobReleaseTask", "BatchJobReleaseTask", readonly=True),
            "commonEnvironmentSettings": PropertySchema(
                "commonEnvironmentSettings", "list[EnvironmentSetting]", readonly=True
            ),
            "poolInfo": PropertySchema("poolInfo", "BatchPoolInfo", required=True),
            "onAllTasksComplete": PropertySchema(
                "onAllTasksComplete", "BatchAllTasksCompleteMode", default="noaction"
            ),
            "onTaskFailure": PropertySchema(
                "onTaskFailure", "BatchTaskFailureMode", readonly=True, default="noaction"
            ),
            "networkConfiguration": PropertySchema(
                "networkConfiguration", "BatchJobNetworkConfiguration", readonly=True
            ),
            "metadata": PropertySchema("metadata", "list[BatchMetadataItem]"),
            "executionInfo": PropertySchema("executionInfo", "BatchJobExecutionInfo", readonly=True),
            "stats": PropertySchema("stats", "BatchJobStatistics", readonly=True),
        },
    ),
    "BatchJobConstraints": ModelSchema(
        "BatchJobConstraints",
        {
            "maxWallClockTime": PropertySchema("maxWallClockTime", "duration"),
            "maxTaskRetryCount": PropertySchema(
                "maxTaskRetryCount", "int", default=0, minimum=-1, unlimited=-1
            ),
        },
    ),
    "BatchJobCreateOptions": ModelSchema(
        "BatchJobCreateOptions",
        {
            "id": PropertySchema("id", "string", required=True, max_length=64, pattern="^[A-Za-z0-9_-]+$"),
            "displayName": PropertySchema("displayName", "string", max_length=1024),
            "usesTaskDependencies": PropertySchema("usesTaskDependencies", "boolean", default=False),
            "priority": PropertySchema("priority", "int", default=0, minimum=-1000, maximum=1000),
            "allowTaskPreemption": PropertySchema("allowTaskPreemption", "boolean", default=False),
            "maxParallelTasks": PropertySchema("maxParallelTasks", "int", default=-1, unlimited=-1),
            "constraints": PropertySchema("constraints", "BatchJobConstraints"),
            "jobManagerTask": PropertySchema("jobManagerTask", "BatchJobManagerTask"),
            "jobPreparationTask": PropertySchema("jobPreparationTask", "BatchJobPreparationTask"),
            "jobReleaseTask": PropertySchema("jobReleaseTask", "BatchJobReleaseTask"),
            "commonEnvironmentSettings": PropertySchema(
                "commonEnvironmentSettings", "list[EnvironmentSetting]"
            ),
            "poolInfo": PropertySchema("poolInfo", "BatchPoolInfo", required=True),
            "onAllTasksComplete": PropertySchema(
                "onAllTasksComplete", "BatchAllTasksCompleteMode", default="noaction"
            ),
            "onTaskFailure": PropertySchema("onTaskFailure", "BatchTaskFailureMode", default="noaction"),
            "networkConfiguration": PropertySchema("networkConfiguration", "BatchJobNetworkConfiguration"),
            "metadata": PropertySchema("metadata", "list[BatchMetadataItem]"),
        },
    ),
    "BatchJobDisableOptions": ModelSchema(
        "BatchJobDisableOptions",
        {
            "disableTasks": PropertySchema("disableTasks", "DisableBatchJobOption", required=True),
        },
    ),
    "BatchJobExecutionInfo": ModelSchema(
        "BatchJobExecutionInfo",
        {
            "startTime": PropertySchema("startTime", "datetime", required=True),
            "endTime": PropertySchema("endTime", "datetime"),
            "poolId": PropertySchema("poolId", "string"),
            "schedulingError": PropertySchema("schedulingError", "BatchJobSchedulingError"),
            "terminateReason": PropertySchema("terminateReason", "string"),
        },
    ),
    "BatchJobManagerTask": ModelSchema(
        "BatchJobManagerTask",
        {
            "id": PropertySchema("id", "string", required=True, max_length=64, pattern="^[A-Za-z0-9_-]+$"),
            "displayName": PropertySchema("displayName", "string", max_length=1024),
            "commandLine": PropertySchema("commandLine", "string", required=True),
            "containerSettings": PropertySchema("containerSettings", "BatchTaskContainerSettings"),
            "resourceFiles": PropertySchema("resourceFiles", "list[ResourceFile]"),
            "outputFiles": PropertySchema("outputFiles", "list[OutputFile]"),
            "environmentSettings": PropertySchema("environmentSettings", "list[EnvironmentSetting]"),
            "constraints": PropertySchema("constraints", "BatchTaskConstraints"),
            "requiredSlots": PropertySchema("requiredSlots", "int", default=1),
            "killJobOnCompletion": PropertySchema("killJobOnCompletion", "boolean", default=True),
            "userIdentity": PropertySchema("userIdentity", "UserIdentity"),
            "runExclusive": PropertySchema("runExclusive", "boolean", default=True),
            "applicationPackageReferences": PropertySchema(
                "applicationPackageReferences", "list[BatchApplicationPackageReference]"
            ),
            "allowLowPriorityNode": PropertySchema("allowLowPriorityNode", "boolean", default=True),
        },
    ),
    "BatchJobNetworkConfiguration": ModelSchema(
        "BatchJobNetworkConfiguration",
        {
            "subnetId": PropertySchema("subnetId", "string", required=True),
            "skipWithdrawFromVNet": PropertySchema("skipWithdrawFromVNet", "boolean", default=False),
        },
    ),
    "BatchJobPreparationAndReleaseTaskStatus": ModelSchema(
        "BatchJobPreparationAndReleaseTaskStatus",
        {
            "poolId": PropertySchema("poolId", "string"),
            "nodeId": PropertySchema("nodeId", "string"),
            "nodeUrl": PropertySchema("nodeUrl", "string"),
            "jobPreparationTaskExecutionInfo": PropertySchema(
                "jobPreparationTaskExecutionInfo", "BatchJobPreparationTaskExecutionInfo"
            ),
            "jobReleaseTaskExecutionInfo": PropertySchema(
                "jobReleaseTaskExecutionInfo", "BatchJobReleaseTaskExecutionInfo"
            ),
        },
    ),
    "BatchJobPreparationTask": ModelSchema(
        "BatchJobPreparationTask",
        {
            "id": PropertySchema(
                "id", "string", default="jobpreparation", max_length=64, pattern="^[A-Za-z0-9_-]+$"
            ),
            "commandLine": PropertySchema("commandLine", "string", required=True),
            "containerSettings": PropertySchema("containerSettings", "BatchTaskContainerSettings"),
            "resourceFiles": PropertySchema("resourceFiles", "list[ResourceFile]"),
            "environmentSettings": PropertySchema("environmentSettings", "list[EnvironmentSetting]"),
            "constraints": PropertySchema("constraints", "BatchTaskConstraints"),
            "waitForSuccess": PropertySchema("waitForSuccess", "boolean", default=True),
            "userIdentity": PropertySchema("userIdentity", "UserIdentity"),
            "rerunOnNodeRebootAfterSuccess": PropertySchema(
                "rerunOnNodeRebootAfterSuccess", "boolean", default=True
            ),
        },
    ),
    "BatchJobPreparationTaskExecutionInfo": ModelSchema(
        "BatchJobPreparationTaskExecutionInfo",
        {
            "startTime": PropertySchema("startTime", "datetime", required=True),
            "endTime": PropertySchema("endTime", "datetime"),
            "state": PropertySchema("state", "BatchJobPreparationTaskState", required=True),
            "taskRootDirectory": PropertySchema("taskRootDirectory", "string"),
            "taskRootDirectoryUrl": PropertySchema("taskRootDirectoryUrl", "string"),
            "exitCode": PropertySchema("exitCode", "int"),
            "containerInfo": PropertySchema("containerInfo", "BatchTaskContainerExecutionInfo"),
            "failureInfo": PropertySchema("failureInfo", "BatchTaskFailureInfo"),
            "retryCount": PropertySchema("retryCount", "int", required=True),
            "lastRetryTime": PropertySchema("lastRetryTime", "datetime"),
            "result": PropertySchema("result", "BatchTaskExecutionResult"),
        },
    ),
    "BatchJobReleaseTask": ModelSchema(
        "BatchJobReleaseTask",
        {
            "id": PropertySchema(
                "id", "string", default="jobrelease", max_length=64, pattern="^[A-Za-z0-9_-]+$"
            ),
            "commandLine": PropertySchema("commandLine", "string", required=True),
            "containerSettings": PropertySchema("containerSettings", "BatchTaskContainerSettings"),
            "resourceFiles": PropertySchema("resourceFiles", "list[ResourceFile]"),
            "environmentSettings": PropertySchema("environmentSettings", "list[EnvironmentSetting]"),
            "maxWallClockTime": PropertySchema(
                "maxWallClockTime", "duration", default="PT15M", maximum="PT15M"
            ),
            "retentionTime": PropertySchema("retentionTime", "duration", default="P7D"),
            "userIdentity": PropertySchema("userIdentity", "UserIdentity"),
        },
    ),
    "BatchJobReleaseTaskExecutionInfo": ModelSchema(
        "BatchJobReleaseTaskExecutionInfo",
        {
            "startTime": PropertySchema("startTime", "datetime", required=True),
            "endTime": PropertySchema("endTime", "datetime"),
            "state": PropertySchema("state", "BatchJobReleaseTaskState", required=True),
            "taskRootDirectory": PropertySchema("taskRootDirectory", "string"),
            "taskRootDirectoryUrl": PropertySchema("taskRootDirectoryUrl", "string"),
            "exitCode": PropertySchema("exitCode", "int"),
            "containerInfo": PropertySchema("containerInfo", "BatchTaskContainerExecutionInfo"),
            "failureInfo": PropertySchema("failureInfo", "BatchTaskFailureInfo"),
            "result": PropertySchema("result", "BatchTaskExecutionResult"),
        },
    ),
    "BatchJobSchedulingError": ModelSchema(
        "BatchJobSchedulingError",
        {
            "category": PropertySchema("category", "BatchErrorSourceCategory", required=True),
            "code": PropertySchema("code", "string"),
            "message": PropertySchema("message", "string"),
            "details": PropertySchema("details", "list[NameValuePair]"),
        },
    ),
    "BatchJobSpecification": ModelSchema(
        "BatchJobSpecification",
        {
            "priority": PropertySchema("priority", "int", default=0, minimum=-1000, maximum=1000),
            "allowTaskPreemption": PropertySchema("allowTaskPreemption", "boolean", default=False),
            "maxParallelTasks": PropertySchema("maxParallelTasks", "int", default=-1, unlimited=-1),
            "displayName": PropertySchema("displayName", "string", max_length=1024),
            "usesTaskDependencies": PropertySchema("usesTaskDependencies", "boolean", default=False),
            "onAllTasksComplete": PropertySchema(
                "onAllTasksComplete", "BatchAllTasksCompleteMode", default="noaction"
            ),
            "onTaskFailure": PropertySchema("onTaskFailure", "BatchTaskFailureMode", default="noaction"),
            "networkConfiguration": PropertySchema("networkConfiguration", "BatchJobNetworkConfiguration"),
            "constraints": PropertySchema("constraints", "BatchJobConstraints"),
            "jobManagerTask": PropertySchema("jobManagerTask", "BatchJobManagerTask"),
            "jobPreparationTask": PropertySchema("jobPreparationTask", "BatchJobPreparationTask"),
            "jobReleaseTask": PropertySchema("jobReleaseTask", "BatchJobReleaseTask"),
            "commonEnvironmentSettings": PropertySchema(
                "commonEnvironmentSettings", "list[EnvironmentSetting]"
            ),
            "poolInfo": PropertySchema("poolInfo", "BatchPoolInfo", required=True),
            "metadata": PropertySchema("metadata", "list[BatchMetadataItem]"),
        },
    ),
    "BatchJobStatistics": ModelSchema(
        "BatchJobStatistics",
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
            "numSucceededTasks": PropertySchema("numSucceededTasks", "int64", required=True),
            "numFailedTasks": PropertySchema("numFailedTasks", "int64", required=True),
            "numTaskRetries": PropertySchema("numTaskRetries", "int64", required=True),
            "waitTime": PropertySchema("waitTime", "duration", required=True),
        },
    ),
    "BatchJobTerminateOptions": ModelSchema(
        "BatchJobTerminateOptions",
        {
            "terminateReason": PropertySchema("terminateReason", "string", default="UserTerminate"),
        },
    ),
    "BatchJobUpdateOptions": ModelSchema(
        "BatchJobUpdateOptions",
        {
            "priority": PropertySchema("priority", "int", minimum=-1000, maximum=1000),
            "allowTaskPreemption": PropertySchema("allowTaskPreemption", "boolean"),
            "maxParallelTasks": PropertySchema("maxParallelTasks", "int", unlimited=-1),
            "constraints": PropertySchema("constraints", "BatchJobConstraints"),
            "poolInfo": PropertySchema("poolInfo", "BatchPoolInfo"),
            "onAllTasksComplete": PropertySchema("onAllTasksComplete", "BatchAllTasksCompleteMode"),
            "metadata": PropertySchema("metadata", "list[BatchMetadataItem]"),
            "networkConfiguration": PropertySchema("networkConfiguration", "BatchJobNetworkConfiguration"),
        },
    ),
    "BatchPoolInfo": ModelSchema(
        "BatchPoolInfo",
        {
            "poolId": PropertySchema("poolId", "string"),
            "autoPoolSpecification": PropertySchema("autoPoolSpecification", "BatchAutoPoolSpecification"),
        },
    ),
}

ENUMS = {
    "BatchAllTasksCompleteMode": EnumSchema(
        "BatchAllTasksCompleteMode", {"noaction": (None, None), "terminatejob": (None, None)}
    ),
    "BatchJobActionKind": EnumSchema(
        "BatchJobActionKind", {"none": (None, None), "disable": (None, None), "terminate": (None, None)}
    ),
    "BatchJobPreparationTaskState": EnumSchema(
        "BatchJobPreparationTaskState", {"running": (None, None), "completed": (None, None)}
    ),
    "BatchJobReleaseTaskState": EnumSchema(
        "BatchJobReleaseTaskState", {"running": (None, None), "completed": (None, None)}
    ),
    "BatchJobState": EnumSchema(
        "BatchJobState",
        {
            "active": (None, None),
            "disabling": (None, None),
            "disabled": (None, None),
            "enabling": (None, None),
            "terminating": (None, None),
            "completed": (None, None),
            "deleting": (None, None),
        },
    ),
    "BatchPoolLifetimeOption": EnumSchema(
        "BatchPoolLifetimeOption", {"jobschedule": (None, None), "job": (None, None)}
    ),
    "BatchTaskFailureMode": EnumSchema(
        "BatchTaskFailureMode", {"noaction": (None, None), "performexitoptionsjobaction": (None, None)}
    ),
    "DisableBatchJobOption": EnumSchema(
        "DisableBatchJobOption", {"requeue": (None, None), "terminate": (None, None), "wait": (None, None)}
    ),
}
