"""Nodes: start tasks, restarts, scheduling."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from azure_batch_sdk.emulator.node.launch import LaunchError

from .core_driver import BASE_URL, POOL, Driver, Running, ScriptedRunner, on_loop, options, until


async def node_operation(it: Driver, operation: str, body: dict[str, Any] | None = None) -> None:
    node = await it.node()
    reply = await it.reply(operation, body, poolId="p", nodeId=node["id"])
    assert reply.etag is None
    assert reply.data_service_id is not None
    assert reply.data_service_id.startswith(f"{BASE_URL}/pools/p/nodes/{node['id']}/")


async def node_refusal(it: Driver, operation: str) -> str:
    node = await it.node()
    error = await it.refusal(operation, poolId="p", nodeId=node["id"])
    assert error.status == 409
    return error.code


@on_loop
async def test_a_node_that_is_up_shows_what_it_is(tmp_path: Path) -> None:
    async with Running(options(tmp_path), ScriptedRunner()) as it:
        await it.pool()
        node = await it.node()
        assert node["url"] == f"{BASE_URL}/pools/p/nodes/{node['id']}"
        assert node["affinityId"] == f"TVM:{node['id']}"
        assert (node["state"], node["schedulingState"], node["vmSize"]) == (
            "idle",
            "enabled",
            "standard_d1_v2",
        )
        assert node["nodeAgentInfo"]["lastUpdateTime"] == node["lastBootTime"]
        assert node["virtualMachineInfo"]["imageReference"]["exactVersion"] == "latest"
        assert "recentTasks" not in node
        shown = await it.body("get_node", poolId="P", nodeId=node["id"])
        assert shown == node
        assert (await it.refusal("get_node", poolId="p", nodeId="x")).code == "NodeNotFound"
        assert (await it.refusal("get_node", poolId="x", nodeId="x")).code == "PoolNotFound"


@on_loop
async def test_a_node_waits_for_its_start_task(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        setting = {"name": "COLOUR", "value": "red"}
        await it.reply(
            "create_pool", {**POOL, "startTask": {"commandLine": "prepare", "environmentSettings": [setting]}}
        )
        node = await it.node_in("waitingforstarttask")
        assert node["startTaskInfo"]["state"] == "running"
        assert "endTime" not in node["startTaskInfo"]
        await it.job()
        await it.task()
        (key,) = await it.launched(runner, "start/")
        launch = runner.launches[key]
        assert launch.environment["COLOUR"] == "red"
        assert launch.environment["AZ_BATCH_NODE_ID"] == node["id"]
        assert "AZ_BATCH_JOB_ID" not in launch.environment
        assert launch.working_directory == tmp_path / "nodes" / node["id"] / "startup" / "wd"
        assert runner.running("task/") == []
        runner.exit("start/", 0)
        await it.launched(runner, "task/j/t")
        info = (await it.node())["startTaskInfo"]
        assert (info["state"], info["exitCode"], info["result"], info["retryCount"]) == (
            "completed",
            0,
            "success",
            0,
        )


@on_loop
async def test_a_start_task_that_fails_for_good_keeps_tasks_away(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await it.reply(
            "create_pool", {**POOL, "startTask": {"commandLine": "prepare", "maxTaskRetryCount": 1}}
        )
        await it.launched(runner, "start/")
        runner.exit("start/", 5)
        await it.launched(runner, "start/")
        assert (await it.node())["startTaskInfo"]["retryCount"] == 1
        runner.exit("start/", 6)
        node = await it.node_in("starttaskfailed")
        info = node["startTaskInfo"]
        assert (info["exitCode"], info["result"], info["retryCount"]) == (6, "failure", 1)
        assert info["failureInfo"]["code"] == "FailureExitCode"
        await it.job()
        await it.task()
        await node_operation(it, "begin_reboot_node")
        await it.launched(runner, "start/")
        runner.exit("start/", 0)
        await it.launched(runner, "task/j/t")


@on_loop
async def test_a_start_task_that_cannot_be_launched_says_why(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    runner.refuse["nothing"] = LaunchError("CommandProgramNotFound", "There is no program 'nothing'.")
    async with Running(options(tmp_path), runner) as it:
        await it.reply("create_pool", {**POOL, "startTask": {"commandLine": "nothing"}})
        info = (await it.node_in("starttaskfailed"))["startTaskInfo"]
        assert info["failureInfo"]["code"] == "CommandProgramNotFound"
        assert "exitCode" not in info


@on_loop
async def test_tasks_need_not_wait_for_a_start_task(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await it.pool(startTask={"commandLine": "daemon", "waitForSuccess": False})
        await it.launched(runner, "start/")
        await it.job()
        await it.task()
        await it.launched(runner, "task/j/t")
        runner.exit("task/", 0)
        await it.task_in("completed")
        await it.reply(
            "begin_resize_pool",
            {"targetDedicatedNodes": 0, "nodeDeallocationOption": "taskcompletion"},
            poolId="p",
        )
        await it.steady()
        assert await it.items("list_nodes", poolId="p") == []


@on_loop
async def test_a_new_start_task_counts_from_the_next_boot(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    runner.exit_at_once = {"old": 0, "new": 0}
    async with Running(options(tmp_path), runner) as it:
        await it.pool(startTask={"commandLine": "old"})
        await it.reply("update_pool", {"startTask": {"commandLine": "new"}}, poolId="p")
        before = await it.node()
        assert before["startTask"]["commandLine"] == "old"
        await node_operation(it, "begin_reboot_node")
        assert (await it.node())["lastBootTime"] == before["lastBootTime"]
        after = await it.node_in("idle")
        assert after["startTask"]["commandLine"] == "new"
        assert after["lastBootTime"] > before["lastBootTime"]
        assert after["nodeAgentInfo"] == before["nodeAgentInfo"]


@pytest.mark.parametrize(
    ("operation", "state"), [("begin_reboot_node", "rebooting"), ("begin_reimage_node", "reimaging")]
)
def test_a_restart_requeues_what_runs(tmp_path: Path, operation: str, state: str) -> None:
    @on_loop
    async def run() -> None:
        runner = ScriptedRunner()
        async with Running(options(tmp_path, time_scale=2), runner) as it:
            await it.pool()
            await it.job()
            await it.task()
            (key,) = await it.launched(runner, "task/j/t")
            kept = runner.launches[key].working_directory / "kept"
            kept.write_text("x")
            await node_operation(it, operation)
            node = await it.node()
            assert node["state"] == state
            task = await it.get_task()
            assert (task["state"], task["executionInfo"]["requeueCount"]) == ("active", 1)
            assert (await node_refusal(it, operation)).startswith("NodeBeing")
            await it.launched(runner, "task/j/t")
            assert kept.exists() is (operation == "begin_reboot_node")

    run()


@on_loop
async def test_a_restart_can_wait_for_the_tasks(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await it.pool(taskSlotsPerNode=2)
        await it.job()
        await it.task("a")
        await it.launched(runner, "task/j/a")
        boot = (await it.node())["lastBootTime"]
        await node_operation(it, "begin_reboot_node", {"nodeRebootOption": "taskcompletion"})
        assert (await it.node())["state"] == "running"
        await it.task("b")
        runner.exit("task/j/a", 0)
        await it.launched(runner, "task/j/b")
        assert (await it.node())["lastBootTime"] > boot


@on_loop
async def test_a_deallocated_node_stays_out_of_scheduling_until_it_is_enabled(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await it.pool()
        assert await node_refusal(it, "begin_start_node") == "OperationInvalidForCurrentState"
        await node_operation(it, "begin_deallocate_node")
        assert (await it.node())["state"] == "deallocating"
        node = await it.node_in("deallocated")
        assert node["schedulingState"] == "disabled"
        assert (await it.body("get_pool", poolId="p"))["currentDedicatedNodes"] == 1
        assert (await it.refusal("list_node_files", poolId="p", nodeId=node["id"])).status == 409
        await it.job()
        await it.task()
        await node_operation(it, "begin_start_node")
        await it.node_in("offline")
        assert runner.running() == []
        await node_operation(it, "enable_node_scheduling")
        await it.launched(runner, "task/j/t")


@pytest.mark.parametrize(
    ("option", "task_state", "node_state"),
    [
        ("requeue", "active", "offline"),
        ("terminate", "completed", "offline"),
        ("taskcompletion", "running", "running"),
    ],
)
def test_disabling_scheduling_treats_tasks_as_asked(
    tmp_path: Path, option: str, task_state: str, node_state: str
) -> None:
    @on_loop
    async def run() -> None:
        runner = ScriptedRunner()
        async with Running(options(tmp_path), runner) as it:
            await it.pool()
            await it.job()
            await it.task()
            await it.launched(runner, "task/j/t")
            await node_operation(it, "disable_node_scheduling", {"nodeDisableSchedulingOption": option})
            assert await node_refusal(it, "disable_node_scheduling") == "NodeAlreadyInTargetSchedulingState"
            assert (await it.get_task())["state"] == task_state
            await it.node_in(node_state)
            assert (await it.node())["schedulingState"] == "disabled"
            await it.task("later")
            await node_operation(it, "enable_node_scheduling")
            assert await node_refusal(it, "enable_node_scheduling") == "NodeAlreadyInTargetSchedulingState"

            async def all_run() -> bool:
                for key in runner.running():
                    runner.exit(key, 0)
                return bool((await it.get_task("later"))["state"] == "completed")

            await until(all_run, "the later task has run")

    run()


@on_loop
async def test_a_node_counts_its_tasks(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await it.pool(taskSlotsPerNode=4)
        await it.job()
        for name, slots in (("a", 1), ("b", 2)):
            await it.task(name, requiredSlots=slots)
        await it.launched(runner, "task/", 2)
        node = await it.node()
        assert (node["state"], node["runningTasksCount"], node["runningTaskSlotsCount"]) == ("running", 2, 3)
        assert [task["taskId"] for task in node["recentTasks"]] == ["b", "a"]
        runner.exit("task/j/a", 0)
        runner.exit("task/j/b", 1)
        node = await it.node_in("idle")
        assert (node["totalTasksRun"], node["totalTasksSucceeded"], node["runningTasksCount"]) == (2, 1, 0)
        assert [task["taskState"] for task in node["recentTasks"]] == ["completed"] * 2


@on_loop
async def test_a_restart_that_waits_gives_way_to_one_that_does_not(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await it.pool()
        await it.job()
        await it.task()
        (key,) = await it.launched(runner, "task/j/t")
        (runner.launches[key].working_directory / "kept").touch()
        await node_operation(it, "begin_reboot_node", {"nodeRebootOption": "taskcompletion"})
        await node_operation(it, "begin_reimage_node", {"nodeReimageOption": "requeue"})
        assert (await it.node())["state"] == "reimaging"
        (again,) = await it.launched(runner, "task/j/t")
        assert list(runner.launches[again].working_directory.iterdir()) == []
        runner.exit(again, 0)
        await it.node_in("idle")
