# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""Models of users."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any, overload

from azure.core import CaseInsensitiveEnumMeta

from ..._runtime.fields import enum_field, model_field, plain_field
from ..._runtime.model import Model
from .. import models as _models


class AutoUserScope(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """Who shares an automatic user."""

    TASK = "task"
    """Each task gets a new user of its own, which keeps tasks apart."""
    POOL = "pool"
    """All tasks on a node run as the same user."""


class ElevationLevel(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """Rights of a user on the node."""

    NON_ADMIN = "nonadmin"
    """An ordinary user."""
    ADMIN = "admin"
    """Administrator, or `sudo` without a password on Linux: full control of the node. Installing system
    packages needs it.
    """


class LoginMode(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """Kind of Windows login session a user gets."""

    BATCH = "batch"
    """Login without a desktop session: best for long-running and parallel work."""
    INTERACTIVE = "interactive"
    """Login as at a screen. Under User Account Control even an `admin` user is then not elevated, unless
    the program itself demands it.
    """


class AutoUserSpecification(Model, public="azure_batch_sdk.models"):
    """The automatic user a task runs as, in place of a named account."""

    __slots__ = ()

    scope: str | _models.AutoUserScope | None = enum_field("scope", lambda: _models.AutoUserScope)
    """Whether tasks share one user per node or each gets its own. With a shared user, tasks can read and
    change each other's files. Default: `pool`.
    """
    elevation_level: str | _models.ElevationLevel | None = enum_field(
        "elevationLevel", lambda: _models.ElevationLevel
    )
    """Rights of the user. Default: `nonadmin`."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            scope: str | _models.AutoUserScope | None = None,
            elevation_level: str | _models.ElevationLevel | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class LinuxUserConfiguration(Model, public="azure_batch_sdk.models"):
    """Linux settings of a user account."""

    __slots__ = ()

    uid: int | None = plain_field("uid")
    """Numeric user id. Give `uid` and `gid` together or neither; left out, the system picks them and
    they can differ between nodes.
    """
    gid: int | None = plain_field("gid")
    """Numeric group id. Give `uid` and `gid` together or neither; left out, the system picks them and
    they can differ between nodes.
    """
    ssh_private_key: str | None = plain_field("sshPrivateKey")
    """Private key for SSH without a password between the nodes of a pool that allows communication
    between nodes (as MPI needs); a secret. Left out, no such access is set up.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self, *, uid: int | None = None, gid: int | None = None, ssh_private_key: str | None = None
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class UserAccount(Model, public="azure_batch_sdk.models"):
    """A named user created on every node of a pool, for tasks to run as."""

    __slots__ = ()

    name: str = plain_field("name")
    """Login name, the one `UserIdentity.username` refers to. At most 20 characters."""
    password: str = plain_field("password")
    """Password of the account; a secret, never returned. The rules of the operating system apply."""
    elevation_level: str | _models.ElevationLevel | None = enum_field(
        "elevationLevel", lambda: _models.ElevationLevel
    )
    """Rights of the account. Default: `nonadmin`."""
    linux_user_configuration: _models.LinuxUserConfiguration | None = model_field(
        "linuxUserConfiguration", lambda: _models.LinuxUserConfiguration
    )
    """User and group ids and SSH key. Linux only; left out, the defaults of the system apply."""
    windows_user_configuration: _models.WindowsUserConfiguration | None = model_field(
        "windowsUserConfiguration", lambda: _models.WindowsUserConfiguration
    )
    """Login mode. Windows only."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            name: str,
            password: str,
            elevation_level: str | _models.ElevationLevel | None = None,
            linux_user_configuration: _models.LinuxUserConfiguration | None = None,
            windows_user_configuration: _models.WindowsUserConfiguration | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class UserIdentity(Model, public="azure_batch_sdk.models"):
    """The user a task runs as: set exactly one of the two (a task without an identity runs as the shared
    automatic user, without administrator rights).
    """

    __slots__ = ()

    username: str | None = plain_field("username")
    """Name of one of the pool's `user_accounts`. An unknown name is accepted when the task is created;
    the task then fails on the node.
    """
    auto_user: _models.AutoUserSpecification | None = model_field(
        "autoUser", lambda: _models.AutoUserSpecification
    )
    """An automatic user that Batch manages."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self, *, username: str | None = None, auto_user: _models.AutoUserSpecification | None = None
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class WindowsUserConfiguration(Model, public="azure_batch_sdk.models"):
    """Windows settings of a user account; allowed on Windows pools only."""

    __slots__ = ()

    login_mode: str | _models.LoginMode | None = enum_field("loginMode", lambda: _models.LoginMode)
    """Kind of Windows login session. Default: `batch`."""

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, login_mode: str | _models.LoginMode | None = None) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...
