"""Properties of conversions that hold for every value, not only for the examples."""

from __future__ import annotations

import copy
import json
import pickle
from datetime import datetime, timedelta, timezone
from typing import Any

from hypothesis import example, given, strategies as st

from azure_batch_sdk import models
from azure_batch_sdk._runtime.converters import (
    format_datetime,
    format_duration,
    format_rfc1123,
    parse_datetime,
    parse_duration,
    parse_rfc1123,
)
from azure_batch_sdk._runtime.encoding import encode
from azure_batch_sdk._runtime.tree import copy_tree

zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.datetimes(datetime(2, 1, 1), datetime(9998, 12, 31), timezones=zones)
json_trees = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda nested: st.lists(nested, max_size=4) | st.dictionaries(st.text(max_size=8), nested, max_size=4),
    max_leaves=20,
)
wire_names = st.sampled_from(["id", "commandLine", "requiredSlots", "brandNew", "odata.metadata"])
task_trees = st.dictionaries(wire_names, json_trees, max_size=5)


@given(moments)
def test_a_moment_survives_the_wire(moment: datetime) -> None:
    read = parse_datetime(format_datetime(moment))

    assert read == moment
    assert read.utcoffset() == timedelta(0)


@given(moments, st.integers(0, 9))
def test_a_seventh_digit_is_cut_off(moment: datetime, digit: int) -> None:
    text = f"{moment.astimezone(timezone.utc):%H:%M:%S.%f}{digit}Z"
    day = format_datetime(moment)[:11]

    assert parse_datetime(day + text) == moment


@given(st.timedeltas())
@example(timedelta(0))
@example(timedelta(microseconds=-1))
@example(timedelta.max)
def test_a_duration_survives_the_wire(length: timedelta) -> None:
    assert parse_duration(format_duration(length)) == length


@given(moments)
def test_a_date_of_a_header_survives_to_the_second(moment: datetime) -> None:
    if moment.year < 1900:  # two-digit years of mail headers are another century
        return
    assert parse_rfc1123(format_rfc1123(moment)) == moment.replace(microsecond=0)


@given(st.text())
def test_no_text_reads_as_anything_but_a_value_or_a_value_error(text: str) -> None:
    for read in (parse_datetime, parse_duration):
        try:
            read(text)
        except ValueError as error:
            assert repr(text) in str(error) or text in str(error)


@given(json_trees)
def test_a_copied_tree_is_equal_and_shares_no_container(tree: Any) -> None:
    twin = copy_tree(tree)

    assert twin == tree
    assert not containers(twin) & containers(tree)


@given(task_trees)
def test_a_model_of_any_json_object_gives_it_back(tree: dict[str, Any]) -> None:
    task = models.BatchTaskCreateOptions(tree)

    assert task.as_dict() == tree
    assert dict(task) == tree
    assert task == tree
    assert copy.deepcopy(task) == pickle.loads(pickle.dumps(task)) == task
    assert json.loads(encode(task._data)) == tree


@given(st.text())
def test_an_enum_word_reads_as_a_member_or_as_itself(word: str) -> None:
    task = models.BatchTask({"state": word})

    assert task.state is None or task.state.lower() == word.lower()
    assert task["state"] == word


def containers(tree: Any) -> set[int]:
    """Collect the identities of every dict and list that can be changed."""
    if isinstance(tree, dict):
        return {id(tree)}.union(*map(containers, tree.values()))
    if isinstance(tree, list):
        return {id(tree)}.union(*map(containers, tree))
    return set()
