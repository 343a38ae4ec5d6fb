"""What is found in pools and nodes."""

from __future__ import annotations

from typing import Any

import pytest

from azure_batch_sdk._explain.codes import NODE, RESIZE
from tests.explain.evidences import Body, body, explain_pool, failed, node, pool, told

STOPPED = {"code": "ResizeStopped", "message": "words of the service"}


@pytest.mark.parametrize(
    ("name", "findings", "quoted"),
    [
        ("pool resizing, just made", [("info", "PoolResizing")], None),
        ("pool whose resize was stopped", [("error", "ResizeStopped")], "as the resize was stopped"),
        (
            "pool whose resize timed out",
            [("error", "AllocationTimedout")],
            "as the resize timeout was reached",
        ),
        (
            "pool with an old resize error",
            [("warning", "AutoScaleWantsNoNodes"), ("info", "ResizeStopped")],
            "$TargetDedicatedNodes=0;$TargetLowPriorityNodes=0;$NodeDeallocationOption=requeue",
        ),
        (
            "pool whose formula has an unknown symbol",
            [("error", "AutoScalingFormulaEvaluationError")],
            "Line 1, Col 1: Undefined symbol: $oops",
        ),
        (
            "pool whose formula has too few samples",
            [("error", "InsufficientSampleData")],
            "Line 1, Col 37: Insufficient data from data set: $CPUPercent wanted 10%, received 0%",
        ),
        ("pool being deleted", [("error", "PoolDeleted")], None),
    ],
)
def test_recorded_pools_are_explained(name: str, findings: list[Any], quoted: str | None) -> None:
    explanation = explain_pool(body(name))

    assert told(explanation) == findings
    if quoted is not None:
        assert any(quoted in text for text in explanation.findings[0].evidence)


@pytest.mark.parametrize(
    ("changed", "findings"),
    [
        ({}, []),
        ({"nodes": 0}, [("error", "NoNodes")]),
        ({"nodes": 0, "targetDedicatedNodes": 2}, [("error", "NoNodes")]),
        ({"currentDedicatedNodes": 1, "targetLowPriorityNodes": 2}, [("warning", "TooFewNodes")]),
        ({"nodes": 0, "enableAutoScale": True}, [("info", "AutoScaleNotYetRun")]),
        ({"nodes": 0, "allocationState": "resizing"}, [("info", "PoolResizing")]),
        ({"nodes": 0, "allocationState": "stopping"}, [("info", "PoolResizing")]),
        ({"nodes": 0, "targetDedicatedNodes": 2, "resizeErrors": [STOPPED]}, [("error", "ResizeStopped")]),
        (
            {"currentDedicatedNodes": 1, "targetDedicatedNodes": 2, "resizeErrors": [STOPPED]},
            [("warning", "ResizeStopped")],
        ),
        ({"resizeErrors": [STOPPED]}, [("info", "ResizeStopped")]),
        ({"nodes": 0, "resizeErrors": [STOPPED]}, [("error", "NoNodes"), ("info", "ResizeStopped")]),
    ],
)
def test_pools_are_explained_by_their_counts_and_their_last_resize(
    changed: Body, findings: list[Any]
) -> None:
    assert told(explain_pool(pool(**changed))) == findings


@pytest.mark.parametrize(
    "code", ["AccountCoreQuotaReached", "AllocationTimedOut", "ACCOUNTSPOTCOREQUOTAREACHED", *RESIZE]
)
def test_the_words_of_a_resize_error_are_quoted_whatever_its_code(code: str) -> None:
    error = {"code": code, "message": "some words", "values": [{"name": "Reason", "value": "because"}]}

    finding = explain_pool(pool(0, targetDedicatedNodes=3, resizeErrors=[error])).findings[0]

    assert (finding.severity, finding.code) == ("error", code)
    assert finding.evidence == (f"({code}) some words\n  Reason: because",)


def test_an_unknown_code_that_sounds_like_a_quota_is_told_as_one() -> None:
    error = {"code": "AccountFancySeriesQuotaReached", "message": "no more"}

    finding = explain_pool(pool(0, targetDedicatedNodes=3, resizeErrors=[error])).findings[0]

    assert "quota" in finding.summary
    assert finding.evidence == ("(AccountFancySeriesQuotaReached) no more",)


@pytest.mark.parametrize("place", ["resizeErrors", "autoScaleRun", "node"])
def test_what_no_rule_knows_is_quoted_word_for_word(place: str) -> None:
    error: Body = {"code": "BrandNewTrouble", "message": "The words of tomorrow"}
    details = [{"name": "Where", "value": "there"}]
    explanation = {
        "resizeErrors": lambda: explain_pool(
            pool(0, targetDedicatedNodes=1, resizeErrors=[{**error, "values": details}])
        ),
        "autoScaleRun": lambda: explain_pool(
            pool(
                enableAutoScale=True,
                autoScaleRun={"timestamp": "2026-01-01T00:00:00Z", "error": {**error, "values": details}},
            )
        ),
        "node": lambda: explain_pool(
            pool(), node(state="unusable", errors=[{**error, "errorDetails": details}])
        ),
    }[place]()

    finding = explanation.findings[0]
    assert (finding.severity, finding.code) == ("error", "BrandNewTrouble")
    assert (
        finding.evidence[0].removeprefix("n1: ") == "(BrandNewTrouble) The words of tomorrow\n  Where: there"
    )


