"""Cut a stream of tasks into requests.

The service takes at most 100 tasks and about half a million characters a request (it seems to count UTF-16).
Characters are counted before sending, so a chunk is refused only when the service counts differently.

A task is encoded when it is taken: whoever yields it may change it afterwards, and a chunk that goes again sends the
same bytes. A `Group` is what was cut at first, the unit of results and of the ledger; a `Chunk` is what one request
carries: the whole group, a part of it after a split, or those of its tasks that must go again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

_HEAD, _TAIL = b'{"value":[', b"]}"
_FRAME = len(_HEAD) + len(_TAIL)

Settlement = dict[int, str]
"""What a ledger says about a group that was settled: offset to error code of the tasks that were not added."""


class Taken:
    """One task that was taken from the caller's collection."""

    __slots__ = ("body", "characters", "index", "maybe_added", "task", "task_id")

    def __init__(self, index: int, task: Any, task_id: str, body: bytes) -> None:
        self.index = index
        self.task = task
        self.task_id = task_id
        self.body = body
        self.characters = count_characters(body)
        self.maybe_added = False
        """Whether a request with it may have been carried out without our knowing."""

    def __repr__(self) -> str:
        return f"<Taken {self.index} {self.task_id!r}, {self.characters} chars{', maybe added' * self.maybe_added}>"


class Group:
    """The tasks that were cut as one chunk, and what is known about them so far."""

    __slots__ = (
        "count",
        "digest",
        "failed",
        "first",
        "given_up",
        "number",
        "open",
        "refused",
        "replies",
        "started",
    )

    def __init__(self, number: int, first: int, count: int, digest: str = "") -> None:
        self.number = number
        self.first = first
        self.count = count
        self.digest = digest
        self.replies: list[dict[str, Any] | None] = [None] * count
        self.failed: list[int] = []
        """Offsets of the tasks that the service refused."""
        self.open = count
        """Tasks of which it is not yet decided what becomes of them."""
        self.refused = 0
        """Tasks that were answered with 400, alone in their request."""
        self.given_up = False
        self.started = False

    def __repr__(self) -> str:
        return f"<Group {self.number}: tasks {self.first} to {self.first + self.count - 1}, {self.open} open>"


class Chunk:
    """The tasks of one request."""

    __slots__ = ("failures", "group", "tasks")

    def __init__(self, group: Group, tasks: list[Taken], failures: int = 0) -> None:
        self.group = group
        self.tasks = tasks
        self.failures = failures
        """Attempts in a row that brought nothing."""

    @property
    def characters(self) -> int:
        """How long the request's body is."""
        return _FRAME + sum(task.characters + 1 for task in self.tasks)

    @property
    def body(self) -> bytes:
        """The request's body."""
        return _HEAD + b",".join([task.body for task in self.tasks]) + _TAIL

    def halves(self) -> list[Chunk]:
        """Split in the middle."""
        middle = len(self.tasks) // 2
        return [Chunk(self.group, self.tasks[:middle]), Chunk(self.group, self.tasks[middle:])]

    def within(self, characters: int) -> list[Chunk]:
        """Split so that no part has more characters, unless it is a single task."""
        parts: list[list[Taken]] = []
        room = 0
        for task in self.tasks:
            room -= task.characters + 1
            if not parts or room < 0:
                parts.append([])
                room = characters - _FRAME - task.characters - 1
            parts[-1].append(task)
        return [Chunk(self.group, tasks) for tasks in parts]

    def __repr__(self) -> str:
        return f"<Chunk of group {self.group.number}, {len(self.tasks)} tasks, {self.characters} chars>"


def count_characters(body: bytes) -> int:
    """Count as the service seems to: UTF-16 units; bytes beyond two a unit count as well, to be on the safe side."""
    if body.isascii():
        return len(body)
    return max(len(body.decode().encode("utf-16-le")), len(body) + 1) // 2


def id_of(task: Any, index: int) -> str:
    """Return the id of a task; raises TypeError or ValueError that names the index."""
    if not isinstance(task, Mapping):
        raise TypeError(
            f"task_collection[{index}] must be a BatchTaskCreateOptions or a mapping of its wire names, "
            f"not {type(task).__name__} ({task!r:.80})"
        )
    task_id = task.get("id")
    if isinstance(task_id, str) and task_id:
        return task_id
    if task_id is None or task_id == "":
        raise ValueError(f"task_collection[{index}] has no id; every task needs one")
    raise TypeError(f"task_collection[{index}] has the id {task_id!r:.80}, which is no str")


def digest_of(ids: Iterable[str]) -> str:
    """Fold ids, case set aside as the service does, into a short text that tells lists of them apart."""
    # Kept out of the module's head: OpenSSL is loaded only for calls with a ledger.
    from hashlib import blake2b

    return blake2b("\n".join(ids).lower().encode(), digest_size=16).hexdigest()


class Recorded:
    """A group as a ledger of an earlier run has it."""

    __slots__ = ("count", "digest", "first", "number", "settlement")

    def __init__(self, number: int, first: int, count: int, digest: str) -> None:
        self.number = number
        self.first = first
        self.count = count
        self.digest = digest
        self.settlement: Settlement | None = None


