"""What belongs to the account: images, node counts, applications."""

from __future__ import annotations

from collections.abc import Mapping

from ..context import ServiceContext
from ..errors import ServiceError
from ..messages import JsonObject, Reply, Request
from ..node.packages import Application
from ..state.entities import Node, Pool
from .registry import Handler
from .replies import listed, listed_values

_COUNTERS = {
    "creating": "creating",
    "idle": "idle",
    "offline": "offline",
    "preempted": "preempted",
    "rebooting": "rebooting",
    "reimaging": "reimaging",
    "running": "running",
    "starting": "starting",
    "starttaskfailed": "startTaskFailed",
    "leavingpool": "leavingPool",
    "unknown": "unknown",
    "unusable": "unusable",
    "waitingforstarttask": "waitingForStartTask",
    "deallocated": "deallocated",
    "deallocating": "deallocating",
    "upgradingos": "upgradingOS",
}
"""Node states and the names of their counters."""

# publisher, offer, sku, agent, system, capabilities, verification
_IMAGES: tuple[tuple[str, str, str, str, str, tuple[str, ...], str], ...] = (
    ("almalinux", "almalinux-x86_64", "8-gen2", "batch.node.el 8", "linux", (), "verified"),
    ("almalinux", "almalinux-x86_64", "9-gen2", "batch.node.el 9", "linux", (), "verified"),
    (
        "canonical",
        "0001-com-ubuntu-server-focal",
        "20_04-lts",
        "batch.node.ubuntu 20.04",
        "linux",
        (),
        "verified",
    ),
    (
        "canonical",
        "0001-com-ubuntu-server-jammy",
        "22_04-lts",
        "batch.node.ubuntu 22.04",
        "linux",
        (),
        "verified",
    ),
    ("canonical", "ubuntu-24_04-lts", "server", "batch.node.ubuntu 24.04", "linux", (), "verified"),
    ("debian", "debian-12", "12", "batch.node.debian 12", "linux", (), "unverified"),
    (
        "microsoft-dsvm",
        "ubuntu-hpc",
        "2204",
        "batch.node.ubuntu 22.04",
        "linux",
        ("DockerCompatible", "NvidiaTeslaDriverInstalled", "IntelMPIRuntimeInstalled"),
        "verified",
    ),
    (
        "microsoftwindowsserver",
        "windowsserver",
        "2019-datacenter",
        "batch.node.windows amd64",
        "windows",
        (),
        "verified",
    ),
    (
        "microsoftwindowsserver",
        "windowsserver",
        "2022-datacenter",
        "batch.node.windows amd64",
        "windows",
        (),
        "verified",
    ),
)


def list_supported_images(service: ServiceContext, request: Request) -> Reply:
    """Answer with the images that pools can be made of."""
    items: list[tuple[str, JsonObject]] = []
    for publisher, offer, sku, agent, system, capabilities, verification in _IMAGES:
        image: JsonObject = {
            "imageReference": {"publisher": publisher, "offer": offer, "sku": sku, "version": "latest"},
            "verificationType": verification,
            "nodeAgentSKUId": agent,
        }
        if capabilities:
            image["capabilities"] = list(capabilities)
        image["osType"] = system
        items.append((f"{publisher}/{offer}/{sku}", image))
    return listed_values("image", "supportedimages", items)


def list_pool_node_counts(service: ServiceContext, request: Request) -> Reply:
    """Answer with the nodes of each pool by state."""
    return listed("nodeCounts", "poolnodecounts", service.world.pools, _counts_of)


def list_applications(service: ServiceContext, request: Request) -> Reply:
    """Answer with the account's applications."""
    items = [(application.id, _application(application)) for application in service.applications]
    return listed_values("application", "applications", items)


def get_application(service: ServiceContext, request: Request) -> Reply:
    """Answer with an application."""
    application = service.applications.find(request.path["applicationId"])
    if application is None:
        raise ServiceError(404, "ApplicationNotFound", "The specified application does not exist.")
    return Reply(200, _application(application), "applications/@Element")


def _application(application: Application) -> JsonObject:
    return {
        "id": application.id,
        "displayName": application.id,
        "versions": [package.version for package in application.packages],
    }


def _counts_of(pool: Pool) -> JsonObject:
    nodes = list(pool.nodes)
    return {
        "poolId": pool.id,
        "dedicated": _count([node for node in nodes if node.dedicated]),
        "lowPriority": _count([node for node in nodes if not node.dedicated]),
    }


def _count(nodes: list[Node]) -> JsonObject:
    counts: JsonObject = dict.fromkeys(_COUNTERS.values(), 0)
    for node in nodes:
        counts[_COUNTERS[node.state]] += 1
    counts["total"] = len(nodes)
    return counts


HANDLERS: Mapping[str, Handler] = {
    "get_application": get_application,
    "list_applications": list_applications,
    "list_pool_node_counts": list_pool_node_counts,
    "list_supported_images": list_supported_images,
}
