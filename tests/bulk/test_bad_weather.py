"""A service with every fault at once: nothing is lost, nothing is in doubt, nothing is sent again without need."""

from __future__ import annotations

import pytest

from azure_batch_sdk.models import BatchTaskAddStatus

from .conftest import Door, quick, tasks
from .fault_server import Faults, FaultServer

ONE_BY_ONE = {
    "busy": Faults(busy=0.2),
    "throttled": Faults(throttled=0.2),
    "dropped before": Faults(dropped_before=0.2),
    "dropped after": Faults(dropped_after=0.2),
    "task errors": Faults(task_error=0.05),
    "silent": Faults(silent=0.05),
    "too large": Faults(too_large=0.2, largest=4_000),
    "all together": Faults.all_together(0.05),
}


def _weather(door: Door, faults: Faults, seed: int, count: int) -> None:
    with FaultServer(faults, seed=seed) as server:
        result = door.create(
            server, iter(tasks(count)), on_existing="fail", surroundings=quick(seed, attempts=20)
        )
        assert [item.task_id for item in result.result_values] == [f"t{number}" for number in range(count)]
        assert {item.status for item in result.result_values} == {BatchTaskAddStatus.SUCCESS}
        assert len(server.tasks) == count
        assert server.score.needless == 0
        assert server.score.requests < 8 * -(-count // 40)


@pytest.mark.parametrize("fault", list(ONE_BY_ONE))
def test_nothing_is_lost_or_sent_without_need(door: Door, fault: str) -> None:
    _weather(door, ONE_BY_ONE[fault], 1, 2000)


@pytest.mark.parametrize("seed", [2, 3])
def test_nothing_is_lost_when_everything_goes_wrong_together(door: Door, seed: int) -> None:
    _weather(door, Faults.all_together(0.05), seed, 5000)
