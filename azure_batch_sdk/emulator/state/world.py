"""All entities, found by id."""

from __future__ import annotations

from collections import deque
from typing import NamedTuple

from ..errors import ServiceError
from .entities import Job, JobSchedule, Node, Pool, Task
from .ordered import OrderedTable


class NodeUse(NamedTuple):
    """A node that an account has had, from tick to tick."""

    pool_id: str
    """In lower case."""
    vm_size: str
    dedicated: bool
    begin: int
    end: int


class World:
    """The pools with their nodes and the jobs with their tasks."""

    def __init__(self) -> None:
        self.pools: OrderedTable[Pool] = OrderedTable()
        self.schedules: OrderedTable[JobSchedule] = OrderedTable()
        self.jobs: OrderedTable[Job] = OrderedTable()
        self.jobs_by_pool: dict[str, dict[Job, None]] = {}
        """Jobs by the pool they run on (lower case), whether or not it is there."""

        self.past_use: deque[NodeUse] = deque(maxlen=10_000)
        """The nodes that are gone, since the service was started."""
        self.node_count = 0
        self.open_jobs: set[Job] = set()
        """Jobs that are not completed: what the account's quota counts."""

    def __repr__(self) -> str:
        return f"<World {len(self.pools)} pools, {len(self.jobs)} jobs>"

    def pool(self, pool_id: str) -> Pool:
        """Return a pool, or refuse with PoolNotFound."""
        pool = self.pools.get(pool_id)
        if pool is None:
            raise not_found("pool")
        return pool

    def node(self, pool_id: str, node_id: str) -> Node:
        """Return a node of a pool, or refuse with PoolNotFound or NodeNotFound."""
        node = self.pool(pool_id).nodes.get(node_id)
        if node is None:
            raise not_found("node")
        return node

    def schedule(self, schedule_id: str) -> JobSchedule:
        """Return a job schedule, or refuse with JobScheduleNotFound."""
        schedule = self.schedules.get(schedule_id)
        if schedule is None:
            raise not_found("job schedule")
        return schedule

    def job(self, job_id: str) -> Job:
        """Return a job, or refuse with JobNotFound."""
        job = self.jobs.get(job_id)
        if job is None:
            raise not_found("job")
        return job

    def task(self, job_id: str, task_id: str) -> Task:
        """Return a task of a job, or refuse with JobNotFound or TaskNotFound."""
        task = self.job(job_id).tasks.get(task_id)
        if task is None:
            raise not_found("task")
        return task

    def has_task(self, task: Task) -> bool:
        """Tell whether a task is still there; something of it may outlive it."""
        return task.job.tasks.get(task.id) is task and self.jobs.get(task.job.id) is task.job

    def jobs_on(self, pool_id: str) -> list[Job]:
        """Return the jobs that run on a pool."""
        return list(self.jobs_by_pool.get(pool_id.lower(), ()))

    def bind(self, job: Job) -> None:
        """Let a job run on its pool."""
        self.jobs_by_pool.setdefault(job.pool_id.lower(), {})[job] = None

    def unbind(self, job: Job) -> None:
        """Take a job off its pool."""
        jobs = self.jobs_by_pool.get(job.pool_id.lower(), {})
        jobs.pop(job, None)
        if not jobs:
            self.jobs_by_pool.pop(job.pool_id.lower(), None)


_WORDS = {
    "pool": "Pool",
    "node": "Node",
    "job schedule": "JobSchedule",
    "job": "Job",
    "task": "Task",
    "file": "File",
}


def not_found(kind: str) -> ServiceError:
    """Make the refusal of a request for something that is not there."""
    return ServiceError(404, f"{_WORDS[kind]}NotFound", f"The specified {kind} does not exist.")
