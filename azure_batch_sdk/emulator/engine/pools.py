"""The life of a pool: it resizes towards its targets, can be stopped on the way, and shrinks to nothing to be deleted.

Nodes appear and leave at once; the allocation is steady when its time has passed and every node that leaves has
no process any more. Only then the current counts change.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..context import ServiceContext
from ..lifecycles import ALLOCATION, POOL
from ..messages import JsonObject
from ..state.durations import seconds_of_duration
from ..state.entities import DeallocationOption, Node, Pool
from . import nodes

RESIZE_STOPPED: JsonObject = {
    "code": "ResizeStopped",
    "message": "Desired number of nodes could not be allocated as the resize was stopped",
}


class _Kind(NamedTuple):
    """Dedicated nodes, or low-priority ones."""

    dedicated: bool
    words: str
    quota_code: str

    def target(self, pool: Pool) -> int:
        """Return how many of these nodes a pool wants."""
        return pool.target_dedicated if self.dedicated else pool.target_low_priority

    def quota_error(self, quota: int) -> JsonObject:
        """Say that the account has no room for more."""
        return {
            "code": self.quota_code,
            "message": f"The specified account has reached its quota of {quota} nodes; {self.words} nodes are missing",
        }


_KINDS = (
    _Kind(True, "dedicated", "AccountCoreQuotaReached"),
    _Kind(False, "low priority", "AccountLowPriorityCoreQuotaReached"),
)


def add(service: ServiceContext, pool: Pool) -> None:
    """Put a new pool, made in state resizing, into the world and let its nodes come."""
    service.world.pools.add(pool.id, pool)
    _move_towards_targets(service, pool)
    service.touch(pool)
    service.scheduler.wake(pool.id)
    # Jobs may have waited for a pool of this name; how its policy orders them is known only now.
    for job in service.world.jobs_on(pool.id):
        service.scheduler.job_changed(job)


def resize(
    service: ServiceContext,
    pool: Pool,
    *,
    dedicated: int,
    low_priority: int,
    option: DeallocationOption,
    timeout: str,
) -> None:
    """Begin to move a steady pool towards new targets."""
    _begin(service, pool, option, timeout)
    pool.target_dedicated, pool.target_low_priority = dedicated, low_priority
    _move_towards_targets(service, pool)


def remove_nodes(
    service: ServiceContext, pool: Pool, leaving: Iterable[Node], *, option: DeallocationOption, timeout: str
) -> None:
    """Begin to take certain nodes out of a steady pool; the targets shrink with them."""
    _begin(service, pool, option, timeout)
    for node in leaving:
        if node.state == "leavingpool":
            continue
        if node.dedicated:
            pool.target_dedicated = max(0, pool.target_dedicated - 1)
        else:
            pool.target_low_priority = max(0, pool.target_low_priority - 1)
        nodes.leave(service, node, option)
    _wait(service, pool, service.options.timings.resize)


def stop_resize(service: ServiceContext, pool: Pool) -> None:
    """Stop a resize: what is there stays, the targets keep what was asked for."""
    _change_allocation(service, pool, "stop")
    _abandon(service, pool)
    _cancel(pool)
    pool.step = service.after(service.options.timings.stop_resize, lambda: _stopped(service, pool))


def delete(service: ServiceContext, pool: Pool) -> None:
    """Begin to delete a pool: its nodes leave, their tasks are requeued, its jobs stay."""
    pool.state = POOL.next(pool.state, "delete")
    pool.state_since = pool.modified = service.clock.next_tick()
    service.touch(pool)
    if pool.allocation == "resizing":
        _change_allocation(service, pool, "stop")
    if pool.allocation == "stopping":
        _cancel(pool)
        pool.step = service.after(
            service.options.timings.empty_resize, lambda: _shrink_to_nothing(service, pool)
        )
    else:
        _shrink_to_nothing(service, pool)


def node_emptied(service: ServiceContext, node: Node) -> None:
    """Go on without a node that leaves and has no process any more."""
    pool = node.pool
    if pool.allocation == "steady":
        # Its resize did not wait for it.
        nodes.gone(service, node)
    elif pool.allocation == "resizing" and pool.step is None:
        _settle(service, pool)


def resume(service: ServiceContext, pool: Pool) -> None:
    """Go on where an earlier run of the service was interrupted."""
    if pool.state == "deleting":
        _shrink_to_nothing(service, pool, event=None if pool.allocation == "resizing" else "resize")
    elif pool.allocation == "resizing":
        _move_towards_targets(service, pool)
    elif pool.allocation == "stopping":
        pool.step = service.after(service.options.timings.stop_resize, lambda: _stopped(service, pool))


def _begin(service: ServiceContext, pool: Pool, option: DeallocationOption, timeout: str) -> None:
    _change_allocation(service, pool, "resize")
    pool.modified = pool.allocation_since
    pool.resize_errors = None
    pool.deallocation_option = option
    pool.resize_timeout = timeout


def _move_towards_targets(service: ServiceContext, pool: Pool) -> None:
    changed = False
    refused: list[JsonObject] = []
    for kind in _KINDS:
        target = kind.target(pool)
        there = [
            node for node in pool.nodes if node.dedicated is kind.dedicated and node.state != "leavingpool"
        ]
        missing = target - len(there)
        granted = max(0, min(missing, service.options.node_quota - service.world.node_count))
        for _ in range(granted):
            nodes.create(service, pool, dedicated=kind.dedicated)
            changed = True
        if granted < missing:
            refused.append(kind.quota_error(service.options.node_quota))
        surplus = len(there) - target
        if surplus > 0:
            # Those that do least go first.
            for node in sorted(there, key=lambda node: len(node.work))[:surplus]:
                nodes.leave(service, node, pool.deallocation_option)
            changed = True
    pool.resize_errors = refused or None
    changed = changed or any(node.state == "leavingpool" for node in pool.nodes)
    timings = service.options.timings
    _wait(service, pool, timings.resize if changed else timings.empty_resize)


def _wait(service: ServiceContext, pool: Pool, seconds: float) -> None:
    _cancel(pool)

    def elapsed() -> None:
        pool.step = None
        _settle(service, pool)

    pool.step = service.after(seconds, elapsed)
    limit = seconds_of_duration(pool.resize_timeout)
    if limit is not None:
        pool.deadline = service.after(limit, lambda: _timed_out(service, pool))
    service.touch(pool)


def _settle(service: ServiceContext, pool: Pool) -> None:
    leaving = [node for node in pool.nodes if node.state == "leavingpool"]
    if any(node.attempts or node.keeps_files for node in leaving):
        return
    for node in leaving:
        nodes.gone(service, node)
    if pool.state == "deleting":
        _cancel(pool)
        service.world.pools.remove(pool.id)
        service.forget(pool)
    else:
        _steady(service, pool)


def _steady(service: ServiceContext, pool: Pool) -> None:
    _cancel(pool)
    _change_allocation(service, pool, "settled")
    staying = [node for node in pool.nodes if node.state != "leavingpool"]
    pool.current_dedicated = sum(node.dedicated for node in staying)
    pool.current_low_priority = len(staying) - pool.current_dedicated
    service.touch(pool)


def _abandon(service: ServiceContext, pool: Pool) -> None:
    """Give up what is under way: nodes that are not there yet vanish, nodes that still work stay."""
    for node in pool.nodes:
        if node.state == "creating":
            nodes.gone(service, node)
        elif node.state == "leavingpool":
            if node.keeps_files or (node.draining and node.work):
                nodes.stay(service, node)
            elif not node.attempts:
                nodes.gone(service, node)


def _stopped(service: ServiceContext, pool: Pool) -> None:
    pool.step = None
    _abandon(service, pool)
    pool.resize_errors = [dict(RESIZE_STOPPED)]
    _steady(service, pool)


def _timed_out(service: ServiceContext, pool: Pool) -> None:
    pool.deadline = None
    if pool.allocation != "resizing" or pool.state == "deleting":
        return
    _abandon(service, pool)
    kinds = [
        kind.words
        for kind in _KINDS
        if sum(node.dedicated is kind.dedicated for node in pool.nodes) != kind.target(pool)
    ]
    pool.resize_errors = [
        {
            "code": "AllocationTimedout",
            "message": f"Desired number of {kind} nodes could not be reached within the resize timeout {pool.resize_timeout}",
        }
        for kind in kinds
    ] or None
    _steady(service, pool)


def _shrink_to_nothing(service: ServiceContext, pool: Pool, event: str | None = "resize") -> None:
    if event is not None:
        _change_allocation(service, pool, event)
    pool.target_dedicated = pool.target_low_priority = 0
    pool.deallocation_option = "requeue"
    for node in pool.nodes:
        if node.state == "leavingpool":
            nodes.hurry(service, node)
    _move_towards_targets(service, pool)


def _change_allocation(service: ServiceContext, pool: Pool, event: str) -> None:
    pool.allocation = ALLOCATION.next(pool.allocation, event)
    pool.allocation_since = service.clock.next_tick()
    service.touch(pool)


def _cancel(pool: Pool) -> None:
    for timer in (pool.step, pool.deadline):
        if timer is not None:
            timer.cancel()
    pool.step = pool.deadline = None
