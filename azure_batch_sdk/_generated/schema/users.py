# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""The schema of users."""

from ..._runtime.schema import EnumSchema, ModelSchema, PropertySchema

MODELS = {
    "AutoUserSpecification": ModelSchema(
        "AutoUserSpecification",
        {
            "scope": PropertySchema("scope", "AutoUserScope", default="pool"),
            "elevationLevel": PropertySchema("elevationLevel", "ElevationLevel", default="nonadmin"),
        },
    ),
    "LinuxUserConfiguration": ModelSchema(
        "LinuxUserConfiguration",
        {
            "uid": PropertySchema("uid", "int"),
            "gid": PropertySchema("gid", "int"),
            "sshPrivateKey": PropertySchema("sshPrivateKey", "string"),
        },
    ),
    "UserAccount": ModelSchema(
        "UserAccount",
        {
            "name": PropertySchema("name", "string", required=True, max_length=20),
            "password": PropertySchema("password", "string", required=True),
            "elevationLevel": PropertySchema("elevationLevel", "ElevationLevel", default="nonadmin"),
            "linuxUserConfiguration": PropertySchema("linuxUserConfiguration", "LinuxUserConfiguration"),
            "windowsUserConfiguration": PropertySchema(
                "windowsUserConfiguration", "WindowsUserConfiguration"
            ),
        },
    ),
    "UserIdentity": ModelSchema(
        "UserIdentity",
        {
            "username": PropertySchema("username", "string"),
            "autoUser": PropertySchema("autoUser", "AutoUserSpecification"),
        },
    ),
    "WindowsUserConfiguration": ModelSchema(
        "WindowsUserConfiguration",
        {
            "loginMode": PropertySchema("loginMode", "LoginMode", default="batch"),
        },
    ),
}

ENUMS = {
    "AutoUserScope": EnumSchema("AutoUserScope", {"task": (None, None), "pool": (None, None)}),
    "ElevationLevel": EnumSchema("ElevationLevel", {"nonadmin": (None, None), "admin": (None, None)}),
    "LoginMode": EnumSchema("LoginMode", {"batch": (None, None), "interactive": (None, None)}),
}
