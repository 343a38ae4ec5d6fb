"""What a user of the runner relies on: one report an attempt, true exit codes, and nothing left behind."""

from __future__ import annotations

import os
import queue
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from azure_batch_sdk.emulator.node import processes, reaping
from azure_batch_sdk.emulator.node.launch import Exited, Launch, LaunchError
from azure_batch_sdk.emulator.node.processes import Started
from azure_batch_sdk.emulator.node.reaping import PollingReaper
from azure_batch_sdk.emulator.node.runner import ProcessRunner

DEADLINE_SECONDS = 30.0
linux_only = pytest.mark.skipif(
    sys.platform != "linux", reason="processes outside the group are found on Linux only"
)


class Bench:
    """A runner with a directory and a queue of reports."""

    def __init__(self, directory: Path) -> None:
        self.runner = ProcessRunner("bench")
        self.directory = directory
        self.reports: queue.Queue[Exited] = queue.Queue()

    def launch(self, command_line: str, key: str = "task/j/t/0", *, windows: bool = False) -> Launch:
        wd = self.directory / key.replace("/", "_")
        wd.mkdir(exist_ok=True)
        return Launch(
            key, command_line, {"AZ_BATCH_TASK_ID": "t"}, wd, wd / "stdout.txt", wd / "stderr.txt", windows
        )

    def start(self, command_line: str, key: str = "task/j/t/0", *, windows: bool = False) -> Started:
        return self.runner.start(self.launch(command_line, key, windows=windows), self.reports.put)

    def report(self) -> Exited:
        return self.reports.get(timeout=DEADLINE_SECONDS)

    def run(self, command_line: str, *, windows: bool = False) -> tuple[int, bytes, bytes]:
        launch = self.launch(command_line, windows=windows)
        self.runner.start(launch, self.reports.put)
        return self.report().exit_code, launch.stdout.read_bytes(), launch.stderr.read_bytes()


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    bench = Bench(tmp_path)
    yield bench
    bench.runner.close()
    assert bench.reports.empty()


