"""The files of tasks and nodes: list, look at, read, delete."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar
from urllib.parse import quote

from ..clock import Clock, http_date_of, text_of
from ..conditions import check_conditions
from ..context import ServiceContext
from ..engine import retention, tasks
from ..errors import ServiceError
from ..messages import FileContent, JsonObject, Listing, Reply, Request
from ..node.files import DirectoryNotEmpty, FileAbsent, FileFacts, FileTree, RangeInvalid, byte_range
from ..state.world import not_found
from .bodies import node_url, task_url
from .preparation import absent_file
from .registry import Handler
from .replies import conflict, wrong_state

Result = TypeVar("Result")


def list_task_files(service: ServiceContext, request: Request) -> Reply:
    """List the directory of a task."""
    return _list(service.clock, request, *_task_tree(service, request))


def list_node_files(service: ServiceContext, request: Request) -> Reply:
    """List the directories of a node."""
    return _list(service.clock, request, *_node_tree(service, request))


async def download_task_file(service: ServiceContext, request: Request) -> Reply:
    """Send a file of a task, or a range of it."""
    return await _read(service.clock, request, *_task_tree(service, request))


async def download_node_file(service: ServiceContext, request: Request) -> Reply:
    """Send a file of a node, or a range of it."""
    try:
        return await _read(service.clock, request, *_node_tree(service, request))
    except ServiceError as error:
        raise absent_file(service, request, error) from None


async def get_task_file_properties(service: ServiceContext, request: Request) -> Reply:
    """Tell what is known of a file of a task."""
    return await _look(service.clock, request, *_task_tree(service, request))


async def get_node_file_properties(service: ServiceContext, request: Request) -> Reply:
    """Tell what is known of a file of a node."""
    try:
        return await _look(service.clock, request, *_node_tree(service, request))
    except ServiceError as error:
        raise absent_file(service, request, error) from None


async def delete_task_file(service: ServiceContext, request: Request) -> Reply:
    """Delete a file or directory of a task."""
    return await _delete(request, _task_tree(service, request)[0])


async def delete_node_file(service: ServiceContext, request: Request) -> Reply:
    """Delete a file or directory of a node."""
    return await _delete(request, _node_tree(service, request)[0])


def _task_tree(service: ServiceContext, request: Request) -> tuple[FileTree, str]:
    """Return the files of a task and the URL above them."""
    task = service.world.task(request.path["jobId"], request.path["taskId"])
    if task.node_id is None:
        raise wrong_state("The task has not run on a node.")
    node = tasks.node_of(service, task)
    if node is None:
        raise conflict(
            "TaskFilesUnavailable", "The node that the task ran on is gone, and its files with it."
        )
    if node.state in ("deallocating", "deallocated", "preempted"):
        raise conflict("TaskFilesUnavailable", f"The node that the task ran on is {node.state}.")
    if node.wiped is not None and task.started is not None and task.started < node.wiped:
        raise conflict("TaskFilesUnavailable", "The node has lost its files since the task ran on it.")
    gone_at = retention.due(task)
    if gone_at is not None and gone_at <= service.clock.ticks():
        raise conflict(
            "TaskFilesCleanedup", "The retention time of the task has passed, and its files are gone."
        )
    directories = service.directories(node)
    tree = FileTree(
        directories.task_directory(task.job.id, task.id).path,
        within=directories.root,
        separator="\\" if node.pool.is_windows else "/",
    )
    return tree, task_url(request.base_url, task.job.id, task.id)


def _node_tree(service: ServiceContext, request: Request) -> tuple[FileTree, str]:
    """Return the files of a node and the URL above them."""
    node = service.world.node(request.path["poolId"], request.path["nodeId"])
    if node.last_boot is None or node.state in ("deallocating", "deallocated", "preempted"):
        raise wrong_state(f"The node is {node.state}.")
    separator = "\\" if node.pool.is_windows else "/"
    tree = FileTree(service.directories(node).root, separator=separator)
    return tree, node_url(request.base_url, node.pool.id, node.id)


def _list(clock: Clock, request: Request, tree: FileTree, url: str) -> Reply:
    recursive = bool(request.query.get("recursive"))

    def after(key: str | None) -> Iterator[tuple[str, Callable[[], JsonObject]]]:
        for facts in tree.list(recursive=recursive, after=key):
            yield facts.name, lambda facts=facts: _item(clock, facts, url, tree)  # type: ignore[misc]  # a bound default

    return Reply(200, listing=Listing("file", "files", after))


async def _read(clock: Clock, request: Request, tree: FileTree, url: str) -> Reply:
    facts = await _facts(clock, request, tree)
    if facts.is_directory:
        raise wrong_state("A directory cannot be read.")
    start, length = 0, facts.content_length
    wanted = request.headers.get("ocp-range")
    if wanted is not None:
        try:
            start, length = byte_range(wanted, facts.content_length)
        except RangeInvalid as error:
            raise ServiceError(
                416,
                "InvalidRange",
                "The range specified is invalid for the current size of the resource.",
                [("HeaderName", "ocp-range"), ("HeaderValue", wanted), ("Reason", f"{error}.")],
            ) from None
    return _reply(clock, facts, url, tree, FileContent(facts.path, start, length))


async def _look(clock: Clock, request: Request, tree: FileTree, url: str) -> Reply:
    facts = await _facts(clock, request, tree)
    return _reply(clock, facts, url, tree, FileContent(facts.path, 0, facts.content_length))


async def _delete(request: Request, tree: FileTree) -> Reply:
    recursive = bool(request.query.get("recursive"))
    try:
        await _in_thread(lambda: tree.delete(request.path["filePath"], recursive=recursive))
    except FileAbsent:
        raise not_found("file") from None
    except DirectoryNotEmpty:
        raise wrong_state("The directory is not empty; delete it with recursive=true.") from None
    except OSError as error:
        raise ServiceError(403, "IOError", f"The file cannot be deleted: {error.strerror}.") from error
    return Reply(200)


async def _facts(clock: Clock, request: Request, tree: FileTree) -> FileFacts:
    try:
        facts = await _in_thread(lambda: tree.stat(request.path["filePath"]))
    except FileAbsent:
        raise not_found("file") from None
    check_conditions(request, None, clock.ticks_of_real(facts.last_modified))
    return facts


async def _in_thread(action: Callable[[], Result]) -> Result:
    return await asyncio.get_running_loop().run_in_executor(None, action)


def _item(clock: Clock, facts: FileFacts, url: str, tree: FileTree) -> JsonObject:
    item: JsonObject = {
        "name": facts.name,
        "url": f"{url}/files/{facts.name}",
        "isDirectory": facts.is_directory,
    }
    if not facts.is_directory:
        properties: JsonObject = {}
        # A node's system knows one or the other.
        if tree.is_windows:
            properties["creationTime"] = text_of(clock.ticks_of_real(facts.created))
        properties["lastModified"] = text_of(clock.ticks_of_real(facts.last_modified))
        properties["contentLength"] = str(facts.content_length)
        properties["contentType"] = facts.content_type
        if not tree.is_windows:
            properties["fileMode"] = facts.file_mode
        item["properties"] = properties
    return item


def _reply(clock: Clock, facts: FileFacts, url: str, tree: FileTree, content: FileContent) -> Reply:
    name = facts.name.replace("\\", "/") if tree.is_windows else facts.name
    if tree.is_windows:
        of_the_system = {"ocp-creation-time": http_date_of(clock.ticks_of_real(facts.created))}
    else:
        of_the_system = {"ocp-batch-file-mode": facts.file_mode}
    return Reply(
        200,
        last_modified=http_date_of(clock.ticks_of_real(facts.last_modified)),
        headers={
            "Content-Type": facts.content_type,
            "ocp-batch-file-isdirectory": str(facts.is_directory),
            **of_the_system,
            "ocp-batch-file-url": quote(f"{url}/files/{name}", safe=""),
        },
        file=content,
    )


HANDLERS: Mapping[str, Handler] = {
    "delete_node_file": delete_node_file,
    "delete_task_file": delete_task_file,
    "download_node_file": download_node_file,
    "download_task_file": download_task_file,
    "get_node_file_properties": get_node_file_properties,
    "get_task_file_properties": get_task_file_properties,
    "list_node_files": list_node_files,
    "list_task_files": list_task_files,
}
