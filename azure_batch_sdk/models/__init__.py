"""The models, enums and errors of the client.

A resource's module is loaded when one of its names is first used, so importing this package costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .._generated import models as _generated

if TYPE_CHECKING:
    from .._bulk.errors import CreateTasksError, create_tasks_record
    from .._generated.models import *  # noqa: F403  # the names are in its __all__
    from .._runtime.errors import OperationFailed
    from .._runtime.file_properties import BatchFileProperties

__all__ = ["BatchFileProperties", "CreateTasksError", "OperationFailed", "create_tasks_record"]
__all__ += _generated.__all__

_WRITTEN_BY_HAND = {
    "BatchFileProperties": ".._runtime.file_properties",
    "CreateTasksError": ".._bulk.errors",
    "OperationFailed": ".._runtime.errors",
    "create_tasks_record": ".._bulk.errors",
}


def __getattr__(name: str) -> Any:
    home = _WRITTEN_BY_HAND.get(name)
    found = getattr(import_module(home, __name__) if home else _generated, name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
