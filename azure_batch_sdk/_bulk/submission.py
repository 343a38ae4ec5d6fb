"""The state machine of `create_tasks`: what to send next, and what an answer means. It knows no I/O.

A chunk is cut, sent and settled; on the way it may wait and go again, be split, or be given up. The call as a whole
reads, drains and is closed:

    reading   `has_room` tells when to take more input, `put` takes a chunk, `end_of_input` ends it
    draining  nothing new comes: the input has ended, or the call was stopped
    closed    answers no longer count; `pending` and the results say how it went

Workers ask `next_step` and do as they are told; each answer goes back through `landed`. The driver serialises the
calls (a lock, or one event loop). `take_records` gives what a ledger has to write before the next request goes out.
"""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Callable
from typing import Any, NamedTuple

from azure.core.exceptions import HttpResponseError

from .answers import (
    Answer,
    Fate,
    OnExisting,
    Verdict,
    added,
    error_code,
    holds_everybody,
    judge,
    judge_item,
    not_added,
    read_items,
)
from .chunks import Chunk, Group, Replayed, Settlement, Taken
from .results import PackedResults
from .waits import Limits, seconds_to_wait

_MOST_ERRORS = 100
"""Errors kept for the caller; each holds on to its request and its answer."""


class Send(NamedTuple):
    """Send this chunk and bring the answer to `landed`."""

    chunk: Chunk


class Wait(NamedTuple):
    """Ask again after so many seconds, or when something has changed; None: only then."""

    seconds: float | None


class Done(NamedTuple):
    """There is nothing left to do, and nothing will come."""


Step = Send | Wait | Done


