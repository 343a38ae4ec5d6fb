# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""All generated models and enums; a resource's module is loaded when one of its names is first used."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .applications import (
        BatchApplication as BatchApplication,
    )
    from .applications import (
        BatchApplicationPackageReference as BatchApplicationPackageReference,
    )
    from .common import (
        BatchError as BatchError,
    )
    from .common import (
        BatchErrorDetail as BatchErrorDetail,
    )
    from .common import (
        BatchErrorMessage as BatchErrorMessage,
    )
    from .common import (
        BatchErrorSourceCategory as BatchErrorSourceCategory,
    )
    from .common import (
        BatchMetadataItem as BatchMetadataItem,
    )
    from .common import (
        BatchNodeIdentityReference as BatchNodeIdentityReference,
    )
    from .common import (
        EnvironmentSetting as EnvironmentSetting,
    )
    from .common import (
        NameValuePair as NameValuePair,
    )
    from .containers import (
        BatchContainerConfiguration as BatchContainerConfiguration,
    )
    from .containers import (
        BatchTaskContainerExecutionInfo as BatchTaskContainerExecutionInfo,
    )
    from .containers import (
        BatchTaskContainerSettings as BatchTaskContainerSettings,
    )
    from .containers import (
        ContainerHostBatchBindMountEntry as ContainerHostBatchBindMountEntry,
    )
    from .containers import (
        ContainerHostDataPath as ContainerHostDataPath,
    )
    from .containers import (
        ContainerRegistryReference as ContainerRegistryReference,
    )
    from .containers import (
        ContainerType as ContainerType,
    )
    from .containers import (
        ContainerWorkingDirectory as ContainerWorkingDirectory,
    )
    from .files import (
        BatchNodeFile as BatchNodeFile,
    )
    from .files import (
        FileProperties as FileProperties,
    )
    from .files import (
        OutputFile as OutputFile,
    )
    from .files import (
        OutputFileBlobContainerDestination as OutputFileBlobContainerDestination,
    )
    from .files import (
        OutputFileDestination as OutputFileDestination,
    )
    from .files import (
        OutputFileUploadCondition as OutputFileUploadCondition,
    )
    from .files import (
        OutputFileUploadConfiguration as OutputFileUploadConfiguration,
    )
    from .files import (
        OutputFileUploadHeader as OutputFileUploadHeader,
    )
    from .files import (
        ResourceFile as ResourceFile,
    )
    from .job_schedules import (
        BatchJobSchedule as BatchJobSchedule,
    )
    from .job_schedules import (
        BatchJobScheduleConfiguration as BatchJobScheduleConfiguration,
    )
    from .job_schedules import (
        BatchJobScheduleCreateOptions as BatchJobScheduleCreateOptions,
    )
    from .job_schedules import (
        BatchJobScheduleExecutionInfo as BatchJobScheduleExecutionInfo,
    )
    from .job_schedules import (
        BatchJobScheduleState as BatchJobScheduleState,
    )
    from .job_schedules import (
        BatchJobScheduleStatistics as BatchJobScheduleStatistics,
    )
    from .job_schedules import (
        BatchJobScheduleUpdateOptions as BatchJobScheduleUpdateOptions,
    )
    from .job_schedules import (
        RecentBatchJob as RecentBatchJob,
    )
    from .jobs import (
        BatchAllTasksCompleteMode as BatchAllTasksCompleteMode,
    )
    from .jobs import (
        BatchAutoPoolSpecification as BatchAutoPoolSpecification,
    )
    from .jobs import (
        BatchJob as BatchJob,
    )
    from .jobs import (
        BatchJobActionKind as BatchJobActionKind,
    )
    from .jobs import (
        BatchJobConstraints as BatchJobConstraints,
    )
    from .jobs import (
        BatchJobCreateOptions as BatchJobCreateOptions,
    )
    from .jobs import (
        BatchJobDisableOptions as BatchJobDisableOptions,
    )
    from .jobs import (
        BatchJobExecutionInfo as BatchJobExecutionInfo,
    )
    from .jobs import (
        BatchJobManagerTask as BatchJobManagerTask,
    )
    from .jobs import (
        BatchJobNetworkConfiguration as BatchJobNetworkConfiguration,
    )
    from .jobs import (
        BatchJobPreparationAndReleaseTaskStatus as BatchJobPreparationAndReleaseTaskStatus,
    )
    from .jobs import (
        BatchJobPreparationTask as BatchJobPreparationTask,
    )
    from .jobs import (
        BatchJobPreparationTaskExecutionInfo as BatchJobPreparationTaskExecutionInfo,
    )
    from .jobs import (
        BatchJobPreparationTaskState as BatchJobPreparationTaskState,
    )
    from .jobs import (
        BatchJobReleaseTask as BatchJobReleaseTask,
    )
    from .jobs import (
        BatchJobReleaseTaskExecutionInfo as BatchJobReleaseTaskExecutionInfo,
    )
    from .jobs import (
        BatchJobReleaseTaskState as BatchJobReleaseTaskState,
    )
    from .jobs import (
        BatchJobSchedulingError as BatchJobSchedulingError,
    )
    from .jobs import (
        BatchJobSpecification as BatchJobSpecification,
    )
    from .jobs import (
        BatchJobState as BatchJobState,
    )
    from .jobs import (
        BatchJobStatistics as BatchJobStatistics,
    )
    from .jobs import (
        BatchJobTerminateOptions as BatchJobTerminateOptions,
    )
    from .jobs import (
        BatchJobUpdateOptions as BatchJobUpdateOptions,
    )
    from .jobs import (
        BatchPoolInfo as BatchPoolInfo,
    )
    from .jobs import (
        BatchPoolLifetimeOption as BatchPoolLifetimeOption,
    )
    from .jobs import (
        BatchTaskFailureMode as BatchTaskFailureMode,
    )
    from .jobs import (
        DisableBatchJobOption as DisableBatchJobOption,
    )
    from .mounts import (
        AzureBlobFileSystemConfiguration as AzureBlobFileSystemConfiguration,
    )
    from .mounts import (
        AzureFileShareConfiguration as AzureFileShareConfiguration,
    )
    from .mounts import (
        CifsMountConfiguration as CifsMountConfiguration,
    )
    from .mounts import (
        MountConfiguration as MountConfiguration,
    )
    from .mounts import (
        NfsMountConfiguration as NfsMountConfiguration,
    )
    from .networks import (
        BatchInboundNatPool as BatchInboundNatPool,
    )
    from .networks import (
        BatchPoolEndpointConfiguration as BatchPoolEndpointConfiguration,
    )
    from .networks import (
        BatchPublicIpAddressConfiguration as BatchPublicIpAddressConfiguration,
    )
    from .networks import (
        DynamicVNetAssignmentScope as DynamicVNetAssignmentScope,
    )
    from .networks import (
        InboundEndpointProtocol as InboundEndpointProtocol,
    )
    from .networks import (
        IpAddressProvisioningType as IpAddressProvisioningType,
    )
    from .networks import (
        IPFamily as IPFamily,
    )
    from .networks import (
        IPTag as IPTag,
    )
    from .networks import (
        NetworkConfiguration as NetworkConfiguration,
    )
    from .networks import (
        NetworkSecurityGroupRule as NetworkSecurityGroupRule,
    )
    from .networks import (
        NetworkSecurityGroupRuleAccess as NetworkSecurityGroupRuleAccess,
    )
    from .nodes import (
        BatchNode as BatchNode,
    )
    from .nodes import (
        BatchNodeAgentInfo as BatchNodeAgentInfo,
    )
    from .nodes import (
        BatchNodeDeallocateOption as BatchNodeDeallocateOption,
    )
    from .nodes import (
        BatchNodeDeallocateOptions as BatchNodeDeallocateOptions,
    )
    from .nodes import (
        BatchNodeDisableSchedulingOption as BatchNodeDisableSchedulingOption,
    )
    from .nodes import (
        BatchNodeDisableSchedulingOptions as BatchNodeDisableSchedulingOptions,
    )
    from .nodes import (
        BatchNodeEndpointConfiguration as BatchNodeEndpointConfiguration,
    )
    from .nodes import (
        BatchNodeError as BatchNodeError,
    )
    from .nodes import (
        BatchNodeRebootKind as BatchNodeRebootKind,
    )
    from .nodes import (
        BatchNodeRebootOptions as BatchNodeRebootOptions,
    )
    from .nodes import (
        BatchNodeReimageOption as BatchNodeReimageOption,
    )
    from .nodes import (
        BatchNodeReimageOptions as BatchNodeReimageOptions,
    )
    from .nodes import (
        BatchNodeRemoteLoginSettings as BatchNodeRemoteLoginSettings,
    )
    from .nodes import (
        BatchNodeState as BatchNodeState,
    )
    from .nodes import (
        BatchNodeUserCreateOptions as BatchNodeUserCreateOptions,
    )
    from .nodes import (
        BatchNodeUserReplaceOptions as BatchNodeUserReplaceOptions,
    )
    from .nodes import (
        BatchNodeVMExtension as BatchNodeVMExtension,
    )
    from .nodes import (
        BatchStartTaskInfo as BatchStartTaskInfo,
    )
    from .nodes import (
        BatchStartTaskState as BatchStartTaskState,
    )
    from .nodes import (
        BatchTaskInfo as BatchTaskInfo,
    )
    from .nodes import (
        InboundEndpoint as InboundEndpoint,
    )
    from .nodes import (
        SchedulingState as SchedulingState,
    )
    from .nodes import (
        UploadBatchServiceLogsOptions as UploadBatchServiceLogsOptions,
    )
    from .nodes import (
        UploadBatchServiceLogsResult as UploadBatchServiceLogsResult,
    )
    from .nodes import (
        VirtualMachineInfo as VirtualMachineInfo,
    )
    from .pools import (
        AllocationState as AllocationState,
    )
    from .pools import (
        AutoScaleRun as AutoScaleRun,
    )
    from .pools import (
        AutoScaleRunError as AutoScaleRunError,
    )
    from .pools import (
        BatchJobDefaultOrder as BatchJobDefaultOrder,
    )
    from .pools import (
        BatchNodeCounts as BatchNodeCounts,
    )
    from .pools import (
        BatchNodeDeallocationOption as BatchNodeDeallocationOption,
    )
    from .pools import (
        BatchNodeFillType as BatchNodeFillType,
    )
    from .pools import (
        BatchNodeRemoveOptions as BatchNodeRemoveOptions,
    )
    from .pools import (
        BatchPool as BatchPool,
    )
    from .pools import (
        BatchPoolCreateOptions as BatchPoolCreateOptions,
    )
    from .pools import (
        BatchPoolEnableAutoScaleOptions as BatchPoolEnableAutoScaleOptions,
    )
    from .pools import (
        BatchPoolEvaluateAutoScaleOptions as BatchPoolEvaluateAutoScaleOptions,
    )
    from .pools import (
        BatchPoolIdentity as BatchPoolIdentity,
    )
    from .pools import (
        BatchPoolIdentityType as BatchPoolIdentityType,
    )
    from .pools import (
        BatchPoolNodeCounts as BatchPoolNodeCounts,
    )
    from .pools import (
        BatchPoolReplaceOptions as BatchPoolReplaceOptions,
    )
    from .pools import (
        BatchPoolResizeOptions as BatchPoolResizeOptions,
    )
    from .pools import (
        BatchPoolResourceStatistics as BatchPoolResourceStatistics,
    )
    from .pools import (
        BatchPoolSpecification as BatchPoolSpecification,
    )
    from .pools import (
        BatchPoolState as BatchPoolState,
    )
    from .pools import (
        BatchPoolStatistics as BatchPoolStatistics,
    )
    from .pools import (
        BatchPoolUpdateOptions as BatchPoolUpdateOptions,
    )
    from .pools import (
        BatchPoolUsageMetrics as BatchPoolUsageMetrics,
    )
    from .pools import (
        BatchPoolUsageStatistics as BatchPoolUsageStatistics,
    )
    from .pools import (
        BatchStartTask as BatchStartTask,
    )
    from .pools import (
        BatchTaskSchedulingPolicy as BatchTaskSchedulingPolicy,
    )
    from .pools import (
        BatchUserAssignedIdentity as BatchUserAssignedIdentity,
    )
    from .pools import (
        ResizeError as ResizeError,
    )
    from .tasks import (
        BatchAffinityInfo as BatchAffinityInfo,
    )
    from .tasks import (
        BatchCreateTaskCollectionResult as BatchCreateTaskCollectionResult,
    )
    from .tasks import (
        BatchNodeInfo as BatchNodeInfo,
    )
    from .tasks import (
        BatchSubtask as BatchSubtask,
    )
    from .tasks import (
        BatchSubtaskState as BatchSubtaskState,
    )
    from .tasks import (
        BatchTask as BatchTask,
    )
    from .tasks import (
        BatchTaskAddStatus as BatchTaskAddStatus,
    )
    from .tasks import (
        BatchTaskConstraints as BatchTaskConstraints,
    )
    from .tasks import (
        BatchTaskCounts as BatchTaskCounts,
    )
    from .tasks import (
        BatchTaskCountsResult as BatchTaskCountsResult,
    )
    from .tasks import (
        BatchTaskCreateOptions as BatchTaskCreateOptions,
    )
    from .tasks import (
        BatchTaskCreateResult as BatchTaskCreateResult,
    )
    from .tasks import (
        BatchTaskDependencies as BatchTaskDependencies,
    )
    from .tasks import (
        BatchTaskExecutionInfo as BatchTaskExecutionInfo,
    )
    from .tasks import (
        BatchTaskExecutionResult as BatchTaskExecutionResult,
    )
    from .tasks import (
        BatchTaskFailureInfo as BatchTaskFailureInfo,
    )
    from .tasks import (
        BatchTaskGroup as BatchTaskGroup,
    )
    from .tasks import (
        BatchTaskIdRange as BatchTaskIdRange,
    )
    from .tasks import (
        BatchTaskSlotCounts as BatchTaskSlotCounts,
    )
    from .tasks import (
        BatchTaskState as BatchTaskState,
    )
    from .tasks import (
        BatchTaskStatistics as BatchTaskStatistics,
    )
    from .tasks import (
        DependencyAction as DependencyAction,
    )
    from .tasks import (
        ExitCodeMapping as ExitCodeMapping,
    )
    from .tasks import (
        ExitCodeRangeMapping as ExitCodeRangeMapping,
    )
    from .tasks import (
        ExitConditions as ExitConditions,
    )
    from .tasks import (
        ExitOptions as ExitOptions,
    )
    from .tasks import (
        MultiInstanceSettings as MultiInstanceSettings,
    )
    from .users import (
        AutoUserScope as AutoUserScope,
    )
    from .users import (
        AutoUserSpecification as AutoUserSpecification,
    )
    from .users import (
        ElevationLevel as ElevationLevel,
    )
    from .users import (
        LinuxUserConfiguration as LinuxUserConfiguration,
    )
    from .users import (
        LoginMode as LoginMode,
    )
    from .users import (
        UserAccount as UserAccount,
    )
    from .users import (
        UserIdentity as UserIdentity,
    )
    from .users import (
        WindowsUserConfiguration as WindowsUserConfiguration,
    )
    from .virtual_machines import (
        AutomaticOsUpgradePolicy as AutomaticOsUpgradePolicy,
    )
    from .virtual_machines import (
        BatchDiffDiskSettings as BatchDiffDiskSettings,
    )
    from .virtual_machines import (
        BatchNodePlacementConfiguration as BatchNodePlacementConfiguration,
    )
    from .virtual_machines import (
        BatchNodePlacementPolicyType as BatchNodePlacementPolicyType,
    )
    from .virtual_machines import (
        BatchOsDisk as BatchOsDisk,
    )
    from .virtual_machines import (
        BatchPoolIdentityReference as BatchPoolIdentityReference,
    )
    from .virtual_machines import (
        BatchSupportedImage as BatchSupportedImage,
    )
    from .virtual_machines import (
        BatchUefiSettings as BatchUefiSettings,
    )
    from .virtual_machines import (
        BatchVmDiskSecurityProfile as BatchVmDiskSecurityProfile,
    )
    from .virtual_machines import (
        BatchVmImageReference as BatchVmImageReference,
    )
    from .virtual_machines import (
        CachingType as CachingType,
    )
    from .virtual_machines import (
        DataDisk as DataDisk,
    )
    from .virtual_machines import (
        DiffDiskPlacement as DiffDiskPlacement,
    )
    from .virtual_machines import (
        DiskCustomerManagedKey as DiskCustomerManagedKey,
    )
    from .virtual_machines import (
        DiskEncryptionConfiguration as DiskEncryptionConfiguration,
    )
    from .virtual_machines import (
        DiskEncryptionSetParameters as DiskEncryptionSetParameters,
    )
    from .virtual_machines import (
        DiskEncryptionTarget as DiskEncryptionTarget,
    )
    from .virtual_machines import (
        HardwareProfile as HardwareProfile,
    )
    from .virtual_machines import (
        HostEndpointSettings as HostEndpointSettings,
    )
    from .virtual_machines import (
        HostEndpointSettingsModeTypes as HostEndpointSettingsModeTypes,
    )
    from .virtual_machines import (
        ImageVerificationType as ImageVerificationType,
    )
    from .virtual_machines import (
        InstanceViewStatus as InstanceViewStatus,
    )
    from .virtual_machines import (
        ManagedDisk as ManagedDisk,
    )
    from .virtual_machines import (
        MaxInstancePercentPerZonePolicy as MaxInstancePercentPerZonePolicy,
    )
    from .virtual_machines import (
        OSType as OSType,
    )
    from .virtual_machines import (
        Placement as Placement,
    )
    from .virtual_machines import (
        ProxyAgentSettings as ProxyAgentSettings,
    )
    from .virtual_machines import (
        ResiliencyPolicy as ResiliencyPolicy,
    )
    from .virtual_machines import (
        RollingUpgradePolicy as RollingUpgradePolicy,
    )
    from .virtual_machines import (
        SecurityEncryptionTypes as SecurityEncryptionTypes,
    )
    from .virtual_machines import (
        SecurityProfile as SecurityProfile,
    )
    from .virtual_machines import (
        SecurityTypes as SecurityTypes,
    )
    from .virtual_machines import (
        ServiceArtifactReference as ServiceArtifactReference,
    )
    from .virtual_machines import (
        StatusLevelTypes as StatusLevelTypes,
    )
    from .virtual_machines import (
        StorageAccountType as StorageAccountType,
    )
    from .virtual_machines import (
        UpgradeMode as UpgradeMode,
    )
    from .virtual_machines import (
        UpgradePolicy as UpgradePolicy,
    )
    from .virtual_machines import (
        VirtualMachineConfiguration as VirtualMachineConfiguration,
    )
    from .virtual_machines import (
        VirtualMachineSkuAllocationStrategy as VirtualMachineSkuAllocationStrategy,
    )
    from .virtual_machines import (
        VirtualMachineSkuProfile as VirtualMachineSkuProfile,
    )
    from .virtual_machines import (
        VirtualMachineSkuProfileVmSize as VirtualMachineSkuProfileVmSize,
    )
    from .virtual_machines import (
        VMExtension as VMExtension,
    )
    from .virtual_machines import (
        VMExtensionInstanceView as VMExtensionInstanceView,
    )
    from .virtual_machines import (
        VMSizeProperties as VMSizeProperties,
    )
    from .virtual_machines import (
        WindowsConfiguration as WindowsConfiguration,
    )
    from .virtual_machines import (
        ZoneAllocationPolicy as ZoneAllocationPolicy,
    )
    from .virtual_machines import (
        ZonePlacementPolicyType as ZonePlacementPolicyType,
    )

