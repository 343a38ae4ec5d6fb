"""Application packages from a local folder: listed, checked, unpacked on nodes, named to tasks."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from azure.core.exceptions import HttpResponseError, ResourceNotFoundError

from azure_batch_sdk import BatchClient, models as m
from azure_batch_sdk.emulator import BatchEmulator
from azure_batch_sdk.emulator.node.packages import Applications

UBUNTU = m.VirtualMachineConfiguration(
    image_reference=m.BatchVmImageReference(publisher="canonical", offer="ubuntu-24_04-lts", sku="server"),
    node_agent_sku_id="batch.node.ubuntu 24.04",
)
Reference = m.BatchApplicationPackageReference
RESOURCE = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Batch/batchAccounts/a/applications"


def make_zip(path: Path, says: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        program = zipfile.ZipInfo("bin/tool")
        program.external_attr = (stat.S_IFREG | 0o755) << 16
        archive.writestr(program, f"#!/bin/sh\necho {says}\n")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two versions of a tool, a folder in place of a zip file, and a file that is no zip file."""
    folder = tmp_path_factory.mktemp("applications")
    make_zip(folder / "My-Tool" / "2.9.zip", "two nine")
    make_zip(folder / "My-Tool" / "2.10.zip", "two ten")
    data = folder / "data" / "1"
    data.mkdir(parents=True)
    (data / "table.csv").write_text("a,b\n")
    (folder / "broken").mkdir()
    (folder / "broken" / "1.zip").write_text("not a zip file")
    (folder / "empty").mkdir()
    return folder


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[BatchClient]:
    """A client of an emulator with these packages and a pool that has the data."""
    with BatchEmulator(time_scale=20, applications=folder) as emulator, emulator.get_client() as client:
        make_pool(client, "pool", [Reference(application_id=f"{RESOURCE}/data", version="1")])
        client.wait_for_nodes("pool", timeout=30)
        yield client


def make_pool(client: BatchClient, name: str, references: list[Reference]) -> None:
    client.create_pool(
        m.BatchPoolCreateOptions(
            id=name,
            vm_size="standard_d2s_v3",
            target_dedicated_nodes=1,
            task_slots_per_node=4,
            virtual_machine_configuration=UBUNTU,
            application_package_references=references,
            start_task=m.BatchStartTask(
                command_line="/bin/sh -c 'cat $AZ_BATCH_APP_PACKAGE_data_1/table.csv'"
            ),
        )
    )


def run(client: BatchClient, name: str, command: str, references: list[Reference]) -> m.BatchTask:
    client.create_job(m.BatchJobCreateOptions(id=name, pool_info=m.BatchPoolInfo(pool_id="pool")))
    client.create_task(
        name,
        m.BatchTaskCreateOptions(
            id="t", command_line=f"/bin/sh -c '{command}'", application_package_references=references
        ),
    )
    (task,) = client.wait_for_tasks(name, timeout=30)
    return task


def output(client: BatchClient, name: str) -> str:
    return b"".join(client.download_task_file(name, "t", "stdout.txt")).decode()


def test_applications_are_what_is_in_the_folder(client: BatchClient) -> None:
    assert [(one.id, one.versions) for one in client.list_applications()] == [
        ("My-Tool", ["2.9", "2.10"]),
        ("broken", ["1"]),
        ("data", ["1"]),
    ]
    assert client.get_application("MY-TOOL").versions == ["2.9", "2.10"]
    with pytest.raises(ResourceNotFoundError, match="ApplicationNotFound"):
        client.get_application("empty")


def test_a_task_finds_its_packages_by_variables(client: BatchClient) -> None:
    references = [Reference(application_id="my-tool", version="2.9"), Reference(application_id="my-tool")]
    command = "$AZ_BATCH_APP_PACKAGE_my_tool_2_9/bin/tool; $AZ_BATCH_APP_PACKAGE_my_tool/bin/tool"

    task = run(client, "variables", command, references)
    assert task.execution_info and task.execution_info.exit_code == 0
    assert output(client, "variables") == "two nine\ntwo ten\n"


def test_the_packages_of_a_pool_are_there_for_all_its_tasks(client: BatchClient) -> None:
    (node,) = client.list_nodes("pool")
    started = b"".join(client.download_node_file("pool", node.id, "startup/stdout.txt"))
    assert started == b"a,b\n"
    run(client, "shared", "cat $AZ_BATCH_APP_PACKAGE_data_1/table.csv", [])
    assert output(client, "shared") == "a,b\n"


def test_a_package_that_cannot_be_unpacked_fails_the_task(client: BatchClient) -> None:
    task = run(client, "broken", "true", [Reference(application_id="broken")])
    assert task.execution_info and task.execution_info.failure_info
    assert task.execution_info.failure_info.code == "ApplicationPackageError"
    assert "could not be unpacked" in (task.execution_info.failure_info.message or "")


def test_a_pool_with_such_a_package_has_unusable_nodes(client: BatchClient) -> None:
    make_pool(client, "bad", [Reference(application_id="broken")])
    with pytest.raises(m.CannotFinish, match="ApplicationPackageError"):
        client.wait_for_nodes("bad", timeout=30)
    (node,) = client.list_nodes("bad")
    assert node.state == m.BatchNodeState.UNUSABLE


@pytest.mark.parametrize(
    ("application", "version"), [("nothing", None), ("my-tool", "3"), ("data", "../1"), ("..", None)]
)
def test_references_to_what_is_not_there_are_refused(
    client: BatchClient, application: str, version: str | None
) -> None:
    with pytest.raises(HttpResponseError, match="InvalidApplicationPackageReferences") as caught:
        make_pool(client, "refused", [Reference(application_id=application, version=version)])
    assert caught.value.status_code == 409
    assert caught.value.model
    assert [detail.key for detail in caught.value.model.error_values or []] == [application]


def test_a_member_that_leads_out_of_a_package_stays_inside(tmp_path: Path) -> None:
    (tmp_path / "apps" / "evil").mkdir(parents=True)
    with zipfile.ZipFile(tmp_path / "apps" / "evil" / "1.zip", "w") as archive:
        archive.writestr("../../outside", "x")
    package = Applications(tmp_path / "apps").package("evil", "1")
    assert not isinstance(package, str)
    package.install(tmp_path / "node")

    assert [path.name for path in tmp_path.rglob("outside")] == ["outside"]
    assert (tmp_path / "node" / "evil-1" / "outside").read_text() == "x"


def test_a_folder_that_is_not_there_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="applications must be a folder that is there"):
        BatchEmulator(applications=tmp_path / "nothing")
