"""Send operations over the synchronous pipeline."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from azure.core.exceptions import AzureError
from azure.core.paging import ItemPaged
from azure.core.pipeline import Pipeline, PipelineResponse
from azure.core.rest import HttpRequest, HttpResponse
from typing_extensions import Self

from .call import Call, request_at, was_read
from .endpoint import check_api_version, check_endpoint
from .operation import Operation
from .pipeline import make_policies
from .polling_interval import check_polling_interval

if TYPE_CHECKING:
    from azure.core.credentials import AzureNamedKeyCredential, TokenCredential


class Caller:
    """The base of the synchronous client: its life cycle and the ways to call an operation."""

    _sdk_moniker = "azure-batch-sdk"

    _model: Callable[[str], Any]
    """Finds a model class by its name; each client has one, so that models are imported when they are needed."""

    def __init__(
        self,
        endpoint: str,
        credential: AzureNamedKeyCredential | TokenCredential,
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
        policies = make_policies(self._endpoint, credential, kwargs, asynchronous=False)
        if transport is None:
            # Pulls in requests, which nobody needs who only imports the package.
            from .transport import Transport

            transport = Transport(**kwargs)
        self._pipeline: Pipeline[HttpRequest, HttpResponse] = Pipeline(transport, policies)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._endpoint} api-version {self._api_version}>"

    def close(self) -> None:
        """Close the connections; the client cannot be used any more."""
        self._pipeline.__exit__()

    def __enter__(self) -> Self:
        self._pipeline.__enter__()
        return self

    def __exit__(self, *details: object) -> None:
        self._pipeline.__exit__(*details)

    def send_request(self, request: HttpRequest, *, stream: bool = False, **kwargs: Any) -> HttpResponse:
        """Send a request of your own, signed and retried like every other.

        A relative URL is completed with the endpoint, and the api-version is added if it is missing. The answer comes
        back whatever its status. Raises ValueError for a URL that leads to another host.

        :param request: The request; it is not changed.
        :keyword stream: Whether to leave the body for the caller to read.
        """
        complete = request_at(self._endpoint, self._api_version, request)
        return self._pipeline.run(complete, stream=stream, **kwargs).http_response

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

    def _send(self, call: Call, request: HttpRequest) -> PipelineResponse[HttpRequest, HttpResponse]:
        with call.sending():
            answer = self._pipeline.run(request, stream=False, **call.options)
            if not was_read(answer.http_response):
                answer.http_response.read()
        if not call.succeeded(answer):
            raise call.error(answer)
        return answer

    def _exchange(
        self, operation: Operation, arguments: Mapping[str, Any], options: Mapping[str, Any]
    ) -> PipelineResponse[HttpRequest, HttpResponse]:
        """Call an operation and return the answer as it came: request, response and context."""
        call = self._prepare(operation, arguments, options)
        return self._send(call, call.request)

    def _call(self, operation: Operation, arguments: Mapping[str, Any], options: Mapping[str, Any]) -> Any:
        """Call an operation and return what its method returns."""
        call = self._prepare(operation, arguments, options)
        return call.result(self._send(call, call.request))

    def _pages(
        self, operation: Operation, arguments: Mapping[str, Any], options: Mapping[str, Any]
    ) -> ItemPaged[Any]:
        """Call an operation that lists; pages are asked for as they are needed."""
        call = self._prepare(operation, arguments, options)

        def get_next(link: str | None) -> Any:
            return self._send(call, call.page_request(link))

        return ItemPaged(get_next, call.page)

    def _stream(
        self, operation: Operation, arguments: Mapping[str, Any], options: Mapping[str, Any]
    ) -> Iterator[bytes]:
        """Call an operation that downloads; it is sent now, and its failure is raised now."""
        call = self._prepare(operation, arguments, options)
        with call.sending():
            answer = self._pipeline.run(call.request, stream=True, **call.options)
        response = answer.http_response
        if not call.succeeded(answer):
            # Without its body the error still has the status and the headers.
            with suppress(AzureError):
                response.read()
            response.close()
            raise call.error(answer)
        stream: Iterator[bytes] = call.finished(answer, Download(response, call.decompress))
        return stream


class Download(Iterator[bytes]):
    """The bytes of a file as they arrive; the connection is given up at the end, on an error, and when dropped."""

    def __init__(self, response: HttpResponse, decompress: bool) -> None:
        self._response = response
        self._chunks = response.iter_bytes() if decompress else response.iter_raw()

    def __next__(self) -> bytes:
        try:
            return next(self._chunks)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Give up the connection; what has not been read is lost."""
        self._response.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        self.close()
