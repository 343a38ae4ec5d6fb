"""The entities of the service: what it knows of a pool, a node, a job and a task.

An entity keeps what the client sent (`spec`, complete with the defaults) apart from what the service adds. All times are
ticks. What can be found again after a restart is written by `record` and read by `restore`; processes and timers are
not: they belong to one run.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ..autoscale.samples import Sample
from ..messages import JsonObject
from ..node.environment import InstalledPackage
from ..node.launch import ResourceUse
from .counts import TaskCounts
from .dependencies import DependencyWeb
from .ordered import OrderedTable
from .ready import JobQueue
from .slots import FreeSlots

DeallocationOption = Literal["requeue", "terminate", "taskcompletion", "retaineddata"]


@dataclass(slots=True, eq=False)
class Attempt:
    """One process of a task on a node; it holds its slots until the process has ended.

    An attempt whose task has moved on (terminated, requeued) is no longer `task.attempt`; its exit code is of no
    interest, but the slots are free only then.
    """

    key: str
    node: Node
    slots: int
    task: Task | None
    """None: the node's start task, or the preparation or release task of a job."""
    started: bool = False
    killed: bool = False
    timed_out: bool = False
    exited: bool = False
    """Its process has ended; what it leaves may still be on the way to storage."""
    give_up: Callable[[], None] | None = None
    """Ends it while it waits for files to be moved."""
    began: int = 0
    """When its task began to run."""
    used: ResourceUse | None = None
    """Known once its process has ended."""
    timer: asyncio.TimerHandle | None = None
    on_kill: Callable[[], None] | None = None
    """What ends it, if that is not the end of one process: it waits for a node to be prepared, or runs on several nodes."""
    leader: Attempt | None = None
    """The attempt that stands for all of a multi-instance task, if this is another one of it."""
    others: list[Attempt] = field(default_factory=list)
    """Those that a leader stands for; all end together."""


@dataclass(slots=True, eq=False)
class Scaling:
    """What a pool that scales itself keeps, in one run of the service."""

    enabled: int
    """When it was switched on, or given another formula."""
    samples: dict[str, list[Sample]] = field(default_factory=dict)
    """By variable, oldest first."""
    finished: tuple[int, int] = (0, 0)
    """Tasks of its jobs that had succeeded, and failed, at the last sample."""
    sampling: asyncio.TimerHandle | None = None
    evaluating: asyncio.TimerHandle | None = None
    resizing: asyncio.TimerHandle | None = None


@dataclass(slots=True, eq=False)
class Pool:
    """A pool with its nodes."""

    id: str
    spec: JsonObject
    created: int
    modified: int
    state: str
    state_since: int
    allocation: str
    allocation_since: int
    target_dedicated: int
    target_low_priority: int
    resize_timeout: str
    current_dedicated: int = 0
    current_low_priority: int = 0
    resize_errors: list[JsonObject] | None = None
    deallocation_option: DeallocationOption = "requeue"
    nodes: OrderedTable[Node] = field(default_factory=OrderedTable)
    free: FreeSlots[Node] = field(default_factory=FreeSlots)
    step: asyncio.TimerHandle | None = None
    """What the allocation waits for."""
    deadline: asyncio.TimerHandle | None = None
    """The end of resizeTimeout."""
    auto_scale_run: JsonObject | None = None
    """The last evaluation of its formula, as shown."""
    scaling: Scaling | None = None
    """What it needs to scale itself; None: it does not."""

    def __repr__(self) -> str:
        return f"<Pool {self.id} {self.state} {self.allocation} {len(self.nodes)} nodes>"

    @property
    def slots_per_node(self) -> int:
        """Task slots of every node."""
        return int(self.spec["taskSlotsPerNode"])

    @property
    def is_windows(self) -> bool:
        """Whether its nodes are Windows ones."""
        return runs_windows(self.spec.get("virtualMachineConfiguration") or {})


def runs_windows(machine: JsonObject) -> bool:
    """Tell whether a virtualMachineConfiguration is that of Windows nodes."""
    return "windows" in str(machine.get("nodeAgentSKUId", "")).lower()


@dataclass(slots=True, eq=False)
class Node:
    """A node of a pool."""

    id: str
    pool: Pool
    dedicated: bool
    address: str
    state: str
    state_since: int
    allocated: int
    scheduling: Literal["enabled", "disabled"] = "enabled"
    first_boot: int | None = None
    last_boot: int | None = None
    start_task: JsonObject | None = None
    """The start task as it was when the node came up."""
    start_info: JsonObject | None = None
    packages: Sequence[InstalledPackage] = ()
    """The packages of the pool, as they were put on it when it came up."""
    errors: list[JsonObject] = field(default_factory=list)
    users: dict[str, JsonObject] = field(default_factory=dict)
    """The accounts made on it by request, under the names that tell them apart."""
    wiped: int | None = None
    """When its files were last lost."""
    log: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=1000))
    """What happened to it lately, in this run of the service."""
    tasks_run: int = 0
    tasks_succeeded: int = 0
    attempts: dict[Attempt, None] = field(default_factory=dict)
    recent: deque[Task] = field(default_factory=lambda: deque(maxlen=10))
    visits: dict[Visit, None] = field(default_factory=dict)
    """The jobs that were prepared here."""
    draining: bool = False
    """Takes no new task, because an operation waits for the running ones."""
    keeps_files: bool = False
    """Leaves only when the retention time of all its tasks has passed."""
    when_empty: Callable[[], None] | None = None
    """What goes on when the last process has ended."""
    step: asyncio.TimerHandle | None = None

    def __repr__(self) -> str:
        return f"<Node {self.id[:14]} of {self.pool.id} {self.state} {len(self.attempts)} attempts>"

    @property
    def work(self) -> list[Attempt]:
        """The attempts of tasks; the start task does not count."""
        return [attempt for attempt in self.attempts if attempt.task is not None]

    @property
    def slots_in_use(self) -> int:
        """Slots that are held."""
        return sum(attempt.slots for attempt in self.attempts)


