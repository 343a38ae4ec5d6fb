"""Multi-instance tasks: one task on several nodes at once.

All instances get the common files and run the coordination command; when it has exited with 0 everywhere, the task's own command
line runs on the first node, the primary's. What a coordination command leaves running lives as long as the task. The
task ends with the primary's command line, or with the first coordination command that fails; then everything that is
left is killed, and only when all is quiet are the nodes free.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import reduce

from ..context import ServiceContext
from ..messages import JsonObject
from ..node.environment import Instances
from ..node.launch import NO_USE, Launch, ResourceUse
from ..state.entities import Attempt, Pool, Task
from . import attempts, places
from .attempts import Outcome
from .commands import Command
from .failures import failure_of
from .needs import Needs
from .tokens import token_for

COORDINATION_OUTPUT = ("coordout.txt", "coorderr.txt")
"""In the primary's directory, whose stdout.txt and stderr.txt are those of its command line."""


def fits(pool: Pool) -> bool:
    """Tell whether multi-instance tasks can run on a pool at all; on others they wait for ever."""
    return bool(pool.spec["enableInterNodeCommunication"]) and pool.slots_per_node == 1


def describe(service: ServiceContext, attempt: Attempt) -> list[JsonObject]:
    """Show the subtasks of a task that has got its nodes."""
    since = service.clock.text(service.clock.next_tick())
    return [
        {
            "id": number,
            "node": [other.node.pool.id, other.node.id],
            "state": "preparing",
            "stateTransitionTime": since,
        }
        for number, other in enumerate(attempt.others, 1)
    ]


def instances_seen_by(attempt: Attempt) -> Instances:
    """Return what an instance is told of all of them."""
    leader = attempt.leader or attempt
    return Instances(
        addresses=[_address(each.node.address) for each in (leader, *leader.others)],
        cores_per_node=os.cpu_count() or 1,
        is_master=attempt is leader,
    )


class _CommonNeeds(Needs):
    """What an instance needs for its coordination command: the common files go above its working directory."""

    def bring(self, launch: Launch, is_cancelled: Callable[[], bool]) -> None:
        """Get the common files and the container image."""
        super().bring(replace(launch, working_directory=launch.working_directory.parent), is_cancelled)


class Run:
    """One run of a multi-instance task, whose nodes are taken and prepared.

    `application` makes ready for the primary's command line under a key; `ended` hears once how the task has ended.
    """

    def __init__(
        self,
        service: ServiceContext,
        task: Task,
        leader: Attempt,
        application: Callable[[str], Callable[[], Launch]],
        ended: Callable[[Attempt, Outcome], None],
    ) -> None:
        self._service = service
        self._task = task
        self._leader = leader
        self._application = application
        self._ended = ended
        self._alive: set[Attempt] = set()
        self._processes: list[Attempt] = []
        """All that were started: each may have left something running."""
        self._coordinating = 1 + len(leader.others)
        self._outcome: Outcome | None = None
        self._shown = task.subtasks or []

    def __repr__(self) -> str:
        return f"<Run of {self._task.job.id}/{self._task.id}, {len(self._alive)} processes>"

    def begin(self) -> None:
        """Run the coordination command on all nodes."""
        self._leader.on_kill = lambda: self._end(attempts.KILLED)
        for number, member in enumerate((self._leader, *self._leader.others)):
            if number:
                start_time = self._move(number, "running")
                self._shown[number - 1]["startTime"] = start_time
            self._coordinate(number, member)

    def _coordinate(self, number: int, member: Attempt) -> None:
        task, job = self._task, self._task.job
        settings: JsonObject = task.spec["multiInstanceSettings"]
        files = settings.get("commonResourceFiles") or ()
        process = self._process(member, f"coordination-{number}")
        place = places.place_of(
            self._service,
            job,
            member.node,
            task.id,
            "subtask" if number else "primary",
            token=token_for(self._service, task),
            packages=task.spec.get("applicationPackageReferences"),
            instances=instances_seen_by(member),
        )
        out, err = (place.directory.path / name for name in COORDINATION_OUTPUT)
        command = Command(
            process.key,
            settings["coordinationCommandLine"],
            place,
            job_settings=job.spec.get("commonEnvironmentSettings"),
            settings=task.spec.get("environmentSettings"),
            outputs=None if number else (out, err),
            leaves_children=True,
        )
        needs = Needs.of(self._service, task.spec, member.node)
        attempts.launch(
            self._service,
            process,
            command,
            lambda ended, outcome: self._coordinated(number, ended, outcome),
            _CommonNeeds(**{**vars(needs), "resource_files": files, "output_files": ()}),
        )

    def _coordinated(self, number: int, process: Attempt, outcome: Outcome) -> None:
        self._alive.discard(process)
        if number:
            self._note(number, process, outcome)
        self._coordinating -= 1
        if self._outcome is None and outcome != 0:
            self._end(outcome)
        elif self._outcome is None and self._coordinating == 0:
            application = self._process(self._leader, "application")
            attempts.launch(
                self._service,
                application,
                self._application(application.key),
                self._application_ended,
                Needs.of(self._service, self._task.spec, self._leader.node),
            )
        self._finish_when_quiet()

    def _application_ended(self, process: Attempt, outcome: Outcome) -> None:
        self._alive.discard(process)
        self._end(outcome)
        self._finish_when_quiet()

    def _process(self, member: Attempt, name: str) -> Attempt:
        process = Attempt(f"{self._leader.key}/{name}", member.node, 0, None)
        self._alive.add(process)
        self._processes.append(process)
        return process

    def _end(self, outcome: Outcome) -> None:
        if self._outcome is not None:
            return
        self._outcome = outcome
        for process in self._processes:
            attempts.kill(self._service, process)
        if not self._alive:
            self._service.from_thread(self._finish_when_quiet)

    def _finish_when_quiet(self) -> None:
        if self._outcome is None or self._alive or not self._processes:
            return
        used = [process.used for process in self._processes if process.used is not None]
        self._leader.used = reduce(ResourceUse.plus, used, NO_USE)
        self._processes.clear()
        self._leader.exited = True
        for number, shown in enumerate(self._shown, 1):
            if "result" not in shown:
                shown["result"] = "success"
            shown["endTime"] = self._move(number, "completed")
        self._ended(self._leader, self._outcome)

    def _note(self, number: int, process: Attempt, outcome: Outcome) -> None:
        failure = failure_of(outcome, killed=process.killed, timed_out=self._leader.timed_out)
        shown = self._shown[number - 1]
        if isinstance(outcome, int) and not process.killed:
            shown["exitCode"] = outcome
        if failure is not None:
            shown["failureInfo"] = failure
            shown["result"] = "failure"
        self._touch()

    def _move(self, number: int, state: str) -> str:
        shown = self._shown[number - 1]
        since = self._service.clock.text(self._service.clock.next_tick())
        shown["previousState"] = shown["state"]
        shown["previousStateTransitionTime"] = shown["stateTransitionTime"]
        shown["state"] = state
        shown["stateTransitionTime"] = since
        self._touch()
        return since

    def _touch(self) -> None:
        if self._service.world.has_task(self._task):
            self._service.touch(self._task)


def _address(address: str) -> str:
    """Return where processes of a node can listen and be reached: every node is this machine."""
    # On Linux all of 127.0.0.0/8 leads here, so that each node can keep an address of its own.
    return f"127{address[address.index('.') :]}" if sys.platform == "linux" else "127.0.0.1"
