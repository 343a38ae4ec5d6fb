"""Run one task on three nodes at once, as MPI programs need it, and look at its subtasks.

python samples/multi_instance.py
"""

from __future__ import annotations

import argparse
import sys

from connecting import connect
from temporary import fresh_name, job_on, linux_pool, temporary_job, temporary_pool

from azure_batch_sdk.models import BatchTaskCreateOptions, MultiInstanceSettings

PATIENCE = 1800  # seconds
INSTANCES = 3
# The coordination command runs on all nodes; when it has ended everywhere, the command line runs on the primary.
# A real one starts the daemons of MPI here, in the background.
COORDINATION = "/bin/sh -c 'echo I am one of them'"
COMMAND = '/bin/sh -c \'echo $AZ_BATCH_NODE_LIST | tr ";" "\\n"\''


def main() -> None:
    """Make a pool whose nodes reach one another, and run the task on it."""
    argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0]).parse_args()
    name = fresh_name("multi-instance")
    pool = linux_pool(name, nodes=INSTANCES)
    pool.enable_inter_node_communication = True
    pool.task_slots_per_node = 1
    with connect() as client, temporary_pool(client, pool), temporary_job(client, job_on(name)):
        task = BatchTaskCreateOptions(id="mpi", command_line=COMMAND)
        task.multi_instance_settings = MultiInstanceSettings(
            number_of_instances=INSTANCES, coordination_command_line=COORDINATION
        )
        client.create_task(name, task)
        client.wait_for_tasks(name, timeout=PATIENCE, raise_on_failure=True)

        hosts = b"".join(client.download_task_file(name, "mpi", "stdout.txt")).decode().split()
        print(f"The primary knows {len(hosts)} nodes:", *hosts)
        subtasks = list(client.list_subtasks(name, "mpi"))
        for subtask in subtasks:
            node = subtask.node_info.node_id if subtask.node_info else None
            print(f"subtask {subtask.id} ran on {node}: {subtask['state']}, exit code {subtask.exit_code}")
        if len(hosts) != INSTANCES or [subtask.exit_code for subtask in subtasks] != [0] * (INSTANCES - 1):
            sys.exit("expected the primary and two subtasks")


if __name__ == "__main__":
    main()
