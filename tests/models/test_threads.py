"""Reading one model from many threads at once."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from azure_batch_sdk import models

THREADS = 8
ROUNDS = 300


@pytest.fixture
def eager_switching() -> Iterator[None]:
    """Let threads take turns as often as possible."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def at_once(action: Any) -> list[Any]:
    """Run an action in several threads that start together; return what each got."""
    start, results = threading.Barrier(THREADS), [None] * THREADS

    def run(index: int) -> None:
        start.wait(10)
        results[index] = action()

    threads = [threading.Thread(target=run, args=(index,)) for index in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


def test_first_reads_in_many_threads_get_the_same_list(eager_switching: None) -> None:
    for _ in range(ROUNDS):
        task = models.BatchTask({"environmentSettings": [{"name": str(n)} for n in range(20)]})
        lists = at_once(lambda task=task: task.environment_settings)

        assert {id(found) for found in lists} == {id(task.environment_settings)}


def test_a_change_made_after_any_first_read_is_never_lost(eager_switching: None) -> None:
    for _ in range(ROUNDS):
        task = models.BatchTask({"environmentSettings": []})

        def append(task: models.BatchTask = task) -> None:
            assert task.environment_settings is not None
            task.environment_settings.append(models.EnvironmentSetting(name="A"))

        at_once(append)
        assert len(task["environmentSettings"]) == THREADS


def test_every_thread_reads_the_same_values(eager_switching: None) -> None:
    wire = {
        "id": "t",
        "state": "Completed",
        "executionInfo": {"exitCode": 3},
        "creationTime": "2025-09-01T12:00:00Z",
    }
    for _ in range(20):
        task: Any = models.BatchTask(wire)
        read = at_once(
            lambda task=task: (
                task.id,
                task.state,
                task.execution_info.exit_code,
                task.creation_time,
                dict(task),
            )
        )
        assert all(found == read[0] for found in read)
