# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""The operations of virtual machines, as rows of the operation table."""

from ..._runtime.operation import Operation
from . import _parameters as _p

LIST_SUPPORTED_IMAGES = Operation(
    name="list_supported_images",
    resource="virtual_machines",
    method="GET",
    path="/supportedimages",
    parameters=(
        _p.SERVICE_TIMEOUT,
        _p.OCP_DATE,
        _p.MAX_RESULTS,
        _p.FILTER,
    ),
    success=(200,),
    shape="page",
    model="BatchSupportedImage",
)
