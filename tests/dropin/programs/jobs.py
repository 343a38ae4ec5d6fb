"""Lead a job through its whole life."""

import datetime

from azure.batch import BatchClient, models
from azure.core import MatchConditions
from azure.core.credentials import AzureNamedKeyCredential


def run(endpoint: str, account: str, key: str, prefix: str) -> list[str]:
    seen: list[str] = []
    job_id = f"{prefix}-job"
    with BatchClient(endpoint=endpoint, credential=AzureNamedKeyCredential(account, key)) as client:
        client.create_job(
            models.BatchJobCreateOptions(
                id=job_id,
                display_name="A job",
                priority=100,
                pool_info=models.BatchPoolInfo(pool_id="not-there"),
                constraints=models.BatchJobConstraints(
                    max_wall_clock_time=datetime.timedelta(hours=1), max_task_retry_count=2
                ),
                common_environment_settings=[models.EnvironmentSetting(name="A", value="1")],
                uses_task_dependencies=True,
            )
        )
        job = client.get_job(job_id)
        assert job.constraints is not None and job.pool_info is not None
        seen.append(f"{job.display_name} {job.priority} {job.state} {job.pool_info.pool_id}")
        seen.append(f"{job.constraints.max_wall_clock_time} {job.constraints.max_task_retry_count}")
        seen.append(f"{job.uses_task_dependencies} {job['priority']} {job.get('nothing')}")

        client.update_job(
            job_id,
            models.BatchJobUpdateOptions(priority=200),
            etag=job.etag,
            match_condition=MatchConditions.IfNotModified,
        )
        job = client.get_job(job_id)
        job.priority = 300
        job.metadata = [models.BatchMetadataItem(name="a", value="b")]
        client.replace_job(job_id, job)
        job = client.get_job(job_id, select=["id", "priority", "metadata"])
        seen.append(f"{job.priority} {[(item.name, item.value) for item in job.metadata or []]}")

        listed = client.list_jobs(filter=f"startswith(id, '{prefix}')", select=["id"], max_results=10)
        seen.append(f"{[item.id.removeprefix(prefix) for item in listed]}")
        counts = client.get_job_task_counts(job_id)
        seen.append(f"{counts.task_counts.active} {counts.task_counts.completed}")

        disabling = client.begin_disable_job(
            job_id,
            models.BatchJobDisableOptions(disable_tasks=models.DisableBatchJobOption.REQUEUE),
            polling_interval=1,
        )
        seen.append(f"{disabling.result()} {client.get_job(job_id).state}")
        client.begin_enable_job(job_id, polling_interval=1).wait()
        seen.append(f"{client.get_job(job_id).state is models.BatchJobState.ACTIVE}")
        client.begin_delete_job(job_id, force=True, polling_interval=1).result()
        seen.append(f"{len(list(client.list_jobs(filter=f'id eq {chr(39)}{job_id}{chr(39)}')))}")
    return seen
