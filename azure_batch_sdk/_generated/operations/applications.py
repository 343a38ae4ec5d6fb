# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""The operations of applications, as rows of the operation table."""

from ..._runtime.operation import Operation
from . import _parameters as _p

GET_APPLICATION = Operation(
    name="get_application",
    resource="applications",
    method="GET",
    path="/applications/{applicationId}",
    parameters=(
        _p.APPLICATION_ID,
        _p.SERVICE_TIMEOUT,
        _p.OCP_DATE,
    ),
    success=(200,),
    shape="model",
    model="BatchApplication",
)
LIST_APPLICATIONS = Operation(
    name="list_applications",
    resource="applications",
    method="GET",
    path="/applications",
    parameters=(
        _p.SERVICE_TIMEOUT,
        _p.OCP_DATE,
        _p.MAX_RESULTS,
    ),
    success=(200,),
    shape="page",
    model="BatchApplication",
)
