"""However an emulator ends, no process of a task and no temporary folder is left behind."""

from __future__ import annotations

import asyncio
import base64
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest
from azure.core.credentials import AzureNamedKeyCredential

from azure_batch_sdk import BatchClient
from azure_batch_sdk.emulator import BatchEmulator
from azure_batch_sdk.emulator.wire.faults import FaultSpec, parse_faults
from azure_batch_sdk.models import (
    BatchJobCreateOptions,
    BatchJobManagerTask,
    BatchJobPreparationTask,
    BatchJobReleaseTask,
    BatchPoolCreateOptions,
    BatchPoolInfo,
    BatchStartTask,
    BatchTaskCreateOptions,
    BatchVmImageReference,
    MultiInstanceSettings,
    VirtualMachineConfiguration,
)

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="processes outside the task's group are found on Linux only"
)

ROOT = Path(__file__).parents[2]
KEY = base64.b64encode(bytes(range(64))).decode()
DEADLINE_SECONDS = 60.0
MANY = 40

Program = subprocess.Popen[str]

DAEMON = """
import os, sys, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        for descriptor in range(3):
            os.close(descriptor)
        open(sys.argv[1], "w").close()
        time.sleep(600)
    os._exit(0)
os.wait()
time.sleep(600)
"""
"""A task with a process that has gone as far away from it as it can."""

HOST = """
import os, signal, sys
from azure_batch_sdk.emulator import BatchEmulator
account, key, in_process = sys.argv[1:]
with BatchEmulator(account=account, key=key, time_scale=20, in_process=in_process == "True") as emulator:
    print(emulator.endpoint, flush=True)
    exec(sys.stdin.readline())
"""


