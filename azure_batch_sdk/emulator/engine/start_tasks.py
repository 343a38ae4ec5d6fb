"""The start task of a node: its process, tried again as often as it may be, and how the node shows it."""

from __future__ import annotations

from collections.abc import Callable

from ..context import ServiceContext
from ..messages import JsonObject
from ..node.environment import TaskPlace, task_environment
from ..node.launch import Launch, LaunchError
from ..node.transfers import TransferError
from ..state.entities import Attempt, Node
from . import attempts
from .attempts import Outcome
from .failures import exit_failure
from .needs import Needs

Over = Callable[[Attempt, Outcome | None], None]
"""Hears how a start task has ended for good; None: it was killed, or the node no longer has one."""


def run(service: ServiceContext, node: Node, over: Over) -> None:
    """Run the start task of a node."""
    _try(service, node, over, retries=0, last_retry=None)


def _try(service: ServiceContext, node: Node, over: Over, *, retries: int, last_retry: str | None) -> None:
    assert node.start_task is not None
    tick = service.clock.next_tick()
    info: JsonObject = {"state": "running", "startTime": service.clock.text(tick), "retryCount": retries}
    if last_retry is not None:
        info["lastRetryTime"] = last_retry
    node.start_info = info
    attempt = Attempt(f"start/{node.id}/{tick}", node, 0, None)
    node.attempts[attempt] = None
    attempts.launch(
        service,
        attempt,
        _Preparation(service, node, attempt.key),
        lambda ended, outcome: _tried(service, ended, outcome, over),
        Needs.of(service, node.start_task, node),
    )
    service.touch(node)


def _tried(service: ServiceContext, attempt: Attempt, outcome: Outcome, over: Over) -> None:
    node = attempt.node
    info, start_task = node.start_info, node.start_task
    if attempt.killed or info is None or start_task is None:
        over(attempt, None)
        return
    node.attempts.pop(attempt, None)
    ended = service.clock.text(service.clock.next_tick())
    allowed = int(start_task["maxTaskRetryCount"])
    retries = int(info["retryCount"])
    if isinstance(outcome, int) and outcome != 0 and (allowed < 0 or retries < allowed):
        _try(service, node, over, retries=retries + 1, last_retry=ended)
        return
    node.start_info = _finished(info, outcome, ended)
    service.touch(node)
    over(attempt, outcome)


def _finished(info: JsonObject, outcome: Outcome, ended: str) -> JsonObject:
    finished = {"state": "completed", "startTime": info["startTime"], "endTime": ended}
    if isinstance(outcome, LaunchError | TransferError):
        finished["failureInfo"] = attempts.failure_info(outcome)
    elif isinstance(outcome, int):
        finished["exitCode"] = outcome
        if outcome != 0:
            finished["failureInfo"] = exit_failure()
    finished["retryCount"] = info["retryCount"]
    if "lastRetryTime" in info:
        finished["lastRetryTime"] = info["lastRetryTime"]
    finished["result"] = "success" if outcome == 0 else "failure"
    return finished


class _Preparation:
    """What happens in the thread before a start task's process starts."""

    def __init__(self, service: ServiceContext, node: Node, key: str) -> None:
        assert node.start_task is not None
        self._key = key
        self._command_line = str(node.start_task["commandLine"])
        self._settings = node.start_task.get("environmentSettings")
        directories = service.directories(node)
        self._place = TaskPlace(
            kind="start",
            account_name=service.account_name,
            account_url=service.account_url,
            pool_id=node.pool.id,
            node_id=node.id,
            is_dedicated=node.dedicated,
            node=directories,
            directory=directories.start_task_directory(),
            packages=node.packages,
            windows=node.pool.is_windows,
        )

    def __call__(self) -> Launch:
        place = self._place
        place.directory.create()
        return Launch(
            key=self._key,
            command_line=self._command_line,
            environment=task_environment(place, task_settings=self._settings),
            working_directory=place.directory.working_directory,
            stdout=place.directory.stdout,
            stderr=place.directory.stderr,
            windows=place.windows,
        )
