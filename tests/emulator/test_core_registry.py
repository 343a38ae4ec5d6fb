"""What the service answers, and what it does not answer yet."""

from __future__ import annotations

from pathlib import Path

from azure_batch_sdk._generated.operations import OPERATIONS
from azure_batch_sdk.emulator.handlers import HANDLERS

from .core_driver import POOL, Running, ScriptedRunner, on_loop, options

NOT_YET = {
    "disable_pool_auto_scale",
    "enable_pool_auto_scale",
    "evaluate_pool_auto_scale",
    "list_pool_usage_metrics",
}
"""Operations that are answered with 501. Take a name out when its handler is there."""


def test_every_operation_has_a_handler_or_is_listed_as_missing() -> None:
    assert set(OPERATIONS) - set(HANDLERS) == NOT_YET
    assert set(HANDLERS) <= set(OPERATIONS)


@on_loop
async def test_what_the_emulator_does_not_do_is_said_and_not_done(tmp_path: Path) -> None:
    async with Running(options(tmp_path), ScriptedRunner()) as it:
        for operation in sorted(NOT_YET):
            error = await it.refusal(operation, {})
            assert (error.status, error.code) == (501, "NotImplemented")
            assert operation in error.message
        await it.job()
        for member in ("applicationPackageReferences",):
            error = await it.refusal("create_task", {"id": "t", "commandLine": "x", member: [{}]}, jobId="j")
            assert error.status == 501
            assert member in error.message
        assert (await it.refusal("create_pool", {**POOL, "enableAutoScale": True})).status == 501
