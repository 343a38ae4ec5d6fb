"""Cut a listing into pages.

A page ends when it is full, or when so many items were looked at that other requests would wait too long; in the second
case it can be short, even empty, and a link to the rest follows all the same, as the service itself does with filters
over huge jobs. The link repeats the client's query as it was and adds a token, which is the key of the last item seen.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from typing import Any, NamedTuple

from ..messages import JsonObject, Listing
from .queries import SKIP_TOKEN, invalid_query_value, parse_query

SCAN_LIMIT = 5000
"""How many items are looked at for one page."""

_TOKEN_FORM = b"1:"


class Page(NamedTuple):
    """Some items of a listing, and the key to go on behind (None: that was all)."""

    items: list[JsonObject]
    next_key: str | None


def cut_page(
    listing: Listing,
    key: str | None,
    size: int,
    keep: Callable[[JsonObject], bool] | None,
    *,
    scan_limit: int = SCAN_LIMIT,
) -> Page:
    """Return the items behind `key` that `keep` accepts, at most `size` of them.

    A key to go on is given only if there is another item to be had, or if the scan limit was reached before that was
    known.
    """
    items: list[JsonObject] = []
    last_key = key
    for scanned, (item_key, make_body) in enumerate(listing.after(key)):
        if scanned >= scan_limit or (keep is None and len(items) == size):
            return Page(items, last_key)
        body = make_body()
        if keep is None or keep(body):
            if len(items) == size:
                return Page(items, last_key)
            items.append(body)
            last_key = item_key
        else:
            last_key = item_key
    return Page(items, None)


def next_link(base_url: str, raw_path: str, raw_query: str, key: str) -> str:
    """Return the link to the page behind `key`: the client's own path and query with a token at the end."""
    kept = [part for part in raw_query.split("&") if part and SKIP_TOKEN not in parse_query(part).values]
    return f"{base_url}{raw_path}?{'&'.join([*kept, f'{SKIP_TOKEN}={skip_token(key)}'])}"


def skip_token(key: str) -> str:
    """Return a key as an opaque text that needs no encoding in a URL."""
    return base64.urlsafe_b64encode(_TOKEN_FORM + key.encode("utf-8")).decode("ascii").rstrip("=")


def key_of_token(token: str) -> str:
    """Return the key that a token stands for; raise ServiceError if it is not one of ours."""
    try:
        decoded = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        if not decoded.startswith(_TOKEN_FORM):
            raise ValueError(token)
        return decoded[len(_TOKEN_FORM) :].decode("utf-8")
    except (binascii.Error, ValueError):
        raise invalid_query_value(SKIP_TOKEN, token, "It is not a token of a next link.") from None


def select_members(body: JsonObject, names: frozenset[str]) -> JsonObject:
    """Return a body with the named top-level members only."""
    return {name: value for name, value in body.items() if name in names}


def page_body(metadata_url: str, items: list[Any], link: str | None) -> JsonObject:
    """Return the body of a list reply."""
    body: JsonObject = {"odata.metadata": metadata_url, "value": items}
    if link is not None:
        body["odata.nextLink"] = link
    return body
