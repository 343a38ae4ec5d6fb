# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""The operations of files, as rows of the operation table."""

from ..._runtime.operation import Operation
from . import _parameters as _p

DELETE_NODE_FILE = Operation(
    name="delete_node_file",
    resource="files",
    method="DELETE",
    path="/pools/{poolId}/nodes/{nodeId}/files/{filePath}",
    parameters=(
        _p.POOL_ID,
        _p.NODE_ID,
        _p.FILE_PATH,
        _p.SERVICE_TIMEOUT,
        _p.OCP_DATE,
        _p.RECURSIVE,
    ),
    success=(200,),
)
DELETE_TASK_FILE = Operation(
    name="delete_task_file",
    resource="files",
    method="DELETE",
    path="/jobs/{jobId}/tasks/{taskId}/files/{filePath}",
    parameters=(
        _p.JOB_ID,
        _p.TASK_ID,
        _p.FILE_PATH,
        _p.SERVICE_TIMEOUT,
        _p.OCP_DATE,
        _p.RECURSIVE,
    ),
    success=(200,),
)
DOWNLOAD_NODE_FILE = Operation(
    name="download_node_file",
    resource="files",
    method="GET",
    path="/pools/{poolId}/nodes/{nodeId}/files/{filePath}",
    parameters=(
        _p.POOL_ID,
        _p.NODE_ID,
        _p.FILE_PATH,
        _p.SERVICE_TIMEOUT,
        _p.OCP_DATE,
        _p.IF_MODIFIED_SINCE,
        _p.IF_UNMODIFIED_SINCE,
        _p.OCP_RANGE,
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
        _p.JOB_ID,
        _p.TASK_ID,
        _p.FILE_PATH,
        _p.SERVICE_TIMEOUT,
        _p.OCP_DATE,
        _p.IF_MODIFIED_SINCE,
        _p.IF_UNMODIFIED_SINCE,
        _p.OCP_RANGE,
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
        _p.POOL_ID,
        _p.NODE_ID,
        _p.FILE_PATH,
        _p.SERVICE_TIMEOUT,
        _p.OCP_DATE,
        _p.IF_MODIFIED_SINCE,
        _p.IF_UNMODIFIED_SINCE,
    ),
    success=(200,),
    shape="properties",
    model="BatchFileProperties",
)
GET_TASK_FILE_PROPERTIES = Operation(
    name="get_task_file_properties",
    resource="files",
    method="HEAD",
    path="/jobs/{jobId}/tasks/{taskId}/files/{filePath}",
    parameters=(
        _p.JOB_ID,
        _p.TASK_ID,
        _p.FILE_PATH,
        _p.SERVICE_TIMEOUT,
        _p.OCP_DATE,
        _p.IF_MODIFIED_SINCE,
        _p.IF_UNMODIFIED_SINCE,
    ),
    success=(200,),
    shape="properties",
    model="BatchFileProperties",
)
LIST_NODE_FILES = Operation(
    name="list_node_files",
    resource="files",
    method="GET",
    path="/pools/{poolId}/nodes/{nodeId}/files",
    parameters=(
        _p.POOL_ID,
        _p.NODE_ID,
        _p.SERVICE_TIMEOUT,
        _p.OCP_DATE,
        _p.MAX_RESULTS,
        _p.FILTER,
        _p.RECURSIVE,
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
        _p.JOB_ID,
        _p.TASK_ID,
        _p.SERVICE_TIMEOUT,
        _p.OCP_DATE,
        _p.MAX_RESULTS,
        _p.FILTER,
        _p.RECURSIVE,
    ),
    success=(200,),
    shape="page",
    model="BatchNodeFile",
)
