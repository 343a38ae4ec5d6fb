"""Files of tasks that really run."""

from __future__ import annotations

import asyncio
import http.client
import itertools
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import aclosing, closing
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from azure.core.credentials import AzureNamedKeyCredential

from azure_batch_sdk import BatchClient, models as m
from azure_batch_sdk.aio import BatchClient as AsyncBatchClient
from azure_batch_sdk.emulator import BatchEmulator
from tests.either import Driver
from tests.loopback import LoopbackServer, Recorded, Reply

SECONDS = 30.0
_NAMES = itertools.count()


@pytest.fixture(scope="module", autouse=True)
def pool(emulator: BatchEmulator) -> None:
    """A pool with two nodes of four slots."""
    with emulator.get_client() as client:
        client.create_pool(
            m.BatchPoolCreateOptions(
                id="p",
                vm_size="standard_d2s_v3",
                target_dedicated_nodes=2,
                task_slots_per_node=4,
                virtual_machine_configuration=m.VirtualMachineConfiguration(
                    image_reference=m.BatchVmImageReference(
                        publisher="canonical", offer="ubuntu-24_04-lts", sku="server"
                    ),
                    node_agent_sku_id="batch.node.ubuntu 24.04",
                ),
            )
        )


@pytest.fixture
def job(setup: BatchClient) -> str:
    """A job of its own for the test."""
    name = f"files-{next(_NAMES)}"
    setup.create_job(m.BatchJobCreateOptions(id=name, pool_info=m.BatchPoolInfo(pool_id="p")))
    return name


def add(setup: BatchClient, job: str, task_id: str, script: str, retries: int = 0) -> None:
    """Add a task that runs a shell script."""
    assert "'" not in script
    setup.create_task(
        job,
        m.BatchTaskCreateOptions(
            id=task_id,
            command_line=f"/bin/sh -c '{script}'",
            constraints=m.BatchTaskConstraints(max_task_retry_count=retries),
        ),
    )


def until(holds: Callable[[], object]) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < deadline, "it never came to hold"
        time.sleep(0.02)


def completed(setup: BatchClient, job: str, task_id: str) -> bool:
    """Tell whether a task is completed."""
    return setup.get_task(job, task_id).state == m.BatchTaskState.COMPLETED


LINES = 25
COUNT = f"i=0; while [ $i -lt {LINES} ]; do echo line $i of a task that writes; i=$((i+1)); sleep 0.1; done"
COUNTED = "".join(f"line {number} of a task that writes\n" for number in range(LINES)).encode()


class CuttingProxy:
    """Passes everything on to the emulator, and loses connections in the middle of downloads."""

    def __init__(self, endpoint: str) -> None:
        self._host = endpoint.removeprefix("http://")
        self._lock = threading.Lock()
        self.passed = 0
        """Bytes of files passed on to the client."""
        self.cut_at: list[int] = []
        """Offsets in the file at which a connection was lost."""

    def reply(self, request: Recorded) -> Reply:
        """Answer as the emulator does."""
        headers = {name: value for name, value in request.headers.items() if name.lower() != "host"}
        with closing(http.client.HTTPConnection(self._host, timeout=30)) as connection:
            connection.request(request.method, request.target, request.body, headers)
            answer = connection.getresponse()
            body = answer.read()
        kept = {
            name: value
            for name, value in answer.getheaders()
            if name.lower() not in ("transfer-encoding", "connection", "date", "server", "content-length")
        }
        if request.method == "HEAD":
            return Reply(
                answer.status, headers={**kept, "Content-Length": answer.headers["Content-Length"] or "0"}
            )
        if "/files/" not in request.path or answer.status != 200:
            return Reply(answer.status, body=body, headers=kept)
        first = int(request.headers["ocp-range"].removeprefix("bytes=").partition("-")[0])
        with self._lock:
            # Every second download breaks off in the middle of a line.
            keep = len(body) - 7 if len(body) > 7 and len(self.cut_at) % 2 == 0 else len(body)
            if keep < len(body):
                self.cut_at.append(first + keep)
            else:
                self.cut_at.append(-1)
            self.passed += keep
        chunks = [body[:keep]]
        if keep < len(body):
            return Reply(answer.status, chunks=[*chunks, b"lost"], truncate=1, headers=kept)
        return Reply(answer.status, chunks=chunks, headers=kept)


