"""A reply with exactly the headers and the framing that the service gives it.

aiohttp decides about lengths, types and dates by itself, and differently: the service answers 204 with
`Content-Length: 0`, and a HEAD without a file as if a chunked body followed. So these replies are written as they are.
"""

from __future__ import annotations

import asyncio
from typing import BinaryIO

from aiohttp import HttpVersion11, web
from aiohttp.abc import AbstractStreamWriter
from multidict import CIMultiDict

from ..messages import FileContent

_READ_SIZE = 256 * 1024


class BatchReply(web.StreamResponse):
    """One reply: status, reason, headers and a body that is ready."""

    def __init__(
        self, status: int, reason: str, headers: CIMultiDict[str], body: bytes = b"", *, close: bool = False
    ) -> None:
        # Older versions of aiohttp ask for it while they set the status.
        self._writer: AbstractStreamWriter | None = None
        super().__init__(status=status, reason=reason)
        self._fixed = headers
        self._content = body
        self._closes = close
        self._done = False

    @property
    def prepared(self) -> bool:
        """Whether the headers are on their way."""
        return self._writer is not None

    @property
    def keep_alive(self) -> bool:
        """Whether the connection stays open behind the reply."""
        return not self._closes

    async def prepare(self, request: web.BaseRequest) -> AbstractStreamWriter | None:
        """Write status line and headers."""
        if self._writer is None:
            writer = self._writer = request.writer
            version = request.version
            self._closes = self._closes or not request.keep_alive
            headers = self._fixed
            if headers.get("Transfer-Encoding") == "chunked":
                if version < HttpVersion11:
                    del headers["Transfer-Encoding"]
                    self._closes = True
                elif request.method != "HEAD":
                    writer.enable_chunking()
            if self._closes:
                headers["Connection"] = "close"
            elif version < HttpVersion11:
                headers["Connection"] = "keep-alive"
            await writer.write_headers(
                f"HTTP/{version.major}.{version.minor} {self.status} {self.reason}", headers
            )
        return self._writer

    async def write(self, data: bytes | bytearray | memoryview) -> None:
        """Write a part of the body."""
        if self._writer is None:
            raise RuntimeError("prepare() comes before write()")
        await self._writer.write(data)

    async def write_eof(self, data: bytes = b"") -> None:
        """Write what is left of the body and end it."""
        if self._writer is not None and not self._done:
            self._done = True
            await self._writer.write_eof(data or self._content)


async def send_file(
    request: web.BaseRequest, reply: BatchReply, content: FileContent, source: BinaryIO
) -> None:
    """Stream a range of an open file; the disk is read in a thread. A file that shrank ends early."""
    loop = asyncio.get_running_loop()
    await reply.prepare(request)
    left = content.length
    await loop.run_in_executor(None, source.seek, content.start)
    while left > 0:
        chunk = await loop.run_in_executor(None, source.read, min(left, _READ_SIZE))
        if not chunk:
            break
        left -= len(chunk)
        await reply.write(chunk)
