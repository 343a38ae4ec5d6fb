"""What was read to explain something.

Plain data that the rules are functions of: tests make it from recorded bodies, without a service.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from azure.core.exceptions import AzureError

from .._waiting.obstacles import pool_id_of

if TYPE_CHECKING:
    from .. import models as _models


@dataclass(frozen=True)
class Subject:
    """What an explanation is asked for: a job, one of its tasks, a pool or one of its nodes."""

    job_id: str | None = None
    task_id: str | None = None
    pool_id: str | None = None
    node_id: str | None = None

    def __str__(self) -> str:
        if self.job_id is not None:
            job = f"job {self.job_id!r}"
            return job if self.task_id is None else f"task {self.task_id!r} of {job}"
        pool = f"pool {self.pool_id!r}"
        return pool if self.node_id is None else f"node {self.node_id!r} of {pool}"


def subject_of(
    job_id: str | None = None,
    task_id: str | None = None,
    pool_id: str | None = None,
    node_id: str | None = None,
) -> Subject:
    """Check what a caller asks for; TypeError for ids that do not go together, ValueError for an empty one."""
    given = {"job_id": job_id, "task_id": task_id, "pool_id": pool_id, "node_id": node_id}
    for name, value in given.items():
        if value is None:
            continue
        if not isinstance(value, str):
            raise TypeError(f"{name} must be a str, not {type(value).__name__}: {value!r}")
        if not value:
            raise ValueError(f"{name} must not be empty")
    for part, whole in (("task_id", "job_id"), ("node_id", "pool_id")):
        if given[part] is not None and given[whole] is None:
            raise TypeError(f"explain() needs {whole} together with {part}")
    if (job_id is None) == (pool_id is None):
        raise TypeError("explain() needs job_id (and task_id), or pool_id (and node_id): one thing at a time")
    return Subject(job_id, task_id, pool_id, node_id)


@dataclass(frozen=True)
class Unread:
    """A part of the evidence that the service did not give."""

    what: str
    """Such as `the nodes of pool 'render'`."""
    error: AzureError


@dataclass(frozen=True)
class Evidence:
    """What was read. None and empty mean: not there, not asked for, or not given (`unread`)."""

    subject: Subject
    job: _models.BatchJob | None = None
    task: _models.BatchTask | None = None
    """The task that was asked for."""
    waiting: Sequence[_models.BatchTask] = ()
    """Tasks of the job that have not completed, the one asked for included."""
    waiting_is_all: bool = True
    chained: Sequence[_models.BatchTask] = ()
    """Those of them that depend on tasks which were all looked up, and, for one task, that have to do with it."""
    others: Sequence[_models.BatchTask] = ()
    """Further tasks that those depend on; one that is neither here nor in `waiting` does not exist."""
    failed: Sequence[_models.BatchTask] = ()
    """The first tasks of the job that failed."""
    failed_is_all: bool = True
    preparations: Sequence[_models.BatchJobPreparationAndReleaseTaskStatus] = ()
    """How the preparation task of the job went on its nodes."""
    pool: _models.BatchPool | None = None
    pool_is_missing: bool = False
    """The pool of the job does not exist."""
    nodes: Sequence[_models.BatchNode] = ()
    """The nodes of the pool; for one node, and for a task that runs, that node only."""
    nodes_are_all: bool = True
    """Whether there are no others that count."""
    task_output: Mapping[str, str] = field(default_factory=dict)
    """The last lines of the stderr of tasks, by their ids."""
    start_task_output: Mapping[str, str] = field(default_factory=dict)
    """The last lines of the stderr of start tasks, by the ids of the nodes."""
    unread: Sequence[Unread] = ()

    @property
    def pool_id(self) -> str | None:
        """The pool in question; None for a job that has none yet."""
        return self.subject.pool_id or (None if self.job is None else pool_id_of(self.job))

    def without(self, what: str, error: AzureError) -> Evidence:
        """Take note of a part that the service did not give."""
        return replace(self, unread=(*self.unread, Unread(what, error)))
