"""The emulated service: the world, its clock, and the one door through which requests come in.

One event loop owns all state; handlers are plain functions that run on it and cannot interrupt one another. What takes
time (starting and killing processes, deleting directories, writing the journal) happens in threads and comes back
to the loop.
"""

from __future__ import annotations

import asyncio
import uuid
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache, partial
from inspect import isawaitable

from .clock import TICKS_PER_SECOND, Clock
from .engine import recovery, tokens
from .engine.retention import Retention
from .engine.transfers import Transfers
from .errors import ServiceError
from .handlers import HANDLERS
from .messages import Reply, Request
from .node.daemon_threads import DaemonThreads
from .node.directories import NodeDirectories
from .node.launch import Runner
from .node.packages import Applications
from .node.runner import ProcessRunner
from .scheduler import Scheduler
from .service_options import ServiceOptions
from .state.entities import Entity, Node
from .state.records import drops, puts, restore
from .state.world import World
from .store import Change, Journal, JournalFailed, MemoryJournal, Put, SqliteJournal

_PROMISE_EVERY = 0.5


class Service:
    """One account with its pools, nodes, jobs and tasks.

    Raises FolderInUse if another process has the data folder. Everything but construction happens on one event loop.
    """

    def __init__(self, options: ServiceOptions, runner: Runner | None = None) -> None:
        self.options = options
        self.account_name: str = options.account_name
        self.account_key: str = options.account_key
        self.account_url: str = ""
        """What tasks get as AZ_BATCH_ACCOUNT_URL; the address of the first request, unless set before."""
        self.journal: Journal = (
            MemoryJournal() if options.data_dir is None else SqliteJournal(options.data_dir)
        )
        records = list(self.journal.load())
        meta = {put.key: put.text for put in records if put.kind == "meta"}
        self.clock: Clock = Clock(options.time_scale, not_before=int(meta.get("clock", 0)))
        self._folder_id = meta.get("folder") or uuid.uuid4().hex
        self.runner: Runner = runner or ProcessRunner(self._folder_id)
        self.world: World = World()
        restore(self.world, (put for put in records if put.kind != "meta"))
        self.scheduler: Scheduler = Scheduler(self)
        self.retention: Retention = Retention(self)
        self.transfers: Transfers = Transfers()
        self.applications: Applications = Applications(options.applications)
        self.closing: bool = False
        self._earlier_marker = meta.get("folder") if runner is None else meta.get("marker")
        self._promised = 0
        self._remembers = options.data_dir is not None
        self._changes: list[Change] = []
        self._dirty: dict[Entity, bool] = {}
        self._flush_is_due = False
        self._arrived: deque[Callable[[], None]] = deque()
        self._arrival_is_due = False
        # The interpreter lock is held while a process is started, so that a second thread would only be in the way.
        self._launcher = DaemonThreads(1, "azure-batch-launch")
        self._killer = DaemonThreads(1, "azure-batch-kill")
        self._background = ThreadPoolExecutor(2, thread_name_prefix="azure-batch-background")
        self._directories = lru_cache(maxsize=1024)(
            lambda node_id: NodeDirectories(self.options.work_dir / node_id)
        )
        self._loop: asyncio.AbstractEventLoop | None = None

    def __repr__(self) -> str:
        return f"<Service {self.account_name} {self.world}>"

    @property
    def loop(self) -> asyncio.AbstractEventLoop:
        """The loop that owns all state."""
        if self._loop is None:
            raise RuntimeError("the service has not been started: await service.start() first")
        return self._loop

    async def start(self) -> None:
        """Come up: end what an earlier run left behind, requeue what it interrupted, boot the nodes."""
        self._loop = asyncio.get_running_loop()
        self.options.work_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self._earlier_marker is not None:
            await self.loop.run_in_executor(self._background, self.runner.sweep, self._earlier_marker)
        self._change(Put("meta", "folder", self._folder_id))
        self._change(Put("meta", "marker", self.runner.marker))
        recovery.resume(self)
        recovery.clear_away(self)
        self._flush()
        await self.journal.committed()
        if self._remembers and self.options.time_scale != 1.0:
            self._promise_time()

    async def aclose(self) -> None:
        """Stop the tasks and write what is left; a task that was running is requeued by the next run."""
        if self.closing:
            return
        self.closing = True
        self._flush()
        self.transfers.close()
        self._launcher.close()
        self._killer.close()
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(None, self.runner.close)
        await loop.run_in_executor(None, self._launcher.join)
        await loop.run_in_executor(None, self._background.shutdown)
        if self._remembers and self._loop is not None:
            self.journal.append([Put("meta", "clock", str(self.clock.ticks()))])
        await self.journal.aclose()

    async def handle(self, request: Request) -> Reply:
        """Answer a request; what the answer says is on disk when it is given. Raises ServiceError."""
        handler = HANDLERS[request.operation.name]
        self.account_url = self.account_url or request.base_url
        try:
            answer = handler(self, request)
            return await answer if isawaitable(answer) else answer
        finally:
            await self.committed()

    def job_of_token(self, token: str) -> str | None:
        """Return the id of the job that a task's token gives access to, None if it is no such token."""
        job = tokens.job_of_token(self, token)
        return None if job is None else job.id

    # What the engine uses

    def touch(self, entity: Entity, *, whole: bool = False) -> None:
        """Write an entity down with the next change set; `whole`: also what the client sent for a task."""
        if self._remembers and not self.closing:
            self._dirty[entity] = whole or self._dirty.get(entity, False)
            self._schedule_flush()

    def forget(self, entity: Entity) -> None:
        """Take an entity out of the journal."""
        if self._remembers and not self.closing:
            self._dirty.pop(entity, None)
            # What was touched before comes before: a job may be made again under the same id in the same change set.
            self._encode_dirty()
            self._changes += drops(entity)
            self._schedule_flush()

    def after(self, service_seconds: float, action: Callable[[], None]) -> asyncio.TimerHandle:
        """Call back after a span of service time, unless the service is closed by then."""
        return self.clock.call_later(service_seconds, lambda: None if self.closing else action())

    def from_thread(self, action: Callable[[], None]) -> None:
        """Call back on the loop, from any thread; nothing happens once the service is closed."""
        if not self.closing:
            self._arrived.append(action)
            # Who finds it set comes in time to be seen: it is cleared before the queue is read.
            if not self._arrival_is_due:
                self._arrival_is_due = True
                self.loop.call_soon_threadsafe(self._receive)

    def launch_in_thread(self, action: Callable[[], None]) -> None:
        """Start a process in a thread."""
        if not self.closing:
            self._launcher.submit(lambda: None if self.closing else action())

    def kill_in_thread(self, key: str) -> None:
        """Kill a process in a thread where nothing else takes long."""
        if not self.closing:
            self._killer.submit(partial(self.runner.kill, key))

    def in_background(self, action: Callable[[], object]) -> None:
        """Do what nobody waits for in a thread."""
        if not self.closing:
            self._background.submit(action)

    def directories(self, node: Node) -> NodeDirectories:
        """Return the directories of a node."""
        return self._directories(node.id)

    def _receive(self) -> None:
        """Take what threads have reported: waking the loop costs more than most of these, so many share it."""
        self._arrival_is_due = False
        while self._arrived:
            action = self._arrived.popleft()
            self.loop.call_soon(lambda action=action: None if self.closing else action())  # type: ignore[misc]  # a bound default

    # The journal

    def _change(self, change: Change) -> None:
        if self._remembers:
            self._changes.append(change)
            self._schedule_flush()

    def _schedule_flush(self) -> None:
        if not self._flush_is_due:
            self._flush_is_due = True
            self.loop.call_soon(self._flush)

    def _encode_dirty(self) -> None:
        for entity, whole in self._dirty.items():
            self._changes += puts(entity, whole=whole)
        self._dirty.clear()

    def _flush(self) -> None:
        self._flush_is_due = False
        self._encode_dirty()
        if self._changes:
            clock = max(self.clock.ticks(), self._promised)
            self.journal.append([*self._changes, Put("meta", "clock", str(clock))])
            self._changes.clear()

    async def committed(self) -> None:
        """Wait until everything that can be seen now is on disk. Raises ServiceError if it cannot be written."""
        if self._remembers:
            if not self.closing:
                self._flush()
            try:
                await self.journal.committed()
            except JournalFailed as error:
                raise ServiceError(
                    500, "InternalError", f"The emulator cannot write its data folder: {error}"
                ) from error

    def _promise_time(self) -> None:
        # A fast clock says times that are in the future of the machine; a run that is killed between two writes
        # must not say them again.
        ahead = int(2 * _PROMISE_EVERY * self.options.time_scale * TICKS_PER_SECOND)
        self._promised = self.clock.ticks() + ahead
        self.journal.append([Put("meta", "clock", str(self._promised))])
        self.loop.call_later(_PROMISE_EVERY, lambda: None if self.closing else self._promise_time())
