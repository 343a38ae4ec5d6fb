"""Pools that scale themselves: what switches it on, what the pool follows, what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .core_driver import POOL, Driver, Running, ScriptedRunner, on_loop, options, until

FIXED = {name: value for name, value in POOL.items() if name != "targetDedicatedNodes"}
SCALING: dict[str, Any] = {**FIXED, "enableAutoScale": True, "autoScaleFormula": "$TargetDedicatedNodes = 2"}
BY_TASKS = (
    "enough = $PendingTasks.GetSamplePercent(TimeInterval_Minute * 3) >= 30;"
    "$TargetDedicatedNodes = enough ? max($PendingTasks.GetSample(TimeInterval_Minute * 3)) : 0"
)


async def pool(it: Driver) -> dict[str, Any]:
    return await it.body("get_pool", poolId="p")


async def sized(it: Driver, number: int) -> dict[str, Any]:
    async def look() -> dict[str, Any] | None:
        found = await pool(it)
        is_there = found["allocationState"] == "steady" and found["currentDedicatedNodes"] == number
        return found if is_there else None

    return await until(look, f"the pool has {number} nodes")


def test_a_new_pool_begins_at_the_size_that_its_formula_asks_for(tmp_path: Path) -> None:
    @on_loop
    async def run() -> None:
        async with Running(options(tmp_path), ScriptedRunner()) as it:
            await it.reply("create_pool", SCALING)
            body = await sized(it, 2)
            assert body["autoScaleRun"] == {
                "timestamp": body["autoScaleRun"]["timestamp"],
                "results": "$TargetDedicatedNodes=2;$TargetLowPriorityNodes=0;$NodeDeallocationOption=requeue",
            }
            assert body["autoScaleEvaluationInterval"] == "PT15M"
            names = list(body)
            start = names.index("enableAutoScale")
            assert names[start : start + 4] == [
                "enableAutoScale",
                "autoScaleFormula",
                "autoScaleEvaluationInterval",
                "autoScaleRun",
            ]

    run()


def test_a_pool_grows_with_its_tasks_and_shrinks_without(tmp_path: Path) -> None:
    @on_loop
    async def run() -> None:
        runner = ScriptedRunner()
        async with Running(options(tmp_path, time_scale=1200), runner) as it:
            await it.job()
            for number in range(3):
                await it.task(f"t{number}")
            settings = {"autoScaleFormula": BY_TASKS, "autoScaleEvaluationInterval": "PT5M"}
            await it.reply("create_pool", {**SCALING, **settings})
            assert (await pool(it))["targetDedicatedNodes"] == 0
            keys = await it.launched(runner, "task/j/", 3)
            for key in keys:
                runner.exit(key)
            await sized(it, 0)

    run()


def test_switching_on_applies_and_switching_off_leaves_the_size(tmp_path: Path) -> None:
    @on_loop
    async def run() -> None:
        async with Running(options(tmp_path), ScriptedRunner()) as it:
            await it.pool()
            formula = {"autoScaleFormula": "$TargetDedicatedNodes = 3"}
            assert (await it.reply("enable_pool_auto_scale", formula, poolId="p")).status == 200
            assert (await sized(it, 3))["enableAutoScale"] is True
            error = await it.refusal("begin_resize_pool", {"targetDedicatedNodes": 1}, poolId="p")
            assert (error.status, error.code) == (409, "OperationNotValidOnPool")
            assert (await it.reply("disable_pool_auto_scale", poolId="p")).status == 200
            body = await pool(it)
            assert (body["enableAutoScale"], body["targetDedicatedNodes"]) == (False, 3)
            assert not {"autoScaleFormula", "autoScaleEvaluationInterval", "autoScaleRun"} & set(body)
            await it.reply("begin_resize_pool", {"targetDedicatedNodes": 1}, poolId="p")
            await sized(it, 1)

    run()


def test_a_trial_applies_nothing_and_shows_errors(tmp_path: Path) -> None:
    @on_loop
    async def run() -> None:
        async with Running(options(tmp_path), ScriptedRunner()) as it:
            await it.reply("create_pool", SCALING)
            before = await sized(it, 2)
            reply = await it.reply(
                "evaluate_pool_auto_scale", {"autoScaleFormula": "$something_useless"}, poolId="p"
            )
            assert reply.body is not None
            assert reply.metadata == "Microsoft.Azure.Batch.Protocol.Entities.AutoScaleRun"
            assert reply.body["results"].startswith("$TargetDedicatedNodes=2;")
            assert reply.body["error"]["code"] == "AutoScalingFormulaEvaluationError"
            assert reply.body["error"]["values"] == [
                {"name": "Message", "value": "Line 1, Col 1: Undefined symbol: $something_useless"}
            ]
            assert await pool(it) == before

    run()


def test_a_formula_that_fails_leaves_the_pool_and_says_why(tmp_path: Path) -> None:
    @on_loop
    async def run() -> None:
        async with Running(options(tmp_path), ScriptedRunner()) as it:
            await it.pool()
            formula = "$TargetDedicatedNodes = max($PendingTasks.GetSample(TimeInterval_Minute, 50))"
            await it.reply("enable_pool_auto_scale", {"autoScaleFormula": formula}, poolId="p")
            body = await pool(it)
            assert (body["targetDedicatedNodes"], body["allocationState"]) == (1, "steady")
            assert body["autoScaleRun"]["error"]["code"] == "InsufficientSampleData"

    run()


@pytest.mark.parametrize(
    ("operation", "body", "status", "code"),
    [
        ("enable_pool_auto_scale", {}, 400, "MissingRequiredProperty"),
        ("enable_pool_auto_scale", {"autoScaleFormula": "x ="}, 400, "AutoScalingFormulaSyntaxError"),
        ("enable_pool_auto_scale", {"autoScaleFormula": "x" * 9000}, 400, "AutoScalingFormulaTooLong"),
        (
            "enable_pool_auto_scale",
            {"autoScaleFormula": "", "autoScaleEvaluationInterval": "PT4M59S"},
            400,
            "InvalidPropertyValue",
        ),
        ("evaluate_pool_auto_scale", {"autoScaleFormula": "x = 1"}, 409, "OperationNotValidOnPool"),
    ],
)
def test_requests_that_make_no_sense_are_refused(
    tmp_path: Path, operation: str, body: dict[str, Any], status: int, code: str
) -> None:
    @on_loop
    async def run() -> None:
        async with Running(options(tmp_path), ScriptedRunner()) as it:
            await it.pool()
            error = await it.refusal(operation, body, poolId="p")
            assert (error.status, error.code) == (status, code)

    run()


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({**SCALING, "targetDedicatedNodes": 1}, "targetDedicatedNodes"),
        ({**FIXED, "enableAutoScale": True}, "autoScaleFormula"),
        ({**FIXED, "autoScaleFormula": "x = 1"}, "autoScaleFormula"),
        ({**SCALING, "autoScaleEvaluationInterval": "P8D"}, "autoScaleEvaluationInterval"),
    ],
)
def test_a_pool_with_settings_that_make_no_sense_is_refused(
    tmp_path: Path, body: dict[str, Any], named: str
) -> None:
    @on_loop
    async def run() -> None:
        async with Running(options(tmp_path), ScriptedRunner()) as it:
            error = await it.refusal("create_pool", body)
            assert (error.status, ("PropertyName", named) in error.values) == (400, True)

    run()


def test_scaling_can_be_changed_once_in_thirty_seconds(tmp_path: Path) -> None:
    @on_loop
    async def run() -> None:
        async with Running(options(tmp_path), ScriptedRunner()) as it:
            await it.pool()
            formula = {"autoScaleFormula": "$TargetDedicatedNodes = 1"}
            await it.reply("enable_pool_auto_scale", formula, poolId="p")
            error = await it.refusal("enable_pool_auto_scale", formula, poolId="p")
            assert (error.status, error.code) == (503, "TooManyEnableAutoScaleRequests")

    run()


def test_a_restarted_service_goes_on_scaling(tmp_path: Path) -> None:
    @on_loop
    async def run() -> None:
        async with Running(options(tmp_path, data=True), ScriptedRunner()) as it:
            await it.reply("create_pool", SCALING)
            before = await sized(it, 2)
        async with Running(options(tmp_path, data=True), ScriptedRunner()) as it:
            assert (await pool(it))["autoScaleRun"] == before["autoScaleRun"]
            await it.reply(
                "enable_pool_auto_scale", {"autoScaleFormula": "$TargetDedicatedNodes = 1"}, poolId="p"
            )
            await sized(it, 1)

    run()
