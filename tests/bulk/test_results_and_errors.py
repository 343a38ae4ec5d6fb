"""Results that are kept small, and what is raised."""

from __future__ import annotations

import asyncio
import copy
import pickle
import threading
from collections.abc import Callable
from typing import Any

import pytest
from azure.core.exceptions import HttpResponseError, ResourceNotFoundError
from azure.core.serialization import as_attribute_dict, is_generated_model

from azure_batch_sdk._bulk.errors import CreateTasksError, attach_record, create_tasks_record
from azure_batch_sdk._bulk.results import PackedResults
from azure_batch_sdk._runtime.errors import ErrorBody
from azure_batch_sdk.models import (
    BatchCreateTaskCollectionResult,
    BatchTaskAddStatus,
    BatchTaskCreateOptions,
    BatchTaskCreateResult,
)


def _item(number: int) -> dict[str, Any]:
    return {
        "status": "Success",
        "taskId": f"task-{number}",
        "eTag": f"0x8DE{number * 7919 % 100003:012X}",
        "lastModified": f"2026-01-31T08:00:{number % 60:02d}.{number * 104729 % 10**7:07d}Z",
        "location": f"https://account.region.batch.azure.com/jobs/job/tasks/task-{number}",
    }


def _packed(count: int = 250) -> PackedResults:
    packed = PackedResults()
    for first in reversed(range(0, count, 100)):
        packed.add(first, [_item(number) for number in range(first, min(first + 100, count))], ())
    return packed


def test_results_come_back_in_the_order_of_the_input_whatever_came_first() -> None:
    result = _packed().as_model()
    assert [item.task_id for item in result.result_values or []] == [
        f"task-{number}" for number in range(250)
    ]
    first = (result.result_values or [])[0]
    assert isinstance(first, BatchTaskCreateResult)
    assert first.status is BatchTaskAddStatus.SUCCESS
    assert first.etag == "0x8DE000000000000"


def test_the_results_are_a_normal_model() -> None:
    plain = BatchCreateTaskCollectionResult({"value": [_item(number) for number in range(250)]})
    looks: list[Callable[[Any], Any]] = [
        lambda result: result == plain,
        lambda result: plain == result,
        lambda result: result.as_dict() == plain.as_dict(),
        lambda result: result.result_values and repr(result) == repr(plain),
        lambda result: result["value"][3].task_id == "task-3",
        lambda result: list(result) == ["value"] and len(result) == 1 and "value" in result,
        lambda result: copy.copy(result) == plain and copy.deepcopy(result) == plain,
        lambda result: pickle.loads(pickle.dumps(result)) == plain,
        lambda result: type(pickle.loads(pickle.dumps(result))) is BatchCreateTaskCollectionResult,
        lambda result: isinstance(result, BatchCreateTaskCollectionResult) and is_generated_model(result),
        lambda result: as_attribute_dict(result) == as_attribute_dict(plain),
    ]
    for look in looks:
        assert look(_packed().as_model())


def test_the_repr_of_results_that_nobody_read_builds_nothing() -> None:
    result = _packed().as_model()
    for _ in range(2):
        assert repr(result) == "<BatchCreateTaskCollectionResult of 250 tasks, not read yet>"


def test_the_results_are_built_once_and_can_be_changed() -> None:
    result = _packed().as_model()
    values = result.result_values
    assert values is result.result_values
    assert values is not None
    values.pop()
    assert len(result.result_values or []) == 249
    result.result_values = []
    assert result.as_dict() == {"value": []}


