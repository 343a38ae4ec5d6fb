"""Let a task in by the token that it got: to its own job, and to nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..errors import ServiceError


def job_of_request(headers: Mapping[str, str], job_of_token: Callable[[str], str | None]) -> str | None:
    """Return the job that the bearer token of a request is good for; None if it is no token of a task.

    `headers` have lower-case names.
    """
    scheme, _, token = headers.get("authorization", "").strip().partition(" ")
    return job_of_token(token.strip()) if scheme.lower() == "bearer" else None


def check_reach(job_id: str, path: Mapping[str, str]) -> None:
    """Raise ServiceError unless a request is about a job or something in it."""
    if path.get("jobId", "").lower() != job_id.lower():
        raise ServiceError(
            403,
            "InsufficientAccountPermissions",
            "The account being accessed does not have sufficient permissions to execute this operation.",
            [("Reason", f"The token of a task gives access to its job '{job_id}' only.")],
        )
