"""The asynchronous client: the same names and behavior, to be awaited."""

from ._client import BatchClient

__all__ = ["BatchClient"]
