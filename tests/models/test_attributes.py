"""Reading attributes: wire values in, Python values out, one property at a time."""

from __future__ import annotations

import gc
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from azure_batch_sdk import models
from azure_batch_sdk._runtime.encoding import encode

UTC = timezone.utc


def task_of(**wire: Any) -> Any:
    return models.BatchTask({"id": "t", **wire})


def test_an_absent_property_reads_as_none() -> None:
    task = task_of()

    assert task.display_name is None
    assert task.execution_info is None
    assert task.environment_settings is None
    assert task.creation_time is None
    # A required property can be absent, too, when it was not selected.
    assert task.url is None


def test_an_explicit_null_reads_as_none() -> None:
    task = task_of(
        displayName=None, executionInfo=None, environmentSettings=None, creationTime=None, state=None
    )

    assert task.display_name is None
    assert task.execution_info is None
    assert task.environment_settings is None
    assert task.creation_time is None
    assert task.state is None


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2025-09-01T12:00:30Z", datetime(2025, 9, 1, 12, 0, 30, tzinfo=UTC)),
        ("2025-09-01T12:00:30.3438545Z", datetime(2025, 9, 1, 12, 0, 30, 343854, tzinfo=UTC)),
        ("2025-09-01T12:00:30.5Z", datetime(2025, 9, 1, 12, 0, 30, 500000, tzinfo=UTC)),
        ("2025-09-01T14:00:30+02:00", datetime(2025, 9, 1, 12, 0, 30, tzinfo=UTC)),
        ("2025-09-01T12:00:30", datetime(2025, 9, 1, 12, 0, 30, tzinfo=UTC)),
    ],
)
def test_timestamps_are_aware_and_in_utc(text: str, moment: datetime) -> None:
    read = task_of(creationTime=text).creation_time

    assert read == moment
    assert read.utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("PT1H", timedelta(hours=1)),
        ("P7D", timedelta(days=7)),
        ("P1DT2H3M4.5S", timedelta(days=1, hours=2, minutes=3, seconds=4.5)),
        (
            "P10675199DT2H48M5.4775807S",
            timedelta(days=10675199, hours=2, minutes=48, seconds=5, microseconds=477580),
        ),
        ("P1W", timedelta(days=7)),
        ("P1Y2M", timedelta(days=365 + 60)),
    ],
)
def test_durations_are_timedeltas(text: str, length: timedelta) -> None:
    assert models.BatchTaskConstraints({"retentionTime": text}).retention_time == length


def test_a_64_bit_integer_travels_as_text_and_reads_as_an_int() -> None:
    statistics = models.BatchTaskStatistics({"readIOps": "9007199254740993", "writeIOps": 7})

    assert statistics.read_iops == 9007199254740993
    assert statistics.write_iops == 7
    statistics.write_iops = 2**62
    assert statistics["writeIOps"] == "4611686018427387904"


def test_a_known_word_is_the_enums_own_member() -> None:
    assert task_of(state="completed").state is models.BatchTaskState.COMPLETED


@pytest.mark.parametrize("word", ["Completed", "COMPLETED", "cOMPLETED"])
def test_enum_words_are_read_without_regard_to_case_and_kept_as_they_came(word: str) -> None:
    task = task_of(state=word)

    assert task.state is models.BatchTaskState.COMPLETED
    assert task["state"] == word
    assert task.as_dict()["state"] == word


def test_words_that_the_service_capitalizes_are_known() -> None:
    assert models.BatchTaskCreateResult({"status": "Success"}).status is models.BatchTaskAddStatus.SUCCESS
    assert (
        models.BatchTaskCreateResult({"status": "ClientError"}).status
        is models.BatchTaskAddStatus.CLIENT_ERROR
    )
    failure = models.BatchTaskFailureInfo({"category": "UserError"})
    assert failure.category is models.BatchErrorSourceCategory.USER_ERROR


def test_an_unknown_word_is_a_plain_string() -> None:
    state: object = task_of(state="hibernating").state

    assert state == "hibernating"
    assert type(state) is str


def test_a_nested_model_is_a_new_equal_view_at_each_read() -> None:
    task = task_of(executionInfo={"exitCode": 3})
    first, second = task.execution_info, task.execution_info

    assert type(first) is models.BatchTaskExecutionInfo
    assert first == second
    assert first is not second


def test_a_change_of_a_nested_model_changes_what_is_sent() -> None:
    pool = models.BatchPoolCreateOptions({"id": "p", "startTask": {"commandLine": "a"}})
    assert pool.start_task is not None
    pool.start_task.command_line = "b"

    assert pool.as_dict() == {"id": "p", "startTask": {"commandLine": "b"}}


def test_a_list_is_the_same_object_at_each_read_and_takes_changes() -> None:
    task = models.BatchTaskCreateOptions({"id": "t", "environmentSettings": [{"name": "A"}, {"name": "B"}]})
    settings = task.environment_settings
    assert settings is not None
    assert settings is task.environment_settings is task["environmentSettings"]
    assert type(settings) is list
    assert [type(setting) for setting in settings] == [models.EnvironmentSetting] * 2

    settings.append(models.EnvironmentSetting(name="C"))
    settings[0].value = "1"
    del settings[1]
    assert task.as_dict()["environmentSettings"] == [{"name": "A", "value": "1"}, {"name": "C"}]


