"""Talk to web servers and blob storage: get a file, list a container, put a blob.

Plain blocking HTTP with the standard library, for worker threads. What goes wrong is a `StorageTrouble`;
passing trouble is tried again a few times. Access comes with the URL (a shared access signature, or public
containers).
"""

from __future__ import annotations

import base64
import functools
import http.client
import time
import urllib.error
import urllib.parse
import urllib.request
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from typing import BinaryIO, TypeVar

from .transfers import StorageTrouble, trouble_of_status, without_query

TIMEOUT_SECONDS = 60.0
BLOCK_SIZE = 32 * 1024 * 1024
"""Larger files are put in blocks of this size, in bytes."""

_READ_SIZE = 1 << 18
_TRIES = 3
_PAUSE_SECONDS = 0.2
_BLOB_VERSION = "2021-08-06"
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_CONTENT_HEADERS = {
    "cache-control": "x-ms-blob-cache-control",
    "content-disposition": "x-ms-blob-content-disposition",
    "content-encoding": "x-ms-blob-content-encoding",
    "content-language": "x-ms-blob-content-language",
    "content-type": "x-ms-blob-content-type",
}
"""How Put Block List calls what Put Blob takes from the ordinary headers."""
_OWN_HEADERS = frozenset({"connection", "content-length", "host", "transfer-encoding", "x-ms-blob-type"})

_T = TypeVar("_T")


def download(url: str, file: BinaryIO, *, check: Callable[[], None] = lambda: None) -> None:
    """Write what is behind a URL into a file; `check` is called between blocks and may raise to stop.

    Raises StorageTrouble for the network's part, WriteFailed for the file's.
    """

    def attempt() -> None:
        check()
        file.seek(0)
        file.truncate()
        with closing(_open(urllib.request.Request(url))) as response:
            while True:
                check()
                block = response.read(_READ_SIZE)
                if not block:
                    break
                _write(file, block)
            if response.length:
                raise StorageTrouble("other", f"{without_query(url)} broke off early.", passing=True)

    _persist(attempt, url)


class WriteFailed(Exception):
    """The file that is downloaded to took no more; `error` says why."""

    def __init__(self, error: OSError) -> None:
        super().__init__(str(error))
        self.error = error


def _write(file: BinaryIO, block: bytes) -> None:
    try:
        # An unbuffered file may take less than it is given.
        rest = memoryview(block)
        while rest:
            rest = rest[file.write(rest) :]
    except OSError as error:
        raise WriteFailed(error) from error


def list_blobs(container_url: str, prefix: str = "") -> Iterator[str]:
    """Yield the names of all blobs of a container that begin with a prefix, page by page."""
    marker = ""
    while True:
        query = {"restype": "container", "comp": "list"}
        query.update({name: value for name, value in (("prefix", prefix), ("marker", marker)) if value})
        names, marker = _persist(functools.partial(_page, add_query(container_url, query)), container_url)
        yield from names
        if not marker:
            return


def put_blob(url: str, file: BinaryIO, headers: Mapping[str, str], *, block_size: int = BLOCK_SIZE) -> None:
    """Put a block blob, in one request or, if it is larger than a block, block by block.

    `headers` are any that Put Blob knows; those that frame the request are left out.
    """
    extra = {name: value for name, value in headers.items() if name.lower() not in _OWN_HEADERS}
    block = file.read(block_size)
    following = file.read(block_size)
    if not following:
        _put(url, block, {"x-ms-blob-type": "BlockBlob", **extra})
        return
    identifiers: list[str] = []
    while block:
        identifiers.append(base64.b64encode(f"{len(identifiers):08d}".encode()).decode())
        _put(add_query(url, {"comp": "block", "blockid": identifiers[-1]}), block, {})
        block, following = following, file.read(block_size)
    listed = "".join(f"<Latest>{identifier}</Latest>" for identifier in identifiers)
    body = f'<?xml version="1.0" encoding="utf-8"?><BlockList>{listed}</BlockList>'.encode()
    renamed = {_CONTENT_HEADERS.get(name.lower(), name): value for name, value in extra.items()}
    _put(add_query(url, {"comp": "blocklist"}), body, renamed)


