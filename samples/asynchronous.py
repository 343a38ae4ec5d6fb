"""Run many jobs at once from one thread, with the asynchronous client.

python samples/asynchronous.py               8 jobs of 25 tasks
python samples/asynchronous.py --jobs 20     more
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import AsyncIterator

from connecting import connect_async
from temporary import fresh_name, job_on, linux_pool

from azure_batch_sdk.aio import BatchClient
from azure_batch_sdk.models import BatchTaskCreateOptions

PATIENCE = 1800  # seconds
TASKS = 25


async def numbers(job: str) -> AsyncIterator[BatchTaskCreateOptions]:
    """Make tasks as they are asked for; they could come from a queue or a database."""
    for number in range(TASKS):
        await asyncio.sleep(0)
        yield BatchTaskCreateOptions(id=str(number), command_line=f"/bin/sh -c 'echo {job} {number}'")


async def run_job(client: BatchClient, pool: str, job: str) -> int:
    """Run one job; return how many of its tasks succeeded."""
    options = job_on(pool)
    options.id = job
    await client.create_job(options)
    try:
        await client.create_tasks(job, numbers(job))
        await client.wait_for_tasks(job, task_ids=["0"], timeout=PATIENCE, raise_on_failure=True)
        chunks = await client.download_task_file(job, "0", "stdout.txt")
        said = b"".join([chunk async for chunk in chunks]).decode().strip()
        succeeded = 0
        async for task in client.as_completed(job, timeout=PATIENCE):
            if task.execution_info and task.execution_info.exit_code == 0:
                succeeded += 1
        print(f"{job}: its first task says {said!r}, and {succeeded} tasks succeeded")
        return succeeded
    finally:
        await (await client.begin_delete_job(job)).result()


async def run(jobs: int) -> None:
    """Make a pool and run the jobs on it, all at the same time."""
    name = fresh_name("asynchronous")
    pool = linux_pool(name, nodes=4)
    pool.task_slots_per_node = 8
    async with connect_async() as client:
        await client.create_pool(pool)
        try:
            # Jobs need not wait for nodes: their tasks do, in the service.
            ids = [f"{name}-{number}" for number in range(1, jobs + 1)]
            # A job that goes wrong does not keep the others from cleaning up.
            outcomes = await asyncio.gather(
                *(run_job(client, name, job) for job in ids), return_exceptions=True
            )
            nodes = [node.id async for node in client.list_nodes(name, select=["id"])]
            print(f"{jobs} jobs ran on {len(nodes)} nodes")
        finally:
            await (await client.begin_delete_pool(name)).result()
    if outcomes != [TASKS] * jobs:
        sys.exit(f"expected that {TASKS} tasks of each job succeed, but it was {outcomes}")


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--jobs", type=int, default=8, metavar="N", help="how many jobs (default: 8)")
    asyncio.run(run(parser.parse_args().jobs))


if __name__ == "__main__":
    main()
