"""Following a file: the logic by itself, step by step, against a world that changes between two requests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import pytest
from azure.core.exceptions import AzureError, HttpResponseError, ResourceNotFoundError

from azure_batch_sdk._files.cutting import Lines, Pieces
from azure_batch_sdk._files.following import Following, Pace
from azure_batch_sdk._files.source import TooMuch
from azure_batch_sdk._waiting.errors import WaitTimeout

from .tasks_in_memory import Account, File, later


class World:
    """An account whose clock moves when somebody sleeps; what happens is a list of events, one a sleep."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.now = 0.0
        self.events: Sequence[Callable[[], object]] = ()
        self.sleeps = 0

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.sleeps += 1
        assert self.sleeps < 200, "it waits for ever"
        if self.events:
            event, *self.events = self.events
            event()

    def follow(self, path: str = "stdout.txt", cutter: Any = None, timeout: float | None = None) -> list[Any]:
        pace = Pace(1.0, timeout, lambda: self.now)
        following = Following("j", "t", path, pace=pace, options={})
        return self.account.carry_out(following.steps(cutter or Pieces()), self.sleep)


@pytest.fixture
def world(account: Account) -> World:
    return World(account)


def write(file: File, data: bytes) -> None:
    """Let a program write."""
    file.content += data
    file.modified = later(30)


def test_a_completed_task_is_read_to_its_end_without_waiting(world: World) -> None:
    world.account.task(stdout_txt=b"all of it")
    assert world.follow() == [b"all of it"]
    assert world.sleeps == 0


def test_an_empty_file_gives_nothing(world: World) -> None:
    world.account.task(stdout_txt=b"")
    assert world.follow() == []


def test_what_is_written_comes_once_and_in_order(world: World) -> None:
    task = world.account.task(stdout_txt=b"")
    task.state = "running"
    file = task.files["stdout.txt"]
    lines = [b"line %d\n" % number for number in range(20)]
    world.events = [
        *(partial(write, file, line) for line in lines),
        lambda: setattr(task, "state", "completed"),
    ]
    assert b"".join(world.follow()) == b"".join(lines)


def test_what_is_written_just_before_the_end_is_not_lost(world: World) -> None:
    task = world.account.task(stdout_txt=b"first ")
    task.state = "running"
    file = task.files["stdout.txt"]

    def end_after_the_read(name: str) -> None:
        # Between the read that found the old end and the look that finds the task completed.
        if name == "get_task" and "download_task_file bytes=0-5" in world.account.asked:
            if task.state == "running":
                write(file, b"last")
            task.state = "completed"

    world.account.before = end_after_the_read
    assert b"".join(world.follow()) == b"first last"


def test_a_task_that_has_not_begun_is_waited_for(world: World) -> None:
    task = world.account.task()
    task.state = "active"

    def begin() -> None:
        task.state = "running"

    def end() -> None:
        task.files["stdout.txt"] = File(b"hello", later(1))
        task.state = "completed"

    world.events = [lambda: None, lambda: setattr(task, "state", "preparing"), begin, end]
    assert world.follow() == [b"hello"]
    assert "list_task_files" not in world.account.asked[:3]


def test_a_retry_is_followed_from_its_start(world: World) -> None:
    task = world.account.task(stdout_txt=b"run one, a long one\n")
    task.state = "running"

    def wait_for_a_node() -> None:
        task.state, task.retries = "active", 1

    def run_again() -> None:
        task.state, task.started = "running", later(60)
        task.files["stdout.txt"] = File(b"run two\n", later(61))

    def end() -> None:
        task.state = "completed"

    world.events = [wait_for_a_node, run_again, end]
    assert world.follow() == [b"run one, a long one\n", b"run two\n"]


def test_a_retry_that_wrote_more_in_the_meantime_is_followed_from_its_start(world: World) -> None:
    task = world.account.task(stdout_txt=b"same begin\n")
    task.state = "running"

    def run_again() -> None:
        task.retries, task.started, task.state = 1, later(60), "completed"
        task.files["stdout.txt"] = File(b"same begin\nand more\n", later(61))

    world.events = [run_again]
    assert b"".join(world.follow()) == b"same begin\nsame begin\nand more\n"


def test_what_the_former_run_left_is_not_taken_for_output_of_the_next(world: World) -> None:
    task = world.account.task(stdout_txt=b"run one\n")
    task.state = "running"
    file = task.files["stdout.txt"]

    def run_again() -> None:
        # The task is running, and the file has not been emptied yet.
        task.retries, task.started = 1, later(0.7)
        file.modified = later(0.6)

    def empty() -> None:
        file.content, file.modified = b"", later(0.8)

    def say() -> None:
        file.content, file.modified = b"run two\n", later(0.9)

    world.events = [run_again, lambda: None, empty, say, lambda: setattr(task, "state", "completed")]
    assert world.follow() == [b"run one\n", b"run two\n"]


