# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""Models of containers."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any, overload

from azure.core import CaseInsensitiveEnumMeta

from ..._runtime.fields import enum_field, list_field, model_field, model_list_field, plain_field
from ..._runtime.model import Model
from .. import models as _models


class ContainerHostDataPath(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """A directory on the node that can be mounted into a container."""

    SHARED = "Shared"
    """Directory shared by all tasks on the node (`AZ_BATCH_NODE_SHARED_DIR`)."""
    STARTUP = "Startup"
    """Directory of the start task (`AZ_BATCH_NODE_STARTUP_DIR`)."""
    VFS_MOUNTS = "VfsMounts"
    """All mounted file systems of the pool (`AZ_BATCH_NODE_MOUNTS_DIR`)."""
    TASK = "Task"
    """Directory of the task itself (`AZ_BATCH_TASK_DIR`)."""
    JOB_PREP = "JobPrep"
    """Directory of the job preparation task (`AZ_BATCH_JOB_PREP_DIR`)."""
    APPLICATIONS = "Applications"
    """Unpacked application packages (the `AZ_BATCH_APP_PACKAGE_*` directories)."""


class ContainerType(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """Container runtime interface of a pool."""

    DOCKER_COMPATIBLE = "dockerCompatible"
    """A runtime that understands Docker commands and images."""
    CRI_COMPATIBLE = "criCompatible"
    """A runtime with the Kubernetes container runtime interface."""


class ContainerWorkingDirectory(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """Directory in which a container task starts."""

    TASK_WORKING_DIRECTORY = "taskWorkingDirectory"
    """The task's own `wd` directory on the node: files written there stay visible as task files and can
    be uploaded.
    """
    CONTAINER_IMAGE_DEFAULT = "containerImageDefault"
    """The one the image defines. Files written there are lost with the container, unless it lies under a
    mounted directory.
    """


class BatchContainerConfiguration(Model, public="azure_batch_sdk.models"):
    """Prepares the nodes of a pool for containers."""

    __slots__ = ()

    type: str | _models.ContainerType = enum_field("type", lambda: _models.ContainerType)
    """Container runtime interface of the nodes; normally `dockerCompatible`."""
    container_image_names: list[str] | None = list_field("containerImageNames")
    """Images to pull on every node before it takes tasks, written as for `docker pull`. Left out, a node
    pulls an image when the first task asks for it. An image that cannot be pulled keeps the node from
    being used.
    """
    container_registries: list[_models.ContainerRegistryReference] | None = model_list_field(
        "containerRegistries", lambda: _models.ContainerRegistryReference
    )
    """Registries that need a sign-in, with the means to do so. Also used for the images of tasks from
    those servers.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            type: str | _models.ContainerType,
            container_image_names: list[str] | None = None,
            container_registries: list[_models.ContainerRegistryReference] | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchTaskContainerExecutionInfo(Model, public="azure_batch_sdk.models"):
    """What is known of the container a task ran in."""

    __slots__ = ()

    container_id: str | None = plain_field("containerId")
    """Id given by the container runtime, as `docker ps` on the node shows it."""
    state: str | None = plain_field("state")
    """State in the runtime's own words, such as `running` or `exited`; not the state of the task."""
    error: str | None = plain_field("error")
    """Message of the runtime when it could not create or start the container. Absent when all went well."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self, *, container_id: str | None = None, state: str | None = None, error: str | None = None
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchTaskContainerSettings(Model, public="azure_batch_sdk.models"):
    """The container a task runs in, on a pool with a `container_configuration`."""

    __slots__ = ()

    container_run_options: str | None = plain_field("containerRunOptions")
    """Extra options for `docker create`, such as `--ipc=host --shm-size=8g`; Batch adds its own (mounts,
    user, working directory).
    """
    image_name: str = plain_field("imageName")
    """Image to run, written as for `docker pull`. Without a tag, `latest` is meant."""
    registry: _models.ContainerRegistryReference | None = model_field(
        "registry", lambda: _models.ContainerRegistryReference
    )
    """Where to pull the image from, with the sign-in. Not needed for public images, for images already
    on the node or for registries named on the pool.
    """
    working_directory: str | _models.ContainerWorkingDirectory | None = enum_field(
        "workingDirectory", lambda: _models.ContainerWorkingDirectory
    )
    """Directory in which the command line starts. Only what lies under the node's Batch root stays
    visible as task files. Default: `taskWorkingDirectory`.
    """
    container_host_batch_bind_mounts: list[_models.ContainerHostBatchBindMountEntry] | None = (
        model_list_field("containerHostBatchBindMounts", lambda: _models.ContainerHostBatchBindMountEntry)
    )
    """Node directories to make visible in the container. Left out, it is all of them (the Batch root on
    Linux, the temporary disk on Windows); an empty list means none, and then the task shares no data
    with the node.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            image_name: str,
            container_run_options: str | None = None,
            registry: _models.ContainerRegistryReference | None = None,
            working_directory: str | _models.ContainerWorkingDirectory | None = None,
            container_host_batch_bind_mounts: list[_models.ContainerHostBatchBindMountEntry] | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class ContainerHostBatchBindMountEntry(Model, public="azure_batch_sdk.models"):
    """One node directory made visible in a task's container."""

    __slots__ = ()

    source: str | _models.ContainerHostDataPath | None = enum_field(
        "source", lambda: _models.ContainerHostDataPath
    )
    """Which directory. The environment variable that belongs to it holds its path inside the container
    too.
    """
    is_read_only: bool | None = plain_field("isReadOnly")
    """Whether the container may only read there. Where it may write, the file permissions of the node
    still apply. Default: `False`.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            source: str | _models.ContainerHostDataPath | None = None,
            is_read_only: bool | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class ContainerRegistryReference(Model, public="azure_batch_sdk.models"):
    """A private container registry and how to sign in to it."""

    __slots__ = ()

    username: str | None = plain_field("username")
    """User name for the registry. Goes with `password`; leave both out with `identity_reference`."""
    password: str | None = plain_field("password")
    """Password for the registry; a secret."""
    registry_server: str | None = plain_field("registryServer")
    """Host name of the registry, such as `myregistry.azurecr.io`, without `https://`. Default:
    `docker.io`.
    """
    identity_reference: _models.BatchNodeIdentityReference | None = model_field(
        "identityReference", lambda: _models.BatchNodeIdentityReference
    )
    """User-assigned identity of the pool that may pull from an Azure Container Registry, in place of
    name and password.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            username: str | None = None,
            password: str | None = None,
            registry_server: str | None = None,
            identity_reference: _models.BatchNodeIdentityReference | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...
