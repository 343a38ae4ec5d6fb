"""Models as mappings of wire names, and what they do as a whole: equality, repr, as_dict."""

from __future__ import annotations

import json
from collections.abc import Mapping, MutableMapping
from typing import Any

import pytest
from azure.core.serialization import NULL

from azure_batch_sdk import models


def make_task() -> models.BatchTask:
    return models.BatchTask(
        {
            "id": "t",
            "state": "Running",
            "creationTime": "2025-09-01T12:00:30.3438545Z",
            "executionInfo": {
                "exitCode": 3,
                "failureInfo": {"category": "UserError", "details": [{"name": "a"}]},
            },
            "environmentSettings": [{"name": "A", "value": "1"}],
            "brandNew": {"a": [1]},
        }
    )


def test_a_model_is_a_mutable_mapping_and_no_dict() -> None:
    task: object = make_task()

    assert isinstance(task, MutableMapping)
    assert not isinstance(task, dict)


def test_wire_names_give_wire_values() -> None:
    task = make_task()

    assert task["id"] == "t"
    assert task["state"] == "Running"
    assert task["creationTime"] == "2025-09-01T12:00:30.3438545Z"
    assert list(task) == ["id", "state", "creationTime", "executionInfo", "environmentSettings", "brandNew"]
    assert len(task) == 6
    assert "executionInfo" in task and "execution_info" not in task
    with pytest.raises(KeyError, match="execution_info"):
        task["execution_info"]


def test_members_that_hold_models_come_as_models() -> None:
    task = make_task()
    by_items, by_values = dict(task.items()), list(task.values())

    for found in (task["executionInfo"], task.get("executionInfo"), by_items["executionInfo"], by_values[3]):
        assert type(found) is models.BatchTaskExecutionInfo
        assert found["failureInfo"].category is models.BatchErrorSourceCategory.USER_ERROR
    for listed in (task["environmentSettings"], by_items["environmentSettings"], by_values[4]):
        assert [type(item) for item in listed] == [models.EnvironmentSetting]


def test_unknown_members_are_plain_and_survive() -> None:
    task = make_task()

    assert task["brandNew"] == {"a": [1]}
    assert type(task["brandNew"]) is dict
    assert models.BatchTask(task.as_dict()) == task


def test_unknown_members_of_nested_models_survive_a_change_beside_them() -> None:
    pool = models.BatchPoolCreateOptions(
        {"id": "p", "startTask": {"commandLine": "a", "soon": {"x": [None]}}}
    )
    assert pool.start_task is not None
    pool.start_task.command_line = "b"

    assert pool.as_dict()["startTask"] == {"commandLine": "b", "soon": {"x": [None]}}


def test_mapping_access_sets_what_is_sent() -> None:
    task = models.BatchTaskCreateOptions(id="t", command_line="true")
    task["displayName"] = "T"
    task["constraints"] = models.BatchTaskConstraints(max_task_retry_count=1)
    task["userIdentity"] = {"username": "u"}
    task["notYetKnown"] = [1]

    assert task.display_name == "T"
    assert task.constraints is not None and task.constraints.max_task_retry_count == 1
    assert task.user_identity is not None and task.user_identity.username == "u"
    assert task.as_dict()["notYetKnown"] == [1]


def test_none_set_by_wire_name_is_sent_as_null() -> None:
    task = models.BatchTaskCreateOptions(id="t", command_line="true")
    task["displayName"] = None

    assert task.as_dict() == {"id": "t", "commandLine": "true", "displayName": None}


def test_the_other_methods_of_mappings_work_by_wire_name() -> None:
    task = models.BatchTaskCreateOptions(
        {"id": "t", "commandLine": "true", "constraints": {"maxTaskRetryCount": 1}}
    )

    assert task.get("displayName") is None
    assert task.get("displayName", "none") == "none"
    assert task.setdefault("displayName", "T") == "T"
    task.update({"requiredSlots": 2}, displayName="U")
    assert (task.required_slots, task.display_name) == (2, "U")
    popped = task.pop("constraints")
    assert type(popped) is models.BatchTaskConstraints
    assert task.pop("constraints", None) is None
    del task["displayName"]
    with pytest.raises(KeyError):
        del task["displayName"]
    assert task.popitem() == ("id", "t") or len(task) == 2
    task.clear()
    assert len(task) == 0
    assert not task


