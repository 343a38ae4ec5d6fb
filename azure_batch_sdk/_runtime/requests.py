"""Make the request for one call of one operation.

Everything that can be wrong with the arguments is found here, before anything is sent, and named by the method and
the argument.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import Enum
from typing import Any
from urllib.parse import quote

from azure.core import MatchConditions
from azure.core.rest import HttpRequest

from .converters import format_datetime, format_rfc1123
from .encoding import encode
from .endpoint import encode_segment
from .operation import Body, Operation, Parameter, Restriction

JSON_CONTENT = "application/json; odata=minimalmetadata"

_ACCEPT = {"model": "application/json", "page": "application/json", "stream": "application/octet-stream"}

_PLAIN_IN_A_QUERY = ","


def build_request(
    operation: Operation,
    arguments: Mapping[str, Any],
    *,
    endpoint: str,
    api_version: str,
    headers: Mapping[str, str] | None = None,
    params: Mapping[str, Any] | None = None,
    content_type: str | None = None,
) -> HttpRequest:
    """Make the request of an operation from arguments by their Python names.

    `headers` and `params` are the caller's own and win over what the arguments say. Raises ValueError or TypeError for
    arguments that cannot be sent, and ValueError for what the api-version does not have.
    """
    _check_names(operation, arguments)
    query = _caller_query(operation, params)
    version = query.pop("api-version", None)
    in_force = version[0] if version else api_version
    if not operation.is_in(in_force):
        raise ValueError(_not_in(f"{operation.name}()", operation.since, operation.until, in_force))
    names = {name.lower() for name in query}
    pairs = [("api-version", value) for value in version or [api_version]]
    for parameter in operation.parameters:
        value = arguments.get(parameter.name)
        if parameter.location == "query" and value is not None and parameter.wire.lower() not in names:
            pairs.append((parameter.wire, _query_text(operation, parameter, value)))
    pairs += [(name, value) for name, values in query.items() for value in values]

    content = _content(operation, arguments, in_force)
    request = HttpRequest(
        operation.method,
        f"{endpoint}{_path(operation, arguments)}?{_query(pairs)}",
        headers=_headers(operation, arguments, content is not None, content_type),
        content=content,
    )
    if headers:
        request.headers.update(headers)
    return request


def _check_names(operation: Operation, arguments: Mapping[str, Any]) -> None:
    known = {parameter.name for parameter in operation.parameters}
    if operation.body is not None:
        known.add(operation.body.parameter)
    if operation.conditional:
        known.update(("etag", "match_condition"))
    unknown = arguments.keys() - known
    if unknown:
        raise TypeError(f"{operation.name}() has no parameter {', '.join(sorted(unknown))}")


# -- path


def _path(operation: Operation, arguments: Mapping[str, Any]) -> str:
    path = operation.path
    for parameter in operation.parameters:
        if parameter.location == "path":
            text = _path_text(operation, parameter, arguments.get(parameter.name))
            path = path.replace(f"{{{parameter.wire}}}", text)
    return path


def _path_text(operation: Operation, parameter: Parameter, value: Any) -> str:
    where = f"{operation.name}(): {parameter.name}"
    if value is None or value == "":
        raise ValueError(f"{where} must not be {'None' if value is None else 'empty'}")
    if not isinstance(value, str):
        raise TypeError(f"{where} must be a str, not {type(value).__name__}")
    # The path of a file is the one argument that is a path itself: its slashes stay.
    segments = value.split("/") if parameter.wire == "filePath" else [value]
    if any(segment in (".", "..") for segment in segments):
        # HTTP libraries and proxies resolve dot segments, encoded or not, and the request would go elsewhere.
        raise ValueError(f"{where} must not have '.' or '..' as a name: {value!r}")
    try:
        return "/".join(encode_segment(segment) for segment in segments)
    except UnicodeEncodeError:
        raise ValueError(f"{where} is not valid Unicode text: {value!r}") from None


# -- query


def _caller_query(operation: Operation, params: Mapping[str, Any] | None) -> dict[str, list[str]]:
    query: dict[str, list[str]] = {}
    for name, value in (params or {}).items():
        values = value if isinstance(value, (list, tuple)) else [value]
        if any(item is None for item in values):
            raise ValueError(f"{operation.name}(): params[{name!r}] must not be None")
        key = "api-version" if name.lower() == "api-version" else name
        query[key] = [_caller_text(item) for item in values]
    return query


def _caller_text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value.value) if isinstance(value, Enum) else str(value)


def _query_text(operation: Operation, parameter: Parameter, value: Any) -> str:
    where = f"{operation.name}(): {parameter.name}"
    match parameter.type:
        case "boolean" if isinstance(value, bool):
            return "true" if value else "false"
        case "int" if isinstance(value, (int, str)) and not isinstance(value, bool):
            return str(value)
        case "datetime" if isinstance(value, datetime):
            return format_datetime(value)
        case "datetime" | "string" if isinstance(value, str):
            return _caller_text(value)
        case "list[string]" if isinstance(value, str):
            return value
        case "list[string]" if isinstance(value, Iterable):
            return ",".join(_list_item(where, item) for item in value)
    raise TypeError(f"{where} must be {_WANTED[parameter.type]}, not {type(value).__name__}: {value!r}")


_WANTED = {
    "boolean": "a bool",
    "int": "an int",
    "datetime": "a datetime",
    "datetime_rfc1123": "a datetime",
    "string": "a str",
    "list[string]": "a list of str",
}


def _list_item(where: str, item: Any) -> str:
    if not isinstance(item, str):
        raise TypeError(f"{where} must be a list of str, and holds {item!r}")
    return _caller_text(item)


def _query(pairs: list[tuple[str, str]]) -> str:
    return "&".join(
        f"{quote(name, safe='$')}={quote(value, safe=_PLAIN_IN_A_QUERY)}" for name, value in pairs
    )


# -- headers


def _headers(
    operation: Operation, arguments: Mapping[str, Any], has_body: bool, content_type: str | None
) -> dict[str, str]:
    headers: dict[str, str] = {}
    if operation.shape in _ACCEPT:
        headers["Accept"] = _ACCEPT[operation.shape]
    for parameter in operation.parameters:
        value = arguments.get(parameter.name)
        if parameter.location == "header" and value is not None:
            headers[parameter.wire] = _header_text(operation, parameter, value)
    if operation.conditional:
        headers.update(_condition(operation.name, arguments.get("etag"), arguments.get("match_condition")))
    if has_body:
        headers["Content-Type"] = content_type or JSON_CONTENT
    return headers


def _header_text(operation: Operation, parameter: Parameter, value: Any) -> str:
    if isinstance(value, str):
        return value
    if parameter.type == "datetime_rfc1123" and isinstance(value, datetime):
        return format_rfc1123(value)
    raise TypeError(
        f"{operation.name}(): {parameter.name} must be {_WANTED[parameter.type]}, not {type(value).__name__}: {value!r}"
    )


_ETAG_NEEDED = {MatchConditions.IfNotModified: "If-Match", MatchConditions.IfModified: "If-None-Match"}
_ANY_ETAG = {MatchConditions.IfPresent: "If-Match", MatchConditions.IfMissing: "If-None-Match"}


def _condition(method: str, etag: Any, condition: Any) -> dict[str, str]:
    """Turn an ETag and a condition into a header."""
    if condition is None:
        if etag is not None:
            raise ValueError(f"{method}(): etag says nothing without match_condition, such as IfNotModified")
        return {}
    if not isinstance(condition, MatchConditions):
        raise TypeError(
            f"{method}(): match_condition must be one of azure.core.MatchConditions, not {condition!r}"
        )
    if etag is not None and not isinstance(etag, str):
        raise TypeError(f"{method}(): etag must be a str, not {type(etag).__name__}")
    if condition in _ETAG_NEEDED:
        if not etag:
            raise ValueError(f"{method}(): match_condition {condition.name} needs an etag")
        return {_ETAG_NEEDED[condition]: _quoted(etag)}
    return {_ANY_ETAG[condition]: "*"} if condition in _ANY_ETAG else {}


def _quoted(etag: str) -> str:
    # HTTP wants quotes; the service gives its ETags without.
    return etag if etag == "*" or etag.startswith(('"', "W/")) else f'"{etag}"'


# -- body


def _content(operation: Operation, arguments: Mapping[str, Any], api_version: str) -> bytes | None:
    body = operation.body
    if body is None:
        return None
    value = arguments.get(body.parameter)
    if value is None:
        if body.required:
            raise ValueError(
                f"{operation.name}() needs {body.parameter}: a {body.model} or a mapping of its wire names"
            )
        return None
    if isinstance(value, bytes):
        return value
    tree = getattr(value, "_data", value)
    if not isinstance(tree, Mapping):
        raise TypeError(
            f"{operation.name}(): {body.parameter} must be a {body.model} or a mapping of its wire names, "
            f"not {type(value).__name__}"
        )
    return encode_body(body, tree, api_version)


def encode_body(body: Body, tree: Mapping[str, Any], api_version: str) -> bytes:
    """Encode the tree of a body, without what must not be sent.

    Raises ValueError for a property or a value that the api-version does not have, and for a list that is too long.
    """
    for restriction in body.restrictions:
        if not _is_in(restriction, api_version):
            _check_absent(restriction, tree, restriction.path, api_version)
    for limit in body.limits:
        items = tree.get(limit.wire)
        if isinstance(items, (list, tuple)) and len(items) > limit.most:
            advice = f": {limit.advice}" if limit.advice else ""
            raise ValueError(
                f"{body.model}.{limit.name} has {len(items)} items; at most {limit.most} are taken{advice}"
            )
    if type(tree) is not dict:
        tree = dict(tree)
    if any(name.startswith("odata.") for name in tree if isinstance(name, str)):
        tree = {name: value for name, value in tree.items() if not name.startswith("odata.")}
    return encode(_without(tree, body.omit), body.model)


def _without(tree: Any, paths: Iterable[tuple[str, ...]]) -> Any:
    """Return a tree without some members, copying only the dicts above them."""
    tree = getattr(tree, "_data", tree)
    if isinstance(tree, (list, tuple)):
        items = [_without(item, paths) for item in tree]
        return tree if all(new is old for new, old in zip(items, tree, strict=True)) else items
    if not isinstance(tree, Mapping):
        return tree
    changed: dict[str, Any] | None = None
    for head, *rest in paths:
        current = tree if changed is None else changed
        if head not in current:
            continue
        new = _without(current[head], [tuple(rest)]) if rest else None
        if rest and new is current[head]:
            continue
        if changed is None:
            changed = dict(tree)
        if rest:
            changed[head] = new
        else:
            del changed[head]
    return tree if changed is None else changed


def _is_in(restriction: Restriction, api_version: str) -> bool:
    since, until = restriction.since, restriction.until
    return (since is None or api_version >= since) and (until is None or api_version < until)


def _check_absent(restriction: Restriction, tree: Any, path: tuple[str, ...], api_version: str) -> None:
    tree = getattr(tree, "_data", tree)
    if isinstance(tree, (list, tuple)):
        for item in tree:
            _check_absent(restriction, item, path, api_version)
    elif path:
        if isinstance(tree, Mapping) and path[0] in tree:
            _check_absent(restriction, tree[path[0]], path[1:], api_version)
    elif restriction.value is None or (
        isinstance(tree, str) and _caller_text(tree).lower() == restriction.value.lower()
    ):
        raise ValueError(_not_in(restriction.name, restriction.since, restriction.until, api_version))


def _not_in(name: str, since: str | None, until: str | None, api_version: str) -> str:
    if since is not None and api_version < since:
        return f"{name} needs api-version {since} or later; this client uses {api_version}"
    return f"{name} needs an api-version before {until}; this client uses {api_version}"
