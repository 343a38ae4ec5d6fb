"""What the service tells of a file without sending it."""

from __future__ import annotations

import datetime
from typing import ClassVar


class BatchFileProperties:
    """The properties of a file on a node, as read from response headers.

    `content_length` is in bytes. `creation_time` is None on Linux nodes, `file_mode` (octal text such as `0o100644`) is
    None on Windows nodes.
    """

    def __init__(
        self,
        *,
        url: str | None = None,
        is_directory: bool | None = None,
        last_modified: datetime.datetime,
        content_length: int,
        creation_time: datetime.datetime | None = None,
        content_type: str | None = None,
        file_mode: str | None = None,
    ) -> None:
        self.url = url
        self.is_directory = is_directory
        self.last_modified = last_modified
        self.content_length = content_length
        self.creation_time = creation_time
        self.content_type = content_type
        self.file_mode = file_mode

    def __repr__(self) -> str:
        return f"BatchFileProperties({', '.join(f'{k}={v!r}' for k, v in vars(self).items())})"

    def __eq__(self, other: object) -> bool:
        return vars(self) == vars(other) if isinstance(other, BatchFileProperties) else NotImplemented

    __hash__: ClassVar[None]  # type: ignore[assignment]  # mutable, as its equality is by value
