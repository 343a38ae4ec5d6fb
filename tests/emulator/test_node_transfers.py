"""Resource and output files, against a small blob server on this machine."""

from __future__ import annotations

import socketserver
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from azure_batch_sdk.emulator.node import blob_storage
from azure_batch_sdk.emulator.node.directories import TaskDirectory
from azure_batch_sdk.emulator.node.file_patterns import find_files, parse_pattern
from azure_batch_sdk.emulator.node.output_files import ERROR_LOG, OUTPUT_LOG, upload_output_files
from azure_batch_sdk.emulator.node.resource_files import fetch_resource_files
from azure_batch_sdk.emulator.node.transfers import TransferCancelled, TransferError, without_query

from .blob_server import SIGNATURE, BlobServer


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[BlobServer]:
    monkeypatch.setattr(blob_storage, "_PAUSE_SECONDS", 0.0)
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    server = BlobServer()
    yield server
    server.close()


@pytest.fixture
def task(tmp_path: Path) -> TaskDirectory:
    task = TaskDirectory(tmp_path / "task")
    task.create()
    return task


def tree(directory: Path) -> list[str]:
    return sorted(path.relative_to(directory).as_posix() for path in directory.rglob("*") if path.is_file())


# ---- resource files


def test_a_file_comes_from_any_web_server_with_its_mode(server: BlobServer, task: TaskDirectory) -> None:
    server.blobs["/public/in put.txt"] = b"x" * 1_000_000
    wd = task.working_directory
    fetch_resource_files(
        [
            {"httpUrl": f"{server.url}/public/in%20put.txt", "filePath": "sub/dir/input.txt"},
            {"httpUrl": f"{server.url}/public/in%20put.txt", "filePath": "script.sh", "fileMode": "0755"},
        ],
        wd,
    )
    assert (wd / "sub/dir/input.txt").read_bytes() == b"x" * 1_000_000
    assert stat.S_IMODE((wd / "sub/dir/input.txt").stat().st_mode) == 0o770
    assert stat.S_IMODE((wd / "script.sh").stat().st_mode) == 0o755
    assert tree(wd) == ["script.sh", "sub/dir/input.txt"]


def test_a_container_comes_page_by_page_with_its_directories(server: BlobServer, task: TaskDirectory) -> None:
    for name in (
        "data/a.txt",
        "data/deep/b & c.txt",
        "data2",
        "data/",
        "other",
        "data/d",
        "data/e",
        "data/é",
    ):
        server.blobs[f"/box/{name}"] = name.encode()
    wd = task.working_directory
    fetch_resource_files([{"storageContainerUrl": server.box, "blobPrefix": "data", "filePath": "in"}], wd)
    assert tree(wd) == [
        "in/data/a.txt",
        "in/data/d",
        "in/data/deep/b & c.txt",
        "in/data/e",
        "in/data/é",
        "in/data2",
    ]
    assert (wd / "in/data/deep/b & c.txt").read_text() == "data/deep/b & c.txt"


def test_a_container_of_the_linked_account_is_found_by_name(server: BlobServer, task: TaskDirectory) -> None:
    server.blobs["/box/a"] = b"a"
    fetch_resource_files(
        [{"autoStorageContainerName": "box"}],
        task.working_directory,
        auto_storage_url=lambda name: f"{server.url}/{name}?{SIGNATURE}",
    )
    assert tree(task.working_directory) == ["a"]


def test_a_file_of_an_earlier_attempt_is_replaced_and_a_windows_path_is_understood(
    server: BlobServer, task: TaskDirectory
) -> None:
    server.blobs["/public/a"] = b"new"
    (task.working_directory / "d").mkdir()
    (task.working_directory / "d" / "a").write_text("longer and older")
    fetch_resource_files(
        [{"httpUrl": f"{server.url}/public/a", "filePath": "d\\a"}], task.working_directory, windows=True
    )
    assert (task.working_directory / "d" / "a").read_text() == "new"


def fails(server: BlobServer, task: TaskDirectory, **file: str) -> TransferError:
    with pytest.raises(TransferError) as caught:
        fetch_resource_files(
            [{name: value.replace("SERVER", server.url) for name, value in file.items()}],
            task.working_directory,
        )
    assert tree(task.working_directory) == []
    assert "sig=" not in str(caught.value)
    return caught.value


