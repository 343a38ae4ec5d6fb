"""A small blob server: containers in a dict, lists in pages of two, blocks, and trouble on request."""

from __future__ import annotations

import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from xml.sax.saxutils import escape

SIGNATURE = "sv=2021&sig=a%2Fb%3D"
"""What every request must carry, except below /public."""


class BlobServer:
    """Containers in a dict; every request must carry the signature, except below /public."""

    def __init__(self) -> None:
        self.blobs: dict[str, bytes] = {}
        self.headers: dict[str, dict[str, str]] = {}
        self.blocks: dict[str, bytes] = {}
        self.containers = {"box"}
        self.answers: list[int] = []
        """Statuses to answer with before all else; 0 drops the connection."""
        self.requests: list[str] = []
        self.hold = threading.Event()
        self.slow = True
        server = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, format: str, *args: object) -> None:
                pass

            def do_GET(self) -> None:
                server.get(self)

            def do_PUT(self) -> None:
                server.put(self)

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,))
        self._thread.start()

    @property
    def url(self) -> str:
        host, port = self._http.server_address[:2]
        assert isinstance(host, str)
        return f"http://{host}:{port}"

    @property
    def box(self) -> str:
        return f"{self.url}/box?{SIGNATURE}"

    def close(self) -> None:
        self.hold.set()
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()

    def answer(self, request: BaseHTTPRequestHandler, status: int, body: bytes = b"") -> None:
        request.send_response(status)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    def refused(self, request: BaseHTTPRequestHandler, path: str, query: dict[str, list[str]]) -> bool:
        self.requests.append(f"{request.command} {request.path}")
        if self.answers:
            status = self.answers.pop(0)
            if status:
                self.answer(request, status)
            request.close_connection = True
            return True
        container = path.split("/")[1]
        if container != "public" and query.get("sig") != ["a/b="]:
            self.answer(request, 403)
        elif container not in {*self.containers, "public"}:
            self.answer(request, 404)
        else:
            return False
        return True

    def get(self, request: BaseHTTPRequestHandler) -> None:
        path, query = self.parse(request)
        if self.refused(request, path, query):
            return
        if path == "/public/moved":
            request.send_response(302)
            request.send_header("Location", "file:///etc/passwd")
            request.end_headers()
        elif path == "/public/slow" and self.slow:
            self.hold.wait(30)
        elif path == "/public/short":
            request.send_response(200)
            request.send_header("Content-Length", "100")
            request.end_headers()
            request.wfile.write(b"short")
        elif query.get("comp") == ["list"]:
            self.list_container(request, path.strip("/"), query)
        elif path in self.blobs:
            self.answer(request, 200, self.blobs[path])
        else:
            self.answer(request, 404)

    def list_container(
        self, request: BaseHTTPRequestHandler, container: str, query: dict[str, list[str]]
    ) -> None:
        prefix = query.get("prefix", [""])[0]
        start = int(query.get("marker", ["0"])[0])
        names = sorted(path.split("/", 2)[2] for path in self.blobs if path.startswith(f"/{container}/"))
        names = [name for name in names if name.startswith(prefix)]
        listed = "".join(f"<Blob><Name>{escape(name)}</Name></Blob>" for name in names[start : start + 2])
        marker = str(start + 2) if start + 2 < len(names) else ""
        page = f"<Blobs>{listed}</Blobs><NextMarker>{marker}</NextMarker>"
        self.answer(request, 200, f"<EnumerationResults>{page}</EnumerationResults>".encode())

    def put(self, request: BaseHTTPRequestHandler) -> None:
        path, query = self.parse(request)
        body = request.rfile.read(int(request.headers["Content-Length"]))
        if self.refused(request, path, query):
            return
        if path == "/public/slow":
            self.hold.wait(30)
        if query.get("comp") == ["block"]:
            self.blocks[query["blockid"][0]] = body
        elif query.get("comp") == ["blocklist"]:
            identifiers = [part.split("<")[0] for part in body.decode().split("<Latest>")[1:]]
            self.blobs[path] = b"".join(self.blocks[identifier] for identifier in identifiers)
            self.headers[path] = dict(request.headers.items())
        else:
            assert request.headers["x-ms-blob-type"] == "BlockBlob"
            self.blobs[path] = body
            self.headers[path] = dict(request.headers.items())
        self.answer(request, 201)

    @staticmethod
    def parse(request: BaseHTTPRequestHandler) -> tuple[str, dict[str, list[str]]]:
        parts = urllib.parse.urlsplit(request.path)
        return urllib.parse.unquote(parts.path), urllib.parse.parse_qs(parts.query)
