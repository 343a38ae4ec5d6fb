"""The models, enums and errors of the client.

A resource's module is loaded when one of its names is first used, so importing this package costs next to nothing.
"""

from typing import TYPE_CHECKING, Any

from .._generated import models as _generated

if TYPE_CHECKING:
    from .._bulk.errors import CreateTasksError as CreateTasksError
    from .._generated.models import *
    from .._runtime.file_properties import BatchFileProperties as BatchFileProperties

__all__ = ["BatchFileProperties", "CreateTasksError"]
__all__ += _generated.__all__
__all__.sort()


def __getattr__(name: str) -> Any:
    if name == "BatchFileProperties":
        from .._runtime.file_properties import BatchFileProperties as found
    elif name == "CreateTasksError":
        from .._bulk.errors import CreateTasksError as found
    else:
        found = getattr(_generated, name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return __all__
