# mypy: disable-error-code="attr-defined, import-not-found, no-untyped-call"
# pyright: reportAttributeAccessIssue=false, reportMissingImports=false
# Both checkers see the azure-batch of the development tools, which is a newer one.
"""A program for azure-batch 14.2.0: the SDK before the present one, on msrest, with an older api-version.

Arguments: the endpoint and the name of the account; its key is in AZURE_BATCH_ACCESS_KEY. Each line of output is what
one group of operations saw, as JSON.
"""

from __future__ import annotations

import datetime
import io
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import azure.batch.models as models
from azure.batch import BatchServiceClient
from azure.batch.batch_auth import SharedKeyCredentials

Seen = dict[str, Any]
SECONDS = 60.0
ODD_NAME = "a b+ü%25#?.txt"


def until(look: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + SECONDS
    while not look():
        if time.monotonic() > end:
            raise TimeoutError(f"not within {SECONDS} s: {what}")
        time.sleep(0.02)


def refusal(call: Callable[[], Any]) -> list[Any]:
    """Return status, code and the names of the values of an error."""
    try:
        call()
    except models.BatchErrorException as refused:
        error = refused.error
        return [
            refused.response.status_code,
            error.code,
            "RequestId" in error.message.value,
            sorted(value.key for value in error.values or []),
        ]
    return ["not refused"]


def text(stream: Iterator[bytes]) -> str:
    written = io.BytesIO()
    for chunk in stream:
        written.write(chunk)
    return written.getvalue().decode()


def pools(client: Any) -> Seen:
    start_task = models.StartTask(command_line="/bin/sh -c 'echo up'", wait_for_success=True)
    client.pool.add(
        models.PoolAddParameter(
            id="p14",
            vm_size="standard_d1_v2",
            virtual_machine_configuration=models.VirtualMachineConfiguration(
                image_reference=models.ImageReference(
                    publisher="canonical", offer="0001-com-ubuntu-server-jammy", sku="22_04-lts"
                ),
                node_agent_sku_id="batch.node.ubuntu 22.04",
            ),
            target_dedicated_nodes=2,
            task_slots_per_node=4,
            start_task=start_task,
            metadata=[models.MetadataItem(name="owner", value="alice")],
            target_node_communication_mode="simplified",
        )
    )
    until(lambda: [node.state.value for node in client.compute_node.list("p14")] == ["idle"] * 2, "idle")
    pool = client.pool.get("p14")
    client.pool.patch("p14", models.PoolPatchParameter(metadata=[models.MetadataItem(name="a", value="b")]))
    patched = client.pool.get("p14", models.PoolGetOptions(select="id,metadata"))
    client.pool.update_properties(
        "p14",
        models.PoolUpdatePropertiesParameter(
            start_task=start_task, certificate_references=[], application_package_references=[], metadata=[]
        ),
    )
    client.pool.resize("p14", models.PoolResizeParameter(target_dedicated_nodes=3))
    until(lambda: client.pool.get("p14").current_dedicated_nodes == 3, "three nodes")
    until(lambda: client.pool.get("p14").allocation_state == models.AllocationState.steady, "steady")
    node = next(iter(client.compute_node.list("p14")))
    client.pool.remove_nodes("p14", models.NodeRemoveParameter(node_list=[node.id]))
    until(lambda: len(list(client.compute_node.list("p14"))) == 2, "two nodes")
    until(lambda: client.pool.get("p14").allocation_state == models.AllocationState.steady, "steady")
    client.pool.enable_auto_scale("p14", auto_scale_formula="$TargetDedicatedNodes=2;")
    run = client.pool.evaluate_auto_scale("p14", "$TargetDedicatedNodes=7;")
    client.pool.disable_auto_scale("p14")
    until(lambda: client.pool.get("p14").allocation_state == models.AllocationState.steady, "steady")
    return {
        "exists": [client.pool.exists("p14"), client.pool.exists("nothing")],
        "nodes": pool.current_dedicated_nodes,
        "slots": pool.task_slots_per_node,
        "resize timeout": pool.resize_timeout.total_seconds(),
        "communication": pool.target_node_communication_mode.value,
        "metadata": [pool.metadata[0].value, patched.metadata[0].value, client.pool.get("p14").metadata],
        "selected": [patched.id, patched.vm_size],
        "listed": [each.id for each in client.pool.list(models.PoolListOptions(filter="state eq 'active'"))],
        "evaluated": run.results.partition(";")[0],
        "usage": list(client.pool.list_usage_metrics()),
        "counts": [[each.pool_id, each.dedicated.idle] for each in client.account.list_pool_node_counts()],
        "images": any(
            image.node_agent_sku_id == "batch.node.ubuntu 22.04"
            for image in client.account.list_supported_images()
        ),
        "applications": [each.id for each in client.application.list()],
    }


def nodes(client: Any) -> Seen:
    node = sorted(client.compute_node.list("p14"), key=lambda each: each.id)[0]
    user = models.ComputeNodeUser(
        name="bob",
        password="Sup3rS!cret",
        is_admin=True,
        expiry_time=datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=1),
    )
    client.compute_node.add_user("p14", node.id, user)
    again = refusal(lambda: client.compute_node.add_user("p14", node.id, user))
    client.compute_node.update_user(
        "p14", node.id, "bob", models.NodeUpdateUserParameter(password="0ther!word")
    )
    client.compute_node.delete_user("p14", node.id, "bob")
    login = client.compute_node.get_remote_login_settings("p14", node.id)
    client.compute_node.disable_scheduling("p14", node.id, "requeue")
    disabled = client.compute_node.get("p14", node.id).scheduling_state.value
    client.compute_node.enable_scheduling("p14", node.id)
    for operate in (client.compute_node.reboot, client.compute_node.reimage):
        operate("p14", node.id)
        until(lambda: client.compute_node.get("p14", node.id).state.value == "idle", "idle again")
    return {
        "user exists": again,
        "login": login.remote_login_ip_address,
        "scheduling": [disabled, client.compute_node.get("p14", node.id).scheduling_state.value],
        "start task": client.compute_node.get("p14", node.id).start_task_info.exit_code,
        "extensions": list(client.compute_node_extension.list("p14", node.id)),
        "start task output": text(client.file.get_from_compute_node("p14", node.id, "startup/stdout.txt")),
        "files": [each.name for each in client.file.list_from_compute_node("p14", node.id)],
    }