def test_a_mapping_that_is_put_into_a_list_becomes_a_model_at_the_next_read() -> None:
    task: Any = models.BatchTaskCreateOptions({"id": "t", "environmentSettings": []})
    task.environment_settings.append({"name": "A"})

    assert type(task.environment_settings[0]) is models.EnvironmentSetting


def test_a_kept_element_of_a_list_stays_the_listed_one() -> None:
    task = models.BatchTaskCreateOptions({"id": "t", "environmentSettings": [{"name": "A"}]})
    assert task.environment_settings is not None
    kept = task.environment_settings[0]

    assert task.environment_settings[0] is kept


def test_lists_of_plain_values_and_mappings_are_the_trees_own() -> None:
    remove = models.BatchNodeRemoveOptions({"nodeList": ["a"]})
    remove.node_ids.append("b")

    assert remove.as_dict() == {"nodeList": ["a", "b"]}


def test_a_list_of_enum_words_gives_members_and_keeps_changes() -> None:
    addresses = models.BatchPublicIpAddressConfiguration({"ipFamilies": ["ipv4", "ipv9"]})
    families = addresses.ip_families
    assert families is not None
    assert families[0] is models.IPFamily.IPV4
    assert families[1] == "ipv9"
    families.append(models.IPFamily.IPV6)

    assert addresses.ip_families is families
    assert addresses.as_dict()["ipFamilies"][1:] == ["ipv9", models.IPFamily.IPV6.value]
    assert {type(word) for word in addresses.as_dict()["ipFamilies"]} == {str}


@pytest.mark.parametrize(
    ("model", "wire", "attribute", "value", "wanted"),
    [
        ("BatchTask", "creationTime", "creation_time", "soon", "an ISO 8601 date and time"),
        ("BatchTask", "creationTime", "creation_time", 20250901, "an ISO 8601 date and time"),
        ("BatchTask", "creationTime", "creation_time", "2025-13-01T00:00:00Z", "an ISO 8601 date and time"),
        ("BatchTask", "executionInfo", "execution_info", "none", "a BatchTaskExecutionInfo"),
        (
            "BatchTask",
            "environmentSettings",
            "environment_settings",
            {"a": 1},
            "a list of EnvironmentSetting",
        ),
        ("BatchTask", "state", "state", ["active"], "a word"),
        ("BatchTaskConstraints", "retentionTime", "retention_time", "a week", "an ISO 8601 duration"),
        ("BatchTaskConstraints", "retentionTime", "retention_time", 7, "an ISO 8601 duration"),
        ("BatchTaskStatistics", "readIOps", "read_iops", "many", "a whole number"),
        ("BatchTaskStatistics", "readIOps", "read_iops", [], "a whole number"),
        ("BatchPublicIpAddressConfiguration", "ipFamilies", "ip_families", "IPv4", "a list"),
    ],
)
def test_a_bad_wire_value_spoils_only_its_own_property(
    model: str, wire: str, attribute: str, value: Any, wanted: str
) -> None:
    view = getattr(models, model)({"id": "t", wire: value})

    with pytest.raises(ValueError, match=rf"{model}\.{attribute} holds .*, which is not {wanted}") as caught:
        getattr(view, attribute)
    assert repr(value) in str(caught.value)
    # Everything that does not convert goes on working.
    assert view["id"] == "t"
    assert view[wire] == value
    assert view.as_dict() == {"id": "t", wire: value}
    assert view == {"id": "t", wire: value}
    assert repr(value) in repr(view)


def test_elements_of_an_unexpected_kind_stay_in_their_list() -> None:
    task = task_of(environmentSettings=[{"name": "A"}, "B", None])
    assert task.environment_settings is not None

    assert task.environment_settings[0].name == "A"
    assert task.environment_settings[1:] == ["B", None]


def test_counts_can_be_read_with_and_without_naming_the_level_between() -> None:
    counts: Any = models.BatchTaskCountsResult({"taskCounts": {"active": 1, "completed": 3, "failed": 2}})

    assert counts.task_counts.completed == counts.completed == 3
    assert counts.failed == 2
    with pytest.raises(AttributeError):
        counts.failed = 5


def test_reading_never_changes_what_is_sent() -> None:
    wire = {
        "id": "t",
        "state": "Completed",
        "creationTime": "2025-09-01T12:00:30.3438545Z",
        "constraints": {"retentionTime": "PT06M00S"},
        "environmentSettings": [{"name": "A", "new": {"deep": [1, {"x": None}]}}],
        "brandNew": {"a": [1, 2.5, True, None]},
    }
    task = models.BatchTask(wire)
    for attribute in type(task)._attr_to_rest_field:
        getattr(task, attribute)

    assert task.as_dict() == wire


def test_a_kept_view_does_not_hold_the_page_it_came_from() -> None:
    page = {"value": [{"id": f"t{n}", "executionInfo": {"exitCode": n}} for n in range(100)]}
    kept = models.BatchTask._view(page["value"][7]).execution_info
    reachable, found = [kept], set[int]()
    while reachable:
        thing = reachable.pop()
        if id(thing) not in found and not isinstance(thing, type):
            found.add(id(thing))
            reachable += gc.get_referents(thing)

    assert id(page) not in found
    assert id(page["value"]) not in found
    assert len(found) < 10


def test_a_value_that_json_has_no_form_for_is_named_when_it_is_sent() -> None:
    task: Any = models.BatchTaskCreateOptions(id="t", command_line="true")
    task.required_slots = {1, 2}

    with pytest.raises(TypeError, match=r"requiredSlots.*\{1, 2\}"):
        encode(task._data)
