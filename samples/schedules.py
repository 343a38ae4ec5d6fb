"""Have a job made every minute, hold the schedule, change its jobs, end it.

python samples/schedules.py     the clock of the local service runs 30 times as fast: a minute is two seconds
"""

from __future__ import annotations

import argparse
import sys
import time
from datetime import timedelta

from azure.core import MatchConditions
from connecting import connect
from temporary import fresh_name, linux_pool, temporary_pool

from azure_batch_sdk import BatchClient
from azure_batch_sdk.models import (
    BatchJobManagerTask,
    BatchJobScheduleConfiguration,
    BatchJobScheduleCreateOptions,
    BatchJobScheduleState,
    BatchJobScheduleUpdateOptions,
    BatchJobSpecification,
    BatchMetadataItem,
    BatchPoolInfo,
)

PATIENCE = 900  # seconds


def report_of(pool: str, priority: int) -> BatchJobSpecification:
    """Describe the jobs. Each ends with its manager task; the next one begins only then."""
    manager = BatchJobManagerTask(
        id="manager", command_line="/bin/sh -c 'echo This is $AZ_BATCH_JOB_ID'", kill_job_on_completion=True
    )
    return BatchJobSpecification(
        pool_info=BatchPoolInfo(pool_id=pool), priority=priority, job_manager_task=manager
    )


def watch(client: BatchClient, name: str, runs: int) -> None:
    """Wait until so many jobs of the schedule are completed, and show the last."""
    deadline = time.monotonic() + PATIENCE
    while True:
        done = list(client.list_jobs_from_schedule(name, filter="state eq 'completed'"))
        if len(done) >= runs:
            break
        if time.monotonic() > deadline:
            sys.exit(f"expected {runs} jobs, but there are {len(done)}")
        time.sleep(0.5)
    last = max(done, key=lambda job: job.creation_time)
    said = b"".join(client.download_task_file(last.id, "manager", "stdout.txt")).decode().strip()
    print(f"{len(done)} jobs. {said}, made at {last.creation_time:%H:%M:%S}, priority {last.priority}")


def show(client: BatchClient, name: str) -> None:
    """Print where the schedule is."""
    schedule = client.get_job_schedule(name)
    info = schedule.execution_info
    recent = info.recent_job.id if info.recent_job else None
    following = f"{info.next_run_time:%H:%M:%S}" if info.next_run_time else "never"
    print(f"The schedule is {schedule['state']}, its last job {recent}, its next one at {following}")


def change(client: BatchClient, name: str) -> None:
    """Change the jobs that are still to come."""
    client.update_job_schedule(
        name, BatchJobScheduleUpdateOptions(job_specification=report_of(name, priority=7))
    )

    # Replace wants the whole schedule. With its etag nobody's change is lost.
    schedule = client.get_job_schedule(name)
    schedule.metadata = [BatchMetadataItem(name="reader", value="board")]
    client.replace_job_schedule(
        name, schedule, etag=schedule.etag, match_condition=MatchConditions.IfNotModified
    )


def run(client: BatchClient, name: str) -> None:
    """Lead the schedule through its life."""
    every_minute = BatchJobScheduleConfiguration(recurrence_interval=timedelta(minutes=1))
    options = BatchJobScheduleCreateOptions(
        id=name, schedule=every_minute, job_specification=report_of(name, priority=5)
    )
    client.create_job_schedule(options)
    try:
        watch(client, name, runs=2)
        show(client, name)

        client.disable_job_schedule(name)
        show(client, name)
        made = sum(1 for _ in client.list_jobs_from_schedule(name, select=["id"]))
        change(client, name)
        client.enable_job_schedule(name)
        watch(client, name, runs=made + 1)

        client.begin_terminate_job_schedule(name).result()
        show(client, name)
        mine = client.list_job_schedules(filter=f"id eq '{name}'")
        ended = [schedule for schedule in mine if schedule.state == BatchJobScheduleState.COMPLETED]
        latest = max(client.list_jobs_from_schedule(name), key=lambda job: job.creation_time)
        if len(ended) != 1 or latest.priority != 7:
            sys.exit("expected a completed schedule, and that its last job has the priority 7")
    finally:
        client.begin_delete_job_schedule(name).result()  # with its jobs
    print("Is it still there?", client.job_schedule_exists(name))


def main() -> None:
    """Make a pool for the jobs of the schedule."""
    argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0]).parse_args()
    name = fresh_name("schedules")
    with connect(time_scale=30) as client, temporary_pool(client, linux_pool(name, nodes=1)):
        run(client, name)


if __name__ == "__main__":
    main()