@pytest.fixture
def proxy(emulator: BatchEmulator) -> Iterator[tuple[LoopbackServer, CuttingProxy]]:
    """A proxy that loses connections."""
    proxy = CuttingProxy(emulator.endpoint)
    with LoopbackServer() as server:
        server.handler = proxy.reply
        yield server, proxy


def test_a_task_is_followed_to_its_end_through_lost_connections(
    driver: Driver,
    files: ModuleType,
    setup: BatchClient,
    emulator: BatchEmulator,
    job: str,
    proxy: tuple[LoopbackServer, CuttingProxy],
) -> None:
    server, cutting = proxy
    kind = BatchClient if driver.name == "sync" else AsyncBatchClient
    credential = AzureNamedKeyCredential(emulator.account_name, emulator.account_key)
    client = driver.enter(kind(server.endpoint, credential))
    add(setup, job, "t", COUNT)
    try:
        given = driver.collect(
            files.follow_task_file(client, job, "t", polling_interval=0.05, timeout=SECONDS)
        )
    finally:
        driver.leave(client)
    assert b"".join(given) == COUNTED
    assert len(given) > 5, "it was not followed but read at the end"
    cuts = [offset for offset in cutting.cut_at if offset >= 0]
    assert cuts, "no connection was lost"
    assert any(0 < offset < len(COUNTED) and COUNTED[offset - 1 : offset] != b"\n" for offset in cuts)
    assert cutting.passed >= len(COUNTED)


def test_a_task_is_followed_from_before_it_begins(
    driver: Driver, files: ModuleType, real_client: Any, setup: BatchClient, job: str
) -> None:
    setup.begin_disable_job(job, m.BatchJobDisableOptions(disable_tasks="requeue")).result()
    add(setup, job, "t", "echo begun; sleep 0.3; echo ended")
    follow = files.follow_task_file(
        real_client, job, "t", encoding="utf-8", polling_interval=0.05, timeout=SECONDS
    )
    enabler = threading.Timer(0.5, lambda: setup.begin_enable_job(job, polling=False))
    enabler.start()
    assert driver.collect(follow) == ["begun\n", "ended\n"]
    enabler.join()


def test_retries_are_followed_each_from_its_start(
    driver: Driver, files: ModuleType, real_client: Any, setup: BatchClient, job: str, tmp_path: Path
) -> None:
    # Each run is the same as the one before, but for its number. Runs may be on different nodes.
    script = (
        f"cd {tmp_path}; n=$(cat count 2>/dev/null || echo 0); echo $((n+1)) > count; echo run $n; sleep 0.4; "
        "echo end $n; sleep 0.4; exit 1"
    )
    add(setup, job, "t", script, retries=2)
    lines = driver.collect(
        files.follow_task_file(
            real_client, job, "t", encoding="utf-8", polling_interval=0.05, timeout=SECONDS
        )
    )
    assert lines == ["run 0\n", "end 0\n", "run 1\n", "end 1\n", "run 2\n", "end 2\n"]


def test_quick_retries_end_with_the_whole_last_run(
    driver: Driver, files: ModuleType, real_client: Any, setup: BatchClient, job: str, tmp_path: Path
) -> None:
    script = f"cd {tmp_path}; n=$(cat count 2>/dev/null || echo 0); echo $((n+1)) > count; echo same; echo run $n; exit 1"
    add(setup, job, "t", script, retries=8)
    text = b"".join(
        driver.collect(files.follow_task_file(real_client, job, "t", polling_interval=0.01, timeout=SECONDS))
    )
    runs = text.decode().split("same\n")[1:]
    assert runs[-1] == "run 8\n"
    assert runs == sorted(set(runs)), "a run came twice, or in the wrong order"


