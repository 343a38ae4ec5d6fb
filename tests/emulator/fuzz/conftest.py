"""A service that many fuzzing tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ..edge_host import EdgeHost
from .world import Line, fuzzed


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[EdgeHost, Line]]:
    """A service with a pool `p` of one node and a job `j`."""
    with fuzzed(tmp_path_factory.mktemp("fuzz")) as (host, line):
        host.pool("p")
        host.job("j")
        yield host, line
