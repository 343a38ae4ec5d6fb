"""The environment variables that the service gives a task.

Which task gets which variable is one table, `VARIABLES`; user settings come below it: job settings, then the
task's own, then the service's, which win. Paths are those of this machine, also for a node of a Windows
pool, because the task uses them here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from .directories import NodeDirectories, TaskDirectory

TaskKind = Literal["start", "preparation", "release", "manager", "task", "primary", "subtask"]
"""`task` is an ordinary one; `primary` and `subtask` belong to a multi-instance task."""

EnvironmentSetting = Mapping[str, object]
"""`{"name": ..., "value": ...}` as on the wire; the value may be absent."""

DISK_SPACE_KEPT_FREE = 1_000_000
MASTER_PORT = 6000


@dataclass(frozen=True)
class InstalledPackage:
    """An application package on the node."""

    application_id: str
    version: str
    """Empty for the reference to an application's default version."""
    directory: str


@dataclass(frozen=True)
class Instances:
    """The nodes of a multi-instance task, the primary's first."""

    addresses: Sequence[str]
    cores_per_node: int
    is_master: bool


@dataclass(frozen=True)
class TaskPlace:
    """A task on its node: all that its variables are made of."""

    kind: TaskKind
    account_name: str
    account_url: str
    pool_id: str
    node_id: str
    is_dedicated: bool
    node: NodeDirectories
    directory: TaskDirectory
    job_id: str | None = None
    """None for a start task."""
    task_id: str | None = None
    """None for a start task."""
    preparation: TaskDirectory | None = None
    """Where the job's preparation task ran, if the job has one."""
    packages: Sequence[InstalledPackage] = ()
    authentication_token: str | None = None
    instances: Instances | None = None
    windows: bool = False


def task_environment(
    place: TaskPlace,
    *,
    job_settings: Iterable[EnvironmentSetting] | None = None,
    task_settings: Iterable[EnvironmentSetting] | None = None,
) -> dict[str, str]:
    """Return all variables of a task, without those of the operating system.

    `job_settings` are the job's `commonEnvironmentSettings` (none for a start task), `task_settings` the
    `environmentSettings` of the task itself; of equal names the task's counts. A user cannot change a
    variable that the service sets. On a Windows node names differ by more than case.
    """
    fold: Callable[[str], str] = str.upper if place.windows else str
    named: dict[str, tuple[str, str]] = {}
    for name, value in (*_pairs(job_settings), *_pairs(task_settings), *_service_variables(place)):
        named[fold(name)] = (name, value)
    return dict(named.values())


def package_variables(package: InstalledPackage, *, windows: bool) -> list[tuple[str, str]]:
    """Return the variables that lead to an application package.

    On Linux `AZ_BATCH_APP_PACKAGE_blender_2_7`: lower case, with `_` for every `.` and `-`. On Windows
    `AZ_BATCH_APP_PACKAGE_BLENDER#2.7`. Without the version for the default one.
    """
    if windows:
        suffix = f"#{package.version}" if package.version else ""
        return [(f"AZ_BATCH_APP_PACKAGE_{package.application_id.upper()}{suffix}", package.directory)]
    suffix = f"_{package.version}" if package.version else ""
    plain = re.sub(r"[^A-Za-z0-9_]", "_", f"{package.application_id}{suffix}").lower()
    return [(f"AZ_BATCH_APP_PACKAGE_{plain}", package.directory)]


@dataclass(frozen=True)
class _Variable:
    name: str
    value: Callable[[TaskPlace], str | None]
    """None: this task does not get it."""
    not_for: frozenset[TaskKind] = frozenset()


def _multi(value: Callable[[Instances], str]) -> Callable[[TaskPlace], str | None]:
    return lambda place: None if place.instances is None else value(place.instances)


def _prep(value: Callable[[TaskDirectory], object]) -> Callable[[TaskPlace], str | None]:
    return lambda place: None if place.preparation is None else str(value(place.preparation))


def _ccp_nodes(instances: Instances) -> str:
    nodes = [f"{address} {instances.cores_per_node}" for address in instances.addresses]
    return " ".join([str(len(nodes)), *nodes])


_START: frozenset[TaskKind] = frozenset({"start"})
_START_AND_PREP: frozenset[TaskKind] = frozenset({"start", "preparation"})

VARIABLES: tuple[_Variable, ...] = (
    _Variable("AZ_BATCH_ACCOUNT_NAME", lambda p: p.account_name),
    _Variable("AZ_BATCH_ACCOUNT_URL", lambda p: p.account_url),
    _Variable("AZ_BATCH_POOL_ID", lambda p: p.pool_id),
    _Variable("AZ_BATCH_NODE_ID", lambda p: p.node_id),
    _Variable("AZ_BATCH_NODE_IS_DEDICATED", lambda p: _lower(p.is_dedicated)),
    _Variable("AZ_BATCH_NODE_ROOT_DIR", lambda p: str(p.node.root)),
    _Variable("AZ_BATCH_NODE_SHARED_DIR", lambda p: str(p.node.shared)),
    _Variable("AZ_BATCH_NODE_STARTUP_DIR", lambda p: str(p.node.startup)),
    _Variable("AZ_BATCH_NODE_MOUNTS_DIR", lambda p: str(p.node.mounts)),
    _Variable("AZ_BATCH_TASK_DIR", lambda p: str(p.directory.path)),
    _Variable("AZ_BATCH_TASK_WORKING_DIR", lambda p: str(p.directory.working_directory)),
    _Variable("AZ_BATCH_JOB_ID", lambda p: p.job_id, _START),
    _Variable("AZ_BATCH_TASK_ID", lambda p: p.task_id, _START),
    _Variable("AZ_BATCH_JOB_PREP_DIR", _prep(lambda d: d.path), _START_AND_PREP),
    _Variable("AZ_BATCH_JOB_PREP_WORKING_DIR", _prep(lambda d: d.working_directory), _START_AND_PREP),
    _Variable("AZ_BATCH_TASK_RESERVED_EPHEMERAL_DISK_SPACE_BYTES", lambda p: str(DISK_SPACE_KEPT_FREE)),
    _Variable("AZ_BATCH_AUTHENTICATION_TOKEN", lambda p: p.authentication_token),
    _Variable("AZ_BATCH_TASK_SHARED_DIR", lambda p: None if p.instances is None else str(p.directory.path)),
    _Variable("AZ_BATCH_NODE_LIST", _multi(lambda i: ";".join(i.addresses))),
    _Variable("AZ_BATCH_HOST_LIST", _multi(lambda i: ",".join(i.addresses))),
    _Variable("AZ_BATCH_MASTER_NODE", _multi(lambda i: f"{i.addresses[0]}:{MASTER_PORT}")),
    _Variable("AZ_BATCH_IS_CURRENT_NODE_MASTER", _multi(lambda i: _lower(i.is_master))),
    _Variable("CCP_NODES", _multi(_ccp_nodes)),
)
"""All but those of application packages, and AZ_BATCH_CERTIFICATES_DIR: there are no certificates."""


def _service_variables(place: TaskPlace) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for variable in VARIABLES:
        value = None if place.kind in variable.not_for else variable.value(place)
        if value is not None:
            pairs.append((variable.name, value))
    for package in place.packages:
        pairs += package_variables(package, windows=place.windows)
    return pairs


def _pairs(settings: Iterable[EnvironmentSetting] | None) -> list[tuple[str, str]]:
    return [(str(setting["name"]), str(setting.get("value") or "")) for setting in settings or ()]


def _lower(flag: bool) -> str:
    return "true" if flag else "false"
