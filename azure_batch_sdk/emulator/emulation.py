"""Put one emulator together: folders, service, server; and take it down again in the opposite order."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

from .options import EmulatorOptions
from .server import serve
from .service import Service, ServiceOptions
from .wire.faults import parse_faults

_NODES_FOLDER = "nodes"


class Emulation(NamedTuple):
    """A running emulator, and what would be left of it if it were killed."""

    endpoint: str
    marker: str
    """The mark that its task processes carry."""
    temporary_dir: Path | None
    """Where its task files are, if they go with it."""


@asynccontextmanager
async def emulation(options: EmulatorOptions, key: str) -> AsyncIterator[Emulation]:
    """Run an emulator on the running loop; at the end its tasks are stopped.

    Without a data folder the task files live in a temporary folder that goes with it. Raises OSError if the port or
    the folder cannot be used.
    """
    work_dir = _work_dir(options)
    try:
        service = Service(
            ServiceOptions(
                account_name=options.account,
                account_key=key,
                work_dir=work_dir,
                data_dir=options.data_dir,
                time_scale=options.time_scale,
                auto_storage=options.auto_storage,
                spot_lifetime=options.spot_lifetime,
                applications=options.applications,
            )
        )
        try:
            await service.start()
            server = await serve(service, options.host, options.port, parse_faults(options.faults))
            try:
                service.account_url = server.endpoint
                yield Emulation(
                    server.endpoint, service.runner.marker, None if options.data_dir else work_dir
                )
            finally:
                await server.aclose()
        finally:
            await service.aclose()
    finally:
        if options.data_dir is None:
            await asyncio.to_thread(shutil.rmtree, work_dir, ignore_errors=True)


def _work_dir(options: EmulatorOptions) -> Path:
    if options.data_dir is None:
        return Path(tempfile.mkdtemp(prefix="azure-batch-emulator-"))
    options.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    return options.data_dir.resolve() / _NODES_FOLDER
