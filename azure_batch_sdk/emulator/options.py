"""What an emulator is started with, checked before anything starts."""

from __future__ import annotations

import base64
import contextlib
import os
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from .wire.auth import decode_account_key
from .wire.faults import parse_faults
from .wire.hosts import is_loopback

DEFAULT_ACCOUNT = "batchemulator"
KEY_FILE = "account-key"
KEY_ENVIRONMENT = "AZURE_BATCH_EMULATOR_KEY"
STORAGE_ENVIRONMENT = "AZURE_BATCH_EMULATOR_STORAGE"
_KEY_BYTES = 64
_HIGHEST_PORT = 65_535
_FASTEST = 1_000_000
"""A clock that ran faster would come to the year 9999, the last there is, within days."""


@dataclass(frozen=True)
class EmulatorOptions:
    """The options of one emulator; the account key is settled when it starts.

    Raises ValueError for options that cannot work, TypeError for those of a type that cannot.
    """

    data_dir: Path | None = None
    account: str = DEFAULT_ACCOUNT
    key: str | None = field(default=None, repr=False)
    time_scale: float = 1.0
    host: str = "127.0.0.1"
    port: int = 0
    faults: Sequence[str] = ()
    """As `wire.faults` describes them."""
    auto_storage: str | None = None
    """URL of the storage account that resource files mean by `autoStorageContainerName`."""
    spot_lifetime: float | None = None
    """After so many service seconds a spot node is preempted; None: never."""
    applications: Path | None = None
    """A folder with application packages: `<application id>/<version>.zip` or `<application id>/<version>/`."""
    tls: bool = False
    """Speak HTTPS, and accept bearer tokens."""
    unverified_tokens: bool = False
    """Accept bearer tokens whoever signed them."""

    def __post_init__(self) -> None:
        _check_type("account", self.account, str)
        _check_type("host", self.host, str)
        _check_type("port", self.port, int)
        _check_type("time_scale", self.time_scale, int, float)
        if self.spot_lifetime is not None:
            _check_type("spot_lifetime", self.spot_lifetime, int, float)
        if not re.fullmatch(r"[a-z0-9]{3,24}", self.account):
            raise ValueError(
                f"the account name must have 3 to 24 lower-case letters and digits, not {self.account!r}"
            )
        if self.key is not None:
            decode_account_key(self.key)
        if not 0 < self.time_scale <= _FASTEST:
            raise ValueError(
                f"time_scale must be above 0 (1.0 is real time) and at most {_FASTEST:,}, not {self.time_scale!r}"
            )
        if not 0 <= self.port <= _HIGHEST_PORT:
            raise ValueError(f"the port must be from 0 (any free one) to {_HIGHEST_PORT}, not {self.port!r}")
        if not self.host:
            raise ValueError("the host is empty; name an address to listen on, such as 127.0.0.1")
        parse_faults(self.faults)
        if self.auto_storage is not None and not re.match(r"https?://[^/]", self.auto_storage):
            raise ValueError(
                "auto_storage must be the URL of a storage account, beginning with http:// or https://"
            )
        if self.data_dir is not None and self.data_dir.exists() and not self.data_dir.is_dir():
            raise ValueError(f"data_dir must be a folder, not the file {self.data_dir}")
        if self.applications is not None and not self.applications.is_dir():
            raise ValueError(f"applications must be a folder that is there, not {self.applications}")
        if self.spot_lifetime is not None and not self.spot_lifetime > 0:
            raise ValueError(f"spot_lifetime must be above 0 seconds, not {self.spot_lifetime!r}")
        if self.unverified_tokens and not self.tls:
            raise ValueError("unverified_tokens needs tls: bearer tokens are accepted over HTTPS only")
        if self.unverified_tokens and not is_loopback(self.host):
            raise ValueError(
                f"unverified_tokens is for the loopback interface only, not for {self.host}: whoever can connect could "
                "make such a token"
            )

    def account_key(self) -> str:
        """Return the account key: the given one, that of the data folder, or a new one.

        A new key is kept in the data folder, readable by its owner only. Raises ValueError if the kept one is damaged.
        """
        if self.key is not None:
            return self.key
        if self.data_dir is None:
            return new_account_key()
        self.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self.data_dir / KEY_FILE
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return _kept_key(path)
        key = new_account_key()
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(f"{key}\n")
        return key


def _check_type(option: str, value: object, *types: type) -> None:
    if isinstance(value, bool) or not isinstance(value, types):
        wanted = " or ".join(kind.__name__ for kind in types)
        raise TypeError(f"{option} must be {wanted}, not {type(value).__name__}: {value!r}")


def folder(option: str, given: str | os.PathLike[str] | None) -> Path | None:
    """Return the folder that an option names.

    Raises ValueError for an empty text, as a shell makes of a variable that is not set: Path takes it for the present folder.
    """
    if given is None:
        return None
    if not os.fspath(given):
        raise ValueError(f"{option} is empty; name a folder, '.' for the present one")
    return Path(given)


def raise_file_limit() -> None:
    """Let this process have as many open files as the system allows: each task that runs takes some."""
    try:
        import resource
    except ImportError:  # not a POSIX system
        return
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    # Some systems say "no limit" and then refuse it.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def require_server() -> None:
    """Raise ImportError, saying what is missing, if the server cannot run here."""
    if find_spec("fcntl") is None:
        raise ImportError(
            "the emulator needs a POSIX system, such as Linux or macOS; on Windows it runs in the Subsystem for Linux"
        )
    if find_spec("aiohttp") is None:
        raise ImportError("the emulator needs aiohttp: pip install 'azure-batch-sdk[emulator]'")


def new_account_key() -> str:
    """Return a random account key of the usual length."""
    return base64.b64encode(secrets.token_bytes(_KEY_BYTES)).decode("ascii")


def _kept_key(path: Path) -> str:
    key = path.read_text(encoding="utf-8").strip()
    try:
        decode_account_key(key)
    except ValueError as error:
        raise ValueError(f"{path} holds no account key ({error}); delete it to get a new one") from None
    return key
