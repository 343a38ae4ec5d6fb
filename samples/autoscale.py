"""Let a formula size a pool, and try another formula before it counts.

python samples/autoscale.py
"""

from __future__ import annotations

import argparse
import sys

from connecting import connect
from temporary import fresh_name, linux_pool, temporary_pool

from azure_batch_sdk import BatchClient
from azure_batch_sdk.models import (
    AutoScaleRun,
    BatchPoolEnableAutoScaleOptions,
    BatchPoolEvaluateAutoScaleOptions,
)

PATIENCE = 1800  # seconds
# As long as there are few samples of a new pool, twenty tasks are supposed to wait.
FORMULA = """
$percent = $PendingTasks.GetSamplePercent(TimeInterval_Minute * 5);
$waiting = $percent < 70 ? 20 : avg($PendingTasks.GetSample(TimeInterval_Minute * 5));
$TargetDedicatedNodes = min(4, $waiting / 10);
$NodeDeallocationOption = taskcompletion;
"""


def attempt(client: BatchClient, pool: str, formula: str) -> AutoScaleRun:
    """Have the service evaluate a formula on what it knows of the pool; nothing is applied."""
    return client.evaluate_pool_auto_scale(
        pool, BatchPoolEvaluateAutoScaleOptions(auto_scale_formula=formula)
    )


def main() -> None:
    """Enable autoscale on a pool of one node, and try formulas."""
    argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0]).parse_args()
    with connect() as client, temporary_pool(client, linux_pool(fresh_name("autoscale"), nodes=1)) as pool:
        client.wait_for_nodes(pool, timeout=PATIENCE)  # a pool that gets its first nodes takes no formula
        three = BatchPoolEnableAutoScaleOptions(auto_scale_formula="$TargetDedicatedNodes = 3;")
        client.enable_pool_auto_scale(pool, three)
        nodes = client.wait_for_nodes(pool, count=3, timeout=PATIENCE)
        last = client.get_pool(pool).auto_scale_run
        print(f"{len(nodes)} nodes by formula:", last.results if last else None)

        run = attempt(client, pool, FORMULA)
        print("By the work that waits:", run.results)
        error = attempt(client, pool, "$TargetDedicatedNodes = $NoSuchVariable;").error
        print("A mistake is told, not applied:", error.code if error else None)
        for value in (error.error_values or []) if error else ():
            print(f"  {value.name}: {value.value}")

        client.disable_pool_auto_scale(pool)
        kept = client.get_pool(pool)
        print(f"Without a formula the pool keeps {kept.target_dedicated_nodes} nodes")
        if "$TargetDedicatedNodes=2" not in (run.results or "") or not error or kept.enable_auto_scale:
            sys.exit("expected a target of two nodes, and an error")


if __name__ == "__main__":
    main()
