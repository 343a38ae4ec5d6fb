"""HTTPS for the emulator: where its certificates lie, and what the server needs of them."""

from __future__ import annotations

import ssl
import tempfile
from collections.abc import Iterable
from datetime import datetime, timezone
from pathlib import Path
from typing import NamedTuple

from .certificates import CertificateAuthority, new_authority, read_authority, server_pem
from .whole_files import write_whole

CA_FILE = "ca.pem"
"""The certificate for clients."""
CA_KEY_FILE = "ca-key.pem"
"""The authority with its key; readable by its owner only."""


class Tls(NamedTuple):
    """What a server needs for HTTPS, and what its clients need."""

    context: ssl.SSLContext
    ca_file: Path
    """The certificate of the authority that clients must trust."""


def kept_tls(folder: Path, hosts: Iterable[str]) -> Tls:
    """Make ready for HTTPS with the authority of a folder, which is made if there is none or if it ends soon.

    Raises OSError if its file is damaged. The folder must be in use by one emulator only.
    """
    now = datetime.now(timezone.utc)
    path = folder / CA_KEY_FILE
    authority = _kept_authority(path)
    if authority is None or authority.expires_soon(now):
        authority = new_authority(now)
        write_whole(path, authority.private_pem())
    return _tls(folder, authority, hosts, now)


def passing_tls(folder: Path, hosts: Iterable[str]) -> Tls:
    """Make ready for HTTPS with an authority for this run; its key is not written anywhere."""
    now = datetime.now(timezone.utc)
    return _tls(folder, new_authority(now), hosts, now)


def _tls(folder: Path, authority: CertificateAuthority, hosts: Iterable[str], now: datetime) -> Tls:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    # The library reads keys from files only; this one is its owner's, and gone at once.
    with tempfile.NamedTemporaryFile(suffix=".pem") as file:
        file.write(server_pem(authority, hosts, now))
        file.flush()
        context.load_cert_chain(file.name)
    ca_file = folder / CA_FILE
    write_whole(ca_file, authority.public_pem(), 0o644)
    return Tls(context, ca_file)


def _kept_authority(path: Path) -> CertificateAuthority | None:
    try:
        pem = path.read_bytes()
    except FileNotFoundError:
        return None
    try:
        return read_authority(pem)
    except ValueError as error:
        raise OSError(
            f"{path} holds no certificate authority ({error}); delete it to get a new one"
        ) from None