def test_a_clock_that_runs_behind_delays_a_run_but_hides_nothing(world: World) -> None:
    task = world.account.task(stdout_txt=b"hello\n")
    task.state, task.retries, task.started = "running", 1, later(5)
    given: list[float] = []
    world.account.before = lambda name: given.append(world.now) if name == "download_task_file" else None
    world.events = [lambda: None] * 30 + [lambda: setattr(task, "state", "completed")]
    assert world.follow() == [b"hello\n"]
    assert given == [3.0]


def test_the_first_run_is_never_in_doubt(world: World) -> None:
    task = world.account.task(stdout_txt=b"hello\n")
    task.state, task.started = "running", later(5)
    world.account.before = lambda name: setattr(task, "state", "completed") if world.sleeps else None
    assert world.follow() == [b"hello\n"]
    assert world.account.asked[:3] == [
        "get_task",
        "get_task_file_properties",
        "download_task_file bytes=0-5",
    ]


@pytest.mark.parametrize("operation", ["list_task_files", "get_task_file_properties", "download_task_file"])
def test_a_retry_between_two_requests_never_mixes_two_runs(world: World, operation: str) -> None:
    task = world.account.task(stdout_txt=b"")
    task.state = "running"
    task.files["stdout.txt"] = File(b"ONE ONE ONE", later(1))

    def run_again(name: str) -> None:
        if name == operation and task.retries < 2 and world.sleeps:
            task.retries, task.started, task.state = 2, later(60), "completed"
            task.files["stdout.txt"] = File(b"two two two two two two", later(61))

    world.account.before = run_again
    world.events = [
        lambda: None,
        lambda: write(task.files["stdout.txt"], b" ONE"),
        lambda: setattr(task, "state", "completed"),
    ]
    if operation == "list_task_files":
        # This one is asked only as long as the file is not known to be the run's own.
        task.started, task.retries = later(2), 1
    given = b"".join(world.follow())
    assert given.endswith(b"two two two two two two")
    assert given[: -len(b"two two two two two two")] in (b"", b"ONE ONE ONE", b"ONE ONE ONE ONE")
    assert task.retries == 2


def test_a_file_of_the_program_goes_on_over_a_retry_on_the_same_node(world: World) -> None:
    task = world.account.task(wd__log_txt=b"run one\n")
    task.state = "running"

    def run_again() -> None:
        task.retries, task.started = 1, later(60)
        write(task.files["wd/log.txt"], b"run two\n")

    world.events = [run_again, lambda: setattr(task, "state", "completed")]
    assert world.follow("wd/log.txt") == [b"run one\n", b"run two\n"]


def test_a_file_of_the_program_is_another_on_another_node(world: World) -> None:
    task = world.account.task(wd__log_txt=b"run one\n")
    task.state = "running"

    def run_again() -> None:
        task.retries, task.started, task.node, task.state = 1, later(60), "node-2", "completed"
        task.files["wd/log.txt"] = File(b"run one\nrun two\n", later(61))

    world.events = [run_again]
    assert b"".join(world.follow("wd/log.txt")) == b"run one\nrun one\nrun two\n"


@pytest.mark.parametrize("again", [b"short", b"longer than it was before\n"])
def test_a_file_that_its_program_begins_anew_is_read_from_its_start(world: World, again: bytes) -> None:
    task = world.account.task(wd__log_txt=b"before rotation\n")
    task.state = "running"

    def rotate() -> None:
        task.files["wd/log.txt"] = File(again, later(5))

    world.events = [rotate, lambda: setattr(task, "state", "completed")]
    assert b"".join(world.follow("wd/log.txt")) == b"before rotation\n" + again


def test_bytes_before_a_lost_connection_count_and_none_comes_twice(world: World) -> None:
    content = bytes(range(256)) * 40
    world.account.task(stdout_txt=content)
    world.account.cuts.extend([1, 100, 64, 65, 7000])
    assert b"".join(world.follow()) == content
    assert world.account.cut_at[:2] == [1, 100]
    assert len(world.account.cut_at) == 5


def test_a_connection_that_is_lost_each_time_is_given_up(world: World) -> None:
    world.account.task(stdout_txt=b"never")
    world.account.cuts.extend([0] * 100)
    with pytest.raises(AzureError, match="lost"):
        world.follow()
    assert world.account.asked.count("download_task_file bytes=0-4") == 9


