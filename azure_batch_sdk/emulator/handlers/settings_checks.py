"""Checks of what pools, jobs and tasks alike may say."""

from __future__ import annotations

from typing import Any

from ..errors import ServiceError
from ..messages import JsonObject
from .replies import invalid


def check_identity(task: JsonObject) -> None:
    """Refuse a task of any kind that is to run as two users."""
    identity: JsonObject = task.get("userIdentity") or {}
    if identity.get("username") is not None and identity.get("autoUser") is not None:
        raise invalid("userIdentity", None, "Only one of username and autoUser can be given.")


def check_metadata(body: JsonObject) -> None:
    """Refuse metadata without a name."""
    items: list[Any] = body.get("metadata") or []
    if not all(item["name"] for item in items):
        raise ServiceError(400, "EmptyMetadataKey", "The name of a metadata item must not be empty.")
