"""Keywords that nobody knows.

What a method does not know itself goes on to the pipeline, whose policies may be the caller's own, and from there to the
transport. So the transport is the first to see that a keyword is nobody's, and it names itself and not the method.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .operation import Operation

_BY_TRANSPORT = re.compile(r"(?:Client)?Session\._?request\(\) got an unexpected keyword argument '(\w+)'")
_OF_EVERY_METHOD = (
    "cls",
    "connection_timeout",
    "headers",
    "logging_enable",
    "params",
    "raw_response_hook",
    "read_timeout",
    "retry_total",
)
_OF_CONDITIONS = ("etag", "match_condition")


class UnknownKeyword(TypeError):
    """A call with a keyword that nobody knows; nothing was sent."""

    def __init__(self, text: str, keyword: str = "") -> None:
        super().__init__(text)
        self.keyword = keyword


def unknown_keyword(method: str, keyword: str, known: Collection[str]) -> UnknownKeyword:
    """Make the error for a keyword that is none of a method's own, which are `known`."""
    from difflib import get_close_matches

    near = get_close_matches(keyword, [*known, *_OF_EVERY_METHOD], n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"it takes {', '.join(sorted(known))}"
    return UnknownKeyword(f"{method}() got an unexpected keyword argument {keyword!r}: {hint}", keyword)


@contextmanager
def unknown_keywords_named(operation: Operation) -> Iterator[None]:
    """Raise UnknownKeyword, with the operation and the nearest keyword it has, for what the transport does not know."""
    try:
        yield
    except TypeError as error:
        found = _BY_TRANSPORT.match(str(error))
        if found is None:
            raise
        raise unknown_keyword(operation.name, found[1], _keywords_of(operation)) from error


def _keywords_of(operation: Operation) -> list[str]:
    known = [parameter.name for parameter in operation.parameters]
    if operation.conditional:
        known += _OF_CONDITIONS
    if operation.body is not None:
        known.append(operation.body.parameter)
    return known
