"""A launch that leaves its children: they outlive it until its key is killed."""

from __future__ import annotations

import queue
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from azure_batch_sdk.emulator.node.launch import Exited, Launch
from azure_batch_sdk.emulator.node.runner import ProcessRunner

DEADLINE_SECONDS = 30.0
pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="children are found by their marker on Linux only"
)


@pytest.fixture
def runner() -> Iterator[ProcessRunner]:
    runner = ProcessRunner("lasting")
    yield runner
    runner.close()


def eventually(true: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not true():
        assert time.monotonic() < deadline, f"still not so: {what}"
        time.sleep(0.005)


def lives(pid: int) -> bool:
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


def run(runner: ProcessRunner, directory: Path, key: str, *, leaves_children: bool) -> list[int]:
    """Run a script that leaves a child in its group and one outside, until its end; return their pids."""
    directory.mkdir(exist_ok=True)
    script = "sleep 600 & echo $! > in; setsid sleep 600 & echo $! > out"
    stdout = directory / "stdout.txt"
    launch = Launch(key, f"/bin/sh -c '{script}'", {}, directory, stdout, directory / "stderr.txt")
    reports: queue.Queue[Exited] = queue.Queue()
    runner.start(replace(launch, leaves_children=leaves_children), reports.put)
    assert reports.get(timeout=DEADLINE_SECONDS) == Exited(key, 0)
    return [int((directory / name).read_text()) for name in ("in", "out")]


def test_children_live_until_the_key_is_killed_and_others_do_not_disturb_them(
    runner: ProcessRunner, tmp_path: Path
) -> None:
    kept = run(runner, tmp_path / "kept", "task/a", leaves_children=True)
    # The end of another launch looks for what is left over, and ends that only.
    gone = run(runner, tmp_path / "gone", "task/b", leaves_children=False)
    eventually(lambda: not any(map(lives, gone)), "the children of an ordinary launch are gone")
    assert all(map(lives, kept))
    runner.kill("task/a")
    eventually(lambda: not any(map(lives, kept)), "the children are gone")
    runner.kill("task/a")


def test_closing_the_runner_ends_children_that_were_left(tmp_path: Path) -> None:
    runner = ProcessRunner("lasting")
    kept = run(runner, tmp_path / "kept", "task/a", leaves_children=True)
    runner.close()
    assert not any(map(lives, kept))
