"""Tasks in containers, with a stand-in for the engine that runs the command line on this machine."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .edge_host import LINUX, EdgeHost, edge_host, until

ENGINE = """#!{python}
import json, os, sys
arguments = sys.argv[1:]
with open({log!r}, "a") as log:
    print(json.dumps(arguments), file=log)
if arguments[0] == "pull":
    print("no such image", file=sys.stderr)
    sys.exit(1)
if arguments[:2] == ["image", "inspect"]:
    sys.exit(arguments[2] != "there")
if arguments[0] != "run":
    sys.exit(0)
rest = arguments[arguments.index("there") + 1:]
if "--workdir" in arguments:
    os.chdir(arguments[arguments.index("--workdir") + 1])
os.execvp(rest[0], rest)
"""

MACHINE: dict[str, Any] = {**LINUX, "containerConfiguration": {"type": "dockerCompatible"}}


class Engine:
    """The stand-in, and what it was asked for."""

    def __init__(self, folder: Path) -> None:
        self.program = folder / "engine"
        self._log = folder / "engine.log"
        self.program.write_text(ENGINE.format(python=sys.executable, log=str(self._log)))
        self.program.chmod(0o755)

    def calls(self, command: str) -> list[list[str]]:
        """Return the calls of one of its commands."""
        lines = self._log.read_text().splitlines() if self._log.exists() else []
        return [call for call in map(json.loads, lines) if call[0] == command]


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return Engine(tmp_path)


@pytest.fixture
def host(tmp_path: Path, engine: Engine) -> Iterator[EdgeHost]:
    with edge_host(tmp_path, container_engines=(str(engine.program),)) as host:
        host.pool(machine=MACHINE)
        host.job()
        yield host


def test_a_task_runs_in_a_container_with_its_files_and_variables(host: EdgeHost, engine: Engine) -> None:
    settings = {"imageName": "there", "containerRunOptions": "--memory 1g --label 'a b'"}
    variables = [{"name": "COLOUR", "value": "dark red"}]
    task = host.run(
        "t",
        "/bin/sh -c 'echo $COLOUR; pwd > where'",
        containerSettings=settings,
        environmentSettings=variables,
    )
    assert task.execution_info.exit_code == 0
    assert host.text("t") == "dark red\n"
    (call,) = engine.calls("run")
    root = str(host.service.options.work_dir / host.node().id)
    assert host.text("t", "wd/where") == f"{root}/workitems/j/job-1/t/wd\n"
    assert call[call.index("--volume") + 1] == f"{root}:{root}"
    assert call[call.index("--memory") : call.index("there")] == ["--memory", "1g", "--label", "a b"]
    assert "COLOUR" in call
    assert "dark red" not in str(call)
    name = call[call.index("--name") + 1]
    assert ["rm", "--force", name] in engine.calls("rm")


def test_only_the_mounts_that_are_asked_for_are_there(host: EdgeHost, engine: Engine) -> None:
    mounts = [{"source": "Shared", "isReadOnly": True}, {"source": "Task"}]
    settings = {
        "imageName": "there",
        "containerHostBatchBindMounts": mounts,
        "workingDirectory": "containerImageDefault",
    }
    host.run("t", "true", containerSettings=settings)
    (call,) = engine.calls("run")
    root = str(host.service.options.work_dir / host.node().id)
    volumes = [call[at + 1] for at, word in enumerate(call) if word == "--volume"]
    task = f"{root}/workitems/j/job-1/t"
    assert volumes == [f"{root}/shared:{root}/shared:ro", f"{task}:{task}"]
    assert "--workdir" not in call


def test_the_container_of_a_task_that_is_ended_is_removed(host: EdgeHost, engine: Engine) -> None:
    host.task("t", "/bin/sh -c 'sleep 60'", containerSettings={"imageName": "there"})
    until(lambda: engine.calls("run"), "the container runs")
    host.client.terminate_task("j", "t")
    until(lambda: engine.calls("rm"), "the container is removed")
    host.node_in("idle")


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ({"imageName": "absent"}, "ContainerInvalidImage"),
        ({"imageName": "there", "containerRunOptions": "--label 'open"}, "ContainerInvalidSettings"),
    ],
)
def test_a_container_that_cannot_be_had_fails_the_task(
    host: EdgeHost, settings: dict[str, Any], code: str
) -> None:
    info = host.run("t", "true", containerSettings=settings).execution_info
    assert (info.exit_code, info.failure_info.code) == (None, code)


def test_a_pool_without_containers_runs_none(host: EdgeHost, engine: Engine) -> None:
    host.pool("q")
    host.job("k", "q")
    info = host.run("t", "true", "k", containerSettings={"imageName": "there"}).execution_info
    assert (info.exit_code, info.failure_info.code) == (None, "ContainerPoolNotSupported")
    assert not engine.calls("run")


def test_a_machine_without_an_engine_says_so(tmp_path: Path) -> None:
    with edge_host(tmp_path / "other", container_engines=("no-such-engine",)) as host:
        host.pool(machine=MACHINE)
        host.job()
        info = host.run("t", "true", containerSettings={"imageName": "there"}).execution_info
        assert info.failure_info.code == "ContainerMiscError"
        assert "no-such-engine" in info.failure_info.message


def test_a_start_task_runs_in_a_container_too(host: EdgeHost, engine: Engine) -> None:
    task = {"commandLine": "/bin/sh -c 'echo up'", "containerSettings": {"imageName": "there"}}
    host.pool("q", machine=MACHINE, startTask=task)
    assert host.node("q").start_task_info.result == "success"
    assert engine.calls("run")
