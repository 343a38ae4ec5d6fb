"""One call of `create_tasks`: its arguments checked, the parts put together, the end told. No I/O but the ledger's.

What both drivers need beside the state machine is here, so that they only read, send and wait.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import AsyncIterable, Callable, Iterable, Iterator, Mapping, Sized
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urlsplit

from .. import models as _models
from .._generated.operations import jobs as _job_rows, tasks as _task_rows
from .._runtime.keywords import UnknownKeyword, unknown_keyword
from .._runtime.operation import Body
from .._runtime.requests import build_request, encode_body
from .._runtime.responses import read_object
from .answers import OnExisting
from .chunks import Chunk, Replayed, TaskChunker, id_of
from .errors import CreateTasksError, attach_record
from .ledger import Ledger
from .sending import NOT_SENT, pipeline_options
from .submission import Submission
from .waits import Limits

CREATE = _task_rows.CREATE_TASK_COLLECTION
GET_JOB = _job_rows.GET_JOB

DEFAULT_CONCURRENCY = 8

_KEYWORDS = ("ledger", "max_concurrency", "ocp_date", "on_existing", "progress", "service_timeout")

Progress = Callable[[int, int, int | None], object]


class Account(Protocol):
    """What both clients know about their account."""

    _endpoint: str
    _api_version: str


@dataclass(frozen=True)
class Surroundings:
    """What a test replaces: figures, clock, randomness."""

    limits: Limits = field(default_factory=Limits)
    clock: Callable[[], float] = time.monotonic
    random: Callable[[], float] = random.random


class Call:
    """The state of one call, around the state machine."""

    def __init__(
        self,
        account: Account,
        job_id: str,
        task_collection: Iterable[Any] | AsyncIterable[Any],
        *,
        max_concurrency: int | None = None,
        on_existing: OnExisting = "accept",
        progress: Progress | None = None,
        ledger: str | os.PathLike[str] | None = None,
        service_timeout: int | None = None,
        ocp_date: Any = None,
        options: Mapping[str, Any],
        surroundings: Surroundings,
        asynchronous: bool,
    ) -> None:
        arguments = {"job_id": job_id, "service_timeout": service_timeout, "ocp_date": ocp_date}
        _check_arguments(arguments, options)
        _check_collection(task_collection, asynchronous)
        if on_existing not in ("accept", "fail"):
            raise ValueError(f"create_tasks(): on_existing must be 'accept' or 'fail', not {on_existing!r}")
        if progress is not None and not callable(progress):
            raise TypeError(f"create_tasks(): progress must be callable, not {type(progress).__name__}")
        if "cls" in options:
            raise TypeError("create_tasks() sends many requests, so there is no one response for cls")
        self.concurrency = _checked_concurrency(max_concurrency)
        self.clock = surroundings.clock
        self.limits = surroundings.limits
        self.submission = Submission(
            concurrency=self.concurrency,
            limits=self.limits,
            random=surroundings.random,
            on_existing=on_existing,
            recording=ledger is not None,
        )
        self._job_id = job_id
        self._collection = task_collection
        self._whole = task_collection if isinstance(task_collection, (list, tuple)) else None
        self._total = len(task_collection) if isinstance(task_collection, Sized) else None
        self._iterator: Any = None
        self._exhausted = False
        self._progress = progress
        self._reported: tuple[int, int, int | None] | None = None
        self._arguments = arguments
        self._options = dict(options)
        self._host = urlsplit(account._endpoint).netloc
        self._api_version = _api_version(account._api_version, options)
        self._ledger_path = ledger
        self.ledger: Ledger | None = None
        self._chunker: TaskChunker | None = None
        if self._whole is not None:
            # Everything is at hand, so a task that cannot be sent is found before anything is.
            for index, task in enumerate(self._whole):
                id_of(task, index)

    # -- what to exchange

    def exchange(self, chunk: Chunk) -> tuple[Any, dict[str, Any], dict[str, Any]]:
        """Return operation, arguments and options for sending a chunk."""
        return CREATE, {**self._arguments, "task_collection": chunk.body}, pipeline_options(self._options)

    @property
    def needs_job(self) -> bool:
        """Whether `begin` wants to know when the job was created."""
        return self._ledger_path is not None

    def job_exchange(self) -> tuple[Any, dict[str, Any], dict[str, Any]]:
        """Return operation, arguments and options for asking when the job was created."""
        return GET_JOB, {"job_id": self._job_id, "select": ["id", "creationTime"]}, dict(self._options)

    def begin(self, answer: Any = None) -> None:
        """Open the ledger, if there is one, and get ready to take tasks; `answer` is the one to `job_exchange`."""
        recorded: Iterable[Any] = ()
        total: int | None = None
        if self._ledger_path is not None:
            created = str(read_object(answer).get("creationTime"))
            self.ledger = Ledger(self._ledger_path, clock=self.clock)
            try:
                self.ledger.belongs_to(self._host, self._job_id, created)
            except BaseException:
                self.ledger.close()
                raise
            recorded, total = self.ledger.recorded, self.ledger.total
        self._chunker = TaskChunker(
            self._encode,
            most_tasks=self.limits.tasks,
            most_characters=lambda: self.submission.characters,
            recorded=recorded,
            digests=self.ledger is not None,
            total=total,
        )

    def _encode(self, task: Mapping[str, Any]) -> bytes:
        tree = getattr(task, "_data", task)
        body = _task_rows.CREATE_TASK.body or Body("task", "BatchTaskCreateOptions")
        return encode_body(body, tree, self._api_version)

    # -- reading

    def iterate(self) -> Iterator[Any]:
        """Return the iterator to read tasks from."""
        self._iterator = iter(self._collection)  # type: ignore[arg-type]  # checked to be iterable
        iterator: Iterator[Any] = self._iterator
        return iterator

    def iterate_asynchronously(self) -> Any:
        """Return the asynchronous iterator to read tasks from."""
        self._iterator = self._collection.__aiter__()  # type: ignore[union-attr]  # checked to be one
        return self._iterator

    @property
    def reads_asynchronously(self) -> bool:
        """Whether the collection is an asynchronous iterable."""
        return isinstance(self._collection, AsyncIterable)

    def take(self, task: Any) -> Chunk | Replayed | None:
        """Take one task; return what is to be put into the state machine, if a chunk is full."""
        assert self._chunker is not None
        return self._chunker.take(task)

    def finish_reading(self) -> Chunk | None:
        """Note the end of the input; return the last chunk, if there is one."""
        assert self._chunker is not None
        self._exhausted = True
        self._total = self._chunker.taken
        return self._chunker.finish()

    # -- the workers

    def needs_worker(self, workers: int) -> bool:
        """Tell whether there is more to send than the present workers have hands free for."""
        free = workers - self.submission.flights
        return self.submission.free_work > free and workers < self.concurrency

    # -- the ledger

    def write_records(self) -> None:
        """Bring the ledger up to date, when an answer has come in."""
        if self.ledger is not None:
            self.ledger.append(self.submission.take_records())

    def write_before_sending(self, chunk: Chunk) -> None:
        """Bring the ledger up to date, before a chunk goes out."""
        try:
            self.write_records()
        except BaseException:
            self.submission.landed(chunk, NOT_SENT, self.clock())
            raise

    # -- progress

    def progress_to_report(self) -> Callable[[], object] | None:
        """Return the call of the caller's progress function, if there is news for it."""
        if self._progress is None:
            return None
        news = (self.submission.done, self.submission.failed, self._total)
        if news == self._reported:
            return None
        self._reported = news
        progress = self._progress
        return lambda: progress(*news)

    # -- the end

    def result(self) -> _models.BatchCreateTaskCollectionResult:
        """Return the results of a call that came to its end; raises CreateTasksError if a task is not added."""
        self.submission.close()
        self.write_records()
        complete = self._exhausted and not self.submission.undone
        if complete and self.ledger is not None:
            self.ledger.end(self._total or 0)
        if complete and not self.submission.failed and not self.submission.errors:
            return self.submission.results.as_model()
        record = self.record()
        cause = record.errors[0] if record.errors else None
        if isinstance(cause, UnknownKeyword):
            # It was the same for every request, so no task was sent.
            raise unknown_keyword("create_tasks", cause.keyword, _KEYWORDS) from None
        raise record from cause

    def interrupted(self, error: BaseException) -> None:
        """Note that an exception ends the call, and attach the record to it."""
        self.submission.close()
        with suppress(Exception):  # the exception that is on its way is more important than one of the ledger
            self.write_records()
        attach_record(error, self.record())

    def close(self) -> None:
        """Let go of the ledger."""
        if self.ledger is not None:
            self.ledger.close()

    def record(self) -> CreateTasksError:
        """Describe how far the call came."""
        submission, packed = self.submission, self.submission.results
        pending = {task.index: task.task for task in submission.undone}
        taken = 0
        if self._chunker is not None:
            taken = self._chunker.taken
            pending.update(self._chunker.unsent(submission.handed_on))
        if self._whole is not None:
            pending.update(enumerate(self._whole[taken:], taken))
        unread = None if self._exhausted or self._whole is not None else self._iterator
        view = _models.BatchTaskCreateResult._view
        return CreateTasksError._of_call(
            pending=[task for _, task in sorted(pending.items(), key=lambda entry: entry[0])],
            failures=lambda: [view(item) for _, item in packed.failed()],
            first_failures=packed.failed(),
            failure_count=packed.failures,
            errors=list(submission.errors),
            done=submission.done,
            results=packed.as_model,
            unknown_ids=[task.task_id for task in submission.undone if task.maybe_added],
            unread=unread,
        )


