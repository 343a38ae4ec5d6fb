"""The last lines that a task or a start task wrote to its stderr.

They explain a failure and are never worth another one: what cannot be read is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from azure.core.exceptions import AzureError

from .._generated.operations import files as _files
from .._runtime.operation import Operation
from .._runtime.steps import Ask, AskBytes, Steps
from .errors import TaskFailure

if TYPE_CHECKING:
    from .. import models as _models

MOST_OUTPUTS = 5
"""Of so many failures the output is read."""
_MOST_BYTES = 4096
_MOST_LINES = 20


def last_lines(content: bytes, is_whole: bool) -> str:
    """Return the last lines of a piece of a file; unless it is the whole file, it begins in the middle of a line."""
    lines = content[-_MOST_BYTES:].decode("utf-8", "replace").splitlines()
    if len(lines) > 1 and not (is_whole and len(content) <= _MOST_BYTES):
        del lines[0]
    return "\n".join(lines[-_MOST_LINES:])


def _end_of_file(
    properties: Operation, download: Operation, arguments: Mapping[str, Any], options: Mapping[str, Any]
) -> Steps[str | None]:
    try:
        size: int = (yield Ask(properties, arguments, options)).content_length
        if size == 0:
            return ""
        first = max(0, size - _MOST_BYTES)
        ranged = {**arguments, "ocp_range": f"bytes={first}-{size - 1}"}
        content: bytes = yield AskBytes(download, ranged, options)
    except AzureError:
        return None
    return last_lines(content, first == 0)


def task_stderr(job_id: str, task_id: str, options: Mapping[str, Any]) -> Steps[str | None]:
    """Read the last lines of a task's stderr."""
    arguments = {"job_id": job_id, "task_id": task_id, "file_path": "stderr.txt"}
    return (
        yield from _end_of_file(
            _files.GET_TASK_FILE_PROPERTIES, _files.DOWNLOAD_TASK_FILE, arguments, options
        )
    )


def start_task_stderr(pool_id: str, node_id: str, options: Mapping[str, Any]) -> Steps[str | None]:
    """Read the last lines of the stderr of a node's start task."""
    arguments = {"pool_id": pool_id, "node_id": node_id, "file_path": "startup/stderr.txt"}
    return (
        yield from _end_of_file(
            _files.GET_NODE_FILE_PROPERTIES, _files.DOWNLOAD_NODE_FILE, arguments, options
        )
    )


def failures_of(
    job_id: str, failed: list[_models.BatchTask], options: Mapping[str, Any]
) -> Steps[list[TaskFailure]]:
    """Make the failures of tasks, the first of them with their output."""
    failures = []
    for index, task in enumerate(failed):
        stderr = (yield from task_stderr(job_id, task.id, options)) if index < MOST_OUTPUTS else None
        failures.append(TaskFailure(task, stderr))
    return failures
