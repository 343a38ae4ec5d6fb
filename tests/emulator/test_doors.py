"""The doors of the emulator: the context manager and the command."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import shlex
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psutil
import pytest

from azure_batch_sdk.emulator import BatchEmulator
from azure_batch_sdk.emulator.command import main

from .signed_http import Answer, SignedHttp

KEY = base64.b64encode(bytes(range(64))).decode()
DEADLINE_SECONDS = 30.0
ROOT = Path(__file__).parents[2]


def wait_until(condition: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, f"still not so: {what}"
        time.sleep(0.02)


def listens(endpoint: str) -> bool:
    address = urlsplit(endpoint)
    try:
        socket.create_connection((address.hostname or "", address.port or 0), timeout=5).close()
    except ConnectionError:
        return False
    return True


def ask(emulator: BatchEmulator, method: str = "GET", target: str = "/pools", body: Any = None) -> Answer:
    return SignedHttp(emulator.endpoint, emulator.account_name, emulator.account_key).send(
        method, target, body
    )


def emulator_processes() -> list[psutil.Process]:
    return [child for child in psutil.Process().children() if "emulator.child" in " ".join(child.cmdline())]


@pytest.fixture(params=[False, True], ids=["child process", "thread"])
def in_process(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def test_an_emulator_listens_inside_the_block_and_not_outside(in_process: bool) -> None:
    with BatchEmulator(in_process=in_process) as emulator:
        endpoint = emulator.endpoint
        assert urlsplit(endpoint).hostname == "127.0.0.1"
        assert emulator.account_name == "batchemulator"
        assert len(base64.b64decode(emulator.account_key)) == 64
        assert ask(emulator).json["value"] == []
        assert len(emulator_processes()) == (0 if in_process else 1)
    assert not listens(endpoint)
    assert emulator_processes() == []
    with pytest.raises(RuntimeError, match="inside `with BatchEmulator"):
        _ = emulator.endpoint


def test_an_emulator_works_in_async_programs(in_process: bool) -> None:
    async def program() -> None:
        async with BatchEmulator(in_process=in_process) as emulator:
            answer = await asyncio.to_thread(ask, emulator)
            assert answer.status == 200

    asyncio.run(program())


def test_clients_come_ready_to_use(in_process: bool) -> None:
    async def look(emulator: BatchEmulator) -> bool:
        async with emulator.get_async_client() as client:
            return await client.pool_exists("no-such-pool")

    with BatchEmulator(in_process=in_process) as emulator, emulator.get_client() as client:
        assert list(client.list_jobs()) == []
        assert asyncio.run(look(emulator)) is False


def test_importing_the_door_does_not_import_the_server() -> None:
    program = "import sys, azure_batch_sdk.emulator; print([name for name in sys.modules if name in {'aiohttp', 'sqlite3'}])"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_without_aiohttp_the_door_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("azure_batch_sdk.emulator.options.find_spec", {"fcntl": "is there"}.get)
    with pytest.raises(ImportError, match=r"pip install 'azure-batch-sdk\[emulator\]'"):
        BatchEmulator().__enter__()


def test_account_and_key_can_be_chosen(in_process: bool) -> None:
    with BatchEmulator(account="myaccount", key=KEY, in_process=in_process) as emulator:
        assert (emulator.account_name, emulator.account_key) == ("myaccount", KEY)
        assert (emulator.credential.named_key.name, emulator.credential.named_key.key) == ("myaccount", KEY)
        assert SignedHttp(emulator.endpoint, "myaccount", KEY).send("GET", "/pools").status == 200
        other = SignedHttp(emulator.endpoint, "batchemulator", KEY).send("GET", "/pools")
        assert other.error == (403, "AuthenticationFailed")


def test_a_data_folder_keeps_state_and_key(tmp_path: Path, in_process: bool) -> None:
    emulator = BatchEmulator(tmp_path / "data", in_process=in_process)
    with emulator:
        key = emulator.account_key
        assert ask(emulator, "POST", "/jobs", {"id": "kept", "poolInfo": {"poolId": "p"}}).status == 201
    with emulator:
        assert emulator.account_key == key
        assert ask(emulator, "GET", "/jobs/kept").json["id"] == "kept"
    key_file = tmp_path / "data" / "account-key"
    assert key_file.read_text().strip() == key
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600


def test_without_a_data_folder_everything_is_forgotten(in_process: bool) -> None:
    emulator = BatchEmulator(in_process=in_process)
    with emulator:
        first_key = emulator.account_key
        ask(emulator, "POST", "/jobs", {"id": "lost", "poolInfo": {"poolId": "p"}})
    with emulator:
        assert emulator.account_key != first_key
        assert ask(emulator, "GET", "/jobs/lost").error == (404, "JobNotFound")


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({"account": "Not Allowed"}, "3 to 24 lower-case letters and digits"),
        ({"key": "?"}, "not base64"),
        ({"time_scale": 0.0}, "time_scale must be above 0"),
        ({"time_scale": float("nan")}, "time_scale must be above 0"),
        ({"port": 70_000}, "the port must be from 0"),
        ({"data_dir": ""}, "data_dir is empty"),
        ({"applications": ""}, "applications is empty"),
        ({"faults": ("418=0.5",)}, "cannot understand the fault '418=0.5'"),
        ({"faults": ("429=2",)}, "from 0 to 1"),
        ({"faults": ("429=0.6", "503=0.6")}, "more than 1"),
        ({"faults": ("latency=2..1",)}, "run backwards"),
    ],
)
def test_options_that_cannot_work_are_refused_at_once(options: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        BatchEmulator(**options)


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({"account": 7}, "account must be str, not int: 7"),
        ({"port": "80"}, "port must be int, not str: '80'"),
        ({"time_scale": "fast"}, "time_scale must be int or float, not str: 'fast'"),
        ({"time_scale": True}, "time_scale must be int or float, not bool"),
        ({"spot_lifetime": "P1D"}, "spot_lifetime must be int or float"),
    ],
)
def test_options_of_another_type_are_refused_by_name(options: dict[str, Any], complaint: str) -> None:
    with pytest.raises(TypeError, match=complaint):
        BatchEmulator(**options)


def test_a_used_port_is_told(in_process: bool) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(RuntimeError, match=f"did not start.*127.0.0.1:{port}"):
            BatchEmulator(port=port, in_process=in_process).__enter__()
    assert emulator_processes() == []


def test_a_python_that_cannot_be_started_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    with pytest.raises(RuntimeError, match=r"the emulator did not start: .*/no/such/python"):
        BatchEmulator().__enter__()


def test_a_used_data_folder_is_told(tmp_path: Path, in_process: bool) -> None:
    with (
        BatchEmulator(tmp_path, in_process=in_process),
        pytest.raises(RuntimeError, match="did not start"),
        BatchEmulator(tmp_path, in_process=in_process),
    ):
        raise AssertionError("two emulators have one data folder")


def test_an_emulator_cannot_be_entered_twice() -> None:
    with BatchEmulator(in_process=True) as emulator, pytest.raises(RuntimeError, match="running already"):
        emulator.__enter__()


def test_the_death_of_the_process_is_noticed() -> None:
    with pytest.raises(RuntimeError, match="ended by itself with exit code -9"), BatchEmulator() as emulator:
        [process] = emulator_processes()
        process.kill()
        wait_until(lambda: is_noticed_as_dead(emulator), "the death is noticed")
        with pytest.raises(RuntimeError, match="ended by itself with exit code -9"):
            emulator.get_client()


def test_a_killed_emulator_leaves_neither_tasks_nor_temporary_files(tmp_path: Path) -> None:
    pool = {
        "id": "p",
        "vmSize": "standard_d1_v2",
        "targetDedicatedNodes": 1,
        "virtualMachineConfiguration": {
            "imageReference": {"publisher": "p", "offer": "o", "sku": "s"},
            "nodeAgentSKUId": "batch.node.ubuntu 22.04",
        },
    }
    said = tmp_path / "said"
    command = f"/bin/sh -c 'echo $$ $AZ_BATCH_NODE_ROOT_DIR > {said}.new; mv {said}.new {said}; sleep 300'"
    with pytest.raises(RuntimeError, match="ended by itself"), BatchEmulator() as emulator:
        for target, body in (
            ("/pools", pool),
            ("/jobs", {"id": "j", "poolInfo": {"poolId": "p"}}),
            ("/jobs/j/tasks", {"id": "t", "commandLine": command}),
        ):
            assert ask(emulator, "POST", target, body).status == 201
        wait_until(said.exists, "the task runs")
        [process] = emulator_processes()
        process.kill()
        wait_until(lambda: is_noticed_as_dead(emulator), "the death is noticed")
    pid, root = said.read_text().split()
    wait_until(lambda: not is_running(int(pid)), "the task is gone")
    assert not Path(root).exists()


def is_running(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def is_noticed_as_dead(emulator: BatchEmulator) -> bool:
    try:
        return not emulator.endpoint
    except RuntimeError:
        return True


def test_the_death_of_the_process_does_not_hide_what_the_program_raised() -> None:
    with pytest.raises(KeyError, match="own"), BatchEmulator():
        [process] = emulator_processes()
        process.kill()
        wait_until(lambda: process.status() == psutil.STATUS_ZOMBIE, "it is dead")
        raise KeyError("own")


def test_the_emulator_ends_when_its_program_is_killed() -> None:
    program = (
        "import sys; from azure_batch_sdk.emulator import BatchEmulator\n"
        "with BatchEmulator() as emulator:\n"
        "    print(emulator.endpoint, flush=True)\n"
        "    sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        endpoint = parent.stdout.readline().strip()
        [child] = psutil.Process(parent.pid).children()
        assert listens(endpoint)
        parent.kill()
        parent.wait()
    wait_until(lambda: not listens(endpoint), "the port is free")
    wait_until(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE, "the child is gone")


def test_ctrl_c_reaches_the_program_and_leaves_the_emulator_to_it() -> None:
    program = (
        "import sys, urllib.request; from azure_batch_sdk.emulator import BatchEmulator\n"
        "with BatchEmulator() as emulator:\n"
        "    try:\n"
        "        print('ready', flush=True)\n"
        "        sys.stdin.read()\n"
        "    except KeyboardInterrupt:\n"
        "        try:\n"
        "            urllib.request.urlopen(emulator.endpoint + '/pools')\n"
        "        except urllib.error.HTTPError as answer:\n"
        "            print('still there:', answer.code, flush=True)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "ready\n"
        os.killpg(parent.pid, signal.SIGINT)
        assert parent.stdout.read() == "still there: 403\n"
        assert parent.wait(DEADLINE_SECONDS) == 0


def test_time_can_run_faster(in_process: bool) -> None:
    with BatchEmulator(time_scale=3600.0, in_process=in_process) as emulator:
        first = ask(emulator).headers["date"]
        wait_until(lambda: ask(emulator).headers["date"][:22] != first[:22], "an hour has passed")


# Faults


def test_asked_for_statuses_come_in_their_shares_and_again_with_the_same_seed() -> None:
    faults = ("429=0.3", "502=0.2", "retry-after=2", "seed=7")
    runs: list[list[Answer]] = []
    for _ in range(2):
        with BatchEmulator(faults=faults, in_process=True) as emulator:
            runs.append([ask(emulator) for _ in range(100)])
    statuses = [[answer.status for answer in run] for run in runs]
    assert statuses[0] == statuses[1]
    assert {status: statuses[0].count(status) for status in set(statuses[0])} == {200: 44, 429: 35, 502: 21}
    throttled, from_a_proxy = (
        next(answer for answer in runs[0] if answer.status == status) for status in (429, 502)
    )
    assert (throttled.headers["retry-after"], throttled.json["code"]) == ("2", "TooManyRequests")
    assert from_a_proxy.headers["content-type"] == "text/html"


@pytest.mark.parametrize(("fault", "is_done"), [("drop-before=1", False), ("drop-after=1", True)])
def test_a_connection_can_be_dropped_before_or_after_the_work(
    tmp_path: Path, fault: str, is_done: bool
) -> None:
    with (
        BatchEmulator(tmp_path, faults=(fault,), in_process=True) as emulator,
        pytest.raises(ConnectionError),
    ):
        ask(emulator, "POST", "/jobs", {"id": "j", "poolInfo": {"poolId": "p"}})
    with BatchEmulator(tmp_path, in_process=True) as emulator:
        assert (ask(emulator, "GET", "/jobs/j").status == 200) is is_done


def test_a_request_that_is_wrong_meets_no_faults() -> None:
    with BatchEmulator(faults=("503=1",), in_process=True) as emulator:
        assert ask(emulator, target="/nothing").error == (400, "InvalidUri")
        assert ask(emulator).error == (503, "ServerBusy")


# The command


@contextmanager
def running_command(*arguments: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "azure_batch_sdk.emulator", *arguments]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_command_prints_what_a_shell_needs_and_stops_cleanly(number: signal.Signals) -> None:
    with running_command("--account", "shellacct", AZURE_BATCH_EMULATOR_KEY=KEY) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(3)]
        exported = dict(shlex.split(line)[1].split("=", 1) for line in lines)
        assert exported.keys() == {"AZURE_BATCH_ENDPOINT", "AZURE_BATCH_ACCOUNT", "AZURE_BATCH_ACCESS_KEY"}
        assert exported["AZURE_BATCH_ACCESS_KEY"] == KEY
        endpoint = exported["AZURE_BATCH_ENDPOINT"]
        # What is not for the shell is a comment.
        assert process.stdout.readline().startswith(f"# To watch it in a browser: {endpoint}/#token=")
        assert SignedHttp(endpoint, "shellacct", KEY).send("GET", "/pools").status == 200
        process.send_signal(number)
        rest, errors = process.communicate(timeout=DEADLINE_SECONDS)
        assert (process.returncode, rest, errors) == (0, "", "")
    assert not listens(endpoint)


def test_the_ready_file_tells_where_and_how(tmp_path: Path) -> None:
    ready = tmp_path / "ready.json"
    with running_command("--ready-file", str(ready), "--data-dir", str(tmp_path / "data")) as process:
        wait_until(ready.exists, "the ready file is there")
        facts = json.loads(ready.read_text())
        assert facts.keys() == {"endpoint", "account", "key", "pid"}
        assert facts["pid"] == process.pid
        assert stat.S_IMODE(ready.stat().st_mode) == 0o600
        assert facts["key"] == (tmp_path / "data" / "account-key").read_text().strip()
        assert (
            SignedHttp(facts["endpoint"], facts["account"], facts["key"]).send("GET", "/pools").status == 200
        )
        assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "ready.json"]
        process.terminate()
        process.communicate(timeout=DEADLINE_SECONDS)
    # Nobody takes it for that of an emulator that runs.
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_the_command_tells_a_used_port() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with running_command("--port", str(port)) as process:
            _, errors = process.communicate(timeout=DEADLINE_SECONDS)
            assert process.returncode == 1
            assert f"cannot listen on 127.0.0.1:{port}" in errors
            assert "Traceback" not in errors


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--key", "?"], "not base64"),
        (["--time-scale", "-1"], "time_scale must be above 0"),
        (["--data-dir", ""], "data_dir is empty"),
        (["--host", ""], "the host is empty"),
        (["--ready-file", "/"], "must be a file, not the folder /"),
        (["--ready-file", "/no/such/folder/ready.json"], "there is no folder /no/such/folder"),
        (["--fault", "nonsense"], "cannot understand the fault"),
    ],
)
def test_the_command_refuses_bad_options(
    capsys: pytest.CaptureFixture[str], arguments: list[str], complaint: str
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert complaint in capsys.readouterr().err
