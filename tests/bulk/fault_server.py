"""A service that takes tasks and is as bad as it is told to be.

One job, any account, no check of signatures. It keeps score of what a client must not do: lose a task, or send one again
that it was told about. Faults are drawn from a seeded source, by share:

    with FaultServer(Faults.all_together(0.05), seed=1) as server:
        ...
        assert server.score.needless == 0

As a program (`python fault_server.py '{"latency": 0.02}'`) it prints its port, so that a client can be measured or
killed without sharing a process with it; `GET /score` then gives the score as JSON.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

JOB_CREATED = "2026-01-31T08:00:00.1234567Z"
LOST = object()


@dataclass(frozen=True)
class Faults:
    """Shares of requests (or tasks) that go wrong, between 0 and 1."""

    busy: float = 0.0
    """503, half of them after the work was done."""
    throttled: float = 0.0
    """429 with a Retry-After."""
    dropped_before: float = 0.0
    dropped_after: float = 0.0
    task_error: float = 0.0
    """Of the tasks: an item with `servererror`."""
    silent: float = 0.0
    """Of the tasks: added, but left out of the answer."""
    too_large: float = 0.0
    """Of the requests with more than one task: 413 whatever their size."""
    largest: int = 524_288
    """Characters that a request may have."""
    latency: float = 0.0

    @classmethod
    def all_together(cls, share: float) -> Faults:
        """Every fault by the same share, and a limit below the client's."""
        return cls(share, share, share, share, share, share, share, largest=60_000)


@dataclass
class Score:
    """What happened so far."""

    requests: int = 0
    needless: int = 0
    """Tasks that came again although their fate had been answered."""
    most_at_once: int = 0
    largest_request: int = 0
    most_tasks: int = 0
    connections: int = 0
    faults: Counter[str] = field(default_factory=Counter)


