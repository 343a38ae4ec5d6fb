"""How pools and nodes look in api-versions before 2025-06-01.

There were certificates then, ways for nodes to speak to the service, and no order of jobs. Programs of that time read
these members without asking whether they are there.
"""

from __future__ import annotations

from collections.abc import Callable

from ..messages import JsonObject, Request
from ..state.entities import Node, Pool
from ..wire.versions import is_described
from .bodies import node_body, pool_body


def pool_body_for(request: Request) -> Callable[[Pool, str], JsonObject]:
    """Return what shows a pool in the api-version of a request."""
    return pool_body if is_described(request.api_version) else _older_pool_body


def node_body_for(request: Request) -> Callable[[Node, str], JsonObject]:
    """Return what shows a node in the api-version of a request."""
    return node_body if is_described(request.api_version) else _older_node_body


def _older_pool_body(pool: Pool, base_url: str) -> JsonObject:
    body = pool_body(pool, base_url)
    body.setdefault("certificateReferences", [])
    body["taskSchedulingPolicy"] = {"nodeFillType": body["taskSchedulingPolicy"]["nodeFillType"]}
    if pool.allocation == "steady":
        wanted = str(body.get("targetNodeCommunicationMode", "default")).lower()
        body["currentNodeCommunicationMode"] = "classic" if wanted == "default" else wanted
    return body


def _older_node_body(node: Node, base_url: str) -> JsonObject:
    return {**node_body(node, base_url), "certificateReferences": []}
