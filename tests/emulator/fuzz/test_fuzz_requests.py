"""Queries, headers and ids of all kinds, over every operation."""

from __future__ import annotations

import json
import random
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given, settings, strategies as st

from azure_batch_sdk._generated.operations import OPERATIONS
from azure_batch_sdk.emulator.wire.odata.filters import compile_filter
from azure_batch_sdk.emulator.wire.odata.lexer import FilterError
from azure_batch_sdk.emulator.wire.odata.properties import FILTERABLE

from ..edge_host import LINUX, EdgeHost
from .bodies import HOSTILE_TEXTS, VERSION
from .world import SECRET, Line, check_answer, fuzzed

FILTERS = (
    "state eq 'active'",
    "id eq 'x",
    "((((id eq 'x'))))",
    "(" * 200 + "id eq 'x'" + ")" * 200,
    "id eq 'x' or " * 3000 + "id eq 'y'",
    "id eq " + "9" * 5000,
    "executionInfo/exitCode eq " + "9" * 5000,
    "creationTime gt DateTime'9999-12-31T23:59:59-23:00'",
    "creationTime gt DateTime'0001-01-01T00:00:00+23:00'",
    "creationTime gt DateTime'Fri, 31 Dec 9999 23:59:59 -2300'",
    "creationTime gt DateTime'Fri, 99 Dec 99999 99:99:99 GMT'",
    "startswith(id,'" + "a" * 20_000 + "')",
    "startswith(id)",
    "not id eq 'x'",
    "id eq null",
    "'" * 999,
    "\0",
    "é eq 'é'",
    "state eq 'completed' and",
    "id/x/y eq 'x'",
)
VALUES = (
    "", "0", "-1", "1", "1001", "2147483648", "9" * 5000, "0" * 5000, "-" + "0" * 5000, "-", "١", "1.5", "true", "TRUE", "maybe", "*",
    "2025-09-01", "2025-09-01T00:00:00Z", "9999-12-31T23:59:59-23:00", "0001-01-01T00:00:00+14:00",
    "id", "id,state", "stats", "noSuch", ",", "MTp4", "MToA", "!!", "%ff", "a" * 5000, *HOSTILE_TEXTS,
)  # fmt: skip
HEADERS = (
    "if-match", "if-none-match", "if-modified-since", "if-unmodified-since", "ocp-range", "range", "accept",
    "client-request-id", "return-client-request-id", "content-type", "content-encoding", "content-language",
    "expect", "date", "x-ms-date", "connection", "upgrade", "transfer-encoding", "cookie", "te",
)  # fmt: skip
HEADER_VALUES = (
    "", "*", "0x8DDE94F25DD7AD1", '"x"', "W/\"x\"", "Fri, 31 Dec 9999 23:59:59 -2300", "Thu, 01 Jan 1970 00:00:00 GMT",
    "yesterday", "bytes=0-", "bytes=-1", "bytes=5-1", "bytes=0-0,2-3", "bytes=" + "9" * 5000 + "-",
    "bytes=0-" + "9" * 30, "true", "application/json", "text/plain", "gzip", "identity", "100-continue", "close",
    "a" * 9000, "\xe9\xff", "\t", "application/json; charset=utf-16",
)  # fmt: skip
SEGMENTS = (
    "j", "t", "p", "J", "nowhere", ".", "..", "%2e", "%2e%2e", "%2E%2E%2F%2e%2e%2fsecret", "..%2f..%2f..%2fsecret",
    "%2fetc%2fpasswd", "..%5c..%5csecret", "%5c", "%00", "a%00b", "%ff", "%", "%zz", "%25%32%65", "%0d%0aX:y", "x" * 3000,
    "stdout.txt", "wd", "wd%2f..%2fstdout.txt", "workitems%2fj%2fjob-1%2ft%2fstdout.txt", "startup%2f..%2f..%2f..%2fsecret",
    "~", "j%20", "%C3%A9", "j;x=y", ":job-1", "shared", "*",
)  # fmt: skip


def throw(line: Line, chance: random.Random) -> None:
    """Send one request with some odd parts."""
    operation = OPERATIONS[chance.choice(sorted(OPERATIONS))]
    ids = {}
    for parameter in operation.parameters:
        if parameter.location == "path":
            likely = {"poolId": "p", "jobId": "j", "taskId": "t"}.get(parameter.wire)
            ids[parameter.wire] = likely if likely and chance.random() < 0.5 else chance.choice(SEGMENTS)
    target = operation.path.format_map(ids)
    query = [f"api-version={VERSION}"] if chance.random() < 0.9 else []
    known = [parameter.wire for parameter in operation.parameters if parameter.location == "query"]
    for _ in range(chance.choice((0, 1, 1, 2, 4))):
        name = chance.choice([*known, *known, *known, "$skiptoken", "$filter", "x", "API-Version"])
        value = chance.choice(FILTERS if name == "$filter" else VALUES)
        query.append(f"{name}={quote(value)}")
    chance.shuffle(query)
    headers = {
        chance.choice(HEADERS): chance.choice(HEADER_VALUES) for _ in range(chance.choice((0, 0, 1, 3)))
    }
    if headers.get("transfer-encoding") is not None or "expect" in headers:
        headers = {}  # what breaks the framing is in the tests of sockets
    if "connection" in headers or "upgrade" in headers:
        headers.pop("upgrade", None)
    content = b"{}" if operation.body is not None and chance.random() < 0.5 else b""
    answer = line.send(operation.method, f"{target}?{'&'.join(query)}" if query else target, content, headers)
    check_answer(answer, operation.method, (operation.name, target, query, headers))
    assert SECRET.encode() not in answer.body, target
    assert b"root:" not in answer.body, target


