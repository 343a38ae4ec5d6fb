"""What was acknowledged survives `kill -9`, at whatever moment it comes.

An emulator in a process of its own is killed, by itself at a chosen point or from outside at a random moment, while
clients add, end and delete things. Another one is started on the same folder, and has to know all that had been answered.
"""

from __future__ import annotations

import contextlib
import http.client
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from azure_batch_sdk.emulator.engine import jobs
from azure_batch_sdk.emulator.store import Change, Journal, Put

from .dying_emulator import ACCOUNT, KEY
from .edge_host import LINUX, edge_host, until
from .signed_http import SignedHttp

PROGRAM = Path(__file__).with_name("dying_emulator.py")
ROOT = Path(__file__).parents[2]
DEADLINE = 60.0
DEAD = (OSError, http.client.HTTPException)
"""What a client meets when the emulator dies."""

JOBS = ("a", "b", "nightly:job-1")
EXIT_CODES = 3
WRITERS = 3


@dataclass
class Ledger:
    """What clients were told, and what they do not know."""

    entities: set[str] = field(default_factory=set)
    """Targets that answer with the thing itself."""
    added: set[str] = field(default_factory=set)
    """Tasks, as `job/id`."""
    ended: set[str] = field(default_factory=set)
    deleted: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)
    """Tasks of requests that were not answered."""
    completed: dict[str, Any] = field(default_factory=dict)
    """The executionInfo of tasks that were seen completed."""
    priority: set[int] = field(default_factory=lambda: {0})
    """Which the job `a` may have: the last that was answered, and one that was not."""


