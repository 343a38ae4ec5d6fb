"""The entities as the service shows them, made from the state each time they are asked for."""

from __future__ import annotations

from urllib.parse import quote

from ..clock import etag_of, text_of
from ..engine.nodes import FIRST_ADDRESS
from ..messages import JsonObject
from ..node.directories import job_segments
from ..state.entities import Job, JobSchedule, Node, Pool, Task, Visit

PUBLIC_ADDRESS = "127.0.0.1"
"""Nodes have no public address; a client that tries one shall not leave this machine."""


def pool_url(base_url: str, pool_id: str) -> str:
    """Return the URL of a pool."""
    return f"{base_url}/pools/{pool_id}"


def node_url(base_url: str, pool_id: str, node_id: str) -> str:
    """Return the URL of a node."""
    return f"{base_url}/pools/{pool_id}/nodes/{node_id}"


def job_url(base_url: str, job_id: str) -> str:
    """Return the URL of a job."""
    return f"{base_url}/jobs/{quote(job_id, safe=':')}"


def schedule_url(base_url: str, schedule_id: str) -> str:
    """Return the URL of a job schedule."""
    return f"{base_url}/jobschedules/{schedule_id}"


def task_url(base_url: str, job_id: str, task_id: str) -> str:
    """Return the URL of a task."""
    return f"{job_url(base_url, job_id)}/tasks/{quote(task_id, safe=':')}"


def pool_body(pool: Pool, base_url: str) -> JsonObject:
    """Show a pool."""
    spec = dict(pool.spec)
    body: JsonObject = {"id": pool.id}
    _move(spec, body, "displayName")
    body |= {
        "url": pool_url(base_url, pool.id),
        "eTag": etag_of(pool.modified),
        "lastModified": text_of(pool.modified),
        "creationTime": text_of(pool.created),
        "state": pool.state,
        "stateTransitionTime": text_of(pool.state_since),
        "allocationState": pool.allocation,
        "allocationStateTransitionTime": text_of(pool.allocation_since),
    }
    _move(spec, body, "vmSize")
    body |= {
        "resizeTimeout": pool.resize_timeout,
        "currentDedicatedNodes": pool.current_dedicated,
        "targetDedicatedNodes": pool.target_dedicated,
        "currentLowPriorityNodes": pool.current_low_priority,
        "targetLowPriorityNodes": pool.target_low_priority,
    }
    if pool.resize_errors and pool.allocation == "steady":
        body["resizeErrors"] = pool.resize_errors
    network = spec.pop("networkConfiguration", None)
    for name in ("enableAutoScale", "autoScaleFormula", "autoScaleEvaluationInterval"):
        _move(spec, body, name)
    if pool.auto_scale_run is not None:
        body["autoScaleRun"] = pool.auto_scale_run
    body |= spec
    if network is not None:
        body["networkConfiguration"] = network
    return body


def inbound_endpoints(node: Node) -> list[JsonObject]:
    """Show the ports of a node that its pool opens; they lead nowhere."""
    network: JsonObject = node.pool.spec.get("networkConfiguration") or {}
    pools = (network.get("endpointConfiguration") or {}).get("inboundNATPools") or ()
    number = node_number(node)
    return [
        {
            "name": f"{pool['name']}.{number}",
            "protocol": str(pool["protocol"]).lower(),
            "publicIPAddress": PUBLIC_ADDRESS,
            "publicFQDN": "localhost",
            "frontendPort": int(pool["frontendPortRangeStart"]) + number,
            "backendPort": pool["backendPort"],
        }
        for pool in pools
    ]


def node_number(node: Node) -> int:
    """Count a node within its pool from 0, by its address."""
    _, _, high, low = map(int, node.address.split("."))
    return high * 256 + low - FIRST_ADDRESS