def test_threads_that_read_first_see_one_list() -> None:
    for _ in range(20):
        result = _packed().as_model()
        start = threading.Barrier(4)
        seen: list[Any] = []

        def read(
            result: BatchCreateTaskCollectionResult = result,
            start: threading.Barrier = start,
            seen: list[Any] = seen,
        ) -> None:
            start.wait()
            seen.append(result.result_values)

        threads = [threading.Thread(target=read) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert all(values is seen[0] for values in seen)


def test_a_finished_task_costs_about_twenty_bytes() -> None:
    packed = _packed(10_000)
    size = int(repr(packed).split()[-2])
    assert size < 10_000 * 30


def test_the_failures_are_found_by_index() -> None:
    packed = PackedResults()
    packed.add(100, [_item(0), _item(1), None], [1])
    packed.add(0, [_item(2)], [])
    assert [(index, item["taskId"]) for index, item in packed.failed()] == [(101, "task-1")]
    assert [item["taskId"] for item in packed.items()] == ["task-2", "task-0", "task-1"]
    assert packed.failures == 1


def test_the_error_can_be_made_as_in_azure_batch() -> None:
    failure = BatchTaskCreateResult(
        {
            "taskId": "a",
            "status": "ClientError",
            "error": {"code": "Bad", "message": {"value": "No.\nRequestId:1"}},
        }
    )
    task = BatchTaskCreateOptions(id="b", command_line="x")
    cause = ResourceNotFoundError("(JobNotFound) gone")
    for error in (
        CreateTasksError(pending_tasks=[task], failure_tasks=[failure], errors=[cause]),
        CreateTasksError([task], [failure], [cause]),
    ):
        assert (error.pending_tasks, error.failure_tasks, error.errors) == ([task], [failure], [cause])
        assert isinstance(error, HttpResponseError)
        assert (error.unknown_ids, error.unread, error.results) == ([], None, None)
        assert "'a': (Bad) No." in str(error)
        assert "RequestId" not in str(error)
        assert "(JobNotFound) gone" in str(error)


def test_the_error_without_anything_can_be_printed() -> None:
    error = CreateTasksError()
    assert (error.pending_tasks, error.failure_tasks, error.errors) == ([], [], [])
    assert str(error) == "0 tasks refused, 0 pending"


def test_the_error_takes_status_and_body_of_the_first_one() -> None:
    cause = HttpResponseError("x")
    cause.status_code = 409
    cause.model = object()
    error = CreateTasksError(errors=[ValueError("y"), cause])
    assert (error.status_code, error.model) == (409, cause.model)


def test_the_error_survives_a_pickle_with_its_texts() -> None:
    error = CreateTasksError([{"id": "a"}], None, [ValueError("because")], unknown_ids=["a"], unread=iter(()))
    again = pickle.loads(pickle.dumps(error))
    assert str(again) == str(error)
    assert (again.pending_tasks, again.unknown_ids) == ([{"id": "a"}], ["a"])
    assert "because" in str(again.errors[0])


def test_the_error_survives_a_pickle_with_what_the_service_said() -> None:
    cause = HttpResponseError("x")
    cause.status_code, cause.reason, cause.error = 404, "Not Found", ErrorBody({"code": "JobNotFound"})
    again = pickle.loads(pickle.dumps(CreateTasksError([{"id": "a"}], None, [cause])))
    assert (again.status_code, again.reason, again.error.code) == (404, "Not Found", "JobNotFound")


def test_the_error_says_how_many_and_what_to_do() -> None:
    text = str(CreateTasksError([{"id": str(number)} for number in range(5)], unknown_ids=["1", "2"]))
    assert text.splitlines() == [
        "0 tasks refused, 5 pending (2 of these may have been added)",
        "Call create_tasks() again with pending_tasks: what was added already is not added twice.",
    ]


def _interrupted(error: BaseException) -> tuple[BaseException, CreateTasksError]:
    record = CreateTasksError([{"id": "a"}])
    attach_record(error, record)
    return error, record


@pytest.mark.parametrize(
    "kind", [KeyboardInterrupt, asyncio.CancelledError, ValueError, GeneratorExit, SystemExit]
)
def test_the_record_is_found_on_the_exception(kind: type[BaseException]) -> None:
    error, record = _interrupted(kind())
    assert create_tasks_record(error) is record


def test_the_record_is_found_through_causes_contexts_and_groups() -> None:
    error, record = _interrupted(asyncio.CancelledError())
    caused = TimeoutError()
    caused.__cause__ = error
    within = KeyboardInterrupt()
    within.__context__ = caused
    assert create_tasks_record(within) is record
    group = Exception("several")
    group.exceptions = (ValueError(), within)  # type: ignore[attr-defined]  # as ExceptionGroup has, from 3.11 on
    assert create_tasks_record(group) is record
    assert create_tasks_record(record) is record


def test_there_is_no_record_without_a_call() -> None:
    looped = ValueError()
    looped.__context__ = looped
    assert create_tasks_record(looped) is None
