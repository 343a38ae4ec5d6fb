# Written by `python -m codegen` from codegen/api; edit the description, not this file.
"""The methods of every operation of the service."""

from .applications import ApplicationOperations
from .files import FileOperations
from .job_schedules import JobScheduleOperations
from .jobs import JobOperations
from .nodes import NodeOperations
from .pools import PoolOperations
from .tasks import TaskOperations
from .virtual_machines import VirtualMachineOperations


class Operations(
    ApplicationOperations,
    FileOperations,
    JobScheduleOperations,
    JobOperations,
    NodeOperations,
    PoolOperations,
    TaskOperations,
    VirtualMachineOperations,
):
    """Every operation of the service as a method."""
