"""Jobs: defaults, changes, and every way they end."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from azure_batch_sdk.emulator.state.durations import INFINITE

from .core_driver import BASE_URL, Running, ScriptedRunner, on_loop, options


@on_loop
async def test_a_new_job_shows_the_defaults_of_the_service(tmp_path: Path) -> None:
    async with Running(options(tmp_path), ScriptedRunner()) as it:
        reply = await it.reply("create_job", {"id": "J", "poolInfo": {"poolId": "nowhere"}})
        job = await it.body("get_job", jobId="j")
        assert reply.location == reply.data_service_id == f"{BASE_URL}/jobs/job-1"
        assert job == {
            "id": "J",
            "url": f"{BASE_URL}/jobs/J",
            "eTag": reply.etag,
            "lastModified": job["stateTransitionTime"],
            "creationTime": job["creationTime"],
            "state": "active",
            "stateTransitionTime": job["executionInfo"]["startTime"],
            "priority": 0,
            "maxParallelTasks": -1,
            "usesTaskDependencies": False,
            "allowTaskPreemption": False,
            "constraints": {"maxWallClockTime": INFINITE, "maxTaskRetryCount": 0},
            "poolInfo": {"poolId": "nowhere"},
            "executionInfo": {"startTime": job["executionInfo"]["startTime"], "poolId": "nowhere"},
            "onAllTasksComplete": "noaction",
            "onTaskFailure": "noaction",
        }
        assert job["creationTime"] < job["lastModified"]
        assert (await it.refusal("create_job", {"id": "j", "poolInfo": {"poolId": "p"}})).code == "JobExists"
        assert [job["id"] for job in await it.items("list_jobs")] == ["J"]


@on_loop
async def test_patch_replaces_whole_members_and_put_resets_the_rest(tmp_path: Path) -> None:
    async with Running(options(tmp_path), ScriptedRunner()) as it:
        await it.job(
            priority=5,
            displayName="shown",
            metadata=[{"name": "n", "value": "v"}],
            constraints={"maxTaskRetryCount": 5, "maxWallClockTime": "PT1H"},
        )
        reply = await it.reply("update_job", {"constraints": {"maxWallClockTime": "PT2H"}}, jobId="j")
        job = await it.body("get_job", jobId="j")
        assert reply.status == 200
        assert reply.etag == job["eTag"]
        assert job["constraints"] == {"maxWallClockTime": "PT2H", "maxTaskRetryCount": 0}
        assert (job["priority"], job["metadata"]) == (5, [{"name": "n", "value": "v"}])
        await it.reply("replace_job", {"poolInfo": {"poolId": "p"}}, jobId="j")
        job = await it.body("get_job", jobId="j")
        assert (job["priority"], job["displayName"]) == (0, "shown")
        assert "metadata" not in job
        assert job["constraints"]["maxWallClockTime"] == INFINITE


@on_loop
async def test_a_job_moves_to_another_pool_only_while_it_is_disabled(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await it.pool(id="q")
        await it.job()
        await it.task()
        assert (
            await it.refusal("update_job", {"poolInfo": {"poolId": "q"}}, jobId="j")
        ).code == "InvalidPropertyValue"
        await it.reply("begin_disable_job", {"disableTasks": "requeue"}, jobId="j")
        await it.job_in("disabled")
        await it.reply("update_job", {"poolInfo": {"poolId": "q"}}, jobId="j")
        await it.reply("begin_enable_job", jobId="j")
        await it.launched(runner, "task/j/t")
        assert (await it.body("get_job", jobId="j"))["executionInfo"]["poolId"] == "q"


@pytest.mark.parametrize(
    ("option", "state"), [("requeue", "active"), ("terminate", "completed"), ("wait", "running")]
)
def test_disabling_a_job_treats_its_tasks_as_asked(tmp_path: Path, option: str, state: str) -> None:
    @on_loop
    async def run() -> None:
        runner = ScriptedRunner()
        async with Running(options(tmp_path), runner) as it:
            await it.pool()
            await it.job()
            await it.task()
            await it.launched(runner, "task/j/t")
            before = await it.body("get_job", jobId="j")
            reply = await it.reply("begin_disable_job", {"disableTasks": option}, jobId="j")
            job = await it.body("get_job", jobId="j")
            assert (job["state"], job["previousState"]) == ("disabling", "active")
            assert job["previousStateTransitionTime"] == before["stateTransitionTime"]
            assert (await it.get_task())["state"] == state
            if option == "wait":
                runner.exit("task/j/t", 0)
            job = await it.job_in("disabled")
            assert (job["eTag"], job["previousState"]) == (reply.etag, "active")
            await it.task("later")
            disabled_since = job["stateTransitionTime"]
            await it.reply("begin_enable_job", jobId="j")
            job = await it.job_in("active")
            assert (job["previousState"], job["previousStateTransitionTime"]) == ("disabled", disabled_since)
            await it.launched(runner, "task/j/")
            if option == "requeue":
                runner.exit("task/j/t", 0)
                await it.launched(runner, "task/j/later")

    run()


@on_loop
async def test_terminating_a_job_ends_what_runs_and_leaves_what_waits(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await it.pool()
        await it.job()
        await it.task("a")
        await it.task("b")
        await it.launched(runner, "task/j/a")
        reply = await it.reply("begin_terminate_job", {"terminateReason": "enough"}, jobId="j")
        job = await it.body("get_job", jobId="j")
        assert job["state"] == "terminating"
        assert job["executionInfo"]["terminateReason"] == "enough"
        assert "endTime" not in job["executionInfo"]
        assert (
            await it.refusal("create_task", {"id": "c", "commandLine": "x"}, jobId="j")
        ).code == "JobBeingTerminated"
        job = await it.job_in("completed")
        assert (job["eTag"], job["previousState"]) == (reply.etag, "active")
        assert job["executionInfo"]["endTime"] == job["stateTransitionTime"]
        assert list(job["executionInfo"]) == ["startTime", "endTime", "poolId", "terminateReason"]
        assert (await it.get_task("a"))["executionInfo"]["failureInfo"]["code"] == "TaskEnded"
        assert (await it.get_task("b"))["state"] == "active"
        for operation, body in (
            ("begin_terminate_job", None),
            ("begin_disable_job", {"disableTasks": "wait"}),
            ("begin_enable_job", None),
            ("create_task", {"id": "c", "commandLine": "x"}),
            ("update_job", {"priority": 1}),
        ):
            error = await it.refusal(operation, body, jobId="j")
            assert (error.status, error.code) == (409, "JobCompleted")
            assert "already in a completed state" in error.message


@on_loop
async def test_a_deleted_job_goes_with_its_tasks_and_their_files(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await it.pool()
        await it.job()
        await it.task()
        await it.launched(runner, "task/j/t")
        node = await it.node()
        assert (tmp_path / "nodes" / node["id"] / "workitems" / "j" / "job-1" / "t").is_dir()
        reply = await it.reply("begin_delete_job", jobId="j")
        assert (reply.status, reply.etag) == (202, None)
        assert (await it.body("get_job", jobId="j"))["state"] == "deleting"
        assert (await it.refusal("begin_delete_job", jobId="j")).code == "JobBeingDeleted"
        assert (await it.refusal("update_job", {"priority": 1}, jobId="j")).code == "JobBeingDeleted"
        await it.gone("get_job", jobId="j")
        assert (await it.refusal("get_task", jobId="j", taskId="t")).code == "JobNotFound"
        assert not (tmp_path / "nodes" / node["id"] / "workitems" / "j").exists()
        await it.job()
        await it.task()
        await it.launched(runner, "task/j/t")


@on_loop
async def test_a_job_waits_for_its_processes_unless_it_is_forced(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    runner.ignores_kill = True
    async with Running(options(tmp_path, time_scale=200), runner) as it:
        await it.pool(taskSlotsPerNode=2)
        for name in ("patient", "forced"):
            await it.job(name)
            await it.task(job=name)
        await it.launched(runner, "task/", 2)
        await it.reply("begin_terminate_job", jobId="patient")
        await it.reply("begin_terminate_job", jobId="forced", query={"force": True})
        await it.job_in("completed", "forced")
        assert (await it.body("get_job", jobId="patient"))["state"] == "terminating"
        runner.exit("task/patient", 137)
        await it.job_in("completed", "patient")


@on_loop
async def test_a_job_can_end_with_its_last_task(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    async with Running(options(tmp_path), runner) as it:
        await it.pool()
        await it.job()
        await it.task("a")
        await it.task("b")
        await it.reply("update_job", {"onAllTasksComplete": "terminatejob"}, jobId="j")
        back = await it.refusal("update_job", {"onAllTasksComplete": "noaction"}, jobId="j")
        assert back.code == "InvalidPropertyValue"
        await it.launched(runner, "task/j/a")
        runner.exit("task/j/a", 1)
        await it.launched(runner, "task/j/b")
        assert (await it.body("get_job", jobId="j"))["state"] == "active"
        await it.reply("delete_task", jobId="j", taskId="b")
        job = await it.job_in("completed")
        assert job["executionInfo"]["terminateReason"] == "AllTasksComplete"


@on_loop
async def test_a_job_without_tasks_ends_at_once_if_it_is_to_end_with_them(tmp_path: Path) -> None:
    async with Running(options(tmp_path), ScriptedRunner()) as it:
        await it.job(onAllTasksComplete="terminatejob")
        assert (await it.job_in("completed"))["executionInfo"]["terminateReason"] == "AllTasksComplete"


@pytest.mark.parametrize(
    ("conditions", "code", "state", "reason"),
    [
        (None, 1, "completed", "TaskFailed"),
        (None, 0, "active", None),
        ({"default": {"jobAction": "none"}}, 1, "active", None),
        ({"default": {"jobAction": "disable"}}, 1, "disabled", None),
        ({"exitCodes": [{"code": 7, "exitOptions": {"jobAction": "none"}}]}, 7, "active", None),
        (
            {"exitCodeRanges": [{"start": 5, "end": 9, "exitOptions": {"jobAction": "disable"}}]},
            7,
            "disabled",
            None,
        ),
        (
            {"exitCodes": [{"code": 0, "exitOptions": {"jobAction": "terminate"}}]},
            0,
            "completed",
            "TaskFailed",
        ),
        ({"default": {"jobAction": "disable"}}, 0, "active", None),
    ],
)
def test_an_exit_code_can_act_on_the_job(
    tmp_path: Path, conditions: dict[str, Any] | None, code: int, state: str, reason: str | None
) -> None:
    @on_loop
    async def run() -> None:
        runner = ScriptedRunner()
        async with Running(options(tmp_path), runner) as it:
            await it.pool()
            await it.job(onTaskFailure="performexitoptionsjobaction")
            members: dict[str, Any] = {"exitConditions": conditions} if conditions else {}
            await it.task(**members)
            await it.launched(runner, "task/j/t")
            runner.exit("task/j/t", code)
            await it.task_in("completed")
            job = await it.job_in(state)
            assert job["executionInfo"].get("terminateReason") == reason

    run()


@on_loop
async def test_a_job_ends_when_its_time_is_up(tmp_path: Path) -> None:
    async with Running(options(tmp_path, time_scale=1000), ScriptedRunner()) as it:
        await it.job("long", constraints={"maxWallClockTime": "P1D"})
        await it.job("short", constraints={"maxWallClockTime": "PT1M"})
        assert (await it.job_in("completed", "short"))["executionInfo"][
            "terminateReason"
        ] == "MaxWallClockTimeExpiry"
        assert (await it.body("get_job", jobId="long"))["state"] == "active"
        await it.reply("update_job", {"constraints": {"maxWallClockTime": "PT2M"}}, jobId="long")
        await it.job_in("completed", "long")


@on_loop
async def test_conditions_guard_every_change_of_a_job(tmp_path: Path) -> None:
    async with Running(options(tmp_path), ScriptedRunner()) as it:
        await it.job()
        before = await it.body("get_job", jobId="j")
        for operation, body in (
            ("begin_delete_job", None),
            ("begin_terminate_job", None),
            ("begin_disable_job", {"disableTasks": "wait"}),
            ("update_job", {"priority": 1}),
            ("replace_job", {"poolInfo": {"poolId": "p"}}),
        ):
            error = await it.refusal(operation, body, jobId="j", headers={"if-match": "0x1"})
            assert (error.status, error.code) == (412, "ConditionNotMet")
        assert await it.body("get_job", jobId="j") == before


@pytest.mark.parametrize(
    "members",
    [
        {"poolInfo": {}},
        {"poolInfo": {"poolId": "p", "autoPoolSpecification": {"poolLifetimeOption": "job"}}},
        {"maxParallelTasks": 0},
        {"priority": 1001},
        {"jobReleaseTask": {"commandLine": "x"}},
    ],
)
def test_a_job_that_makes_no_sense_is_refused(tmp_path: Path, members: dict[str, Any]) -> None:
    @on_loop
    async def run() -> None:
        async with Running(options(tmp_path), ScriptedRunner()) as it:
            body = {"id": "j", "poolInfo": {"poolId": "p"}, **members}
            assert (await it.refusal("create_job", body)).code == "InvalidPropertyValue"
            assert await it.items("list_jobs") == []

    run()


@on_loop
async def test_a_job_made_again_after_a_forced_delete_outlives_the_old_processes(tmp_path: Path) -> None:
    runner = ScriptedRunner()
    runner.ignores_kill = True
    async with Running(options(tmp_path), runner) as it:
        await it.pool(taskSlotsPerNode=2)
        await it.job()
        await it.task()
        (old,) = await it.launched(runner, "task/j/t")
        await it.reply("begin_delete_job", jobId="j", query={"force": True})
        await it.gone("get_job", jobId="j")
        await it.job()
        await it.task()
        await it.launched(runner, "task/j/t", 2)
        runner.exit(old, 137)
        await it.task("next")
        await it.launched(runner, "task/j/next")
        assert (await it.get_task())["state"] == "running"
