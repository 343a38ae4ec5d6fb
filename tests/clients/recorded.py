"""azure-batch 15.1.0, sync and async, with a record of which operations have worked.

A test says with `calls` which operations it shows; it fails if one of them has not come to its end. So another test can
tell from these promises that no operation is missing, in whatever order and processes the tests run.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Iterator
from typing import Any

from azure.core.paging import ItemPaged
from azure.core.polling import LROPoller

from tests.either import Driver

SECONDS = 30.0
PROMISED: dict[str, frozenset[str]] = {}
"""Which operations a test shows, by the test's name."""

Test = Callable[..., None]


def calls(*operations: str) -> Callable[[Test], Test]:
    """Promise that a test calls these operations, and that they succeed."""

    def promise(test: Test) -> Test:
        PROMISED[test.__name__] = frozenset(operations)

        @functools.wraps(test)
        def keep_promise(batch: RecordedClient, **fixtures: Any) -> None:
            test(batch=batch, **fixtures)
            missing = PROMISED[test.__name__] - batch.succeeded
            assert not missing, f"promised, but not called successfully: {sorted(missing)}"

        return keep_promise

    return promise


class RecordedClient:
    """A client whose operations are finished when they return: lists are read, long ones waited for."""

    def __init__(self, client: Any, driver: Driver) -> None:
        self.succeeded: set[str] = set()
        self._client = client
        self._driver = driver

    def __getattr__(self, name: str) -> Any:
        return functools.partial(self._call, name)

    def _call(self, name: str, *arguments: Any, **options: Any) -> Any:
        outcome = self.finish(self.start(name, *arguments, **options))
        self.succeeded.add(name)
        return outcome

    def start(self, name: str, *arguments: Any, **options: Any) -> Any:
        """Call an operation by its name, and return what the client returns, for `finish`."""
        if name.startswith("begin_"):
            options.setdefault("polling_interval", 0)
        outcome = getattr(self._client, name)(*arguments, **options)
        return self._driver.wait(outcome) if hasattr(outcome, "__await__") else outcome

    def finish(self, outcome: Any) -> Any:
        """Wait for what an operation has started, or read the list that it gave."""
        if isinstance(outcome, LROPoller):
            return outcome.result()
        if hasattr(outcome, "polling_method"):  # the asynchronous poller
            return self._driver.wait(outcome.result())
        if isinstance(outcome, ItemPaged | Iterator) or hasattr(outcome, "__aiter__"):
            return self._driver.collect(outcome)
        return outcome

    def text(self, download: str, *place: str, **options: Any) -> str:
        """Return a file as text, by the name of the operation that downloads it."""
        return b"".join(getattr(self, download)(*place, **options)).decode()

    def make_pool(self, pool_id: str = "p", **members: Any) -> None:
        """Make a pool, of one node if nothing else is said, and wait until its nodes are up."""
        wanted = members.setdefault("targetDedicatedNodes", 1)
        self.create_pool({"id": pool_id, "vmSize": "standard_d2s_v3", **MACHINE, **members})
        self.until(
            lambda: [node.state for node in self.list_nodes(pool_id)] == ["idle"] * wanted,
            f"the nodes of {pool_id} are idle",
        )

    def make_job(self, job_id: str = "j", **members: Any) -> None:
        """Make a job on the pool p."""
        self.create_job({"id": job_id, "poolInfo": {"poolId": "p"}, **members})

    def run(self, task_id: str, command: str, **members: Any) -> Any:
        """Make a task of the job j and return it when it is completed."""
        self.create_task("j", {"id": task_id, "commandLine": command, **members})
        return self.task_in("completed", task_id)

    def task_in(self, state: str, task_id: str) -> Any:
        """Wait until a task of the job j is in a state, and return it."""
        self.until(lambda: self.get_task("j", task_id).state == state, f"task {task_id} is {state}")
        return self.get_task("j", task_id)

    def until(self, look: Callable[[], object], what: str) -> None:
        """Look until it is so, at most for the deadline."""
        end = time.monotonic() + SECONDS
        while not look():
            assert time.monotonic() < end, f"not within {SECONDS} s: {what}"
            time.sleep(0.01)


MACHINE: dict[str, Any] = {
    "virtualMachineConfiguration": {
        "imageReference": {"publisher": "canonical", "offer": "ubuntu-24_04-lts", "sku": "server"},
        "nodeAgentSKUId": "batch.node.ubuntu 24.04",
    }
}
