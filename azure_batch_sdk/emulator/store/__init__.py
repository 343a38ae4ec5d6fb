"""What the service remembers when it is restarted: a journal of change sets."""

from .journal import Change, Drop, DropAll, FolderInUse, Journal, JournalFailed, MemoryJournal, Put
from .sqlite import SqliteJournal

__all__ = [
    "Change",
    "Drop",
    "DropAll",
    "FolderInUse",
    "Journal",
    "JournalFailed",
    "MemoryJournal",
    "Put",
    "SqliteJournal",
]
