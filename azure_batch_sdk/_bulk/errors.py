"""What `create_tasks` raises, and the record that it leaves on an exception of somebody else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from azure.core.exceptions import HttpResponseError

if TYPE_CHECKING:
    from .. import models as _models

_RECORD = "_create_tasks_record"
_SHOWN = 3
_OF_THE_CAUSE = ("error", "model", "reason", "response", "status_code")


class CreateTasksError(HttpResponseError):
    """Some tasks were not added, or it is not known whether they were.

    What was added stays added. Call `create_tasks` again with `pending_tasks` (and then `unread`, if there is any):
    ids make that safe. The tasks in `failure_tasks` need a change first.
    """

    unknown_ids: list[str]
    """Ids of those pending tasks that may have been added: a request with them got no clear answer."""
    unread: Any
    """The iterator over the rest of the collection, if it was not read to its end. None for a list or a tuple:
    there the rest is in `pending_tasks`."""

    def __init__(
        self,
        pending_tasks: Sequence[Any] | None = None,
        failure_tasks: Sequence[_models.BatchTaskCreateResult] | None = None,
        errors: Sequence[BaseException] | None = None,
        *,
        results: _models.BatchCreateTaskCollectionResult | None = None,
        unknown_ids: Iterable[str] = (),
        unread: Any = None,
    ) -> None:
        self._describe(
            pending=list(pending_tasks or ()),
            failures=lambda: list(failure_tasks or ()),
            failed=[_line_of(result) for result in list(failure_tasks or ())[:_SHOWN]],
            failure_count=len(failure_tasks or ()),
            errors=list(errors or ()),
            done=None,
            results=lambda: results,
            unknown_ids=list(unknown_ids),
            unread=unread,
        )

    @classmethod
    def _of_call(
        cls,
        *,
        first_failures: Iterable[tuple[int, dict[str, Any]]],
        **facts: Any,
    ) -> CreateTasksError:
        """Make the error of a call, with failures and results that are built when somebody reads them."""
        error = cls.__new__(cls)
        shown = [
            f"task_collection[{index}], {_line_of(item)}" for index, item in islice(first_failures, _SHOWN)
        ]
        error._describe(failed=shown, **facts)
        return error

    def _describe(
        self,
        *,
        pending: list[Any],
        failures: Callable[[], list[_models.BatchTaskCreateResult]],
        failed: list[str],
        failure_count: int,
        errors: list[BaseException],
        done: int | None,
        results: Callable[[], _models.BatchCreateTaskCollectionResult | None],
        unknown_ids: list[str],
        unread: Any,
    ) -> None:
        self.pending_tasks = pending
        self.errors = errors
        self.unknown_ids = unknown_ids
        self.unread = unread
        self._make_failures = failures
        self._failures: list[_models.BatchTaskCreateResult] | None = None
        self._make_results = results
        self._results: _models.BatchCreateTaskCollectionResult | None = None
        cause = next((error for error in errors if isinstance(error, HttpResponseError)), None)
        super().__init__(
            message=_text(done, failure_count, len(pending), len(unknown_ids), unread, failed, errors)
        )
        # What the first error of the service said, so that programs which look at one HttpResponseError find it.
        for name in _OF_THE_CAUSE:
            found = getattr(cause, name, None)
            if found is not None:
                setattr(self, name, found)

    @property
    def failure_tasks(self) -> list[_models.BatchTaskCreateResult]:
        """The results of the tasks that were refused, in the order of the input; each has an `error`."""
        if self._failures is None:
            self._failures = self._make_failures()
        return self._failures

    @failure_tasks.setter
    def failure_tasks(self, failures: list[_models.BatchTaskCreateResult]) -> None:
        self._failures = failures

    @property
    def results(self) -> _models.BatchCreateTaskCollectionResult | None:
        """What is known about the tasks so far, in the order of the input; pending tasks have no result."""
        if self._results is None:
            self._results = self._make_results()
        return self._results

    def __str__(self) -> str:
        return str(self.message)

    def __reduce__(self) -> tuple[Any, ...]:
        # The errors hold on to connections and the rest is an iterator: their texts go along, they themselves do not.
        texts = [HttpResponseError(str(error) or type(error).__name__) for error in self.errors]
        return _rebuilt, (
            self.message,
            list(self.pending_tasks),
            list(self.failure_tasks),
            [str(text) for text in texts],
            self.results,
            self.unknown_ids,
            {name: getattr(self, name, None) for name in _OF_THE_CAUSE if name != "response"},
        )


def create_tasks_record(error: BaseException) -> CreateTasksError | None:
    """Return what a call of `create_tasks` had done when an exception ended it; None if none was involved.

    A KeyboardInterrupt, a cancellation or an exception of the caller's own iterator passes through `create_tasks` as it
    is, and the record goes with it. The exception may have been wrapped since: causes and members of a group are
    looked through as well.
    """
    todo: list[BaseException | None] = [error]
    seen: set[int] = set()
    while todo:
        current = todo.pop(0)
        if current is None or id(current) in seen:
            continue
        seen.add(id(current))
        if isinstance(current, CreateTasksError):
            return current
        record = getattr(current, _RECORD, None)
        if isinstance(record, CreateTasksError):
            return record
        todo += [current.__cause__, current.__context__, *getattr(current, "exceptions", ())]
    return None


def attach_record(error: BaseException, record: CreateTasksError) -> None:
    """Let an exception carry the record of the call that it ended."""
    try:
        setattr(error, _RECORD, record)
    except (AttributeError, TypeError):
        # An exception that takes no attributes can still have a context.
        record.__context__ = error.__context__
        error.__context__ = record


def _rebuilt(
    message: str,
    pending: list[Any],
    failures: list[_models.BatchTaskCreateResult],
    errors: list[str],
    results: _models.BatchCreateTaskCollectionResult | None,
    unknown_ids: list[str],
    cause: dict[str, Any],
) -> CreateTasksError:
    error = CreateTasksError(
        pending,
        failures,
        [HttpResponseError(text) for text in errors],
        results=results,
        unknown_ids=unknown_ids,
    )
    error.message = message
    for name, value in cause.items():
        setattr(error, name, value)
    return error


def _line_of(result: Any) -> str:
    """Say in one line why a task was refused."""
    item = result if isinstance(result, dict) else getattr(result, "_data", {})
    found = item.get("error")
    error = found if isinstance(found, Mapping) else {}
    message = error.get("message") or {}
    value = message.get("value") if hasattr(message, "get") else message
    sentence = str(value or "").partition("\n")[0]
    return f"{item.get('taskId')!r}: ({error.get('code') or 'no code'}) {sentence}".rstrip()


def _tasks(number: int) -> str:
    return "1 task" if number == 1 else f"{number} tasks"


def _text(
    done: int | None,
    failed: int,
    pending: int,
    unknown: int,
    unread: Any,
    failures: list[str],
    errors: Sequence[BaseException],
) -> str:
    counts = [f"{_tasks(failed)} refused", f"{pending} pending"]
    if done is not None:
        counts.insert(0, f"{_tasks(done)} added")
    head = ", ".join(counts)
    if unknown:
        head += f" ({unknown} of these may have been added)"
    if unread is not None:
        head += ", the rest of the collection not read"
    lines = [head]
    lines += [f"  refused: {line}" for line in failures[:_SHOWN]]
    if failed > _SHOWN:
        lines.append(f"  refused: {failed - _SHOWN} more, see failure_tasks")
    lines += [f"  because: {_first_line(error)}" for error in errors[:_SHOWN]]
    if len(errors) > _SHOWN:
        lines.append(f"  because: {len(errors) - _SHOWN} more, see errors")
    if pending or unread is not None:
        rest = "pending_tasks, then unread" if unread is not None else "pending_tasks"
        lines.append(f"Call create_tasks() again with {rest}: what was added already is not added twice.")
    if failed:
        lines.append("The refused tasks need a change before they are sent again.")
    return "\n".join(lines)


def _first_line(error: BaseException) -> str:
    text = str(error).partition("\n")[0]
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
