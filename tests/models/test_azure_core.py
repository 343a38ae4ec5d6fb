"""azure-core's own functions for generated models work on these."""

from __future__ import annotations

import pytest
from azure.core import serialization

from azure_batch_sdk import models

TASK = {
    "id": "t",
    "state": "Completed",
    "creationTime": "2025-09-01T12:00:30.3438545Z",
    "constraints": {"retentionTime": "P7D", "maxTaskRetryCount": 1},
    "environmentSettings": [{"name": "A", "value": "1"}],
    "executionInfo": {"exitCode": 0, "requeueCount": 0, "retryCount": 0, "result": "success"},
}


@pytest.fixture(params=[False, True], ids=["unread", "read"])
def task(request: pytest.FixtureRequest) -> models.BatchTask:
    made = models.BatchTask(TASK)
    if request.param:
        assert made.environment_settings is not None
    return made


def test_models_are_recognised_as_generated_ones(task: models.BatchTask) -> None:
    assert serialization.is_generated_model(task)
    assert not serialization.is_generated_model(dict(task))


def test_attribute_list_gives_the_python_names_in_order() -> None:
    assert serialization.attribute_list(models.EnvironmentSetting(name="A")) == ["name", "value"]
    assert serialization.attribute_list(models.BatchTask(TASK)) == list(models.BatchTask._attr_to_rest_field)


def test_as_attribute_dict_gives_python_names_at_every_depth(task: models.BatchTask) -> None:
    found = serialization.as_attribute_dict(task)

    assert found["id"] == "t"
    assert found["constraints"] == {"retention_time": "P7D", "max_task_retry_count": 1}
    assert found["environment_settings"] == [{"name": "A", "value": "1"}]
    assert found["execution_info"]["exit_code"] == 0


def test_as_attribute_dict_can_leave_out_what_only_the_service_sets(task: models.BatchTask) -> None:
    found = serialization.as_attribute_dict(task, exclude_readonly=True)

    assert found == {"constraints": {"retention_time": "P7D", "max_task_retry_count": 1}}
