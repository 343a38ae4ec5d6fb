# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""Models of networks."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any, overload

from azure.core import CaseInsensitiveEnumMeta

from ..._runtime.fields import (
    enum_field,
    enum_list_field,
    list_field,
    model_field,
    model_list_field,
    plain_field,
)
from ..._runtime.model import Model
from .. import models as _models


class DynamicVNetAssignmentScope(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """At what level nodes are put into a virtual network after the pool exists."""

    NONE = "none"
    """Never: nodes stay in the network of the pool."""
    JOB = "job"
    """Per job, by its `network_configuration`. Needs `subnet_id` and approval of the account by Azure
    support.
    """


class IPFamily(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """IP address family."""

    IPV4 = "IPv4"
    """IPv4 addresses."""
    IPV6 = "IPv6"
    """IPv6 addresses, in addition to IPv4."""


class InboundEndpointProtocol(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """Transport protocol of an inbound endpoint."""

    TCP = "tcp"
    """TCP, as for SSH, RDP and HTTP."""
    UDP = "udp"
    """UDP."""


class IpAddressProvisioningType(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """Who provides the public IP addresses of a pool."""

    BATCH_MANAGED = "batchmanaged"
    """Batch creates as many as needed and deletes them with the pool."""
    USER_MANAGED = "usermanaged"
    """You list your own, so they stay the same from pool to pool (for allow lists)."""
    NO_PUBLIC_IP_ADDRESSES = "nopublicipaddresses"
    """There are none. The subnet needs another way out, and inbound NAT pools are not allowed."""


class NetworkSecurityGroupRuleAccess(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """What a rule does with matching traffic."""

    ALLOW = "allow"
    """Lets it in."""
    DENY = "deny"
    """Drops it."""


class BatchInboundNatPool(Model, public="azure_batch_sdk.models"):
    """Opens one port of every node to the outside, each node on a port of its own in a range."""

    __slots__ = ()

    name: str = plain_field("name")
    """Unique within the pool. Nodes show their endpoint as this name plus a number, such as `ssh.0`. At
    most 77 characters. Must match ``^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$``.
    """
    protocol: str | _models.InboundEndpointProtocol = enum_field(
        "protocol", lambda: _models.InboundEndpointProtocol
    )
    """Transport protocol that is let through."""
    backend_port: int = plain_field("backendPort")
    """Port on the node that the traffic reaches, such as 22 for SSH. 29876 and 29877 are taken by Batch,
    and each NAT pool needs a different one. From 1 to 65,535.
    """
    frontend_port_range_start: int = plain_field("frontendPortRangeStart")
    """First public port; nodes get ports counted up from it. The range must hold at least 40 ports, stay
    clear of 50000 to 55000 and not overlap that of another NAT pool of the pool. From 1 to 65,534.
    """
    frontend_port_range_end: int = plain_field("frontendPortRangeEnd")
    """Last public port, included in the range. Needs to leave one port per node, at least 40 in all, and
    to stay clear of 50000 to 55000. From 1 to 65,534.
    """
    network_security_group_rules: list[_models.NetworkSecurityGroupRule] | None = model_list_field(
        "networkSecurityGroupRules", lambda: _models.NetworkSecurityGroupRule
    )
    """Who may reach the port. Without rules everybody on the internet can: deny `*` last and allow your
    addresses before it. At most 25 rules over all NAT pools of a pool.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            name: str,
            protocol: str | _models.InboundEndpointProtocol,
            backend_port: int,
            frontend_port_range_start: int,
            frontend_port_range_end: int,
            network_security_group_rules: list[_models.NetworkSecurityGroupRule] | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchPoolEndpointConfiguration(Model, public="azure_batch_sdk.models"):
    """Ports of the nodes that can be reached from outside."""

    __slots__ = ()

    inbound_nat_pools: list[_models.BatchInboundNatPool] = model_list_field(
        "inboundNATPools", lambda: _models.BatchInboundNatPool
    )
    """One entry for each port to open. More than allowed raises HttpResponseError (400), and so does any
    entry in a pool without public addresses. At most 5 items.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, inbound_nat_pools: list[_models.BatchInboundNatPool]) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchPublicIpAddressConfiguration(Model, public="azure_batch_sdk.models"):
    """Public IP addresses of a pool."""

    __slots__ = ()

    ip_address_provisioning_type: str | _models.IpAddressProvisioningType | None = enum_field(
        "provision", lambda: _models.IpAddressProvisioningType
    )
    """Who provides the addresses, if there are to be any. Default: `batchmanaged`."""
    ip_families: list[str | _models.IPFamily] | None = enum_list_field("ipFamilies", lambda: _models.IPFamily)
    """Address families, either `IPv4` alone or `IPv4` and `IPv6`. Left out, IPv4 only."""
    ip_address_ids: list[str] | None = list_field("ipAddressIds")
    """Resource Manager ids of your own public addresses, in the region and subscription of the pool;
    only with `usermanaged`. Each serves at most 100 dedicated or 100 spot nodes, so 250 dedicated
    nodes need three: with fewer the pool cannot grow that far.
    """
    ip_tags: list[_models.IPTag] | None = model_list_field("ipTags", lambda: _models.IPTag)
    """Tags put on the addresses, for routing preference or billing. Not to be confused with resource
    tags.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            ip_address_provisioning_type: str | _models.IpAddressProvisioningType | None = None,
            ip_families: list[str | _models.IPFamily] | None = None,
            ip_address_ids: list[str] | None = None,
            ip_tags: list[_models.IPTag] | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class IPTag(Model, public="azure_batch_sdk.models"):
    """A tag on a public IP address."""

    __slots__ = ()

    ip_tag_type: str | None = plain_field("ipTagType")
    """Kind of tag, such as `RoutingPreference` or `FirstPartyUsage`."""
    tag: str | None = plain_field("tag")
    """Value within that kind, such as `Internet`."""

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, ip_tag_type: str | None = None, tag: str | None = None) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class NetworkConfiguration(Model, public="azure_batch_sdk.models"):
    """How the nodes of a pool are connected: virtual network, public addresses, open ports."""

    __slots__ = ()

    subnet_id: str | None = plain_field("subnetId")
    """Resource Manager id of the subnet the nodes join,
    `/subscriptions/.../virtualNetworks/{network}/subnets/{subnet}`. Same subscription and region as
    the account, or HttpResponseError with code `InvalidPropertyValue`; needs sign-in with Microsoft
    Entra. Too few free addresses end a resize early. Rules that block outbound 443 (or inbound 29876
    and 29877 with classic node communication) leave nodes `unusable`.
    """
    dynamic_vnet_assignment_scope: str | _models.DynamicVNetAssignmentScope | None = enum_field(
        "dynamicVNetAssignmentScope", lambda: _models.DynamicVNetAssignmentScope
    )
    """Whether nodes can be moved into the virtual network that a job names. Default: `none`."""
    endpoint_configuration: _models.BatchPoolEndpointConfiguration | None = model_field(
        "endpointConfiguration", lambda: _models.BatchPoolEndpointConfiguration
    )
    """Ports of the nodes to open to the outside. Left out, only the remote login port may be reachable."""
    public_ip_address_configuration: _models.BatchPublicIpAddressConfiguration | None = model_field(
        "publicIPAddressConfiguration", lambda: _models.BatchPublicIpAddressConfiguration
    )
    """Public addresses of the pool. Left out, Batch provides them and they change with every pool."""
    enable_accelerated_networking: bool | None = plain_field("enableAcceleratedNetworking")
    """Whether nodes get direct access to the network card (SR-IOV): less latency, less CPU load. VM size
    and image must support it. Default: `False`.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            subnet_id: str | None = None,
            dynamic_vnet_assignment_scope: str | _models.DynamicVNetAssignmentScope | None = None,
            endpoint_configuration: _models.BatchPoolEndpointConfiguration | None = None,
            public_ip_address_configuration: _models.BatchPublicIpAddressConfiguration | None = None,
            enable_accelerated_networking: bool | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class NetworkSecurityGroupRule(Model, public="azure_batch_sdk.models"):
    """Lets one group of sources in at an inbound port, or keeps it out."""

    __slots__ = ()

    priority: int = plain_field("priority")
    """Order of evaluation: the lowest number is looked at first and the first match decides. Unique
    within the pool. From 150 to 4,096.
    """
    access: str | _models.NetworkSecurityGroupRuleAccess = enum_field(
        "access", lambda: _models.NetworkSecurityGroupRuleAccess
    )
    """Whether matching traffic gets in."""
    source_address_prefix: str = plain_field("sourceAddressPrefix")
    """Where the traffic comes from: an address (`10.0.0.4`), a range (`192.168.1.0/24`), a service tag,
    or `*` for anywhere.
    """
    source_port_ranges: list[str] | None = list_field("sourcePortRanges")
    """Ports the traffic comes from, each a number or a range from 0 to 65535, such as `22` or
    `1024-2048`, or `*` for all. Seldom of use: clients send from random ports.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            priority: int,
            access: str | _models.NetworkSecurityGroupRuleAccess,
            source_address_prefix: str,
            source_port_ranges: list[str] | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...
