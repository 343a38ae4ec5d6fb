# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""Models of applications."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, overload

from ..._runtime.fields import list_field, plain_field
from ..._runtime.model import Model


class BatchApplication(Model, public="azure_batch_sdk.models"):
    """An application of the account: a named set of zipped packages that Batch can unpack on nodes."""

    __slots__ = ()

    id: str = plain_field("id")
    """Unique within the account. `BatchApplicationPackageReference.application_id` refers to it."""
    display_name: str = plain_field("displayName")
    """Name to show to people."""
    versions: list[str] = list_field("versions")
    """Versions ready for use, that is those that are uploaded and active. Versions that were never
    activated are not listed.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, id: str, display_name: str, versions: list[str]) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchApplicationPackageReference(Model, public="azure_batch_sdk.models"):
    """One application package to put on a node before tasks run there."""

    __slots__ = ()

    application_id: str = plain_field("applicationId")
    """On a pool, the full ARM id (`/subscriptions/.../batchAccounts/{account}/applications/{name}`); on
    a task, just the name of the application. An unknown or inactive one fails with 409
    `InvalidApplicationPackageReferences`.
    """
    version: str | None = plain_field("version")
    """Package to deploy. Left out, the application's default version is taken; on a pool whose
    application has no default version that is 409 `InvalidApplicationPackageReferences`.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, application_id: str, version: str | None = None) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...
