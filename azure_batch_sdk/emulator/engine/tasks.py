"""The life of a task: waiting, running as a process on a node, retried, requeued, completed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lifecycles import TASK
from ..messages import JsonObject
from ..node.directories import delete_tree, set_aside_from_node
from ..node.environment import TaskPlace, task_environment
from ..node.launch import Launch, LaunchError
from ..state.durations import seconds_of_duration
from ..state.entities import Attempt, DeallocationOption, Node, Task
from . import attempts, exits, jobs, nodes
from .attempts import Outcome

if TYPE_CHECKING:
    from ..service import Service

TASK_ENDED: JsonObject = {
    "category": "UserError",
    "code": "TaskEnded",
    "message": "Task Was Ended by User Request",
}


def add(service: Service, task: Task) -> None:
    """Put a new task into its job and let it wait for a slot."""
    job = task.job
    job.tasks.add(task.id, task)
    job.counts.move(task.state, task.result, task.slots, 1)
    if depends_on := task.spec.get("dependsOn"):
        job.dependencies.register(task, depends_on)
    service.touch(task, whole=True)
    service.scheduler.enqueue(task)


def start(service: Service, task: Task, node: Node) -> None:
    """Run a task on a node that has room for it."""
    _change(service, task, "start")
    task.started = service.clock.next_tick()
    task.node_id, task.pool_id = node.id, node.pool.id
    attempt = Attempt(_key(service, task), node, task.slots, task)
    task.attempt = attempt
    task.job.attempts[attempt] = None
    nodes.take(service, node, attempt)
    limit = seconds_of_duration(task.spec["constraints"]["maxWallClockTime"])
    if limit is not None:
        attempt.timer = service.after(limit, lambda: _time_out(service, attempt))
    attempts.launch(
        service, attempt, _Preparation(service, task, node, attempt.key), lambda a, o: ended(service, a, o)
    )
    service.touch(task)


def ended(service: Service, attempt: Attempt, outcome: Outcome) -> None:
    """Hear that a process has ended: decide what becomes of its task, and free its slots."""
    task = attempt.task
    assert task is not None
    if attempt.timer is not None:
        attempt.timer.cancel()
    job = task.job
    job.attempts.pop(attempt, None)
    if task.leaving is attempt:
        task.leaving = None
        service.scheduler.enqueue(task)
    elif task.attempt is attempt:
        _conclude(service, task, attempt, outcome)
    nodes.give_back(service, attempt)
    if job.running_limit is not None:
        service.scheduler.job_changed(job)
    jobs.attempt_ended(service, job)


def terminate(service: Service, task: Task) -> None:
    """Complete a task as ended by the user; its process dies in the background."""
    _detach(service, task)
    complete(service, task, exit_code=None, failure=dict(TASK_ENDED))
    task.modified = task.since
    service.touch(task)


def interrupt(service: Service, attempt: Attempt, option: DeallocationOption) -> None:
    """Take the node away from a running task: requeue it or complete it, as the caller wants."""
    task = attempt.task
    if task is None or task.attempt is not attempt:
        attempts.kill(service, attempt)
    elif option == "terminate":
        _detach(service, task)
        complete(service, task, exit_code=None, failure=dict(TASK_ENDED))
    else:
        requeue(service, task)


def requeue(service: Service, task: Task) -> None:
    """Send a running task back to the queue; it does not count as a retry."""
    _detach(service, task)
    _change(service, task, "requeue")
    task.requeues += 1
    task.last_requeue = task.since
    forget_run(task)
    service.touch(task)
    service.scheduler.enqueue(task)


def reactivate(service: Service, task: Task) -> None:
    """Let a completed task run again as if it were new."""
    task.job.dependencies.withdraw(task.id)
    _change(service, task, "reactivate")
    task.retries = task.requeues = 0
    task.last_retry = task.last_requeue = None
    forget_run(task)
    task.modified = task.since
    service.touch(task)
    service.scheduler.enqueue(task)


def remove(service: Service, task: Task) -> None:
    """Delete a task with its files."""
    job = task.job
    service.scheduler.withdraw(task)
    for attempt in (task.attempt, task.leaving):
        if attempt is not None:
            attempts.kill(service, attempt)
    task.attempt = task.leaving = None
    job.dependencies.withdraw(task.id)
    job.counts.move(task.state, task.result, task.slots, -1)
    job.tasks.remove(task.id)
    service.forget(task)
    node = node_of(service, task)
    if node is not None:
        directories = service.directories(node)
        aside = set_aside_from_node(directories.task_directory(job.id, task.id).path, directories)
        if aside is not None:
            service.in_background(lambda: delete_tree(aside))
    jobs.check_all_complete(service, job)


def node_of(service: Service, task: Task) -> Node | None:
    """Return the node that has the files of a task, None if the task never ran or the node is gone."""
    if task.node_id is None or task.pool_id is None:
        return None
    pool = service.world.pools.get(task.pool_id)
    return pool.nodes.get(task.node_id) if pool is not None else None


def complete(service: Service, task: Task, *, exit_code: int | None, failure: JsonObject | None) -> None:
    """Complete a task, and let its job and those that depend on it know."""
    service.scheduler.withdraw(task)
    job = task.job
    job.counts.move(task.state, task.result, task.slots, -1)
    _set_state(service, task, "end")
    task.ended = task.since
    task.exit_code = exit_code
    task.failure = failure
    task.result = "success" if failure is None else "failure"
    job.counts.move(task.state, task.result, task.slots, 1)
    service.touch(task)
    service.retention.watch(task)
    action, satisfied = exits.decide(task)
    if satisfied:
        for released in job.dependencies.satisfy(task.id):
            service.scheduler.enqueue(released)
    jobs.task_completed(service, job, action)


def forget_run(task: Task) -> None:
    """Take away what only a task that runs or has run shows."""
    task.started = task.ended = task.exit_code = None
    task.result = task.failure = task.node_id = task.pool_id = None


def _conclude(service: Service, task: Task, attempt: Attempt, outcome: Outcome) -> None:
    task.attempt = None
    node = attempt.node
    node.tasks_run += 1
    if isinstance(outcome, LaunchError):
        message = outcome.message
        failure = {"category": "UserError", "code": outcome.code, "message": message}
        failure["details"] = [{"name": "Message", "value": message}]  # type: ignore[assignment]  # JSON is mixed
        complete(service, task, exit_code=None, failure=failure)
    elif attempt.timed_out:
        failure = {
            "category": "ServerError",
            "code": "TaskEnded",
            "message": "The task was ended because it ran longer than its maximum wall clock time",
        }
        complete(service, task, exit_code=outcome, failure=failure)
    elif outcome == 0:
        node.tasks_succeeded += 1
        complete(service, task, exit_code=0, failure=None)
    elif _may_retry(task):
        _change(service, task, "retry")
        task.retries += 1
        task.last_retry = task.since
        forget_run(task)
        service.touch(task)
        service.scheduler.enqueue(task)
    else:
        complete(service, task, exit_code=outcome, failure=exit_failure())


def exit_failure() -> JsonObject:
    """Describe the failure of a process that did not exit with 0."""
    message = "The task exited with an exit code representing a failure"
    return {
        "category": "UserError",
        "code": "FailureExitCode",
        "message": message,
        "details": [
            {"name": "Message", "value": message},
            {"name": "AdditionalErrorCode", "value": "FailureExitCode"},
        ],
    }


def _may_retry(task: Task) -> bool:
    allowed = int(task.spec["constraints"]["maxTaskRetryCount"])
    return allowed < 0 or task.retries < allowed


def _detach(service: Service, task: Task) -> None:
    """Part a task from its process, which is killed and holds its slots until it is gone."""
    attempt = task.attempt
    if attempt is not None:
        task.attempt = None
        task.leaving = attempt
        attempts.kill(service, attempt)


def _time_out(service: Service, attempt: Attempt) -> None:
    attempt.timed_out = True
    attempts.kill(service, attempt)


def _change(service: Service, task: Task, event: str) -> None:
    counts = task.job.counts
    counts.move(task.state, task.result, task.slots, -1)
    _set_state(service, task, event)
    counts.move(task.state, task.result, task.slots, 1)


def _set_state(service: Service, task: Task, event: str) -> None:
    following = TASK.next(task.state, event)
    task.previous, task.previous_since = task.state, task.since
    task.state, task.since = following, service.clock.next_tick()


def _key(service: Service, task: Task) -> str:
    return f"task/{task.job.id}/{task.id}/{service.clock.next_tick()}"


class _Preparation:
    """What happens in the thread before a task's process starts: its directory is made, its variables are put together."""

    def __init__(self, service: Service, task: Task, node: Node, key: str) -> None:
        self._key = key
        self._command_line = str(task.spec["commandLine"])
        self._job_settings = task.job.spec.get("commonEnvironmentSettings")
        self._task_settings = task.spec.get("environmentSettings")
        directories = service.directories(node)
        self._place = TaskPlace(
            kind="task",
            account_name=service.account_name,
            account_url=service.account_url,
            pool_id=node.pool.id,
            node_id=node.id,
            is_dedicated=node.dedicated,
            node=directories,
            directory=directories.task_directory(task.job.id, task.id),
            job_id=task.job.id,
            task_id=task.id,
            windows=nodes.is_windows(node.pool),
        )

    def __call__(self) -> Launch:
        place = self._place
        place.directory.create()
        return Launch(
            key=self._key,
            command_line=self._command_line,
            environment=task_environment(
                place, job_settings=self._job_settings, task_settings=self._task_settings
            ),
            working_directory=place.directory.working_directory,
            stdout=place.directory.stdout,
            stderr=place.directory.stderr,
            windows=place.windows,
        )
