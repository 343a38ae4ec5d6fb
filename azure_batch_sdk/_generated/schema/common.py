# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""The schema of common."""

from ..._runtime.schema import EnumSchema, ModelSchema, PropertySchema

MODELS = {
    "BatchError": ModelSchema(
        "BatchError",
        {
            "code": PropertySchema("code", "string"),
            "message": PropertySchema("message", "BatchErrorMessage"),
            "values": PropertySchema("values", "list[BatchErrorDetail]"),
        },
    ),
    "BatchErrorDetail": ModelSchema(
        "BatchErrorDetail",
        {
            "key": PropertySchema("key", "string"),
            "value": PropertySchema("value", "string"),
        },
    ),
    "BatchErrorMessage": ModelSchema(
        "BatchErrorMessage",
        {
            "lang": PropertySchema("lang", "string"),
            "value": PropertySchema("value", "string"),
        },
    ),
    "BatchMetadataItem": ModelSchema(
        "BatchMetadataItem",
        {
            "name": PropertySchema("name", "string", required=True),
            "value": PropertySchema("value", "string", required=True),
        },
    ),
    "BatchNodeIdentityReference": ModelSchema(
        "BatchNodeIdentityReference",
        {
            "resourceId": PropertySchema("resourceId", "string"),
        },
    ),
    "EnvironmentSetting": ModelSchema(
        "EnvironmentSetting",
        {
            "name": PropertySchema("name", "string", required=True),
            "value": PropertySchema("value", "string"),
        },
    ),
    "NameValuePair": ModelSchema(
        "NameValuePair",
        {
            "name": PropertySchema("name", "string"),
            "value": PropertySchema("value", "string"),
        },
    ),
}

ENUMS = {
    "BatchErrorSourceCategory": EnumSchema(
        "BatchErrorSourceCategory", {"usererror": (None, None), "servererror": (None, None)}
    ),
}
