"""What is wrong with resource files, output files, containers and mounts, as far as it shows without the network."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ..messages import JsonObject
from ..node.mounts import MountInvalid, read_mounts
from .replies import invalid, missing

_SOURCES = ("httpUrl", "storageContainerUrl", "autoStorageContainerName")
_CREDENTIALS = ("accountKey", "sasKey", "identityReference")


def check_task_files(task: JsonObject) -> None:
    """Refuse a task of any kind whose files cannot be moved."""
    check_resource_files(task.get("resourceFiles") or ())
    check_output_files(task.get("outputFiles") or ())


def check_resource_files(resource_files: Iterable[JsonObject]) -> None:
    """Refuse resource files that no node could get."""
    for file in resource_files:
        sources = [name for name in _SOURCES if file.get(name)]
        if len(sources) != 1:
            raise invalid("resourceFiles", None, f"Exactly one of {', '.join(_SOURCES)} must be given.")
        path = str(file.get("filePath") or "")
        if sources == ["httpUrl"] and not path:
            raise invalid("filePath", None, "A file that comes from httpUrl needs a path to go to.")
        if sources == ["httpUrl"] and file.get("blobPrefix"):
            raise invalid("blobPrefix", file["blobPrefix"], "A prefix applies to containers only.")
        parts = re.split(r"[/\\]", path)
        if ".." in parts or path.startswith("/") or "\0" in path:
            raise invalid("filePath", path, "The path must not lead out of the working directory.")
        mode = file.get("fileMode")
        if mode and not re.fullmatch(r"(0o)?[0-7]{1,4}", str(mode)):
            raise invalid("fileMode", str(mode), "A file mode is an octal number, such as 0755.")


def check_output_files(output_files: Iterable[JsonObject]) -> None:
    """Refuse output files without a container to go to."""
    for file in output_files:
        if not (file.get("destination") or {}).get("container"):
            raise missing("destination.container")
        if not file["filePattern"]:
            raise invalid("filePattern", "", "A pattern must not be empty.")


def check_mounts(configurations: Sequence[JsonObject]) -> None:
    """Refuse file systems that cannot be mounted, or not side by side."""
    for configuration in configurations:
        container: JsonObject | None = configuration.get("azureBlobFileSystemConfiguration")
        if container is not None and sum(container.get(name) is not None for name in _CREDENTIALS) != 1:
            raise invalid(
                "azureBlobFileSystemConfiguration",
                None,
                f"Exactly one of {', '.join(_CREDENTIALS)} must be given.",
            )
    try:
        read_mounts(configurations)
    except MountInvalid as error:
        raise invalid("mountConfiguration", None, str(error)) from None
