"""What each list of the service can be filtered by.

Names are case-sensitive and may lead into nested objects. A property allows a set of operators; `startswith` is one of
them. Lists that are not here take no filter.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

ValueKind = Literal["text", "date", "int", "boolean"]

EQUAL = frozenset({"eq"})
EQUALITY = frozenset({"eq", "ne"})
ORDER = EQUALITY | {"gt", "ge", "lt", "le"}
STARTS_WITH = frozenset({"startswith"})
TEXT = ORDER | STARTS_WITH


class Filterable(NamedTuple):
    """One property that a filter can name."""

    kind: ValueKind
    operators: frozenset[str]
    member: str | None = None
    """Where the value stands in the body, if not under the filter's own name."""


_ID = Filterable("text", TEXT)
_STATE = Filterable("text", EQUALITY)
_DATE = Filterable("date", ORDER)
_FLAG = Filterable("boolean", EQUALITY)
_EXIT_CODE = Filterable("int", ORDER)

_POOL = {
    "id": _ID,
    "state": _STATE,
    "stateTransitionTime": _DATE,
    "allocationState": _STATE,
    "allocationStateTransitionTime": _DATE,
    "creationTime": _DATE,
    "lastModified": _DATE,
    "enableAutoScale": _FLAG,
    "enableInterNodeCommunication": _FLAG,
    "vmSize": _STATE,
}
_JOB_OF_SCHEDULE = {
    "state": _STATE,
    "stateTransitionTime": _DATE,
    "creationTime": _DATE,
    "lastModified": _DATE,
    "executionInfo/startTime": _DATE,
    "executionInfo/endTime": _DATE,
    "executionInfo/poolId": _ID,
}
_SCHEDULE = {
    "id": _ID,
    "state": _STATE,
    "stateTransitionTime": _DATE,
    "creationTime": _DATE,
    "lastModified": _DATE,
    "executionInfo/endTime": _DATE,
    "schedule/doNotRunUntil": _DATE,
    "schedule/doNotRunAfter": _DATE,
}
_TASK = {
    "id": _ID,
    "state": _STATE,
    "stateTransitionTime": _DATE,
    "creationTime": _DATE,
    "lastModified": _DATE,
    "lastModifiedTime": Filterable("date", ORDER, "lastModified"),
    "executionInfo/startTime": _DATE,
    "executionInfo/endTime": _DATE,
    "executionInfo/exitCode": _EXIT_CODE,
    "executionInfo/result": _STATE,
}
_NODE = {
    "state": _STATE,
    "stateTransitionTime": _DATE,
    "lastBootTime": _DATE,
    "allocationTime": _DATE,
    "startTaskInfo/state": Filterable("text", EQUAL),
    "startTaskInfo/result": _STATE,
    "startTaskInfo/exitCode": _EXIT_CODE,
    "startTaskInfo/startTime": _DATE,
    "startTaskInfo/endTime": _DATE,
}


def _run(name: str) -> dict[str, Filterable]:
    return {
        f"{name}/state": Filterable("text", EQUAL),
        f"{name}/startTime": _DATE,
        f"{name}/endTime": _DATE,
        f"{name}/exitCode": _EXIT_CODE,
        f"{name}/result": _STATE,
    }


_PREPARATION_AND_RELEASE = {
    "poolId": _STATE,
    "nodeId": _STATE,
    **_run("jobPreparationTaskExecutionInfo"),
    **_run("jobReleaseTaskExecutionInfo"),
}
_FILE = {"name": Filterable("text", STARTS_WITH)}

FILTERABLE: Mapping[str, Mapping[str, Filterable]] = {
    "list_pools": _POOL,
    "list_jobs": {"id": _ID, **_JOB_OF_SCHEDULE},
    "list_jobs_from_schedule": _JOB_OF_SCHEDULE,
    "list_job_schedules": _SCHEDULE,
    "list_tasks": _TASK,
    "list_nodes": _NODE,
    "list_job_preparation_and_release_task_status": _PREPARATION_AND_RELEASE,
    "list_task_files": _FILE,
    "list_node_files": _FILE,
    "list_pool_node_counts": {"poolId": Filterable("text", EQUAL)},
    "list_supported_images": {"osType": _STATE, "verificationType": _STATE, "nodeAgentSKUId": _STATE},
    "list_pool_usage_metrics": {"poolId": Filterable("text", (TEXT - {"ne"}))},
}
"""By operation, then by the name that a filter uses."""
