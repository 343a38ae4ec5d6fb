"""Saving one file: all of one version, or nothing."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from azure.core.exceptions import HttpResponseError, IncompleteReadError, ResourceNotFoundError

from azure_batch_sdk._files.partial import PartialFile
from azure_batch_sdk._files.save import FileChanging
from azure_batch_sdk._files.source import TooMuch
from tests.either import Driver
from tests.loopback import LoopbackServer, Recorded, Reply

from .tasks_in_memory import NOON, Account, File, later

Save = Callable[..., Path]

BIG = bytes(range(256)) * 10_000


@pytest.fixture
def save(driver: Driver, files: ModuleType, client: Any) -> Save:
    """Save a file of the task `t`."""

    def call(file_path: str, path: Path, **options: Any) -> Path:
        saved: Path = driver.wait(files.save_task_file(client, "j", "t", file_path, path, **options))
        return saved

    return call


def parts_in(directory: Path) -> list[Path]:
    """Return the partial files there are."""
    return sorted(directory.glob("*.part"))


def test_a_file_is_saved_with_the_time_of_the_original(save: Save, account: Account, tmp_path: Path) -> None:
    account.task(wd__data_bin=b"0123456789")
    assert save("wd/data.bin", tmp_path / "new" / "copy") == tmp_path / "new" / "copy"
    saved = tmp_path / "new" / "copy"
    assert saved.read_bytes() == b"0123456789"
    assert saved.stat().st_mtime == NOON.timestamp()
    assert os.listdir(tmp_path / "new") == ["copy"]


def test_a_small_file_costs_two_requests(save: Save, account: Account, tmp_path: Path) -> None:
    account.task(stdout_txt=b"hello")
    save("stdout.txt", tmp_path / "out")
    assert account.asked == ["get_task_file_properties", "download_task_file bytes=0-4"]


def test_a_file_as_every_umask_has_it(save: Save, account: Account, tmp_path: Path) -> None:
    account.task(stdout_txt=b"hello")
    (tmp_path / "plain").touch()
    save("stdout.txt", tmp_path / "out")
    assert (tmp_path / "out").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_an_empty_file_is_saved(save: Save, account: Account, tmp_path: Path) -> None:
    account.task(stderr_txt=b"")
    save("stderr.txt", tmp_path / "err")
    assert (tmp_path / "err").read_bytes() == b""
    assert (tmp_path / "err").stat().st_mtime == NOON.timestamp()
    assert os.listdir(tmp_path) == ["err"]


def test_a_directory_keeps_the_name(save: Save, account: Account, tmp_path: Path) -> None:
    account.task(wd__data_bin=b"x")
    assert save("wd/data.bin", tmp_path) == tmp_path / "data.bin"


def test_an_existing_file_is_not_overwritten_unless_told(
    save: Save, account: Account, tmp_path: Path
) -> None:
    account.task(stdout_txt=b"new")
    (tmp_path / "out").write_bytes(b"old")
    with pytest.raises(FileExistsError, match="overwrite=True"):
        save("stdout.txt", tmp_path / "out")
    assert account.asked == []
    assert (tmp_path / "out").read_bytes() == b"old"
    save("stdout.txt", tmp_path / "out", overwrite=True)
    assert (tmp_path / "out").read_bytes() == b"new"


def test_a_file_made_in_the_meantime_is_not_overwritten(save: Save, account: Account, tmp_path: Path) -> None:
    account.task(stdout_txt=b"new")
    account.before = lambda name: (tmp_path / "out").write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        save("stdout.txt", tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == b"mine"


def test_lost_connections_are_gone_on_after_at_the_same_byte(
    save: Save, account: Account, tmp_path: Path
) -> None:
    account.task(wd__big=BIG)
    account.cuts.extend([1_000_000, 17, 500_000])
    save("wd/big", tmp_path / "big")
    assert (tmp_path / "big").read_bytes() == BIG
    first, second, third = account.cut_at
    # What arrives before a connection is lost may be less than what was sent, never more.
    downloads = [asked for asked in account.asked if asked.startswith("download")]
    offsets = [int(re.findall(r"\d+", download)[0]) for download in downloads]
    assert offsets[0] == 0
    assert sorted(offsets) == offsets
    assert offsets[1] <= first == 1_000_000
    assert offsets[3] <= third
    assert second
    assert offsets[3] > 0
    assert len(downloads) == 4


def test_an_interrupted_save_is_resumed_by_the_next_call(
    save: Save, account: Account, tmp_path: Path
) -> None:
    account.task(wd__big=BIG)
    target = tmp_path / "big"

    class Interrupted(BaseException):
        pass

    def interrupt(done: int, total: int) -> None:
        assert total == len(BIG)
        if done > 1_000_000:
            raise Interrupted

    with pytest.raises(Interrupted):
        save("wd/big", target, progress=interrupt)
    assert not target.exists()
    (part,) = parts_in(tmp_path)
    there = part.stat().st_size
    assert there > 1_000_000
    account.asked.clear()
    seen: list[int] = []
    save("wd/big", target, progress=lambda done, total: seen.append(done))
    assert target.read_bytes() == BIG
    assert account.asked == [
        "get_task_file_properties",
        f"download_task_file bytes={there}-{len(BIG) - 1}",
        "get_task_file_properties",
    ]
    assert seen[0] > there
    assert seen[-1] == len(BIG)
    assert parts_in(tmp_path) == []


def test_a_partial_file_of_another_version_is_not_used(save: Save, account: Account, tmp_path: Path) -> None:
    task = account.task(wd__big=BIG)

    class Interrupted(BaseException):
        pass

    def interrupt(done: int, total: int) -> None:
        raise Interrupted

    with pytest.raises(Interrupted):
        save("wd/big", tmp_path / "big", progress=interrupt)
    assert len(parts_in(tmp_path)) == 1
    task.files["wd/big"] = File(BIG[::-1], later(1))
    save("wd/big", tmp_path / "big")
    assert (tmp_path / "big").read_bytes() == BIG[::-1]
    assert parts_in(tmp_path) == []


def test_a_partial_file_with_all_bytes_needs_only_to_be_looked_at(
    save: Save, account: Account, tmp_path: Path
) -> None:
    account.task(wd__big=BIG)

    class Interrupted(BaseException):
        pass

    def interrupt(done: int, total: int) -> None:
        if done == total:
            raise Interrupted

    with pytest.raises(Interrupted):
        save("wd/big", tmp_path / "big", progress=interrupt)
    account.asked.clear()
    save("wd/big", tmp_path / "big")
    assert (tmp_path / "big").read_bytes() == BIG
    assert account.asked == ["get_task_file_properties"] * 2


@pytest.mark.parametrize("grows_at", ["get_task_file_properties", ""])
def test_a_file_that_grows_is_saved_as_it_was_when_it_was_first_seen(
    save: Save, account: Account, tmp_path: Path, grows_at: str
) -> None:
    task = account.task(stdout_txt=BIG)

    def write(name: str) -> None:
        if name == (grows_at or name):
            file = task.files["stdout.txt"]
            file.content, file.modified = file.content + b"more", file.modified + timedelta(seconds=1)

    account.before = write
    save("stdout.txt", tmp_path / "out")
    content = (tmp_path / "out").read_bytes()
    assert content.removeprefix(BIG) == b"more" * ((len(content) - len(BIG)) // 4)
    if grows_at:
        assert content == BIG + b"more"


@pytest.mark.parametrize("length", [100, len(BIG), len(BIG) + 100])
def test_a_file_that_was_replaced_while_it_was_read_is_read_again(
    save: Save, account: Account, tmp_path: Path, length: int
) -> None:
    task = account.task(wd__big=BIG)
    new = (BIG[::-1] + b"!" * 100)[:length]
    account.cuts.append(1_000_000)

    def replace(name: str) -> None:
        if account.cut_at:
            task.files["wd/big"] = File(new, later(9))

    account.before = replace
    save("wd/big", tmp_path / "big")
    assert (tmp_path / "big").read_bytes() == new
    assert parts_in(tmp_path) == []


def test_a_file_of_the_same_length_is_not_taken_for_one_that_has_grown(
    save: Save, account: Account, tmp_path: Path
) -> None:
    task = account.task(wd__big=BIG)
    middle = len(BIG) // 2
    new = BIG[:middle] + b"new" + BIG[middle + 3 :]

    def replace(name: str) -> None:
        if name == "get_task_file_properties" and account.asked:
            task.files["wd/big"] = File(new, later(9))

    account.before = replace
    save("wd/big", tmp_path / "big")
    assert (tmp_path / "big").read_bytes() == new


def test_a_small_file_replaced_between_look_and_read_is_read_again(
    save: Save, account: Account, tmp_path: Path
) -> None:
    task = account.task(stdout_txt=b"old text")

    def replace(name: str) -> None:
        if name == "download_task_file":
            task.files["stdout.txt"] = File(b"new text and more", later(9))

    account.before = replace
    save("stdout.txt", tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == b"new text and more"


def test_a_file_that_never_keeps_still_is_said_to(save: Save, account: Account, tmp_path: Path) -> None:
    task = account.task(stdout_txt=b"0")
    count = iter(range(100))

    def replace(name: str) -> None:
        number = next(count)
        task.files["stdout.txt"] = File(b"%d" % (number % 10), later(number))

    account.before = replace
    with pytest.raises(FileChanging, match=r"'stdout.txt' of j/t changed each of the 5 times"):
        save("stdout.txt", tmp_path / "out")
    assert os.listdir(tmp_path) == []


def test_more_bytes_than_asked_for_are_never_saved(
    save: Save, account: Account, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    account.task(wd__big=BIG)
    account.cuts.append(1_000_000)
    read = account.read
    monkeypatch.setattr(account, "read", lambda task, path, wanted: read(task, path, None))
    with pytest.raises(Exception, match="more bytes came"):
        save("wd/big", tmp_path / "big")
    assert os.listdir(tmp_path) == []


def test_a_reply_that_announces_more_than_the_range_is_not_saved(
    save: Save, account: Account, server: LoopbackServer, tmp_path: Path
) -> None:
    account.task(wd__big=BIG)
    account.cuts.append(1_000_000)

    def whole_file_the_second_time(request: Recorded) -> Reply:
        if not request.headers.get("ocp-range", "bytes=0-").startswith("bytes=0-"):
            # The connection is lost before there are more bytes than the range has.
            return Reply(body=BIG, truncate=1_500_000)
        return account.reply(request)

    server.handler = whole_file_the_second_time
    with pytest.raises(TooMuch, match="more bytes came than the range asked for"):
        save("wd/big", tmp_path / "big")
    assert os.listdir(tmp_path) == []


def test_two_saves_of_one_file_do_not_mix(save: Save, account: Account, tmp_path: Path) -> None:
    account.task(wd__big=BIG)
    problems: list[BaseException] = []

    def second(done: int, total: int) -> None:
        if not problems:
            (part,) = parts_in(tmp_path)
            digest = part.suffixes[-2]
            try:
                # The same file by the same name, as another process would open it.
                _open_again(tmp_path / "big", digest)
            except BaseException as error:
                problems.append(error)

    def _open_again(target: Path, digest: str) -> None:
        from azure_batch_sdk._files import partial

        os.close(partial._open_locked(target.with_name(f"{target.name}{digest}.part")))

    save("wd/big", tmp_path / "big", progress=second)
    assert isinstance(problems[0], BlockingIOError)
    assert (tmp_path / "big").read_bytes() == BIG


@pytest.mark.skipif(sys.platform == "win32", reason="files are inherited in another way")
def test_a_partial_file_that_was_left_is_free_although_another_process_inherited_it(tmp_path: Path) -> None:
    target = tmp_path / "big"
    with PartialFile(target, "version", 3) as part:
        part.write(b"ab")
        heir = subprocess.Popen(["cat"], stdin=subprocess.PIPE, pass_fds=[part._file.fileno()])
    with heir, PartialFile(target, "version", 3) as again:
        assert again.size == 2


def test_a_name_of_the_greatest_length_has_room_for_its_partial_file(tmp_path: Path) -> None:
    target = tmp_path / ("ü" * 120 + "x" * 15)
    with PartialFile(target, "version", 3) as part:
        part.write(b"abc")
        part.move_to_target(NOON, overwrite=False)
    assert target.read_bytes() == b"abc"
    assert os.listdir(tmp_path) == [target.name]


def test_what_the_service_says_is_raised_with_its_code(save: Save, account: Account, tmp_path: Path) -> None:
    task = account.task()
    with pytest.raises(ResourceNotFoundError, match="FileNotFound"):
        save("wd/none", tmp_path / "x")
    task.state = "active"
    with pytest.raises(HttpResponseError, match="OperationInvalidForCurrentState"):
        save("stdout.txt", tmp_path / "x")
    assert os.listdir(tmp_path) == []


def test_a_directory_of_the_task_is_no_file(save: Save, account: Account, tmp_path: Path) -> None:
    account.task().files["wd"] = File(b"", is_directory=True)
    with pytest.raises(IsADirectoryError, match="'wd' of j/t is a directory"):
        save("wd", tmp_path / "x")


def test_a_connection_that_is_lost_each_time_is_raised_and_the_bytes_stay(
    save: Save, account: Account, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from azure_batch_sdk._files.source import Patience

    monkeypatch.setattr(Patience.__init__, "__defaults__", (2,))
    account.task(wd__big=BIG)
    account.cuts.extend([1_000_000, 0, 0, 0, 0])
    with pytest.raises((IncompleteReadError, HttpResponseError)):
        save("wd/big", tmp_path / "big")
    (part,) = parts_in(tmp_path)
    there = part.stat().st_size
    assert BIG.startswith(part.read_bytes())
    account.cuts.clear()
    account.asked.clear()
    save("wd/big", tmp_path / "big")
    assert account.asked[1] == f"download_task_file bytes={there}-{len(BIG) - 1}"
    assert (tmp_path / "big").read_bytes() == BIG


@pytest.mark.parametrize("option", ["cls", "stream", "ocp_range"])
def test_keywords_of_a_single_request_are_refused(save: Save, tmp_path: Path, option: str) -> None:
    with pytest.raises(TypeError, match=f"takes no {option}"):
        save("stdout.txt", tmp_path / "x", **{option: None})


def test_an_empty_argument_is_refused(
    driver: Driver, files: ModuleType, client: Any, account: Account, tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match="task_id"):
        driver.wait(files.save_task_file(client, "j", "", "stdout.txt", tmp_path / "x"))
    with pytest.raises(ValueError, match="file_path"):
        driver.wait(files.save_task_file(client, "j", "t", "", tmp_path / "x"))
    assert account.asked == []
