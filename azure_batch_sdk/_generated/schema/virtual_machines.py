# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""The schema of virtual machines."""

from ..._runtime.schema import EnumSchema, ModelSchema, PropertySchema

MODELS = {
    "AutomaticOsUpgradePolicy": ModelSchema(
        "AutomaticOsUpgradePolicy",
        {
            "disableAutomaticRollback": PropertySchema("disableAutomaticRollback", "boolean"),
            "enableAutomaticOSUpgrade": PropertySchema("enableAutomaticOSUpgrade", "boolean"),
            "useRollingUpgradePolicy": PropertySchema("useRollingUpgradePolicy", "boolean"),
            "osRollingUpgradeDeferral": PropertySchema("osRollingUpgradeDeferral", "boolean"),
        },
    ),
    "BatchDiffDiskSettings": ModelSchema(
        "BatchDiffDiskSettings",
        {
            "placement": PropertySchema("placement", "DiffDiskPlacement"),
        },
    ),
    "BatchNodePlacementConfiguration": ModelSchema(
        "BatchNodePlacementConfiguration",
        {
            "policy": PropertySchema("policy", "BatchNodePlacementPolicyType", default="regional"),
        },
    ),
    "BatchOsDisk": ModelSchema(
        "BatchOsDisk",
        {
            "ephemeralOSDiskSettings": PropertySchema("ephemeralOSDiskSettings", "BatchDiffDiskSettings"),
            "caching": PropertySchema("caching", "CachingType"),
            "diskSizeGB": PropertySchema("diskSizeGB", "int"),
            "managedDisk": PropertySchema("managedDisk", "ManagedDisk"),
            "writeAcceleratorEnabled": PropertySchema("writeAcceleratorEnabled", "boolean"),
        },
    ),
    "BatchPoolIdentityReference": ModelSchema(
        "BatchPoolIdentityReference",
        {
            "resourceId": PropertySchema("resourceId", "string"),
        },
    ),
    "BatchSupportedImage": ModelSchema(
        "BatchSupportedImage",
        {
            "nodeAgentSKUId": PropertySchema("nodeAgentSKUId", "string", required=True),
            "imageReference": PropertySchema("imageReference", "BatchVmImageReference", required=True),
            "osType": PropertySchema("osType", "OSType", required=True),
            "capabilities": PropertySchema("capabilities", "list[string]"),
            "batchSupportEndOfLife": PropertySchema("batchSupportEndOfLife", "datetime"),
            "verificationType": PropertySchema("verificationType", "ImageVerificationType", required=True),
        },
    ),
    "BatchUefiSettings": ModelSchema(
        "BatchUefiSettings",
        {
            "secureBootEnabled": PropertySchema("secureBootEnabled", "boolean"),
            "vTpmEnabled": PropertySchema("vTpmEnabled", "boolean"),
        },
    ),
    "BatchVmDiskSecurityProfile": ModelSchema(
        "BatchVmDiskSecurityProfile",
        {
            "securityEncryptionType": PropertySchema("securityEncryptionType", "SecurityEncryptionTypes"),
        },
    ),
    "BatchVmImageReference": ModelSchema(
        "BatchVmImageReference",
        {
            "publisher": PropertySchema("publisher", "string"),
            "offer": PropertySchema("offer", "string"),
            "sku": PropertySchema("sku", "string"),
            "version": PropertySchema("version", "string", default="latest"),
            "virtualMachineImageId": PropertySchema("virtualMachineImageId", "string"),
            "exactVersion": PropertySchema("exactVersion", "string", readonly=True),
            "sharedGalleryImageId": PropertySchema("sharedGalleryImageId", "string"),
            "communityGalleryImageId": PropertySchema("communityGalleryImageId", "string"),
        },
    ),
    "DataDisk": ModelSchema(
        "DataDisk",
        {
            "lun": PropertySchema("lun", "int", required=True, minimum=0, maximum=63),
            "caching": PropertySchema("caching", "CachingType", default="none"),
            "diskSizeGB": PropertySchema("diskSizeGB", "int", required=True),
            "managedDisk": PropertySchema("managedDisk", "ManagedDisk"),
        },
    ),
    "DiskCustomerManagedKey": ModelSchema(
        "DiskCustomerManagedKey",
        {
            "identityReference": PropertySchema("identityReference", "BatchPoolIdentityReference"),
            "keyUrl": PropertySchema("keyUrl", "string"),
            "rotationToLatestKeyVersionEnabled": PropertySchema(
                "rotationToLatestKeyVersionEnabled", "boolean", default=False
            ),
        },
    ),
    "DiskEncryptionConfiguration": ModelSchema(
        "DiskEncryptionConfiguration",
        {
            "customerManagedKey": PropertySchema("customerManagedKey", "DiskCustomerManagedKey"),
            "targets": PropertySchema("targets", "list[DiskEncryptionTarget]"),
        },
    ),
    "DiskEncryptionSetParameters": ModelSchema(
        "DiskEncryptionSetParameters",
        {
            "id": PropertySchema("id", "string"),
        },
    ),
    "HostEndpointSettings": ModelSchema(
        "HostEndpointSettings",
        {
            "inVMAccessControlProfileReferenceId": PropertySchema(
                "inVMAccessControlProfileReferenceId", "string"
            ),
            "mode": PropertySchema("mode", "HostEndpointSettingsModeTypes"),
        },
    ),
    "InstanceViewStatus": ModelSchema(
        "InstanceViewStatus",
        {
            "code": PropertySchema("code", "string"),
            "displayStatus": PropertySchema("displayStatus", "string"),
            "level": PropertySchema("level", "StatusLevelTypes"),
            "message": PropertySchema("message", "string"),
            "time": PropertySchema("time", "datetime"),
        },
    ),
    "ManagedDisk": ModelSchema(
        "ManagedDisk",
        {
            "diskEncryptionSet": PropertySchema("diskEncryptionSet", "DiskEncryptionSetParameters"),
            "storageAccountType": PropertySchema("storageAccountType", "StorageAccountType"),
            "securityProfile": PropertySchema("securityProfile", "BatchVmDiskSecurityProfile"),
        },
    ),
    "ProxyAgentSettings": ModelSchema(
        "ProxyAgentSettings",
        {
            "enabled": PropertySchema("enabled", "boolean", default=False),
            "imds": PropertySchema("imds", "HostEndpointSettings"),
            "wireServer": PropertySchema("wireServer", "HostEndpointSettings"),
        },
    ),
    "RollingUpgradePolicy": ModelSchema(
        "RollingUpgradePolicy",
        {
            "enableCrossZoneUpgrade": PropertySchema("enableCrossZoneUpgrade", "boolean"),
            "maxBatchInstancePercent": PropertySchema(
                "maxBatchInstancePercent", "int", minimum=5, maximum=100
            ),
            "maxUnhealthyInstancePercent": PropertySchema(
                "maxUnhealthyInstancePercent", "int", minimum=5, maximum=100
            ),
            "maxUnhealthyUpgradedInstancePercent": PropertySchema(
                "maxUnhealthyUpgradedInstancePercent", "int", minimum=0, maximum=100
            ),
            "pauseTimeBetweenBatches": PropertySchema("pauseTimeBetweenBatches", "duration"),
            "prioritizeUnhealthyInstances": PropertySchema("prioritizeUnhealthyInstances", "boolean"),
            "rollbackFailedInstancesOnPolicyBreach": PropertySchema(
                "rollbackFailedInstancesOnPolicyBreach", "boolean"
            ),
        },
    ),
    "SecurityProfile": ModelSchema(
        "SecurityProfile",
        {
            "encryptionAtHost": PropertySchema("encryptionAtHost", "boolean"),
            "proxyAgentSettings": PropertySchema("proxyAgentSettings", "ProxyAgentSettings"),
            "securityType": PropertySchema("securityType", "SecurityTypes"),
            "uefiSettings": PropertySchema("uefiSettings", "BatchUefiSettings"),
        },
    ),
    "ServiceArtifactReference": ModelSchema(
        "ServiceArtifactReference",
        {
            "id": PropertySchema("id", "string", required=True),
        },
    ),
    "UpgradePolicy": ModelSchema(
        "UpgradePolicy",
        {
            "mode": PropertySchema("mode", "UpgradeMode", required=True),
            "automaticOSUpgradePolicy": PropertySchema(
                "automaticOSUpgradePolicy", "AutomaticOsUpgradePolicy"
            ),
            "rollingUpgradePolicy": PropertySchema("rollingUpgradePolicy", "RollingUpgradePolicy"),
        },
    ),
    "VMExtension": ModelSchema(
        "VMExtension",
        {
            "name": PropertySchema("name", "string", required=True),
            "publisher": PropertySchema("publisher", "string", required=True),
            "type": PropertySchema("type", "string", required=True),
            "typeHandlerVersion": PropertySchema("typeHandlerVersion", "string"),
            "autoUpgradeMinorVersion": PropertySchema("autoUpgradeMinorVersion", "boolean"),
            "enableAutomaticUpgrade": PropertySchema("enableAutomaticUpgrade", "boolean"),
            "settings": PropertySchema("settings", "dict[string]"),
            "protectedSettings": PropertySchema("protectedSettings", "dict[string]"),
            "provisionAfterExtensions": PropertySchema("provisionAfterExtensions", "list[string]"),
        },
    ),
    "VMExtensionInstanceView": ModelSchema(
        "VMExtensionInstanceView",
        {
            "name": PropertySchema("name", "string"),
            "statuses": PropertySchema("statuses", "list[InstanceViewStatus]"),
            "subStatuses": PropertySchema("subStatuses", "list[InstanceViewStatus]"),
        },
    ),
    "VirtualMachineConfiguration": ModelSchema(
        "VirtualMachineConfiguration",
        {
            "imageReference": PropertySchema("imageReference", "BatchVmImageReference", required=True),
            "nodeAgentSKUId": PropertySchema("nodeAgentSKUId", "string", required=True),
            "windowsConfiguration": PropertySchema("windowsConfiguration", "WindowsConfiguration"),
            "dataDisks": PropertySchema("dataDisks", "list[DataDisk]"),
            "licenseType": PropertySchema("licenseType", "string"),
            "containerConfiguration": PropertySchema("containerConfiguration", "BatchContainerConfiguration"),
            "diskEncryptionConfiguration": PropertySchema(
                "diskEncryptionConfiguration", "DiskEncryptionConfiguration"
            ),
            "nodePlacementConfiguration": PropertySchema(
                "nodePlacementConfiguration", "BatchNodePlacementConfiguration"
            ),
            "extensions": PropertySchema("extensions", "list[VMExtension]"),
            "osDisk": PropertySchema("osDisk", "BatchOsDisk"),
            "securityProfile": PropertySchema("securityProfile", "SecurityProfile"),
            "serviceArtifactReference": PropertySchema(
                "serviceArtifactReference", "ServiceArtifactReference"
            ),
            "hardwareProfile": PropertySchema("hardwareProfile", "HardwareProfile", since="2026-10-01"),
            "placement": PropertySchema("placement", "Placement", since="2026-10-01"),
            "resiliencyPolicy": PropertySchema("resiliencyPolicy", "ResiliencyPolicy", since="2026-10-01"),
        },
    ),
    "WindowsConfiguration": ModelSchema(
        "WindowsConfiguration",
        {
            "enableAutomaticUpdates": PropertySchema("enableAutomaticUpdates", "boolean", default=True),
        },
    ),
    "HardwareProfile": ModelSchema(
        "HardwareProfile",
        {
            "vmSizeProperties": PropertySchema("vmSizeProperties", "VMSizeProperties"),
        },
        since="2026-10-01",
    ),
    "MaxInstancePercentPerZonePolicy": ModelSchema(
        "MaxInstancePercentPerZonePolicy",
        {
            "enabled": PropertySchema("enabled", "boolean"),
            "value": PropertySchema("value", "int", required=True, minimum=1, maximum=100),
        },
        since="2026-10-01",
    ),
    "Placement": ModelSchema(
        "Placement",
        {
            "zonePlacementPolicy": PropertySchema(
                "zonePlacementPolicy", "ZonePlacementPolicyType", required=True
            ),
        },
        since="2026-10-01",
    ),
    "ResiliencyPolicy": ModelSchema(
        "ResiliencyPolicy",
        {
            "zoneAllocationPolicy": PropertySchema(
                "zoneAllocationPolicy", "ZoneAllocationPolicy", required=True
            ),
        },
        since="2026-10-01",
    ),
    "VMSizeProperties": ModelSchema(
        "VMSizeProperties",
        {
            "vCPUsAvailable": PropertySchema("vCPUsAvailable", "int"),
            "vCPUsPerCore": PropertySchema("vCPUsPerCore", "int"),
        },
        since="2026-10-01",
    ),
    "VirtualMachineSkuProfile": ModelSchema(
        "VirtualMachineSkuProfile",
        {
            "vmSizes": PropertySchema(
                "vmSizes", "list[VirtualMachineSkuProfileVmSize]", min_items=1, max_items=5
            ),
            "allocationStrategy": PropertySchema(
                "allocationStrategy", "VirtualMachineSkuAllocationStrategy", default="lowestPrice"
            ),
        },
        since="2026-10-01",
    ),
    "VirtualMachineSkuProfileVmSize": ModelSchema(
        "VirtualMachineSkuProfileVmSize",
        {
            "name": PropertySchema("name", "string", required=True),
            "rank": PropertySchema("rank", "int", minimum=0),
        },
        since="2026-10-01",
    ),
    "ZoneAllocationPolicy": ModelSchema(
        "ZoneAllocationPolicy",
        {
            "maxZoneCount": PropertySchema("maxZoneCount", "int", minimum=1),
            "maxInstancePercentPerZonePolicy": PropertySchema(
                "maxInstancePercentPerZonePolicy", "MaxInstancePercentPerZonePolicy"
            ),
        },
        since="2026-10-01",
    ),
}

