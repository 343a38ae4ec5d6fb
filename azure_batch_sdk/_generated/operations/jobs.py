# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""The operations of jobs, as rows of the operation table."""

from ..._runtime.operation import Body, Operation, Restriction
from ._parameters import (
    EXPAND as _EXPAND,
)
from ._parameters import (
    FILTER as _FILTER,
)
from ._parameters import (
    FORCE as _FORCE,
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

DELETE_JOB = Operation(
    name="begin_delete_job",
    resource="jobs",
    method="DELETE",
    path="/jobs/{jobId}",
    parameters=(
        _JOB_ID,
        _SERVICE_TIMEOUT,
        _OCP_DATE,
        _IF_MODIFIED_SINCE,
        _IF_UNMODIFIED_SINCE,
        _FORCE,
    ),
    success=(202,),
    conditional=True,
    long_running=True,
)
DISABLE_JOB = Operation(
    name="begin_disable_job",
    resource="jobs",
    method="POST",
    path="/jobs/{jobId}/disable",
    parameters=(
        _JOB_ID,
        _SERVICE_TIMEOUT,
        _OCP_DATE,
        _IF_MODIFIED_SINCE,
        _IF_UNMODIFIED_SINCE,
    ),
    success=(202,),
    body=Body("disable_options", "BatchJobDisableOptions"),
    conditional=True,
    long_running=True,
)
ENABLE_JOB = Operation(
    name="begin_enable_job",
    resource="jobs",
    method="POST",
    path="/jobs/{jobId}/enable",
    parameters=(
        _JOB_ID,
        _SERVICE_TIMEOUT,
        _OCP_DATE,
        _IF_MODIFIED_SINCE,
        _IF_UNMODIFIED_SINCE,
    ),
    success=(202,),
    conditional=True,
    long_running=True,
)
TERMINATE_JOB = Operation(
    name="begin_terminate_job",
    resource="jobs",
    method="POST",
    path="/jobs/{jobId}/terminate",
    parameters=(
        _JOB_ID,
        _SERVICE_TIMEOUT,
        _OCP_DATE,
        _IF_MODIFIED_SINCE,
        _IF_UNMODIFIED_SINCE,
        _FORCE,
    ),
    success=(202,),
    body=Body("options", "BatchJobTerminateOptions", required=False),
    conditional=True,
    long_running=True,
)
CREATE_JOB = Operation(
    name="create_job",
    resource="jobs",
    method="POST",
    path="/jobs",
    parameters=(
        _SERVICE_TIMEOUT,
        _OCP_DATE,
    ),
    success=(201,),
    body=Body(
        "job",
        "BatchJobCreateOptions",
        omit=(
            (
                "poolInfo",
                "autoPoolSpecification",
                "pool",
                "virtualMachineConfiguration",
                "imageReference",
                "exactVersion",
            ),
        ),
        restrictions=(
            Restriction(
                (
                    "poolInfo",
                    "autoPoolSpecification",
                    "pool",
                    "virtualMachineConfiguration",
                    "hardwareProfile",
                ),
                "VirtualMachineConfiguration.hardware_profile",
                since="2026-10-01",
            ),
            Restriction(
                ("poolInfo", "autoPoolSpecification", "pool", "virtualMachineConfiguration", "placement"),
                "VirtualMachineConfiguration.placement",
                since="2026-10-01",
            ),
            Restriction(
                (
                    "poolInfo",
                    "autoPoolSpecification",
                    "pool",
                    "virtualMachineConfiguration",
                    "resiliencyPolicy",
                ),
                "VirtualMachineConfiguration.resiliency_policy",
                since="2026-10-01",
            ),
        ),
    ),
)
GET_JOB = Operation(
    name="get_job",
    resource="jobs",
    method="GET",
    path="/jobs/{jobId}",
    parameters=(
        _JOB_ID,
        _SERVICE_TIMEOUT,
        _OCP_DATE,
        _IF_MODIFIED_SINCE,
        _IF_UNMODIFIED_SINCE,
        _SELECT,
        _EXPAND,
    ),
    success=(200,),
    shape="model",
    model="BatchJob",
    conditional=True,
)
GET_JOB_TASK_COUNTS = Operation(
    name="get_job_task_counts",
    resource="jobs",
    method="GET",
    path="/jobs/{jobId}/taskcounts",
    parameters=(
        _JOB_ID,
        _SERVICE_TIMEOUT,
        _OCP_DATE,
    ),
    success=(200,),
    shape="model",
    model="BatchTaskCountsResult",
)
LIST_JOB_PREPARATION_AND_RELEASE_TASK_STATUS = Operation(
    name="list_job_preparation_and_release_task_status",
    resource="jobs",
    method="GET",
    path="/jobs/{jobId}/jobpreparationandreleasetaskstatus",
    parameters=(
        _JOB_ID,
        _SERVICE_TIMEOUT,
        _OCP_DATE,
        _MAX_RESULTS,
        _FILTER,
        _SELECT,
    ),
    success=(200,),
    shape="page",
    model="BatchJobPreparationAndReleaseTaskStatus",
)
LIST_JOBS = Operation(
    name="list_jobs",
    resource="jobs",
    method="GET",
    path="/jobs",
    parameters=(
        _SERVICE_TIMEOUT,
        _OCP_DATE,
        _MAX_RESULTS,
        _FILTER,
        _SELECT,
        _EXPAND,
    ),
    success=(200,),
    shape="page",
    model="BatchJob",
)
REPLACE_JOB = Operation(
    name="replace_job",
    resource="jobs",
    method="PUT",
    path="/jobs/{jobId}",
    parameters=(
        _JOB_ID,
        _SERVICE_TIMEOUT,
        _OCP_DATE,
        _IF_MODIFIED_SINCE,
        _IF_UNMODIFIED_SINCE,
    ),
    success=(200,),
    body=Body(
        "job",
        "BatchJob",
        omit=(
            ("id",),
            ("displayName",),
            ("usesTaskDependencies",),
            ("url",),
            ("eTag",),
            ("lastModified",),
            ("creationTime",),
            ("state",),
            ("stateTransitionTime",),
            ("previousState",),
            ("previousStateTransitionTime",),
            ("jobManagerTask",),
            ("jobPreparationTask",),
            ("jobReleaseTask",),
            ("commonEnvironmentSettings",),
            (
                "poolInfo",
                "autoPoolSpecification",
                "pool",
                "virtualMachineConfiguration",
                "imageReference",
                "exactVersion",
            ),
            ("onTaskFailure",),
            ("networkConfiguration",),
            ("executionInfo",),
            ("stats",),
        ),
        restrictions=(
            Restriction(
                (
                    "poolInfo",
                    "autoPoolSpecification",
                    "pool",
                    "virtualMachineConfiguration",
                    "hardwareProfile",
                ),
                "VirtualMachineConfiguration.hardware_profile",
                since="2026-10-01",
            ),
            Restriction(
                ("poolInfo", "autoPoolSpecification", "pool", "virtualMachineConfiguration", "placement"),
                "VirtualMachineConfiguration.placement",
                since="2026-10-01",
            ),
            Restriction(
                (
                    "poolInfo",
                    "autoPoolSpecification",
                    "pool",
                    "virtualMachineConfiguration",
                    "resiliencyPolicy",
                ),
                "VirtualMachineConfiguration.resiliency_policy",
                since="2026-10-01",
            ),
        ),
    ),
    conditional=True,
)
UPDATE_JOB = Operation(
    name="update_job",
    resource="jobs",
    method="PATCH",
    path="/jobs/{jobId}",
    parameters=(
        _JOB_ID,
        _SERVICE_TIMEOUT,
        _OCP_DATE,
        _IF_MODIFIED_SINCE,
        _IF_UNMODIFIED_SINCE,
    ),
    success=(200,),
    body=Body(
        "job",
        "BatchJobUpdateOptions",
        omit=(
            (
                "poolInfo",
                "autoPoolSpecification",
                "pool",
                "virtualMachineConfiguration",
                "imageReference",
                "exactVersion",
            ),
        ),
        restrictions=(
            Restriction(
                (
                    "poolInfo",
                    "autoPoolSpecification",
                    "pool",
                    "virtualMachineConfiguration",
                    "hardwareProfile",
                ),
                "VirtualMachineConfiguration.hardware_profile",
                since="2026-10-01",
            ),
            Restriction(
                ("poolInfo", "autoPoolSpecification", "pool", "virtualMachineConfiguration", "placement"),
                "VirtualMachineConfiguration.placement",
                since="2026-10-01",
            ),
            Restriction(
                (
                    "poolInfo",
                    "autoPoolSpecification",
                    "pool",
                    "virtualMachineConfiguration",
                    "resiliencyPolicy",
                ),
                "VirtualMachineConfiguration.resiliency_policy",
                since="2026-10-01",
            ),
        ),
    ),
    conditional=True,
)
