"""How many tasks the emulator takes and runs in a second, beside what the machine can do at all.

    python -m benchmarks.emulator [--tasks 10000 30000 100000] [--nodes 8] [--slots 4] [--data] [--floor-tasks 2000]

Tasks of `/bin/true` are added with `create_tasks` while their job is disabled, then the job is enabled and all of them
run, then all are listed with a filter and few properties. Two floors are measured in the same run: the same
`create_tasks` against a bare aiohttp server that only echoes ids, and bare `Popen` of `/bin/true` with as many in flight
as the pool has slots, before and after each emulator. If the emulator does no step whose cost grows with the number of
tasks, the rates of all rows are alike.

The directories of the tasks lie where TMPDIR says. ext4 takes its time to make files for minutes after many were deleted,
by the row before, say; with TMPDIR on a tmpfs the rows can be compared.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import psutil
from azure.core.credentials import AzureNamedKeyCredential

from azure_batch_sdk import BatchClient
from azure_batch_sdk.emulator import BatchEmulator
from azure_batch_sdk.models import BatchJobDisableOptions

COMMAND = "/bin/true"
POLL_SECONDS = 0.1

BARE_SERVER = """
import asyncio, json
from aiohttp import web

async def answer(request):
    tasks = json.loads(await request.read())["value"]
    results = [{"status": "Success", "taskId": task["id"]} for task in tasks]
    return web.Response(text=json.dumps({"value": results}), content_type="application/json")

async def main():
    runner = web.ServerRunner(web.Server(answer, access_log=None))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.Event().wait()

asyncio.run(main())
"""


class Rates(NamedTuple):
    """What one emulator did, in tasks a second, with its floors."""

    tasks: int
    accepted: float
    accepted_floor: float
    started: float
    started_floor: float
    listed: float
    megabytes: float


def tasks(count: int) -> Iterator[dict[str, Any]]:
    """Make tasks."""
    return ({"id": f"task-{number:07d}", "commandLine": COMMAND} for number in range(count))


def accept(client: BatchClient, count: int) -> float:
    """Add tasks and return how many a second were taken."""
    began = time.perf_counter()
    client.create_tasks("job", tasks(count))
    return count / (time.perf_counter() - began)


@contextmanager
def bare_server() -> Iterator[BatchClient]:
    """Run the floor of `create_tasks` in a process of its own."""
    command = [sys.executable, "-c", BARE_SERVER]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            endpoint = f"http://127.0.0.1:{server.stdout.readline().strip()}"
            with BatchClient(endpoint, AzureNamedKeyCredential("account", "a2V5")) as client:
                yield client
        finally:
            server.kill()


def bare_starts(count: int, in_flight: int) -> float:
    """Start processes, so many at once, and return how many a second were started."""
    running: deque[subprocess.Popen[bytes]] = deque()
    began = time.perf_counter()
    for _ in range(count):
        if len(running) == in_flight:
            running.popleft().wait()
        running.append(
            subprocess.Popen(
                [COMMAND],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        )
    for process in running:
        process.wait()
    return count / (time.perf_counter() - began)


def run_all(client: BatchClient, count: int) -> float:
    """Let the job's tasks run and return how many a second were started, to the end of the last one."""
    began = time.perf_counter()
    client.begin_enable_job("job")
    while client.get_job_task_counts("job").task_counts.completed < count:
        time.sleep(POLL_SECONDS)
    return count / (time.perf_counter() - began)


def list_all(client: BatchClient, count: int) -> float:
    """List the completed tasks and return how many a second came."""
    began = time.perf_counter()
    listed = client.list_tasks("job", filter="state eq 'completed'", select=["id", "state"])
    assert sum(1 for _ in listed) == count
    return count / (time.perf_counter() - began)


def make_pool(client: BatchClient, nodes: int, slots: int) -> None:
    """Make a pool, wait for its nodes, and give it a job that is disabled."""
    pool: Any = {
        "id": "pool",
        "vmSize": "standard_d1_v2",
        "targetDedicatedNodes": nodes,
        "taskSlotsPerNode": slots,
        "virtualMachineConfiguration": {
            "imageReference": {"publisher": "canonical", "offer": "ubuntu-24_04-lts", "sku": "server"},
            "nodeAgentSKUId": "batch.node.ubuntu 24.04",
        },
    }
    client.create_pool(pool)
    while [node.state for node in client.list_nodes("pool")] != ["idle"] * nodes:
        time.sleep(POLL_SECONDS)
    job: Any = {"id": "job", "poolInfo": {"poolId": "pool"}}
    client.create_job(job)
    client.begin_disable_job("job", BatchJobDisableOptions(disable_tasks="requeue")).result()


def measure(count: int, options: argparse.Namespace, data_dir: str | None) -> Rates:
    """Measure one emulator with its floors."""
    in_flight = options.nodes * options.slots
    with bare_server() as client:
        accepted_floor = accept(client, count)
    floors = [bare_starts(options.floor_tasks, in_flight)]
    with BatchEmulator(data_dir=data_dir) as emulator, emulator.get_client() as client:
        make_pool(client, options.nodes, options.slots)
        (process,) = psutil.Process().children()
        accepted = accept(client, count)
        started = run_all(client, count)
        listed = list_all(client, count)
        megabytes = peak_megabytes(process)
    floors.append(bare_starts(options.floor_tasks, in_flight))
    return Rates(count, accepted, accepted_floor, started, sum(floors) / len(floors), listed, megabytes)


def peak_megabytes(process: psutil.Process) -> float:
    """Return the peak of a process's resident memory; where that is unknown, what it is now."""
    try:
        with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
            kilobytes = next(line.split()[1] for line in status if line.startswith("VmHWM"))
        return int(kilobytes) * 1024 / 1e6
    except FileNotFoundError:
        return process.memory_info().rss / 1e6


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.emulator", description="Add and run tasks on the emulator."
    )
    parser.add_argument("--tasks", type=int, nargs="+", default=[10_000, 30_000, 100_000])
    parser.add_argument("--nodes", type=int, default=8)
    parser.add_argument("--slots", type=int, default=4, help="task slots of each node (default 4)")
    parser.add_argument("--data", action="store_true", help="keep the state in a folder, as with --data-dir")
    parser.add_argument("--floor-tasks", type=int, default=2000, help="processes for the floor, twice")
    options = parser.parse_args()
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} cores ({platform.machine()}), "
        f"{options.nodes} nodes with {options.slots} slots, state {'in a folder' if options.data else 'forgotten'}; "
        "tasks a second\n"
    )
    print("|   tasks | accepted | bare aiohttp | share | started | bare Popen | share |  listed | peak MB |")
    print("| ------: | -------: | -----------: | ----: | ------: | ---------: | ----: | ------: | ------: |")
    for count in options.tasks:
        with tempfile.TemporaryDirectory() as folder:
            rates = measure(count, options, folder if options.data else None)
        print(
            f"| {count:7,} | {rates.accepted:8,.0f} | {rates.accepted_floor:12,.0f} "
            f"| {rates.accepted / rates.accepted_floor:5.0%} | {rates.started:7,.0f} | {rates.started_floor:10,.0f} "
            f"| {rates.started / rates.started_floor:5.0%} | {rates.listed:7,.0f} | {rates.megabytes:7,.0f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
