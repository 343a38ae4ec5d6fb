# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""Models of files."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any, overload

from azure.core import CaseInsensitiveEnumMeta

from ..._runtime.fields import (
    datetime_field,
    enum_field,
    int64_field,
    model_field,
    model_list_field,
    plain_field,
)
from ..._runtime.model import Model
from .. import models as _models


class OutputFileUploadCondition(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """On which outcome of a task its output files are uploaded."""

    TASK_SUCCESS = "tasksuccess"
    """Only after exit code 0."""
    TASK_FAILURE = "taskfailure"
    """Only after another exit code."""
    TASK_COMPLETION = "taskcompletion"
    """After every exit code."""


class BatchNodeFile(Model, public="azure_batch_sdk.models"):
    """A file or directory of a task or node, as a list shows it."""

    __slots__ = ()

    name: str | None = plain_field("name")
    """Path relative to the task directory or, for a node's files, the node's root; with backslashes on
    Windows nodes.
    """
    url: str | None = plain_field("url")
    """Address of the file in the service; needs the same sign-in as every request."""
    is_directory: bool | None = plain_field("isDirectory")
    """Whether it is a directory."""
    properties: _models.FileProperties | None = model_field("properties", lambda: _models.FileProperties)
    """Size, times and kind. None for directories."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            name: str | None = None,
            url: str | None = None,
            is_directory: bool | None = None,
            properties: _models.FileProperties | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class FileProperties(Model, public="azure_batch_sdk.models"):
    """Size, times and kind of a file on a node."""

    __slots__ = ()

    creation_time: datetime.datetime | None = datetime_field("creationTime")
    """When the file was created. None on Linux nodes."""
    last_modified: datetime.datetime = datetime_field("lastModified")
    """When the file was last written to."""
    content_length: int = int64_field("contentLength")
    """Size in bytes. Still grows while a task writes."""
    content_type: str | None = plain_field("contentType")
    """Kind of content guessed from the name, such as `text/plain`."""
    file_mode: str | None = plain_field("fileMode")
    """Type and permission bits as octal text, such as `0o100644`. None on Windows nodes."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            last_modified: datetime.datetime,
            content_length: int,
            creation_time: datetime.datetime | None = None,
            content_type: str | None = None,
            file_mode: str | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class OutputFile(Model, public="azure_batch_sdk.models"):
    """Files to upload from a node to storage when a task has ended."""

    __slots__ = ()

    file_pattern: str = plain_field("filePattern")
    """Which files, relative to `wd`, or absolute: `*` and `?` stay within one name, `**` crosses
    directories, `[a-c]` and `[!a]` are sets; names with a leading dot need it written. `../std*.txt`
    takes the logs; environment variables are expanded. It is no error if nothing matches.
    """
    destination: _models.OutputFileDestination = model_field(
        "destination", lambda: _models.OutputFileDestination
    )
    """Where to put them."""
    upload_options: _models.OutputFileUploadConfiguration = model_field(
        "uploadOptions", lambda: _models.OutputFileUploadConfiguration
    )
    """On which outcome of the task to upload."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            file_pattern: str,
            destination: _models.OutputFileDestination,
            upload_options: _models.OutputFileUploadConfiguration,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class OutputFileBlobContainerDestination(Model, public="azure_batch_sdk.models"):
    """A blob container that output files are uploaded to."""

    __slots__ = ()

    path: str | None = plain_field("path")
    """Without wildcards in the pattern, the name of the blob; with wildcards, a prefix directory for the
    matched names. Left out: the file's own name, at the root of the container. Tasks that share a
    container overwrite one another's blobs unless the path tells them apart.
    """
    container_url: str = plain_field("containerUrl")
    """URL of the container, which must exist. Needs a SAS with write permission that is still valid when
    the task ends, unless `identity_reference` is given.
    """
    identity_reference: _models.BatchNodeIdentityReference | None = model_field(
        "identityReference", lambda: _models.BatchNodeIdentityReference
    )
    """Managed identity to write with, if the URL has no SAS."""
    upload_headers: list[_models.OutputFileUploadHeader] | None = model_list_field(
        "uploadHeaders", lambda: _models.OutputFileUploadHeader
    )
    """Extra headers for the upload, such as `x-ms-blob-content-type` or `x-ms-access-tier`; whatever Put
    Blob takes.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            container_url: str,
            path: str | None = None,
            identity_reference: _models.BatchNodeIdentityReference | None = None,
            upload_headers: list[_models.OutputFileUploadHeader] | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class OutputFileDestination(Model, public="azure_batch_sdk.models"):
    """Where output files go."""

    __slots__ = ()

    container: _models.OutputFileBlobContainerDestination | None = model_field(
        "container", lambda: _models.OutputFileBlobContainerDestination
    )
    """Blob container to upload to; the only kind of destination there is."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self, *, container: _models.OutputFileBlobContainerDestination | None = None
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class OutputFileUploadConfiguration(Model, public="azure_batch_sdk.models"):
    """When output files are uploaded."""

    __slots__ = ()

    upload_condition: str | _models.OutputFileUploadCondition = enum_field(
        "uploadCondition", lambda: _models.OutputFileUploadCondition
    )
    """Outcome of the task on which the upload happens. Success and failure go by the exit code. Default:
    `taskcompletion`.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, upload_condition: str | _models.OutputFileUploadCondition) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class OutputFileUploadHeader(Model, public="azure_batch_sdk.models"):
    """A header to send along when output files are uploaded."""

    __slots__ = ()

    name: str = plain_field("name")
    """Name of the header; case does not matter."""
    value: str | None = plain_field("value")
    """Value of the header."""

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, name: str, value: str | None = None) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class ResourceFile(Model, public="azure_batch_sdk.models"):
    """A file, or all files of a container, to put on a node before a task; give exactly one of
    `http_url`, `storage_container_url` and `auto_storage_container_name`.
    """

    __slots__ = ()

    auto_storage_container_name: str | None = plain_field("autoStorageContainerName")
    """Container in the storage account linked to the Batch account; all its blobs are fetched, without
    any SAS.
    """
    storage_container_url: str | None = plain_field("storageContainerUrl")
    """URL of a blob container; all its blobs are fetched. Needs a SAS with read and list permission,
    public access, or `identity_reference`.
    """
    http_url: str | None = plain_field("httpUrl")
    """URL of a single file on any web server. A blob needs a SAS with read permission, public access, or
    `identity_reference`.
    """
    blob_prefix: str | None = plain_field("blobPrefix")
    """Fetches only blobs whose names begin with this; not with `http_url`. Left out: all blobs of the
    container.
    """
    file_path: str | None = plain_field("filePath")
    """Where to put it, relative to the working directory, which it must not leave with `..`. With
    `http_url` the path and name of the file, and not optional; with a container a directory, under
    which the blobs keep their own directories.
    """
    file_mode: str | None = plain_field("fileMode")
    """Permissions in octal text. Linux nodes only; ignored on Windows. Default: `0770`."""
    identity_reference: _models.BatchNodeIdentityReference | None = model_field(
        "identityReference", lambda: _models.BatchNodeIdentityReference
    )
    """Managed identity to read with, if the URL has no SAS. It must be assigned to the pool."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            auto_storage_container_name: str | None = None,
            storage_container_url: str | None = None,
            http_url: str | None = None,
            blob_prefix: str | None = None,
            file_path: str | None = None,
            file_mode: str | None = None,
            identity_reference: _models.BatchNodeIdentityReference | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...
