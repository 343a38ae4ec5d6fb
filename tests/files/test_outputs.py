"""Downloading the outputs of tasks: every file has a place, a failure has a name, and nothing is written elsewhere."""

from __future__ import annotations

import asyncio
import os
import pickle
import threading
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from azure.core.exceptions import ResourceNotFoundError

from azure_batch_sdk._files import sync
from azure_batch_sdk._files.names import UnsafeName
from azure_batch_sdk._files.report import DownloadIncomplete, DownloadReport
from tests.either import Driver
from tests.loopback import LoopbackServer, Recorded, Reply

from .tasks_in_memory import Account, File, Refused, later

Download = Callable[..., DownloadReport]


@pytest.fixture
def download(driver: Driver, files: ModuleType, client: Any, tmp_path: Path) -> Download:
    """Download outputs of the job `j` to `to`."""

    def call(*arguments: str, **options: Any) -> DownloadReport:
        options.setdefault("to", tmp_path / "to")
        report: DownloadReport = driver.wait(files.download_task_outputs(client, "j", *arguments, **options))
        return report

    return call


def tree(directory: Path) -> dict[str, bytes]:
    """Return all files below a directory."""
    return {
        path.relative_to(directory).as_posix(): path.read_bytes()
        for path in sorted(directory.rglob("*"))
        if path.is_file()
    }


def test_a_task_is_saved_with_its_directories(download: Download, account: Account, tmp_path: Path) -> None:
    task = account.task(
        stdout_txt=b"out", stderr_txt=b"", wd__a_csv=b"1,2", wd__deep__b_bin=b"\0", fileuploadout_txt=b"no"
    )
    task.files["wd"] = File(b"", is_directory=True)
    task.files["wd/.cache"] = File(b"hidden")
    report = download("t")
    assert tree(tmp_path / "to") == {
        "stderr.txt": b"",
        "stdout.txt": b"out",
        "wd/a.csv": b"1,2",
        "wd/deep/b.bin": b"\0",
    }
    assert sorted(file.name for file in report.files) == sorted(tree(tmp_path / "to"))
    assert report.size == 7
    assert (report.failures, report.not_run) == ([], [])
    assert {file.path for file in report.files} == {tmp_path / "to" / name for name in tree(tmp_path / "to")}