def node_body(node: Node, base_url: str) -> JsonObject:
    """Show a node; what only a node that was up once has is left out before."""
    pool = node.pool
    work = node.work
    body: JsonObject = {
        "id": node.id,
        "url": node_url(base_url, pool.id, node.id),
        "state": node.state,
        "schedulingState": node.scheduling,
        "stateTransitionTime": text_of(node.state_since),
    }
    if node.last_boot is not None:
        body["lastBootTime"] = text_of(node.last_boot)
    body |= {
        "allocationTime": text_of(node.allocated),
        "ipAddress": node.address,
        "affinityId": f"TVM:{node.id}",
        "vmSize": pool.spec["vmSize"],
        "totalTasksRun": node.tasks_run,
        "runningTasksCount": len(work),
        "runningTaskSlotsCount": node.slots_in_use,
        "totalTasksSucceeded": node.tasks_succeeded,
    }
    if node.recent:
        body["recentTasks"] = [_recent_task(task, base_url) for task in reversed(node.recent)]
    if node.start_task is not None:
        body["startTask"] = node.start_task
    if node.start_info is not None:
        body["startTaskInfo"] = node.start_info
    if node.errors:
        body["errors"] = node.errors
    body["isDedicated"] = node.dedicated
    if (endpoints := inbound_endpoints(node)) and node.last_boot is not None:
        body["endpointConfiguration"] = {"inboundEndpoints": endpoints}
    if node.first_boot is not None:
        body["nodeAgentInfo"] = {"version": "1.12.3", "lastUpdateTime": text_of(node.first_boot)}
    image = (pool.spec.get("virtualMachineConfiguration") or {}).get("imageReference")
    if image is not None:
        body["virtualMachineInfo"] = {
            "imageReference": {**image, "exactVersion": image.get("version", "latest")}
        }
    return body


def job_body(job: Job, base_url: str) -> JsonObject:
    """Show a job."""
    spec = dict(job.spec)
    body: JsonObject = {"id": job.id}
    _move(spec, body, "displayName")
    body |= {
        "url": job_url(base_url, job.id),
        "eTag": etag_of(job.modified),
        "lastModified": text_of(job.modified),
        "creationTime": text_of(job.created),
        "state": job.state,
        "stateTransitionTime": text_of(job.state_since),
    }
    if job.previous is not None:
        body["previousState"] = job.previous
        body["previousStateTransitionTime"] = text_of(job.previous_since)
    after = {
        name: spec.pop(name) for name in ("onAllTasksComplete", "onTaskFailure", "metadata") if name in spec
    }
    body |= spec
    execution: JsonObject = {"startTime": text_of(job.started)}
    if job.ended is not None:
        execution["endTime"] = text_of(job.ended)
    execution["poolId"] = job.pool_id
    if job.scheduling_error is not None:
        execution["schedulingError"] = job.scheduling_error
    if job.terminate_reason is not None:
        execution["terminateReason"] = job.terminate_reason
    body["executionInfo"] = execution
    return body | after


def schedule_body(schedule: JobSchedule, base_url: str) -> JsonObject:
    """Show a job schedule."""
    spec = dict(schedule.spec)
    body: JsonObject = {"id": schedule.id}
    _move(spec, body, "displayName")
    body |= {
        "url": schedule_url(base_url, schedule.id),
        "eTag": etag_of(schedule.modified),
        "lastModified": text_of(schedule.modified),
        "creationTime": text_of(schedule.created),
        "state": schedule.state,
        "stateTransitionTime": text_of(schedule.state_since),
    }
    if schedule.previous is not None:
        body["previousState"] = schedule.previous
        body["previousStateTransitionTime"] = text_of(schedule.previous_since)
    _move(spec, body, "schedule")
    _move(spec, body, "jobSpecification")
    execution: JsonObject = {}
    if schedule.due is not None and "recurrenceInterval" in schedule.spec.get("schedule", {}):
        execution["nextRunTime"] = text_of(schedule.due)
    if schedule.recent is not None:
        execution["recentJob"] = {"url": job_url(base_url, schedule.recent), "id": schedule.recent}
    if schedule.ended is not None:
        execution["endTime"] = text_of(schedule.ended)
    body["executionInfo"] = execution
    return body | spec


