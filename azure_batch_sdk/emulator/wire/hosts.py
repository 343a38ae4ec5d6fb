"""Which Host headers are ours.

A page in a browser can be made to send requests to a local port under a name of its own (DNS rebinding), and links in
replies are built from the Host header; so only names that mean this server are taken, and only with its port.
"""

from __future__ import annotations

import ipaddress
import socket

from ..errors import ServiceError

DEFAULT_PORTS = {"http": 80, "https": 443}
"""The ports that a Host header leaves out."""

LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})


class HostCheck:
    """Check Host headers for a server that listens on one host and port."""

    def __init__(self, host: str, port: int, scheme: str = "http") -> None:
        self._port = port
        self._takes_addresses = not is_loopback(host)
        names = {_bracketed(name) for name in names_of(host)}
        self._known = {f"{name}:{port}" for name in names}
        if port == DEFAULT_PORTS[scheme]:
            self._known |= names

    def check(self, host: str | None) -> str:
        """Return the Host header, which may be used in links.

        Raises ServiceError if there is none or if it does not mean this server.
        """
        if not host:
            raise ServiceError(400, "HostInformationNotPresent", "The request has no Host header.")
        if host in self._known:
            return host
        lower = host.lower()
        if lower in self._known or (self._takes_addresses and self._is_address(lower)):
            return lower
        raise ServiceError(
            400,
            "InvalidHeaderValue",
            "The value for one of the HTTP headers is not in the correct format.",
            [
                ("HeaderName", "Host"),
                ("HeaderValue", host),
                ("Reason", f"This server answers to {', '.join(sorted(self._known))}."),
            ],
        )

    def _is_address(self, host: str) -> bool:
        name, _, port = host.rpartition(":")
        if port != str(self._port):
            return False
        try:
            ipaddress.ip_address(name.removeprefix("[").removesuffix("]"))
        except ValueError:
            return False
        return True


def names_of(host: str) -> set[str]:
    """Return the names and addresses that mean a server which listens on this host."""
    names = {*LOOPBACK_NAMES, host.lower()} - {""}
    if not is_loopback(host):
        names |= {socket.gethostname().lower(), socket.getfqdn().lower()}
    return names


def is_loopback(host: str) -> bool:
    """Tell whether a server that listens on this host can be reached from this machine only."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def authority(host: str, port: int) -> str:
    """Return host and port as they stand in a URL; the address of 'any interface' becomes the loopback one."""
    if host in {"0.0.0.0", ""}:
        host = "127.0.0.1"
    elif host == "::":
        host = "::1"
    return f"{_bracketed(host)}:{port}"
