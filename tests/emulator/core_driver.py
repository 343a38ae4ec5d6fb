"""Drive a service without HTTP: requests as values, and a runner whose processes end when a test says so."""

from __future__ import annotations

import asyncio
import functools
import threading
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from azure_batch_sdk._generated.operations import OPERATIONS
from azure_batch_sdk.emulator.errors import ServiceError
from azure_batch_sdk.emulator.messages import Reply, Request
from azure_batch_sdk.emulator.node.launch import Exited, Launch, LaunchError, Runner
from azure_batch_sdk.emulator.node.processes import Started
from azure_batch_sdk.emulator.service import Service
from azure_batch_sdk.emulator.service_options import ServiceOptions

from .stepped_clock import SteppedClock

BASE_URL = "http://127.0.0.1:1"
DEADLINE = 20.0
_STEP = 0.002
"""Seconds between two looks."""
_PATIENCE = 2.0

_running: list[Service] = []
"""The services whose clocks `until` moves on."""

Seen = TypeVar("Seen")

POOL: dict[str, Any] = {
    "id": "p",
    "vmSize": "STANDARD_D1_v2",
    "targetDedicatedNodes": 1,
    "virtualMachineConfiguration": {
        "imageReference": {"publisher": "canonical", "offer": "ubuntu-24_04-lts", "sku": "server"},
        "nodeAgentSKUId": "batch.node.ubuntu 24.04",
    },
}


class ScriptedRunner:
    """Starts nothing: a launch runs until `exit` is called or the service kills it."""

    def __init__(self) -> None:
        self.launches: dict[str, Launch] = {}
        """Those that run, by key."""
        self.history: list[Launch] = []
        self.killed: list[str] = []
        self.swept: list[str] = []
        self.refuse: dict[str, LaunchError] = {}
        """By command line."""
        self.exit_at_once: dict[str, int] = {}
        """Exit codes by command line."""
        self.ignores_kill = False
        self._on_exit: dict[str, Callable[[Exited], None]] = {}

    @property
    def marker(self) -> str:
        return "scripted"

    def start(self, launch: Launch, on_exit: Callable[[Exited], None]) -> Started:
        if launch.command_line in self.refuse:
            raise self.refuse[launch.command_line]
        self.history.append(launch)
        self._on_exit[launch.key] = on_exit
        self.launches[launch.key] = launch
        code = self.exit_at_once.get(launch.command_line)
        if code is not None:
            self.exit(launch.key, code)
        return Started(1)

    def exit(self, key: str, code: int = 0) -> None:
        """End a launch; `key` may be a part of its key."""
        found = [full for full in list(self.launches) if key in full]
        assert len(found) == 1, f"{key!r} names {found} of {list(self.launches)}"
        del self.launches[found[0]]
        self._on_exit.pop(found[0])(Exited(found[0], code))

    def running(self, part: str = "") -> list[str]:
        """Return the keys of what runs."""
        return [key for key in list(self.launches) if part in key]

    def kill(self, key: str) -> None:
        self.killed.append(key)
        if key in self.launches and not self.ignores_kill:
            self.exit(key, 137)

    def close(self) -> None:
        for key in list(self.launches):
            self.exit(key, 137)

    def sweep(self, marker: str, recorded: Iterable[Started] = ()) -> int:
        self.swept.append(marker)
        return 0


