"""Work with models without a service: make, read, change, copy, compare."""

import copy
import datetime
import json
import pickle

from azure.batch import models
from azure.core.serialization import NULL, as_attribute_dict, attribute_list, is_generated_model


def run(endpoint: str, account: str, key: str, prefix: str) -> list[str]:
    seen: list[str] = []
    task = models.BatchTaskCreateOptions(
        id="t",
        command_line="true",
        constraints=models.BatchTaskConstraints(max_wall_clock_time=datetime.timedelta(hours=1)),
        resource_files=[models.ResourceFile(http_url="https://a/b", file_path="b")],
        depends_on=models.BatchTaskDependencies(
            task_ids=["a"], task_id_ranges=[models.BatchTaskIdRange(start=1, end=5)]
        ),
        exit_conditions=models.ExitConditions(
            exit_codes=[
                models.ExitCodeMapping(
                    code=1, exit_options=models.ExitOptions(job_action=models.BatchJobActionKind.TERMINATE)
                )
            ]
        ),
    )
    seen.append(json.dumps(task.as_dict(), sort_keys=True).replace("PT01H00M00S", "PT1H"))
    seen.append(f"{attribute_list(task)[:3]} {is_generated_model(task)}")
    seen.append(f"{as_attribute_dict(task)['depends_on']}")
    twin = copy.deepcopy(task)
    seen.append(f"{twin == task} {pickle.loads(pickle.dumps(task)) == task}")
    assert task.constraints is not None and task.resource_files is not None
    task.constraints.max_task_retry_count = 3
    task.resource_files.append(models.ResourceFile(http_url="https://a/c"))
    seen.append(f"{twin == task} {task['constraints']['maxTaskRetryCount']} {len(task['resourceFiles'])}")
    read = models.BatchTask(
        {
            "id": "r",
            "state": "completed",
            "creationTime": "2026-01-31T08:00:00.1234567Z",
            "executionInfo": {"exitCode": 3, "result": "failure", "failureInfo": {"category": "usererror"}},
            "notKnown": {"a": 1},
        }
    )
    assert read.execution_info is not None and read.execution_info.failure_info is not None
    seen.append(f"{read.id} {read.state is models.BatchTaskState.COMPLETED} {read.creation_time.isoformat()}")
    seen.append(f"{read.execution_info.exit_code} {read.execution_info.failure_info.category}")
    seen.append(f"{read['notKnown']} {list(read)} {len(read)} {'id' in read}")
    pool = models.BatchPoolUpdateOptions(display_name="p")
    pool["startTask"] = NULL
    seen.append(f"{pool['startTask'] is NULL} {list(pool)}")
    steady: str = models.AllocationState("steady")
    seen.append(f"{steady!r} {steady == 'steady'}")
    return seen
