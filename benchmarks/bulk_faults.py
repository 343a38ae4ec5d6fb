"""What becomes of tasks that are added through bad weather, with azure-batch 15.1.0 beside it.

    python -m benchmarks.bulk_faults [--seeds 20] [--tasks 5000] [--share 0.05] [--write FILE]

For each kind of fault, and for all together, a server with seeded faults is given the tasks by the synchronous and by the
asynchronous client, once for each seed. The table says how many tasks were lost (not in the job, though the call
returned), left unknown (not known to be added or refused), and sent again without need (their fate had been answered),
and how many requests the worst run took, over the fewest possible. The exit code is 1 if one of the first three is not 0,
or the last is more than the bound.

azure-batch 15.1.0 gets one seed, in a process of its own that is ended after 30 seconds.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import logging
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from azure.core.credentials import AzureNamedKeyCredential

from azure_batch_sdk import BatchClient
from azure_batch_sdk._bulk.call import Surroundings
from azure_batch_sdk._bulk.waits import Limits
from azure_batch_sdk.aio import BatchClient as AsyncBatchClient
from azure_batch_sdk.models import BatchTaskAddStatus, CreateTasksError
from tests.bulk.fault_server import Faults, FaultServer

CREDENTIAL = AzureNamedKeyCredential("account", base64.b64encode(b"k" * 32).decode())
BOUND = 6
"""Requests, over the fewest possible, that no run may need."""
SECONDS = 30
"""What azure-batch gets for each case."""

REFERENCE = """
import base64, logging, sys
from azure.batch import BatchClient
from azure.batch.models import BatchTaskCreateOptions
from azure.core.credentials import AzureNamedKeyCredential

logging.disable(logging.CRITICAL)
key = base64.b64encode(b"k" * 32).decode()
with BatchClient(sys.argv[1], AzureNamedKeyCredential("account", key)) as client:
    tasks = [BatchTaskCreateOptions(id=f"t{n}", command_line=f"echo {n}") for n in range(int(sys.argv[2]))]
    try:
        client.create_tasks("job", tasks)
    except Exception as error:
        print("raised", type(error).__name__)
    else:
        print("returned")
"""


@dataclass
class Outcome:
    """What the runs of one kind of fault came to: sums, and the worst of the requests."""

    runs: int = 0
    faults: int = 0
    lost: int = 0
    unknown: int = 0
    needless: int = 0
    requests: int = 0

    def add(self, server: FaultServer, added: int, unknown: int) -> None:
        """Count one run."""
        score = server.score
        self.runs += 1
        self.faults += sum(count for fault, count in score.faults.items() if fault != "none")
        self.lost += added - len(server.tasks)
        self.unknown += unknown
        self.needless += score.needless
        self.requests = max(self.requests, score.requests)


def kinds(share: float) -> dict[str, Faults]:
    """Return the faults that are tried."""
    return {
        "503, before or after the work": Faults(busy=share),
        "429 with Retry-After": Faults(throttled=share),
        "connection dropped before the work": Faults(dropped_before=share),
        "connection dropped after the work": Faults(dropped_after=share),
        "server errors of single tasks": Faults(task_error=share),
        "refused as too large": Faults(too_large=share),
        "all together": Faults(share, share, share, share, share, too_large=share),
    }


def tasks(count: int) -> Iterator[dict[str, Any]]:
    """Make tasks."""
    return ({"id": f"t{number}", "commandLine": f"echo {number}"} for number in range(count))


def surroundings(seed: int) -> Surroundings:
    """Make surroundings in which waits last milliseconds."""
    return Surroundings(limits=Limits(first_wait=0.002, longest_wait=0.02), random=random.Random(seed).random)


def ours(endpoint: str, count: int, seed: int) -> Any:
    """Add tasks with this package's client."""
    with BatchClient(endpoint, CREDENTIAL) as client:
        return client.create_tasks(
            "job", tasks(count), on_existing="fail", surroundings=surroundings(seed)
        ).result_values


def ours_asynchronously(endpoint: str, count: int, seed: int) -> Any:
    """Add tasks with this package's async client."""

    async def add() -> Any:
        async with AsyncBatchClient(endpoint, CREDENTIAL) as client:
            result = await client.create_tasks(
                "job", tasks(count), on_existing="fail", surroundings=surroundings(seed)
            )
            return result.result_values

    return asyncio.run(add())


def run(client: Callable[[str, int, int], Any], faults: Faults, seed: int, count: int, sums: Outcome) -> None:
    """Give one server all tasks and count what came of it."""
    with FaultServer(faults, seed=seed) as server:
        try:
            results = client(server.endpoint, count, seed)
        except CreateTasksError as error:
            results = error.results.result_values or [] if error.results else []
        added = sum(result.status == BatchTaskAddStatus.SUCCESS for result in results)
        refused = sum(result.status == BatchTaskAddStatus.CLIENT_ERROR for result in results)
        sums.add(server, added, count - added - refused)


def reference(faults: Faults, count: int) -> str:
    """Give azure-batch one server and say what came of it."""
    with FaultServer(faults, seed=1) as server:
        command = [sys.executable, "-c", REFERENCE, server.endpoint, str(count)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=True)
            end = done.stdout.strip()
        except subprocess.TimeoutExpired:
            end = f"did not end in {SECONDS} s"
        missing = count - len(server.tasks)
        return f"{end} | {missing} | {server.score.needless} | {server.score.requests / fewest(count):.1f} ×"


def fewest(count: int) -> int:
    """Return how many requests are needed without faults."""
    return -(-count // 100)


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.bulk_faults", description="Add tasks in bad weather."
    )
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--tasks", type=int, default=5000)
    parser.add_argument("--share", type=float, default=0.05, help="share of requests that each fault hits")
    parser.add_argument("--write", type=Path, help="write the table into this file, too")
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    count = options.tasks
    lines = [
        f"{count:,} tasks; each fault hits {options.share:.0%} of the requests (or of the tasks); "
        f"{options.seeds} seeds, synchronous and asynchronous. "
        f"Requests are those of the worst run over the fewest possible, {fewest(count)}.",
        "",
        "| fault | faults met | lost | unknown | sent again without need | requests "
        "| azure-batch 15.1.0 | not in the job | sent again without need | requests |",
        "| --- | ---: | ---: | ---: | ---: | ---: | --- | ---: | ---: | ---: |",
    ]
    good = True
    for name, faults in kinds(options.share).items():
        sums = Outcome()
        for seed in range(1, options.seeds + 1):
            for client in (ours, ours_asynchronously):
                run(client, faults, seed, count, sums)
        times = sums.requests / fewest(count)
        good &= not (sums.lost or sums.unknown or sums.needless) and times <= BOUND
        lines.append(
            f"| {name} | {sums.faults:,} | {sums.lost} | {sums.unknown} | {sums.needless} | {times:.1f} × "
            f"| {reference(faults, count)} |"
        )
        print(lines[-1], flush=True)
    table = "\n".join(lines) + "\n"
    if options.write:
        options.write.write_text(table, "utf-8")
    print(f"\n{table}\n{'Kept' if good else 'MISSED'}: nothing lost, unknown or needless; at most {BOUND} ×.")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
