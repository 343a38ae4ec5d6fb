"""Add tasks in all three ways, wait for them, and look at how they ended."""

import datetime
import time

from azure.batch import BatchClient, models
from azure.core.credentials import AzureNamedKeyCredential


def wait_for_tasks(client: BatchClient, job_id: str, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while any(task.state != models.BatchTaskState.COMPLETED for task in client.list_tasks(job_id)):
        if time.monotonic() > deadline:
            raise TimeoutError("tasks did not complete")
        time.sleep(0.1)


def run(endpoint: str, account: str, key: str, prefix: str) -> list[str]:
    seen: list[str] = []
    job_id = f"{prefix}-job"
    with BatchClient(endpoint, AzureNamedKeyCredential(account, key)) as client:
        client.create_job(
            models.BatchJobCreateOptions(id=job_id, pool_info=models.BatchPoolInfo(pool_id="dropin-pool"))
        )
        client.create_task(
            job_id,
            models.BatchTaskCreateOptions(
                id="one",
                command_line="/bin/sh -c 'echo $WORD; exit 3'",
                environment_settings=[models.EnvironmentSetting(name="WORD", value="hello")],
                constraints=models.BatchTaskConstraints(
                    max_task_retry_count=0, retention_time=datetime.timedelta(days=1)
                ),
                user_identity=models.UserIdentity(
                    auto_user=models.AutoUserSpecification(
                        scope=models.AutoUserScope.POOL, elevation_level=models.ElevationLevel.NON_ADMIN
                    )
                ),
            ),
        )
        added = client.create_task_collection(
            job_id,
            models.BatchTaskGroup(
                task_values=[
                    models.BatchTaskCreateOptions(id=f"two-{n}", command_line="/bin/true") for n in range(3)
                ]
            ),
        )
        for result in sorted(added.result_values or [], key=lambda result: result.task_id):
            seen.append(f"{result.task_id} {str(result.status).lower().rpartition('.')[2]} {result.error}")
        many = [
            models.BatchTaskCreateOptions(id=f"three-{n:03}", command_line="/bin/true") for n in range(120)
        ]
        outcome = client.create_tasks(job_id, many, max_concurrency=2)
        seen.append(f"{sorted(result.task_id for result in outcome.result_values or [])[:2]}")
        seen.append(f"{len(outcome.result_values or [])}")

        wait_for_tasks(client, job_id)
        task = client.get_task(job_id, "one")
        assert task.execution_info is not None and task.constraints is not None
        info = task.execution_info
        seen.append(
            f"{info.exit_code} {info.result == models.BatchTaskExecutionResult.FAILURE} {info.retry_count}"
        )
        assert info.start_time is not None and info.end_time is not None
        seen.append(f"{info.start_time <= info.end_time} {task.constraints.retention_time}")
        seen.append(f"{task.state is models.BatchTaskState.COMPLETED} {isinstance(task.state, str)}")
        seen.append(f"{[(setting.name, setting.value) for setting in task.environment_settings or []]}")
        failed = client.list_tasks(job_id, filter="executionInfo/result eq 'failure'", select=["id"])
        seen.append(f"{[item.id for item in failed]}")
        pages = [len(list(page)) for page in client.list_tasks(job_id, max_results=50).by_page()]
        seen.append(f"{pages}")
        counts = client.get_job_task_counts(job_id)
        seen.append(
            f"{counts.task_counts.completed} {counts.task_counts.succeeded} {counts.task_counts.failed}"
        )

        client.delete_task(job_id, "two-0")
        seen.append(f"{len(list(client.list_tasks(job_id)))}")
        client.create_task(job_id, models.BatchTaskCreateOptions(id="long", command_line="/bin/sleep 100"))
        task = client.get_task(job_id, "long")
        task.constraints = models.BatchTaskConstraints(max_task_retry_count=5)
        client.replace_task(job_id, "long", task)
        changed = client.get_task(job_id, "long").constraints
        assert changed is not None
        seen.append(f"{changed.max_task_retry_count}")
        client.terminate_task(job_id, "long")
        ended = client.get_task(job_id, "long")
        seen.append(f"{ended.state == models.BatchTaskState.COMPLETED}")
        client.begin_delete_job(job_id, polling_interval=1).result()
    return seen