class Driver:
    """A service that runs, and short words for what tests ask of it."""

    def __init__(self, service: Service) -> None:
        self.service = service

    async def reply(
        self,
        operation: str,
        body: dict[str, Any] | None = None,
        *,
        query: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        **path: str,
    ) -> Reply:
        """Call an operation; path arguments by wire name."""
        row = OPERATIONS[operation]
        request = Request(
            row,
            path,
            query or {},
            headers or {},
            body,
            "2025-06-01",
            BASE_URL,
            "00000000-0000-0000-0000-000000000000",
        )
        return await self.service.handle(request)

    async def body(self, operation: str, body: dict[str, Any] | None = None, **path: Any) -> dict[str, Any]:
        """Call an operation and return the body of its reply."""
        reply = await self.reply(operation, body, **path)
        assert reply.body is not None
        return reply.body

    async def items(self, operation: str, after: str | None = None, **path: Any) -> list[dict[str, Any]]:
        """Call a list operation and return all items behind a key."""
        reply = await self.reply(operation, **path)
        assert reply.listing is not None
        return [make() for _, make in reply.listing.after(after)]

    async def refusal(self, operation: str, body: dict[str, Any] | None = None, **path: Any) -> ServiceError:
        """Call an operation that is refused."""
        try:
            reply = await self.reply(operation, body, **path)
        except ServiceError as error:
            return error
        raise AssertionError(f"{operation} was not refused: {reply}")

    async def pool(self, **members: Any) -> dict[str, Any]:
        """Make a pool and wait until its nodes are up."""
        body = {**POOL, **members}
        await self.reply("create_pool", body)
        wanted = body.get("targetDedicatedNodes", 0) + body.get("targetLowPriorityNodes", 0)

        async def look() -> dict[str, Any] | None:
            nodes = await self.items("list_nodes", poolId=body["id"])
            pool = await self.body("get_pool", poolId=body["id"])
            up = [node for node in nodes if node["state"] in ("idle", "running", "offline")]
            return pool if len(up) == wanted and pool["allocationState"] == "steady" else None

        return await until(look, f"pool {body['id']} is steady with {wanted} nodes up")

    async def job(self, job_id: str = "j", pool: str = "p", **members: Any) -> None:
        """Make a job."""
        await self.reply("create_job", {"id": job_id, "poolInfo": {"poolId": pool}, **members})

    async def task(self, task_id: str = "t", job: str = "j", command: str = "run", **members: Any) -> None:
        """Make a task."""
        await self.reply("create_task", {"id": task_id, "commandLine": command, **members}, jobId=job)

    async def get_task(self, task_id: str = "t", job: str = "j") -> dict[str, Any]:
        """Show a task."""
        return await self.body("get_task", jobId=job, taskId=task_id)

    async def node(self, pool: str = "p") -> dict[str, Any]:
        """Show the only node of a pool."""
        (node,) = await self.items("list_nodes", poolId=pool)
        return node

    async def task_in(self, state: str, task_id: str = "t", job: str = "j") -> dict[str, Any]:
        """Wait until a task is in a state."""

        async def look() -> dict[str, Any] | None:
            task = await self.get_task(task_id, job)
            return task if task["state"] == state else None

        return await until(look, f"task {job}/{task_id} is {state}")

    async def job_in(self, state: str, job_id: str = "j") -> dict[str, Any]:
        """Wait until a job is in a state."""

        async def look() -> dict[str, Any] | None:
            job = await self.body("get_job", jobId=job_id)
            return job if job["state"] == state else None

        return await until(look, f"job {job_id} is {state}")

    async def node_in(self, state: str, pool: str = "p") -> dict[str, Any]:
        """Wait until the only node of a pool is in a state."""

        async def look() -> dict[str, Any] | None:
            nodes = await self.items("list_nodes", poolId=pool)
            return nodes[0] if len(nodes) == 1 and nodes[0]["state"] == state else None

        return await until(look, f"the node of pool {pool} is {state}")

    async def steady(self, pool: str = "p") -> dict[str, Any]:
        """Wait until a pool is steady."""

        async def look() -> dict[str, Any] | None:
            body = await self.body("get_pool", poolId=pool)
            return body if body["allocationState"] == "steady" else None

        return await until(look, f"pool {pool} is steady")

    async def gone(self, operation: str, **path: Any) -> None:
        """Wait until an operation answers 404."""

        async def look() -> bool:
            try:
                await self.reply(operation, **path)
            except ServiceError as error:
                assert error.status == 404
                return True
            return False

        await until(look, f"{operation} {path} answers 404")

    async def launched(self, runner: ScriptedRunner, part: str, number: int = 1) -> list[str]:
        """Wait until so many launches run."""
        await settled()  # what has been killed by now is not to be taken for what runs

        async def look() -> list[str] | None:
            keys = runner.running(part)
            return keys if len(keys) == number else None

        return await until(look, f"{number} launches of {part!r} run, now {runner.running()}")


async def until(look: Callable[[], Awaitable[Seen | None]], what: str) -> Seen:
    """Look until there is something to see; the clocks of services move on between two looks."""
    # Counted in looks: a machine that is late gets its time.
    for _ in range(int(DEADLINE / _STEP)):
        seen = await look()
        if seen:
            return seen
        await settled()
        await asyncio.sleep(_STEP)
        pass_time(_STEP)
    raise AssertionError(f"not within {DEADLINE} s: {what}")


def pass_time(real_seconds: float) -> None:
    """Move the clocks of services on, by as much as a machine that is never late would in so many seconds."""
    for service in _running:
        if isinstance(service.clock, SteppedClock):
            service.clock.pass_time(real_seconds)


async def settled() -> None:
    """Wait until the services have started and killed the processes that they were to start and kill by now."""
    for service in _running:
        for threads in (service._killer, service._launcher):
            done = threading.Event()
            threads.submit(done.set)
            # A launch may be held up by the test itself.
            late = time.monotonic() + _PATIENCE
            while not done.is_set() and time.monotonic() < late:
                await asyncio.sleep(0)
    await asyncio.sleep(0)


def options(folder: Path, *, time_scale: float = 20.0, data: bool = False) -> ServiceOptions:
    """Make options for a service that keeps everything below a folder."""
    return ServiceOptions(
        account_name="account",
        account_key="a2V5",
        work_dir=folder / "nodes",
        data_dir=folder / "data" if data else None,
        time_scale=time_scale,
    )


class Running:
    """A service for the length of an `async with`."""

    def __init__(self, service_options: ServiceOptions, runner: Runner | None = None) -> None:
        self._options = service_options
        self._runner = runner

    async def __aenter__(self) -> Driver:
        self._service = Service(self._options, self._runner)
        if isinstance(self._runner, ScriptedRunner):
            clock = self._service.clock
            self._service.clock = SteppedClock(clock.time_scale, not_before=clock.ticks())
        await self._service.start()
        _running.append(self._service)
        return Driver(self._service)

    async def __aexit__(self, *exc: object) -> None:
        _running.remove(self._service)
        await self._service.aclose()


Parameters = ParamSpec("Parameters")


def on_loop(test: Callable[Parameters, Coroutine[Any, Any, None]]) -> Callable[Parameters, None]:
    """Run an asynchronous test on a loop of its own."""

    @functools.wraps(test)
    def run(*args: Parameters.args, **kwargs: Parameters.kwargs) -> None:
        asyncio.run(test(*args, **kwargs))

    return run