def blob_url(container_url: str, blob: str) -> str:
    """Return the URL of a blob from that of its container, signature included."""
    parts = urllib.parse.urlsplit(container_url)
    path = f"{parts.path.rstrip('/')}/{urllib.parse.quote(blob, safe='/')}"
    return urllib.parse.urlunsplit(parts._replace(path=path))


def add_query(url: str, query: Mapping[str, str]) -> str:
    """Return a URL with more in its query; what is there, a signature say, stays as it was written."""
    parts = urllib.parse.urlsplit(url)
    more = urllib.parse.urlencode(query, quote_via=urllib.parse.quote)
    return urllib.parse.urlunsplit(parts._replace(query=f"{parts.query}&{more}" if parts.query else more))


def _page(url: str) -> tuple[list[str], str]:
    with closing(_open(urllib.request.Request(url, headers={"x-ms-version": _BLOB_VERSION}))) as response:
        text = response.read()
    try:
        root = ET.fromstring(text)
    except ET.ParseError as error:
        raise StorageTrouble("other", f"{without_query(url)} does not list a container: {error}.") from None
    names = []
    for element in root.iterfind("./Blobs/Blob/Name"):
        name = element.text or ""
        names.append(urllib.parse.unquote(name) if element.get("Encoded") == "true" else name)
    return names, root.findtext("./NextMarker") or ""


class _AsWritten(str):
    """The name of a header that urllib does not rewrite: the case of a metadata name is kept in storage."""

    __slots__ = ()

    def capitalize(self) -> str:
        return self

    def title(self) -> str:
        return self


def _put(url: str, body: bytes, headers: Mapping[str, str]) -> None:
    def attempt() -> None:
        request = urllib.request.Request(url, data=body, method="PUT")
        for name, value in {
            "x-ms-version": _BLOB_VERSION,
            "Content-Type": "application/octet-stream",
            **headers,
        }.items():
            request.add_header(_AsWritten(name), value)
        _open(request).close()

    _persist(attempt, url)


def _persist(attempt: Callable[[], _T], url: str) -> _T:
    """Try until it works, up to three times, while the trouble is of the passing kind."""
    shown = without_query(url)
    for tried in range(1, _TRIES + 1):
        try:
            return attempt()
        except StorageTrouble as error:
            trouble = error
        except TimeoutError:
            trouble = StorageTrouble("timeout", f"{shown} did not answer in {TIMEOUT_SECONDS:.0f} s.")
        except http.client.InvalidURL:
            # Its text repeats the whole URL, with the signature.
            trouble = StorageTrouble(
                "other",
                f"{shown} is no URL: look at its port, and write blanks in its query as %20.",
                passing=False,
            )
        except (OSError, http.client.HTTPException, ValueError) as error:
            reason = getattr(error, "reason", None) or error
            late = isinstance(reason, TimeoutError)
            trouble = StorageTrouble(
                "timeout" if late else "other",
                f"{shown} could not be reached: {reason}.",
                passing=not late and not isinstance(error, ValueError),
            )
        if not trouble.passing or tried == _TRIES:
            raise trouble
        time.sleep(_PAUSE_SECONDS * tried)
    raise AssertionError("unreachable")


def _open(request: urllib.request.Request) -> http.client.HTTPResponse:
    shown = without_query(request.full_url)
    if request.type not in {"http", "https"} or not request.host:
        raise StorageTrouble("other", f"{shown} is no URL of a web server; it should begin with https://.")
    try:
        response: http.client.HTTPResponse = _opener(request.host).open(request, timeout=TIMEOUT_SECONDS)
    except urllib.error.HTTPError as error:
        with error:
            code = error.headers.get("x-ms-error-code") or error.reason
            raise trouble_of_status(error.code, f"{shown} answered {error.code} {code}.") from None
    return response


def _opener(host: str) -> urllib.request.OpenerDirector:
    """Return what opens http and https only: not files, and no proxy on the way to this machine."""
    opener = urllib.request.OpenerDirector()
    name = urllib.parse.urlsplit(f"//{host}").hostname
    for handler in (
        urllib.request.ProxyHandler({} if name in _LOOPBACK else None),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPRedirectHandler(),
        urllib.request.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener
