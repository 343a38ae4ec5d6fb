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
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta

from azure.core.credentials import AzureNamedKeyCredential
from azure.identity import DefaultAzureCredential
from azure.identity.aio import DefaultAzureCredential as AsyncDefaultAzureCredential

from azure_batch_sdk import BatchClient
from azure_batch_sdk.aio import BatchClient as AsyncBatchClient
from azure_batch_sdk.emulator import BatchEmulator
from azure_batch_sdk.models import (
    BatchJobCreateOptions,
    BatchPoolCreateOptions,
    BatchPoolInfo,
    BatchTask,
    BatchTaskCreateOptions,
    BatchVmImageReference,
    VirtualMachineConfiguration,
)
from azure_batch_sdk.progress import ProgressBars

COMMANDS = {
    "greet": "echo Hello from job $AZ_BATCH_JOB_ID",
    "add": "echo 19 + 23 = $((19 + 23))",
    "where": "echo My files are below $AZ_BATCH_TASK_WORKING_DIR",
}
PATIENCE = timedelta(minutes=15)


def run(client: BatchClient, name: str) -> None:
    """Create a pool and a job, run the commands as tasks, print their outcome, delete everything."""
    with ProgressBars() as bars:
        client.create_pool(pool_called(name))
        try:
            client.wait_for_nodes(name, timeout=PATIENCE, progress=bars.nodes)
            client.create_job(BatchJobCreateOptions(id=name, pool_info=BatchPoolInfo(pool_id=name)))
            try:
                client.create_tasks(name, tasks(), progress=bars.added)
                client.wait_for_tasks(name, timeout=PATIENCE, progress=bars.completed)
                for task in client.list_tasks(name):
                    show(task, b"".join(client.download_task_file(name, task.id, "stdout.txt")))
            finally:
                client.begin_delete_job(name).result()
        finally:
            client.begin_delete_pool(name).result()


async def run_async(client: AsyncBatchClient, name: str) -> None:
    """Do the same with the asynchronous client."""
    with ProgressBars() as bars:
        await client.create_pool(pool_called(name))
        try:
            await client.wait_for_nodes(name, timeout=PATIENCE, progress=bars.nodes)
            await client.create_job(BatchJobCreateOptions(id=name, pool_info=BatchPoolInfo(pool_id=name)))
            try:
                await client.create_tasks(name, tasks(), progress=bars.added)
                await client.wait_for_tasks(name, timeout=PATIENCE, progress=bars.completed)
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
        target_dedicated_nodes=2,
        virtual_machine_configuration=VirtualMachineConfiguration(
            image_reference=ubuntu, node_agent_sku_id="batch.node.ubuntu 24.04"
        ),
    )


def tasks() -> Iterator[BatchTaskCreateOptions]:
    """Make one task of each command; only a shell knows `$NAME` and `$(( ))`."""
    for task_id, command in COMMANDS.items():
        yield BatchTaskCreateOptions(id=task_id, command_line=f"/bin/sh -c '{command}'")


def show(task: BatchTask, output: bytes) -> None:
    """Print what the service knows about a finished task."""
    node = task.node_info.node_id if task.node_info else None
    exit_code = task.execution_info.exit_code if task.execution_info else None
    print(f"{task.id}: exit code {exit_code} on node {node}\n    {output.decode().rstrip()}")


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
