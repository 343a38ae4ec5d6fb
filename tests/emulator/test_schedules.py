"""Job schedules: when they make jobs, what ends them, and what they refuse. A minute of theirs is a tenth of a second."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from azure_batch_sdk.emulator.clock import datetime_of, text_of
from azure_batch_sdk.emulator.state.timestamps import timestamp_ticks

from .core_driver import Driver, Running, ScriptedRunner, on_loop, options, until

MANAGER: dict[str, Any] = {"jobManagerTask": {"id": "m", "commandLine": "manage"}}


async def make(it: Driver, name: str = "s", plan: dict[str, Any] | None = None, **members: Any) -> None:
    body = {"id": name, "schedule": plan or {}, "jobSpecification": {"poolInfo": {"poolId": "p"}, **members}}
    await it.reply("create_job_schedule", body)


async def schedule(it: Driver, name: str = "s") -> dict[str, Any]:
    return await it.body("get_job_schedule", jobScheduleId=name)


async def in_state(it: Driver, state: str, name: str = "s") -> dict[str, Any]:
    async def look() -> dict[str, Any] | None:
        found = await schedule(it, name)
        return found if found["state"] == state else None

    return await until(look, f"job schedule {name} is {state}")


async def jobs_of(it: Driver, number: int, name: str = "s") -> list[dict[str, Any]]:
    """Wait until a schedule has made so many jobs that are there."""

    async def look() -> list[dict[str, Any]] | None:
        found = await it.items("list_jobs_from_schedule", jobScheduleId=name)
        return found if len(found) == number else None

    return await until(look, f"schedule {name} has {number} jobs")


def later(it: Driver, **span: float) -> str:
    now = datetime_of(it.service.clock.ticks())
    return (now + timedelta(**span)).isoformat().replace("+00:00", "Z")


def test_the_first_job_is_there_at_once_and_looks_like_its_template(tmp_path: Path) -> None:
    @on_loop
    async def run() -> None:
        async with Running(options(tmp_path), ScriptedRunner()) as it:
            await make(it, plan={"recurrenceInterval": "P1D"}, priority=7, displayName="nightly", **MANAGER)
            seen = await schedule(it)
            job = await it.body("get_job", jobId="s:job-1")
            task = await it.get_task("m", "s:job-1")

        assert list(seen["executionInfo"]) == ["nextRunTime", "recentJob"]
        assert seen["executionInfo"]["recentJob"] == {
            "url": "http://127.0.0.1:1/jobs/s:job-1",
            "id": "s:job-1",
        }
        due = timestamp_ticks(seen["executionInfo"]["nextRunTime"])
        assert text_of(due - 864_000_000_000) == seen["creationTime"]
        assert seen["jobSpecification"]["onAllTasksComplete"] == "noaction"
        assert (job["priority"], job["displayName"], task["commandLine"]) == (7, "nightly", "manage")

    run()


def test_the_next_job_waits_for_the_end_of_the_one_before(tmp_path: Path) -> None:
    @on_loop
    async def run() -> None:
        async with Running(options(tmp_path, time_scale=600), ScriptedRunner()) as it:
            await make(it, plan={"recurrenceInterval": "PT1M"})
            first = await schedule(it)

            async def is_overdue() -> bool:
                info = (await schedule(it))["executionInfo"]
                return bool(info["nextRunTime"] > first["executionInfo"]["nextRunTime"])

            await until(is_overdue, "a due time has come")
            assert [job["id"] for job in await jobs_of(it, 1)] == ["s:job-1"]
            await it.reply("begin_terminate_job", jobId="s:job-1")
            jobs = await jobs_of(it, 2)
            assert [(job["id"], job["state"]) for job in jobs] == [
                ("s:job-1", "completed"),
                ("s:job-2", "active"),
            ]

    run()


def test_a_run_is_dropped_when_its_window_passes(tmp_path: Path) -> None:
    @on_loop
    async def run() -> None:
        async with Running(options(tmp_path, time_scale=600), ScriptedRunner()) as it:
            await make(it, plan={"recurrenceInterval": "P1D", "startWindow": "PT1M"})
            state = it.service.world.schedule("s")
            # As if the second due time had come two minutes ago.
            state.waiting = it.service.clock.ticks() - 2 * 600_000_000
            await it.reply("begin_terminate_job", jobId="s:job-1")
            await it.job_in("completed", "s:job-1")

            async def is_dropped() -> bool:
                return state.waiting is None

            await until(is_dropped, "the run is dropped")
            assert state.made == 1
            assert (await schedule(it))["state"] == "active"

    run()


def test_a_schedule_without_recurrence_ends_with_its_only_job(tmp_path: Path) -> None:
    @on_loop
    async def run() -> None:
        async with Running(options(tmp_path), ScriptedRunner()) as it:
            await make(it)
            assert "nextRunTime" not in (await schedule(it))["executionInfo"]
            await it.reply("begin_terminate_job", jobId="s:job-1")
            ended = await in_state(it, "completed")
            assert list(ended["executionInfo"]) == ["recentJob", "endTime"]
            assert ended["previousState"] == "active"
            error = await it.refusal("disable_job_schedule", jobScheduleId="s")
            assert (error.status, error.code) == (409, "JobScheduleCompleted")

    run()


def test_nothing_runs_before_do_not_run_until_or_after_do_not_run_after(tmp_path: Path) -> None:
    @on_loop
    async def run() -> None:
        async with Running(options(tmp_path, time_scale=600), ScriptedRunner()) as it:
            start = timestamp_ticks(later(it, minutes=2))
            await make(
                it,
                plan={
                    "doNotRunUntil": text_of(start),
                    "doNotRunAfter": text_of(start + 300_000_000),
                    "recurrenceInterval": "PT1M",
                },
            )
            assert await it.items("list_jobs_from_schedule", jobScheduleId="s") == []
            (job,) = await jobs_of(it, 1)
            assert timestamp_ticks(job["creationTime"]) >= start
            await it.reply("begin_terminate_job", jobId="s:job-1")
            assert "nextRunTime" not in (await in_state(it, "completed"))["executionInfo"]
            assert len(await it.items("list_jobs_from_schedule", jobScheduleId="s")) == 1

    run()


def test_a_disabled_schedule_makes_no_job_and_an_enabled_one_does(tmp_path: Path) -> None:
    @on_loop
    async def run() -> None:
        async with Running(options(tmp_path, time_scale=600), ScriptedRunner()) as it:
            await make(it, plan={"recurrenceInterval": "PT1M"})
            await it.reply("disable_job_schedule", jobScheduleId="s")
            await it.reply("begin_terminate_job", jobId="s:job-1")
            await it.job_in("completed", "s:job-1")
            assert (await schedule(it))["state"] == "disabled"
            assert (await it.reply("enable_job_schedule", jobScheduleId="s")).status == 204
            assert [job["id"] for job in await jobs_of(it, 2)] == ["s:job-1", "s:job-2"]

    run()


def test_terminating_ends_the_job_and_deleting_takes_all_away(tmp_path: Path) -> None:
    @on_loop
    async def run() -> None:
        runner = ScriptedRunner()
        async with Running(options(tmp_path), runner) as it:
            await it.pool()
            await make(it, plan={"recurrenceInterval": "P1D"}, **MANAGER)
            await it.launched(runner, "task/s:job-1/m")
            await it.reply("begin_terminate_job_schedule", jobScheduleId="s")
            assert (await schedule(it))["state"] == "terminating"
            ended = await in_state(it, "completed")
            assert "endTime" in ended["executionInfo"]
            job = await it.body("get_job", jobId="s:job-1")
            assert (job["state"], job["executionInfo"]["terminateReason"]) == (
                "completed",
                "TerminateWorkitem",
            )

            await it.reply("begin_delete_job_schedule", jobScheduleId="s")
            error = await it.refusal("begin_delete_job_schedule", jobScheduleId="s")
            assert (error.status, error.code) == (409, "JobScheduleBeingDeleted")
            await it.gone("get_job_schedule", jobScheduleId="s")
            await it.gone("get_job", jobId="s:job-1")

    run()


def test_a_change_of_the_template_touches_only_later_jobs(tmp_path: Path) -> None:
    @on_loop
    async def run() -> None:
        async with Running(options(tmp_path, time_scale=600), ScriptedRunner()) as it:
            await make(it, plan={"recurrenceInterval": "PT1M"}, priority=1)
            await it.reply(
                "update_job_schedule",
                {"jobSpecification": {"priority": 2, "poolInfo": {"poolId": "p"}}, "metadata": []},
                jobScheduleId="s",
            )
            await it.reply("begin_terminate_job", jobId="s:job-1")
            assert [job["priority"] for job in await jobs_of(it, 2)] == [1, 2]

    run()


@pytest.mark.parametrize(
    ("plan", "named"),
    [
        ({"recurrenceInterval": "PT59S"}, "recurrenceInterval"),
        ({"startWindow": "PT0S"}, "startWindow"),
        ({"doNotRunUntil": "2030-01-02T00:00:00Z", "doNotRunAfter": "2030-01-01T00:00:00Z"}, "doNotRunAfter"),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused(tmp_path: Path, plan: dict[str, Any], named: str) -> None:
    @on_loop
    async def run() -> None:
        async with Running(options(tmp_path), ScriptedRunner()) as it:
            body = {"id": "s", "schedule": plan, "jobSpecification": {"poolInfo": {"poolId": "p"}}}
            error = await it.refusal("create_job_schedule", body)
            assert (error.status, error.code) == (400, "InvalidPropertyValue")
            assert ("PropertyName", named) in error.values
            assert await it.items("list_job_schedules") == []

    run()


def test_jobs_and_schedules_share_their_ids(tmp_path: Path) -> None:
    @on_loop
    async def run() -> None:
        async with Running(options(tmp_path), ScriptedRunner()) as it:
            await it.job("taken")
            await make(it, "s")
            spec = {"poolInfo": {"poolId": "p"}}
            for operation, body, code in (
                (
                    "create_job_schedule",
                    {"id": "TAKEN", "schedule": {}, "jobSpecification": spec},
                    "JobWithSameIdExists",
                ),
                (
                    "create_job_schedule",
                    {"id": "S", "schedule": {}, "jobSpecification": spec},
                    "JobScheduleExists",
                ),
                ("create_job", {"id": "S", "poolInfo": {"poolId": "p"}}, "JobScheduleWithSameIdExists"),
            ):
                error = await it.refusal(operation, body)
                assert (error.status, error.code) == (409, code)

    run()


def test_a_restarted_service_goes_on_with_its_schedules(tmp_path: Path) -> None:
    @on_loop
    async def run() -> None:
        async with Running(options(tmp_path, data=True), ScriptedRunner()) as it:
            await make(it, "daily", plan={"recurrenceInterval": "P1D"})
            await make(it, "once")
            await make(it, "ending")
            await it.reply("begin_terminate_job_schedule", jobScheduleId="ending")
            before = await schedule(it, "daily")

        async with Running(options(tmp_path, data=True), ScriptedRunner()) as it:
            assert await schedule(it, "daily") == before
            await in_state(it, "completed", "ending")
            await it.reply("begin_terminate_job", jobId="once:job-1")
            await in_state(it, "completed", "once")
            assert len(await jobs_of(it, 1, "daily")) == 1

    run()
