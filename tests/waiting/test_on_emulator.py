"""Waiting on the emulator, where tasks really run."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from azure_batch_sdk import BatchClient, models as m
from azure_batch_sdk._waiting import aio, sync
from azure_batch_sdk._waiting.errors import CannotFinish, TasksFailed, WaitTimeout
from azure_batch_sdk.emulator import BatchEmulator
from tests.either import Driver

SECONDS = 20.0


@pytest.fixture(scope="module")
def emulator() -> Iterator[BatchEmulator]:
    """An emulator for the module, with a pool of two nodes."""
    with BatchEmulator(time_scale=20) as emulator:
        with emulator.get_client() as client:
            make_pool(client, "two", 2)
            sync.wait_for_nodes(client, "two", timeout=SECONDS)
        yield emulator


@pytest.fixture
def setup(emulator: BatchEmulator) -> Iterator[BatchClient]:
    """A sync client to prepare with."""
    with emulator.get_client() as client:
        yield client


@pytest.fixture
def client(emulator: BatchEmulator, driver: Driver) -> Iterator[Any]:
    """The client under test."""
    client = driver.enter(emulator.get_client() if driver.name == "sync" else emulator.get_async_client())
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


def make_pool(setup: BatchClient, name: str, nodes: int, **options: Any) -> None:
    setup.create_pool(
        m.BatchPoolCreateOptions(
            id=name,
            vm_size="standard_d2s_v3",
            target_dedicated_nodes=nodes,
            virtual_machine_configuration=m.VirtualMachineConfiguration(
                image_reference=m.BatchVmImageReference(
                    publisher="canonical", offer="ubuntu-24_04-lts", sku="server"
                ),
                node_agent_sku_id="batch.node.ubuntu 24.04",
            ),
            **options,
        )
    )


def make_job(setup: BatchClient, name: str, pool: str = "two", **options: Any) -> None:
    setup.create_job(m.BatchJobCreateOptions(id=name, pool_info=m.BatchPoolInfo(pool_id=pool), **options))


def add(setup: BatchClient, job: str, *scripts: str, **options: Any) -> None:
    """Add tasks `t0`, `t1`, ... that run these scripts."""
    setup.create_tasks(
        job,
        [
            m.BatchTaskCreateOptions(id=f"t{number}", command_line=f"/bin/sh -c '{script}'", **options)
            for number, script in enumerate(scripts)
        ],
    )


def wait_for_tasks(driver: Driver, client: Any, *args: Any, **keywords: Any) -> list[m.BatchTask]:
    keywords.setdefault("timeout", SECONDS)
    if driver.name == "sync":
        return sync.wait_for_tasks(client, *args, **keywords)
    found: list[m.BatchTask] = driver.wait(aio.wait_for_tasks(client, *args, **keywords))
    return found


def as_completed(driver: Driver, client: Any, *args: Any, **keywords: Any) -> Any:
    keywords.setdefault("timeout", SECONDS)
    return (sync if driver.name == "sync" else aio).as_completed(client, *args, **keywords)


def wait_for_nodes(driver: Driver, client: Any, *args: Any, **keywords: Any) -> list[m.BatchNode]:
    keywords.setdefault("timeout", SECONDS)
    if driver.name == "sync":
        return sync.wait_for_nodes(client, *args, **keywords)
    found: list[m.BatchNode] = driver.wait(aio.wait_for_nodes(client, *args, **keywords))
    return found


def test_tasks_are_given_as_they_end(
    driver: Driver, client: Any, setup: BatchClient, name: str, tmp_path: Path
) -> None:
    make_job(setup, name)
    done = tmp_path / "done"
    add(setup, name, f"while ! test -e {done}; do sleep 0.02; done; sleep 0.5", f"touch {done}; exit 4")

    tasks = driver.collect(as_completed(driver, client, name))
    assert [task.id for task in tasks] == ["t1", "t0"]
    assert tasks[0].execution_info.exit_code == 4


def test_failures_bring_what_the_tasks_wrote(
    driver: Driver, client: Any, setup: BatchClient, name: str
) -> None:
    make_job(setup, name)
    add(setup, name, "exit 0", "echo no disk >&2; exit 5")

    with pytest.raises(TasksFailed, match=r"t1: exit code 5 \(FailureExitCode\)(.|\n)*\| no disk"):
        wait_for_tasks(driver, client, name, raise_on_failure=True)
    with pytest.raises(TasksFailed) as caught:
        driver.collect(as_completed(driver, client, name, raise_on_failure=True))
    assert caught.value.failures[0].stderr == "no disk"


def test_a_hundred_and_fifty_ids_of_a_larger_job(
    driver: Driver, client: Any, setup: BatchClient, name: str
) -> None:
    make_job(setup, name)
    add(setup, name, *["exit 0"] * 160)

    wanted = [f"t{number}" for number in range(150)]
    assert sorted(task.id for task in wait_for_tasks(driver, client, name, task_ids=wanted)) == sorted(wanted)


def test_a_job_that_ends_with_its_tasks(driver: Driver, client: Any, setup: BatchClient, name: str) -> None:
    make_job(setup, name)
    add(setup, name, "sleep 0.2", "exit 0")
    setup.update_job(
        name,
        m.BatchJobUpdateOptions(all_tasks_complete_mode=m.BatchAllTasksCompleteMode.TERMINATE_JOB),
    )

    assert len(wait_for_tasks(driver, client, name)) == 2


def test_a_terminated_job_leaves_tasks_that_never_run(
    driver: Driver, client: Any, setup: BatchClient, name: str
) -> None:
    make_job(setup, name)
    add(setup, name, "sleep 60", "sleep 60", "exit 0")
    until(lambda: setup.get_job_task_counts(name).task_counts.running == 2)
    setup.begin_terminate_job(name, polling=False)

    with pytest.raises(CannotFinish, match=r"JobCompleted.*UserTerminate") as caught:
        wait_for_tasks(driver, client, name)
    assert sorted(task.id for task in caught.value.tasks) == ["t0", "t1"]


def test_a_job_that_is_deleted_during_the_wait(
    driver: Driver, client: Any, setup: BatchClient, name: str
) -> None:
    make_job(setup, name)
    add(setup, name, "sleep 60")
    deletion = threading.Timer(0.2, lambda: setup.begin_delete_job(name, polling=False))
    deletion.start()

    with pytest.raises(CannotFinish, match="JobDeleted"):
        wait_for_tasks(driver, client, name)
    deletion.join()


def test_a_disabled_job(driver: Driver, client: Any, setup: BatchClient, name: str) -> None:
    make_job(setup, name)
    setup.begin_disable_job(
        name, m.BatchJobDisableOptions(disable_tasks=m.DisableBatchJobOption.REQUEUE)
    ).wait()
    add(setup, name, "exit 0")

    with pytest.raises(CannotFinish, match="JobDisabled"):
        wait_for_tasks(driver, client, name)


def test_a_pool_without_nodes_and_one_that_is_not_there(
    driver: Driver, client: Any, setup: BatchClient, name: str
) -> None:
    make_pool(setup, name, 0)
    for pool, code in ((name, "NoNodes"), ("nowhere", "PoolNotFound")):
        job = f"{name}-{code}"[-64:]
        make_job(setup, job, pool)
        add(setup, job, "exit 0")
        with pytest.raises(CannotFinish, match=code):
            wait_for_tasks(driver, client, job)


def test_a_pool_whose_start_task_fails(driver: Driver, client: Any, setup: BatchClient, name: str) -> None:
    start = m.BatchStartTask(command_line="/bin/sh -c 'echo no luck >&2; exit 3'", wait_for_success=True)
    make_pool(setup, name, 1, start_task=start)
    make_job(setup, name, name)
    add(setup, name, "exit 0")

    for wait in (wait_for_tasks, wait_for_nodes):
        with pytest.raises(CannotFinish, match=r"StartTaskFailed(.|\n)*exit code 3(.|\n)*\| no luck"):
            wait(driver, client, name)


def test_a_task_behind_one_that_failed(driver: Driver, client: Any, setup: BatchClient, name: str) -> None:
    make_job(setup, name, uses_task_dependencies=True)
    add(setup, name, "exit 3")
    setup.create_task(
        name,
        m.BatchTaskCreateOptions(
            id="after", command_line="/bin/true", depends_on=m.BatchTaskDependencies(task_ids=["t0"])
        ),
    )

    with pytest.raises(CannotFinish, match="after depends on t0, which ended with exit code 3"):
        wait_for_tasks(driver, client, name)


def test_the_deadline(driver: Driver, client: Any, setup: BatchClient, name: str) -> None:
    make_job(setup, name)
    add(setup, name, "sleep 60")

    with pytest.raises(WaitTimeout, match="0 of 1 completed"):
        wait_for_tasks(driver, client, name, timeout=0.3)
    setup.terminate_task(name, "t0")
    assert [task.id for task in wait_for_tasks(driver, client, name)] == ["t0"]


def test_a_pool_that_grows(driver: Driver, client: Any, setup: BatchClient, name: str) -> None:
    make_pool(setup, name, 0)
    assert wait_for_nodes(driver, client, name) == []
    setup.begin_resize_pool(name, m.BatchPoolResizeOptions(target_dedicated_nodes=3), polling=False)

    assert len(wait_for_nodes(driver, client, name)) == 3
    assert len(wait_for_nodes(driver, client, name, count=1)) == 3


def test_leaving_an_iteration_early_asks_for_nothing_more(
    driver: Driver, client: Any, setup: BatchClient, name: str
) -> None:
    make_job(setup, name)
    add(setup, name, "exit 0", "sleep 60")

    completed = as_completed(driver, client, name)
    assert driver.next(completed).id == "t0"
    if driver.name == "sync":
        completed.close()
    else:
        driver.wait(completed.aclose())
    setup.terminate_task(name, "t1")
