"""What the service fills in where a client says nothing, and how it spells what a client said.

Each function takes a checked body and returns a complete `spec` in the order in which the service shows it.
"""

from __future__ import annotations

from ..engine.autoscale import DEFAULT_INTERVAL
from ..messages import JsonObject
from ..state.durations import INFINITE
from ..state.entities import runs_windows

RESIZE_TIMEOUT = "PT15M"
PREPARATION_ID = "jobpreparation"
RELEASE_ID = "jobrelease"
LONGEST_RELEASE = "PT15M"
_RETENTION = "P7D"

_POOL_ORDER = [
    "displayName",
    "vmSize",
    "enableAutoScale",
    "autoScaleFormula",
    "autoScaleEvaluationInterval",
    "enableInterNodeCommunication",
    "startTask",
    "userAccounts",
    "metadata",
    "taskSlotsPerNode",
    "taskSchedulingPolicy",
    "virtualMachineConfiguration",
]
_JOB_ORDER = [
    "displayName",
    "priority",
    "maxParallelTasks",
    "usesTaskDependencies",
    "allowTaskPreemption",
    "constraints",
    "jobManagerTask",
    "jobPreparationTask",
    "jobReleaseTask",
    "commonEnvironmentSettings",
    "poolInfo",
    "onAllTasksComplete",
    "onTaskFailure",
    "metadata",
    "networkConfiguration",
]
_TASK_ORDER = [
    "displayName",
    "commandLine",
    "containerSettings",
    "resourceFiles",
    "environmentSettings",
    "affinityInfo",
    "multiInstanceSettings",
    "dependsOn",
    "applicationPackageReferences",
    "authenticationTokenSettings",
    "outputFiles",
    "userIdentity",
    "exitConditions",
    "constraints",
    "requiredSlots",
]

# The description spells every value in lower case, the service shows these otherwise.
_FILL_TYPES = {"spread": "Spread", "pack": "Pack"}
_PLACEMENTS = {"regional": "Regional", "zonal": "Zonal"}
_UPLOAD_CONDITIONS = {
    "taskcompletion": "TaskCompletion",
    "taskfailure": "TaskFailure",
    "tasksuccess": "TaskSuccess",
}


_MOUNT_SECRETS = ("accountKey", "sasKey", "password")


_SIZE = ("targetDedicatedNodes", "targetLowPriorityNodes", "resizeTimeout")


def pool_spec(body: JsonObject) -> JsonObject:
    """Complete what a pool is made of, its size aside."""
    spec = {name: value for name, value in body.items() if name != "id" and name not in _SIZE}
    if spec.setdefault("enableAutoScale", False):
        spec.setdefault("autoScaleEvaluationInterval", DEFAULT_INTERVAL)
    return complete_pool(spec)


def complete_pool(spec: JsonObject) -> JsonObject:
    """Fill in a pool after a change of it."""
    spec["vmSize"] = str(spec["vmSize"]).lower()
    spec.setdefault("enableInterNodeCommunication", False)
    spec.setdefault("taskSlotsPerNode", 1)
    policy = spec.get("taskSchedulingPolicy") or {}
    fill = str(policy.get("nodeFillType", "spread"))
    order = str(policy.get("jobDefaultOrder", "none")).lower()
    spec["taskSchedulingPolicy"] = {
        **policy,
        "nodeFillType": _FILL_TYPES.get(fill.lower(), fill),
        "jobDefaultOrder": order,
    }
    if start_task := spec.get("startTask"):
        spec["startTask"] = _start_task(start_task)
    if accounts := spec.get("userAccounts"):
        windows = runs_windows(spec.get("virtualMachineConfiguration") or {})
        spec["userAccounts"] = [_user_account(account, windows=windows) for account in accounts]
    if machine := spec.get("virtualMachineConfiguration"):
        spec["virtualMachineConfiguration"] = _virtual_machine(machine)
    if network := spec.get("networkConfiguration"):
        spec["networkConfiguration"] = {
            "dynamicVNetAssignmentScope": "none",
            "enableAcceleratedNetworking": False,
            **network,
        }
    if mounts := spec.get("mountConfiguration"):
        spec["mountConfiguration"] = [
            {kind: _without(details, _MOUNT_SECRETS) for kind, details in mount.items()} for mount in mounts
        ]
    for name in ("metadata", "applicationPackageReferences", "userAccounts"):
        if spec.get(name) == []:
            del spec[name]
    return _ordered(spec, _POOL_ORDER)


