"""The samples run as they stand, on a local Batch service and on an account that the environment names."""

from __future__ import annotations

import asyncio
import importlib
import os
import re
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import pytest

from azure_batch_sdk import BatchClient
from azure_batch_sdk._generated.operations import OPERATIONS
from azure_batch_sdk.aio import BatchClient as AsyncBatchClient
from azure_batch_sdk.emulator import BatchEmulator

SAMPLES = Path(__file__).parent.parent / "samples"
EITHER_CLIENT = pytest.mark.parametrize("flags", [[], ["--async"]], ids=["sync", "async"])


def start(sample: str, flags: list[str], **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a sample as a user does, with nothing but these settings about Azure in the environment."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("AZURE_")}
    return subprocess.run(
        [sys.executable, "-W", "error", str(SAMPLES / f"{sample}.py"), *flags],
        env={**environment, **settings},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


def outcomes(output: str) -> dict[str, tuple[str, str, str]]:
    """Return exit code, node and first line of output by task."""
    lines = re.findall(r"^(\w+): exit code (\S+) on node (\S+)\n    (.*)$", output, re.M)
    return {task: (exit_code, node, said) for task, exit_code, node, said in lines}


@EITHER_CLIENT
def test_the_quickstart_runs_its_tasks_on_a_service_of_its_own(flags: list[str]) -> None:
    done = start("quickstart", flags)
    assert done.returncode == 0, done.stderr
    found = outcomes(done.stdout)
    assert sorted(found) == ["add", "greet", "where"]
    assert {exit_code for exit_code, _, _ in found.values()} == {"0"}
    assert all(node.startswith("tvmps_") for _, node, _ in found.values())
    assert found["add"][2] == "19 + 23 = 42"
    assert found["greet"][2].startswith("Hello from job quickstart-")
    assert not re.search(r"\.\.\.|Traceback|Warning", done.stderr)


@EITHER_CLIENT
def test_the_quickstart_runs_on_the_account_that_the_environment_names_and_leaves_nothing_there(
    flags: list[str],
) -> None:
    with BatchEmulator() as emulator, emulator.get_client() as client:
        done = start(
            "quickstart",
            flags,
            AZURE_BATCH_ENDPOINT=emulator.endpoint,
            AZURE_BATCH_ACCOUNT=emulator.account_name,
            AZURE_BATCH_KEY=emulator.account_key,
        )
        assert done.returncode == 0, done.stderr
        assert sorted(outcomes(done.stdout)) == ["add", "greet", "where"]
        assert list(client.list_pools()) == []
        assert list(client.list_jobs()) == []


@EITHER_CLIENT
def test_the_quickstart_says_what_is_wrong_with_a_key(flags: list[str]) -> None:
    with BatchEmulator() as emulator:
        done = start(
            "quickstart",
            flags,
            AZURE_BATCH_ENDPOINT=emulator.endpoint,
            AZURE_BATCH_ACCOUNT=emulator.account_name,
            AZURE_BATCH_KEY="AAAA",
        )
    assert done.returncode != 0
    assert "AuthenticationFailed" in done.stderr


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Any]]:
    """Import samples as modules, and forget them afterwards: their names are common words."""
    monkeypatch.syspath_prepend(str(SAMPLES))
    before = set(sys.modules)
    yield importlib.import_module
    for name in {path.stem for path in SAMPLES.glob("*.py")} - before:
        sys.modules.pop(name, None)