@pytest.mark.parametrize(
    ("state", "code", "alone"),
    [
        ("unusable", "NodesUnusable", "error"),
        ("offline", "NodesOffline", "error"),
        ("deallocated", "NodesDeallocated", "error"),
        ("unknown", "NodesUnknown", "error"),
        ("preempted", "NodesPreempted", "error"),
        ("leavingpool", "NodesLeaving", "info"),
        ("waitingforstarttask", "NodesWaitingForStartTask", "info"),
        ("creating", "NodesStarting", "info"),
        ("Starting", "NodesStarting", "info"),
    ],
)
def test_nodes_are_an_error_if_no_other_can_run_tasks(state: str, code: str, alone: str) -> None:
    assert told(explain_pool(pool(2), node("a", state), node("b", state))) == [(alone, code)]
    beside = "info" if alone == "info" else "warning"
    assert told(explain_pool(pool(2), node("a", state), node("b", "idle"))) == [(beside, code)]


def test_nodes_are_no_error_if_not_all_were_looked_at() -> None:
    assert told(explain_pool(pool(2), node("a", "unusable"), nodes_are_all=False)) == [
        ("warning", "NodesUnusable")
    ]


def test_a_state_that_nobody_knows_is_no_finding() -> None:
    assert told(explain_pool(pool(), node(state="dreaming"))) == []


def test_a_node_that_takes_no_tasks_is_found_while_it_still_runs_some() -> None:
    assert told(explain_pool(pool(), node(state="running", schedulingState="disabled"))) == [
        ("error", "NodesOffline")
    ]


@pytest.mark.parametrize(
    ("info", "in_summary"),
    [
        (failed("FailureExitCode", exit_code=7), "exit code 7"),
        (failed("FailureExitCode", exit_code=127), "did not find a command"),
        (failed("BlobAccessDenied"), "may not be read"),
        (failed("NewStartTrouble"), "failed"),
    ],
)
def test_a_failed_start_task_is_told_with_its_reason_and_its_output(info: Body, in_summary: str) -> None:
    explanation = explain_pool(
        pool(),
        node(state="starttaskfailed", startTaskInfo=info),
        start_task_output={"n1": "line one\nline two"},
    )

    (finding,) = explanation.findings
    assert (finding.severity, finding.code) == ("error", "StartTaskFailed")
    assert in_summary in finding.summary
    assert f"({info['failureInfo']['code']}) The words for" in finding.evidence[0]
    assert finding.evidence[-1] == "the end of startup/stderr.txt on n1:\n  line one\n  line two"


def test_a_further_error_of_a_node_whose_start_task_failed_is_quoted_too() -> None:
    errors = [
        {"code": "FailureExitCode", "message": "the same again"},
        {"code": "OddThing", "message": "another one"},
    ]
    bad = node(state="starttaskfailed", startTaskInfo=failed("FailureExitCode", exit_code=7), errors=errors)

    (finding,) = explain_pool(pool(), bad).findings

    assert finding.evidence == (
        "n1: exit code 7\n(FailureExitCode) The words for FailureExitCode",
        "n1: (OddThing) another one",
    )


def test_a_start_task_that_is_not_waited_for_may_fail_unseen() -> None:
    explanation = explain_pool(pool(), node(startTaskInfo=failed("FailureExitCode", exit_code=7)))

    assert told(explanation) == [("warning", "StartTaskFailedUnheeded")]


def test_a_start_task_that_is_tried_again_is_told() -> None:
    retrying = node(state="waitingforstarttask", startTaskInfo={"state": "running", "retryCount": 2})

    assert told(explain_pool(pool(), retrying)) == [
        ("warning", "StartTaskRetrying"),
        ("info", "NodesWaitingForStartTask"),
    ]


@pytest.mark.parametrize("code", NODE)
def test_errors_of_nodes_have_advice(code: str) -> None:
    finding = explain_pool(pool(), node(state="unusable", errors=[{"code": code, "message": "m"}])).findings[
        0
    ]

    assert finding.code == code
    assert finding.advice == NODE[code].advice


def test_nodes_in_the_same_plight_are_one_finding() -> None:
    nodes = [
        node(f"n{number}", "unusable", errors=[{"code": "DiskFull", "message": "m"}]) for number in range(5)
    ]

    explanation = explain_pool(pool(6), *nodes, node("ok"))

    assert told(explanation) == [("warning", "DiskFull"), ("warning", "NodesUnusable")]
    assert "5 of 6 nodes" in explanation.findings[0].summary
    assert [text.split(":")[0] for text in explanation.findings[0].evidence] == ["n0", "n1", "n2"]
