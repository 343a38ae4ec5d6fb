"""Put the pipeline together that every request runs through.

The policies, their order and the keywords that shape them are those of Azure clients. What a caller hands in is used and
never changed.
"""

from __future__ import annotations

import inspect
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from azure.core.credentials import AzureNamedKeyCredential
from azure.core.pipeline import PipelineRequest
from azure.core.pipeline.policies import (
    AsyncBearerTokenCredentialPolicy,
    AsyncRedirectPolicy,
    AsyncRetryPolicy,
    BearerTokenCredentialPolicy,
    CustomHookPolicy,
    DistributedTracingPolicy,
    HeadersPolicy,
    HttpLoggingPolicy,
    NetworkTraceLoggingPolicy,
    ProxyPolicy,
    RedirectPolicy,
    RetryPolicy,
    SansIOHTTPPolicy,
    SensitiveHeaderCleanupPolicy,
    UserAgentPolicy,
)

from .retry_after import AsyncRetry, Retry
from .shared_key import SharedKeyPolicy

SCOPE = "https://batch.core.windows.net//.default"
"""Two slashes: the audience of the token must be `https://batch.core.windows.net/`, with its slash."""

_LOGGED_HEADERS = (
    "client-request-id",
    "DataServiceId",
    "DataServiceVersion",
    "ocp-batch-file-isdirectory",
    "ocp-batch-file-mode",
    "ocp-creation-time",
    "ocp-date",
    "ocp-range",
    "request-id",
)
_LOGGED_PARAMETERS = (
    "$expand",
    "$filter",
    "$select",
    "endtime",
    "force",
    "maxresults",
    "recursive",
    "startTime",
    "timeOut",
)


class ClientRequestIdPolicy(SansIOHTTPPolicy[Any, Any]):
    """Give each call an id that both sides log; its retries keep it."""

    def __init__(self, *, request_id: str | None = None, auto_request_id: bool = True, **_: Any) -> None:
        super().__init__()
        self._request_id = request_id
        self._automatic = auto_request_id

    def on_request(self, request: PipelineRequest[Any]) -> None:
        """Put the id on a request that has none."""
        headers = request.http_request.headers
        given = request.context.options.pop("request_id", None)
        if given is not None:
            headers["client-request-id"] = given
        elif self._request_id is not None:
            headers.setdefault("client-request-id", self._request_id)
        elif self._automatic:
            headers.setdefault("client-request-id", str(uuid.uuid4()))


def make_policies(
    endpoint: str, credential: Any, options: Mapping[str, Any], *, asynchronous: bool
) -> list[Any]:
    """Make the policies of a client from its endpoint, its credential and its keywords."""
    per_call = _listed(options.get("per_call_policies"))
    per_retry = _listed(options.get("per_retry_policies"))
    own = options.get("policies")
    if own is not None:
        return _with_inserted(list(own), per_call, per_retry)
    retry = AsyncRetry if asynchronous else Retry
    redirect = AsyncRedirectPolicy if asynchronous else RedirectPolicy
    return [
        options.get("request_id_policy") or ClientRequestIdPolicy(**options),
        options.get("headers_policy") or HeadersPolicy(**options),
        options.get("user_agent_policy") or UserAgentPolicy(**options),
        options.get("proxy_policy") or ProxyPolicy(**options),
        *per_call,
        options.get("redirect_policy") or redirect(**options),
        options.get("retry_policy") or retry(**options),
        # What a caller adds for each attempt comes before the signature, so that it is signed.
        *per_retry,
        options.get("authentication_policy") or _authentication(endpoint, credential, options, asynchronous),
        options.get("custom_hook_policy") or CustomHookPolicy(**options),
        options.get("logging_policy") or NetworkTraceLoggingPolicy(**options),
        DistributedTracingPolicy(**options),
        SensitiveHeaderCleanupPolicy(**options),
        options.get("http_logging_policy") or _http_logging(options),
    ]


def _listed(policies: Any) -> list[Any]:
    if policies is None:
        return []
    return list(policies) if isinstance(policies, Iterable) else [policies]


def _with_inserted(policies: list[Any], per_call: list[Any], per_retry: list[Any]) -> list[Any]:
    if per_retry:
        retries = [
            index
            for index, policy in enumerate(policies)
            if isinstance(policy, (RetryPolicy, AsyncRetryPolicy))
        ]
        if not retries:
            raise ValueError("per_retry_policies need a retry policy among the policies")
        policies[retries[-1] + 1 : retries[-1] + 1] = per_retry
    return [*per_call, *policies]


def _authentication(endpoint: str, credential: Any, options: Mapping[str, Any], asynchronous: bool) -> Any:
    if isinstance(credential, AzureNamedKeyCredential):
        return SharedKeyPolicy(credential, endpoint)
    get_token = getattr(credential, "get_token_info", None) or getattr(credential, "get_token", None)
    if get_token is None:
        raise TypeError(
            "credential must be an AzureNamedKeyCredential(account, key) or a token credential such as "
            f"azure.identity.DefaultAzureCredential(), not {type(credential).__name__}"
        )
    if asynchronous:
        return AsyncBearerTokenCredentialPolicy(credential, *_scopes(options), **options)
    if inspect.iscoroutinefunction(get_token):
        raise TypeError(
            f"{type(credential).__name__} is an asynchronous credential; this client needs one from azure.identity, "
            "not azure.identity.aio"
        )
    return BearerTokenCredentialPolicy(credential, *_scopes(options), **options)


def _scopes(options: Mapping[str, Any]) -> list[str]:
    scopes = options.get("credential_scopes") or [SCOPE]
    return [scopes] if isinstance(scopes, str) else list(scopes)


def _http_logging(options: Mapping[str, Any]) -> HttpLoggingPolicy:
    policy: HttpLoggingPolicy = HttpLoggingPolicy(**options)
    policy.allowed_header_names.update(_LOGGED_HEADERS)
    policy.allowed_query_params.update(_LOGGED_PARAMETERS)
    return policy
