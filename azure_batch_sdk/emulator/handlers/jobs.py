"""Jobs: make, show, change, disable, enable, terminate, delete, count."""

from __future__ import annotations

import time
from collections.abc import Mapping

from ..context import ServiceContext
from ..engine import jobs
from ..errors import ServiceError
from ..messages import JsonObject, Reply, Request
from ..state.entities import Job
from ..state.late_counts import counts_at
from . import statistics
from .bodies import job_body, job_url, visit_body
from .defaults import job_spec
from .pools import check_pool_settings
from .preparation import check_own_tasks
from .registry import Handler
from .replies import (
    changed,
    check,
    conflict,
    created,
    invalid,
    listed,
    listed_values,
    missing,
    shown,
    wrong_state,
)
from .settings_checks import check_metadata

_LONGEST_PREFIX = 20
_CHANGEABLE = (
    "priority",
    "maxParallelTasks",
    "allowTaskPreemption",
    "onAllTasksComplete",
    "constraints",
    "poolInfo",
    "metadata",
    "networkConfiguration",
)


def create_job(service: ServiceContext, request: Request) -> Reply:
    """Make a job."""
    body = request.body or {}
    check_settings(service, body)
    _check_pool_is_its_own(body)
    check_own_tasks(service, body)
    if body["id"] in service.world.jobs:
        raise conflict("JobExists", "The specified job already exists.")
    if body["id"] in service.world.schedules:
        raise conflict("JobScheduleWithSameIdExists", "A job schedule with the same id already exists.")
    check_quota(service)
    created_at = service.clock.next_tick()
    tick = service.clock.next_tick()
    job = Job(
        id=body["id"],
        spec=job_spec(body),
        created=created_at,
        modified=tick,
        state="active",
        state_since=tick,
        started=tick,
        pool_id=body["poolInfo"].get("poolId", ""),
    )
    jobs.add(service, job)
    # The service itself says job-1 here, whatever the id of the job is.
    return created(job, job_url(request.base_url, "job-1"))


def get_job(service: ServiceContext, request: Request) -> Reply:
    """Show a job."""
    job = _job(service, request)
    body = statistics.showing(service, request, job_body, statistics.of_job)
    return shown(request, job, body(job), "jobs")


def list_jobs(service: ServiceContext, request: Request) -> Reply:
    """List the jobs of the account."""
    body = statistics.showing(service, request, job_body, statistics.of_job)
    return listed("job", "jobs", service.world.jobs, body)


def update_job(service: ServiceContext, request: Request) -> Reply:
    """Replace the given members of a job."""
    body = request.body or {}
    check_settings(service, body, required=False)
    job = _job(service, request)
    check(request, job)
    return _change(service, request, job, {**job.spec, **body})


def replace_job(service: ServiceContext, request: Request) -> Reply:
    """Replace what can be changed of a job; what is not given falls back to its default."""
    body = request.body or {}
    check_settings(service, body)
    job = _job(service, request)
    check(request, job)
    kept = {name: value for name, value in job.spec.items() if name not in _CHANGEABLE}
    given = {name: value for name, value in body.items() if name in _CHANGEABLE}
    return _change(service, request, job, {**kept, **given})


def disable_job(service: ServiceContext, request: Request) -> Reply:
    """Begin to disable a job."""
    job = _job(service, request)
    check(request, job)
    if job.state not in ("active", "disabling", "disabled"):
        raise refusal(job)
    jobs.disable(service, job, (request.body or {})["disableTasks"])
    return changed(request, 202, job)


def enable_job(service: ServiceContext, request: Request) -> Reply:
    """Begin to enable a disabled job."""
    job = _job(service, request)
    check(request, job)
    if job.state not in ("disabling", "disabled"):
        raise refusal(job)
    jobs.enable(service, job)
    return changed(request, 202, job)


def terminate_job(service: ServiceContext, request: Request) -> Reply:
    """Begin to terminate a job."""
    job = _job(service, request)
    check(request, job)
    if job.state in ("terminating", "completed", "deleting"):
        raise refusal(job)
    reason = (request.body or {}).get("terminateReason", "UserTerminate")
    jobs.terminate(service, job, reason, force=bool(request.query.get("force")))
    return changed(request, 202, job)


def delete_job(service: ServiceContext, request: Request) -> Reply:
    """Begin to delete a job."""
    job = _job(service, request)
    check(request, job)
    if job.state == "deleting":
        raise refusal(job)
    jobs.delete(service, job, force=bool(request.query.get("force")))
    return Reply(202)


def get_job_task_counts(service: ServiceContext, request: Request) -> Reply:
    """Count the tasks of a job and their slots by state."""
    job = _job(service, request)
    lag = service.options.counts_lag
    counts = job.counts if not lag else counts_at(job, service.clock.ticks_of_real(time.time() - lag))
    body: JsonObject = {"taskCounts": dict(counts.tasks), "taskSlotCounts": dict(counts.slots)}
    return Reply(200, body, "taskcountsresult/@Element")


def list_job_preparation_and_release_task_status(service: ServiceContext, request: Request) -> Reply:
    """List what became of a job's preparation and release tasks on the nodes that it was on."""
    job = _job(service, request)
    if "jobPreparationTask" not in job.spec:
        raise conflict(
            "JobPreparationTaskOrReleaseTaskNotSpecified",
            "The specified job has neither a job preparation task nor a job release task.",
        )
    items = [(node_id, visit_body(visit, request.base_url)) for node_id, visit in job.visits.items()]
    return listed_values("prepRelease", "jobpreparationandreleasetaskstatuslist", items)


