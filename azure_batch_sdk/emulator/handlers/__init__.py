"""What the service answers, by operation: each handler is a plain function from a request to a reply.

A handler checks, lets the engine do the work, and answers; it checks everything before it changes anything. One that reads
files is asynchronous.
"""

from __future__ import annotations

from collections.abc import Mapping

from . import (
    account,
    autoscale,
    extensions,
    files,
    jobs,
    logs,
    node_users,
    nodes,
    pools,
    remote_login,
    schedules,
    tasks,
    usage,
)
from .registry import Handler

HANDLERS: Mapping[str, Handler] = {
    **account.HANDLERS,
    **autoscale.HANDLERS,
    **extensions.HANDLERS,
    **files.HANDLERS,
    **jobs.HANDLERS,
    **logs.HANDLERS,
    **node_users.HANDLERS,
    **nodes.HANDLERS,
    **pools.HANDLERS,
    **remote_login.HANDLERS,
    **schedules.HANDLERS,
    **tasks.HANDLERS,
    **usage.HANDLERS,
}
"""By the name of the operation in the operation table."""
