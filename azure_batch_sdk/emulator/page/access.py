"""Who may look: a link that works once, and the page token that it is exchanged for.

Whoever has the account key can make links, the server need not be asked: a link token is a time, a random word and
their signature with the account key. It stands in the fragment of the link, which browsers do not send. The page
exchanges it for the page token of this run, which opens what can be read and nothing else; a link that was exchanged, or
made before this run, is refused.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import time

from ..errors import ServiceError
from ..wire.auth import decode_account_key

_LINK_TOKEN = re.compile(r"(\d{1,20})\.([0-9a-f]{32})\.([0-9a-f]{64})", re.ASCII)


def page_link(endpoint: str, account_key: str) -> str:
    """Return a new link to the page of the emulator at an endpoint; it can be used once."""
    made, word = str(time.time_ns()), secrets.token_hex(16)
    return f"{endpoint.rstrip('/')}/#token={made}.{word}.{_signature(account_key, made, word)}"


class PageAccess:
    """The links that were used in this run, and its page token."""

    def __init__(self, account_key: str) -> None:
        self._account_key = account_key
        self._token = secrets.token_urlsafe(32)
        self._since = time.time_ns()
        self._used: set[str] = set()

    def __repr__(self) -> str:
        return f"<PageAccess {len(self._used)} links used>"

    def exchange(self, link_token: str) -> str:
        """Use a link up and return the page token; raises ServiceError for a link that is no good."""
        parts = _LINK_TOKEN.fullmatch(link_token)
        if parts is None:
            raise _refused("This is no link to this page.")
        made, word, signature = parts.groups()
        if not hmac.compare_digest(signature, _signature(self._account_key, made, word)):
            raise _refused("This link is for another emulator.")
        if int(made) < self._since:
            raise _refused("This link is older than this run of the emulator.")
        if word in self._used:
            raise _refused("This link has been used.")
        self._used.add(word)
        return self._token

    def check(self, page_token: str) -> None:
        """Raise ServiceError unless it is the page token."""
        if not hmac.compare_digest(page_token.encode("utf-8", "surrogateescape"), self._token.encode()):
            raise _refused("The page token is missing or not that of this run of the emulator.")


def _signature(account_key: str, made: str, word: str) -> str:
    # No request's text begins like this, so neither signature can be taken for the other.
    text = f"emulator page link\n{made}\n{word}"
    return hmac.new(decode_account_key(account_key), text.encode(), hashlib.sha256).hexdigest()


def _refused(message: str) -> ServiceError:
    return ServiceError(401, "PageAccessDenied", message)