class Submission:
    """The state of one call."""

    def __init__(
        self,
        *,
        concurrency: int,
        limits: Limits,
        random: Callable[[], float],
        on_existing: OnExisting = "accept",
        recording: bool = False,
    ) -> None:
        self._limits = limits
        self._random = random
        self._on_existing: OnExisting = on_existing
        self._recording = recording
        self._most_chunks = 3 * concurrency  # one under way and two in the queue, for each worker
        self._fresh: deque[Chunk] = deque()
        self._waiting: list[tuple[float, int, Chunk]] = []
        self._tickets = 0
        self._flights: list[Chunk] = []
        self._groups: dict[int, Group] = {}
        self._undone: list[Taken] = []
        self._records: list[dict[str, Any]] = []
        self._reading = True
        self._closed = False
        self._hold_until = 0.0
        self._failing_since: float | None = None
        self._answered = False
        self._suspect: Group | None = None
        self._largest_taken = 0
        self._smallest_refused = 2 * limits.characters
        self.stopped = False
        """Whether the call takes no more input and sends no more requests."""
        self.handed_on = 0
        """The index of the first task that `put` has not seen."""
        self.done = 0
        self.failed = 0
        self.errors: list[Exception] = []
        self.results = PackedResults()

    def __repr__(self) -> str:
        phase = "closed" if self._closed else "reading" if self._reading and not self.stopped else "draining"
        return (
            f"<Submission {phase}: {len(self._fresh)} fresh, {len(self._waiting)} waiting, "
            f"{len(self._flights)} under way, {self.done} tasks done, {self.failed} failed>"
        )

    # -- reading

    @property
    def characters(self) -> int:
        """The most characters of a chunk: half of what the service refused as too large.

        Not below what it took, though: then what it refused was one task, whatever its company.
        """
        return min(self._limits.characters, max(self._smallest_refused // 2, self._largest_taken))

    @property
    def has_room(self) -> bool:
        """Whether another chunk may be put."""
        return len(self._fresh) + len(self._waiting) + len(self._flights) < self._most_chunks

    def put(self, cut: Chunk | Replayed) -> None:
        """Take a chunk of fresh tasks, or a group that an earlier run settled."""
        if isinstance(cut, Replayed):
            self._replay(cut.group, cut.ids, cut.settlement)
            self.handed_on = cut.group.first + cut.group.count
        else:
            self._groups[cut.group.number] = cut.group
            self._fresh.append(cut)
            self.handed_on = cut.group.first + cut.group.count

    def end_of_input(self) -> None:
        """Tell that no more chunks come."""
        self._reading = False

    # -- sending

    @property
    def flights(self) -> int:
        """How many requests are under way."""
        return len(self._flights)

    @property
    def free_work(self) -> int:
        """How many chunks are to be sent, now or later."""
        return 0 if self.stopped else len(self._fresh) + len(self._waiting)

    @property
    def is_done(self) -> bool:
        """Whether there is nothing left to do, and nothing will come."""
        if self._closed:
            return True
        return not self._flights and (self.stopped or not (self._reading or self._fresh or self._waiting))

    def next_step(self, now: float) -> Step:
        """Say what a worker shall do at this moment."""
        if self.is_done:
            return Done()
        chunk, due = (None, 0.0) if self.stopped else self._candidate(now)
        if chunk is None:
            return Wait(None)
        due = max(due, self._hold_until)
        if due > now:
            return Wait(due - now)
        return self._start(chunk)

    def _candidate(self, now: float) -> tuple[Chunk | None, float]:
        """Choose the chunk that goes next, and when it may."""
        if self._suspect is not None:
            # Perhaps every task is wrong in the same way: find out with one group, not with all of them.
            parts = [entry for entry in self._waiting if entry[2].group is self._suspect]
            return (min(parts)[2], min(parts)[0]) if parts else (None, 0.0)
        if self._waiting and (self._waiting[0][0] <= now or not self._fresh):
            return self._waiting[0][2], self._waiting[0][0]
        return (self._fresh[0], 0.0) if self._fresh else (None, 0.0)

    def _start(self, chunk: Chunk) -> Send:
        if self._fresh and self._fresh[0] is chunk:
            self._fresh.popleft()
        elif self._waiting[0][2] is chunk:
            heapq.heappop(self._waiting)
        else:
            self._waiting = [entry for entry in self._waiting if entry[2] is not chunk]
            heapq.heapify(self._waiting)
        if chunk.characters > self.characters and len(chunk.tasks) > 1:
            # It was cut before the service's own limit was known.
            chunk, *others = chunk.within(self.characters)
            for other in others:
                self._again(other, 0.0)
        self._flights.append(chunk)
        group = chunk.group
        if not group.started:
            group.started = True
            if self._recording:
                self._records.append(_start(group))
        return Send(chunk)

    def _again(self, chunk: Chunk, due: float) -> None:
        self._tickets += 1
        heapq.heappush(self._waiting, (due, self._tickets, chunk))

    # -- answers

    def landed(self, chunk: Chunk, answer: Answer, now: float) -> None:
        """Take the answer to a chunk that was sent."""
        if self._closed:
            return
        self._flights.remove(chunk)
        verdict = judge(answer)
        match verdict:
            case Verdict.READ:
                self._read(chunk, answer, now)
            case Verdict.TOO_LARGE:
                self._too_large(chunk, answer)
            case Verdict.REFUSED:
                self._refused(chunk, answer)
            case Verdict.STOP:
                if answer.status is None:
                    _mark_maybe_added(chunk.tasks, answer)
                self._give_up(chunk, answer.error)
                self.stopped = True
            case Verdict.NOT_ADDED | Verdict.UNKNOWN:
                if verdict is Verdict.UNKNOWN:
                    _mark_maybe_added(chunk.tasks, answer)
                chunk.failures += 1
                self._retry(chunk, answer, now)

    def _read(self, chunk: Chunk, answer: Answer, now: float) -> None:
        by_id = read_items(answer.body)
        if by_id is None:
            _mark_maybe_added(chunk.tasks, answer)
            chunk.failures += 1
            self._retry(chunk, answer, now)
            return
        self._answered = True
        self._suspect = None
        self._largest_taken = max(self._largest_taken, chunk.characters)
        again: list[Taken] = []
        last: dict[str, Any] | None = None
        for task in chunk.tasks:
            items = by_id.get(task.task_id.lower())
            item = items.pop(0) if items else None
            fate, report = judge_item(item, task.maybe_added or answer.resent, self._on_existing)
            if fate is Fate.UNKNOWN:
                task.maybe_added = True
                again.append(task)
            elif fate is Fate.NOT_ADDED:
                again.append(task)
                last = report
            elif report is not None:
                self._settle(chunk.group, task, report, failed=fate is Fate.FAILED)
        if again:
            failures = chunk.failures + 1 if len(again) == len(chunk.tasks) else 0
            self._retry(Chunk(chunk.group, again, failures), answer, now, last)

    def _too_large(self, chunk: Chunk, answer: Answer) -> None:
        if len(chunk.tasks) == 1:
            self._keep_error(answer.error)
            self._settle(chunk.group, chunk.tasks[0], _refusal(chunk.tasks[0], answer), failed=True)
            return
        self._smallest_refused = min(self._smallest_refused, chunk.characters)
        parts = chunk.within(chunk.characters // 2)
        for part in parts:
            self._again(part, 0.0)

    def _refused(self, chunk: Chunk, answer: Answer) -> None:
        group = chunk.group
        if not self._answered and self._suspect is None:
            self._suspect = group
        if len(chunk.tasks) > 1:
            for half in chunk.halves():
                self._again(half, 0.0)
            return
        group.refused += 1
        self._settle(group, chunk.tasks[0], _refusal(chunk.tasks[0], answer), failed=True)
        if group.refused == group.count and not self._answered:
            self._keep_error(answer.error)
            self.stopped = True

    def _retry(self, chunk: Chunk, answer: Answer, now: float, last: dict[str, Any] | None = None) -> None:
        """Let a chunk go again later, or give it up; `last` is what the service said about one of its tasks."""
        if chunk.failures == 0:
            wait = seconds_to_wait(1, answer.retry_after, self._limits, self._random)
            self._again(chunk, now + wait)
            return
        if holds_everybody(answer) and answer.retry_after:
            self._hold_until = max(self._hold_until, now + answer.retry_after)
        if self._failing_since is None:
            self._failing_since = now
        asked_too_long = (answer.retry_after or 0.0) > self._limits.patience
        if asked_too_long or now - self._failing_since >= self._limits.patience:
            self._give_up(chunk, answer.error or _no_progress(chunk, last))
            self.stopped = True
        elif chunk.failures >= self._limits.attempts:
            self._give_up(chunk, answer.error or _no_progress(chunk, last))
        else:
            wait = seconds_to_wait(chunk.failures, answer.retry_after, self._limits, self._random)
            self._again(chunk, now + wait)

    # -- what becomes of tasks

    def _settle(self, group: Group, task: Taken, report: dict[str, Any], *, failed: bool) -> None:
        offset = task.index - group.first
        group.replies[offset] = report
        if failed:
            group.failed.append(offset)
            self.failed += 1
        else:
            self.done += 1
        self._failing_since = None
        self._less_open(group, 1)

    def _give_up(self, chunk: Chunk, error: Exception | None) -> None:
        self._keep_error(error)
        self._undone += chunk.tasks
        chunk.group.given_up = True
        self._less_open(chunk.group, len(chunk.tasks))

    def _less_open(self, group: Group, count: int) -> None:
        group.open -= count
        if group.open:
            return
        if self._suspect is group:
            self._suspect = None
        self.results.add(group.first, group.replies, group.failed)
        del self._groups[group.number]
        if self._recording and not group.given_up:
            self._records.append(_settlement(group))

    def _keep_error(self, error: Exception | None) -> None:
        if error is not None and len(self.errors) < _MOST_ERRORS:
            self.errors.append(error)

    def _replay(self, group: Group, ids: list[str], settlement: Settlement) -> None:
        for offset, task_id in enumerate(ids):
            code = settlement.get(offset)
            if code is None:
                group.replies[offset] = added(task_id)
                self.done += 1
                self._answered = True
                continue
            group.replies[offset] = not_added(
                task_id, code, "An earlier run was told so; its ledger keeps only the code."
            )
            if code.lower() == "taskexists" and self._on_existing == "accept":
                self.done += 1
            else:
                group.failed.append(offset)
                self.failed += 1
        self.results.add(group.first, group.replies, group.failed)

    # -- the end

    def stop(self, error: Exception | None = None) -> None:
        """Send nothing new; what is under way may still land."""
        self.stopped = True
        self._keep_error(error)

    def close(self) -> None:
        """End the call: what is still under way is unknown, and answers no longer count."""
        if self._closed:
            return
        self._closed = True
        self.stopped = True
        for chunk in self._flights:
            for task in chunk.tasks:
                task.maybe_added = True
        left = [*self._flights, *self._fresh, *(chunk for _, _, chunk in self._waiting)]
        self._undone += [task for chunk in left for task in chunk.tasks]
        self._undone.sort(key=lambda task: task.index)
        for group in self._groups.values():
            self.results.add(group.first, group.replies, group.failed)

    @property
    def undone(self) -> list[Taken]:
        """The tasks that are not known to be added and were not refused, in order, once the call is closed."""
        return self._undone

    def take_records(self) -> list[dict[str, Any]]:
        """Return what a ledger has to write since the last time."""
        records, self._records = self._records, []
        return records


def _mark_maybe_added(tasks: list[Taken], answer: Answer) -> None:
    if not answer.never_sent:
        for task in tasks:
            task.maybe_added = True


def _refusal(task: Taken, answer: Answer) -> dict[str, Any]:
    """Make the item of a task whose request was refused because of it."""
    if answer.error is None:
        sentence = f"The service answered {answer.status}."
    else:
        sentence = str(getattr(getattr(answer.error, "error", None), "message", None) or answer.error)
    return not_added(task.task_id, answer.code or f"Status{answer.status}", sentence)


def _no_progress(chunk: Chunk, last: dict[str, Any] | None) -> Exception:
    """Make the error for tasks that the service answered for, without ever adding them."""
    what = f"{len(chunk.tasks)} tasks from {chunk.tasks[0].task_id!r} on"
    if last is None:
        return HttpResponseError(f"the service answered {chunk.failures} times without a result for {what}")
    return HttpResponseError(
        f"({error_code(last)}) the service could not add {what} in {chunk.failures} attempts"
    )


def _start(group: Group) -> dict[str, Any]:
    """Make the ledger's line for a group that is about to be sent."""
    return {"chunk": group.number, "first": group.first, "count": group.count, "ids": group.digest}


def _settlement(group: Group) -> dict[str, Any]:
    """Make the ledger's line for a group that is settled."""
    codes: dict[str, str] = {}
    done: list[list[int]] = []
    for offset, item in enumerate(group.replies):
        # A task that was there before is written with its code, too: whether that is a failure is the reader's choice.
        code = error_code(item) if item is not None else ""
        if code or offset in group.failed:
            codes[str(offset)] = code
        elif done and done[-1][1] == offset - 1:
            done[-1][1] = offset
        else:
            done.append([offset, offset])
    return {"chunk": group.number, "done": done, "failed": codes}
