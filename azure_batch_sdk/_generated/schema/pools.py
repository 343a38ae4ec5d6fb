# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""The schema of pools."""

from ..._runtime.schema import EnumSchema, ModelSchema, PropertySchema

MODELS = {
    "AutoScaleRun": ModelSchema(
        "AutoScaleRun",
        {
            "timestamp": PropertySchema("timestamp", "datetime", required=True),
            "results": PropertySchema("results", "string"),
            "error": PropertySchema("error", "AutoScaleRunError"),
        },
    ),
    "AutoScaleRunError": ModelSchema(
        "AutoScaleRunError",
        {
            "code": PropertySchema("code", "string"),
            "message": PropertySchema("message", "string"),
            "values": PropertySchema("values", "list[NameValuePair]"),
        },
    ),
    "BatchNodeCounts": ModelSchema(
        "BatchNodeCounts",
        {
            "creating": PropertySchema("creating", "int", required=True),
            "idle": PropertySchema("idle", "int", required=True),
            "offline": PropertySchema("offline", "int", required=True),
            "preempted": PropertySchema("preempted", "int", required=True),
            "rebooting": PropertySchema("rebooting", "int", required=True),
            "reimaging": PropertySchema("reimaging", "int", required=True),
            "running": PropertySchema("running", "int", required=True),
            "starting": PropertySchema("starting", "int", required=True),
            "startTaskFailed": PropertySchema("startTaskFailed", "int", required=True),
            "leavingPool": PropertySchema("leavingPool", "int", required=True),
            "unknown": PropertySchema("unknown", "int", required=True),
            "unusable": PropertySchema("unusable", "int", required=True),
            "waitingForStartTask": PropertySchema("waitingForStartTask", "int", required=True),
            "deallocated": PropertySchema("deallocated", "int", required=True),
            "deallocating": PropertySchema("deallocating", "int", required=True),
            "total": PropertySchema("total", "int", required=True),
            "upgradingOS": PropertySchema("upgradingOS", "int", required=True),
        },
    ),
    "BatchNodeRemoveOptions": ModelSchema(
        "BatchNodeRemoveOptions",
        {
            "nodeList": PropertySchema("nodeList", "list[string]", required=True, max_items=100),
            "resizeTimeout": PropertySchema("resizeTimeout", "duration", default="PT15M", minimum="PT5M"),
            "nodeDeallocationOption": PropertySchema(
                "nodeDeallocationOption", "BatchNodeDeallocationOption", default="requeue"
            ),
        },
    ),
    "BatchPool": ModelSchema(
        "BatchPool",
        {
            "id": PropertySchema(
                "id", "string", required=True, readonly=True, max_length=64, pattern="^[A-Za-z0-9_-]+$"
            ),
            "displayName": PropertySchema("displayName", "string", readonly=True, max_length=1024),
            "url": PropertySchema("url", "string", required=True, readonly=True),
            "eTag": PropertySchema("eTag", "string", required=True, readonly=True),
            "lastModified": PropertySchema("lastModified", "datetime", required=True, readonly=True),
            "creationTime": PropertySchema("creationTime", "datetime", required=True, readonly=True),
            "state": PropertySchema("state", "BatchPoolState", required=True, readonly=True),
            "stateTransitionTime": PropertySchema(
                "stateTransitionTime", "datetime", required=True, readonly=True
            ),
            "allocationState": PropertySchema("allocationState", "AllocationState", readonly=True),
            "allocationStateTransitionTime": PropertySchema(
                "allocationStateTransitionTime", "datetime", readonly=True
            ),
            "vmSize": PropertySchema("vmSize", "string", required=True, readonly=True),
            "virtualMachineConfiguration": PropertySchema(
                "virtualMachineConfiguration", "VirtualMachineConfiguration", readonly=True
            ),
            "resizeTimeout": PropertySchema("resizeTimeout", "duration", readonly=True, default="PT15M"),
            "resizeErrors": PropertySchema("resizeErrors", "list[ResizeError]", readonly=True),
            "currentDedicatedNodes": PropertySchema(
                "currentDedicatedNodes", "int", required=True, readonly=True
            ),
            "currentLowPriorityNodes": PropertySchema(
                "currentLowPriorityNodes", "int", required=True, readonly=True
            ),
            "targetDedicatedNodes": PropertySchema("targetDedicatedNodes", "int", readonly=True),
            "targetLowPriorityNodes": PropertySchema("targetLowPriorityNodes", "int", readonly=True),
            "enableAutoScale": PropertySchema("enableAutoScale", "boolean", readonly=True, default=False),
            "autoScaleFormula": PropertySchema("autoScaleFormula", "string", readonly=True),
            "autoScaleEvaluationInterval": PropertySchema(
                "autoScaleEvaluationInterval", "duration", readonly=True
            ),
            "autoScaleRun": PropertySchema("autoScaleRun", "AutoScaleRun", readonly=True),
            "enableInterNodeCommunication": PropertySchema(
                "enableInterNodeCommunication", "boolean", readonly=True, default=False
            ),
            "networkConfiguration": PropertySchema(
                "networkConfiguration", "NetworkConfiguration", readonly=True
            ),
            "startTask": PropertySchema("startTask", "BatchStartTask"),
            "applicationPackageReferences": PropertySchema(
                "applicationPackageReferences",
                "list[BatchApplicationPackageReference]",
                readonly=True,
                max_items=10,
            ),
            "taskSlotsPerNode": PropertySchema("taskSlotsPerNode", "int", readonly=True, default=1),
            "taskSchedulingPolicy": PropertySchema(
                "taskSchedulingPolicy", "BatchTaskSchedulingPolicy", readonly=True
            ),
            "userAccounts": PropertySchema("userAccounts", "list[UserAccount]", readonly=True),
            "metadata": PropertySchema("metadata", "list[BatchMetadataItem]", readonly=True),
            "stats": PropertySchema("stats", "BatchPoolStatistics", readonly=True),
            "mountConfiguration": PropertySchema(
                "mountConfiguration", "list[MountConfiguration]", readonly=True
            ),
            "identity": PropertySchema("identity", "BatchPoolIdentity", readonly=True),
            "upgradePolicy": PropertySchema("upgradePolicy", "UpgradePolicy"),
            "vmSkuProfile": PropertySchema(
                "vmSkuProfile", "VirtualMachineSkuProfile", readonly=True, since="2026-10-01"
            ),
        },
    ),
    "BatchPoolCreateOptions": ModelSchema(
        "BatchPoolCreateOptions",
        {
            "id": PropertySchema("id", "string", required=True, max_length=64, pattern="^[A-Za-z0-9_-]+$"),
            "displayName": PropertySchema("displayName", "string", max_length=1024),
            "vmSize": PropertySchema("vmSize", "string", required=True),
            "virtualMachineConfiguration": PropertySchema(
                "virtualMachineConfiguration", "VirtualMachineConfiguration"
            ),
            "resizeTimeout": PropertySchema("resizeTimeout", "duration", default="PT15M", minimum="PT5M"),
            "targetDedicatedNodes": PropertySchema("targetDedicatedNodes", "int"),
            "targetLowPriorityNodes": PropertySchema("targetLowPriorityNodes", "int"),
            "enableAutoScale": PropertySchema("enableAutoScale", "boolean", default=False),
            "autoScaleFormula": PropertySchema("autoScaleFormula", "string"),
            "autoScaleEvaluationInterval": PropertySchema(
                "autoScaleEvaluationInterval", "duration", default="PT15M", minimum="PT5M", maximum="PT168H"
            ),
            "enableInterNodeCommunication": PropertySchema(
                "enableInterNodeCommunication", "boolean", default=False
            ),
            "networkConfiguration": PropertySchema("networkConfiguration", "NetworkConfiguration"),
            "startTask": PropertySchema("startTask", "BatchStartTask"),
            "applicationPackageReferences": PropertySchema(
                "applicationPackageReferences", "list[BatchApplicationPackageReference]", max_items=10
            ),
            "taskSlotsPerNode": PropertySchema("taskSlotsPerNode", "int", default=1),
            "taskSchedulingPolicy": PropertySchema("taskSchedulingPolicy", "BatchTaskSchedulingPolicy"),
            "userAccounts": PropertySchema("userAccounts", "list[UserAccount]"),
            "metadata": PropertySchema("metadata", "list[BatchMetadataItem]"),
            "mountConfiguration": PropertySchema("mountConfiguration", "list[MountConfiguration]"),
            "upgradePolicy": PropertySchema("upgradePolicy", "UpgradePolicy"),
            "vmSkuProfile": PropertySchema("vmSkuProfile", "VirtualMachineSkuProfile", since="2026-10-01"),
        },
    ),
    "BatchPoolEnableAutoScaleOptions": ModelSchema(
        "BatchPoolEnableAutoScaleOptions",
        {
            "autoScaleFormula": PropertySchema("autoScaleFormula", "string"),
            "autoScaleEvaluationInterval": PropertySchema(
                "autoScaleEvaluationInterval", "duration", default="PT15M", minimum="PT5M", maximum="PT168H"
            ),
        },
    ),
    "BatchPoolEvaluateAutoScaleOptions": ModelSchema(
        "BatchPoolEvaluateAutoScaleOptions",
        {
            "autoScaleFormula": PropertySchema("autoScaleFormula", "string", required=True),
        },
    ),
    "BatchPoolIdentity": ModelSchema(
        "BatchPoolIdentity",
        {
            "type": PropertySchema("type", "BatchPoolIdentityType", required=True),
            "userAssignedIdentities": PropertySchema(
                "userAssignedIdentities", "list[BatchUserAssignedIdentity]"
            ),
        },
    ),
    "BatchPoolNodeCounts": ModelSchema(
        "BatchPoolNodeCounts",
        {
            "poolId": PropertySchema("poolId", "string", required=True),
            "dedicated": PropertySchema("dedicated", "BatchNodeCounts"),
            "lowPriority": PropertySchema("lowPriority", "BatchNodeCounts"),
        },
    ),
    "BatchPoolReplaceOptions": ModelSchema(
        "BatchPoolReplaceOptions",
        {
            "startTask": PropertySchema("startTask", "BatchStartTask"),
            "applicationPackageReferences": PropertySchema(
                "applicationPackageReferences",
                "list[BatchApplicationPackageReference]",
                required=True,
                max_items=10,
            ),
            "metadata": PropertySchema("metadata", "list[BatchMetadataItem]", required=True),
        },
    ),
    "BatchPoolResizeOptions": ModelSchema(
        "BatchPoolResizeOptions",
        {
            "targetDedicatedNodes": PropertySchema("targetDedicatedNodes", "int"),
            "targetLowPriorityNodes": PropertySchema("targetLowPriorityNodes", "int"),
            "resizeTimeout": PropertySchema("resizeTimeout", "duration", default="PT15M", minimum="PT5M"),
            "nodeDeallocationOption": PropertySchema(
                "nodeDeallocationOption", "BatchNodeDeallocationOption", default="requeue"
            ),
        },
    ),
    "BatchPoolResourceStatistics": ModelSchema(
        "BatchPoolResourceStatistics",
        {
            "startTime": PropertySchema("startTime", "datetime", required=True),
            "lastUpdateTime": PropertySchema("lastUpdateTime", "datetime", required=True),
            "avgCPUPercentage": PropertySchema("avgCPUPercentage", "float", required=True),
            "avgMemoryGiB": PropertySchema("avgMemoryGiB", "float", required=True),
            "peakMemoryGiB": PropertySchema("peakMemoryGiB", "float", required=True),
            "avgDiskGiB": PropertySchema("avgDiskGiB", "float", required=True),
            "peakDiskGiB": PropertySchema("peakDiskGiB", "float", required=True),
            "diskReadIOps": PropertySchema("diskReadIOps", "int64", required=True),
            "diskWriteIOps": PropertySchema("diskWriteIOps", "int64", required=True),
            "diskReadGiB": PropertySchema("diskReadGiB", "float", required=True),
            "diskWriteGiB": PropertySchema("diskWriteGiB", "float", required=True),
            "networkReadGiB": PropertySchema("networkReadGiB", "float", required=True),
            "networkWriteGiB": PropertySchema("networkWriteGiB", "float", required=True),
        },
    ),
    "BatchPoolSpecification": ModelSchema(
        "BatchPoolSpecification",
        {
            "displayName": PropertySchema("displayName", "string", max_length=1024),
            "vmSize": PropertySchema("vmSize", "string", required=True),
            "virtualMachineConfiguration": PropertySchema(
                "virtualMachineConfiguration", "VirtualMachineConfiguration"
            ),
            "taskSlotsPerNode": PropertySchema("taskSlotsPerNode", "int", default=1),
            "taskSchedulingPolicy": PropertySchema("taskSchedulingPolicy", "BatchTaskSchedulingPolicy"),
            "resizeTimeout": PropertySchema("resizeTimeout", "duration", default="PT15M", minimum="PT5M"),
            "targetDedicatedNodes": PropertySchema("targetDedicatedNodes", "int"),
            "targetLowPriorityNodes": PropertySchema("targetLowPriorityNodes", "int"),
            "enableAutoScale": PropertySchema("enableAutoScale", "boolean", default=False),
            "autoScaleFormula": PropertySchema("autoScaleFormula", "string"),
            "autoScaleEvaluationInterval": PropertySchema(
                "autoScaleEvaluationInterval", "duration", default="PT15M", minimum="PT5M", maximum="PT168H"
            ),
            "enableInterNodeCommunication": PropertySchema(
                "enableInterNodeCommunication", "boolean", default=False
            ),
            "networkConfiguration": PropertySchema("networkConfiguration", "NetworkConfiguration"),
            "startTask": PropertySchema("startTask", "BatchStartTask"),
            "applicationPackageReferences": PropertySchema(
                "applicationPackageReferences", "list[BatchApplicationPackageReference]", max_items=10
            ),
            "userAccounts": PropertySchema("userAccounts", "list[UserAccount]"),
            "metadata": PropertySchema("metadata", "list[BatchMetadataItem]"),
            "mountConfiguration": PropertySchema("mountConfiguration", "list[MountConfiguration]"),
            "upgradePolicy": PropertySchema("upgradePolicy", "UpgradePolicy"),
        },
    ),
    "BatchPoolStatistics": ModelSchema(
        "BatchPoolStatistics",
        {
            "url": PropertySchema("url", "string", required=True),
            "startTime": PropertySchema("startTime", "datetime", required=True),
            "lastUpdateTime": PropertySchema("lastUpdateTime", "datetime", required=True),
            "usageStats": PropertySchema("usageStats", "BatchPoolUsageStatistics", until="2026-10-01"),
            "resourceStats": PropertySchema("resourceStats", "BatchPoolResourceStatistics"),
        },
    ),
    "BatchPoolUpdateOptions": ModelSchema(
        "BatchPoolUpdateOptions",
        {
            "displayName": PropertySchema("displayName", "string", max_length=1024),
            "vmSize": PropertySchema("vmSize", "string"),
            "enableInterNodeCommunication": PropertySchema("enableInterNodeCommunication", "boolean"),
            "startTask": PropertySchema("startTask", "BatchStartTask"),
            "applicationPackageReferences": PropertySchema(
                "applicationPackageReferences", "list[BatchApplicationPackageReference]"
            ),
            "metadata": PropertySchema("metadata", "list[BatchMetadataItem]"),
            "virtualMachineConfiguration": PropertySchema(
                "virtualMachineConfiguration", "VirtualMachineConfiguration"
            ),
            "taskSlotsPerNode": PropertySchema("taskSlotsPerNode", "int"),
            "taskSchedulingPolicy": PropertySchema("taskSchedulingPolicy", "BatchTaskSchedulingPolicy"),
            "networkConfiguration": PropertySchema("networkConfiguration", "NetworkConfiguration"),
            "userAccounts": PropertySchema("userAccounts", "list[UserAccount]"),
            "mountConfiguration": PropertySchema("mountConfiguration", "list[MountConfiguration]"),
            "upgradePolicy": PropertySchema("upgradePolicy", "UpgradePolicy"),
            "vmSkuProfile": PropertySchema("vmSkuProfile", "VirtualMachineSkuProfile", since="2026-10-01"),
        },
    ),
    "BatchPoolUsageMetrics": ModelSchema(
        "BatchPoolUsageMetrics",
        {
            "poolId": PropertySchema("poolId", "string", required=True),
            "startTime": PropertySchema("startTime", "datetime", required=True),
            "endTime": PropertySchema("endTime", "datetime", required=True),
            "vmSize": PropertySchema("vmSize", "string", required=True),
            "totalCoreHours": PropertySchema("totalCoreHours", "float", required=True),
        },
        until="2026-10-01",
    ),
    "BatchPoolUsageStatistics": ModelSchema(
        "BatchPoolUsageStatistics",
        {
            "startTime": PropertySchema("startTime", "datetime", required=True),
            "lastUpdateTime": PropertySchema("lastUpdateTime", "datetime", required=True),
            "dedicatedCoreTime": PropertySchema("dedicatedCoreTime", "duration", required=True),
        },
    ),
    "BatchStartTask": ModelSchema(
        "BatchStartTask",
        {
            "commandLine": PropertySchema("commandLine", "string", required=True),
            "containerSettings": PropertySchema("containerSettings", "BatchTaskContainerSettings"),
            "resourceFiles": PropertySchema("resourceFiles", "list[ResourceFile]"),
            "environmentSettings": PropertySchema("environmentSettings", "list[EnvironmentSetting]"),
            "userIdentity": PropertySchema("userIdentity", "UserIdentity"),
            "maxTaskRetryCount": PropertySchema(
                "maxTaskRetryCount", "int", default=0, minimum=-1, unlimited=-1
            ),
            "waitForSuccess": PropertySchema("waitForSuccess", "boolean", default=True),
        },
    ),
    "BatchTaskSchedulingPolicy": ModelSchema(
        "BatchTaskSchedulingPolicy",
        {
            "jobDefaultOrder": PropertySchema("jobDefaultOrder", "BatchJobDefaultOrder", default="none"),
            "nodeFillType": PropertySchema(
                "nodeFillType", "BatchNodeFillType", required=True, default="spread"
            ),
        },
    ),
    "BatchUserAssignedIdentity": ModelSchema(
        "BatchUserAssignedIdentity",
        {
            "resourceId": PropertySchema("resourceId", "string", required=True),
            "clientId": PropertySchema("clientId", "string", readonly=True),
            "principalId": PropertySchema("principalId", "string", readonly=True),
        },
    ),
    "ResizeError": ModelSchema(
        "ResizeError",
        {
            "code": PropertySchema("code", "string"),
            "message": PropertySchema("message", "string"),
            "values": PropertySchema("values", "list[NameValuePair]"),
        },
    ),
}

ENUMS = {
    "AllocationState": EnumSchema(
        "AllocationState", {"steady": (None, None), "resizing": (None, None), "stopping": (None, None)}
    ),
    "BatchJobDefaultOrder": EnumSchema(
        "BatchJobDefaultOrder", {"none": (None, None), "creationtime": (None, None)}
    ),
    "BatchNodeDeallocationOption": EnumSchema(
        "BatchNodeDeallocationOption",
        {
            "requeue": (None, None),
            "terminate": (None, None),
            "taskcompletion": (None, None),
            "retaineddata": (None, "2026-10-01"),
        },
    ),
    "BatchNodeFillType": EnumSchema("BatchNodeFillType", {"spread": (None, None), "pack": (None, None)}),
    "BatchPoolIdentityType": EnumSchema(
        "BatchPoolIdentityType", {"UserAssigned": (None, None), "None": (None, None)}
    ),
    "BatchPoolState": EnumSchema("BatchPoolState", {"active": (None, None), "deleting": (None, None)}),
}