def test_partial_files_of_older_versions_go_and_the_directory_is_listed_once_for_all_files(
    download: Download, account: Account, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = account.task()
    task.files.update({f"wd/f{number}": File(b"%d" % number) for number in range(25)})
    directory = tmp_path / "to" / "wd"
    directory.mkdir(parents=True)
    for number in range(25):
        (directory / f"f{number}.0123456789ab.part").write_bytes(b"old")
    (directory / "other.0123456789ab.part").write_bytes(b"of no file here")
    listed: list[Path] = []
    list_directory = os.listdir

    def listing(path: Path) -> list[str]:
        listed.append(path)
        return list_directory(path)

    monkeypatch.setattr(os, "listdir", listing)
    download("t", max_concurrency=1)
    assert listed == [directory]
    names = [f"wd/f{number}" for number in range(25)]
    assert sorted(tree(tmp_path / "to")) == sorted([*names, "wd/other.0123456789ab.part"])


def test_each_small_file_costs_one_request(download: Download, account: Account) -> None:
    account.task(stdout_txt=b"out", stderr_txt=b"err")
    download("t")
    assert sorted(account.asked) == [
        "download_task_file bytes=0-2",
        "download_task_file bytes=0-2",
        "list_task_files",
    ]


def test_a_job_is_saved_with_a_directory_for_each_task(
    download: Download, account: Account, tmp_path: Path
) -> None:
    for number in range(30):
        account.task(f"t{number}", stdout_txt=b"%d" % number)
    account.tasks["t7"].state = "active"
    account.tasks["t8"].state = "running"
    account.page_size = 7
    report = download(pattern="std*.txt")
    assert report.not_run == ["t7"]
    assert account.asked.count("list_task_files") == 29
    assert tree(tmp_path / "to") == {f"t{n}/stdout.txt": b"%d" % n for n in range(30) if n != 7}
    assert str(report).startswith("29 files with 4")
    assert str(report).endswith("bytes, 1 tasks have not run")


def test_files_come_over_several_pages(download: Download, account: Account, tmp_path: Path) -> None:
    files = account.task().files
    files.update({f"wd/f{number}": File(b"%d" % number) for number in range(25)})
    account.page_size = 10
    assert len(download("t").files) == 25
    assert len(tree(tmp_path / "to")) == 25


def test_a_file_that_two_pages_show_is_saved_once(
    download: Download, account: Account, tmp_path: Path
) -> None:
    task = account.task(wd__a=b"a", wd__b=b"b", wd__c=b"c")
    account.page_size = 2

    def shift(name: str) -> None:
        if account.asked.count("list_task_files") == 1:
            task.files = {"wd/new": File(b"n"), **task.files}

    account.before = shift
    assert sorted(file.name for file in download("t").files) == ["wd/a", "wd/b", "wd/c"]
    assert account.asked.count("download_task_file bytes=0-0") == 3


def test_a_pattern_chooses(download: Download, account: Account, tmp_path: Path) -> None:
    account.task(stdout_txt=b"o", wd__a_csv=b"a", wd__deep__b_csv=b"b", wd__c_bin=b"c")
    download("t", pattern=["wd/**/*.csv"])
    assert sorted(tree(tmp_path / "to")) == ["wd/a.csv", "wd/deep/b.csv"]


def test_a_second_call_fetches_only_what_is_new(download: Download, account: Account, tmp_path: Path) -> None:
    task = account.task(stdout_txt=b"o", wd__a=b"a")
    download("t")
    task.files["wd/b"] = File(b"b", later(5))
    account.asked.clear()
    report = download("t")
    assert account.asked == ["list_task_files", "download_task_file bytes=0-0"]
    assert {file.name: file.was_there for file in report.files} == {
        "stdout.txt": True,
        "wd/a": True,
        "wd/b": False,
    }


def test_a_file_that_differs_is_a_failure_unless_it_may_be_overwritten(
    download: Download, account: Account, tmp_path: Path
) -> None:
    account.task(stdout_txt=b"new", stderr_txt=b"x")
    (tmp_path / "to").mkdir()
    (tmp_path / "to/stdout.txt").write_bytes(b"mine")
    with pytest.raises(DownloadIncomplete, match=r"t/stdout.txt: .* exists already") as caught:
        download("t")
    assert [file.name for file in caught.value.report.files] == ["stderr.txt"]
    assert (tmp_path / "to/stdout.txt").read_bytes() == b"mine"
    download("t", overwrite=True)
    assert (tmp_path / "to/stdout.txt").read_bytes() == b"new"


@pytest.mark.parametrize(
    "name",
    [
        "../stolen",
        "wd/../../stolen",
        "/stolen",
        "wd\\..\\..\\stolen",
        "..",
        "wd//stolen",
        "a\0b",
        "wd/\ud800/stolen",
    ],
)
def test_nothing_is_written_outside(download: Download, account: Account, tmp_path: Path, name: str) -> None:
    account.task(stdout_txt=b"fine").files[name] = File(b"stolen")
    try:
        download("t", pattern=["**", ".*/**", "*/.*/.*/*", ".*", "*/.*/.*/*"])
    except DownloadIncomplete as incomplete:
        assert [type(failure.error) for failure in incomplete.report.failures] == [UnsafeName]
    else:
        assert "//" in f"/{name}", "only names that no pattern can reach are passed over"
    assert tree(tmp_path) == {"to/stdout.txt": b"fine"}


def test_a_task_id_from_the_service_leads_nowhere_either(
    download: Download, account: Account, tmp_path: Path
) -> None:
    account.task("..", stdout_txt=b"stolen")
    with pytest.raises(DownloadIncomplete, match="must not have"):
        download()
    assert tree(tmp_path) == {}


def test_two_files_never_share_a_place(download: Download, account: Account, tmp_path: Path) -> None:
    files = account.task().files
    files["wd/a"], files["wd\\a"] = File(b"first"), File(b"second")
    with pytest.raises(DownloadIncomplete, match="another file is saved") as caught:
        download("t")
    assert len(caught.value.report.files) == len(caught.value.report.failures) == 1
    assert tree(tmp_path / "to") == {"wd/a": b"first"}


def test_a_failure_keeps_nothing_else_from_being_saved(
    download: Download, account: Account, tmp_path: Path
) -> None:
    for number in range(20):
        account.task(f"t{number}", stdout_txt=b"x" * number, wd__gone=b"y")

    def lose(name: str) -> None:
        if name == "list_task_files":
            account.tasks.pop("t3", None)
        if name == "download_task_file":
            for task in account.tasks.values():
                task.files.pop("wd/gone", None)

    account.before = lose
    with pytest.raises(DownloadIncomplete) as caught:
        download()
    report = caught.value.report
    assert len(tree(tmp_path / "to")) == 19
    assert len(report.files) == 19
    assert {failure.name for failure in report.failures} <= {None, "wd/gone"}
    assert ("t3", None) in [(failure.task_id, failure.name) for failure in report.failures]
    # How many were listed before they were gone, is a matter of time.
    assert ("more, see report.failures" in str(caught.value)) == (len(report.failures) > 5)
    assert "(FileNotFound)" in str(caught.value)


def test_a_task_that_starts_over_between_two_lists_has_not_run(download: Download, account: Account) -> None:
    account.task("a", stdout_txt=b"x").state = "running"

    def retry(name: str) -> None:
        if name == "list_task_files":
            account.tasks["a"].state = "active"

    account.before = retry
    assert download().not_run == ["a"]


def test_a_task_that_was_asked_for_by_name_must_have_files(download: Download, account: Account) -> None:
    account.task().state = "active"
    with pytest.raises(Exception, match="OperationInvalidForCurrentState"):
        download("t")
    with pytest.raises(ResourceNotFoundError, match="TaskNotFound"):
        download("none")


def test_a_job_that_is_not_there_is_said_at_once(
    driver: Driver, files: ModuleType, client: Any, tmp_path: Path
) -> None:
    with pytest.raises(ResourceNotFoundError, match="JobNotFound"):
        driver.wait(files.download_task_outputs(client, "none", to=tmp_path))


def test_a_job_without_tasks_has_no_outputs(download: Download, account: Account) -> None:
    assert download() == DownloadReport()


def test_progress_tells_files_and_bytes_and_the_number_once_it_is_known(
    download: Download, account: Account
) -> None:
    for number in range(12):
        account.task(f"t{number}", stdout_txt=b"x" * 100)
    told: list[tuple[int, int, int | None]] = []
    download(progress=lambda *now: told.append(now))
    assert told[0] == (0, 0, None)
    assert told[-1] == (12, 1200, 12)
    assert told == sorted(told, key=lambda now: now[:2])
    assert len(set(told)) == len(told)


def test_an_exception_of_the_callback_ends_the_download(
    download: Download, account: Account, tmp_path: Path
) -> None:
    for number in range(50):
        account.task(f"t{number}", stdout_txt=b"x")

    def give_up(done: int, *_: object) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        download(progress=give_up)
    assert 0 < len(tree(tmp_path / "to")) < 50
    for thread in threading.enumerate():
        if thread.name.startswith("download_task_outputs"):
            thread.join(10)
            assert not thread.is_alive()


def test_ctrl_c_that_loses_count_of_what_is_under_way_does_not_wait_for_it_in_vain(
    client: Any, driver: Driver, account: Account, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if driver.name != "sync":
        pytest.skip("a cancelled task is told of each of its own")
    account.task(stdout_txt=b"x")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sync._Crew, "_hear", interrupted)
    monkeypatch.setattr(sync, "_LANDING", 3600.0)
    ended: list[BaseException] = []

    def call() -> None:
        try:
            sync.download_task_outputs(client, "j", to=tmp_path / "to")
        except BaseException as error:
            ended.append(error)

    # In a thread: a wait in vain would swallow what pytest ends a test with.
    thread = threading.Thread(target=call, daemon=True)
    thread.start()
    thread.join(30)
    assert [type(error) for error in ended] == [KeyboardInterrupt]


@pytest.mark.parametrize("most", [1, 3])
def test_no_more_requests_than_asked_for_are_under_way(
    download: Download, account: Account, server: LoopbackServer, most: int
) -> None:
    for number in range(12):
        account.task(f"t{number}", stdout_txt=b"x")
    lock, now, highest = threading.Lock(), 0, 0
    together = threading.Barrier(most)

    def reply(request: Recorded) -> Reply:
        nonlocal now, highest
        if "/files/" not in request.path:
            return account.reply(request)
        with lock:
            now += 1
            highest = max(highest, now)
        # Nobody gets an answer before all that are allowed have asked.
        together.wait(10)
        with lock:
            now -= 1
            return account.reply(request)

    server.handler = reply
    assert len(download(max_concurrency=most).files) == 12
    assert highest == most


@pytest.mark.parametrize("driver", ["async"], indirect=True)
def test_cancelling_leaves_no_task_behind(
    driver: Driver, files: ModuleType, client: Any, account: Account, server: LoopbackServer, tmp_path: Path
) -> None:
    account.task(stdout_txt=b"x" * 10)
    hold = threading.Event()
    answered: list[Recorded] = []

    def reply(request: Recorded) -> Reply:
        if "/files/" in request.path:
            hold.wait(30)
            answered.append(request)
        return account.reply(request)

    server.handler = reply

    async def run() -> set[str]:
        task = asyncio.create_task(files.download_task_outputs(client, "j", to=tmp_path))
        await asyncio.to_thread(server.wait_for_requests, 3)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert answered == []
        return {other.get_name() for other in asyncio.all_tasks() if other is not asyncio.current_task()}

    assert driver.wait(run()) == set()
    hold.set()


@pytest.mark.parametrize("most", [0, -1, True, 1.5])
def test_a_concurrency_that_cannot_be_is_refused(download: Download, account: Account, most: Any) -> None:
    with pytest.raises(ValueError, match="max_concurrency"):
        download("t", max_concurrency=most)
    assert account.asked == []


def test_the_error_gets_out_of_a_worker_process(download: Download, account: Account) -> None:
    account.task().files["../x"] = File(b"")
    with pytest.raises(DownloadIncomplete) as caught:
        download("t", pattern=".*/*")
    again = pickle.loads(pickle.dumps(caught.value))
    assert str(again) == str(caught.value)
    assert [str(failure) for failure in again.report.failures] == [
        str(failure) for failure in caught.value.report.failures
    ]


def test_a_page_that_fails_is_a_failure_and_the_others_are_saved(
    download: Download, account: Account, tmp_path: Path
) -> None:
    for number in range(6):
        account.task(f"t{number}", stdout_txt=b"x")
    account.page_size = 3

    def fail(name: str) -> None:
        if name == "list_tasks" and "list_tasks" in account.asked:
            raise Refused(403, "Forbidden")

    account.before = fail
    with pytest.raises(DownloadIncomplete, match=r"the list of tasks: \(Forbidden\)"):
        download()
    assert sorted(os.listdir(tmp_path / "to")) == ["t0", "t1", "t2"]