@pytest.mark.parametrize(
    ("path", "code", "category"),
    [
        ("/public/none?sig=s", "BlobNotFound", "UserError"),
        ("/box/unsigned", "BlobAccessDenied", "UserError"),
        ("/public/moved", "BlobDownloadMiscError", "ServerError"),
        ("/public/short", "BlobDownloadMiscError", "ServerError"),
    ],
)
def test_a_download_that_fails_has_the_code_of_what_happened(
    server: BlobServer, task: TaskDirectory, path: str, code: str, category: str
) -> None:
    error = fails(server, task, httpUrl=f"SERVER{path}", filePath="f")
    assert (error.code, error.category, error.details) == (code, category, (("FilePath", "f"),))


def test_a_server_that_does_not_answer_is_a_time_out(
    server: BlobServer, task: TaskDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blob_storage, "TIMEOUT_SECONDS", 0.05)
    assert fails(server, task, httpUrl="SERVER/public/slow", filePath="f").code == "BlobDownloadTimedOut"


def test_a_server_that_is_not_there_is_named(server: BlobServer, task: TaskDirectory) -> None:
    with socketserver.TCPServer(("127.0.0.1", 0), socketserver.BaseRequestHandler) as unused:
        port = unused.server_address[1]
    error = fails(server, task, httpUrl=f"http://127.0.0.1:{port}/f", filePath="f")
    assert error.code == "BlobDownloadMiscError"
    assert f"http://127.0.0.1:{port}/f could not be reached" in error.message


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://127.0.0.1/x", "no url", "http://", "http://[bad/x"]
)
def test_only_web_servers_are_asked(server: BlobServer, task: TaskDirectory, url: str) -> None:
    assert fails(server, task, httpUrl=url, filePath="f").code == "BlobDownloadMiscError"


@pytest.mark.parametrize(
    ("container", "code"),
    [
        (f"SERVER/none?{SIGNATURE}", "ResourceContainerNotFound"),
        ("SERVER/box", "ResourceContainerAccessDenied"),
        ("SERVER/public/text?", "ResourceContainerListMiscError"),
    ],
)
def test_a_container_that_cannot_be_listed_has_its_own_codes(
    server: BlobServer, task: TaskDirectory, container: str, code: str
) -> None:
    if "text" in container:
        server.answers = [500, 500, 500]
    assert fails(server, task, storageContainerUrl=container).code == code


def test_without_a_linked_account_its_containers_are_not_found(
    server: BlobServer, task: TaskDirectory
) -> None:
    assert fails(server, task, autoStorageContainerName="box").code == "ResourceContainerNotFound"


@pytest.mark.parametrize("path", ["../out", "/etc/x", "a/../../x", ".", "a\0b"])
def test_a_path_that_leads_out_is_refused(server: BlobServer, task: TaskDirectory, path: str) -> None:
    server.blobs["/public/a"] = b"a"
    error = fails(server, task, httpUrl="SERVER/public/a", filePath=path)
    assert (error.code, server.requests) == ("ResourceFileCreateFailed", [])


def test_a_blob_whose_name_leads_out_is_refused(server: BlobServer, task: TaskDirectory) -> None:
    server.blobs["/box/../out"] = b"a"
    assert fails(server, task, storageContainerUrl=server.box).code == "ResourceFileCreateFailed"


def test_a_mode_that_is_not_octal_is_refused(server: BlobServer, task: TaskDirectory) -> None:
    error = fails(server, task, httpUrl="SERVER/public/a", filePath="a", fileMode="rwx")
    assert "write it in octal" in error.message


def test_a_file_in_the_way_of_a_directory_is_said(server: BlobServer, task: TaskDirectory) -> None:
    server.blobs["/public/a"] = b"a"
    (task.working_directory / "a").write_text("file")
    with pytest.raises(TransferError) as caught:
        fetch_resource_files(
            [{"httpUrl": f"{server.url}/public/a", "filePath": "a/b"}], task.working_directory
        )
    assert caught.value.code == "ResourceDirectoryCreateFailed"


@pytest.mark.parametrize("answers", [[503], [500, 503], [0, 0], [429]])
def test_passing_trouble_is_survived(server: BlobServer, task: TaskDirectory, answers: list[int]) -> None:
    server.blobs["/public/a"] = b"a"
    server.answers = list(answers)
    fetch_resource_files([{"httpUrl": f"{server.url}/public/a", "filePath": "a"}], task.working_directory)
    assert len(server.requests) == len(answers) + 1