def eventually(true: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not true():
        assert time.monotonic() < deadline, f"still not so: {what}"
        time.sleep(0.005)


def number_in(file: Path) -> int:
    eventually(lambda: file.exists() and file.read_text().endswith("\n"), f"{file.name} is written")
    return int(file.read_text())


def is_gone(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() in {psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD}
    except psutil.NoSuchProcess:
        return True


def test_the_exit_code_and_the_output_are_those_of_the_process(bench: Bench) -> None:
    assert bench.run("""sh -c 'echo hello; echo oops >&2; exit 7'""") == (7, b"hello\n", b"oops\n")


def test_a_task_sees_its_variables_and_a_home_and_little_else(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_OF_THE_HOST", "x")
    _, output, _ = bench.run("env")
    names = {line.partition("=")[0] for line in output.decode().splitlines()}
    assert names == {"AZ_BATCH_TASK_ID", "HOME", "LANG", "PATH", processes.MARKER_VARIABLE}
    assert f"HOME={bench.launch('').working_directory}\n" in output.decode()


def test_it_runs_in_its_working_directory_without_input(bench: Bench) -> None:
    _, output, _ = bench.run("sh -c 'pwd -P; cat'")
    assert output.decode() == f"{bench.launch('').working_directory.resolve()}\n"


def test_a_retry_replaces_the_output(bench: Bench) -> None:
    bench.run("echo a long first output")
    assert bench.run("echo second") == (0, b"second\n", b"")


def test_output_can_be_read_while_the_task_runs(bench: Bench) -> None:
    launch = bench.launch("sh -c 'echo early; sleep 600'")
    bench.runner.start(launch, bench.reports.put)
    assert launch.stderr.exists()
    eventually(lambda: launch.stdout.read_bytes() == b"early\n", "the output is there")
    bench.runner.kill(launch.key)
    assert bench.report() == Exited(launch.key, 137)


def test_a_task_that_opens_its_own_output_again_does_not_write_over_it(bench: Bench) -> None:
    assert bench.run("sh -c 'echo one; echo two >>/dev/stdout; echo three'")[1] == b"one\ntwo\nthree\n"


@pytest.mark.parametrize(("name", "code"), [("KILL", 137), ("TERM", 143), ("INT", 130)])
def test_a_death_by_a_signal_is_128_plus_its_number(bench: Bench, name: str, code: int) -> None:
    assert bench.run(f"sh -c 'kill -{name} $$'")[0] == code


def test_a_missing_program_is_refused_and_never_reported(bench: Bench) -> None:
    with pytest.raises(LaunchError, match=r"no-such-program.*was not found along PATH") as caught:
        bench.start("no-such-program --flag")
    assert caught.value.code == "CommandProgramNotFound"
    bench.start("true")
    assert bench.report() == Exited("task/j/t/0", 0)


@pytest.mark.parametrize(
    ("content", "mode"), [(b"#!/bin/sh\n", 0o644), (b"#!/no/such/interpreter\n", 0o755), (b"\0\1", 0o755)]
)
def test_a_program_that_cannot_be_executed_is_a_failed_launch(
    bench: Bench, content: bytes, mode: int
) -> None:
    launch = bench.launch("./program")
    program = launch.working_directory / "program"
    program.write_bytes(content)
    program.chmod(mode)
    with pytest.raises(LaunchError) as caught:
        bench.runner.start(launch, bench.reports.put)
    assert caught.value.code == "CommandLaunchFailed"


def test_a_command_line_that_is_too_long_for_the_system_is_not_repeated_in_full(bench: Bench) -> None:
    with pytest.raises(LaunchError, match="Argument list too long") as caught:
        bench.start(f"echo {'x' * 3_000_000}")
    assert len(caught.value.message) < 400


def test_a_working_directory_that_is_missing_is_a_failed_launch(bench: Bench, tmp_path: Path) -> None:
    launch = Launch("k", "true", {}, tmp_path / "none", tmp_path / "o", tmp_path / "e")
    with pytest.raises(LaunchError, match="none") as caught:
        bench.runner.start(launch, bench.reports.put)
    assert caught.value.code == "CommandLaunchFailed"


def test_a_variable_that_cannot_be_set_is_a_failed_launch(bench: Bench, tmp_path: Path) -> None:
    launch = Launch("k", "true", {"A": "nul\0byte"}, tmp_path, tmp_path / "o", tmp_path / "e")
    with pytest.raises(LaunchError) as caught:
        bench.runner.start(launch, bench.reports.put)
    assert caught.value.code == "CommandLaunchFailed"


def test_one_key_cannot_run_twice_at_a_time_but_again_later(bench: Bench) -> None:
    bench.start("sleep 600")
    with pytest.raises(ValueError, match="task/j/t/0 is running already"):
        bench.start("true")
    bench.runner.kill("task/j/t/0")
    assert bench.report().exit_code == 137
    bench.start("true")
    assert bench.report().exit_code == 0


def test_the_report_may_start_the_next_attempt_of_the_same_key(bench: Bench) -> None:
    launch = bench.launch("true")

    def again(exited: Exited) -> None:
        bench.runner.start(launch, bench.reports.put)

    bench.runner.start(launch, again)
    assert bench.report().exit_code == 0


def test_a_listener_that_fails_does_not_silence_the_others(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(exited: Exited) -> None:
        raise ArithmeticError("listener")

    bench.runner.start(bench.launch("true", "first"), fail)
    eventually(lambda: "on_exit of first failed" in caplog.text, "the fault is logged")
    bench.start("true", "second")
    assert bench.report() == Exited("second", 0)


def test_killing_an_unknown_key_does_nothing(bench: Bench) -> None:
    bench.runner.kill("task/none")


def test_every_one_of_many_processes_is_reported_once(bench: Bench) -> None:
    keys = [f"task/j/{number}/0" for number in range(300)]
    threads = [
        threading.Thread(target=lambda part=part: [bench.start("true", key) for key in part])
        for part in (keys[0::3], keys[1::3], keys[2::3])
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(bench.report().key for _ in keys) == sorted(keys)


def test_children_in_the_group_die_with_the_main_process(bench: Bench, tmp_path: Path) -> None:
    bench.start(f"sh -c 'sleep 600 & echo $! >{tmp_path}/pid'")
    assert bench.report().exit_code == 0
    child = number_in(tmp_path / "pid")
    eventually(lambda: is_gone(child), "the child is gone")


ESCAPED = """sh -c 'setsid sh -c "sleep 600 & echo \\$! >{0}/pid; wait" & {1}'"""


@linux_only
def test_children_that_left_the_group_die_with_the_main_process(bench: Bench, tmp_path: Path) -> None:
    bench.start(ESCAPED.format(tmp_path, f"while ! test -s {tmp_path}/pid; do sleep 0.01; done"))
    assert bench.report().exit_code == 0
    child = number_in(tmp_path / "pid")
    eventually(lambda: is_gone(child), "the child is gone")


@linux_only
def test_a_kill_reaches_what_left_the_group(bench: Bench, tmp_path: Path) -> None:
    bench.start(ESCAPED.format(tmp_path, "wait"))
    child = number_in(tmp_path / "pid")
    bench.runner.kill("task/j/t/0")
    assert bench.report().exit_code == 137
    eventually(lambda: is_gone(child), "the child is gone")


@linux_only
def test_the_end_of_one_task_leaves_the_others_alone(bench: Bench, tmp_path: Path) -> None:
    bench.start(ESCAPED.format(tmp_path, "wait"), "stays")
    child = number_in(tmp_path / "pid")
    (tmp_path / "other").mkdir()
    bench.start(
        ESCAPED.format(tmp_path / "other", f"while ! test -s {tmp_path}/other/pid; do sleep 0.01; done"),
        "ends",
    )
    assert bench.report() == Exited("ends", 0)
    other = number_in(tmp_path / "other" / "pid")
    eventually(lambda: is_gone(other), "the child of the task that ended is gone")
    assert not is_gone(child)
    bench.runner.kill("stays")
    assert bench.report() == Exited("stays", 137)


@linux_only
def test_closing_kills_everything_and_waits_for_it(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.start(ESCAPED.format(tmp_path, "wait"))
    main = bench.start("sleep 600", "other")
    child = number_in(tmp_path / "pid")
    bench.runner.close()
    assert is_gone(main.pid)
    eventually(lambda: is_gone(child), "the child is gone")
    assert {bench.reports.get_nowait().exit_code for _ in range(2)} == {137}
    bench.runner.close()
    with pytest.raises(RuntimeError, match="closed"):
        bench.start("true")


def test_closing_an_unused_runner_leaves_no_descriptor_open() -> None:
    ProcessRunner().close()
    before = len(os.listdir("/dev/fd"))
    for _ in range(5):
        ProcessRunner().close()
    assert len(os.listdir("/dev/fd")) == before


def test_runs_leave_no_descriptor_open(bench: Bench) -> None:
    bench.run("true")
    before = len(os.listdir("/dev/fd"))
    for _ in range(5):
        bench.run("true")
        with pytest.raises(LaunchError):
            bench.start("no-such-program")
    assert len(os.listdir("/dev/fd")) == before


SURVIVOR = """
import subprocess, sys
from pathlib import Path
from azure_batch_sdk.emulator.node.launch import Launch
from azure_batch_sdk.emulator.node.runner import ProcessRunner
runner = ProcessRunner(sys.argv[1])
wd = Path(sys.argv[2])
started = runner.start(Launch("k", "sleep 600", {}, wd, wd / "o", wd / "e"), print)
print(runner.marker, started.pid, started.start_time, flush=True)
sys.stdin.read()
"""


def run_and_die(folder: str, directory: Path) -> tuple[str, Started]:
    """Start a task from an emulator that is then killed; return its marker and what still runs."""
    emulator = subprocess.Popen(
        [sys.executable, "-c", SURVIVOR, folder, str(directory)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert emulator.stdin is not None
    assert emulator.stdout is not None
    with emulator.stdin, emulator.stdout:
        marker, pid, start_time = emulator.stdout.readline().split()
        emulator.send_signal(signal.SIGKILL)
    emulator.wait()
    return marker, Started(int(pid), start_time)


@linux_only
@pytest.mark.parametrize("by", ["marker", "folder"])
def test_a_restart_kills_what_a_killed_emulator_left_and_nothing_of_others(tmp_path: Path, by: str) -> None:
    mine, my_task = run_and_die("mine", tmp_path)
    other, other_task = run_and_die("mine-too", tmp_path)
    runner = ProcessRunner("mine")
    reports: queue.Queue[Exited] = queue.Queue()
    now = runner.start(Launch("k", "sleep 600", {}, tmp_path, tmp_path / "o", tmp_path / "e"), reports.put)
    try:
        assert not is_gone(my_task.pid)
        assert runner.sweep(mine if by == "marker" else "mine") == 1
        eventually(lambda: is_gone(my_task.pid), "the task of the earlier run is gone")
        assert not is_gone(other_task.pid)
        assert not is_gone(now.pid)
    finally:
        assert runner.sweep(other) == 1
        runner.close()
    assert reports.get_nowait().exit_code == 137


def test_a_recorded_process_is_killed_only_if_it_is_still_the_same(tmp_path: Path) -> None:
    _, task = run_and_die("recorded", tmp_path)
    assert processes.kill_recorded([Started(task.pid, "another time")]) == 0
    assert processes.kill_recorded([Started(task.pid, "")]) == 0
    assert not is_gone(task.pid)
    assert processes.kill_recorded([task]) == 1
    eventually(lambda: is_gone(task.pid), "the recorded process is gone")


@linux_only
def test_a_task_of_an_emulator_within_a_task_belongs_to_both(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(processes.MARKER_VARIABLE, "outer.run:1")
    inner = Bench(tmp_path / "..")
    try:
        _, output, _ = inner.run("printenv " + processes.MARKER_VARIABLE)
    finally:
        inner.runner.close()
    assert output.decode().split() == ["outer.run:1", f"{inner.runner.marker}:1"]


def test_a_folder_that_would_blur_the_marker_is_refused() -> None:
    with pytest.raises(ValueError, match="use letters, digits and '-'"):
        ProcessRunner("a.b")


def test_processes_are_noticed_by_looking_where_there_are_no_pidfds() -> None:
    ended: queue.Queue[subprocess.Popen[bytes]] = queue.Queue()
    reaper = PollingReaper(ended.put)
    try:
        long = subprocess.Popen(["sleep", "600"])
        short = subprocess.Popen(["true"])
        reaper.watch(long)
        reaper.watch(short)
        assert ended.get(timeout=DEADLINE_SECONDS) is short
        assert short.wait() == 0
        long.kill()
        assert ended.get(timeout=DEADLINE_SECONDS) is long
        assert long.wait() == -signal.SIGKILL
    finally:
        reaper.close()


@linux_only
def test_more_processes_run_than_there_are_descriptors(bench: Bench) -> None:
    keys = [f"task/j/t{number}/0" for number in range(60)]
    lowest_free = os.open(os.devnull, os.O_RDONLY)
    os.close(lowest_free)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (lowest_free + 40, hard))
    try:
        for key in keys:
            bench.start("sleep 600", key)
        for key in keys:
            bench.runner.kill(key)
        assert {bench.report() for _ in keys} == {Exited(key, 137) for key in keys}
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_a_runner_without_pidfds_keeps_its_promises(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reaping, "pidfd_reaper", lambda exited: None)
    bench = Bench(tmp_path)
    try:
        assert bench.run("sh -c 'exit 3'")[0] == 3
        bench.start("sleep 600")
        bench.runner.kill("task/j/t/0")
        assert bench.report().exit_code == 137
    finally:
        bench.runner.close()


def test_a_group_dies_with_its_task_where_processes_cannot_be_scanned(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "_CAN_SCAN", False)
    for ending in ("true", "wait"):
        file = tmp_path / f"{ending}.pid"
        bench.start(f"sh -c 'sleep 600 & echo $! >{file}; {ending}'", ending)
        child = number_in(file)
        if ending == "wait":
            bench.runner.kill(ending)
        assert bench.report() == Exited(ending, 0 if ending == "true" else 137)
        eventually(lambda child=child: is_gone(child), "the child is gone")  # type: ignore[misc]  # bound default


def test_a_process_is_known_by_its_start_where_there_is_no_proc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_CAN_SCAN", False)
    assert processes.start_time(os.getpid()) == processes.start_time(os.getpid()) != ""
    gone = subprocess.Popen(["true"])
    gone.wait()
    assert processes.start_time(gone.pid) == ""


def test_cmd_runs_as_a_process_of_a_windows_node(bench: Bench) -> None:
    assert bench.run("cmd /c echo hello world", windows=True) == (0, b"hello world\r\n", b"")
    assert bench.run("""cmd.exe /c "exit /b 3" """, windows=True)[0] == 3


@pytest.mark.parametrize(
    ("code", "seen"), [("1000", 1000), ("-1", -1), ("3221225786", -1073741510), ("256", 256), ("0", 0)]
)
def test_a_windows_exit_code_has_all_its_32_bits(bench: Bench, code: str, seen: int) -> None:
    assert bench.run(f"cmd /c sh -c 'exit 3' & exit {code}", windows=True)[0] == seen


def test_a_cmd_that_waits_can_be_killed_with_its_program(bench: Bench, tmp_path: Path) -> None:
    bench.start(f'cmd /c sh -c "echo $$ >{tmp_path}/pid; sleep 600"', windows=True)
    program = number_in(tmp_path / "pid")
    bench.runner.kill("task/j/t/0")
    assert bench.report().exit_code == 137
    eventually(lambda: is_gone(program), "the program is gone")
