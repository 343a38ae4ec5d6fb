# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""The operations of applications, as rows of the operation table."""

from ..._runtime.operation import Operation
from ._parameters import (
    APPLICATION_ID as _APPLICATION_ID,
)
from ._parameters import (
    MAX_RESULTS as _MAX_RESULTS,
)
from ._parameters import (
    OCP_DATE as _OCP_DATE,
)
from ._parameters import (
    SERVICE_TIMEOUT as _SERVICE_TIMEOUT,
)

GET_APPLICATION = Operation(
    name="get_application",
    resource="applications",
    method="GET",
    path="/applications/{applicationId}",
    parameters=(
        _APPLICATION_ID,
        _SERVICE_TIMEOUT,
        _OCP_DATE,
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
        _SERVICE_TIMEOUT,
        _OCP_DATE,
        _MAX_RESULTS,
    ),
    success=(200,),
    shape="page",
    model="BatchApplication",
)