class FaultServer:
    """The server, in a thread of its own; use it as a context manager."""

    def __init__(self, faults: Faults | None = None, *, seed: int = 0) -> None:
        self.faults = faults or Faults()
        self.score = Score()
        self.tasks: dict[str, int] = {}
        """Ids in lower case, by the order in which they were added."""
        self.order: list[list[str]] = []
        """The ids of each request, as they came in."""
        self.answered: set[str] = set()
        self.refused_ids: dict[str, str] = {}
        """Ids that are refused with an item, and the code."""
        self.script: Callable[[int, list[str]], Any] | None = None
        """Asked first, with number and ids of a request: None leaves it to the faults; `(status, body, headers)` is
        sent; a str is the name of a fault; `LOST` is no answer until the end of the test."""
        self.hold: threading.Event | None = None
        """While it is set to an event, answers wait for it."""
        self.job_created = JOB_CREATED
        self.port = 0
        self._random = random.Random(seed)
        self._at_once = 0
        self._changed = threading.Condition()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._ready = threading.Event()
        self._connections: set[asyncio.Task[None]] = set()
        self._stop: asyncio.Event | None = None

    @property
    def endpoint(self) -> str:
        """The URL of the account."""
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> FaultServer:
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        def stop() -> None:
            assert self._stop is not None
            self._stop.set()

        assert self._loop is not None
        self._loop.call_soon_threadsafe(stop)
        self._thread.join(10)

    def wait_until(self, state: Callable[[], bool], what: str, seconds: float = 20.0) -> None:
        """Wait until the server is in a state; it is asked at each request."""
        with self._changed:
            if not self._changed.wait_for(state, seconds):
                raise AssertionError(f"not {what} within {seconds} s: {self.score}")

    # -- the wire

    def _serve(self) -> None:
        asyncio.run(self._run())

    async def _run(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        server = await asyncio.start_server(self._connected, "127.0.0.1", self.port, limit=1 << 22)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()
        for connection in self._connections:
            connection.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        me = asyncio.current_task()
        assert me is not None
        self._connections.add(me)
        self.score.connections += 1
        try:
            while await self._one(reader, writer):
                pass
        except (asyncio.IncompleteReadError, asyncio.CancelledError, ConnectionError):
            pass
        finally:
            self._connections.discard(me)
            writer.transport.abort()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        request, *lines = head.split("\r\n")
        method, target, _ = request.split(" ", 2)
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        path = target.partition("?")[0]
        answer = self._look(path) if method == "GET" else await self._add(body)
        if answer is None:
            return False
        status, content, more = answer
        lines = [f"{name}: {value}" for name, value in more.items()]
        lines += [f"Content-Length: {len(content)}", "Content-Type: application/json;odata=minimalmetadata"]
        writer.write("\r\n".join([f"HTTP/1.1 {status} Status", *lines, "", ""]).encode() + content)
        await writer.drain()
        return True

    def _look(self, path: str) -> tuple[int, bytes, dict[str, str]]:
        if path == "/score":
            facts = {**vars(self.score), "tasks": len(self.tasks)}
            return 200, json.dumps(facts).encode(), {}
        job = {"id": path.rpartition("/")[2], "creationTime": self.job_created}
        return 200, json.dumps(job).encode(), {}

    # -- the service

    async def _add(self, body: bytes) -> tuple[int, bytes, dict[str, str]] | None:
        tasks = json.loads(body)["value"]
        ids = [task["id"] for task in tasks]
        score = self.score
        with self._changed:
            score.requests += 1
            number = score.requests
            score.needless += sum(task_id.lower() in self.answered for task_id in ids)
            score.largest_request = max(score.largest_request, len(body.decode()))
            score.most_tasks = max(score.most_tasks, len(ids))
            self.order.append(ids)
            self._at_once += 1
            score.most_at_once = max(score.most_at_once, self._at_once)
            self._changed.notify_all()
        try:
            if self.faults.latency:
                await asyncio.sleep(self.faults.latency)
            while self.hold is not None and not self.hold.is_set():
                await asyncio.sleep(0.002)
            return await self._decide(number, ids, body)
        finally:
            with self._changed:
                self._at_once -= 1
                self._changed.notify_all()

    async def _decide(
        self, number: int, ids: list[str], body: bytes
    ) -> tuple[int, bytes, dict[str, str]] | None:
        scripted = self.script(number, ids) if self.script is not None else None
        if scripted is LOST:
            await asyncio.Event().wait()
        if isinstance(scripted, tuple):
            status, content, headers = scripted
            return status, content if isinstance(content, bytes) else json.dumps(content).encode(), headers
        fault = scripted or self._draw(ids, body)
        self.score.faults[fault] += 1
        match fault:
            case "busy before" | "busy after":
                if fault == "busy after":
                    self._work(ids)
                return 503, error_body("ServerBusy"), {"retry-after-ms": "3"}
            case "throttled":
                return 429, error_body("TooManyRequests"), {"retry-after-ms": "3"}
            case "dropped before":
                return None
            case "dropped after":
                self._work(ids)
                return None
            case "too large":
                return 413, error_body("RequestBodyTooLarge"), {}
        items = self._work(ids)
        self.answered.update(item["taskId"].lower() for item in items if item["status"] != "ServerError")
        return 200, json.dumps({"value": items}).encode(), {}

    def _draw(self, ids: list[str], body: bytes) -> str:
        if len(body.decode()) > self.faults.largest:
            return "too large"
        faults = self.faults
        shares = [
            ("busy before", faults.busy / 2),
            ("busy after", faults.busy / 2),
            ("throttled", faults.throttled),
            ("dropped before", faults.dropped_before),
            ("dropped after", faults.dropped_after),
            ("too large", faults.too_large if len(ids) > 1 else 0.0),
        ]
        drawn = self._random.random()
        for name, share in shares:
            drawn -= share
            if drawn < 0:
                return name
        return "none"

    def _work(self, ids: list[str]) -> list[dict[str, Any]]:
        """Add tasks and return the items of the answer, in another order than they came."""
        items = []
        for task_id in ids:
            item = self._work_on(task_id)
            if item is not None:
                items.append(item)
        return items[::-1]

    def _work_on(self, task_id: str) -> dict[str, Any] | None:
        key = task_id.lower()
        if task_id in self.refused_ids:
            return self._error(task_id, "ClientError", self.refused_ids[task_id])
        if key in self.tasks:
            return self._error(task_id, "ClientError", "TaskExists")
        if self._random.random() < self.faults.task_error:
            self.score.faults["task error"] += 1
            return self._error(task_id, "ServerError", "InternalError")
        self.tasks[key] = len(self.tasks)
        if self._random.random() < self.faults.silent:
            return None
        return {
            "status": "Success",
            "taskId": task_id,
            "eTag": f"0x8DE{len(self.tasks):012X}",
            "lastModified": f"2026-01-31T08:{len(self.tasks) // 60 % 60:02d}:{len(self.tasks) % 60:02d}.1234567Z",
            "location": f"{self.endpoint}/jobs/job/tasks/{task_id}",
        }

    def _error(self, task_id: str, status: str, code: str) -> dict[str, Any]:
        return {
            "taskId": task_id,
            "status": status,
            "error": {
                "code": code,
                "message": {"lang": "en-US", "value": f"Because of {code}.\nRequestId:1\nTime:2"},
            },
        }


def error_body(code: str) -> bytes:
    """Make the body of an error."""
    return json.dumps({"code": code, "message": {"lang": "en-US", "value": f"Because of {code}."}}).encode()


def main() -> None:
    """Serve until stdin is closed."""
    options = json.loads(sys.argv[1]) if len(sys.argv) > 1 else {}
    with FaultServer(Faults(**options)) as server:
        print(server.port, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
