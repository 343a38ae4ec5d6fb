"""The logs of a node, put into a container on request."""

from __future__ import annotations

import asyncio
import hashlib
import io
from collections.abc import Mapping

from ..clock import text_of
from ..context import ServiceContext
from ..engine import nodes
from ..messages import JsonObject, Reply, Request
from ..node import blob_storage
from ..node.transfers import StorageTrouble, without_query
from ..state.entities import Node
from ..state.timestamps import timestamp_ticks
from .nodes import refusal
from .registry import Handler
from .replies import invalid

_AGENT_LOG = "agent-debug.log"
_OUT_OF_REACH = frozenset({"creating", "deallocating", "deallocated", "preempted", "leavingpool"})


async def upload_node_logs(service: ServiceContext, request: Request) -> Reply:
    """Upload what was logged about a node in a span of time, and how its start task went; answer when it is there."""
    body = request.body or {}
    node = service.world.node(request.path["poolId"], request.path["nodeId"])
    start = timestamp_ticks(body["startTime"])
    end = timestamp_ticks(body["endTime"]) if body.get("endTime") else service.clock.ticks()
    if start > end:
        raise invalid("startTime", body["startTime"], "The time span ends before it begins.")
    if node.last_boot is None or node.state in _OUT_OF_REACH:
        raise refusal(node)
    lines = [f"{text_of(tick)} {text}\n" for tick, text in node.log if start <= tick <= end]
    directory = _directory(service, node, request)
    url = str(body["containerUrl"])
    try:
        number = await asyncio.get_running_loop().run_in_executor(
            None, _upload, service, node, url, directory, "".join(lines).encode()
        )
    except StorageTrouble as trouble:
        # Nobody would hear of it later.
        raise invalid("containerUrl", without_query(url), str(trouble)) from None
    nodes.note(service, node, f"{number} log files are uploaded")
    result: JsonObject = {"virtualDirectoryName": directory, "numberOfFilesUploaded": number}
    return Reply(200, result, "Microsoft.Azure.Batch.Protocol.Entities.UploadBatchServiceLogsResult")


def _directory(service: ServiceContext, node: Node, request: Request) -> str:
    account = hashlib.sha256(service.account_name.encode()).hexdigest()[:16].upper()
    return f"{service.account_name}-{account}/{node.pool.id}/{node.id}/{request.request_id}"


def _upload(service: ServiceContext, node: Node, container_url: str, directory: str, agent_log: bytes) -> int:
    start_task = service.directories(node).start_task_directory()
    files = [path for path in (start_task.stdout, start_task.stderr) if path.is_file()]
    target = f"{directory}/{_AGENT_LOG}"
    blob_storage.put_blob(blob_storage.blob_url(container_url, target), io.BytesIO(agent_log), {})
    for path in files:
        with open(path, "rb") as file:
            url = blob_storage.blob_url(container_url, f"{directory}/startup/{path.name}")
            blob_storage.put_blob(url, file, {})
    return 1 + len(files)


HANDLERS: Mapping[str, Handler] = {"upload_node_logs": upload_node_logs}
