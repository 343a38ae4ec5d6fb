# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""The schema of job schedules."""

from ..._runtime.schema import EnumSchema, ModelSchema, PropertySchema

MODELS = {
    "BatchJobSchedule": ModelSchema(
        "BatchJobSchedule",
        {
            "id": PropertySchema("id", "string", required=True, readonly=True),
            "displayName": PropertySchema("displayName", "string", readonly=True),
            "url": PropertySchema("url", "string", required=True, readonly=True),
            "eTag": PropertySchema("eTag", "string", required=True, readonly=True),
            "lastModified": PropertySchema("lastModified", "datetime", required=True, readonly=True),
            "creationTime": PropertySchema("creationTime", "datetime", required=True, readonly=True),
            "state": PropertySchema("state", "BatchJobScheduleState", required=True, readonly=True),
            "stateTransitionTime": PropertySchema(
                "stateTransitionTime", "datetime", required=True, readonly=True
            ),
            "previousState": PropertySchema("previousState", "BatchJobScheduleState", readonly=True),
            "previousStateTransitionTime": PropertySchema(
                "previousStateTransitionTime", "datetime", readonly=True
            ),
            "schedule": PropertySchema("schedule", "BatchJobScheduleConfiguration"),
            "jobSpecification": PropertySchema("jobSpecification", "BatchJobSpecification", required=True),
            "executionInfo": PropertySchema(
                "executionInfo", "BatchJobScheduleExecutionInfo", required=True, readonly=True
            ),
            "metadata": PropertySchema("metadata", "list[BatchMetadataItem]"),
            "stats": PropertySchema("stats", "BatchJobScheduleStatistics", readonly=True),
        },
    ),
    "BatchJobScheduleConfiguration": ModelSchema(
        "BatchJobScheduleConfiguration",
        {
            "doNotRunUntil": PropertySchema("doNotRunUntil", "datetime"),
            "doNotRunAfter": PropertySchema("doNotRunAfter", "datetime"),
            "startWindow": PropertySchema("startWindow", "duration", minimum="PT1M"),
            "recurrenceInterval": PropertySchema("recurrenceInterval", "duration", minimum="PT1M"),
        },
    ),
    "BatchJobScheduleCreateOptions": ModelSchema(
        "BatchJobScheduleCreateOptions",
        {
            "id": PropertySchema("id", "string", required=True, max_length=64, pattern="^[A-Za-z0-9_-]+$"),
            "displayName": PropertySchema("displayName", "string", max_length=1024),
            "schedule": PropertySchema("schedule", "BatchJobScheduleConfiguration", required=True),
            "jobSpecification": PropertySchema("jobSpecification", "BatchJobSpecification", required=True),
            "metadata": PropertySchema("metadata", "list[BatchMetadataItem]"),
        },
    ),
    "BatchJobScheduleExecutionInfo": ModelSchema(
        "BatchJobScheduleExecutionInfo",
        {
            "nextRunTime": PropertySchema("nextRunTime", "datetime"),
            "recentJob": PropertySchema("recentJob", "RecentBatchJob"),
            "endTime": PropertySchema("endTime", "datetime"),
        },
    ),
    "BatchJobScheduleStatistics": ModelSchema(
        "BatchJobScheduleStatistics",
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
    "BatchJobScheduleUpdateOptions": ModelSchema(
        "BatchJobScheduleUpdateOptions",
        {
            "schedule": PropertySchema("schedule", "BatchJobScheduleConfiguration"),
            "jobSpecification": PropertySchema("jobSpecification", "BatchJobSpecification"),
            "metadata": PropertySchema("metadata", "list[BatchMetadataItem]"),
        },
    ),
    "RecentBatchJob": ModelSchema(
        "RecentBatchJob",
        {
            "id": PropertySchema("id", "string"),
            "url": PropertySchema("url", "string"),
        },
    ),
}

ENUMS = {
    "BatchJobScheduleState": EnumSchema(
        "BatchJobScheduleState",
        {
            "active": (None, None),
            "completed": (None, None),
            "disabled": (None, None),
            "terminating": (None, None),
            "deleting": (None, None),
        },
    ),
}
