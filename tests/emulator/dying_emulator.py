"""An emulator that kills itself at a point given to it: `python dying_emulator.py FOLDER POINT NUMBER`.

It prints its address and runs until its input ends, or until the point is reached for the given time:

    commit   the rows of a commit are written, the commit is not
    answer   the commit is done, nobody has been told
    start    a process was started, and nothing else has happened since
    end      a process has ended, and its end is not known to the service
    never
"""

from __future__ import annotations

import asyncio
import itertools
import os
import signal
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from azure_batch_sdk.emulator import service as service_module
from azure_batch_sdk.emulator.node.launch import Exited, Launch
from azure_batch_sdk.emulator.node.processes import Started
from azure_batch_sdk.emulator.node.runner import ProcessRunner
from azure_batch_sdk.emulator.server import serve
from azure_batch_sdk.emulator.service import Service
from azure_batch_sdk.emulator.service_options import ServiceOptions
from azure_batch_sdk.emulator.store import SqliteJournal

ACCOUNT = "demoacct"
KEY = "a2V5"
TIME_SCALE = 20.0


class Fate:
    """Dies when its point has come up so many times."""

    def __init__(self, point: str, number: int) -> None:
        self._point = point
        self._number = number
        self._count = itertools.count(1)

    def meet(self, point: str) -> None:
        if point == self._point and next(self._count) == self._number:
            # An answer that does not wait for what it should wait for gets out now.
            time.sleep(0.05)
            os.kill(os.getpid(), signal.SIGKILL)


FATE = Fate("never", 0)


class DyingJournal(SqliteJournal):
    """Dies around its commits."""

    def _apply(self, latest: Mapping[tuple[str, str], str | None]) -> None:
        super()._apply(latest)
        FATE.meet("commit")

    def _report(self, number: int, failure: BaseException | None) -> None:
        FATE.meet("answer")
        super()._report(number, failure)


class DyingRunner(ProcessRunner):
    """Dies around the life of a process."""

    def start(self, launch: Launch, on_exit: Callable[[Exited], None]) -> Started:
        def ended(exited: Exited) -> None:
            FATE.meet("end")
            on_exit(exited)

        started = super().start(launch, ended)
        FATE.meet("start")
        return started


async def main(folder: Path) -> None:
    """Serve until the input ends."""
    service = Service(ServiceOptions(ACCOUNT, KEY, folder / "nodes", folder / "data", time_scale=TIME_SCALE))
    await service.start()
    server = await serve(service)
    print(server.endpoint, flush=True)
    await asyncio.to_thread(sys.stdin.read)
    await server.aclose()
    await service.aclose()


if __name__ == "__main__":
    FATE = Fate(sys.argv[2], int(sys.argv[3]))
    # A service makes its own, by these names.
    for name, made in (("SqliteJournal", DyingJournal), ("ProcessRunner", DyingRunner)):
        setattr(service_module, name, made)
    asyncio.run(main(Path(sys.argv[1])))
