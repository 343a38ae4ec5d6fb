"""What the virtual machines of a pool may be: their image, system, disks, accounts and upgrades, and how many tasks they take."""

from __future__ import annotations

import re
from typing import Any

from ..messages import JsonObject
from ..state.entities import runs_windows
from .replies import invalid
from .vm_sizes import cores

_MOST_SLOTS = 256
_SLOTS_PER_CORE = 4
_MIX = "mix"
_LICENSES = frozenset({"windows_server", "windows_client"})
_MARKETPLACE = ("publisher", "offer", "sku")
_IMAGE_IDS = ("virtualMachineImageId", "sharedGalleryImageId", "communityGalleryImageId")
_IMAGE_ID = re.compile(
    r"/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft\.Compute/"
    r"(images/[^/]+|galleries/[^/]+/images/[^/]+(/versions/[^/]+)?)",
    re.IGNORECASE,
)


def check_machine(machine: JsonObject) -> None:
    """Refuse a virtualMachineConfiguration that contradicts itself."""
    _check_image(machine["imageReference"])
    if machine.get("windowsConfiguration") and not runs_windows(machine):
        raise invalid("windowsConfiguration", None, "It must not be given for a Linux image.")
    license_type = machine.get("licenseType")
    if license_type is not None and license_type.lower() not in _LICENSES:
        raise invalid("licenseType", license_type, "It must be Windows_Server or Windows_Client.")
    agent: JsonObject = (machine.get("securityProfile") or {}).get("proxyAgentSettings") or {}
    for name in ("imds", "wireServer"):
        settings: JsonObject = agent.get(name) or {}
        if (
            settings.get("mode") == "Enforce"
            and settings.get("inVMAccessControlProfileReferenceId") is not None
        ):
            raise invalid(
                "inVMAccessControlProfileReferenceId",
                settings["inVMAccessControlProfileReferenceId"],
                "It cannot be given with mode Enforce.",
            )


def check_accounts(accounts: list[JsonObject]) -> None:
    """Refuse accounts that no node can have."""
    for account in accounts:
        linux: JsonObject = account.get("linuxUserConfiguration") or {}
        if (linux.get("uid") is None) != (linux.get("gid") is None):
            raise invalid("linuxUserConfiguration", None, "uid and gid are given together or not at all.")


def check_together(spec: JsonObject) -> None:
    """Refuse a pool, new or as it is after a change, whose members do not go together."""
    machine: JsonObject = spec.get("virtualMachineConfiguration") or {}
    _check_slots(spec.get("taskSlotsPerNode", 1), spec["vmSize"])
    if machine and not runs_windows(machine):
        for account in spec.get("userAccounts") or ():
            if account.get("windowsUserConfiguration"):
                raise invalid("windowsUserConfiguration", None, "It can be given for Windows pools only.")
    _check_placement(machine)
    _check_upgrades(spec.get("upgradePolicy") or {}, machine)
    if profile := spec.get("vmSkuProfile"):
        _check_sizes_of_profile(profile, spec["vmSize"])


def _check_slots(slots: int, vm_size: str) -> None:
    number = cores(vm_size)
    most = _MOST_SLOTS if number is None else min(_SLOTS_PER_CORE * number, _MOST_SLOTS)
    if not 1 <= slots <= most:
        raise invalid("taskSlotsPerNode", slots, f"A node of size {vm_size} has 1 to {most} task slots.")


def _check_image(image: JsonObject) -> None:
    ids = [name for name in _IMAGE_IDS if image.get(name) is not None]
    others = [name for name in (*_MARKETPLACE, "version") if image.get(name) is not None]
    if len(ids) > 1 or (ids and others):
        raise invalid("imageReference", None, f"{ids[0]} excludes all other members of an image reference.")
    if not ids and not all(image.get(name) for name in _MARKETPLACE):
        raise invalid(
            "imageReference",
            None,
            f"An image is named by {', '.join(_MARKETPLACE)}, or by one of {', '.join(_IMAGE_IDS)}.",
        )
    image_id = image.get("virtualMachineImageId")
    if image_id is not None and not _IMAGE_ID.fullmatch(image_id):
        raise invalid("virtualMachineImageId", image_id, "It is not the resource id of an image.")


def _check_placement(machine: JsonObject) -> None:
    if machine.get("placement") and machine.get("nodePlacementConfiguration"):
        raise invalid("placement", None, "It cannot be given together with nodePlacementConfiguration.")
    zones = (machine.get("placement") or {}).get("zonePlacementPolicy")
    if machine.get("resiliencyPolicy") and zones != "Auto":
        raise invalid("resiliencyPolicy", None, "It needs a placement with zonePlacementPolicy Auto.")


def _check_upgrades(policy: JsonObject, machine: JsonObject) -> None:
    rolling: JsonObject = policy.get("rollingUpgradePolicy") or {}
    batch, unhealthy = rolling.get("maxBatchInstancePercent"), rolling.get("maxUnhealthyInstancePercent")
    if batch is not None and unhealthy is not None and batch > unhealthy:
        raise invalid(
            "maxBatchInstancePercent", batch, "It must not be greater than maxUnhealthyInstancePercent."
        )
    zones = str((machine.get("nodePlacementConfiguration") or {}).get("policy", "")).lower()
    if rolling.get("enableCrossZoneUpgrade") and zones != "zonal":
        raise invalid("enableCrossZoneUpgrade", True, "It needs zonal node placement.")
    automatic: JsonObject = policy.get("automaticOSUpgradePolicy") or {}
    windows: JsonObject = machine.get("windowsConfiguration") or {}
    if automatic.get("enableAutomaticOSUpgrade") and windows.get("enableAutomaticUpdates"):
        raise invalid(
            "enableAutomaticUpdates", True, "It must not be true with enableAutomaticOSUpgrade true."
        )


def _check_sizes_of_profile(profile: JsonObject, vm_size: str) -> None:
    if vm_size.lower() != _MIX:
        raise invalid("vmSkuProfile", None, "It needs the vmSize Mix.")
    sizes: list[dict[str, Any]] = profile.get("vmSizes") or []
    if not sizes:
        raise invalid("vmSizes", None, "A profile needs at least one size.")
    is_ranked = profile.get("allocationStrategy") == "prioritized"
    for size in sizes:
        rank = size.get("rank")
        if (rank is not None) != is_ranked or (rank or 0) < 0:
            raise invalid(
                "rank", rank, "Sizes have ranks from 0 with the strategy prioritized, and only there."
            )
    if len({cores(size["name"]) for size in sizes}) > 1:
        raise invalid("vmSizes", None, "All sizes of a profile must have the same number of cores.")
