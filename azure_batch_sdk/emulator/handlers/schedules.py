"""Job schedules: make, show, change, disable, enable, terminate, delete, and list their jobs."""

from __future__ import annotations

from collections.abc import Mapping

from ..clock import text_of
from ..context import ServiceContext
from ..engine import schedules
from ..messages import JsonObject, Reply, Request
from ..state.durations import ticks_of_duration
from ..state.entities import JobSchedule
from ..state.timestamps import timestamp_ticks
from . import statistics
from .bodies import job_body, schedule_body, schedule_url
from .defaults import job_spec
from .jobs import check_quota, check_settings
from .preparation import check_own_tasks
from .registry import Handler
from .replies import changed, check, conflict, created, exists, invalid, listed, missing, shown
from .settings_checks import check_metadata

_SHORTEST = "PT1M"
_CHANGEABLE = ("schedule", "jobSpecification", "metadata")


def create_job_schedule(service: ServiceContext, request: Request) -> Reply:
    """Make a job schedule; its first job is made at once if nothing else is asked for."""
    body = request.body or {}
    _check(service, body)
    if body["id"] in service.world.schedules:
        raise conflict("JobScheduleExists", "The specified job schedule already exists.")
    if body["id"] in service.world.jobs:
        raise conflict("JobWithSameIdExists", "A job with the same id already exists.")
    check_quota(service)
    tick, modified = service.clock.next_tick(), service.clock.next_tick()
    schedule = JobSchedule(
        id=body["id"], spec=_spec(body), created=tick, modified=modified, state="active", state_since=tick
    )
    schedules.add(service, schedule)
    return created(schedule, schedule_url(request.base_url, schedule.id))


def get_job_schedule(service: ServiceContext, request: Request) -> Reply:
    """Show a job schedule."""
    schedule = _schedule(service, request)
    body = statistics.showing(service, request, schedule_body, statistics.of_schedule)
    return shown(request, schedule, body(schedule), "jobschedules")


def job_schedule_exists(service: ServiceContext, request: Request) -> Reply:
    """Tell whether a job schedule is there."""
    return exists(request, _schedule(service, request))


def list_job_schedules(service: ServiceContext, request: Request) -> Reply:
    """List the job schedules of the account."""
    body = statistics.showing(service, request, schedule_body, statistics.of_schedule)
    return listed("jobSchedule", "jobschedules", service.world.schedules, body)


def list_jobs_from_schedule(service: ServiceContext, request: Request) -> Reply:
    """List the jobs that a schedule has made."""
    schedule = _schedule(service, request)
    body = statistics.showing(service, request, job_body, statistics.of_job)
    return listed("jobOfSchedule", "jobs", schedule.jobs, body)


def update_job_schedule(service: ServiceContext, request: Request) -> Reply:
    """Replace the given members of a job schedule."""
    body = request.body or {}
    _check(service, body, required=False)
    schedule = _changeable(service, request)
    return _change(service, request, schedule, {**schedule.spec, **body})


def replace_job_schedule(service: ServiceContext, request: Request) -> Reply:
    """Replace what can be changed of a job schedule; what is not given is removed."""
    body = request.body or {}
    _check(service, body)
    schedule = _changeable(service, request)
    kept = {name: value for name, value in schedule.spec.items() if name not in _CHANGEABLE}
    given = {name: value for name, value in body.items() if name in _CHANGEABLE}
    return _change(service, request, schedule, kept | given)


def disable_job_schedule(service: ServiceContext, request: Request) -> Reply:
    """Make no more jobs."""
    schedule = _changeable(service, request)
    schedules.disable(service, schedule)
    return changed(request, 204, schedule)


def enable_job_schedule(service: ServiceContext, request: Request) -> Reply:
    """Make jobs again."""
    schedule = _changeable(service, request)
    if schedule.state == "disabled":
        schedules.enable(service, schedule)
    return changed(request, 204, schedule)


