"""Sign requests with the account's key.

The signature covers the method, the standard headers, every `ocp-` header, the path and the query, as they go over the
wire. So signing is the last thing that happens to a request, once for every attempt: a time stamp is good for fifteen
minutes, and the key may have been changed in between.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any
from urllib.parse import unquote_plus, urlsplit, urlunsplit

from azure.core.credentials import AzureNamedKeyCredential
from azure.core.pipeline import PipelineRequest
from azure.core.pipeline.policies import SansIOHTTPPolicy

from .converters import format_rfc1123
from .endpoint import is_at, settle_path

# In this order, which is not alphabetical.
_SIGNED_HEADERS = (
    "content-encoding",
    "content-language",
    "content-length",
    "content-md5",
    "content-type",
    "date",
    "if-modified-since",
    "if-match",
    "if-none-match",
    "if-unmodified-since",
    "range",
)

_BODILESS = frozenset(("GET", "HEAD"))
_LINE_BREAKS = re.compile(r"\s*[\r\n]+\s*")


class SharedKeyPolicy(SansIOHTTPPolicy[Any, Any]):
    """Put the time and a signature on each request, with the credential's key of the moment."""

    def __init__(self, credential: AzureNamedKeyCredential, endpoint: str) -> None:
        super().__init__()
        self._credential = credential
        self._endpoint = endpoint
        decode_key(*credential.named_key)

    def on_request(self, request: PipelineRequest[Any]) -> None:
        """Sign a request, in place."""
        http = request.http_request
        if not is_at(http.url, self._endpoint):
            # A redirect led to another host: the signature is for the account only.
            http.headers.pop("Authorization", None)
            return
        account, key = self._credential.named_key
        if "ocp-date" not in http.headers or request.context.get("ocp_date_is_ours"):
            request.context["ocp_date_is_ours"] = True
            http.headers["ocp-date"] = format_rfc1123(datetime.now(timezone.utc))
        if http.method not in _BODILESS and http.content is None and "Content-Length" not in http.headers:
            # The HTTP libraries differ in whether they would add it, and it is part of what is signed.
            http.headers["Content-Length"] = "0"
        parts = urlsplit(http.url)
        path = settle_path(parts.path) or "/"
        http.url = urlunsplit(parts._replace(path=path))
        text = text_to_sign(http.method, path, parts.query, http.headers, account)
        http.headers["Authorization"] = f"SharedKey {account}:{sign(text, decode_key(account, key))}"


def decode_key(account: str, key: str) -> bytes:
    """Decode the key of an account; raise ValueError if it is not base64."""
    try:
        decoded = b64decode(key, validate=True)
    except ValueError:
        decoded = b""
    if not decoded:
        # Never show the key, not even a part of it.
        raise ValueError(
            f"the key of account {account!r} is not base64; copy the whole primary or secondary key of the account"
        )
    return decoded


def sign(text: str, key: bytes) -> str:
    """Return the signature of a text."""
    # OpenSSL is a few milliseconds of import that only a program with a key needs.
    import hashlib
    import hmac

    return b64encode(hmac.digest(key, text.encode(), hashlib.sha256)).decode("ascii")


def text_to_sign(method: str, path: str, query: str, headers: Mapping[str, str], account: str) -> str:
    """Return the text that the signature of a request is made from; `path` and `query` are percent-encoded."""
    values = {name.lower(): value for name, value in headers.items()}
    if "ocp-date" in values:
        values["date"] = ""
    lines = [method.upper(), *(values.get(name, "") for name in _SIGNED_HEADERS)]
    lines += sorted(
        f"{name}:{_LINE_BREAKS.sub(' ', value).strip()}"
        for name, value in values.items()
        if name.startswith("ocp-")
    )
    lines.append(f"/{account}{path}")
    parameters: dict[str, list[str]] = {}
    for pair in query.split("&"):
        name, _, value = pair.partition("=")
        if value:
            parameters.setdefault(unquote_plus(name).lower(), []).append(unquote_plus(value))
    lines += [f"{name}:{','.join(sorted(values))}" for name, values in sorted(parameters.items())]
    return "\n".join(lines)
