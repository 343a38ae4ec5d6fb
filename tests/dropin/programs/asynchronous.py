"""The async client: a job with tasks from beginning to end."""

import asyncio

from azure.batch import models
from azure.batch.aio import BatchClient
from azure.core.credentials import AzureNamedKeyCredential
from azure.core.exceptions import ResourceNotFoundError


async def use(endpoint: str, account: str, key: str, prefix: str) -> list[str]:
    seen: list[str] = []
    job_id = f"{prefix}-job"
    async with BatchClient(endpoint, AzureNamedKeyCredential(account, key)) as client:
        await client.create_job(
            models.BatchJobCreateOptions(id=job_id, pool_info=models.BatchPoolInfo(pool_id="dropin-pool"))
        )
        tasks = [models.BatchTaskCreateOptions(id=f"t{n}", command_line="/bin/echo hello") for n in range(3)]
        outcome = await client.create_tasks(job_id, tasks)
        seen.append(f"{sorted(result.task_id for result in outcome.result_values or [])}")
        states: list[object] = []
        for _ in range(600):
            states = [task.state async for task in client.list_tasks(job_id, select=["id", "state"])]
            if all(state == models.BatchTaskState.COMPLETED for state in states):
                break
            await asyncio.sleep(0.1)
        seen.append(f"{states == [models.BatchTaskState.COMPLETED] * 3}")
        stream = await client.download_task_file(job_id, "t0", "stdout.txt")
        seen.append(f"{b''.join([chunk async for chunk in stream])!r}")
        properties = await client.get_task_file_properties(job_id, "t0", "stdout.txt")
        seen.append(f"{properties.content_length}")
        sizes = [
            len([item async for item in page])
            async for page in client.list_tasks(job_id, max_results=2).by_page()
        ]
        seen.append(f"{sizes}")
        one, other = await asyncio.gather(client.get_task(job_id, "t1"), client.get_task(job_id, "t2"))
        assert one.execution_info is not None
        seen.append(f"{one.id} {other.id} {one.execution_info.exit_code}")
        poller = await client.begin_delete_job(job_id, polling_interval=1)
        await poller.result()
        seen.append(f"{poller.done()}")
        try:
            await client.get_job(job_id)
        except ResourceNotFoundError as error:
            seen.append(f"{error.status_code}")
    return seen


def run(endpoint: str, account: str, key: str, prefix: str) -> list[str]:
    return asyncio.run(use(endpoint, account, key, prefix))