def test_a_download_stops_when_the_task_is_ended(server: BlobServer, task: TaskDirectory) -> None:
    server.blobs["/public/a"] = b"a"
    with pytest.raises(TransferCancelled):
        fetch_resource_files(
            [{"httpUrl": f"{server.url}/public/a", "filePath": "a"}],
            task.working_directory,
            cancelled=lambda: True,
        )
    assert tree(task.working_directory) == []


# ---- patterns

FILES = (
    "a.txt",
    "b.txt",
    ".hidden.txt",
    "x[1].log",
    "sub/c.txt",
    "sub/deep/d.txt",
    "sub/.git/e.txt",
    "out-a/r1",
    "out-b/r2",
)


@pytest.mark.parametrize(
    ("pattern", "matches"),
    [
        ("a.txt", ["a.txt"]),
        ("sub/c.txt", ["c.txt"]),
        ("none.txt", []),
        ("sub", []),
        ("*.txt", ["a.txt", "b.txt"]),
        (".*.txt", [".hidden.txt"]),
        ("?.txt", ["a.txt", "b.txt"]),
        ("[!a].txt", ["b.txt"]),
        ("[a-c].txt", ["a.txt", "b.txt"]),
        ("[c-a].txt", []),
        ("x[[]1].log", ["x[1].log"]),
        ("*/*", ["out-a/r1", "out-b/r2", "sub/c.txt"]),
        ("**/*.txt", ["a.txt", "b.txt", "sub/c.txt", "sub/deep/d.txt"]),
        ("sub/**/*.txt", ["c.txt", "deep/d.txt"]),
        ("sub/**", ["c.txt", "deep/d.txt"]),
        ("out-[ab]/r*", ["out-a/r1", "out-b/r2"]),
        ("./*.txt", ["a.txt", "b.txt"]),
        ("../std*.txt", ["stdout.txt"]),
        ("$OUT/*", ["c.txt"]),
        ("${OUT}/c.txt", ["c.txt"]),
        ("$NOT_SET/*", []),
        ("none/**/*", []),
        ("[", []),
    ],
)
def test_a_pattern_matches_names_relative_to_its_fixed_part(
    task: TaskDirectory, pattern: str, matches: list[str]
) -> None:
    make_files(task)
    parsed = parse_pattern(pattern, {"OUT": "sub"})
    assert sorted(name for name, _ in find_files(parsed, task.working_directory)) == matches


def make_files(task: TaskDirectory) -> None:
    for name in FILES:
        file = task.working_directory / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
    task.stdout.write_text("out")


def test_an_absolute_pattern_and_a_windows_pattern(task: TaskDirectory) -> None:
    make_files(task)
    absolute = parse_pattern(f"{task.working_directory}/*.txt", {})
    assert [name for name, _ in find_files(absolute, Path("/"))] == ["a.txt", "b.txt"]
    windows = parse_pattern("%out%\\**\\*.txt", {"OUT": "sub"}, windows=True)
    assert sorted(name for name, _ in find_files(windows, task.working_directory)) == ["c.txt", "deep/d.txt"]


def test_a_link_to_a_directory_is_not_followed(task: TaskDirectory) -> None:
    make_files(task)
    (task.working_directory / "sub" / "loop").symlink_to("..")
    found = find_files(parse_pattern("sub/**/*.txt", {}), task.working_directory)
    assert [name for name, _ in found] == ["c.txt", "deep/d.txt"]


# ---- output files


def output(
    server: BlobServer, pattern: str, condition: str | None = None, **container: Any
) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "filePattern": pattern,
        "destination": {"container": {"containerUrl": server.box, **container}},
    }
    if condition is not None:
        entry["uploadOptions"] = {"uploadCondition": condition}
    return entry


@pytest.fixture
def upload(server: BlobServer, task: TaskDirectory) -> Callable[..., None]:
    make_files(task)

    def upload(*entries: dict[str, Any], exit_code: int | None = 0) -> None:
        upload_output_files(entries, task, exit_code=exit_code, environment={})

    return upload


