"""The models, enums and errors of the client.

A resource's module is loaded when one of its names is first used, so importing this package costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .._generated import models as _generated

if TYPE_CHECKING:
    from .._bulk.errors import CreateTasksError, create_tasks_record
    from .._explain.findings import Explanation, Finding
    from .._files.names import UnsafeName
    from .._files.report import DownloadedFile, DownloadFailure, DownloadIncomplete, DownloadReport
    from .._files.save import FileChanging
    from .._generated.models import *  # noqa: F403  # the names are in its __all__
    from .._runtime.errors import OperationFailed
    from .._runtime.file_properties import BatchFileProperties
    from .._waiting.errors import CannotFinish, Obstacle, TaskFailure, TasksFailed, WaitError, WaitTimeout
    from .._waiting.progress import NodeProgress, TaskProgress

__all__ = [
    "BatchFileProperties",
    "CannotFinish",
    "CreateTasksError",
    "DownloadFailure",
    "DownloadIncomplete",
    "DownloadReport",
    "DownloadedFile",
    "Explanation",
    "FileChanging",
    "Finding",
    "NodeProgress",
    "Obstacle",
    "OperationFailed",
    "TaskFailure",
    "TaskProgress",
    "TasksFailed",
    "UnsafeName",
    "WaitError",
    "WaitTimeout",
    "create_tasks_record",
]
__all__ += _generated.__all__

_WRITTEN_BY_HAND = {
    "BatchFileProperties": ".._runtime.file_properties",
    "CannotFinish": ".._waiting.errors",
    "CreateTasksError": ".._bulk.errors",
    "DownloadFailure": ".._files.report",
    "DownloadIncomplete": ".._files.report",
    "DownloadReport": ".._files.report",
    "DownloadedFile": ".._files.report",
    "Explanation": ".._explain.findings",
    "FileChanging": ".._files.save",
    "Finding": ".._explain.findings",
    "NodeProgress": ".._waiting.progress",
    "Obstacle": ".._waiting.errors",
    "OperationFailed": ".._runtime.errors",
    "TaskFailure": ".._waiting.errors",
    "TaskProgress": ".._waiting.progress",
    "TasksFailed": ".._waiting.errors",
    "UnsafeName": ".._files.names",
    "WaitError": ".._waiting.errors",
    "WaitTimeout": ".._waiting.errors",
    "create_tasks_record": ".._bulk.errors",
}


def __getattr__(name: str) -> Any:
    home = _WRITTEN_BY_HAND.get(name)
    found = getattr(import_module(home, __name__) if home else _generated, name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
