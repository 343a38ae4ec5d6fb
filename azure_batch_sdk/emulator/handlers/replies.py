"""The replies that many operations share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar
from urllib.parse import quote

from ..clock import etag_of, http_date_of
from ..conditions import check_conditions
from ..errors import ServiceError
from ..messages import JsonObject, Listing, Reply, Request
from ..state.entities import Job, JobSchedule, Pool, Task
from ..state.ordered import OrderedTable

Item = TypeVar("Item")
Shown = Pool | JobSchedule | Job | Task


def request_url(request: Request) -> str:
    """Return the absolute URL of a request without its query."""
    arguments = {name: quote(value, safe=":/") for name, value in request.path.items()}
    return request.base_url + request.operation.path.format_map(arguments)


def check(request: Request, entity: Shown) -> None:
    """Refuse the request if a condition header does not hold for an entity."""
    check_conditions(request, etag_of(entity.modified), entity.modified)


def shown(request: Request, entity: Shown, body: JsonObject, metadata: str) -> Reply:
    """Answer with an entity."""
    check(request, entity)
    return Reply(
        200,
        body,
        f"{metadata}/@Element",
        etag=etag_of(entity.modified),
        last_modified=http_date_of(entity.modified),
    )


def exists(request: Request, entity: Shown) -> Reply:
    """Answer that an entity is there."""
    check(request, entity)
    return Reply(200, etag=etag_of(entity.modified), last_modified=http_date_of(entity.modified))


def created(entity: Shown, url: str) -> Reply:
    """Answer that an entity was made."""
    return Reply(
        201,
        etag=etag_of(entity.modified),
        last_modified=http_date_of(entity.modified),
        location=url,
        data_service_id=url,
    )


def changed(request: Request, status: int, entity: Shown, *, names_itself: bool = True) -> Reply:
    """Answer that an entity was changed or is about to change."""
    return Reply(
        status,
        etag=etag_of(entity.modified),
        last_modified=http_date_of(entity.modified),
        data_service_id=request_url(request) if names_itself else None,
    )


def listed(
    entity: str, metadata: str, table: OrderedTable[Item], body: Callable[[Item], JsonObject]
) -> Reply:
    """Answer with a table; a body is made only for what a page holds."""

    def after(key: str | None) -> Iterator[tuple[str, Callable[[], JsonObject]]]:
        for name, item in table.after(key):
            yield name, lambda item=item: body(item)  # type: ignore[misc]  # a bound default

    return Reply(200, listing=Listing(entity, metadata, after))


def listed_values(entity: str, metadata: str, items: Iterable[tuple[str, JsonObject]]) -> Reply:
    """Answer with a short list of ready items, each under a key that orders it."""
    ordered = sorted(items, key=lambda item: item[0])

    def after(key: str | None) -> Iterator[tuple[str, Callable[[], JsonObject]]]:
        for name, item in ordered:
            if key is None or name > key:
                yield name, lambda item=item: item  # type: ignore[misc]  # a bound default

    return Reply(200, listing=Listing(entity, metadata, after))


def missing(name: str) -> ServiceError:
    """Refuse a body without a required property."""
    return ServiceError(
        400,
        "MissingRequiredProperty",
        "A required property was not specified in the request body.",
        [("PropertyName", name)],
    )


def invalid(name: str, value: object, reason: str) -> ServiceError:
    """Refuse a property's value; None stands for a list or an object, which are not repeated."""
    values: list[tuple[str, str | None]] = [("PropertyName", name)]
    if isinstance(value, str):
        values.append(("PropertyValue", value))
    elif isinstance(value, bool):
        values.append(("PropertyValue", "true" if value else "false"))
    elif isinstance(value, int | float):
        values.append(("PropertyValue", str(value)))
    values.append(("Reason", reason))
    return ServiceError(
        400,
        "InvalidPropertyValue",
        "The value provided for one of the properties in the request body is invalid.",
        values,
    )


def conflict(code: str, message: str, values: Iterable[tuple[str, str | None]] = ()) -> ServiceError:
    """Refuse a request that does not fit what is there."""
    return ServiceError(409, code, message, tuple(values))


def wrong_state(reason: str | None = None) -> ServiceError:
    """Refuse an operation in the present state."""
    return conflict(
        "OperationInvalidForCurrentState",
        "The specified operation is not valid for the current state of the resource.",
        [("Reason", reason)] if reason else (),
    )