def job_spec(body: JsonObject) -> JsonObject:
    """Complete what a job is made of."""
    spec = {name: value for name, value in body.items() if name != "id"}
    spec.setdefault("priority", 0)
    spec.setdefault("maxParallelTasks", -1)
    spec.setdefault("usesTaskDependencies", False)
    spec.setdefault("allowTaskPreemption", False)
    spec.setdefault("onAllTasksComplete", "noaction")
    spec.setdefault("onTaskFailure", "noaction")
    spec["constraints"] = {
        "maxWallClockTime": INFINITE,
        "maxTaskRetryCount": 0,
        **(spec.get("constraints") or {}),
    }
    if spec.get("metadata") == []:
        del spec["metadata"]
    if automatic := spec["poolInfo"].get("autoPoolSpecification"):
        spec["poolInfo"] = {"autoPoolSpecification": _auto_pool(automatic)}
    if manager := spec.get("jobManagerTask"):
        spec["jobManagerTask"] = _manager_task(manager, spec)
    if preparation := spec.get("jobPreparationTask"):
        spec["jobPreparationTask"] = _preparation_task(preparation)
    if release := spec.get("jobReleaseTask"):
        spec["jobReleaseTask"] = _release_task(release)
    return _ordered(spec, _JOB_ORDER)


def task_spec(body: JsonObject, job: JsonObject) -> JsonObject:
    """Complete what a task is made of; `job` is the spec of its job."""
    spec = {name: value for name, value in body.items() if name != "id"}
    spec["userIdentity"] = _identity(spec.get("userIdentity"))
    spec["constraints"] = task_constraints(spec.get("constraints"), job)
    spec.setdefault("requiredSlots", 1)
    container: JsonObject = spec.get("containerSettings") or {}
    if registry := container.get("registry"):
        spec["containerSettings"] = {**container, "registry": _without(registry, ("password",))}
    if outputs := spec.get("outputFiles"):
        spec["outputFiles"] = [_output_file(output) for output in outputs]
    if conditions := spec.get("exitConditions"):
        spec["exitConditions"] = _ordered(
            conditions, ["exitCodes", "exitCodeRanges", "preProcessingError", "fileUploadError", "default"]
        )
    return _ordered(spec, _TASK_ORDER)


def task_constraints(constraints: JsonObject | None, job: JsonObject) -> JsonObject:
    """Complete the constraints of a task; how often it is retried comes from its job."""
    return {
        "maxWallClockTime": INFINITE,
        "retentionTime": _RETENTION,
        "maxTaskRetryCount": job["constraints"]["maxTaskRetryCount"],
        **(constraints or {}),
    }


def _auto_pool(settings: JsonObject) -> JsonObject:
    pool = settings["pool"]
    return {
        **settings,
        "poolLifetimeOption": str(settings["poolLifetimeOption"]).lower(),
        "keepAlive": settings.get("keepAlive", False),
        "pool": {**pool_spec(pool), **_size(pool)},
    }


def _size(pool: JsonObject) -> JsonObject:
    """Complete the size that a pool of a job begins with; a formula needs none."""
    targets = {} if pool.get("enableAutoScale") else {"targetDedicatedNodes": 0, "targetLowPriorityNodes": 0}
    return {"resizeTimeout": RESIZE_TIMEOUT, **targets} | {name: pool[name] for name in _SIZE if name in pool}


def _manager_task(task: JsonObject, job: JsonObject) -> JsonObject:
    completed = task_spec(task, job)
    return {
        "id": task["id"],
        **completed,
        "killJobOnCompletion": task.get("killJobOnCompletion", True),
        "runExclusive": task.get("runExclusive", True),
        "allowLowPriorityNode": task.get("allowLowPriorityNode", True),
    }