def refusal(job: Job) -> ServiceError:
    """Refuse a change of a job in its present state."""
    match job.state:
        case "completed":
            return conflict("JobCompleted", "The specified job is already in a completed state.")
        case "terminating":
            return conflict("JobBeingTerminated", "The specified job is being terminated.")
        case "deleting":
            return conflict(
                "JobBeingDeleted", "The specified job has been marked for deletion and is being deleted."
            )
        case "disabled" | "disabling":
            return conflict("JobDisabled", "The specified job is disabled.")
        case _:
            return wrong_state(f"The job is {job.state}.")


def _job(service: ServiceContext, request: Request) -> Job:
    return service.world.job(request.path["jobId"])


def check_settings(service: ServiceContext, body: JsonObject, *, required: bool = True) -> None:
    """Refuse settings of a job that make no sense."""
    check_metadata(body)
    pool_info = body.get("poolInfo")
    if pool_info is not None or required:
        ways = [name for name in ("poolId", "autoPoolSpecification") if (pool_info or {}).get(name)]
        if len(ways) != 1:
            raise invalid("poolInfo", None, "Exactly one of poolId and autoPoolSpecification must be given.")
        if ways == ["autoPoolSpecification"]:
            _check_auto_pool(service, (pool_info or {})["autoPoolSpecification"])
    limit = body.get("maxParallelTasks", -1)
    if limit != -1 and limit < 1:
        raise invalid("maxParallelTasks", limit, "The limit must be above 0, or -1 for none.")
    priority = body.get("priority", 0)
    if not -1000 <= priority <= 1000:
        raise invalid("priority", priority, "A priority is from -1000 to 1000.")


def check_quota(service: ServiceContext) -> None:
    """Refuse another job or job schedule if the account has as many as it may."""
    schedules = sum(schedule.state != "completed" for schedule in service.world.schedules)
    if len(service.world.open_jobs) + schedules >= service.options.job_quota:
        raise conflict(
            "ActiveJobAndScheduleQuotaReached",
            "The quota of active jobs and job schedules for the account has been reached.",
        )


def _change(service: ServiceContext, request: Request, job: Job, spec: JsonObject) -> Reply:
    if job.state in ("terminating", "completed", "deleting"):
        raise refusal(job)
    spec = job_spec(spec)
    before, after = job.spec["onAllTasksComplete"], spec["onAllTasksComplete"]
    if before == "terminatejob" and after != "terminatejob":
        raise invalid("onAllTasksComplete", after, "terminatejob cannot be changed back to noaction.")
    pool_id = _pool_after(job, spec["poolInfo"])
    moves = pool_id.lower() != job.pool_id.lower()
    if moves and job.state != "disabled":
        raise invalid("poolInfo", None, "The pool of a job can be changed only while the job is disabled.")
    if moves:
        service.scheduler.remove(job)
        service.world.unbind(job)
    job.spec = spec
    job.modified = service.clock.next_tick()
    if moves:
        job.pool_id = pool_id
        service.world.bind(job)
    service.touch(job)
    service.scheduler.job_changed(job)
    jobs.watch_the_clock(service, job)
    reply = changed(request, 200, job)
    jobs.check_all_complete(service, job)
    return reply


def _pool_after(job: Job, pool_info: JsonObject) -> str:
    """Return the id of the pool of a job after a change of it."""
    before, after = job.spec["poolInfo"].get("autoPoolSpecification"), pool_info.get("autoPoolSpecification")
    if after is None:
        return str(pool_info["poolId"])
    if before is None or {**before, "keepAlive": None} != {**after, "keepAlive": None}:
        raise invalid("autoPoolSpecification", None, "Of an automatic pool only keepAlive can be changed.")
    if before != after and after["poolLifetimeOption"] != "job":
        raise invalid(
            "keepAlive",
            after["keepAlive"],
            "keepAlive can be changed only for a pool that lives as long as its job.",
        )
    return job.pool_id


def _check_pool_is_its_own(body: JsonObject) -> None:
    settings: JsonObject = body["poolInfo"].get("autoPoolSpecification") or {}
    if settings.get("poolLifetimeOption") == "jobschedule":
        raise invalid(
            "poolLifetimeOption", "jobschedule", "It can be given for the jobs of a job schedule only."
        )


def _check_auto_pool(service: ServiceContext, settings: JsonObject) -> None:
    pool = settings.get("pool")
    if pool is None:
        raise missing("pool")
    if "hardwareProfile" in (pool.get("virtualMachineConfiguration") or {}):
        raise invalid("hardwareProfile", None, "An automatic pool cannot have one.")
    if len(settings.get("autoPoolIdPrefix", "")) > _LONGEST_PREFIX:
        raise invalid(
            "autoPoolIdPrefix",
            settings["autoPoolIdPrefix"],
            f"A prefix has at most {_LONGEST_PREFIX} characters.",
        )
    check_pool_settings(service, pool)


HANDLERS: Mapping[str, Handler] = {
    "begin_delete_job": delete_job,
    "begin_disable_job": disable_job,
    "begin_enable_job": enable_job,
    "begin_terminate_job": terminate_job,
    "create_job": create_job,
    "get_job": get_job,
    "get_job_task_counts": get_job_task_counts,
    "list_job_preparation_and_release_task_status": list_job_preparation_and_release_task_status,
    "list_jobs": list_jobs,
    "replace_job": replace_job,
    "update_job": update_job,
}
