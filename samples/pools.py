"""Make a pool, prepare its nodes, change it, resize it, take nodes out.

python samples/pools.py
"""

from __future__ import annotations

import argparse
import sys

from connecting import connect
from temporary import fresh_name, job_on, linux_pool, temporary_job

from azure_batch_sdk import BatchClient
from azure_batch_sdk.models import (
    BatchMetadataItem,
    BatchNodeDeallocationOption,
    BatchNodeRemoveOptions,
    BatchPoolReplaceOptions,
    BatchPoolResizeOptions,
    BatchPoolUpdateOptions,
    BatchStartTask,
    BatchTaskCreateOptions,
)

PATIENCE = 1800  # seconds


def make(client: BatchClient, name: str) -> None:
    """Make a pool whose nodes run a command before they take tasks."""
    options = linux_pool(name, nodes=2)
    options.start_task = BatchStartTask(
        command_line="/bin/sh -c 'echo 42 > $AZ_BATCH_NODE_SHARED_DIR/answer'",
        wait_for_success=True,
        max_task_retry_count=1,
    )
    client.create_pool(options)
    nodes = client.wait_for_nodes(name, timeout=PATIENCE)
    for node in nodes:
        info = node.start_task_info
        print(f"{node.id} is {node['state']}, its start task ended with {info.exit_code if info else None}")
    if len(nodes) != 2:
        sys.exit("expected two nodes")


def change(client: BatchClient, name: str) -> None:
    """Change some properties with update, or all that can be with replace."""
    client.update_pool(name, BatchPoolUpdateOptions(metadata=[BatchMetadataItem(name="team", value="film")]))
    pool = client.get_pool(name)
    print("Updated:", {item.name: item.value for item in pool.metadata or []}, "and the start task stays")

    # Replace takes away what is not given: here the start task. Nodes that are there are not touched.
    metadata = [BatchMetadataItem(name="team", value="games")]
    client.replace_pool_properties(
        name, BatchPoolReplaceOptions(application_package_references=[], metadata=metadata)
    )
    pool = client.get_pool(name)
    print("Replaced:", {item.name: item.value for item in pool.metadata or []}, "start task", pool.start_task)


def resize(client: BatchClient, name: str) -> None:
    """Grow, take a certain node out, and think better of shrinking while a task runs."""
    poller = client.begin_resize_pool(name, BatchPoolResizeOptions(target_dedicated_nodes=3))
    poller.result()
    pool = client.get_pool(name)
    print(f"Resized ({poller.status()}): {pool.current_dedicated_nodes} nodes, {pool['allocationState']}")

    first = next(iter(client.list_nodes(name, select=["id"])))
    client.begin_remove_nodes(name, BatchNodeRemoveOptions(node_ids=[first.id])).result()
    for counts in client.list_pool_node_counts(filter=f"poolId eq '{name}'"):
        if counts.dedicated:
            print(f"Removed one: {counts.dedicated.total} nodes, of these {counts.dedicated.idle} idle")

    gently = BatchPoolResizeOptions(
        target_dedicated_nodes=0, node_deallocation_option=BatchNodeDeallocationOption.TASK_COMPLETION
    )
    with temporary_job(client, job_on(name)):
        long = "/bin/sh -c 'echo begun; sleep 600'"
        client.create_task(name, BatchTaskCreateOptions(id="long", command_line=long))
        print(
            "A task has",
            next(client.follow_task_file(name, "long", encoding="utf-8", timeout=PATIENCE)).strip(),
        )
        client.begin_resize_pool(name, gently, polling=False)  # this would take as long as the task
        client.begin_stop_pool_resize(name).result()
        pool = client.get_pool(name)
        errors = [error.code for error in pool.resize_errors or []]
        print(
            f"Stopped a resize to {pool.target_dedicated_nodes}: {pool.current_dedicated_nodes} nodes, {errors}"
        )
        if not pool.current_dedicated_nodes:
            sys.exit("expected that the node with the task stays")


def main() -> None:
    """Make a pool, try everything on it, delete it."""
    argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0]).parse_args()
    name = fresh_name("pools")
    with connect() as client:
        try:
            make(client, name)
            change(client, name)
            resize(client, name)
            mine = client.list_pools(
                filter=f"startswith(id, '{name}')", select=["id", "targetDedicatedNodes"]
            )
            print("Pools by this name:", {pool.id: pool.target_dedicated_nodes for pool in mine})
        finally:
            if client.pool_exists(name):
                client.begin_delete_pool(name).result()
        print("Is it still there?", client.pool_exists(name))


if __name__ == "__main__":
    main()
