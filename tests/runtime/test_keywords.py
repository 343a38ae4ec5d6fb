"""Keywords that nobody knows: told by the name of the method that was called, before anything is sent."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any

import pytest

from azure_batch_sdk._generated.operations import OPERATIONS
from azure_batch_sdk._runtime.keywords import UnknownKeyword
from tests.either import Driver
from tests.loopback import LoopbackServer


@pytest.mark.parametrize(
    ("operation", "arguments", "keyword", "hint"),
    [
        ("get_pool", {"pool_id": "p"}, "selekt", "did you mean 'select'?"),
        ("get_pool", {"pool_id": "p"}, "e_tag", "did you mean 'etag'?"),
        ("get_pool", {"pool_id": "p"}, "header", "did you mean 'headers'?"),
        ("create_job", {"job": {"id": "j"}}, "jobs", "did you mean 'job'?"),
        ("list_subtasks", {"job_id": "j", "task_id": "t"}, "zzz", "it takes job_id, ocp_date, "),
    ],
)
def test_a_misspelt_keyword_is_told_with_the_nearest_one(
    caller: Any,
    driver: Driver,
    server: LoopbackServer,
    operation: str,
    arguments: dict[str, Any],
    keyword: str,
    hint: str,
) -> None:
    with pytest.raises(TypeError) as caught:
        driver.wait(caller._call(OPERATIONS[operation], arguments, {keyword: "x"}))
    head = f"{operation}() got an unexpected keyword argument {keyword!r}: "
    assert str(caught.value).startswith(head + hint)
    assert not server.requests


def test_lists_and_downloads_tell_it_too(caller: Any, driver: Driver, server: LoopbackServer) -> None:
    arguments = {"job_id": "j", "task_id": "t", "file_path": "f"}
    calls: list[Callable[[], Any]] = [
        lambda: driver.collect(caller._pages(OPERATIONS["list_pools"], {}, {"filtre": "x"})),
        lambda: driver.wait(caller._stream(OPERATIONS["download_task_file"], arguments, {"ocp_rang": "x"})),
    ]
    for call, right in zip(calls, ("filter", "ocp_range"), strict=True):
        with pytest.raises(TypeError, match=f"did you mean '{right}'"):
            call()
    assert not server.requests


def test_another_type_error_stays_what_it_is(caller: Any, driver: Driver) -> None:
    def wrong(_: Any) -> None:
        raise TypeError("mine() got an unexpected keyword argument 'x'")

    with pytest.raises(TypeError) as caught:
        driver.wait(caller._call(OPERATIONS["get_pool"], {"pool_id": "p"}, {"raw_request_hook": wrong}))
    assert not isinstance(caught.value, UnknownKeyword)
    assert str(caught.value).startswith("mine()")


def test_it_can_be_sent_to_another_process() -> None:
    error = pickle.loads(pickle.dumps(UnknownKeyword("text", "selekt")))
    assert (str(error), error.keyword) == ("text", "selekt")
