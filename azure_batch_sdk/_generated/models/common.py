# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""Models of common."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any, overload

from azure.core import CaseInsensitiveEnumMeta

from ..._runtime.fields import model_field, model_list_field, plain_field
from ..._runtime.model import Model
from .. import models as _models


class BatchErrorSourceCategory(str, Enum, metaclass=CaseInsensitiveEnumMeta):
    """Whose fault a failure is."""

    USER_ERROR = "usererror"
    """Caused by what was asked for: command, files, credentials, quota. Trying again unchanged seldom
    helps.
    """
    SERVER_ERROR = "servererror"
    """Caused by the service or the node; trying again may help. Also reported for a task over its time
    limit.
    """


class BatchError(Model, public="azure_batch_sdk.models"):
    """What the service answers when it refuses or fails a request."""

    __slots__ = ()

    code: str | None = plain_field("code")
    """For programs to test: `JobNotFound`, `TaskExists`, `InvalidPropertyValue` and so on."""
    message: _models.BatchErrorMessage | None = model_field("message", lambda: _models.BatchErrorMessage)
    """For people; the wording may change. Its text ends with the request id and the time."""
    error_values: list[_models.BatchErrorDetail] | None = model_list_field(
        "values", lambda: _models.BatchErrorDetail
    )
    """Details as pairs of key and value, such as `PropertyName`, `PropertyValue` and `Reason`. None if
    there is nothing more to say.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            code: str | None = None,
            message: _models.BatchErrorMessage | None = None,
            error_values: list[_models.BatchErrorDetail] | None = None,
        ) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchErrorDetail(Model, public="azure_batch_sdk.models"):
    """One detail of an error of the service."""

    __slots__ = ()

    key: str | None = plain_field("key")
    """What the detail is about: `PropertyName`, `Reason`, `QueryParameterName`, `MaxLimit` and so on."""
    value: str | None = plain_field("value")
    """The detail itself. None if the value complained about is null."""

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, key: str | None = None, value: str | None = None) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchErrorMessage(Model, public="azure_batch_sdk.models"):
    """The sentence of an error of the service."""

    __slots__ = ()

    lang: str | None = plain_field("lang")
    """Language of the text, such as `en-US`."""
    value: str | None = plain_field("value")
    """The sentence, then a line each for the request id (to quote to support) and the time."""

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, lang: str | None = None, value: str | None = None) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchMetadataItem(Model, public="azure_batch_sdk.models"):
    """A name and value of your own on a pool or a job; the service stores it and gives it no meaning."""

    __slots__ = ()

    name: str = plain_field("name")
    """Key by which your programs find the item."""
    value: str = plain_field("value")
    """Text of the item. Readable by everyone who can read the resource: no place for secrets."""

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, name: str, value: str) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class BatchNodeIdentityReference(Model, public="azure_batch_sdk.models"):
    """A managed identity that nodes use to reach storage or a registry in place of a key or SAS."""

    __slots__ = ()

    resource_id: str | None = plain_field("resourceId")
    """Azure Resource Manager id of a user-assigned identity. The identity must be assigned to the pool
    and have the role that the access needs.
    """

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, resource_id: str | None = None) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class EnvironmentSetting(Model, public="azure_batch_sdk.models"):
    """An environment variable for a task's process."""

    __slots__ = ()

    name: str = plain_field("name")
    """Name of the variable. Names that begin with `AZ_BATCH_` belong to the service."""
    value: str | None = plain_field("value")
    """Value as text. Shown to everyone who can read the task or job: no place for secrets."""

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, name: str, value: str | None = None) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...


class NameValuePair(Model, public="azure_batch_sdk.models"):
    """A detail of a failure or resize error as a pair of text."""

    __slots__ = ()

    name: str | None = plain_field("name")
    """What the detail is about, such as `Message` or `FilePath`."""
    value: str | None = plain_field("value")
    """The detail itself."""

    if TYPE_CHECKING:

        @overload
        def __init__(self, *, name: str | None = None, value: str | None = None) -> None: ...

        @overload
        def __init__(self, mapping: Mapping[str, Any], /) -> None: ...

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...