def jobs(client: Any) -> Seen:
    client.job.add(
        models.JobAddParameter(
            id="j14",
            pool_info=models.PoolInformation(pool_id="p14"),
            priority=10,
            job_preparation_task=models.JobPreparationTask(command_line="/bin/true"),
            constraints=models.JobConstraints(max_task_retry_count=1),
        )
    )
    job = client.job.get("j14")
    client.job.patch("j14", models.JobPatchParameter(priority=20), models.JobPatchOptions(if_match=job.e_tag))
    stale = refusal(
        lambda: client.job.patch(
            "j14", models.JobPatchParameter(priority=30), models.JobPatchOptions(if_match=job.e_tag)
        )
    )
    patched = client.job.get("j14")
    client.job.update("j14", models.JobUpdateParameter(pool_info=models.PoolInformation(pool_id="p14")))
    client.job.disable("j14", "requeue")
    until(lambda: client.job.get("j14").state == models.JobState.disabled, "disabled")
    client.job.enable("j14")
    until(lambda: client.job.get("j14").state == models.JobState.active, "active")
    return {
        "unlimited": job.constraints.max_wall_clock_time.days,
        "priority": [job.priority, patched.priority, client.job.get("j14").priority],
        "stale": stale,
        "listed": [
            [each.id, each.pool_info]
            for each in client.job.list(
                models.JobListOptions(filter="startswith(id,'j1')", select="id,state")
            )
        ],
    }


