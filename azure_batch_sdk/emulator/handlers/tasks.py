"""Tasks: make one or many, show, change, terminate, reactivate, delete."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from ..clock import etag_of, text_of
from ..context import ServiceContext
from ..engine import tasks
from ..errors import ServiceError
from ..messages import JsonObject, Reply, Request
from ..state.entities import Job, Task
from ..wire.refusals import message_text
from . import statistics
from .bodies import subtask_body, task_body, task_url
from .defaults import task_constraints, task_spec
from .jobs import refusal
from .preparation import check_id_is_free
from .registry import Handler
from .replies import changed, check, conflict, created, invalid, listed, listed_values, shown
from .task_checks import check_against_job, check_task_body

_MOST_TASKS = 100


def create_task(service: ServiceContext, request: Request) -> Reply:
    """Make a task."""
    body = request.body or {}
    check_task_body(service, body)
    job = _open_job(service, request)
    task = _add(service, job, body)
    return created(task, task_url(request.base_url, job.id, task.id))


def create_task_collection(service: ServiceContext, request: Request) -> Reply:
    """Make up to 100 tasks; each has its own result."""
    bodies = (request.body or {})["value"]
    if not 0 < len(bodies) <= _MOST_TASKS:
        raise invalid("value", None, f"1 to {_MOST_TASKS} tasks can be added at once.")
    job = _open_job(service, request)
    return Reply(
        200, {"value": [_try_to_add(service, request, job, body) for body in bodies]}, "taskaddresult"
    )


def get_task(service: ServiceContext, request: Request) -> Reply:
    """Show a task."""
    task = _task(service, request)
    body = statistics.showing(service, request, task_body, statistics.of_task)
    return shown(request, task, body(task), "tasks")


def list_tasks(service: ServiceContext, request: Request) -> Reply:
    """List the tasks of a job."""
    job = service.world.job(request.path["jobId"])
    body = statistics.showing(service, request, task_body, statistics.of_task)
    return listed("task", "tasks", job.tasks, body)


def list_subtasks(service: ServiceContext, request: Request) -> Reply:
    """List the subtasks of a task; only a multi-instance task has any, and only when it has got its nodes."""
    task = _task(service, request)
    shown = [subtask_body(task, subtask, request.base_url) for subtask in task.subtasks or ()]
    # As text for the order: more than 9999999 instances there are not.
    return listed_values("subtask", "subtaskinfo", ((f"{item['id']:07}", item) for item in shown))


def replace_task(service: ServiceContext, request: Request) -> Reply:
    """Replace the constraints of a task."""
    task = _task(service, request)
    check(request, task)
    _require_open(task.job)
    if task.state == "completed":
        raise _completed()
    constraints = task_constraints((request.body or {}).get("constraints"), task.job.spec)
    task.spec = {**task.spec, "constraints": constraints}
    task.modified = service.clock.next_tick()
    service.touch(task, whole=True)
    return changed(request, 200, task)


def delete_task(service: ServiceContext, request: Request) -> Reply:
    """Delete a task with its files."""
    task = _task(service, request)
    check(request, task)
    if task.job.state == "deleting":
        raise refusal(task.job)
    tasks.remove(service, task)
    return Reply(200)


def terminate_task(service: ServiceContext, request: Request) -> Reply:
    """Complete a task now."""
    task = _task(service, request)
    check(request, task)
    if task.state == "completed":
        raise _completed()
    tasks.terminate(service, task)
    return changed(request, 204, task)


def reactivate_task(service: ServiceContext, request: Request) -> Reply:
    """Let a task that failed run again."""
    task = _task(service, request)
    check(request, task)
    _require_open(task.job)
    if task.state != "completed":
        raise conflict("TaskNotCompleted", "The specified task is not in a completed state.")
    if task.result == "success":
        raise conflict("TaskSucceeded", "The specified task has succeeded and cannot be reactivated.")
    tasks.reactivate(service, task)
    return changed(request, 204, task, names_itself=False)


def _task(service: ServiceContext, request: Request) -> Task:
    return service.world.task(request.path["jobId"], request.path["taskId"])


def _open_job(service: ServiceContext, request: Request) -> Job:
    job = service.world.job(request.path["jobId"])
    _require_open(job)
    return job


def _require_open(job: Job) -> None:
    if job.state in ("terminating", "completed", "deleting"):
        raise refusal(job)


def _completed() -> ServiceError:
    return conflict("TaskCompleted", "The specified task is already in a completed state.")


def _add(service: ServiceContext, job: Job, body: JsonObject) -> Task:
    check_against_job(body, job)
    check_id_is_free(job, body["id"])
    if body["id"] in job.tasks:
        raise conflict("TaskExists", "The specified task already exists.")
    tick = service.clock.next_tick()
    task = Task(
        job=job,
        id=body["id"],
        spec=task_spec(body, job.spec),
        created=tick,
        modified=tick,
        state="active",
        since=tick,
    )
    tasks.add(service, task)
    return task


def _try_to_add(service: ServiceContext, request: Request, job: Job, body: JsonObject) -> JsonObject:
    url = task_url(request.base_url, job.id, body["id"])
    try:
        check_task_body(service, body)
        task = _add(service, job, body)
    except ServiceError as error:
        return {
            "error@odata.navigationLinkUrl": f"{url}/error",
            "error": _item_error(error, request, service.clock.now()),
            "status": "ClientError" if error.status < 500 else "ServerError",
            "taskId": body["id"],
        }
    return {
        "status": "Success",
        "taskId": task.id,
        "eTag": etag_of(task.modified),
        "lastModified": text_of(task.modified),
        "location": url,
    }


def _item_error(error: ServiceError, request: Request, now: datetime) -> JsonObject:
    text = message_text(error.message, request.request_id, now)
    item: JsonObject = {"code": error.code, "message": {"lang": "en-US", "value": text}}
    if error.values:
        item["values"] = [
            {"key": key} if value is None else {"key": key, "value": value} for key, value in error.values
        ]
    return item


HANDLERS: Mapping[str, Handler] = {
    "create_task": create_task,
    "create_task_collection": create_task_collection,
    "delete_task": delete_task,
    "get_task": get_task,
    "list_subtasks": list_subtasks,
    "list_tasks": list_tasks,
    "reactivate_task": reactivate_task,
    "replace_task": replace_task,
    "terminate_task": terminate_task,
}
