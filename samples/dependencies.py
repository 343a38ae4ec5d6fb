"""Let tasks wait for one another, two at a time, and ask why one of them does not start.

python samples/dependencies.py

squares 1 to 6 ── sum ─┐
thumbnail ─────────────┴─ page     exit code 3 of the thumbnail is good enough for the page
download ── unpack                 the download fails, so nothing is unpacked until that is mended
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable

from connecting import connect
from temporary import fresh_name, job_on, linux_pool, temporary_job, temporary_pool

from azure_batch_sdk import BatchClient
from azure_batch_sdk.models import (
    BatchTask,
    BatchTaskCreateOptions,
    BatchTaskDependencies,
    BatchTaskIdRange,
    CannotFinish,
    DependencyAction,
    ExitCodeMapping,
    ExitConditions,
    ExitOptions,
)

PATIENCE = 900  # seconds
AT_ONCE = 2


def shell(task_id: str, script: str, after: BatchTaskDependencies | None = None) -> BatchTaskCreateOptions:
    """Describe a task that works in the directory which the tasks of a node share."""
    command_line = f"/bin/sh -c 'cd $AZ_BATCH_NODE_SHARED_DIR && {script}'"
    return BatchTaskCreateOptions(id=task_id, command_line=command_line, depends_on=after)


def book() -> Iterable[BatchTaskCreateOptions]:
    """Describe the tasks of the first two lines of the picture."""
    for n in range(1, 7):
        yield shell(str(n), f"sleep 0.2; echo $(({n} * {n})) > square-{n}")
    # A range means the tasks whose ids are its numbers: "1", "2", and so on.
    squares = BatchTaskDependencies(task_id_ranges=[BatchTaskIdRange(start=1, end=6)])
    yield shell(
        "sum", "sum=0; for file in square-*; do sum=$((sum + $(cat $file))); done; echo $sum > sum", squares
    )
    # What is no success holds up the tasks that depend on it, unless an exit condition says otherwise.
    good_enough = ExitOptions(dependency_action=DependencyAction.SATISFY)
    thumbnail = shell("thumbnail", "exit 3")
    thumbnail.exit_conditions = ExitConditions(exit_codes=[ExitCodeMapping(code=3, exit_options=good_enough)])
    yield thumbnail
    parts = BatchTaskDependencies(task_ids=["sum", "thumbnail"])
    yield shell("page", "echo The sum of the squares is $(cat sum)", parts)


def most_at_once(tasks: Iterable[BatchTask]) -> int:
    """Tell how many tasks ran at the same time, by the times that the service noted."""
    infos = [task.execution_info for task in tasks if task.execution_info]
    spans = [(info.start_time, info.end_time) for info in infos]
    return max(
        sum(1 for begun, ended in spans if begun and start and ended and begun <= start < ended)
        for start, _ in spans
    )


def make_the_page(client: BatchClient, job: str) -> None:
    """Run the tasks that go well, and check the order that the service kept."""
    client.create_tasks(job, book())
    done = client.wait_for_tasks(job, timeout=PATIENCE)
    done.sort(key=lambda task: task["executionInfo"]["endTime"])
    print("In the order of their ends:", ", ".join(task.id for task in done))
    print("At the same time ran at most", most_at_once(done))
    said = b"".join(client.download_task_file(job, "page", "stdout.txt")).decode().strip()
    print("The page:", said)
    if said != "The sum of the squares is 91" or most_at_once(done) > AT_ONCE:
        sys.exit("expected the sum 91, and two tasks at a time")


def mend_a_blocked_task(client: BatchClient, job: str) -> None:
    """Wait for a task that never starts, hear why, and mend it."""
    client.create_task(job, shell("download", "test -e licence"))
    client.create_task(job, shell("unpack", "echo unpacked", BatchTaskDependencies(task_ids=["download"])))
    try:
        client.wait_for_tasks(job, task_ids=["unpack"], timeout=PATIENCE)
    except CannotFinish as error:
        print("\nCannotFinish:", ", ".join(obstacle.code for obstacle in error.obstacles))
    explanation = client.explain(job_id=job, task_id="unpack")
    print(explanation)
    if explanation.cause is None or explanation.cause.code != "TaskBlocked":
        sys.exit("expected that 'unpack' is blocked")

    client.create_task(job, shell("licence", "touch licence"))
    client.wait_for_tasks(job, task_ids=["licence"], timeout=PATIENCE, raise_on_failure=True)
    client.reactivate_task(job, "download")
    client.wait_for_tasks(job, task_ids=["download", "unpack"], timeout=PATIENCE, raise_on_failure=True)
    unpack = client.get_task(job, "unpack")
    print(f"\nMended: {unpack.id} is {unpack['state']}, {unpack['executionInfo']['result']}")


def main() -> None:
    """Make a job for both stories."""
    argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0]).parse_args()
    name = fresh_name("dependencies")
    pool = linux_pool(name, nodes=1)
    pool.task_slots_per_node = 8
    job = job_on(name)
    job.uses_task_dependencies = True  # without it the service refuses depends_on
    job.max_parallel_tasks = AT_ONCE
    with connect() as client, temporary_pool(client, pool), temporary_job(client, job):
        make_the_page(client, name)
        mend_a_blocked_task(client, name)


if __name__ == "__main__":
    main()
