"""File systems that a pool mounts on its nodes: local directories in their place.

All nodes that mount the same share see the same directory, whatever pool they are of, so that what one task writes
another one reads. What is in the real share is not there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from .directories import NodeDirectories

SHARES = ".shares"

_SOURCES = {
    "azureBlobFileSystemConfiguration": ("accountName", "containerName"),
    "azureFileShareConfiguration": ("azureFileUrl",),
    "cifsMountConfiguration": ("source",),
    "nfsMountConfiguration": ("source",),
}
"""The kinds of mounts, and what tells one share of a kind from another."""


class MountInvalid(ValueError):
    """A mount configuration that cannot be followed; the text says why."""


def read_mounts(configurations: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Return the directories below `fsmounts`, each with the name of its share. Raises MountInvalid."""
    mounts: dict[str, str] = {}
    for configuration in configurations:
        kinds = [kind for kind in _SOURCES if configuration.get(kind)]
        if len(kinds) != 1:
            raise MountInvalid(f"Exactly one of {', '.join(_SOURCES)} must be given.")
        details = configuration[kinds[0]]
        relative = str(details.get("relativeMountPath") or "").replace("\\", "/")
        parts = [part for part in relative.split("/") if part not in {"", "."}]
        if relative.startswith("/") or not parts or ".." in parts or "\0" in relative:
            raise MountInvalid(f"{relative!r} is no path below the directory of the mounts.")
        place = "/".join(parts)
        if any(
            f"{place}/".startswith(f"{other}/") or f"{other}/".startswith(f"{place}/") for other in mounts
        ):
            raise MountInvalid(f"{relative!r} is taken by another mount.")
        source = "\n".join([kinds[0], *(str(details.get(name)) for name in _SOURCES[kinds[0]])])
        mounts[place] = hashlib.sha256(source.encode()).hexdigest()[:32]
    return list(mounts.items())


def mount(configurations: Iterable[Mapping[str, Any]], node: NodeDirectories) -> None:
    """Put the shares of a pool into the directories of one of its nodes."""
    for place, share in read_mounts(configurations):
        directory = node.root.parent / SHARES / share
        directory.mkdir(parents=True, exist_ok=True)
        link: Path = node.mounts / place
        link.parent.mkdir(parents=True, exist_ok=True)
        if not link.is_symlink():
            link.symlink_to(directory, target_is_directory=True)
