"""The requests of a wait, each with only the properties that it reads."""

from __future__ import annotations

from collections.abc import Container, Generator, Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from azure.core.exceptions import HttpResponseError

from .._generated.operations import jobs as _jobs, nodes as _nodes, pools as _pools, tasks as _tasks
from .._runtime.converters import parse_rfc1123
from .._runtime.operation import Operation
from .._runtime.steps import Ask, AskPage, Steps
from .blocked import dependencies_of, never_running, obstacles_of
from .circles import circle_from, order_of
from .errors import Obstacle
from .obstacles import (
    JOB_SELECT,
    NODE_SELECT,
    POOL_SELECT,
    failed_start,
    is_steady,
    node_filter_of_hope,
    node_obstacles,
    nodes_in,
    pool_deleted,
    pool_missing,
    state_of,
    too_few_nodes,
)
from .outputs import start_task_stderr
from .seen import filters_of_ids, key_of

if TYPE_CHECKING:
    from .. import models as _models

Options = Mapping[str, Any]
TASK_SELECT = ("id", "state", "stateTransitionTime", "executionInfo")
_IDS_AT_ONCE = 25
_CIRCLE = (
    "the tasks that are left depend on each other in a circle, or on tasks that do: "
    "delete one of these and add it again without the dependency"
)
_BLOCKED_SELECT = ["id", "state", "requiredSlots", "dependsOn"]
_DEPENDENCY_SELECT = ["id", "state", "executionInfo", "exitConditions"]
_MOST_DEPENDENCIES = 100
_SHOWN_IDS = 10
_FORBIDDEN = 403


class Counts(NamedTuple):
    """The counters of a job's tasks, which may lag behind, and when the service said so."""

    active: int
    running: int
    completed: int
    date: datetime | None


def is_about(error: HttpResponseError, code: str) -> bool:
    """Tell whether an error has a code of the service; the 404 of a proxy, for one, has none."""
    found = getattr(error.error, "code", None)
    return str(found or "").lower() == code.lower()


def ask_job(job_id: str, options: Options) -> Steps[_models.BatchJob]:
    """Get a job."""
    job: _models.BatchJob = yield Ask(_jobs.GET_JOB, {"job_id": job_id, "select": JOB_SELECT}, options)
    return job


def ask_counts(job_id: str, options: Options) -> Steps[Counts]:
    """Get the counters of a job."""

    def with_date(answer: Any, result: Any, _: Any) -> Counts:
        counts = result.task_counts
        return Counts(counts.active, counts.running, counts.completed, _date_of(answer.http_response))

    counts: Counts = yield Ask(_jobs.GET_JOB_TASK_COUNTS, {"job_id": job_id}, {**options, "cls": with_date})
    return counts


def _date_of(response: Any) -> datetime | None:
    text = response.headers.get("Date")
    try:
        return None if text is None else parse_rfc1123(text)
    except ValueError:
        return None


def pages_of(
    operation: Operation, arguments: Mapping[str, Any], options: Options
) -> Generator[Any, Any, list[Any]]:
    """Get a whole list."""
    items: list[Any] = []
    link: str | None = None
    while True:
        page, link = yield AskPage(operation, arguments, link, options)
        items += page
        if link is None:
            return items


def ask_unfinished(job_id: str, options: Options, *, everything: bool) -> Steps[list[str]]:
    """List ids of tasks that are not completed: all of them, or the first few. None at all means that the job is over."""
    arguments: dict[str, Any] = {"job_id": job_id, "filter": "state ne 'completed'", "select": ["id"]}
    if everything:
        tasks = yield from pages_of(_tasks.LIST_TASKS, arguments, options)
        return [task["id"] for task in tasks]
    arguments["max_results"] = _SHOWN_IDS
    link: str | None = None
    while True:
        page, link = yield AskPage(_tasks.LIST_TASKS, arguments, link, options)
        # A page may be empty and still not be the last.
        if page or link is None:
            return [task["id"] for task in page]


def ask_tasks(
    job_id: str, ids: Iterable[str], select: list[str], options: Options
) -> Steps[list[_models.BatchTask]]:
    """Get tasks by their ids, many at a time; the error of the first that does not exist is raised."""
    ids = list(ids)
    found: list[_models.BatchTask] = []
    for text in filters_of_ids(ids, _IDS_AT_ONCE):
        arguments = {"job_id": job_id, "filter": text, "select": select}
        found += yield from pages_of(_tasks.LIST_TASKS, arguments, options)
    listed = {task["id"].lower() for task in found}
    for task_id in ids:
        # A list may lag behind: only the task itself can be missing.
        if task_id.lower() not in listed:
            arguments = {"job_id": job_id, "task_id": task_id, "select": select}
            found.append((yield Ask(_tasks.GET_TASK, arguments, options)))
    return found


