# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""The schema of applications."""

from ..._runtime.schema import EnumSchema, ModelSchema, PropertySchema

MODELS = {
    "BatchApplication": ModelSchema(
        "BatchApplication",
        {
            "id": PropertySchema("id", "string", required=True),
            "displayName": PropertySchema("displayName", "string", required=True),
            "versions": PropertySchema("versions", "list[string]", required=True),
        },
    ),
    "BatchApplicationPackageReference": ModelSchema(
        "BatchApplicationPackageReference",
        {
            "applicationId": PropertySchema("applicationId", "string", required=True),
            "version": PropertySchema("version", "string"),
        },
    ),
}

ENUMS: dict[str, EnumSchema] = {}
