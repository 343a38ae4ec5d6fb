"""Tokens by which a task may use the service without the account key, for its own job only.

A token names its job and when that was made, and is signed with the account key; so nothing is stored, a restart changes
nothing, and a job made again under the same id does not honour the tokens of the old one.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac

from ..context import ServiceContext
from ..state.entities import Job, Task

_PREFIX = "batch-task"


def token_for(service: ServiceContext, task: Task) -> str | None:
    """Return the token of a task that asks for access to its job, None for others."""
    settings = task.spec.get("authenticationTokenSettings")
    access = settings.get("access") if isinstance(settings, dict) else None
    if not isinstance(access, list) or "job" not in [str(kind).lower() for kind in access]:
        return None
    job = task.job
    payload = base64.urlsafe_b64encode(f"{job.created}/{job.id}".encode()).decode("ascii")
    return f"{_PREFIX}.{payload}.{_signature(service, payload)}"


def job_of_token(service: ServiceContext, token: str) -> Job | None:
    """Return the job that a token is good for; None if it is none of this service, or the job is gone."""
    prefix, _, rest = token.partition(".")
    payload, _, signature = rest.partition(".")
    if prefix != _PREFIX or not hmac.compare_digest(
        signature.encode("utf-8", "surrogateescape"), _signature(service, payload).encode()
    ):
        return None
    try:
        created, _, job_id = base64.urlsafe_b64decode(payload).decode().partition("/")
    except (binascii.Error, UnicodeDecodeError):
        return None
    job = service.world.jobs.get(job_id)
    return job if job is not None and str(job.created) == created else None


def _signature(service: ServiceContext, payload: str) -> str:
    key = base64.b64decode(service.account_key)
    digest = hmac.digest(key, f"task token {payload}".encode("utf-8", "surrogateescape"), hashlib.sha256)
    return base64.urlsafe_b64encode(digest).decode("ascii")
