"""The file that lets a call go on after the process died.

JSON lines, appended with one write each: a head that says whose ledger it is, a line before a chunk is first sent, a
line when it is settled, a line at the end. No task bodies: they can hold secrets.

After the death of the process at any moment the same call sends again only the chunks without a settlement, and takes
`TaskExists` for them as added. The file is flushed to the disk once a second and at the end; what a power loss takes
away is sent again, never lost.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable, Iterable
from typing import Any

from .._runtime.file_lock import lock, unlock
from .chunks import Recorded

_FORMAT = 1
_SYNC_EVERY = 1.0


class Ledger:
    """A ledger file in use. Close it to let others use it."""

    def __init__(self, path: str | os.PathLike[str], *, clock: Callable[[], float]) -> None:
        """Open and lock a ledger, or make it. Raises ValueError if another call uses it or it cannot be read."""
        self.path = os.fspath(path)
        self._clock = clock
        self._last_sync = clock()
        self._unsynced = False
        self.recorded: list[Recorded] = []
        """The groups that were started, in order."""
        self.total: int | None = None
        """How many tasks the finished run had; None if it was not finished."""
        self._head: dict[str, Any] | None = None
        flags = (
            os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
        )
        self._file = os.open(self.path, flags, 0o600)
        try:
            if not stat.S_ISREG(os.fstat(self._file).st_mode):
                raise ValueError(f"ledger {self.path!r} is no regular file; use another")
            try:
                lock(self._file)
            except OSError as error:
                raise ValueError(
                    f"ledger {self.path!r} is in use by another create_tasks call ({error})"
                ) from None
            self._load()
        except BaseException:
            os.close(self._file)
            raise

    def __repr__(self) -> str:
        settled = sum(group.settlement is not None for group in self.recorded)
        return f"<Ledger {self.path!r}: {settled} of {len(self.recorded)} chunks settled, total {self.total}>"

    def belongs_to(self, endpoint: str, job_id: str, job_created: str) -> None:
        """Make this the ledger of a job, or check that it is.

        Raises ValueError if it belongs to another account or job, or to one of the same name that was deleted since.
        """
        head = {"ledger": _FORMAT, "endpoint": endpoint, "job": job_id, "job_created": job_created}
        if self._head is None:
            self._head = head
            self.append([head])
            return
        for name, what in (("endpoint", "account"), ("job", "job")):
            if str(self._head.get(name)).lower() != str(head[name]).lower():
                raise ValueError(
                    f"ledger {self.path!r} belongs to the {what} {self._head.get(name)!r}, not {head[name]!r}; "
                    "use another file"
                )
        if self._head.get("job_created") != job_created:
            raise ValueError(
                f"ledger {self.path!r} belongs to a job {job_id!r} created at {self._head.get('job_created')}; the "
                f"present one was created at {job_created} and has none of its tasks. Use another file"
            )

    def append(self, records: Iterable[dict[str, Any]]) -> None:
        """Write records, each as one line with one write."""
        for record in records:
            line = json.dumps(record, separators=(",", ":")).encode() + b"\n"
            written = os.write(self._file, line)
            if written != len(line):
                # The lines of requests that still land must not follow a torn one.
                os.ftruncate(self._file, os.fstat(self._file).st_size - written)
                raise OSError(f"ledger {self.path!r}: a line was written in part only; is the disk full?")
            self._unsynced = True

    @property
    def sync_is_due(self) -> bool:
        """Whether it is time to flush the file to the disk."""
        return self._unsynced and self._clock() - self._last_sync >= _SYNC_EVERY

    def sync(self) -> None:
        """Flush the file to the disk."""
        self._unsynced = False
        self._last_sync = self._clock()
        if self._file >= 0:
            os.fsync(self._file)

    def end(self, total: int) -> None:
        """Note that all tasks are settled."""
        if self.total is None:
            self.append([{"end": total}])
            self.total = total

    def close(self) -> None:
        """Flush and unlock."""
        if self._file < 0:
            return
        file, self._file = self._file, -1
        try:
            if self._unsynced:
                os.fsync(file)
        finally:
            unlock(file)
            os.close(file)

    # -- reading

    def _load(self) -> None:
        os.lseek(self._file, 0, os.SEEK_SET)
        content = b""
        while block := os.read(self._file, 1 << 20):
            content += block
        good = 0
        lines = content.split(b"\n")
        for number, line in enumerate(lines, 1):
            if number == len(lines):
                break  # what follows the last line end: empty, or a torn line
            try:
                self._read(json.loads(line))
            except (ValueError, KeyError, TypeError, IndexError, OverflowError, RecursionError) as error:
                if number == len(lines) - 1 and not lines[-1] and self._head is not None:
                    break
                raise ValueError(
                    f"line {number} of ledger {self.path!r} cannot be read ({error}): {line[:80]!r}. "
                    "Is this a ledger of create_tasks?"
                ) from None
            good += len(line) + 1
        if good < len(content):
            if self._head is None and not content.startswith(b'{"ledger"'[: len(content)]):
                raise ValueError(
                    f"{self.path!r} is not empty and no ledger of create_tasks; use another file"
                )
            os.ftruncate(self._file, good)

    def _read(self, record: Any) -> None:
        if not isinstance(record, dict):
            raise ValueError("no object")
        if self._head is None:
            if record.get("ledger") != _FORMAT:
                raise ValueError(f"no ledger of format {_FORMAT}")
            self._head = record
        elif "end" in record:
            self.total = int(record["end"])
        elif "ids" in record:
            expected = self.recorded[-1].first + self.recorded[-1].count if self.recorded else 0
            if record["chunk"] != len(self.recorded) or record["first"] != expected or record["count"] < 1:
                raise ValueError("it does not follow the chunk before")
            self.recorded.append(
                Recorded(record["chunk"], record["first"], int(record["count"]), str(record["ids"]))
            )
        else:
            group = self.recorded[_index(record["chunk"])]
            failed = {int(offset): str(code) for offset, code in record["failed"].items()}
            settled = set(failed)
            for first, last in record["done"]:
                settled.update(range(first, last + 1))
            if settled != set(range(group.count)):
                raise ValueError("it does not settle every task of its chunk")
            group.settlement = failed


def _index(number: Any) -> int:
    if type(number) is not int or number < 0:
        raise ValueError(f"no chunk {number!r}")
    return number