def _preparation_task(task: JsonObject) -> JsonObject:
    return {
        "id": PREPARATION_ID,
        **task,
        # Retries are not inherited from the job.
        "constraints": task_constraints(task.get("constraints"), {"constraints": {"maxTaskRetryCount": 0}}),
        "waitForSuccess": task.get("waitForSuccess", True),
        "userIdentity": _identity(task.get("userIdentity")),
        "rerunOnNodeRebootAfterSuccess": task.get("rerunOnNodeRebootAfterSuccess", True),
    }


def _release_task(task: JsonObject) -> JsonObject:
    return {
        "id": RELEASE_ID,
        **task,
        "maxWallClockTime": task.get("maxWallClockTime", LONGEST_RELEASE),
        "retentionTime": task.get("retentionTime", _RETENTION),
        "userIdentity": _identity(task.get("userIdentity")),
    }


def _start_task(task: JsonObject) -> JsonObject:
    completed = {
        **task,
        "userIdentity": _identity(task.get("userIdentity")),
        "maxTaskRetryCount": task.get("maxTaskRetryCount", 0),
        "waitForSuccess": task.get("waitForSuccess", True),
    }
    order = ["commandLine", "containerSettings", "resourceFiles", "environmentSettings", "userIdentity"]
    return _ordered(completed, order)


def _identity(identity: JsonObject | None) -> JsonObject:
    if identity and "username" in identity:
        return identity
    automatic = (identity or {}).get("autoUser") or {}
    return {"autoUser": {"scope": "pool", "elevationLevel": "nonadmin", **automatic}}


def _user_account(account: JsonObject, *, windows: bool) -> JsonObject:
    completed = {"elevationLevel": "nonadmin", **account}
    completed.pop("password", None)
    if windows:
        completed["windowsUserConfiguration"] = {
            "loginMode": "batch",
            **completed.get("windowsUserConfiguration", {}),
        }
    if linux := completed.get("linuxUserConfiguration"):
        completed["linuxUserConfiguration"] = {
            name: value for name, value in linux.items() if name != "sshPrivateKey"
        }
    return _ordered(completed, ["name", "elevationLevel"])


def _virtual_machine(machine: JsonObject) -> JsonObject:
    completed = dict(machine)
    image = completed.get("imageReference")
    if image and "publisher" in image:
        completed["imageReference"] = {**image, "version": image.get("version", "latest")}
    placement: JsonObject = completed.get("nodePlacementConfiguration") or {}
    if policy := placement.get("policy"):
        shown = _PLACEMENTS.get(str(policy).lower(), policy)
        completed["nodePlacementConfiguration"] = {**placement, "policy": shown}
    if extensions := completed.get("extensions"):
        completed["extensions"] = [_without(extension, ("protectedSettings",)) for extension in extensions]
    containers: JsonObject = completed.get("containerConfiguration") or {}
    if registries := containers.get("containerRegistries"):
        completed["containerConfiguration"] = {
            **containers,
            "containerRegistries": [_without(registry, ("password",)) for registry in registries],
        }
    if disks := completed.get("dataDisks"):
        completed["dataDisks"] = [
            {**disk, "caching": disk.get("caching", "none"), **_storage_type(disk)} for disk in disks
        ]
    return completed


def _without(members: JsonObject, names: tuple[str, ...]) -> JsonObject:
    """Leave out secrets, which the service never shows and the emulator does not use."""
    return {name: value for name, value in members.items() if name not in names}


def _storage_type(disk: JsonObject) -> JsonObject:
    if "managedDisk" in disk:
        return {}
    return {"storageAccountType": disk.get("storageAccountType", "standard_lrs")}


def _output_file(output: JsonObject) -> JsonObject:
    options = output.get("uploadOptions") or {}
    condition = options.get("uploadCondition")
    if condition is None:
        return output
    shown = _UPLOAD_CONDITIONS.get(str(condition).lower(), condition)
    return {**output, "uploadOptions": {**options, "uploadCondition": shown}}


def _ordered(members: JsonObject, order: list[str]) -> JsonObject:
    """Put members in an order; those that are not in it follow as they came."""
    first = {name: members[name] for name in order if name in members}
    return {**first, **members}
