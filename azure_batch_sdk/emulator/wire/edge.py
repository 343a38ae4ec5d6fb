"""The edge between HTTP and the service.

A request passes the checks in one order: its Host, its signature, the path, the api-version, the query, the body. Only
then does a handler see it. Every refusal on the way, and every fault of ours, leaves as an error body of the service.
"""

from __future__ import annotations

import asyncio
import logging
import time
import uuid
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from http import HTTPStatus
from typing import Any, BinaryIO, NamedTuple, Protocol

from aiohttp import web
from aiohttp.http_exceptions import LineTooLong
from multidict import CIMultiDict

from ..._generated.operations import OPERATIONS
from ..._generated.schema import ENUMS, MODELS
from ..._runtime.operation import Operation
from ..errors import ServiceError
from ..messages import FileContent, JsonObject, Reply, Request
from .access import Entrance, check_reach
from .auth import SharedKeyCheck
from .bearer import AUDIENCE, BearerCheck
from .faults import FROM_A_PROXY, NO_FAULTS, Fault, FaultPlan, FaultSpec
from .hosts import HostCheck
from .layout import write_json
from .odata.filters import Predicate, compile_filter
from .odata.lexer import FilterError
from .odata.properties import FILTERABLE
from .paging import cut_page, key_of_token, next_link, page_body, select_members
from .queries import (
    MAX_RESULTS,
    SKIP_TOKEN,
    Query,
    check_select,
    convert_query,
    invalid_query_value,
    parse_query,
)
from .refusals import error_body, reason_phrase
from .replies import BatchReply, send_file
from .router import Router
from .validation import BODY_LIMIT, Validator, body_too_large, invalid_body, parse_body
from .versions import check_version, is_described, schema_version

_log = logging.getLogger("azure_batch_sdk.emulator")

CONTENT_TYPE = "application/json;odata=minimalmetadata"
SERVER = "Microsoft-HTTPAPI/2.0"
WITH_BODY = frozenset({"POST", "PUT", "PATCH"})
CHALLENGE = f'Bearer authorization_uri="https://login.microsoftonline.com/common", resource_id="{AUDIENCE}"'
LONGEST_LINE = 65_536
"""Of the request line and of each header: filters are long."""

_MOST_BYTES = 3 * BODY_LIMIT // 2
"""More bytes than this hold too many characters in every case: a character of 3 bytes is 2 in UTF-16."""

_PHRASES = {status.value: status.phrase for status in HTTPStatus}


class ServiceClock(Protocol):
    """What the edge needs of the service's clock."""

    def now(self) -> datetime:
        """Return the present service time, aware."""
        ...

    def http_date(self) -> str:
        """Return the present service time for a Date header."""
        ...


class BatchService(Protocol):
    """What the edge needs of a service."""

    @property
    def account_name(self) -> str:
        """The account that requests are signed for."""
        ...

    @property
    def account_key(self) -> str:
        """Its key, base64."""
        ...

    @property
    def clock(self) -> ServiceClock:
        """The service's clock."""
        ...

    def job_of_token(self, token: str) -> str | None:
        """Return the id of the job that a task's token gives access to, None if it is no such token."""
        ...

    async def handle(self, request: Request) -> Reply:
        """Answer one request; raise ServiceError to refuse it."""
        ...

    async def committed(self) -> None:
        """Wait until everything that can be seen now will survive; raise ServiceError if it cannot."""
        ...


class LivePage(Protocol):
    """What the edge needs of the page for browsers."""

    def owns(self, raw_path: str) -> bool:
        """Tell whether a request is for the page and not for the service."""
        ...

    async def answer(self, http: web.BaseRequest) -> web.StreamResponse:
        """Answer such a request; its Host has been checked."""
        ...


class _Asked(NamedTuple):
    """A request that has passed all checks, and what the edge itself does with its reply."""

    request: Request
    query: Query
    raw_path: str
    select: frozenset[str] | None
    keep: Predicate | None


