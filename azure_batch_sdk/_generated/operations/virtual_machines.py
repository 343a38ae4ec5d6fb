# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""The operations of virtual machines, as rows of the operation table."""

from ..._runtime.operation import Operation
from ._parameters import (
    FILTER as _FILTER,
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

LIST_SUPPORTED_IMAGES = Operation(
    name="list_supported_images",
    resource="virtual_machines",
    method="GET",
    path="/supportedimages",
    parameters=(
        _SERVICE_TIMEOUT,
        _OCP_DATE,
        _MAX_RESULTS,
        _FILTER,
    ),
    success=(200,),
    shape="page",
    model="BatchSupportedImage",
)
