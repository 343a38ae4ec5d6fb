"""What jobs, schedules and tasks may say, and what the service makes of it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from azure_batch_sdk.emulator.clock import TICKS_PER_SECOND, text_of
from azure_batch_sdk.emulator.state.timestamps import timestamp_ticks

from .core_driver import POOL, Running, ScriptedRunner, on_loop, options, until

SPECIFICATION = {name: value for name, value in POOL.items() if name != "id"}
TWO_USERS = {"userIdentity": {"username": "ann", "autoUser": {"scope": "pool"}}}
NAMELESS = {"metadata": [{"name": "", "value": "x"}]}


def job(**members: Any) -> dict[str, Any]:
    return {"id": "j", "poolInfo": {"poolId": "p"}, **members}


def on_its_own_pool(lifetime: str = "job", **members: Any) -> dict[str, Any]:
    settings = {"poolLifetimeOption": lifetime, "pool": {**SPECIFICATION, **members}}
    return job(poolInfo={"autoPoolSpecification": settings})


def schedule(template: dict[str, Any], **members: Any) -> dict[str, Any]:
    return {
        "id": "s",
        "jobSpecification": {name: template[name] for name in template if name != "id"},
        **members,
    }


PREPARATION = {"commandLine": "prepare"}

REFUSED: list[tuple[str, dict[str, Any], tuple[str, str | None]]] = [
    ("create_job", on_its_own_pool("jobschedule"), ("InvalidPropertyValue", "poolLifetimeOption")),
    (
        "create_job",
        on_its_own_pool(
            virtualMachineConfiguration={**POOL["virtualMachineConfiguration"], "hardwareProfile": {}}
        ),
        ("InvalidPropertyValue", "hardwareProfile"),
    ),
    ("create_job", on_its_own_pool(taskSlotsPerNode=5), ("InvalidPropertyValue", "taskSlotsPerNode")),
    ("create_job", job(**NAMELESS), ("EmptyMetadataKey", None)),
    ("create_pool", {**POOL, **NAMELESS}, ("EmptyMetadataKey", None)),
    ("create_job_schedule", schedule(job(), **NAMELESS), ("EmptyMetadataKey", None)),
    ("create_job_schedule", schedule(job(**NAMELESS)), ("EmptyMetadataKey", None)),
    (
        "create_job",
        job(jobManagerTask={"id": "m", "commandLine": "manage", **TWO_USERS}),
        ("InvalidPropertyValue", "userIdentity"),
    ),
    (
        "create_job",
        job(jobPreparationTask={**PREPARATION, **TWO_USERS}),
        ("InvalidPropertyValue", "userIdentity"),
    ),
    (
        "create_job",
        job(jobPreparationTask=PREPARATION, jobReleaseTask={"commandLine": "release", **TWO_USERS}),
        ("InvalidPropertyValue", "userIdentity"),
    ),
]


@pytest.mark.parametrize(("operation", "body", "refusal"), REFUSED)
def test_settings_that_make_no_sense_are_refused(
    tmp_path: Path, operation: str, body: dict[str, Any], refusal: tuple[str, str | None]
) -> None:
    @on_loop
    async def run() -> None:
        async with Running(options(tmp_path), ScriptedRunner()) as it:
            error = await it.refusal(operation, body)
            named = dict(error.values).get("PropertyName")
            assert (error.status, error.code, named) == (400, *refusal)

    run()


@on_loop
async def test_a_task_cannot_run_as_two_users(tmp_path: Path) -> None:
    async with Running(options(tmp_path), ScriptedRunner()) as it:
        await it.job()
        error = await it.refusal("create_task", {"id": "t", "commandLine": "run", **TWO_USERS}, jobId="j")
        assert (error.status, error.values[0]) == (400, ("PropertyName", "userIdentity"))


@on_loop
async def test_the_pool_of_a_job_shows_its_defaults(tmp_path: Path) -> None:
    async with Running(options(tmp_path), ScriptedRunner()) as it:
        await it.reply("create_job", on_its_own_pool(targetDedicatedNodes=0))
        shown = await it.body("get_job", jobId="j")
        pool = shown["poolInfo"]["autoPoolSpecification"]["pool"]
        assert (pool["resizeTimeout"], pool["targetDedicatedNodes"], pool["targetLowPriorityNodes"]) == (
            "PT15M",
            0,
            0,
        )


@on_loop
async def test_the_pool_of_a_schedule_may_live_as_long_as_the_schedule(tmp_path: Path) -> None:
    async with Running(options(tmp_path), ScriptedRunner()) as it:
        body = schedule(on_its_own_pool("jobschedule"))
        assert (await it.reply("create_job_schedule", body)).status == 201


@on_loop
async def test_the_end_of_a_schedule_is_no_change_of_its_job(tmp_path: Path) -> None:
    async with Running(options(tmp_path), ScriptedRunner()) as it:
        await it.reply("create_job_schedule", schedule(job()))
        before = await it.body("get_job", jobId="s:job-1")
        reply = await it.reply("begin_terminate_job_schedule", jobScheduleId="s")
        after = await it.job_in("completed", "s:job-1")
        assert (after["eTag"], after["lastModified"]) == (before["eTag"], before["lastModified"])
        assert after["stateTransitionTime"] > before["stateTransitionTime"]
        assert after["executionInfo"]["terminateReason"] == "TerminateWorkitem"

        async def look() -> dict[str, Any] | None:
            seen = await it.body("get_job_schedule", jobScheduleId="s")
            return seen if seen["state"] == "completed" else None

        shown = await until(look, "the schedule is completed")
        assert (shown["eTag"], shown["previousState"]) == (reply.etag, "active")
        error = await it.refusal("begin_terminate_job_schedule", jobScheduleId="s")
        assert error.code == "JobScheduleCompleted"
        # Programs look for these words.
        assert "already in a completed state" in error.message


@on_loop
async def test_a_schedule_tells_when_its_first_job_comes(tmp_path: Path) -> None:
    async with Running(options(tmp_path), ScriptedRunner()) as it:
        plan = {"doNotRunUntil": "2100-01-01T00:00:00Z", "recurrenceInterval": "P1D"}
        await it.reply("create_job_schedule", schedule(job(), schedule=plan))
        shown = await it.body("get_job_schedule", jobScheduleId="s")
        assert shown["executionInfo"] == {"nextRunTime": "2100-01-01T00:00:00Z"}


@on_loop
async def test_the_error_of_one_task_of_many_tells_its_time_with_seven_digits(tmp_path: Path) -> None:
    async with Running(options(tmp_path), ScriptedRunner()) as it:
        await it.job()
        bodies = [{"id": "same", "commandLine": "run"} for _ in range(100)]
        reply = await it.body("create_task_collection", {"value": bodies}, jobId="j")
        texts = [item["error"]["message"]["value"] for item in reply["value"] if "error" in item]
        assert len(texts) == 99
        assert all(re.search(r"\nTime:[0-9T:-]{19}\.[0-9]{7}Z$", text) for text in texts)


@on_loop
async def test_a_schedule_whose_template_has_secrets_can_be_changed(tmp_path: Path) -> None:
    """They are not kept, so what is kept is not checked for them again."""
    mount = {
        "azureBlobFileSystemConfiguration": {
            "accountName": "a",
            "containerName": "c",
            "relativeMountPath": "m",
            "accountKey": "k",
        }
    }
    async with Running(options(tmp_path), ScriptedRunner()) as it:
        await it.reply("create_job_schedule", schedule(on_its_own_pool(mountConfiguration=[mount])))
        reply = await it.reply(
            "update_job_schedule", {"metadata": [{"name": "a", "value": "b"}]}, jobScheduleId="s"
        )
        assert reply.status == 200
        assert "accountKey" not in str(await it.body("get_job_schedule", jobScheduleId="s"))


@on_loop
async def test_a_refused_object_is_not_repeated(tmp_path: Path) -> None:
    async with Running(options(tmp_path), ScriptedRunner()) as it:
        error = await it.refusal("create_job", job(poolInfo={}))
        assert [name for name, _ in error.values] == ["PropertyName", "Reason"]


@on_loop
async def test_the_job_of_a_schedule_can_be_replaced_by_itself(tmp_path: Path) -> None:
    async with Running(options(tmp_path), ScriptedRunner()) as it:
        await it.reply(
            "create_job_schedule", schedule(on_its_own_pool("jobschedule", targetDedicatedNodes=0))
        )
        shown = await it.body("get_job", jobId="s:job-1")
        reply = await it.reply("replace_job", {"poolInfo": shown["poolInfo"]}, jobId="s:job-1")
        assert reply.status == 200


@on_loop
async def test_a_schedule_lasts_until_its_plan_ends_though_no_other_run_comes(tmp_path: Path) -> None:
    async with Running(options(tmp_path, time_scale=600), ScriptedRunner()) as it:
        end = it.service.clock.ticks() + 120 * TICKS_PER_SECOND
        plan = {"recurrenceInterval": "P1D", "doNotRunAfter": text_of(end)}
        await it.reply("create_job_schedule", schedule(job(), schedule=plan))
        await it.reply("begin_terminate_job", jobId="s:job-1")
        await it.job_in("completed", "s:job-1")

        async def look() -> dict[str, Any] | None:
            seen = await it.body("get_job_schedule", jobScheduleId="s")
            return seen if seen["state"] == "completed" else None

        shown = await until(look, "the schedule is completed")
        assert timestamp_ticks(shown["executionInfo"]["endTime"]) >= end
        assert shown["executionInfo"]["recentJob"]["id"] == "s:job-1"


@on_loop
async def test_jobs_and_schedules_share_a_quota(tmp_path: Path) -> None:
    async with Running(replace(options(tmp_path), job_quota=2), ScriptedRunner()) as it:
        await it.reply(
            "create_job_schedule", schedule(job(), schedule={"doNotRunUntil": "2100-01-01T00:00:00Z"})
        )
        await it.job()
        for operation, body in (
            ("create_job", job(id="other")),
            ("create_job_schedule", {**schedule(job()), "id": "other"}),
        ):
            error = await it.refusal(operation, body)
            assert (error.status, error.code) == (409, "ActiveJobAndScheduleQuotaReached")
