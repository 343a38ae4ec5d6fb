"""Nodes: show, restart, put to rest, take out of scheduling."""

from __future__ import annotations

from collections.abc import Mapping

from ..context import ServiceContext
from ..engine import nodes
from ..errors import ServiceError
from ..lifecycles import NODE
from ..messages import Reply, Request
from ..state.entities import DeallocationOption, Node
from .older_versions import node_body_for
from .registry import Handler
from .replies import conflict, listed, request_url, wrong_state

_BUSY = {
    "creating": ("NodeBeingCreated", "The specified node is being created."),
    "starting": ("NodeBeingStarted", "The specified node is being started."),
    "waitingforstarttask": ("NodeBeingStarted", "The specified node is being started."),
    "rebooting": ("NodeBeingRebooted", "The specified node is being rebooted."),
    "reimaging": ("NodeBeingReimaged", "The specified node is being reimaged."),
    "unusable": ("NodeStateUnusable", "The specified node is in an unusable state."),
}


def get_node(service: ServiceContext, request: Request) -> Reply:
    """Show a node; nodes have no ETag."""
    body = node_body_for(request)
    return Reply(200, body(_node(service, request), request.base_url), "nodes/@Element")


def list_nodes(service: ServiceContext, request: Request) -> Reply:
    """List the nodes of a pool."""
    pool = service.world.pool(request.path["poolId"])
    body = node_body_for(request)
    return listed("node", "nodes", pool.nodes, lambda node: body(node, request.base_url))


def reboot_node(service: ServiceContext, request: Request) -> Reply:
    """Begin to reboot a node."""
    return _restart(service, request, "reboot", "nodeRebootOption")


def reimage_node(service: ServiceContext, request: Request) -> Reply:
    """Begin to reimage a node: all its files are lost."""
    return _restart(service, request, "reimage", "nodeReimageOption")


def deallocate_node(service: ServiceContext, request: Request) -> Reply:
    """Begin to deallocate a node."""
    return _restart(service, request, "deallocate", "nodeDeallocateOption")


def start_node(service: ServiceContext, request: Request) -> Reply:
    """Start a deallocated node."""
    node = _node(service, request)
    if node.state != "deallocated":
        raise refusal(node)
    nodes.start(service, node)
    return Reply(202, data_service_id=request_url(request))


def disable_node_scheduling(service: ServiceContext, request: Request) -> Reply:
    """Give a node no more tasks."""
    node = _in_scheduling_state(service, request, "enabled")
    nodes.disable_scheduling(service, node, _option(request, "nodeDisableSchedulingOption"))
    return Reply(200, data_service_id=request_url(request))


def enable_node_scheduling(service: ServiceContext, request: Request) -> Reply:
    """Let a node take tasks again."""
    node = _in_scheduling_state(service, request, "disabled")
    nodes.enable_scheduling(service, node)
    return Reply(200, data_service_id=request_url(request))


def _node(service: ServiceContext, request: Request) -> Node:
    return service.world.node(request.path["poolId"], request.path["nodeId"])


def _restart(service: ServiceContext, request: Request, event: str, member: str) -> Reply:
    node = _node(service, request)
    if node.state in _BUSY or not NODE.allows(node.state, event):
        raise refusal(node)
    nodes.restart(service, node, event, _option(request, member))
    return Reply(202, data_service_id=request_url(request))


def _option(request: Request, member: str) -> DeallocationOption:
    option: DeallocationOption = (request.body or {}).get(member, "requeue")
    return option


def _in_scheduling_state(service: ServiceContext, request: Request, wanted: str) -> Node:
    node = _node(service, request)
    if node.scheduling != wanted:
        raise conflict(
            "NodeAlreadyInTargetSchedulingState",
            "The specified node is already in the target scheduling state.",
        )
    if node.state in ("leavingpool", "unusable"):
        raise refusal(node)
    return node


def refusal(node: Node) -> ServiceError:
    """Refuse an operation on a node in its present state."""
    if node.state in _BUSY:
        return conflict(*_BUSY[node.state])
    return wrong_state(f"The node is {node.state}.")


HANDLERS: Mapping[str, Handler] = {
    "begin_deallocate_node": deallocate_node,
    "begin_reboot_node": reboot_node,
    "begin_reimage_node": reimage_node,
    "begin_start_node": start_node,
    "disable_node_scheduling": disable_node_scheduling,
    "enable_node_scheduling": enable_node_scheduling,
    "get_node": get_node,
    "list_nodes": list_nodes,
}
