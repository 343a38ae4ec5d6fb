"""One suite over both journals: what is written is there when the folder is opened again, or is forgotten."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from azure_batch_sdk.emulator.store import (
    Change,
    Drop,
    DropAll,
    FolderInUse,
    Journal,
    JournalFailed,
    MemoryJournal,
    Put,
    SqliteJournal,
)

from .core_driver import on_loop


class Kind:
    """A kind of journal, which can be opened again and again."""

    def __init__(self, open_it: Callable[[], Journal], *, remembers: bool) -> None:
        self.open = open_it
        self.remembers = remembers

    async def write(self, *change_sets: Sequence[Change]) -> None:
        """Open, write, close."""
        journal = self.open()
        journal.load()
        for change_set in change_sets:
            journal.append(change_set)
        await journal.committed()
        await journal.aclose()

    async def read(self) -> set[Put]:
        """Open, read, close."""
        journal = self.open()
        records = set(journal.load())
        await journal.aclose()
        return records

    def expect(self, *records: Put) -> set[Put]:
        """Return what should be read."""
        return set(records) if self.remembers else set()


@pytest.fixture(params=["memory", "sqlite"])
def kind(request: pytest.FixtureRequest, tmp_path: Path) -> Kind:
    if request.param == "memory":
        return Kind(MemoryJournal, remembers=False)
    return Kind(lambda: SqliteJournal(tmp_path / "data"), remembers=True)


@on_loop
async def test_a_new_journal_is_empty(kind: Kind) -> None:
    assert await kind.read() == set()


@on_loop
async def test_the_latest_record_under_a_key_counts(kind: Kind) -> None:
    await kind.write([Put("job", "a", "1"), Put("pool", "a", "2")], [Put("job", "a", "3")])
    assert await kind.read() == kind.expect(Put("job", "a", "3"), Put("pool", "a", "2"))
    await kind.write([Put("job", "a", "4")])
    assert await kind.read() == kind.expect(Put("job", "a", "4"), Put("pool", "a", "2"))


@on_loop
async def test_what_is_dropped_is_gone_and_can_come_again(kind: Kind) -> None:
    await kind.write([Put("job", "a", "1"), Put("job", "b", "2")], [Drop("job", "a"), Drop("job", "none")])
    assert await kind.read() == kind.expect(Put("job", "b", "2"))
    await kind.write([Drop("job", "b"), Put("job", "b", "3")])
    assert await kind.read() == kind.expect(Put("job", "b", "3"))


@on_loop
async def test_dropping_a_prefix_spares_its_neighbours(kind: Kind) -> None:
    await kind.write(
        [Put("task", key, "x") for key in ("j/1", "j/2", "j-2/1", "j0/1", "ja/1")] + [Put("run", "j/1", "x")],
        [DropAll("task", "j/"), Put("task", "j/3", "new")],
    )
    assert await kind.read() == kind.expect(
        Put("task", "j-2/1", "x"),
        Put("task", "j0/1", "x"),
        Put("task", "ja/1", "x"),
        Put("run", "j/1", "x"),
        Put("task", "j/3", "new"),
    )


@pytest.mark.parametrize("number", [0, 1, 300, 301, 1000])
def test_change_sets_of_any_size_are_kept(kind: Kind, number: int) -> None:
    records = [Put("task", f"j/{index}", "täxt") for index in range(number)]

    async def run() -> None:
        await kind.write(records)
        assert await kind.read() == kind.expect(*records)
        await kind.write([Drop("task", record.key) for record in records])
        assert await kind.read() == set()

    asyncio.run(run())


@on_loop
async def test_many_wait_for_one_writer(kind: Kind) -> None:
    journal = kind.open()

    async def one(number: int) -> None:
        journal.append([Put("task", str(number), "x")])
        await journal.committed()

    await asyncio.gather(*(one(number) for number in range(500)))
    await journal.aclose()
    assert len(await kind.read()) == (500 if kind.remembers else 0)


@on_loop
async def test_what_was_not_waited_for_is_written_when_the_journal_is_closed(kind: Kind) -> None:
    journal = kind.open()
    journal.append([Put("job", "a", "1")])
    await journal.aclose()
    assert await kind.read() == kind.expect(Put("job", "a", "1"))


@on_loop
async def test_a_folder_in_use_is_refused_until_it_is_free(tmp_path: Path) -> None:
    first = SqliteJournal(tmp_path)
    with pytest.raises(FolderInUse, match="in use"):
        SqliteJournal(tmp_path)
    await first.aclose()
    await SqliteJournal(tmp_path).aclose()


@on_loop
async def test_a_journal_of_another_format_is_refused(tmp_path: Path) -> None:
    await SqliteJournal(tmp_path).aclose()
    (file,) = tmp_path.glob("*.sqlite3")
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(OSError, match="format 99"):
        SqliteJournal(tmp_path)


@on_loop
async def test_a_journal_with_a_damaged_page_is_told(tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path)
    journal.append([Put("job", str(number), "x" * 1000) for number in range(100)])
    await journal.aclose()
    (file,) = tmp_path.glob("*.sqlite3")
    with file.open("r+b") as content:
        content.seek(4096)  # behind the first page, which opening reads
        content.write(bytes(4096))
    damaged = SqliteJournal(tmp_path)
    with pytest.raises(OSError, match=r"cannot be used as a journal.*malformed"):
        damaged.load()
    await damaged.aclose()


@on_loop
async def test_a_write_that_fails_is_told_to_those_who_wait_and_to_all_after_them(tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path)
    journal.append([Put("job", "a", object())])  # type: ignore[arg-type]  # SQLite cannot write it
    with pytest.raises(JournalFailed, match="cannot be written"):
        await journal.committed()
    journal.append([Put("job", "b", "1")])
    with pytest.raises(JournalFailed):
        await journal.committed()
    await journal.aclose()


WRITER = """
import asyncio, sys
from pathlib import Path
from azure_batch_sdk.emulator.store import Put, SqliteJournal

async def main():
    journal = SqliteJournal(Path(sys.argv[1]))
    for number in range(1_000_000):
        journal.append([Put("task", str(number), "x"), Put("run", str(number), "x")])
        await journal.committed()
        print(number, flush=True)

asyncio.run(main())
"""


def test_what_was_acknowledged_survives_a_kill(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        acknowledged = -1
        for line in writer.stdout:
            acknowledged = int(line)
            if acknowledged == 200:
                os.kill(writer.pid, signal.SIGKILL)
    assert acknowledged >= 200

    async def read() -> set[Put]:
        journal = SqliteJournal(tmp_path)
        records = set(journal.load())
        await journal.aclose()
        return records

    records = asyncio.run(read())
    keys = {kind: {record.key for record in records if record.kind == kind} for kind in ("task", "run")}
    assert keys["task"] >= {str(number) for number in range(acknowledged + 1)}
    assert keys["task"] == keys["run"], "a change set is written as a whole"
