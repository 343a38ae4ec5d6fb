"""Jobs of any size, put into a service without running anything, and a count of the tasks that are looked at."""

from __future__ import annotations

from collections.abc import Iterator

from azure_batch_sdk.emulator.state.entities import Job, Task
from azure_batch_sdk.emulator.state.ordered import OrderedTable
from tests.emulator.edge_host import EdgeHost


class CountedTasks(OrderedTable[Task]):
    """The tasks of a job; going through all of them is a failure."""

    looked_at = 0

    def __iter__(self) -> Iterator[Task]:
        raise AssertionError("somebody goes through all tasks of the job")

    def after(self, name: str | None) -> Iterator[tuple[str, Task]]:
        for found in super().after(name):
            self.looked_at += 1
            yield found


def add_tasks(host: EdgeHost, job_id: str, count: int, failed: frozenset[int] = frozenset()) -> CountedTasks:
    """Add completed tasks `t-000000`, `t-000001`, … to an empty job."""
    tasks = CountedTasks()

    def fill() -> CountedTasks:
        job = host.service.world.job(job_id)
        job.tasks = tasks
        for number in range(count):
            add_task(host, job, f"t-{number:06}", failed=number in failed)
        return tasks

    return host.on_loop(fill)


def add_task(host: EdgeHost, job: Job, task_id: str, *, failed: bool = False) -> None:
    """Add one completed task; any text can be its id."""
    tick = host.service.clock.next_tick()
    result = "failure" if failed else "success"
    spec = {"commandLine": "true", "requiredSlots": 1, "constraints": {"retentionTime": "P7D"}}
    task = Task(job, task_id, spec, tick, tick, "completed", tick, result=result, exit_code=int(failed))
    job.tasks.add(task_id, task)
    job.counts.move(task.state, task.result, task.slots, 1)
