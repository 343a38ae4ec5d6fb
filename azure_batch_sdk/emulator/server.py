"""Serve one service over HTTP, on the event loop that owns it."""

from __future__ import annotations

import socket
import ssl

from aiohttp import web

from .wire.bearer import BearerCheck
from .wire.edge import BatchServer, BatchService, Edge, LivePage
from .wire.faults import NO_FAULTS, FaultSpec
from .wire.hosts import HostCheck, authority

_BACKLOG = 1024
_GRACE_SECONDS = 2.0
"""How long requests in flight may still take when the server stops."""


class HttpServer:
    """A service that listens."""

    def __init__(self, runner: web.ServerRunner, endpoint: str, port: int) -> None:
        self._runner = runner
        self.port = port
        self.endpoint = endpoint

    def __repr__(self) -> str:
        return f"<HttpServer {self.endpoint}>"

    async def aclose(self) -> None:
        """Take no more requests, let those in flight end, and close all connections."""
        await self._runner.cleanup()


async def serve(
    service: BatchService,
    host: str = "127.0.0.1",
    port: int = 0,
    faults: FaultSpec = NO_FAULTS,
    *,
    tls: ssl.SSLContext | None = None,
    unverified_tokens: bool = False,
    page: LivePage | None = None,
) -> HttpServer:
    """Listen for requests to a service and, if it has one, to its page; port 0 takes a free one.

    With `tls` it speaks HTTPS and accepts bearer tokens, with `unverified_tokens` also those that others have signed.
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
    scheme = "http" if tls is None else "https"
    endpoint = f"{scheme}://{authority(host, bound_port)}"
    bearer = None if tls is None else BearerCheck(service.account_key, unverified=unverified_tokens)
    edge = Edge(service, HostCheck(host, bound_port, scheme), endpoint, faults, bearer, page)
    runner = web.ServerRunner(BatchServer(edge), shutdown_timeout=_GRACE_SECONDS)
    await runner.setup()
    await web.SockSite(runner, listener, backlog=_BACKLOG, ssl_context=tls).start()
    return HttpServer(runner, endpoint, bound_port)
