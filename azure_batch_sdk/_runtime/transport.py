"""requests as azure-core uses it, with room for as many connections as a program has threads."""

from __future__ import annotations

import os
from typing import Any

from azure.core.pipeline.transport import RequestsTransport

_CONNECTIONS = 100
"""How many idle connections are kept; what the asynchronous transport allows."""


class Transport(RequestsTransport):  # type: ignore[misc]  # azure-core exports it dynamically
    """Keep the connections of all threads of a client, and have none in common with another process.

    The default keeps ten, and with more requests under way at once each of the others pays for a new connection. And
    after a fork it goes on with the parent's connections, so that one process gets what the other has asked for.
    """

    _process: int | None = None
    """Whose connections they are; None if the session is the caller's own."""

    def open(self) -> None:
        """Open the session."""
        makes_session = self.session is None
        super().open()
        if makes_session:
            self._connect_anew()

    def send(self, request: Any, **kwargs: Any) -> Any:
        """Send a request."""
        if self.session is not None and self._process not in (None, os.getpid()):
            self._connect_anew()
        return super().send(request, **kwargs)

    def _connect_anew(self) -> None:
        self._process = os.getpid()
        for adapter in self.session.adapters.values():
            adapter.init_poolmanager(_CONNECTIONS, _CONNECTIONS)
            adapter.proxy_manager.clear()
