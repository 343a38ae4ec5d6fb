"""What can keep a job's tasks from ever running, read from the job, its pool and the pool's nodes.

Functions of data: they get what was read and return the obstacles. An unknown state is never an obstacle, and a pool
that grows by its formula is not one for being empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from .errors import Obstacle

if TYPE_CHECKING:
    from .. import models as _models

HOPELESS_NODE_STATES = ("unusable", "starttaskfailed", "offline", "deallocated")
"""A node in one of these runs no task until somebody does something, or until the service repairs it."""
USABLE_NODE_STATES = ("idle", "running")

JOB_SELECT = ["id", "state", "creationTime", "poolInfo", "executionInfo"]
POOL_SELECT = [
    "id",
    "state",
    "creationTime",
    "allocationState",
    "resizeErrors",
    "currentDedicatedNodes",
    "currentLowPriorityNodes",
    "targetDedicatedNodes",
    "targetLowPriorityNodes",
    "enableAutoScale",
    "taskSlotsPerNode",
]
NODE_SELECT = [
    "id",
    "state",
    "stateTransitionTime",
    "isDedicated",
    "schedulingState",
    "errors",
    "startTaskInfo",
]

_NODE_ADVICE = {
    "unusable": ("NodesUnusable", "{} unusable: reboot, reimage or remove them"),
    "starttaskfailed": (
        "StartTaskFailed",
        "the start task failed on {}: repair it, then reboot or reimage them",
    ),
    "offline": ("NodesOffline", "scheduling is disabled on {}: enable it"),
    "deallocated": ("NodesDeallocated", "{} deallocated: start them"),
}
_SHOWN = 3


def state_of(value: Any) -> str:
    """Return a state as lower-case text; the service's own spelling varies."""
    return str(getattr(value, "value", value) or "").lower()


def node_filter_of_hope() -> str:
    """Return the filter for nodes that run tasks or may come to."""
    return " and ".join(f"state ne '{state}'" for state in HOPELESS_NODE_STATES)


# -- jobs


def pool_id_of(job: _models.BatchJob) -> str | None:
    """Return the id of the pool that a job runs on; None if there is none yet."""
    if job.execution_info is not None and job.execution_info.pool_id:
        return job.execution_info.pool_id
    return None if job.pool_info is None else job.pool_info.pool_id


def end_of_job(job: _models.BatchJob, born: Any) -> Obstacle | None:
    """Tell whether the job that was there at the start is gone."""
    if state_of(job.state) == "deleting":
        return JOB_DELETED
    if born is not None and job.creation_time is not None and job.creation_time != born:
        return Obstacle("JobReplaced", "the job was deleted, and another one has been made under its id")
    return None


def job_obstacles(job: _models.BatchJob, *, only_lasting: bool) -> list[Obstacle]:
    """Return what in a job's state keeps its unfinished tasks from ending.

    With `only_lasting`, what can be undone is no obstacle.
    """
    info = job.execution_info
    error = None if info is None else info.scheduling_error
    said = () if error is None else (f"({error.code}) {error.message or ''}".rstrip(),)
    match state_of(job.state):
        case "completed":
            reason = None if info is None else info.termination_reason
            because = f" ({reason})" if reason else ""
            summary = f"the job is completed{because}; its unfinished tasks never run"
            return [Obstacle("JobCompleted", summary, said)]
        case "disabled" if not only_lasting:
            return [Obstacle("JobDisabled", "the job is disabled: enable it to let its tasks run", said)]
    return []


JOB_DELETED = Obstacle("JobDeleted", "the job was deleted")


# -- pools and nodes


def pool_missing(pool_id: str) -> Obstacle:
    """Return the obstacle that the pool of a job does not exist."""
    return Obstacle(
        "PoolNotFound",
        f"there is no pool {pool_id!r}: make it, or disable the job and give it another pool",
    )


def nodes_in(pool: _models.BatchPool) -> int:
    """Return how many nodes a pool has."""
    return (pool.current_dedicated_nodes or 0) + (pool.current_low_priority_nodes or 0)


def nodes_asked_of(pool: _models.BatchPool) -> int:
    """Return how many nodes a pool is to have."""
    return (pool.target_dedicated_nodes or 0) + (pool.target_low_priority_nodes or 0)


def is_steady(pool: _models.BatchPool) -> bool:
    """Tell whether no resize is under way."""
    return state_of(pool.allocation_state) == "steady"


def pool_deleted(pool: _models.BatchPool) -> Obstacle | None:
    """Tell whether a pool is being deleted."""
    if state_of(pool.state) == "deleting":
        return Obstacle("PoolDeleted", f"pool {pool.id!r} is being deleted")
    return None


def too_few_nodes(pool: _models.BatchPool, nodes: int, wanted: int) -> Obstacle | None:
    """Tell whether a pool has fewer nodes than wanted and nothing is going to change that."""
    if nodes >= wanted or not is_steady(pool) or pool.enable_auto_scale:
        return None
    said = tuple(
        "\n".join(
            [
                f"({error.code}) {error.message or ''}".rstrip(),
                *(f"  {item.name}: {item.value}" for item in error.error_values or ()),
            ]
        )
        for error in pool.resize_errors or ()
    )
    has = "no nodes" if nodes == 0 else "1 node" if nodes == 1 else f"{nodes} nodes"
    summary = f"pool {pool.id!r} has {has} and is not being resized"
    if nodes_asked_of(pool) < wanted:
        summary += ": resize it"
    elif said:
        summary += f", although it is to have {nodes_asked_of(pool)}: see what the last resize ran into"
    else:
        summary += f", although it is to have {nodes_asked_of(pool)}: resize it again"
    return Obstacle("NoNodes" if nodes == 0 else "TooFewNodes", summary, said)


def node_obstacles(pool_id: str, nodes: Iterable[_models.BatchNode]) -> list[Obstacle]:
    """Return what is wrong with nodes that run no task, one obstacle for each state that they are in."""
    by_state: dict[str, list[_models.BatchNode]] = {}
    for node in nodes:
        by_state.setdefault(state_of(node.state), []).append(node)
    obstacles = []
    for state, (code, advice) in _NODE_ADVICE.items():
        found = by_state.get(state, [])
        if found:
            count = f"{len(found)} {'node' if len(found) == 1 else 'nodes'} of pool {pool_id!r}"
            verb = " is" if len(found) == 1 else " are"
            said = tuple(_said_by(node) for node in found[:_SHOWN])
            which = count + verb if advice.startswith("{}") else count
            obstacles.append(Obstacle(code, advice.format(which), tuple(filter(None, said))))
    return obstacles


def failed_start(nodes: Sequence[_models.BatchNode]) -> _models.BatchNode | None:
    """Return a node whose start task failed, if there is any."""
    return next((node for node in nodes if state_of(node.state) == "starttaskfailed"), None)


def _said_by(node: _models.BatchNode) -> str:
    lines = []
    info = node.start_task_info
    told = None
    if state_of(node.state) == "starttaskfailed" and info is not None:
        code = "no exit code" if info.exit_code is None else f"exit code {info.exit_code}"
        failure = info.failure_info
        reason = "" if failure is None else f" ({failure.code}) {failure.message or ''}".rstrip()
        lines.append(f"{code}{reason}")
        told = None if failure is None else (failure.code, failure.message)
    for error in node.errors or ():
        if (error.code, error.message) == told:
            continue  # the node repeats what its start task says
        lines.append(f"({error.code}) {error.message or ''}".rstrip())
        lines += [f"  {item.name}: {item.value}" for item in error.error_details or ()]
    return f"{node.id}: " + "\n".join(lines) if lines else ""
