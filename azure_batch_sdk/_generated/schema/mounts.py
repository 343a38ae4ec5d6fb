# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""The schema of mounts."""

from ..._runtime.schema import EnumSchema, ModelSchema, PropertySchema

MODELS = {
    "AzureBlobFileSystemConfiguration": ModelSchema(
        "AzureBlobFileSystemConfiguration",
        {
            "accountName": PropertySchema("accountName", "string", required=True),
            "containerName": PropertySchema("containerName", "string", required=True),
            "accountKey": PropertySchema("accountKey", "string"),
            "sasKey": PropertySchema("sasKey", "string"),
            "blobfuseOptions": PropertySchema("blobfuseOptions", "string"),
            "relativeMountPath": PropertySchema("relativeMountPath", "string", required=True),
            "identityReference": PropertySchema("identityReference", "BatchNodeIdentityReference"),
        },
    ),
    "AzureFileShareConfiguration": ModelSchema(
        "AzureFileShareConfiguration",
        {
            "accountName": PropertySchema("accountName", "string", required=True),
            "accountKey": PropertySchema("accountKey", "string", required=True),
            "azureFileUrl": PropertySchema("azureFileUrl", "string", required=True),
            "relativeMountPath": PropertySchema("relativeMountPath", "string", required=True),
            "mountOptions": PropertySchema("mountOptions", "string"),
        },
    ),
    "CifsMountConfiguration": ModelSchema(
        "CifsMountConfiguration",
        {
            "username": PropertySchema("username", "string", required=True),
            "source": PropertySchema("source", "string", required=True),
            "relativeMountPath": PropertySchema("relativeMountPath", "string", required=True),
            "mountOptions": PropertySchema("mountOptions", "string"),
            "password": PropertySchema("password", "string", required=True),
        },
    ),
    "MountConfiguration": ModelSchema(
        "MountConfiguration",
        {
            "azureBlobFileSystemConfiguration": PropertySchema(
                "azureBlobFileSystemConfiguration", "AzureBlobFileSystemConfiguration"
            ),
            "nfsMountConfiguration": PropertySchema("nfsMountConfiguration", "NfsMountConfiguration"),
            "cifsMountConfiguration": PropertySchema("cifsMountConfiguration", "CifsMountConfiguration"),
            "azureFileShareConfiguration": PropertySchema(
                "azureFileShareConfiguration", "AzureFileShareConfiguration"
            ),
        },
    ),
    "NfsMountConfiguration": ModelSchema(
        "NfsMountConfiguration",
        {
            "source": PropertySchema("source", "string", required=True),
            "relativeMountPath": PropertySchema("relativeMountPath", "string", required=True),
            "mountOptions": PropertySchema("mountOptions", "string"),
        },
    ),
}

ENUMS: dict[str, EnumSchema] = {}
