"""What a handler is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from ..messages import Reply, Request

if TYPE_CHECKING:
    from ..service import Service

Handler = Callable[["Service", Request], Reply | Awaitable[Reply]]
