"""Wait for tasks.

Counters of the job are cheap and may lag behind: they say when to look, never that it is over. A look lists the tasks
whose state has changed since the last one, and it is over when the list of tasks that are not completed is empty. Every
fourth time without news looks anyway, and asks the job and its pool whether anything can still happen.

When ids are given, a few are looked up by themselves, many are picked from the lists of the whole job.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar, cast

from azure.core.exceptions import ResourceNotFoundError

from .._generated.operations import tasks as _tasks
from .._runtime.steps import AskPage, Give, GivingSteps, Sleep, Step, Steps
from .errors import CannotFinish, Obstacle, TaskFailure, TasksFailed, WaitTimeout
from .looking import (
    TASK_SELECT,
    Counts,
    ask_counts,
    ask_for_blocked_tasks,
    ask_for_obstacles,
    ask_job,
    ask_tasks,
    ask_unfinished,
    is_about,
    with_start_task_output,
)
from .obstacles import JOB_DELETED, end_of_job, job_obstacles, pool_id_of, state_of
from .outputs import failures_of, task_stderr
from .pace import Pace, Patience
from .progress import TaskProgress
from .seen import SeenTasks, Window, has_failed, key_of

if TYPE_CHECKING:
    from .. import models as _models

T = TypeVar("T")
Giving = Generator[Step | Give[Any], Any, T]
Receive = Callable[[Any], Iterable[Step | Give[Any]]]
"""What becomes of a task that has completed, as steps."""

FEW_IDS = 100
_ANYWAY = 4
"""Every so many looks without news are thorough ones."""
_SHOWN_IDS = 10


@dataclass
class TaskWait:
    """What to wait for, how long and how."""

    job_id: str
    longest_pause: float
    clock: Callable[[], float]
    """Seconds that never run back; only differences count."""
    task_ids: list[str] | None = None
    """None: all tasks of the job."""
    timeout: float | None = None
    progress: Callable[[TaskProgress], object] | None = None
    stop_when_stuck: bool = True
    select: tuple[str, ...] = ()
    """Further properties to read of each task."""
    options: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.started = self.clock()


def ids_of(task_ids: Iterable[str] | None) -> list[str] | None:
    """Check ids that a caller gave, and leave out what comes twice; TypeError or ValueError if they are none."""
    if task_ids is None:
        return None
    if isinstance(task_ids, str):
        raise TypeError(f"task_ids must be a list of ids, not one str: write [{task_ids!r}]")
    ids: dict[str, str] = {}
    for task_id in task_ids:
        if not isinstance(task_id, str):
            raise TypeError(f"task_ids must hold ids as str, not {type(task_id).__name__}: {task_id!r}")
        if not task_id:
            raise ValueError("task_ids must not hold an empty id")
        ids.setdefault(key_of(task_id), task_id)
    return list(ids.values())


class _Watch:
    """One wait: what was seen, and what is next."""

    def __init__(self, wait: TaskWait, receive: Receive) -> None:
        self._wait = wait
        self._receive = receive
        self._seen = SeenTasks(wait.task_ids)
        self._by_id = wait.task_ids is not None and len(wait.task_ids) <= FEW_IDS
        self._window = Window()
        self._pace = Pace(wait.longest_pause)
        self._patience = Patience(wait.longest_pause)
        self._select = list(dict.fromkeys((*TASK_SELECT, *wait.select)))
        self._counts: Counts | None = None
        self._born: Any = None
        self._looks_without_news = 0
        self._is_first = True
        self._obstacles: list[Obstacle] = []
        self._reported: TaskProgress | None = None

    def __repr__(self) -> str:
        return f"<wait for tasks of {self._wait.job_id!r}: {self._seen}, {self._window}>"

    def run(self) -> Giving[None]:
        """Look until it is over, giving tasks as they are seen to be completed."""
        try:
            while not (yield from self._look()):
                yield Sleep(self._pause())
        except ResourceNotFoundError as error:
            # A job that was never there is the caller's mistake, and the service's own words say so.
            if self._born is None or not is_about(error, "JobNotFound"):
                raise
            raise self._cannot([JOB_DELETED]) from error
        self._report(is_over=True)

    # -- one look

    def _look(self) -> Giving[bool]:
        """Look once; tell whether it is over."""
        thorough = (
            self._is_first or self._patience.is_tried or self._looks_without_news % _ANYWAY == _ANYWAY - 1
        )
        job = (yield from self._ask_job()) if thorough else None
        before = len(self._seen), self._counts
        unfinished: list[str] | None
        if self._by_id:
            yield from self._look_up(self._seen.pending())
            unfinished = list(self._seen.pending().values())
        else:
            unfinished = yield from self._look_at_job(thorough)
        is_first, self._is_first = self._is_first, False
        if unfinished is not None and not unfinished:
            if self._seen.failed:
                # A job that is being deleted ends its tasks as well, and they would pass for completed.
                yield from self._ask_job()
            return True
        has_news = (len(self._seen), self._counts) != before and not is_first
        self._looks_without_news = 0 if has_news else self._looks_without_news + 1
        if job is not None:
            yield from self._check(job, unfinished or [], has_news)
        self._report()
        return False

    def _look_at_job(self, thorough: bool) -> Giving[list[str] | None]:
        """Look at all tasks of the job; return what is unfinished, or None if nobody asked."""
        wait, former = self._wait, self._counts
        counts = yield from ask_counts(wait.job_id, wait.options)
        # The date moves all the time and is no news.
        self._counts = counts._replace(date=None)
        unfinished: list[str] | None = None
        if thorough or counts.active + counts.running == 0:
            # Asked before the completed ones are listed: if nothing is left now, all of them are in that list.
            unfinished = yield from ask_unfinished(
                wait.job_id, wait.options, everything=wait.task_ids is not None
            )
        if unfinished is not None or self._counts != former:
            was_open = self._window.is_open
            yield from self._list_completed(self._window.filter())
            self._window.listed(counts.date)
            if (
                wait.task_ids is None
                and unfinished == []
                and not was_open
                and counts.completed != len(self._seen)
            ):
                # A completion that became visible later than a window reaches back would be lost for good.
                yield from self._list_completed(Window().filter())
        if wait.task_ids is None:
            return unfinished
        pending = self._seen.pending()
        if unfinished is not None:
            left = {key_of(task_id) for task_id in unfinished}
            yield from self._look_up({key: name for key, name in pending.items() if key not in left})
            pending = self._seen.pending()
        return list(pending.values())

    def _list_completed(self, text: str) -> Giving[None]:
        arguments = {"job_id": self._wait.job_id, "filter": text, "select": self._select}
        link: str | None = None
        while True:
            page, link = yield AskPage(_tasks.LIST_TASKS, arguments, link, self._wait.options)
            yield from self._give(page)
            if link is None:
                return

    def _look_up(self, ids: Mapping[str, str]) -> Giving[None]:
        wait = self._wait
        try:
            found = yield from ask_tasks(wait.job_id, ids.values(), self._select, wait.options)
        except ResourceNotFoundError as error:
            if self._is_first or not is_about(error, "TaskNotFound"):
                raise
            raise self._cannot(
                [Obstacle("TaskDeleted", "a task that was waited for has been deleted", (str(error),))]
            ) from error
        yield from self._give(found)

    def _give(self, tasks: Iterable[_models.BatchTask]) -> Giving[None]:
        for task in tasks:
            if self._seen.is_new(task):
                yield from self._receive(task)

    # -- whether it can end at all

    def _ask_job(self) -> Steps[_models.BatchJob]:
        job = yield from ask_job(self._wait.job_id, self._wait.options)
        gone = end_of_job(job, self._born)
        if gone is not None:
            raise self._cannot([gone])
        self._born = job.creation_time
        return job

    def _check(self, job: _models.BatchJob, unfinished: list[str], has_news: bool) -> Steps[None]:
        wait = self._wait
        obstacles = job_obstacles(job, only_lasting=not wait.stop_when_stuck)
        pool_id = pool_id_of(job)
        if not obstacles and not has_news and wait.stop_when_stuck and state_of(job.state) != "terminating":
            obstacles = yield from self._ask_for_obstacles(pool_id)
        self._obstacles = [] if has_news else obstacles
        # What lets tasks end is no obstacle, whatever it looks like.
        if not self._patience.is_over(bool(self._obstacles), wait.clock()):
            return
        if pool_id:
            obstacles = yield from with_start_task_output(obstacles, pool_id, wait.options)
        raise self._cannot(obstacles, unfinished)

    def _ask_for_obstacles(self, pool_id: str | None) -> Steps[list[Obstacle]]:
        wait = self._wait
        obstacles: list[Obstacle] = []
        slots: int | None = None
        if pool_id:
            obstacles, slots = yield from ask_for_obstacles(pool_id, wait.options)
        if not obstacles and (self._counts is None or self._counts.running == 0):
            wanted = None if wait.task_ids is None else self._seen.pending()
            obstacles = yield from ask_for_blocked_tasks(wait.job_id, wanted, slots, wait.options)
        return obstacles

    def _cannot(self, obstacles: list[Obstacle], unfinished: Iterable[str] = ()) -> CannotFinish:
        names = list(unfinished)
        text = f"the tasks of job {self._wait.job_id!r} cannot all complete"
        if names:
            more = "" if len(names) < _SHOWN_IDS else ", ..."
            text += f": unfinished {', '.join(names[:_SHOWN_IDS])}{more}"
        return CannotFinish.of(text, obstacles, self._progress())

    # -- time and progress

    def _pause(self) -> float:
        wait = self._wait
        elapsed = wait.clock() - wait.started
        pause = self._pace.pause(elapsed, self._looks_without_news == 0)
        if wait.timeout is None:
            return pause
        if elapsed >= wait.timeout:
            progress = self._progress()
            text = f"job {wait.job_id!r} after {wait.timeout:g} s: {progress}"
            lines = [text, *(f"  {obstacle}" for obstacle in self._obstacles)]
            raise WaitTimeout("\n".join(lines), progress=progress, obstacles=self._obstacles)
        return min(pause, wait.timeout - elapsed)

    def _progress(self, is_over: bool = False) -> TaskProgress:
        completed, counts = len(self._seen), self._counts
        if self._wait.task_ids is not None:
            return TaskProgress(completed, self._seen.failed, len(self._wait.task_ids))
        if is_over:
            return TaskProgress(completed, self._seen.failed, completed, 0, 0)
        if counts is None:
            return TaskProgress(completed, self._seen.failed)
        total = max(completed, counts.active + counts.running + counts.completed)
        return TaskProgress(completed, self._seen.failed, total, counts.active, counts.running)

    def _report(self, is_over: bool = False) -> None:
        if self._wait.progress is None:
            return
        progress = self._progress(is_over)
        if progress != self._reported:
            self._reported = progress
            self._wait.progress(progress)


def completions(wait: TaskWait) -> GivingSteps[_models.BatchTask]:
    """Give each task as it is seen to be completed."""

    def give(task: _models.BatchTask) -> Giving[None]:
        yield Give(task)

    yield from _watched(wait, give)


def completions_or_failure(wait: TaskWait) -> GivingSteps[_models.BatchTask]:
    """Give each task as it is seen to be completed, and raise at the first that failed."""

    def give(task: _models.BatchTask) -> Giving[None]:
        if has_failed(task):
            stderr = yield from task_stderr(wait.job_id, task.id, wait.options)
            raise TasksFailed.of(wait.job_id, [TaskFailure(task, stderr)])
        yield Give(task)

    yield from _watched(wait, give)


def collected(wait: TaskWait, *, raise_on_failure: bool) -> Steps[list[_models.BatchTask]]:
    """Wait for all tasks and return them, each as it was when it last completed."""
    found: dict[str, _models.BatchTask] = {}

    def keep(task: _models.BatchTask) -> tuple[()]:
        found[key_of(task.id)] = task
        return ()

    try:
        # Nothing is given away here, so the steps are those that `drive` carries out.
        yield from cast(Steps[None], _watched(wait, keep))
    except (CannotFinish, WaitTimeout) as error:
        error.tasks = list(found.values())
        raise
    tasks = list(found.values())
    failed = [task for task in tasks if has_failed(task)] if raise_on_failure else []
    if failed:
        failures = yield from failures_of(wait.job_id, failed, wait.options)
        raise TasksFailed.of(wait.job_id, failures, tasks)
    return tasks


def _watched(wait: TaskWait, receive: Receive) -> Giving[None]:
    if wait.task_ids != []:
        yield from _Watch(wait, receive).run()
