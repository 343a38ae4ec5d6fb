"""A Batch account with one job and one pool, on the loopback server, whose time only goes on while a wait sleeps.

A test plans what happens when, lets a wait loose on it, and counts the requests. Lists are filtered, selected and paged as
the service does it; the counters can lag behind.
"""

from __future__ import annotations

import heapq
import json
import urllib.parse
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from itertools import count
from typing import Any

from azure_batch_sdk.emulator.wire.odata.filters import compile_filter
from azure_batch_sdk.emulator.wire.odata.properties import FILTERABLE
from tests import loopback
from tests.loopback import LoopbackServer, Recorded, Reply, error_body

START = datetime(2026, 1, 31, 8, tzinfo=timezone.utc)
_PAGE = 1000


class FakeBatch:
    """The job `j` on the pool `p`."""

    def __init__(self, server: LoopbackServer) -> None:
        self.server = server
        server.handler = self._reply
        fake = self

        class Dated(loopback._Connection):
            def date_time_string(self, timestamp: float | None = None) -> str:
                return fake.date

        # The server stamps every reply with the time of this computer; here it is the fake's time.
        server._http.RequestHandlerClass = Dated
        self.now = 0.0
        self.says_the_date = True
        self.counts_lag = 0.0
        """Seconds by which the counters are behind."""
        self.hidden: set[str] = set()
        """Completed tasks that no list of changes shows yet."""
        self.job: dict[str, Any] | None = {
            "id": "j",
            "state": "active",
            "creationTime": self.time(),
            "poolInfo": {"poolId": "p"},
            "executionInfo": {"poolId": "p"},
        }
        self.pool: dict[str, Any] | None = {
            "id": "p",
            "state": "active",
            "creationTime": self.time(),
            "allocationState": "steady",
            "currentDedicatedNodes": 1,
            "currentLowPriorityNodes": 0,
            "targetDedicatedNodes": 1,
            "targetLowPriorityNodes": 0,
            "enableAutoScale": False,
            "taskSlotsPerNode": 1,
        }
        self.pool_status = 200
        self.nodes: list[dict[str, Any]] = [{"id": "n1", "state": "idle", "stateTransitionTime": self.time()}]
        self.tasks: dict[str, dict[str, Any]] = {}
        self.files: dict[str, bytes] = {}
        """Contents by the path of the request."""
        self.asked: Counter[str] = Counter()
        """Requests by kind."""
        self.counted: list[tuple[float, Counter[str]]] = [(0.0, Counter())]
        self._plans: list[tuple[float, int, Callable[[], object]]] = []
        self._serial = count()

    # -- what a test does

    def time(self) -> str:
        """Return the time of now as the service writes it."""
        return (START + timedelta(seconds=self.now)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def at(self, seconds: float, action: Callable[[], object]) -> None:
        """Plan something."""
        heapq.heappush(self._plans, (seconds, next(self._serial), action))

    def add(self, *ids: str, **properties: Any) -> None:
        """Add active tasks."""
        for task_id in ids:
            self.tasks[task_id] = {"id": task_id, "commandLine": "x" * 200, **properties}
            self._set(task_id, "active")
        self._count()

    def run(self, *ids: str) -> None:
        """Let tasks run."""
        for task_id in ids:
            self._set(task_id, "running")
        self._count()

    def end(self, *ids: str, exit_code: int = 0) -> None:
        """Complete tasks."""
        for task_id in ids:
            self._set(task_id, "completed")
            info: dict[str, Any] = {"exitCode": exit_code, "result": "success", "retryCount": 0}
            if exit_code:
                failure = {"category": "UserError", "code": "FailureExitCode", "message": "It failed."}
                info |= {"result": "failure", "failureInfo": failure}
            self.tasks[task_id]["executionInfo"] = info
        self._count()

    def delete(self, *ids: str) -> None:
        """Delete tasks."""
        for task_id in ids:
            del self.tasks[task_id]
        self._count()

    @property
    def total(self) -> int:
        """How many requests there were."""
        return sum(self.asked.values())

    # -- time

    @property
    def date(self) -> str:
        """The `Date` header."""
        if not self.says_the_date:
            return "no date"
        return format_datetime(START + timedelta(seconds=int(self.now)), usegmt=True)

    def clock(self) -> float:
        """Return the seconds since the start."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let time pass, and with it what is planned."""
        assert seconds > 0, "a wait must not ask in a hot loop"
        end = self.now + seconds
        while self._plans and self._plans[0][0] <= end:
            self.now, _, action = heapq.heappop(self._plans)
            action()
        self.now = end
        assert self.now < 100_000, "it waits for ever"

    async def async_sleep(self, seconds: float) -> None:
        """Do the same for the asynchronous client."""
        self.sleep(seconds)

    # -- the service

    def _set(self, task_id: str, state: str) -> None:
        self.tasks[task_id].update({"state": state, "stateTransitionTime": self.time()})

    def _count(self) -> None:
        self.counted.append((self.now, Counter(task["state"] for task in self.tasks.values())))

    def _counts(self) -> Counter[str]:
        seen = [counts for time, counts in self.counted if time <= self.now - self.counts_lag]
        return seen[-1] if seen else self.counted[0][1]

    def _reply(self, request: Recorded) -> Reply:
        match request.path.strip("/").split("/"):
            case ["jobs", "j", *rest] if self.job is not None:
                return self._reply_of_job(request, self.job, rest)
            case ["jobs", *_]:
                self.asked["job"] += 1
                return Reply(404, json=error_body("JobNotFound"))
            case ["pools", "p"]:
                self.asked["pool"] += 1
                if self.pool_status != 200:
                    return Reply(self.pool_status, json=error_body("Forbidden"))
                if self.pool is None:
                    return Reply(404, json=error_body("PoolNotFound"))
                return Reply(200, json=self._selected(request, self.pool))
            case ["pools", "p", "nodes"]:
                self.asked["nodes"] += 1
                return self._list(request, "list_nodes", self.nodes)
        if request.path in self.files:
            return self._file(request)
        return Reply(404, json=error_body("FileNotFound"))

    def _reply_of_job(self, request: Recorded, job: dict[str, Any], rest: list[str]) -> Reply:
        match rest:
            case []:
                self.asked["job"] += 1
                return Reply(200, json=self._selected(request, job))
            case ["taskcounts"]:
                self.asked["counts"] += 1
                counts = self._counts()
                body = {
                    "active": counts["active"],
                    "running": counts["running"],
                    "completed": counts["completed"],
                }
                return Reply(200, json={"taskCounts": body, "taskSlotCounts": body})
            case ["tasks"]:
                self.asked["list"] += 1
                return self._list(
                    request, "list_tasks", [self.tasks[key] for key in sorted(self.tasks)], hides=True
                )
            case ["tasks", task_id]:
                self.asked["task"] += 1
                if task_id not in self.tasks:
                    return Reply(404, json=error_body("TaskNotFound"))
                return Reply(200, json=self._selected(request, self.tasks[task_id]))
        return self._file(request)

    def _file(self, request: Recorded) -> Reply:
        self.asked["file"] += 1
        content = self.files.get(urllib.parse.unquote(request.path))
        if content is None:
            return Reply(404, json=error_body("FileNotFound"))
        if request.method == "HEAD":
            return Reply(200, headers={"Content-Length": str(len(content))})
        first, _, last = request.headers["ocp-range"].removeprefix("bytes=").partition("-")
        return Reply(200, body=content[int(first) : int(last) + 1])

    def _selected(self, request: Recorded, item: dict[str, Any]) -> dict[str, Any]:
        names = dict(request.query).get("$select", "").split(",")
        assert names != [""], f"{request.target} asks for everything"
        return {name: item[name] for name in names if name in item}

    def _list(
        self, request: Recorded, operation: str, items: list[dict[str, Any]], *, hides: bool = False
    ) -> Reply:
        query = dict(request.query)
        text = query.get("$filter")
        if text:
            passes = compile_filter(text, FILTERABLE[operation])
            items = [item for item in items if passes(item)]
            if hides and "stateTransitionTime ge" in text:
                items = [item for item in items if item["id"] not in self.hidden]
        first = int(query.get("$skiptoken", 0))
        size = int(query.get("maxresults", _PAGE))
        body: dict[str, Any] = {
            "value": [self._selected(request, item) for item in items[first : first + size]]
        }
        if first + size < len(items):
            kept = [(name, value) for name, value in request.query if name != "$skiptoken"]
            link = urllib.parse.urlencode([*kept, ("$skiptoken", first + size)])
            body["odata.nextLink"] = f"{self.server.endpoint}{request.path}?{link}"
        return Reply(200, body=json.dumps(body).encode(), headers={"Content-Type": "application/json"})