def ask_pool(pool_id: str, options: Options) -> Steps[_models.BatchPool]:
    """Get a pool."""
    pool: _models.BatchPool = yield Ask(_pools.GET_POOL, {"pool_id": pool_id, "select": POOL_SELECT}, options)
    return pool


def ask_nodes(pool_id: str, options: Options) -> Steps[list[_models.BatchNode]]:
    """List the nodes of a pool."""
    return (yield from pages_of(_nodes.LIST_NODES, {"pool_id": pool_id, "select": NODE_SELECT}, options))


def ask_for_obstacles(pool_id: str, options: Options) -> Steps[tuple[list[Obstacle], int | None]]:
    """Find out what keeps a pool from running any task: nothing, as long as one of its nodes may come to.

    Return the slots of its nodes too, if they are known.
    """
    try:
        pool = yield from ask_pool(pool_id, options)
        return (yield from _obstacles_of(pool, options)), pool.task_slots_per_node
    except HttpResponseError as error:
        if is_about(error, "PoolNotFound"):
            return [pool_missing(pool_id)], None
        if error.status_code == _FORBIDDEN:
            # Who may see the tasks need not be allowed to see the pool.
            return [], None
        raise


def _obstacles_of(pool: _models.BatchPool, options: Options) -> Steps[list[Obstacle]]:
    obstacle = pool_deleted(pool) or too_few_nodes(pool, nodes_in(pool), 1)
    if obstacle is not None:
        return [obstacle]
    if nodes_in(pool) == 0 or not is_steady(pool):
        return []
    hopeful = {"pool_id": pool.id, "filter": node_filter_of_hope(), "select": ["id"], "max_results": 1}
    link: str | None = None
    while True:
        page, link = yield AskPage(_nodes.LIST_NODES, hopeful, link, options)
        if page:
            return []
        if link is None:
            return node_obstacles(pool.id, (yield from ask_nodes(pool.id, options)))


def ask_for_blocked_tasks(
    job_id: str, wanted: Container[str] | None, slots: int | None, options: Options
) -> Steps[list[Obstacle]]:
    """Find out whether none of the tasks that are left can ever run; `wanted` are the keys of those that count.

    More than a page of them, or more than a hundred tasks that they depend on, is not looked through.
    """
    arguments: dict[str, Any] = {
        "job_id": job_id,
        "filter": "state ne 'completed'",
        "select": _BLOCKED_SELECT,
    }
    waiting, link = yield AskPage(_tasks.LIST_TASKS, arguments, None, options)
    if link is not None or any(state_of(task.state) != "active" for task in waiting):
        return []
    keys = {key_of(task.id) for task in waiting}
    needed = {key_of(name): name for task in waiting for name in dependencies_of(task)}
    ids = [name for key, name in needed.items() if key not in keys]
    if len(ids) > _MOST_DEPENDENCIES:
        return []
    others: list[_models.BatchTask] = []
    for text in filters_of_ids(ids, _IDS_AT_ONCE):
        arguments = {"job_id": job_id, "filter": text, "select": _DEPENDENCY_SELECT}
        others += yield from pages_of(_tasks.LIST_TASKS, arguments, options)
    reasons = never_running(waiting, others, slots)
    in_circles = order_of(waiting).left
    left = [key for key in keys if wanted is None or key in wanted]
    if not left or not {*reasons, *in_circles}.issuperset(left):
        return []
    obstacles = obstacles_of({key: reasons[key] for key in sorted(left) if key in reasons})
    circular = [key for key in sorted(left) if key not in reasons]
    if circular:
        circle = circle_from(circular[0], in_circles, waiting)
        obstacles.append(Obstacle("TaskDependencyCircle", _CIRCLE, (circle,)))
    return obstacles


def with_start_task_output(
    obstacles: list[Obstacle], pool_id: str, options: Options
) -> Steps[list[Obstacle]]:
    """Add what a start task wrote to the obstacle that it failed."""
    if not any(obstacle.code == "StartTaskFailed" for obstacle in obstacles):
        return obstacles
    node = failed_start((yield from ask_nodes(pool_id, options)))
    stderr = None if node is None else (yield from start_task_stderr(pool_id, node.id, options))
    if node is None or not stderr:
        return obstacles
    written = "\n".join(f"  | {line}" for line in stderr.splitlines())
    return [
        Obstacle(
            found.code, found.summary, (*found.details, f"{node.id} wrote to startup/stderr.txt:\n{written}")
        )
        if found.code == "StartTaskFailed"
        else found
        for found in obstacles
    ]
