"""Accounts on a node: make, replace, delete.

They are only remembered: tasks run as the user of the emulator, and nobody can log in. So passwords and keys are
checked and forgotten.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from ..clock import TICKS_PER_SECOND
from ..context import ServiceContext
from ..engine import nodes
from ..errors import ServiceError
from ..messages import JsonObject, Reply, Request
from ..state.entities import Node
from ..state.timestamps import timestamp_ticks
from .nodes import refusal
from .registry import Handler
from .replies import conflict, invalid, missing, request_url

_DAY = 24 * 60 * 60 * TICKS_PER_SECOND


def create_node_user(service: ServiceContext, request: Request) -> Reply:
    """Make an account on a node."""
    body = request.body or {}
    node = _working(service, request)
    _check(node, body)
    key = _key(node, body["name"])
    if key in _users(service, node):
        raise conflict("NodeUserExists", "The specified node user already exists.")
    node.users[key] = {
        "name": body["name"],
        "isAdmin": bool(body.get("isAdmin")),
        "expires": _expiry(service, body),
    }
    _changed(service, node, f"account {body['name']} is there")
    url = f"{request_url(request)}/{quote(body['name'], safe='')}"
    return Reply(201, location=url, data_service_id=url)


def replace_node_user(service: ServiceContext, request: Request) -> Reply:
    """Replace password, key and expiry of an account; what is not given is reset."""
    body = request.body or {}
    node = _working(service, request)
    user = _user(service, node, request)
    _check(node, body)
    user["expires"] = _expiry(service, body)
    _changed(service, node, f"account {user['name']} is replaced")
    return Reply(200, data_service_id=request_url(request))


def delete_node_user(service: ServiceContext, request: Request) -> Reply:
    """Delete an account of a node."""
    node = _working(service, request)
    user = _user(service, node, request)
    del node.users[_key(node, user["name"])]
    _changed(service, node, f"account {user['name']} is gone")
    return Reply(200)


def _working(service: ServiceContext, request: Request) -> Node:
    node = service.world.node(request.path["poolId"], request.path["nodeId"])
    if node.state not in ("idle", "running"):
        raise refusal(node)
    return node


def _key(node: Node, name: str) -> str:
    return name.lower() if node.pool.is_windows else name


def _users(service: ServiceContext, node: Node) -> dict[str, JsonObject]:
    now = service.clock.ticks()
    node.users = {key: user for key, user in node.users.items() if user["expires"] > now}
    return node.users


def _user(service: ServiceContext, node: Node, request: Request) -> JsonObject:
    user = _users(service, node).get(_key(node, request.path["userName"]))
    if user is None:
        raise ServiceError(404, "NodeUserNotFound", "The specified node user does not exist.")
    return user


def _check(node: Node, body: JsonObject) -> None:
    if not node.pool.is_windows:
        return
    if body.get("sshPublicKey"):
        raise invalid("sshPublicKey", None, "An SSH key can be given for Linux nodes only.")
    if not body.get("password"):
        raise missing("password")


def _expiry(service: ServiceContext, body: JsonObject) -> int:
    given = body.get("expiryTime")
    now = service.clock.ticks()
    if given is None:
        return now + _DAY
    ticks = timestamp_ticks(given)
    if ticks <= now:
        raise invalid("expiryTime", given, "The time is in the past.")
    return ticks


def _changed(service: ServiceContext, node: Node, text: str) -> None:
    nodes.note(service, node, text)
    service.touch(node)


HANDLERS: Mapping[str, Handler] = {
    "create_node_user": create_node_user,
    "delete_node_user": delete_node_user,
    "replace_node_user": replace_node_user,
}