def wait_until(condition: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, f"still not so: {what}"
        time.sleep(0.02)


class Scene:
    """An account whose tasks of every kind are running, and a folder for what they say."""

    def __init__(self, folder: Path, temporary: Path | None = None) -> None:
        self.account = f"left{os.urandom(8).hex()}"
        self.folder = folder
        self.temporary = temporary or folder / "temporary"
        self.temporary.mkdir(exist_ok=True)
        self.environment = {**os.environ, "TMPDIR": str(self.temporary), "PYTHONPATH": str(ROOT)}
        self._said = folder / "said"
        self._said.mkdir()
        self._expected: list[str] = []

    def host(self, *, in_process: bool = False) -> AbstractContextManager[Program]:
        """Start a program with an emulator; it does what it reads, and then leaves the block."""
        return self.start(sys.executable, "-c", HOST, self.account, KEY, str(in_process))

    def command(self, *arguments: str) -> AbstractContextManager[Program]:
        """Start the emulator as a command."""
        return self.start(*self.command_line(), *arguments)

    def command_line(self) -> list[str]:
        program = [sys.executable, "-m", "azure_batch_sdk.emulator"]
        return [*program, "--account", self.account, "--key", KEY, "--time-scale", "20"]

    @contextmanager
    def start(self, *command: str) -> Iterator[Program]:
        """Start a program with pipes, away from our terminal; at the end its input ends, and it is waited for."""
        with subprocess.Popen(
            command,
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        ) as process:
            try:
                yield process
            except BaseException:
                process.kill()
                raise

    def fill(self, endpoint: str) -> None:
        """Run tasks of every kind and wait until all of them run."""
        (self.folder / "daemon.py").write_text(DAEMON, encoding="utf-8")
        with BatchClient(endpoint, AzureNamedKeyCredential(self.account, KEY)) as client:
            self._fill(client)
        for name in self._expected:
            wait_until((self._said / name).exists, f"{name} runs")

    def processes(self) -> list[psutil.Process]:
        """Return the processes of this account's tasks, wherever they have gone."""
        return [process for process in psutil.process_iter() if self._is_ours(process)]

    def temporary_folders(self) -> list[str]:
        return [path.name for path in self.temporary.glob("azure-batch-emulator-*")]

    def assert_nothing_is_left(self) -> None:
        wait_until(lambda: not self.processes(), "no process is left")
        wait_until(lambda: not self.temporary_folders(), "no folder is left")

    def kill_everything(self) -> None:
        """What a failed test may have left."""
        for process in self.processes():
            process.kill()

    def _is_ours(self, process: psutil.Process) -> bool:
        try:
            return (
                process.status() != psutil.STATUS_ZOMBIE
                and process.environ().get("AZ_BATCH_ACCOUNT_NAME") == self.account
            )
        except psutil.Error:
            return False

    def _says(self, name: str) -> str:
        self._expected.append(name)
        return f"touch {self._said / name}"

    def _shell(self, name: str, before: str = "", last: str = "exec sleep 600") -> str:
        """Return a command line that does something, says that it is so far, and goes on."""
        return f"/bin/sh -c '{before} {self._says(name)}; {last}'"

    def _fill(self, client: BatchClient) -> None:
        make_pool(client, "p", 3)
        make_pool(client, "starting", 1, start_task=BatchStartTask(command_line=self._shell("start-task")))
        daemon = self._said / "daemon"
        self._expected.append(daemon.name)
        for task_id, command_line in (
            ("plain", self._shell("plain")),
            ("deaf", self._shell("deaf", 'trap "" TERM INT HUP QUIT;', "sleep 600; :")),
            ("stopped", self._shell("stopped", last="kill -STOP $$")),
            ("many", self._shell("many", f"for n in $(seq {MANY}); do sleep 600 & done;", "wait")),
            ("orphan", self._shell("orphan", "(setsid nohup sleep 600 &);")),
            ("daemon", f"{sys.executable} {self.folder / 'daemon.py'} {daemon}"),
        ):
            make_job(client, f"job-{task_id}", "p")
            client.create_task(
                f"job-{task_id}", BatchTaskCreateOptions(id=task_id, command_line=command_line)
            )
        preparation = BatchJobPreparationTask(command_line=self._shell("preparation"))
        make_job(client, "prepared", "p", job_preparation_task=preparation)
        client.create_task("prepared", BatchTaskCreateOptions(id="t", command_line="true"))
        manager = BatchJobManagerTask(id="manager", command_line=self._shell("manager"), run_exclusive=False)
        make_job(client, "managed", "p", job_manager_task=manager)
        make_pool(client, "parallel", 2, enable_inter_node_communication=True)
        make_job(client, "parallel", "parallel")
        client.create_task(
            "parallel",
            BatchTaskCreateOptions(
                id="mpi",
                command_line=self._shell("primary"),
                multi_instance_settings=MultiInstanceSettings(
                    number_of_instances=2,
                    coordination_command_line=self._shell("coordination", "setsid sleep 600 &", ":"),
                ),
            ),
        )
        make_job(
            client,
            "released",
            "p",
            job_preparation_task=BatchJobPreparationTask(command_line="true"),
            job_release_task=BatchJobReleaseTask(command_line=self._shell("release")),
        )
        client.create_task("released", BatchTaskCreateOptions(id="t", command_line="true"))
        client.wait_for_tasks("released", timeout=DEADLINE_SECONDS, polling_interval=0.1)
        client.begin_terminate_job("released", polling=False)


def make_pool(client: BatchClient, pool_id: str, nodes: int, **members: Any) -> None:
    client.create_pool(
        BatchPoolCreateOptions(
            id=pool_id,
            vm_size="STANDARD_D2S_V3",
            target_dedicated_nodes=nodes,
            task_slots_per_node=1 if "enable_inter_node_communication" in members else 8,
            virtual_machine_configuration=VirtualMachineConfiguration(
                image_reference=BatchVmImageReference(
                    publisher="canonical", offer="ubuntu-24_04-lts", sku="server"
                ),
                node_agent_sku_id="batch.node.ubuntu 24.04",
            ),
            **members,
        )
    )


def make_job(client: BatchClient, job_id: str, pool_id: str, **members: Any) -> None:
    client.create_job(BatchJobCreateOptions(id=job_id, pool_info=BatchPoolInfo(pool_id=pool_id), **members))


def endpoint_of(process: Program) -> str:
    """Read where an emulator listens, from what a program or the command prints first."""
    assert process.stdout is not None
    line = process.stdout.readline()
    assert "http://" in line, line
    return "http://" + line.split("http://")[1].strip().strip("'")


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    scene = Scene(tmp_path)
    yield scene
    scene.kill_everything()


Ending = Callable[[Program], object]


def say(line: str) -> Ending:
    """End a program by what it does itself."""

    def end(process: Program) -> None:
        assert process.stdin is not None
        print(line, file=process.stdin, flush=True)

    return end


def send(*numbers: signal.Signals) -> Ending:
    """End a program as a terminal or a process manager does, again if that is not fast enough for them."""

    def end(process: Program) -> None:
        for number in numbers:
            time.sleep(0.02)  # equal signals at the same moment are one
            try:
                os.killpg(process.pid, number)
            except ProcessLookupError:
                return

    return end


@pytest.mark.parametrize(
    ("end", "code"),
    [
        pytest.param(say("pass"), 0, id="the block ends"),
        pytest.param(say("raise KeyError"), 1, id="an exception"),
        pytest.param(say("sys.exit(3)"), 3, id="sys.exit"),
        pytest.param(say("os._exit(3)"), 3, id="os._exit"),
        pytest.param(send(signal.SIGINT), -signal.SIGINT, id="Ctrl-C"),
        pytest.param(send(signal.SIGTERM), -signal.SIGTERM, id="SIGTERM"),
        pytest.param(send(signal.SIGHUP), -signal.SIGHUP, id="closed terminal"),
        pytest.param(send(signal.SIGKILL), -signal.SIGKILL, id="kill -9"),
    ],
)
def test_nothing_is_left_of_an_emulator_in_a_program(scene: Scene, end: Ending, code: int) -> None:
    with scene.host() as process:
        scene.fill(endpoint_of(process))
        assert len(scene.processes()) > MANY
        end(process)
        process.communicate(timeout=DEADLINE_SECONDS)
    assert process.returncode == code
    scene.assert_nothing_is_left()


@pytest.mark.parametrize(
    ("end", "code"),
    [
        pytest.param(say("pass"), 0, id="the block ends"),
        pytest.param(say("raise KeyError"), 1, id="an exception"),
        pytest.param(send(signal.SIGINT), -signal.SIGINT, id="Ctrl-C"),
    ],
)
def test_nothing_is_left_of_an_emulator_in_a_thread(scene: Scene, end: Ending, code: int) -> None:
    with scene.host(in_process=True) as process:
        scene.fill(endpoint_of(process))
        end(process)
        process.communicate(timeout=DEADLINE_SECONDS)
    assert process.returncode == code
    scene.assert_nothing_is_left()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("keeps", [False, True], ids=["forgets", "with a data folder"])
def test_nothing_is_left_of_an_emulator_that_is_a_command(
    scene: Scene, number: signal.Signals, keeps: bool
) -> None:
    with scene.command(*(["--data-dir", str(scene.folder / "data")] if keeps else [])) as process:
        scene.fill(endpoint_of(process))
        send(number)(process)
        _, errors = process.communicate(timeout=DEADLINE_SECONDS)
    assert (process.returncode, errors) == (0, "")
    scene.assert_nothing_is_left()


@pytest.mark.parametrize(
    "end",
    [
        pytest.param(send(signal.SIGINT, signal.SIGINT, signal.SIGINT), id="Ctrl-C again and again"),
        pytest.param(send(signal.SIGINT, signal.SIGTERM, signal.SIGTERM), id="Ctrl-C, then SIGTERM"),
    ],
)
def test_impatience_leaves_nothing_either(scene: Scene, end: Ending) -> None:
    with scene.command() as process:
        scene.fill(endpoint_of(process))
        end(process)
        process.communicate(timeout=DEADLINE_SECONDS)
    scene.assert_nothing_is_left()


def test_a_command_under_nohup_survives_its_terminal(scene: Scene) -> None:
    with scene.start("nohup", *scene.command_line()) as process:
        endpoint = endpoint_of(process)
        process.send_signal(signal.SIGHUP)
        with BatchClient(endpoint, AzureNamedKeyCredential(scene.account, KEY)) as client:
            assert list(client.list_pools()) == []
        process.terminate()
        process.communicate(timeout=DEADLINE_SECONDS)
    assert process.returncode == 0
    scene.assert_nothing_is_left()


def test_an_emulator_ends_with_its_program_though_a_fork_of_it_lives_on(scene: Scene) -> None:
    fork = "(child := os.fork()) or (signal.alarm(600), signal.pause()); print(child, flush=True); signal.pause()"
    with scene.host() as process:
        scene.fill(endpoint_of(process))
        say(fork)(process)
        assert process.stdout is not None
        child = psutil.Process(int(process.stdout.readline()))
        process.kill()
        scene.assert_nothing_is_left()
        assert child.is_running()
        child.kill()


@pytest.mark.parametrize("kind", ["command", "thread"])
def test_the_next_emulator_clears_up_after_a_killed_one_and_leaves_those_that_live_alone(
    scene: Scene, tmp_path: Path, kind: str
) -> None:
    (tmp_path / "neighbour").mkdir()
    neighbour = Scene(tmp_path / "neighbour", temporary=scene.temporary)
    foreign = scene.temporary / "azure-batch-emulator-of-somebody"
    foreign.mkdir()
    with neighbour.host() as living:
        neighbour.fill(endpoint_of(living))
        theirs = {process.pid for process in neighbour.processes()}
        [their_folder] = set(scene.temporary_folders()) - {foreign.name}
        with scene.command() if kind == "command" else scene.host(in_process=True) as killed:
            scene.fill(endpoint_of(killed))
            killed.kill()
            killed.communicate(timeout=DEADLINE_SECONDS)
        assert len(scene.processes()) > MANY
        assert len(scene.temporary_folders()) == 3
        with scene.host() as following:
            endpoint_of(following)
            assert scene.processes() == []
            assert len(scene.temporary_folders()) == 3
        assert set(scene.temporary_folders()) == {foreign.name, their_folder}
        assert {process.pid for process in neighbour.processes()} >= theirs
    foreign.rmdir()
    neighbour.assert_nothing_is_left()


def test_an_entry_that_is_cancelled_leaves_no_emulator(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)

    async def program() -> None:
        async def enter() -> None:
            async with BatchEmulator():
                raise AssertionError("it has been entered")

        entering = asyncio.create_task(enter())
        while not psutil.Process().children():
            await asyncio.sleep(0.005)
        entering.cancel()
        with pytest.raises(asyncio.CancelledError):
            await entering

    asyncio.run(program())
    assert psutil.Process().children() == []
    assert list(tmp_path.iterdir()) == []


def test_a_thread_that_is_too_slow_to_start_ends_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("azure_batch_sdk.emulator.library._START_SECONDS", 0.0)
    given_up = threading.Event()

    def slowly(texts: Sequence[str]) -> FaultSpec:
        given_up.wait(DEADLINE_SECONDS)
        return parse_faults(texts)

    monkeypatch.setattr("azure_batch_sdk.emulator.emulation.parse_faults", slowly)
    with pytest.raises(RuntimeError, match="did not start: TimeoutError"):
        BatchEmulator(in_process=True).__enter__()
    given_up.set()
    for thread in threading.enumerate():
        if thread.name == "azure-batch-emulator":
            thread.join(DEADLINE_SECONDS)
            assert not thread.is_alive()
    assert list(tmp_path.iterdir()) == []


def test_directories_that_a_task_has_protected_go_too(scene: Scene) -> None:
    probe = scene.folder / "probe"
    probe.mkdir(mode=0o500)
    if os.access(probe, os.W_OK):
        pytest.skip("this user may delete what is write-protected")
    with scene.host() as process:
        with BatchClient(endpoint_of(process), AzureNamedKeyCredential(scene.account, KEY)) as client:
            make_pool(client, "p", 1)
            make_job(client, "j", "p")
            protect = "/bin/sh -c 'mkdir -p a/b; touch a/b/c; chmod 500 a/b a'"
            client.create_task("j", BatchTaskCreateOptions(id="t", command_line=protect))
            client.wait_for_tasks("j", timeout=DEADLINE_SECONDS)
        say("pass")(process)
    scene.assert_nothing_is_left()
