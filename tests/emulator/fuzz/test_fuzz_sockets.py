"""What comes over a socket need not be HTTP: every connection gets an answer or is closed, and the service goes on."""

from __future__ import annotations

import random
import select
import socket
from pathlib import Path

import pytest

from ..edge_host import EdgeHost
from .bodies import VERSION
from .world import SECRET, Line, fuzzed

PATHS = (
    b"/../../secret", b"/jobs/../../../../secret", b"//etc/passwd", b"/jobs/%2e%2e/%2e%2e/secret",
    b"/jobs/j/tasks/t/files/../../../../../../../secret", b"/jobs/j/tasks/t/files/%2e%2e/%2e%2e/%2e%2e/stdout.txt",
    b"/jobs/j/tasks/t/files/..%5c..%5cstdout.txt", b"/jobs/j/tasks/t/files/stdout.txt%00.png",
    b"/jobs/j/tasks/t/files/\x00", b"/jobs/\xff\xfe", b"/jobs/\xc3\xa9", b"/pools?\xff=\xff", b"/jobs/j\tx", b"*", b"",
    b"http://evil.example/pools", b"http://[::1/pools", b"evil.example:80", b"/pools#fragment", b"/" + b"a" * 100_000,
    b"/pools?" + b"a=b&" * 30_000, b"/" + b"a/" * 20_000, b"/%", b"/pools/%zz", b"/pools\\..\\..",
)  # fmt: skip
AGAINST_THE_RULES = (
    b"", b"\r\n", b"\n" * 50, b"\x00" * 100, b"GET", b"GET /pools", b"GET /pools HTTP/9.9\r\n\r\n", b"GET /pools HTTP/1.1\r\n",
    b"GET /pools HTTP/1.1\r\nHost", b"GET /pools HTTP/1.1\r\n\r\n", b"get /pools HTTP/1.1\r\nHost: x\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x01" * 200, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"\xff" * 5000,
    b"GET /pools HTTP/1.1\r\n" + b"a" * 100_000, b"GET /pools HTTP/1.1\r\n" + b"x: y\r\n" * 20_000 + b"\r\n",
    b"GET /pools HTTP/1.1\r\nx: " + b"y" * 100_000 + b"\r\n\r\n", b"GET /pools HTTP/1.1\r\n: x\r\n\r\n",
    b"GET /pools HTTP/1.1\r\nHost: x\r\n folded\r\n\r\n", b"GET  /pools  HTTP/1.1\r\n\r\n", b"A" * 50_000 + b" / HTTP/1.1\r\n\r\n",
    b"G\x00T /pools HTTP/1.1\r\n\r\n", b"GET /pools HTTP/1.1\nHost: x\n\n", b"GET /pools HTTP/0.9\r\n\r\n", b"GET /pools\r\n\r\n",
)  # fmt: skip
BODIES = (
    b"Content-Length: -1\r\n\r\n{}", b"Content-Length: +2\r\n\r\n{}", b"Content-Length: 2, 2\r\n\r\n{}",
    b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{} ", b"Content-Length: two\r\n\r\n{}", b"Content-Length: 0x2\r\n\r\n{}",
    b"Content-Length: 99999999999999999999999\r\n\r\n{}", b"Content-Length: " + b"9" * 5000 + b"\r\n\r\n{}",
    b"Content-Length: \xd9\xa2\r\n\r\n{}", b"Content-Length: 1_0\r\n\r\n{}        ", b"Content-Length:\r\n\r\n",
    b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", b"Content-Length: 100\r\n\r\n{}",
    b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
    b"Transfer-Encoding: chunked\r\n\r\n-2\r\n{}\r\n", b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n{}",
    b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}xx0\r\n\r\n", b"Transfer-Encoding: chunked\r\n\r\n2;" + b"x" * 100_000,
    b"Transfer-Encoding: xchunked\r\n\r\n{}", b"Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
    b"Transfer-Encoding: gzip\r\n\r\n{}", b"Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n",
    b"Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}", b"Expect: 100-continue\r\nContent-Length: 2\r\n\r\n{}",
    b"Expect: something\r\nContent-Length: 2\r\n\r\n{}", b"Upgrade: h2c\r\nConnection: upgrade\r\nContent-Length: 2\r\n\r\n{}",
)  # fmt: skip
HOSTS = (
    b"evil.example", b"127.0.0.1", b"127.0.0.1:1", b"localhost:%d.evil.example", b"[::1]", b"[", b"127.0.0.1:%d@evil.example",
    b"", b"127.0.0.1:%d/x", b"\xff:%d", b"a" * 9000, b"127.0.0.1:%d, evil.example",
)  # fmt: skip


def exchange(host: EdgeHost, message: bytes) -> bytes:
    """Send bytes and read what comes, until the other side closes; one that waits for more is told that there is none."""
    name, _, port = host.http.address.rpartition(":")
    got = b""
    with socket.create_connection((name, int(port)), timeout=10) as connection:
        try:
            connection.sendall(message)
            if not select.select([connection], [], [], 0.1)[0]:
                connection.shutdown(socket.SHUT_WR)
            while part := connection.recv(65536):
                got += part
                if not select.select([connection], [], [], 0.1)[0]:
                    connection.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # a connection that is cut is an answer, too
    return got


def check(got: bytes, message: bytes) -> None:
    """Any answers are refusals, or what anybody may see; none is a failure of the server."""
    shown = message[:200]
    assert SECRET.encode() not in got and b"root:" not in got, shown
    for part in got.split(b"HTTP/1.")[1:]:
        status = int(part.split(b" ", 2)[1])
        assert 400 <= status < 500 or status == 100, (shown, got[:500])


