"""Run a job by a schedule, and change the schedule."""

import datetime
import time

from azure.batch import BatchClient, models
from azure.core.credentials import AzureNamedKeyCredential


def run(endpoint: str, account: str, key: str, prefix: str) -> list[str]:
    seen: list[str] = []
    schedule_id = f"{prefix}-schedule"
    with BatchClient(endpoint, AzureNamedKeyCredential(account, key)) as client:
        client.create_job_schedule(
            models.BatchJobScheduleCreateOptions(
                id=schedule_id,
                schedule=models.BatchJobScheduleConfiguration(
                    recurrence_interval=datetime.timedelta(hours=6)
                ),
                job_specification=models.BatchJobSpecification(
                    pool_info=models.BatchPoolInfo(pool_id="not-there"), priority=5
                ),
            )
        )
        seen.append(f"exists {client.job_schedule_exists(schedule_id)}")
        schedule = client.get_job_schedule(schedule_id)
        assert schedule.schedule is not None and schedule.job_specification is not None
        seen.append(f"{schedule.state} {schedule.schedule.recurrence_interval}")
        seen.append(f"{schedule.job_specification.priority} {schedule.job_specification.pool_info.pool_id}")

        deadline = time.monotonic() + 60
        while not (jobs := list(client.list_jobs_from_schedule(schedule_id))):
            if time.monotonic() > deadline:
                raise TimeoutError("no job came")
            time.sleep(0.1)
        seen.append(f"{[job.id.removeprefix(prefix) for job in jobs]} {jobs[0].priority}")

        client.update_job_schedule(
            schedule_id,
            models.BatchJobScheduleUpdateOptions(metadata=[models.BatchMetadataItem(name="a", value="b")]),
        )
        client.disable_job_schedule(schedule_id)
        seen.append(f"{client.get_job_schedule(schedule_id).state}")
        client.enable_job_schedule(schedule_id)
        schedule = client.get_job_schedule(schedule_id)
        seen.append(f"{schedule.state} {[(item.name, item.value) for item in schedule.metadata or []]}")
        schedule.metadata = [models.BatchMetadataItem(name="a", value="c")]
        client.replace_job_schedule(schedule_id, schedule)
        listed = list(client.list_job_schedules(filter=f"startswith(id, '{prefix}')"))
        seen.append(f"{[(item.name, item.value) for one in listed for item in one.metadata or []]}")

        client.begin_terminate_job_schedule(schedule_id, polling_interval=1).result()
        seen.append(f"{client.get_job_schedule(schedule_id).state}")
        client.begin_delete_job_schedule(schedule_id, polling_interval=1).result()
        left = list(client.list_job_schedules(filter=f"startswith(id, '{prefix}')"))
        seen.append(f"{len(left)}")
    return seen