def tasks(client: Any) -> Seen:
    many = [
        models.TaskAddParameter(
            id=f"t{number:03}", command_line=f"/bin/sh -c 'echo {number}; exit {number % 2}'"
        )
        for number in range(250)
    ]
    added = client.task.add_collection("j14", many, threads=4).value
    client.task.add(
        "j14",
        models.TaskAddParameter(
            id="last",
            command_line="/bin/sh -c 'echo $GREETING; echo odd > \"$NAME\"'",
            environment_settings=[
                models.EnvironmentSetting(name="GREETING", value="hello"),
                models.EnvironmentSetting(name="NAME", value=ODD_NAME),
            ],
            constraints=models.TaskConstraints(max_task_retry_count=0),
        ),
    )
    until(lambda: client.job.get_task_counts("j14").task_counts.completed == 251, "251 tasks completed")
    counts = client.job.get_task_counts("j14").task_counts
    found = client.task.list(
        "j14",
        models.TaskListOptions(
            filter="executionInfo/exitCode eq 1 and id ge 't240'", select="id,executionInfo", max_results=2
        ),
    )
    ids = [[task.id, task.execution_info.retry_count, task.command_line] for task in found]
    task = client.task.get("j14", "last")
    client.task.reactivate("j14", "t001")
    until(lambda: client.task.get("j14", "t001").state == models.TaskState.completed, "ran again")
    client.task.delete("j14", "t002")
    client.task.add("j14", models.TaskAddParameter(id="long", command_line="/bin/sleep 600"))
    until(lambda: client.task.get("j14", "long").state == models.TaskState.running, "running")
    client.task.update("j14", "long", models.TaskConstraints(max_task_retry_count=2))
    retries = client.task.get("j14", "long").constraints.max_task_retry_count
    client.task.terminate("j14", "long")
    return {
        "added": [len(added), sorted({each.status.value for each in added})],
        "counts": [counts.completed, counts.succeeded, counts.failed],
        "failed": ids,
        "exit code": task.execution_info.exit_code,
        "result": task.execution_info.result.value,
        "subtasks": client.task.list_subtasks("j14", "last").value,
        "terminated": client.task.get("j14", "long").execution_info.failure_info.code,
        "retries": retries,
        "deleted": refusal(lambda: client.task.get("j14", "t002")),
        "preparation": sorted(
            {
                each.job_preparation_task_execution_info.state.value
                for each in client.job.list_preparation_and_release_task_status("j14")
            }
        ),
        "collection": refusals_in_a_collection(client),
    }


def refusals_in_a_collection(client: Any) -> list[Any]:
    """Add a task that is there already, and one that this job cannot have."""
    again = client.task.add_collection("j14", [models.TaskAddParameter(id="last", command_line="/bin/true")])
    wrong = models.TaskAddParameter(
        id="wrong", command_line="/bin/true", depends_on=models.TaskDependencies(task_ids=["last"])
    )
    seen = [[each.task_id, each.status.value, each.error.code] for each in again.value]
    try:
        client.task.add_collection("j14", [wrong])
    except models.CreateTasksErrorException as refused:
        seen += [[each.task_id, each.status.value, each.error.code] for each in refused.failure_tasks]
    return seen


