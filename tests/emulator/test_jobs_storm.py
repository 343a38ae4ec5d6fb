"""Random requests to jobs with tasks of their own, multi-instance tasks and preemption: nothing hangs, nothing is left."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from .core_driver import POOL
from .test_core_storm import JOBS, POOLS, TASKS, Storm, storm


class JobStorm(Storm):
    """A storm of jobs that prepare and release nodes, give way and run on many."""

    async def pool(self) -> None:
        size = {"targetDedicatedNodes": self.random.randrange(1, 5), "id": self.random.choice(POOLS)}
        if self.random.random() < 0.5:
            await self.call(
                "create_pool",
                {
                    **POOL,
                    **size,
                    "targetLowPriorityNodes": 1,
                    "enableInterNodeCommunication": True,
                    "taskSlotsPerNode": self.random.choice((1, 1, 2)),
                },
            )
        else:
            await super().pool()

    async def job(self) -> None:
        if self.random.random() < 0.6:
            await super().job()
            return
        roll = self.random.random
        body: dict[str, Any] = {
            "id": self.random.choice(JOBS),
            "poolInfo": {"poolId": self.random.choice(POOLS)},
            "usesTaskDependencies": True,
            "allowTaskPreemption": roll() < 0.5,
            "priority": self.random.randrange(4),
            "onTaskFailure": self.random.choice(("noaction", "performexitoptionsjobaction")),
        }
        if roll() < 0.7:
            body["jobPreparationTask"] = {
                "commandLine": "prepare",
                "constraints": {"maxTaskRetryCount": 1},
                "waitForSuccess": roll() < 0.8,
                "rerunOnNodeRebootAfterSuccess": roll() < 0.5,
            }
            if roll() < 0.7:
                body["jobReleaseTask"] = {"commandLine": "release"}
        if roll() < 0.3:
            body["jobManagerTask"] = {
                "id": "boss",
                "commandLine": "manage",
                "runExclusive": roll() < 0.5,
                "killJobOnCompletion": roll() < 0.5,
                "allowLowPriorityNode": roll() < 0.5,
            }
        await self.call("create_job", body)

    async def task(self) -> None:
        if self.random.random() < 0.7:
            await super().task()
            return
        many = {"numberOfInstances": self.random.randrange(1, 4), "coordinationCommandLine": "coordinate"}
        body = {"id": self.random.choice(TASKS), "commandLine": "x", "multiInstanceSettings": many}
        await self.call("create_task", body, jobId=self.random.choice(JOBS))


@pytest.mark.parametrize("seed", range(6))
def test_a_storm_over_jobs_leaves_nothing_broken(tmp_path: Path, seed: int) -> None:
    asyncio.run(storm(tmp_path, seed, 600, JobStorm))


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 160))
def test_many_storms_over_jobs_leave_nothing_broken(tmp_path: Path, seed: int) -> None:
    asyncio.run(storm(tmp_path, seed, 2000, JobStorm))
