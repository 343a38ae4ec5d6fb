# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""The schema of networks."""

from ..._runtime.schema import EnumSchema, ModelSchema, PropertySchema

MODELS = {
    "BatchInboundNatPool": ModelSchema(
        "BatchInboundNatPool",
        {
            "name": PropertySchema(
                "name",
                "string",
                required=True,
                max_length=77,
                pattern="^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$",
            ),
            "protocol": PropertySchema("protocol", "InboundEndpointProtocol", required=True),
            "backendPort": PropertySchema("backendPort", "int", required=True, minimum=1, maximum=65535),
            "frontendPortRangeStart": PropertySchema(
                "frontendPortRangeStart", "int", required=True, minimum=1, maximum=65534
            ),
            "frontendPortRangeEnd": PropertySchema(
                "frontendPortRangeEnd", "int", required=True, minimum=1, maximum=65534
            ),
            "networkSecurityGroupRules": PropertySchema(
                "networkSecurityGroupRules", "list[NetworkSecurityGroupRule]"
            ),
        },
    ),
    "BatchPoolEndpointConfiguration": ModelSchema(
        "BatchPoolEndpointConfiguration",
        {
            "inboundNATPools": PropertySchema(
                "inboundNATPools", "list[BatchInboundNatPool]", required=True, max_items=5
            ),
        },
    ),
    "BatchPublicIpAddressConfiguration": ModelSchema(
        "BatchPublicIpAddressConfiguration",
        {
            "provision": PropertySchema("provision", "IpAddressProvisioningType", default="batchmanaged"),
            "ipFamilies": PropertySchema("ipFamilies", "list[IPFamily]"),
            "ipAddressIds": PropertySchema("ipAddressIds", "list[string]"),
            "ipTags": PropertySchema("ipTags", "list[IPTag]"),
        },
    ),
    "IPTag": ModelSchema(
        "IPTag",
        {
            "ipTagType": PropertySchema("ipTagType", "string"),
            "tag": PropertySchema("tag", "string"),
        },
    ),
    "NetworkConfiguration": ModelSchema(
        "NetworkConfiguration",
        {
            "subnetId": PropertySchema("subnetId", "string"),
            "dynamicVNetAssignmentScope": PropertySchema(
                "dynamicVNetAssignmentScope", "DynamicVNetAssignmentScope", default="none"
            ),
            "endpointConfiguration": PropertySchema(
                "endpointConfiguration", "BatchPoolEndpointConfiguration"
            ),
            "publicIPAddressConfiguration": PropertySchema(
                "publicIPAddressConfiguration", "BatchPublicIpAddressConfiguration"
            ),
            "enableAcceleratedNetworking": PropertySchema(
                "enableAcceleratedNetworking", "boolean", default=False
            ),
        },
    ),
    "NetworkSecurityGroupRule": ModelSchema(
        "NetworkSecurityGroupRule",
        {
            "priority": PropertySchema("priority", "int", required=True, minimum=150, maximum=4096),
            "access": PropertySchema("access", "NetworkSecurityGroupRuleAccess", required=True),
            "sourceAddressPrefix": PropertySchema("sourceAddressPrefix", "string", required=True),
            "sourcePortRanges": PropertySchema("sourcePortRanges", "list[string]"),
        },
    ),
}

ENUMS = {
    "DynamicVNetAssignmentScope": EnumSchema(
        "DynamicVNetAssignmentScope", {"none": (None, None), "job": (None, None)}
    ),
    "IPFamily": EnumSchema("IPFamily", {"IPv4": (None, None), "IPv6": (None, None)}),
    "InboundEndpointProtocol": EnumSchema(
        "InboundEndpointProtocol", {"tcp": (None, None), "udp": (None, None)}
    ),
    "IpAddressProvisioningType": EnumSchema(
        "IpAddressProvisioningType",
        {"batchmanaged": (None, None), "usermanaged": (None, None), "nopublicipaddresses": (None, None)},
    ),
    "NetworkSecurityGroupRuleAccess": EnumSchema(
        "NetworkSecurityGroupRuleAccess", {"allow": (None, None), "deny": (None, None)}
    ),
}
