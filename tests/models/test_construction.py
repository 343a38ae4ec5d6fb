"""Making models: from keywords, from a mapping of wire names, and by setting attributes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from types import MappingProxyType
from typing import Any

import pytest
from azure.core.serialization import NULL

from azure_batch_sdk import models

TASK: Any = models.BatchTaskCreateOptions
CONSTRAINTS: Any = models.BatchTaskConstraints


def test_keywords_become_wire_names() -> None:
    task = models.BatchTaskCreateOptions(id="t", command_line="true", display_name="T")

    assert task.as_dict() == {"id": "t", "commandLine": "true", "displayName": "T"}


def test_a_keyword_of_none_is_left_out() -> None:
    task = models.BatchTaskCreateOptions(id="t", command_line="true", display_name=None)

    assert "displayName" not in task
    assert task.display_name is None


def test_nothing_at_all_makes_an_empty_model() -> None:
    assert TASK().as_dict() == {}


def test_a_mapping_of_wire_names_makes_a_model() -> None:
    task = models.BatchTaskCreateOptions({"id": "t", "constraints": {"maxTaskRetryCount": 2}})

    assert task.id == "t"
    assert task.constraints is not None
    assert task.constraints.max_task_retry_count == 2


@pytest.mark.parametrize("kind", [dict, OrderedDict, MappingProxyType])
def test_any_kind_of_mapping_makes_a_model(kind: Callable[[dict[str, Any]], Any]) -> None:
    task = models.BatchTaskCreateOptions(kind({"id": "t", "userIdentity": kind({"username": "u"})}))

    assert task.as_dict() == {"id": "t", "userIdentity": {"username": "u"}}
    assert task.user_identity is not None
    assert task.user_identity.username == "u"


def test_a_model_made_of_another_model_shares_nothing_with_it() -> None:
    first = models.BatchTaskCreateOptions(
        id="t", command_line="true", constraints=CONSTRAINTS(max_task_retry_count=1)
    )
    second = models.BatchTaskCreateOptions(first)
    assert second.constraints is not None
    second.constraints.max_task_retry_count = 9
    second.id = "other"

    assert first.as_dict() == {"id": "t", "commandLine": "true", "constraints": {"maxTaskRetryCount": 1}}


def test_python_values_in_a_mapping_become_wire_text() -> None:
    job = models.BatchJobConstraints({"maxWallClockTime": timedelta(hours=1)})
    schedule = models.BatchJobScheduleConfiguration(
        {"doNotRunUntil": datetime(2026, 1, 31, 8, tzinfo=timezone.utc)}
    )
    pool = models.BatchPoolInfo(
        {"autoPoolSpecification": {"poolLifetimeOption": models.BatchPoolLifetimeOption.JOB}}
    )

    assert job.as_dict() == {"maxWallClockTime": "PT1H"}
    assert schedule.as_dict() == {"doNotRunUntil": "2026-01-31T08:00:00Z"}
    assert type(pool["autoPoolSpecification"]["poolLifetimeOption"]) is str


def test_the_callers_mapping_is_neither_changed_nor_shared() -> None:
    given = {"id": "t", "constraints": {"maxTaskRetryCount": 2}, "environmentSettings": [{"name": "A"}]}
    task = models.BatchTaskCreateOptions(given)
    assert task.constraints is not None and task.environment_settings is not None
    task.constraints.max_task_retry_count = 7
    task.environment_settings[0].value = "changed"
    task.environment_settings.append(models.EnvironmentSetting(name="B"))

    assert given == {
        "id": "t",
        "constraints": {"maxTaskRetryCount": 2},
        "environmentSettings": [{"name": "A"}],
    }


def test_a_mapping_that_is_set_as_an_attribute_is_copied() -> None:
    given = {"maxTaskRetryCount": 2}
    task = TASK(id="t", constraints=given)
    task.constraints.max_task_retry_count = 7
    other = TASK(id="t")
    setattr(other, "constraints", given)  # noqa: B010  # checkers would take the attribute for a dict from here on
    other.constraints.max_task_retry_count = 8

    assert given == {"maxTaskRetryCount": 2}


def test_a_list_that_is_set_is_copied_and_its_models_are_shared() -> None:
    setting = models.EnvironmentSetting(name="A", value="1")
    given = [setting]
    task = models.BatchTaskCreateOptions(id="t", command_line="true", environment_settings=given)
    given.append(models.EnvironmentSetting(name="B"))
    setting.value = "2"

    assert task["environmentSettings"] == [{"name": "A", "value": "2"}]
    assert type(given[0]) is models.EnvironmentSetting


@pytest.mark.parametrize("several", [tuple, iter])
def test_any_iterable_makes_a_list(several: Callable[[Any], Any]) -> None:
    node = models.BatchNodeRemoveOptions(node_ids=several(["a", "b"]))
    task = TASK(environment_settings=several([models.EnvironmentSetting(name="A")]))

    assert node["nodeList"] == ["a", "b"]
    assert task.as_dict() == {"environmentSettings": [{"name": "A"}]}


def test_a_model_that_is_set_is_shared_so_that_later_changes_are_sent() -> None:
    constraints = models.BatchTaskConstraints(max_task_retry_count=1)
    task = models.BatchTaskCreateOptions(id="t", command_line="true", constraints=constraints)
    constraints.max_task_retry_count = 5

    assert task.as_dict()["constraints"] == {"maxTaskRetryCount": 5}


def test_durations_dates_and_enum_members_become_wire_text_when_set() -> None:
    constraints = models.BatchTaskConstraints(max_wall_clock_time=timedelta(days=1, minutes=5))
    usage = models.BatchJobScheduleConfiguration(do_not_run_after=datetime(2026, 1, 31, 8, 0, 0, 500000))
    identity = models.AutoUserSpecification(scope=models.AutoUserScope.POOL)

    assert dict(constraints) == {"maxWallClockTime": "P1DT5M"}
    assert dict(usage) == {"doNotRunAfter": "2026-01-31T08:00:00.500000Z"}
    assert dict(identity) == {"scope": "pool"}
    assert type(identity["scope"]) is str


def test_wire_text_is_taken_for_dates_durations_and_enums_too() -> None:
    constraints = CONSTRAINTS(max_wall_clock_time="PT1H")
    identity = models.AutoUserSpecification(scope="pool")

    assert constraints.max_wall_clock_time == timedelta(hours=1)
    assert identity.scope is models.AutoUserScope.POOL


def test_an_attribute_set_to_none_is_removed() -> None:
    task = models.BatchTaskCreateOptions(id="t", command_line="true", display_name="T")
    task.display_name = None

    assert task.as_dict() == {"id": "t", "commandLine": "true"}


def test_a_deleted_attribute_is_removed_and_deleting_it_again_does_no_harm() -> None:
    task = models.BatchTaskCreateOptions(id="t", command_line="true", display_name="T")
    del task.display_name
    del task.display_name

    assert task.as_dict() == {"id": "t", "commandLine": "true"}


@pytest.mark.parametrize(
    ("model", "attribute", "wire"),
    [
        ("BatchTaskCreateOptions", "display_name", "displayName"),
        ("BatchTaskCreateOptions", "constraints", "constraints"),
        ("BatchTaskCreateOptions", "environment_settings", "environmentSettings"),
        ("BatchTaskConstraints", "max_wall_clock_time", "maxWallClockTime"),
        ("BatchJobScheduleConfiguration", "do_not_run_until", "doNotRunUntil"),
        ("BatchNodeRemoveOptions", "node_deallocation_option", "nodeDeallocationOption"),
        ("BatchNodeRemoveOptions", "node_ids", "nodeList"),
        ("BatchPublicIpAddressConfiguration", "ip_families", "ipFamilies"),
        ("BatchTaskStatistics", "read_iops", "readIOps"),
        ("VMExtension", "settings", "settings"),
    ],
)
def test_null_is_kept_to_be_sent_and_reads_as_none(model: str, attribute: str, wire: str) -> None:
    cls = getattr(models, model)
    if attribute not in cls._attr_to_rest_field:
        pytest.skip(f"{model} has no {attribute}")
    by_keyword = cls(**{attribute: NULL})
    by_attribute = cls()
    setattr(by_attribute, attribute, NULL)

    for made in (by_keyword, by_attribute):
        assert getattr(made, attribute) is None
        assert made[wire] is NULL
        assert made.as_dict() == {wire: None}


def test_a_wrong_keyword_names_the_model_and_the_nearest_keyword() -> None:
    with pytest.raises(
        TypeError, match=r"BatchTaskCreateOptions has no attribute 'comand_line'.*'command_line'"
    ):
        TASK(id="t", comand_line="true")


def test_a_wrong_keyword_is_told_even_if_its_value_is_none() -> None:
    with pytest.raises(TypeError, match="comand_line"):
        TASK(id="t", comand_line=None)


def test_a_wire_name_as_a_keyword_is_answered_with_the_python_name() -> None:
    with pytest.raises(TypeError, match=r"'commandLine'.*did you mean 'command_line'"):
        TASK(id="t", commandLine="true")


def test_a_keyword_unlike_any_other_is_answered_with_all_there_are() -> None:
    with pytest.raises(TypeError, match=r"EnvironmentSetting has no attribute 'zzzz': it has name, value"):
        Any_(models.EnvironmentSetting)(zzzz=1)


def test_a_misspelt_attribute_can_be_neither_set_nor_read_nor_deleted() -> None:
    task: Any = models.BatchTaskCreateOptions(id="t", command_line="true")
    wanted = r"BatchTaskCreateOptions has no attribute 'comand_line': did you mean 'command_line'"

    with pytest.raises(AttributeError, match=wanted):
        task.comand_line = "false"
    with pytest.raises(AttributeError, match=wanted):
        _ = task.comand_line
    with pytest.raises(AttributeError):
        del task.comand_line
    assert task.as_dict() == {"id": "t", "commandLine": "true"}
    assert not hasattr(task, "comand_line")
    assert getattr(task, "comand_line", "absent") == "absent"


@pytest.mark.parametrize("given", [5, "text", b"bytes", [("id", "t")], None])
def test_what_is_no_mapping_is_refused_by_name(given: Any) -> None:
    with pytest.raises(TypeError, match="BatchTaskCreateOptions takes a mapping of wire names, not "):
        TASK(given)


def test_a_mapping_and_keywords_do_not_go_together() -> None:
    with pytest.raises(TypeError, match="either keywords or one mapping"):
        TASK({"id": "t"}, command_line="true")
    with pytest.raises(TypeError, match="either keywords or one mapping"):
        TASK({"id": "t"}, {"id": "u"})


@pytest.mark.parametrize(
    ("attribute", "value", "wanted"),
    [
        ("constraints", 5, "takes BatchTaskConstraints or a mapping, not int"),
        (
            "constraints",
            models.EnvironmentSetting(name="A"),
            "takes BatchTaskConstraints or a mapping, not Env",
        ),
        (
            "environment_settings",
            models.EnvironmentSetting(name="A"),
            "takes a list of EnvironmentSetting, not Env",
        ),
        ("environment_settings", {"name": "A"}, "takes a list of EnvironmentSetting, not dict"),
        ("environment_settings", "A=1", "takes a list of EnvironmentSetting, not str"),
        ("environment_settings", ["A=1"], "takes a list of EnvironmentSetting or a mapping, not str"),
    ],
)
def test_a_value_of_the_wrong_shape_names_the_property_and_what_it_takes(
    attribute: str, value: Any, wanted: str
) -> None:
    with pytest.raises(TypeError, match=f"BatchTaskCreateOptions.{attribute} {wanted}"):
        TASK(**{attribute: value})
    task = TASK(id="t")
    with pytest.raises(TypeError, match=wanted):
        setattr(task, attribute, value)
    assert task.as_dict() == {"id": "t"}


@pytest.mark.parametrize("value", ["a", {"a": 1}, 5])
def test_a_list_of_plain_values_takes_no_text_and_no_mapping(value: Any) -> None:
    with pytest.raises(TypeError, match=r"BatchNodeRemoveOptions\.node_ids takes a list, not"):
        models.BatchNodeRemoveOptions(node_ids=value)


def test_a_former_keyword_works_with_a_warning_at_the_callers_line() -> None:
    with pytest.warns(
        DeprecationWarning, match="BatchTaskGroup.values_property is now task_values"
    ) as caught:
        group = Any_(models.BatchTaskGroup)(values_property=[{"id": "t"}])
    assert caught[0].filename == __file__
    assert group.task_values == [{"id": "t"}]

    with pytest.warns(DeprecationWarning) as caught:
        assert group.values_property == [{"id": "t"}]
    assert caught[0].filename == __file__

    with pytest.warns(DeprecationWarning) as caught:
        group.values_property = []
    assert caught[0].filename == __file__
    assert group.as_dict() == {"value": []}


def test_values_of_plain_properties_are_not_checked_when_set() -> None:
    task = TASK(id="t", required_slots="3")

    assert task.required_slots == "3"


def Any_(value: object) -> Any:
    """Hide a type from the checkers, to do what they would report."""
    return value
