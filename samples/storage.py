"""A container for files that come from outside and for files that shall stay, without more than HTTP.

Nodes read and write blobs by URL. `AZURE_STORAGE_CONTAINER_URL` names a container of Azure Storage, with a shared access
signature that allows to read and to write. Without it, and with a local Batch service, this program serves one itself.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit
from urllib.request import Request, urlopen


class Container:
    """A container of blobs, known by its URL."""

    def __init__(self, url: str) -> None:
        self.url = url

    def url_of(self, blob: str) -> str:
        """Return the URL of a blob, with the signature of the container."""
        parts = urlsplit(self.url)
        return parts._replace(path=f"{parts.path}/{blob}").geturl()

    def write(self, blob: str, content: bytes) -> None:
        """Put a blob."""
        headers = {"x-ms-blob-type": "BlockBlob"}
        urlopen(Request(self.url_of(blob), data=content, headers=headers, method="PUT")).close()

    def read(self, blob: str) -> bytes:
        """Get a blob."""
        with urlopen(self.url_of(blob)) as response:
            content: bytes = response.read()
        return content


@contextmanager
def container() -> Iterator[Container]:
    """Open the container that the environment names, else serve one from memory."""
    if url := os.environ.get("AZURE_STORAGE_CONTAINER_URL"):
        yield Container(url)
        return
    endpoint = os.environ.get("AZURE_BATCH_ENDPOINT")
    if endpoint and urlsplit(endpoint).hostname not in ("127.0.0.1", "localhost"):
        sys.exit("nodes in Azure cannot reach this machine: set AZURE_STORAGE_CONTAINER_URL")
    server = ThreadingHTTPServer(("127.0.0.1", 0), _from_memory())
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield Container(f"http://127.0.0.1:{server.server_address[1]}/container")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _from_memory() -> type[BaseHTTPRequestHandler]:
    blobs: dict[str, bytes] = {}

    class Handler(BaseHTTPRequestHandler):
        """As much of blob storage as putting and getting whole blobs takes."""

        def do_PUT(self) -> None:
            blobs[self.path] = self.rfile.read(int(self.headers["Content-Length"]))
            self._answer(201, b"")

        def do_GET(self) -> None:
            blob = blobs.get(self.path)
            self._answer(404 if blob is None else 200, blob or b"")

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing on stderr."""

        def _answer(self, status: int, content: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    return Handler
