"""The query of a request: names in any case, values converted as the operation table says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple
from urllib.parse import unquote_plus

from ..._runtime.operation import Operation, Parameter
from ..errors import ServiceError
from ..state.timestamps import timestamp

SKIP_TOKEN = "$skiptoken"
API_VERSION = "api-version"
MAX_RESULTS = "maxresults"
LARGEST_PAGE = 1000
_LARGEST_INT = 2**31 - 1
_WHOLE_NUMBER = re.compile(r"-?[0-9]{1,20}")


class Query(NamedTuple):
    """A query as it came: names lower-cased, values decoded, and the text itself for links."""

    text: str
    values: Mapping[str, str]

    @property
    def api_version(self) -> str | None:
        """The api-version that the client asks for."""
        return self.values.get(API_VERSION)


@lru_cache(maxsize=512)
def parse_query(text: str) -> Query:
    """Take a query apart; of a name that stands there twice, the first value counts."""
    values: dict[str, str] = {}
    if text:
        for part in text.split("&"):
            name, _, value = part.partition("=")
            if name:
                values.setdefault(_decoded(name).lower(), _decoded(value))
    return Query(text, MappingProxyType(values))


def convert_query(query: Query, operation: Operation, *, strict: bool) -> dict[str, Any]:
    """Return the query parameters of an operation by wire name, converted.

    With `strict`, a parameter that the operation does not have is refused; else it is ignored. Raises ServiceError.
    """
    converted: dict[str, Any] = {}
    known = {API_VERSION, SKIP_TOKEN}
    for parameter in operation.parameters:
        if parameter.location != "query":
            continue
        name = parameter.wire.lower()
        known.add(name)
        value = query.values.get(name)
        if value:
            converted[parameter.wire] = _convert(parameter, name, value)
        elif parameter.required:
            raise ServiceError(
                400,
                "MissingRequiredQueryParameter",
                "A query parameter that is mandatory for this request was not specified.",
                [("QueryParameterName", name)],
            )
    if strict and not query.values.keys() <= known:
        name = next(name for name in query.values if name not in known)
        raise ServiceError(
            400,
            "UnsupportedQueryParameter",
            "A query parameter that is not supported by this operation was specified.",
            [("QueryParameterName", name), ("QueryParameterValue", query.values[name])],
        )
    return converted


def invalid_query_value(name: str, value: str, reason: str) -> ServiceError:
    """Return the refusal of one query value; `name` in lower case."""
    return ServiceError(
        400,
        "InvalidQueryParameterValue",
        "The value specified for one of the query parameters is invalid.",
        [("QueryParameterName", name), ("QueryParameterValue", value), ("Reason", reason)],
    )


def names_of_list(value: str) -> tuple[str, ...]:
    """Take a comma-separated list apart; blanks around names do not count."""
    return tuple(name for name in map(str.strip, value.split(",")) if name)


def check_select(select: Sequence[str], members: Mapping[str, object]) -> frozenset[str]:
    """Return the top-level members that `$select` names; raise ServiceError for a name that is none.

    Names are case-sensitive; of a nested name such as `executionInfo/startTime` the first part counts.
    """
    names = frozenset(name.partition("/")[0] for name in select)
    for name in select:
        if name.partition("/")[0] not in members:
            raise invalid_query_value("$select", ",".join(select), f"There is no property '{name}'.")
    return names


def _convert(parameter: Parameter, name: str, value: str) -> Any:
    if parameter.type == "int":
        return _int(name, value)
    if parameter.type == "boolean":
        lower = value.lower()
        if lower not in {"true", "false"}:
            raise invalid_query_value(name, value, "It must be 'true' or 'false'.")
        return lower == "true"
    if parameter.type == "datetime":
        try:
            return timestamp(value)
        except (ValueError, OverflowError) as error:
            raise invalid_query_value(name, value, f"{error}.") from None
    if parameter.type == "list[string]":
        names = names_of_list(value)
        if name == "$expand" and any(each != "stats" for each in names):
            raise invalid_query_value(name, value, "Only 'stats' can be expanded.")
        return names
    return value


def _int(name: str, value: str) -> int:
    digits = value.strip()
    number = int(digits) if _WHOLE_NUMBER.fullmatch(digits) else None
    if number is None or abs(number) > _LARGEST_INT:
        raise invalid_query_value(name, value, "It must be a 32-bit whole number.")
    if name == MAX_RESULTS and not 1 <= number <= LARGEST_PAGE:
        raise invalid_query_value(name, value, f"It must be from 1 to {LARGEST_PAGE}.")
    if name == "timeout" and number < 0:
        raise invalid_query_value(name, value, "It must not be negative.")
    return number


def _decoded(text: str) -> str:
    return unquote_plus(text) if "%" in text or "+" in text else text