def terminate_job_schedule(service: ServiceContext, request: Request) -> Reply:
    """Begin to end a job schedule and its job."""
    schedule = _changeable(service, request)
    schedules.terminate(service, schedule, force=bool(request.query.get("force")))
    return changed(request, 202, schedule)


def delete_job_schedule(service: ServiceContext, request: Request) -> Reply:
    """Begin to delete a job schedule with its jobs."""
    schedule = _schedule(service, request)
    check(request, schedule)
    if schedule.state == "deleting":
        raise _being_deleted()
    schedules.delete(service, schedule, force=bool(request.query.get("force")))
    return Reply(202)


def _schedule(service: ServiceContext, request: Request) -> JobSchedule:
    return service.world.schedule(request.path["jobScheduleId"])


def _changeable(service: ServiceContext, request: Request) -> JobSchedule:
    schedule = _schedule(service, request)
    check(request, schedule)
    match schedule.state:
        case "completed":
            raise conflict(
                "JobScheduleCompleted", "The specified job schedule is already in a completed state."
            )
        case "terminating":
            raise conflict("JobScheduleBeingTerminated", "The specified job schedule is being terminated.")
        case "deleting":
            raise _being_deleted()
    return schedule


def _being_deleted() -> Exception:
    return conflict(
        "JobScheduleBeingDeleted",
        "The specified job schedule has been marked for deletion and is being deleted.",
    )


def _change(service: ServiceContext, request: Request, schedule: JobSchedule, spec: JsonObject) -> Reply:
    schedules.change(service, schedule, _spec(spec))
    return changed(request, 200, schedule)


def _check(service: ServiceContext, body: JsonObject, *, required: bool = True) -> None:
    """Refuse settings of a job schedule that make no sense."""
    template = body.get("jobSpecification")
    if template is None and required:
        raise missing("jobSpecification")
    check_metadata(body)
    _check_plan(body.get("schedule") or {})
    if template is not None:
        check_settings(service, template)
        check_own_tasks(service, template)


def _spec(body: JsonObject) -> JsonObject:
    """Complete a checked body, in the order in which it is shown."""
    spec: JsonObject = {}
    if "displayName" in body:
        spec["displayName"] = body["displayName"]
    if plan := _plan(body.get("schedule") or {}):
        spec["schedule"] = plan
    spec["jobSpecification"] = job_spec(body["jobSpecification"])
    if body.get("metadata"):
        spec["metadata"] = body["metadata"]
    return spec


def _check_plan(plan: JsonObject) -> None:
    for name in ("startWindow", "recurrenceInterval"):
        span = plan.get(name)
        if span is not None and ticks_of_duration(span) < ticks_of_duration(_SHORTEST):
            raise invalid(name, span, f"The shortest {name} is {_SHORTEST}.")
    times = _times(plan)
    if len(times) > 1 and times["doNotRunAfter"] <= times["doNotRunUntil"]:
        raise invalid(
            "doNotRunAfter", plan["doNotRunAfter"], "doNotRunAfter must be later than doNotRunUntil."
        )


def _plan(plan: JsonObject) -> JsonObject:
    normal = plan | {name: text_of(ticks) for name, ticks in _times(plan).items()}
    return {name: value for name, value in normal.items() if value is not None}


def _times(plan: JsonObject) -> dict[str, int]:
    return {
        name: timestamp_ticks(plan[name])
        for name in ("doNotRunUntil", "doNotRunAfter")
        if plan.get(name) is not None
    }


HANDLERS: Mapping[str, Handler] = {
    "begin_delete_job_schedule": delete_job_schedule,
    "begin_terminate_job_schedule": terminate_job_schedule,
    "create_job_schedule": create_job_schedule,
    "disable_job_schedule": disable_job_schedule,
    "enable_job_schedule": enable_job_schedule,
    "get_job_schedule": get_job_schedule,
    "job_schedule_exists": job_schedule_exists,
    "list_job_schedules": list_job_schedules,
    "list_jobs_from_schedule": list_jobs_from_schedule,
    "replace_job_schedule": replace_job_schedule,
    "update_job_schedule": update_job_schedule,
}
