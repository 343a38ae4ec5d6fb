"""List, inspect, download and delete the files of a task and of a node."""

import datetime
import time

from azure.batch import BatchClient, models
from azure.core.credentials import AzureNamedKeyCredential


def run(endpoint: str, account: str, key: str, prefix: str) -> list[str]:
    seen: list[str] = []
    job_id = f"{prefix}-job"
    with BatchClient(endpoint, AzureNamedKeyCredential(account, key)) as client:
        client.create_job(
            models.BatchJobCreateOptions(id=job_id, pool_info=models.BatchPoolInfo(pool_id="dropin-pool"))
        )
        command = (
            '/bin/sh -c \'mkdir -p "sub folder"; printf 0123456789 > "sub folder/100%.txt"; echo hello\''
        )
        client.create_task(job_id, models.BatchTaskCreateOptions(id="t", command_line=command))
        deadline = time.monotonic() + 60
        while client.get_task(job_id, "t").state != models.BatchTaskState.COMPLETED:
            if time.monotonic() > deadline:
                raise TimeoutError("the task did not complete")
            time.sleep(0.1)

        out = b"".join(client.download_task_file(job_id, "t", "stdout.txt"))
        seen.append(f"{out!r}")
        path = "wd/sub folder/100%.txt"
        part = b"".join(client.download_task_file(job_id, "t", path, ocp_range="bytes=2-4"))
        seen.append(f"{part!r}")
        found = client.get_task_file_properties(job_id, "t", path)
        seen.append(
            f"{found.content_length} {found.is_directory} {isinstance(found.last_modified, datetime.datetime)}"
        )
        names = {item.name: item.is_directory for item in client.list_task_files(job_id, "t", recursive=True)}
        seen.append(f"{'stdout.txt' in names} {names.get('wd')}")
        sizes = [
            item.properties.content_length
            for item in client.list_task_files(job_id, "t", recursive=True)
            if item.name == path and item.properties
        ]
        seen.append(f"{sizes}")

        node = client.get_task(job_id, "t").node_info
        assert node is not None and node.pool_id is not None and node.node_id is not None
        top = {item.name for item in client.list_node_files(node.pool_id, node.node_id)}
        seen.append(f"{'workitems' in top}")
        on_node = f"workitems/{job_id}/job-1/t/stdout.txt"
        names_on_node = [
            item.name
            for item in client.list_node_files(node.pool_id, node.node_id, recursive=True)
            if item.name and item.name.endswith("/t/stdout.txt") and job_id in item.name
        ]
        seen.append(f"{[name == on_node for name in names_on_node]}")
        seen.append(f"{b''.join(client.download_node_file(node.pool_id, node.node_id, names_on_node[0]))!r}")
        there = client.get_node_file_properties(node.pool_id, node.node_id, names_on_node[0])
        seen.append(f"{there.content_length} {there.file_mode is not None}")
        client.delete_task_file(job_id, "t", path)
        client.delete_node_file(node.pool_id, node.node_id, names_on_node[0])
        left = [item.name for item in client.list_task_files(job_id, "t", recursive=True)]
        seen.append(f"{path in left} {'stdout.txt' in left}")
        client.begin_delete_job(job_id, polling_interval=1).result()
    return seen
