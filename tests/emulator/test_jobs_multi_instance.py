"""Multi-instance tasks: several nodes at once, a coordination command on all, the command line on one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from azure_batch_sdk.emulator.node.launch import LaunchError

from .core_driver import BASE_URL, Driver, Running, ScriptedRunner, on_loop, options, until

CLUSTER: dict[str, Any] = {"enableInterNodeCommunication": True, "targetDedicatedNodes": 3}
THREE: dict[str, Any] = {"numberOfInstances": 3, "coordinationCommandLine": "coordinate"}


async def cluster(it: Driver, **members: Any) -> None:
    await it.pool(**{**CLUSTER, **members})
    await it.job()


async def subtasks(it: Driver, task: str = "t") -> list[dict[str, Any]]:
    return await it.items("list_subtasks", jobId="j", taskId=task)


async def all_coordinate(it: Driver, runner: ScriptedRunner, number: int = 3) -> None:
    await it.launched(runner, "coordination", number)
    for key in runner.running("coordination"):
        runner.exit(key, 0)


@on_loop
async def test_all_instances_coordinate_and_then_the_primary_runs_the_command_line(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await cluster(it)
        await it.task(multiInstanceSettings=THREE, environmentSettings=[{"name": "MINE", "value": "1"}])
        keys = await it.launched(runner, "coordination", 3)
        assert {runner.launches[key].command_line for key in keys} == {"coordinate"}
        nodes = {node["id"]: node for node in await it.items("list_nodes", poolId="p")}
        assert {node["runningTasksCount"] for node in nodes.values()} == {1}
        task = await it.task_in("running")
        shown = await subtasks(it)
        assert [item["id"] for item in shown] == [1, 2]
        for item in shown:
            assert (item["state"], item["previousState"]) == ("running", "preparing")
            node = item["nodeInfo"]["nodeId"]
            assert item["nodeInfo"] == {
                "affinityId": f"TVM:{node}",
                "nodeUrl": f"{BASE_URL}/pools/p/nodes/{node}",
                "poolId": "p",
                "nodeId": node,
                "taskRootDirectory": "workitems/j/job-1/t",
                "taskRootDirectoryUrl": f"{BASE_URL}/pools/p/nodes/{node}/files/workitems/j/job-1/t",
            }
            assert "endTime" not in item
        used = {task["nodeInfo"]["nodeId"], *(item["nodeInfo"]["nodeId"] for item in shown)}
        assert used == set(nodes)
        for key in keys[:2]:
            runner.exit(key, 0)
        assert runner.running() == [keys[2]]
        runner.exit(keys[2], 0)
        (key,) = await it.launched(runner, "application")
        launch = runner.launches[key]
        assert (launch.command_line, launch.environment["MINE"]) == ("run", "1")
        runner.exit(key, 7)
        task = await it.task_in("completed")
        assert task["executionInfo"]["exitCode"] == 7
        for item in await subtasks(it):
            assert (item["state"], item["previousState"]) == ("completed", "running")
            assert (item["exitCode"], item["result"]) == (0, "success")
            assert item["endTime"] >= item["startTime"]
        assert sum(node["totalTasksRun"] for node in await it.items("list_nodes", poolId="p")) == 1
        assert {node["state"] for node in await it.items("list_nodes", poolId="p")} == {"idle"}

        async def left_nothing() -> bool:
            return {*keys} <= {*runner.killed}

        await until(left_nothing, "what the coordination commands left running dies with the task")


@on_loop
async def test_every_instance_knows_the_others(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await cluster(it)
        await it.task(multiInstanceSettings=THREE)
        keys = await it.launched(runner, "coordination", 3)
        environments = [runner.launches[key].environment for key in sorted(keys)]
        for name, separator in (("AZ_BATCH_HOST_LIST", ","), ("AZ_BATCH_NODE_LIST", ";")):
            (value,) = {environment[name] for environment in environments}
            assert len(set(value.split(separator))) == 3
            master = value.split(separator)[0]
        for environment in environments:
            assert environment["AZ_BATCH_MASTER_NODE"] == f"{master}:6000"
            assert environment["AZ_BATCH_TASK_SHARED_DIR"] == environment["AZ_BATCH_TASK_DIR"]
            assert environment["CCP_NODES"].split()[0] == "3"
            assert environment["AZ_BATCH_TASK_ID"] == "t"
        masters = [environment["AZ_BATCH_IS_CURRENT_NODE_MASTER"] for environment in environments]
        assert masters == ["true", "false", "false"]
        for key in keys:
            runner.exit(key, 0)
        (key,) = await it.launched(runner, "application")
        assert runner.launches[key].environment["AZ_BATCH_IS_CURRENT_NODE_MASTER"] == "true"


@pytest.mark.parametrize("which", [0, 2], ids=["primary", "subtask"])
def test_a_coordination_command_that_fails_fails_the_whole_task_which_is_retried(
    tmp_path: Path, which: int
) -> None:
    @on_loop
    async def run() -> None:
        runner = ScriptedRunner()
        async with Running(options(tmp_path), runner) as it:
            await cluster(it)
            await it.task(multiInstanceSettings=THREE, constraints={"maxTaskRetryCount": 1})
            await it.launched(runner, "coordination", 3)
            runner.exit(f"coordination-{which}", 9)

            async def retried() -> bool:
                return bool((await it.get_task())["executionInfo"]["retryCount"] == 1)

            await until(retried, "the task is retried")
            await it.launched(runner, "coordination", 3)
            runner.exit(f"coordination-{which}", 9)
            info = (await it.task_in("completed"))["executionInfo"]
            assert (info["exitCode"], info["failureInfo"]["code"]) == (9, "FailureExitCode")
            assert runner.running() == []
            codes = {item["id"]: item["failureInfo"]["code"] for item in await subtasks(it)}
            assert codes == {1: "TaskEnded", 2: "FailureExitCode" if which == 2 else "TaskEnded"}
            assert not [launch for launch in runner.history if launch.command_line == "run"]

    run()


@on_loop
async def test_a_coordination_command_that_is_not_there_is_not_tried_again(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    runner.refuse["coordinate"] = LaunchError("CommandProgramNotFound", "There is no 'coordinate'.")
    async with Running(options(tmp_path), runner) as it:
        await cluster(it)
        await it.task(multiInstanceSettings=THREE, constraints={"maxTaskRetryCount": 3})
        info = (await it.task_in("completed"))["executionInfo"]
        assert (info["failureInfo"]["code"], info["retryCount"]) == ("CommandProgramNotFound", 0)
        assert "exitCode" not in info


@pytest.mark.parametrize("phase", ["coordination", "application"])
@pytest.mark.parametrize("operation", ["terminate_task", "delete_task", "begin_disable_job"])
def test_whatever_ends_the_task_ends_all_its_instances(tmp_path: Path, phase: str, operation: str) -> None:
    @on_loop
    async def run() -> None:
        runner = ScriptedRunner()
        async with Running(options(tmp_path), runner) as it:
            await cluster(it)
            await it.task(multiInstanceSettings=THREE)
            if phase == "application":
                await all_coordinate(it, runner)
                await it.launched(runner, "application")
            else:
                await it.launched(runner, "coordination", 3)
            if operation == "begin_disable_job":
                await it.reply(operation, {"disableTasks": "requeue"}, jobId="j")
                await it.job_in("disabled")
                task = await it.get_task()
                assert (task["state"], task["executionInfo"]["requeueCount"]) == ("active", 1)
                assert await subtasks(it) == []
            else:
                await it.reply(operation, jobId="j", taskId="t")

            async def quiet() -> bool:
                nodes = await it.items("list_nodes", poolId="p")
                return not runner.running() and {node["state"] for node in nodes} == {"idle"}

            await until(quiet, "all is quiet")
            if operation == "terminate_task":
                assert (await it.get_task())["executionInfo"]["failureInfo"]["code"] == "TaskEnded"
                assert {item["state"] for item in await subtasks(it)} == {"completed"}
            if operation == "begin_disable_job":
                await it.reply("begin_enable_job", jobId="j")
                await it.launched(runner, "coordination", 3)

    run()


@on_loop
async def test_losing_the_node_of_a_subtask_requeues_the_whole_task(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await cluster(it, targetDedicatedNodes=4)
        await it.task(multiInstanceSettings=THREE)
        await all_coordinate(it, runner)
        await it.launched(runner, "application")
        first, _ = await subtasks(it)
        node = first["nodeInfo"]["nodeId"]
        await it.reply("begin_reboot_node", poolId="p", nodeId=node)
        await it.launched(runner, "coordination", 3)
        task = await it.task_in("running")
        assert task["executionInfo"]["requeueCount"] == 1
        again = {item["nodeInfo"]["nodeId"] for item in await subtasks(it)}
        assert node not in {*again, task["nodeInfo"]["nodeId"]}


@on_loop
async def test_a_task_over_its_time_ends_with_all_its_instances(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path, time_scale=200), runner) as it:
        await cluster(it)
        await it.task(multiInstanceSettings=THREE, constraints={"maxWallClockTime": "PT30S"})
        info = (await it.task_in("completed"))["executionInfo"]
        assert (info["failureInfo"]["category"], info["failureInfo"]["code"]) == ("ServerError", "TaskEnded")
        assert runner.running() == []


@on_loop
async def test_instances_start_together_or_not_at_all(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await cluster(it)
        await it.task("first")
        await it.launched(runner, "task/j/first")
        await it.task(multiInstanceSettings=THREE)
        # What needs less goes on.
        await it.task("second")
        await it.launched(runner, "task/j/second")
        assert (await it.get_task())["state"] == "active"
        assert await subtasks(it) == []
        runner.exit("task/j/first")
        await it.task_in("completed", "first")
        assert (await it.get_task())["state"] == "active"
        runner.exit("task/j/second")
        await it.launched(runner, "coordination", 3)


@pytest.mark.parametrize(
    "members", [{"enableInterNodeCommunication": False}, {"taskSlotsPerNode": 2}], ids=["no network", "slots"]
)
def test_on_a_pool_of_the_wrong_kind_the_task_waits_and_holds_up_nobody(
    tmp_path: Path, members: dict[str, Any]
) -> None:
    @on_loop
    async def run() -> None:
        runner = ScriptedRunner()
        async with Running(options(tmp_path), runner) as it:
            await cluster(it, **members)
            await it.task(multiInstanceSettings=THREE)
            await it.task("plain")
            await it.launched(runner, "task/j/plain")
            assert (await it.get_task())["state"] == "active"

    run()


@on_loop
async def test_all_nodes_are_prepared_before_the_instances_start(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await it.pool(**CLUSTER)
        await it.job(jobPreparationTask={"commandLine": "prepare"})
        await it.task(multiInstanceSettings=THREE)
        keys = await it.launched(runner, "preparation/j", 3)
        assert (await it.get_task())["state"] == "preparing"
        runner.exit(keys[0], 0)
        runner.exit(keys[1], 0)
        assert runner.running() == [keys[2]]
        runner.exit(keys[2], 1)
        # One node will never do, and there is no fourth.
        await it.task_in("active")
        await it.reply("begin_resize_pool", {"targetDedicatedNodes": 4}, poolId="p")
        await it.launched(runner, "preparation/j")
        runner.exit("preparation/j", 0)
        await it.launched(runner, "coordination", 3)


@on_loop
async def test_one_instance_has_no_subtasks(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await cluster(it)
        await it.task(multiInstanceSettings={"coordinationCommandLine": "coordinate"})
        await all_coordinate(it, runner, 1)
        await it.launched(runner, "application")
        assert await subtasks(it) == []
        runner.exit("application", 0)
        assert (await it.task_in("completed"))["executionInfo"]["result"] == "success"


@pytest.mark.parametrize(
    "members",
    [
        {"multiInstanceSettings": {**THREE, "numberOfInstances": 0}},
        {"multiInstanceSettings": THREE, "requiredSlots": 2},
        {"multiInstanceSettings": {**THREE, "commonResourceFiles": [{"filePath": "x"}]}},
    ],
)
def test_settings_that_make_no_sense_are_refused(tmp_path: Path, members: dict[str, Any]) -> None:
    @on_loop
    async def run() -> None:
        async with Running(options(tmp_path), ScriptedRunner()) as it:
            await it.job()
            error = await it.refusal("create_task", {"id": "t", "commandLine": "x", **members}, jobId="j")
            assert (error.status, error.code) == (400, "InvalidPropertyValue")

    run()


@on_loop
async def test_subtasks_are_known_after_a_restart_of_the_service(tmp_path: Path) -> None:
    first = ScriptedRunner()
    async with Running(options(tmp_path, data=True), first) as it:
        await cluster(it)
        await it.task("done", multiInstanceSettings=THREE)
        await all_coordinate(it, first)
        await it.launched(first, "application")
        first.exit("application", 0)
        await it.task_in("completed", "done")
        await it.task("cut", multiInstanceSettings=THREE)
        await it.launched(first, "coordination", 3)
        before = await subtasks(it, "done")
    second = ScriptedRunner()
    async with Running(options(tmp_path, data=True), second) as it:
        assert await subtasks(it, "done") == before
        await it.launched(second, "coordination", 3)
        assert (await it.get_task("cut"))["executionInfo"]["requeueCount"] == 1