def _checked_concurrency(max_concurrency: int | None) -> int:
    if max_concurrency is None:
        return DEFAULT_CONCURRENCY
    if isinstance(max_concurrency, bool) or not isinstance(max_concurrency, int):
        raise TypeError(
            f"create_tasks(): max_concurrency must be an int, not {type(max_concurrency).__name__}"
        )
    if max_concurrency < 0:
        raise ValueError(f"create_tasks(): max_concurrency must not be negative: {max_concurrency}")
    # To azure-batch the figure means threads beside the caller's own, so programs say 0 for one after the other.
    return max(max_concurrency, 1)


def _check_arguments(arguments: Mapping[str, Any], options: Mapping[str, Any]) -> None:
    """Make a request and throw it away: what is wrong with it shall be raised, and not become of each chunk."""
    operation = CREATE._replace(name="create_tasks")
    whole = {**arguments, "task_collection": b""}
    build_request(operation, whole, endpoint="", api_version="", params=options.get("params"))


def _check_collection(tasks: object, asynchronous: bool) -> None:
    if isinstance(tasks, (str, bytes, Mapping)):
        # A model or a mapping is one task, or a group with the tasks inside.
        raise TypeError(
            f"create_tasks(): task_collection must be an iterable of tasks, not one {type(tasks).__name__}"
        )
    if isinstance(tasks, AsyncIterable):
        if not asynchronous:
            raise TypeError(
                "create_tasks(): an asynchronous iterable needs the client of azure_batch_sdk.aio"
            )
    elif not isinstance(tasks, Iterable) and not hasattr(tasks, "__getitem__"):
        raise TypeError(
            f"create_tasks(): task_collection must be an iterable of tasks, not {type(tasks).__name__}"
        )


def _api_version(of_client: str, options: Mapping[str, Any]) -> str:
    """Return the api-version that the requests will carry: that of the caller's `params`, if they name one."""
    for name, value in (options.get("params") or {}).items():
        if name.lower() == "api-version":
            return str(value[0] if isinstance(value, (list, tuple)) else value)
    return of_client