@pytest.mark.parametrize(
    ("pattern", "path", "blobs"),
    [
        ("sub/c.txt", None, ["c.txt"]),
        ("sub/c.txt", "result/final.txt", ["result/final.txt"]),
        ("*.txt", None, ["a.txt", "b.txt"]),
        ("sub/**/*", "run 1/", ["run 1/c.txt", "run 1/deep/d.txt"]),
        ("../std*.txt", "logs", ["logs/stdout.txt"]),
        ("none*", "logs", []),
    ],
)
def test_blobs_are_named_by_path_and_match(
    server: BlobServer, upload: Callable[..., None], pattern: str, path: str | None, blobs: list[str]
) -> None:
    upload(output(server, pattern, path=path))
    assert sorted(server.blobs) == [f"/box/{blob}" for blob in blobs]


@pytest.mark.parametrize(
    ("exit_code", "uploaded"),
    [
        (0, ["any", "default", "success"]),
        (3, ["any", "default", "failure"]),
        (None, ["any", "default", "failure"]),
    ],
)
def test_the_condition_is_about_the_exit_code(
    server: BlobServer, upload: Callable[..., None], exit_code: int | None, uploaded: list[str]
) -> None:
    upload(
        output(server, "a.txt", "tasksuccess", path="success"),
        output(server, "a.txt", "TaskFailure", path="failure"),
        output(server, "a.txt", "taskcompletion", path="any"),
        output(server, "a.txt", path="default"),
        exit_code=exit_code,
    )
    assert sorted(server.blobs) == [f"/box/{blob}" for blob in uploaded]


def test_headers_go_along_and_logs_tell_of_it_without_the_signature(
    server: BlobServer, upload: Callable[..., None], task: TaskDirectory
) -> None:
    headers = [{"name": "Content-Type", "value": "text/csv"}, {"name": "x-ms-meta-Batch", "value": "b"}]
    upload(output(server, "a.txt", uploadHeaders=headers))
    sent = server.headers["/box/a.txt"]
    assert (sent["Content-Type"], sent["x-ms-meta-Batch"]) == ("text/csv", "b")
    log = (task.path / OUTPUT_LOG).read_text()
    assert f"{server.url}/box/a.txt\n" in log
    assert "sig=" not in log
    assert (task.path / ERROR_LOG).read_text() == ""


def test_a_large_file_goes_in_blocks_and_keeps_its_headers(server: BlobServer, task: TaskDirectory) -> None:
    content = bytes(range(256)) * 10
    (task.working_directory / "big").write_bytes(content)
    with open(task.working_directory / "big", "rb") as file:
        blob_storage.put_blob(
            blob_storage.blob_url(server.box, "big"), file, {"Content-Type": "text/csv"}, block_size=1000
        )
    assert server.blobs["/box/big"] == content
    assert len(server.blocks) == 3
    assert server.headers["/box/big"]["x-ms-blob-content-type"] == "text/csv"


@pytest.mark.parametrize(
    ("container", "answers", "code"),
    [
        (f"/none?{SIGNATURE}", [], "FileUploadContainerNotFound"),
        ("/box", [], "FileUploadAccessDenied"),
        (f"/box?{SIGNATURE}", [409], "FileUploadConflict"),
        (f"/box?{SIGNATURE}", [400], "FileUploadMiscError"),
    ],
)
def test_an_upload_that_fails_has_its_code_and_the_others_are_tried(
    server: BlobServer,
    upload: Callable[..., None],
    task: TaskDirectory,
    container: str,
    answers: list[int],
    code: str,
) -> None:
    server.answers = answers
    with pytest.raises(TransferError) as caught:
        upload(output(server, "a.txt", containerUrl=server.url + container), output(server, "b.txt"))
    assert caught.value.code == code
    assert list(server.blobs) == ["/box/b.txt"]
    assert code in (task.path / ERROR_LOG).read_text()


def test_no_entry_no_log(upload: Callable[..., None], server: BlobServer, task: TaskDirectory) -> None:
    upload(output(server, "a.txt", "tasksuccess"), exit_code=1)
    assert not (task.path / OUTPUT_LOG).exists()
    assert server.requests == []


def test_what_is_shown_of_a_url_holds_no_secret() -> None:
    assert without_query("https://user:pw@host/c/b?sig=x#y") == "https://host/c/b"
    assert without_query("nonsense") == "nonsense"
