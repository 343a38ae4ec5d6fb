"""What the task counts of a job were a while ago.

The counts of the service may lag behind its lists by minutes. A client that concludes from them that a job is done is
wrong, and should see that in a test.
"""

from __future__ import annotations

from .counts import TaskCounts
from .entities import Job, Task


def counts_at(job: Job, tick: int) -> TaskCounts:
    """Count the tasks as they were then, as far as their times tell; what was deleted since is left out."""
    counts = TaskCounts()
    for task in job.tasks:
        if task.created <= tick:
            counts.move(_state_at(task, tick), task.result, task.slots, 1)
    return counts


def _state_at(task: Task, tick: int) -> str:
    if task.since <= tick:
        return task.state
    if task.previous is not None and task.previous_since <= tick:
        return task.previous
    return "active"
