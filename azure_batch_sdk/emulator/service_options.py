"""What a service is started with: its account, its folders, its quotas, and how long things take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .node import containers
from .node.environment import DISK_SPACE_KEPT_FREE


@dataclass(frozen=True)
class Timings:
    """How long transitions take, in service seconds."""

    node_boot: float = 0.5
    """From creating, or from rebooting, until the node takes tasks or runs its start task."""
    resize: float = 0.5
    empty_resize: float = 0.05
    """A resize that changes nothing."""
    stop_resize: float = 0.5
    job: float = 0.05
    """At least this long a job is disabling, enabling, terminating or deleting."""
    preemption: float = 5.0
    """From the loss of a spot node until another machine boots in its place."""


@dataclass(frozen=True)
class ServiceOptions:
    """What an emulator is started with."""

    account_name: str
    account_key: str
    """Base64."""
    work_dir: Path
    """Where the nodes have their directories."""
    data_dir: Path | None = None
    """Where the state is kept; None: it is forgotten."""
    time_scale: float = 1.0
    pool_quota: int = 100
    job_quota: int = 300
    """Jobs that are not completed."""
    node_quota: int = 256
    """Nodes of all pools together; a pool that wants more is steady with resizeErrors."""
    timings: Timings = field(default_factory=Timings)
    auto_storage: str | None = None
    """URL of the storage account that is linked to the account, a signature included if it needs one."""
    applications: Path | None = None
    """The folder with the account's application packages; see `node.packages`."""
    container_engines: Sequence[str] = containers.ENGINES
    """Programs that may run containers; the first that works does."""
    spot_lifetime: float | None = None
    """After so many service seconds a spot node is preempted; None: never."""
    disk_reserve: int = DISK_SPACE_KEPT_FREE
    """A node whose disk has fewer bytes left runs no task."""
    counts_lag: float = 0.0
    """The task counts of a job are those of so many seconds ago, in real time."""

    def __post_init__(self) -> None:
        if not self.time_scale > 0:
            raise ValueError(f"time_scale must be above 0 (1.0 is real time), not {self.time_scale!r}")
