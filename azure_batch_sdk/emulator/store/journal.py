"""The journal: change sets go in while the service runs, records come out when it starts again.

State lives in memory; the journal is written, never asked. A record is a text under a kind and a key, and a later
record takes the place of an earlier one, so the journal is as long as what it describes. An answer to a client waits
for `committed`, so what was acknowledged survives the death of the process.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol


class Put(NamedTuple):
    """Write a record, over an earlier one of the same kind and key."""

    kind: str
    key: str
    text: str


class Drop(NamedTuple):
    """Forget a record."""

    kind: str
    key: str


class DropAll(NamedTuple):
    """Forget all records of a kind whose keys begin so."""

    kind: str
    prefix: str


Change = Put | Drop | DropAll


class FolderInUse(OSError):
    """Another process has the data folder open."""


class JournalFailed(Exception):
    """A change set could not be written; nothing may be acknowledged any more."""


class Journal(Protocol):
    """Where change sets go. Used from the service's loop thread only."""

    def load(self) -> Iterable[Put]:
        """Read all records, in no particular order; called once, before anything is appended."""
        ...

    def append(self, changes: Sequence[Change]) -> None:
        """Hand over a change set: all of it is written or nothing."""
        ...

    async def committed(self) -> None:
        """Wait until everything appended so far is written. Raises JournalFailed."""
        ...

    async def aclose(self) -> None:
        """Write what is left and let go of the folder."""
        ...


class MemoryJournal:
    """The journal that forgets."""

    def __repr__(self) -> str:
        return "<MemoryJournal>"

    def load(self) -> Iterable[Put]:
        """Return nothing: no run follows another."""
        return ()

    def append(self, changes: Sequence[Change]) -> None:
        """Take a change set."""

    async def committed(self) -> None:
        """Return at once."""

    async def aclose(self) -> None:
        """Do nothing."""
