"""aiohttp as azure-core uses it, without aiohttp's own second try, and with connections that are used again."""

from __future__ import annotations

import zlib
from typing import Any

from azure.core.exceptions import ServiceResponseError
from azure.core.pipeline.transport import AioHttpTransport


class AsyncTransport(AioHttpTransport):  # type: ignore[misc]  # azure-core exports it dynamically
    """Send each request once, and over the connections that are there.

    aiohttp sends a GET, PUT or DELETE again by itself when a connection drops. The retry policy does that already, and it
    keeps count: a DELETE that worked and was sent again is answered 404, which only the count can explain.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._tls: dict[tuple[Any, Any], Any] = {}

    async def open(self) -> None:
        """Open the session."""
        await super().open()
        # The session has no public switch for this.
        if getattr(self.session, "_retry_connection", None) is True:
            setattr(self.session, "_retry_connection", False)  # noqa: B010  # an attribute that checkers do not know

    async def send(self, request: Any, **config: Any) -> Any:
        """Send a request; a body that cannot be decompressed is an answer that did not come, as with requests."""
        try:
            return await super().send(request, **config)
        except zlib.error as error:
            raise ServiceResponseError(error, error=error) from error

    def _build_ssl_config(self, cert: Any, verify: Any) -> Any:
        """Return what azure-core makes of `connection_cert` and `connection_verify`, the same for equal ones.

        azure-core makes it anew for each request, and aiohttp then takes a new connection each time.
        """
        settings = (tuple(cert) if isinstance(cert, list) else cert, verify)
        if settings not in self._tls:
            self._tls[settings] = super()._build_ssl_config(cert, verify)
        return self._tls[settings]
