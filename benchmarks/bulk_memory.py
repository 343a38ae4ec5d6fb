"""How much memory `create_tasks` needs for a stream of tasks.

    python benchmarks/bulk_memory.py [tasks, default 1000000] [--async]

A generator gives the tasks and a server in a process of its own takes them. Printed is the peak of this process's
resident memory over what it had once everything was imported, and the size of what is kept for the results.
"""

from __future__ import annotations

import asyncio
import base64
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from azure.core.credentials import AzureNamedKeyCredential

SERVER = Path(__file__).parents[1] / "tests" / "bulk" / "fault_server.py"
CREDENTIAL = AzureNamedKeyCredential("account", base64.b64encode(b"k" * 32).decode())


def tasks(count: int) -> Iterator[dict[str, Any]]:
    """Yield tasks of an ordinary size."""
    for number in range(count):
        yield {
            "id": f"task-{number:07d}",
            "commandLine": f"/bin/bash -c 'render --frame {number} --out frame-{number:07d}.png'",
            "environmentSettings": [{"name": "FRAME", "value": str(number)}],
            "constraints": {"maxTaskRetryCount": 3},
        }


def peak() -> float:
    """Return the peak of the resident memory so far, in MB."""
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size / 1e6 if sys.platform == "darwin" else size * 1024 / 1e6


def send(endpoint: str, count: int) -> Any:
    """Send with the sync client."""
    from azure_batch_sdk import BatchClient

    with BatchClient(endpoint, CREDENTIAL) as client:
        client.create_tasks("job", tasks(100))
        before = peak()
        return client.create_tasks("job", tasks(count)), before


async def send_asynchronously(endpoint: str, count: int) -> Any:
    """Send with the async client."""
    from azure_batch_sdk.aio import BatchClient

    async with BatchClient(endpoint, CREDENTIAL) as client:
        await client.create_tasks("job", tasks(100))
        before = peak()
        return await client.create_tasks("job", tasks(count)), before


def main() -> None:
    """Measure and print."""
    count = int(next((word for word in sys.argv[1:] if word.isdigit()), "1000000"))
    command = [sys.executable, str(SERVER), json.dumps({})]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        endpoint = f"http://127.0.0.1:{server.stdout.readline().strip()}"
        began = time.perf_counter()
        if "--async" in sys.argv:
            result, before = asyncio.run(send_asynchronously(endpoint, count))
        else:
            result, before = send(endpoint, count)
        seconds = time.perf_counter() - began
        after = peak()
        assert server.stdin is not None
        server.stdin.close()
    first = result.result_values[0]
    assert len(result.result_values) == count
    assert first.task_id == "task-0000000"
    print(f"{count} tasks in {seconds:.1f} s: {after - before:.1f} MB over import ({before:.1f} MB)")
    print(f"with all results read: {peak() - before:.1f} MB over import")


if __name__ == "__main__":
    main()
