"""Processes of tasks: start one in a thread, kill it, and hear of its end on the loop."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ..node.launch import Exited, Launch, LaunchError
from ..state.entities import Attempt

if TYPE_CHECKING:
    from ..service import Service

Outcome = int | LaunchError
"""The exit code, or why nothing ran."""

KILLED = 137
"""The exit code of a process that was killed, or that was not even started because its end was decided before."""


def launch(
    service: Service,
    attempt: Attempt,
    prepare: Callable[[], Launch],
    ended: Callable[[Attempt, Outcome], None],
) -> None:
    """Start a process; `prepare` runs in a thread, `ended` on the loop, exactly once."""

    def report(outcome: Outcome) -> None:
        service.from_thread(lambda: ended(attempt, outcome))

    def on_exit(exited: Exited) -> None:
        report(exited.exit_code)

    def run() -> None:
        if _is_killed(attempt):
            report(KILLED)
            return
        try:
            service.runner.start(prepare(), on_exit)
        except LaunchError as error:
            report(error)
        except Exception as error:  # whatever it is, the task must not wait for ever
            report(LaunchError("CommandLaunchFailed", f"The task could not be started: {error}"))
        else:
            # The kill may have come before there was anything to kill.
            if _is_killed(attempt):
                service.runner.kill(attempt.key)

    service.launch_in_thread(run)


def kill(service: Service, attempt: Attempt) -> None:
    """End a process and all it started; its end is heard of later."""
    if not attempt.killed:
        attempt.killed = True
        service.in_background(lambda: service.runner.kill(attempt.key))


def _is_killed(attempt: Attempt) -> bool:
    # Read anew each time: another thread sets it.
    return attempt.killed