_MODULES = {
    "AllocationState": "pools",
    "AutoScaleRun": "pools",
    "AutoScaleRunError": "pools",
    "AutoUserScope": "users",
    "AutoUserSpecification": "users",
    "AutomaticOsUpgradePolicy": "virtual_machines",
    "AzureBlobFileSystemConfiguration": "mounts",
    "AzureFileShareConfiguration": "mounts",
    "BatchAffinityInfo": "tasks",
    "BatchAllTasksCompleteMode": "jobs",
    "BatchApplication": "applications",
    "BatchApplicationPackageReference": "applications",
    "BatchAutoPoolSpecification": "jobs",
    "BatchContainerConfiguration": "containers",
    "BatchCreateTaskCollectionResult": "tasks",
    "BatchDiffDiskSettings": "virtual_machines",
    "BatchError": "common",
    "BatchErrorDetail": "common",
    "BatchErrorMessage": "common",
    "BatchErrorSourceCategory": "common",
    "BatchInboundNatPool": "networks",
    "BatchJob": "jobs",
    "BatchJobActionKind": "jobs",
    "BatchJobConstraints": "jobs",
    "BatchJobCreateOptions": "jobs",
    "BatchJobDefaultOrder": "pools",
    "BatchJobDisableOptions": "jobs",
    "BatchJobExecutionInfo": "jobs",
    "BatchJobManagerTask": "jobs",
    "BatchJobNetworkConfiguration": "jobs",
    "BatchJobPreparationAndReleaseTaskStatus": "jobs",
    "BatchJobPreparationTask": "jobs",
    "BatchJobPreparationTaskExecutionInfo": "jobs",
    "BatchJobPreparationTaskState": "jobs",
    "BatchJobReleaseTask": "jobs",
    "BatchJobReleaseTaskExecutionInfo": "jobs",
    "BatchJobReleaseTaskState": "jobs",
    "BatchJobSchedule": "job_schedules",
    "BatchJobScheduleConfiguration": "job_schedules",
    "BatchJobScheduleCreateOptions": "job_schedules",
    "BatchJobScheduleExecutionInfo": "job_schedules",
    "BatchJobScheduleState": "job_schedules",
    "BatchJobScheduleStatistics": "job_schedules",
    "BatchJobScheduleUpdateOptions": "job_schedules",
    "BatchJobSchedulingError": "jobs",
    "BatchJobSpecification": "jobs",
    "BatchJobState": "jobs",
    "BatchJobStatistics": "jobs",
    "BatchJobTerminateOptions": "jobs",
    "BatchJobUpdateOptions": "jobs",
    "BatchMetadataItem": "common",
    "BatchNode": "nodes",
    "BatchNodeAgentInfo": "nodes",
    "BatchNodeCounts": "pools",
    "BatchNodeDeallocateOption": "nodes",
    "BatchNodeDeallocateOptions": "nodes",
    "BatchNodeDeallocationOption": "pools",
    "BatchNodeDisableSchedulingOption": "nodes",
    "BatchNodeDisableSchedulingOptions": "nodes",
    "BatchNodeEndpointConfiguration": "nodes",
    "BatchNodeError": "nodes",
    "BatchNodeFile": "files",
    "BatchNodeFillType": "pools",
    "BatchNodeIdentityReference": "common",
    "BatchNodeInfo": "tasks",
    "BatchNodePlacementConfiguration": "virtual_machines",
    "BatchNodePlacementPolicyType": "virtual_machines",
    "BatchNodeRebootKind": "nodes",
    "BatchNodeRebootOptions": "nodes",
    "BatchNodeReimageOption": "nodes",
    "BatchNodeReimageOptions": "nodes",
    "BatchNodeRemoteLoginSettings": "nodes",
    "BatchNodeRemoveOptions": "pools",
    "BatchNodeState": "nodes",
    "BatchNodeUserCreateOptions": "nodes",
    "BatchNodeUserReplaceOptions": "nodes",
    "BatchNodeVMExtension": "nodes",
    "BatchOsDisk": "virtual_machines",
    "BatchPool": "pools",
    "BatchPoolCreateOptions": "pools",
    "BatchPoolEnableAutoScaleOptions": "pools",
    "BatchPoolEndpointConfiguration": "networks",
    "BatchPoolEvaluateAutoScaleOptions": "pools",
    "BatchPoolIdentity": "pools",
    "BatchPoolIdentityReference": "virtual_machines",
    "BatchPoolIdentityType": "pools",
    "BatchPoolInfo": "jobs",
    "BatchPoolLifetimeOption": "jobs",
    "BatchPoolNodeCounts": "pools",
    "BatchPoolReplaceOptions": "pools",
    "BatchPoolResizeOptions": "pools",
    "BatchPoolResourceStatistics": "pools",
    "BatchPoolSpecification": "pools",
    "BatchPoolState": "pools",
    "BatchPoolStatistics": "pools",
    "BatchPoolUpdateOptions": "pools",
    "BatchPoolUsageMetrics": "pools",
    "BatchPoolUsageStatistics": "pools",
    "BatchPublicIpAddressConfiguration": "networks",
    "BatchStartTask": "pools",
    "BatchStartTaskInfo": "nodes",
    "BatchStartTaskState": "nodes",
    "BatchSubtask": "tasks",
    "BatchSubtaskState": "tasks",
    "BatchSupportedImage": "virtual_machines",
    "BatchTask": "tasks",
    "BatchTaskAddStatus": "tasks",
    "BatchTaskConstraints": "tasks",
    "BatchTaskContainerExecutionInfo": "containers",
    "BatchTaskContainerSettings": "containers",
    "BatchTaskCounts": "tasks",
    "BatchTaskCountsResult": "tasks",
    "BatchTaskCreateOptions": "tasks",
    "BatchTaskCreateResult": "tasks",
    "BatchTaskDependencies": "tasks",
    "BatchTaskExecutionInfo": "tasks",
    "BatchTaskExecutionResult": "tasks",
    "BatchTaskFailureInfo": "tasks",
    "BatchTaskFailureMode": "jobs",
    "BatchTaskGroup": "tasks",
    "BatchTaskIdRange": "tasks",
    "BatchTaskInfo": "nodes",
    "BatchTaskSchedulingPolicy": "pools",
    "BatchTaskSlotCounts": "tasks",
    "BatchTaskState": "tasks",
    "BatchTaskStatistics": "tasks",
    "BatchUefiSettings": "virtual_machines",
    "BatchUserAssignedIdentity": "pools",
    "BatchVmDiskSecurityProfile": "virtual_machines",
    "BatchVmImageReference": "virtual_machines",
    "CachingType": "virtual_machines",
    "CifsMountConfiguration": "mounts",
    "ContainerHostBatchBindMountEntry": "containers",
    "ContainerHostDataPath": "containers",
    "ContainerRegistryReference": "containers",
    "ContainerType": "containers",
    "ContainerWorkingDirectory": "containers",
    "DataDisk": "virtual_machines",
    "DependencyAction": "tasks",
    "DiffDiskPlacement": "virtual_machines",
    "DisableBatchJobOption": "jobs",
    "DiskCustomerManagedKey": "virtual_machines",
    "DiskEncryptionConfiguration": "virtual_machines",
    "DiskEncryptionSetParameters": "virtual_machines",
    "DiskEncryptionTarget": "virtual_machines",
    "DynamicVNetAssignmentScope": "networks",
    "ElevationLevel": "users",
    "EnvironmentSetting": "common",
    "ExitCodeMapping": "tasks",
    "ExitCodeRangeMapping": "tasks",
    "ExitConditions": "tasks",
    "ExitOptions": "tasks",
    "FileProperties": "files",
    "HardwareProfile": "virtual_machines",
    "HostEndpointSettings": "virtual_machines",
    "HostEndpointSettingsModeTypes": "virtual_machines",
    "IPFamily": "networks",
    "IPTag": "networks",
    "ImageVerificationType": "virtual_machines",
    "InboundEndpoint": "nodes",
    "InboundEndpointProtocol": "networks",
    "InstanceViewStatus": "virtual_machines",
    "IpAddressProvisioningType": "networks",
    "LinuxUserConfiguration": "users",
    "LoginMode": "users",
    "ManagedDisk": "virtual_machines",
    "MaxInstancePercentPerZonePolicy": "virtual_machines",
    "MountConfiguration": "mounts",
    "MultiInstanceSettings": "tasks",
    "NameValuePair": "common",
    "NetworkConfiguration": "networks",
    "NetworkSecurityGroupRule": "networks",
    "NetworkSecurityGroupRuleAccess": "networks",
    "NfsMountConfiguration": "mounts",
    "OSType": "virtual_machines",
    "OutputFile": "files",
    "OutputFileBlobContainerDestination": "files",
    "OutputFileDestination": "files",
    "OutputFileUploadCondition": "files",
    "OutputFileUploadConfiguration": "files",
    "OutputFileUploadHeader": "files",
    "Placement": "virtual_machines",
    "ProxyAgentSettings": "virtual_machines",
    "RecentBatchJob": "job_schedules",
    "ResiliencyPolicy": "virtual_machines",
    "ResizeError": "pools",
    "ResourceFile": "files",
    "RollingUpgradePolicy": "virtual_machines",
    "SchedulingState": "nodes",
    "SecurityEncryptionTypes": "virtual_machines",
    "SecurityProfile": "virtual_machines",
    "SecurityTypes": "virtual_machines",
    "ServiceArtifactReference": "virtual_machines",
    "StatusLevelTypes": "virtual_machines",
    "StorageAccountType": "virtual_machines",
    "UpgradeMode": "virtual_machines",
    "UpgradePolicy": "virtual_machines",
    "UploadBatchServiceLogsOptions": "nodes",
    "UploadBatchServiceLogsResult": "nodes",
    "UserAccount": "users",
    "UserIdentity": "users",
    "VMExtension": "virtual_machines",
    "VMExtensionInstanceView": "virtual_machines",
    "VMSizeProperties": "virtual_machines",
    "VirtualMachineConfiguration": "virtual_machines",
    "VirtualMachineInfo": "nodes",
    "VirtualMachineSkuAllocationStrategy": "virtual_machines",
    "VirtualMachineSkuProfile": "virtual_machines",
    "VirtualMachineSkuProfileVmSize": "virtual_machines",
    "WindowsConfiguration": "virtual_machines",
    "WindowsUserConfiguration": "users",
    "ZoneAllocationPolicy": "virtual_machines",
    "ZonePlacementPolicyType": "virtual_machines",
}

