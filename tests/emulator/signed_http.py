"""A small HTTP client that signs for one account and shows replies as they came over the wire."""

from __future__ import annotations

import http.client
import json
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import formatdate
from typing import Any
from urllib.parse import urlsplit

from azure_batch_sdk.emulator.wire.auth import decode_account_key, sign, texts_to_sign

VERSION = "2025-06-01"


@dataclass(frozen=True)
class Answer:
    """A reply: header names in lower case, the body as it is when the framing is undone."""

    status: int
    reason: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def error(self) -> tuple[int, str]:
        """Status and code of an error reply."""
        return self.status, self.json["code"]


class SignedHttp:
    """Sends signed requests, each over its own connection."""

    def __init__(self, endpoint: str, account: str, key: str) -> None:
        self.address = urlsplit(endpoint).netloc
        self._account = account
        self._key = decode_account_key(key)

    def headers(self, method: str, target: str, headers: Mapping[str, str] | None = None) -> dict[str, str]:
        """Return the headers of a request with its signature."""
        path, _, query = target.partition("?")
        complete = {"host": self.address, "ocp-date": formatdate(usegmt=True), **(headers or {})}
        text = next(iter(texts_to_sign(method, path, query, complete, self._account)))
        return {"authorization": f"SharedKey {self._account}:{sign(text, self._key)}", **complete}

    def send(
        self, method: str, target: str, body: Any = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Send a request; a body that is not bytes goes as JSON. The api-version is added if it is missing."""
        if "api-version" not in target:
            target += f"{'&' if '?' in target else '?'}api-version={VERSION}"
        content = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        given = dict(headers or {})
        if content or method in {"POST", "PUT", "PATCH", "DELETE"}:
            given.setdefault("content-length", str(len(content)))
        if content:
            given.setdefault("content-type", "application/json; odata=minimalmetadata")
        return self.exchange(method, target, self.headers(method, target, given), content)

    def exchange(self, method: str, target: str, headers: Mapping[str, str], content: bytes = b"") -> Answer:
        """Send a request exactly as given."""
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        return self.raw(method, f"{method} {target} HTTP/1.1\r\n{head}\r\n".encode() + content)

    def raw(self, method: str, message: bytes) -> Answer:
        """Send bytes and read one reply."""
        host, _, port = self.address.rpartition(":")
        with socket.create_connection((host.strip("[]"), int(port)), timeout=30) as connection:
            connection.sendall(message)
            with http.client.HTTPResponse(connection, method=method) as reply:
                reply.begin()
                names = {name.lower(): value for name, value in reply.getheaders()}
                return Answer(reply.status, reply.reason, names, reply.read())
