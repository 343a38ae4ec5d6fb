"""Where one would log in to a node."""

from __future__ import annotations

from collections.abc import Mapping

from ..context import ServiceContext
from ..messages import JsonObject, Reply, Request
from .bodies import PUBLIC_ADDRESS, inbound_endpoints, node_number
from .nodes import refusal
from .registry import Handler
from .replies import conflict, request_url

_PUBLIC_IPV6_ADDRESS = "::1"
_LOGIN_PORTS = frozenset({22, 3389})
_FIRST_PORT = 50_000
"""Of the range that the service opens for logins where the pool says nothing."""


def get_node_remote_login_settings(service: ServiceContext, request: Request) -> Reply:
    """Tell the address and port for logins; nobody listens there."""
    node = service.world.node(request.path["poolId"], request.path["nodeId"])
    if node.last_boot is None:
        raise refusal(node)
    network: JsonObject = node.pool.spec.get("networkConfiguration") or {}
    public = network.get("publicIPAddressConfiguration") or {}
    if str(public.get("provision") or "").lower() == "nopublicipaddresses":
        raise conflict(
            "OperationNotValidOnNode",
            "The specified operation is not valid on the node.",
            [("Reason", "The pool has no public IP addresses.")],
        )
    ports = [
        int(endpoint["frontendPort"])
        for endpoint in inbound_endpoints(node)
        if endpoint["backendPort"] in _LOGIN_PORTS
    ]
    port = ports[0] if ports else _FIRST_PORT + node_number(node)
    body = {"remoteLoginIPAddress": PUBLIC_ADDRESS, "remoteLoginPort": port}
    if "IPv6" in (public.get("ipFamilies") or ()):
        body |= {"ipv6RemoteLoginIPAddress": _PUBLIC_IPV6_ADDRESS, "ipv6RemoteLoginPort": port}
    return Reply(
        200,
        body,
        "Microsoft.Azure.Batch.Protocol.Entities.RemoteLoginSettings",
        data_service_id=request_url(request),
    )


HANDLERS: Mapping[str, Handler] = {"get_node_remote_login_settings": get_node_remote_login_settings}
