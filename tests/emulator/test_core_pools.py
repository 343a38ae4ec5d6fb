"""Pools: what the service fills in, how they resize, stop, and go."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from azure_batch_sdk.emulator.clock import etag_of

from .core_driver import BASE_URL, POOL, Running, ScriptedRunner, on_loop, options, until


@on_loop
async def test_a_new_pool_shows_the_defaults_of_the_service(tmp_path: Path) -> None:
    async with Running(options(tmp_path), ScriptedRunner()) as it:
        reply = await it.reply("create_pool", {**POOL, "startTask": {"commandLine": "go"}})
        pool = await it.body("get_pool", poolId="p")
        assert reply.status == 201
        assert reply.location == reply.data_service_id == f"{BASE_URL}/pools/p"
        assert reply.etag == pool["eTag"]
        assert pool["state"] == "active"
        assert pool["allocationState"] == "resizing"
        assert pool["creationTime"] == pool["stateTransitionTime"]
        assert pool["vmSize"] == "standard_d1_v2"
        assert (pool["currentDedicatedNodes"], pool["targetDedicatedNodes"]) == (0, 1)
        assert pool["resizeTimeout"] == "PT15M"
        assert pool["taskSchedulingPolicy"] == {"nodeFillType": "Spread", "jobDefaultOrder": "none"}
        assert pool["virtualMachineConfiguration"]["imageReference"]["version"] == "latest"
        assert pool["startTask"] == {
            "commandLine": "go",
            "userIdentity": {"autoUser": {"scope": "pool", "elevationLevel": "nonadmin"}},
            "maxTaskRetryCount": 0,
            "waitForSuccess": True,
        }
        assert "resizeErrors" not in pool


@on_loop
async def test_passwords_do_not_come_back(tmp_path: Path) -> None:
    async with Running(options(tmp_path), ScriptedRunner()) as it:
        account = {
            "name": "me",
            "password": "secret",
            "linuxUserConfiguration": {"uid": 1, "gid": 2, "sshPrivateKey": "k"},
        }
        await it.reply("create_pool", {**POOL, "userAccounts": [account]})
        pool = await it.body("get_pool", poolId="p")
        assert pool["userAccounts"] == [
            {"name": "me", "elevationLevel": "nonadmin", "linuxUserConfiguration": {"uid": 1, "gid": 2}}
        ]


@on_loop
async def test_nodes_are_listed_before_the_counts_jump(tmp_path: Path) -> None:
    async with Running(options(tmp_path, time_scale=2), ScriptedRunner()) as it:
        await it.reply("create_pool", {**POOL, "targetDedicatedNodes": 2, "targetLowPriorityNodes": 1})
        nodes = await it.items("list_nodes", poolId="p")
        assert [node["state"] for node in nodes] == ["creating"] * 3
        assert all("lastBootTime" not in node and "nodeAgentInfo" not in node for node in nodes)
        assert (await it.body("get_pool", poolId="p"))["currentDedicatedNodes"] == 0
        pool = await it.steady()
        assert (pool["currentDedicatedNodes"], pool["currentLowPriorityNodes"]) == (2, 1)
        nodes = await it.items("list_nodes", poolId="p")
        assert sorted(node["isDedicated"] for node in nodes) == [False, True, True]
        assert len({node["ipAddress"] for node in nodes}) == 3
        assert [node["id"] for node in nodes] == sorted(node["id"] for node in nodes)


@on_loop
async def test_ids_are_unique_without_regard_to_case(tmp_path: Path) -> None:
    async with Running(options(tmp_path), ScriptedRunner()) as it:
        await it.reply("create_pool", {**POOL, "id": "Render", "targetDedicatedNodes": 0})
        assert (await it.refusal("create_pool", {**POOL, "id": "render"})).code == "PoolExists"
        assert (await it.body("get_pool", poolId="RENDER"))["id"] == "Render"
        assert (await it.reply("pool_exists", poolId="render")).status == 200
        error = await it.refusal("pool_exists", poolId="other")
        assert (error.status, error.code) == (404, "PoolNotFound")


@on_loop
async def test_a_resize_moves_the_etag_and_its_end_does_not(tmp_path: Path) -> None:
    async with Running(options(tmp_path), ScriptedRunner()) as it:
        before = await it.pool(targetDedicatedNodes=1)
        reply = await it.reply("begin_resize_pool", {"targetDedicatedNodes": 3}, poolId="p")
        assert (reply.status, reply.data_service_id) == (202, f"{BASE_URL}/pools/p/resize")
        during = await it.body("get_pool", poolId="p")
        assert during["eTag"] == reply.etag != before["eTag"]
        assert (during["allocationState"], during["targetDedicatedNodes"]) == ("resizing", 3)
        assert during["currentDedicatedNodes"] == 1
        after = await it.steady()
        assert (after["eTag"], after["currentDedicatedNodes"]) == (reply.etag, 3)
        assert (await it.reply("begin_resize_pool", {"targetLowPriorityNodes": 1}, poolId="p")).status == 202
        assert (await it.steady())["targetDedicatedNodes"] == 3


@on_loop
async def test_body_rules_come_before_existence(tmp_path: Path) -> None:
    async with Running(options(tmp_path), ScriptedRunner()) as it:
        error = await it.refusal("begin_resize_pool", {}, poolId="nope")
        assert (error.status, error.code) == (400, "MissingRequiredProperty")
        assert error.values == (("PropertyName", "targetDedicatedNodes and/or targetLowPriorityNodes"),)
        assert (
            await it.refusal("begin_resize_pool", {"targetDedicatedNodes": 1}, poolId="nope")
        ).status == 404


@on_loop
async def test_a_pool_that_resizes_cannot_be_resized_but_stopped(tmp_path: Path) -> None:
    async with Running(options(tmp_path, time_scale=2), ScriptedRunner()) as it:
        created = await it.reply("create_pool", {**POOL, "targetDedicatedNodes": 2})
        again = await it.refusal("begin_resize_pool", {"targetDedicatedNodes": 1}, poolId="p")
        assert (again.status, again.code) == (409, "PoolBeingResized")
        assert (await it.reply("begin_stop_pool_resize", poolId="p")).status == 202
        assert (await it.body("get_pool", poolId="p"))["allocationState"] == "stopping"
        pool = await it.steady()
        assert (pool["targetDedicatedNodes"], pool["currentDedicatedNodes"]) == (2, 0)
        assert pool["resizeErrors"][0]["code"] == "ResizeStopped"
        assert pool["eTag"] == created.etag
        assert (
            await it.refusal("begin_stop_pool_resize", poolId="p")
        ).code == "OperationInvalidForCurrentState"
        await it.reply(
            "replace_pool_properties", {"metadata": [], "applicationPackageReferences": []}, poolId="p"
        )
        assert (await it.body("get_pool", poolId="p"))["resizeErrors"]
        await it.reply("begin_resize_pool", {"targetDedicatedNodes": 1}, poolId="p")
        assert "resizeErrors" not in await it.steady()


@on_loop
async def test_a_pool_without_nodes_is_soon_steady(tmp_path: Path) -> None:
    async with Running(options(tmp_path, time_scale=1), ScriptedRunner()) as it:
        await it.reply("create_pool", {**POOL, "targetDedicatedNodes": 0})
        assert (await it.body("get_pool", poolId="p"))["allocationState"] == "resizing"
        pool = await it.steady()
        assert pool["currentDedicatedNodes"] == 0


@on_loop
async def test_removing_nodes_lowers_the_targets(tmp_path: Path) -> None:
    async with Running(options(tmp_path), ScriptedRunner()) as it:
        await it.pool(targetDedicatedNodes=3)
        first, second, third = await it.items("list_nodes", poolId="p")
        unknown = await it.refusal("begin_remove_nodes", {"nodeList": ["x"]}, poolId="p")
        assert unknown.code == "NodeNotFound"
        await it.reply("begin_remove_nodes", {"nodeList": [first["id"], third["id"]]}, poolId="p")
        states = {node["id"]: node["state"] for node in await it.items("list_nodes", poolId="p")}
        assert states == {first["id"]: "leavingpool", second["id"]: "idle", third["id"]: "leavingpool"}
        pool = await it.steady()
        assert (pool["targetDedicatedNodes"], pool["currentDedicatedNodes"]) == (1, 1)
        assert [node["id"] for node in await it.items("list_nodes", poolId="p")] == [second["id"]]


@pytest.mark.parametrize(
    ("option", "state"), [("requeue", "active"), ("terminate", "completed"), ("taskcompletion", "running")]
)
def test_a_shrinking_pool_treats_its_tasks_as_asked(tmp_path: Path, option: str, state: str) -> None:
    @on_loop
    async def run() -> None:
        runner = ScriptedRunner()
        async with Running(options(tmp_path), runner) as it:
            await it.pool()
            await it.job()
            await it.task()
            await it.launched(runner, "task/j/t")
            await it.reply(
                "begin_resize_pool", {"targetDedicatedNodes": 0, "nodeDeallocationOption": option}, poolId="p"
            )
            task = await it.get_task()
            assert task["state"] == state
            if option == "requeue":
                assert task["executionInfo"]["requeueCount"] == 1
                assert "startTime" not in task["executionInfo"]
                assert "nodeInfo" not in task
            if option == "terminate":
                assert task["executionInfo"]["failureInfo"]["code"] == "TaskEnded"
            if option == "taskcompletion":
                assert (await it.node())["state"] == "leavingpool"
                runner.exit("task/j/t", 0)
                await it.task_in("completed")
            assert (await it.steady())["currentDedicatedNodes"] == 0
            assert await it.items("list_nodes", poolId="p") == []

    run()


@on_loop
async def test_a_resize_that_waits_too_long_gives_up(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path, time_scale=2000), runner) as it:
        await it.pool()
        await it.job()
        await it.task()
        await it.launched(runner, "task/j/t")
        body = {
            "targetDedicatedNodes": 0,
            "nodeDeallocationOption": "taskcompletion",
            "resizeTimeout": "PT5M",
        }
        await it.reply("begin_resize_pool", body, poolId="p")
        pool = await it.steady()
        assert pool["resizeErrors"][0]["code"] == "AllocationTimedout"
        assert "dedicated" in pool["resizeErrors"][0]["message"]
        assert (pool["currentDedicatedNodes"], (await it.node())["state"]) == (1, "running")


@on_loop
async def test_a_deleted_pool_requeues_its_tasks_and_leaves_its_jobs(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await it.pool()
        await it.job()
        await it.task()
        await it.launched(runner, "task/j/t")
        assert (await it.reply("begin_delete_pool", poolId="p")).status == 202
        pool = await it.body("get_pool", poolId="p")
        assert (pool["state"], pool["allocationState"], pool["targetDedicatedNodes"]) == (
            "deleting",
            "resizing",
            0,
        )
        assert pool["eTag"] == etag_of(it.service.world.pool("p").state_since)
        assert (await it.refusal("begin_delete_pool", poolId="p")).code == "PoolBeingDeleted"
        await it.gone("get_pool", poolId="p")
        task = await it.get_task()
        assert (task["state"], task["executionInfo"]["requeueCount"]) == ("active", 1)
        await it.pool()
        await it.launched(runner, "task/j/t")


@on_loop
async def test_a_pool_deleted_while_it_resizes_stops_first(tmp_path: Path) -> None:
    async with Running(options(tmp_path, time_scale=2), ScriptedRunner()) as it:
        await it.reply("create_pool", {**POOL, "targetDedicatedNodes": 2})
        await it.reply("begin_delete_pool", poolId="p")
        pool = await it.body("get_pool", poolId="p")
        assert (pool["state"], pool["allocationState"], pool["targetDedicatedNodes"]) == (
            "deleting",
            "stopping",
            2,
        )
        await it.gone("get_pool", poolId="p")


@on_loop
async def test_patch_replaces_whole_members_and_update_removes_what_is_missing(tmp_path: Path) -> None:
    async with Running(options(tmp_path), ScriptedRunner()) as it:
        identity = {"autoUser": {"scope": "task", "elevationLevel": "admin"}}
        start_task = {"commandLine": "a", "userIdentity": identity, "waitForSuccess": False}
        before = await it.pool(
            targetDedicatedNodes=0, startTask=start_task, metadata=[{"name": "n", "value": "v"}]
        )
        reply = await it.reply("update_pool", {"startTask": {"commandLine": "b"}}, poolId="p")
        pool = await it.body("get_pool", poolId="p")
        assert reply.status == 200
        assert pool["eTag"] == reply.etag != before["eTag"]
        assert pool["startTask"]["waitForSuccess"] is True
        assert pool["startTask"]["userIdentity"]["autoUser"]["scope"] == "pool"
        assert pool["metadata"] == [{"name": "n", "value": "v"}]
        reply = await it.reply(
            "replace_pool_properties", {"metadata": [], "applicationPackageReferences": []}, poolId="p"
        )
        pool = await it.body("get_pool", poolId="p")
        assert reply.status == 204
        assert "startTask" not in pool
        assert "metadata" not in pool


@on_loop
async def test_what_nodes_are_made_of_changes_only_without_nodes(tmp_path: Path) -> None:
    async with Running(options(tmp_path), ScriptedRunner()) as it:
        await it.pool()
        error = await it.refusal("update_pool", {"taskSlotsPerNode": 4}, poolId="p")
        assert (error.code, error.values[0]) == ("InvalidPropertyValue", ("PropertyName", "taskSlotsPerNode"))
        await it.reply("begin_resize_pool", {"targetDedicatedNodes": 0}, poolId="p")
        await it.steady()
        await it.reply("update_pool", {"taskSlotsPerNode": 4}, poolId="p")
        assert (await it.body("get_pool", poolId="p"))["taskSlotsPerNode"] == 4


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({"taskSlotsPerNode": 0}, "InvalidPropertyValue"),
        ({"taskSlotsPerNode": 257}, "InvalidPropertyValue"),
        ({"targetDedicatedNodes": -1}, "InvalidPropertyValue"),
        ({"resizeTimeout": "PT4M59S"}, "InvalidPropertyValue"),
        ({"autoScaleFormula": "x"}, "InvalidPropertyValue"),
        ({"virtualMachineConfiguration": None}, "MissingRequiredProperty"),
    ],
)
def test_a_pool_that_makes_no_sense_is_refused(tmp_path: Path, members: dict[str, Any], code: str) -> None:
    @on_loop
    async def run() -> None:
        async with Running(options(tmp_path), ScriptedRunner()) as it:
            body = {name: value for name, value in {**POOL, **members}.items() if value is not None}
            error = await it.refusal("create_pool", body)
            assert (error.status, error.code) == (400, code)
            assert await it.items("list_pools") == []

    run()


@on_loop
async def test_conditions_are_checked_before_anything_changes(tmp_path: Path) -> None:
    async with Running(options(tmp_path), ScriptedRunner()) as it:
        pool = await it.pool()
        old = {"if-match": "0x1"}
        for operation, body in (
            ("begin_delete_pool", None),
            ("begin_resize_pool", {"targetDedicatedNodes": 2}),
            ("update_pool", {"metadata": []}),
            ("begin_remove_nodes", {"nodeList": [(await it.node())["id"]]}),
        ):
            error = await it.refusal(operation, body, poolId="p", headers=old)
            assert (error.status, error.code) == (412, "ConditionNotMet")
        assert await it.body("get_pool", poolId="p") == pool
        not_modified = await it.refusal("get_pool", poolId="p", headers={"if-none-match": pool["eTag"]})
        assert not_modified.status == 304


@on_loop
async def test_counts_images_and_applications(tmp_path: Path) -> None:
    async with Running(options(tmp_path), ScriptedRunner()) as it:
        await it.pool(targetDedicatedNodes=2, targetLowPriorityNodes=1)
        (counts,) = await it.items("list_pool_node_counts")
        assert counts["poolId"] == "p"
        assert (counts["dedicated"]["idle"], counts["dedicated"]["total"]) == (2, 2)
        assert (counts["lowPriority"]["idle"], counts["lowPriority"]["total"]) == (1, 1)
        images = await it.items("list_supported_images")
        assert {image["osType"] for image in images} == {"linux", "windows"}
        assert await it.items("list_applications") == []
        assert (await it.refusal("get_application", applicationId="x")).code == "ApplicationNotFound"


@on_loop
async def test_the_files_of_a_node_that_left_are_gone(tmp_path: Path) -> None:
    async with Running(options(tmp_path), ScriptedRunner()) as it:
        await it.pool()
        node = await it.node()
        root = tmp_path / "nodes" / node["id"]
        assert root.is_dir()
        await it.reply("begin_resize_pool", {"targetDedicatedNodes": 0}, poolId="p")
        await it.steady()
        assert not root.exists()

        async def empty() -> bool:
            return not list((tmp_path / "nodes").iterdir())

        await until(empty, "what was set aside is deleted")


@on_loop
async def test_a_pool_over_the_quota_of_nodes_gets_what_is_left_and_says_so(tmp_path: Path) -> None:
    few = replace(options(tmp_path), node_quota=3)
    async with Running(few, ScriptedRunner()) as it:
        await it.pool(id="first")
        await it.reply("create_pool", {**POOL, "targetDedicatedNodes": 1, "targetLowPriorityNodes": 5})
        pool = await it.steady()
        assert (pool["currentDedicatedNodes"], pool["currentLowPriorityNodes"]) == (1, 1)
        assert (pool["targetDedicatedNodes"], pool["targetLowPriorityNodes"]) == (1, 5)
        (error,) = pool["resizeErrors"]
        assert error["code"] == "AccountLowPriorityCoreQuotaReached"
        await it.reply("begin_delete_pool", poolId="first")
        await it.gone("get_pool", poolId="first")
        await it.reply(
            "begin_resize_pool", {"targetDedicatedNodes": 1, "targetLowPriorityNodes": 2}, poolId="p"
        )
        assert "resizeErrors" not in await it.steady()


@on_loop
async def test_quotas_of_pools_and_open_jobs(tmp_path: Path) -> None:
    few = replace(options(tmp_path), pool_quota=1, job_quota=1)
    async with Running(few, ScriptedRunner()) as it:
        await it.pool(targetDedicatedNodes=0)
        assert (await it.refusal("create_pool", {**POOL, "id": "q"})).code == "PoolQuotaReached"
        await it.job()
        body = {"id": "k", "poolInfo": {"poolId": "p"}}
        assert (await it.refusal("create_job", body)).code == "ActiveJobAndScheduleQuotaReached"
        await it.reply("begin_terminate_job", jobId="j")
        await it.job_in("completed")
        await it.reply("create_job", body)


@on_loop
async def test_a_process_that_does_not_die_keeps_its_node_but_not_its_pool(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    runner.ignores_kill = True
    async with Running(options(tmp_path, time_scale=2000), runner) as it:
        await it.pool()
        await it.job()
        await it.task()
        (key,) = await it.launched(runner, "task/")
        await it.reply("begin_resize_pool", {"targetDedicatedNodes": 0, "resizeTimeout": "PT5M"}, poolId="p")
        assert (await it.steady())["resizeErrors"][0]["code"] == "AllocationTimedout"
        assert (await it.node())["state"] == "leavingpool"
        runner.exit(key, 137)

        async def gone() -> bool:
            return not await it.items("list_nodes", poolId="p")

        await until(gone, "the node has left")
