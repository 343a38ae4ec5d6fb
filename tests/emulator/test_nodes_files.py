"""Resource files and output files of tasks and start tasks, over HTTP, with a small blob server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from azure_batch_sdk.emulator.node import blob_storage

from .blob_server import SIGNATURE, BlobServer
from .edge_host import WINDOWS, EdgeHost, edge_host, refusal, until


@pytest.fixture
def blobs(monkeypatch: pytest.MonkeyPatch) -> Iterator[BlobServer]:
    monkeypatch.setattr(blob_storage, "_PAUSE_SECONDS", 0.0)
    server = BlobServer()
    yield server
    server.close()


@pytest.fixture
def host(tmp_path: Path, blobs: BlobServer) -> Iterator[EdgeHost]:
    with edge_host(tmp_path, auto_storage=f"{blobs.url}?{SIGNATURE}") as host:
        yield host


def output(pattern: str, box: str, condition: str = "taskcompletion", **container: Any) -> dict[str, Any]:
    return {
        "filePattern": pattern,
        "destination": {"container": {"containerUrl": box, **container}},
        "uploadOptions": {"uploadCondition": condition},
    }


def names_and_values(failure: Any) -> dict[str, str]:
    return {detail.name: detail.value for detail in failure.details}


def test_a_task_finds_its_resource_files_in_its_working_directory(host: EdgeHost, blobs: BlobServer) -> None:
    blobs.blobs |= {
        "/public/tool": b"#!/bin/sh\ncat data/*.txt data/deep/*.txt auto/*\n",
        "/box/in/a.txt": b"a\n",
        "/box/in/deep/b.txt": b"b\n",
        "/box/other.txt": b"no\n",
        "/linked/c.txt": b"c\n",
    }
    blobs.containers.add("linked")
    host.pool()
    host.job()
    files = [
        {"httpUrl": f"{blobs.url}/public/tool", "filePath": "bin/tool", "fileMode": "0755"},
        {"storageContainerUrl": blobs.box, "blobPrefix": "in/", "filePath": "."},
        {"autoStorageContainerName": "linked", "filePath": "auto"},
    ]
    task = host.run("t", "/bin/sh -c 'mv in data && bin/tool'", resourceFiles=files)
    assert (task.execution_info.exit_code, host.text("t")) == (0, "a\nb\nc\n")
    assert task.resource_files[0].http_url == f"{blobs.url}/public/tool"
    tool = host.client.get_task_file_properties("j", "t", "wd/bin/tool")
    assert tool.file_mode == "0o100755"


@pytest.mark.parametrize(
    ("file", "category", "code"),
    [
        ({"httpUrl": "{url}/public/none", "filePath": "x"}, "UserError", "BlobNotFound"),
        ({"httpUrl": "{url}/box/secret", "filePath": "x"}, "UserError", "BlobAccessDenied"),
        ({"storageContainerUrl": "{url}/gone?" + SIGNATURE}, "UserError", "ResourceContainerNotFound"),
        ({"storageContainerUrl": "{url}/box"}, "UserError", "ResourceContainerAccessDenied"),
        ({"autoStorageContainerName": "absent"}, "UserError", "ResourceContainerNotFound"),
        ({"httpUrl": "http://127.0.0.1:1/x", "filePath": "x"}, "ServerError", "BlobDownloadMiscError"),
    ],
)
def test_a_task_whose_files_cannot_be_had_fails_before_it_runs(
    host: EdgeHost, blobs: BlobServer, file: dict[str, str], category: str, code: str
) -> None:
    host.pool()
    host.job(usesTaskDependencies=True, onTaskFailure="performexitoptionsjobaction")
    file = {name: value.replace("{url}", blobs.url) for name, value in file.items()}
    conditions = {
        "default": {"dependencyAction": "block"},
        "preProcessingError": {"dependencyAction": "satisfy", "jobAction": "none"},
    }
    task = host.run(
        "t",
        "true",
        resourceFiles=[file],
        exitConditions=conditions,
        constraints={"maxTaskRetryCount": 3},
    )
    info = task.execution_info
    assert (info.exit_code, info.result, info.retry_count) == (None, "failure", 0)
    assert (info.failure_info.category.value, info.failure_info.code) == (category.lower(), code)
    assert names_and_values(info.failure_info)["FilePath"]
    assert "sig=" not in info.failure_info.message
    host.run("after", "true", dependsOn={"taskIds": ["t"]})


def test_a_task_that_is_ended_does_not_wait_for_a_slow_download(host: EdgeHost, blobs: BlobServer) -> None:
    host.pool()
    host.job()
    slow = [{"httpUrl": f"{blobs.url}/public/slow", "filePath": "x"}]
    host.task("t", "true", resourceFiles=slow)
    until(lambda: blobs.requests, "the download has begun")
    assert host.client.get_task("j", "t").state == "running"
    host.client.terminate_task("j", "t")
    assert host.client.get_task("j", "t").execution_info.failure_info.code == "TaskEnded"
    host.node_in("idle")
    # Its slot is free again, and the service stops although the download still hangs.
    host.run("next", "true")
    host.task("last", "true", resourceFiles=slow)
    until(lambda: len(blobs.requests) == 2, "the other download has begun")


def test_a_download_that_takes_longer_than_the_task_may_is_given_up(
    host: EdgeHost, blobs: BlobServer
) -> None:
    host.pool()
    host.job()
    slow = [{"httpUrl": f"{blobs.url}/public/slow", "filePath": "x"}]
    info = host.run("t", "true", resourceFiles=slow, constraints={"maxWallClockTime": "PT10S"}).execution_info
    assert (info.exit_code, info.failure_info.code) == (None, "TaskEnded")


@pytest.mark.parametrize(
    "file",
    [
        {},
        {"httpUrl": "http://x/y"},
        {"httpUrl": "http://x/y", "storageContainerUrl": "http://x/y", "filePath": "y"},
        {"httpUrl": "http://x/y", "filePath": "../y"},
        {"httpUrl": "http://x/y", "filePath": "y", "blobPrefix": "z"},
        {"httpUrl": "http://x/y", "filePath": "/y"},
        {"httpUrl": "http://x/y", "filePath": "y", "fileMode": "rwx"},
    ],
)
def test_resource_files_that_no_node_could_get_are_refused(host: EdgeHost, file: dict[str, str]) -> None:
    host.job()
    body = {"id": "t", "commandLine": "true", "resourceFiles": [file]}
    assert refusal(lambda: host.client.create_task("j", body)) == (400, "InvalidPropertyValue")


def test_output_files_are_there_when_the_task_is_completed(host: EdgeHost, blobs: BlobServer) -> None:
    host.pool()
    host.job()
    header = {"name": "x-ms-meta-Made", "value": "here"}
    outputs = [
        output("../std*.txt", blobs.box, path="logs", uploadHeaders=[header]),
        output("$AZ_BATCH_TASK_ID.csv", blobs.box, path="one/result.csv"),
        output("**/*.dat", blobs.box, "tasksuccess", path="all"),
        output("**/*.dat", blobs.box, "taskfailure", path="wrong"),
        output("none.*", blobs.box),
    ]
    command = "/bin/sh -c 'mkdir d; echo 1 > d/x.dat; echo 2 > y.dat; echo 3 > t.csv; echo out'"
    task = host.run("t", command, outputFiles=outputs)
    assert task.execution_info.result == "success"
    assert task.output_files[0].upload_options.upload_condition == "taskcompletion"
    assert blobs.blobs == {
        "/box/logs/stdout.txt": b"out\n",
        "/box/logs/stderr.txt": b"",
        "/box/one/result.csv": b"3\n",
        "/box/all/d/x.dat": b"1\n",
        "/box/all/y.dat": b"2\n",
    }
    assert blobs.headers["/box/logs/stdout.txt"]["x-ms-meta-Made"] == "here"
    log = host.text("t", "fileuploadout.txt")
    assert log.count("->") == 5
    assert "sig=" not in log


def test_a_failed_task_uploads_what_is_asked_for_then(host: EdgeHost, blobs: BlobServer) -> None:
    host.pool()
    host.job()
    outputs = [output("../stdout.txt", blobs.box, when, path=when) for when in ("tasksuccess", "taskfailure")]
    task = host.run("t", "/bin/sh -c 'echo bad; exit 3'", outputFiles=outputs)
    assert task.execution_info.failure_info.code == "FailureExitCode"
    assert blobs.blobs == {"/box/taskfailure": b"bad\n"}


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("{url}/gone?" + SIGNATURE, "FileUploadContainerNotFound"),
        ("{url}/box", "FileUploadAccessDenied"),
        ("http://127.0.0.1:1/box", "FileUploadMiscError"),
    ],
)
def test_an_upload_that_fails_fails_the_task_and_keeps_its_exit_code(
    host: EdgeHost, blobs: BlobServer, target: str, code: str
) -> None:
    host.pool()
    host.job(usesTaskDependencies=True)
    outputs = [
        output("../stdout.txt", target.replace("{url}", blobs.url)),
        output("../stderr.txt", blobs.box),
    ]
    satisfy = {"dependencyAction": "satisfy"}
    task = host.run(
        "t",
        "echo hello",
        outputFiles=outputs,
        constraints={"maxTaskRetryCount": 3},
        exitConditions={"fileUploadError": satisfy},
    )
    info = task.execution_info
    assert (info.exit_code, info.result, info.failure_info.code, info.retry_count) == (0, "failure", code, 0)
    assert list(blobs.blobs) == ["/box/stderr.txt"]
    assert code in host.text("t", "fileuploaderr.txt")
    host.run("after", "true", dependsOn={"taskIds": ["t"]})


def test_an_exit_code_entry_comes_before_the_upload_error(host: EdgeHost, blobs: BlobServer) -> None:
    host.pool()
    host.job(usesTaskDependencies=True)
    conditions = {
        "exitCodes": [{"code": 0, "exitOptions": {"dependencyAction": "satisfy"}}],
        "fileUploadError": {"dependencyAction": "block"},
    }
    host.run(
        "t", "true", outputFiles=[output("../stdout.txt", f"{blobs.url}/box")], exitConditions=conditions
    )
    host.run("after", "true", dependsOn={"taskIds": ["t"]})


def test_a_task_that_ran_too_long_still_uploads_and_one_that_was_terminated_does_not(
    host: EdgeHost, blobs: BlobServer
) -> None:
    host.pool()
    host.job()
    outputs = [output("../stdout.txt", blobs.box, path="late")]
    info = host.run(
        "t",
        "/bin/sh -c 'echo began; sleep 60'",
        outputFiles=outputs,
        constraints={"maxWallClockTime": "PT40S"},
    ).execution_info
    assert (info.exit_code, info.failure_info.code) == (137, "TaskEnded")
    assert blobs.blobs == {"/box/late": b"began\n"}
    outputs = [output("../stdout.txt", blobs.box, path="never")]
    host.task("u", "/bin/sh -c 'echo began; sleep 60'", outputFiles=outputs)
    host.task_in("running", "u")
    host.client.terminate_task("j", "u")
    host.node_in("idle")
    assert list(blobs.blobs) == ["/box/late"]


def test_a_task_runs_until_its_files_are_uploaded_and_can_be_ended_meanwhile(
    host: EdgeHost, blobs: BlobServer
) -> None:
    host.pool()
    host.job()
    slow = [output("../stdout.txt", f"{blobs.url}/public", path="slow")]
    # The limit is that of the process, which has ended long before.
    host.task("t", "true", outputFiles=slow, constraints={"maxWallClockTime": "PT10S"})
    host.task("u", "true")
    until(lambda: blobs.requests, "the upload has begun")
    began = host.on_loop(host.service.clock.ticks)
    until(lambda: host.on_loop(host.service.clock.ticks) - began > 12 * 10_000_000, "the limit has passed")
    assert host.client.get_task("j", "t").state == "running"
    assert host.client.get_task("j", "u").state == "active"
    host.client.terminate_task("j", "t")
    info = host.client.get_task("j", "t").execution_info
    assert (info.failure_info.code, info.exit_code) == ("TaskEnded", None)
    host.completed("u")


def test_a_task_that_is_requeued_gets_its_files_again(host: EdgeHost, blobs: BlobServer) -> None:
    blobs.blobs["/public/in"] = b"in\n"
    host.pool()
    host.job()
    files = [{"httpUrl": f"{blobs.url}/public/{name}", "filePath": name} for name in ("in", "slow")]
    host.task("t", "cat in", resourceFiles=files)
    until(lambda: len(blobs.requests) == 2, "the downloads have begun")
    blobs.blobs["/public/slow"] = b""
    host.client.begin_reimage_node("p", host.node().id, polling=False)
    blobs.slow = False
    blobs.hold.set()
    info = host.completed("t").execution_info
    assert (info.result.value, info.requeue_count, info.exit_code) == ("success", 1, 0)
    assert host.text("t") == "in\n"


def test_output_files_need_a_container(host: EdgeHost) -> None:
    host.job()
    body = {
        "id": "t",
        "commandLine": "true",
        "outputFiles": [{"filePattern": "*", "destination": {}, "uploadOptions": {}}],
    }
    answer = host.http.send("POST", "/jobs/j/tasks", body)
    assert answer.error == (400, "MissingRequiredProperty")


def test_a_start_task_finds_its_files_and_fails_without_them(host: EdgeHost, blobs: BlobServer) -> None:
    blobs.blobs["/public/setup.sh"] = b"echo set up\n"
    file = {"httpUrl": f"{blobs.url}/public/setup.sh", "filePath": "setup.sh"}
    host.pool(startTask={"commandLine": "/bin/sh setup.sh", "resourceFiles": [file]})
    node = host.node()
    assert b"".join(host.client.download_node_file("p", node.id, "startup/stdout.txt")) == b"set up\n"
    assert host.client.get_node_file_properties("p", node.id, "startup/wd/setup.sh").content_length == 12
    del blobs.blobs["/public/setup.sh"]
    host.pool(
        "q", startTask={"commandLine": "/bin/sh setup.sh", "resourceFiles": [file], "maxTaskRetryCount": 5}
    )
    node = host.node("q")
    info = node.start_task_info
    assert node.state == "starttaskfailed"
    assert (info.result, info.failure_info.code, info.exit_code, info.retry_count) == (
        "failure",
        "BlobNotFound",
        None,
        0,
    )
    assert [error.code for error in node.errors] == ["BlobNotFound"]
    bad = {**file, "filePath": "../x"}
    task = {"commandLine": "true", "resourceFiles": [bad]}
    with_bad = {
        "id": "r",
        "vmSize": "a",
        "virtualMachineConfiguration": WINDOWS,
        "startTask": task,
    }
    assert refusal(lambda: host.client.create_pool(with_bad)) == (400, "InvalidPropertyValue")


def test_on_a_windows_node_patterns_and_paths_are_those_of_windows(host: EdgeHost, blobs: BlobServer) -> None:
    blobs.blobs["/public/in"] = b"in\r\n"
    host.pool(machine=WINDOWS)
    host.job()
    file = {"httpUrl": f"{blobs.url}/public/in", "filePath": "data\\in.txt"}
    task = host.run(
        "t",
        "cmd /c type data\\in.txt",
        resourceFiles=[file],
        outputFiles=[
            output("..\\%AZ_BATCH_JOB_ID%\\..\\stdout.txt", blobs.box),
            output("data\\*", blobs.box),
        ],
    )
    assert task.execution_info.exit_code == 0
    assert task.node_info.task_root_directory == "workitems\\j\\job-1\\t"
    assert task.node_info.task_root_directory_url.endswith("/files/workitems/j/job-1/t")
    assert blobs.blobs["/box/in.txt"] == b"in\r\n"
    assert host.text("t") == "in\r\n"


def test_what_a_windows_node_tells_of_a_file(host: EdgeHost) -> None:
    host.pool(machine=WINDOWS)
    host.pool("q")
    host.job()
    host.job("k", "q")
    host.run("t", "cmd /c echo hello world")
    host.run("t", "echo hello", "k")
    windows = host.http.send("HEAD", "/jobs/j/tasks/t/files/stdout.txt").headers
    linux = host.http.send("HEAD", "/jobs/k/tasks/t/files/stdout.txt").headers
    assert windows["content-length"] == "13"
    assert "ocp-creation-time" in windows
    assert "ocp-batch-file-mode" not in windows
    assert "ocp-creation-time" not in linux
    assert linux["ocp-batch-file-mode"] == "0o100644"
    listed = {file["name"]: file for file in host.http.send("GET", "/jobs/j/tasks/t/files").json["value"]}
    assert sorted(listed["stdout.txt"]["properties"]) == [
        "contentLength",
        "contentType",
        "creationTime",
        "lastModified",
    ]