@EITHER_CLIENT
def test_the_quickstart_cleans_up_when_it_fails_half_way(
    flags: list[str], load: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    quickstart = load("quickstart")

    def fail(*_: object) -> None:
        raise RuntimeError("half way")

    monkeypatch.setattr(quickstart, "show", fail)
    with BatchEmulator(time_scale=10) as emulator, emulator.get_client() as client:

        async def run_async() -> None:
            async with emulator.get_async_client() as async_client:
                await quickstart.run_async(async_client, "broken")

        with pytest.raises(RuntimeError, match="half way"):
            if flags:
                asyncio.run(run_async())
            else:
                quickstart.run(client, "broken")
        assert list(client.list_pools()) == []
        assert list(client.list_jobs()) == []


FACTS = {
    "asynchronous --jobs 3": [
        r"-2: its first task says 'asynchronous-\w+-2 0', and 25 tasks succeeded",
        "3 jobs ran",
    ],
    "autoscale": [
        r"3 nodes by formula: \$TargetDedicatedNodes=3;",
        r"waits: \$TargetDedicatedNodes=2;.*taskcompletion",
        r"Line 1, Col 25: Undefined symbol: \$NoSuchVariable",
        "the pool keeps 3 nodes",
    ],
    "connecting": [r"runs on .*ubuntu-24_04-lts", r"application renderer: versions 1\.0, 1\.1"],
    "dependencies": [
        "ends: .*6.* sum, page$",
        "ran at most [12]$",
        "The sum of the squares is 91",
        "CannotFinish: TaskBlocked",
        "unpack depends on download, which ended with exit code 1",
        "Mended: unpack is completed, success",
    ],
    "errors": [
        r"^ResourceNotFoundError: \(JobNotFound\)",
        r"^ResourceExistsError: \(JobExists\)",
        r"^HttpResponseError: \(InvalidPropertyValue\)(.|\n)*PropertyName: priority",
        r"^ResourceModifiedError: \(ConditionNotMet\)",
        "^CreateTasksError: 1 task added, 1 task refused",
        "^AttributeError: .*did you mean 'command_line'",
        "^ValueError: ",
        r"^ClientAuthenticationError: \(AuthenticationFailed\)",
        "^ServiceRequestError: ",
        "in bad weather, all answered",
        r"^HttpResponseError: \(ServerBusy\)",
    ],
    "files": [
        r"written:\n  read: so much depends\n  read: upon\n  read: a red wheel\n  read: barrow\n",
        r"wd/words\.txt +8$",
        "It begins with b'finished'",
        r"Saved words\.txt: \['3', '1', '3', '1'\]",
        "Saved the outputs of the job: 4 files",
        "Once more: 4 of 4 were there",
        r"In the container, .*: \[b'3', b'1', b'3', b'1'\]",
    ],
    "jobs": [
        "^Retries of summer: 2$",
        "The job is disabled; autumn is active, spring is active, summer is active",
        "The job is active again, with priority 500",
        "spring: failure, exit code None",
        "summer: success, exit code 0",
        "The job is completed: the year is over",
        r"exit codes of preparation and release \(0, 0\)",
    ],
    "many_tasks --tasks 300": [
        r"Interrupted: (\d+) tasks were added, and the service has \1$",
        "The same call again: 300 results, 0 refused, 300 tasks there",
        "300 tasks completed, 300 succeeded, 0 failed",
    ],
    "multi_instance": [
        r"The primary knows 3 nodes: 127\.0\.0\.\d+ ",
        r"^subtask 1 ran on tvmps_\w+: completed, exit code 0\nsubtask 2 ran on tvmps_\w+: completed, exit code 0$",
    ],
    "nodes": [
        r"^tvmps_\w+ is idle at 10\.",
        "extension monitor: Succeeded",
        r"^ssh guest@127\.0\.0\.1 -p \d+$",
        "shared/answer has 3 bytes: 42",
        "The start task said: ready",
        "It has booted at .*, .*, ",
        "costs no more than its disk: deallocated",
        "it is offline, and its scheduling is disabled",
        "scheduling is disabled on the node",
        "^3 logs go to ",
    ],
    "pools": [
        r"(^tvmps_\w+ is (idle|running), its start task ended with 0\n){2}",
        "Updated: {'team': 'film'} and the start task stays",
        "Replaced: {'team': 'games'} start task None",
        r"Resized \(Succeeded\): 3 nodes, steady",
        r"Removed one: 2 nodes, of these [0-2] idle",
        "A task has begun",
        r"Stopped a resize to 0: [12] nodes, \['ResizeStopped'\]",
        r"Pools by this name: {'pools-\w+': 0}",
        r"Is it still there\? False",
    ],
    "schedules": [
        r"^\d jobs\. This is (schedules-\w+):job-\d, .*priority 5\nThe schedule is active, its last job \1:job-\d",
        "The schedule is disabled",
        r"jobs\. This is schedules-\w+:job-\d, .*priority 7\n",
        "The schedule is completed",
        r"Is it still there\? False",
    ],
    "trouble": [
        r"WaitTimeout: [0-2] of 3 completed",
        r"TasksFailed: 2 of 3 tasks (.|\n)*renderr: not found(.|\n)*endless: .*\(TaskEnded\)",
        "Task 'missing' of .* is completed and has failed",
        "longer than its max_wall_clock_time",
        "The shy task ended with 0 after 1 retry",
        r"CannotFinish: StartTaskFailed(.|\n)*apt-gett: not found",
        r"CannotFinish: NoNodes(.|\n)*the pool has no nodes",
    ],
}
"""What a sample must have printed, by its command line."""


@pytest.mark.parametrize("command", FACTS)
def test_a_sample_runs_on_a_service_of_its_own_and_prints_what_happened(command: str) -> None:
    sample, *flags = command.split()
    done = start(sample, flags)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not re.search(r"\.\.\.|Traceback|Warning", done.stderr)
    for fact in FACTS[command]:
        assert re.search(fact, done.stdout, re.M), f"{fact!r} is not in:\n{done.stdout}"


def test_every_sample_is_tested_and_described() -> None:
    programs = {path.stem for path in SAMPLES.glob("*.py") if "__main__" in path.read_text(encoding="utf-8")}
    assert programs == {command.split()[0] for command in FACTS} | {"quickstart"}
    described = re.findall(r"\[(\w+)\.py\]\(\1\.py\)", (SAMPLES / "README.md").read_text(encoding="utf-8"))
    assert sorted(described) == sorted(path.stem for path in SAMPLES.glob("*.py"))


def test_together_the_samples_show_every_operation() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in SAMPLES.glob("*.py"))
    assert [name for name in OPERATIONS if not re.search(rf"client\.{name}\(", text)] == []


