"""How much longer a program takes to start because it imports the client.

Measured over what any Azure client needs, `azure.core.rest` and `azure.core.pipeline`, in fresh processes with warm
byte code. The contenders take turns; the median counts, and the best is shown beside it.
"""

from __future__ import annotations

import subprocess
import sys
from statistics import median

BASE = "import azure.core.rest, azure.core.pipeline"
PROGRAMS = {
    "ours": "import azure_batch_sdk",
    "ours, async": "import azure_batch_sdk.aio",
    "ours, one model": "from azure_batch_sdk import BatchClient; from azure_batch_sdk.models import BatchTask",
    "ours, every model": "from azure_batch_sdk.models import *",
    "theirs": "import azure.batch",
    "theirs, async": "import azure.batch.aio",
}


def milliseconds_of(program: str) -> float:
    """Run a program in a fresh process and return what it takes beyond the base."""
    timed = f"import time\n{BASE}\nstart = time.perf_counter()\n{program}\nprint(time.perf_counter() - start)"
    run = subprocess.run([sys.executable, "-c", timed], capture_output=True, text=True, check=True)
    return float(run.stdout) * 1000


def import_times(processes: int) -> dict[str, list[float]]:
    """Return the milliseconds of every program, one for each process, sorted."""
    for program in PROGRAMS.values():
        milliseconds_of(program)
    times: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    for _ in range(processes):
        for name, program in PROGRAMS.items():
            times[name].append(milliseconds_of(program))
    return {name: sorted(taken) for name, taken in times.items()}


def summary(times: dict[str, list[float]]) -> dict[str, tuple[float, float]]:
    """Return median and best of each."""
    return {name: (median(taken), taken[0]) for name, taken in times.items()}
