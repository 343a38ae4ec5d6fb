"""What a handler is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from ..context import ServiceContext
from ..messages import Reply, Request

Handler = Callable[[ServiceContext, Request], Reply | Awaitable[Reply]]