ENUMS = {
    "BatchNodePlacementPolicyType": EnumSchema(
        "BatchNodePlacementPolicyType", {"regional": (None, None), "zonal": (None, None)}
    ),
    "CachingType": EnumSchema(
        "CachingType", {"none": (None, None), "readonly": (None, None), "readwrite": (None, None)}
    ),
    "DiffDiskPlacement": EnumSchema("DiffDiskPlacement", {"cachedisk": (None, None)}),
    "DiskEncryptionTarget": EnumSchema(
        "DiskEncryptionTarget", {"osdisk": (None, None), "temporarydisk": (None, None)}
    ),
    "HostEndpointSettingsModeTypes": EnumSchema(
        "HostEndpointSettingsModeTypes", {"Audit": (None, None), "Enforce": (None, None)}
    ),
    "ImageVerificationType": EnumSchema(
        "ImageVerificationType", {"verified": (None, None), "unverified": (None, None)}
    ),
    "OSType": EnumSchema("OSType", {"linux": (None, None), "windows": (None, None)}),
    "SecurityEncryptionTypes": EnumSchema(
        "SecurityEncryptionTypes",
        {
            "DiskWithVMGuestState": (None, None),
            "NonPersistedTPM": (None, None),
            "VMGuestStateOnly": (None, None),
        },
    ),
    "SecurityTypes": EnumSchema(
        "SecurityTypes", {"trustedLaunch": (None, None), "confidentialvm": (None, None)}
    ),
    "StatusLevelTypes": EnumSchema(
        "StatusLevelTypes", {"Error": (None, None), "Info": (None, None), "Warning": (None, None)}
    ),
    "StorageAccountType": EnumSchema(
        "StorageAccountType",
        {"standard_lrs": (None, None), "premium_lrs": (None, None), "standardssd_lrs": (None, None)},
    ),
    "UpgradeMode": EnumSchema(
        "UpgradeMode", {"automatic": (None, None), "manual": (None, None), "rolling": (None, None)}
    ),
    "VirtualMachineSkuAllocationStrategy": EnumSchema(
        "VirtualMachineSkuAllocationStrategy",
        {"lowestPrice": (None, None), "capacityOptimized": (None, None), "prioritized": (None, None)},
        since="2026-10-01",
    ),
    "ZonePlacementPolicyType": EnumSchema(
        "ZonePlacementPolicyType", {"Auto": (None, None)}, since="2026-10-01"
    ),
}
