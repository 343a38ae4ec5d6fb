"""What the end of a task means to its job and to those that depend on it.

An entry of `exitConditions` for the exit code wins over one for a range, that over the one for the kind of failure, that
over `default`, which never applies to exit code 0. What no entry says: success lets dependants run and the
job go on; failure blocks the one and, if the job wants to act at all, terminates the other.
"""

from __future__ import annotations

from ..messages import JsonObject
from ..state.entities import Task

_AFTER_THE_PROCESS = ("FailureExitCode", "TaskEnded", "FileUpload")
"""How the codes begin of failures that come after a process has started; all others come before it."""


def decide(task: Task) -> tuple[str, bool]:
    """Return the job action (none, disable, terminate) and whether dependants may run."""
    options = _options(task)
    succeeded = task.result == "success"
    action = str(options.get("jobAction", "none" if succeeded else "terminate")).lower()
    if str(task.job.spec["onTaskFailure"]).lower() != "performexitoptionsjobaction":
        action = "none"
    satisfied = str(options.get("dependencyAction", "satisfy" if succeeded else "block")).lower() == "satisfy"
    return action, satisfied


def _options(task: Task) -> JsonObject:
    conditions: JsonObject = task.spec.get("exitConditions") or {}
    default: JsonObject = conditions.get("default") or {}
    failure = task.failure or {}
    failed_with = str(failure.get("code", ""))
    if failed_with and not failed_with.startswith(_AFTER_THE_PROCESS):
        return _either(conditions.get("preProcessingError"), default)
    code = task.exit_code
    if code is not None:
        for entry in conditions.get("exitCodes") or ():
            if entry["code"] == code:
                return dict(entry.get("exitOptions") or {})
        for entry in conditions.get("exitCodeRanges") or ():
            if entry["start"] <= code <= entry["end"]:
                return dict(entry.get("exitOptions") or {})
    if failed_with.startswith("FileUpload"):
        return _either(conditions.get("fileUploadError"), default)
    return {} if code == 0 else default


def _either(options: JsonObject | None, default: JsonObject) -> JsonObject:
    """Return the options of an entry, also if they are empty, or else the default ones."""
    return default if options is None else options