def task_body(task: Task, base_url: str) -> JsonObject:
    """Show a task."""
    spec = task.spec
    body: JsonObject = {"id": task.id}
    if "displayName" in spec:
        body["displayName"] = spec["displayName"]
    body["url"] = task_url(base_url, task.job.id, task.id)
    body["eTag"] = etag_of(task.modified)
    body["creationTime"] = text_of(task.created)
    body["lastModified"] = text_of(task.modified)
    body["state"] = task.state
    body["stateTransitionTime"] = text_of(task.since)
    if task.previous is not None:
        body["previousState"] = task.previous
        body["previousStateTransitionTime"] = text_of(task.previous_since)
    body.update(spec)
    body["executionInfo"] = execution_info(task)
    if task.node_id is not None and task.pool_id is not None:
        body["nodeInfo"] = _node_info(task, task.pool_id, task.node_id, base_url)
    elif task.state == "completed":
        body["nodeInfo"] = {}
    return body


def subtask_body(task: Task, subtask: JsonObject, base_url: str) -> JsonObject:
    """Show one of the other instances of a multi-instance task."""
    pool_id, node_id = subtask["node"]
    order = ("startTime", "endTime", "exitCode", "failureInfo", "state", "stateTransitionTime")
    after = ("previousState", "previousStateTransitionTime", "result")
    body: JsonObject = {"id": subtask["id"], "nodeInfo": _node_info(task, pool_id, node_id, base_url)}
    return body | {name: subtask[name] for name in (*order, *after) if name in subtask}


def visit_body(visit: Visit, base_url: str) -> JsonObject:
    """Show what became of the preparation and release tasks of a job on a node."""
    job = visit.job
    url = node_url(base_url, visit.pool_id, visit.node_id)
    body: JsonObject = {"poolId": visit.pool_id, "nodeId": visit.node_id, "nodeUrl": url}
    for name, member, info in (
        ("jobPreparationTaskExecutionInfo", "jobPreparationTask", visit.preparation),
        ("jobReleaseTaskExecutionInfo", "jobReleaseTask", visit.release),
    ):
        if info is not None:
            root = "/".join(("workitems", *job_segments(job.id), job.spec[member]["id"]))
            shown: JsonObject = {
                name: info[name] for name in ("startTime", "endTime", "state") if name in info
            }
            shown |= {"taskRootDirectory": root, "taskRootDirectoryUrl": f"{url}/files/{root}"}
            body[name] = shown | info
    return body


def execution_info(task: Task) -> JsonObject:
    """Show how far a task has come."""
    info: JsonObject = {}
    if task.started is not None:
        info["startTime"] = text_of(task.started)
    if task.ended is not None:
        info["endTime"] = text_of(task.ended)
    if task.exit_code is not None:
        info["exitCode"] = task.exit_code
    if task.failure is not None:
        info["failureInfo"] = task.failure
    if task.result is not None:
        info["result"] = task.result
    info["retryCount"] = task.retries
    if task.last_retry is not None:
        info["lastRetryTime"] = text_of(task.last_retry)
    info["requeueCount"] = task.requeues
    if task.last_requeue is not None:
        info["lastRequeueTime"] = text_of(task.last_requeue)
    return info


def _node_info(task: Task, pool_id: str, node_id: str, base_url: str) -> JsonObject:
    url = node_url(base_url, pool_id, node_id)
    root = "/".join(("workitems", *job_segments(task.job.id), task.id))
    return {
        "affinityId": f"TVM:{node_id}",
        "nodeUrl": url,
        "poolId": pool_id,
        "nodeId": node_id,
        "taskRootDirectory": root.replace("/", "\\") if task.on_windows else root,
        "taskRootDirectoryUrl": f"{url}/files/{root}",
    }


def _recent_task(task: Task, base_url: str) -> JsonObject:
    return {
        "taskUrl": task_url(base_url, task.job.id, task.id),
        "jobId": task.job.id,
        "taskId": task.id,
        "taskState": task.state,
        "executionInfo": execution_info(task),
    }


def _move(source: JsonObject, target: JsonObject, name: str) -> None:
    if name in source:
        target[name] = source.pop(name)
