"""A local Batch service that really runs tasks, to develop and test against without Azure.

with BatchEmulator() as emulator:
    client = emulator.get_client()
"""

from .library import BatchEmulator

__all__ = ["BatchEmulator"]
