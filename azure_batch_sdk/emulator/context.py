"""What the engine and the handlers see of the service: its state, its clock, and ways to do something later.

There is one, `service.Service`. They are written against this, so none of them depends on how requests come in or on where
the state is written down.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Protocol

from .clock import Clock
from .node.directories import NodeDirectories
from .node.launch import Runner
from .node.packages import Applications
from .service_options import ServiceOptions
from .state.entities import Attempt, Entity, Job, Node, Task
from .state.world import World


class TaskQueue(Protocol):
    """The tasks that wait for a slot; see `scheduler`."""

    def enqueue(self, task: Task) -> None:
        """Let a task wait for a slot."""
        ...

    def withdraw(self, task: Task) -> None:
        """Take a task out of the queue, if it waits."""
        ...

    def job_changed(self, job: Job) -> None:
        """Give a job its places anew: its state, priority, limit or pool has changed, or a task of it has ended."""
        ...

    def remove(self, job: Job) -> None:
        """Take a job out of all queues."""
        ...

    def wake(self, pool_id: str) -> None:
        """Look soon whether something can run on a pool."""
        ...


class FileRetention(Protocol):
    """The files of tasks that have ended; see `engine.retention`."""

    def watch(self, task: Task) -> None:
        """Delete the files of a completed task when their time has passed."""
        ...


class FileTransfers(Protocol):
    """The threads that move files for tasks; see `engine.transfers`."""

    def begin(
        self,
        attempt: Attempt,
        work: Callable[[Callable[[], bool]], None],
        done: Callable[[Exception | None], None],
    ) -> None:
        """Do something in a thread for an attempt; `done` is called exactly once, from any thread."""
        ...

    def in_thread(self, action: Callable[[], None]) -> None:
        """Do something that belongs to no attempt; it must not raise."""
        ...


class ServiceContext(Protocol):
    """One account with its pools, nodes, jobs and tasks."""

    @property
    def options(self) -> ServiceOptions:
        """What the service was started with."""
        ...

    @property
    def account_name(self) -> str:
        """The name of the account."""
        ...

    @property
    def account_key(self) -> str:
        """Its key, as base64."""
        ...

    @property
    def account_url(self) -> str:
        """What tasks get as AZ_BATCH_ACCOUNT_URL."""
        ...

    @property
    def clock(self) -> Clock:
        """The clock of everything that the service says."""
        ...

    @property
    def world(self) -> World:
        """All entities."""
        ...

    @property
    def scheduler(self) -> TaskQueue:
        """What places tasks on nodes."""
        ...

    @property
    def retention(self) -> FileRetention:
        """What deletes the files of tasks."""
        ...

    @property
    def transfers(self) -> FileTransfers:
        """What moves files."""
        ...

    @property
    def runner(self) -> Runner:
        """What runs processes."""
        ...

    @property
    def applications(self) -> Applications:
        """The application packages of the account."""
        ...

    @property
    def loop(self) -> asyncio.AbstractEventLoop:
        """The loop that owns all state."""
        ...

    @property
    def closing(self) -> bool:
        """Whether the service is coming to its end: processes end because of that, and nothing is to be written down."""
        ...

    def touch(self, entity: Entity, *, whole: bool = False) -> None:
        """Write an entity down with the next change set; `whole`: also what the client sent for a task."""
        ...

    def forget(self, entity: Entity) -> None:
        """Take an entity out of the journal."""
        ...

    def after(self, service_seconds: float, action: Callable[[], None]) -> asyncio.TimerHandle:
        """Call back after a span of service time, unless the service is closed by then."""
        ...

    def from_thread(self, action: Callable[[], None]) -> None:
        """Call back on the loop, from any thread; nothing happens once the service is closed."""
        ...

    def launch_in_thread(self, action: Callable[[], None]) -> None:
        """Start a process in a thread."""
        ...

    def kill_in_thread(self, key: str) -> None:
        """Kill a process in a thread where nothing else takes long."""
        ...

    def in_background(self, action: Callable[[], object]) -> None:
        """Do what nobody waits for in a thread."""
        ...

    def directories(self, node: Node) -> NodeDirectories:
        """Return the directories of a node."""
        ...