class Replayed:
    """A group that an earlier run settled: nothing of it is sent."""

    __slots__ = ("group", "ids", "settlement")

    def __init__(self, group: Group, ids: list[str], settlement: Settlement) -> None:
        self.group = group
        self.ids = ids
        self.settlement = settlement


class TaskChunker:
    """Takes tasks one by one and gives a chunk when one is full.

    `recorded` are the groups of an earlier run: they are cut as they were then, and their ids must be the same.
    """

    def __init__(
        self,
        encode: Callable[[Any], bytes],
        *,
        most_tasks: int,
        most_characters: Callable[[], int],
        recorded: Iterable[Recorded] = (),
        digests: bool = False,
        total: int | None = None,
    ) -> None:
        self._encode = encode
        self._most_tasks = most_tasks
        self._most_characters = most_characters
        self._recorded: Iterator[Recorded] = iter(recorded)
        self._record = next(self._recorded, None)
        self._digests = digests
        self._total = total
        self._number = 0
        self._first = 0
        self._raw: list[Any] = []
        self._last_cut: list[Any] = []
        self._ids: list[str] = []
        self._taken: list[Taken] = []
        self._characters = _FRAME

    def __repr__(self) -> str:
        return (
            f"<TaskChunker {len(self._raw)} tasks, {self._characters} chars pending, "
            f"limit {self._most_tasks} tasks / {self._most_characters()} chars>"
        )

    @property
    def taken(self) -> int:
        """How many tasks were taken so far."""
        return self._first + len(self._raw)

    def unsent(self, after: int) -> list[tuple[int, Any]]:
        """Return what was taken and nobody else knows of, with its index; the first `after` tasks were handed on."""
        kept = [
            *enumerate(self._last_cut, self._first - len(self._last_cut)),
            *enumerate(self._raw, self._first),
        ]
        return [(index, task) for index, task in kept if index >= after]

    def take(self, task: Any) -> Chunk | Replayed | None:
        """Take a task; return a chunk if one is full.

        Raises TypeError or ValueError that names the index for a task that cannot be sent.
        """
        index = self._first + len(self._raw)
        # First of all, so that an interruption at any later point does not lose it.
        self._raw.append(task)
        task_id = id_of(task, index)
        if self._total is not None and index >= self._total:
            raise ValueError(
                f"the ledger belongs to a run of {self._total} tasks that was finished; "
                f"task_collection[{index}] ({task_id!r}) is new. Use another ledger for other tasks"
            )
        record = self._record
        if record is not None:
            return self._take_recorded(record, index, task, task_id)
        taken = Taken(index, task, task_id, self._encoded(task, task_id, index))
        chunk = None
        if self._taken and self._characters + taken.characters + 1 > self._most_characters():
            chunk = self._cut(len(self._taken))
        self._add(taken)
        if len(self._taken) >= self._most_tasks:
            chunk = self._cut(len(self._taken))
        return chunk

    def finish(self) -> Chunk | None:
        """Return the last, partial chunk at the end of the input, if there is one.

        Raises ValueError if the input ended before what the ledger knows.
        """
        if self._record is not None:
            raise ValueError(
                f"the ledger knows of task_collection[{self._record.first + self._record.count - 1}], "
                f"but the collection ended after {self.taken} tasks; the ledger belongs to other tasks"
            )
        return self._cut(len(self._taken)) if self._taken else None

    def _encoded(self, task: Any, task_id: str, index: int) -> bytes:
        try:
            return self._encode(task)
        except (TypeError, ValueError) as error:
            raise type(error)(f"task_collection[{index}] ({task_id!r}): {error}") from error

    def _add(self, taken: Taken) -> None:
        self._taken.append(taken)
        self._characters += taken.characters + 1

    def _take_recorded(
        self, record: Recorded, index: int, task: Any, task_id: str
    ) -> Chunk | Replayed | None:
        self._ids.append(task_id)
        if record.settlement is None:
            taken = Taken(index, task, task_id, self._encoded(task, task_id, index))
            taken.maybe_added = True
            self._add(taken)
        if len(self._ids) < record.count:
            return None
        if digest_of(self._ids) != record.digest:
            raise ValueError(
                f"task_collection[{record.first}] to [{index}] are not the tasks that the ledger knows: "
                "give the same tasks in the same order, or use another ledger"
            )
        self._record = next(self._recorded, None)
        if record.settlement is None:
            chunk = self._cut(record.count)
            chunk.group.started = True
            return chunk
        group = Group(self._number, self._first, record.count, record.digest)
        replayed = Replayed(group, self._ids, record.settlement)
        self._forget(record.count)
        return replayed

    def _cut(self, count: int) -> Chunk:
        tasks = self._taken
        digest = digest_of([task.task_id for task in tasks]) if self._digests else ""
        chunk = Chunk(Group(self._number, self._first, count, digest), tasks)
        self._forget(count)
        return chunk

    def _forget(self, count: int) -> None:
        self._number += 1
        # An interruption can come before the chunk is handed on, so its tasks are still kept for a while.
        self._last_cut, self._first, self._raw = self._raw[:count], self._first + count, self._raw[count:]
        self._ids = []
        self._taken = []
        self._characters = _FRAME
