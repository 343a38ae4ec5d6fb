"""azure-batch 15.1.0 and the jobs and job schedules of the emulator."""

from __future__ import annotations

import datetime

import pytest
from azure.batch import models
from azure.core import MatchConditions
from azure.core.exceptions import ResourceExistsError, ResourceModifiedError, ResourceNotFoundError
from azure.core.rest import HttpRequest

from .recorded import MACHINE, RecordedClient, calls

HOUR = datetime.timedelta(hours=1)
ON_POOL = models.BatchPoolInfo(pool_id="p")


@calls("create_job", "get_job", "list_jobs")
def test_a_job_keeps_what_it_was_made_with(batch: RecordedClient) -> None:
    batch.create_job(
        models.BatchJobCreateOptions(
            id="j",
            display_name="Nightly",
            priority=-5,
            max_parallel_tasks=10,
            allow_task_preemption=True,
            uses_task_dependencies=True,
            pool_info=ON_POOL,
            constraints=models.BatchJobConstraints(max_wall_clock_time=HOUR, max_task_retry_count=3),
            common_environment_settings=[models.EnvironmentSetting(name="A", value="b")],
            metadata=[models.BatchMetadataItem(name="owner", value="alice")],
            all_tasks_complete_mode=models.BatchAllTasksCompleteMode.NO_ACTION,
            job_preparation_task=models.BatchJobPreparationTask(command_line="/bin/true"),
            job_release_task=models.BatchJobReleaseTask(command_line="/bin/true"),
        )
    )
    job = batch.get_job("j")
    assert (job.display_name, job.priority, job.max_parallel_tasks) == ("Nightly", -5, 10)
    assert (job.allow_task_preemption, job.uses_task_dependencies) == (True, True)
    assert (job.constraints.max_wall_clock_time, job.constraints.max_task_retry_count) == (HOUR, 3)
    assert (job.state, job.pool_info.pool_id) == (models.BatchJobState.ACTIVE, "p")
    assert job.common_environment_settings[0].value == "b"
    assert (job.job_preparation_task.id, job.job_release_task.id) == ("jobpreparation", "jobrelease")
    (listed,) = batch.list_jobs(filter="executionInfo/poolId eq 'p' and state eq 'active'", select=["id"])
    assert (listed.id, listed.priority) == ("j", None)
    with pytest.raises(ResourceExistsError, match="JobExists"):
        batch.make_job()


@calls("update_job", "replace_job")
def test_a_job_is_updated_in_part_or_replaced(batch: RecordedClient) -> None:
    batch.make_pool(targetDedicatedNodes=0)
    batch.make_job(priority=1, metadata=[{"name": "a", "value": "b"}])
    before = batch.get_job("j")
    batch.update_job("j", models.BatchJobUpdateOptions(priority=2))
    updated = batch.get_job("j")
    assert (updated.priority, updated.metadata[0].name) == (2, "a")
    with pytest.raises(ResourceModifiedError, match="ConditionNotMet"):
        batch.update_job(
            "j",
            models.BatchJobUpdateOptions(priority=3),
            etag=before.etag,
            match_condition=MatchConditions.IfNotModified,
        )
    batch.replace_job("j", models.BatchJob(pool_info=ON_POOL))
    replaced = batch.get_job("j")
    assert (replaced.priority, replaced.metadata) == (0, None)


@calls("begin_disable_job", "begin_enable_job", "begin_terminate_job", "begin_delete_job")
def test_a_job_is_disabled_enabled_terminated_and_deleted(batch: RecordedClient) -> None:
    batch.make_pool()
    batch.make_job()
    batch.create_task("j", models.BatchTaskCreateOptions(id="t", command_line="/bin/sleep 600"))
    batch.task_in("running", "t")
    batch.begin_disable_job("j", models.BatchJobDisableOptions(disable_tasks="requeue"))
    assert (batch.get_job("j").state, batch.get_task("j", "t").state) == ("disabled", "active")
    batch.begin_enable_job("j")
    batch.task_in("running", "t")
    # A mapping, because this client exports no class for these options.
    batch.begin_terminate_job("j", {"terminateReason": "enough"})
    job = batch.get_job("j")
    assert (job.state, job.execution_info.termination_reason) == (models.BatchJobState.COMPLETED, "enough")
    assert batch.get_task("j", "t").execution_info.failure_info.code == "TaskEnded"
    batch.begin_delete_job("j")
    with pytest.raises(ResourceNotFoundError, match="JobNotFound"):
        batch.get_job("j")


