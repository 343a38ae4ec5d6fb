"""Lead a job through its life: prepare nodes for it, change it, hold it, let it go on, end it.

python samples/jobs.py
"""

from __future__ import annotations

import argparse
import sys
from datetime import timedelta

from azure.core import MatchConditions
from connecting import connect
from temporary import fresh_name, job_on, linux_pool, temporary_job, temporary_pool

from azure_batch_sdk import BatchClient
from azure_batch_sdk.models import (
    BatchJobConstraints,
    BatchJobDisableOptions,
    BatchJobPreparationTask,
    BatchJobReleaseTask,
    BatchJobState,
    BatchJobTerminateOptions,
    BatchJobUpdateOptions,
    BatchMetadataItem,
    BatchTaskConstraints,
    BatchTaskCreateOptions,
    BatchTaskGroup,
    BatchTaskState,
    DisableBatchJobOption,
    EnvironmentSetting,
)

PATIENCE = 900  # seconds


def add_tasks(client: BatchClient, job: str) -> None:
    """Add three tasks in one request, and change one of them while it waits or runs."""
    # One request as the service has it: at most 100 tasks. create_tasks is made of these, and takes any number.
    waiting = "/bin/sh -c 'echo $SEASON; until [ -e $AZ_BATCH_NODE_SHARED_DIR/go ]; do sleep 0.1; done'"
    seasons = [BatchTaskCreateOptions(id=id, command_line=waiting) for id in ("spring", "summer", "autumn")]
    added = client.create_task_collection(job, BatchTaskGroup(task_values=seasons))
    for result in added.result_values or []:
        print(f"{result.task_id}: {result['status']}")

    task = client.get_task(job, "summer")
    task.constraints = BatchTaskConstraints(max_task_retry_count=2, retention_time=timedelta(days=1))
    # With its etag, the change is refused if somebody else was faster.
    client.replace_task(job, "summer", task, etag=task.etag, match_condition=MatchConditions.IfNotModified)
    constraints = client.get_task(job, "summer").constraints
    print("Retries of summer:", constraints and constraints.max_task_retry_count)


def hold_and_go_on(client: BatchClient, job: str) -> None:
    """Take the job off its nodes for a while."""
    requeue = BatchJobDisableOptions(disable_tasks=DisableBatchJobOption.REQUEUE)
    client.begin_disable_job(job, requeue).result()
    tasks = list(client.list_tasks(job, select=["id", "state"]))
    print(
        f"The job is {client.get_job(job)['state']};",
        ", ".join(f"{task.id} is {task['state']}" for task in tasks),
    )
    if any(task.state != BatchTaskState.ACTIVE for task in tasks):
        sys.exit("expected that every task waits")

    client.update_job(job, BatchJobUpdateOptions(priority=500))
    client.begin_enable_job(job).result()
    enabled = client.get_job(job)
    print(f"The job is {enabled['state']} again, with priority {enabled.priority}")


def end(client: BatchClient, job: str) -> None:
    """Drop two of the tasks, let the third come to its end, and the job with it."""
    client.terminate_task(job, "spring")
    client.delete_task(job, "autumn")
    opener = "/bin/sh -c 'touch $AZ_BATCH_NODE_SHARED_DIR/go'"
    client.create_task(job, BatchTaskCreateOptions(id="opener", command_line=opener))

    for task in client.wait_for_tasks(job, timeout=PATIENCE):
        exit_code = task.execution_info.exit_code if task.execution_info else None
        print(f"{task.id}: {task['executionInfo']['result']}, exit code {exit_code}")

    # replace_job wants the whole job as it shall be: read it, change it, send it back.
    changed = client.get_job(job)
    changed.constraints = BatchJobConstraints(max_wall_clock_time=timedelta(days=1))
    changed.metadata = [*(changed.metadata or []), BatchMetadataItem(name="closed-by", value="sample")]
    client.replace_job(job, changed)
    client.begin_terminate_job(job, BatchJobTerminateOptions(termination_reason="the year is over")).result()

    ended = client.get_job(job)
    print(f"The job is {ended['state']}: {ended.execution_info and ended.execution_info.termination_reason}")
    for place in client.list_job_preparation_and_release_task_status(job):
        preparation = place.job_preparation_task_execution_info
        release = place.job_release_task_execution_info
        exit_codes = preparation and preparation.exit_code, release and release.exit_code
        print(f"{place.node_id}: exit codes of preparation and release {exit_codes}")
    if ended.state != BatchJobState.COMPLETED:
        sys.exit("expected a completed job")


def main() -> None:
    """Make the job and lead it through its life."""
    argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0]).parse_args()
    name = fresh_name("jobs")
    pool = linux_pool(name, nodes=1)
    pool.task_slots_per_node = 4
    job = job_on(name)
    job.job_preparation_task = BatchJobPreparationTask(
        command_line="/bin/sh -c 'echo once on each node, before'"
    )
    job.job_release_task = BatchJobReleaseTask(command_line="/bin/sh -c 'echo once on each node, after'")
    job.common_environment_settings = [EnvironmentSetting(name="SEASON", value="all year")]
    job.metadata = [BatchMetadataItem(name="team", value="almanac")]
    with connect() as client, temporary_pool(client, pool), temporary_job(client, job):
        add_tasks(client, name)
        hold_and_go_on(client, name)
        end(client, name)
        mine = [job.id for job in client.list_jobs(filter=f"startswith(id, '{name}')", select=["id"])]
        print("Jobs by this name, until it is deleted:", mine)


if __name__ == "__main__":
    main()
