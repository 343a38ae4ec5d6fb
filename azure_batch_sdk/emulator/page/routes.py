"""The requests of the page: its own files for everybody, and JSON for those who have the page token.

Nothing here changes what the service knows. The token comes in a header and not in a cookie: browsers send a cookie to
all ports of a host. Answers carry an ETag, so a page that asks every second gets a 304 while nothing happens.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote

from aiohttp import web

from ..._generated.operations import OPERATIONS
from ..errors import ServiceError
from ..messages import JsonObject, Reply, Request
from ..wire.versions import DESCRIBED_VERSIONS
from . import views
from .access import PageAccess
from .output import read_part

if TYPE_CHECKING:
    from ..service import Service

_log = logging.getLogger("azure_batch_sdk.emulator")

PREFIX = "/page/"
LINK_HEADER = "page-link"
TOKEN_HEADER = "page-token"
TIME_HEADER = "page-time"
"""The service's clock and its speed; not in the body, which would then never stay the same."""

FILES_SHOWN = 500

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

View = Callable[["Page", Mapping[str, str], Mapping[str, str]], Awaitable[JsonObject]]


class Page:
    """The page of one service."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._access = PageAccess(service.account_key)
        self._files = _load_files()

    def __repr__(self) -> str:
        return f"<Page of {self._service.account_name}>"

    @staticmethod
    def owns(raw_path: str) -> bool:
        """Tell whether a request is for the page and not for the service."""
        path = raw_path.partition("?")[0]
        return path == "/" or path.startswith(PREFIX)

    async def answer(self, http: web.BaseRequest) -> web.StreamResponse:
        """Answer a request whose Host has been checked."""
        try:
            return await self._answer(http)
        except ServiceError as error:
            refusal = error
        except Exception:
            _log.exception("%s %s failed", http.method, http.raw_path)
            refusal = ServiceError(500, "InternalError", "The page met an error of its own; the log has it.")
        body = {"error": {"code": refusal.code, "message": refusal.message}}
        headers = (
            {"Allow": _allowed(http.raw_path.partition("?")[0])}
            if refusal.status == _METHOD_NOT_ALLOWED
            else {}
        )
        return _json(body, refusal.status, headers)

    async def _answer(self, http: web.BaseRequest) -> web.StreamResponse:
        raw_path, _, raw_query = http.raw_path.partition("?")
        if http.method != _allowed(raw_path):
            raise ServiceError(
                _METHOD_NOT_ALLOWED, "MethodNotAllowed", f"This takes {_allowed(raw_path)} only."
            )
        if raw_path == _SESSION:
            return _json({"token": self._access.exchange(http.headers.get(LINK_HEADER, ""))})
        if raw_path in self._files:
            content, kind = self._files[raw_path]
            headers = {**_HEADERS, "Content-Type": kind, "Cache-Control": "no-cache"}
            return _unless_known(http, content, headers)
        self._access.check(http.headers.get(TOKEN_HEADER, ""))
        view, names = _route(raw_path)
        shown = await view(self, names, dict(parse_qsl(raw_query)))
        clock = self._service.clock
        headers = {
            **_HEADERS,
            "Content-Type": "application/json",
            "Cache-Control": "no-store",
            TIME_HEADER: f"{clock.text(clock.ticks())} {clock.time_scale:g}",
        }
        return _unless_known(http, _encode(shown), headers)

    async def overview(self, names: Mapping[str, str], query: Mapping[str, str]) -> JsonObject:
        """Show everything at once."""
        return views.overview(self._service)

    async def job(self, names: Mapping[str, str], query: Mapping[str, str]) -> JsonObject:
        """Show a job."""
        return views.job_detail(self._service, names["job"])

    async def tasks(self, names: Mapping[str, str], query: Mapping[str, str]) -> JsonObject:
        """Show some tasks of a job."""
        state = query.get("state")
        if state is not None and state not in views.TASK_FILTERS:
            raise _bad_query(f"state must be one of {', '.join(views.TASK_FILTERS)}, not {state!r}.")
        return views.task_list(self._service, names["job"], state, query.get("after"), query.get("from"))

    async def task(self, names: Mapping[str, str], query: Mapping[str, str]) -> JsonObject:
        """Show a task."""
        return views.task_detail(self._service, names["job"], names["task"])

    async def node(self, names: Mapping[str, str], query: Mapping[str, str]) -> JsonObject:
        """Show a node."""
        return views.node_detail(self._service, names["pool"], names["node"])

    async def task_files(self, names: Mapping[str, str], query: Mapping[str, str]) -> JsonObject:
        """List the files of a task."""
        return await self._list("list_task_files", {"jobId": names["job"], "taskId": names["task"]})

    async def task_output(self, names: Mapping[str, str], query: Mapping[str, str]) -> JsonObject:
        """Show a part of a file of a task."""
        path = {"jobId": names["job"], "taskId": names["task"]}
        return await self._output("get_task_file_properties", path, query)

    async def node_output(self, names: Mapping[str, str], query: Mapping[str, str]) -> JsonObject:
        """Show a part of a file of a node."""
        path = {"poolId": names["pool"], "nodeId": names["node"]}
        return await self._output("get_node_file_properties", path, query)

    async def _list(self, operation: str, path: dict[str, str]) -> JsonObject:
        try:
            reply = await self._ask(operation, path, {"recursive": True})
        except ServiceError as error:
            return {"files": [], "absent": _reason(error)}
        assert reply.listing is not None
        walk = reply.listing.after(None)
        return await asyncio.to_thread(lambda: _first_files(walk))

    async def _output(self, operation: str, path: dict[str, str], query: Mapping[str, str]) -> JsonObject:
        after, before = (_number(query, name) for name in ("after", "before"))
        try:
            reply = await self._ask(operation, {**path, "filePath": query.get("file", "stdout.txt")}, {})
        except ServiceError as error:
            # That there is nothing yet is no fault of the page.
            return {"absent": _reason(error)}
        assert reply.file is not None
        try:
            part = await asyncio.to_thread(partial(read_part, reply.file.path, after=after, before=before))
        except OSError as error:
            return {"absent": f"The file cannot be read: {error.strerror}."}
        return {"start": part.start, "end": part.end, "length": part.length, "text": part.text}

    async def _ask(self, operation: str, path: Mapping[str, str], query: Mapping[str, object]) -> Reply:
        """Ask the service as a client would, so that its rules about files hold here, too."""
        described = OPERATIONS[operation]
        return await self._service.handle(
            Request(described, path, query, {}, None, DESCRIBED_VERSIONS[0], self._service.account_url, "")
        )


_METHOD_NOT_ALLOWED = 405
_SESSION = f"{PREFIX}session"

_ROUTES: Mapping[tuple[str, ...], View] = {
    ("overview",): Page.overview,
    ("jobs", "{job}"): Page.job,
    ("jobs", "{job}", "tasks"): Page.tasks,
    ("jobs", "{job}", "tasks", "{task}"): Page.task,
    ("jobs", "{job}", "tasks", "{task}", "files"): Page.task_files,
    ("jobs", "{job}", "tasks", "{task}", "output"): Page.task_output,
    ("pools", "{pool}", "nodes", "{node}"): Page.node,
    ("pools", "{pool}", "nodes", "{node}", "output"): Page.node_output,
}


def _route(raw_path: str) -> tuple[View, dict[str, str]]:
    segments = raw_path.removeprefix(PREFIX).split("/")
    for pattern, view in _ROUTES.items():
        if len(pattern) == len(segments) and all(
            part.startswith("{") or part == segment for part, segment in zip(pattern, segments, strict=True)
        ):
            pairs = zip(pattern, segments, strict=True)
            return view, {part.strip("{}"): unquote(text) for part, text in pairs if part.startswith("{")}
    raise ServiceError(404, "PageNotFound", "There is nothing here.")


def _allowed(raw_path: str) -> str:
    return "POST" if raw_path == _SESSION else "GET"


def _load_files() -> dict[str, tuple[bytes, str]]:
    """Read the files of the page, by the path they are served under."""
    loaded: dict[str, tuple[bytes, str]] = {}
    for file in Path(__file__).with_name("static").iterdir():
        kind = _TYPES.get(file.suffix)
        if kind is not None:
            path = "/" if file.name == "index.html" else PREFIX + file.name
            loaded[path] = file.read_bytes(), kind
    return loaded


def _unless_known(http: web.BaseRequest, content: bytes, headers: dict[str, str]) -> web.Response:
    etag = f'"{hashlib.blake2b(content, digest_size=12).hexdigest()}"'
    headers["ETag"] = etag
    if http.headers.get("if-none-match") == etag:
        del headers["Content-Type"]
        return web.Response(status=304, headers=headers)
    return web.Response(body=content, headers=headers)


def _json(body: JsonObject, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    always = {**_HEADERS, "Content-Type": "application/json", "Cache-Control": "no-store"}
    return web.Response(body=_encode(body), status=status, headers={**always, **(headers or {})})


def _encode(body: JsonObject) -> bytes:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _first_files(walk: Iterator[tuple[str, Callable[[], JsonObject]]]) -> JsonObject:
    shown = []
    for _, describe in islice(walk, FILES_SHOWN):
        file = describe()
        properties = file.get("properties", {})
        if not file["isDirectory"]:
            size = int(properties["contentLength"])
            shown.append({"name": file["name"], "size": size, "modified": properties["lastModified"]})
    return {"files": shown, "more": next(walk, None) is not None}


def _reason(error: ServiceError) -> str:
    return dict(error.values).get("Reason") or error.message


def _number(query: Mapping[str, str], name: str) -> int | None:
    text = query.get(name)
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER):
        raise _bad_query(f"{name} must be a number of bytes, not {text!r}.")
    return int(text)


_LONGEST_NUMBER = 18


def _bad_query(message: str) -> ServiceError:
    return ServiceError(400, "InvalidQueryParameterValue", message)