@pytest.mark.parametrize("sample", sorted({command.split()[0] for command in FACTS}))
def test_a_sample_says_what_it_is_for(
    sample: str,
    load: Callable[[str], Any],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    program = load(sample)
    monkeypatch.setattr(sys, "argv", [sample, "--help"])
    with pytest.raises(SystemExit, match=r"^0$"):
        program.main()
    first_line = program.__doc__.partition("\n")[0]
    assert first_line in " ".join(capsys.readouterr().out.split())


HALF_WAY = {
    "asynchronous": "as_completed",
    "autoscale": "evaluate_pool_auto_scale",
    "dependencies": "explain",
    "errors": "create_tasks",
    "files": "save_task_file",
    "jobs": "begin_enable_job",
    "many_tasks": "as_completed",
    "multi_instance": "list_subtasks",
    "nodes": "list_node_files",
    "pools": "begin_remove_nodes",
    "schedules": "disable_job_schedule",
    "trouble": "explain",
}
"""A method of the client that a sample calls when it has made everything that it must delete."""


@pytest.mark.parametrize("sample", HALF_WAY)
def test_a_sample_that_fails_half_way_leaves_nothing_behind(
    sample: str, load: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("half way")

    with BatchEmulator(time_scale=30) as emulator, emulator.get_client() as client:

        @contextmanager
        def connect(**_: object) -> Iterator[BatchClient]:
            yield client

        @asynccontextmanager
        async def connect_async() -> AsyncIterator[AsyncBatchClient]:
            async with emulator.get_async_client() as async_client:
                yield async_client

        connecting = load("connecting")
        monkeypatch.setattr(connecting, "connect", connect)
        monkeypatch.setattr(connecting, "connect_async", connect_async)
        program = load(sample)
        for kind in (BatchClient, AsyncBatchClient):
            monkeypatch.setattr(kind, HALF_WAY[sample], fail)
        monkeypatch.setattr(sys, "argv", [sample])
        with pytest.raises((RuntimeError, SystemExit), match="half way"):
            program.main()
        assert list(client.list_pools()) == []
        assert list(client.list_jobs()) == []
        assert list(client.list_job_schedules()) == []


def test_a_sample_with_a_wrong_outcome_ends_with_an_error(
    load: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    connecting = load("connecting")
    monkeypatch.setattr(connecting, "NODE_AGENT", "batch.node.no-such-system")
    monkeypatch.setattr(sys, "argv", ["connecting"])
    with pytest.raises(SystemExit, match="no image fits"):
        connecting.main()


def test_files_that_nodes_in_azure_could_not_reach_are_refused_at_once(
    load: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AZURE_BATCH_ENDPOINT", "https://account.region.batch.azure.com")
    monkeypatch.delenv("AZURE_STORAGE_CONTAINER_URL", raising=False)
    with pytest.raises(SystemExit, match="set AZURE_STORAGE_CONTAINER_URL"):
        load("storage").container().__enter__()


def test_the_guide_installs_what_make_installs_for_the_quickstart() -> None:
    root = SAMPLES.parent
    installed = re.search(r"\$\(INSTALL\) ('\.\[emulator\S*\]')", (root / "Makefile").read_text())
    assert installed is not None
    assert f"pip install {installed[1]}\n" in (root / "docs" / "quickstart.md").read_text()
