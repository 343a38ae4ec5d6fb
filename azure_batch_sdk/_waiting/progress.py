"""How far a wait is, as its callback and its errors tell it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class TaskProgress:
    """How far the tasks are that are waited for."""

    completed: int
    """Tasks seen to be completed, those that failed included."""
    failed: int
    """Tasks among them that failed."""
    total: int | None = None
    """Tasks waited for. For a whole job the service's counters say so: they may lag behind, and tasks may still be added."""
    active: int | None = None
    """Tasks waiting to run, by the counters of the job; None if ids were given."""
    running: int | None = None
    """Tasks preparing or running, by the counters of the job; None if ids were given."""

    def __str__(self) -> str:
        total = "" if self.total is None else f" of {self.total}"
        parts = [f"{self.completed}{total} completed", f"{self.failed} failed"]
        if self.running is not None:
            parts += [f"{self.running} running", f"{self.active} waiting"]
        return ", ".join(parts)


@dataclass(frozen=True)
class NodeProgress:
    """How far the nodes of a pool are."""

    usable: int
    """Nodes that are idle or running."""
    wanted: int
    """Nodes waited for."""
    nodes: int
    """Nodes in the pool, in whatever state."""
    allocation_state: str | None = None
    """`steady`, `resizing` or `stopping`."""

    def __str__(self) -> str:
        return (
            f"{self.usable} of {self.wanted} nodes usable, {self.nodes} in the pool, {self.allocation_state}"
        )
