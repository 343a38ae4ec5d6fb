"""Memory is bounded by what is in flight and about 20 bytes a finished task."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "bulk_memory.py"


@pytest.mark.skipif(sys.platform == "win32", reason="measures with getrusage")
@pytest.mark.parametrize("client", [[], ["--async"]], ids=["sync", "async"])
def test_a_stream_of_tasks_needs_little_memory(client: list[str]) -> None:
    # The tasks alone would be 30 MB as dicts, their results 29 MB.
    run = subprocess.run(
        [sys.executable, str(BENCHMARK), "50000", *client],
        capture_output=True,
        text=True,
        check=True,
        cwd=BENCHMARK.parents[1],
        env={**os.environ, "PYTHONPATH": str(BENCHMARK.parents[1])},
    )
    megabytes = float(run.stdout.split(" s: ")[1].split(" MB")[0])
    assert megabytes < 20, run.stdout
