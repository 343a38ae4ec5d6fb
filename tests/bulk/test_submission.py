"""The state machine, played without a network, a thread or a clock."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from azure.core.exceptions import HttpResponseError

from azure_batch_sdk._bulk.answers import Answer
from azure_batch_sdk._bulk.chunks import Chunk, TaskChunker
from azure_batch_sdk._bulk.submission import Done, Send, Step, Submission, Wait
from azure_batch_sdk._bulk.waits import Limits
from azure_batch_sdk._runtime.encoding import encode

Respond = Callable[[Chunk], Answer]


class Play:
    """Drives the machine with a made-up clock and a function for the service."""

    def __init__(
        self, *, concurrency: int = 2, drawn: float = 1.0, on_existing: Any = "accept", **figures: Any
    ) -> None:
        self.limits = Limits(**figures)
        self.machine = Submission(
            concurrency=concurrency,
            limits=self.limits,
            random=lambda: drawn,
            on_existing=on_existing,
            recording=True,
        )
        self.concurrency = concurrency
        self.now = 0.0
        self.sent: list[list[str]] = []
        self.times: list[float] = []

    def run(self, tasks: Iterable[Any], respond: Respond) -> Submission:
        """Send tasks until the machine says that it is done."""
        chunker = TaskChunker(
            encode, most_tasks=self.limits.tasks, most_characters=lambda: self.machine.characters
        )
        for task in tasks:
            cut = chunker.take(task)
            if cut is not None:
                self.put(cut, respond)
        last = chunker.finish()
        if last is not None:
            self.put(last, respond)
        self.machine.end_of_input()
        while self.turn(respond):
            pass
        self.machine.close()
        return self.machine

    def put(self, cut: Any, respond: Respond) -> None:
        while not self.machine.has_room and not self.machine.stopped:
            self.turn(respond)
        self.machine.put(cut)

    def turn(self, respond: Respond) -> bool:
        """Send what may be sent, then let the oldest request land or the time pass."""
        flights: list[Chunk] = []
        step: Step = Done()
        while len(flights) < self.concurrency:
            step = self.machine.next_step(self.now)
            if not isinstance(step, Send):
                break
            flights.append(step.chunk)
            self.sent.append([task.task_id for task in step.chunk.tasks])
            self.times.append(self.now)
        for chunk in flights:
            self.machine.landed(chunk, respond(chunk), self.now)
        if not flights and isinstance(step, Wait):
            assert step.seconds is not None, "nothing under way and nothing to wait for"
            self.now += step.seconds
        return not self.machine.is_done


class Service:
    """Adds tasks; a test replaces single answers."""

    def __init__(self, *first: Answer) -> None:
        self.script = list(first)
        self.added: Counter[str] = Counter()

    def __call__(self, chunk: Chunk) -> Answer:
        return self.script.pop(0) if self.script else self.add(chunk)

    def add(self, chunk: Chunk, *, status: Callable[[str], str | None] = lambda task_id: None) -> Answer:
        items: list[dict[str, Any]] = []
        for task in chunk.tasks:
            code = status(task.task_id)
            if code is None and task.task_id in self.added:
                code = "ClientError/TaskExists"
            if code is None:
                self.added[task.task_id] += 1
                items.append({"taskId": task.task_id, "status": "Success", "eTag": "0x1"})
            elif code != "silent":
                word, _, name = code.partition("/")
                items.append({"taskId": task.task_id, "status": word, "error": {"code": name}})
        return Answer(200, json.dumps({"value": items[::-1]}).encode())


def _tasks(count: int, size: int = 0) -> list[dict[str, Any]]:
    return [{"id": f"t{number}", "commandLine": "x" * size} for number in range(count)]


def _results(machine: Submission) -> list[tuple[str, str]]:
    return [
        (item["taskId"], item.get("error", {}).get("code") or item["status"])
        for item in machine.results.items()
    ]


def _undone(machine: Submission) -> list[str]:
    return [task.task_id for task in machine.undone]


def _error(status: int | None = None, code: str | None = None, **more: Any) -> Answer:
    return Answer(status, code=code, error=HttpResponseError(f"({code}) {status}"), **more)


@pytest.mark.parametrize("count", [0, 1, 100, 101, 1000])
def test_results_come_in_the_order_of_the_input(count: int) -> None:
    play = Play()
    machine = play.run(_tasks(count), Service())
    assert _results(machine) == [(f"t{number}", "Success") for number in range(count)]
    assert (machine.done, machine.failed, machine.undone, machine.errors) == (count, 0, [], [])
    assert len(play.sent) == -(-count // 100)


def test_chunks_start_in_the_order_of_the_input() -> None:
    play = Play()
    play.run(_tasks(1000), Service())
    assert [task_id for ids in play.sent for task_id in ids] == [f"t{number}" for number in range(1000)]


@pytest.mark.parametrize(
    "answer",
    [
        _error(429),
        _error(None, never_sent=True),
        _error(503),
        _error(500),
        _error(None),
        _error(408),
        _error(201),
    ],
    ids=repr,
)
def test_a_passing_failure_is_waited_out(answer: Answer) -> None:
    play = Play()
    machine = play.run(_tasks(100), Service(answer, answer))
    assert len(play.sent) == 3
    assert play.times == [0.0, 0.5, 1.5]
    assert _results(machine) == [(f"t{number}", "Success") for number in range(100)]
    assert machine.errors == []


@pytest.mark.parametrize(
    "answer", [_error(503), _error(None), Answer(200, b"<html>"), Answer(200, b'{"value":[]}')]
)
def test_a_task_that_was_added_by_a_request_without_a_clear_answer_reads_as_success(answer: Answer) -> None:
    service = Service()

    def respond(chunk: Chunk) -> Answer:
        clear = service.add(chunk)
        return clear if len(play.sent) > 1 else answer

    play = Play()
    machine = play.run(_tasks(3), respond)
    assert _results(machine) == [("t0", "Success"), ("t1", "Success"), ("t2", "Success")]
    assert all("eTag" not in item for item in machine.results.items())
    assert service.added.total() == 3


@pytest.mark.parametrize("answer", [_error(429), _error(None, never_sent=True)])
def test_a_clash_after_a_request_that_surely_did_nothing_stays_a_clash(answer: Answer) -> None:
    service = Service(answer)
    service.added["t1"] = 1
    machine = Play().run(_tasks(3), service)
    assert _results(machine) == [("t0", "Success"), ("t1", "TaskExists"), ("t2", "Success")]


def test_a_genuine_clash_is_accepted_and_keeps_its_error() -> None:
    service = Service()
    service.added["t1"] = 1
    machine = Play().run(_tasks(3), service)
    assert _results(machine) == [("t0", "Success"), ("t1", "TaskExists"), ("t2", "Success")]
    assert (machine.done, machine.failed) == (3, 0)


def test_a_genuine_clash_is_a_failure_if_asked_for() -> None:
    service = Service()
    service.added["t1"] = 1
    machine = Play(on_existing="fail").run(_tasks(3), service)
    assert (machine.done, machine.failed) == (2, 1)
    assert [(index, item["taskId"]) for index, item in machine.results.failed()] == [(1, "t1")]


def test_a_clash_after_a_retry_policy_of_the_callers_own_re_sent_the_request_reads_as_success() -> None:
    service = Service()
    service.added["t1"] = 1

    def respond(chunk: Chunk) -> Answer:
        return Answer(200, service.add(chunk).body, resent=True)

    machine = Play(on_existing="fail").run(_tasks(3), respond)
    assert (machine.done, machine.failed) == (3, 0)


def test_a_refused_task_does_not_stop_the_others() -> None:
    service = Service()
    machine = Play().run(
        _tasks(300),
        lambda chunk: service.add(chunk, status=lambda i: "ClientError/Bad" if i == "t7" else None),
    )
    assert (machine.done, machine.failed, machine.errors) == (299, 1, [])
    assert [(index, item["error"]["code"]) for index, item in machine.results.failed()] == [(7, "Bad")]
    assert len(service.added) == 299


def test_only_the_tasks_with_a_server_error_go_again() -> None:
    service = Service()
    seen: Counter[str] = Counter()

    def status(task_id: str) -> str | None:
        seen[task_id] += 1
        return "servererror/InternalError" if task_id in ("t3", "t50") and seen[task_id] < 3 else None

    play = Play()
    machine = play.run(_tasks(100), lambda chunk: service.add(chunk, status=status))
    assert play.sent[1:] == [["t3", "t50"], ["t3", "t50"]]
    assert (machine.done, machine.undone) == (100, [])


def test_tasks_that_the_answer_leaves_out_go_again_as_unknown() -> None:
    service = Service()

    def respond(chunk: Chunk) -> Answer:
        answer = service.add(chunk)
        if len(play.sent) == 1:
            items = json.loads(answer.body)["value"]
            return Answer(200, json.dumps({"value": [i for i in items if i["taskId"] != "t2"]}).encode())
        return answer

    play = Play()
    machine = play.run(_tasks(4), respond)
    assert play.sent == [["t0", "t1", "t2", "t3"], ["t2"]]
    assert _results(machine) == [(f"t{number}", "Success") for number in range(4)]


def test_ids_are_matched_whatever_their_case_and_equal_ids_by_their_order() -> None:
    items = [
        {"taskId": "A", "status": "ClientError", "error": {"code": "TaskExists"}},
        {"taskId": "B", "status": "SUCCESS"},
        {"taskId": "a", "status": "success", "n": 1},
        {"taskId": "stranger", "status": "success"},
    ]
    machine = Play().run(
        [{"id": "a"}, {"id": "b"}, {"id": "A"}],
        lambda chunk: Answer(200, json.dumps({"value": items}).encode()),
    )
    assert [item["taskId"] for item in machine.results.items()] == ["A", "B", "a"]


def test_a_chunk_that_is_too_large_is_split_and_later_ones_are_cut_smaller() -> None:
    service = Service()
    refused: list[int] = []

    def respond(chunk: Chunk) -> Answer:
        if chunk.characters > 10_000:
            refused.append(chunk.characters)
            return _error(413, "RequestBodyTooLarge")
        return service.add(chunk)

    play = Play()
    machine = play.run(_tasks(2000, size=300), respond)
    assert (machine.done, machine.failed, machine.errors) == (2000, 0, [])
    assert len(refused) <= 4
    assert machine.characters <= 10_000


def test_a_task_that_is_too_large_alone_is_named_and_its_error_kept() -> None:
    service = Service()

    def respond(chunk: Chunk) -> Answer:
        return _error(413, "RequestBodyTooLarge") if chunk.characters > 2000 else service.add(chunk)

    tasks = _tasks(100)
    tasks[40]["commandLine"] = "x" * 5000
    machine = Play().run(tasks, respond)
    assert (machine.done, machine.failed) == (99, 1)
    assert [(index, item["error"]["code"]) for index, item in machine.results.failed()] == [
        (40, "RequestBodyTooLarge")
    ]
    assert len(machine.errors) == 1


def test_a_small_task_that_is_refused_as_too_large_does_not_make_all_requests_tiny() -> None:
    service = Service()

    def respond(chunk: Chunk) -> Answer:
        poisoned = any(task.index % 200 == 0 for task in chunk.tasks)
        return _error(413, "RequestEntityTooLarge") if poisoned else service.add(chunk)

    play = Play()
    machine = play.run(_tasks(2000), respond)
    assert (machine.done, machine.failed) == (1990, 10)
    assert len(play.sent) < 250


def test_the_size_of_a_chunk_follows_what_was_refused_and_what_was_taken() -> None:
    play = Play(concurrency=1, characters=1000)
    sizes = [play.machine.characters]
    for answer in (_error(413), _error(413), None):
        play.machine.put(_chunk(10)) if not play.machine.free_work else None
        step = play.machine.next_step(0.0)
        assert isinstance(step, Send)
        play.machine.landed(step.chunk, answer or Service().add(step.chunk), 0.0)
        sizes.append(play.machine.characters)
    whole = _chunk(10).characters
    assert sizes[:2] == [1000, whole // 2]
    assert sizes[2] < sizes[1]
    play.machine._largest_taken = whole
    assert play.machine.characters == whole


def test_one_bad_task_in_a_refused_request_is_found() -> None:
    service = Service()
    bad = {"t13", "t250"}

    def respond(chunk: Chunk) -> Answer:
        if any(task.task_id in bad for task in chunk.tasks):
            return _error(400, "InvalidPropertyValue")
        return service.add(chunk)

    play = Play()
    machine = play.run(_tasks(300), respond)
    assert (machine.done, machine.failed, machine.undone) == (298, 2, [])
    assert [index for index, _ in machine.results.failed()] == [13, 250]
    assert len(play.sent) < 40


def test_a_call_whose_every_task_is_refused_stops_after_the_first_chunk() -> None:
    play = Play(concurrency=8)
    machine = play.run(_tasks(20_000), lambda chunk: _error(400, "InvalidPropertyValue"))
    assert machine.failed == 100
    assert machine.stopped
    assert len(play.sent) < 220
    assert len(machine.errors) == 1


@pytest.mark.parametrize(
    "answer",
    [
        _error(401, "AuthenticationFailed"),
        _error(403, "AuthenticationFailed"),
        _error(404, "JobNotFound"),
        _error(409, "JobCompleted"),
        _error(400, "UnsupportedRequestVersion"),
        _error(None, hopeless=True, never_sent=True),
    ],
    ids=repr,
)
def test_an_answer_that_concerns_the_whole_call_ends_it(answer: Answer) -> None:
    play = Play(concurrency=1)
    machine = play.run(_tasks(500), Service(Service().add(_chunk(100)), answer))
    assert len(play.sent) == 2
    assert machine.done == 100
    assert _undone(machine)[:3] == ["t100", "t101", "t102"]
    assert machine.errors == [answer.error]
    assert not any(task.maybe_added for task in machine.undone)


def _chunk(count: int) -> Chunk:
    chunker = TaskChunker(encode, most_tasks=count, most_characters=lambda: 500_000)
    cuts = [cut for task in _tasks(count) if (cut := chunker.take(task)) is not None]
    assert isinstance(cuts[0], Chunk)
    return cuts[0]


@pytest.mark.parametrize("answer", [_error(503), _error(429), _error(None), Answer(200, b"{}")], ids=repr)
def test_a_chunk_is_given_up_after_eight_attempts_and_the_others_go_on(answer: Answer) -> None:
    service = Service()

    def respond(chunk: Chunk) -> Answer:
        return answer if chunk.group.number == 1 else service.add(chunk)

    play = Play()
    machine = play.run(_tasks(500), respond)
    assert len([ids for ids in play.sent if ids[0] == "t100"]) == 8
    assert machine.done == 400
    assert _undone(machine) == [f"t{number}" for number in range(100, 200)]
    assert {task.maybe_added for task in machine.undone} == {answer.status != 429}
    assert len(machine.errors) == 1


def test_progress_of_a_chunk_starts_its_attempts_anew() -> None:
    service = Service()

    def respond(chunk: Chunk) -> Answer:
        last = chunk.tasks[-1].task_id
        return service.add(chunk, status=lambda i: None if i == last else "ServerError/InternalError")

    play = Play()
    machine = play.run(_tasks(20), respond)
    assert (machine.done, machine.undone) == (20, [])
    assert len(play.sent) == 20


def test_tasks_that_the_service_never_adds_are_given_up_with_its_code() -> None:
    service = Service()
    machine = Play().run(
        _tasks(2), lambda chunk: service.add(chunk, status=lambda i: "ServerError/InternalError")
    )
    assert _undone(machine) == ["t0", "t1"]
    assert "(InternalError)" in str(machine.errors[0])
    assert not machine.undone[0].maybe_added


def test_a_call_without_any_success_for_five_minutes_is_given_up() -> None:
    play = Play(concurrency=4)
    machine = play.run(_tasks(20_000), lambda chunk: _error(503))
    assert machine.stopped
    assert 300 <= play.now <= 400
    chunks = {ids[0] for ids in play.sent}
    assert len(play.sent) <= 8 * len(chunks)
    assert len(machine.undone) == 20_000


def test_time_in_which_nothing_was_to_send_does_not_count_as_failing() -> None:
    play = Play()
    play.now = 10_000.0
    machine = play.run(_tasks(100), Service(_error(503)))
    assert (machine.done, machine.undone) == (100, [])


def test_a_success_starts_the_five_minutes_anew() -> None:
    busy = _error(503, retry_after=200.0)
    service = Service()
    answers = [busy, None, busy, busy, None]

    def respond(chunk: Chunk) -> Answer:
        return answers.pop(0) or service.add(chunk)

    play = Play(concurrency=1)
    machine = play.run(_tasks(200), respond)
    assert play.times == [0.0, 200.0, 200.0, 400.0, 600.0]
    assert (machine.done, machine.undone) == (200, [])


@pytest.mark.parametrize("status", [429, 503])
def test_a_throttling_service_holds_all_workers(status: int) -> None:
    play = Play(concurrency=2)
    machine = play.run(_tasks(1000), Service(_error(status, retry_after=30.0)))
    assert machine.done == 1000
    # Two were under way together; nothing else went out before the time was up.
    assert [time for time in play.times if time < 30.0] == [0.0, 0.0]


def test_another_failure_delays_its_own_chunk_only() -> None:
    play = Play(concurrency=2)
    play.run(_tasks(1000), Service(_error(500, retry_after=30.0)))
    assert sorted(play.times) == [0.0] * 10 + [30.0]


def test_a_service_that_asks_for_more_time_than_the_call_has_ends_it() -> None:
    play = Play(concurrency=1)
    machine = play.run(_tasks(200), lambda chunk: _error(503, retry_after=3600.0))
    assert (machine.stopped, len(play.sent), play.now) == (True, 1, 0.0)
    assert len(machine.undone) == 200


@pytest.mark.parametrize("fault", ["silent", "ServerError/InternalError", "ClientError/Bad"])
def test_requests_are_bounded_whatever_the_service_does(fault: str) -> None:
    draw = random.Random(7)
    answers = [_error(503), _error(429), _error(None), _error(413), _error(400), Answer(200, b"")]

    def respond(chunk: Chunk) -> Answer:
        if draw.random() < 0.5:
            return draw.choice(answers)
        return Service().add(chunk, status=lambda i: fault if draw.random() < 0.5 else None)

    play = Play(concurrency=4)
    machine = play.run(_tasks(500), respond)
    settled = machine.done + machine.failed
    assert settled + len(machine.undone) == 500
    assert len(play.sent) < 8 * 500


def test_answers_that_come_after_the_end_change_nothing() -> None:
    play = Play()
    play.machine.put(_chunk(10))
    step = play.machine.next_step(0.0)
    assert isinstance(step, Send)
    play.machine.stop()
    play.machine.close()
    assert play.machine.next_step(1.0) == Done()
    play.machine.landed(step.chunk, Service().add(step.chunk), 1.0)
    assert play.machine.done == 0
    assert [task.maybe_added for task in play.machine.undone] == [True] * 10


def test_a_stopped_call_sends_nothing_but_lets_requests_land() -> None:
    play = Play(concurrency=1)
    play.machine.put(_chunk(10))
    step = play.machine.next_step(0.0)
    assert isinstance(step, Send)
    play.machine.put(_chunk(10))
    play.machine.stop()
    assert play.machine.next_step(0.0) == Wait(None)
    play.machine.landed(step.chunk, Service().add(step.chunk), 1.0)
    assert play.machine.next_step(1.0) == Done()
    play.machine.close()
    assert (play.machine.done, len(play.machine.undone)) == (10, 10)


def test_no_more_input_is_wanted_than_three_chunks_a_worker() -> None:
    play = Play(concurrency=2)
    for _ in range(6):
        assert play.machine.has_room
        play.machine.put(_chunk(1))
    assert not play.machine.has_room


def test_the_machine_says_where_it_is() -> None:
    play = Play()
    play.machine.put(_chunk(10))
    assert (
        repr(play.machine) == "<Submission reading: 1 fresh, 0 waiting, 0 under way, 0 tasks done, 0 failed>"
    )


def test_a_ledger_is_told_before_a_group_is_sent_and_when_it_is_settled() -> None:
    play = Play(concurrency=1)
    service = Service()
    records: list[list[Any]] = []

    def respond(chunk: Chunk) -> Answer:
        records.append(play.machine.take_records())
        return service.add(chunk, status=lambda i: "ClientError/Bad" if i == "t2" else None)

    play.run(_tasks(150), respond)
    records.append(play.machine.take_records())
    assert records == [
        [{"chunk": 0, "first": 0, "count": 100, "ids": ""}],
        [
            {"chunk": 0, "done": [[0, 1], [3, 99]], "failed": {"2": "Bad"}},
            {"chunk": 1, "first": 100, "count": 50, "ids": ""},
        ],
        [{"chunk": 1, "done": [[0, 49]], "failed": {}}],
    ]


def test_a_ledger_hears_nothing_of_a_group_that_was_given_up() -> None:
    play = Play()
    play.run(_tasks(10), lambda chunk: _error(503))
    assert play.machine.take_records() == [{"chunk": 0, "first": 0, "count": 10, "ids": ""}]
