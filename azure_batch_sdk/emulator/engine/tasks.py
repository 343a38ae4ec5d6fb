"""The life of a task: waiting, running as a process on a node, retried, requeued, completed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from ..context import ServiceContext
from ..lifecycles import TASK
from ..messages import JsonObject
from ..node.directories import delete_tree, set_aside_from_node
from ..node.environment import task_environment
from ..node.launch import Launch, LaunchError
from ..node.transfers import TransferError
from ..state.durations import seconds_of_duration
from ..state.entities import Attempt, DeallocationOption, Node, Task
from . import attempts, exits, jobs, manager, multi_instance, nodes, places, preparation
from .attempts import Outcome, UploadFailed
from .failures import ended_by_user, exit_failure, out_of_time
from .needs import Needs
from .tokens import token_for

WINDOWS_KILLED = -1_073_741_510
"""The exit code that a Windows node shows for a process that ran too long: 0xC000013A."""


def add(service: ServiceContext, task: Task) -> None:
    """Put a new task into its job and let it wait for a slot."""
    job = task.job
    job.tasks.add(task.id, task)
    job.counts.move(task.state, task.result, task.slots, 1)
    if depends_on := task.spec.get("dependsOn"):
        job.dependencies.register(task, depends_on)
    service.touch(task, whole=True)
    service.scheduler.enqueue(task)


def start(service: ServiceContext, task: Task, where: Sequence[Node]) -> None:
    """Run a task on a node that has room for it, or on several; wait first for those that are to be prepared."""
    job, node = task.job, where[0]
    attempt = Attempt(_key(service, task), node, manager.slots_held(task, node.pool), task)
    attempt.others = [
        Attempt(f"{attempt.key}/{number}", other, task.slots, task, leader=attempt)
        for number, other in enumerate(where[1:], 1)
    ]
    task.attempt = attempt
    awaited = preparation.enter(service, job, where)
    if awaited:
        _change(service, task, "prepare")
        stop = preparation.wait(awaited, lambda ready: _prepared(service, task, attempt, ready))
        attempt.on_kill = partial(_stop_waiting, service, attempt, stop)
        service.touch(task)
    for each in (attempt, *attempt.others):
        job.attempts[each] = None
        nodes.take(service, each.node, each)
    if not awaited:
        _run(service, task, attempt)


def ended(service: ServiceContext, attempt: Attempt, outcome: Outcome) -> None:
    """Hear that a process has ended: decide what becomes of its task, and free its slots."""
    task = attempt.task
    assert task is not None
    if attempt.timer is not None:
        attempt.timer.cancel()
    _account(service, task, attempt)
    if task.leaving is attempt:
        task.leaving = None
        if service.world.has_task(task):
            service.touch(task)
        service.scheduler.enqueue(task)
    elif task.attempt is attempt:
        _conclude(service, task, attempt, outcome)
    _give_back(service, task, attempt)


def terminate(service: ServiceContext, task: Task) -> None:
    """Complete a task as ended by the user; its process dies in the background."""
    _detach(service, task)
    complete(service, task, exit_code=None, failure=ended_by_user())
    task.modified = task.since
    service.touch(task)


def interrupt(service: ServiceContext, attempt: Attempt, option: DeallocationOption) -> None:
    """Take the node away from a running task: requeue it or complete it, as the caller wants."""
    task = attempt.task
    attempt = attempt.leader or attempt
    if task is None or task.attempt is not attempt:
        attempts.kill(service, attempt)
    elif option == "terminate":
        _detach(service, task)
        complete(service, task, exit_code=None, failure=ended_by_user())
    else:
        requeue(service, task)


def requeue(service: ServiceContext, task: Task) -> None:
    """Send a running task back to the queue; it does not count as a retry."""
    _detach(service, task)
    _change(service, task, "requeue")
    task.requeues += 1
    task.last_requeue = task.since
    forget_run(task)
    service.touch(task)
    service.scheduler.enqueue(task)


def reactivate(service: ServiceContext, task: Task) -> None:
    """Let a completed task run again as if it were new."""
    task.job.dependencies.withdraw(task.id)
    _change(service, task, "reactivate")
    task.retries = task.requeues = 0
    task.last_retry = task.last_requeue = None
    forget_run(task)
    task.modified = task.since
    service.touch(task)
    service.scheduler.enqueue(task)


def remove(service: ServiceContext, task: Task) -> None:
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
    for node in _nodes_of(service, task):
        directories = service.directories(node)
        aside = set_aside_from_node(directories.task_directory(job.id, task.id).path, directories)
        if aside is not None:
            service.in_background(partial(delete_tree, aside))
    jobs.check_all_complete(service, job)


def node_of(service: ServiceContext, task: Task) -> Node | None:
    """Return the node that has the files of a task, None if the task never ran or the node is gone."""
    if task.node_id is None or task.pool_id is None:
        return None
    pool = service.world.pools.get(task.pool_id)
    return pool.nodes.get(task.node_id) if pool is not None else None


def _nodes_of(service: ServiceContext, task: Task) -> list[Node]:
    """Return the nodes that have files of a task; of a multi-instance one there are several."""
    node = node_of(service, task)
    found = [] if node is None else [node]
    for subtask in task.subtasks or ():
        pool_id, node_id = subtask["node"]
        pool = service.world.pools.get(pool_id)
        node = None if pool is None else pool.nodes.get(node_id)
        if node is not None:
            found.append(node)
    return found


def complete(
    service: ServiceContext, task: Task, *, exit_code: int | None, failure: JsonObject | None
) -> None:
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
    jobs.task_completed(service, task, action)


def forget_run(task: Task) -> None:
    """Take away what only a task that runs or has run shows."""
    task.started = task.ended = task.exit_code = None
    task.result = task.failure = task.node_id = task.pool_id = task.on_windows = task.subtasks = None


def _run(service: ServiceContext, task: Task, attempt: Attempt) -> None:
    _change(service, task, "start")
    task.started = attempt.began = service.clock.next_tick()
    node = attempt.node
    task.node_id, task.pool_id = node.id, node.pool.id
    task.on_windows = node.pool.is_windows or None
    limit = seconds_of_duration(task.spec["constraints"]["maxWallClockTime"])
    if limit is not None:
        attempt.timer = service.after(limit, lambda: _time_out(service, attempt))
    over = partial(ended, service)
    if task.instances:
        task.subtasks = multi_instance.describe(service, attempt)
        application = partial(_Preparation, service, task, attempt)
        multi_instance.Run(service, task, attempt, application, over).begin()
    else:
        prepare = _Preparation(service, task, attempt, attempt.key)
        attempts.launch(service, attempt, prepare, over, Needs.of(service, task.spec, node))
    service.touch(task)


def _prepared(service: ServiceContext, task: Task, attempt: Attempt, ready: bool) -> None:
    """Go on with a task whose nodes are prepared, or look for others if they cannot be."""
    attempt.on_kill = None
    if ready:
        _run(service, task, attempt)
        return
    task.attempt = None
    _change(service, task, "requeue")
    service.touch(task)
    _give_back(service, task, attempt)
    service.scheduler.enqueue(task)


def _stop_waiting(service: ServiceContext, attempt: Attempt, stop: Callable[[], None]) -> None:
    stop()
    attempt.on_kill = None
    service.from_thread(lambda: ended(service, attempt, attempts.KILLED))


def _account(service: ServiceContext, task: Task, attempt: Attempt) -> None:
    """Add what a run has used to the statistics of its task."""
    if attempt.began:
        task.ran += service.clock.ticks() - attempt.began
    if attempt.used is not None:
        task.used = attempt.used if task.used is None else task.used.plus(attempt.used)


def _give_back(service: ServiceContext, task: Task, attempt: Attempt) -> None:
    job = task.job
    for each in (attempt, *attempt.others):
        job.attempts.pop(each, None)
        nodes.give_back(service, each)
    if job.running_limit is not None:
        service.scheduler.job_changed(job)
    jobs.attempt_ended(service, job)


def _conclude(service: ServiceContext, task: Task, attempt: Attempt, outcome: Outcome) -> None:
    task.attempt = None
    node = attempt.node
    node.tasks_run += 1
    if isinstance(outcome, LaunchError | TransferError):
        complete(service, task, exit_code=None, failure=attempts.failure_info(outcome))
        if outcome.code == "DiskFull":
            nodes.fail(service, node, outcome.code, outcome.message)
    elif isinstance(outcome, UploadFailed):
        complete(service, task, exit_code=outcome.exit_code, failure=attempts.failure_info(outcome.error))
    elif attempt.timed_out:
        complete(service, task, exit_code=_timed_out_code(attempt, outcome), failure=out_of_time())
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


def _may_retry(task: Task) -> bool:
    allowed = int(task.spec["constraints"]["maxTaskRetryCount"])
    return allowed < 0 or task.retries < allowed


def _detach(service: ServiceContext, task: Task) -> None:
    """Part a task from its process, which is killed and holds its slots until it is gone."""
    attempt = task.attempt
    if attempt is not None:
        task.attempt = None
        task.leaving = attempt
        attempts.kill(service, attempt)


def _time_out(service: ServiceContext, attempt: Attempt) -> None:
    # The limit is that of the process, not of the way of its files to storage.
    if not attempt.exited:
        attempt.timed_out = True
        attempts.kill(service, attempt)


def _timed_out_code(attempt: Attempt, exit_code: int) -> int | None:
    if not attempt.exited:
        return None
    return WINDOWS_KILLED if attempt.node.pool.is_windows else exit_code


def _change(service: ServiceContext, task: Task, event: str) -> None:
    counts = task.job.counts
    counts.move(task.state, task.result, task.slots, -1)
    _set_state(service, task, event)
    counts.move(task.state, task.result, task.slots, 1)


def _set_state(service: ServiceContext, task: Task, event: str) -> None:
    following = TASK.next(task.state, event)
    task.previous, task.previous_since = task.state, task.since
    task.state, task.since = following, service.clock.next_tick()


def _key(service: ServiceContext, task: Task) -> str:
    return f"task/{task.job.id}/{task.id}/{service.clock.next_tick()}"


class _Preparation:
    """What happens in the thread before a task's process starts: its directory is made, its variables are put together."""

    def __init__(self, service: ServiceContext, task: Task, attempt: Attempt, key: str) -> None:
        self._key = key
        self._command_line = str(task.spec["commandLine"])
        self._job_settings = task.job.spec.get("commonEnvironmentSettings")
        self._task_settings = task.spec.get("environmentSettings")
        many = task.instances
        self._place = places.place_of(
            service,
            task.job,
            attempt.node,
            task.id,
            "primary" if many else "manager" if task.is_manager else "task",
            token=token_for(service, task),
            packages=task.spec.get("applicationPackageReferences"),
            instances=multi_instance.instances_seen_by(attempt) if many else None,
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
