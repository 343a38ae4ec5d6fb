"""Why a task failed, or why it does not run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from .._waiting.blocked import dependencies_of, lets_dependants_run, never_running, wide_ranges_of
from .._waiting.circles import circle_from, order_of
from .._waiting.obstacles import USABLE_NODE_STATES, nodes_asked_of, nodes_in, state_of
from .._waiting.seen import has_failed, is_completed, key_of
from .evidence import Evidence
from .failures import failure_of, said_of
from .findings import Finding
from .saying import count, listed, written

if TYPE_CHECKING:
    from .. import models as _models

_SHOWN = 5


def _resource(evidence: Evidence, task_id: str) -> str:
    return f"task {task_id!r} of job {evidence.subject.job_id!r}"


# -- one task


def task_failed(evidence: Evidence) -> Iterator[Finding]:
    """The task that was asked for has failed."""
    task = evidence.task
    if task is None or not is_completed(task) or not has_failed(task):
        return
    failure = failure_of(task.execution_info, task.constraints)
    yield Finding(
        "error",
        failure.code,
        f"the task failed: {failure.summary}",
        failure.advice,
        _resource(evidence, task.id),
        (*said_of(task.execution_info), *written(evidence.task_output.get(task.id), by="stderr.txt")),
    )


def task_was_tried_before(evidence: Evidence) -> Iterator[Finding]:
    """The task has failed before, or lost its node, and is tried again."""
    task = evidence.task
    info = None if task is None else task.execution_info
    if task is None or info is None or is_completed(task):
        return
    if info.retry_count:
        limit = None if task.constraints is None else task.constraints.max_task_retry_count
        of = "" if limit is None or limit < 0 else f" of {limit}"
        yield Finding(
            "warning",
            "TaskRetried",
            f"the task has failed and is tried again: retry {info.retry_count}{of}",
            "look at its stderr.txt while it runs (follow_task_file), or explain it again when it is completed",
            _resource(evidence, task.id),
        )
    if info.requeue_count:
        yield Finding(
            "warning",
            "TaskRequeued",
            f"the task was queued again {count(info.requeue_count, 'time')}: its node was lost, preempted, rebooted or "
            "removed, or its job was disabled",
            "if that goes on, use dedicated nodes, and remove nodes with node_deallocation_option='taskcompletion'",
            _resource(evidence, task.id),
        )


def task_runs(evidence: Evidence) -> Iterator[Finding]:
    """The task is under way, or has succeeded."""
    task = evidence.task
    if task is None:
        return
    place = task.node_info
    node = "" if place is None or not place.node_id else f" on node {place.node_id!r}"
    code, advice = "TaskUnderWay", "wait"
    match state_of(task.state):
        case "running":
            info = task.execution_info
            start = None if info is None else info.start_time
            since = "" if start is None else f" since {start:%Y-%m-%d %H:%M:%S} UTC"
            summary, advice = f"the task runs{node}{since}", "wait; follow_task_file shows what it writes"
        case "preparing":
            summary = f"the task is being prepared{node}"
        case "completed" if not has_failed(task):
            code, summary, advice = "TaskSucceeded", f"the task has succeeded{node}", "nothing"
        case _:
            return
    yield Finding("info", code, summary, advice, _resource(evidence, task.id))


# -- tasks that wait


def _active(evidence: Evidence) -> list[_models.BatchTask]:
    return [task for task in evidence.chained if state_of(task.state) == "active"]


def _asked(evidence: Evidence, tasks: Sequence[_models.BatchTask]) -> list[_models.BatchTask]:
    """Pick the task that was asked for; all of them if it was the job."""
    asked = evidence.subject.task_id
    return [task for task in tasks if asked is None or key_of(task.id) == key_of(asked)]


_NEVER_ADVICE = {
    "TaskBlocked": "add the task that is missing, or reactivate the one that failed (reactivate_task). Dependants run "
    "after a failure too if the task they depend on has exit_conditions with dependency_action='satisfy'",
    "TaskTooBig": "ask for fewer required_slots, or use a pool with more task_slots_per_node",
}


def _reasons(evidence: Evidence) -> Mapping[str, tuple[str, str]]:
    """Tell which of the tasks can never run, by key: a code and the reason."""
    active = {key_of(task.id): task for task in _active(evidence)}
    rest = [task for task in evidence.waiting if key_of(task.id) not in active]
    slots = None if evidence.pool is None else evidence.pool.task_slots_per_node
    # In this order one look at each task is enough.
    ordered = [active[key] for keys in order_of(list(active.values())) for key in keys]
    return never_running(ordered, [*evidence.others, *rest], slots)


def tasks_never_run(evidence: Evidence) -> Iterator[Finding]:
    """Tasks wait for what will never be, or need more slots than a node has."""
    reasons = _reasons(evidence)
    for code, advice in _NEVER_ADVICE.items():
        tasks = [task for task in _asked(evidence, _active(evidence)) if _code(reasons, task) == code]
        if not tasks:
            continue
        first = key_of(tasks[0].id)
        # For one task the others are those that it depends on, and the reason may be theirs.
        others = [reason for key, reason in reasons.items() if key != first]
        more = [text for found, text in others if found == code or evidence.task is not None]
        yield Finding(
            "error",
            code,
            f"{_who(evidence, tasks)} can never run: {reasons[first][1]}",
            advice,
            _where(evidence, tasks),
            (*more[:_SHOWN], *(_what_blocks(evidence) if code == "TaskBlocked" else ())),
        )


def _code(reasons: Mapping[str, tuple[str, str]], task: _models.BatchTask) -> str | None:
    reason = reasons.get(key_of(task.id))
    return None if reason is None else reason[0]


def _who(evidence: Evidence, tasks: Sequence[_models.BatchTask]) -> str:
    return "the task" if evidence.task is not None else count(len(tasks), "task")


def _where(evidence: Evidence, tasks: Sequence[_models.BatchTask]) -> str:
    return _resource(evidence, tasks[0].id) if len(tasks) == 1 else f"job {evidence.subject.job_id!r}"


def _what_blocks(evidence: Evidence) -> Iterator[str]:
    """Quote the failures of the tasks that block others."""
    blocking = [task for task in evidence.others if is_completed(task) and not lets_dependants_run(task)]
    for task in blocking[:_SHOWN]:
        yield from said_of(task.execution_info, by=task.id)


def tasks_depend_on_themselves(evidence: Evidence) -> Iterator[Finding]:
    """Tasks depend on each other in a circle, or on tasks that do."""
    active = _active(evidence)
    left = order_of(active).left
    stuck = set(left)
    tasks = [task for task in _asked(evidence, active) if key_of(task.id) in stuck]
    if tasks:
        yield Finding(
            "error",
            "TaskDependencyCircle",
            f"{_who(evidence, tasks)} can never run, because tasks depend on each other in a circle: "
            + circle_from(key_of(tasks[0].id), left, active),
            "delete one of these tasks and add it again without the dependency",
            _where(evidence, tasks),
        )


def task_waits_for_others(evidence: Evidence) -> Iterator[Finding]:
    """The task waits for others that have not completed."""
    task = evidence.task
    if task is None or state_of(task.state) != "active":
        return
    known = {key_of(other.id): other for other in (*evidence.others, *evidence.waiting)}
    names = dependencies_of(task)
    waits = [
        name for name in names if (other := known.get(key_of(name))) is not None and not is_completed(other)
    ]
    never = {*_reasons(evidence), *order_of(_active(evidence)).left}
    if waits and key_of(task.id) not in never:
        yield Finding(
            "info",
            "TaskWaitsForOthers",
            f"the task waits for {count(len(waits), 'task')} to complete: {listed(waits)}",
            "wait, or explain these",
            _resource(evidence, task.id),
        )
    ranges = wide_ranges_of(task)
    if ranges or (names and not any(t.id == task.id for t in evidence.chained)):
        yield Finding(
            "info",
            "DependenciesNotLookedAt",
            "the task depends on more tasks than were looked at" + (f": {listed(ranges)}" if ranges else ""),
            "see whether all of them exist and have succeeded",
            _resource(evidence, task.id),
        )


def instances_do_not_fit(evidence: Evidence) -> Iterator[Finding]:
    """A task of several instances needs a pool that is made for them."""
    pool = evidence.pool
    asked = _asked(evidence, _active(evidence))
    if evidence.task is not None and asked:
        asked = [evidence.task]
    for task in asked:
        settings = task.multi_instance_settings
        if pool is None or settings is None:
            continue
        wanted = settings.number_of_instances or 1
        if not pool.enable_inter_node_communication or (pool.task_slots_per_node or 1) != 1:
            summary = "the pool is not made for tasks of several instances, so the task can never run"
            advice = "use a pool with enable_inter_node_communication=True and task_slots_per_node=1"
        elif wanted > max(nodes_in(pool), nodes_asked_of(pool)):
            summary = f"the task needs {count(wanted, 'node')} at once, and the pool has {nodes_in(pool)}"
            advice = "resize the pool, or ask for fewer instances"
        else:
            continue
        yield Finding("error", "TaskInstancesDoNotFit", summary, advice, _resource(evidence, task.id))
        return


def nodes_are_busy(evidence: Evidence) -> Iterator[Finding]:
    """All nodes that could run the task run others."""
    task, pool = evidence.task, evidence.pool
    usable = [node for node in evidence.nodes if state_of(node.state) in USABLE_NODE_STATES]
    if task is None or pool is None or not usable or state_of(task.state) != "active":
        return
    slots, needed = pool.task_slots_per_node or 1, task.required_slots or 1
    free = max(slots - (node.running_task_slots_count or 0) for node in usable)
    if evidence.nodes_are_all and free < needed <= slots:
        yield Finding(
            "info",
            "NodesBusy",
            f"the task needs {count(needed, 'slot')}, and the freest of {count(len(usable), 'usable node')} has {free}",
            "wait, resize the pool, or give the job a higher priority",
            f"pool {pool.id!r}",
        )


RULES = (
    task_failed,
    instances_do_not_fit,
    tasks_never_run,
    tasks_depend_on_themselves,
    task_was_tried_before,
    task_waits_for_others,
    nodes_are_busy,
    task_runs,
)
