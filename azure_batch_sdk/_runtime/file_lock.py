"""A lock on an open file, for one user of it at a time; it ends with the process, however the process ends."""

from __future__ import annotations

import sys
from contextlib import suppress

if sys.platform == "win32":
    import msvcrt
    import os

    def lock(file: int) -> None:
        """Take a file. Raises OSError if somebody has it."""
        # Far behind the content: on Windows a locked range cannot be read through another handle.
        os.lseek(file, 1 << 40, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

    def unlock(_file: int) -> None:
        """Do nothing: the lock is the handle's and ends when that is closed."""

else:
    import fcntl

    def lock(file: int) -> None:
        """Take a file. Raises OSError if somebody has it."""
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def unlock(file: int) -> None:
        """Let others have the file: a process that was forked meanwhile has it open as well, and would keep the lock."""
        with suppress(OSError):
            fcntl.flock(file, fcntl.LOCK_UN)
