"""The same call again, after an error or after the death of the process: the ledger goes on where it stopped."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from azure.core.exceptions import DecodeError

from azure_batch_sdk.models import CreateTasksError
from tests.loopback import LoopbackServer, Reply

from .conftest import Door, tasks
from .fault_server import Faults, FaultServer

ROOT = Path(__file__).parents[2]


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def test_a_finished_run_is_not_sent_again(door: Door, server: FaultServer, tmp_path: Path) -> None:
    ledger = tmp_path / "ledger"
    first = door.create(server, tasks(250), ledger=ledger)
    requests = server.score.requests
    again = door.create(server, iter(tasks(250)), ledger=str(ledger))
    assert server.score.requests == requests
    assert [item.task_id for item in again.result_values] == [item.task_id for item in first.result_values]
    assert {item.status for item in again.result_values} == {"success"}
    assert _lines(ledger)[-1] == {"end": 250}


def test_the_ledger_holds_no_task_bodies(door: Door, server: FaultServer, tmp_path: Path) -> None:
    ledger = tmp_path / "ledger"
    door.create(server, [{"id": "secret-id", "commandLine": "echo secret"}], ledger=ledger)
    assert b"secret" not in ledger.read_bytes()
    head, started, settled, end = _lines(ledger)
    assert head == {
        "ledger": 1,
        "endpoint": f"127.0.0.1:{server.port}",
        "job": "job",
        "job_created": server.job_created,
    }
    assert {**started, "ids": ""} == {"chunk": 0, "first": 0, "count": 1, "ids": ""}
    assert settled == {"chunk": 0, "done": [[0, 0]], "failed": {}}
    assert end == {"end": 1}


def test_only_what_is_not_settled_goes_again(door: Door, server: FaultServer, tmp_path: Path) -> None:
    ledger = tmp_path / "ledger"
    server.script = lambda number, ids: "busy after" if "t150" in ids else None
    server.refused_ids = {"t20": "Bad"}
    with pytest.raises(CreateTasksError):
        door.create(server, tasks(300), ledger=ledger, on_existing="fail")
    server.script = None
    server.order.clear()
    with pytest.raises(CreateTasksError) as caught:
        door.create(server, tasks(300), ledger=ledger, on_existing="fail")
    # The unknown chunk was added the first time: that it is there is no clash.
    assert server.order == [[f"t{number}" for number in range(100, 200)]]
    assert [item.task_id for item in caught.value.failure_tasks] == ["t20"]
    assert caught.value.failure_tasks[0].error is not None
    assert caught.value.failure_tasks[0].error.code == "Bad"
    assert caught.value.results is not None
    assert len(caught.value.results.result_values or []) == 300


def test_a_clash_of_the_first_run_is_still_one_in_the_second(
    door: Door, server: FaultServer, tmp_path: Path
) -> None:
    ledger = tmp_path / "ledger"
    server.tasks["t1"] = 0
    for _ in range(2):
        result = door.create(server, tasks(3), ledger=ledger)
        assert [item.error.code if item.error else None for item in result.result_values] == [
            None,
            "TaskExists",
            None,
        ]
    with pytest.raises(CreateTasksError):
        door.create(server, tasks(3), ledger=ledger, on_existing="fail")


@pytest.mark.parametrize(
    ("second", "words"),
    [
        (
            [*tasks(120), {"id": "other"}, *tasks(179, 121)],
            r"task_collection\[100\] to \[199\] are not the tasks",
        ),
        (tasks(150), r"knows of task_collection\[199\], but the collection ended after 150 tasks"),
        (tasks(301), r"task_collection\[300\] \('t300'\) is new"),
    ],
)
def test_other_tasks_than_before_are_refused(
    door: Door, server: FaultServer, tmp_path: Path, second: list[Any], words: str
) -> None:
    ledger = tmp_path / "ledger"
    door.create(server, tasks(300), ledger=ledger)
    requests, before = server.score.requests, ledger.read_bytes()
    with pytest.raises(ValueError, match=words):
        door.create(server, second, ledger=ledger)
    assert server.score.requests == requests
    assert ledger.read_bytes() == before


def test_a_job_that_was_made_again_is_refused(door: Door, server: FaultServer, tmp_path: Path) -> None:
    ledger = tmp_path / "ledger"
    door.create(server, tasks(3), ledger=ledger)
    server.job_created = "2026-02-01T00:00:00Z"
    with pytest.raises(ValueError, match="has none of its tasks"):
        door.create(server, tasks(3), ledger=ledger)


@pytest.mark.parametrize("body", [b"<html>Welcome</html>", b"[1]", b""])
def test_an_answer_about_the_job_that_is_none_is_told_as_everywhere(
    door: Door, body: bytes, tmp_path: Path
) -> None:
    with LoopbackServer() as elsewhere:
        elsewhere.answer(Reply(200, body=body))
        server: Any = elsewhere
        with pytest.raises(DecodeError, match="the reply was 200 OK with"):
            door.create(server, tasks(3), ledger=tmp_path / "ledger")
    assert not (tmp_path / "ledger").exists()


def test_the_ledger_is_free_again_after_a_failure(door: Door, server: FaultServer, tmp_path: Path) -> None:
    ledger = tmp_path / "ledger"

    def broken() -> Any:
        yield from tasks(150)
        raise KeyError

    with pytest.raises(KeyError):
        door.create(server, broken(), ledger=ledger)
    assert len(door.create(server, tasks(200), ledger=ledger, on_existing="fail").result_values) == 200
    assert server.score.needless == 0


def test_a_ledger_that_cannot_be_written_ends_the_call(
    door: Door, server: FaultServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, lines = os.write, 0

    def full(file: int, line: bytes) -> int:
        nonlocal lines
        if line.startswith(b'{"chunk"'):
            lines += 1
            if lines > 3:
                raise OSError(28, "No space left on device")
        return write(file, line)

    monkeypatch.setattr("azure_batch_sdk._bulk.ledger.os.write", full)
    with pytest.raises(OSError, match="No space left"):
        door.create(server, tasks(1000), ledger=tmp_path / "ledger", max_concurrency=1)


@pytest.mark.skipif(sys.platform == "win32", reason="kills with SIGKILL")
@pytest.mark.parametrize("kills", [(1,), (7, 3, 12)])
def test_a_killed_run_goes_on_where_it_was(tmp_path: Path, kills: tuple[int, ...]) -> None:
    ledger, count = tmp_path / "ledger", 4000
    command = [sys.executable, "-m", "tests.bulk.submit"]
    with FaultServer(Faults(latency=0.01)) as server:
        arguments = [*command, str(server.port), str(ledger), str(count)]
        for requests in kills:
            until = server.score.requests + requests
            child = subprocess.Popen(
                arguments, cwd=ROOT, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}
            )
            server.wait_until(lambda until=until: server.score.requests >= until, f"{until} requests")  # type: ignore[misc]  # bound now
            child.kill()
            child.communicate()
        settled = {line["chunk"] for line in _lines_of_torn(ledger) if "done" in line}
        server.order.clear()
        last = subprocess.run(
            arguments, cwd=ROOT, capture_output=True, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
        )
        assert json.loads(last.stdout) == [f"t{number}" for number in range(count)]
        assert len(server.tasks) == count
        sent = {int(ids[0][1:]) // 100 for ids in server.order}
        assert sent == set(range(count // 100)) - settled


def _lines_of_torn(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().splitlines(keepends=True) if line.endswith(b"\n")]