def test_lost_connections_are_counted_anew_after_every_byte(world: World) -> None:
    world.account.task(stdout_txt=b"x" * 200)
    # Seven in a row bring nothing, then one brings something, and so on: 64 bytes are read again each time.
    world.account.cuts.extend([*[0] * 7, 50, *[50] * 7, 100, *[64] * 7])
    assert b"".join(world.follow()) == b"x" * 200
    assert len(world.account.cut_at) == 23


def test_large_files_come_in_blocks(world: World) -> None:
    content = b"x" * (9 << 20)
    world.account.task(stdout_txt=content)
    given = world.follow()
    assert [len(piece) >> 20 for piece in given] == [4, 4, 1]
    assert b"".join(given) == content


def test_a_file_that_never_came_is_an_error_once_the_task_is_completed(world: World) -> None:
    task = world.account.task()
    task.state = "running"
    world.events = [lambda: None, lambda: setattr(task, "state", "completed")]
    with pytest.raises(ResourceNotFoundError, match="FileNotFound"):
        world.follow("wd/log.txt")


def test_a_task_that_is_deleted_is_an_error(world: World) -> None:
    world.account.task(stdout_txt=b"x").state = "running"
    world.events = [world.account.tasks.clear]
    with pytest.raises(ResourceNotFoundError, match="TaskNotFound"):
        world.follow()


def test_files_that_are_gone_are_an_error_and_no_end(world: World) -> None:
    task = world.account.task(stdout_txt=b"x")
    task.state = "running"

    def cleaned_up() -> None:
        task.state = "completed"
        task.files.clear()

    world.events = [cleaned_up]
    with pytest.raises(HttpResponseError):
        world.follow()


def test_the_time_given_is_kept(world: World) -> None:
    world.account.task(stdout_txt=b"x").state = "running"
    with pytest.raises(
        WaitTimeout, match=r"'stdout.txt' of j/t: the task is still running after 3.5 seconds"
    ):
        world.follow(timeout=3.5)
    assert world.now == 3.5


def test_a_whole_file_in_place_of_a_range_is_not_given_as_its_end(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = world.account.task(stdout_txt=b"same\n" * 40)
    task.state = "running"
    read = world.account.read
    monkeypatch.setattr(world.account, "read", lambda task, path, wanted: read(task, path, None))
    world.events = [partial(write, task.files["stdout.txt"], b"more\n")]
    with pytest.raises(TooMuch, match=r"'stdout.txt' of j/t: more bytes came than the range asked for"):
        world.follow()


def test_a_reactivated_task_is_followed_on(world: World) -> None:
    task = world.account.task(stdout_txt=b"one\n")

    def reactivate(name: str) -> None:
        # After the file was read to its end, before the last look.
        if (
            name == "get_task"
            and "download_task_file bytes=0-3" in world.account.asked
            and task.started != later(60)
        ):
            task.state, task.started = "active", later(60)
            world.events = [again]

    def again() -> None:
        task.state = "completed"
        task.files["stdout.txt"] = File(b"two\n", later(61))

    world.account.before = reactivate
    assert b"".join(world.follow()).endswith(b"two\n")


def test_lines_are_whole_whatever_the_pieces(world: World) -> None:
    task = world.account.task(stdout_txt=b"")
    task.state = "running"
    file = task.files["stdout.txt"]
    whole = "zwölf\r\nBoxkämpfer\rjagen\n\nViktor €".encode()
    world.events = [
        *(partial(write, file, whole[at : at + 1]) for at in range(len(whole))),
        lambda: setattr(task, "state", "completed"),
    ]
    assert world.follow(cutter=Lines("utf-8")) == ["zwölf\n", "Boxkämpfer\n", "jagen\n", "\n", "Viktor €"]


@pytest.mark.parametrize("encoding", ["", "no-such", "base64", "rot13"])
def test_what_is_no_encoding_of_text_is_said_before_anything_is_read(encoding: str) -> None:
    with pytest.raises(LookupError, match="encoding"):
        Lines(encoding)


def test_a_line_that_a_retry_cut_off_is_given_before_the_new_run(world: World) -> None:
    task = world.account.task(stdout_txt=b"cut o")
    task.state = "running"

    def run_again() -> None:
        task.retries, task.started, task.state = 1, later(60), "completed"
        task.files["stdout.txt"] = File(b"fresh\n", later(61))

    world.events = [run_again]
    assert world.follow(cutter=Lines("utf-8")) == ["cut o", "fresh\n"]


def test_bytes_that_are_no_text_do_not_end_the_wait(world: World) -> None:
    world.account.task(stdout_txt=b"a\xff\nb\xe2\x82")
    assert world.follow(cutter=Lines("utf-8")) == ["a�\n", "b�"]
