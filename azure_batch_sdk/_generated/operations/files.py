# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""The operations of files, as rows of the operation table."""

from ..._runtime.operation import Operation
from ._parameters import (
    FILE_PATH as _FILE_PATH,
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
    NODE_ID as _NODE_ID,
)
from ._parameters import (
    OCP_DATE as _OCP_DATE,
)
from ._parameters import (
    OCP_RANGE as _OCP_RANGE,
)
from ._parameters import (
    POOL_ID as _POOL_ID,
)
from ._parameters import (
    RECURSIVE as _RECURSIVE,
)
from ._parameters import (
    SERVICE_TIMEOUT as _SERVICE_TIMEOUT,
)
from ._parameters import (
    TASK_ID as _TASK_ID,
)

DELETE_NODE_FILE = Operation(
    name="delete_node_file",
    resource="files",
    method="DELETE",
    path="/pools/{poolId}/nodes/{nodeId}/files/{filePath}",
    parameters=(
        _POOL_ID,
        _NODE_ID,
        _FILE_PATH,
        _SERVICE_TIMEOUT,
        _OCP_DATE,
        _RECURSIVE,
    ),
    success=(200,),
)
DELETE_TASK_FILE = Operation(
    name="delete_task_file",
    resource="files",
    method="DELETE",
    path="/jobs/{jobId}/tasks/{taskId}/files/{filePath}",
    parameters=(
        _JOB_ID,
        _TASK_ID,
        _FILE_PATH,
        _SERVICE_TIMEOUT,
        _OCP_DATE,
        _RECURSIVE,
    ),
    success=(200,),
)
DOWNLOAD_NODE_FILE = Operation(
    name="download_node_file",
    resource="files",
    method="GET",
    path="/pools/{poolId}/nodes/{nodeId}/files/{filePath}",
    parameters=(
        _POOL_ID,
        _NODE_ID,
        _FILE_PATH,
        _SERVICE_TIMEOUT,
        _OCP_DATE,
        _IF_MODIFIED_SINCE,
        _IF_UNMODIFIED_SINCE,
        _OCP_RANGE,
    ),
    success=(200,),
    shape="stream",
)
DOWNLOAD_TASK_FILE = Operation(
    name="download_task_file",
    resource="files",
    method="GET",
    path="/jobs/{jobId}/tasks/{taskId}/files/{filePath}",
    parameters=(
        _JOB_ID,
        _TASK_ID,
        _FILE_PATH,
        _SERVICE_TIMEOUT,
        _OCP_DATE,
        _IF_MODIFIED_SINCE,
        _IF_UNMODIFIED_SINCE,
        _OCP_RANGE,
    ),
    success=(200,),
    shape="stream",
)
GET_NODE_FILE_PROPERTIES = Operation(
    name="get_node_file_properties",
    resource="files",
    method="HEAD",
    path="/pools/{poolId}/nodes/{nodeId}/files/{filePath}",
    parameters=(
        _POOL_ID,
        _NODE_ID,
        _FILE_PATH,
        _SERVICE_TIMEOUT,
        _OCP_DATE,
        _IF_MODIFIED_SINCE,
        _IF_UNMODIFIED_SINCE,
    ),
    success=(200,),
    shape="properties",
)
GET_TASK_FILE_PROPERTIES = Operation(
    name="get_task_file_properties",
    resource="files",
    method="HEAD",
    path="/jobs/{jobId}/tasks/{taskId}/files/{filePath}",
    parameters=(
        _JOB_ID,
        _TASK_ID,
        _FILE_PATH,
        _SERVICE_TIMEOUT,
        _OCP_DATE,
        _IF_MODIFIED_SINCE,
        _IF_UNMODIFIED_SINCE,
    ),
    success=(200,),
    shape="properties",
)
LIST_NODE_FILES = Operation(
    name="list_node_files",
    resource="files",
    method="GET",
    path="/pools/{poolId}/nodes/{nodeId}/files",
    parameters=(
        _POOL_ID,
        _NODE_ID,
        _SERVICE_TIMEOUT,
        _OCP_DATE,
        _MAX_RESULTS,
        _FILTER,
        _RECURSIVE,
    ),
    success=(200,),
    shape="page",
    model="BatchNodeFile",
)
LIST_TASK_FILES = Operation(
    name="list_task_files",
    resource="files",
    method="GET",
    path="/jobs/{jobId}/tasks/{taskId}/files",
    parameters=(
        _JOB_ID,
        _TASK_ID,
        _SERVICE_TIMEOUT,
        _OCP_DATE,
        _MAX_RESULTS,
        _FILTER,
        _RECURSIVE,
    ),
    success=(200,),
    shape="page",
    model="BatchNodeFile",
)
