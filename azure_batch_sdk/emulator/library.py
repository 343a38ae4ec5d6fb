"""The emulator inside a program: `with BatchEmulator() as emulator: client = emulator.get_client()`."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol

from .options import DEFAULT_ACCOUNT, EmulatorOptions, folder, require_server

if TYPE_CHECKING:
    from azure.core.credentials import AzureNamedKeyCredential, TokenCredential
    from azure.core.credentials_async import AsyncTokenCredential
    from typing_extensions import Self

    from .. import BatchClient
    from ..aio import BatchClient as AsyncBatchClient
    from .emulation import Emulation

_log = logging.getLogger("azure_batch_sdk.emulator")

_START_SECONDS = 60.0
_STOP_SECONDS = 20.0
_USUAL_POLLING_INTERVAL = 0.5
_SHORTEST_POLLING_INTERVAL = 0.05


class BatchEmulator:
    """A local Batch service that runs as long as a `with` block.

    It listens on 127.0.0.1 only and runs tasks as processes of the present user. It lives in a child process, which ends
    with this one whatever happens; with `in_process=True` in a thread. The context manager can be entered again
    afterwards; with a data folder it then goes on where it was.

    :param data_dir: Folder to keep state, task files and the account key in. Without one, state is forgotten and task
        files are deleted at the end.
    :param account: Account name, 3 to 24 lower-case letters and digits. Default `batchemulator`.
    :param key: Account key, base64. By default a random one, the same each time for a data folder.
    :param time_scale: How much faster than real time the service's clock runs, at most 1,000,000. Processes are not sped up.
    :param faults: Faults to test a client against, each as text: `429=0.1` (a share of the requests; also 500, 502, 503,
        504), `drop-before=0.01`, `drop-after=0.01`, `latency=0.2` or `latency=0.1..0.5` (seconds), `stale-counts=5`
        (task counts lag by so many seconds), `retry-after=2`, `seed=7`.
    :param auto_storage: URL of the storage account that is linked to the account, with a signature if it needs one:
        resource files with `auto_storage_container_name` come from there.
    :param spot_lifetime: Preempt every spot node so many seconds (of the service's clock) after it has come up. Default:
        never.
    :param applications: A folder with application packages: `<application id>/<version>.zip`, or a folder in place of the
        zip file.
    :param port: Port to listen on; 0 takes a free one.
    :param tls: Speak HTTPS, with a certificate of an authority of its own (`ca_file`), and accept bearer tokens.
    :param unverified_tokens: Accept bearer tokens whoever signed them, such as those of Microsoft Entra ID, whose signature
        cannot be verified here. Every user of this machine can make such a token and run programs with it.
    :param in_process: Run in a thread of this process. Easier to debug, but both share one interpreter; and if the program is
        killed, its tasks live until an emulator starts that finds them.
    :raises ValueError: for options that cannot work; TypeError for those of a type that cannot.
    """

    def __init__(
        self,
        data_dir: str | os.PathLike[str] | None = None,
        account: str | None = None,
        key: str | None = None,
        time_scale: float = 1.0,
        faults: Sequence[str] = (),
        port: int = 0,
        in_process: bool = False,
        auto_storage: str | None = None,
        spot_lifetime: float | None = None,
        applications: str | os.PathLike[str] | None = None,
        tls: bool = False,
        unverified_tokens: bool = False,
    ) -> None:
        if isinstance(faults, str):
            raise ValueError(f"faults must be a list of texts, such as [{faults!r}]")
        self._options = EmulatorOptions(
            data_dir=folder("data_dir", data_dir),
            account=account or DEFAULT_ACCOUNT,
            key=key,
            time_scale=time_scale,
            port=port,
            faults=tuple(faults),
            auto_storage=auto_storage,
            spot_lifetime=spot_lifetime,
            applications=folder("applications", applications),
            tls=tls,
            unverified_tokens=unverified_tokens,
        )
        self._in_process = in_process
        self._running: _Running | None = None
        self._key = ""
        self._owner = 0

    def __repr__(self) -> str:
        place = self._running.endpoint if self._running is not None else "not running"
        return f"<BatchEmulator {self._options.account} {place}>"

    @property
    def endpoint(self) -> str:
        """The URL of the account, such as `http://127.0.0.1:41001`."""
        return self._alive().endpoint

    @property
    def account_name(self) -> str:
        """The name of the account."""
        return self._options.account

    @property
    def account_key(self) -> str:
        """The key of the account, base64."""
        self._alive()
        return self._key

    @property
    def credential(self) -> AzureNamedKeyCredential:
        """Name and key as a credential for clients."""
        from azure.core.credentials import AzureNamedKeyCredential

        return AzureNamedKeyCredential(self.account_name, self.account_key)

    @property
    def ca_file(self) -> str | None:
        """The file with the certificate that clients must trust; None without `tls`.

        It is in the data folder, where it stays the same, or in a temporary folder.
        """
        return self._alive().ca_file

    def get_token_credential(self, lifetime: float = 3600.0) -> TokenCredential:
        """Return a credential as those of `azure-identity`, with tokens that this emulator accepts over HTTPS.

        A token is for the resource that its scope names, so that a wrong scope is refused as by the service.

        :param lifetime: Seconds after which a token expires, in real time. Clients get a new one some minutes before.
        """
        from .tokens import EmulatorTokenCredential

        return EmulatorTokenCredential(self.account_name, self.account_key, lifetime)

    def get_async_token_credential(self, lifetime: float = 3600.0) -> AsyncTokenCredential:
        """Return a credential for asynchronous clients; as `get_token_credential`."""
        from .tokens import AsyncEmulatorTokenCredential

        return AsyncEmulatorTokenCredential(self.account_name, self.account_key, lifetime)

    @property
    def page_url(self) -> str:
        """A new link to the page that shows in a browser what the emulator is doing; each can be used once."""
        from .page.access import page_link

        return page_link(self.endpoint, self.account_key)

    def get_client(self, **kwargs: Any) -> BatchClient:
        """Return a new client for the account; close it when you are done.

        Keywords go to `BatchClient`. Pollers look every 5 seconds of the service's clock, at most 20 times a second.
        """
        from .. import BatchClient

        return BatchClient(self.endpoint, self.credential, **self._client_options(kwargs))

    def get_async_client(self, **kwargs: Any) -> AsyncBatchClient:
        """Return a new asynchronous client for the account; keywords as for `get_client`."""
        from ..aio import BatchClient

        return BatchClient(self.endpoint, self.credential, **self._client_options(kwargs))

    def __enter__(self) -> Self:
        """Start the emulator and wait until it listens.

        Raises RuntimeError if it cannot start (a used port, a locked data folder), saying why, and ImportError if
        aiohttp is not installed.
        """
        if self._running is not None:
            raise RuntimeError("this emulator is running already")
        require_server()
        try:
            self._key = self._options.account_key()
        except OSError as error:
            raise RuntimeError(f"the emulator did not start: {error}") from error
        self._owner = os.getpid()
        start = _Thread if self._in_process else _Child
        self._running = start(self._options, self._key)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the emulator and its tasks.

        Raises RuntimeError if it had ended by itself, unless another exception is on its way.
        """
        running, self._running = self._running, None
        if running is None or not self._is_owner():
            return
        died = running.death()
        running.stop()
        if died is None:
            return
        if error is None:
            raise RuntimeError(died)
        _log.error("%s", died)

    async def __aenter__(self) -> Self:
        """Start the emulator without blocking the loop."""
        starting = asyncio.ensure_future(asyncio.to_thread(self.__enter__))
        try:
            return await asyncio.shield(starting)
        except asyncio.CancelledError:
            # The thread cannot be stopped, and nobody will leave a block that was not entered.
            await asyncio.wait([starting])
            await asyncio.to_thread(self.__exit__, None, None, None)
            raise

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the emulator without blocking the loop."""
        await asyncio.to_thread(self.__exit__, kind, error, trace)

    def _alive(self) -> _Running:
        if self._running is None:
            raise RuntimeError(
                "the emulator is not running: use it inside `with BatchEmulator() as emulator:`"
            )
        died = self._running.death() if self._is_owner() else None
        if died is not None:
            raise RuntimeError(died)
        return self._running

    def _is_owner(self) -> bool:
        """Tell whether this process has started the emulator; a fork of it may use it, but neither watch nor stop it."""
        return self._owner == os.getpid()

    def _client_options(self, given: dict[str, Any]) -> dict[str, Any]:
        interval = max(_SHORTEST_POLLING_INTERVAL, _USUAL_POLLING_INTERVAL / self._options.time_scale)
        options = {"polling_interval": interval, **given}
        if self.ca_file is not None:
            options.setdefault("connection_verify", self.ca_file)
        return options


class _Running(Protocol):
    """A started emulator."""

    @property
    def endpoint(self) -> str:
        """Where it listens."""
        ...

    @property
    def ca_file(self) -> str | None:
        """The certificate that its clients must trust, if it speaks HTTPS."""
        ...

    def death(self) -> str | None:
        """Say how it ended by itself; None while it runs."""
        ...

    def stop(self) -> None:
        """End it and wait for that."""
        ...


class _Child:
    """An emulator in a child process."""

    def __init__(self, options: EmulatorOptions, key: str) -> None:
        from .child import BOOTSTRAP, options_line

        self._marker: str | None = None
        self._temporary_dir: Path | None = None
        self.ca_file: str | None = None
        # In a session of its own: Ctrl-C is for the program, which then stops the emulator in order.
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-c", BOOTSTRAP],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                start_new_session=True,
            )
        except OSError as error:
            raise RuntimeError(
                f"the emulator did not start: its process could not be made: {error}"
            ) from error
        try:
            self.endpoint = self._converse(options_line(options, key))
        except BaseException:
            self.stop()
            raise

    def death(self) -> str | None:
        code = self._process.poll()
        return None if code is None else f"the emulator process ended by itself with exit code {code}"

    def stop(self) -> None:
        process = self._process
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue  # it died with something unread
        # It stops by itself when its input ends; the signals are for one that hangs.
        for end in (None, process.terminate, process.kill):
            if end is not None:
                end()
            try:
                code = process.wait(_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                continue
            if code != 0:
                from .temporary import clear_up

                clear_up(self._temporary_dir, self._marker)
            return

    def _converse(self, line: bytes) -> str:
        process = self._process
        assert process.stdin is not None and process.stdout is not None
        too_late = threading.Timer(_START_SECONDS, process.kill)
        too_late.start()
        try:
            process.stdin.write(line)
            process.stdin.flush()
            said = process.stdout.readline()
        except BrokenPipeError:
            said = b""
        finally:
            too_late.cancel()
        if not said:
            code = process.wait(_STOP_SECONDS)
            raise RuntimeError(f"the emulator did not start: its process ended with exit code {code}")
        answer = json.loads(said)
        if "error" in answer:
            raise RuntimeError(f"the emulator did not start: {answer['error']}")
        self._marker = answer["marker"]
        folder = answer["temporary_dir"]
        self._temporary_dir = None if folder is None else Path(folder)
        self.ca_file = answer["ca_file"]
        endpoint: str = answer["endpoint"]
        return endpoint


class _Thread:
    """An emulator in a thread of this process."""

    def __init__(self, options: EmulatorOptions, key: str) -> None:
        self._started: Future[tuple[Emulation, asyncio.AbstractEventLoop, asyncio.Event]] = Future()
        self._failure: BaseException | None = None
        self._thread = threading.Thread(
            target=self._main, args=(options, key), name="azure-batch-emulator", daemon=True
        )
        self._thread.start()
        try:
            running, self._loop, self._stop = self._started.result(_START_SECONDS)
        except Exception as error:
            self._started.cancel()
            raise RuntimeError(f"the emulator did not start: {type(error).__name__}: {error}") from error
        self.endpoint = running.endpoint
        self.ca_file = None if running.ca_file is None else str(running.ca_file)

    def death(self) -> str | None:
        return None if self._thread.is_alive() else f"the emulator ended by itself: {self._failure!r}"

    def stop(self) -> None:
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(_STOP_SECONDS)

    def _main(self, options: EmulatorOptions, key: str) -> None:
        try:
            asyncio.run(self._run(options, key))
        except BaseException as error:
            self._failure = error
            if not self._started.done():
                self._started.set_exception(error)
            else:
                _log.exception("the emulator ended by itself")

    async def _run(self, options: EmulatorOptions, key: str) -> None:
        from .emulation import emulation

        stop = asyncio.Event()
        async with emulation(options, key) as running:
            # Nobody waits any more for one that took too long.
            if self._started.set_running_or_notify_cancel():
                self._started.set_result((running, asyncio.get_running_loop(), stop))
                await stop.wait()
