# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""The operations of nodes, as rows of the operation table."""

from ..._runtime.operation import Body, Operation, Restriction
from . import _parameters as _p

DEALLOCATE_NODE = Operation(
    name="begin_deallocate_node",
    resource="nodes",
    method="POST",
    path="/pools/{poolId}/nodes/{nodeId}/deallocate",
    parameters=(
        _p.POOL_ID,
        _p.NODE_ID,
        _p.SERVICE_TIMEOUT,
        _p.OCP_DATE,
    ),
    success=(202,),
    body=Body(
        "options",
        "BatchNodeDeallocateOptions",
        required=False,
        restrictions=(
            Restriction(
                ("nodeDeallocateOption",),
                "BatchNodeDeallocateOptions.node_deallocate_option = 'retaineddata'",
                until="2026-10-01",
                value="retaineddata",
            ),
        ),
    ),
    long_running=True,
)
REBOOT_NODE = Operation(
    name="begin_reboot_node",
    resource="nodes",
    method="POST",
    path="/pools/{poolId}/nodes/{nodeId}/reboot",
    parameters=(
        _p.POOL_ID,
        _p.NODE_ID,
        _p.SERVICE_TIMEOUT,
        _p.OCP_DATE,
    ),
    success=(202,),
    body=Body(
        "options",
        "BatchNodeRebootOptions",
        required=False,
        restrictions=(
            Restriction(
                ("nodeRebootOption",),
                "BatchNodeRebootOptions.node_reboot_kind = 'retaineddata'",
                until="2026-10-01",
                value="retaineddata",
            ),
        ),
    ),
    long_running=True,
)
REIMAGE_NODE = Operation(
    name="begin_reimage_node",
    resource="nodes",
    method="POST",
    path="/pools/{poolId}/nodes/{nodeId}/reimage",
    parameters=(
        _p.POOL_ID,
        _p.NODE_ID,
        _p.SERVICE_TIMEOUT,
        _p.OCP_DATE,
    ),
    success=(202,),
    body=Body(
        "options",
        "BatchNodeReimageOptions",
        required=False,
        restrictions=(
            Restriction(
                ("nodeReimageOption",),
                "BatchNodeReimageOptions.node_reimage_option = 'retaineddata'",
                until="2026-10-01",
                value="retaineddata",
            ),
        ),
    ),
    long_running=True,
)
START_NODE = Operation(
    name="begin_start_node",
    resource="nodes",
    method="POST",
    path="/pools/{poolId}/nodes/{nodeId}/start",
    parameters=(
        _p.POOL_ID,
        _p.NODE_ID,
        _p.SERVICE_TIMEOUT,
        _p.OCP_DATE,
    ),
    success=(202,),
    long_running=True,
)
CREATE_NODE_USER = Operation(
    name="create_node_user",
    resource="nodes",
    method="POST",
    path="/pools/{poolId}/nodes/{nodeId}/users",
    parameters=(
        _p.POOL_ID,
        _p.NODE_ID,
        _p.SERVICE_TIMEOUT,
        _p.OCP_DATE,
    ),
    success=(201,),
    body=Body("user", "BatchNodeUserCreateOptions"),
)
DELETE_NODE_USER = Operation(
    name="delete_node_user",
    resource="nodes",
    method="DELETE",
    path="/pools/{poolId}/nodes/{nodeId}/users/{userName}",
    parameters=(
        _p.POOL_ID,
        _p.NODE_ID,
        _p.USER_NAME,
        _p.SERVICE_TIMEOUT,
        _p.OCP_DATE,
    ),
    success=(200,),
)
DISABLE_NODE_SCHEDULING = Operation(
    name="disable_node_scheduling",
    resource="nodes",
    method="POST",
    path="/pools/{poolId}/nodes/{nodeId}/disablescheduling",
    parameters=(
        _p.POOL_ID,
        _p.NODE_ID,
        _p.SERVICE_TIMEOUT,
        _p.OCP_DATE,
    ),
    success=(200,),
    body=Body("options", "BatchNodeDisableSchedulingOptions", required=False),
)
ENABLE_NODE_SCHEDULING = Operation(
    name="enable_node_scheduling",
    resource="nodes",
    method="POST",
    path="/pools/{poolId}/nodes/{nodeId}/enablescheduling",
    parameters=(
        _p.POOL_ID,
        _p.NODE_ID,
        _p.SERVICE_TIMEOUT,
        _p.OCP_DATE,
    ),
    success=(200,),
)
GET_NODE = Operation(
    name="get_node",
    resource="nodes",
    method="GET",
    path="/pools/{poolId}/nodes/{nodeId}",
    parameters=(
        _p.POOL_ID,
        _p.NODE_ID,
        _p.SERVICE_TIMEOUT,
        _p.OCP_DATE,
        _p.SELECT,
    ),
    success=(200,),
    shape="model",
    model="BatchNode",
)
GET_NODE_EXTENSION = Operation(
    name="get_node_extension",
    resource="nodes",
    method="GET",
    path="/pools/{poolId}/nodes/{nodeId}/extensions/{extensionName}",
    parameters=(
        _p.POOL_ID,
        _p.NODE_ID,
        _p.EXTENSION_NAME,
        _p.SERVICE_TIMEOUT,
        _p.OCP_DATE,
        _p.SELECT,
    ),
    success=(200,),
    shape="model",
    model="BatchNodeVMExtension",
)
GET_NODE_REMOTE_LOGIN_SETTINGS = Operation(
    name="get_node_remote_login_settings",
    resource="nodes",
    method="GET",
    path="/pools/{poolId}/nodes/{nodeId}/remoteloginsettings",
    parameters=(
        _p.POOL_ID,
        _p.NODE_ID,
        _p.SERVICE_TIMEOUT,
        _p.OCP_DATE,
    ),
    success=(200,),
    shape="model",
    model="BatchNodeRemoteLoginSettings",
)
LIST_NODE_EXTENSIONS = Operation(
    name="list_node_extensions",
    resource="nodes",
    method="GET",
    path="/pools/{poolId}/nodes/{nodeId}/extensions",
    parameters=(
        _p.POOL_ID,
        _p.NODE_ID,
        _p.SERVICE_TIMEOUT,
        _p.OCP_DATE,
        _p.MAX_RESULTS,
        _p.SELECT,
    ),
    success=(200,),
    shape="page",
    model="BatchNodeVMExtension",
)
LIST_NODES = Operation(
    name="list_nodes",
    resource="nodes",
    method="GET",
    path="/pools/{poolId}/nodes",
    parameters=(
        _p.POOL_ID,
        _p.SERVICE_TIMEOUT,
        _p.OCP_DATE,
        _p.MAX_RESULTS,
        _p.FILTER,
        _p.SELECT,
    ),
    success=(200,),
    shape="page",
    model="BatchNode",
)
REPLACE_NODE_USER = Operation(
    name="replace_node_user",
    resource="nodes",
    method="PUT",
    path="/pools/{poolId}/nodes/{nodeId}/users/{userName}",
    parameters=(
        _p.POOL_ID,
        _p.NODE_ID,
        _p.USER_NAME,
        _p.SERVICE_TIMEOUT,
        _p.OCP_DATE,
    ),
    success=(200,),
    body=Body("update_options", "BatchNodeUserReplaceOptions"),
)
UPLOAD_NODE_LOGS = Operation(
    name="upload_node_logs",
    resource="nodes",
    method="POST",
    path="/pools/{poolId}/nodes/{nodeId}/uploadbatchservicelogs",
    parameters=(
        _p.POOL_ID,
        _p.NODE_ID,
        _p.SERVICE_TIMEOUT,
        _p.OCP_DATE,
    ),
    success=(200,),
    shape="model",
    model="UploadBatchServiceLogsResult",
    body=Body("upload_options", "UploadBatchServiceLogsOptions"),
)
