"""Files of tasks on real containers: Azurite checks every signature."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from azure_batch_sdk import BatchClient, models
from azure_batch_sdk.emulator import BatchEmulator
from azure_batch_sdk.emulator.node import blob_storage
from azure_batch_sdk.emulator.node.transfers import StorageTrouble

from .azurite import Azurite

DEADLINE = 30.0


@pytest.fixture(scope="module")
def client(storage: Azurite) -> Iterator[BatchClient]:
    emulator = BatchEmulator(time_scale=10, auto_storage=storage.account_url("rl"))
    with emulator, emulator.get_client() as client:
        client.create_pool(
            models.BatchPoolCreateOptions(
                id="p",
                vm_size="standard_d2s_v3",
                target_dedicated_nodes=1,
                virtual_machine_configuration=models.VirtualMachineConfiguration(
                    image_reference=models.BatchVmImageReference(
                        publisher="canonical", offer="ubuntu-24_04-lts", sku="server"
                    ),
                    node_agent_sku_id="batch.node.ubuntu 24.04",
                ),
            )
        )
        client.create_job(models.BatchJobCreateOptions(id="j", pool_info=models.BatchPoolInfo(pool_id="p")))
        yield client


@pytest.fixture
def box(storage: Azurite) -> str:
    """A container of the test's own."""
    name = f"box-{uuid.uuid4().hex}"
    storage.make_container(name)
    return name


def run(client: BatchClient, task: models.BatchTaskCreateOptions) -> models.BatchTask:
    client.create_task("j", task)
    end = time.monotonic() + DEADLINE
    while True:
        seen = client.get_task("j", task.id)
        if seen.state == models.BatchTaskState.COMPLETED:
            return seen
        assert time.monotonic() < end, f"not within {DEADLINE} s: task {task.id} is completed"
        time.sleep(0.05)


def output(pattern: str, url: str, path: str | None = None, **headers: str) -> models.OutputFile:
    container = models.OutputFileBlobContainerDestination(
        container_url=url,
        path=path,
        upload_headers=[
            models.OutputFileUploadHeader(name=name.replace("_", "-"), value=value)
            for name, value in headers.items()
        ],
    )
    return models.OutputFile(
        file_pattern=pattern,
        destination=models.OutputFileDestination(container=container),
        upload_options=models.OutputFileUploadConfiguration(
            upload_condition=models.OutputFileUploadCondition.TASK_COMPLETION
        ),
    )


def test_a_task_takes_its_input_from_a_container_and_leaves_its_output_in_another(
    client: BatchClient, storage: Azurite, box: str
) -> None:
    storage.put(box, "in/a b.txt", b"a\n")
    storage.put(box, "in/deep/ü+%.txt", b"b\n")
    storage.put(box, "other.txt", b"no\n")
    read, write = storage.container_url(box, "rl"), storage.container_url(box, "cw")
    task = run(
        client,
        models.BatchTaskCreateOptions(
            id=f"t-{box}",
            command_line="/bin/sh -c 'cat data/in/*.txt data/in/deep/*.txt; echo result > result.csv'",
            resource_files=[
                models.ResourceFile(storage_container_url=read, blob_prefix="in/", file_path="data")
            ],
            output_files=[
                output("../std*.txt", write, "logs", x_ms_meta_job="j", Content_Type="text/plain"),
                output("result.csv", write, "out/the result.csv"),
            ],
        ),
    )
    info = task.execution_info
    assert info is not None
    assert info.result == models.BatchTaskExecutionResult.SUCCESS, info.failure_info
    body, headers = storage.get(box, "logs/stdout.txt")
    assert body == b"a\nb\n"
    assert (headers["x-ms-meta-job"], headers["content-type"]) == ("j", "text/plain")
    assert storage.get(box, "out/the result.csv")[0] == b"result\n"
    assert "logs/stderr.txt" in storage.names(box)


def test_files_come_by_their_own_url_and_from_the_linked_account(
    client: BatchClient, storage: Azurite, box: str
) -> None:
    storage.put(box, "one.sh", b"cat linked/one.sh | wc -c\n")
    url = blob_storage.blob_url(storage.container_url(box, "r"), "one.sh")
    run(
        client,
        models.BatchTaskCreateOptions(
            id=f"t-{box}",
            command_line="/bin/sh one.sh",
            resource_files=[
                models.ResourceFile(http_url=url, file_path="one.sh", file_mode="0700"),
                models.ResourceFile(auto_storage_container_name=box, file_path="linked"),
            ],
        ),
    )
    assert b"".join(client.download_task_file("j", f"t-{box}", "stdout.txt")).strip() == b"26"


@pytest.mark.parametrize(
    ("permissions", "code"), [("w", "ResourceContainerAccessDenied"), (None, "ResourceContainerAccessDenied")]
)
def test_a_container_that_may_not_be_read_fails_the_task(
    client: BatchClient, storage: Azurite, box: str, permissions: str | None, code: str
) -> None:
    url = f"{storage.url}/{box}" if permissions is None else storage.container_url(box, permissions)
    task = run(
        client,
        models.BatchTaskCreateOptions(
            id=f"t-{box}",
            command_line="true",
            resource_files=[models.ResourceFile(storage_container_url=url)],
        ),
    )
    assert task.execution_info is not None
    assert task.execution_info.failure_info is not None
    assert task.execution_info.failure_info.code == code


@pytest.mark.parametrize(
    ("there", "permissions", "code"),
    [(True, "r", "FileUploadAccessDenied"), (False, "cw", "FileUploadContainerNotFound")],
)
def test_a_container_that_may_not_be_written_fails_the_task(
    client: BatchClient, storage: Azurite, box: str, there: bool, permissions: str, code: str
) -> None:
    container = box if there else f"no-{box}"
    task = run(
        client,
        models.BatchTaskCreateOptions(
            id=f"t-{box}",
            command_line="true",
            output_files=[output("../std*.txt", storage.container_url(container, permissions))],
        ),
    )
    info = task.execution_info
    assert info is not None
    assert info.failure_info is not None
    assert (info.failure_info.code, info.exit_code) == (code, 0)


def test_a_file_of_several_blocks_arrives_whole(storage: Azurite, box: str, tmp_path: Path) -> None:
    content = bytes(range(256)) * 5000
    file = tmp_path / "large"
    file.write_bytes(content)
    url = blob_storage.blob_url(storage.container_url(box, "cw"), "large")
    with open(file, "rb") as opened:
        blob_storage.put_blob(url, opened, {"Content-Encoding": "none"}, block_size=300_000)
    body, headers = storage.get(box, "large")
    assert body == content
    assert headers["content-encoding"] == "none"


def test_a_container_is_listed_page_by_page(storage: Azurite, box: str) -> None:
    names = [f"x/{number:02}" for number in range(12)]
    for name in names:
        storage.put(box, name, b"")
    url = blob_storage.add_query(storage.container_url(box, "l"), {"maxresults": "5"})
    assert list(blob_storage.list_blobs(url, "x/")) == names
    with pytest.raises(StorageTrouble):
        list(blob_storage.list_blobs(f"{storage.url}/{box}"))


def test_the_logs_of_a_node_arrive(client: BatchClient, storage: Azurite, box: str) -> None:
    node = next(iter(client.list_nodes("p")))
    result = client.upload_node_logs(
        "p",
        node.id,
        models.UploadBatchServiceLogsOptions(
            container_url=storage.container_url(box, "cw"),
            start_time=datetime.now(timezone.utc) - timedelta(hours=1),
        ),
    )
    assert storage.names(box) == [f"{result.virtual_directory_name}/agent-debug.log"]