def test_following_can_be_ended_at_any_time(
    driver: Driver, files: ModuleType, real_client: Any, setup: BatchClient, job: str
) -> None:
    add(setup, job, "t", "echo first; sleep 60")
    following = files.follow_task_file(real_client, job, "t", polling_interval=0.05)

    async def first() -> bytes:
        async with aclosing(following):
            async for piece in following:
                return bytes(piece)
        raise AssertionError

    if driver.name == "sync":
        with closing(following):
            assert next(following) == b"first\n"
    else:
        assert driver.wait(first()) == b"first\n"
    setup.terminate_task(job, "t")


@pytest.mark.parametrize("driver", ["async"], indirect=True)
def test_following_in_asyncio_can_be_cancelled(
    driver: Driver, files: ModuleType, real_client: Any, setup: BatchClient, job: str
) -> None:
    add(setup, job, "t", "echo first; sleep 60")
    got = asyncio.Event()

    async def follow() -> None:
        async for _ in files.follow_task_file(real_client, job, "t", polling_interval=0.05):
            got.set()

    async def run() -> None:
        task = asyncio.create_task(follow())
        await asyncio.wait_for(got.wait(), SECONDS)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    driver.wait(run())
    setup.terminate_task(job, "t")


def test_outputs_of_a_job(
    driver: Driver, files: ModuleType, real_client: Any, setup: BatchClient, job: str, tmp_path: Path
) -> None:
    for number in range(6):
        add(
            setup, job, f"t{number}", f"echo {number}; mkdir -p deep; head -c 300000 /dev/urandom > deep/data"
        )
    until(lambda: all(completed(setup, job, f"t{number}") for number in range(6)))
    report = driver.wait(files.download_task_outputs(real_client, job, to=tmp_path))
    assert len(report.files) == 18
    for number in range(6):
        place = tmp_path / f"t{number}"
        assert (place / "stdout.txt").read_text() == f"{number}\n"
        data = b"".join(setup.download_task_file(job, f"t{number}", "wd/deep/data"))
        assert (place / "wd/deep/data").read_bytes() == data
    again = driver.wait(files.download_task_outputs(real_client, job, to=tmp_path))
    assert all(file.was_there for file in again.files)


def test_a_file_of_a_task_and_the_same_of_its_node(
    driver: Driver, files: ModuleType, real_client: Any, setup: BatchClient, job: str, tmp_path: Path
) -> None:
    add(setup, job, "t", "echo out; head -c 3000000 /dev/urandom > data")
    until(lambda: completed(setup, job, "t"))
    saved = driver.wait(files.save_task_file(real_client, job, "t", "wd/data", tmp_path))
    node = setup.get_task(job, "t").node_info
    assert node is not None
    path = f"workitems/{job}/job-1/t/wd/data"
    other = driver.wait(files.save_node_file(real_client, "p", node.node_id, path, tmp_path / "other"))
    assert saved == tmp_path / "data"
    assert saved.stat().st_size == 3_000_000
    assert saved.read_bytes() == other.read_bytes()


def test_a_log_is_saved_while_it_is_written(
    driver: Driver, files: ModuleType, real_client: Any, setup: BatchClient, job: str, tmp_path: Path
) -> None:
    add(setup, job, "t", "while true; do echo line; done")
    until(lambda: setup.get_task(job, "t").state == m.BatchTaskState.RUNNING)
    until(lambda: any(file.name == "stdout.txt" for file in setup.list_task_files(job, "t")))
    until(lambda: setup.get_task_file_properties(job, "t", "stdout.txt").content_length > 2_000_000)
    saved = driver.wait(files.save_task_file(real_client, job, "t", "stdout.txt", tmp_path))
    setup.terminate_task(job, "t")
    content = saved.read_bytes()
    assert len(content) > 2_000_000
    assert content == (b"line\n" * (len(content) // 5 + 1))[: len(content)]
