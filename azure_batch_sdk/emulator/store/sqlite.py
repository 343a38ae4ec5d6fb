"""The journal in a SQLite file, written by one thread.

WAL with synchronous=NORMAL is safe against the death of the process at any moment. The writer takes all change sets
that wait and commits them as one transaction, so under load a commit is shared by many answers. The file is locked for
as long as it is open: a second process that opens the folder is refused, and the lock dies with its holder.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import queue
import sqlite3
import threading
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TypeVar

from .journal import Change, Drop, DropAll, FolderInUse, JournalFailed, Put

FILE_NAME = "journal.sqlite3"
_SCHEMA = 1
_LARGEST_GROUP = 1000
_ROWS_A_STATEMENT = 300
"""Times three variables stays below 999, the limit of old versions of SQLite."""

Row = TypeVar("Row", bound=tuple[str, ...])


class SqliteJournal:
    """The journal of a data folder; the folder is made if it is not there. Raises FolderInUse."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / FILE_NAME
        # For its owner only, and so is its log: command lines and signatures in URLs are written there.
        with contextlib.suppress(FileExistsError):
            os.close(os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        self._connection = _open(self._path)
        self._queue: queue.SimpleQueue[tuple[int, Sequence[Change]] | None] = queue.SimpleQueue()
        self._appended = 0
        self._written = 0
        self._failure: BaseException | None = None
        self._waiters: deque[tuple[int, asyncio.Future[None]]] = deque()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._writer = threading.Thread(target=self._write, name="azure-batch-journal", daemon=True)
        self._writer.start()

    def __repr__(self) -> str:
        return f"<SqliteJournal {self._path.name} {self._written}/{self._appended} change sets written>"

    def load(self) -> Iterable[Put]:
        """Read all records. Raises OSError if they are damaged."""
        try:
            return [Put(*row) for row in self._connection.execute("SELECT kind, key, text FROM records")]
        except sqlite3.DatabaseError as error:
            raise OSError(f"{self._path} cannot be used as a journal: {error}") from error

    def append(self, changes: Sequence[Change]) -> None:
        """Hand a change set to the writer."""
        self._loop = asyncio.get_running_loop()
        self._appended += 1
        self._queue.put((self._appended, changes))

    async def committed(self) -> None:
        """Wait until everything appended so far is written."""
        self._raise_failure()
        if self._written >= self._appended:
            return
        future = asyncio.get_running_loop().create_future()
        self._waiters.append((self._appended, future))
        await future

    async def aclose(self) -> None:
        """Write what is left, shrink the file's log and let go of the folder."""
        self._queue.put(None)
        await asyncio.get_running_loop().run_in_executor(None, self._writer.join)
        self._connection.close()

    def _raise_failure(self) -> None:
        if self._failure is not None:
            raise JournalFailed(
                f"the journal {self._path.name} cannot be written: {self._failure}"
            ) from self._failure

    # In the writer's thread

    def _write(self) -> None:
        while True:
            group = self._next_group()
            change_sets = [item for item in group if item is not None]
            if change_sets:
                try:
                    self._commit([changes for _, changes in change_sets])
                    outcome: BaseException | None = None
                except BaseException as error:
                    outcome = error
                self._report(change_sets[-1][0], outcome)
            if len(change_sets) < len(group):
                return

    def _next_group(self) -> list[tuple[int, Sequence[Change]] | None]:
        group = [self._queue.get()]
        while group[-1] is not None and len(group) < _LARGEST_GROUP:
            try:
                group.append(self._queue.get_nowait())
            except queue.Empty:
                break
        return group

    def _commit(self, change_sets: Iterable[Sequence[Change]]) -> None:
        run = self._connection.execute
        run("BEGIN")
        try:
            # What a group writes twice is written once.
            latest: dict[tuple[str, str], str | None] = {}
            for changes in change_sets:
                for change in changes:
                    match change:
                        case Put(kind, key, text):
                            latest[kind, key] = text
                        case Drop(kind, key):
                            latest[kind, key] = None
                        case DropAll(kind, prefix):
                            self._apply(latest)
                            latest = {}
                            end = prefix[:-1] + chr(ord(prefix[-1]) + 1)
                            run(
                                "DELETE FROM records WHERE kind = ? AND key >= ? AND key < ?",
                                (kind, prefix, end),
                            )
            self._apply(latest)
            run("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                run("ROLLBACK")
            raise

    def _apply(self, latest: Mapping[tuple[str, str], str | None]) -> None:
        puts = [(*name, text) for name, text in latest.items() if text is not None]
        drops = [name for name, text in latest.items() if text is None]
        # Many rows a statement: each statement gives the interpreter lock away and has to wait for it again.
        for some in _portions(puts):
            rows = ",".join(["(?,?,?)"] * len(some))
            self._connection.execute(
                f"INSERT OR REPLACE INTO records (kind, key, text) VALUES {rows}", list(chain(*some))
            )
        for few in _portions(drops):
            rows = ",".join(["(?,?)"] * len(few))
            self._connection.execute(
                f"DELETE FROM records WHERE (kind, key) IN (VALUES {rows})", list(chain(*few))
            )

    def _report(self, number: int, failure: BaseException | None) -> None:
        # A closed loop has nobody left who waits.
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._settle, number, failure)

    def _settle(self, number: int, failure: BaseException | None) -> None:
        self._written = number
        self._failure = self._failure or failure
        while self._waiters and self._waiters[0][0] <= number:
            _, future = self._waiters.popleft()
            if future.done():
                continue
            try:
                self._raise_failure()
                future.set_result(None)
            except JournalFailed as error:
                future.set_exception(error)


def _portions(rows: Sequence[Row]) -> Iterable[Sequence[Row]]:
    return (rows[start : start + _ROWS_A_STATEMENT] for start in range(0, len(rows), _ROWS_A_STATEMENT))


def _open(path: Path) -> sqlite3.Connection:
    # One thread uses the connection at a time: this one until the first append, then the writer.
    connection = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS records (kind TEXT, key TEXT, text TEXT NOT NULL, PRIMARY KEY (kind, key))"
            " WITHOUT ROWID"
        )
        (schema,) = connection.execute("PRAGMA user_version").fetchone()
        if schema not in (0, _SCHEMA):
            raise OSError(f"{path} has format {schema}; this version reads and writes format {_SCHEMA}")
        connection.execute(f"PRAGMA user_version = {_SCHEMA}")
        connection.execute("COMMIT")
    except sqlite3.DatabaseError as error:
        connection.close()
        if "locked" in str(error):
            raise FolderInUse(
                f"{path.parent} is in use by another emulator; stop it or take another folder"
            ) from error
        raise OSError(f"{path} cannot be used as a journal: {error}") from error
    except BaseException:
        connection.close()
        raise
    return connection
