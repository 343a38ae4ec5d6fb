"""The emulator as a command: `python -m azure_batch_sdk.emulator`."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shlex
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

from .options import (
    DEFAULT_ACCOUNT,
    KEY_ENVIRONMENT,
    STORAGE_ENVIRONMENT,
    EmulatorOptions,
    folder,
    raise_file_limit,
    require_server,
)
from .page.access import page_link
from .whole_files import write_whole
from .wire.hosts import is_loopback


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the emulator until Ctrl-C, SIGTERM or SIGHUP; return the exit code."""
    parser = _parser()
    given = parser.parse_args(arguments)
    if given.page_link:
        return _print_page_link(parser)
    try:
        options = EmulatorOptions(
            data_dir=folder("data_dir", given.data_dir),
            account=given.account,
            key=given.key or os.environ.get(KEY_ENVIRONMENT) or None,
            time_scale=given.time_scale,
            host=given.host,
            port=given.port,
            faults=given.fault,
            auto_storage=given.auto_storage or os.environ.get(STORAGE_ENVIRONMENT) or None,
            spot_lifetime=given.spot_lifetime,
            applications=folder("applications", given.applications),
            tls=given.tls,
            unverified_tokens=given.unverified_tokens,
        )
        require_server()
        _check_ready_file(given.ready_file)
        key = options.account_key()
    except (ValueError, ImportError) as error:
        parser.error(str(error))
    except OSError as error:
        return _not_started(error)
    if not is_loopback(options.host):
        print(
            f"Warning: {options.host} can be reached from other machines, and whoever has the account key can run "
            "programs here as the present user.",
            file=sys.stderr,
        )
    if options.unverified_tokens:
        print(
            "Warning: bearer tokens are not verified, so every user of this machine can make one and run programs here as "
            "the present user.",
            file=sys.stderr,
        )
    raise_file_limit()
    try:
        asyncio.run(_run(options, key, given.ready_file))
    except OSError as error:
        return _not_started(error)
    return 0


def _not_started(error: OSError) -> int:
    print(f"The emulator did not start: {error}", file=sys.stderr)
    return 1


async def _run(options: EmulatorOptions, key: str, ready_file: Path | None) -> None:
    from .emulation import emulation

    loop = asyncio.get_running_loop()
    stop = asyncio.Event()

    # SIGHUP: the terminal was closed. More of them change nothing; the end does not take long.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:  # as under nohup
            loop.add_signal_handler(number, stop.set)
    async with emulation(options, key) as running:
        print(f"export AZURE_BATCH_ENDPOINT={shlex.quote(running.endpoint)}")
        print(f"export AZURE_BATCH_ACCOUNT={shlex.quote(options.account)}")
        print(f"export AZURE_BATCH_ACCESS_KEY={shlex.quote(key)}", flush=True)
        facts = {"endpoint": running.endpoint, "account": options.account, "key": key, "pid": os.getpid()}
        if running.ca_file is not None:
            print(f"export AZURE_BATCH_CA_FILE={shlex.quote(str(running.ca_file))}", flush=True)
            facts["ca_file"] = str(running.ca_file)
        print(f"# To watch it in a browser: {page_link(running.endpoint, key)}", flush=True)
        with nullcontext() if ready_file is None else _ready_file(ready_file, facts):
            await stop.wait()


def _print_page_link(parser: argparse.ArgumentParser) -> int:
    endpoint, key = os.environ.get("AZURE_BATCH_ENDPOINT"), os.environ.get("AZURE_BATCH_ACCESS_KEY")
    if not endpoint or not key:
        missing = "AZURE_BATCH_ACCESS_KEY" if endpoint else "AZURE_BATCH_ENDPOINT"
        parser.error(f"{missing} is not set: paste the lines that the emulator printed when it started")
    try:
        print(page_link(endpoint, key))
    except ValueError as error:
        parser.error(f"AZURE_BATCH_ACCESS_KEY: {error}")
    return 0


def _check_ready_file(path: Path | None) -> None:
    """Raise ValueError for a place where it cannot be written, before anybody reads an address that will not hold."""
    if path is None:
        return
    if path.is_dir():
        raise ValueError(f"the ready file must be a file, not the folder {path}")
    if not path.parent.is_dir():
        raise ValueError(f"the ready file {path} cannot be written: there is no folder {path.parent}")


@contextmanager
def _ready_file(path: Path, facts: dict[str, object]) -> Iterator[None]:
    """Have a file as long as the emulator listens, readable by its owner only: it holds the key."""
    content = json.dumps(facts).encode()
    write_whole(path, content)
    try:
        yield
    finally:
        # Another emulator may have written its own.
        with suppress(OSError):
            if path.read_bytes() == content:
                path.unlink()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="azure-batch-emulator",
        description="A local Azure Batch service. It runs tasks as processes of the present user.",
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=int, default=0, help="port to listen on; 0 takes a free one (default)")
    parser.add_argument("--account", default=DEFAULT_ACCOUNT, help="account name (default: %(default)s)")
    parser.add_argument(
        "--key",
        help=f"account key, base64; better in {KEY_ENVIRONMENT}, because arguments are visible to other users "
        "(default: a random one, kept in the data folder)",
    )
    parser.add_argument(
        "--data-dir",
        metavar="DIR",
        help="folder that keeps state and task files (default: state is forgotten)",
    )
    parser.add_argument(
        "--time-scale",
        type=float,
        default=1.0,
        metavar="X",
        help="how much faster than real time the service's clock runs (default: %(default)s)",
    )
    parser.add_argument(
        "--fault",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a fault to test clients against, such as 429=0.1, 503=0.05, drop-before=0.01, drop-after=0.01, "
        "latency=0.1..0.5, stale-counts=5, retry-after=2 or seed=7; can be repeated",
    )
    parser.add_argument(
        "--auto-storage",
        metavar="URL",
        help="storage account that is linked to the account, for resource files with autoStorageContainerName; "
        f"a URL with a signature is better given in {STORAGE_ENVIRONMENT}",
    )
    parser.add_argument(
        "--spot-lifetime",
        type=float,
        metavar="S",
        help="preempt every spot node so many seconds of the service's clock after it has come up",
    )
    parser.add_argument(
        "--applications",
        metavar="DIR",
        help="folder with application packages: <application id>/<version>.zip",
    )
    parser.add_argument(
        "--tls",
        action="store_true",
        help="speak HTTPS, with a certificate of an authority of its own, and accept bearer tokens; the path of the "
        "authority's certificate is printed",
    )
    parser.add_argument(
        "--unverified-tokens",
        action="store_true",
        help="accept bearer tokens whoever signed them, such as those of Microsoft Entra ID: their signature cannot be "
        "verified here, so that every user of this machine can make one (with --tls on the loopback interface)",
    )
    parser.add_argument(
        "--page-link",
        action="store_true",
        help="print a new link to the page of the running emulator that AZURE_BATCH_ENDPOINT and AZURE_BATCH_ACCESS_KEY "
        "name, and exit; a link can be used once",
    )
    parser.add_argument(
        "--ready-file",
        type=Path,
        metavar="PATH",
        help="file that has endpoint, account, key and pid (with --tls also ca_file) as JSON while the emulator listens",
    )
    return parser
