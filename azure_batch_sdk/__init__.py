"""A typed client for Azure Batch, with a local Batch service to try it on.

`BatchClient` is the synchronous client, `azure_batch_sdk.aio.BatchClient` the asynchronous one; the models are in
`azure_batch_sdk.models`.
"""

from ._client import BatchClient
from ._version import __version__

__all__ = ["BatchClient", "__version__"]
