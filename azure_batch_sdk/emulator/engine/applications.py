"""Application packages that pools and tasks refer to."""

from __future__ import annotations

from collections.abc import Sequence

from ..context import ServiceContext
from ..messages import JsonObject
from ..node.directories import NodeDirectories
from ..node.environment import InstalledPackage
from ..node.launch import LaunchError
from ..node.packages import FAILED, Package


class Installation:
    """The packages of some references as they are found now, to be put on a node."""

    def __init__(
        self, service: ServiceContext, references: Sequence[JsonObject] | None, node: NodeDirectories
    ) -> None:
        self._folder = node.applications
        self._found = [
            (
                reference,
                service.applications.package(reference["applicationId"], reference.get("version")),
            )
            for reference in references or ()
        ]

    def __bool__(self) -> bool:
        return bool(self._found)

    def install(self) -> None:
        """Unpack what is not there yet; blocks. Raises LaunchError."""
        for reference, package in self._found:
            if not isinstance(package, Package):
                raise LaunchError(FAILED, f"{reference['applicationId']}: {package}")
            package.install(self._folder)

    def installed(self) -> list[InstalledPackage]:
        """Say where the packages lie, as environment variables tell it."""
        return [
            InstalledPackage(
                package.application_id,
                reference.get("version") or "",
                str(package.directory(self._folder)),
            )
            for reference, package in self._found
            if isinstance(package, Package)
        ]