def start(folder: Path, point: str, number: int) -> subprocess.Popen[str]:
    """Start an emulator that dies at a point."""
    return subprocess.Popen(
        [sys.executable, str(PROGRAM), str(folder), point, str(number)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
    )


@contextmanager
def emulator(folder: Path, point: str = "never", number: int = 0) -> Iterator[tuple[Any, SignedHttp]]:
    """Run an emulator; one that has not died by then is stopped at the end."""
    with start(folder, point, number) as process:
        assert process.stdin is not None and process.stdout is not None
        try:
            endpoint = process.stdout.readline().strip()
            assert endpoint, "the emulator does not start"
            yield process, SignedHttp(endpoint, ACCOUNT, KEY)
            process.stdin.close()
            process.wait(DEADLINE)
        finally:
            process.kill()


def command(task_id: str, log: Path) -> str:
    """Return a command line that leaves a trace, may take a moment, and ends with the code of its task."""
    number = int(task_id.rpartition("-")[2])
    pause = "sleep 0.1; " * (number % 4 == 0)
    return f"/bin/sh -c 'echo {task_id} >> {log}; {pause}exit {number % EXIT_CODES}'"


def make(http_client: SignedHttp, ledger: Ledger) -> None:
    """Make pools, jobs and a schedule, and note what is answered."""
    pool: dict[str, Any] = {
        "id": "p",
        "vmSize": "standard_d1_v2",
        "virtualMachineConfiguration": LINUX,
        "targetDedicatedNodes": 2,
        "taskSlotsPerNode": 3,
    }
    wanted: dict[str, list[dict[str, Any]]] = {
        "/pools": [pool, {**pool, "id": "spare", "targetDedicatedNodes": 0}],
        "/jobs": [{"id": name, "poolInfo": {"poolId": "p"}} for name in ("a", "b")],
        "/jobschedules": [
            {
                "id": "nightly",
                "schedule": {},
                "jobSpecification": {"poolInfo": {"poolId": "p"}},
            }
        ],
    }
    for target, bodies in wanted.items():
        for body in bodies:
            answer = http_client.send("POST", target, body)
            assert answer.status == 201, answer.body
            ledger.entities.add(f"{target}/{body['id']}")


class Writer:
    """A client that adds, ends and deletes tasks and changes a job, until nobody answers."""

    def __init__(self, name: int, http_client: SignedHttp, ledger: Ledger, log: Path, seed: int) -> None:
        self._name = name
        self._http = http_client
        self._ledger = ledger
        self._log = log
        self._random = random.Random(f"{seed} {name}")
        self._own: list[str] = []
        self._number = 0
        self.failure: BaseException | None = None

    def run(self) -> None:
        try:
            while True:
                self._step()
        except DEAD:
            return
        except BaseException as error:
            self.failure = error

    def _step(self) -> None:
        draw = self._random.random()
        if draw < 0.6 or not self._own:
            self._add(self._random.choice((1, 1, 3, 12)))
        elif draw < 0.75:
            self._end(self._random.choice(self._own))
        elif draw < 0.9:
            self._delete(self._random.choice(self._own))
        elif self._name == 0:
            self._change()

    def _add(self, count: int) -> None:
        job = self._random.choice(JOBS)
        names = []
        for _ in range(count):
            self._number += 1
            names.append(f"w{self._name}-{self._number}")
        bodies = [{"id": name, "commandLine": command(name, self._log)} for name in names]
        keys = {f"{job}/{name}" for name in names}
        self._ledger.unknown |= keys
        if count == 1:
            answer = self._http.send("POST", f"/jobs/{job}/tasks", bodies[0])
            assert answer.status == 201, answer.body
        else:
            answer = self._http.send("POST", f"/jobs/{job}/addtaskcollection", {"value": bodies})
            assert {item["status"] for item in answer.json["value"]} == {"Success"}
        self._ledger.added |= keys
        self._ledger.unknown -= keys
        self._own += sorted(keys)

    def _end(self, key: str) -> None:
        job, _, name = key.partition("/")
        answer = self._http.send("POST", f"/jobs/{job}/tasks/{name}/terminate")
        assert answer.status == 204 or answer.error == (409, "TaskCompleted"), answer.body
        self._ledger.ended.add(key)

    def _delete(self, key: str) -> None:
        job, _, name = key.partition("/")
        self._own.remove(key)
        self._ledger.added.discard(key)
        self._ledger.unknown.add(key)
        answer = self._http.send("DELETE", f"/jobs/{job}/tasks/{name}")
        assert answer.status == 200, answer.body
        self._ledger.unknown.discard(key)
        self._ledger.deleted.add(key)

    def _change(self) -> None:
        priority = self._random.randint(-1000, 1000)
        self._ledger.priority = self._ledger.priority | {priority}
        answer = self._http.send("PATCH", "/jobs/a", {"priority": priority})
        assert answer.status == 200, answer.body
        self._ledger.priority = {priority}


def tasks_of(http_client: SignedHttp) -> Iterator[tuple[str, Any]]:
    """List all tasks of all jobs, each under `job/id`."""
    for job in JOBS:
        target = f"/jobs/{job}/tasks?maxresults=500"
        while target:
            answer = http_client.send("GET", target)
            if answer.status == 404:
                break  # it had not been made when the emulator died
            assert answer.status == 200, answer.body
            for task in answer.json["value"]:
                yield f"{job}/{task['id']}", task
            target = answer.json.get("odata.nextLink", "").partition(http_client.address)[2]


def watch(http_client: SignedHttp, ledger: Ledger) -> None:
    """Note which tasks are seen completed, until nobody answers."""
    try:
        while True:
            for key, task in tasks_of(http_client):
                if task["state"] == "completed":
                    ledger.completed[key] = task["executionInfo"]
    except DEAD:
        return


def live_until_killed(
    folder: Path, log: Path, point: str, number: int, seed: int, kill_after: float | None
) -> Ledger:
    """Let clients work with an emulator that is killed, and return what they know then."""
    ledger = Ledger()
    with emulator(folder, point, number) as (process, http_client):
        with contextlib.suppress(*DEAD):
            make(http_client, ledger)
        writers = [Writer(name, http_client, ledger, log, seed) for name in range(WRITERS)]
        threads = [threading.Thread(target=writer.run) for writer in writers]
        threads.append(threading.Thread(target=watch, args=(http_client, ledger)))
        for thread in threads:
            thread.start()
        if kill_after is not None:
            time.sleep(kill_after)
            process.kill()
        try:
            assert process.wait(DEADLINE) == -9
        finally:
            process.kill()
            for thread in threads:
                thread.join(DEADLINE)
        for writer in writers:
            if writer.failure is not None:
                raise writer.failure
    return ledger


def lines_of(log: Path) -> Counter[str]:
    """Count how often each task has run."""
    return Counter(log.read_text().split()) if log.exists() else Counter()


def check_after_restart(folder: Path, log: Path, ledger: Ledger) -> None:
    """Start again, and compare with what was known; then let everything run to its end."""
    with emulator(folder) as (_, http_client):
        for target in ledger.entities:
            assert http_client.send("GET", target).status == 200, target
        if "/jobs/a" in ledger.entities:
            assert http_client.send("GET", "/jobs/a").json["priority"] in ledger.priority
        listed = [*tasks_of(http_client)]
        ran = lines_of(log)
        names = [key.lower() for key, _ in listed]
        tasks = dict(listed)
        assert len(names) == len(set(names)), "a task is listed twice"
        assert not ledger.added - tasks.keys(), "tasks are lost"
        assert not tasks.keys() & ledger.deleted, "deleted tasks are back"
        assert not tasks.keys() - ledger.added - ledger.unknown, "there are tasks that nobody made"
        for key, info in ledger.completed.items():
            if key in tasks:
                assert (tasks[key]["state"], tasks[key]["executionInfo"]) == ("completed", info), key
        for key in ledger.ended & tasks.keys():
            assert tasks[key]["state"] == "completed", key
        done = {key for key, task in tasks.items() if task["state"] == "completed"}

        def look() -> tuple[dict[str, Any]] | None:
            now = dict(tasks_of(http_client))
            # In a tuple, because there may be no tasks at all.
            return (now,) if all(task["state"] == "completed" for task in now.values()) else None

        (final,) = until(look, "all tasks are completed")
        assert final.keys() == tasks.keys()
        for key, task in final.items():
            name, info = task["id"], task["executionInfo"]
            if key in done:
                assert info == tasks[key]["executionInfo"], key
                assert lines_of(log)[name] == ran[name], f"{key} was completed and has run again"
            else:
                assert info["exitCode"] == int(name.rpartition("-")[2]) % EXIT_CODES, key
                assert lines_of(log)[name] > 0, key
        for job in {key.partition("/")[0] for key in final}:
            check_counts(http_client, job, sum(key.startswith(f"{job}/") for key in final))


def check_counts(http_client: SignedHttp, job: str, completed: int) -> None:
    """Compare a job's counters with what is listed."""
    counts = http_client.send("GET", f"/jobs/{job}/taskcounts").json["taskCounts"]
    assert (counts["completed"], counts["active"], counts["running"]) == (completed, 0, 0)


def die_while_coming_up(folder: Path, point: str, number: int) -> None:
    """Start an emulator on a folder and let it die in the middle of its first commits."""
    with start(folder, point, number) as process:
        try:
            assert process.wait(DEADLINE) == -9
        finally:
            process.kill()


def run(tmp_path: Path, point: str, seed: int) -> None:
    """Kill one emulator, and a second one on the same folder while it comes up; look what the third one knows."""
    chance = random.Random(f"{point} {seed}")
    log = tmp_path / "runs"
    folder = tmp_path / "account"
    if point == "anywhere":
        kill_after: float | None = chance.uniform(0.05, 0.5)
        number = 0
    else:
        kill_after = None
        number = chance.randint(15, 50)
    ledger = live_until_killed(folder, log, point, number, seed, kill_after)
    die_while_coming_up(folder, chance.choice(("commit", "answer")), chance.randint(1, 3))
    check_after_restart(folder, log, ledger)


POINTS = ("commit", "answer", "start", "end", "anywhere")


@pytest.mark.parametrize("point", POINTS)
def test_what_was_acknowledged_survives_a_kill(tmp_path: Path, point: str) -> None:
    run(tmp_path, point, seed=1)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(2, 5))
