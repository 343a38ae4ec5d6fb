"""Put one emulator together: folders, service, server; and take it down again in the opposite order."""

from __future__ import annotations

import os
import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import NamedTuple

from .options import EmulatorOptions
from .page.routes import Page
from .server import serve
from .service import Service
from .service_options import ServiceOptions
from .temporary import remember_marker, temporary_folder
from .wire.faults import parse_faults
from .wire.hosts import names_of

_NODES_FOLDER = "nodes"


class Emulation(NamedTuple):
    """A running emulator, and what would be left of it if it were killed."""

    endpoint: str
    marker: str
    """The mark that its task processes carry."""
    temporary_dir: Path | None
    """Where its task files are, if they go with it."""
    ca_file: Path | None
    """The certificate that its clients must trust, if it speaks HTTPS."""


@asynccontextmanager
async def emulation(options: EmulatorOptions, key: str) -> AsyncIterator[Emulation]:
    """Run an emulator on the running loop; at the end its tasks are stopped.

    Without a data folder the task files live in a temporary folder that goes with it. Raises OSError if the port or
    the folder cannot be used.
    """
    faults = parse_faults(options.faults)
    with _work_dir(options) as work_dir:
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
                counts_lag=faults.stale_counts,
            )
        )
        try:
            if options.data_dir is None:
                remember_marker(work_dir, service.runner.marker)
            await service.start()
            tls, ca_file = _tls(options, work_dir)
            server = await serve(
                service,
                options.host,
                options.port,
                faults,
                tls=tls,
                unverified_tokens=options.unverified_tokens,
                page=Page(service),
            )
            try:
                service.account_url = server.endpoint
                yield Emulation(
                    server.endpoint, service.runner.marker, None if options.data_dir else work_dir, ca_file
                )
            finally:
                await server.aclose()
        finally:
            await service.aclose()


def _tls(options: EmulatorOptions, work_dir: Path) -> tuple[ssl.SSLContext, Path] | tuple[None, None]:
    if not options.tls:
        return None, None
    from .tls import kept_tls, passing_tls

    hosts = names_of(options.host)
    if options.data_dir is None:
        return passing_tls(work_dir, hosts)
    return kept_tls(options.data_dir.resolve(), hosts)


@contextmanager
def _work_dir(options: EmulatorOptions) -> Iterator[Path]:
    # On the loop: nothing else runs there before the start and after the end.
    if options.data_dir is None:
        with temporary_folder() as folder:
            yield folder
    else:
        options.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        _check_owner(options.data_dir)
        yield options.data_dir.resolve() / _NODES_FOLDER


def _check_owner(folder: Path) -> None:
    """Raise PermissionError if another user could say by a folder which programs are run; root trusts everybody's."""
    user = os.geteuid()
    if user != 0 and folder.stat().st_uid not in (user, 0):
        raise PermissionError(
            f"{folder} belongs to another user, who could run programs as you by what is in it; take a folder of your own"
        )
