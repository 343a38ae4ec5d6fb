"""A service to fuzz, and what must be true of it afterwards."""

from __future__ import annotations

import http.client
import json
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..edge_host import EdgeHost, edge_host
from ..signed_http import Answer, SignedHttp

SECRET = "the owner's own words"


class Complaints(logging.Handler):
    """Keeps what is logged as an error: a traceback in a log is a fault of ours."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


class Line:
    """A connection that is used again and again, signed like `SignedHttp`."""

    def __init__(self, signed: SignedHttp) -> None:
        self._signed = signed
        self._connection = http.client.HTTPConnection(signed.address, timeout=30)

    def send(
        self, method: str, target: str, content: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Send a request; a connection that the server has closed is opened again."""
        given = {"content-length": str(len(content)), **(headers or {})}
        if content:
            given.setdefault("content-type", "application/json; odata=minimalmetadata")
        complete = self._signed.headers(method, target, given)
        if self._connection.sock is None:
            self._connection.connect()
        self._connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
        for name, value in complete.items():
            self._connection.putheader(name, value)
        self._connection.endheaders(content)
        reply = self._connection.getresponse()
        body = reply.read()
        names = {name.lower(): value for name, value in reply.getheaders()}
        if names.get("connection") == "close":
            self._connection.close()
        return Answer(reply.status, reply.reason, names, body)

    def close(self) -> None:
        self._connection.close()


def strict_json(body: bytes) -> Any:
    """Read JSON as the standard has it: no NaN and no Infinity."""

    def refuse(name: str) -> Any:
        raise AssertionError(f"{name} is not JSON: {body[:300]!r}")

    return json.loads(body, parse_constant=refuse)


def check_answer(answer: Answer, method: str, what: object) -> None:
    """A request is done or refused, never failed at; a refusal says why, in the service's form."""
    assert 200 <= answer.status < 500 or answer.status == 503, (answer.status, answer.body, what)
    if answer.status == 503:
        assert answer.error == (503, "TooManyEnableAutoScaleRequests")
    if method != "HEAD" and answer.headers.get("content-type", "").startswith("application/json"):
        body = strict_json(answer.body)
        if answer.status >= 400:
            assert body["code"] and body["message"]["value"], (body, what)
    elif answer.status >= 400:
        assert method == "HEAD", (answer, what)


@contextmanager
def fuzzed(folder: Path, **options: Any) -> Iterator[tuple[EdgeHost, Line]]:
    """Run a service deep below a folder; at the end nothing may be wrong with it."""
    (folder / "secret").write_text(SECRET)
    inner = folder / "a" / "b" / "c" / "d" / "e"
    complaints = Complaints()
    logging.getLogger().addHandler(complaints)
    try:
        with edge_host(inner, container_engines=(), **options) as host:
            line = Line(host.http)
            try:
                yield host, line
                check_alive(line)
            finally:
                line.close()
    finally:
        logging.getLogger().removeHandler(complaints)
    assert not complaints.lines, complaints.lines[0]
    check_nothing_escaped(folder, inner)


def check_alive(line: Line) -> None:
    """Everything that there is can be listed and shown."""
    for kind in ("pools", "jobs", "jobschedules"):
        answer = line.send("GET", f"/{kind}?api-version=2025-06-01")
        assert answer.status == 200, answer
        for entity in strict_json(answer.body)["value"]:
            shown = line.send("GET", f"/{kind}/{entity['id']}?api-version=2025-06-01")
            assert shown.status in (200, 404), shown
            if kind == "jobs":
                tasks = line.send("GET", f"/jobs/{entity['id']}/tasks?api-version=2025-06-01")
                assert tasks.status in (200, 404), tasks
                strict_json(tasks.body)


def check_nothing_escaped(folder: Path, inner: Path) -> None:
    """No file was made but below the folders that the service was given."""
    outside = [
        path
        for path in folder.rglob("*")
        if path != inner and inner not in path.parents and path not in inner.parents
    ]
    assert outside == [folder / "secret"], outside
    assert not Path("/escape").exists()
    assert {path.name for path in inner.iterdir()} <= {"nodes", "data"}
    assert (folder / "secret").read_text() == SECRET
