"""Add thousands of tasks, get interrupted, go on where it stopped, and take the tasks as they complete.

python samples/many_tasks.py                 5,000 tasks
python samples/many_tasks.py --tasks 500     fewer
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from connecting import connect
from temporary import fresh_name, job_on, linux_pool, temporary_job, temporary_pool

from azure_batch_sdk import BatchClient
from azure_batch_sdk.models import BatchTaskAddStatus, BatchTaskCreateOptions, create_tasks_record
from azure_batch_sdk.progress import ProgressBars

PATIENCE = timedelta(minutes=30)


class PowerCut(Exception):
    """What happens in the middle of long calls."""


def frames(count: int) -> Iterator[BatchTaskCreateOptions]:
    """Make one task a frame, when it is asked for: nothing holds all of them in memory."""
    for number in range(count):
        yield BatchTaskCreateOptions(
            id=f"frame-{number:06}", command_line=f"/bin/sh -c 'echo frame {number} is rendered'"
        )


def cut_off(tasks: Iterable[BatchTaskCreateOptions], after: int) -> Iterator[BatchTaskCreateOptions]:
    """Give so many tasks, then fail."""
    for number, task in enumerate(tasks):
        if number == after:
            raise PowerCut
        yield task


def add(client: BatchClient, job: str, count: int, ledger: Path, bars: ProgressBars) -> None:
    """Add the tasks in two calls; the ledger lets the second go on where the first was ended."""
    try:
        client.create_tasks(job, cut_off(frames(count), after=count * 2 // 5), ledger=ledger)
    except PowerCut as interruption:
        # The exception passes through as it is. What the call had done by then goes with it.
        record = create_tasks_record(interruption)
        added = len(record.results.result_values or []) if record and record.results else 0
        there = sum(1 for _ in client.list_tasks(job, select=["id"]))
        print(f"Interrupted: {added:,} tasks were added, and the service has {there:,}")

    results = client.create_tasks(job, frames(count), ledger=ledger, progress=bars.added).result_values or []
    refused = [result for result in results if result.status != BatchTaskAddStatus.SUCCESS]
    there = sum(1 for _ in client.list_tasks(job, select=["id"]))
    print(f"The same call again: {len(results):,} results, {len(refused)} refused, {there:,} tasks there")
    if refused or there != count:
        sys.exit(f"expected {count:,} tasks")


def run(client: BatchClient, count: int) -> None:
    """Add tasks to a job on four nodes, and count what each node did."""
    name = fresh_name("many-tasks")
    pool = linux_pool(name, nodes=4)
    pool.task_slots_per_node = 8
    with (
        TemporaryDirectory() as folder,
        ProgressBars() as bars,
        temporary_pool(client, pool),
        temporary_job(client, job_on(name)),
    ):
        add(client, name, count, Path(folder, "frames.ledger"), bars)

        by_node: Counter[str] = Counter()
        # Tasks come as they complete. They have a few properties; `select` asks for more.
        for task in client.as_completed(name, timeout=PATIENCE, select=["nodeInfo"], progress=bars.completed):
            by_node[task.node_info.node_id if task.node_info and task.node_info.node_id else "no node"] += 1
        for node, done in sorted(by_node.items()):
            print(f"{node} ran {done:,} tasks")

        failed = list(client.list_tasks(name, filter="executionInfo/result eq 'failure'", select=["id"]))
        counts = client.get_job_task_counts(name).task_counts
        print(f"{counts.completed:,} tasks completed, {counts.succeeded:,} succeeded, {len(failed)} failed")
        if by_node.total() != count or failed:
            sys.exit(f"expected {count:,} tasks that succeed")


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--tasks", type=int, default=5000, metavar="N", help="how many tasks (default: 5000)")
    count = parser.parse_args().tasks
    with connect() as client:
        run(client, count)


if __name__ == "__main__":
    main()
