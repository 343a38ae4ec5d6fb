"""What the network of a pool may be: its subnet, its public addresses, the ports that it opens on its nodes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from ..messages import JsonObject
from .replies import invalid

_SUBNET = re.compile(
    r"/subscriptions/[^/]+/resourceGroups/[^/]+/providers/[^/]+/virtualNetworks/[^/]+/subnets/[^/]+",
    re.IGNORECASE,
)
_AGENT_PORTS = (29876, 29877)
"""The service itself talks to its nodes there."""
_LOGIN_PORTS = range(50_000, 55_001)
"""Those that the service opens for logins."""
_FEWEST_PORTS = 40
_MOST_RULES = 25
_HIGHEST_PORT = 65_535


def check_network(network: JsonObject) -> None:
    """Refuse a network that no pool can have."""
    subnet = network.get("subnetId")
    if subnet is not None and not _SUBNET.fullmatch(subnet):
        raise invalid("subnetId", subnet, "It is not the resource id of a subnet.")
    public: JsonObject = network.get("publicIPAddressConfiguration") or {}
    families = public.get("ipFamilies") or ["IPv4"]
    if "IPv4" not in families or len(set(families)) < len(families):
        raise invalid("ipFamilies", None, "Nodes have IPv4 addresses, or IPv4 and IPv6 ones.")
    endpoints: JsonObject = network.get("endpointConfiguration") or {}
    pools: list[JsonObject] = endpoints.get("inboundNATPools") or []
    if pools and public.get("provision") == "nopublicipaddresses":
        raise invalid("inboundNATPools", None, "Nodes without public addresses have no inbound endpoints.")
    _check_pools(pools)


def _check_pools(pools: Sequence[JsonObject]) -> None:
    for pool in pools:
        _check_ports(pool)
    for one, other in combinations(pools, 2):
        if one["name"].lower() == other["name"].lower():
            raise invalid("name", other["name"], "Two inbound NAT pools have this name.")
        starts = max(one["frontendPortRangeStart"], other["frontendPortRangeStart"])
        if starts <= min(one["frontendPortRangeEnd"], other["frontendPortRangeEnd"]):
            raise invalid("frontendPortRangeStart", starts, "The port is in two ranges of the pool.")
    rules = [rule for pool in pools for rule in pool.get("networkSecurityGroupRules") or ()]
    if len(rules) > _MOST_RULES:
        raise invalid(
            "networkSecurityGroupRules", None, f"A pool has at most {_MOST_RULES} rules, not {len(rules)}."
        )
    priorities: set[int] = set()
    for rule in rules:
        _check_rule(rule)
        if rule["priority"] in priorities:
            raise invalid("priority", rule["priority"], "Two rules of the pool have this priority.")
        priorities.add(rule["priority"])


def _check_ports(pool: JsonObject) -> None:
    backend, start, end = pool["backendPort"], pool["frontendPortRangeStart"], pool["frontendPortRangeEnd"]
    if backend in _AGENT_PORTS:
        raise invalid("backendPort", backend, "The port is reserved for the service.")
    if start <= _LOGIN_PORTS[-1] and end >= _LOGIN_PORTS[0]:
        raise invalid(
            "frontendPortRangeStart", start, "The ports from 50000 to 55000 are reserved for the service."
        )
    if end - start + 1 < _FEWEST_PORTS:
        raise invalid("frontendPortRangeEnd", end, f"The range must have at least {_FEWEST_PORTS} ports.")


def _check_rule(rule: JsonObject) -> None:
    for ports in rule.get("sourcePortRanges") or ():
        first, dash, last = ports.partition("-")
        ends = [first, last] if dash else [first]
        if ports == "*":
            continue
        if not all(re.fullmatch(r"[0-9]{1,5}", port) for port in ends):
            raise invalid("sourcePortRanges", ports, "It must be '*', a port, or a range such as '100-200'.")
        if not int(ends[0]) <= int(ends[-1]) <= _HIGHEST_PORT:
            raise invalid("sourcePortRanges", ports, f"Ports are from 0 to {_HIGHEST_PORT}.")
