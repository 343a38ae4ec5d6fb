"""What a job may say of its own tasks: manager, preparation and release; and how others stay out of their way."""

from __future__ import annotations

from pathlib import PurePosixPath

from ..context import ServiceContext
from ..engine.visits import MEMBERS, Kind
from ..errors import ServiceError
from ..messages import JsonObject, Request
from ..state.durations import seconds_of_duration
from ..state.entities import Job
from .defaults import LONGEST_RELEASE, PREPARATION_ID, RELEASE_ID
from .replies import conflict, invalid
from .settings_checks import check_identity
from .task_checks import check_task_body
from .transfer_checks import check_resource_files

_LONGEST_SECONDS = 15 * 60
_OWN: tuple[tuple[Kind, str, str, str], ...] = (
    ("preparation", "JobPreparationTask", "job preparation task", PREPARATION_ID),
    ("release", "JobReleaseTask", "job release task", RELEASE_ID),
)
"""Each with its name in codes and in sentences, and its usual id."""

_PARTS = len(("workitems", "job", "run", "task", "file"))


def check_own_tasks(service: ServiceContext, body: JsonObject) -> None:
    """Refuse a job whose own tasks make no sense."""
    manager: JsonObject | None = body.get("jobManagerTask")
    preparation: JsonObject | None = body.get("jobPreparationTask")
    release: JsonObject | None = body.get("jobReleaseTask")
    if manager:
        check_task_body(service, manager)
    for task in (preparation or {}, release or {}):
        check_identity(task)
        check_resource_files(task.get("resourceFiles") or ())
    if release:
        if not preparation:
            raise invalid("jobReleaseTask", None, "A job with a release task needs a preparation task.")
        limit = release.get("maxWallClockTime", LONGEST_RELEASE)
        seconds = seconds_of_duration(limit)
        if seconds is None or seconds > _LONGEST_SECONDS:
            raise invalid("maxWallClockTime", limit, "A job release task may take 15 minutes at most.")
    ids = [
        task.get("id", default) for task, default in ((manager, ""), (preparation, PREPARATION_ID)) if task
    ]
    ids += [release.get("id", RELEASE_ID)] if release else []
    if len({name.lower() for name in ids}) < len(ids):
        raise invalid(
            "id", ids[-1], "The manager, preparation and release tasks of a job need ids of their own."
        )


def check_id_is_free(job: Job, task_id: str) -> None:
    """Refuse a task with the id of its job's preparation or release task."""
    for kind, code, words, _ in _OWN:
        if job.spec.get(MEMBERS[kind], {}).get("id", "").lower() == task_id.lower():
            raise conflict(
                f"TaskIdSameAs{code}", f"The specified task has the same id as the {words} of its job."
            )


def absent_file(service: ServiceContext, request: Request, error: ServiceError) -> ServiceError:
    """Say more of a file that is not on a node, if it is one of a job's preparation or release task."""
    parts = PurePosixPath(request.path["filePath"].replace("\\", "/")).parts
    if error.code != "FileNotFound" or len(parts) < _PARTS or parts[0] != "workitems":
        return error
    _, first, second, task_id, *_ = parts
    job = service.world.jobs.get(first) or service.world.jobs.get(f"{first}:{second}")
    if job is None:
        return error
    visit = job.visits.get(request.path["nodeId"])
    shown = None if visit is None else {"preparation": visit.preparation, "release": visit.release}
    for kind, code, words, default in _OWN:
        spec = job.spec.get(MEMBERS[kind])
        if task_id != (default if spec is None else spec["id"]):
            continue
        if spec is None:
            return conflict(f"{code}NotSpecified", f"The specified job has no {words}.")
        if shown is None or shown[kind] is None:
            return ServiceError(
                404, f"{code}NotRunOnNode", f"The {words} of the job has not run on the specified node."
            )
    return error
