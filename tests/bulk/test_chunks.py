"""Cutting the input."""

from __future__ import annotations

import json
from typing import Any

import pytest

from azure_batch_sdk._bulk.chunks import Chunk, Recorded, Replayed, TaskChunker, count_characters, digest_of
from azure_batch_sdk._runtime.encoding import encode
from azure_batch_sdk.models import BatchTaskCreateOptions


def _chunker(characters: int = 500_000, count: int = 100, **more: Any) -> TaskChunker:
    return TaskChunker(encode, most_tasks=count, most_characters=lambda: characters, **more)


def _cut(chunker: TaskChunker, tasks: list[Any]) -> list[Any]:
    cuts = [cut for task in tasks if (cut := chunker.take(task)) is not None]
    last = chunker.finish()
    return [*cuts, last] if last is not None else cuts


def _ids(chunk: Chunk) -> list[str]:
    return [task.task_id for task in chunk.tasks]


@pytest.mark.parametrize(
    ("count", "sizes"), [(0, []), (1, [1]), (99, [99]), (100, [100]), (101, [100, 1]), (250, [100, 100, 50])]
)
def test_chunks_have_at_most_100_tasks_in_the_order_given(count: int, sizes: list[int]) -> None:
    chunks = _cut(_chunker(), [{"id": str(number)} for number in range(count)])
    assert [len(chunk.tasks) for chunk in chunks] == sizes
    assert [task_id for chunk in chunks for task_id in _ids(chunk)] == [
        str(number) for number in range(count)
    ]
    assert [chunk.group.first for chunk in chunks] == [sum(sizes[:at]) for at in range(len(sizes))]


def test_no_chunk_has_more_characters_than_the_limit() -> None:
    tasks = [{"id": str(number), "commandLine": "x" * (number % 400)} for number in range(500)]
    chunks = _cut(_chunker(3000), tasks)
    assert [task for chunk in chunks for task in json.loads(chunk.body)["value"]] == tasks
    for chunk in chunks:
        assert len(chunk.body) <= chunk.characters <= 3000


def test_a_task_over_the_limit_goes_alone() -> None:
    big = {"id": "big", "commandLine": "x" * 5000}
    chunks = _cut(_chunker(3000), [{"id": "a"}, big, {"id": "b"}, {"id": "c"}])
    assert [_ids(chunk) for chunk in chunks] == [["a"], ["big"], ["b", "c"]]


@pytest.mark.parametrize(
    ("text", "characters"), [("a", 1), ("é", 1), ("日", 2), ("𝄞", 2), ("日本", 3), ("", 0)]
)
def test_characters_are_counted_as_utf_16_and_never_below_half_of_the_bytes(
    text: str, characters: int
) -> None:
    assert count_characters(text.encode()) == characters


def test_a_task_is_encoded_when_it_is_taken() -> None:
    chunker = _chunker()
    task = BatchTaskCreateOptions(id="first", command_line="one")
    chunker.take(task)
    task.id = "second"
    chunk = chunker.finish()
    assert chunk is not None
    assert json.loads(chunk.body) == {"value": [{"id": "first", "commandLine": "one"}]}


@pytest.mark.parametrize(
    ("task", "error", "words"),
    [
        (3, TypeError, r"task_collection\[1\].*not int"),
        ("t", TypeError, r"task_collection\[1\].*not str"),
        (None, TypeError, r"task_collection\[1\].*not NoneType"),
        ({}, ValueError, r"task_collection\[1\] has no id"),
        ({"id": ""}, ValueError, r"task_collection\[1\] has no id"),
        ({"id": 5}, TypeError, r"task_collection\[1\] has the id 5"),
        ({"id": "x", "commandLine": object()}, TypeError, r"task_collection\[1\] \('x'\).*commandLine"),
    ],
)
def test_a_task_that_cannot_be_sent_is_named_by_its_index_and_kept(
    task: Any, error: type[Exception], words: str
) -> None:
    chunker = _chunker()
    chunker.take({"id": "a"})
    with pytest.raises(error, match=words):
        chunker.take(task)
    assert chunker.unsent(0) == [(0, {"id": "a"}), (1, task)]


def test_splitting_keeps_every_task_once_and_in_order() -> None:
    (chunk,) = _cut(_chunker(), [{"id": str(number), "commandLine": "x" * number} for number in range(99)])
    for parts in (chunk.halves(), chunk.within(1000), chunk.within(chunk.characters // 2)):
        assert len(parts) > 1
        assert [task_id for part in parts for task_id in _ids(part)] == _ids(chunk)
    assert all(part.characters <= 1000 for part in chunk.within(1000))
    assert [len(part.tasks) for part in chunk.within(1)] == [1] * 99


def test_recorded_groups_are_cut_as_they_were() -> None:
    recorded = [Recorded(0, 0, 2, digest_of("ab")), Recorded(1, 2, 3, digest_of("cde"))]
    recorded[0].settlement = {1: "InvalidPropertyValue"}
    first, second, third = _cut(
        _chunker(recorded=recorded, digests=True), [{"id": name} for name in "aBcdefg"]
    )
    assert isinstance(first, Replayed)
    assert (first.ids, first.settlement) == (["a", "B"], {1: "InvalidPropertyValue"})
    assert (_ids(second), [task.maybe_added for task in second.tasks]) == (["c", "d", "e"], [True] * 3)
    assert (_ids(third), [task.maybe_added for task in third.tasks]) == (["f", "g"], [False] * 2)
    assert [cut.group.number for cut in (first, second, third)] == [0, 1, 2]
    assert third.group.first == 5


def test_another_order_than_the_recorded_one_is_refused_by_index() -> None:
    chunker = _chunker(recorded=[Recorded(0, 0, 1, digest_of("a")), Recorded(1, 1, 2, digest_of("bc"))])
    chunker.take({"id": "a"})
    chunker.take({"id": "c"})
    with pytest.raises(ValueError, match=r"task_collection\[1\] to \[2\] are not the tasks"):
        chunker.take({"id": "b"})


def test_less_input_than_recorded_is_refused() -> None:
    chunker = _chunker(recorded=[Recorded(0, 0, 2, digest_of("ab"))])
    chunker.take({"id": "a"})
    with pytest.raises(ValueError, match=r"knows of task_collection\[1\].*ended after 1 tasks"):
        chunker.finish()


def test_more_input_than_a_finished_run_had_is_refused() -> None:
    record = Recorded(0, 0, 1, digest_of("a"))
    record.settlement = {}
    chunker = _chunker(recorded=[record], total=1)
    chunker.take({"id": "a"})
    with pytest.raises(ValueError, match=r"task_collection\[1\] \('b'\) is new"):
        chunker.take({"id": "b"})


def test_a_chunker_says_what_it_holds() -> None:
    chunker = _chunker()
    chunker.take({"id": "a"})
    assert repr(chunker) == "<TaskChunker 1 tasks, 23 chars pending, limit 100 tasks / 500000 chars>"


def test_what_was_cut_is_kept_until_it_was_handed_on() -> None:
    chunker = _chunker(count=2)
    for name in "abcde":
        chunker.take({"id": name})
    assert [(index, task["id"]) for index, task in chunker.unsent(2)] == [(2, "c"), (3, "d"), (4, "e")]
    assert [(index, task["id"]) for index, task in chunker.unsent(4)] == [(4, "e")]
    assert chunker.taken == 5
