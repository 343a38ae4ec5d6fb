"""Why moving files between storage and a node failed, in the codes of a task's failureInfo.

Each kind of transfer has one row of codes; what happened on the way picks one of the row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Trouble = Literal["absent", "denied", "conflict", "timeout", "other"]

_USER_ERRORS = frozenset(
    {
        "BlobNotFound",
        "BlobAccessDenied",
        "ResourceContainerNotFound",
        "ResourceContainerAccessDenied",
        "FileUploadContainerNotFound",
        "FileUploadAccessDenied",
    }
)


class TransferError(Exception):
    """A transfer that failed for good: what a task's failureInfo is made of."""

    def __init__(self, code: str, message: str, details: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(f"({code}) {message}")
        self.code = code
        self.message = message
        self.details: tuple[tuple[str, str], ...] = tuple(details)
        """Name and value pairs, as `FilePath`."""

    @property
    def category(self) -> Literal["UserError", "ServerError"]:
        """Whose fault it is in the service's eyes."""
        return "UserError" if self.code in _USER_ERRORS else "ServerError"


class TransferCancelled(Exception):
    """The task was ended while its files were moved."""


class StorageTrouble(Exception):
    """What a web server or the way to it did to a single request."""

    def __init__(self, kind: Trouble, message: str, *, passing: bool = False) -> None:
        super().__init__(message)
        self.kind: Trouble = kind
        self.passing = passing
        """Worth another try."""


@dataclass(frozen=True)
class Codes:
    """The codes of one kind of transfer."""

    absent: str
    denied: str
    conflict: str
    timeout: str
    other: str

    def error(self, trouble: StorageTrouble, file_path: str) -> TransferError:
        """Return the failure of a task for a request that failed."""
        code: str = getattr(self, trouble.kind)
        return TransferError(code, str(trouble), [("FilePath", file_path)])


DOWNLOAD = Codes(
    absent="BlobNotFound",
    denied="BlobAccessDenied",
    conflict="BlobDownloadMiscError",
    timeout="BlobDownloadTimedOut",
    other="BlobDownloadMiscError",
)
CONTAINER = Codes(
    absent="ResourceContainerNotFound",
    denied="ResourceContainerAccessDenied",
    conflict="ResourceContainerListMiscError",
    timeout="ResourceContainerListTimedOut",
    other="ResourceContainerListMiscError",
)
UPLOAD = Codes(
    absent="FileUploadContainerNotFound",
    denied="FileUploadAccessDenied",
    conflict="FileUploadConflict",
    timeout="FileUploadTimedOut",
    other="FileUploadMiscError",
)


def trouble_of_status(status: int, message: str) -> StorageTrouble:
    """Return what an HTTP status that is no success means."""
    kinds: dict[int, Trouble] = {
        401: "denied",
        403: "denied",
        404: "absent",
        409: "conflict",
        412: "conflict",
    }
    return StorageTrouble(kinds.get(status, "other"), message, passing=status == 429 or status >= 500)


def without_query(url: str) -> str:
    """Return a URL that may be shown: its query can hold a signature, and so can its user part."""
    scheme, separator, rest = url.partition("?")[0].partition("#")[0].partition("://")
    authority, slash, path = rest.partition("/")
    return f"{scheme}{separator}{authority.rpartition('@')[2]}{slash}{path}"