class Edge:
    """Answer HTTP requests by a service.

    :param bearer: What checks bearer tokens; None: the connection is not encrypted, and none is accepted.
    :param page: What answers browsers; None: there is no page.
    """

    def __init__(
        self,
        service: BatchService,
        hosts: HostCheck,
        own_url: str,
        faults: FaultSpec = NO_FAULTS,
        bearer: BearerCheck | None = None,
        page: LivePage | None = None,
    ) -> None:
        self._service = service
        self._page = page
        self._faults = FaultPlan(faults) if faults != NO_FAULTS else None
        self._hosts = hosts
        self._own_url = own_url
        self._scheme = own_url.partition(":")[0]
        self._entrance = Entrance(
            SharedKeyCheck(service.account_name, service.account_key), service.job_of_token, bearer
        )
        self._router = Router(OPERATIONS.values())
        self._validator = Validator(MODELS, ENUMS)

    async def answer(self, http: web.BaseRequest) -> web.StreamResponse:
        """Answer one request; nothing but cancellation and a lost connection gets out as an exception."""
        request_id = str(uuid.uuid4())
        headers = {name.lower(): value for name, value in http.headers.items()}
        base_url = self._own_url
        try:
            base_url = f"{self._scheme}://{self._hosts.check(headers.get('host'))}"
            if self._page is not None and self._page.owns(http.raw_path):
                return await self._page.answer(http)
            asked = await self._understand(http, headers, base_url, request_id)
            fault = await self._fault(http)
            reply = await self._service.handle(asked.request)
            if fault is not None and fault.cut == "drop-after":
                _cut(http)
            return await self._reply(http, asked, reply)
        except ServiceError as error:
            refusal = error
        except (ConnectionError, web.RequestPayloadError):
            raise ConnectionResetError("the client went away in the middle of its request") from None
        except Exception:
            _log.exception("%s %s failed", http.method, http.raw_path)
            refusal = ServiceError(
                500, "InternalError", "Server encountered an internal error. Please try again."
            )
        # Nobody waits for the rest of a body that will not be read, so no other request can follow it.
        close = _is_too_long(headers)
        return self._refuse(http.method, headers, refusal, base_url, request_id, close=close)

    def refuse_unreadable(self, fault: BaseException | None) -> web.StreamResponse:
        """Answer what could not be read as HTTP; the connection is closed behind it."""
        if isinstance(fault, LineTooLong):
            error = ServiceError(
                400, "RequestUrlFailedToParse", f"A line is longer than {LONGEST_LINE} bytes."
            )
        else:
            error = ServiceError(400, "InvalidInput", "The request is not valid HTTP.")
        return self._refuse("GET", {}, error, self._own_url, str(uuid.uuid4()), close=True)

    async def _understand(
        self, http: web.BaseRequest, headers: Mapping[str, str], base_url: str, request_id: str
    ) -> _Asked:
        method = http.method
        raw_path, _, raw_query = http.raw_path.partition("?")
        caller = self._entrance.admit(method, raw_path, raw_query, headers, time.time())
        candidates, path = self._router.route(method, raw_path)
        check_reach(caller, path)
        query = parse_query(raw_query)
        version = check_version(query.api_version)
        operation = _operation_of(candidates, version, raw_path)
        strict = is_described(version)
        converted = convert_query(query, operation, strict=strict)
        select = self._select(operation, converted, strict)
        keep = _filter(operation, converted)
        body = await self._body(http, headers, operation, version)
        self._entrance.check_body(caller, body)
        request = Request(operation, path, converted, headers, body, version, base_url, request_id)
        return _Asked(request, query, raw_path, select, keep)

    async def _fault(self, http: web.BaseRequest) -> Fault | None:
        if self._faults is None:
            return None
        fault = self._faults.draw()
        if fault.delay_seconds:
            await asyncio.sleep(fault.delay_seconds)
        if fault.cut == "drop-before":
            _cut(http)
        if fault.error is not None:
            raise fault.error
        return fault

    def _select(self, operation: Operation, query: Mapping[str, Any], strict: bool) -> frozenset[str] | None:
        names = query.get("$select")
        if not names or operation.model is None:
            return None
        members = (
            self._validator.members(operation.model)
            if strict
            else dict.fromkeys(name.partition("/")[0] for name in names)
        )
        return check_select(names, members)

    async def _body(
        self, http: web.BaseRequest, headers: Mapping[str, str], operation: Operation, version: str
    ) -> JsonObject | None:
        length = headers.get("content-length")
        if length is None and operation.method in WITH_BODY:
            raise ServiceError(
                411, "MissingContentLengthHeader", "The Content-Length header was not specified."
            )
        if not length or length == "0":
            raw = b""
        elif _is_too_long(headers):
            raise body_too_large()
        else:
            if headers.get("expect", "").lower() == "100-continue":
                await http.writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
            raw = await http.content.read()
        if operation.body is None:
            return None
        if not raw.strip():
            if operation.body.required:
                raise invalid_body("This operation needs a body.")
            return None
        _check_body_headers(headers)
        return self._validator.validate(parse_body(raw), operation.body.model, version)

    async def _reply(self, http: web.BaseRequest, asked: _Asked, reply: Reply) -> web.StreamResponse:
        request = asked.request
        headers = self._headers(request.headers, request.request_id)
        for name, value in (
            ("ETag", reply.etag),
            ("Last-Modified", reply.last_modified),
            ("Location", reply.location),
            ("DataServiceId", reply.data_service_id),
        ):
            if value is not None:
                headers[name] = value
        headers.update(reply.headers)
        reason = _PHRASES.get(reply.status, "")
        if reply.file is not None:
            return await self._file(http, reply.status, reason, headers, reply.file)
        body = b""
        if reply.listing is not None or reply.body is not None:
            headers["Content-Type"] = CONTENT_TYPE
            body = write_json(self._json(asked, reply))
        if reply.listing is not None:
            # Its items were looked at only now, and may have changed since the service answered.
            await self._service.committed()
        if reply.status == HTTPStatus.NO_CONTENT:
            headers["Content-Length"] = "0"
        elif reply.status != HTTPStatus.NOT_MODIFIED and "Content-Length" not in headers:
            headers["Transfer-Encoding"] = "chunked"
        if http.version.minor == 0:
            headers["Content-Length"] = str(len(body))
        return BatchReply(reply.status, reason, headers, b"" if http.method == "HEAD" else body)

    def _json(self, asked: _Asked, reply: Reply) -> JsonObject:
        request = asked.request
        listing = reply.listing
        if listing is None:
            body = reply.body or {}
            if asked.select is not None:
                body = select_members(body, asked.select)
            return {"odata.metadata": f"{request.base_url}/$metadata#{reply.metadata}", **body}
        token = asked.query.values.get(SKIP_TOKEN)
        size = min(request.query.get(MAX_RESULTS, listing.max_page), listing.max_page)
        page = cut_page(listing, key_of_token(token) if token else None, size, asked.keep)
        items = page.items
        if asked.select is not None:
            items = [select_members(item, asked.select) for item in items]
        link = None
        if page.next_key is not None:
            link = next_link(request.base_url, asked.raw_path, asked.query.text, page.next_key)
        return page_body(f"{request.base_url}/$metadata#{listing.metadata}", items, link)

    async def _file(
        self, http: web.BaseRequest, status: int, reason: str, headers: CIMultiDict[str], content: FileContent
    ) -> web.StreamResponse:
        if http.method == "HEAD":
            headers["Content-Length"] = str(content.length)
            return BatchReply(status, reason, headers)
        source = await asyncio.get_running_loop().run_in_executor(None, partial(_open_file, content))
        try:
            headers["Transfer-Encoding"] = "chunked"
            reply = BatchReply(status, reason, headers)
            await send_file(http, reply, content, source)
        except OSError as error:
            # The headers are out: a body that is cut off is the only way left to say that something is wrong.
            raise ConnectionResetError(f"reading {content.path.name} failed") from error
        finally:
            source.close()
        return reply

    def _refuse(
        self,
        method: str,
        request_headers: Mapping[str, str],
        error: ServiceError,
        base_url: str,
        request_id: str,
        *,
        close: bool = False,
    ) -> web.StreamResponse:
        headers = self._headers(request_headers, request_id)
        if error.retry_after is not None:
            headers["Retry-After"] = str(error.retry_after)
        if error.status == HTTPStatus.UNAUTHORIZED:
            headers["WWW-Authenticate"] = CHALLENGE
        body = b""
        if method == "HEAD":
            headers["Transfer-Encoding"] = "chunked"
        elif error.status in FROM_A_PROXY:
            body = f"<html><body>{error.message}</body></html>".encode()
            headers["Content-Type"] = "text/html"
            headers["Content-Length"] = str(len(body))
        elif error.status != HTTPStatus.NOT_MODIFIED:
            body = write_json(error_body(error, base_url, request_id, self._service.clock.now()))
            headers["Content-Type"] = CONTENT_TYPE
            headers["Content-Length"] = str(len(body))
        return BatchReply(error.status, reason_phrase(error), headers, body, close=close)

    def _headers(self, request_headers: Mapping[str, str], request_id: str) -> CIMultiDict[str]:
        headers = CIMultiDict(
            (
                ("Server", SERVER),
                ("request-id", request_id),
                ("DataServiceVersion", "3.0"),
                ("Date", self._service.clock.http_date()),
                ("X-Content-Type-Options", "nosniff"),
            )
        )
        if self._scheme == "http":
            # Means nothing there. Over HTTPS a browser would keep it, and refuse HTTP of all else on this machine.
            headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
        if request_headers.get("return-client-request-id", "").lower() == "true":
            client_request_id = request_headers.get("client-request-id")
            if client_request_id is not None:
                headers["client-request-id"] = client_request_id
        return headers


