"""Pages, new models and request bodies: what a client does most.

A page is about 2 MB with 1,000 tasks, as the service sends them. Parsing is measured against `json.loads` of the same
bytes, which no client can beat; building and encoding against azure-batch 15.1.0.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from azure.batch import models as reference_models
from azure.batch._utils.model_base import SdkJSONEncoder

from azure_batch_sdk import models
from azure_batch_sdk._runtime.encoding import encode

from .timing import best_times

TASKS = 1000

_TASK = {
    "displayName": "frame of a film that takes a while to render",
    "eTag": "0x8DDE94F25DD7AD1",
    "creationTime": "2025-09-01T12:00:30.3438545Z",
    "lastModified": "2025-09-01T12:00:30.3438545Z",
    "state": "completed",
    "stateTransitionTime": "2025-09-01T12:00:33.302809Z",
    "previousState": "running",
    "previousStateTransitionTime": "2025-09-01T12:00:33.111894Z",
    "commandLine": "/bin/bash -c 'set -e; render --scene film.blend --frame 17 --out frame.png'"
    + " --option" * 20,
    "resourceFiles": [
        {"httpUrl": "https://account.blob.core.windows.net/in/film.blend", "filePath": "film.blend"}
    ],
    "environmentSettings": [{"name": f"NAME_{n}", "value": "value " * 4} for n in range(8)],
    "userIdentity": {"autoUser": {"scope": "pool", "elevationLevel": "nonadmin"}},
    "constraints": {
        "maxWallClockTime": "P10675199DT2H48M5.4775807S",
        "retentionTime": "P7D",
        "maxTaskRetryCount": 0,
    },
    "requiredSlots": 1,
    "executionInfo": {
        "startTime": "2025-09-01T12:00:33.161894Z",
        "endTime": "2025-09-01T12:00:33.302809Z",
        "exitCode": 3,
        "result": "failure",
        "retryCount": 0,
        "requeueCount": 0,
    },
    "nodeInfo": {
        "affinityId": "TVM:tvmps_0123456789abcdef_d",
        "nodeUrl": "https://account.region.batch.azure.com/pools/pool/nodes/tvmps_0123456789abcdef_d",
        "poolId": "pool",
        "nodeId": "tvmps_0123456789abcdef_d",
        "taskRootDirectory": "workitems/job/job-1/task",
    },
}


def make_page() -> bytes:
    """Make the bytes of a page of tasks."""
    tasks = [
        {"id": f"task-{n}", "url": f"https://account.region.batch.azure.com/jobs/job/tasks/task-{n}", **_TASK}
        for n in range(TASKS)
    ]
    return json.dumps(
        {"odata.metadata": "https://a/$metadata#tasks", "value": tasks}, separators=(",", ":")
    ).encode()


def parse_page(rounds: int) -> dict[str, float]:
    """Parse a page and read nothing, and parse it and read four properties of every task."""
    page = make_page()
    view = models.BatchTask._view

    def ours() -> list[models.BatchTask]:
        return [view(item) for item in json.loads(page)["value"]]

    def theirs() -> list[Any]:
        return [reference_models.BatchTask(item) for item in json.loads(page)["value"]]

    def reading(parse: Callable[[], list[Any]]) -> Callable[[], object]:
        return lambda: [
            (task.id, task.state, task.execution_info.exit_code, task.creation_time) for task in parse()
        ]

    best = best_times(
        {
            "json.loads": lambda: json.loads(page),
            "ours": ours,
            "ours, four read": reading(ours),
        },
        rounds,
    )
    best |= best_times({"theirs": theirs, "theirs, four read": reading(theirs)}, max(1, rounds // 20))
    return best


def build_tasks(package: Any) -> list[Any]:
    """Build the models of tasks as a program does that submits them."""
    limit = timedelta(hours=1)
    return [
        package.BatchTaskCreateOptions(
            id=f"task-{n}",
            command_line="/bin/true",
            constraints=package.BatchTaskConstraints(max_wall_clock_time=limit, max_task_retry_count=3),
            environment_settings=[package.EnvironmentSetting(name="A", value="b")],
        )
        for n in range(TASKS)
    ]


def build(rounds: int) -> dict[str, float]:
    """Build the models of tasks."""
    return best_times(
        {"ours": lambda: build_tasks(models), "theirs": lambda: build_tasks(reference_models)},
        max(3, rounds // 5),
    )


def encode_tasks(rounds: int) -> dict[str, float]:
    """Encode the bodies of ten requests with a hundred tasks each."""
    ours, theirs = build_tasks(models), build_tasks(reference_models)
    groups = [models.BatchTaskGroup(task_values=ours[n : n + 100]) for n in range(0, TASKS, 100)]
    their_groups = [
        reference_models.BatchTaskGroup(task_values=theirs[n : n + 100]) for n in range(0, TASKS, 100)
    ]
    plain = [group.as_dict() for group in groups]
    return best_times(
        {
            "json.dumps": lambda: [json.dumps(tree) for tree in plain],
            "ours": lambda: [encode(group._data) for group in groups],
            "theirs": lambda: [
                json.dumps(group, cls=SdkJSONEncoder, exclude_readonly=True) for group in their_groups
            ],
        },
        max(3, rounds // 5),
    )
