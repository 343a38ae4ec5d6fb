"""What in a job keeps its tasks from running, and what has become of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .._waiting.obstacles import USABLE_NODE_STATES, state_of
from .codes import JOB_ENDS, SCHEDULING, UNKNOWN_ADVICE, Meaning, meaning_of
from .evidence import Evidence
from .failures import failure_of, said_of
from .findings import Finding, Severity
from .saying import count, listed, said, written

if TYPE_CHECKING:
    from .. import models as _models

_STARTED = ("preparing", "running")


def job_state(evidence: Evidence) -> Iterator[Finding]:
    """A job that is not active starts no tasks."""
    job = evidence.job
    if job is None:
        return
    resource = f"job {job.id!r}"
    match state_of(job.state):
        case "disabled" | "disabling":
            yield Finding(
                "error",
                "JobDisabled",
                "the job is disabled, so none of its tasks start",
                "enable it with begin_enable_job",
                resource,
            )
        case "deleting":
            yield Finding("error", "JobDeleted", "the job is being deleted", "make a new job", resource)
        case "terminating" | "completed" as state:
            yield _ended(evidence, job, resource, state)


def _ended(evidence: Evidence, job: _models.BatchJob, resource: str, state: str) -> Finding:
    info = job.execution_info
    reason = "" if info is None else info.termination_reason or ""
    because = f": {JOB_ENDS.get(reason.lower(), reason)}" if reason else ""
    severity: Severity = "info"
    left, advice = "", "nothing, if that was meant"
    if evidence.waiting:
        more = "" if evidence.waiting_is_all else "more than "
        left = f"; {more}{count(len(evidence.waiting), 'unfinished task')} will never run"
        severity, advice = (
            "error",
            "make a new job and add the unfinished tasks to it: a job that has ended stays so",
        )
    elif reason.lower() == "maxwallclocktimeexpiry":
        severity, advice = "error", "give a new job a longer constraints.max_wall_clock_time"
    elif reason.lower() == "taskfailed":
        severity, advice = "error", "see which task failed and why; then make a new job"
    quoted = (f"terminateReason: {reason}",) if reason else ()
    code, verb = ("JobCompleted", "has ended") if state == "completed" else ("JobTerminating", "is ending")
    return Finding(severity, code, f"the job {verb}{because}{left}", advice, resource, quoted)


def job_cannot_be_scheduled(evidence: Evidence) -> Iterator[Finding]:
    """The service left an error on the job."""
    info = None if evidence.job is None else evidence.job.execution_info
    error = None if info is None else info.scheduling_error
    if evidence.job is None or error is None:
        return
    summary, advice = meaning_of(error.code, SCHEDULING) or Meaning(
        "the job ran into an error", UNKNOWN_ADVICE
    )
    passes = state_of(error.code) in ("jobbeingterminated", "jobterminationawaitingnodeprocessing")
    yield Finding(
        "info" if passes else "error",
        error.code or "Unknown",
        summary,
        advice,
        f"job {evidence.job.id!r}",
        (said(error.code, error.message, error.details),),
    )


def preparation_failed(evidence: Evidence) -> Iterator[Finding]:
    """The job's preparation task failed on nodes, which so run none of its tasks."""
    job = evidence.job
    failed = [
        item
        for item in evidence.preparations
        if item.job_preparation_task_execution_info is not None
        and state_of(item.job_preparation_task_execution_info.result) == "failure"
    ]
    task = None if job is None else job.job_preparation_task
    if job is None or task is None or not failed:
        return
    usable = {node.id for node in evidence.nodes if state_of(node.state) in USABLE_NODE_STATES}
    severity: Severity = "warning"
    if usable and usable <= {item.node_id for item in failed} and task.wait_for_success is not False:
        severity = "error"
    first = failed[0].job_preparation_task_execution_info
    failure = failure_of(first)
    directory = None if first is None else first.task_root_directory
    yield Finding(
        severity,
        "JobPreparationFailed",
        f"the job's preparation task failed on {count(len(failed), 'node')}: {failure.summary}",
        f"{failure.advice} (on the node, in the directory below); then make the job again with a better one, because that "
        "of a job cannot be changed",
        f"job {job.id!r}",
        (
            *said_of(first, by=failed[0].node_id or ""),
            *((f"directory on the node: {directory}",) if directory else ()),
        ),
    )


