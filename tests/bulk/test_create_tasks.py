"""`create_tasks` of both clients over real connections."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from azure.core.exceptions import HttpResponseError, ResourceNotFoundError

from azure_batch_sdk import BatchClient
from azure_batch_sdk.models import BatchTaskAddStatus, BatchTaskCreateOptions, CreateTasksError

from .conftest import CREDENTIAL, AsyncDoor, Door, quick, tasks
from .fault_server import Faults, FaultServer, error_body


@pytest.mark.parametrize("count", [0, 1, 100, 101, 1234])
def test_all_tasks_are_added_and_reported_in_the_order_given(
    door: Door, server: FaultServer, count: int
) -> None:
    result = door.create(server, tasks(count))
    assert [item.task_id for item in result.result_values] == [f"t{number}" for number in range(count)]
    assert all(item.status == BatchTaskAddStatus.SUCCESS for item in result.result_values)
    assert set(server.tasks) == {f"t{number}" for number in range(count)}
    assert server.score.requests == -(-count // 100)
    assert server.score.needless == 0


@pytest.mark.parametrize("kind", ["list", "tuple", "generator", "iterator", "models", "own"])
def test_any_iterable_of_models_or_mappings_will_do(door: Door, server: FaultServer, kind: str) -> None:
    models = [BatchTaskCreateOptions(id=f"t{number}", command_line="x") for number in range(250)]
    collection: Any = {
        "list": tasks(250),
        "tuple": tuple(tasks(250)),
        "generator": (task for task in tasks(250)),
        "iterator": iter(tasks(250)),
        "models": models,
        "own": door.source(models),
    }[kind]
    assert len(door.create(server, collection).result_values) == 250
    assert len(server.tasks) == 250


def test_a_task_may_be_changed_once_the_next_one_is_asked_for(door: Door, server: FaultServer) -> None:
    def reused() -> Iterator[BatchTaskCreateOptions]:
        task = BatchTaskCreateOptions(id="", command_line="x")
        for number in range(250):
            task.id = f"t{number}"
            yield task

    door.create(server, reused())
    assert len(server.tasks) == 250


def test_a_misspelt_keyword_is_told_and_no_task_is_sent(door: Door, server: FaultServer) -> None:
    with pytest.raises(TypeError) as caught:
        door.create(server, tasks(250), concurrency=8)
    assert str(caught.value) == (
        "create_tasks() got an unexpected keyword argument 'concurrency': did you mean 'max_concurrency'?"
    )
    assert server.score.requests == 0


def _release(server: FaultServer, most: int) -> None:
    server.wait_until(lambda: server.score.most_at_once == most, f"{most} requests at once")
    assert server.hold is not None
    server.hold.set()


@pytest.mark.parametrize(("concurrency", "most"), [(None, 8), (0, 1), (1, 1), (3, 3)])
def test_as_many_requests_are_under_way_as_asked_for(door: Door, concurrency: int | None, most: int) -> None:
    with FaultServer() as server:
        server.hold = threading.Event()
        release = threading.Thread(target=_release, args=(server, most))
        release.start()
        door.create(server, tasks(3000), max_concurrency=concurrency)
        release.join()
        assert server.score.most_at_once == most
        if most == 1:
            assert [task_id for ids in server.order for task_id in ids] == [f"t{n}" for n in range(3000)]


def test_a_refused_task_is_in_the_error_and_the_others_are_added(door: Door, server: FaultServer) -> None:
    server.refused_ids = {"t5": "InvalidPropertyValue", "t150": "TaskIdSameAsJobPreparationTask"}
    with pytest.raises(CreateTasksError) as caught:
        door.create(server, tasks(300))
    error = caught.value
    assert [item.task_id for item in error.failure_tasks] == ["t5", "t150"]
    assert error.failure_tasks[0].error is not None
    assert error.failure_tasks[0].error.code == "InvalidPropertyValue"
    assert (error.pending_tasks, error.errors, error.unknown_ids, error.unread) == ([], [], [], None)
    assert error.results is not None
    assert len(error.results.result_values or []) == 300
    assert len(server.tasks) == 298
    lines = str(error).splitlines()
    assert lines[0] == "298 tasks added, 2 tasks refused, 0 pending"
    assert "task_collection[5], 't5': (InvalidPropertyValue) Because of InvalidPropertyValue." in lines[1]


def test_a_task_that_was_there_before_is_accepted_unless_told_otherwise(
    door: Door, server: FaultServer
) -> None:
    server.tasks["t1"] = 0
    result = door.create(server, tasks(3))
    assert [item.error.code if item.error else None for item in result.result_values] == [
        None,
        "TaskExists",
        None,
    ]
    server.tasks.clear()
    server.tasks["t1"] = 0
    with pytest.raises(CreateTasksError) as caught:
        door.create(server, tasks(3), on_existing="fail")
    assert [item.task_id for item in caught.value.failure_tasks] == ["t1"]


def test_a_refusal_that_is_a_bare_text_is_a_refusal_all_the_same(door: Door, server: FaultServer) -> None:
    items = [{"status": "clienterror", "taskId": f"t{number}", "error": "no"} for number in range(2)]
    server.script = lambda number, ids: (200, {"value": items}, {})
    with pytest.raises(CreateTasksError, match=r"'t0': \(no code\)") as caught:
        door.create(server, tasks(2))
    assert [item.task_id for item in caught.value.failure_tasks] == ["t0", "t1"]


def test_a_missing_job_ends_the_call_at_once(door: Door, server: FaultServer) -> None:
    server.script = lambda number, ids: (404, error_body("JobNotFound"), {})
    collection = tasks(5000)
    with pytest.raises(CreateTasksError, match=r"ResourceNotFoundError: \(JobNotFound\)") as caught:
        door.create(server, collection)
    error = caught.value
    assert server.score.requests <= 8
    assert error.pending_tasks == collection
    assert error.pending_tasks[0] is collection[0]
    assert error.unknown_ids == []
    assert error.status_code == 404
    assert error.error is not None
    assert error.error.code == "JobNotFound"
    assert isinstance(error.__cause__, ResourceNotFoundError)
    assert all(isinstance(each, ResourceNotFoundError) for each in error.errors)


def test_the_rest_of_an_iterator_stays_in_it(door: Door, server: FaultServer) -> None:
    server.script = lambda number, ids: (409, error_body("JobCompleted"), {}) if number > 2 else None
    source = iter(tasks(10_000))
    with pytest.raises(CreateTasksError) as caught:
        door.create(server, source, max_concurrency=1)
    error = caught.value
    assert error.unread is source
    rest = [task["id"] for task in [*error.pending_tasks, *error.unread]]
    assert rest == [f"t{number}" for number in range(200, 10_000)]
    assert "then unread" in str(error)


def test_what_is_pending_can_be_given_to_a_second_call(door: Door, server: FaultServer) -> None:
    server.script = lambda number, ids: "busy after" if "t250" in ids else None
    with pytest.raises(CreateTasksError) as caught:
        door.create(server, tasks(500), on_existing="fail")
    error = caught.value
    assert [task["id"] for task in error.pending_tasks] == [f"t{number}" for number in range(200, 300)]
    assert error.unknown_ids == [f"t{number}" for number in range(200, 300)]
    assert error.results is not None
    assert len(error.results.result_values or []) == 400
    assert server.score.requests == 12
    server.script = None
    again = door.create(server, error.pending_tasks)
    assert len(again.result_values) == 100
    assert len(server.tasks) == 500


def test_an_oversize_task_is_named_and_the_others_are_sent(door: Door) -> None:
    collection = tasks(300)
    collection[123]["commandLine"] = "x" * 40_000
    with FaultServer(Faults(largest=20_000)) as server:
        with pytest.raises(CreateTasksError) as caught:
            door.create(server, collection)
        error = caught.value
        assert [item.task_id for item in error.failure_tasks] == ["t123"]
        assert "RequestBodyTooLarge" in str(error)
        assert [
            each.error.code for each in error.errors if isinstance(each, HttpResponseError) and each.error
        ] == ["RequestBodyTooLarge"]
        assert len(server.tasks) == 299
        assert server.score.requests < 12


def test_no_request_has_more_than_the_service_takes(door: Door, server: FaultServer) -> None:
    collection = [{"id": f"t{number}", "commandLine": "日" * 9_000} for number in range(200)]
    door.create(server, collection)
    assert server.score.largest_request <= 500_000
    assert server.score.requests == 6


@pytest.mark.parametrize("as_generator", [False, True])
@pytest.mark.parametrize(
    ("bad", "error", "words"),
    [
        ("text", TypeError, r"task_collection\[250\] .*not str"),
        ({"commandLine": "x"}, ValueError, r"task_collection\[250\] has no id"),
    ],
)
def test_a_task_that_cannot_be_sent_is_named_before_it_is_sent(
    door: Door, server: FaultServer, bad: Any, error: type[Exception], words: str, as_generator: bool
) -> None:
    collection = [*tasks(250), bad, *tasks(50, 251)]
    with pytest.raises(error, match=words):
        door.create(server, iter(collection) if as_generator else collection)
    # A list is looked through before anything is sent; of an iterator, full chunks may have gone out already.
    assert server.score.requests <= (2 if as_generator else 0)


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        ({"job_id": ""}, ValueError, "job_id must not be empty"),
        ({"job_id": None}, ValueError, "job_id must not be None"),
        ({"job_id": 3}, TypeError, "job_id must be a str, not int"),
        ({"job_id": ".."}, ValueError, "job_id must not have '.' or '..' as a name"),
        ({"service_timeout": 1.5}, TypeError, "service_timeout must be an int, not float"),
        ({"ocp_date": 3}, TypeError, "ocp_date must be a datetime, not int"),
        ({"max_concurrency": -1}, ValueError, "max_concurrency must not be negative: -1"),
        ({"max_concurrency": 2.0}, TypeError, "max_concurrency must be an int, not float"),
        ({"on_existing": "skip"}, ValueError, "on_existing must be 'accept' or 'fail', not 'skip'"),
        ({"progress": 3}, TypeError, "progress must be callable, not int"),
        ({"cls": list}, TypeError, "no one response for cls"),
        ({"tasks": "abc"}, TypeError, "iterable of tasks, not one str"),
        ({"tasks": {"id": "a"}}, TypeError, "iterable of tasks, not one dict"),
        (
            {"tasks": BatchTaskCreateOptions(id="a", command_line="x")},
            TypeError,
            "not one BatchTaskCreateOptions",
        ),
        ({"tasks": None}, TypeError, "iterable of tasks, not NoneType"),
        ({"tasks": 7}, TypeError, "iterable of tasks, not int"),
    ],
)
def test_a_wrong_argument_is_refused_before_anything_is_sent(
    door: Door, server: FaultServer, arguments: dict[str, Any], error: type[Exception], words: str
) -> None:
    given = dict(arguments)
    collection = given.pop("tasks") if "tasks" in given else tasks(1)
    with pytest.raises(error, match=words):
        door.create(server, collection, **given)
    assert server.score.requests == 0


def test_the_sync_client_points_to_the_async_one_for_an_async_iterable(server: FaultServer) -> None:
    with (
        BatchClient(server.endpoint, CREDENTIAL) as client,
        pytest.raises(TypeError, match=r"azure_batch_sdk\.aio"),
    ):
        source: Any = AsyncDoor().source(tasks(1))
        client.create_tasks("job", source)


def test_progress_goes_up_to_the_end_and_knows_the_total_of_a_list(door: Door, server: FaultServer) -> None:
    seen: list[tuple[int, int, int | None]] = []
    server.refused_ids = {"t3": "Bad"}
    with pytest.raises(CreateTasksError):
        door.create(server, tasks(1000), progress=lambda *news: seen.append(news))
    assert seen[-1] == (999, 1, 1000)
    assert seen == sorted(seen)
    assert {total for _, _, total in seen} == {1000}


def test_progress_of_an_iterator_has_no_total_before_its_end(door: Door, server: FaultServer) -> None:
    seen: list[tuple[int, int, int | None]] = []
    threads: set[int] = set()

    def progress(done: int, failed: int, total: int | None) -> None:
        seen.append((done, failed, total))
        threads.add(threading.get_ident())

    door.create(server, iter(tasks(5000)), progress=progress)
    assert seen[0][2] is None
    assert seen[-1] == (5000, 0, 5000)
    assert threads == {threading.get_ident()}


def test_a_slow_iterator_delays_nothing_that_was_taken(door: Door, server: FaultServer) -> None:
    def slow() -> Iterator[dict[str, Any]]:
        yield from tasks(100)
        server.wait_until(lambda: server.score.requests == 1, "one request")
        yield from tasks(50, 100)

    if door.name == "async":
        pytest.skip("an ordinary iterator that blocks stops the whole event loop")
    assert len(door.create(server, slow()).result_values) == 150


def test_a_failed_connection_is_tried_again(door: Door, server: FaultServer) -> None:
    server.script = lambda number, ids: {1: "dropped before", 2: "dropped after"}.get(number)
    result = door.create(server, tasks(100), on_existing="fail")
    assert [item.status for item in result.result_values] == [BatchTaskAddStatus.SUCCESS] * 100
    assert server.score.requests == 3


def test_a_service_that_is_not_there_is_given_up_in_bounds(door: Door) -> None:
    server = FaultServer()
    server.port = 9  # discard; nobody listens
    with pytest.raises(CreateTasksError) as caught:
        door.create(server, tasks(250), surroundings=quick(attempts=3))
    assert len(caught.value.pending_tasks) == 250
    assert caught.value.unknown_ids == []


def test_every_attempt_is_ours_the_pipeline_adds_none(door: Door, server: FaultServer) -> None:
    server.script = lambda number, ids: (500, error_body("InternalError"), {})
    with pytest.raises(CreateTasksError):
        door.create(server, tasks(100), retry_total=10, surroundings=quick(attempts=4))
    assert server.score.requests == 4


def test_keywords_reach_every_request(door: Door, server: FaultServer) -> None:
    server.script = lambda number, ids: (404, error_body("JobNotFound"), {})
    with pytest.raises(CreateTasksError) as caught:
        door.create(server, tasks(1), service_timeout=7, headers={"x-mine": "1"}, params={"mine": "2"})
    first = caught.value.errors[0]
    assert isinstance(first, HttpResponseError)
    response: Any = first.response
    request = response.request
    assert "timeOut=7" in request.url
    assert "mine=2" in request.url
    assert request.headers["x-mine"] == "1"
