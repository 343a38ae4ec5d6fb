"""A whole service behind its HTTP edge on a loop in a thread, and short words for what tests ask of it."""

from __future__ import annotations

import asyncio
import base64
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import pytest
from azure.core.credentials import AzureNamedKeyCredential
from azure.core.exceptions import HttpResponseError

from azure_batch_sdk import BatchClient
from azure_batch_sdk.emulator.page.routes import Page
from azure_batch_sdk.emulator.server import serve
from azure_batch_sdk.emulator.service import Service
from azure_batch_sdk.emulator.service_options import ServiceOptions

from .signed_http import SignedHttp

ACCOUNT = "demoacct"
KEY = base64.b64encode(bytes(range(64))).decode()
DEADLINE = 30.0

Seen = TypeVar("Seen")

LINUX: dict[str, Any] = {
    "imageReference": {"publisher": "canonical", "offer": "ubuntu-24_04-lts", "sku": "server"},
    "nodeAgentSKUId": "batch.node.ubuntu 24.04",
}
WINDOWS: dict[str, Any] = {
    "imageReference": {
        "publisher": "microsoftwindowsserver",
        "offer": "windowsserver",
        "sku": "2022-datacenter",
    },
    "nodeAgentSKUId": "batch.node.windows amd64",
}


class EdgeHost:
    """A running service with a client for it; bodies are written as on the wire."""

    def __init__(self, service: Service, loop: asyncio.AbstractEventLoop, endpoint: str) -> None:
        self.service = service
        self.endpoint = endpoint
        self.http = SignedHttp(endpoint, ACCOUNT, KEY)
        self.client: Any = BatchClient(endpoint, AzureNamedKeyCredential(ACCOUNT, KEY))
        """Untyped, because it is given mappings."""
        self._loop = loop

    def on_loop(self, action: Callable[[], Seen]) -> Seen:
        """Do something on the loop that owns the state."""
        result: Future[Seen] = Future()
        self._loop.call_soon_threadsafe(lambda: result.set_result(action()))
        return result.result(DEADLINE)

    def pool(self, pool_id: str = "p", *, machine: dict[str, Any] = LINUX, **members: Any) -> None:
        """Make a pool and wait until its nodes, one if nothing else is said, have come up or failed to."""
        wanted = members.setdefault("targetDedicatedNodes", 1) + members.get("targetLowPriorityNodes", 0)
        body = {"id": pool_id, "vmSize": "standard_d1_v2", "virtualMachineConfiguration": machine, **members}
        self.client.create_pool(body)
        up = {"idle", "running", "starttaskfailed", "unusable"}
        until(
            lambda: (
                [node.state in up for node in self.client.list_nodes(pool_id)] == [True] * wanted
                and self.client.get_pool(pool_id).allocation_state == "steady"
            ),
            f"the {wanted} nodes of {pool_id} are up",
        )

    def job(self, job_id: str = "j", pool_id: str = "p", **members: Any) -> None:
        """Make a job."""
        self.client.create_job({"id": job_id, "poolInfo": {"poolId": pool_id}, **members})

    def task(self, task_id: str, command: str, job_id: str = "j", **members: Any) -> None:
        """Make a task."""
        self.client.create_task(job_id, {"id": task_id, "commandLine": command, **members})

    def run(self, task_id: str, command: str, job_id: str = "j", **members: Any) -> Any:
        """Make a task and return it when it is completed."""
        self.task(task_id, command, job_id, **members)
        return self.completed(task_id, job_id)

    def completed(self, task_id: str, job_id: str = "j") -> Any:
        """Wait until a task is completed, and return it."""
        return self.task_in("completed", task_id, job_id)

    def task_in(self, state: str, task_id: str, job_id: str = "j") -> Any:
        """Wait until a task is in a state, and return it."""

        def look() -> Any:
            task = self.client.get_task(job_id, task_id)
            return task if task.state == state else None

        return until(look, f"task {job_id}/{task_id} is {state}")

    def node(self, pool_id: str = "p") -> Any:
        """Return the only node of a pool."""
        (node,) = self.client.list_nodes(pool_id)
        return node

    def node_in(self, state: str, pool_id: str = "p") -> Any:
        """Wait until the only node of a pool is in a state, and return it."""

        def look() -> Any:
            nodes = list(self.client.list_nodes(pool_id))
            return nodes[0] if len(nodes) == 1 and nodes[0].state == state else None

        return until(look, f"the node of {pool_id} is {state}")

    def text(self, task_id: str, path: str = "stdout.txt", job_id: str = "j") -> str:
        """Return a file of a task."""
        return b"".join(self.client.download_task_file(job_id, task_id, path)).decode()


def until(look: Callable[[], Seen | None], what: str) -> Seen:
    """Look until there is something to see, at most for the deadline."""
    end = time.monotonic() + DEADLINE
    while True:
        seen = look()
        if seen:
            return seen
        assert time.monotonic() < end, f"not within {DEADLINE} s: {what}"
        time.sleep(0.01)


def refusal(call: Callable[[], object]) -> tuple[int | None, str]:
    """Return status and code of a call that is refused."""
    with pytest.raises(HttpResponseError) as refused:
        call()
    model: Any = refused.value.model
    return refused.value.status_code, model.code


@contextmanager
def edge_host(
    folder: Path, *, time_scale: float = 20.0, data: bool = False, **options: Any
) -> Iterator[EdgeHost]:
    """Run a service that keeps everything below a folder."""
    ready: Future[EdgeHost] = Future()
    thread = threading.Thread(
        target=lambda: asyncio.run(
            _run(
                ServiceOptions(
                    ACCOUNT,
                    KEY,
                    folder / "nodes",
                    folder / "data" if data else None,
                    time_scale=time_scale,
                    **options,
                ),
                ready,
            )
        )
    )
    thread.start()
    host = ready.result(DEADLINE)
    try:
        with host.client:
            yield host
    finally:
        host.on_loop(_stops[host.endpoint].set)
        thread.join(DEADLINE)
        assert not thread.is_alive(), "the service does not stop"


_stops: dict[str, asyncio.Event] = {}


async def _run(options: ServiceOptions, ready: Future[EdgeHost]) -> None:
    try:
        service = Service(options)
        await service.start()
        server = await serve(service, page=Page(service))
    except BaseException as error:
        ready.set_exception(error)
        raise
    stop = _stops[server.endpoint] = asyncio.Event()
    service.account_url = server.endpoint
    ready.set_result(EdgeHost(service, asyncio.get_running_loop(), server.endpoint))
    await stop.wait()
    await server.aclose()
    await service.aclose()
