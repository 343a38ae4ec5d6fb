"""`$expand=stats`: what real processes have used, as tasks, jobs, schedules and pools show it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from azure.batch import BatchClient as ReferenceClient

from azure_batch_sdk import BatchClient, models
from azure_batch_sdk.emulator import BatchEmulator

DEADLINE = 60.0
NOTHING = timedelta()
BURN = "/bin/sh -c 'i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done; exit {code}'"
"""Some tenths of a second of a processor."""


@pytest.fixture(scope="module")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BatchEmulator]:
    with BatchEmulator(in_process=True, data_dir=tmp_path_factory.mktemp("data")) as emulator:
        yield emulator


@pytest.fixture(scope="module")
def client(emulator: BatchEmulator) -> Iterator[BatchClient]:
    with emulator.get_client() as client:
        make_pool(client)
        yield client


def make_pool(client: BatchClient) -> None:
    image = models.BatchVmImageReference(publisher="canonical", offer="ubuntu-24_04-lts", sku="server")
    client.create_pool(
        models.BatchPoolCreateOptions(
            id="p",
            vm_size="standard_d2s_v3",
            target_dedicated_nodes=1,
            virtual_machine_configuration=models.VirtualMachineConfiguration(
                image_reference=image, node_agent_sku_id="batch.node.ubuntu 24.04"
            ),
        )
    )


def until(look: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + DEADLINE
    while not look():
        assert time.monotonic() < end, f"not within {DEADLINE} s: {what}"
        time.sleep(0.02)


def run(client: BatchClient, job_id: str, *tasks: models.BatchTaskCreateOptions) -> None:
    client.create_job(models.BatchJobCreateOptions(id=job_id, pool_info=models.BatchPoolInfo(pool_id="p")))
    client.create_tasks(job_id, list(tasks))
    client.wait_for_tasks(job_id, timeout=DEADLINE)


def burning(task_id: str, code: int = 0, retries: int = 0) -> models.BatchTaskCreateOptions:
    return models.BatchTaskCreateOptions(
        id=task_id,
        command_line=BURN.format(code=code),
        constraints=models.BatchTaskConstraints(max_task_retry_count=retries),
    )


def task_stats(client: BatchClient, job_id: str, task_id: str) -> models.BatchTaskStatistics:
    stats = client.get_task(job_id, task_id, expand=["stats"]).task_statistics
    assert stats is not None
    return stats


def test_a_task_shows_the_time_of_its_process(client: BatchClient) -> None:
    run(client, "one", burning("t"))
    task = client.get_task("one", "t", expand=["stats"])
    stats = task.task_statistics
    assert stats is not None and task.execution_info is not None
    execution = task.execution_info
    assert task.creation_time is not None
    assert execution.start_time is not None and execution.end_time is not None
    assert stats.user_cpu_time > NOTHING
    assert stats.kernel_cpu_time >= NOTHING
    # It had one processor at most, and what the service saw of it is a little longer.
    assert stats.user_cpu_time + stats.kernel_cpu_time <= stats.wall_clock_time + timedelta(seconds=0.1)
    assert abs(stats.wall_clock_time - (execution.end_time - execution.start_time)) < timedelta(seconds=1)
    # Both times are told to the microsecond, and the span to a tenth of it.
    assert abs(stats.wait_time - (execution.start_time - task.creation_time)) <= timedelta(microseconds=2)
    assert stats.start_time == task.creation_time
    assert stats.url == f"{task.url}/stats"


def test_statistics_are_left_out_unless_asked_for_by_expand_or_select(client: BatchClient) -> None:
    run(client, "asked", burning("t"))
    assert client.get_task("asked", "t").task_statistics is None
    assert client.get_job("asked").job_statistics is None
    assert client.get_pool("p").pool_statistics is None
    assert client.get_task("asked", "t", select=["id", "stats"]).task_statistics is not None
    (task,) = client.list_tasks("asked", select=["id"], expand=["stats"])
    assert task.task_statistics is None
    (task,) = client.list_tasks("asked", expand=["stats"])
    assert task.task_statistics is not None
    (job,) = client.list_jobs(filter="id eq 'asked'", expand=["stats"])
    assert job.job_statistics is not None


def test_retries_add_up_in_the_task_and_tasks_in_the_job(client: BatchClient) -> None:
    run(client, "sum", burning("good"), burning("bad", code=1, retries=2))
    good, bad = task_stats(client, "sum", "good"), task_stats(client, "sum", "bad")
    assert bad.user_cpu_time > good.user_cpu_time * 1.5
    stats = client.get_job("sum", expand=["stats"]).job_statistics
    assert stats is not None
    assert (stats.succeeded_tasks_count, stats.failed_tasks_count, stats.task_retries_count) == (1, 1, 2)
    assert abs(stats.user_cpu_time - good.user_cpu_time - bad.user_cpu_time) < timedelta(microseconds=5)
    assert abs(stats.wall_clock_time - good.wall_clock_time - bad.wall_clock_time) < timedelta(microseconds=5)


def test_a_killed_process_counts_too(client: BatchClient) -> None:
    client.create_job(models.BatchJobCreateOptions(id="killed", pool_info=models.BatchPoolInfo(pool_id="p")))
    client.create_task(
        "killed", models.BatchTaskCreateOptions(id="t", command_line="/bin/sh -c 'while :; do :; done'")
    )
    until(lambda: client.get_task("killed", "t").state == "running", "it runs")
    client.terminate_task("killed", "t")
    until(lambda: task_stats(client, "killed", "t").wall_clock_time > NOTHING, "its run is counted")


def test_a_multi_instance_task_has_the_time_of_all_its_processes(client: BatchClient) -> None:
    client.create_pool(
        models.BatchPoolCreateOptions(
            id="mpi",
            vm_size="standard_d2s_v3",
            target_dedicated_nodes=2,
            enable_inter_node_communication=True,
            virtual_machine_configuration=models.VirtualMachineConfiguration(
                image_reference=models.BatchVmImageReference(
                    publisher="canonical", offer="ubuntu-24_04-lts", sku="server"
                ),
                node_agent_sku_id="batch.node.ubuntu 24.04",
            ),
        )
    )
    client.create_job(models.BatchJobCreateOptions(id="mpi", pool_info=models.BatchPoolInfo(pool_id="mpi")))
    client.create_task(
        "mpi",
        models.BatchTaskCreateOptions(
            id="t",
            command_line="/bin/true",
            multi_instance_settings=models.MultiInstanceSettings(
                number_of_instances=2, coordination_command_line=BURN.format(code=0)
            ),
        ),
    )
    client.wait_for_tasks("mpi", timeout=DEADLINE)
    assert client.get_task("mpi", "t").execution_info.exit_code == 0  # type: ignore[union-attr]  # it has run
    assert task_stats(client, "mpi", "t").user_cpu_time > NOTHING
    client.begin_delete_pool("mpi").result(timeout=DEADLINE)


def test_a_schedule_sums_its_jobs(client: BatchClient) -> None:
    client.create_job_schedule(
        models.BatchJobScheduleCreateOptions(
            id="s",
            schedule=models.BatchJobScheduleConfiguration(),
            job_specification=models.BatchJobSpecification(
                pool_info=models.BatchPoolInfo(pool_id="p"),
                job_manager_task=models.BatchJobManagerTask(id="manager", command_line=BURN.format(code=0)),
            ),
        )
    )

    def stats() -> models.BatchJobScheduleStatistics:
        found = client.get_job_schedule("s", expand=["stats"]).job_schedule_statistics
        assert found is not None
        return found

    until(lambda: stats().succeeded_tasks_count == 1, "its job is counted")
    assert stats().user_cpu_time > NOTHING
    (job,) = client.list_jobs_from_schedule("s", expand=["stats"])
    assert job.job_statistics is not None
    assert job.job_statistics.succeeded_tasks_count == 1
    assert [
        each.job_schedule_statistics is not None for each in client.list_job_schedules(expand=["stats"])
    ] == [True]
    client.begin_delete_job_schedule("s").result(timeout=DEADLINE)


def test_a_pool_shows_the_core_time_of_its_dedicated_nodes(client: BatchClient) -> None:
    pool = client.get_pool("p", expand=["stats"])
    stats = pool.pool_statistics
    assert stats is not None and stats.usage_statistics is not None
    (node,) = client.list_nodes("p")
    assert node.allocation_time is not None
    had = stats.usage_statistics.last_update_time - node.allocation_time
    assert abs(stats.usage_statistics.dedicated_core_time - 2 * had) < timedelta(microseconds=5)
    assert [each.id for each in client.list_pools(expand=["stats"]) if each.pool_statistics] == ["p"]


def test_statistics_outlive_a_restart_and_azure_batch_reads_them(tmp_path: Path) -> None:
    with BatchEmulator(in_process=True, data_dir=tmp_path) as emulator, emulator.get_client() as client:
        make_pool(client)
        run(client, "kept", burning("t"))
        before = task_stats(client, "kept", "t")
    with (
        BatchEmulator(in_process=True, data_dir=tmp_path) as emulator,
        emulator.get_client() as client,
        ReferenceClient(emulator.endpoint, emulator.credential) as reference,
    ):
        after = task_stats(client, "kept", "t")
        assert (after.user_cpu_time, after.wall_clock_time) == (before.user_cpu_time, before.wall_clock_time)
        theirs = reference.get_task("kept", "t", expand=["stats"]).task_statistics
        assert theirs is not None
        assert theirs.user_cpu_time == before.user_cpu_time
        job = reference.get_job("kept", expand=["stats"]).job_statistics
        assert job is not None
        assert job.succeeded_tasks_count == 1
