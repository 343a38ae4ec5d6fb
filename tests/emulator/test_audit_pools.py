"""What pools may be, and what the service makes of them: limits and exclusions of their members."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.emulator.core_driver import POOL, Running, ScriptedRunner, on_loop, options

LINUX: dict[str, Any] = POOL["virtualMachineConfiguration"]
IMAGE: dict[str, Any] = LINUX["imageReference"]
WINDOWS = {
    "imageReference": {
        "publisher": "microsoftwindowsserver",
        "offer": "windowsserver",
        "sku": "2022-datacenter",
    },
    "nodeAgentSKUId": "batch.node.windows amd64",
}
IMAGE_ID = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/galleries/a/images/b"
SUBNET_ID = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/n"


def ports(name: str = "a", start: int = 1000, end: int = 1100, **members: Any) -> dict[str, Any]:
    return {
        "name": name,
        "protocol": "tcp",
        "backendPort": 80,
        "frontendPortRangeStart": start,
        "frontendPortRangeEnd": end,
        **members,
    }


def rule(priority: int, *ranges: str) -> dict[str, Any]:
    return {
        "priority": priority,
        "access": "allow",
        "sourceAddressPrefix": "*",
        "sourcePortRanges": list(ranges or "*"),
    }


def opens(*pools: dict[str, Any], **network: Any) -> dict[str, Any]:
    return {"networkConfiguration": {"endpointConfiguration": {"inboundNATPools": list(pools)}, **network}}


def machine(**members: Any) -> dict[str, Any]:
    return {"virtualMachineConfiguration": {**LINUX, **members}}


def image(**members: Any) -> dict[str, Any]:
    return machine(imageReference=members)


def profile(*sizes: dict[str, Any], **members: Any) -> dict[str, Any]:
    return {"vmSize": "Mix", "vmSkuProfile": {"vmSizes": list(sizes), **members}}


def account(**members: Any) -> dict[str, Any]:
    return {"userAccounts": [{"name": "ann", "password": "secret", **members}]}


REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("taskSlotsPerNode", {"vmSize": "standard_d1_v2", "taskSlotsPerNode": 5}),
    ("taskSlotsPerNode", {"vmSize": "standard_m128s", "taskSlotsPerNode": 257}),
    ("subnetId", {"networkConfiguration": {"subnetId": "my-subnet"}}),
    ("ipFamilies", {"networkConfiguration": {"publicIPAddressConfiguration": {"ipFamilies": ["IPv6"]}}}),
    ("inboundNATPools", opens(ports(), publicIPAddressConfiguration={"provision": "nopublicipaddresses"})),
    ("backendPort", opens(ports(backendPort=29876))),
    ("frontendPortRangeStart", opens(ports(start=49_990, end=50_040))),
    ("frontendPortRangeStart", opens(ports(start=55_000, end=55_100))),
    ("frontendPortRangeEnd", opens(ports(start=1000, end=1038))),
    ("frontendPortRangeStart", opens(ports("a", 1000, 1100), ports("b", 1100, 1200))),
    ("name", opens(ports("a", 1000, 1100), ports("A", 1200, 1300))),
    (
        "networkSecurityGroupRules",
        opens(ports(networkSecurityGroupRules=[rule(150 + number) for number in range(26)])),
    ),
    (
        "priority",
        opens(
            ports("a", networkSecurityGroupRules=[rule(150)]),
            ports("b", 2000, 2100, networkSecurityGroupRules=[rule(150)]),
        ),
    ),
    ("sourcePortRanges", opens(ports(networkSecurityGroupRules=[rule(150, "0-65536")]))),
    ("sourcePortRanges", opens(ports(networkSecurityGroupRules=[rule(150, "http")]))),
    ("imageReference", image(virtualMachineImageId=IMAGE_ID, communityGalleryImageId="x")),
    ("imageReference", image(**IMAGE, sharedGalleryImageId="x")),
    ("imageReference", image(publisher="canonical")),
    ("virtualMachineImageId", image(virtualMachineImageId="my-image")),
    ("licenseType", machine(licenseType="RHEL")),
    ("windowsConfiguration", machine(windowsConfiguration={"enableAutomaticUpdates": False})),
    (
        "inVMAccessControlProfileReferenceId",
        machine(
            securityProfile={
                "proxyAgentSettings": {
                    "imds": {"mode": "Enforce", "inVMAccessControlProfileReferenceId": "x"}
                }
            }
        ),
    ),
    (
        "placement",
        machine(placement={"zonePlacementPolicy": "Auto"}, nodePlacementConfiguration={"policy": "zonal"}),
    ),
    ("resiliencyPolicy", machine(resiliencyPolicy={"zoneAllocationPolicy": {"maxZoneCount": 2}})),
    ("linuxUserConfiguration", account(linuxUserConfiguration={"uid": 5})),
    ("windowsUserConfiguration", account(windowsUserConfiguration={"loginMode": "batch"})),
    (
        "maxBatchInstancePercent",
        {
            "upgradePolicy": {
                "mode": "rolling",
                "rollingUpgradePolicy": {"maxBatchInstancePercent": 30, "maxUnhealthyInstancePercent": 20},
            }
        },
    ),
    (
        "enableCrossZoneUpgrade",
        {"upgradePolicy": {"mode": "rolling", "rollingUpgradePolicy": {"enableCrossZoneUpgrade": True}}},
    ),
    (
        "enableAutomaticUpdates",
        {
            "upgradePolicy": {
                "mode": "automatic",
                "automaticOSUpgradePolicy": {"enableAutomaticOSUpgrade": True},
            },
            "virtualMachineConfiguration": {
                **WINDOWS,
                "windowsConfiguration": {"enableAutomaticUpdates": True},
            },
        },
    ),
    ("vmSkuProfile", {"vmSkuProfile": {"vmSizes": [{"name": "standard_d2s_v3"}]}}),
    ("vmSizes", profile()),
    ("vmSizes", profile({"name": "standard_d2s_v3"}, {"name": "standard_d4s_v3"})),
    ("rank", profile({"name": "standard_d2s_v3", "rank": 0})),
    ("rank", profile({"name": "standard_d2s_v3"}, allocationStrategy="prioritized")),
    (
        "userIdentity",
        {
            "startTask": {
                "commandLine": "a",
                "userIdentity": {"username": "ann", "autoUser": {"scope": "pool"}},
            }
        },
    ),
    (
        "azureBlobFileSystemConfiguration",
        {
            "mountConfiguration": [
                {
                    "azureBlobFileSystemConfiguration": {
                        "accountName": "a",
                        "containerName": "c",
                        "relativeMountPath": "m",
                        "accountKey": "k",
                        "sasKey": "s",
                    }
                }
            ]
        },
    ),
]


@pytest.mark.parametrize(
    ("name", "members"), REFUSED, ids=[f"{name}-{n}" for n, (name, _) in enumerate(REFUSED)]
)
def test_a_pool_whose_members_do_not_go_together_is_refused(
    tmp_path: Path, name: str, members: dict[str, Any]
) -> None:
    @on_loop
    async def run() -> None:
        async with Running(options(tmp_path), ScriptedRunner()) as it:
            error = await it.refusal("create_pool", {**POOL, **members})
            assert (error.status, error.code) == (400, "InvalidPropertyValue")
            assert error.values[0] == ("PropertyName", name)

    run()


ACCEPTED: list[dict[str, Any]] = [
    {"vmSize": "standard_d3_v2", "taskSlotsPerNode": 16},
    {"vmSize": "some-size", "taskSlotsPerNode": 256},
    opens(ports("a", 1000, 1039), ports("b", 1040, 1100), ports("c", 55_001, 55_100), subnetId=SUBNET_ID),
    opens(ports(networkSecurityGroupRules=[rule(150, "*"), rule(151, "22", "0-65535")])),
    image(virtualMachineImageId=f"{IMAGE_ID}/versions/1.0.0"),
    image(communityGalleryImageId="/CommunityGalleries/a/images/b/versions/c"),
    machine(placement={"zonePlacementPolicy": "Auto"}, resiliencyPolicy={"zoneAllocationPolicy": {}}),
    account(linuxUserConfiguration={"uid": 5, "gid": 6}),
    profile(
        {"name": "standard_d2s_v3", "rank": 0},
        {"name": "standard_e2s_v3", "rank": 1},
        allocationStrategy="prioritized",
    ),
]


@pytest.mark.parametrize("members", ACCEPTED)
def test_a_pool_at_the_limits_is_made(tmp_path: Path, members: dict[str, Any]) -> None:
    @on_loop
    async def run() -> None:
        async with Running(options(tmp_path), ScriptedRunner()) as it:
            assert (
                await it.reply("create_pool", {**POOL, "targetDedicatedNodes": 0, **members})
            ).status == 201

    run()


@on_loop
async def test_the_slots_of_a_pool_are_limited_by_its_size_after_a_change_too(tmp_path: Path) -> None:
    async with Running(options(tmp_path), ScriptedRunner()) as it:
        await it.pool(targetDedicatedNodes=0)
        error = await it.refusal("update_pool", {"taskSlotsPerNode": 8}, poolId="p")
        assert (error.status, error.values[0]) == (400, ("PropertyName", "taskSlotsPerNode"))
        await it.reply("update_pool", {"taskSlotsPerNode": 8, "vmSize": "standard_d2s_v3"}, poolId="p")
        assert (await it.body("get_pool", poolId="p"))["taskSlotsPerNode"] == 8


@on_loop
async def test_a_replaced_configuration_of_the_machines_keeps_their_zones(tmp_path: Path) -> None:
    zones = {"placement": {"zonePlacementPolicy": "Auto"}}
    async with Running(options(tmp_path), ScriptedRunner()) as it:
        await it.pool(targetDedicatedNodes=0, **machine(**zones, licenseType="Windows_Server"))
        await it.reply("update_pool", machine(), poolId="p")
        shown = (await it.body("get_pool", poolId="p"))["virtualMachineConfiguration"]
        assert (shown["placement"], shown.get("licenseType")) == (zones["placement"], None)


@on_loop
async def test_node_placement_is_shown_as_the_service_spells_it(tmp_path: Path) -> None:
    async with Running(options(tmp_path), ScriptedRunner()) as it:
        await it.pool(**machine(nodePlacementConfiguration={"policy": "zonal"}))
        shown = (await it.body("get_pool", poolId="p"))["virtualMachineConfiguration"]
        assert shown["nodePlacementConfiguration"] == {"policy": "Zonal"}


@on_loop
async def test_accounts_of_windows_pools_have_a_login_mode(tmp_path: Path) -> None:
    async with Running(options(tmp_path), ScriptedRunner()) as it:
        await it.pool(virtualMachineConfiguration=WINDOWS, **account())
        (shown,) = (await it.body("get_pool", poolId="p"))["userAccounts"]
        assert shown == {
            "name": "ann",
            "elevationLevel": "nonadmin",
            "windowsUserConfiguration": {"loginMode": "batch"},
        }


@on_loop
async def test_nodes_can_be_taken_out_of_a_pool_that_scales_itself(tmp_path: Path) -> None:
    async with Running(options(tmp_path), ScriptedRunner()) as it:
        await it.pool()
        await it.reply(
            "enable_pool_auto_scale", {"autoScaleFormula": "$TargetDedicatedNodes = 1"}, poolId="p"
        )
        await it.steady()
        node = await it.node()
        reply = await it.reply("begin_remove_nodes", {"nodeList": [node["id"]]}, poolId="p")
        assert reply.status == 202
        pool = await it.steady()
        assert (pool["currentDedicatedNodes"], pool["targetDedicatedNodes"]) == (0, 0)


@pytest.mark.parametrize(
    ("operation", "body", "code"),
    [
        ("enable_pool_auto_scale", {}, "MissingRequiredProperty"),
        ("enable_pool_auto_scale", {"autoScaleFormula": "="}, "AutoScalingFormulaSyntaxError"),
        ("evaluate_pool_auto_scale", {"autoScaleFormula": "="}, "AutoScalingFormulaSyntaxError"),
    ],
)
def test_a_body_that_is_wrong_by_itself_is_refused_before_the_pool_is_looked_for(
    tmp_path: Path, operation: str, body: dict[str, Any], code: str
) -> None:
    @on_loop
    async def run() -> None:
        async with Running(options(tmp_path), ScriptedRunner()) as it:
            error = await it.refusal(operation, body, poolId="nowhere")
            assert (error.status, error.code) == (400, code)

    run()


@on_loop
async def test_a_pool_refers_to_ten_packages_at_most_after_a_change_too(tmp_path: Path) -> None:
    async with Running(options(tmp_path), ScriptedRunner()) as it:
        await it.pool(targetDedicatedNodes=0)
        references = [{"applicationId": "a"}] * 11
        error = await it.refusal("update_pool", {"applicationPackageReferences": references}, poolId="p")
        assert (error.status, error.values[0]) == (400, ("PropertyName", "applicationPackageReferences"))


@on_loop
async def test_nodes_with_two_kinds_of_addresses_have_two_logins(tmp_path: Path) -> None:
    both = {"publicIPAddressConfiguration": {"ipFamilies": ["IPv4", "IPv6"]}}
    async with Running(options(tmp_path), ScriptedRunner()) as it:
        await it.pool(networkConfiguration=both)
        node = await it.node()
        shown = await it.body("get_node_remote_login_settings", poolId="p", nodeId=node["id"])
        assert shown == {
            "remoteLoginIPAddress": "127.0.0.1",
            "remoteLoginPort": 50000,
            "ipv6RemoteLoginIPAddress": "::1",
            "ipv6RemoteLoginPort": 50000,
        }
