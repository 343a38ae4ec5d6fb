"""How the service describes why a process has failed, or was not let go on."""

from __future__ import annotations

from ..messages import JsonObject
from .attempts import Outcome, UploadFailed, failure_info


def ended_by_user() -> JsonObject:
    """Describe what was ended by an operation of its user."""
    return {"category": "UserError", "code": "TaskEnded", "message": "Task Was Ended by User Request"}


def out_of_time() -> JsonObject:
    """Describe what ran longer than its maxWallClockTime."""
    return {
        "category": "ServerError",
        "code": "TaskEnded",
        "message": "The task was ended because it ran longer than its maximum wall clock time",
    }


def exit_failure() -> JsonObject:
    """Describe the failure of a process that did not exit with 0."""
    message = "The task exited with an exit code representing a failure"
    return {
        "category": "UserError",
        "code": "FailureExitCode",
        "message": message,
        "details": [
            {"name": "Message", "value": message},
            {"name": "AdditionalErrorCode", "value": "FailureExitCode"},
        ],
    }


def failure_of(outcome: Outcome, *, killed: bool, timed_out: bool) -> JsonObject | None:
    """Describe what an outcome means; None for success."""
    if timed_out:
        return out_of_time()
    if killed:
        return ended_by_user()
    if isinstance(outcome, UploadFailed):
        return failure_info(outcome.error)
    if not isinstance(outcome, int):
        return failure_info(outcome)
    return None if outcome == 0 else exit_failure()
