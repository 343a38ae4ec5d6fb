# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""The schema of everything that travels in bodies, by name."""

from ..._runtime.schema import EnumSchema, ModelSchema
from . import (
    applications,
    common,
    containers,
    files,
    job_schedules,
    jobs,
    mounts,
    networks,
    nodes,
    pools,
    tasks,
    users,
    virtual_machines,
)

MODELS: dict[str, ModelSchema] = {
    **applications.MODELS,
    **common.MODELS,
    **containers.MODELS,
    **files.MODELS,
    **job_schedules.MODELS,
    **jobs.MODELS,
    **mounts.MODELS,
    **networks.MODELS,
    **nodes.MODELS,
    **pools.MODELS,
    **tasks.MODELS,
    **users.MODELS,
    **virtual_machines.MODELS,
}

ENUMS: dict[str, EnumSchema] = {
    **applications.ENUMS,
    **common.ENUMS,
    **containers.ENUMS,
    **files.ENUMS,
    **job_schedules.ENUMS,
    **jobs.ENUMS,
    **mounts.ENUMS,
    **networks.ENUMS,
    **nodes.ENUMS,
    **pools.ENUMS,
    **tasks.ENUMS,
    **users.ENUMS,
    **virtual_machines.ENUMS,
}
