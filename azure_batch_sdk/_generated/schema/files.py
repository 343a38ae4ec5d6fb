# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""The schema of files."""

from ..._runtime.schema import EnumSchema, ModelSchema, PropertySchema

MODELS = {
    "BatchNodeFile": ModelSchema(
        "BatchNodeFile",
        {
            "name": PropertySchema("name", "string"),
            "url": PropertySchema("url", "string"),
            "isDirectory": PropertySchema("isDirectory", "boolean"),
            "properties": PropertySchema("properties", "FileProperties"),
        },
    ),
    "FileProperties": ModelSchema(
        "FileProperties",
        {
            "creationTime": PropertySchema("creationTime", "datetime"),
            "lastModified": PropertySchema("lastModified", "datetime", required=True),
            "contentLength": PropertySchema("contentLength", "int64", required=True),
            "contentType": PropertySchema("contentType", "string"),
            "fileMode": PropertySchema("fileMode", "string"),
        },
    ),
    "OutputFile": ModelSchema(
        "OutputFile",
        {
            "filePattern": PropertySchema("filePattern", "string", required=True),
            "destination": PropertySchema("destination", "OutputFileDestination", required=True),
            "uploadOptions": PropertySchema("uploadOptions", "OutputFileUploadConfiguration", required=True),
        },
    ),
    "OutputFileBlobContainerDestination": ModelSchema(
        "OutputFileBlobContainerDestination",
        {
            "path": PropertySchema("path", "string"),
            "containerUrl": PropertySchema("containerUrl", "string", required=True),
            "identityReference": PropertySchema("identityReference", "BatchNodeIdentityReference"),
            "uploadHeaders": PropertySchema("uploadHeaders", "list[OutputFileUploadHeader]"),
        },
    ),
    "OutputFileDestination": ModelSchema(
        "OutputFileDestination",
        {
            "container": PropertySchema("container", "OutputFileBlobContainerDestination"),
        },
    ),
    "OutputFileUploadConfiguration": ModelSchema(
        "OutputFileUploadConfiguration",
        {
            "uploadCondition": PropertySchema(
                "uploadCondition", "OutputFileUploadCondition", required=True, default="taskcompletion"
            ),
        },
    ),
    "OutputFileUploadHeader": ModelSchema(
        "OutputFileUploadHeader",
        {
            "name": PropertySchema("name", "string", required=True),
            "value": PropertySchema("value", "string"),
        },
    ),
    "ResourceFile": ModelSchema(
        "ResourceFile",
        {
            "autoStorageContainerName": PropertySchema("autoStorageContainerName", "string"),
            "storageContainerUrl": PropertySchema("storageContainerUrl", "string"),
            "httpUrl": PropertySchema("httpUrl", "string"),
            "blobPrefix": PropertySchema("blobPrefix", "string"),
            "filePath": PropertySchema("filePath", "string"),
            "fileMode": PropertySchema("fileMode", "string", default="0770"),
            "identityReference": PropertySchema("identityReference", "BatchNodeIdentityReference"),
        },
    ),
}

ENUMS = {
    "OutputFileUploadCondition": EnumSchema(
        "OutputFileUploadCondition",
        {"tasksuccess": (None, None), "taskfailure": (None, None), "taskcompletion": (None, None)},
    ),
}
