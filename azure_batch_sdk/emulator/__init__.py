"""A local Batch service that really runs tasks, to develop and test against without Azure.

    with BatchEmulator() as emulator, emulator.get_client() as client:
        print(list(client.list_pools()))

As a command it is `azure-batch-emulator`, or `python -m azure_batch_sdk.emulator`.
"""

from .library import BatchEmulator

__all__ = ["BatchEmulator"]
