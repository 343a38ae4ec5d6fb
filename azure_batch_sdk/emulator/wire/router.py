"""From method and path to an operation and its arguments.

Paths are split as they stand in the request line and decoded afterwards, so that an encoded slash in a file path is
not taken for a separator. The last argument of a path that ends in `{filePath}` takes all the rest.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import unquote

from ..._runtime.operation import Operation
from ..errors import ServiceError

KNOWN_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"})
REST_ARGUMENT = "filePath"


@dataclass
class _Place:
    """One position in the tree of paths."""

    literals: dict[str, _Place] = field(default_factory=dict)
    argument: _Place | None = None
    rest: _Place | None = None
    operations: dict[str, list[Operation]] = field(default_factory=dict)
    """By HTTP method; several only if api-versions differ."""


class Router:
    """Find operations by method and path."""

    def __init__(self, operations: Iterable[Operation]) -> None:
        self._root = _Place()
        for operation in operations:
            place = self._root
            for segment in operation.path.strip("/").split("/"):
                place = _step(place, segment)
            place.operations.setdefault(operation.method, []).append(operation)

    def route(self, method: str, raw_path: str) -> tuple[list[Operation], dict[str, str]]:
        """Return the operations that a request may mean and its path arguments, decoded.

        There is more than one only where an operation looks different in another api-version. Raises ServiceError:
        400 InvalidUri for a path of no resource, 405 for a method that the resource does not have.
        """
        place, values = self._find(raw_path)
        operations = place.operations.get(method)
        if operations is None:
            raise _wrong_method(method, place)
        names = [segment[1:-1] for segment in operations[0].path.split("/") if segment.startswith("{")]
        return operations, dict(zip(names, map(_decoded, values), strict=True))

    def _find(self, raw_path: str) -> tuple[_Place, list[str]]:
        if not raw_path.startswith("/"):
            raise ServiceError(
                400, "RequestUrlFailedToParse", f"The request target '{raw_path}' is not a path."
            )
        segments = raw_path[1:].split("/")
        place = self._root
        values: list[str] = []
        for index, segment in enumerate(segments):
            if (following := place.literals.get(segment)) is not None:
                place = following
            elif segment and place.argument is not None:
                values.append(segment)
                place = place.argument
            elif place.rest is not None and any(segments[index:]):
                values.append("/".join(segments[index:]))
                return place.rest, values
            else:
                raise _no_resource(raw_path)
        if not place.operations:
            raise _no_resource(raw_path)
        return place, values


def _step(place: _Place, segment: str) -> _Place:
    if not segment.startswith("{"):
        return place.literals.setdefault(segment, _Place())
    if segment == f"{{{REST_ARGUMENT}}}":
        place.rest = place.rest or _Place()
        return place.rest
    place.argument = place.argument or _Place()
    return place.argument


def _decoded(segment: str) -> str:
    if "%" not in segment:
        return segment
    try:
        return unquote(segment, errors="strict")
    except UnicodeDecodeError:
        raise ServiceError(
            400, "RequestUrlFailedToParse", f"The path segment '{segment}' is not percent-encoded UTF-8."
        ) from None


def _no_resource(raw_path: str) -> ServiceError:
    return ServiceError(
        400,
        "InvalidUri",
        "The requested URI does not represent any resource on the server.",
        [("Path", raw_path)],
    )


def _wrong_method(method: str, place: _Place) -> ServiceError:
    if method not in KNOWN_METHODS:
        return ServiceError(400, "InvalidHttpVerb", f"The HTTP verb '{method}' is not valid.")
    return ServiceError(
        405,
        "UnsupportedHttpVerb",
        "The resource does not support the specified HTTP verb.",
        [("Verb", method), ("Supported", ", ".join(sorted(place.operations)))],
    )
