# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""Models of virtual machines."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any, overload

from azure.core import CaseInsensitiveEnumMeta

from ..._runtime.fields import (
    datetime_field,
    dict_field,
    duration_field,
    enum_field,
    enum_list_field,
    list_field,
    model_field,
    model_list_field,
    plain_field,
)
from ..._runtime.model import Model
from .. import models as _models


class BatchNodePlacementPolicyType(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """How nodes are placed within the region."""

    REGIONAL = "regional"
    """All nodes in one region, without regard to zones."""
    ZONAL = "zonal"
    """Nodes spread evenly over the zones. Region and VM size must support zones."""


class CachingType(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """Host caching of a disk."""

    NONE = "none"
    """No cache: right for logs and other heavy writing."""
    READ_ONLY = "readonly"
    """Reads are cached, writes go straight to the disk."""
    READ_WRITE = "readwrite"
    """Reads and writes are cached. Writes not yet on the disk can be lost if the host fails."""


class DiffDiskPlacement(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """Local disk that holds an ephemeral OS disk."""

    CACHE_DISK = "cachedisk"
    """The cache disk of the VM."""


class DiskEncryptionTarget(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """A disk of a node that can be encrypted."""

    OS_DISK = "osdisk"
    """The OS disk. Goes with Windows pools and with a `customer_managed_key`."""
    TEMPORARY_DISK = "temporarydisk"
    """The local temporary disk, where task directories usually lie."""


class HostEndpointSettingsModeTypes(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """What happens to requests that break the access rules."""

    AUDIT = "Audit"
    """They are logged and let through. Try rules with this first."""
    ENFORCE = "Enforce"
    """They are blocked."""


class ImageVerificationType(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """Whether Batch vouches for an image."""

    VERIFIED = "verified"
    """Tested with the node agent: the safe choice."""
    UNVERIFIED = "unverified"
    """Expected to work, but not tested."""


class OSType(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """Operating system of an image."""

    LINUX = "linux"
    """A Linux distribution."""
    WINDOWS = "windows"
    """Windows."""


class SecurityEncryptionTypes(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """What is encrypted with the VM-bound key of a confidential VM."""

    DISK_WITH_VM_GUEST_STATE = "DiskWithVMGuestState"
    """The whole disk and the guest state: the strongest choice."""
    NON_PERSISTED_TPM = "NonPersistedTPM"
    """Nothing is kept: the virtual TPM loses its state when the VM goes."""
    VM_GUEST_STATE_ONLY = "VMGuestStateOnly"
    """The guest state (firmware and TPM) but not the disk."""


class SecurityTypes(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """Kind of hardened VM."""

    TRUSTED_LAUNCH = "trustedLaunch"
    """Second-generation VM with secure boot and virtual TPM, against boot kits."""
    CONFIDENTIAL_VM = "confidentialvm"
    """VM with memory encrypted by the processor, out of the host's sight. Few VM sizes only."""


class StatusLevelTypes(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """Severity of an extension's status line."""

    ERROR = "Error"
    """Something failed; see `message`."""
    INFO = "Info"
    """All is well."""
    WARNING = "Warning"
    """It works, with a reservation; see `message`."""


class StorageAccountType(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """Speed and price class of a managed disk. All keep three copies in one data center."""

    STANDARD_LRS = "standard_lrs"
    """Spinning disks: cheapest and slowest."""
    PREMIUM_LRS = "premium_lrs"
    """Fast SSDs with steady latency: most expensive."""
    STANDARD_SSDLRS = "standardssd_lrs"
    """Plain SSDs: in between."""


class UpgradeMode(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """Who starts upgrades of the nodes and how they are spread."""

    AUTOMATIC = "automatic"
    """The service upgrades on its own, possibly all nodes at the same time."""
    MANUAL = "manual"
    """Nothing happens until you act, for instance by reimaging nodes."""
    ROLLING = "rolling"
    """The service upgrades in batches, with pauses, as `rolling_upgrade_policy` says."""


class VirtualMachineSkuAllocationStrategy(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """How one of several VM sizes is chosen. Since api-version 2026-10-01."""

    LOWEST_PRICE = "lowestPrice"
    """The cheapest size that can be had."""
    CAPACITY_OPTIMIZED = "capacityOptimized"
    """The size with the most free capacity, whatever it costs. Spot nodes are then less likely to be
    preempted.
    """
    PRIORITIZED = "prioritized"
    """In the order of `rank`, as far as capacity allows."""


class ZonePlacementPolicyType(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """Who chooses the availability zones of a pool. Since api-version 2026-10-01."""

    AUTO = "Auto"
    """Azure chooses from the zones of the region."""


class AutomaticOsUpgradePolicy(Model, public="azure_batch_sdk.models"):
    """How a pool takes new OS image versions without being asked."""

    __slots__ = ()

    disable_automatic_rollback: bool | None = plain_field("disableAutomaticRollback")
    """`True` leaves nodes on the new image even when an upgrade goes wrong; otherwise the service goes
    back to the image they had before.
    """
    enable_automatic_os_upgrade: bool | None = plain_field("enableAutomaticOSUpgrade")
    """Whether nodes move to a newer OS image as soon as one is published for the image reference. On a
    Windows pool turn `enable_automatic_updates` of the Windows configuration off at the same time:
    both together are refused.
    """
    use_rolling_upgrade_policy: bool | None = plain_field("useRollingUpgradePolicy")
    """Whether automatic OS upgrades obey the batch sizes and health limits of `rolling_upgrade_policy`."""
    os_rolling_upgrade_deferral: bool | None = plain_field("osRollingUpgradeDeferral")
    """Whether a node that is running tasks is upgraded later, after they end. Without it an upgrade may
    interrupt running tasks.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            disable_automatic_rollback: bool | None = None,
            enable_automatic_os_upgrade: bool | None = None,
            use_rolling_upgrade_policy: bool | None = None,
            os_rolling_upgrade_deferral: bool | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchDiffDiskSettings(Model, public="azure_batch_sdk.models"):
    """Places the OS disk on storage local to the VM instead of a managed disk."""

    __slots__ = ()

    placement: str | _models.DiffDiskPlacement | None = enum_field(
        "placement", lambda: _models.DiffDiskPlacement
    )
    """Which local disk holds the OS. The VM size needs one that is large enough for the image."""

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, placement: str | _models.DiffDiskPlacement | None = None) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchNodePlacementConfiguration(Model, public="azure_batch_sdk.models"):
    """How the nodes of a pool are spread over the availability zones of the region."""

    __slots__ = ()

    policy: str | _models.BatchNodePlacementPolicyType | None = enum_field(
        "policy", lambda: _models.BatchNodePlacementPolicyType
    )
    """Whether nodes are spread over zones or placed without regard to them. Zones survive the loss of a
    data center; traffic between them is slower. Default: `regional`.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, policy: str | _models.BatchNodePlacementPolicyType | None = None) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchOsDisk(Model, public="azure_batch_sdk.models"):
    """The OS disk that every node of a pool gets."""

    __slots__ = ()

    ephemeral_os_disk_settings: _models.BatchDiffDiskSettings | None = model_field(
        "ephemeralOSDiskSettings", lambda: _models.BatchDiffDiskSettings
    )
    """Puts the OS disk on the VM's local storage: faster and free of disk charges, but its contents are
    gone when the node is reimaged or deallocated. Left out, the OS disk is a managed disk.
    """
    caching: str | _models.CachingType | None = enum_field("caching", lambda: _models.CachingType)
    """Host caching of the OS disk. Left out, it is `none` on standard storage and `readonly` on premium
    storage.
    """
    disk_size_gb: int | None = plain_field("diskSizeGB")
    """Size of the OS disk in GB when it is created; not below that of the image, which is used when this
    is left out.
    """
    managed_disk: _models.ManagedDisk | None = model_field("managedDisk", lambda: _models.ManagedDisk)
    """Storage type and encryption of the OS disk."""
    write_accelerator_enabled: bool | None = plain_field("writeAcceleratorEnabled")
    """Whether writes to the OS disk are accelerated. Only few VM series (mainly M) with premium disks
    can do it.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            ephemeral_os_disk_settings: _models.BatchDiffDiskSettings | None = None,
            caching: str | _models.CachingType | None = None,
            disk_size_gb: int | None = None,
            managed_disk: _models.ManagedDisk | None = None,
            write_accelerator_enabled: bool | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchPoolIdentityReference(Model, public="azure_batch_sdk.models"):
    """Names the managed identity that a pool uses to reach its disk encryption key."""

    __slots__ = ()

    resource_id: str | None = plain_field("resourceId")
    """Full Azure Resource Manager id of a user-assigned identity. It must also be among the identities
    of the pool.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, resource_id: str | None = None) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchSupportedImage(Model, public="azure_batch_sdk.models"):
    """One Marketplace image that Batch knows, with the node agent to run on it."""

    __slots__ = ()

    node_agent_sku_id: str = plain_field("nodeAgentSKUId")
    """Node agent that fits this image, such as `batch.node.ubuntu 22.04`. Hand it unchanged to
    `VirtualMachineConfiguration.node_agent_sku_id`, together with `image_reference`.
    """
    image_reference: _models.BatchVmImageReference = model_field(
        "imageReference", lambda: _models.BatchVmImageReference
    )
    """Publisher, offer and SKU to create a pool from; the version is normally `latest`."""
    os_type: str | _models.OSType = enum_field("osType", lambda: _models.OSType)
    """Operating system in the image."""
    capabilities: list[str] | None = list_field("capabilities")
    """Features the image brings along, such as `DockerCompatible`, `NvidiaTeslaDriverInstalled` or
    `SupportsRDMAOnly`. Absent when there are none; an absent word does not prove that the feature is
    missing.
    """
    batch_support_end_of_life: datetime.datetime | None = datetime_field("batchSupportEndOfLife")
    """When Batch stops supporting the image; absent while no date is known. Images stay in the list
    after that day, so compare with the present before choosing one.
    """
    verification_type: str | _models.ImageVerificationType = enum_field(
        "verificationType", lambda: _models.ImageVerificationType
    )
    """Whether Batch has tested the image with this node agent."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            node_agent_sku_id: str,
            image_reference: _models.BatchVmImageReference,
            os_type: str | _models.OSType,
            verification_type: str | _models.ImageVerificationType,
            capabilities: list[str] | None = None,
            batch_support_end_of_life: datetime.datetime | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchUefiSettings(Model, public="azure_batch_sdk.models"):
    """Boot protection of trusted launch and confidential VMs."""

    __slots__ = ()

    secure_boot_enabled: bool | None = plain_field("secureBootEnabled")
    """Whether only signed boot components may start. An image with unsigned drivers does not come up
    with it.
    """
    vtpm_enabled: bool | None = plain_field("vTpmEnabled")
    """Whether the VM gets a virtual TPM (needed for attestation and measured boot)."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self, *, secure_boot_enabled: bool | None = None, vtpm_enabled: bool | None = None
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchVmDiskSecurityProfile(Model, public="azure_batch_sdk.models"):
    """Encryption of a managed disk of a confidential VM."""

    __slots__ = ()

    security_encryption_type: str | _models.SecurityEncryptionTypes | None = enum_field(
        "securityEncryptionType", lambda: _models.SecurityEncryptionTypes
    )
    """What is encrypted with the key bound to the VM. Meant for `confidentialvm` only, where it is
    needed.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self, *, security_encryption_type: str | _models.SecurityEncryptionTypes | None = None
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchVmImageReference(Model, public="azure_batch_sdk.models"):
    """The image nodes are made from: a Marketplace image, or one from a Compute Gallery."""

    __slots__ = ()

    publisher: str | None = plain_field("publisher")
    """Marketplace publisher, such as `canonical` or `microsoftwindowsserver`. Goes together with `offer`
    and `sku`.
    """
    offer: str | None = plain_field("offer")
    """Product of the publisher, such as `0001-com-ubuntu-server-jammy`."""
    sku: str | None = plain_field("sku")
    """Edition within the offer, such as `22_04-lts`."""
    version: str | None = plain_field("version")
    """Marketplace image version. With `latest`, nodes that join later may get a newer image than those
    already there; name a version for repeatable pools. Default: `latest`.
    """
    virtual_machine_image_id: str | None = plain_field("virtualMachineImageId")
    """Resource Manager id of an image in your own Compute Gallery,
    `/subscriptions/.../galleries/{gallery}/images/{image}` with an optional `/versions/{version}`;
    without a version the newest is used. Excludes every other property here. Needs sign-in with
    Microsoft Entra, not with the account key, and an image replicated to the account's region; a
    malformed id raises HttpResponseError with code `InvalidPropertyValue`.
    """
    exact_version: str | None = plain_field("exactVersion", read_only=True)
    """Version of the Marketplace image that was really used. Nodes report it; it may still say `latest`."""
    shared_gallery_image_id: str | None = plain_field("sharedGalleryImageId")
    """Image shared directly with your subscription or tenant,
    `/SharedGalleries/{gallery}/Images/{image}` with an optional `/Versions/{version}`. Excludes every
    other property here.
    """
    community_gallery_image_id: str | None = plain_field("communityGalleryImageId")
    """Image from a public community gallery, `/CommunityGalleries/{gallery}/Images/{image}` with an
    optional `/Versions/{version}`. Excludes every other property here. Its publisher may withdraw it,
    and then the pool can no longer grow.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            publisher: str | None = None,
            offer: str | None = None,
            sku: str | None = None,
            version: str | None = None,
            virtual_machine_image_id: str | None = None,
            shared_gallery_image_id: str | None = None,
            community_gallery_image_id: str | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class DataDisk(Model, public="azure_batch_sdk.models"):
    """An empty disk attached to every node of a pool, charged per node for as long as the node exists."""

    __slots__ = ()

    logical_unit_number: int = plain_field("lun")
    """Slot the disk is attached to; each data disk needs its own. It tells the start task which disk is
    which (on Linux usually `/dev/disk/azure/scsi1/lun{n}`). From 0 to 63.
    """
    caching: str | _models.CachingType | None = enum_field("caching", lambda: _models.CachingType)
    """Host caching of the disk. Default: `none`."""
    disk_size_gb: int = plain_field("diskSizeGB")
    """Size in GB. The disk arrives raw: partition, format and mount it in the start task before use."""
    managed_disk: _models.ManagedDisk | None = model_field("managedDisk", lambda: _models.ManagedDisk)
    """Storage type and encryption of the disk. Left out, it is a `standard_lrs` disk."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            logical_unit_number: int,
            disk_size_gb: int,
            caching: str | _models.CachingType | None = None,
            managed_disk: _models.ManagedDisk | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class DiskCustomerManagedKey(Model, public="azure_batch_sdk.models"):
    """Your own Key Vault key for disk encryption, in place of one that Azure manages."""

    __slots__ = ()

    identity_reference: _models.BatchPoolIdentityReference | None = model_field(
        "identityReference", lambda: _models.BatchPoolIdentityReference
    )
    """Identity of the pool that is allowed to get, wrap and unwrap the key."""
    key_url: str | None = plain_field("keyUrl")
    """Key Vault URL of the key, version included even with rotation:
    `https://{vault}.vault.azure.net/keys/{key}/{version}`. If the key is disabled or deleted, the
    disks become unreadable.
    """
    rotation_to_latest_key_version_enabled: bool | None = plain_field("rotationToLatestKeyVersionEnabled")
    """Whether the disks move on to a new version of the key when the vault gets one. Otherwise they stay
    with the version in `key_url`. Default: `False`.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            identity_reference: _models.BatchPoolIdentityReference | None = None,
            key_url: str | None = None,
            rotation_to_latest_key_version_enabled: bool | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class DiskEncryptionConfiguration(Model, public="azure_batch_sdk.models"):
    """Which disks of a node are encrypted, and with whose key."""

    __slots__ = ()

    customer_managed_key: _models.DiskCustomerManagedKey | None = model_field(
        "customerManagedKey", lambda: _models.DiskCustomerManagedKey
    )
    """Your own key for the OS disk and the data disks. Needs `osdisk` among `targets` and an identity on
    the pool. Left out, Azure manages the key.
    """
    targets: list[str | _models.DiskEncryptionTarget] | None = enum_list_field(
        "targets", lambda: _models.DiskEncryptionTarget
    )
    """Disks to encrypt: as a rule `temporarydisk` alone on Linux, and both together on Windows. Left
    out, no disk is encrypted by this setting.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            customer_managed_key: _models.DiskCustomerManagedKey | None = None,
            targets: list[str | _models.DiskEncryptionTarget] | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class DiskEncryptionSetParameters(Model, public="azure_batch_sdk.models"):
    """Points to a disk encryption set."""

    __slots__ = ()

    id: str | None = plain_field("id")
    """Full Resource Manager id of the disk encryption set, in the subscription and region of the disks."""

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, id: str | None = None) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class HostEndpointSettings(Model, public="azure_batch_sdk.models"):
    """How access from inside a VM to one host endpoint is policed."""

    __slots__ = ()

    in_vm_access_control_profile_reference_id: str | None = plain_field("inVMAccessControlProfileReferenceId")
    """Resource Manager id of the access control profile version to apply. Not together with mode
    `Enforce`.
    """
    mode: str | _models.HostEndpointSettingsModeTypes | None = enum_field(
        "mode", lambda: _models.HostEndpointSettingsModeTypes
    )
    """Whether requests against the rules are only logged or also blocked."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            in_vm_access_control_profile_reference_id: str | None = None,
            mode: str | _models.HostEndpointSettingsModeTypes | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class InstanceViewStatus(Model, public="azure_batch_sdk.models"):
    """One status line of a VM extension on a node."""

    __slots__ = ()

    code: str | None = plain_field("code")
    """Machine-readable status, such as `ProvisioningState/succeeded`."""
    display_status: str | None = plain_field("displayStatus")
    """Short text for people, such as `Provisioning succeeded`."""
    level: str | _models.StatusLevelTypes | None = enum_field("level", lambda: _models.StatusLevelTypes)
    """Severity of the line."""
    message: str | None = plain_field("message")
    """Details, often the output or the error of the extension. Absent when it has nothing to say."""
    time: datetime.datetime | None = datetime_field("time")
    """When the extension reported this."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            code: str | None = None,
            display_status: str | None = None,
            level: str | _models.StatusLevelTypes | None = None,
            message: str | None = None,
            time: datetime.datetime | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class ManagedDisk(Model, public="azure_batch_sdk.models"):
    """Storage type and encryption of an OS or data disk."""

    __slots__ = ()

    disk_encryption_set: _models.DiskEncryptionSetParameters | None = model_field(
        "diskEncryptionSet", lambda: _models.DiskEncryptionSetParameters
    )
    """Encrypts the disk with the key of a disk encryption set. Only in accounts whose pools are
    allocated in your own subscription.
    """
    storage_account_type: str | _models.StorageAccountType | None = enum_field(
        "storageAccountType", lambda: _models.StorageAccountType
    )
    """Speed and price class of the disk. Data disks are `standard_lrs` without it; the VM size must
    support premium disks for `premium_lrs`.
    """
    security_profile: _models.BatchVmDiskSecurityProfile | None = model_field(
        "securityProfile", lambda: _models.BatchVmDiskSecurityProfile
    )
    """Disk encryption of a confidential VM. Leave it out for any other VM."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            disk_encryption_set: _models.DiskEncryptionSetParameters | None = None,
            storage_account_type: str | _models.StorageAccountType | None = None,
            security_profile: _models.BatchVmDiskSecurityProfile | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class ProxyAgentSettings(Model, public="azure_batch_sdk.models"):
    """Guards the metadata and wire server endpoints of the host against misuse from inside the VM."""

    __slots__ = ()

    enabled: bool | None = plain_field("enabled")
    """Whether the guest proxy agent runs on the nodes. The image must support it. Default: `False`."""
    imds: _models.HostEndpointSettings | None = model_field("imds", lambda: _models.HostEndpointSettings)
    """Rules for the instance metadata service, from which tasks get managed identity tokens: too strict
    a rule cuts them off.
    """
    wire_server: _models.HostEndpointSettings | None = model_field(
        "wireServer", lambda: _models.HostEndpointSettings
    )
    """Rules for the wire server, which VM agents and extensions talk to."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            enabled: bool | None = None,
            imds: _models.HostEndpointSettings | None = None,
            wire_server: _models.HostEndpointSettings | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class RollingUpgradePolicy(Model, public="azure_batch_sdk.models"):
    """Pace and health limits of a rolling upgrade, in percent of the nodes."""

    __slots__ = ()

    enable_cross_zone_upgrade: bool | None = plain_field("enableCrossZoneUpgrade")
    """Whether one upgrade batch may hold nodes of several zones. Allowed only with `zonal` node
    placement; left out, the scale set underneath decides.
    """
    max_batch_instance_percent: int | None = plain_field("maxBatchInstancePercent")
    """Share of all nodes that is upgraded at a time. Must not exceed `max_unhealthy_instance_percent`;
    the service takes fewer when nodes are unhealthy. From 5 to 100.
    """
    max_unhealthy_instance_percent: int | None = plain_field("maxUnhealthyInstancePercent")
    """Share of all nodes that may be unhealthy at once, for whatever reason. Above it the upgrade stops.
    Checked before each batch. From 5 to 100.
    """
    max_unhealthy_upgraded_instance_percent: int | None = plain_field("maxUnhealthyUpgradedInstancePercent")
    """Share of the upgraded nodes that may turn out unhealthy. Above it the upgrade stops. Checked after
    each batch. From 0 to 100.
    """
    pause_time_between_batches: datetime.timedelta | None = duration_field("pauseTimeBetweenBatches")
    """How long to wait after one batch of nodes before the next begins."""
    prioritize_unhealthy_instances: bool | None = plain_field("prioritizeUnhealthyInstances")
    """Whether unhealthy nodes are upgraded before healthy ones."""
    rollback_failed_instances_on_policy_breach: bool | None = plain_field(
        "rollbackFailedInstancesOnPolicyBreach"
    )
    """Whether nodes that failed to upgrade return to the old image when a health limit is exceeded."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            enable_cross_zone_upgrade: bool | None = None,
            max_batch_instance_percent: int | None = None,
            max_unhealthy_instance_percent: int | None = None,
            max_unhealthy_upgraded_instance_percent: int | None = None,
            pause_time_between_batches: datetime.timedelta | None = None,
            prioritize_unhealthy_instances: bool | None = None,
            rollback_failed_instances_on_policy_breach: bool | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class SecurityProfile(Model, public="azure_batch_sdk.models"):
    """Security features of the VMs of a pool."""

    __slots__ = ()

    encryption_at_host: bool | None = plain_field("encryptionAtHost")
    """Whether the host encrypts all disks of the VM, the temporary disk and caches included. The
    subscription and the VM size must allow it; an alternative to `disk_encryption_configuration`.
    """
    proxy_agent_settings: _models.ProxyAgentSettings | None = model_field(
        "proxyAgentSettings", lambda: _models.ProxyAgentSettings
    )
    """Guard for the metadata and wire server endpoints. Left out, it is off."""
    security_type: str | _models.SecurityTypes | None = enum_field(
        "securityType", lambda: _models.SecurityTypes
    )
    """Kind of hardened VM. Image and VM size must support it; left out, `uefi_settings` has no effect."""
    uefi_settings: _models.BatchUefiSettings | None = model_field(
        "uefiSettings", lambda: _models.BatchUefiSettings
    )
    """Secure boot and virtual TPM; needs `security_type`."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            encryption_at_host: bool | None = None,
            proxy_agent_settings: _models.ProxyAgentSettings | None = None,
            security_type: str | _models.SecurityTypes | None = None,
            uefi_settings: _models.BatchUefiSettings | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class ServiceArtifactReference(Model, public="azure_batch_sdk.models"):
    """Pins image `latest` to what a gallery's service artifact says, so that all nodes of a pool get the
    same image version.
    """

    __slots__ = ()

    id: str = plain_field("id")
    """Resource Manager id of the artifact profile, in the form `/subscriptions/.../galleries/{gallery}/s
    erviceArtifacts/{artifact}/vmArtifactsProfiles/{profile}`.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, id: str) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class UpgradePolicy(Model, public="azure_batch_sdk.models"):
    """How nodes of a pool are brought to a newer OS image."""

    __slots__ = ()

    mode: str | _models.UpgradeMode = enum_field("mode", lambda: _models.UpgradeMode)
    """Who starts upgrades and how many nodes they hit at once."""
    automatic_os_upgrade_policy: _models.AutomaticOsUpgradePolicy | None = model_field(
        "automaticOSUpgradePolicy", lambda: _models.AutomaticOsUpgradePolicy
    )
    """Whether and how new OS images are taken without being asked."""
    rolling_upgrade_policy: _models.RollingUpgradePolicy | None = model_field(
        "rollingUpgradePolicy", lambda: _models.RollingUpgradePolicy
    )
    """Batch sizes and health limits of `rolling` upgrades, and of automatic ones that use the policy."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            mode: str | _models.UpgradeMode,
            automatic_os_upgrade_policy: _models.AutomaticOsUpgradePolicy | None = None,
            rolling_upgrade_policy: _models.RollingUpgradePolicy | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class VMExtension(Model, public="azure_batch_sdk.models"):
    """A VM extension (agent or script of Azure) installed on every node of a pool."""

    __slots__ = ()

    name: str = plain_field("name")
    """Unique within the pool. `provision_after_extensions` and the node's extension list refer to it."""
    publisher: str = plain_field("publisher")
    """Who publishes the extension handler, such as `Microsoft.Azure.Extensions`."""
    type: str = plain_field("type")
    """Kind of extension, such as `CustomScript` or `AzureMonitorLinuxAgent`."""
    type_handler_version: str | None = plain_field("typeHandlerVersion")
    """Handler version to install, `major.minor`, such as `2.1`."""
    auto_upgrade_minor_version: bool | None = plain_field("autoUpgradeMinorVersion")
    """Whether a newer minor version may be taken at installation. Nodes that already have the extension
    keep theirs.
    """
    enable_automatic_upgrade: bool | None = plain_field("enableAutomaticUpgrade")
    """Whether the platform upgrades the extension on existing nodes when a newer version comes out."""
    settings: dict[str, str] | None = dict_field("settings")
    """Public settings, as the extension defines them. They come back when the pool is read: no secrets
    here.
    """
    protected_settings: dict[str, str] | None = dict_field("protectedSettings")
    """Secret settings, as the extension defines them: sent and stored encrypted, never returned."""
    provision_after_extensions: list[str] | None = list_field("provisionAfterExtensions")
    """Names of extensions that must be installed before this one."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            name: str,
            publisher: str,
            type: str,
            type_handler_version: str | None = None,
            auto_upgrade_minor_version: bool | None = None,
            enable_automatic_upgrade: bool | None = None,
            settings: dict[str, str] | None = None,
            protected_settings: dict[str, str] | None = None,
            provision_after_extensions: list[str] | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class VMExtensionInstanceView(Model, public="azure_batch_sdk.models"):
    """What a VM extension reports from a node."""

    __slots__ = ()

    name: str | None = plain_field("name")
    """Name of the extension, as in `VMExtension.name`."""
    statuses: list[_models.InstanceViewStatus] | None = model_list_field(
        "statuses", lambda: _models.InstanceViewStatus
    )
    """State of the extension itself: look here first when a node does not come up."""
    sub_statuses: list[_models.InstanceViewStatus] | None = model_list_field(
        "subStatuses", lambda: _models.InstanceViewStatus
    )
    """Parts of the extension's work, such as captured output. Absent for many extensions."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            name: str | None = None,
            statuses: list[_models.InstanceViewStatus] | None = None,
            sub_statuses: list[_models.InstanceViewStatus] | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class VirtualMachineConfiguration(Model, public="azure_batch_sdk.models"):
    """What the VMs of a pool are made from: image, agent, disks, containers and security."""

    __slots__ = ()

    image_reference: _models.BatchVmImageReference = model_field(
        "imageReference", lambda: _models.BatchVmImageReference
    )
    """Image of the nodes. It must fit `node_agent_sku_id`; pick both from `list_supported_images`."""
    node_agent_sku_id: str = plain_field("nodeAgentSKUId")
    """Node agent that runs on the image, such as `batch.node.ubuntu 22.04` or `batch.node.windows
    amd64`. A pair that does not match makes pool creation fail or leaves nodes `unusable`.
    """
    windows_configuration: _models.WindowsConfiguration | None = model_field(
        "windowsConfiguration", lambda: _models.WindowsConfiguration
    )
    """Windows settings. Refused with a Linux image."""
    data_disks: list[_models.DataDisk] | None = model_list_field("dataDisks", lambda: _models.DataDisk)
    """Empty disks to attach to every node, at extra cost. They must be formatted and mounted by the
    start task.
    """
    license_type: str | None = plain_field("licenseType")
    """Uses a Windows license you already own and saves that part of the price: `Windows_Server` or
    `Windows_Client`. Left out, the license is in the price of the VM. Windows only.
    """
    container_configuration: _models.BatchContainerConfiguration | None = model_field(
        "containerConfiguration", lambda: _models.BatchContainerConfiguration
    )
    """Makes the nodes ready for containers; tasks with `container_settings` need it. Choose an image
    with capability `DockerCompatible`.
    """
    disk_encryption_configuration: _models.DiskEncryptionConfiguration | None = model_field(
        "diskEncryptionConfiguration", lambda: _models.DiskEncryptionConfiguration
    )
    """Encrypts disks inside the node. Left out, only the encryption that Azure storage always has
    applies.
    """
    node_placement_configuration: _models.BatchNodePlacementConfiguration | None = model_field(
        "nodePlacementConfiguration", lambda: _models.BatchNodePlacementConfiguration
    )
    """Spread of nodes over zones. Left out, placement is `regional`. Not together with `placement`."""
    extensions: list[_models.VMExtension] | None = model_list_field("extensions", lambda: _models.VMExtension)
    """VM extensions to install on every node before tasks run there. One that fails can keep all nodes
    from becoming usable.
    """
    os_disk: _models.BatchOsDisk | None = model_field("osDisk", lambda: _models.BatchOsDisk)
    """Size, caching and storage of the OS disk. Left out, it follows the image and the VM size."""
    security_profile: _models.SecurityProfile | None = model_field(
        "securityProfile", lambda: _models.SecurityProfile
    )
    """Trusted launch, confidential VM and host encryption. Left out, the VMs are standard ones."""
    service_artifact_reference: _models.ServiceArtifactReference | None = model_field(
        "serviceArtifactReference", lambda: _models.ServiceArtifactReference
    )
    """Keeps all nodes on one image version when the version is `latest`."""
    hardware_profile: _models.HardwareProfile | None = model_field(
        "hardwareProfile", lambda: _models.HardwareProfile
    )
    """Customizes the processors of the VM size. Not allowed in an auto pool. Since api-version
    2026-10-01.
    """
    placement: _models.Placement | None = model_field("placement", lambda: _models.Placement)
    """Lets Azure choose the zones for the nodes. Not together with `node_placement_configuration`; left
    out, that one rules, or else placement is regional. A pool update without it keeps the present
    value. Since api-version 2026-10-01.
    """
    resiliency_policy: _models.ResiliencyPolicy | None = model_field(
        "resiliencyPolicy", lambda: _models.ResiliencyPolicy
    )
    """How nodes are divided among the zones. Only with a `placement` whose `zone_placement_policy` is
    `Auto`. A pool update without it keeps the present value. Since api-version 2026-10-01.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            image_reference: _models.BatchVmImageReference,
            node_agent_sku_id: str,
            windows_configuration: _models.WindowsConfiguration | None = None,
            data_disks: list[_models.DataDisk] | None = None,
            license_type: str | None = None,
            container_configuration: _models.BatchContainerConfiguration | None = None,
            disk_encryption_configuration: _models.DiskEncryptionConfiguration | None = None,
            node_placement_configuration: _models.BatchNodePlacementConfiguration | None = None,
            extensions: list[_models.VMExtension] | None = None,
            os_disk: _models.BatchOsDisk | None = None,
            security_profile: _models.SecurityProfile | None = None,
            service_artifact_reference: _models.ServiceArtifactReference | None = None,
            hardware_profile: _models.HardwareProfile | None = None,
            placement: _models.Placement | None = None,
            resiliency_policy: _models.ResiliencyPolicy | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class WindowsConfiguration(Model, public="azure_batch_sdk.models"):
    """Windows settings of the nodes."""

    __slots__ = ()

    enable_automatic_updates: bool | None = plain_field("enableAutomaticUpdates")
    """Whether Windows Update runs on the nodes; it may restart them under running tasks. Must be `False`
    when the pool upgrades its OS image automatically. Default: `True`.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, enable_automatic_updates: bool | None = None) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class HardwareProfile(Model, public="azure_batch_sdk.models"):
    """Hardware settings of the VMs of a pool. Since api-version 2026-10-01."""

    __slots__ = ()

    vm_size_properties: _models.VMSizeProperties | None = model_field(
        "vmSizeProperties", lambda: _models.VMSizeProperties
    )
    """Processor settings that deviate from the VM size."""

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, vm_size_properties: _models.VMSizeProperties | None = None) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class MaxInstancePercentPerZonePolicy(Model, public="azure_batch_sdk.models"):
    """Cap on the share of nodes in any one zone. Since api-version 2026-10-01."""

    __slots__ = ()

    enabled: bool | None = plain_field("enabled")
    """Whether the cap holds."""
    value: int = plain_field("value")
    """Largest share of the pool's nodes, in percent, that one zone may have. From 1 to 100."""

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, value: int, enabled: bool | None = None) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class Placement(Model, public="azure_batch_sdk.models"):
    """Automatic choice of availability zones for the nodes of a pool. Since api-version 2026-10-01."""

    __slots__ = ()

    zone_placement_policy: str | _models.ZonePlacementPolicyType = enum_field(
        "zonePlacementPolicy", lambda: _models.ZonePlacementPolicyType
    )
    """Who chooses the zones."""

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, zone_placement_policy: str | _models.ZonePlacementPolicyType) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class ResiliencyPolicy(Model, public="azure_batch_sdk.models"):
    """Protects a pool against the loss of an availability zone. Since api-version 2026-10-01."""

    __slots__ = ()

    zone_allocation_policy: _models.ZoneAllocationPolicy = model_field(
        "zoneAllocationPolicy", lambda: _models.ZoneAllocationPolicy
    )
    """Limits on the number of zones and on the share of each."""

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, zone_allocation_policy: _models.ZoneAllocationPolicy) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class VMSizeProperties(Model, public="azure_batch_sdk.models"):
    """Processor settings of a VM, where they deviate from its size. Since api-version 2026-10-01."""

    __slots__ = ()

    v_cpus_available: int | None = plain_field("vCPUsAvailable")
    """Number of vCPUs the VM gets, out of those its size has. Left out, all of them. With fewer, the
    price stays that of the full size.
    """
    v_cpus_per_core: int | None = plain_field("vCPUsPerCore")
    """vCPUs per physical core; 1 turns hyper-threading off. Left out, as the VM size has it."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self, *, v_cpus_available: int | None = None, v_cpus_per_core: int | None = None
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class VirtualMachineSkuProfile(Model, public="azure_batch_sdk.models"):
    """Several VM sizes from which a pool may draw its nodes, for a better chance of capacity or price.
    Since api-version 2026-10-01.
    """

    __slots__ = ()

    vm_sizes: list[_models.VirtualMachineSkuProfileVmSize] | None = model_list_field(
        "vmSizes", lambda: _models.VirtualMachineSkuProfileVmSize
    )
    """Sizes to choose from. They must be alike: the same number of vCPUs and the same CPU architecture,
    best also the same VM family. Needed whenever a profile is given at pool creation. At least 1
    items. At most 5 items.
    """
    allocation_strategy: str | _models.VirtualMachineSkuAllocationStrategy | None = enum_field(
        "allocationStrategy", lambda: _models.VirtualMachineSkuAllocationStrategy
    )
    """How a size is chosen when nodes are added. Default: `lowestPrice`."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            vm_sizes: list[_models.VirtualMachineSkuProfileVmSize] | None = None,
            allocation_strategy: str | _models.VirtualMachineSkuAllocationStrategy | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class VirtualMachineSkuProfileVmSize(Model, public="azure_batch_sdk.models"):
    """One VM size in a profile, with its place in the order. Since api-version 2026-10-01."""

    __slots__ = ()

    name: str = plain_field("name")
    """VM size, such as `standard_d4s_v5`; it must be offered in the account's region."""
    rank: int | None = plain_field("rank")
    """Place in the order of preference; the lowest number is tried first. Needed with strategy
    `prioritized`, refused with any other. At least 0.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, name: str, rank: int | None = None) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class ZoneAllocationPolicy(Model, public="azure_batch_sdk.models"):
    """Limits on how nodes are divided among zones. Since api-version 2026-10-01."""

    __slots__ = ()

    max_zone_count: int | None = plain_field("maxZoneCount")
    """Number of zones to use at most. Left out, as many as the region has. At least 1."""
    max_instance_percent_per_zone_policy: _models.MaxInstancePercentPerZonePolicy | None = model_field(
        "maxInstancePercentPerZonePolicy", lambda: _models.MaxInstancePercentPerZonePolicy
    )
    """Cap on the share of one zone. Left out, there is none."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            max_zone_count: int | None = None,
            max_instance_percent_per_zone_policy: _models.MaxInstancePercentPerZonePolicy | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...
