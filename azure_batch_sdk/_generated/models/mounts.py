# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""Models of mounts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, overload

from ..._runtime.fields import model_field, plain_field
from ..._runtime.model import Model
from .. import models as _models


class AzureBlobFileSystemConfiguration(Model, public="azure_batch_sdk.models"):
    """Mounts a blob container on every node of a Linux pool, by way of blobfuse."""

    __slots__ = ()

    account_name: str = plain_field("accountName")
    """Storage account that holds the container."""
    container_name: str = plain_field("containerName")
    """Blob container to mount. It must exist."""
    account_key: str | None = plain_field("accountKey")
    """Storage account key (a secret with full rights). Give exactly one of `account_key`, `sas_key` and
    `identity_reference`.
    """
    sas_key: str | None = plain_field("sasKey")
    """SAS token for the container. Give exactly one of `account_key`, `sas_key` and
    `identity_reference`. Nodes that join or restart after it has expired cannot mount.
    """
    blobfuse_options: str | None = plain_field("blobfuseOptions")
    """Extra command-line options for blobfuse, such as `-o attr_timeout=240 -o allow_other`."""
    relative_mount_path: str = plain_field("relativeMountPath")
    """Directory on the node, below `AZ_BATCH_NODE_MOUNTS_DIR`. Each mount needs its own."""
    identity_reference: _models.BatchNodeIdentityReference | None = model_field(
        "identityReference", lambda: _models.BatchNodeIdentityReference
    )
    """User-assigned identity of the pool with access to the container. Give exactly one of
    `account_key`, `sas_key` and `identity_reference`.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            account_name: str,
            container_name: str,
            relative_mount_path: str,
            account_key: str | None = None,
            sas_key: str | None = None,
            blobfuse_options: str | None = None,
            identity_reference: _models.BatchNodeIdentityReference | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class AzureFileShareConfiguration(Model, public="azure_batch_sdk.models"):
    """Mounts an Azure Files share on every node of a Linux or Windows pool."""

    __slots__ = ()

    account_name: str = plain_field("accountName")
    """Storage account that holds the share."""
    account_key: str = plain_field("accountKey")
    """Storage account key (a secret with full rights); there is no other way to sign in. Nodes that join
    after the key was changed cannot mount.
    """
    azure_file_url: str = plain_field("azureFileUrl")
    """URL of the share, `https://{account}.file.core.windows.net/{share}`. Outbound port 445 must be
    open.
    """
    relative_mount_path: str = plain_field("relativeMountPath")
    """Directory on the node, below `AZ_BATCH_NODE_MOUNTS_DIR`. On Windows it is the drive letter, such
    as `S`.
    """
    mount_options: str | None = plain_field("mountOptions")
    """Extra options for the mount command: `-o vers=3.0,...` on Linux, those of `net use` on Windows."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            account_name: str,
            account_key: str,
            azure_file_url: str,
            relative_mount_path: str,
            mount_options: str | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class CifsMountConfiguration(Model, public="azure_batch_sdk.models"):
    """Mounts an SMB (CIFS) share of any server on every node of a Linux pool."""

    __slots__ = ()

    username: str = plain_field("username")
    """User to sign in to the file server as."""
    source: str = plain_field("source")
    """Share to mount, such as `//server/share`. The nodes must be able to reach the server."""
    relative_mount_path: str = plain_field("relativeMountPath")
    """Directory on the node, below `AZ_BATCH_NODE_MOUNTS_DIR`. Each mount needs its own."""
    mount_options: str | None = plain_field("mountOptions")
    """Extra options for the mount command, such as `-o vers=3.0,dir_mode=0777`."""
    password: str = plain_field("password")
    """Password of that user; a secret."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            username: str,
            source: str,
            relative_mount_path: str,
            password: str,
            mount_options: str | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class MountConfiguration(Model, public="azure_batch_sdk.models"):
    """One file system to mount on every node, of exactly one of the four kinds; a node whose mount fails
    becomes `unusable`.
    """

    __slots__ = ()

    azure_blob_file_system_configuration: _models.AzureBlobFileSystemConfiguration | None = model_field(
        "azureBlobFileSystemConfiguration", lambda: _models.AzureBlobFileSystemConfiguration
    )
    """A blob container, by way of blobfuse. Linux only."""
    nfs_mount_configuration: _models.NfsMountConfiguration | None = model_field(
        "nfsMountConfiguration", lambda: _models.NfsMountConfiguration
    )
    """An NFS export. Linux only."""
    cifs_mount_configuration: _models.CifsMountConfiguration | None = model_field(
        "cifsMountConfiguration", lambda: _models.CifsMountConfiguration
    )
    """An SMB share of any server. Linux only."""
    azure_file_share_configuration: _models.AzureFileShareConfiguration | None = model_field(
        "azureFileShareConfiguration", lambda: _models.AzureFileShareConfiguration
    )
    """An Azure Files share. Linux and Windows."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            azure_blob_file_system_configuration: _models.AzureBlobFileSystemConfiguration | None = None,
            nfs_mount_configuration: _models.NfsMountConfiguration | None = None,
            cifs_mount_configuration: _models.CifsMountConfiguration | None = None,
            azure_file_share_configuration: _models.AzureFileShareConfiguration | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class NfsMountConfiguration(Model, public="azure_batch_sdk.models"):
    """Mounts an NFS export on every node of a Linux pool."""

    __slots__ = ()

    source: str = plain_field("source")
    """Export to mount, such as `10.0.0.4:/export` or
    `{account}.file.core.windows.net:/{account}/{share}`. The nodes must be able to reach the server,
    as a rule over a virtual network.
    """
    relative_mount_path: str = plain_field("relativeMountPath")
    """Directory on the node, below `AZ_BATCH_NODE_MOUNTS_DIR`. Each mount needs its own."""
    mount_options: str | None = plain_field("mountOptions")
    """Extra options for the mount command, such as `-o vers=4,minorversion=1,sec=sys`."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self, *, source: str, relative_mount_path: str, mount_options: str | None = None
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...
