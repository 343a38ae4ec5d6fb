"""Serve one service over HTTP, on the event loop that owns it."""

from __future__ import annotations

import socket

from aiohttp import web

from .wire.edge import BatchServer, BatchService, Edge
from .wire.faults import NO_FAULTS, FaultSpec
from .wire.hosts import HostCheck, authority

_BACKLOG = 1024
_GRACE_SECONDS = 2.0
"""How long requests in flight may still take when the server stops."""


class HttpServer:
    """A service that listens."""

    def __init__(self, runner: web.ServerRunner, host: str, port: int) -> None:
        self._runner = runner
        self.port = port
        self.endpoint: str = f"http://{authority(host, port)}"

    def __repr__(self) -> str:
        return f"<HttpServer {self.endpoint}>"

    async def aclose(self) -> None:
        """Take no more requests, let those in flight end, and close all connections."""
        await self._runner.cleanup()


async def serve(
    service: BatchService, host: str = "127.0.0.1", port: int = 0, faults: FaultSpec = NO_FAULTS
) -> HttpServer:
    """Listen for requests to a service; port 0 takes a free one.

    Raises OSError, naming host and port, if they cannot be had.
    """
    try:
        listener = socket.create_server(
            (host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET, backlog=_BACKLOG
        )
    except OSError as error:
        raise OSError(
            error.errno, f"cannot listen on {authority(host, port)}: {error.strerror or error}"
        ) from error
    bound_port: int = listener.getsockname()[1]
    edge = Edge(service, HostCheck(host, bound_port), f"http://{authority(host, bound_port)}", faults)
    runner = web.ServerRunner(BatchServer(edge), shutdown_timeout=_GRACE_SECONDS)
    await runner.setup()
    await web.SockSite(runner, listener, backlog=_BACKLOG).start()
    return HttpServer(runner, host, bound_port)