def files(client: Any) -> Seen:
    properties = client.file.get_properties_from_task("j14", "last", "stdout.txt", raw=True).response.headers
    part = client.file.get_from_task(
        "j14", "last", "stdout.txt", models.FileGetFromTaskOptions(ocp_range="bytes=1-3")
    )
    listed = [each.name for each in client.file.list_from_task("j14", "last", recursive=True)]
    whole = text(client.file.get_from_task("j14", "last", "stdout.txt"))
    odd = text(client.file.get_from_task("j14", "last", f"wd/{ODD_NAME}"))
    task = client.task.get("j14", "last")
    on_node = f"{task.node_info.task_root_directory}/stdout.txt"
    client.file.delete_from_compute_node("p14", task.node_info.node_id, on_node)
    gone = refusal(lambda: client.file.get_from_task("j14", "last", "stdout.txt"))
    client.file.delete_from_task("j14", "last", "stderr.txt")
    return {
        "properties": [properties["Content-Length"], properties["ocp-batch-file-isdirectory"]],
        "whole": whole,
        "odd": odd,
        "part": text(part),
        "listed": listed,
        "gone": gone,
        "left": [each.name for each in client.file.list_from_task("j14", "last")],
    }


def schedules(client: Any) -> Seen:
    client.job_schedule.add(
        models.JobScheduleAddParameter(
            id="s14",
            schedule=models.Schedule(recurrence_interval=datetime.timedelta(hours=1)),
            job_specification=models.JobSpecification(pool_info=models.PoolInformation(pool_id="p14")),
        )
    )
    until(lambda: len(list(client.job.list_from_job_schedule("s14"))) == 1, "the first job")
    client.job_schedule.patch(
        "s14",
        models.JobSchedulePatchParameter(
            schedule=models.Schedule(recurrence_interval=datetime.timedelta(hours=2))
        ),
    )
    schedule = client.job_schedule.get("s14")
    client.job_schedule.disable("s14")
    disabled = client.job_schedule.get("s14").state.value
    client.job_schedule.enable("s14")
    client.job_schedule.terminate("s14")
    until(lambda: client.job_schedule.get("s14").state.value == "completed", "completed")
    client.job_schedule.delete("s14")
    until(lambda: not client.job_schedule.exists("s14"), "gone")
    return {
        "interval": schedule.schedule.recurrence_interval.total_seconds(),
        "recent": schedule.execution_info.recent_job.id,
        "disabled": disabled,
    }


def refusals(client: Any) -> Seen:
    return {
        "no pool": refusal(lambda: client.pool.get("nothing")),
        "no job": refusal(lambda: client.job.get("nothing")),
        "pool exists": refusal(
            lambda: client.pool.add(
                models.PoolAddParameter(
                    id="p14",
                    vm_size="a",
                    virtual_machine_configuration=models.VirtualMachineConfiguration(
                        image_reference=models.ImageReference(
                            publisher="canonical", offer="ubuntu-24_04-lts", sku="server"
                        ),
                        node_agent_sku_id="batch.node.ubuntu 24.04",
                    ),
                )
            )
        ),
        "filter": refusal(lambda: list(client.job.list(models.JobListOptions(filter="nonsense eq 1")))),
        "slots": refusal(
            lambda: client.task.add(
                "j14", models.TaskAddParameter(id="t", command_line="/bin/true", required_slots=0)
            )
        ),
        "certificates": refusal(lambda: list(client.certificate.list())),
    }


def ends(client: Any) -> Seen:
    client.job.terminate("j14", terminate_reason="done")
    until(lambda: client.job.get("j14").state == models.JobState.completed, "completed")
    reason = client.job.get("j14").execution_info.terminate_reason
    client.job.delete("j14")
    until(lambda: not list(client.job.list()), "no job")
    client.pool.delete("p14")
    until(lambda: not client.pool.exists("p14"), "no pool")
    return {"reason": reason}


def main() -> None:
    endpoint, account = sys.argv[1:]
    credentials = SharedKeyCredentials(account, os.environ["AZURE_BATCH_ACCESS_KEY"])
    client = BatchServiceClient(credentials, batch_url=endpoint)
    print(json.dumps({"api version": client.job.api_version}))
    for group in (pools, nodes, jobs, tasks, files, schedules, refusals, ends):
        print(json.dumps({group.__name__: group(client)}, default=str), flush=True)


if __name__ == "__main__":
    main()