def preparation_runs(evidence: Evidence) -> Iterator[Finding]:
    """A task waits while the preparation task runs on its node."""
    running = [
        item.node_id or ""
        for item in evidence.preparations
        if item.job_preparation_task_execution_info is not None
        and state_of(item.job_preparation_task_execution_info.state) == "running"
    ]
    if running:
        yield Finding(
            "info",
            "JobPreparationRunning",
            f"the job's preparation task runs on {count(len(running), 'node')}: {listed(running)}",
            "wait",
            f"job {evidence.subject.job_id!r}",
        )


def tasks_failed(evidence: Evidence) -> Iterator[Finding]:
    """Tasks of the job failed; those that failed in the same way are one finding."""
    alike: dict[tuple[str, str], list[_models.BatchTask]] = {}
    for task in evidence.failed:
        failure = failure_of(task.execution_info, task.constraints)
        alike.setdefault((failure.code, failure.summary), []).append(task)
    for tasks in alike.values():
        first = tasks[0]
        failure = failure_of(first.execution_info, first.constraints)
        ids = [task.id for task in tasks]
        number = count(len(ids), "task") if evidence.failed_is_all else f"{len(ids)} or more tasks"
        yield Finding(
            "warning",
            "TasksFailed",
            f"{number} failed ({listed(ids)}), the first because {failure.summary}",
            failure.advice,
            f"job {evidence.subject.job_id!r}",
            (
                *said_of(first.execution_info, by=first.id),
                *(
                    text
                    for name in ids
                    for text in written(evidence.task_output.get(name), by=f"stderr.txt of {name}")
                ),
            ),
        )


def pool_of_job_is_not_made(evidence: Evidence) -> Iterator[Finding]:
    """A job with a pool of its own does not have it yet."""
    job = evidence.job
    if job is not None and evidence.pool_id is None and state_of(job.state) == "active":
        yield Finding(
            "info",
            "AutoPoolNotYetMade",
            "the pool of the job has not been made yet",
            "wait",
            f"job {job.id!r}",
        )


def parallel_limit(evidence: Evidence) -> Iterator[Finding]:
    """As many tasks run as the job allows at once."""
    job = evidence.job
    if job is None or job.max_parallel_tasks is None or job.max_parallel_tasks < 0:
        return
    running = sum(state_of(task.state) in _STARTED for task in evidence.waiting)
    if running >= job.max_parallel_tasks:
        yield Finding(
            "info",
            "JobParallelLimit",
            f"{count(running, 'task')} of the job run, and max_parallel_tasks allows no more",
            "wait, or raise it with update_job",
            f"job {job.id!r}",
        )


def job_goes_on_without_tasks(evidence: Evidence) -> Iterator[Finding]:
    """A job without unfinished tasks stays active, and counts for the quota, until somebody ends it."""
    job = evidence.job
    if (
        job is None
        or evidence.subject.task_id is not None
        or evidence.waiting
        or state_of(job.state) != "active"
    ):
        return
    if state_of(job.all_tasks_complete_mode) == "noaction" and not evidence.unread:
        yield Finding(
            "info",
            "JobWithoutWork",
            "the job has no unfinished tasks; it stays active, and counts for the account's quota of jobs",
            "add tasks, or end it with begin_terminate_job; a job with all_tasks_complete_mode='terminatejob' ends by "
            "itself",
            f"job {job.id!r}",
        )


RULES = (
    job_state,
    job_cannot_be_scheduled,
    pool_of_job_is_not_made,
    preparation_failed,
    preparation_runs,
    tasks_failed,
    parallel_limit,
    job_goes_on_without_tasks,
)
