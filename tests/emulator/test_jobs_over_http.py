"""Manager, preparation, release, multi-instance tasks and task tokens: real processes, over HTTP, with azure-batch 15.1.0."""

from __future__ import annotations

import http.server
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import psutil
import pytest
from azure.batch import BatchClient, models

from azure_batch_sdk.emulator import BatchEmulator

from .signed_http import Answer, SignedHttp

DEADLINE = 60.0
OLDER = "api-version=2024-07-01.20.0"


@pytest.fixture(scope="module")
def emulator() -> Iterator[BatchEmulator]:
    with BatchEmulator(in_process=True, time_scale=10) as emulator:
        yield emulator


@pytest.fixture(scope="module")
def client(emulator: BatchEmulator) -> Iterator[BatchClient]:
    with BatchClient(emulator.endpoint, emulator.credential) as client:
        yield client


def until(look: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + DEADLINE
    while not look():
        assert time.monotonic() < end, f"not within {DEADLINE} s: {what}"
        time.sleep(0.02)


def make_pool(client: BatchClient, pool_id: str, nodes: int, **members: Any) -> None:
    image = models.BatchVmImageReference(publisher="canonical", offer="ubuntu-24_04-lts", sku="server")
    client.create_pool(
        models.BatchPoolCreateOptions(
            id=pool_id,
            vm_size="STANDARD_D1_v2",
            target_dedicated_nodes=nodes,
            virtual_machine_configuration=models.VirtualMachineConfiguration(
                image_reference=image, node_agent_sku_id="batch.node.ubuntu 24.04"
            ),
            **members,
        )
    )
    until(lambda: client.get_pool(pool_id).current_dedicated_nodes == nodes, "the nodes are there")
    until(lambda: all(node.state == "idle" for node in client.list_nodes(pool_id)), "the nodes are up")


def shell(script: str) -> str:
    return f"/bin/sh -c '{script}'"


def completed(client: BatchClient, job: str, task: str) -> models.BatchTask:
    until(lambda: client.get_task(job, task).state == "completed", f"{job}/{task} is completed")
    return client.get_task(job, task)


def output(client: BatchClient, job: str, task: str, name: str = "stdout.txt") -> str:
    return b"".join(client.download_task_file(job, task, name)).decode()


def test_a_job_with_all_its_own_tasks_runs_to_its_end(client: BatchClient) -> None:
    make_pool(client, "p", 2)
    client.create_job(
        models.BatchJobCreateOptions(
            id="whole",
            pool_info=models.BatchPoolInfo(pool_id="p"),
            job_preparation_task=models.BatchJobPreparationTask(
                id="in", command_line=shell("echo data > input; echo ready")
            ),
            job_release_task=models.BatchJobReleaseTask(
                id="out", command_line=shell("cat $AZ_BATCH_JOB_PREP_WORKING_DIR/input; exit 3")
            ),
            job_manager_task=models.BatchJobManagerTask(
                id="boss", command_line=shell("echo $AZ_BATCH_TASK_ID"), kill_job_on_completion=False
            ),
        )
    )
    reads = shell("cat $AZ_BATCH_JOB_PREP_WORKING_DIR/input; echo in $AZ_BATCH_JOB_ID")
    client.create_tasks(
        "whole", [models.BatchTaskCreateOptions(id=f"t{n}", command_line=reads) for n in range(6)]
    )
    until(
        lambda: client.get_job_task_counts("whole").task_counts.succeeded == 7,
        "all tasks and the manager end",
    )
    assert output(client, "whole", "boss") == "boss\n"
    assert output(client, "whole", "t3") == "data\nin whole\n"
    # A mapping, because this client exports no class for it and cannot do without.
    reason: Any = {"terminateReason": "done"}
    client.begin_terminate_job("whole", reason, polling_interval=0).result()
    until(lambda: client.get_job("whole").state == "completed", "the job is completed")
    items = list(client.list_job_preparation_and_release_task_status("whole"))
    assert 1 <= len(items) <= 2
    for item in items:
        before, after = item.job_preparation_task_execution_info, item.job_release_task_execution_info
        assert before is not None
        assert after is not None
        assert (before.state, before.result, before.exit_code) == ("completed", "success", 0)
        assert (after.state, after.result, after.exit_code) == ("completed", "failure", 3)
        assert item.node_id is not None
        path = f"{after.task_root_directory}/stdout.txt"
        assert b"".join(client.download_node_file("p", item.node_id, path)) == b"data\n"
    failed = client.list_job_preparation_and_release_task_status(
        "whole", filter="jobReleaseTaskExecutionInfo/result eq 'failure'", select=["nodeId"]
    )
    assert [item.node_id for item in failed] == [item.node_id for item in items]
    none = client.list_job_preparation_and_release_task_status(
        "whole", filter="jobPreparationTaskExecutionInfo/exitCode ne 0"
    )
    assert list(none) == []
    assert len(list(client.list_job_preparation_and_release_task_status("whole", max_results=1))) == len(
        items
    )
    client.begin_delete_job("whole", polling_interval=0).result()


@pytest.fixture
def web() -> Iterator[str]:
    """Serve one file."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = self.path == "/common.txt"
            self.send_response(200 if found else 404)
            self.send_header("Content-Length", "6" if found else "0")
            self.end_headers()
            if found:
                self.wfile.write(b"common")

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_instances_share_files_and_what_coordination_started_lives_until_the_end(
    client: BatchClient, web: str
) -> None:
    make_pool(client, "cluster", 3, enable_inter_node_communication=True)
    client.create_job(
        models.BatchJobCreateOptions(id="mpi", pool_info=models.BatchPoolInfo(pool_id="cluster"))
    )
    coordinate = shell(
        "cat $AZ_BATCH_TASK_SHARED_DIR/common.txt; setsid sleep 600 & echo $! > $AZ_BATCH_TASK_DIR/daemon"
    )
    settings = models.MultiInstanceSettings(
        number_of_instances=3,
        coordination_command_line=coordinate,
        common_resource_files=[models.ResourceFile(http_url=f"{web}/common.txt", file_path="common.txt")],
    )
    check = shell(
        "kill -0 $(cat ../daemon) && echo alive; echo $CCP_NODES; [ $PWD = $AZ_BATCH_TASK_WORKING_DIR ]"
    )
    client.create_task(
        "mpi",
        models.BatchTaskCreateOptions(id="t", command_line=check, multi_instance_settings=settings),
    )
    task = completed(client, "mpi", "t")
    assert task.execution_info is not None
    assert task.execution_info.exit_code == 0
    lines = output(client, "mpi", "t").splitlines()
    assert lines[0] == "alive"
    assert lines[1].startswith("3 127.")
    assert output(client, "mpi", "t", "coordout.txt") == "common"
    shown = list(client.list_subtasks("mpi", "t"))
    assert [(item.id, item.state, item.exit_code) for item in shown] == [
        (1, "completed", 0),
        (2, "completed", 0),
    ]
    daemons = [int(output(client, "mpi", "t", "daemon"))]
    for item in shown:
        assert item.node_info is not None
        node, root = str(item.node_info.node_id), item.node_info.task_root_directory
        assert b"".join(client.download_node_file("cluster", node, f"{root}/stdout.txt")) == b"common"
        daemons.append(int(b"".join(client.download_node_file("cluster", node, f"{root}/daemon"))))
    until(lambda: not any(_runs(pid) for pid in daemons), "what coordination started is gone")


def _runs(pid: int) -> bool:
    try:
        process = psutil.Process(pid)
        return process.status() != psutil.STATUS_ZOMBIE and "sleep" in process.name()
    except psutil.NoSuchProcess:
        return False


def test_a_common_file_that_is_not_there_fails_the_task_before_it_runs(client: BatchClient, web: str) -> None:
    make_pool(client, "missing", 2, enable_inter_node_communication=True)
    client.create_job(
        models.BatchJobCreateOptions(id="missing", pool_info=models.BatchPoolInfo(pool_id="missing"))
    )
    settings = models.MultiInstanceSettings(
        number_of_instances=2,
        coordination_command_line="/bin/true",
        common_resource_files=[models.ResourceFile(http_url=f"{web}/nothing", file_path="nothing")],
    )
    client.create_task(
        "missing",
        models.BatchTaskCreateOptions(id="t", command_line="/bin/true", multi_instance_settings=settings),
    )
    info = completed(client, "missing", "t").execution_info
    assert info is not None
    assert info.failure_info is not None
    assert (info.failure_info.code, info.exit_code) == ("BlobNotFound", None)


def test_a_preparation_task_gets_its_files_or_fails(client: BatchClient, web: str) -> None:
    make_pool(client, "fetch", 1)
    for job, name in (("good", "common.txt"), ("bad", "nothing")):
        file = models.ResourceFile(http_url=f"{web}/{name}", file_path="in/file")
        client.create_job(
            models.BatchJobCreateOptions(
                id=job,
                pool_info=models.BatchPoolInfo(pool_id="fetch"),
                job_preparation_task=models.BatchJobPreparationTask(
                    command_line=shell("cat in/file"), resource_files=[file]
                ),
            )
        )
        client.create_task(job, models.BatchTaskCreateOptions(id="t", command_line="/bin/true"))
    completed(client, "good", "t")

    def failed() -> bool:
        infos = [
            item.job_preparation_task_execution_info
            for item in client.list_job_preparation_and_release_task_status("bad")
        ]
        return any(
            info is not None and info.failure_info is not None and info.failure_info.code == "BlobNotFound"
            for info in infos
        )

    until(failed, "the preparation fails for want of a file")
    until(lambda: client.get_task("bad", "t").state == "active", "the task waits again")


def test_the_token_of_a_task_opens_its_own_job_and_nothing_else(
    emulator: BatchEmulator, client: BatchClient
) -> None:
    make_pool(client, "tokens", 1)
    signed = SignedHttp(emulator.endpoint, emulator.account_name, emulator.account_key)
    for job in ("mine", "other"):
        client.create_job(
            models.BatchJobCreateOptions(id=job, pool_info=models.BatchPoolInfo(pool_id="tokens"))
        )
    body: dict[str, Any] = {
        "id": "t",
        "commandLine": shell("printf %s $AZ_BATCH_AUTHENTICATION_TOKEN"),
        "authenticationTokenSettings": {"access": ["job"]},
    }
    assert signed.send("POST", f"/jobs/mine/tasks?{OLDER}", body).status == 201
    assert signed.send("GET", f"/jobs/mine/tasks/t?{OLDER}").json["authenticationTokenSettings"] == {
        "access": ["job"]
    }
    client.create_task("mine", models.BatchTaskCreateOptions(id="plain", command_line=body["commandLine"]))
    completed(client, "mine", "t")
    completed(client, "mine", "plain")
    assert output(client, "mine", "plain") == ""
    token = output(client, "mine", "t")

    def ask(method: str, path: str, content: bytes = b"", token: str = token) -> Answer:
        headers = {"host": signed.address, "authorization": f"Bearer {token}"}
        if method == "POST":
            headers |= {"content-length": str(len(content)), "content-type": "application/json"}
        return signed.exchange(method, f"{path}?api-version=2025-06-01", headers, content)

    assert ask("GET", "/jobs/MINE").json["id"] == "mine"
    assert {task["id"] for task in ask("GET", "/jobs/mine/tasks").json["value"]} == {"t", "plain"}
    added = ask("POST", "/jobs/mine/tasks", b'{"id":"new","commandLine":"/bin/true"}')
    assert added.status == 201
    completed(client, "mine", "new")
    for path in ("/jobs/other", "/jobs", "/pools", "/pools/tokens", "/jobs/other/tasks/t"):
        assert ask("GET", path).error == (403, "InsufficientAccountPermissions")
    for wrong in (token[:-4] + "AAA=", "batch-task.x.y", "nonsense", "batch-task..", ""):
        assert ask("GET", "/jobs/mine", token=wrong).status in (400, 401, 403)
        assert ask("GET", "/jobs/mine", token=wrong).json["code"] != "InsufficientAccountPermissions"
    client.begin_delete_job("mine", polling_interval=0).result()
    assert ask("GET", "/jobs/mine").status == 401
    client.create_job(
        models.BatchJobCreateOptions(id="mine", pool_info=models.BatchPoolInfo(pool_id="tokens"))
    )
    assert ask("GET", "/jobs/mine").error == (401, "AuthenticationFailed")
