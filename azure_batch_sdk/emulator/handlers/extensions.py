"""Virtual machine extensions of a node: what its pool asks for, as if it were installed."""

from __future__ import annotations

from collections.abc import Mapping

from ..context import ServiceContext
from ..errors import ServiceError
from ..messages import JsonObject, Reply, Request
from ..state.entities import Node
from .registry import Handler
from .replies import listed_values


def get_node_extension(service: ServiceContext, request: Request) -> Reply:
    """Show an extension of a node."""
    wanted = request.path["extensionName"].lower()
    for extension in _extensions(_node(service, request)):
        if str(extension["name"]).lower() == wanted:
            return Reply(200, _body(extension), "extensions/@Element")
    raise ServiceError(404, "ResourceNotFound", "The specified extension does not exist.")


def list_node_extensions(service: ServiceContext, request: Request) -> Reply:
    """List the extensions of a node."""
    found = _extensions(_node(service, request))
    items = [(str(extension["name"]), _body(extension)) for extension in found]
    return listed_values("extension", "extensions", items)


def _node(service: ServiceContext, request: Request) -> Node:
    return service.world.node(request.path["poolId"], request.path["nodeId"])


def _extensions(node: Node) -> list[JsonObject]:
    if node.last_boot is None:
        return []
    machine: JsonObject = node.pool.spec.get("virtualMachineConfiguration") or {}
    return list(machine.get("extensions") or ())


def _body(extension: JsonObject) -> JsonObject:
    status = {
        "code": "ProvisioningState/succeeded",
        "level": "Info",
        "displayStatus": "Provisioning succeeded",
        "message": "The emulator does not install extensions.",
    }
    return {
        "provisioningState": "Succeeded",
        "vmExtension": extension,
        "instanceView": {"name": extension["name"], "statuses": [status], "subStatuses": []},
    }


HANDLERS: Mapping[str, Handler] = {
    "get_node_extension": get_node_extension,
    "list_node_extensions": list_node_extensions,
}
