"""How long adding tasks takes, against azure-batch 15.1.0.

    python benchmarks/bulk_speed.py [tasks, default 20000] [--latency 0.02]

A server in a process of its own answers each request after 20 ms. Printed are seconds and ratios; each line is the
best of three runs.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import json
import logging
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from azure.core.credentials import AzureNamedKeyCredential

SERVER = Path(__file__).parents[1] / "tests" / "bulk" / "fault_server.py"
CREDENTIAL = AzureNamedKeyCredential("account", base64.b64encode(b"k" * 32).decode())
RUNS = 3


def ours(endpoint: str, count: int, concurrency: int | None) -> None:
    """Add tasks with this package's client."""
    from azure_batch_sdk import BatchClient
    from azure_batch_sdk.models import BatchTaskCreateOptions

    with BatchClient(endpoint, CREDENTIAL) as client:
        tasks = [BatchTaskCreateOptions(id=f"t{number}", command_line="x") for number in range(count)]
        client.create_tasks("job", tasks, max_concurrency=concurrency)


def ours_asynchronously(endpoint: str, count: int, concurrency: int | None) -> None:
    """Add tasks with this package's async client."""
    from azure_batch_sdk.aio import BatchClient
    from azure_batch_sdk.models import BatchTaskCreateOptions

    async def add() -> None:
        async with BatchClient(endpoint, CREDENTIAL) as client:
            tasks = [BatchTaskCreateOptions(id=f"t{number}", command_line="x") for number in range(count)]
            await client.create_tasks("job", tasks, max_concurrency=concurrency)

    asyncio.run(add())


def theirs(endpoint: str, count: int, concurrency: int | None) -> None:
    """Add tasks with azure-batch."""
    from azure.batch import BatchClient
    from azure.batch.models import BatchTaskCreateOptions

    with BatchClient(endpoint, CREDENTIAL) as client:
        tasks = [BatchTaskCreateOptions(id=f"t{number}", command_line="x") for number in range(count)]
        client.create_tasks("job", tasks, max_concurrency=concurrency)


def timed(
    run: Callable[[str, int, int | None], None], latency: float, count: int, concurrency: int | None
) -> Any:
    """Return the seconds of the best run and the requests of the last, each against a fresh server."""
    import urllib.request

    best, requests = float("inf"), 0
    for _ in range(RUNS):
        command = [sys.executable, str(SERVER), json.dumps({"latency": latency})]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout is not None
            endpoint = f"http://127.0.0.1:{server.stdout.readline().strip()}"
            began = time.perf_counter()
            run(endpoint, count, concurrency)
            best = min(best, time.perf_counter() - began)
            with urllib.request.urlopen(endpoint + "/score") as answer:
                score = json.load(answer)
            assert score["tasks"] == count, score
            requests = score["requests"]
            assert server.stdin is not None
            server.stdin.close()
    return best, requests


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("tasks", nargs="?", type=int, default=20_000)
    parser.add_argument("--latency", type=float, default=0.02)
    arguments = parser.parse_args()
    logging.disable(logging.CRITICAL)
    ours(*_warm(arguments.latency))
    base = None
    for name, run, concurrency in (
        ("ours, default (8)", ours, None),
        ("ours, async, default (8)", ours_asynchronously, None),
        ("ours, 1 at a time", ours, 1),
        ("azure-batch 15.1.0, default (1)", theirs, None),
        ("azure-batch 15.1.0, 8 at a time", theirs, 8),
    ):
        seconds, requests = timed(run, arguments.latency, arguments.tasks, concurrency)
        base = base or seconds
        print(f"{name:34} {seconds:7.2f} s {seconds / base:6.1f} x  {requests} requests", flush=True)


def _warm(latency: float) -> tuple[str, int, None]:
    """Import what the runs need, so that the first is not charged for it."""

    return "http://127.0.0.1:9", 0, None


if __name__ == "__main__":
    main()
