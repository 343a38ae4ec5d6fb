"""Which waiting tasks can never run, whatever the pool does.

A task is blocked if one that it depends on ended in a way that blocks dependants, is blocked itself, or does not exist;
and it is too big if it needs more slots than a node has. Ranges of more than a hundred numbers are not looked at: a task
that has only those counts as one that may run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from .errors import Obstacle
from .seen import has_failed, is_completed, key_of

if TYPE_CHECKING:
    from .. import models as _models

_BEFORE_THE_PROCESS = ("commandprogramnotfound", "commandlaunchfailed")
_SHOWN = 5
_MOST_IN_RANGES = 100


def exit_options_of(task: _models.BatchTask) -> _models.ExitOptions | None:
    """Return what a completed task said about an end like the one it had."""
    conditions, info = task.exit_conditions, task.execution_info
    if conditions is None or info is None:
        return None
    code = info.exit_code
    if code is None or (
        info.failure_info is not None and str(info.failure_info.code).lower() in _BEFORE_THE_PROCESS
    ):
        return conditions.pre_processing_error or conditions.default
    for mapping in conditions.exit_codes or ():
        if mapping.code == code:
            return mapping.exit_options
    for span in conditions.exit_code_ranges or ():
        if span.start <= code <= span.end:
            return span.exit_options
    if code == 0:
        return conditions.file_upload_error if has_failed(task) else None
    return conditions.default


def lets_dependants_run(task: _models.BatchTask) -> bool:
    """Tell whether a completed task satisfies those that depend on it."""
    options = exit_options_of(task)
    action = None if options is None else options.get("dependencyAction")
    return str(action).lower() == "satisfy" if action is not None else not has_failed(task)


def dependencies_of(task: _models.BatchTask) -> list[str]:
    """Return the ids that a task depends on, those in wide ranges aside."""
    depends_on = task.depends_on
    if depends_on is None:
        return []
    ids = list(depends_on.task_ids or ())
    if not wide_ranges_of(task):
        ids += [str(number) for span in depends_on.task_id_ranges or () for number in _numbers(span)]
    return ids


def wide_ranges_of(task: _models.BatchTask) -> list[str]:
    """Name the ranges that a task depends on, if they are too wide to look at each task of them."""
    spans = [] if task.depends_on is None else list(task.depends_on.task_id_ranges or ())
    is_wide = sum(len(_numbers(span)) for span in spans) > _MOST_IN_RANGES
    return [f"{span.start} to {span.end}" for span in spans] if is_wide else []


def _numbers(span: _models.BatchTaskIdRange) -> range:
    return range(span.start, span.end + 1)


def never_running(
    waiting: Sequence[_models.BatchTask], others: Sequence[_models.BatchTask], slots: int | None
) -> Mapping[str, tuple[str, str]]:
    """Return those of the waiting tasks that can never run, by key: a code and the reason.

    `others` are the tasks that they depend on and that are not waiting themselves; one that is in neither does not exist.
    """
    known = {key_of(task.id): task for task in others}
    keys = {key_of(task.id) for task in waiting}
    reasons: dict[str, tuple[str, str]] = {}
    for task in waiting:
        needed = task.required_slots or 1
        if slots is not None and needed > slots:
            reasons[key_of(task.id)] = (
                "TaskTooBig",
                f"{task.id} needs {needed} slots, and a node has {slots}",
            )
    grew = True
    while grew:
        grew = False
        for task in waiting:
            key = key_of(task.id)
            reason = None if key in reasons else _blocked_by(task, known, keys, reasons)
            if reason is not None:
                reasons[key] = ("TaskBlocked", f"{task.id} depends on {reason}")
                grew = True
    return reasons


def _blocked_by(
    task: _models.BatchTask,
    known: Mapping[str, _models.BatchTask],
    waiting: set[str],
    reasons: Mapping[str, tuple[str, str]],
) -> str | None:
    for name in dependencies_of(task):
        key = key_of(name)
        other = known.get(key)
        if key in reasons:
            return f"{name}, which can never run"
        if key in waiting:
            continue
        if other is None:
            return f"{name}, which does not exist"
        if is_completed(other) and not lets_dependants_run(other):
            info = other.execution_info
            code = None if info is None else info.exit_code
            ended = "failed" if code is None else f"ended with exit code {code}"
            return f"{name}, which {ended} and blocks its dependants"
    return None


_ADVICE = {
    "TaskBlocked": "the tasks that are left depend on others that never let them run: "
    "reactivate those that failed, or add what is missing",
    "TaskTooBig": "the tasks that are left need more slots than a node of the pool has: "
    "make them smaller, or use a pool with more task_slots_per_node",
}


def obstacles_of(reasons: Mapping[str, tuple[str, str]]) -> list[Obstacle]:
    """Return the obstacles for tasks that can never run."""
    obstacles = []
    for code, advice in _ADVICE.items():
        texts = [text for found, text in reasons.values() if found == code]
        if texts:
            more = [f"{len(texts) - _SHOWN} more"] if len(texts) > _SHOWN else []
            obstacles.append(Obstacle(code, advice, (*texts[:_SHOWN], *more)))
    return obstacles
