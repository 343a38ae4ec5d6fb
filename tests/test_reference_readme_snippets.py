"""Programs in the forms that the reference client's README shows, and that do not run there, run here.

They are run against the local Batch service, with both clients.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from azure.core.exceptions import HttpResponseError, ResourceExistsError

from azure_batch_sdk import models
from azure_batch_sdk.emulator import BatchEmulator
from tests.either import Driver, make_driver

POOL = "readme"


@pytest.fixture(scope="module")
def emulator() -> Iterator[BatchEmulator]:
    with BatchEmulator(time_scale=20) as emulator:
        with emulator.get_client() as client:
            client.create_pool(pool(POOL))
        yield emulator


@pytest.fixture(params=["sync", "async"])
def driver(request: pytest.FixtureRequest) -> Iterator[Driver]:
    driver = make_driver(request.param)
    yield driver
    driver.close()


@pytest.fixture
def client(driver: Driver, emulator: BatchEmulator) -> Iterator[Any]:
    client = driver.enter(emulator.get_client() if driver.name == "sync" else emulator.get_async_client())
    yield client
    driver.leave(client)


@pytest.fixture
def job(driver: Driver, client: Any, request: pytest.FixtureRequest) -> Iterator[str]:
    name = "".join(sign if sign.isalnum() else "-" for sign in request.node.name)[:64].strip("-")
    driver.wait(
        client.create_job(models.BatchJobCreateOptions(id=name, pool_info=models.BatchPoolInfo(pool_id=POOL)))
    )
    yield name
    driver.wait(driver.wait(client.begin_delete_job(name)).result())


@pytest.fixture
def node(driver: Driver, client: Any) -> str:
    """A node that has nothing to do."""

    def idle_node() -> str | None:
        nodes = driver.collect(client.list_nodes(POOL))
        return next((node.id for node in nodes if node.state == models.BatchNodeState.IDLE), None)

    return str(eventually(idle_node))


def pool(name: str) -> models.BatchPoolCreateOptions:
    return models.BatchPoolCreateOptions(
        id=name,
        vm_size="standard_d2s_v3",
        target_dedicated_nodes=2,
        virtual_machine_configuration=models.VirtualMachineConfiguration(
            image_reference=models.BatchVmImageReference(
                publisher="canonical", offer="0001-com-ubuntu-server-jammy", sku="22_04-lts"
            ),
            node_agent_sku_id="batch.node.ubuntu 22.04",
        ),
    )


def eventually(look: Callable[[], Any], seconds: float = 30) -> Any:
    """Return the first thing that is not None or False; fail when the time is up."""
    deadline = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < deadline, f"{look.__name__} found nothing in {seconds} seconds"
        time.sleep(0.05)
    return found


def finish(driver: Driver, begun: Any) -> None:
    """Wait for a long-running operation."""
    driver.wait(driver.wait(begun).result())


def test_a_node_reboots_without_options(driver: Driver, client: Any, node: str) -> None:
    before = driver.wait(client.get_node(POOL, node)).last_boot_time
    finish(driver, client.begin_reboot_node(pool_id=POOL, node_id=node))
    assert driver.wait(client.get_node(POOL, node)).last_boot_time > before


def test_a_node_reboots_with_options(driver: Driver, client: Any, node: str) -> None:
    options = models.BatchNodeRebootOptions(node_reboot_kind=models.BatchNodeRebootKind.TERMINATE)
    finish(driver, client.begin_reboot_node(POOL, node, options))
    finish(driver, client.begin_reboot_node(POOL, node, {"nodeRebootOption": "terminate"}))


def test_a_node_is_reimaged_without_and_with_options(driver: Driver, client: Any, node: str) -> None:
    finish(driver, client.begin_reimage_node(pool_id=POOL, node_id=node))
    options = models.BatchNodeReimageOptions(node_reimage_option=models.BatchNodeReimageOption.TERMINATE)
    finish(driver, client.begin_reimage_node(POOL, node, options=options))


def test_a_node_is_deallocated_and_started_without_and_with_options(
    driver: Driver, client: Any, node: str
) -> None:
    finish(driver, client.begin_deallocate_node(pool_id=POOL, node_id=node))
    assert driver.wait(client.get_node(POOL, node)).state == models.BatchNodeState.DEALLOCATED
    finish(driver, client.begin_start_node(pool_id=POOL, node_id=node))
    driver.wait(client.enable_node_scheduling(POOL, node))

    options = models.BatchNodeDeallocateOptions(
        node_deallocate_option=models.BatchNodeDeallocateOption.TERMINATE
    )
    finish(driver, client.begin_deallocate_node(POOL, node, options))
    finish(driver, client.begin_start_node(POOL, node))
    driver.wait(client.enable_node_scheduling(POOL, node))


def test_scheduling_is_disabled_without_and_with_options(driver: Driver, client: Any, node: str) -> None:
    driver.wait(client.disable_node_scheduling(pool_id=POOL, node_id=node))
    assert driver.wait(client.get_node(POOL, node)).scheduling_state == models.SchedulingState.DISABLED
    driver.wait(client.enable_node_scheduling(pool_id=POOL, node_id=node))

    options = models.BatchNodeDisableSchedulingOptions(
        node_disable_scheduling_option=models.BatchNodeDisableSchedulingOption.TERMINATE
    )
    driver.wait(client.disable_node_scheduling(POOL, node, options))
    assert driver.wait(client.get_node(POOL, node)).scheduling_state == models.SchedulingState.DISABLED
    driver.wait(client.enable_node_scheduling(POOL, node))


def test_a_job_is_terminated_without_options(driver: Driver, client: Any, job: str) -> None:
    finish(driver, client.begin_terminate_job(job_id=job))
    assert driver.wait(client.get_job(job)).state == models.BatchJobState.COMPLETED


def test_a_job_is_terminated_with_a_reason(driver: Driver, client: Any, job: str) -> None:
    finish(
        driver,
        client.begin_terminate_job(job, options=models.BatchJobTerminateOptions(termination_reason="enough")),
    )
    assert driver.wait(client.get_job(job)).execution_info.termination_reason == "enough"


def test_an_error_has_code_and_message_value(driver: Driver, client: Any) -> None:
    with pytest.raises(ResourceExistsError) as caught:
        driver.wait(client.create_pool(pool=pool(POOL)))
    error: Any = caught.value
    assert error.error.code == "PoolExists"
    assert error.error.message.value.startswith("The specified pool already exists.")
    assert error.error.message.startswith("The specified pool already exists.")
    assert error.error.message.lang
    assert error.model.code == "PoolExists"
    assert error.model.message.value == error.error.message.value


def test_an_error_has_its_details(driver: Driver, client: Any) -> None:
    with pytest.raises(HttpResponseError) as caught:
        driver.wait(client.create_pool(pool=pool("not an id!")))
    error: Any = caught.value
    assert error.error.code == "InvalidPropertyValue"
    details = {detail.key: detail.value for detail in error.error.error_values}
    assert details["PropertyName"] == "id"
    assert details == {detail.key: detail.value for detail in error.model.error_values}


def test_task_counts_are_read_in_both_forms(driver: Driver, client: Any, job: str) -> None:
    for name, command in (("good", "true"), ("bad", "false")):
        driver.wait(
            client.create_task(
                job, models.BatchTaskCreateOptions(id=name, command_line=f"/bin/sh -c {command}")
            )
        )

    def counts() -> Any:
        found = driver.wait(client.get_job_task_counts(job_id=job))
        return found if found.task_counts.completed == 2 else None

    result = eventually(counts)
    assert (result.task_counts.completed, result.task_counts.succeeded, result.task_counts.failed) == (
        2,
        1,
        1,
    )
    assert (result.completed, result.succeeded, result.failed) == (2, 1, 1)
    assert (result.active, result.running) == (0, 0)


def test_a_task_group_takes_its_tasks_by_the_present_keyword(driver: Driver, client: Any, job: str) -> None:
    tasks = [models.BatchTaskCreateOptions(id=f"t{n}", command_line="/bin/sh -c true") for n in range(3)]
    group = models.BatchTaskGroup(task_values=tasks)
    result = driver.wait(client.create_task_collection(job_id=job, task_collection=group))
    assert [value.task_id for value in result.result_values] == ["t0", "t1", "t2"]


def test_a_task_group_takes_its_tasks_by_the_former_keyword_with_a_warning(
    driver: Driver, client: Any, job: str
) -> None:
    tasks = [models.BatchTaskCreateOptions(id=f"t{n}", command_line="/bin/sh -c true") for n in range(3)]
    make: Any = models.BatchTaskGroup
    with pytest.warns(DeprecationWarning, match="task_values"):
        group = make(values_property=tasks)
    result = driver.wait(client.create_task_collection(job, group))
    assert [value.status for value in result.result_values] == [models.BatchTaskAddStatus.SUCCESS] * 3
