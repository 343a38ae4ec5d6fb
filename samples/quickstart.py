"""Run three commands on Azure Batch and print what they said.

    python samples/quickstart.py            on a local Batch service, started for this run
    python samples/quickstart.py --async    the same with the asynchronous client

To run on Azure, set AZURE_BATCH_ENDPOINT to https://<account>.<region>.batch.azure.com. AZURE_BATCH_ACCOUNT and
AZURE_BATCH_KEY sign you in; without them Entra ID does, as azure-identity finds you (`az login` is enough).
"""

from __future__ import annotations

import argparse
import asyncio
import os
import time
import uuid
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager

from azure.core.credentials import AzureNamedKeyCredential
from azure.identity import DefaultAzureCredential
from azure.identity.aio import DefaultAzureCredential as AsyncDefaultAzureCredential

from azure_batch_sdk import BatchClient
from azure_batch_sdk.aio import BatchClient as AsyncBatchClient
from azure_batch_sdk.emulator import BatchEmulator
from azure_batch_sdk.models import (
    BatchJobCreateOptions,
    BatchNode,
    BatchNodeState,
    BatchPool,
    BatchPoolCreateOptions,
    BatchPoolInfo,
    BatchTask,
    BatchTaskCreateOptions,
    BatchTaskState,
    BatchVmImageReference,
    VirtualMachineConfiguration,
)

NODES = 2
COMMANDS = {
    "greet": "echo Hello from job $AZ_BATCH_JOB_ID",
    "add": "echo 19 + 23 = $((19 + 23))",
    "where": "echo My files are below $AZ_BATCH_TASK_WORKING_DIR",
}
WAIT_SECONDS = 15 * 60


def run(client: BatchClient, name: str) -> None:
    """Create a pool and a job, run the commands as tasks, print their outcome, delete everything."""
    client.create_pool(pool_called(name))
    try:
        for _ in every_second("the nodes to start"):
            if are_ready(client.get_pool(name), list(client.list_nodes(name))):
                break
        client.create_job(BatchJobCreateOptions(id=name, pool_info=BatchPoolInfo(pool_id=name)))
        try:
            client.create_tasks(name, tasks())
            for _ in every_second("the tasks to end"):
                if are_done(list(client.list_tasks(name))):
                    break
            for task in client.list_tasks(name):
                show(task, b"".join(client.download_task_file(name, task.id, "stdout.txt")))
        finally:
            client.begin_delete_job(name).result()
    finally:
        client.begin_delete_pool(name).result()


async def run_async(client: AsyncBatchClient, name: str) -> None:
    """Do the same with the asynchronous client."""
    await client.create_pool(pool_called(name))
    try:
        async for _ in every_second_async("the nodes to start"):
            if are_ready(await client.get_pool(name), [node async for node in client.list_nodes(name)]):
                break
        await client.create_job(BatchJobCreateOptions(id=name, pool_info=BatchPoolInfo(pool_id=name)))
        try:
            await client.create_tasks(name, tasks())
            async for _ in every_second_async("the tasks to end"):
                if are_done([task async for task in client.list_tasks(name)]):
                    break
            async for task in client.list_tasks(name):
                chunks = await client.download_task_file(name, task.id, "stdout.txt")
                show(task, b"".join([chunk async for chunk in chunks]))
        finally:
            await (await client.begin_delete_job(name)).result()
    finally:
        await (await client.begin_delete_pool(name)).result()


def pool_called(name: str) -> BatchPoolCreateOptions:
    """Describe a small Linux pool."""
    ubuntu = BatchVmImageReference(publisher="canonical", offer="ubuntu-24_04-lts", sku="server")
    return BatchPoolCreateOptions(
        id=name,
        vm_size="STANDARD_D2S_V3",
        target_dedicated_nodes=NODES,
        virtual_machine_configuration=VirtualMachineConfiguration(
            image_reference=ubuntu, node_agent_sku_id="batch.node.ubuntu 24.04"
        ),
    )


