"""What is wrong with a task before it is added: by itself, and with regard to its job."""

from __future__ import annotations

from ..context import ServiceContext
from ..errors import ServiceError
from ..messages import JsonObject
from ..state.entities import Job
from .package_checks import check_packages
from .replies import invalid
from .settings_checks import check_identity
from .transfer_checks import check_resource_files, check_task_files

_LONGEST_LIST = 64_000
"""In characters, of the ids that a task depends on; the same for what ranges are written with."""


def check_task_body(service: ServiceContext, body: JsonObject) -> None:
    """Refuse a task, a job manager task among them, that makes no sense by itself."""
    slots = body.get("requiredSlots", 1)
    if slots < 1:
        raise invalid("requiredSlots", slots, "A task needs at least 1 slot.")
    _check_dependencies(body.get("dependsOn") or {})
    _check_instances(body)
    check_identity(body)
    check_task_files(body)
    check_packages(service, body)
    for span in (body.get("exitConditions") or {}).get("exitCodeRanges") or ():
        if span["start"] > span["end"]:
            raise invalid("exitCodeRanges", None, "A range must not end before it begins.")


def check_against_job(body: JsonObject, job: Job) -> None:
    """Refuse a task that asks for what its job does not do."""
    if body.get("dependsOn") and not job.spec["usesTaskDependencies"]:
        raise ServiceError(
            400,
            "TaskDependenciesNotSpecifiedOnJob",
            "The task depends on others, but its job does not use task dependencies.",
        )
    acts = str(job.spec["onTaskFailure"]).lower() == "performexitoptionsjobaction"
    for option in _exit_options(body.get("exitConditions") or {}):
        if "jobAction" in option and not acts:
            raise invalid(
                "jobAction",
                option["jobAction"],
                "The job's onTaskFailure must be performexitoptionsjobaction.",
            )
        if "dependencyAction" in option and not job.spec["usesTaskDependencies"]:
            raise invalid(
                "dependencyAction", option["dependencyAction"], "The job does not use task dependencies."
            )


def _check_dependencies(depends_on: JsonObject) -> None:
    names = depends_on.get("taskIds") or ()
    if sum(map(len, names)) > _LONGEST_LIST:
        raise ServiceError(
            400,
            "TaskDependencyListTooLong",
            f"The ids of the tasks that a task depends on are longer than {_LONGEST_LIST} characters together.",
        )
    spans = depends_on.get("taskIdRanges") or ()
    for span in spans:
        if span["start"] > span["end"]:
            raise invalid("taskIdRanges", None, "A range must not end before it begins.")
    if sum(len(f"{span['start']}-{span['end']}") for span in spans) > _LONGEST_LIST:
        raise ServiceError(
            400,
            "TaskDependencyRangesTooLong",
            f"The ranges that a task depends on are longer than {_LONGEST_LIST} characters together.",
        )


def _check_instances(body: JsonObject) -> None:
    settings: JsonObject | None = body.get("multiInstanceSettings")
    if not settings:
        return
    number = settings.get("numberOfInstances", 1)
    if number < 1:
        raise invalid("numberOfInstances", number, "A task has at least 1 instance.")
    if body.get("requiredSlots", 1) != 1:
        raise invalid(
            "requiredSlots", body["requiredSlots"], "A multi-instance task takes 1 slot on each node."
        )
    check_resource_files(settings.get("commonResourceFiles") or ())


def _exit_options(conditions: JsonObject) -> list[JsonObject]:
    entries = [*(conditions.get("exitCodes") or ()), *(conditions.get("exitCodeRanges") or ())]
    options: list[JsonObject] = [entry.get("exitOptions") or {} for entry in entries]
    return options + [
        conditions.get(name) or {} for name in ("preProcessingError", "fileUploadError", "default")
    ]
