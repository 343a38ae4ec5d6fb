"""Processes of tasks: start one in a thread, kill it, and hear of its end on the loop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from ..context import ServiceContext
from ..messages import JsonObject
from ..node import containers
from ..node.launch import Exited, Launch, LaunchError
from ..node.transfers import TransferCancelled, TransferError
from ..state.entities import Attempt
from .needs import Needs


@dataclass(frozen=True)
class UploadFailed:
    """A process that has ended, and what it left could not all be uploaded."""

    exit_code: int
    error: TransferError


NotRun = LaunchError | TransferError
"""Why no process ran."""

Outcome = int | NotRun | UploadFailed
"""The exit code, or why there is none, or what happened after it."""

KILLED = 137
"""The exit code of a process that was killed, or that was not even started because its end was decided before."""


def launch(
    service: ServiceContext,
    attempt: Attempt,
    prepare: Callable[[], Launch],
    ended: Callable[[Attempt, Outcome], None],
    needs: Needs | None = None,
) -> None:
    """Start a process; `prepare` runs in a thread, `ended` on the loop, exactly once."""
    _Course(service, attempt, prepare, ended, needs).begin()


class _Course:
    """How an attempt goes: prepared, its files brought, its process run, what it leaves taken away, reported."""

    def __init__(
        self,
        service: ServiceContext,
        attempt: Attempt,
        prepare: Callable[[], Launch],
        ended: Callable[[Attempt, Outcome], None],
        needs: Needs | None,
    ) -> None:
        self._service = service
        self._attempt = attempt
        self._prepare = prepare
        self._ended = ended
        self._needs = needs

    def begin(self) -> None:
        self._service.launch_in_thread(partial(self._guarded, self._prepare_all))

    def _prepare_all(self) -> None:
        launch = self._prepare()
        needs = self._needs
        if needs is not None:
            launch = needs.adapt(launch)
        if needs is None or not needs.before:
            self._run(launch)
            return

        def brought(error: Exception | None) -> None:
            if error is None:
                self._service.launch_in_thread(partial(self._guarded, partial(self._run, launch)))
            else:
                self._fail(error)

        self._service.transfers.begin(self._attempt, partial(needs.bring, launch), brought)
        self._give_up_if_killed()

    def _run(self, launch: Launch) -> None:
        self._service.runner.start(launch, partial(self._exited, launch))
        # The kill may have come before there was anything to kill.
        if _is_killed(self._attempt):
            self._service.runner.kill(self._attempt.key)

    def _exited(self, launch: Launch, exited: Exited) -> None:
        attempt, needs, code = self._attempt, self._needs, exited.exit_code
        attempt.exited = True
        attempt.used = exited.used
        if launch.container is not None:
            self._remove(launch, exited)
            return
        # Nobody wants the files of a task that was taken off its node; those of one that took too long may help.
        is_wanted = attempt.timed_out or not _is_killed(attempt)
        if needs is None or not is_wanted or not needs.leaves_files(code):
            self._report(code)
            return
        self._service.transfers.begin(attempt, partial(needs.take, launch, code), partial(self._taken, code))
        if not attempt.timed_out:
            self._give_up_if_killed()

    def _remove(self, launch: Launch, exited: Exited) -> None:
        """End the container, whose client is gone, before its task goes on."""
        assert launch.container is not None
        container = launch.container

        def gone() -> None:
            containers.remove(container)
            self._exited(replace(launch, container=None), exited)

        if self._service.closing:
            gone()
        else:
            self._service.transfers.in_thread(gone)

    def _taken(self, code: int, error: Exception | None) -> None:
        if isinstance(error, TransferError):
            self._report(UploadFailed(code, error))
        elif error is None or isinstance(error, TransferCancelled):
            self._report(code)
        else:
            text = f"The output files could not be uploaded: {error}"
            self._report(UploadFailed(code, TransferError("FileUploadMiscError", text)))

    def _guarded(self, step: Callable[[], None]) -> None:
        if _is_killed(self._attempt):
            self._report(KILLED)
            return
        try:
            step()
        except Exception as error:  # whatever it is, the task must not wait for ever
            self._fail(error)

    def _fail(self, error: Exception) -> None:
        if isinstance(error, TransferCancelled):
            self._report(KILLED)
        elif isinstance(error, LaunchError | TransferError):
            self._report(error)
        else:
            self._report(LaunchError("CommandLaunchFailed", f"The task could not be started: {error}"))

    def _give_up_if_killed(self) -> None:
        # The kill may have come before there was anything to give up.
        give_up = self._attempt.give_up
        if _is_killed(self._attempt) and give_up is not None:
            give_up()

    def _report(self, outcome: Outcome) -> None:
        self._service.from_thread(lambda: self._ended(self._attempt, outcome))


def kill(service: ServiceContext, attempt: Attempt) -> None:
    """End a process and all it started; its end is heard of later."""
    give_up = attempt.give_up
    if give_up is not None:
        give_up()
    if not attempt.killed:
        attempt.killed = True
        if attempt.on_kill is not None:
            attempt.on_kill()
            return
        service.kill_in_thread(attempt.key)


def failure_info(error: NotRun) -> JsonObject:
    """Describe why nothing ran, or why what was left could not be uploaded."""
    details = [{"name": "Message", "value": error.message}]
    if isinstance(error, TransferError):
        category: str = error.category
        details += [{"name": name, "value": value} for name, value in error.details]
    else:
        category = "ServerError" if error.code == "DiskFull" else "UserError"
    return {"category": category, "code": error.code, "message": error.message, "details": details}


def _is_killed(attempt: Attempt) -> bool:
    # Read anew each time: another thread sets it.
    return attempt.killed
