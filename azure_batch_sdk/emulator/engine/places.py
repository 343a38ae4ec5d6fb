"""Where a task of a job runs, as its environment variables are made of it."""

from __future__ import annotations

from collections.abc import Sequence

from ..context import ServiceContext
from ..messages import JsonObject
from ..node.environment import Instances, TaskKind, TaskPlace
from ..state.entities import Job, Node
from .applications import Installation


def place_of(
    service: ServiceContext,
    job: Job,
    node: Node,
    task_id: str,
    kind: TaskKind = "task",
    *,
    token: str | None = None,
    instances: Instances | None = None,
    packages: Sequence[JsonObject] | None = None,
) -> TaskPlace:
    """Return the place of a task of a job on a node, its preparation and release tasks among them."""
    directories = service.directories(node)
    own = Installation(service, packages, directories).installed()
    preparation = job.spec.get("jobPreparationTask")
    return TaskPlace(
        kind=kind,
        account_name=service.account_name,
        account_url=service.account_url,
        pool_id=node.pool.id,
        node_id=node.id,
        is_dedicated=node.dedicated,
        node=directories,
        directory=directories.task_directory(job.id, task_id),
        job_id=job.id,
        task_id=task_id,
        preparation=None if preparation is None else directories.task_directory(job.id, preparation["id"]),
        packages=[*node.packages, *own],
        authentication_token=token,
        instances=instances,
        windows=node.pool.is_windows,
    )
