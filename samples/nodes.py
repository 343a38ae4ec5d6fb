"""Look after the nodes of a pool: users, files, reboots, holding them back, their logs.

    python samples/nodes.py

On Azure, `AZURE_STORAGE_CONTAINER_URL` must name a container, with a signature that allows to read and to write.
"""

from __future__ import annotations

import argparse
import secrets
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

from connecting import connect
from storage import Container, container
from temporary import fresh_name, linux_pool, temporary_pool

from azure_batch_sdk import BatchClient
from azure_batch_sdk.models import (
    BatchNode,
    BatchNodeDisableSchedulingOption,
    BatchNodeDisableSchedulingOptions,
    BatchNodeRebootKind,
    BatchNodeRebootOptions,
    BatchNodeUserCreateOptions,
    BatchNodeUserReplaceOptions,
    BatchStartTask,
    SchedulingState,
    UploadBatchServiceLogsOptions,
    VMExtension,
)

PATIENCE = 1800  # seconds


def lend(client: BatchClient, pool: str, node: BatchNode) -> None:
    """Let somebody log in for an hour, then for two."""
    soon = datetime.now(timezone.utc) + timedelta(hours=1)
    password = f"Aa1!{secrets.token_urlsafe(16)}"
    user = BatchNodeUserCreateOptions(name="guest", password=password, is_admin=False, expiry_time=soon)
    client.create_node_user(pool, node.id, user)
    changed = BatchNodeUserReplaceOptions(password=password, expiry_time=soon + timedelta(hours=1))
    client.replace_node_user(pool, node.id, "guest", changed)
    login = client.get_node_remote_login_settings(pool, node.id)
    print(f"ssh guest@{login.remote_login_ip_address} -p {login.remote_login_port}")
    client.delete_node_user(pool, node.id, "guest")


def read_files(client: BatchClient, pool: str, node: BatchNode) -> None:
    """Read what the start task left on the node."""
    for file in client.list_node_files(pool, node.id, recursive=True):
        if not file.is_directory:
            print(" ", file.name)
    size = client.get_node_file_properties(pool, node.id, "shared/answer").content_length
    answer = b"".join(client.download_node_file(pool, node.id, "shared/answer")).decode().strip()
    print(f"shared/answer has {size} bytes: {answer}")
    client.delete_node_file(pool, node.id, "shared/answer")
    with TemporaryDirectory() as directory:
        saved = client.save_node_file(pool, node.id, "startup/stdout.txt", Path(directory))
        print(f"The start task said: {saved.read_text().strip()}")
    if answer != "42":
        sys.exit("expected the answer of the start task")


def restart(client: BatchClient, pool: str, node: BatchNode) -> None:
    """Reboot it, make it new, switch it off and on; done means that the node is ready again."""
    gently = BatchNodeRebootOptions(node_reboot_kind=BatchNodeRebootKind.TASK_COMPLETION)
    client.begin_reboot_node(pool, node.id, gently).result()
    rebooted = client.get_node(pool, node.id)
    client.begin_reimage_node(pool, node.id).result()
    reimaged = client.get_node(pool, node.id)
    boot_times = [each.last_boot_time for each in (node, rebooted, reimaged)]
    print("It has booted at", ", ".join(f"{time:%H:%M:%S}" for time in boot_times if time))
    if None in boot_times or len(set(boot_times)) != 3:
        sys.exit("expected three different times")

    client.begin_deallocate_node(pool, node.id).result()
    print("Deallocated, it costs no more than its disk:", client.get_node(pool, node.id)["state"])
    client.begin_start_node(pool, node.id).result()
    started = client.get_node(pool, node.id)
    print(f"Started, it is {started['state']}, and its scheduling is {started['schedulingState']}")
    client.enable_node_scheduling(pool, node.id)


def hold_back(client: BatchClient, pool: str, node: BatchNode) -> None:
    """Let it finish what it has, give it nothing new, look at its logs, and take it back."""
    finish = BatchNodeDisableSchedulingOption.TASK_COMPLETION
    options = BatchNodeDisableSchedulingOptions(node_disable_scheduling_option=finish)
    client.disable_node_scheduling(pool, node.id, options)
    held_back = client.get_node(pool, node.id).scheduling_state
    print(client.explain(pool_id=pool, node_id=node.id))
    client.enable_node_scheduling(pool, node.id)
    if held_back != SchedulingState.DISABLED or not client.wait_for_nodes(pool, timeout=PATIENCE):
        sys.exit("expected that it was held back")


def fetch_logs(client: BatchClient, store: Container, pool: str, node: BatchNode) -> None:
    """Have the node put the logs of its last hours into a container."""
    since = datetime.now(timezone.utc) - timedelta(hours=2)
    asked = UploadBatchServiceLogsOptions(container_url=store.url, start_time=since)
    result = client.upload_node_logs(pool, node.id, asked)
    print(f"{result.number_of_files_uploaded} logs go to {result.virtual_directory_name}")


def main() -> None:
    """Make a pool of one node and look after it."""
    argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0]).parse_args()
    name = fresh_name("nodes")
    options = linux_pool(name, nodes=1)
    options.start_task = BatchStartTask(
        command_line="/bin/sh -c 'echo 42 > $AZ_BATCH_NODE_SHARED_DIR/answer; echo ready'",
        wait_for_success=True,
    )
    monitor = VMExtension(name="monitor", publisher="Microsoft.Azure.Monitor", type="AzureMonitorLinuxAgent")
    monitor.type_handler_version = "1.0"
    assert options.virtual_machine_configuration
    options.virtual_machine_configuration.extensions = [monitor]
    with container() as store, connect() as client, temporary_pool(client, options) as pool:
        client.wait_for_nodes(pool, timeout=PATIENCE)
        for node in client.list_nodes(pool):
            print(f"{node.id} is {node['state']} at {node.ip_address}")
            for listed in client.list_node_extensions(pool, node.id):
                assert listed.vm_extension
                extension = client.get_node_extension(pool, node.id, listed.vm_extension.name)
                print(f"  extension {listed.vm_extension.name}: {extension.provisioning_state}")
            lend(client, pool, node)
            read_files(client, pool, node)
            restart(client, pool, node)
            hold_back(client, pool, node)
            fetch_logs(client, store, pool, node)


if __name__ == "__main__":
    main()