@pytest.mark.parametrize("point", POINTS)
def test_what_was_acknowledged_survives_a_kill_at_any_other_moment(
    tmp_path: Path, point: str, seed: int
) -> None:
    run(tmp_path, point, seed)


class WatchedJournal:
    """A journal at whose first commit something changes; it tells whether that was waited for, too."""

    def __init__(self, journal: Journal, change: Callable[[], None]) -> None:
        self._journal = journal
        self._change = change
        self.commits = 0

    def load(self) -> Iterable[Put]:
        return self._journal.load()

    def append(self, changes: Sequence[Change]) -> None:
        self._journal.append(changes)

    async def committed(self) -> None:
        await self._journal.committed()
        self.commits += 1
        if self.commits == 1:
            self._change()

    async def aclose(self) -> None:
        await self._journal.aclose()


def test_a_list_is_answered_when_what_it_shows_is_written(tmp_path: Path) -> None:
    with edge_host(tmp_path, data=True) as host:
        host.job()
        service = host.service
        journal = WatchedJournal(
            service.journal, lambda: jobs.terminate(service, service.world.job("j"), "meanwhile")
        )
        host.on_loop(lambda: setattr(service, "journal", journal))
        (job,) = host.http.send("GET", "/jobs").json["value"]
        assert job["state"] == "terminating"
        assert journal.commits == 2
