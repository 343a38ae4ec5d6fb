"""A program that submits tasks with a ledger, to be killed by a test.

Arguments: port, ledger, number of tasks. It prints the outcome as JSON.
"""

from __future__ import annotations

import base64
import json
import sys

from azure.core.credentials import AzureNamedKeyCredential

from azure_batch_sdk import BatchClient


def main() -> None:
    """Submit."""
    port, ledger, count = int(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    credential = AzureNamedKeyCredential("account", base64.b64encode(b"k" * 32).decode())
    with BatchClient(f"http://127.0.0.1:{port}", credential) as client:
        result = client.create_tasks(
            "job",
            ({"id": f"t{number}", "commandLine": "x"} for number in range(count)),
            ledger=ledger,
            on_existing="fail",
        )
    print(json.dumps([item.task_id for item in result.result_values or []]))


if __name__ == "__main__":
    main()
