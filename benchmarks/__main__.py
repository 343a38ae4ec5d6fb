"""Print the figures: `python -m benchmarks [--rounds N] [--processes N]`.

Every ratio stands beside the bound that it is meant to keep. Nothing fails here: a busy machine is no fault.
"""

from __future__ import annotations

import argparse
import platform

from . import import_time, models


def line(what: str, figure: str, bound: str = "", kept: bool | None = None) -> None:
    """Print one figure."""
    verdict = "" if kept is None else ("kept" if kept else "MISSED")
    print(f"  {what:<52} {figure:>12}   {bound:<24} {verdict}".rstrip())


def at_most(what: str, ratio: float, bound: float, goal: float) -> None:
    """Print a ratio that should be small."""
    line(what, f"{ratio:.2f} x", f"at most {bound:g} (goal {goal:g})", ratio <= bound)


def at_least(what: str, ratio: float, bound: float, goal: float) -> None:
    """Print a ratio that should be large."""
    line(what, f"{ratio:.1f} x", f"at least {bound:g} (goal {goal:g})", ratio >= bound)


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Compare with azure-batch 15.1.0."
    )
    parser.add_argument("--rounds", type=int, default=60, help="turns of the quick contenders (default 60)")
    parser.add_argument("--processes", type=int, default=15, help="processes for each import (default 15)")
    options = parser.parse_args()
    print(f"Python {platform.python_version()}, best of {options.rounds} rounds, taken in turns\n")

    page = models.parse_page(options.rounds)
    base = page["json.loads"]
    print(
        f"A page of {models.TASKS:,} tasks, {len(models.make_page()) / 1e6:.1f} MB; json.loads takes {base * 1e3:.1f} ms"
    )
    at_most("parse it", page["ours"] / base, 1.25, 1.1)
    at_most("parse it and read four properties of each task", page["ours, four read"] / base, 2.0, 1.5)
    line("azure-batch 15.1.0: parse it", f"{page['theirs'] / base:.1f} x")
    line("azure-batch 15.1.0: and read four", f"{page['theirs, four read'] / base:.1f} x")

    build = models.build(options.rounds)
    print(f"\nBuild {models.TASKS:,} tasks with constraints and one setting: {build['ours'] * 1e3:.1f} ms")
    at_least("times as fast as azure-batch 15.1.0", build["theirs"] / build["ours"], 5.0, 8.0)

    encoded = models.encode_tasks(options.rounds)
    print(f"\nEncode them as ten bodies of a hundred: {encoded['ours'] * 1e3:.1f} ms")
    line("beside json.dumps of the plain trees", f"{encoded['ours'] / encoded['json.dumps']:.2f} x")
    line("times as fast as azure-batch 15.1.0", f"{encoded['theirs'] / encoded['ours']:.1f} x")

    print(
        f"\nImport, over azure.core.rest and azure.core.pipeline; median of {options.processes} processes (best)"
    )
    for name, (middle, best) in import_time.summary(import_time.import_times(options.processes)).items():
        bound = name in ("ours", "ours, async")
        line(
            import_time.PROGRAMS[name][:52],
            f"{middle:.0f} ({best:.0f}) ms",
            "at most 30 ms" if bound else "",
            middle <= 30 if bound else None,
        )


if __name__ == "__main__":
    main()