def volley(folder: Path, seed: int, requests: int) -> None:
    chance = random.Random(seed)
    with fuzzed(folder) as (host, line):
        host.pool("p")
        host.job("j")
        host.run("t", "/bin/echo hello")
        for _ in range(requests):
            throw(line, chance)


def test_odd_requests_are_answered(tmp_path: Path) -> None:
    volley(tmp_path, 1, 1500)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(2, 22))
def test_odd_requests_are_answered_for_long(tmp_path: Path, seed: int) -> None:
    volley(tmp_path, seed, 5000)


@pytest.mark.parametrize("text", FILTERS, ids=lambda text: ascii(text[:40]))
def test_a_filter_is_followed_or_refused(shared: tuple[EdgeHost, Line], text: str) -> None:
    for path in ("/pools", "/jobs", "/jobs/j/tasks", "/jobschedules", "/pools/p/nodes", "/supportedimages"):
        answer = shared[1].send("GET", f"{path}?api-version={VERSION}&$filter={quote(text)}")
        check_answer(answer, "GET", text)
        assert answer.status in (200, 400)


FILTER_PARTS = st.sampled_from(
    ["id", "state", "creationTime", "executionInfo/exitCode", "eq", "ne", "gt", "startswith", "and", "or", "not",
     "(", ")", ",", "'x'", "''", "'", "7", "-1", "datetime'2025-01-01'", "datetime'x'", "true", " ", "\u00e9", "\n"]
)  # fmt: skip


FORMULAS = (
    "", ";", "$TargetDedicatedNodes=1/0;", "$TargetDedicatedNodes=0/0;", "$TargetDedicatedNodes=1e400;",
    "$TargetDedicatedNodes=-1e400;", "$TargetDedicatedNodes=1e300*1e300;", "$TargetDedicatedNodes=-5;",
    "$TargetDedicatedNodes=1e18;", "$TargetDedicatedNodes=" + "9" * 5000 + ";", "$TargetDedicatedNodes=0.5;",
    "$TargetDedicatedNodes=" + "(" * 4000 + "1" + ")" * 4000 + ";", "$TargetDedicatedNodes=" + "-" * 8000 + "1;",
    "$TargetDedicatedNodes=" + "1+" * 4000 + "1;", "$TargetDedicatedNodes=" + "!" * 8000 + "1;",
    "$TargetDedicatedNodes=$PendingTasks" + ".x" * 4000 + ";", "$TargetDedicatedNodes=1" + "||0" * 2500 + ";",
    "$TargetDedicatedNodes=" + "max(" * 1500 + "1" + ")" * 1500 + ";", "$TargetDedicatedNodes=" + "1?1:" * 2000 + "1;",
    "$TargetDedicatedNodes=vec(1,2);", "$TargetDedicatedNodes=$PendingTasks.GetSample(1e30);",
    "$TargetDedicatedNodes=$PendingTasks.GetSample(-1);", "$TargetDedicatedNodes=time(\"x\");",
    "$TargetDedicatedNodes=$PendingTasks.GetSample(TimeInterval_Year*1e30);", "$TargetDedicatedNodes=time() + 1e300*TimeInterval_Year;",
    "$TargetDedicatedNodes=std(vec());$NodeDeallocationOption=x;", "$NodeDeallocationOption=1;", "a=a;", "\0", "\u202e",
    "$TargetDedicatedNodes=lg(0);", "$TargetDedicatedNodes=lg(-1);", "$TargetDedicatedNodes=exp(1e9);", "$TargetDedicatedNodes=rand();",
    "$TargetDedicatedNodes=doubleVec(1,2,3)[1e9];", "$TargetDedicatedNodes=vec(1)[-1];", "x=range(0,1e12,1);", "x=vec(1,2)*vec(1);",
    "x=sqrt(-1);x=pow(10,1e9);x=pow(-1,0.5);x=round(1e400);x=floor(0/0);", "x=percentile(vec(1,2),1e9);x=percentile(vec(),5);",
)  # fmt: skip


@pytest.mark.parametrize("formula", FORMULAS, ids=lambda text: ascii(text[:50]))
def test_a_formula_is_followed_or_refused(shared: tuple[EdgeHost, Line], formula: str) -> None:
    _, line = shared
    pool = {
        "id": f"f{FORMULAS.index(formula)}",
        "vmSize": "standard_d1_v2",
        "virtualMachineConfiguration": LINUX,
        "enableAutoScale": True,
        "autoScaleFormula": formula,
    }
    for method, target, body in (
        ("POST", "/pools", pool),
        ("POST", f"/pools/{pool['id']}/evaluateautoscale", {"autoScaleFormula": formula}),
        ("GET", f"/pools/{pool['id']}", None),
        ("DELETE", f"/pools/{pool['id']}", None),
    ):
        content = b"" if body is None else json.dumps(body).encode()
        check_answer(line.send(method, f"{target}?api-version={VERSION}", content), method, formula)


@settings(derandomize=True, max_examples=400)
@given(st.lists(FILTER_PARTS, max_size=12).map(" ".join) | st.text(max_size=60))
def test_a_filter_makes_a_test_or_an_error(text: str) -> None:
    try:
        keep = compile_filter(text, FILTERABLE["list_tasks"])
    except FilterError as error:
        assert str(error)
        return
    keep({"id": "x", "state": "active", "creationTime": "2025-01-01T00:00:00Z"})
    keep({})
