"""Pools that come with a job or a schedule, and go with it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from .core_driver import POOL, Driver, Running, ScriptedRunner, on_loop, options, until

SPECIFICATION = {name: value for name, value in POOL.items() if name != "id"}


def auto_pool(lifetime: str = "job", **members: Any) -> dict[str, Any]:
    settings = {"poolLifetimeOption": lifetime, "pool": SPECIFICATION, **members}
    return {"poolInfo": {"autoPoolSpecification": settings}}


async def pools(it: Driver, number: int) -> list[dict[str, Any]]:
    async def look() -> list[dict[str, Any]] | None:
        found = await it.items("list_pools")
        return found if len(found) == number else None

    return await until(look, f"there are {number} pools") if number else []


async def no_pool(it: Driver) -> None:
    async def look() -> bool:
        return not await it.items("list_pools")

    await until(look, "there is no pool")


@pytest.mark.parametrize("end", ["begin_terminate_job", "begin_delete_job"])
def test_a_pool_comes_with_its_job_and_goes_with_it(tmp_path: Path, end: str) -> None:
    @on_loop
    async def run() -> None:
        runner = ScriptedRunner()
        async with Running(options(tmp_path), runner) as it:
            await it.reply("create_job", {"id": "j", **auto_pool(autoPoolIdPrefix="night")})
            job = await it.body("get_job", jobId="j")
            (pool,) = await pools(it, 1)
            assert pool["id"] == job["executionInfo"]["poolId"]
            assert pool["id"].startswith("night") and pool["id"][5:] == pool["id"][5:].upper()
            assert (pool["vmSize"], pool["targetDedicatedNodes"]) == ("standard_d1_v2", 1)
            shown = job["poolInfo"]["autoPoolSpecification"]
            assert (shown["keepAlive"], shown["pool"]["taskSlotsPerNode"]) == (False, 1)
            await it.task()
            await it.launched(runner, "task/j/t")
            await it.reply(end, jobId="j")
            await no_pool(it)

    run()


def test_a_pool_that_is_kept_alive_stays(tmp_path: Path) -> None:
    @on_loop
    async def run() -> None:
        async with Running(options(tmp_path), ScriptedRunner()) as it:
            await it.reply("create_job", {"id": "j", **auto_pool()})
            await it.reply("update_job", auto_pool(keepAlive=True), jobId="j")
            await it.reply("begin_delete_job", jobId="j")
            await it.gone("get_job", jobId="j")
            (pool,) = await pools(it, 1)
            assert pool["state"] == "active"

    run()


def test_only_keep_alive_can_be_changed(tmp_path: Path) -> None:
    @on_loop
    async def run() -> None:
        async with Running(options(tmp_path), ScriptedRunner()) as it:
            await it.reply("create_job", {"id": "j", **auto_pool()})
            error = await it.refusal("update_job", auto_pool(autoPoolIdPrefix="x"), jobId="j")
            assert (error.status, ("PropertyName", "autoPoolSpecification") in error.values) == (400, True)

    run()


def test_the_jobs_of_a_schedule_share_a_pool_that_ends_with_the_schedule(tmp_path: Path) -> None:
    @on_loop
    async def run() -> None:
        async with Running(options(tmp_path, time_scale=600), ScriptedRunner()) as it:
            body = {"id": "s", "schedule": {"recurrenceInterval": "PT1M"}}
            await it.reply("create_job_schedule", {**body, "jobSpecification": auto_pool("jobschedule")})
            await it.reply("begin_terminate_job", jobId="s:job-1")

            async def look() -> list[dict[str, Any]] | None:
                found = await it.items("list_jobs_from_schedule", jobScheduleId="s")
                return found if len(found) == 2 else None

            first, second = await until(look, "there are two jobs")
            assert first["executionInfo"]["poolId"] == second["executionInfo"]["poolId"]
            await pools(it, 1)
            await it.reply("begin_terminate_job_schedule", jobScheduleId="s")
            await no_pool(it)

    run()


def test_a_job_whose_pool_cannot_be_made_ends_and_says_why(tmp_path: Path) -> None:
    @on_loop
    async def run() -> None:
        async with Running(replace(options(tmp_path), pool_quota=0), ScriptedRunner()) as it:
            await it.reply("create_job", {"id": "j", **auto_pool()})
            job = await it.job_in("completed")
            error = job["executionInfo"]["schedulingError"]
            assert (error["category"], error["code"]) == (
                "UserError",
                "AutoPoolCreationFailedWithQuotaReached",
            )

    run()


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"autoPoolIdPrefix": "x" * 21}, "autoPoolIdPrefix"),
        ({"pool": {**SPECIFICATION, "taskSlotsPerNode": 0}}, "taskSlotsPerNode"),
    ],
)
def test_settings_that_make_no_sense_are_refused(
    tmp_path: Path, settings: dict[str, Any], named: str
) -> None:
    @on_loop
    async def run() -> None:
        async with Running(options(tmp_path), ScriptedRunner()) as it:
            error = await it.refusal("create_job", {"id": "j", **auto_pool(**settings)})
            assert (error.status, ("PropertyName", named) in error.values) == (400, True)
            assert await it.items("list_pools") == await it.items("list_jobs") == []

    run()
