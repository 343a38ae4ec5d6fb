"""The decisions of a wait, as functions of data."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest

from azure_batch_sdk._waiting.blocked import lets_dependants_run, never_running
from azure_batch_sdk._waiting.obstacles import job_obstacles, node_obstacles, too_few_nodes
from azure_batch_sdk._waiting.outputs import last_lines
from azure_batch_sdk._waiting.pace import Pace, Patience, longest_pause, seconds_of
from azure_batch_sdk._waiting.seen import SeenTasks, Window, filters_of_ids, has_failed
from azure_batch_sdk.models import BatchJob, BatchNode, BatchPool, BatchTask


def task(
    task_id: str = "t", time: str = "2026-01-31T08:00:00Z", state: str = "completed", **more: Any
) -> BatchTask:
    return BatchTask({"id": task_id, "state": state, "stateTransitionTime": time, **more})


# -- pace


def test_looks_are_quick_at_the_start_and_slow_down_while_nothing_changes() -> None:
    pace, pauses, elapsed = Pace(10), [], 0.0
    for _ in range(12):
        pauses.append(pace.pause(elapsed, False))
        elapsed += pauses[-1]
    assert pauses[0] == 0.5
    assert pauses == sorted(pauses)
    assert pauses[-1] == 10


@pytest.mark.parametrize(("elapsed", "pause"), [(0, 0.5), (20, 1), (100, 5), (200, 10), (5000, 10)])
def test_after_a_change_the_next_look_comes_after_a_twentieth_of_the_time_waited(
    elapsed: float, pause: float
) -> None:
    pace = Pace(10)
    for _ in range(20):
        pace.pause(elapsed, False)
    assert pace.pause(elapsed, True) == pause


@pytest.mark.parametrize("longest", [0, 0.001, 0.02])
def test_no_pause_is_so_short_that_it_is_a_hot_loop(longest: float) -> None:
    assert Pace(longest).pause(0, True) == 0.02


def test_the_longest_pause_is_the_calls_then_the_clients_then_ten_seconds() -> None:
    assert longest_pause(3, 7.0) == 3
    assert longest_pause(None, 7.0) == 7
    assert longest_pause(None, None) == 10


@pytest.mark.parametrize("value", [-1, float("nan"), float("inf")])
def test_a_length_of_time_that_is_none_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="timeout must be 0 seconds or more"):
        seconds_of(value, "timeout")


def test_only_what_blocks_without_a_break_is_given_up_on() -> None:
    patience = Patience(10)
    looks = [(0, True), (9, True), (9.5, False), (10, True), (19, True), (20, True)]
    assert [patience.is_over(blocked, now) for now, blocked in looks] == [False] * 5 + [True]


# -- what is new


def test_a_completion_is_known_by_id_and_time() -> None:
    seen = SeenTasks()
    first, again, older = "2026-01-31T08:00:00Z", "2026-01-31T08:00:00.1Z", "2026-01-31T07:59:00Z"

    assert seen.is_new(task("a", first, executionInfo={"result": "failure"}))
    assert seen.failed == 1
    assert not seen.is_new(task("A", first))
    assert not seen.is_new(task("a", older))
    assert not seen.is_new(task("a", again, state="running"))
    assert seen.is_new(task("a", again, executionInfo={"result": "success"}))
    assert (len(seen), seen.failed) == (1, 0)


def test_a_task_asked_for_by_id_is_new_once() -> None:
    seen = SeenTasks(["A", "b"])

    assert not seen.is_new(task("c"))
    assert seen.is_new(task("a"))
    assert not seen.is_new(task("a", "2026-02-01T00:00:00Z"))
    assert seen.pending() == {"b": "b"}


def test_the_window_reaches_back_before_the_last_list_began() -> None:
    window = Window()
    assert window.is_open
    assert window.filter() == "state eq 'completed'"

    window.listed(datetime(2026, 1, 31, 8, tzinfo=timezone.utc))
    assert window.filter() == "state eq 'completed' and stateTransitionTime ge DateTime'2026-01-31T07:59:45Z'"

    window.listed(None)
    assert window.is_open


def test_ids_are_quoted_and_cut_into_filters() -> None:
    assert list(filters_of_ids(["a", "it's", "c"], 2)) == ["id eq 'a' or id eq 'it''s'", "id eq 'c'"]
    assert list(filters_of_ids([], 2)) == []


@pytest.mark.parametrize(
    ("info", "failed"),
    [
        (None, False),
        ({"result": "success", "exitCode": 0}, False),
        ({"result": "Failure", "exitCode": 1}, True),
        ({"exitCode": 1, "failureInfo": {"category": "UserError"}}, True),
        ({"exitCode": 0}, False),
    ],
)
def test_failure_is_what_the_service_says(info: dict[str, Any] | None, failed: bool) -> None:
    assert has_failed(task(executionInfo=info) if info else task()) is failed


# -- jobs and pools


@pytest.mark.parametrize(
    ("state", "codes", "lasting"),
    [
        ("active", [], []),
        ("disabling", [], []),
        ("disabled", ["JobDisabled"], []),
        ("enabling", [], []),
        ("terminating", [], []),
        ("Completed", ["JobCompleted"], ["JobCompleted"]),
        ("somethingnew", [], []),
    ],
)
def test_states_of_a_job(state: str, codes: list[str], lasting: list[str]) -> None:
    job = BatchJob({"state": state})
    assert [found.code for found in job_obstacles(job, only_lasting=False)] == codes
    assert [found.code for found in job_obstacles(job, only_lasting=True)] == lasting


@pytest.mark.parametrize(
    ("allocation", "auto", "nodes", "target", "code"),
    [
        ("steady", False, 0, 0, "NoNodes"),
        ("steady", False, 0, 3, "NoNodes"),
        ("steady", False, 2, 3, "TooFewNodes"),
        ("steady", False, 3, 3, None),
        ("resizing", False, 0, 3, None),
        ("stopping", False, 0, 3, None),
        ("steady", True, 0, 0, None),
    ],
)
def test_nodes_of_a_pool(allocation: str, auto: bool, nodes: int, target: int, code: str | None) -> None:
    pool = BatchPool(
        {"id": "p", "allocationState": allocation, "enableAutoScale": auto, "targetDedicatedNodes": target}
    )
    found = too_few_nodes(pool, nodes, 3)
    assert (None if found is None else found.code) == code


def test_broken_nodes_are_told_by_what_is_wrong_with_them() -> None:
    states = ["unusable", "unusable", "starttaskfailed", "idle", "creating", "preempted"]
    nodes = [BatchNode({"id": f"n{number}", "state": state}) for number, state in enumerate(states)]
    assert [(found.code, found.summary) for found in node_obstacles("p", nodes)] == [
        ("NodesUnusable", "2 nodes of pool 'p' are unusable: reboot, reimage or remove them"),
        (
            "StartTaskFailed",
            "the start task failed on 1 node of pool 'p': repair it, then reboot or reimage them",
        ),
    ]


def test_a_failed_start_task_is_quoted_once_and_other_errors_of_its_node_as_well() -> None:
    failure = {"code": "FailureExitCode", "message": "it failed", "category": "UserError"}
    again = {**failure, "errorDetails": [{"name": "Message", "value": "it failed"}]}
    info = {"state": "completed", "exitCode": 127, "failureInfo": failure, "retryCount": 0}
    other = {"code": "DiskFull", "message": "no room"}
    node = BatchNode({"id": "n", "state": "starttaskfailed", "startTaskInfo": info, "errors": [again, other]})

    [found] = node_obstacles("p", [node])
    assert found.details == ("n: exit code 127 (FailureExitCode) it failed\n(DiskFull) no room",)


# -- dependencies


SATISFY = {"exitOptions": {"dependencyAction": "Satisfy"}}
BLOCK = {"exitOptions": {"dependencyAction": "block"}}


@pytest.mark.parametrize(
    ("exit_code", "failure", "conditions", "runs"),
    [
        (0, None, None, True),
        (1, "FailureExitCode", None, False),
        (None, "TaskEnded", None, False),
        (1, "FailureExitCode", {"exitCodes": [{"code": 1, **SATISFY}]}, True),
        (2, "FailureExitCode", {"exitCodes": [{"code": 1, **SATISFY}]}, False),
        (2, "FailureExitCode", {"exitCodeRanges": [{"start": 1, "end": 2, **SATISFY}]}, True),
        (0, None, {"exitCodes": [{"code": 0, **BLOCK}]}, False),
        (0, None, {"default": BLOCK["exitOptions"]}, True),
        (5, "FailureExitCode", {"default": SATISFY["exitOptions"]}, True),
        (None, "BlobNotFound", {"preProcessingError": SATISFY["exitOptions"]}, True),
        (1, "CommandProgramNotFound", {"preProcessingError": SATISFY["exitOptions"]}, True),
        (None, "BlobNotFound", {"default": SATISFY["exitOptions"]}, True),
        (0, "FileUploadMiscError", {"fileUploadError": SATISFY["exitOptions"]}, True),
        (0, "FileUploadMiscError", None, False),
    ],
)
def test_what_an_end_means_to_dependants(
    exit_code: int | None, failure: str | None, conditions: dict[str, Any] | None, runs: bool
) -> None:
    info: dict[str, Any] = {"result": "failure" if failure else "success"}
    if exit_code is not None:
        info["exitCode"] = exit_code
    if failure:
        info["failureInfo"] = {"category": "UserError", "code": failure}
    completed = task(executionInfo=info)
    if conditions:
        completed["exitConditions"] = conditions
    assert lets_dependants_run(completed) is runs


def waiting(task_id: str, *depends_on: str, **more: Any) -> BatchTask:
    return task(task_id, state="active", dependsOn={"taskIds": list(depends_on)}, **more)


def test_tasks_in_a_circle_are_not_blocked_by_any_other() -> None:
    assert never_running([waiting("a", "b"), waiting("b", "a")], [], 1) == {}


def test_a_task_is_blocked_by_what_is_missing_failed_or_blocked() -> None:
    failed = task("f", executionInfo={"result": "failure", "exitCode": 1})
    tasks = [waiting("a", "F"), waiting("b", "a"), waiting("c", "gone"), waiting("d"), waiting("e", "d")]
    reasons = never_running([*tasks, waiting("g", requiredSlots=2)], [failed], 1)
    assert {key: code for key, (code, _) in reasons.items()} == {
        "a": "TaskBlocked",
        "b": "TaskBlocked",
        "c": "TaskBlocked",
        "g": "TaskTooBig",
    }


def test_narrow_ranges_count_and_wide_ones_may_be_met() -> None:
    narrow = task("n", state="active", dependsOn={"taskIdRanges": [{"start": 3, "end": 4}]})
    wide = task("w", state="active", dependsOn={"taskIdRanges": [{"start": 3, "end": 999}]})
    assert never_running([narrow, wide], [], None) == {
        "n": ("TaskBlocked", "n depends on 3, which does not exist")
    }


def test_a_task_that_depends_on_one_that_still_runs_may_run() -> None:
    assert never_running([waiting("a", "r")], [task("r", state="running")], None) == {}


# -- output


def test_the_last_lines_do_not_begin_in_the_middle_of_one() -> None:
    assert last_lines(b"", True) == ""
    assert last_lines(b"one\ntwo\n", True) == "one\ntwo"
    assert last_lines(b"ne\ntwo\n", False) == "two"
    assert last_lines(b"a line without an end", False) == "a line without an end"
    assert last_lines(b"\xff\n", True) == "\N{REPLACEMENT CHARACTER}"
    assert len(last_lines(b"x\n" * 9999, True).splitlines()) == 20


# -- the guide


def test_the_guide_names_every_obstacle() -> None:
    root = Path(__file__).parent.parent.parent
    guide = (root / "docs" / "guides" / "waiting.md").read_text(encoding="utf-8")
    code = "".join(path.read_text("utf-8") for path in (root / "azure_batch_sdk" / "_waiting").glob("*.py"))
    obstacles = set(re.findall(r'"((?:[A-Z][a-z]+){2,})"', code)) - {"JobNotFound", "TaskNotFound"}

    assert {"JobDisabled", "TaskBlocked", "NodesOffline"} < obstacles
    assert [obstacle for obstacle in sorted(obstacles) if f"`{obstacle}`" not in guide] == []