@calls("list_job_preparation_and_release_task_status", "get_job_task_counts")
def test_preparation_release_and_counts_of_a_job(batch: RecordedClient) -> None:
    batch.make_pool(taskSlotsPerNode=4)
    batch.make_job(
        jobPreparationTask={"commandLine": "/bin/sh -c 'echo ready > $AZ_BATCH_NODE_SHARED_DIR/ready'"},
        jobReleaseTask={"commandLine": "/bin/sh -c 'exit 3'"},
    )
    batch.run("reads", "/bin/sh -c 'cat $AZ_BATCH_NODE_SHARED_DIR/ready'", requiredSlots=2)
    batch.run("fails", "/bin/sh -c 'exit 1'")
    counts = batch.get_job_task_counts("j")
    assert (counts.task_counts.succeeded, counts.task_counts.failed) == (1, 1)
    assert (counts.task_slot_counts.succeeded, counts.task_slot_counts.failed) == (2, 1)
    assert batch.text("download_task_file", "j", "reads", "stdout.txt") == "ready\n"
    batch.begin_terminate_job("j", {"terminateReason": "enough"})
    (status,) = batch.list_job_preparation_and_release_task_status("j")
    assert status.job_preparation_task_execution_info.result == models.BatchTaskExecutionResult.SUCCESS
    assert status.job_release_task_execution_info.exit_code == 3


def test_a_job_with_a_manager_and_a_pool_of_its_own_ends_by_itself(batch: RecordedClient) -> None:
    specification = {"vmSize": "standard_d2s_v3", "targetDedicatedNodes": 1, **MACHINE}
    batch.make_job(
        poolInfo={
            "autoPoolSpecification": {
                "autoPoolIdPrefix": "auto",
                "poolLifetimeOption": "job",
                "pool": specification,
            }
        },
        jobManagerTask={"id": "manager", "commandLine": "/bin/echo managed", "killJobOnCompletion": True},
    )
    (pool,) = batch.list_pools()
    assert pool.id.startswith("auto")
    batch.until(lambda: batch.get_job("j").state == "completed", "the job is completed")
    assert batch.get_job("j").execution_info.termination_reason == "JMComplete"
    batch.until(lambda: batch.list_pools() == [], "the pool is gone")


@calls(
    "create_job_schedule",
    "get_job_schedule",
    "job_schedule_exists",
    "list_job_schedules",
    "list_jobs_from_schedule",
    "update_job_schedule",
    "replace_job_schedule",
    "disable_job_schedule",
    "enable_job_schedule",
    "begin_terminate_job_schedule",
    "begin_delete_job_schedule",
)
def test_a_schedule_makes_jobs_and_is_changed_and_ended(batch: RecordedClient) -> None:
    batch.make_pool(targetDedicatedNodes=0)
    specification = models.BatchJobSpecification(pool_info=ON_POOL, priority=4)
    batch.create_job_schedule(
        models.BatchJobScheduleCreateOptions(
            id="s",
            schedule=models.BatchJobScheduleConfiguration(recurrence_interval=HOUR, start_window=HOUR / 2),
            job_specification=specification,
            metadata=[models.BatchMetadataItem(name="owner", value="alice")],
        )
    )
    assert batch.job_schedule_exists("s")
    (job,) = batch.list_jobs_from_schedule("s", select=["id", "priority"])
    assert (job.id, job.priority) == ("s:job-1", 4)
    schedule = batch.get_job_schedule("s")
    assert (schedule.schedule.recurrence_interval, schedule.schedule.start_window) == (HOUR, HOUR / 2)
    assert schedule.execution_info.recent_job.id == "s:job-1"
    batch.update_job_schedule(
        "s", models.BatchJobScheduleUpdateOptions(metadata=[models.BatchMetadataItem(name="a", value="b")])
    )
    assert batch.get_job_schedule("s").metadata[0].name == "a"
    replacement = models.BatchJobSchedule(
        schedule=models.BatchJobScheduleConfiguration(recurrence_interval=2 * HOUR),
        job_specification=specification,
    )
    batch.replace_job_schedule("s", replacement)
    replaced = batch.get_job_schedule("s")
    assert (replaced.schedule.recurrence_interval, replaced.schedule.start_window) == (2 * HOUR, None)
    batch.disable_job_schedule("s")
    (listed,) = batch.list_job_schedules(filter="state eq 'disabled'")
    assert listed.id == "s"
    batch.enable_job_schedule("s")
    assert batch.get_job_schedule("s").state == models.BatchJobScheduleState.ACTIVE
    batch.begin_terminate_job_schedule("s")
    assert batch.get_job_schedule("s").state == models.BatchJobScheduleState.COMPLETED
    batch.begin_delete_job_schedule("s")
    assert batch.list_job_schedules() == []


@calls("send_request", "close")
def test_a_request_of_its_own_and_the_end(batch: RecordedClient) -> None:
    batch.make_job("by-hand")
    reply = batch.send_request(HttpRequest("GET", "/jobs/by-hand?api-version=2025-06-01"))
    assert (reply.status_code, reply.headers["ETag"][:2]) == (200, "0x")
    reply.raise_for_status()
    batch.close()