@dataclass(slots=True, eq=False)
class Job:
    """A job with its tasks."""

    id: str
    spec: JsonObject
    created: int
    modified: int
    state: str
    state_since: int
    started: int
    pool_id: str
    previous: str | None = None
    """The last state before this one that was not on the way to another."""
    previous_since: int = 0
    ended: int | None = None
    terminate_reason: str | None = None
    scheduling_error: JsonObject | None = None
    tasks: OrderedTable[Task] = field(default_factory=OrderedTable)
    counts: TaskCounts = field(default_factory=TaskCounts)
    ready: JobQueue[Task] = field(default_factory=JobQueue)
    dependencies: DependencyWeb[Task] = field(default_factory=DependencyWeb)
    attempts: dict[Attempt, None] = field(default_factory=dict)
    visits: dict[str, Visit] = field(default_factory=dict)
    """Where it was prepared, by node; nodes that are gone are among them."""
    step: asyncio.TimerHandle | None = None
    deadline: asyncio.TimerHandle | None = None
    """The end of maxWallClockTime."""
    force: bool = False
    schedule_id: str | None = None
    """The job schedule that made it."""
    when_over: Callable[[], None] | None = None
    """Told that it is completed, and later that it is gone."""

    def __repr__(self) -> str:
        return f"<Job {self.id} {self.state} {self.counts.tasks}>"

    @property
    def running_limit(self) -> int | None:
        """How many tasks may run at once; None: no limit."""
        limit = int(self.spec["maxParallelTasks"])
        return None if limit < 0 else limit


@dataclass(slots=True, eq=False)
class JobSchedule:
    """A job schedule with the jobs that it made and that are still there."""

    id: str
    spec: JsonObject
    created: int
    modified: int
    state: str
    state_since: int
    previous: str | None = None
    previous_since: int = 0
    due: int | None = None
    """When the next job is due; None: there will be none."""
    last_due: int = 0
    """When the last job that was made was due."""
    waiting: int | None = None
    """The due time that has come and whose job waits for the end of the one before."""
    made: int = 0
    recent: str | None = None
    """The id of the last job."""
    ended: int | None = None
    pool_id: str | None = None
    """The automatic pool that its jobs share."""
    jobs: OrderedTable[Job] = field(default_factory=OrderedTable)
    step: asyncio.TimerHandle | None = None

    def __repr__(self) -> str:
        return f"<JobSchedule {self.id} {self.state} {len(self.jobs)} jobs>"


@dataclass(slots=True, eq=False)
class Task:
    """A task; its creation time, unique in the service, is also its age in the queue."""

    job: Job
    id: str
    spec: JsonObject
    created: int
    modified: int
    state: str
    since: int
    previous: str | None = None
    previous_since: int = 0
    retries: int = 0
    last_retry: int | None = None
    requeues: int = 0
    last_requeue: int | None = None
    started: int | None = None
    ended: int | None = None
    exit_code: int | None = None
    result: str | None = None
    failure: JsonObject | None = None
    node_id: str | None = None
    pool_id: str | None = None
    on_windows: bool | None = None
    """True for a task that ran on a Windows node."""
    attempt: Attempt | None = None
    leaving: Attempt | None = None
    """A process of this task that is being killed; no new one starts before it has ended."""
    subtasks: list[JsonObject] | None = None
    """The other instances of a multi-instance task, as shown, save for where they run."""
    used: ResourceUse | None = None
    """By all its processes that have ended."""
    ran: int = 0
    """For how long it ran, in all its runs that are over."""
    unmet: int = 0
    """How many conditions of `dependsOn` are not met yet."""

    def __repr__(self) -> str:
        return f"<Task {self.job.id}/{self.id} {self.state}>"

    @property
    def age(self) -> int:
        """The lower, the earlier in the queue."""
        return self.created

    @property
    def slots(self) -> int:
        """The slots it needs on a node."""
        return int(self.spec["requiredSlots"])

    @property
    def instances(self) -> int:
        """On how many nodes it runs at once, if it is multi-instance, and 0 if not."""
        settings = self.spec.get("multiInstanceSettings")
        return int(settings.get("numberOfInstances", 1)) if settings else 0

    @property
    def is_manager(self) -> bool:
        """Whether it is the manager task of its job."""
        settings = self.job.spec.get("jobManagerTask")
        return settings is not None and str(settings["id"]).lower() == self.id.lower()

    @property
    def shape(self) -> Hashable:
        """Tasks of equal shape fit on the same nodes."""
        return (
            (self.slots, self.instances, self.is_manager) if self.instances or self.is_manager else self.slots
        )


@dataclass(slots=True, eq=False)
class Visit:
    """A job on a node: what became of its preparation task there, and of its release task."""

    job: Job
    node_id: str
    pool_id: str
    prepared: str = "needed"
    """See `lifecycles.PREPARATION`."""
    preparation: JsonObject | None = None
    """How the preparation task is shown, save for where it ran."""
    released: str = "none"
    """See `lifecycles.RELEASE`."""
    release: JsonObject | None = None
    attempt: Attempt | None = None
    """The process of the preparation or the release task."""
    waiting: dict[Callable[[Visit, bool], None], None] = field(default_factory=dict)
    """What wants to know whether the preparation has succeeded."""

    def __repr__(self) -> str:
        return f"<Visit of {self.job.id} on {self.node_id[:14]} {self.prepared} {self.released}>"


Entity = Pool | Node | JobSchedule | Job | Task | Visit
