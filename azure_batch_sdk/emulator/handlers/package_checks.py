"""Application packages that a pool or a task refers to must be there."""

from __future__ import annotations

from ..context import ServiceContext
from ..messages import JsonObject
from .replies import conflict


def check_packages(service: ServiceContext, body: JsonObject) -> None:
    """Refuse references to packages that are not there; all of them are named."""
    missing: list[tuple[str, str | None]] = []
    for reference in body.get("applicationPackageReferences") or ():
        found = service.applications.package(reference["applicationId"], reference.get("version"))
        if isinstance(found, str):
            missing.append((reference["applicationId"], found))
    if missing:
        raise conflict(
            "InvalidApplicationPackageReferences",
            "One or more application package references could not be satisfied.",
            missing,
        )
