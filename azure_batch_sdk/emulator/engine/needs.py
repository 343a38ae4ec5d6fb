"""What a task needs besides its process: files before and after it, a container, a user of the pool.

`Needs` is taken from a task's description on the loop and does its work in threads.
"""

from __future__ import annotations

import functools
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..context import ServiceContext
from ..messages import JsonObject
from ..node import blob_storage, containers
from ..node.directories import NodeDirectories, TaskDirectory
from ..node.launch import Launch, LaunchError
from ..node.output_files import applies, upload_output_files
from ..node.resource_files import fetch_resource_files
from ..state.entities import Node
from .applications import Installation


@dataclass(frozen=True)
class Needs:
    """What one task needs of its node; the default is nothing."""

    node: NodeDirectories
    resource_files: Sequence[JsonObject] = ()
    output_files: Sequence[JsonObject] = ()
    container: JsonObject | None = None
    """The task's containerSettings."""
    packages: Installation | None = None
    pool_has_containers: bool = False
    user: str | None = None
    """The named account that it runs as."""
    pool_users: frozenset[str] = frozenset()
    engines: Sequence[str] = containers.ENGINES
    auto_storage: str | None = None
    disk_reserve: int = 0

    @classmethod
    def of(cls, service: ServiceContext, spec: JsonObject, node: Node) -> Needs:
        """Take what a task needs, of whatever kind it is, from its complete `spec`."""
        machine: JsonObject = node.pool.spec.get("virtualMachineConfiguration") or {}
        directories = service.directories(node)
        return cls(
            node=directories,
            packages=Installation(service, spec.get("applicationPackageReferences"), directories),
            resource_files=spec.get("resourceFiles") or (),
            output_files=spec.get("outputFiles") or (),
            container=spec.get("containerSettings"),
            pool_has_containers="containerConfiguration" in machine,
            user=(spec.get("userIdentity") or {}).get("username"),
            pool_users=frozenset(
                str(account["name"]).lower() for account in node.pool.spec.get("userAccounts") or ()
            ),
            engines=service.options.container_engines,
            auto_storage=service.options.auto_storage,
            disk_reserve=service.options.disk_reserve,
        )

    @property
    def before(self) -> bool:
        """Something that takes time has to happen before the process."""
        return bool(self.packages) or bool(self.resource_files) or self.container is not None

    def adapt(self, launch: Launch) -> Launch:
        """Check that the node has what is needed, and return how to run the command line. Raises LaunchError."""
        free = shutil.disk_usage(launch.working_directory).free
        if free < self.disk_reserve:
            raise LaunchError(
                "DiskFull",
                f"The disk of the node has {free} bytes left, and {self.disk_reserve} are kept free.",
            )
        if self.user is not None and self.user.lower() not in self.pool_users:
            raise LaunchError("CommandLaunchFailed", f"The pool has no user account {self.user!r}.")
        if self.container is None:
            return launch
        if not self.pool_has_containers:
            raise LaunchError(
                "ContainerPoolNotSupported",
                "The task asks for a container, and its pool has no container configuration.",
            )
        engine = containers.find_engine(self.engines)
        return containers.containerised(launch, self.container, self.node, engine=engine)

    def bring(self, launch: Launch, is_cancelled: Callable[[], bool]) -> None:
        """Get all that has to be there before the process; blocks. Raises TransferError or LaunchError."""
        if self.packages:
            self.packages.install()
        if self.resource_files:
            fetch_resource_files(
                self.resource_files,
                launch.working_directory,
                auto_storage_url=self._container_url(),
                windows=launch.windows,
                cancelled=is_cancelled,
            )
        if launch.container is not None:
            containers.pull(launch.container)

    def leaves_files(self, exit_code: int) -> bool:
        """Tell whether anything is to be uploaded after the process."""
        return any(applies(entry, exit_code) for entry in self.output_files)

    def take(self, launch: Launch, exit_code: int, is_cancelled: Callable[[], bool]) -> None:
        """Upload what the process leaves; blocks. Raises TransferError."""
        upload_output_files(
            self.output_files,
            TaskDirectory(launch.stdout.parent),
            exit_code=exit_code,
            environment=launch.environment,
            windows=launch.windows,
            cancelled=is_cancelled,
        )

    def _container_url(self) -> Callable[[str], str] | None:
        if self.auto_storage is None:
            return None
        return functools.partial(blob_storage.blob_url, self.auto_storage)
