"""One call of one operation: what to send, and what the reply means.

The sync and the async caller drive this; it does no I/O itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from typing import Any

from azure.core.exceptions import AzureError, ResponseNotReadError
from azure.core.rest import HttpRequest

from .endpoint import at_endpoint, with_api_version
from .errors import make_error
from .file_properties import BatchFileProperties
from .keywords import unknown_keywords_named
from .operation import Operation
from .requests import build_request
from .responses import endless_list, read_file_properties, read_headers, read_object, read_page

ModelResolver = Callable[[str], Any]
"""Finds a model class by its name, loading its module when it is first needed."""

_OK = 200
_PARTIAL_CONTENT = 206


class Call:
    """A call with its arguments checked and its keywords sorted."""

    def __init__(
        self,
        operation: Operation,
        arguments: Mapping[str, Any],
        keywords: Mapping[str, Any],
        *,
        endpoint: str,
        api_version: str,
        model: ModelResolver,
    ) -> None:
        options = dict(keywords)
        headers = options.pop("headers", None)
        params = options.pop("params", None)
        self._cls: Callable[..., Any] | None = options.pop("cls", None)
        self._error_map = options.pop("error_map", None)
        content_type = options.pop("content_type", None)
        # A download is always streamed and nothing else ever is.
        options.pop("stream", None)
        self.decompress: bool = options.pop("decompress", True)
        self.options: dict[str, Any] = options
        """What is left for the pipeline."""
        self._operation = operation
        self._arguments = arguments
        self._endpoint = endpoint
        self._api_version = api_version
        self._model = model
        self.request: HttpRequest = build_request(
            operation,
            arguments,
            endpoint=endpoint,
            api_version=api_version,
            headers=headers,
            params=params,
            content_type=content_type,
        )
        # Policies write into the headers of a request that was sent.
        self._first_headers = dict(self.request.headers)

    def sending(self) -> AbstractContextManager[None]:
        """Return what to send the request within: it tells of keywords that nobody knows."""
        return unknown_keywords_named(self._operation)

    def succeeded(self, answer: Any) -> bool:
        """Tell whether a reply is one of those that mean success."""
        status = answer.http_response.status_code
        return status in self._operation.success or (
            status == _PARTIAL_CONTENT and self._operation.shape == "stream"
        )

    def error(self, answer: Any) -> Exception:
        """Make the exception for a reply that is no success and whose body was read."""
        return make_error(
            answer.http_response,
            operation=self._operation,
            arguments=self._arguments,
            attempts=len(answer.context.get("history") or ()) + 1,
            error_map=self._error_map,
            make_model=lambda data: self._model("BatchError")._view(data),
        )

    def result(self, answer: Any) -> Any:
        """Return what the method returns for a reply that is a success."""
        response = answer.http_response
        match self._operation.shape:
            case "model":
                value = self._model(str(self._operation.model))._view(read_object(response))
            case "exists":
                value = response.status_code == _OK
            case "properties":
                value = BatchFileProperties(**read_file_properties(response))
            case _:
                value = None
        return self.finished(answer, value)

    def finished(self, answer: Any, value: Any) -> Any:
        """Hand a result to the caller's `cls`, if there is one."""
        if self._cls is None:
            return value
        return self._cls(answer, value, read_headers(answer.http_response))

    # -- pages

    def page_request(self, link: str | None) -> HttpRequest:
        """Make the request for the first page, or for the one that a link leads to.

        A link keeps its own query, and the request has the headers of the first. A link comes from the service or, as a
        continuation token, from the caller; ValueError if it leads to another host.
        """
        url = self.request.url
        if link is not None:
            if not isinstance(link, str):
                raise TypeError(
                    f"the continuation token must be a str that by_page() gave, not {type(link).__name__}: {link!r}"
                )
            url = with_api_version(at_endpoint(link, self._endpoint, "the next link"), self._api_version)
        return HttpRequest("GET", url, headers=dict(self._first_headers))

    def page(self, answer: Any) -> tuple[str | None, Iterable[Any]]:
        """Return the link to the next page and the items of this one."""
        page = read_page(answer.http_response)
        link = page.next_link
        if link is not None and with_api_version(link, self._api_version) == answer.http_request.url:
            raise endless_list(answer.http_response)
        items = map(self._model(str(self._operation.model))._view, page.items)
        return link, self._cls(list(items)) if self._cls is not None else items


def was_read(response: Any) -> bool:
    """Tell whether the body of a reply has been read: azure-core's transports did, a caller's own may not have."""
    try:
        return getattr(response, "content", b"") is not None
    except ResponseNotReadError:
        return False
    except AzureError:
        # Read and damaged: who needs it says so.
        return True


def request_at(endpoint: str, api_version: str, request: HttpRequest) -> HttpRequest:
    """Return a copy of a caller's own request with its URL completed."""
    from copy import deepcopy

    complete = deepcopy(request)
    complete.url = with_api_version(at_endpoint(request.url, endpoint, "the request's URL"), api_version)
    return complete
