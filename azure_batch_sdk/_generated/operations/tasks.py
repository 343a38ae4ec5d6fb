# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""The operations of tasks, as rows of the operation table."""

from ..._runtime.operation import Body, Operation
from ._parameters import (
    EXPAND as _EXPAND,
)
from ._parameters import (
    FILTER as _FILTER,
)
from ._parameters import (
    IF_MODIFIED_SINCE as _IF_MODIFIED_SINCE,
)
from ._parameters import (
    IF_UNMODIFIED_SINCE as _IF_UNMODIFIED_SINCE,
)
from ._parameters import (
    JOB_ID as _JOB_ID,
)
from ._parameters import (
    MAX_RESULTS as _MAX_RESULTS,
)
from ._parameters import (
    OCP_DATE as _OCP_DATE,
)
from ._parameters import (
    SELECT as _SELECT,
)
from ._parameters import (
    SERVICE_TIMEOUT as _SERVICE_TIMEOUT,
)
from ._parameters import (
    TASK_ID as _TASK_ID,
)

CREATE_TASK = Operation(
    name="create_task",
    resource="tasks",
    method="POST",
    path="/jobs/{jobId}/tasks",
    parameters=(
        _JOB_ID,
        _SERVICE_TIMEOUT,
        _OCP_DATE,
    ),
    success=(201,),
    body=Body("task", "BatchTaskCreateOptions"),
)
CREATE_TASK_COLLECTION = Operation(
    name="create_task_collection",
    resource="tasks",
    method="POST",
    path="/jobs/{jobId}/addtaskcollection",
    parameters=(
        _JOB_ID,
        _SERVICE_TIMEOUT,
        _OCP_DATE,
    ),
    success=(200,),
    shape="model",
    model="BatchCreateTaskCollectionResult",
    body=Body("task_collection", "BatchTaskGroup"),
)
DELETE_TASK = Operation(
    name="delete_task",
    resource="tasks",
    method="DELETE",
    path="/jobs/{jobId}/tasks/{taskId}",
    parameters=(
        _JOB_ID,
        _TASK_ID,
        _SERVICE_TIMEOUT,
        _OCP_DATE,
        _IF_MODIFIED_SINCE,
        _IF_UNMODIFIED_SINCE,
    ),
    success=(200,),
    conditional=True,
)
GET_TASK = Operation(
    name="get_task",
    resource="tasks",
    method="GET",
    path="/jobs/{jobId}/tasks/{taskId}",
    parameters=(
        _JOB_ID,
        _TASK_ID,
        _SERVICE_TIMEOUT,
        _OCP_DATE,
        _IF_MODIFIED_SINCE,
        _IF_UNMODIFIED_SINCE,
        _SELECT,
        _EXPAND,
    ),
    success=(200,),
    shape="model",
    model="BatchTask",
    conditional=True,
)
LIST_SUBTASKS = Operation(
    name="list_subtasks",
    resource="tasks",
    method="GET",
    path="/jobs/{jobId}/tasks/{taskId}/subtasksinfo",
    parameters=(
        _JOB_ID,
        _TASK_ID,
        _SERVICE_TIMEOUT,
        _OCP_DATE,
        _SELECT,
    ),
    success=(200,),
    shape="page",
    model="BatchSubtask",
)
LIST_TASKS = Operation(
    name="list_tasks",
    resource="tasks",
    method="GET",
    path="/jobs/{jobId}/tasks",
    parameters=(
        _JOB_ID,
        _SERVICE_TIMEOUT,
        _OCP_DATE,
        _MAX_RESULTS,
        _FILTER,
        _SELECT,
        _EXPAND,
    ),
    success=(200,),
    shape="page",
    model="BatchTask",
)
REACTIVATE_TASK = Operation(
    name="reactivate_task",
    resource="tasks",
    method="POST",
    path="/jobs/{jobId}/tasks/{taskId}/reactivate",
    parameters=(
        _JOB_ID,
        _TASK_ID,
        _SERVICE_TIMEOUT,
        _OCP_DATE,
        _IF_MODIFIED_SINCE,
        _IF_UNMODIFIED_SINCE,
    ),
    success=(204,),
    conditional=True,
)
REPLACE_TASK = Operation(
    name="replace_task",
    resource="tasks",
    method="PUT",
    path="/jobs/{jobId}/tasks/{taskId}",
    parameters=(
        _JOB_ID,
        _TASK_ID,
        _SERVICE_TIMEOUT,
        _OCP_DATE,
        _IF_MODIFIED_SINCE,
        _IF_UNMODIFIED_SINCE,
    ),
    success=(200,),
    body=Body(
        "task",
        "BatchTask",
        omit=(
            ("id",),
            ("displayName",),
            ("url",),
            ("eTag",),
            ("lastModified",),
            ("creationTime",),
            ("exitConditions",),
            ("state",),
            ("stateTransitionTime",),
            ("previousState",),
            ("previousStateTransitionTime",),
            ("commandLine",),
            ("containerSettings",),
            ("resourceFiles",),
            ("outputFiles",),
            ("environmentSettings",),
            ("affinityInfo",),
            ("requiredSlots",),
            ("userIdentity",),
            ("executionInfo",),
            ("nodeInfo",),
            ("multiInstanceSettings",),
            ("stats",),
            ("dependsOn",),
            ("applicationPackageReferences",),
        ),
    ),
    conditional=True,
)
TERMINATE_TASK = Operation(
    name="terminate_task",
    resource="tasks",
    method="POST",
    path="/jobs/{jobId}/tasks/{taskId}/terminate",
    parameters=(
        _JOB_ID,
        _TASK_ID,
        _SERVICE_TIMEOUT,
        _OCP_DATE,
        _IF_MODIFIED_SINCE,
        _IF_UNMODIFIED_SINCE,
    ),
    success=(204,),
    conditional=True,
)
