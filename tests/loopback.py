"""A scripted HTTP server on the loopback interface.

A test says what the server shall answer, lets a client loose on it, and reads what the client sent. The server is real:
sockets, threads, HTTP/1.1 with kept connections. So a test sees the bytes that a service would see.

    with LoopbackServer() as server:
        server.answer(Reply(200, json={"id": "p"}))
        ...
        assert server.requests[0].path == "/pools/p"

Replies are used up in order. `server.handler` takes over when no scripted reply is left, for traffic whose order is
not known. A request that nothing answers gets a 599 and is named in `server.unanswered`.
"""

from __future__ import annotations

import json
import socket
import struct
import threading
import time
import urllib.parse
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from email.message import Message
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

REQUEST_ID = "11111111-2222-3333-4444-555555555555"


@dataclass(frozen=True)
class Reply:
    """One answer; exactly one of `json`, `body` and `chunks` is used, in this order."""

    status: int = 200
    json: Any = None
    body: bytes | None = None
    chunks: Iterable[bytes] | None = None
    """Sent with chunked transfer encoding, one chunk an item; a generator can wait between two."""
    headers: Mapping[str, str] = field(default_factory=dict)
    reason: str | None = None
    delay: float = 0.0
    """Seconds before the first byte."""
    hold: threading.Event | None = None
    """Wait for this before the first byte, at most ten seconds."""
    truncate: int | None = None
    """Announce everything, send this many bytes of the body (or chunks), then close the connection."""
    drop: bool = False
    """Close the connection without an answer, with a reset."""


@dataclass(frozen=True)
class Recorded:
    """One request as it came in."""

    method: str
    target: str
    """The path and the query, exactly as on the request line."""
    headers: Message
    body: bytes
    connection: int
    """Which connection it came on: equal numbers share one."""

    @property
    def path(self) -> str:
        """The path without the query, still percent-encoded."""
        return self.target.partition("?")[0]

    @property
    def query(self) -> list[tuple[str, str]]:
        """Names and values in the order sent, decoded."""
        return urllib.parse.parse_qsl(self.target.partition("?")[2], keep_blank_values=True)

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


def error_body(
    code: str, sentence: str = "Something is wrong.", *, values: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Make an error body in the service's form."""
    body: dict[str, Any] = {
        "odata.metadata": "https://a.r.batch.azure.com/$metadata#errors/@Element",
        "code": code,
        "message": {
            "lang": "en-US",
            "value": f"{sentence}\nRequestId:{REQUEST_ID}\nTime:2026-01-31T08:00:00.0000000Z",
        },
    }
    if values:
        body["values"] = [{"key": key, "value": value} for key, value in values.items()]
    return body


class LoopbackServer:
    """A server for one test; use it as a context manager."""

    def __init__(self, *, host: str = "127.0.0.1") -> None:
        self.requests: list[Recorded] = []
        self.unanswered: list[str] = []
        self.handler: Callable[[Recorded], Reply] | None = None
        self._script: deque[Reply] = deque()
        self._changed = threading.Condition()
        self._connections: set[socket.socket] = set()
        self._http = _Http((host, 0), _Connection)
        self._http.owner = self
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True)

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self._http.server_address[1])

    @property
    def endpoint(self) -> str:
        """The URL of the server, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def answer(self, *replies: Reply) -> None:
        """Append replies to the script."""
        with self._changed:
            self._script.extend(replies)

    def wait_for_requests(self, count: int, seconds: float = 10.0) -> None:
        """Wait until so many requests have come in."""
        with self._changed:
            if not self._changed.wait_for(lambda: len(self.requests) >= count, seconds):
                raise AssertionError(f"{len(self.requests)} of {count} requests after {seconds} s")

    def wait_for_connections(self, count: int, seconds: float = 10.0) -> None:
        """Wait until just so many connections are open."""
        with self._changed:
            if not self._changed.wait_for(lambda: len(self._connections) == count, seconds):
                raise AssertionError(f"{len(self._connections)} connections, not {count}, after {seconds} s")

    def __enter__(self) -> LoopbackServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._thread.join()
        with self._changed:
            connections = list(self._connections)
        for connection in connections:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue
        self._http.server_close()

    def _take(self, request: Recorded) -> Reply:
        with self._changed:
            self.requests.append(request)
            self._changed.notify_all()
            if self._script:
                return self._script.popleft()
        if self.handler is not None:
            return self.handler(request)
        with self._changed:
            self.unanswered.append(f"{request.method} {request.target}")
        return Reply(599, json=error_body("NothingScripted", "The test scripted no reply for this request."))

    def _opened(self, connection: socket.socket) -> None:
        with self._changed:
            self._connections.add(connection)
            self._changed.notify_all()

    def _closed(self, connection: socket.socket) -> None:
        with self._changed:
            self._connections.discard(connection)
            self._changed.notify_all()


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128
    owner: LoopbackServer

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Keep quiet: a client that goes away in the middle is what some tests are about."""


class _Connection(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Http  # pyright: ignore[reportIncompatibleVariableOverride]  # the base says which base it has

    def setup(self) -> None:
        super().setup()
        self.server.owner._opened(self.connection)

    def finish(self) -> None:
        try:
            super().finish()
        finally:
            self.server.owner._closed(self.connection)

    def log_message(self, format: str, *args: Any) -> None:
        """Write nothing to stderr."""

    def __getattr__(self, name: str) -> Any:
        # The base class looks up `do_<METHOD>`: every method is answered in the same way.
        if name.startswith("do_"):
            return self._answer
        raise AttributeError(name)

    def _read_body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def _answer(self) -> None:
        body = self._read_body()
        recorded = Recorded(self.command, self.path, self.headers, body, self.client_address[1])
        reply = self.server.owner._take(recorded)
        if reply.hold is not None:
            reply.hold.wait(10)
        if reply.delay:
            time.sleep(reply.delay)
        if reply.drop:
            self._reset()
            return
        reason = (
            reply.reason if reply.reason is not None else self.responses.get(reply.status, ("Unknown",))[0]
        )
        self.send_response(reply.status, reason)
        headers = {"request-id": REQUEST_ID, **reply.headers}
        if reply.chunks is not None and reply.json is None and reply.body is None:
            self._send_chunks(reply, headers)
            return
        content = reply.body or b""
        if reply.json is not None:
            content = json.dumps(reply.json).encode()
            headers.setdefault("Content-Type", "application/json;odata=minimalmetadata")
        # A reply to HEAD may announce the length of what a GET would bring.
        headers.setdefault("Content-Length", str(len(content)))
        if reply.status == HTTPStatus.NOT_MODIFIED:
            del headers["Content-Length"]
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content if reply.truncate is None else content[: reply.truncate])
        if reply.truncate is not None:
            self.close_connection = True

    def _send_chunks(self, reply: Reply, headers: dict[str, str]) -> None:
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.flush()
        for index, chunk in enumerate(reply.chunks or ()):
            if index == reply.truncate:
                self.close_connection = True
                return
            self.wfile.write(b"%x\r\n%s\r\n" % (len(chunk), chunk))
        self.wfile.write(b"0\r\n\r\n")

    def _reset(self) -> None:
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        # `socketserver` would shut the socket down in an orderly way, so the file objects go first.
        self.rfile.close()
        self.connection.close()
