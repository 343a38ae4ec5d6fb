"""Credentials that work as those of `azure-identity` do, with tokens that the emulator accepts."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Any

from azure.core.credentials import AccessToken
from typing_extensions import Self

from .wire.bearer import audience_of_scope, issue_token


class _Issuer:
    """Issue tokens for an account, and for whatever resource is asked for."""

    def __init__(self, account: str, key: str, lifetime: float) -> None:
        self._account = account
        self._key = key
        self._lifetime = lifetime

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._account}>"

    def _issue(self, scopes: tuple[str, ...]) -> AccessToken:
        if len(scopes) != 1:
            raise ValueError(f"a token is for one scope, not for {len(scopes)}")
        now = time.time()
        expires = int(now + self._lifetime)
        return AccessToken(
            issue_token(self._account, self._key, audience_of_scope(scopes[0]), now, expires), expires
        )


class EmulatorTokenCredential(_Issuer):
    """A token credential for the account of an emulator."""

    def get_token(self, *scopes: str, **_: Any) -> AccessToken:
        """Return a new token for the resource of a scope.

        Raises ValueError unless there is just one scope: a token is for one resource.
        """
        return self._issue(scopes)


class AsyncEmulatorTokenCredential(_Issuer):
    """A token credential for the account of an emulator, for asynchronous clients."""

    async def get_token(self, *scopes: str, **_: Any) -> AccessToken:
        """Return a new token for the resource of a scope.

        Raises ValueError unless there is just one scope: a token is for one resource.
        """
        return self._issue(scopes)

    async def close(self) -> None:
        """Do nothing: there is no connection."""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None = None,
        exc_value: BaseException | None = None,
        traceback: TracebackType | None = None,
    ) -> None:
        await self.close()
