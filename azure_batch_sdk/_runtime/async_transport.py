"""aiohttp as azure-core uses it, without aiohttp's own second try."""

from __future__ import annotations

from azure.core.pipeline.transport import AioHttpTransport


class AsyncTransport(AioHttpTransport):  # type: ignore[misc]  # azure-core exports it dynamically
    """Send each request once.

    aiohttp sends a GET, PUT or DELETE again by itself when a connection drops. The retry policy does that already, and it
    keeps count: a DELETE that worked and was sent again is answered 404, which only the count can explain.
    """

    async def open(self) -> None:
        """Open the session."""
        await super().open()
        # The session has no public switch for this.
        if getattr(self.session, "_retry_connection", None) is True:
            setattr(self.session, "_retry_connection", False)  # noqa: B010  # an attribute that checkers do not know
