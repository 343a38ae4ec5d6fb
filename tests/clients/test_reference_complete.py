"""No public operation of azure-batch 15.1.0 is left out of the tests of this folder."""

from __future__ import annotations

import importlib
from pathlib import Path

from azure.batch import BatchClient
from azure.batch.aio import BatchClient as AsyncBatchClient

from .recorded import PROMISED


def public_methods(client: type) -> set[str]:
    return {name for name in dir(client) if not name.startswith("_")}


def test_every_operation_is_shown_by_a_test() -> None:
    for path in Path(__file__).parent.glob("test_reference_*.py"):
        importlib.import_module(f".{path.stem}", __package__)
    shown = {name for names in PROMISED.values() for name in names}
    assert shown == public_methods(BatchClient) == public_methods(AsyncBatchClient)
    assert len(shown) > 70
