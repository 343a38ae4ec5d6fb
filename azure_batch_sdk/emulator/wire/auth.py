"""Decide whether a request was signed with the account's key.

The client signs a text made of the method, some headers, the path as it stands in the request line and the decoded
query. Clients differ in small ways (an absent length signed as empty or as `0`, empty query values kept or dropped),
so the likely text is tried first and the others only if it does not match. The age of a signature is measured in real
time, whatever the service's own clock says.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from email.utils import parsedate_to_datetime
from functools import lru_cache
from itertools import product
from urllib.parse import unquote, unquote_plus

from ..errors import ServiceError

ALLOWED_SKEW_SECONDS = 15 * 60

SIGNED_HEADERS = (
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
"""In the order of the text that is signed, which is not the alphabetical one."""

_LENGTH_LINE = 1 + SIGNED_HEADERS.index("content-length")
_SHARED_KEY = re.compile(r"SharedKey ([^:\s]+):(\S+)", re.IGNORECASE)
_DECODERS: tuple[Callable[[str], str], ...] = (unquote_plus, unquote)
_FOLDED_LINE = re.compile(r"\s*\r?\n\s*")


def decode_account_key(key: str) -> bytes:
    """Return the bytes of a base64 account key.

    Raises ValueError if it is empty or not base64.
    """
    try:
        decoded = base64.b64decode(key, validate=True)
    except (binascii.Error, ValueError):
        raise ValueError("the account key is not base64 text") from None
    if not decoded:
        raise ValueError("the account key is empty")
    return decoded


def sign(text: str, key: bytes) -> str:
    """Return the signature of a text that is signed."""
    return base64.b64encode(hmac.digest(key, text.encode("utf-8", "surrogateescape"), hashlib.sha256)).decode(
        "ascii"
    )


def texts_to_sign(
    method: str, path: str, query: str, headers: Mapping[str, str], account: str
) -> Iterator[str]:
    """Yield the texts that a client may have signed, the likely one first.

    `path` and `query` are as in the request line, `headers` have lower-case names.
    """
    lines = [method, *(headers.get(name, "") for name in SIGNED_HEADERS)]
    if "ocp-date" in headers:
        lines[1 + SIGNED_HEADERS.index("date")] = ""
    ocp_lines = sorted(
        f"{name}:{_FOLDED_LINE.sub(' ', value.strip())}"
        for name, value in headers.items()
        if name.startswith("ocp-")
    )
    length = headers.get("content-length")
    lengths: tuple[str, ...]
    if length is not None and length != "0":
        lengths = (length,)
    elif length is None and method in {"GET", "HEAD"}:
        lengths = ("", "0")
    else:
        lengths = ("0", "")
    for resource, length_line in product(_canonical_queries(query), lengths):
        lines[_LENGTH_LINE] = length_line
        yield "\n".join([*lines, *ocp_lines, f"/{account}{path}{resource}"])


# A program sends the same few queries, and all requests of a second the same date.
@lru_cache(maxsize=512)
def _canonical_queries(query: str) -> Sequence[str]:
    """Return the forms in which clients write a query into the text, the likely one first."""
    if not query:
        return ("",)
    pairs = [(name, value) for name, _, value in (part.partition("=") for part in query.split("&")) if name]
    plain = _canonical_query(
        [(unquote_plus(name).lower(), unquote_plus(value)) for name, value in pairs if value]
    )
    forms = {plain: None}
    if (
        "+" in query
        or len(pairs) != len({name.lower() for name, _ in pairs})
        or any(not value or name != name.lower() for name, value in pairs)
    ):
        # azure-batch signs `timeOut` as it writes it, others in lower case.
        for decode, lower, keep_empty, first_only in product(
            _DECODERS, (True, False), (False, True), (False, True)
        ):
            given = [(decode(name), decode(value)) for name, value in pairs if value or keep_empty]
            chosen = [(name.lower(), value) for name, value in given] if lower else given
            if first_only:
                chosen = list(dict(reversed(chosen)).items())
            forms[_canonical_query(chosen)] = None
    return tuple(forms)


def _canonical_query(pairs: Sequence[tuple[str, str]]) -> str:
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    return "".join(f"\n{name}:{','.join(sorted(values[name]))}" for name in sorted(values))


class SharedKeyCheck:
    """Check shared-key signatures for one account."""

    def __init__(self, account: str, key: str) -> None:
        self._account = account
        self._key = decode_account_key(key)

    def check(self, method: str, path: str, query: str, headers: Mapping[str, str], now: float) -> None:
        """Raise ServiceError unless the request carries a valid signature of this account.

        `headers` have lower-case names; `now` is the real time in seconds since 1970.
        """
        authorization = headers.get("authorization")
        if not authorization:
            raise _refused("The request has no Authorization header.")
        match = _SHARED_KEY.fullmatch(authorization.strip())
        if match is None:
            raise ServiceError(
                400,
                "InvalidAuthenticationInfo",
                "The Authorization header does not have the form 'SharedKey account:signature'.",
            )
        account, signature = match.groups()
        self._check_age(headers, now)
        if account != self._account:
            raise _refused(
                f"The account '{account}' cannot be found. This service has the account '{self._account}'."
            )
        expected = ""
        for text in texts_to_sign(method, path, query, headers, account):
            if hmac.compare_digest(
                sign(text, self._key).encode(), signature.encode("utf-8", "surrogateescape")
            ):
                return
            expected = expected or text
        readable = expected.encode("utf-8", "backslashreplace").decode().replace("\n", "\\n")
        raise _refused(f"The signature does not match; the key may be wrong. The service signs '{readable}'.")

    def _check_age(self, headers: Mapping[str, str], now: float) -> None:
        stamp = headers.get("ocp-date") or headers.get("date")
        if not stamp:
            raise _refused("A signed request needs an ocp-date or a Date header.")
        try:
            sent = _seconds(stamp)
        except (ValueError, OverflowError):
            raise _refused(
                f"The date '{stamp}' is not in RFC 1123 form, such as 'Mon, 01 Sep 2025 12:00:00 GMT'."
            ) from None
        if abs(now - sent) > ALLOWED_SKEW_SECONDS:
            raise _refused(
                f"The request was signed at '{stamp}', more than 15 minutes from the present time."
            )


@lru_cache(maxsize=64)
def _seconds(stamp: str) -> float:
    return parsedate_to_datetime(stamp).timestamp()


def _refused(detail: str) -> ServiceError:
    return ServiceError(
        403,
        "AuthenticationFailed",
        "Server failed to authenticate the request. Check the Authorization header, including the signature.",
        [("AuthenticationErrorDetail", detail)],
    )
