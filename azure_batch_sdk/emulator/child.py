"""The emulator as a child process of the program that uses it.

The parent writes one JSON line with the options and reads one with the address and with what a killed child would leave
behind (or with what went wrong). The pipe then
stays open; when it ends, because the parent closed it or died, the emulator stops. Nothing secret stands in the
arguments, which other users can read.
"""

from __future__ import annotations

import asyncio
import json
import os
import select
import signal
import sys
import threading
from pathlib import Path
from typing import Any

from .options import EmulatorOptions, raise_file_limit

BOOTSTRAP = (
    "import sys; sys.path[:] = filter(None, sys.path); import json; given = json.loads(sys.stdin.readline()); sys.path[:] = given.pop('sys.path'); "
    "from azure_batch_sdk.emulator.child import main; sys.exit(main(given))"
)
"""The program text of the child: it imports from where the parent does, and nothing from the folder it was started in."""

_LOOK_EVERY_SECONDS = 1.0
"""So often it looks whether the parent is still there; the end of the pipe is noticed at once."""


def options_line(options: EmulatorOptions, key: str) -> bytes:
    """Return what the parent writes first."""
    given = {
        # Python takes no notice of anything else there.
        "sys.path": [entry for entry in sys.path if isinstance(entry, str)],
        "parent": os.getpid(),
        "data_dir": None if options.data_dir is None else str(options.data_dir),
        "account": options.account,
        "key": key,
        "time_scale": options.time_scale,
        "host": options.host,
        "port": options.port,
        "faults": list(options.faults),
        "auto_storage": options.auto_storage,
        "spot_lifetime": options.spot_lifetime,
        "applications": None if options.applications is None else str(options.applications),
        "tls": options.tls,
        "unverified_tokens": options.unverified_tokens,
    }
    return json.dumps(given).encode() + b"\n"


def main(given: dict[str, Any]) -> int:
    """Run the emulator until the parent's pipe ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    # Whatever is printed from now on must not fill a pipe that nobody reads.
    os.dup2(2, 1)
    raise_file_limit()
    parent: int = given.pop("parent")
    paths = {name: given.pop(name) for name in ("data_dir", "applications")}
    options = EmulatorOptions(
        data_dir=None if paths["data_dir"] is None else Path(paths["data_dir"]),
        applications=None if paths["applications"] is None else Path(paths["applications"]),
        **given,
    )
    try:
        asyncio.run(_run(options, answers, parent))
    except Exception as error:
        if answers.closed:
            raise
        _tell(answers, {"error": f"{type(error).__name__}: {error}"})
        return 1
    return 0


async def _run(options: EmulatorOptions, answers: Any, parent: int) -> None:
    from .emulation import emulation

    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    async with emulation(options, options.account_key()) as running:
        threading.Thread(target=_wait_for_the_parent, args=(parent, loop, stop), daemon=True).start()
        folder = running.temporary_dir
        _tell(
            answers,
            {
                "endpoint": running.endpoint,
                "marker": running.marker,
                "temporary_dir": None if folder is None else str(folder),
                "ca_file": None if running.ca_file is None else str(running.ca_file),
            },
        )
        await stop.wait()


def _wait_for_the_parent(parent: int, loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> None:
    # Programs that the parent forked have the pipe as well, and keep it open when the parent is dead.
    while os.getppid() == parent:
        readable, _, _ = select.select([0], [], [], _LOOK_EVERY_SECONDS)
        if readable and not os.read(0, 4096):
            break
    loop.call_soon_threadsafe(stop.set)


def _tell(answers: Any, answer: dict[str, str | None]) -> None:
    with answers:
        answers.write(json.dumps(answer) + "\n")
