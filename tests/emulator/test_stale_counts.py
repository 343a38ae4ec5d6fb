"""Task counts that lag, as those of the service may: what they say, and that our waits are not fooled."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from azure_batch_sdk import BatchClient
from azure_batch_sdk.emulator import BatchEmulator
from azure_batch_sdk.emulator.state.entities import Job, Task
from azure_batch_sdk.emulator.state.late_counts import counts_at
from azure_batch_sdk.emulator.wire.faults import parse_faults
from azure_batch_sdk.models import (
    BatchJobCreateOptions,
    BatchPoolCreateOptions,
    BatchPoolInfo,
    BatchTaskCounts,
    BatchTaskCreateOptions,
    BatchVmImageReference,
    VirtualMachineConfiguration,
)

DEADLINE_SECONDS = 60.0
FOR_EVER = "stale-counts=3600"


def job_with(*tasks: dict[str, object]) -> Job:
    job = Job("j", {}, 0, 0, "active", 0, started=0, pool_id="p")
    for number, members in enumerate(tasks):
        task = Task(job, str(number), {"requiredSlots": 2}, modified=0, **members)  # type: ignore[arg-type]  # rows of a table
        job.tasks.add(task.id, task)
    return job


@pytest.mark.parametrize(
    ("tick", "active", "running", "succeeded", "failed"),
    [
        (9, 0, 0, 0, 0),
        (10, 3, 0, 0, 0),
        (20, 1, 2, 0, 0),
        (29, 1, 2, 0, 0),
        (30, 1, 1, 1, 0),
        (40, 1, 0, 1, 1),
    ],
)
def test_counts_are_those_of_the_moment(
    tick: int, active: int, running: int, succeeded: int, failed: int
) -> None:
    ran = {"created": 10, "previous": "running", "previous_since": 20, "state": "completed"}
    job = job_with(
        {"created": 10, "state": "active", "since": 10},
        {**ran, "since": 30, "result": "success"},
        {**ran, "since": 40, "result": "failure"},
    )
    counts = counts_at(job, tick)
    assert counts.tasks == {
        "active": active,
        "running": running,
        "completed": succeeded + failed,
        "succeeded": succeeded,
        "failed": failed,
    }
    assert counts.slots == {name: 2 * number for name, number in counts.tasks.items()}


@pytest.mark.parametrize(
    "text", ["stale-counts=-1", "stale-counts=inf", "stale-counts=nan", "stale-counts=soon"]
)
def test_a_lag_that_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=f"cannot understand the fault '{text}'"):
        parse_faults([text])


def wait_until(condition: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, f"still not so: {what}"
        time.sleep(0.02)


@pytest.fixture
def client(request: pytest.FixtureRequest) -> Iterator[BatchClient]:
    """A client of an emulator with a fault and a pool; its job is empty."""
    with BatchEmulator(faults=(request.param,), time_scale=20) as emulator, emulator.get_client() as client:
        image = BatchVmImageReference(publisher="canonical", offer="ubuntu-24_04-lts", sku="server")
        client.create_pool(
            BatchPoolCreateOptions(
                id="p",
                vm_size="STANDARD_D2S_V3",
                target_dedicated_nodes=1,
                virtual_machine_configuration=VirtualMachineConfiguration(
                    image_reference=image, node_agent_sku_id="batch.node.ubuntu 24.04"
                ),
            )
        )
        client.create_job(BatchJobCreateOptions(id="j", pool_info=BatchPoolInfo(pool_id="p")))
        yield client


def counts_of(client: BatchClient) -> BatchTaskCounts:
    return client.get_job_task_counts("j").task_counts


@pytest.mark.parametrize("client", [FOR_EVER], indirect=True)
def test_tasks_that_were_just_added_are_not_counted_and_a_wait_does_not_end_by_that(
    client: BatchClient,
) -> None:
    client.create_tasks("j", [BatchTaskCreateOptions(id=str(n), command_line="sleep 0.2") for n in range(3)])
    assert counts_of(client).active == 0
    done = client.wait_for_tasks("j", timeout=DEADLINE_SECONDS)
    assert sorted(task.id for task in done) == ["0", "1", "2"]
    assert {task.state for task in client.list_tasks("j")} == {"completed"}
    assert counts_of(client).completed == 0


@pytest.mark.parametrize("client", ["stale-counts=0.5"], indirect=True)
def test_after_the_lag_the_counts_are_right(client: BatchClient) -> None:
    client.create_task("j", BatchTaskCreateOptions(id="t", command_line="true"))
    wait_until(lambda: counts_of(client).succeeded == 1, "the end of the task is counted")
    assert client.get_task("j", "t").state == "completed"