def test_two_models_are_equal_if_their_wire_forms_are() -> None:
    assert make_task() == make_task()
    assert make_task() == make_task().as_dict()
    assert make_task().as_dict() == make_task()
    changed = make_task()
    changed["id"] = "u"
    assert make_task() != changed
    assert make_task() != {"id": "t"}
    assert make_task() != "t"
    assert make_task() != 5


def test_reading_a_list_does_not_change_equality() -> None:
    read, unread = make_task(), make_task()
    assert read.environment_settings is not None

    assert read == unread
    assert unread == read
    assert read == unread.as_dict()
    assert read in [unread]


def test_equality_looks_through_models_in_the_other_mapping() -> None:
    given: Mapping[str, Any] = {"constraints": models.BatchTaskConstraints(max_task_retry_count=1)}

    assert models.BatchTaskCreateOptions(given) == given


def test_models_are_unhashable_as_they_can_change() -> None:
    with pytest.raises(TypeError, match="unhashable"):
        hash(make_task())


def test_repr_names_the_class_and_shows_the_wire_form() -> None:
    task = models.BatchTaskCreateOptions({"id": "t", "environmentSettings": [{"name": "A"}]})
    assert task.environment_settings is not None

    assert repr(task) == "BatchTaskCreateOptions({'id': 't', 'environmentSettings': [{'name': 'A'}]})"
    assert str(task) == repr(task)
    assert eval(repr(task), vars(models) | {"BatchTaskCreateOptions": models.BatchTaskCreateOptions}) == task


def test_as_dict_is_plain_json_that_shares_nothing() -> None:
    task = make_task()
    assert task.environment_settings is not None
    plain = task.as_dict()
    plain["executionInfo"]["exitCode"] = 0
    plain["environmentSettings"].append(5)

    assert task["executionInfo"]["exitCode"] == 3
    assert len(task.environment_settings) == 1
    assert json.loads(json.dumps(make_task().as_dict())) == make_task().as_dict()


def test_as_dict_can_leave_out_what_only_the_service_sets() -> None:
    job = models.BatchJob(
        {
            "id": "j",
            "url": "https://a/jobs/j",
            "eTag": "0x1",
            "state": "active",
            "priority": 5,
            "poolInfo": {"poolId": "p"},
            "metadata": [{"name": "a", "value": "b"}],
            "brandNew": 1,
        }
    )

    assert job.as_dict(exclude_readonly=True) == {
        "priority": 5,
        "poolInfo": {"poolId": "p"},
        "metadata": [{"name": "a", "value": "b"}],
        "brandNew": 1,
    }
    assert set(job.as_dict()) == set(job)


@pytest.mark.parametrize("read_first", [False, True])
def test_read_only_members_are_left_out_at_every_depth(read_first: bool) -> None:
    image = {"publisher": "p", "exactVersion": "1.2"}
    pool = models.BatchPoolCreateOptions(
        {"id": "p", "virtualMachineConfiguration": {"imageReference": dict(image), "nodeAgentSKUId": "n"}}
    )
    schedule = models.BatchJobScheduleCreateOptions(
        {
            "id": "s",
            "jobSpecification": {
                "poolInfo": {
                    "autoPoolSpecification": {
                        "pool": {"virtualMachineConfiguration": {"imageReference": dict(image)}},
                    }
                }
            },
        }
    )
    if read_first:
        assert pool.virtual_machine_configuration is not None
        assert pool.virtual_machine_configuration.image_reference.exact_version == "1.2"

    sent = pool.as_dict(exclude_readonly=True)
    assert sent["virtualMachineConfiguration"] == {
        "imageReference": {"publisher": "p"},
        "nodeAgentSKUId": "n",
    }
    deep = schedule.as_dict(exclude_readonly=True)
    deep = deep["jobSpecification"]["poolInfo"]["autoPoolSpecification"]["pool"][
        "virtualMachineConfiguration"
    ]
    assert deep == {"imageReference": {"publisher": "p"}}


def test_null_is_none_in_as_dict() -> None:
    task: Any = models.BatchTaskCreateOptions
    made = task(id="t", display_name=NULL, constraints=NULL)

    assert made.as_dict() == {"id": "t", "displayName": None, "constraints": None}
