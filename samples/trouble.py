"""Run into the usual trouble on purpose, and have `explain` name the cause and what to do.

python samples/trouble.py
"""

from __future__ import annotations

import argparse
import sys
from datetime import timedelta

from connecting import connect
from temporary import fresh_name, job_on, linux_pool, temporary_job, temporary_pool

from azure_batch_sdk import BatchClient
from azure_batch_sdk.models import (
    BatchStartTask,
    BatchTaskConstraints,
    BatchTaskCreateOptions,
    CannotFinish,
    Explanation,
    TasksFailed,
    WaitTimeout,
)

PATIENCE = 900  # seconds


def check(explanation: Explanation, code: str) -> None:
    """Print an explanation, and end the program if its cause is not the one expected."""
    print(f"\n{explanation}")
    if explanation.cause is None or explanation.cause.code != code:
        sys.exit(f"expected the cause {code}")


def failing_tasks(client: BatchClient, job: str) -> None:
    """Run tasks that fail, that the service tries again, and that it ends."""
    shy = "/bin/sh -c 'test -e seen || { touch seen; exit 1; }'"  # fails the first time only
    tasks = [
        BatchTaskCreateOptions(id="missing", command_line="/bin/sh -c 'renderr --fast'"),
        BatchTaskCreateOptions(id="shy", command_line=shy),
        BatchTaskCreateOptions(id="endless", command_line="/bin/sleep 600"),
    ]
    tasks[1].constraints = BatchTaskConstraints(max_task_retry_count=2)
    tasks[2].constraints = BatchTaskConstraints(max_wall_clock_time=timedelta(seconds=15))
    client.create_tasks(job, tasks)

    try:
        client.wait_for_tasks(job, timeout=0.1)
    except WaitTimeout as error:
        print(f"WaitTimeout: {error.progress}; the tasks go on")
    try:
        client.wait_for_tasks(job, timeout=PATIENCE, raise_on_failure=True)
    except TasksFailed as error:
        print(f"\nTasksFailed: {error}")
    check(client.explain(job_id=job, task_id="missing"), "FailureExitCode")
    check(client.explain(job_id=job, task_id="endless"), "TaskTimedOut")

    info = client.get_task(job, "shy").execution_info
    print(f"\nThe shy task ended with {info and info.exit_code} after {info and info.retry_count} retry")
    if info is None or (info.exit_code, info.retry_count) != (0, 1):
        sys.exit("expected that the second attempt succeeds")


def broken_start_task(client: BatchClient) -> None:
    """Wait for nodes that will never be ready."""
    pool = linux_pool(fresh_name("broken"), nodes=1)
    script = "/bin/sh -c 'apt-gett install blender'"
    pool.start_task = BatchStartTask(command_line=script, wait_for_success=True)
    with temporary_pool(client, pool):
        try:
            client.wait_for_nodes(pool.id, timeout=PATIENCE)
        except CannotFinish as error:
            print("\nCannotFinish:", *(obstacle.code for obstacle in error.obstacles))
        check(client.explain(pool_id=pool.id), "StartTaskFailed")


def empty_pool(client: BatchClient) -> None:
    """Wait for a task that has nowhere to run."""
    name = fresh_name("empty")
    with temporary_pool(client, linux_pool(name, nodes=0)), temporary_job(client, job_on(name)):
        client.create_task(name, BatchTaskCreateOptions(id="waiting", command_line="/bin/true"))
        try:
            client.wait_for_tasks(name, timeout=PATIENCE)
        except CannotFinish as error:
            print("\nCannotFinish:", *(obstacle.code for obstacle in error.obstacles))
        check(client.explain(job_id=name, task_id="waiting"), "NoNodes")


def main() -> None:
    """Run into one trouble after the other."""
    argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0]).parse_args()
    name = fresh_name("trouble")
    with connect() as client:
        with temporary_pool(client, linux_pool(name, nodes=1)), temporary_job(client, job_on(name)):
            failing_tasks(client, name)
        broken_start_task(client)
        empty_pool(client)


if __name__ == "__main__":
    main()
