# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""The schema of containers."""

from ..._runtime.schema import EnumSchema, ModelSchema, PropertySchema

MODELS = {
    "BatchContainerConfiguration": ModelSchema(
        "BatchContainerConfiguration",
        {
            "type": PropertySchema("type", "ContainerType", required=True),
            "containerImageNames": PropertySchema("containerImageNames", "list[string]"),
            "containerRegistries": PropertySchema("containerRegistries", "list[ContainerRegistryReference]"),
        },
    ),
    "BatchTaskContainerExecutionInfo": ModelSchema(
        "BatchTaskContainerExecutionInfo",
        {
            "containerId": PropertySchema("containerId", "string"),
            "state": PropertySchema("state", "string"),
            "error": PropertySchema("error", "string"),
        },
    ),
    "BatchTaskContainerSettings": ModelSchema(
        "BatchTaskContainerSettings",
        {
            "containerRunOptions": PropertySchema("containerRunOptions", "string"),
            "imageName": PropertySchema("imageName", "string", required=True),
            "registry": PropertySchema("registry", "ContainerRegistryReference"),
            "workingDirectory": PropertySchema(
                "workingDirectory", "ContainerWorkingDirectory", default="taskWorkingDirectory"
            ),
            "containerHostBatchBindMounts": PropertySchema(
                "containerHostBatchBindMounts", "list[ContainerHostBatchBindMountEntry]"
            ),
        },
    ),
    "ContainerHostBatchBindMountEntry": ModelSchema(
        "ContainerHostBatchBindMountEntry",
        {
            "source": PropertySchema("source", "ContainerHostDataPath"),
            "isReadOnly": PropertySchema("isReadOnly", "boolean", default=False),
        },
    ),
    "ContainerRegistryReference": ModelSchema(
        "ContainerRegistryReference",
        {
            "username": PropertySchema("username", "string"),
            "password": PropertySchema("password", "string"),
            "registryServer": PropertySchema("registryServer", "string", default="docker.io"),
            "identityReference": PropertySchema("identityReference", "BatchNodeIdentityReference"),
        },
    ),
}

ENUMS = {
    "ContainerHostDataPath": EnumSchema(
        "ContainerHostDataPath",
        {
            "Shared": (None, None),
            "Startup": (None, None),
            "VfsMounts": (None, None),
            "Task": (None, None),
            "JobPrep": (None, None),
            "Applications": (None, None),
        },
    ),
    "ContainerType": EnumSchema(
        "ContainerType", {"dockerCompatible": (None, None), "criCompatible": (None, None)}
    ),
    "ContainerWorkingDirectory": EnumSchema(
        "ContainerWorkingDirectory",
        {"taskWorkingDirectory": (None, None), "containerImageDefault": (None, None)},
    ),
}
