"""Connect to Azure Batch in one of three ways, and show what the account offers.

    python samples/connecting.py

The environment decides, here and in all samples:

- `AZURE_BATCH_ENDPOINT` with `AZURE_BATCH_ACCOUNT` and `AZURE_BATCH_KEY`: that account, with its shared key.
- `AZURE_BATCH_ENDPOINT` alone: that account, with Entra ID as azure-identity finds you (`az login` is enough).
- Neither: a local Batch service, started for this run.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from azure.core.credentials import AzureNamedKeyCredential
from azure.identity import DefaultAzureCredential
from azure.identity.aio import DefaultAzureCredential as AsyncDefaultAzureCredential

from azure_batch_sdk import BatchClient
from azure_batch_sdk.aio import BatchClient as AsyncBatchClient
from azure_batch_sdk.emulator import BatchEmulator

NODE_AGENT = "batch.node.ubuntu 24.04"
LOCAL_TIME_SCALE = 10.0
"""How many times as fast the clock of the local service runs, so that nobody has to wait for its nodes."""


@contextmanager
def connect(
    *, time_scale: float = LOCAL_TIME_SCALE, applications: Path | None = None
) -> Iterator[BatchClient]:
    """Open a client for the account that the environment names, else for a local Batch service.

    The arguments are for the local service: how fast its clock runs, and its folder of application packages.
    """
    if endpoint := os.environ.get("AZURE_BATCH_ENDPOINT"):
        if key := shared_key():
            print(f"{key.named_key.name} at {endpoint}, with its shared key")
            with BatchClient(endpoint, key) as client:
                yield client
        else:
            print(f"{endpoint}, with Entra ID")
            with DefaultAzureCredential() as entra_id, BatchClient(endpoint, entra_id) as client:
                yield client
    else:
        with (
            BatchEmulator(time_scale=time_scale, applications=applications) as emulator,
            emulator.get_client() as client,
        ):
            print(f"A local Batch service listens at {emulator.endpoint}")
            yield client


@asynccontextmanager
async def connect_async() -> AsyncIterator[AsyncBatchClient]:
    """Do the same for the asynchronous client; Entra ID's credential comes from `azure.identity.aio` then."""
    if endpoint := os.environ.get("AZURE_BATCH_ENDPOINT"):
        async with (
            AsyncDefaultAzureCredential() as entra_id,
            AsyncBatchClient(endpoint, shared_key() or entra_id) as client,
        ):
            yield client
    else:
        async with (
            BatchEmulator(time_scale=LOCAL_TIME_SCALE) as emulator,
            emulator.get_async_client() as client,
        ):
            print(f"A local Batch service listens at {emulator.endpoint}")
            yield client


def shared_key() -> AzureNamedKeyCredential | None:
    """Return the account's key, if the environment has it; the Azure CLI calls it AZURE_BATCH_ACCESS_KEY."""
    account = os.environ.get("AZURE_BATCH_ACCOUNT")
    key = os.environ.get("AZURE_BATCH_KEY") or os.environ.get("AZURE_BATCH_ACCESS_KEY")
    return AzureNamedKeyCredential(account, key) if account and key else None


def show_account(client: BatchClient) -> None:
    """Print what the account offers, images and application packages, and what its pools have used."""
    images = list(client.list_supported_images(filter="osType eq 'linux' and verificationType eq 'verified'"))
    fitting = [image.image_reference.offer for image in images if image.node_agent_sku_id == NODE_AGENT]
    print(f"{len(images)} verified Linux images; {NODE_AGENT!r} runs on {', '.join(map(str, fitting))}")
    if not fitting:
        sys.exit("no image fits the node agent that the samples use")

    for listed in client.list_applications():
        application = client.get_application(listed.id)
        print(f"application {application.id}: versions {', '.join(application.versions)}")
    for usage in client.list_pool_usage_metrics():
        print(f"pool {usage.pool_id} used {usage.total_core_hours:.1f} core hours of {usage.vm_size}")


def main() -> None:
    """Connect and show the account; the local one gets an application package for it."""
    argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0]).parse_args()
    with TemporaryDirectory() as folder:
        for version in ("1.0", "1.1"):
            package = Path(folder, "renderer", version)
            package.mkdir(parents=True)
            (package / "render.sh").write_text(f"echo renderer {version}\n")
        with connect(applications=Path(folder)) as client:
            show_account(client)


if __name__ == "__main__":
    main()
