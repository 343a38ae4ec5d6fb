# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""The operations of pools, as rows of the operation table."""

from ..._runtime.operation import Body, ItemLimit, Operation, Restriction
from . import _parameters as _p

DELETE_POOL = Operation(
    name="begin_delete_pool",
    resource="pools",
    method="DELETE",
    path="/pools/{poolId}",
    parameters=(
        _p.POOL_ID,
        _p.SERVICE_TIMEOUT,
        _p.OCP_DATE,
        _p.IF_MODIFIED_SINCE,
        _p.IF_UNMODIFIED_SINCE,
    ),
    success=(202,),
    conditional=True,
    long_running=True,
)
REMOVE_NODES = Operation(
    name="begin_remove_nodes",
    resource="pools",
    method="POST",
    path="/pools/{poolId}/removenodes",
    parameters=(
        _p.POOL_ID,
        _p.SERVICE_TIMEOUT,
        _p.OCP_DATE,
        _p.IF_MODIFIED_SINCE,
        _p.IF_UNMODIFIED_SINCE,
    ),
    success=(202,),
    body=Body(
        "remove_options",
        "BatchNodeRemoveOptions",
        restrictions=(
            Restriction(
                ("nodeDeallocationOption",),
                "BatchNodeRemoveOptions.node_deallocation_option = 'retaineddata'",
                until="2026-10-01",
                value="retaineddata",
            ),
        ),
        limits=(ItemLimit("nodeList", "node_ids", 100),),
    ),
    conditional=True,
    long_running=True,
)
RESIZE_POOL = Operation(
    name="begin_resize_pool",
    resource="pools",
    method="POST",
    path="/pools/{poolId}/resize",
    parameters=(
        _p.POOL_ID,
        _p.SERVICE_TIMEOUT,
        _p.OCP_DATE,
        _p.IF_MODIFIED_SINCE,
        _p.IF_UNMODIFIED_SINCE,
    ),
    success=(202,),
    body=Body(
        "resize_options",
        "BatchPoolResizeOptions",
        restrictions=(
            Restriction(
                ("nodeDeallocationOption",),
                "BatchPoolResizeOptions.node_deallocation_option = 'retaineddata'",
                until="2026-10-01",
                value="retaineddata",
            ),
        ),
    ),
    conditional=True,
    long_running=True,
)
STOP_POOL_RESIZE = Operation(
    name="begin_stop_pool_resize",
    resource="pools",
    method="POST",
    path="/pools/{poolId}/stopresize",
    parameters=(
        _p.POOL_ID,
        _p.SERVICE_TIMEOUT,
        _p.OCP_DATE,
        _p.IF_MODIFIED_SINCE,
        _p.IF_UNMODIFIED_SINCE,
    ),
    success=(202,),
    conditional=True,
    long_running=True,
)
CREATE_POOL = Operation(
    name="create_pool",
    resource="pools",
    method="POST",
    path="/pools",
    parameters=(
        _p.SERVICE_TIMEOUT,
        _p.OCP_DATE,
    ),
    success=(201,),
    body=Body(
        "pool",
        "BatchPoolCreateOptions",
        omit=(("virtualMachineConfiguration", "imageReference", "exactVersion"),),
        restrictions=(
            Restriction(
                ("virtualMachineConfiguration", "hardwareProfile"),
                "VirtualMachineConfiguration.hardware_profile",
                since="2026-10-01",
            ),
            Restriction(
                ("virtualMachineConfiguration", "placement"),
                "VirtualMachineConfiguration.placement",
                since="2026-10-01",
            ),
            Restriction(
                ("virtualMachineConfiguration", "resiliencyPolicy"),
                "VirtualMachineConfiguration.resiliency_policy",
                since="2026-10-01",
            ),
            Restriction(("vmSkuProfile",), "BatchPoolCreateOptions.vm_sku_profile", since="2026-10-01"),
        ),
        limits=(ItemLimit("applicationPackageReferences", "application_package_references", 10),),
    ),
)
DISABLE_POOL_AUTO_SCALE = Operation(
    name="disable_pool_auto_scale",
    resource="pools",
    method="POST",
    path="/pools/{poolId}/disableautoscale",
    parameters=(
        _p.POOL_ID,
        _p.SERVICE_TIMEOUT,
        _p.OCP_DATE,
    ),
    success=(200,),
)
ENABLE_POOL_AUTO_SCALE = Operation(
    name="enable_pool_auto_scale",
    resource="pools",
    method="POST",
    path="/pools/{poolId}/enableautoscale",
    parameters=(
        _p.POOL_ID,
        _p.SERVICE_TIMEOUT,
        _p.OCP_DATE,
        _p.IF_MODIFIED_SINCE,
        _p.IF_UNMODIFIED_SINCE,
    ),
    success=(200,),
    body=Body("enable_auto_scale_options", "BatchPoolEnableAutoScaleOptions"),
    conditional=True,
)
EVALUATE_POOL_AUTO_SCALE = Operation(
    name="evaluate_pool_auto_scale",
    resource="pools",
    method="POST",
    path="/pools/{poolId}/evaluateautoscale",
    parameters=(
        _p.POOL_ID,
        _p.SERVICE_TIMEOUT,
        _p.OCP_DATE,
    ),
    success=(200,),
    shape="model",
    model="AutoScaleRun",
    body=Body("evaluate_auto_scale_options", "BatchPoolEvaluateAutoScaleOptions"),
)
GET_POOL = Operation(
    name="get_pool",
    resource="pools",
    method="GET",
    path="/pools/{poolId}",
    parameters=(
        _p.POOL_ID,
        _p.SERVICE_TIMEOUT,
        _p.OCP_DATE,
        _p.IF_MODIFIED_SINCE,
        _p.IF_UNMODIFIED_SINCE,
        _p.SELECT,
        _p.EXPAND,
    ),
    success=(200,),
    shape="model",
    model="BatchPool",
    conditional=True,
)
LIST_POOL_NODE_COUNTS = Operation(
    name="list_pool_node_counts",
    resource="pools",
    method="GET",
    path="/nodecounts",
    parameters=(
        _p.SERVICE_TIMEOUT,
        _p.OCP_DATE,
        _p.MAX_RESULTS,
        _p.FILTER,
    ),
    success=(200,),
    shape="page",
    model="BatchPoolNodeCounts",
)
LIST_POOL_USAGE_METRICS = Operation(
    name="list_pool_usage_metrics",
    resource="pools",
    method="GET",
    path="/poolusagemetrics",
    parameters=(
        _p.SERVICE_TIMEOUT,
        _p.OCP_DATE,
        _p.MAX_RESULTS,
        _p.START_TIME,
        _p.END_TIME,
        _p.FILTER,
    ),
    success=(200,),
    shape="page",
    model="BatchPoolUsageMetrics",
    until="2026-10-01",
)
LIST_POOLS = Operation(
    name="list_pools",
    resource="pools",
    method="GET",
    path="/pools",
    parameters=(
        _p.SERVICE_TIMEOUT,
        _p.OCP_DATE,
        _p.MAX_RESULTS,
        _p.FILTER,
        _p.SELECT,
        _p.EXPAND,
    ),
    success=(200,),
    shape="page",
    model="BatchPool",
)
POOL_EXISTS = Operation(
    name="pool_exists",
    resource="pools",
    method="HEAD",
    path="/pools/{poolId}",
    parameters=(
        _p.POOL_ID,
        _p.SERVICE_TIMEOUT,
        _p.OCP_DATE,
        _p.IF_MODIFIED_SINCE,
        _p.IF_UNMODIFIED_SINCE,
    ),
    success=(
        200,
        404,
    ),
    shape="exists",
    conditional=True,
)
REPLACE_POOL_PROPERTIES = Operation(
    name="replace_pool_properties",
    resource="pools",
    method="POST",
    path="/pools/{poolId}/updateproperties",
    parameters=(
        _p.POOL_ID,
        _p.SERVICE_TIMEOUT,
        _p.OCP_DATE,
    ),
    success=(204,),
    body=Body(
        "pool",
        "BatchPoolReplaceOptions",
        limits=(ItemLimit("applicationPackageReferences", "application_package_references", 10),),
    ),
)
UPDATE_POOL = Operation(
    name="update_pool",
    resource="pools",
    method="PATCH",
    path="/pools/{poolId}",
    parameters=(
        _p.POOL_ID,
        _p.SERVICE_TIMEOUT,
        _p.OCP_DATE,
        _p.IF_MODIFIED_SINCE,
        _p.IF_UNMODIFIED_SINCE,
    ),
    success=(200,),
    body=Body(
        "pool",
        "BatchPoolUpdateOptions",
        omit=(("virtualMachineConfiguration", "imageReference", "exactVersion"),),
        restrictions=(
            Restriction(
                ("virtualMachineConfiguration", "hardwareProfile"),
                "VirtualMachineConfiguration.hardware_profile",
                since="2026-10-01",
            ),
            Restriction(
                ("virtualMachineConfiguration", "placement"),
                "VirtualMachineConfiguration.placement",
                since="2026-10-01",
            ),
            Restriction(
                ("virtualMachineConfiguration", "resiliencyPolicy"),
                "VirtualMachineConfiguration.resiliency_policy",
                since="2026-10-01",
            ),
            Restriction(("vmSkuProfile",), "BatchPoolUpdateOptions.vm_sku_profile", since="2026-10-01"),
        ),
    ),
    conditional=True,
)
