"""azure-batch 15.1.0 and the nodes of the emulator, with their files."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from azure.batch import models
from azure.core.exceptions import ResourceExistsError, ResourceNotFoundError

from tests.emulator.blob_server import BlobServer

from .recorded import MACHINE, RecordedClient, calls

DAY = datetime.timedelta(days=1)


@pytest.fixture
def blobs() -> Iterator[BlobServer]:
    server = BlobServer()
    yield server
    server.close()


def node_id(batch: RecordedClient) -> str:
    """Return the id of the only node."""
    (node,) = batch.list_nodes("p", select=["id"])
    found: str = node.id
    return found


def is_idle_again(batch: RecordedClient, node: str) -> None:
    batch.until(lambda: batch.get_node("p", node).state == models.BatchNodeState.IDLE, "the node is idle")


@calls("get_node", "list_nodes")
def test_a_node_tells_of_itself_and_its_tasks(batch: RecordedClient) -> None:
    batch.make_pool(startTask={"commandLine": "/bin/sh -c 'echo up'", "waitForSuccess": True})
    batch.make_job()
    batch.run("t", "/bin/true")
    (listed,) = batch.list_nodes("p", filter="state eq 'idle'", max_results=10)
    node = batch.get_node("p", listed.id)
    assert (node.state, node.scheduling_state, node.is_dedicated) == ("idle", "enabled", True)
    assert (node.vm_size, node.total_tasks_run, node.total_tasks_succeeded) == ("standard_d2s_v3", 1, 1)
    assert [(task.task_id, task.task_state) for task in node.recent_tasks] == [("t", "completed")]
    assert (node.start_task_info.state, node.start_task_info.exit_code) == ("completed", 0)
    assert node.last_boot_time <= node.state_transition_time
    assert node.virtual_machine_info.image_reference.offer == "ubuntu-24_04-lts"
    assert node.node_agent_info.version
    with pytest.raises(ResourceNotFoundError, match="NodeNotFound"):
        batch.get_node("p", "nothing")


@calls("create_node_user", "replace_node_user", "delete_node_user", "get_node_remote_login_settings")
def test_a_node_gets_and_loses_users(batch: RecordedClient) -> None:
    batch.make_pool()
    node = node_id(batch)
    user = models.BatchNodeUserCreateOptions(
        name="bob",
        is_admin=True,
        password="Sup3rS!cret",
        expiry_time=datetime.datetime.now(datetime.timezone.utc) + DAY,
    )
    batch.create_node_user("p", node, user)
    with pytest.raises(ResourceExistsError, match="NodeUserExists"):
        batch.create_node_user("p", node, user)
    key = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQC7 bob"
    batch.replace_node_user("p", node, "bob", models.BatchNodeUserReplaceOptions(ssh_public_key=key))
    settings = batch.get_node_remote_login_settings("p", node)
    assert settings.remote_login_ip_address == "127.0.0.1"
    assert settings.remote_login_port > 0
    batch.delete_node_user("p", node, "bob")
    with pytest.raises(ResourceNotFoundError, match="NodeUserNotFound"):
        batch.delete_node_user("p", node, "bob")


@calls("begin_reboot_node", "begin_reimage_node", "begin_deallocate_node", "begin_start_node")
def test_a_node_is_rebooted_reimaged_deallocated_and_started(batch: RecordedClient) -> None:
    batch.make_pool()
    node = node_id(batch)
    boots = [batch.get_node("p", node).last_boot_time]
    # Mappings, because this client exports no classes for these options, and does not do without them.
    for operate, option in (
        (batch.begin_reboot_node, {"nodeRebootOption": "terminate"}),
        (batch.begin_reimage_node, {"nodeReimageOption": "taskcompletion"}),
    ):
        operate("p", node, option)
        is_idle_again(batch, node)
        boots.append(batch.get_node("p", node).last_boot_time)
    assert boots == sorted(set(boots))
    batch.begin_deallocate_node("p", node, {"nodeDeallocateOption": "requeue"})
    assert batch.get_node("p", node).state == models.BatchNodeState.DEALLOCATED
    batch.begin_start_node("p", node)
    batch.until(lambda: batch.get_node("p", node).state in {"idle", "offline"}, "the node is up")


@calls("disable_node_scheduling", "enable_node_scheduling")
def test_a_node_leaves_scheduling_and_comes_back(batch: RecordedClient) -> None:
    batch.make_pool()
    batch.make_job()
    node = node_id(batch)
    batch.create_task("j", models.BatchTaskCreateOptions(id="t", command_line="/bin/sleep 600"))
    batch.task_in("running", "t")
    batch.disable_node_scheduling(
        "p",
        node,
        models.BatchNodeDisableSchedulingOptions(
            node_disable_scheduling_option=models.BatchNodeDisableSchedulingOption.REQUEUE
        ),
    )
    assert batch.task_in("active", "t").execution_info.requeue_count == 1
    assert batch.get_node("p", node).scheduling_state == models.SchedulingState.DISABLED
    batch.enable_node_scheduling("p", node)
    batch.task_in("running", "t")


@calls("list_node_extensions", "get_node_extension")
def test_a_node_has_the_extensions_of_its_pool(batch: RecordedClient) -> None:
    machine: dict[str, Any] = MACHINE["virtualMachineConfiguration"]
    extension = models.VMExtension(name="monitor", publisher="Contoso", type="Monitor")
    batch.make_pool(virtualMachineConfiguration={**machine, "extensions": [extension.as_dict()]})
    (found,) = batch.list_node_extensions("p", node_id(batch))
    assert found.vm_extension.name == "monitor"
    assert batch.get_node_extension("p", node_id(batch), "monitor").vm_extension.publisher == "Contoso"


@calls("upload_node_logs")
def test_the_logs_of_a_node_are_uploaded(batch: RecordedClient, blobs: BlobServer) -> None:
    batch.make_pool()
    # With its start in the past, whatever the emulator's quicker clock says.
    options = models.UploadBatchServiceLogsOptions(
        container_url=blobs.box, start_time=datetime.datetime.now(datetime.timezone.utc) - DAY
    )
    result = batch.upload_node_logs("p", node_id(batch), options)
    assert result.number_of_files_uploaded == len(blobs.blobs) > 0
    assert all(name.startswith(f"/box/{result.virtual_directory_name}/") for name in blobs.blobs)


@calls("list_node_files", "get_node_file_properties", "download_node_file", "delete_node_file")
def test_files_of_a_node_are_listed_read_and_deleted(batch: RecordedClient) -> None:
    batch.make_pool(
        startTask={"commandLine": "/bin/sh -c 'echo up; echo x > $AZ_BATCH_NODE_SHARED_DIR/x.txt'"}
    )
    node = node_id(batch)
    names = {file.name for file in batch.list_node_files("p", node, recursive=True)}
    assert {"shared/x.txt", "startup/stdout.txt", "startup/wd"} <= names
    (shared,) = batch.list_node_files("p", node, filter="startswith(name, 'shared/')", recursive=True)
    assert (shared.is_directory, shared.properties.content_length) == (False, 2)
    properties = batch.get_node_file_properties("p", node, "startup/stdout.txt")
    assert (properties.content_length, properties.is_directory) == (3, False)
    assert properties.file_mode == "0o100644"
    assert batch.text("download_node_file", "p", node, "startup/stdout.txt") == "up\n"
    batch.delete_node_file("p", node, "shared/x.txt")
    with pytest.raises(ResourceNotFoundError, match="file does not exist"):
        batch.text("download_node_file", "p", node, "shared/x.txt")
