"""Application packages: a local folder takes the place of the account's applications.

    <folder>/<application id>/<version>.zip
    <folder>/<application id>/<version>/

The folder is read each time, so a package that is put there is there. Of several versions the last one by its numbers is
the default. On a node a package lies in `applications/<application id>-<version>`, once for all tasks.
"""

from __future__ import annotations

import re
import shutil
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from .launch import LaunchError, LaunchErrorCode

FAILED: LaunchErrorCode = "ApplicationPackageError"
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)
_RESOURCE_ID = re.compile(r"^/subscriptions/.*/applications/(?=[^/]+$)", re.IGNORECASE)
_VERSION = re.compile(r"[A-Za-z0-9_.-]{1,64}", re.ASCII)
_PERMISSIONS = 0o777

_installing = threading.Lock()


@dataclass(frozen=True)
class Package:
    """One version of an application."""

    application_id: str
    version: str
    source: Path

    def directory(self, applications: Path) -> Path:
        """Return where it lies below the `applications` folder of a node."""
        return applications / f"{self.application_id}-{self.version}"

    def install(self, applications: Path) -> None:
        """Unpack it on a node, unless it is there. Raises LaunchError."""
        target = self.directory(applications)
        # One after the other: a task must not find what another has only half unpacked.
        with _installing:
            if target.exists():
                return
            unfinished = applications / f".{uuid4().hex}"
            try:
                unfinished.mkdir(parents=True)
                self._unpack(unfinished)
                unfinished.rename(target)
            except Exception as error:  # each way of compression has errors of its own
                shutil.rmtree(unfinished, ignore_errors=True)
                raise LaunchError(
                    FAILED,
                    f"The package of application {self.application_id}, version {self.version}, "
                    f"could not be unpacked: {error}",
                ) from error

    def _unpack(self, target: Path) -> None:
        if self.source.is_dir():
            shutil.copytree(self.source, target, symlinks=True, dirs_exist_ok=True)
            return
        with zipfile.ZipFile(self.source) as archive:
            for member in archive.infolist():
                # `extract` keeps every member below the target.
                path = Path(archive.extract(member, target))
                permissions = (member.external_attr >> 16) & _PERMISSIONS
                if permissions and path.is_file():
                    path.chmod(permissions)


@dataclass(frozen=True)
class Application:
    """An application with its packages, the default version last."""

    id: str
    packages: tuple[Package, ...]

    def find(self, version: str | None) -> Package | None:
        """Return a version, the default one if none is named; None if it is not there."""
        if version is None:
            return self.packages[-1]
        found = [package for package in self.packages if package.version.lower() == version.lower()]
        return found[0] if found else None


class Applications:
    """The applications of an account."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def __iter__(self) -> Iterator[Application]:
        if self._folder is None or not self._folder.is_dir():
            return
        for path in sorted(self._folder.iterdir(), key=lambda path: path.name):
            if path.is_dir() and _ID.fullmatch(path.name) and (packages := tuple(_packages(path))):
                yield Application(path.name, packages)

    def find(self, application_id: str) -> Application | None:
        """Return an application, without regard to case."""
        return next((one for one in self if one.id.lower() == application_id.lower()), None)

    def package(self, application_id: str, version: str | None) -> Package | str:
        """Return a package, or say why there is none. The id may be the long one, which names the account, too."""
        application = self.find(_RESOURCE_ID.sub("", application_id))
        if application is None:
            return "The specified application does not exist."
        package = application.find(version)
        return "The specified application package does not exist." if package is None else package


def _packages(folder: Path) -> Iterator[Package]:
    found = {}
    for path in folder.iterdir():
        if path.is_dir():
            found[path.name] = path
        elif path.suffix.lower() == ".zip":
            found[path.stem] = path
    for version in sorted(filter(_VERSION.fullmatch, found), key=_by_numbers):
        yield Package(folder.name, version, found[version])


def _by_numbers(version: str) -> tuple[list[tuple[int, int | str]], str]:
    """Order 2.10 behind 2.9."""
    parts = re.findall(r"\d+|\D+", version)
    return [(1, int(part)) if part.isdecimal() else (0, part) for part in parts], version
