"""Files of tasks and nodes, written by real processes."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from azure_batch_sdk.emulator.node.runner import ProcessRunner

from .core_driver import BASE_URL, Running, ScriptedRunner, on_loop, options, until


@on_loop
async def test_a_real_task_leaves_its_output(tmp_path: Path) -> None:
    async with Running(options(tmp_path), ProcessRunner()) as it:
        await it.pool(startTask={"commandLine": "/bin/sh -c 'echo up > $AZ_BATCH_NODE_SHARED_DIR/up.txt'"})
        await it.job()
        command = "/bin/sh -c 'cat $AZ_BATCH_NODE_SHARED_DIR/up.txt; mkdir -p a/b; echo x > a/b/c; exit 3'"
        await it.task(command=command)
        task = await it.task_in("completed")
        assert task["executionInfo"]["exitCode"] == 3
        where: dict[str, Any] = {"jobId": "j", "taskId": "t"}
        names = [item["name"] for item in await it.items("list_task_files", **where)]
        assert names == ["stderr.txt", "stdout.txt", "wd"]
        everything = await it.items("list_task_files", query={"recursive": True}, **where)
        assert [item["name"] for item in everything] == [
            "stderr.txt",
            "stdout.txt",
            "wd",
            "wd/a",
            "wd/a/b",
            "wd/a/b/c",
        ]
        stdout = everything[1]
        assert stdout["url"] == f"{BASE_URL}/jobs/j/tasks/t/files/stdout.txt"
        assert stdout["properties"]["contentLength"] == "3"
        assert stdout["properties"]["contentType"] == "text/plain"
        assert stdout["properties"]["fileMode"] == "0o100644"
        assert everything[2]["isDirectory"] is True
        assert "properties" not in everything[2]

        reply = await it.reply("download_task_file", filePath="stdout.txt", **where)
        assert reply.file is not None
        assert reply.file.path.read_text() == "up\n"
        assert (reply.file.start, reply.file.length, reply.etag) == (0, 3, None)
        assert reply.headers["Content-Type"] == "text/plain"
        assert reply.headers["ocp-batch-file-isdirectory"] == "False"
        assert unquote(reply.headers["ocp-batch-file-url"]) == stdout["url"]
        part = await it.reply(
            "download_task_file", filePath="stdout.txt", headers={"ocp-range": "bytes=1-9"}, **where
        )
        assert part.file is not None
        assert (part.status, part.file.start, part.file.length) == (200, 1, 2)
        bad = {"ocp-range": "bytes=3-4"}
        assert (
            await it.refusal("download_task_file", filePath="stdout.txt", headers=bad, **where)
        ).status == 416
        looked = await it.reply("get_task_file_properties", filePath="wd", **where)
        assert looked.headers["ocp-batch-file-isdirectory"] == "True"
        error = await it.refusal("get_task_file_properties", filePath="nope", **where)
        assert (error.status, error.code) == (404, "FileNotFound")
        error = await it.refusal("download_task_file", filePath="../../../../shared/up.txt", **where)
        assert error.code == "FileNotFound"

        node = task["nodeInfo"]["nodeId"]
        on_node: dict[str, Any] = {"poolId": "p", "nodeId": node}
        shown = await it.reply("download_node_file", filePath="workitems/j/job-1/t/stdout.txt", **on_node)
        assert shown.file is not None
        assert shown.file.path == reply.file.path
        tops = [item["name"] for item in await it.items("list_node_files", **on_node)]
        assert tops == ["applications", "fsmounts", "shared", "startup", "volatile", "workitems"]

        assert (await it.refusal("delete_task_file", filePath="wd/a", **where)).status == 409
        assert (await it.reply("delete_task_file", filePath="wd/a/b/c", **where)).status == 200
        assert (
            await it.reply("delete_task_file", filePath="wd/a", query={"recursive": True}, **where)
        ).status == 200
        assert (await it.refusal("delete_task_file", filePath="wd/a", **where)).code == "FileNotFound"


@pytest.mark.parametrize("operation", ["list_task_files", "download_task_file", "get_task_file_properties"])
def test_files_of_a_task_that_has_not_run_are_not_there_yet(tmp_path: Path, operation: str) -> None:
    @on_loop
    async def run() -> None:
        async with Running(options(tmp_path), ScriptedRunner()) as it:
            await it.job()
            await it.task()
            error = await it.refusal(operation, jobId="j", taskId="t", filePath="stdout.txt")
            assert (error.status, error.code) == (409, "OperationInvalidForCurrentState")
            assert "not valid for the current state of the resource" in error.message

    run()


@on_loop
async def test_files_leave_with_their_node(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await it.pool()
        await it.job()
        await it.task()
        await it.launched(runner, "task/")
        runner.exit("task/", 0)
        await it.task_in("completed")
        await it.reply("begin_delete_pool", poolId="p")
        await it.gone("get_pool", poolId="p")
        error = await it.refusal("list_task_files", jobId="j", taskId="t")
        assert (error.status, error.code) == (409, "TaskFilesUnavailable")


@on_loop
async def test_file_conditions_compare_dates_only(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await it.pool()
        await it.job()
        await it.task()
        (key,) = await it.launched(runner, "task/")
        runner.launches[key].stdout.write_text("hello")
        where: dict[str, Any] = {"jobId": "j", "taskId": "t", "filePath": "stdout.txt"}
        date = (await it.reply("download_task_file", **where)).last_modified
        assert date is not None
        error = await it.refusal("download_task_file", headers={"if-modified-since": date}, **where)
        assert error.status == 304
        early = {"if-unmodified-since": "Sat, 01 Jan 2000 00:00:00 GMT"}
        assert (await it.refusal("get_task_file_properties", headers=early, **where)).status == 412


@on_loop
async def test_a_real_task_is_killed_with_its_children(tmp_path: Path) -> None:
    async with Running(options(tmp_path), ProcessRunner()) as it:
        await it.pool()
        await it.job()
        await it.task(command="/bin/sh -c 'sleep 600 & sleep 600'")
        await it.task_in("running")
        await it.reply("terminate_task", jobId="j", taskId="t")
        await it.node_in("idle")
        await it.task("next", command="/bin/true")
        assert (await it.task_in("completed", "next"))["executionInfo"]["result"] == "success"


@on_loop
async def test_files_are_kept_as_long_as_the_task_says(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    runner.exit_at_once = {"short": 0, "long": 0}
    async with Running(options(tmp_path, time_scale=100, data=True), runner) as it:
        await it.pool()
        await it.job()
        await it.task("long", command="long")
        await it.task("short", command="short", constraints={"retentionTime": "PT20S"})
        done = await it.task_in("completed", "short")
        parent = tmp_path / "nodes" / done["nodeInfo"]["nodeId"] / "workitems" / "j" / "job-1"
        assert {path.name for path in parent.iterdir()} == {"long", "short"}
    async with Running(options(tmp_path, time_scale=100, data=True), runner) as it:

        async def cleared() -> bool:
            return not (parent / "short").exists()

        await until(cleared, "the files of the short task are gone")
        error = await it.refusal("list_task_files", jobId="j", taskId="short")
        assert (error.status, error.code) == (409, "TaskFilesCleanedup")
        assert (await it.reply("list_task_files", jobId="j", taskId="long")).status == 200
        assert (await it.get_task("short"))["state"] == "completed"
