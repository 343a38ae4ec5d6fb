"""Find out who sends a request, and what that opens.

The account key opens everything, and so does a bearer token, but for that the connection must be encrypted: a token can be
used by whoever has seen it. The token of a task opens the task's job and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from ..errors import ServiceError
from .auth import SharedKeyCheck
from .bearer import BearerCheck, refused_token

_LINKED_RESOURCES = frozenset({"subnetId", "virtualMachineImageId"})
"""Members of a body that name resources outside the Batch account."""


class Caller(NamedTuple):
    """Who sends a request."""

    has_key: bool
    """Whether the request is signed with the account key."""
    job_id: str | None = None
    """The only job within reach; None: everything is."""


class Entrance:
    """Let requests for one account in, or refuse them.

    :param keys: What checks shared-key signatures.
    :param job_of_token: Returns the id of the job that a task's token is good for, None if it is no such token.
    :param bearer: What checks other tokens; None: none is accepted, because the connection is not encrypted.
    """

    def __init__(
        self, keys: SharedKeyCheck, job_of_token: Callable[[str], str | None], bearer: BearerCheck | None
    ) -> None:
        self._keys = keys
        self._job_of_token = job_of_token
        self._bearer = bearer

    def admit(self, method: str, path: str, query: str, headers: Mapping[str, str], now: float) -> Caller:
        """Return who sends a request; raise ServiceError to refuse it.

        `headers` have lower-case names; `now` is the real time in seconds since 1970.
        """
        scheme, _, rest = headers.get("authorization", "").strip().partition(" ")
        if scheme.lower() != "bearer":
            self._keys.check(method, path, query, headers, now)
            return Caller(has_key=True)
        token = rest.strip()
        job_id = self._job_of_token(token)
        if job_id is not None:
            return Caller(has_key=False, job_id=job_id)
        if self._bearer is None:
            raise refused_token(
                "Bearer tokens are accepted over HTTPS only: start the local service with --tls, or sign with the "
                "account key."
            )
        self._bearer.check(token, now)
        return Caller(has_key=False)

    def check_body(self, caller: Caller, body: object) -> None:
        """Raise ServiceError if a body names what a shared key does not open.

        The service wants a token for virtual networks and for images of one's own. Where no token is accepted, the key
        opens these, too.
        """
        if caller.has_key and self._bearer is not None and _names_linked_resources(body):
            raise ServiceError(
                403,
                "AuthenticationFailed",
                "Server failed to authenticate the request. Check the Authorization header.",
                [
                    (
                        "AuthenticationErrorDetail",
                        "Authentication of type SharedKey is not allowed for a pool with linked resources "
                        f"({' or '.join(sorted(_LINKED_RESOURCES))}); use a token of Microsoft Entra ID.",
                    )
                ],
            )


def check_reach(caller: Caller, path: Mapping[str, str]) -> None:
    """Raise ServiceError unless what a request is about is within reach of its sender."""
    job_id = caller.job_id
    if job_id is not None and path.get("jobId", "").lower() != job_id.lower():
        raise ServiceError(
            403,
            "InsufficientAccountPermissions",
            "The account being accessed does not have sufficient permissions to execute this operation.",
            [("Reason", f"The token of a task gives access to its job '{job_id}' only.")],
        )


def _names_linked_resources(body: Any) -> bool:
    if isinstance(body, Mapping):
        return any(
            (name in _LINKED_RESOURCES and value is not None) or _names_linked_resources(value)
            for name, value in body.items()
        )
    return isinstance(body, list) and any(_names_linked_resources(item) for item in body)
