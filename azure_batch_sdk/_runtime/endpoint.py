"""Which URLs belong to the account, and how they are spelt.

Everything that is sent goes to the account's own endpoint, because it carries the account's signature or token. A URL
that comes from outside (a next link, a continuation token, a request of the caller's) is checked here.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote_to_bytes, urljoin, urlsplit

_EXAMPLE = "https://myaccount.westeurope.batch.azure.com"
_DEFAULT_PORTS = {"http": 80, "https": 443}

# What HTTP libraries leave as it is in a path. Encoding any of these is legal, but aiohttp would decode it again on
# the way out, and the signature would be that of another path.
_PLAIN_IN_A_SEGMENT = "!$'()*,&=;@:"

# Of `https://one\@two` some libraries read that the host is `one`, others `two`: with these in front of the path, the
# host that was checked need not be the one that is connected to.
_UNCLEAR = re.compile(r"[^/?#]*://[^/?#]*[\\@\s\x00-\x1f\x7f]")


def check_endpoint(endpoint: object) -> str:
    """Return the endpoint of an account in its normal form: scheme and host, no slash at the end.

    A bare host name gets `https://`. Anything else than scheme, host and port is refused, because it would be lost or
    would end up in the middle of every URL.
    """
    if endpoint is None or endpoint == "":
        raise ValueError(f"endpoint must not be empty: give the account's URL, such as {_EXAMPLE}")
    if not isinstance(endpoint, str):
        raise TypeError(f"endpoint must be a str such as {_EXAMPLE}, not {type(endpoint).__name__}")
    text = endpoint.strip()
    if "://" not in text:
        text = "https://" + text
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise ValueError(f"endpoint {endpoint!r} is no URL ({error}); give one such as {_EXAMPLE}") from None
    if "@" in parts.netloc:
        # Not shown: what is in front of the sign may be a password.
        raise ValueError(f"endpoint must be scheme and host only, without a user name, such as {_EXAMPLE}")
    if parts.scheme not in _DEFAULT_PORTS:
        raise ValueError(f"endpoint {endpoint!r} must begin with https://, such as {_EXAMPLE}")
    if not parts.hostname or "\\" in text or any(sign.isspace() for sign in text):
        raise ValueError(f"endpoint {endpoint!r} names no host; give a URL such as {_EXAMPLE}")
    if parts.path not in ("", "/") or parts.query or parts.fragment:
        raise ValueError(f"endpoint {endpoint!r} must be scheme and host only, such as {_EXAMPLE}")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}" if port is None else f"{parts.scheme}://{host}:{port}"


def check_api_version(api_version: object) -> str:
    """Return the version of the service to speak; which versions there are, the service knows."""
    if not isinstance(api_version, str):
        raise TypeError(f"api_version must be a str such as '2025-06-01', not {type(api_version).__name__}")
    if not api_version:
        raise ValueError("api_version must not be empty: leave it out, or give one such as '2025-06-01'")
    return api_version


def at_endpoint(url: str, endpoint: str, what: str) -> str:
    """Return the absolute form of a URL that must lead to the endpoint; `what` names it in the ValueError."""
    try:
        absolute = url if "://" in url.partition("?")[0] else urljoin(endpoint + "/", url)
        same = is_at(absolute, endpoint)
    except ValueError as error:
        raise ValueError(f"{what} {url!r} is no URL: {error}") from None
    if not same:
        raise ValueError(f"{what} {url!r} leads away from {endpoint}; requests are signed and only go there")
    return absolute


def is_at(url: str, endpoint: str) -> bool:
    """Tell whether an absolute URL has the scheme, the host and the port of the endpoint."""
    return _UNCLEAR.match(url) is None and _origin(url) == _origin(endpoint)


def _origin(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port or _DEFAULT_PORTS.get(parts.scheme)


def encode_segment(text: str) -> str:
    """Percent-encode one segment of a path, so that no HTTP library changes it any more."""
    return quote(text, safe=_PLAIN_IN_A_SEGMENT)


def settle_path(path: str) -> str:
    """Give a percent-encoded path the one spelling that every HTTP library leaves alone."""
    return "/".join(quote(unquote_to_bytes(segment), safe=_PLAIN_IN_A_SEGMENT) for segment in path.split("/"))


def with_api_version(url: str, api_version: str) -> str:
    """Add the api-version to a URL that has none."""
    head, hash_sign, fragment = url.partition("#")
    _, mark, query = head.partition("?")
    names = {pair.partition("=")[0].lower() for pair in query.split("&")}
    if "api-version" in names:
        return url
    joint = "?" if not mark else "&" if query else ""
    return f"{head}{joint}api-version={quote(api_version, safe='')}{hash_sign}{fragment}"
