"""Emulators side by side, with the same names in each: none sees, stops or spoils anything of another."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from azure.core.exceptions import ResourceNotFoundError

from azure_batch_sdk import BatchClient
from azure_batch_sdk.emulator import BatchEmulator
from azure_batch_sdk.models import (
    BatchJobCreateOptions,
    BatchPoolCreateOptions,
    BatchPoolInfo,
    BatchTaskCreateOptions,
    BatchVmImageReference,
    VirtualMachineConfiguration,
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it looks for processes in /proc")

ROOT = Path(__file__).parents[2]
DEADLINE_SECONDS = 60.0
OTHER_PROGRAM = (
    "import sys; from azure_batch_sdk.emulator import BatchEmulator; BatchEmulator(sys.argv[1]).__enter__()"
)


def wait_until(condition: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, f"still not so: {what}"
        time.sleep(0.02)


def run(client: BatchClient, command_line: str) -> None:
    """Run a task, under the names that every emulator here has."""
    client.create_pool(
        BatchPoolCreateOptions(
            id="pool",
            vm_size="STANDARD_D2S_V3",
            target_dedicated_nodes=1,
            virtual_machine_configuration=VirtualMachineConfiguration(
                image_reference=BatchVmImageReference(
                    publisher="canonical", offer="ubuntu-24_04-lts", sku="server"
                ),
                node_agent_sku_id="batch.node.ubuntu 24.04",
            ),
        )
    )
    client.create_job(BatchJobCreateOptions(id="job", pool_info=BatchPoolInfo(pool_id="pool")))
    client.create_task("job", BatchTaskCreateOptions(id="task", command_line=command_line))


def state(client: BatchClient) -> str | None:
    return client.get_task("job", "task").state


def output(client: BatchClient) -> str:
    return b"".join(client.download_task_file("job", "task", "stdout.txt")).decode().strip()


def wait_until_it_says(client: BatchClient, words: int) -> None:
    wait_until(lambda: state(client) == "running", "the task runs")

    def has_said() -> bool:
        # A task that runs has its files a moment later.
        with suppress(ResourceNotFoundError):
            return len(output(client).split()) == words
        return False

    wait_until(has_said, "it has written")


def is_gone(process: Path) -> bool:
    try:
        return "zombie" in (process / "status").read_text()
    except OSError:
        return True


@pytest.mark.parametrize("kinds", [(False, False), (True, True), (True, False)], ids=str)
def test_each_runs_its_own_tasks_and_ends_without_the_others(kinds: tuple[bool, ...]) -> None:
    with ExitStack() as outer, ExitStack() as inner:
        emulators = [
            stack.enter_context(BatchEmulator(in_process=in_process, time_scale=20))
            for stack, in_process in zip((outer, inner), kinds, strict=True)
        ]
        assert len({emulator.endpoint for emulator in emulators}) == 2
        assert len({emulator.account_key for emulator in emulators}) == 2
        stays, goes = (outer.enter_context(emulator.get_client()) for emulator in emulators)
        for name, client in (("stays", stays), ("goes", goes)):
            # The process also leaves its group: then only its marker tells whose it is.
            run(
                client,
                f"/bin/sh -c 'echo {name}; (setsid sleep 600 & echo $!); while ! test -e go; do sleep 0.05; done'",
            )
        for name, client in (("stays", stays), ("goes", goes)):
            wait_until_it_says(client, 2)
            assert output(client).split()[0] == name
        child = Path("/proc") / output(stays).split()[1]
        other = Path("/proc") / output(goes).split()[1]
        assert not is_gone(child)
        goes.close()
        inner.close()
        wait_until(lambda: is_gone(other), "it is gone")
        assert not is_gone(child)
        assert state(stays) == "running"
        stays.terminate_task("job", "task")
        wait_until(lambda: is_gone(child), "it is gone")


@pytest.mark.parametrize("in_process", [False, True], ids=["child process", "thread"])
@pytest.mark.parametrize("second", ["same program", "thread", "another program", "command"])
def test_a_second_emulator_for_a_data_folder_is_refused_and_changes_nothing(
    tmp_path: Path, in_process: bool, second: str
) -> None:
    folder = tmp_path / "data"
    refusal = f"{folder} is in use by another emulator; stop it or take another folder"
    with (
        BatchEmulator(folder, in_process=in_process, time_scale=20) as first,
        first.get_client() as client,
    ):
        run(client, "/bin/sh -c 'echo $$; exec sleep 600'")
        wait_until_it_says(client, 1)
        if second in {"same program", "thread"}:
            with pytest.raises(RuntimeError) as caught:
                BatchEmulator(folder, in_process=second == "thread").__enter__()
            assert refusal in str(caught.value)
        else:
            command = (
                ["-c", OTHER_PROGRAM, str(folder)]
                if second == "another program"
                else ["-m", "azure_batch_sdk.emulator", "--data-dir", str(folder)]
            )
            done = subprocess.run(
                [sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False
            )
            assert done.returncode == 1
            assert refusal in done.stderr
            assert second != "command" or "Traceback" not in done.stderr
        assert state(client) == "running"
        assert not is_gone(Path("/proc") / output(client))
    with BatchEmulator(folder, in_process=in_process) as again, again.get_client() as client:
        assert [job.id for job in client.list_jobs()] == ["job"]