def tasks() -> Iterator[BatchTaskCreateOptions]:
    """Make one task of each command; only a shell knows `$NAME` and `$(( ))`."""
    for task_id, command in COMMANDS.items():
        yield BatchTaskCreateOptions(id=task_id, command_line=f"/bin/sh -c '{command}'")


def are_ready(pool: BatchPool, nodes: Sequence[BatchNode]) -> bool:
    """Tell whether all nodes wait for tasks; raise if the pool cannot get them."""
    if pool.resize_errors:
        raise RuntimeError(f"the pool got too few nodes: {pool.resize_errors[0].message}")
    return [node.state for node in nodes] == [BatchNodeState.IDLE] * NODES


def are_done(found: Sequence[BatchTask]) -> bool:
    """Tell whether every task has ended, well or not."""
    return [task.state for task in found] == [BatchTaskState.COMPLETED] * len(COMMANDS)


def show(task: BatchTask, output: bytes) -> None:
    """Print what the service knows about a finished task."""
    node = task.node_info.node_id if task.node_info else None
    exit_code = task.execution_info.exit_code if task.execution_info else None
    print(f"{task.id}: exit code {exit_code} on node {node}\n    {output.decode().rstrip()}")


def every_second(goal: str) -> Iterator[None]:
    """Let the caller look once a second, until it breaks out or the time is up."""
    deadline = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < deadline:
        yield
        time.sleep(1)
    raise TimeoutError(f"waited {WAIT_SECONDS} seconds for {goal}")


async def every_second_async(goal: str) -> AsyncIterator[None]:
    """Do the same without blocking the event loop."""
    deadline = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < deadline:
        yield
        await asyncio.sleep(1)
    raise TimeoutError(f"waited {WAIT_SECONDS} seconds for {goal}")


def shared_key() -> AzureNamedKeyCredential | None:
    """Return the account's key, if the environment has it."""
    account = os.environ.get("AZURE_BATCH_ACCOUNT")
    key = os.environ.get("AZURE_BATCH_KEY") or os.environ.get(
        "AZURE_BATCH_ACCESS_KEY"
    )  # the latter: Azure CLI
    return AzureNamedKeyCredential(account, key) if account and key else None


@contextmanager
def connect() -> Iterator[BatchClient]:
    """Open a client for Azure if the environment names an account, else for a local Batch service."""
    if endpoint := os.environ.get("AZURE_BATCH_ENDPOINT"):
        with BatchClient(endpoint, shared_key() or DefaultAzureCredential()) as client:
            yield client
    else:
        with BatchEmulator() as emulator, emulator.get_client() as client:
            print(f"A local Batch service listens at {emulator.endpoint}")
            yield client


@asynccontextmanager
async def connect_async() -> AsyncIterator[AsyncBatchClient]:
    """Do the same for the asynchronous client."""
    if endpoint := os.environ.get("AZURE_BATCH_ENDPOINT"):
        async with (
            AsyncDefaultAzureCredential() as entra_id,
            AsyncBatchClient(endpoint, shared_key() or entra_id) as client,
        ):
            yield client
    else:
        async with BatchEmulator() as emulator, emulator.get_async_client() as client:
            print(f"A local Batch service listens at {emulator.endpoint}")
            yield client


async def main_async(name: str) -> None:
    """Run with the asynchronous client."""
    async with connect_async() as client:
        await run_async(client, name)


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(
        description="Run three commands on Azure Batch and print what they said."
    )
    parser.add_argument("--async", action="store_true", dest="use_async", help="use the asynchronous client")
    use_async = parser.parse_args().use_async
    name = f"quickstart-{uuid.uuid4().hex[:8]}"
    if use_async:
        asyncio.run(main_async(name))
    else:
        with connect() as client:
            run(client, name)


if __name__ == "__main__":
    main()
