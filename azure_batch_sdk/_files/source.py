"""A file on a node: how to look at it, how to read a part of it, and which faults of that will pass."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any, NamedTuple

from azure.core.exceptions import (
    AzureError,
    HttpResponseError,
    IncompleteReadError,
    ServiceRequestError,
    ServiceResponseError,
)

from .._generated.operations import files as _rows
from .._runtime.operation import Operation
from .._runtime.steps import Ask, AskBytes, Steps

_PASSING = frozenset({408, 429})
_SERVER_ERROR = 500
_LOOKS = 2


class TooMuch(ServiceResponseError):
    """More bytes came than were asked for, so they need not be those that were."""


class Version(NamedTuple):
    """What tells one state of a file from another."""

    size: int
    """In bytes."""
    last_modified: datetime
    """In whole seconds: headers have no more."""

    @classmethod
    def of(cls, properties: Any) -> Version:
        """Read it from what a list or a look says of a file."""
        return cls(properties.content_length, properties.last_modified.replace(microsecond=0))


@dataclass
class Received:
    """What the headers of a download said."""

    last_modified: datetime | None = None
    length: int | None = None
    """The bytes of the reply, if it says so; the service itself does not, for it sends in chunks."""

    def note(self, answer: Any, stream: Any, headers: Mapping[str, Any]) -> Any:
        """Take the headers and let the stream go on."""
        self.last_modified = headers.get("Last-Modified")
        self.length = headers.get("Content-Length")
        return stream


@dataclass(frozen=True)
class RemoteFile:
    """A file of a task or of a node."""

    look_at: Operation
    read_from: Operation
    arguments: Mapping[str, str]
    options: Mapping[str, Any]
    """Further keywords for every request."""

    def __str__(self) -> str:
        *places, path = self.arguments.values()
        return f"{path!r} of {'/'.join(places)}"

    @property
    def path(self) -> str:
        """The path that the service knows it by."""
        return self.arguments["file_path"]

    def look(self) -> Steps[Version]:
        """Ask for the version of the file.

        Raises what the service answers, with its code; IsADirectoryError for a directory.
        """
        for attempt in count():
            try:
                properties = yield Ask(self.look_at, self.arguments, self.options)
            except HttpResponseError as error:
                code = getattr(error.error, "code", None)
                if code is not None or is_passing(error) or attempt >= _LOOKS:
                    raise
            else:
                if properties.is_directory:
                    raise IsADirectoryError(f"{self} is a directory")
                return Version.of(properties)
            # A failed HEAD has no body, and so does not say why it failed; a GET does.
            yield self.read(0, 0)
        raise AssertionError("there is always another attempt")

    def read(
        self,
        first: int,
        last: int,
        sink: Callable[[bytes], object] | None = None,
        received: Received | None = None,
    ) -> AskBytes:
        """Read the bytes from `first` to `last`, both included.

        Raises TooMuch if more come: a reply to a range has the status of one to no range, so whoever on the way does not
        know of ranges is known by that.
        """
        headers = received or Received()
        most = last + 1 - first
        size = 0

        def take(piece: bytes) -> None:
            nonlocal size
            size += len(piece)
            if max(size, headers.length or 0) > most:
                raise TooMuch(f"{self}: more bytes came than the range asked for")
            if sink is not None:
                sink(piece)

        arguments = {**self.arguments, "ocp_range": f"bytes={first}-{last}"}
        return AskBytes(self.read_from, arguments, {**self.options, "cls": headers.note}, take)


def task_file(job_id: str, task_id: str, file_path: str, options: Mapping[str, Any]) -> RemoteFile:
    """Name a file of a task."""
    return RemoteFile(
        _rows.GET_TASK_FILE_PROPERTIES,
        _rows.DOWNLOAD_TASK_FILE,
        {"job_id": job_id, "task_id": task_id, "file_path": file_path},
        options,
    )


def node_file(pool_id: str, node_id: str, file_path: str, options: Mapping[str, Any]) -> RemoteFile:
    """Name a file of a node."""
    return RemoteFile(
        _rows.GET_NODE_FILE_PROPERTIES,
        _rows.DOWNLOAD_NODE_FILE,
        {"pool_id": pool_id, "node_id": node_id, "file_path": file_path},
        options,
    )


def is_passing(error: AzureError) -> bool:
    """Tell whether the same request may work a moment later: the connection was lost, or the service is not well."""
    if isinstance(error, TooMuch):
        return False
    if isinstance(error, IncompleteReadError | ServiceRequestError | ServiceResponseError):
        return True
    if not isinstance(error, HttpResponseError):
        return False
    # Without a status it is no answer: the transport raises this for a body that breaks off in the middle.
    status = error.status_code
    return status is None or status in _PASSING or status >= _SERVER_ERROR


class Patience:
    """How often something may fail in a row, and how long to wait after each failure."""

    def __init__(self, most: int = 8) -> None:
        self._most = most
        self._failures = 0

    def __repr__(self) -> str:
        return f"<Patience {self._failures} of {self._most} failures in a row>"

    def pause_after(self, error: AzureError) -> float:
        """Return the seconds to wait after a failure; raise it if it will not pass or came too often."""
        self._failures += 1
        if not is_passing(error) or self._failures > self._most:
            raise error
        return min(30.0, 0.1 * 2.0**self._failures)

    def renew(self) -> None:
        """Forget the failures: something has worked."""
        self._failures = 0
