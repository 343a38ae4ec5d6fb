"""The ledger file by itself."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from azure_batch_sdk._bulk.ledger import Ledger

HEAD = {"ledger": 1, "endpoint": "host", "job": "j", "job_created": "2026-01-31T08:00:00Z"}
STARTED = {"chunk": 0, "first": 0, "count": 3, "ids": "abc"}
SETTLED = {"chunk": 0, "done": [[0, 0], [2, 2]], "failed": {"1": "Bad"}}


def _write(path: Path, *records: Any, tail: bytes = b"") -> None:
    path.write_bytes(b"".join(json.dumps(record).encode() + b"\n" for record in records) + tail)


def _open(path: Path) -> Ledger:
    ledger = Ledger(path, clock=lambda: 0.0)
    ledger.belongs_to("host", "j", "2026-01-31T08:00:00Z")
    return ledger


def test_a_new_ledger_is_for_its_owner_only_and_says_whose_it_is(tmp_path: Path) -> None:
    path = tmp_path / "ledger"
    _open(path).close()
    assert json.loads(path.read_bytes()) == HEAD
    if sys.platform != "win32":
        assert stat.S_IMODE(os.stat(path).st_mode) == 0o600


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "ledger"
    ledger = _open(path)
    ledger.append([STARTED, SETTLED, {"chunk": 1, "first": 3, "count": 1, "ids": "d"}])
    ledger.end(4)
    ledger.close()
    again = _open(path)
    assert [(group.first, group.count, group.digest, group.settlement) for group in again.recorded] == [
        (0, 3, "abc", {1: "Bad"}),
        (3, 1, "d", None),
    ]
    assert again.total == 4
    assert "1 of 2 chunks settled, total 4" in repr(again)
    again.close()


@pytest.mark.parametrize(
    "torn", [b'{"chunk":0,"do', b"{", b'{"chunk":0,"done":[[0,2]],"failed":{}}', b"\0\0\0"]
)
def test_a_torn_last_line_is_dropped(tmp_path: Path, torn: bytes) -> None:
    path = tmp_path / "ledger"
    _write(path, HEAD, STARTED, tail=torn)
    ledger = _open(path)
    assert ledger.recorded[0].settlement is None
    ledger.append([SETTLED])
    ledger.close()
    assert [json.loads(line) for line in path.read_bytes().splitlines()] == [HEAD, STARTED, SETTLED]


@pytest.mark.parametrize("length", range(1, len(json.dumps(HEAD))))
def test_a_ledger_whose_very_first_line_was_torn_begins_anew(tmp_path: Path, length: int) -> None:
    path = tmp_path / "ledger"
    path.write_bytes(json.dumps(HEAD, separators=(",", ":")).encode()[:length])
    _open(path).close()
    assert json.loads(path.read_bytes()) == HEAD


@pytest.mark.parametrize(
    ("records", "line"),
    [
        ([HEAD, "odd", STARTED], 2),
        ([HEAD, {"chunk": 0, "first": 1, "count": 3, "ids": "abc"}, STARTED], 2),
        ([HEAD, {**STARTED, "count": float("inf")}, STARTED], 2),
        ([HEAD, STARTED, STARTED, STARTED], 3),
        ([HEAD, SETTLED, STARTED], 2),
        ([HEAD, STARTED, {"chunk": 0, "done": [[0, 0]], "failed": {}}, STARTED], 3),
        ([HEAD, STARTED, {"chunk": -1, "done": [[0, 2]], "failed": {}}, STARTED], 3),
        ([HEAD, STARTED, {"chunk": 0}, STARTED], 3),
        ([{"ledger": 2}, STARTED], 1),
        ([STARTED], 1),
        ([3], 1),
    ],
)
def test_a_bad_line_elsewhere_is_named(tmp_path: Path, records: list[Any], line: int) -> None:
    path = tmp_path / "ledger"
    _write(path, *records)
    before = path.read_bytes()
    with pytest.raises(ValueError, match=rf"line {line} of ledger .* cannot be read"):
        _open(path)
    assert path.read_bytes() == before


def test_another_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(b"do not lose this")
    with pytest.raises(ValueError, match="no ledger of create_tasks"):
        _open(path)
    assert path.read_bytes() == b"do not lose this"


@pytest.mark.skipif(sys.platform == "win32", reason="devices have other names")
@pytest.mark.parametrize("device", ["/dev/null", "/dev/zero"])
def test_a_device_is_no_ledger(device: str) -> None:
    with pytest.raises(ValueError, match=f"ledger '{device}' is no regular file"):
        _open(Path(device))


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (("elsewhere", "j", "2026-01-31T08:00:00Z"), "belongs to the account 'host', not 'elsewhere'"),
        (("host", "k", "2026-01-31T08:00:00Z"), "belongs to the job 'j', not 'k'"),
        (("host", "j", "2026-02-01T08:00:00Z"), "has none of its tasks"),
    ],
)
def test_a_ledger_of_another_job_is_refused(tmp_path: Path, facts: tuple[str, str, str], words: str) -> None:
    path = tmp_path / "ledger"
    _write(path, HEAD)
    ledger = Ledger(path, clock=lambda: 0.0)
    with pytest.raises(ValueError, match=words):
        ledger.belongs_to(*facts)
    ledger.close()


def test_the_case_of_the_jobs_id_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "ledger"
    _write(path, HEAD)
    ledger = Ledger(path, clock=lambda: 0.0)
    ledger.belongs_to("HOST", "J", HEAD["job_created"])  # type: ignore[arg-type]  # it is a str
    ledger.close()


def test_a_ledger_in_use_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ledger"
    first = _open(path)
    with pytest.raises(ValueError, match="in use by another create_tasks call"):
        _open(path)
    first.close()
    _open(path).close()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no limit to the size of files")
def test_a_line_that_did_not_fit_on_the_disk_is_taken_back(tmp_path: Path) -> None:
    import resource

    path = tmp_path / "ledger"
    ledger = _open(path)
    ledger.append([STARTED])
    before = path.read_bytes()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 10, limits[1]))
    try:
        with pytest.raises(OSError, match="is the disk full"):
            ledger.append([SETTLED])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert path.read_bytes() == before
    ledger.append([SETTLED])
    ledger.close()
    again = _open(path)
    assert again.recorded[0].settlement == {1: "Bad"}
    again.close()


@pytest.mark.skipif(sys.platform == "win32", reason="files are inherited in another way")
def test_a_ledger_that_was_closed_is_free_although_another_process_inherited_it(tmp_path: Path) -> None:
    path = tmp_path / "ledger"
    ledger = _open(path)
    heir = subprocess.Popen(["cat"], stdin=subprocess.PIPE, pass_fds=[ledger._file])
    with heir:
        ledger.close()
        _open(path).close()


def test_the_file_is_flushed_once_a_second(tmp_path: Path) -> None:
    moments = iter([0.0, 0.9, 1.0, 1.0])
    ledger = Ledger(tmp_path / "ledger", clock=lambda: next(moments))
    ledger.belongs_to("host", "j", "x")
    assert [ledger.sync_is_due, ledger.sync_is_due] == [False, True]
    ledger.sync()
    assert [ledger.sync_is_due] == [False]
    ledger.close()
    ledger.close()
