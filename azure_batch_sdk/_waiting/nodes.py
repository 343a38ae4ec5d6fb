"""Wait until a pool has its nodes and they can run tasks.

A look gets the pool and lists its nodes. It is over when enough of them are idle or running; it cannot end when no resize
is under way and too many of them are missing or broken.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from azure.core.exceptions import ResourceNotFoundError

from .._runtime.steps import Sleep, Steps
from .errors import CannotFinish, Obstacle, WaitTimeout
from .looking import ask_nodes, ask_pool, is_about, with_start_task_output
from .obstacles import (
    HOPELESS_NODE_STATES,
    USABLE_NODE_STATES,
    is_steady,
    node_obstacles,
    nodes_asked_of,
    pool_deleted,
    state_of,
    too_few_nodes,
)
from .pace import Pace, Patience
from .progress import NodeProgress

if TYPE_CHECKING:
    from .. import models as _models


@dataclass
class NodeWait:
    """What to wait for, how long and how."""

    pool_id: str
    longest_pause: float
    clock: Callable[[], float]
    """Seconds that never run back; only differences count."""
    count: int | None = None
    """None: as many nodes as the pool is to have."""
    timeout: float | None = None
    progress: Callable[[NodeProgress], object] | None = None
    stop_when_stuck: bool = True
    options: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.started = self.clock()


def count_of(count: int | None) -> int | None:
    """Check a number of nodes that a caller gave; TypeError or ValueError if it is none."""
    if count is not None and (isinstance(count, bool) or not isinstance(count, int)):
        raise TypeError(f"count must be a number of nodes, not {type(count).__name__}: {count!r}")
    if count is not None and count < 0:
        raise ValueError(f"count must be 0 nodes or more, not {count}")
    return count


def nodes_ready(
    pool: _models.BatchPool, nodes: list[_models.BatchNode], count: int | None
) -> list[_models.BatchNode] | None:
    """Return the nodes that can run tasks if there are enough of them; None if it is not yet so."""
    usable = [node for node in nodes if state_of(node.state) in USABLE_NODE_STATES]
    if count is not None:
        return usable if len(usable) >= count else None
    # Without a number the pool must have come to rest: nodes that are there now may be about to leave.
    return usable if is_steady(pool) and len(usable) >= nodes_asked_of(pool) else None


def obstacles_of(
    pool: _models.BatchPool, nodes: list[_models.BatchNode], count: int | None
) -> list[Obstacle]:
    """Return what keeps a pool from ever having so many nodes that can run tasks."""
    wanted = nodes_asked_of(pool) if count is None else count
    hopeless = [node for node in nodes if state_of(node.state) in HOPELESS_NODE_STATES]
    if not is_steady(pool) or len(nodes) - len(hopeless) >= wanted:
        return []
    missing = too_few_nodes(pool, len(nodes), wanted)
    # A formula may still replace what is broken, but as a rule the start task fails on the next node too.
    return [*([missing] if missing else []), *node_obstacles(pool.id, hopeless)]


class _Watch:
    """One wait: what was seen, and what is next."""

    def __init__(self, wait: NodeWait) -> None:
        self._wait = wait
        self._pace = Pace(wait.longest_pause)
        self._patience = Patience(wait.longest_pause)
        self._born: Any = None
        self._progress: NodeProgress | None = None
        self._obstacles: list[Obstacle] = []

    def run(self) -> Steps[list[_models.BatchNode]]:
        """Look until the nodes are there, and return them."""
        try:
            while True:
                ready, has_news = yield from self._look()
                if ready is not None:
                    return ready
                yield Sleep(self._pause(has_news))
        except ResourceNotFoundError as error:
            if self._born is None or not is_about(error, "PoolNotFound"):
                raise
            raise self._cannot([self._deleted()]) from error

    def _look(self) -> Steps[tuple[list[_models.BatchNode] | None, bool]]:
        wait = self._wait
        pool = yield from ask_pool(wait.pool_id, wait.options)
        gone = pool_deleted(pool)
        if gone is None and self._born is not None and pool.creation_time != self._born:
            gone = Obstacle(
                "PoolReplaced", "the pool was deleted, and another one has been made under its id"
            )
        if gone is not None:
            raise self._cannot([gone])
        self._born = pool.creation_time
        nodes = yield from ask_nodes(wait.pool_id, wait.options)
        has_news = self._report(pool, nodes)
        ready = nodes_ready(pool, nodes, wait.count)
        if ready is None:
            self._obstacles = obstacles_of(pool, nodes, wait.count)
            blocked = bool(self._obstacles) and wait.stop_when_stuck
            if self._patience.is_over(blocked, wait.clock()):
                raise self._cannot(
                    (yield from with_start_task_output(self._obstacles, wait.pool_id, wait.options))
                )
        return ready, has_news

    def _report(self, pool: _models.BatchPool, nodes: list[_models.BatchNode]) -> bool:
        """Tell how far it is; return whether that is news."""
        wait = self._wait
        progress = NodeProgress(
            usable=sum(state_of(node.state) in USABLE_NODE_STATES for node in nodes),
            wanted=nodes_asked_of(pool) if wait.count is None else wait.count,
            nodes=len(nodes),
            allocation_state=state_of(pool.allocation_state) or None,
        )
        if progress == self._progress:
            return False
        self._progress = progress
        if wait.progress is not None:
            wait.progress(progress)
        return True

    def _pause(self, has_news: bool) -> float:
        wait = self._wait
        elapsed = wait.clock() - wait.started
        pause = self._pace.pause(elapsed, has_news)
        if wait.timeout is None:
            return pause
        if elapsed >= wait.timeout:
            text = f"pool {wait.pool_id!r} after {wait.timeout:g} s: {self._progress}"
            lines = [text, *(f"  {obstacle}" for obstacle in self._obstacles)]
            raise WaitTimeout("\n".join(lines), progress=self._progress, obstacles=self._obstacles)
        return min(pause, wait.timeout - elapsed)

    def _deleted(self) -> Obstacle:
        return Obstacle("PoolDeleted", f"pool {self._wait.pool_id!r} was deleted")

    def _cannot(self, obstacles: list[Obstacle]) -> CannotFinish:
        text = f"the nodes of pool {self._wait.pool_id!r} cannot all become usable"
        return CannotFinish.of(text, obstacles, self._progress)


def usable_nodes(wait: NodeWait) -> Steps[list[_models.BatchNode]]:
    """Wait until enough nodes can run tasks, and return all that can."""
    return (yield from _Watch(wait).run())
