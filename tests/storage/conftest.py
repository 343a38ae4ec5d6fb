"""Storage for all tests of this folder; without Azurite they are skipped, in CI they fail."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from .azurite import SCRIPT, Azurite, azurite, node_program


@pytest.fixture(scope="session")
def storage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Azurite]:
    if not SCRIPT.is_file() or node_program() is None:
        if os.environ.get("CI") == "true":
            pytest.fail("needs azurite: run `make azurite` first")
        pytest.skip("needs azurite: `make check-storage` gets it")
    with azurite(tmp_path_factory.mktemp("azurite")) as running:
        yield running