class BatchConnection(web.RequestHandler):
    """One connection; what cannot be read as HTTP is answered in the service's form, too."""

    __slots__ = ("_edge",)

    def __init__(self, manager: web.Server, edge: Edge) -> None:
        super().__init__(
            manager,
            loop=asyncio.get_running_loop(),
            access_log=None,  # type: ignore[arg-type]  # allowed, and means no access log
            max_line_size=LONGEST_LINE,
            max_field_size=LONGEST_LINE,
            auto_decompress=False,
        )
        self._edge = edge

    async def shutdown(self, timeout: float | None = 15.0) -> None:
        """End the connection when the server stops."""
        transport = self.transport
        await super().shutdown(timeout)
        # Closing an encrypted connection waits for the other side, which may keep it for later and never look.
        if transport is not None and transport.get_extra_info("ssl_object") is not None:
            transport.abort()

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """Answer what could not be read as HTTP."""
        if isinstance(exc, ConnectionError):
            raise exc
        if request.writer.output_size > 0:
            raise ConnectionResetError("the reply has begun and cannot be replaced")
        return self._edge.refuse_unreadable(exc)


class BatchServer(web.Server):
    """Make connections that are answered by an edge."""

    def __init__(self, edge: Edge) -> None:
        super().__init__(edge.answer)
        self._edge = edge

    def __call__(self) -> BatchConnection:
        """Make the protocol of one connection."""
        return BatchConnection(self, self._edge)


