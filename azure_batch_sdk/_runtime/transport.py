"""requests as azure-core uses it, with room for as many connections as a program has threads."""

from __future__ import annotations

from azure.core.pipeline.transport import RequestsTransport

_CONNECTIONS = 100
"""How many idle connections are kept; what the asynchronous transport allows."""


class Transport(RequestsTransport):  # type: ignore[misc]  # azure-core exports it dynamically
    """Keep the connections of all threads of a client.

    The default keeps ten, and with more requests under way at once each of the others pays for a new connection.
    """

    def open(self) -> None:
        """Open the session."""
        makes_session = self.session is None
        super().open()
        if makes_session:
            for adapter in self.session.adapters.values():
                adapter.init_poolmanager(_CONNECTIONS, _CONNECTIONS)
