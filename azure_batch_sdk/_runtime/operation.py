"""What one operation of the service is, as data.

The rows are generated from the API description. The sync and async methods, the wire tests and the
emulator's router all read the same rows, so an operation is described in one place only.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Location = Literal["path", "query", "header"]

Shape = Literal["nothing", "model", "page", "stream", "exists", "properties"]
"""What a successful reply is turned into: nothing, one model, pages of models, a stream of bytes, a
bool (HEAD), or the properties of a file (HEAD)."""


class Parameter(NamedTuple):
    """One parameter that travels in the path, the query or a header."""

    name: str
    wire: str
    location: Location
    type: str = "string"
    """`string`, `int`, `boolean`, `datetime`, `datetime_rfc1123` or `list[string]` (joined by commas)."""
    required: bool = False


class Restriction(NamedTuple):
    """A member of a body, or one value of it, that only some api-versions have."""

    path: tuple[str, ...]
    """Wire names from the top of the body."""
    name: str
    """What to call it in an error: `BatchPoolCreateOptions.vm_sku_profile`."""
    since: str | None = None
    until: str | None = None
    value: str | None = None
    """The restricted value; None: the member itself."""


class ItemLimit(NamedTuple):
    """How many items a list of a body may have."""

    wire: str
    name: str
    most: int
    advice: str = ""
    """What to do with more."""


class Body(NamedTuple):
    """The request body of an operation."""

    parameter: str
    model: str
    required: bool = True
    omit: tuple[tuple[str, ...], ...] = ()
    """Wire paths of read-only members: they may come with a body that was read, and are not sent."""
    restrictions: tuple[Restriction, ...] = ()
    limits: tuple[ItemLimit, ...] = ()


class Operation(NamedTuple):
    """One operation of the Batch service."""

    name: str
    """The public method, `begin_delete_pool` for a long-running one."""
    resource: str
    method: str
    path: str
    """The path with its arguments by wire name: `/jobs/{jobId}/tasks`."""
    parameters: tuple[Parameter, ...]
    success: tuple[int, ...]
    shape: Shape = "nothing"
    model: str | None = None
    """The model of the reply, or of each item of a page."""
    body: Body | None = None
    conditional: bool = False
    """Whether it takes `etag` and `match_condition`."""
    long_running: bool = False
    since: str | None = None
    """The first api-version that has it; None: all."""
    until: str | None = None
    """The first api-version that no longer has it; None: none."""

    def is_in(self, api_version: str) -> bool:
        """Tell whether an api-version has this operation."""
        return (self.since is None or api_version >= self.since) and (
            self.until is None or api_version < self.until
        )