__all__ = [
    "AllocationState",
    "AutoScaleRun",
    "AutoScaleRunError",
    "AutoUserScope",
    "AutoUserSpecification",
    "AutomaticOsUpgradePolicy",
    "AzureBlobFileSystemConfiguration",
    "AzureFileShareConfiguration",
    "BatchAffinityInfo",
    "BatchAllTasksCompleteMode",
    "BatchApplication",
    "BatchApplicationPackageReference",
    "BatchAutoPoolSpecification",
    "BatchContainerConfiguration",
    "BatchCreateTaskCollectionResult",
    "BatchDiffDiskSettings",
    "BatchError",
    "BatchErrorDetail",
    "BatchErrorMessage",
    "BatchErrorSourceCategory",
    "BatchInboundNatPool",
    "BatchJob",
    "BatchJobActionKind",
    "BatchJobConstraints",
    "BatchJobCreateOptions",
    "BatchJobDefaultOrder",
    "BatchJobDisableOptions",
    "BatchJobExecutionInfo",
    "BatchJobManagerTask",
    "BatchJobNetworkConfiguration",
    "BatchJobPreparationAndReleaseTaskStatus",
    "BatchJobPreparationTask",
    "BatchJobPreparationTaskExecutionInfo",
    "BatchJobPreparationTaskState",
    "BatchJobReleaseTask",
    "BatchJobReleaseTaskExecutionInfo",
    "BatchJobReleaseTaskState",
    "BatchJobSchedule",
    "BatchJobScheduleConfiguration",
    "BatchJobScheduleCreateOptions",
    "BatchJobScheduleExecutionInfo",
    "BatchJobScheduleState",
    "BatchJobScheduleStatistics",
    "BatchJobScheduleUpdateOptions",
    "BatchJobSchedulingError",
    "BatchJobSpecification",
    "BatchJobState",
    "BatchJobStatistics",
    "BatchJobTerminateOptions",
    "BatchJobUpdateOptions",
    "BatchMetadataItem",
    "BatchNode",
    "BatchNodeAgentInfo",
    "BatchNodeCounts",
    "BatchNodeDeallocateOption",
    "BatchNodeDeallocateOptions",
    "BatchNodeDeallocationOption",
    "BatchNodeDisableSchedulingOption",
    "BatchNodeDisableSchedulingOptions",
    "BatchNodeEndpointConfiguration",
    "BatchNodeError",
    "BatchNodeFile",
    "BatchNodeFillType",
    "BatchNodeIdentityReference",
    "BatchNodeInfo",
    "BatchNodePlacementConfiguration",
    "BatchNodePlacementPolicyType",
    "BatchNodeRebootKind",
    "BatchNodeRebootOptions",
    "BatchNodeReimageOption",
    "BatchNodeReimageOptions",
    "BatchNodeRemoteLoginSettings",
    "BatchNodeRemoveOptions",
    "BatchNodeState",
    "BatchNodeUserCreateOptions",
    "BatchNodeUserReplaceOptions",
    "BatchNodeVMExtension",
    "BatchOsDisk",
    "BatchPool",
    "BatchPoolCreateOptions",
    "BatchPoolEnableAutoScaleOptions",
    "BatchPoolEndpointConfiguration",
    "BatchPoolEvaluateAutoScaleOptions",
    "BatchPoolIdentity",
    "BatchPoolIdentityReference",
    "BatchPoolIdentityType",
    "BatchPoolInfo",
    "BatchPoolLifetimeOption",
    "BatchPoolNodeCounts",
    "BatchPoolReplaceOptions",
    "BatchPoolResizeOptions",
    "BatchPoolResourceStatistics",
    "BatchPoolSpecification",
    "BatchPoolState",
    "BatchPoolStatistics",
    "BatchPoolUpdateOptions",
    "BatchPoolUsageMetrics",
    "BatchPoolUsageStatistics",
    "BatchPublicIpAddressConfiguration",
    "BatchStartTask",
    "BatchStartTaskInfo",
    "BatchStartTaskState",
    "BatchSubtask",
    "BatchSubtaskState",
    "BatchSupportedImage",
    "BatchTask",
    "BatchTaskAddStatus",
    "BatchTaskConstraints",
    "BatchTaskContainerExecutionInfo",
    "BatchTaskContainerSettings",
    "BatchTaskCounts",
    "BatchTaskCountsResult",
    "BatchTaskCreateOptions",
    "BatchTaskCreateResult",
    "BatchTaskDependencies",
    "BatchTaskExecutionInfo",
    "BatchTaskExecutionResult",
    "BatchTaskFailureInfo",
    "BatchTaskFailureMode",
    "BatchTaskGroup",
    "BatchTaskIdRange",
    "BatchTaskInfo",
    "BatchTaskSchedulingPolicy",
    "BatchTaskSlotCounts",
    "BatchTaskState",
    "BatchTaskStatistics",
    "BatchUefiSettings",
    "BatchUserAssignedIdentity",
    "BatchVmDiskSecurityProfile",
    "BatchVmImageReference",
    "CachingType",
    "CifsMountConfiguration",
    "ContainerHostBatchBindMountEntry",
    "ContainerHostDataPath",
    "ContainerRegistryReference",
    "ContainerType",
    "ContainerWorkingDirectory",
    "DataDisk",
    "DependencyAction",
    "DiffDiskPlacement",
    "DisableBatchJobOption",
    "DiskCustomerManagedKey",
    "DiskEncryptionConfiguration",
    "DiskEncryptionSetParameters",
    "DiskEncryptionTarget",
    "DynamicVNetAssignmentScope",
    "ElevationLevel",
    "EnvironmentSetting",
    "ExitCodeMapping",
    "ExitCodeRangeMapping",
    "ExitConditions",
    "ExitOptions",
    "FileProperties",
    "HardwareProfile",
    "HostEndpointSettings",
    "HostEndpointSettingsModeTypes",
    "IPFamily",
    "IPTag",
    "ImageVerificationType",
    "InboundEndpoint",
    "InboundEndpointProtocol",
    "InstanceViewStatus",
    "IpAddressProvisioningType",
    "LinuxUserConfiguration",
    "LoginMode",
    "ManagedDisk",
    "MaxInstancePercentPerZonePolicy",
    "MountConfiguration",
    "MultiInstanceSettings",
    "NameValuePair",
    "NetworkConfiguration",
    "NetworkSecurityGroupRule",
    "NetworkSecurityGroupRuleAccess",
    "NfsMountConfiguration",
    "OSType",
    "OutputFile",
    "OutputFileBlobContainerDestination",
    "OutputFileDestination",
    "OutputFileUploadCondition",
    "OutputFileUploadConfiguration",
    "OutputFileUploadHeader",
    "Placement",
    "ProxyAgentSettings",
    "RecentBatchJob",
    "ResiliencyPolicy",
    "ResizeError",
    "ResourceFile",
    "RollingUpgradePolicy",
    "SchedulingState",
    "SecurityEncryptionTypes",
    "SecurityProfile",
    "SecurityTypes",
    "ServiceArtifactReference",
    "StatusLevelTypes",
    "StorageAccountType",
    "UpgradeMode",
    "UpgradePolicy",
    "UploadBatchServiceLogsOptions",
    "UploadBatchServiceLogsResult",
    "UserAccount",
    "UserIdentity",
    "VMExtension",
    "VMExtensionInstanceView",
    "VMSizeProperties",
    "VirtualMachineConfiguration",
    "VirtualMachineInfo",
    "VirtualMachineSkuAllocationStrategy",
    "VirtualMachineSkuProfile",
    "VirtualMachineSkuProfileVmSize",
    "WindowsConfiguration",
    "WindowsUserConfiguration",
    "ZoneAllocationPolicy",
    "ZonePlacementPolicyType",
]


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f".{_MODULES[name]}", __name__), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return __all__
