"""Time several things side by side on a machine that does other things, too.

The contenders take turns, so that a slow moment meets all of them, and of many turns the best counts: noise only ever adds.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping

Action = Callable[[], object]


def best_times(contenders: Mapping[str, Action], rounds: int) -> dict[str, float]:
    """Run every contender in turn, so many rounds, and return the best time of each in seconds."""
    best = dict.fromkeys(contenders, float("inf"))
    for action in contenders.values():
        action()
    for _ in range(rounds):
        for name, action in contenders.items():
            gc.collect()  # what one leaves behind is not the next one's to clear away
            start = time.perf_counter()
            action()
            best[name] = min(best[name], time.perf_counter() - start)
    return best
