"""Send operations over the asynchronous pipeline."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Generator, Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from azure.core.async_paging import AsyncItemPaged
from azure.core.exceptions import AzureError, DecodeError
from azure.core.pipeline import AsyncPipeline, PipelineResponse
from azure.core.rest import AsyncHttpResponse, HttpRequest
from typing_extensions import Self

from .call import Call, request_at, was_read
from .endpoint import check_api_version, check_endpoint
from .operation import Operation
from .pipeline import make_policies
from .polling_interval import check_polling_interval

if TYPE_CHECKING:
    from azure.core.credentials import AzureNamedKeyCredential
    from azure.core.credentials_async import AsyncTokenCredential


class AsyncCaller:
    """The base of the asynchronous client: its life cycle and the ways to call an operation."""

    _sdk_moniker = "azure-batch-sdk"

    _model: Callable[[str], Any]
    """Finds a model class by its name; each client has one, so that models are imported when they are needed."""

    def __init__(
        self,
        endpoint: str,
        credential: AzureNamedKeyCredential | AsyncTokenCredential,
        *,
        api_version: str = "2025-06-01",
        **kwargs: Any,
    ) -> None:
        self._endpoint = check_endpoint(endpoint)
        self._api_version = check_api_version(api_version)
        interval = kwargs.pop("polling_interval", None)
        self._polling_interval = None if interval is None else check_polling_interval(interval)
        transport = kwargs.pop("transport", None)
        kwargs.setdefault("sdk_moniker", self._sdk_moniker)
        policies = make_policies(self._endpoint, credential, kwargs, asynchronous=True)
        if transport is None:
            try:
                from .async_transport import AsyncTransport
            except ImportError as error:
                raise ImportError(
                    'the asynchronous client needs aiohttp: pip install "azure-batch-sdk[aio]"'
                ) from error
            transport = AsyncTransport(**kwargs)
        self._pipeline: AsyncPipeline[HttpRequest, AsyncHttpResponse] = AsyncPipeline(transport, policies)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._endpoint} api-version {self._api_version}>"

    async def close(self) -> None:
        """Close the connections; the client cannot be used any more."""
        await self._pipeline.__aexit__()

    async def __aenter__(self) -> Self:
        await self._pipeline.__aenter__()
        return self

    async def __aexit__(self, *details: Any) -> None:
        await self._pipeline.__aexit__(*details)

    def send_request(self, request: HttpRequest, *, stream: bool = False, **kwargs: Any) -> PendingResponse:
        """Send a request of your own, signed and retried like every other.

        A relative URL is completed with the endpoint, and the api-version is added if it is missing. The answer comes
        back whatever its status. Await it, or enter it with `async with` to have it closed. Raises ValueError for a URL
        that leads to another host.

        :param request: The request; it is not changed.
        :keyword stream: Whether to leave the body for the caller to read.
        """
        complete = request_at(self._endpoint, self._api_version, request)

        async def send() -> AsyncHttpResponse:
            return (await self._pipeline.run(complete, stream=stream, **kwargs)).http_response

        return PendingResponse(send())

    def _prepare(
        self, operation: Operation, arguments: Mapping[str, Any], options: Mapping[str, Any]
    ) -> Call:
        return Call(
            operation,
            arguments,
            options,
            endpoint=self._endpoint,
            api_version=self._api_version,
            model=self._model,
        )

    async def _send(
        self, call: Call, request: HttpRequest
    ) -> PipelineResponse[HttpRequest, AsyncHttpResponse]:
        with call.sending():
            answer = await self._pipeline.run(request, stream=False, **call.options)
            if not was_read(answer.http_response):
                await answer.http_response.read()
        if not call.succeeded(answer):
            raise call.error(answer)
        return answer

    async def _exchange(
        self, operation: Operation, arguments: Mapping[str, Any], options: Mapping[str, Any]
    ) -> PipelineResponse[HttpRequest, AsyncHttpResponse]:
        """Call an operation and return the answer as it came: request, response and context."""
        call = self._prepare(operation, arguments, options)
        return await self._send(call, call.request)

    async def _call(
        self, operation: Operation, arguments: Mapping[str, Any], options: Mapping[str, Any]
    ) -> Any:
        """Call an operation and return what its method returns."""
        call = self._prepare(operation, arguments, options)
        return call.result(await self._send(call, call.request))

    def _pages(
        self, operation: Operation, arguments: Mapping[str, Any], options: Mapping[str, Any]
    ) -> AsyncItemPaged[Any]:
        """Call an operation that lists; pages are asked for as they are needed."""
        call = self._prepare(operation, arguments, options)

        async def get_next(link: str | None) -> Any:
            return await self._send(call, call.page_request(link))

        async def extract(answer: Any) -> tuple[str | None, Iterable[Any]]:
            return call.page(answer)

        return AsyncItemPaged(get_next, extract)

    async def _stream(
        self, operation: Operation, arguments: Mapping[str, Any], options: Mapping[str, Any]
    ) -> AsyncIterator[bytes]:
        """Call an operation that downloads; it is sent now, and its failure is raised now."""
        call = self._prepare(operation, arguments, options)
        with call.sending():
            answer = await self._pipeline.run(call.request, stream=True, **call.options)
        response = answer.http_response
        if not call.succeeded(answer):
            # Without its body the error still has the status and the headers.
            with suppress(AzureError):
                await response.read()
            await response.close()
            raise call.error(answer)
        stream: AsyncIterator[bytes] = call.finished(answer, AsyncDownload(response, call.decompress))
        return stream


class PendingResponse(Awaitable[AsyncHttpResponse]):
    """An answer on its way: await it, or enter it with `async with`."""

    def __init__(self, sending: Coroutine[Any, Any, AsyncHttpResponse]) -> None:
        self._sending = sending
        self._response: AsyncHttpResponse | None = None

    def __await__(self) -> Generator[Any, Any, AsyncHttpResponse]:
        return self._sending.__await__()

    async def __aenter__(self) -> AsyncHttpResponse:
        self._response = await self
        return self._response

    async def __aexit__(self, *_: object) -> None:
        if self._response is not None:
            await self._response.close()


class AsyncDownload(AsyncIterator[bytes]):
    """The bytes of a file as they arrive; the connection is given up at the end, on an error, and when dropped."""

    def __init__(self, response: AsyncHttpResponse, decompress: bool) -> None:
        self._response = response
        self._chunks = response.iter_bytes() if decompress else response.iter_raw()

    async def __anext__(self) -> bytes:
        try:
            return await self._chunks.__anext__()
        except zlib.error as error:
            await self.aclose()
            raise DecodeError(error, error=error) from error
        except BaseException:
            await self.aclose()
            raise

    async def aclose(self) -> None:
        """Give up the connection; what has not been read is lost."""
        await self._response.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    def __del__(self) -> None:
        # Nobody can be awaited here. The first step of closing gives up the connection, what follows only lets the
        # event loop breathe. A loop that is closed has given up its connections before.
        closing = self._response.close()
        with suppress(StopIteration, RuntimeError):
            closing.send(None)
        closing.close()
