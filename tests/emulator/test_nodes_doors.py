"""The options of the emulator that are about nodes, through its doors."""

from __future__ import annotations

import resource
from typing import Any

import pytest
from azure.batch import BatchClient as ReferenceClient, models as reference

from azure_batch_sdk.emulator import BatchEmulator
from azure_batch_sdk.emulator.options import EmulatorOptions

from .edge_host import LINUX, until


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"auto_storage": "mystore"}, "beginning with http:// or https://"),
        ({"spot_lifetime": 0}, "spot_lifetime must be above 0"),
    ],
)
def test_options_that_cannot_work_are_refused(options: dict[str, Any], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        EmulatorOptions(**options)


def test_a_spot_node_is_preempted_when_the_emulator_is_told_so() -> None:
    with BatchEmulator(time_scale=50, spot_lifetime=10) as emulator, emulator.get_client() as plain:
        client: Any = plain
        client.create_pool(
            {
                "id": "p",
                "vmSize": "a",
                "targetLowPriorityNodes": 1,
                "virtualMachineConfiguration": LINUX,
            }
        )

        def preempted() -> bool:
            return [node.state for node in client.list_nodes("p")] == ["preempted"]

        until(preempted, "the node is preempted")
        until(lambda: not preempted(), "another machine comes")


def test_tasks_may_open_as_many_files_as_the_system_allows() -> None:
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with BatchEmulator(time_scale=10) as emulator, emulator.get_client() as plain:
        client: Any = plain
        client.create_pool(
            {
                "id": "p",
                "vmSize": "a",
                "targetDedicatedNodes": 1,
                "virtualMachineConfiguration": LINUX,
            }
        )
        client.create_job({"id": "j", "poolInfo": {"poolId": "p"}})
        client.create_task("j", {"id": "t", "commandLine": "/bin/sh -c 'ulimit -n'"})
        until(lambda: client.get_task("j", "t").state == "completed", "the task is completed")
        said = b"".join(client.download_task_file("j", "t", "stdout.txt")).decode().strip()
        assert said in {str(most), "unlimited"}


def test_the_older_client_has_the_same_view_of_a_node() -> None:
    with (
        BatchEmulator(time_scale=10) as emulator,
        ReferenceClient(emulator.endpoint, emulator.credential) as client,
    ):
        extension = reference.VMExtension(name="monitor", publisher="Contoso", type="Monitor")
        image = reference.BatchVmImageReference(publisher="canonical", offer="ubuntu-24_04-lts", sku="server")
        client.create_pool(
            reference.BatchPoolCreateOptions(
                id="p",
                vm_size="a",
                target_dedicated_nodes=1,
                virtual_machine_configuration=reference.VirtualMachineConfiguration(
                    image_reference=image,
                    node_agent_sku_id="batch.node.ubuntu 24.04",
                    extensions=[extension],
                ),
                start_task=reference.BatchStartTask(
                    command_line="true",
                    resource_files=[reference.ResourceFile(http_url="http://127.0.0.1:1/x", file_path="x")],
                ),
                user_accounts=[reference.UserAccount(name="worker", password="secret")],
            )
        )
        until(lambda: [node.state for node in client.list_nodes("p")] == ["starttaskfailed"], "it fails")
        (node,) = client.list_nodes("p")
        assert node.errors is not None
        assert [error.code for error in node.errors] == ["BlobDownloadMiscError"]
        (shown,) = client.list_node_extensions("p", node.id)
        assert shown.vm_extension is not None
        assert shown.vm_extension.name == "monitor"
        assert client.get_node_remote_login_settings("p", node.id).remote_login_port == 50000
        client.update_pool(
            "p",
            reference.BatchPoolUpdateOptions(start_task=reference.BatchStartTask(command_line="true")),
        )
        reboot: Any = {"nodeRebootOption": "requeue"}
        client.begin_reboot_node("p", node.id, reboot, polling_interval=0).result()
        until(lambda: client.get_node("p", node.id).state == "idle", "the node is up")
        client.create_node_user("p", node.id, reference.BatchNodeUserCreateOptions(name="ann"))
        client.delete_node_user("p", node.id, "ann")
