"""Ask the service for the evidence, with few requests and never more than a bounded number.

What was asked about must be there: else the service's error is raised. Any other part that cannot be had, for want of a
role as a rule, is noted and the rest is explained without it. The most is asked for a job: itself, its unfinished tasks
(2 requests), what they depend on (4), its failures (1), its preparation tasks (1), the pool, its nodes (2), and the end of
stderr of one start task and of one task (2 each): 16 requests.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from azure.core.exceptions import AzureError, HttpResponseError

from .._generated.operations import jobs as _jobs, nodes as _nodes, pools as _pools, tasks as _tasks
from .._runtime.operation import Operation
from .._runtime.steps import Ask, AskPage, Steps
from .._waiting.blocked import dependencies_of
from .._waiting.looking import is_about
from .._waiting.obstacles import NODE_SELECT, failed_start, state_of
from .._waiting.outputs import start_task_stderr, task_stderr
from .._waiting.seen import filters_of_ids, has_failed, is_completed, key_of
from .evidence import Evidence, Subject

if TYPE_CHECKING:
    from .. import models as _models

Options = Mapping[str, Any]

_MOST_PAGES = 2
_MOST_FAILURES = 10
_IDS_AT_ONCE = 25
_MOST_DEPENDENCIES = 100
_NODE_SELECT = [*NODE_SELECT, "runningTaskSlotsCount"]
_WAITING_SELECT = ["id", "state", "requiredSlots", "dependsOn", "multiInstanceSettings"]
_DEPENDENCY_SELECT = ["id", "state", "executionInfo", "exitConditions"]
_FAILED_SELECT = ["id", "state", "executionInfo", "constraints"]
_STARTED = ("preparing", "running")


def gather(subject: Subject, options: Options) -> Steps[Evidence]:
    """Ask for everything that may explain something; the error of what was asked about is raised."""
    evidence = Evidence(subject)
    if subject.task_id is not None:
        return (yield from _about_task(evidence, options))
    if subject.job_id is not None:
        return (yield from _about_job(evidence, options))
    if subject.node_id is not None:
        return (yield from _about_node(evidence, options))
    pool = yield Ask(_pools.GET_POOL, {"pool_id": subject.pool_id}, options)
    evidence = yield from _with_nodes(replace(evidence, pool=pool), options)
    return (yield from _with_start_task_output(evidence, options))


def _about_node(evidence: Evidence, options: Options) -> Steps[Evidence]:
    subject = evidence.subject
    arguments = {"pool_id": subject.pool_id, "node_id": subject.node_id}
    node = yield Ask(_nodes.GET_NODE, arguments, options)
    evidence = yield from _with_pool(replace(evidence, nodes=[node]), options)
    return (yield from _with_start_task_output(evidence, options))


def _about_task(evidence: Evidence, options: Options) -> Steps[Evidence]:
    subject = evidence.subject
    arguments = {"job_id": subject.job_id, "task_id": subject.task_id}
    task: _models.BatchTask = yield Ask(_tasks.GET_TASK, arguments, options)
    evidence = replace(evidence, task=task)
    try:
        job = yield Ask(_jobs.GET_JOB, {"job_id": subject.job_id}, options)
        evidence = replace(evidence, job=job)
    except AzureError as error:
        evidence = evidence.without(f"job {subject.job_id!r}", error)
    if is_completed(task):
        return (yield from _with_task_output(evidence, [task], options))
    if state_of(task.state) in _STARTED:
        evidence = yield from _with_preparations(evidence, options)
        return (yield from _with_node_of(evidence, task, options))
    evidence = yield from _with_waiting_tasks(evidence, options)
    evidence = yield from _with_preparations(evidence, options)
    return (yield from _with_pool_and_nodes(evidence, options))


def _about_job(evidence: Evidence, options: Options) -> Steps[Evidence]:
    job: _models.BatchJob = yield Ask(_jobs.GET_JOB, {"job_id": evidence.subject.job_id}, options)
    evidence = yield from _with_waiting_tasks(replace(evidence, job=job), options)
    evidence = yield from _with_failures(evidence, options)
    if state_of(job.state) == "completed" or not (evidence.waiting or evidence.unread):
        # Nothing is to run, so it does not matter on what.
        return evidence
    evidence = yield from _with_preparations(evidence, options)
    return (yield from _with_pool_and_nodes(evidence, options))


def _pages(operation: Operation, arguments: Mapping[str, Any], options: Options) -> Steps[tuple[Any, bool]]:
    """Get the first pages of a list; tell whether that is all of it."""
    items: list[Any] = []
    link: str | None = None
    for _ in range(_MOST_PAGES):
        page, link = yield AskPage(operation, arguments, link, options)
        items += page
        if link is None:
            break
    return items, link is None


# -- tasks


def _with_waiting_tasks(evidence: Evidence, options: Options) -> Steps[Evidence]:
    job_id = evidence.subject.job_id
    arguments = {"job_id": job_id, "filter": "state ne 'completed'", "select": _WAITING_SELECT}
    try:
        waiting, is_all = yield from _pages(_tasks.LIST_TASKS, arguments, options)
    except AzureError as error:
        return evidence.without(f"the tasks of job {job_id!r}", error)
    if evidence.task is not None and key_of(evidence.task.id) not in {key_of(task.id) for task in waiting}:
        waiting.append(evidence.task)  # the list lags behind, or is too long
    evidence = replace(evidence, waiting=waiting, waiting_is_all=is_all)
    chained, ids = _chained(waiting, evidence.task)
    try:
        others: list[_models.BatchTask] = []
        for text in filters_of_ids(ids, _IDS_AT_ONCE):
            arguments = {"job_id": job_id, "filter": text, "select": _DEPENDENCY_SELECT}
            page, _ = yield AskPage(_tasks.LIST_TASKS, arguments, None, options)
            others += page
    except AzureError as error:
        return evidence.without(f"what the tasks of job {job_id!r} depend on", error)
    return replace(evidence, chained=chained, others=others)


def _chained(
    waiting: Sequence[_models.BatchTask], asked: _models.BatchTask | None
) -> tuple[list[_models.BatchTask], list[str]]:
    """Choose the waiting tasks whose dependencies are looked up, and the ids to look up."""
    by_key = {key_of(task.id): task for task in waiting}
    chosen: dict[str, _models.BatchTask] = {}
    ids: dict[str, str] = {}
    queue = [*waiting] if asked is None else [by_key[key_of(asked.id)]]
    for task in queue:
        needed = {key_of(name): name for name in dependencies_of(task)}
        if key_of(task.id) in chosen:
            continue
        unknown = {key: name for key, name in needed.items() if key not in by_key and key not in ids}
        if len(ids) + len(unknown) > _MOST_DEPENDENCIES:
            continue
        ids.update(unknown)
        chosen[key_of(task.id)] = task
        if asked is not None:
            queue += [by_key[key] for key in needed if key in by_key]
    return list(chosen.values()), list(ids.values())


def _with_failures(evidence: Evidence, options: Options) -> Steps[Evidence]:
    job_id = evidence.subject.job_id
    arguments = {
        "job_id": job_id,
        "filter": "executionInfo/result eq 'failure'",
        "select": _FAILED_SELECT,
        "max_results": _MOST_FAILURES,
    }
    try:
        failed, link = yield AskPage(_tasks.LIST_TASKS, arguments, None, options)
    except AzureError as error:
        return evidence.without(f"the failed tasks of job {job_id!r}", error)
    evidence = replace(evidence, failed=failed, failed_is_all=link is None)
    return (yield from _with_task_output(evidence, failed, options))


def _with_task_output(
    evidence: Evidence, tasks: Iterable[_models.BatchTask], options: Options
) -> Steps[Evidence]:
    """Read what one of the tasks that ran and failed wrote last, one that ended by itself if there is any."""
    job_id = evidence.subject.job_id
    ran = [
        (info.exit_code is None, task.id)
        for task in tasks
        if has_failed(task) and (info := task.execution_info) is not None and info.start_time is not None
    ]
    if job_id is None or not ran:
        return evidence
    _, task_id = min(ran)
    stderr = yield from task_stderr(job_id, task_id, options)
    return replace(evidence, task_output={task_id: stderr}) if stderr else evidence


def _with_preparations(evidence: Evidence, options: Options) -> Steps[Evidence]:
    job = evidence.job
    if job is None or job.job_preparation_task is None:
        return evidence
    operation = _jobs.LIST_JOB_PREPARATION_AND_RELEASE_TASK_STATUS
    try:
        preparations, _ = yield AskPage(operation, {"job_id": job.id}, None, options)
    except AzureError as error:
        return evidence.without(f"the preparation tasks of job {job.id!r}", error)
    return replace(evidence, preparations=preparations)


# -- pools and nodes


def _with_pool_and_nodes(evidence: Evidence, options: Options) -> Steps[Evidence]:
    evidence = yield from _with_pool(evidence, options)
    if evidence.pool is None:
        return evidence
    evidence = yield from _with_nodes(evidence, options)
    return (yield from _with_start_task_output(evidence, options))


def _with_pool(evidence: Evidence, options: Options) -> Steps[Evidence]:
    pool_id = evidence.pool_id
    if pool_id is None:
        return evidence
    try:
        pool = yield Ask(_pools.GET_POOL, {"pool_id": pool_id}, options)
    except AzureError as error:
        if isinstance(error, HttpResponseError) and is_about(error, "PoolNotFound"):
            return replace(evidence, pool_is_missing=True)
        return evidence.without(f"pool {pool_id!r}", error)
    return replace(evidence, pool=pool)


def _with_nodes(evidence: Evidence, options: Options) -> Steps[Evidence]:
    arguments = {"pool_id": evidence.pool_id, "select": _NODE_SELECT}
    try:
        nodes, is_all = yield from _pages(_nodes.LIST_NODES, arguments, options)
    except AzureError as error:
        return replace(evidence, nodes_are_all=False).without(
            f"the nodes of pool {evidence.pool_id!r}", error
        )
    return replace(evidence, nodes=nodes, nodes_are_all=is_all)


def _with_node_of(evidence: Evidence, task: _models.BatchTask, options: Options) -> Steps[Evidence]:
    """Get the node that a task runs on."""
    place = task.node_info
    if place is None or not place.pool_id or not place.node_id:
        return evidence
    try:
        arguments = {"pool_id": place.pool_id, "node_id": place.node_id}
        node = yield Ask(_nodes.GET_NODE, arguments, options)
    except AzureError as error:
        return evidence.without(f"node {place.node_id!r} of pool {place.pool_id!r}", error)
    return replace(evidence, nodes=[node])


def _with_start_task_output(evidence: Evidence, options: Options) -> Steps[Evidence]:
    """Read what a start task that failed wrote last, on one node."""
    node, pool_id = failed_start(evidence.nodes), evidence.pool_id
    if node is None or pool_id is None:
        return evidence
    stderr = yield from start_task_stderr(pool_id, node.id, options)
    return replace(evidence, start_task_output={node.id: stderr}) if stderr else evidence
