"""What the service answers."""

from __future__ import annotations

from azure_batch_sdk._generated.operations import OPERATIONS
from azure_batch_sdk.emulator.handlers import HANDLERS


def test_every_operation_has_a_handler() -> None:
    assert set(HANDLERS) == set(OPERATIONS)