def _is_too_long(headers: Mapping[str, str]) -> bool:
    """Tell whether a body has more bytes than any that would be accepted; else it is read, and counted as text."""
    return int(headers.get("content-length") or 0) > _MOST_BYTES


def _cut(http: web.BaseRequest) -> None:
    """Cut the connection, as a network would."""
    if http.transport is not None:
        http.transport.abort()
    raise ConnectionResetError("cut, as the faults ask for")


def _operation_of(candidates: list[Operation], version: str, raw_path: str) -> Operation:
    for operation in candidates:
        if operation.is_in(schema_version(version)):
            return operation
    raise ServiceError(
        400,
        "InvalidUri",
        "The requested URI does not represent any resource on the server.",
        [("Path", raw_path), ("Reason", f"There is no {candidates[0].name} in api-version {version}.")],
    )


def _filter(operation: Operation, query: Mapping[str, Any]) -> Predicate | None:
    text = query.get("$filter")
    if not text:
        return None
    try:
        return compile_filter(text, FILTERABLE.get(operation.name, {}))
    except FilterError as error:
        raise invalid_query_value("$filter", text, f"{error}.") from None


def _check_body_headers(headers: Mapping[str, str]) -> None:
    for name, ordinary in (("content-type", "application/json"), ("content-encoding", "identity")):
        value = headers.get(name)
        if value and value.partition(";")[0].strip().lower() != ordinary:
            raise ServiceError(
                400,
                "InvalidHeaderValue",
                "The value for one of the HTTP headers is not in the correct format.",
                [
                    ("HeaderName", name.title()),
                    ("HeaderValue", value),
                    ("Reason", f"It must be '{ordinary}'."),
                ],
            )


def _open_file(content: FileContent) -> BinaryIO:
    try:
        return content.path.open("rb")
    except PermissionError:
        raise ServiceError(403, "IOError", "The file cannot be read.") from None
    except OSError:
        raise ServiceError(404, "FileNotFound", "The specified file does not exist.") from None
