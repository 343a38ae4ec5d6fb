"""Tasks in containers: what a command line becomes when a container engine of this machine runs it.

The process of such a task is the engine's command line client, and the container goes on without it; so a container has
a name of ours, under which it is removed when the task has ended.
"""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import shutil
import subprocess
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from .commandline import split
from .directories import NodeDirectories, TaskDirectory
from .launch import Container, Launch, LaunchError

ENGINES = ("docker", "podman")

_INFO_SECONDS = 20.0
_PULL_SECONDS = 1800.0
_REMOVE_SECONDS = 20.0


def find_engine(names: Sequence[str] = ENGINES) -> str:
    """Return the program of the first container engine that works here.

    Raises LaunchError (ContainerMiscError) if there is none.
    """
    for name in names:
        program = shutil.which(name)
        if program is not None and _works(program):
            return program
    raise LaunchError(
        "ContainerMiscError",
        f"The node has no container engine: none of {', '.join(names) or 'those allowed'} works on this machine.",
    )


@cache
def _works(program: str) -> bool:
    return _call([program, "info"], _INFO_SECONDS) is None


def containerised(
    launch: Launch, settings: Mapping[str, Any], node: NodeDirectories, *, engine: str
) -> Launch:
    """Return a launch that runs the same command line in a container.

    `settings` are the task's containerSettings. The node's directories are seen in the container under their own
    paths, all of them or those that are asked for. Raises LaunchError for settings that cannot be followed.
    """
    # The engine is shared with all other emulators of this machine, and they may have a task of the same name.
    name = re.sub(r"[^A-Za-z0-9_.-]", "-", f"azure-batch-{launch.key}-{uuid.uuid4().hex}")
    arguments = [engine, "run", "--rm", "--name", name]
    if os.path.basename(engine) == "docker" and os.getuid() != 0:
        # What a task leaves behind must be ours to delete.
        arguments += ["--user", f"{os.getuid()}:{os.getgid()}"]
    for source, is_read_only in _mounts(settings, node, TaskDirectory(launch.stdout.parent)):
        arguments += ["--volume", f"{source}:{source}{':ro' if is_read_only else ''}"]
    # By name only: the client takes the values from its own environment, where no other user reads them.
    for variable in launch.environment:
        arguments += ["--env", variable]
    if str(settings.get("workingDirectory") or "").lower() != "containerimagedefault":
        arguments += ["--workdir", str(launch.working_directory)]
    image = str(settings["imageName"])
    arguments += [*_split_options(settings), image, *split(launch.command_line)]
    return replace(launch, command_line=shlex.join(arguments), container=Container(engine, image, name))


def pull(container: Container) -> None:
    """Bring the image to this machine, unless it is here; blocks. Raises LaunchError (ContainerInvalidImage)."""
    if _call([container.engine, "image", "inspect", container.image], _INFO_SECONDS) is None:
        return
    trouble = _call([container.engine, "pull", container.image], _PULL_SECONDS)
    if trouble is not None:
        raise LaunchError(
            "ContainerInvalidImage", f"The image {container.image!r} could not be pulled: {trouble}"
        )


def remove(container: Container) -> None:
    """End a container, if it is still there; blocks."""
    _call([container.engine, "rm", "--force", container.name], _REMOVE_SECONDS)


def _mounts(
    settings: Mapping[str, Any], node: NodeDirectories, task: TaskDirectory
) -> list[tuple[Path, bool]]:
    wanted = settings.get("containerHostBatchBindMounts")
    if wanted is None:
        return [(node.root, False)]
    places = {
        "shared": node.shared,
        "startup": node.startup,
        "vfsmounts": node.mounts,
        "task": task.path,
        # The preparation task lies beside the task, under an id that is not known here.
        "jobprep": task.path.parent,
        "applications": node.applications,
    }
    mounts = []
    for mount in wanted:
        place = places.get(str(mount.get("source") or "").lower())
        if place is None:
            raise LaunchError("ContainerInvalidSettings", f"{mount.get('source')!r} cannot be mounted.")
        mounts.append((place, bool(mount.get("isReadOnly"))))
    return mounts


def _split_options(settings: Mapping[str, Any]) -> list[str]:
    try:
        return split(str(settings.get("containerRunOptions") or ""))
    except LaunchError as error:
        raise LaunchError("ContainerInvalidSettings", error.message) from None


def _call(command: list[str], seconds: float) -> str | None:
    """Run the engine; return None if it worked, else what it said last."""
    with contextlib.suppress(OSError):
        try:
            done = subprocess.run(
                command, stdin=subprocess.DEVNULL, capture_output=True, timeout=seconds, check=False
            )
        except subprocess.TimeoutExpired:
            return f"no answer in {seconds:.0f} s"
        if done.returncode == 0:
            return None
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        return said[-1] if said else f"exit code {done.returncode}"
    return f"{command[0]} cannot be started"
