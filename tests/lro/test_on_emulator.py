"""Every operation that takes long, against the emulator: what the poller says is what has happened."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from azure_batch_sdk import BatchClient, models as m
from azure_batch_sdk._runtime.errors import OperationFailed
from azure_batch_sdk.emulator import BatchEmulator
from tests.either import Driver

SECONDS = 20.0


@pytest.fixture(scope="module", params=[1.0, 20.0], ids=["real-time", "20-times-faster"])
def emulator(request: pytest.FixtureRequest) -> Iterator[BatchEmulator]:
    """An emulator for the module."""
    with BatchEmulator(time_scale=request.param) as emulator:
        yield emulator


@pytest.fixture
def setup(emulator: BatchEmulator) -> Iterator[BatchClient]:
    """A sync client to prepare and to check with."""
    with emulator.get_client() as client:
        yield client


@pytest.fixture
def client(emulator: BatchEmulator, driver: Driver) -> Iterator[Any]:
    """The client under test."""
    make = emulator.get_client if driver.name == "sync" else emulator.get_async_client
    client = driver.enter(make(polling_interval=0.05))
    yield client
    driver.leave(client)


@pytest.fixture
def name(request: pytest.FixtureRequest) -> str:
    """An id that no other test has."""
    return "".join(sign if sign.isalnum() else "-" for sign in request.node.name)[-60:].strip("-")


def until(holds: Callable[[], object]) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < deadline, "it never came to hold"
        time.sleep(0.01)


def make_pool(setup: BatchClient, name: str, nodes: int = 0) -> list[m.BatchNode]:
    """Make a pool and wait until its nodes are idle."""
    setup.create_pool(
        m.BatchPoolCreateOptions(
            id=name,
            vm_size="standard_d2s_v3",
            target_dedicated_nodes=nodes,
            virtual_machine_configuration=m.VirtualMachineConfiguration(
                image_reference=m.BatchVmImageReference(
                    publisher="canonical", offer="0001-com-ubuntu-server-jammy", sku="22_04-lts"
                ),
                node_agent_sku_id="batch.node.ubuntu 22.04",
            ),
        )
    )
    until(lambda: setup.get_pool(name).allocation_state == m.AllocationState.STEADY)
    until(lambda: all(node.state == m.BatchNodeState.IDLE for node in setup.list_nodes(name)))
    return list(setup.list_nodes(name))


def make_job(setup: BatchClient, name: str, pool_id: str = "nowhere") -> None:
    """Make a job on a pool that need not exist."""
    setup.create_job(m.BatchJobCreateOptions(id=name, pool_info=m.BatchPoolInfo(pool_id=pool_id)))


def make_schedule(setup: BatchClient, name: str) -> None:
    """Make a job schedule."""
    setup.create_job_schedule(
        m.BatchJobScheduleCreateOptions(
            id=name,
            schedule=m.BatchJobScheduleConfiguration(recurrence_interval=timedelta(days=1)),
            job_specification=m.BatchJobSpecification(pool_info=m.BatchPoolInfo(pool_id="nowhere")),
        )
    )


def finished(driver: Driver, call: Any) -> Any:
    """Wait for a poller and return it."""
    poller = driver.wait(call)
    assert driver.wait(poller.result()) is None
    assert poller.done()
    assert poller.status() == "Succeeded"
    return poller


def test_delete_pool(driver: Driver, client: Any, setup: BatchClient, name: str) -> None:
    make_pool(setup, name, 1)
    finished(driver, client.begin_delete_pool(name))
    assert not setup.pool_exists(name)


def test_delete_job(driver: Driver, client: Any, setup: BatchClient, name: str) -> None:
    make_job(setup, name)
    finished(driver, client.begin_delete_job(name))
    assert name not in [job.id for job in setup.list_jobs()]


def test_delete_job_schedule(driver: Driver, client: Any, setup: BatchClient, name: str) -> None:
    make_schedule(setup, name)
    finished(driver, client.begin_delete_job_schedule(name, force=True))
    assert not setup.job_schedule_exists(name)


def test_disable_enable_and_terminate_job(driver: Driver, client: Any, setup: BatchClient, name: str) -> None:
    make_job(setup, name)
    disabled = m.BatchJobDisableOptions(disable_tasks=m.DisableBatchJobOption.REQUEUE)
    poller = finished(driver, client.begin_disable_job(name, disabled))
    assert poller.last_seen.state == m.BatchJobState.DISABLED
    poller = finished(driver, client.begin_enable_job(name))
    assert poller.last_seen.state == m.BatchJobState.ACTIVE
    finished(driver, client.begin_terminate_job(name))
    assert setup.get_job(name).state == m.BatchJobState.COMPLETED


def test_terminate_job_schedule(driver: Driver, client: Any, setup: BatchClient, name: str) -> None:
    make_schedule(setup, name)
    poller = finished(driver, client.begin_terminate_job_schedule(name))
    assert poller.last_seen.state == m.BatchJobScheduleState.COMPLETED


def test_resize_pool_up_and_down(driver: Driver, client: Any, setup: BatchClient, name: str) -> None:
    make_pool(setup, name)
    for nodes in (2, 1, 0):
        options = m.BatchPoolResizeOptions(target_dedicated_nodes=nodes)
        poller = finished(driver, client.begin_resize_pool(name, options))
        assert poller.last_seen.current_dedicated_nodes == nodes
        assert poller.last_seen.allocation_state == m.AllocationState.STEADY


def test_remove_nodes(driver: Driver, client: Any, setup: BatchClient, name: str) -> None:
    stays, goes = make_pool(setup, name, 2)
    finished(driver, client.begin_remove_nodes(name, m.BatchNodeRemoveOptions(node_ids=[goes.id])))
    assert [node.id for node in setup.list_nodes(name)] == [stays.id]


def test_stop_pool_resize(driver: Driver, client: Any, setup: BatchClient, name: str) -> None:
    make_pool(setup, name, 1)
    make_job(setup, name, pool_id=name)
    setup.create_task(name, m.BatchTaskCreateOptions(id="long", command_line="sleep 600"))
    until(lambda: setup.get_task(name, "long").state == m.BatchTaskState.RUNNING)
    # The node stays as long as its task runs, so the stop comes in time.
    shrink = m.BatchPoolResizeOptions(
        target_dedicated_nodes=0, node_deallocation_option=m.BatchNodeDeallocationOption.TASK_COMPLETION
    )
    resize = driver.wait(client.begin_resize_pool(name, shrink))
    poller = finished(driver, client.begin_stop_pool_resize(name))
    assert poller.last_seen.allocation_state == m.AllocationState.STEADY
    assert poller.last_seen.current_dedicated_nodes == 1
    with pytest.raises(OperationFailed, match="ResizeStopped"):
        driver.wait(resize.result())


@pytest.mark.parametrize("method", ["begin_reboot_node", "begin_reimage_node"])
def test_restart_of_a_node(driver: Driver, client: Any, setup: BatchClient, name: str, method: str) -> None:
    (node,) = make_pool(setup, name, 1)
    assert node.last_boot_time is not None
    poller = finished(driver, getattr(client, method)(name, node.id))
    assert poller.last_seen.state == m.BatchNodeState.IDLE
    assert poller.last_seen.last_boot_time > node.last_boot_time


def test_deallocate_and_start_node(driver: Driver, client: Any, setup: BatchClient, name: str) -> None:
    (node,) = make_pool(setup, name, 1)
    poller = finished(driver, client.begin_deallocate_node(name, node.id))
    assert poller.last_seen.state == m.BatchNodeState.DEALLOCATED
    poller = finished(driver, client.begin_start_node(name, node.id))
    assert poller.last_seen.state in (m.BatchNodeState.IDLE, m.BatchNodeState.OFFLINE)


def test_a_pool_made_again_ends_the_wait_for_the_old_one(
    driver: Driver, client: Any, setup: BatchClient, name: str
) -> None:
    make_pool(setup, name)
    token = driver.wait(client.begin_delete_pool(name, polling=False)).continuation_token()
    until(lambda: not setup.pool_exists(name))
    make_pool(setup, name)
    poller = finished(driver, client.begin_delete_pool(name, continuation_token=token))
    assert poller.last_seen.state == m.BatchPoolState.ACTIVE
    assert setup.pool_exists(name)


def test_a_node_that_goes_while_it_reboots_is_a_failure(
    driver: Driver, client: Any, setup: BatchClient, name: str
) -> None:
    (node,) = make_pool(setup, name, 1)
    # With so long between two looks, the pool goes before the node can be seen to be back.
    poller = driver.wait(client.begin_reboot_node(name, node.id, polling_interval=1))
    setup.begin_delete_pool(name, polling=False)
    if driver.name == "async":
        until(lambda: not setup.pool_exists(name))
    with pytest.raises(OperationFailed) as caught:
        driver.wait(poller.result())
    assert caught.value.operation == "begin_reboot_node"
