"""The asynchronous client."""

from __future__ import annotations

from .._generated.aio import Operations


class BatchClient(Operations):
    """Manage pools, jobs and tasks of one Azure Batch account, asynchronously.

    The same as `azure_batch_sdk.BatchClient`, with methods to be awaited; a token credential must be an asynchronous
    one (`azure.identity.aio`). Needs aiohttp, or another transport that is passed in.
    """
