"""The one exception that a handler raises to refuse a request."""

from __future__ import annotations

from collections.abc import Sequence


class ServiceError(Exception):
    """A refusal in the service's own form.

    `values` are the detail entries in wire order; an entry's value None is sent as a key without a value.
    """

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        values: Sequence[tuple[str, str | None]] = (),
        *,
        retry_after: int | None = None,
    ) -> None:
        super().__init__(f"({code}) {message}")
        self.status = status
        self.code = code
        self.message = message
        self.values: tuple[tuple[str, str | None], ...] = tuple(values)
        self.retry_after = retry_after
