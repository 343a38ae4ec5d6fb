"""A whole day of azure-batch 15.1.0 against the service, over HTTP: wire, core and node together."""

from __future__ import annotations

import asyncio
import base64
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from azure.batch import BatchClient, models
from azure.core.credentials import AzureNamedKeyCredential
from azure.core.exceptions import HttpResponseError, ResourceExistsError, ResourceNotFoundError

from azure_batch_sdk.emulator.server import serve
from azure_batch_sdk.emulator.service import Service
from azure_batch_sdk.emulator.service_options import ServiceOptions

KEY = base64.b64encode(bytes(range(64))).decode()
DEADLINE = 60.0
QUICK: dict[str, Any] = {"polling_interval": 0}


class Host:
    """A service with its server, on a loop in a thread."""

    def __init__(self, folder: Path) -> None:
        self._options = ServiceOptions("demoacct", KEY, folder / "nodes", folder / "data", time_scale=10.0)
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()))
        self.endpoint = ""

    def start(self) -> None:
        self._thread.start()
        assert self._ready.wait(DEADLINE)

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(DEADLINE)

    async def _run(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        service = Service(self._options)
        await service.start()
        server = await serve(service)
        self.endpoint = server.endpoint
        self._ready.set()
        await self._stop.wait()
        await server.aclose()
        await service.aclose()


@pytest.fixture
def client(tmp_path: Path) -> Iterator[BatchClient]:
    host = Host(tmp_path)
    host.start()
    try:
        with BatchClient(host.endpoint, AzureNamedKeyCredential("demoacct", KEY)) as client:
            yield client
    finally:
        host.stop()


def until(look: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + DEADLINE
    while not look():
        assert time.monotonic() < end, f"not within {DEADLINE} s: {what}"
        time.sleep(0.02)


def make_pool(client: BatchClient, nodes: int) -> None:
    image = models.BatchVmImageReference(publisher="canonical", offer="ubuntu-24_04-lts", sku="server")
    client.create_pool(
        models.BatchPoolCreateOptions(
            id="p",
            vm_size="STANDARD_D1_v2",
            target_dedicated_nodes=nodes,
            task_slots_per_node=2,
            virtual_machine_configuration=models.VirtualMachineConfiguration(
                image_reference=image, node_agent_sku_id="batch.node.ubuntu 24.04"
            ),
            start_task=models.BatchStartTask(command_line="/bin/sh -c 'echo up'"),
        )
    )
    until(lambda: client.get_pool("p").allocation_state == "steady", "the pool is steady")
    until(lambda: all(node.state == "idle" for node in client.list_nodes("p")), "the nodes are up")


def test_tasks_run_and_their_output_can_be_read(client: BatchClient) -> None:
    make_pool(client, 2)
    client.create_job(models.BatchJobCreateOptions(id="j", pool_info=models.BatchPoolInfo(pool_id="p")))
    tasks = [
        models.BatchTaskCreateOptions(
            id=f"t{number:03}", command_line=f"/bin/sh -c 'echo {number}; exit {number % 3}'"
        )
        for number in range(150)
    ]
    client.create_tasks("j", tasks)
    until(lambda: client.get_job_task_counts("j").task_counts.completed == 150, "all tasks are completed")
    counts = client.get_job_task_counts("j")
    assert (counts.task_counts.succeeded, counts.task_counts.failed) == (50, 100)
    found = client.list_tasks(
        "j", filter="executionInfo/exitCode eq 2 and startswith(id,'t1')", select=["id"], max_results=7
    )
    assert [task.id for task in found] == [f"t{number:03}" for number in range(100, 150) if number % 3 == 2]
    assert b"".join(client.download_task_file("j", "t007", "stdout.txt")) == b"7\n"
    assert b"".join(client.download_task_file("j", "t107", "stdout.txt", ocp_range="bytes=1-1")) == b"0"
    assert client.get_task_file_properties("j", "t007", "stdout.txt").content_length == 2
    assert [file.name for file in client.list_task_files("j", "t007", recursive=True)] == [
        "stderr.txt",
        "stdout.txt",
        "wd",
    ]
    node = client.get_task("j", "t007").node_info
    assert node is not None
    assert node.node_id is not None
    assert b"".join(client.download_node_file("p", node.node_id, "startup/stdout.txt")) == b"up\n"
    task = client.get_task("j", "t002")
    assert task.execution_info is not None
    assert task.execution_info.failure_info is not None
    assert task.execution_info.failure_info.category == "UserError"
    client.reactivate_task("j", "t002")
    until(lambda: client.get_task("j", "t002").state == "completed", "the task has run again")


def test_every_long_running_operation_ends(client: BatchClient) -> None:
    make_pool(client, 1)
    node = next(iter(client.list_nodes("p"))).id
    # Mappings, because this client exports no classes for these options.
    reboot: Any = {"nodeRebootOption": "requeue"}
    reimage: Any = {"nodeReimageOption": "terminate"}
    deallocate: Any = {"nodeDeallocateOption": "requeue"}
    terminate: Any = {"terminateReason": "done"}
    client.begin_reboot_node("p", node, reboot, **QUICK).result()
    until(lambda: client.get_node("p", node).state == "idle", "the node is back")
    client.begin_reimage_node("p", node, reimage, **QUICK).result()
    until(lambda: client.get_node("p", node).state == "idle", "the node is back")
    client.begin_deallocate_node("p", node, deallocate, **QUICK).result()
    until(lambda: client.get_node("p", node).state == "deallocated", "the node rests")
    client.begin_start_node("p", node, **QUICK).result()
    until(lambda: client.get_node("p", node).state == "offline", "the node is up again")
    client.enable_node_scheduling("p", node)
    client.begin_resize_pool("p", models.BatchPoolResizeOptions(target_dedicated_nodes=3), **QUICK).result()
    until(lambda: client.get_pool("p").current_dedicated_nodes == 3, "three nodes")
    client.begin_remove_nodes("p", models.BatchNodeRemoveOptions(node_ids=[node]), **QUICK).result()
    until(lambda: client.get_pool("p").current_dedicated_nodes == 2, "two nodes")
    client.create_job(models.BatchJobCreateOptions(id="j", pool_info=models.BatchPoolInfo(pool_id="p")))
    client.begin_disable_job("j", models.BatchJobDisableOptions(disable_tasks="requeue"), **QUICK).result()
    client.begin_enable_job("j", **QUICK).result()
    until(lambda: client.get_job("j").state == "active", "the job is enabled")
    client.begin_terminate_job("j", terminate, **QUICK).result()
    until(lambda: client.get_job("j").state == "completed", "the job is completed")
    client.begin_delete_job("j", **QUICK).result()
    until(lambda: not list(client.list_jobs()), "the job is gone")
    client.begin_delete_pool("p", **QUICK).result()
    until(lambda: not list(client.list_pools()), "the pool is gone")


def test_refusals_arrive_as_the_client_expects_them(client: BatchClient) -> None:
    job = models.BatchJobCreateOptions(id="j", pool_info=models.BatchPoolInfo(pool_id="p"))
    client.create_job(job)
    with pytest.raises(ResourceExistsError, match="JobExists"):
        client.create_job(job)
    with pytest.raises(ResourceNotFoundError, match="TaskNotFound"):
        client.get_task("j", "t")
    pages = client.list_jobs(filter="nonsense eq 1")
    with pytest.raises(HttpResponseError, match="InvalidQueryParameterValue"):
        list(pages)
