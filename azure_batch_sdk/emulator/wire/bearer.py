"""Bearer tokens in the form of Microsoft Entra ID, issued by the local service itself.

A token says for which resource it is (its audience) and until when. Nothing here can be asked whether Entra ID issued
one; so the service signs its own, with a key that it derives from the account key: who has the one may do all the same.
Times are real ones, whatever the service's own clock says.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from typing import Any

from ..errors import ServiceError
from .auth import decode_account_key

AUDIENCE = "https://batch.core.windows.net/"
"""The resource that a token must be for, letter by letter."""

_KEY_PURPOSE = b"bearer tokens of the local Batch service"
_SEGMENTS = 3


def audience_of_scope(scope: str) -> str:
    """Return the resource that a scope means: `https://batch.core.windows.net//.default` is for the one with one slash."""
    resource, slash, _ = scope.rpartition("/")
    return resource if slash else scope


def issue_token(account: str, key: str, audience: str, issued: float, expires: float) -> str:
    """Return a token for an account and a resource; times in seconds since 1970."""
    header = _segment({"typ": "JWT", "alg": "HS256"})
    claims = _segment(
        {
            "aud": audience,
            "iss": f"https://{account}.batch.invalid/",
            "sub": account,
            "iat": int(issued),
            "nbf": int(issued),
            "exp": int(expires),
        }
    )
    return f"{header}.{claims}.{_signature(_signing_key(key), f'{header}.{claims}')}"


class BearerCheck:
    """Check the bearer tokens of one account.

    :param unverified: Take tokens whoever signed them, such as those of Entra ID, if only their claims are right.
    """

    def __init__(self, key: str, *, unverified: bool = False) -> None:
        self._key = _signing_key(key)
        self._unverified = unverified

    def check(self, token: str, now: float) -> None:
        """Raise ServiceError unless a token is good at this time, in seconds since 1970."""
        segments = token.split(".")
        if len(segments) != _SEGMENTS:
            raise refused_token("The token is no JSON Web Token.")
        if not self._unverified:
            # The header is not looked at: a token does not say how it wants to be verified.
            expected = _signature(self._key, f"{segments[0]}.{segments[1]}")
            if not hmac.compare_digest(expected.encode(), segments[2].encode("utf-8", "surrogateescape")):
                raise refused_token(
                    "The signature of the token is not that of this service. It takes the tokens that it issues; "
                    "for those of Microsoft Entra ID it must be started with --unverified-tokens."
                )
        _check_claims(_claims(segments[1]), now)


def refused_token(detail: str) -> ServiceError:
    """Return the error for a token that is not accepted."""
    return ServiceError(
        401,
        "AuthenticationFailed",
        "Server failed to authenticate the request. Check the Authorization header.",
        [("AuthenticationErrorDetail", detail)],
    )


def _check_claims(claims: dict[str, Any], now: float) -> None:
    audience = claims.get("aud")
    if audience != AUDIENCE:
        raise refused_token(f"The audience of the token is {audience!r}; allowed is '{AUDIENCE}'.")
    expires = claims.get("exp")
    if not isinstance(expires, (int, float)) or not now < expires:
        raise refused_token("The token has expired.")
    not_before = claims.get("nbf", 0)
    if not isinstance(not_before, (int, float)) or not not_before <= now:
        raise refused_token("The token is not valid yet.")


def _claims(segment: str) -> dict[str, Any]:
    try:
        claims = json.loads(base64.urlsafe_b64decode(segment + "=" * (-len(segment) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        claims = None
    if not isinstance(claims, dict):
        raise refused_token("The claims of the token cannot be read.")
    return claims


def _signing_key(account_key: str) -> bytes:
    # Not the account key itself: that one signs texts which others choose.
    return hmac.digest(decode_account_key(account_key), _KEY_PURPOSE, hashlib.sha256)


def _signature(key: bytes, text: str) -> str:
    return _encoded(hmac.digest(key, text.encode("utf-8", "surrogateescape"), hashlib.sha256))


def _segment(content: dict[str, object]) -> str:
    return _encoded(json.dumps(content, separators=(",", ":")).encode())


def _encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode("ascii")