def own_host(host: EdgeHost) -> bytes:
    return b"Host: " + host.http.address.encode() + b"\r\n"


@pytest.mark.parametrize("path", PATHS, ids=lambda path: ascii(path[:40]))
@pytest.mark.parametrize("method", [b"GET", b"HEAD", b"DELETE", b"POST", b"NONSENSE"])
def test_a_hostile_path_is_refused(shared: tuple[EdgeHost, Line], method: bytes, path: bytes) -> None:
    host, _ = shared
    message = method + b" " + path + b" HTTP/1.1\r\n" + own_host(host) + b"Content-Length: 0\r\n\r\n"
    check(exchange(host, message), message)


@pytest.mark.parametrize("message", AGAINST_THE_RULES, ids=lambda message: ascii(message[:40]))
def test_what_is_no_request_is_refused(shared: tuple[EdgeHost, Line], message: bytes) -> None:
    check(exchange(shared[0], message), message)


@pytest.mark.parametrize("rest", BODIES, ids=lambda rest: ascii(rest[:50]))
def test_odd_framing_is_refused(shared: tuple[EdgeHost, Line], rest: bytes) -> None:
    host, _ = shared
    target = f"/jobs?api-version={VERSION}"
    signed = host.http.headers("POST", target, {"content-type": "application/json"})
    head = "".join(f"{name}: {value}\r\n" for name, value in signed.items()).encode()
    message = f"POST {target} HTTP/1.1\r\n".encode() + head + rest
    check(exchange(host, message), message)
    check(exchange(host, message + b"GET /pools HTTP/1.1\r\n" + own_host(host) + b"\r\n"), message)


@pytest.mark.parametrize("name", HOSTS, ids=lambda name: ascii(name[:40]))
def test_another_host_is_refused(shared: tuple[EdgeHost, Line], name: bytes) -> None:
    host, _ = shared
    port = int(host.http.address.rpartition(":")[2])
    value = name % port if b"%d" in name else name
    message = f"GET /pools?api-version={VERSION} HTTP/1.1\r\nHost: ".encode() + value + b"\r\n\r\n"
    got = exchange(host, message)
    assert got.startswith(b"HTTP/1.1 400 "), got
    assert b"evil" not in got.split(b"\r\n\r\n")[0]


def test_two_hosts_are_refused(shared: tuple[EdgeHost, Line]) -> None:
    host, _ = shared
    message = b"GET /pools HTTP/1.1\r\n" + own_host(host) + b"Host: evil.example\r\n\r\n"
    check(exchange(host, message), message)


def test_requests_sent_at_once_are_answered_in_order(shared: tuple[EdgeHost, Line]) -> None:
    host, _ = shared
    targets = [f"/jobs/{name}?api-version={VERSION}" for name in ("j", "none", "j", "none2", "j")] * 20
    message = b""
    for target in targets:
        headers = host.http.headers("GET", target)
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        message += f"GET {target} HTTP/1.1\r\n{head}\r\n".encode()
    name, _, port = host.http.address.rpartition(":")
    got = b""
    with socket.create_connection((name, int(port)), timeout=30) as connection:
        connection.sendall(message)
        while got.count(b"HTTP/1.") < len(targets):
            got += connection.recv(65536)
    statuses = [int(part[2:5]) for part in got.split(b"HTTP/1.")[1:]]
    assert statuses == [200 if "/j?" in target else 404 for target in targets]


def test_half_requests_on_many_connections_keep_nobody_waiting(shared: tuple[EdgeHost, Line]) -> None:
    host, line = shared
    name, _, port = host.http.address.rpartition(":")
    connections = [socket.create_connection((name, int(port))) for _ in range(100)]
    try:
        for number, connection in enumerate(connections):
            connection.sendall(b"POST /jobs?api-version=2025-06-01 HTTP/1.1\r\nHost: x\r\n"[: number + 1])
        assert line.send("GET", f"/jobs/j?api-version={VERSION}").status == 200
    finally:
        for connection in connections:
            connection.close()


def bombard(folder: Path, seed: int, messages: int) -> None:
    """Send messages that are cut, joined, and have bytes changed."""
    chance = random.Random(seed)
    with fuzzed(folder) as (host, _):
        good = [
            f"GET /pools?api-version={VERSION} HTTP/1.1\r\n".encode() + own_host(host) + b"\r\n",
            f"POST /jobs?api-version={VERSION} HTTP/1.1\r\n".encode()
            + own_host(host)
            + b"Content-Length: 2\r\nContent-Type: application/json\r\n\r\n{}",
            *[b"POST /jobs HTTP/1.1\r\n" + own_host(host) + rest for rest in BODIES],
        ]
        for _ in range(messages):
            message = bytearray(b"".join(chance.choices(good, k=chance.choice((1, 1, 3)))))
            for _ in range(chance.choice((0, 1, 3, 20))):
                message[chance.randrange(len(message))] = chance.choice((0, 10, 13, 32, 58, 127, 255, 65))
            cut = chance.randrange(len(message)) if chance.random() < 0.3 else len(message)
            check(exchange(host, bytes(message[:cut])), bytes(message))


def test_broken_messages_are_refused(tmp_path: Path) -> None:
    bombard(tmp_path, 1, 300)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(2, 7))
def test_broken_messages_are_refused_for_long(tmp_path: Path, seed: int) -> None:
    bombard(tmp_path, seed, 1000)
