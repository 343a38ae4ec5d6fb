"""Pools and jobs that last as long as a `with` block: what the samples make, they also delete."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from connecting import NODE_AGENT

from azure_batch_sdk import BatchClient
from azure_batch_sdk.models import (
    BatchJobCreateOptions,
    BatchPoolCreateOptions,
    BatchPoolInfo,
    BatchVmImageReference,
    VirtualMachineConfiguration,
)


def fresh_name(purpose: str) -> str:
    """Make an id that nobody has taken."""
    return f"{purpose}-{uuid.uuid4().hex[:8]}"


def linux_pool(name: str, nodes: int) -> BatchPoolCreateOptions:
    """Describe a pool of small Linux machines; set more of its properties as you need them."""
    return BatchPoolCreateOptions(
        id=name,
        vm_size="STANDARD_D2S_V3",
        target_dedicated_nodes=nodes,
        virtual_machine_configuration=VirtualMachineConfiguration(
            image_reference=BatchVmImageReference(
                publisher="canonical", offer="ubuntu-24_04-lts", sku="server"
            ),
            node_agent_sku_id=NODE_AGENT,
        ),
    )


def job_on(pool_id: str) -> BatchJobCreateOptions:
    """Describe a job of a pool, under the same name; set more of its properties as you need them."""
    return BatchJobCreateOptions(id=pool_id, pool_info=BatchPoolInfo(pool_id=pool_id))


@contextmanager
def temporary_pool(client: BatchClient, options: BatchPoolCreateOptions) -> Iterator[str]:
    """Make a pool, give its id, and delete it at the end, whatever happened; nodes cost money."""
    client.create_pool(options)
    try:
        yield options.id
    finally:
        client.begin_delete_pool(options.id).result()


@contextmanager
def temporary_job(client: BatchClient, options: BatchJobCreateOptions) -> Iterator[str]:
    """Make a job, give its id, and delete it with its tasks at the end; open jobs count against a quota."""
    client.create_job(options)
    try:
        yield options.id
    finally:
        client.begin_delete_job(options.id).result()
