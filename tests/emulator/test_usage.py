"""Usage metrics: core hours by half hours that are over. An hour of theirs is a tenth of a second."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from azure_batch_sdk.emulator.clock import datetime_of
from azure_batch_sdk.emulator.errors import ServiceError
from azure_batch_sdk.emulator.handlers.vm_sizes import cores

from .core_driver import Driver, Running, ScriptedRunner, on_loop, options, until

HOUR = 36_000.0


async def used(it: Driver, **query: Any) -> list[dict[str, Any]]:
    return await it.items("list_pool_usage_metrics", query=query)


def test_a_pool_is_counted_by_half_hours_also_when_it_is_gone(tmp_path: Path) -> None:
    @on_loop
    async def run() -> None:
        async with Running(options(tmp_path, time_scale=HOUR), ScriptedRunner()) as it:
            await it.pool(id="Big", vmSize="Standard_D4s_v3", targetDedicatedNodes=2)

            async def look() -> list[dict[str, Any]] | None:
                found = await used(it)
                # The pool may have come in the middle of the first half hour.
                return found if found and found[0]["totalCoreHours"] == 4.0 else None

            (item,) = await until(look, "there is a full half hour")
            assert (item["poolId"], item["vmSize"]) == ("big", "standard_d4s_v3")
            await it.reply("begin_delete_pool", poolId="Big")
            await it.gone("get_pool", poolId="Big")
            start = datetime_of(it.service.clock.ticks()) - timedelta(hours=2.6)
            assert [one["poolId"] for one in await used(it, startTime=start)][:1] == ["big"]

    run()


def test_a_young_account_has_no_usage_and_the_present_is_refused(tmp_path: Path) -> None:
    @on_loop
    async def run() -> None:
        async with Running(options(tmp_path), ScriptedRunner()) as it:
            await it.pool()
            assert await used(it) == []
            now = datetime_of(it.service.clock.ticks())
            for query in (
                {"startTime": now},
                {"endtime": now},
                {"startTime": now - timedelta(hours=4), "endtime": now - timedelta(hours=5)},
                {"startTime": now - timedelta(days=9999)},
            ):
                with pytest.raises(ServiceError) as caught:
                    await used(it, **query)
                assert (caught.value.status, caught.value.code) == (400, "InvalidQueryParameterValue")

    run()


@pytest.mark.parametrize(
    ("vm_size", "number"),
    [
        ("standard_d2s_v3", 2),
        ("standard_nc24ads_a100_v4", 24),
        ("standard_d1_v2", 1),
        ("STANDARD_D3_v2", 4),
        ("standard_ds14-8_v2", 8),
        ("standard_a2m_v2", 2),
        ("standard_a3", 4),
        ("standard_d4_v3", 4),
        ("standard_g5", 32),
        ("a1", None),
    ],
)
def test_cores_are_read_from_the_name_of_the_size(vm_size: str, number: int | None) -> None:
    assert cores(vm_size) == number
