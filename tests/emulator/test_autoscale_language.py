"""The language of autoscale formulas: values, operators, functions, samples, and errors that point at the place."""

from __future__ import annotations

import math
import subprocess
import sys
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, strategies as st

from azure_batch_sdk.emulator.autoscale import (
    FormulaError,
    FormulaResult,
    FormulaSyntaxError,
    check_formula,
    evaluate_formula,
)

NOW = datetime(2026, 1, 31, 8, 0, tzinfo=timezone.utc)
FIXED = "$TargetDedicatedNodes=2;$TargetLowPriorityNodes=0;$NodeDeallocationOption=requeue"


def evaluated(formula: str, samples: dict[str, list[tuple[datetime, float]]] | None = None) -> FormulaResult:
    return evaluate_formula(formula, samples=samples, now=NOW, target_dedicated_nodes=2)


def value_of(expression: str, samples: dict[str, list[tuple[datetime, float]]] | None = None) -> str:
    result = evaluated(f"x = {expression};", samples)
    assert result.error is None, result.error
    return result.variables["$x"]


def history(values: Iterable[float], *, last: float = 60) -> list[tuple[datetime, float]]:
    """Make samples every 30 seconds, the last of them so many seconds ago."""
    found = list(values)
    times = [NOW - timedelta(seconds=last + 30 * age) for age in range(len(found))]
    return list(zip(reversed(times), found, strict=True))


@pytest.mark.parametrize(
    ("formula", "results"),
    [
        ("$TargetDedicatedNodes=3", FIXED.replace("=2", "=3")),
        ("$TargetDedicated = 1;", FIXED.replace("=2", "=1")),
        ("", FIXED),
        (
            "$TargetLowPriorityNodes = 5; $NodeDeallocationOption = taskcompletion;"
            "maxTasksPerNode = 4; round = 3; samples = 100; targetVMs = 1; tasks = 0",
            "$TargetDedicatedNodes=2;$TargetLowPriorityNodes=5;$NodeDeallocationOption=taskcompletion;"
            "$maxTasksPerNode=4;$round=3;$samples=100;$targetVMs=1;$tasks=0",
        ),
        (
            '$curTime = time("2016-10-13T19:18:47.805Z"); $isWeekday = $curTime.weekday >= 1',
            f"{FIXED};$curTime=2016-10-13T19:18:47.805Z;$isWeekday=1",
        ),
    ],
)
def test_results_are_written_as_the_service_writes_them(formula: str, results: str) -> None:
    result = evaluated(formula)
    assert (result.results, result.error) == (results, None)


def test_an_error_comes_with_the_results_so_far() -> None:
    result = evaluated("a = 1;\n  $something_useless")
    assert result.results == f"{FIXED};$a=1"
    assert str(result.error) == "Line 2, Col 3: Undefined symbol: $something_useless"
    assert result.error is not None
    assert (result.error.code, result.error.line, result.error.column) == (
        "AutoScalingFormulaEvaluationError",
        2,
        3,
    )


def test_targets_that_were_set_before_an_error_do_not_count() -> None:
    result = evaluated("$TargetDedicatedNodes = 9; oops")
    assert (result.target_dedicated_nodes, result.error is None) == (2, False)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("1 + 2 * 3 - 4 / 8", "6.5"),
        ("(1 + 2) * 3", "9"),
        ("-3 + !0", "-2"),
        ("1 < 2 && 2 <= 2 && 3 != 4 || 0", "1"),
        ("0 && oops", "0"),
        ("1 ? 2 : oops", "2"),
        ("0 ? 1 : 0 ? 2 : 3", "3"),
        ("[1, 2] * 2 + [1, 1]", "[3,5]"),
        ("10 - [1, 2]", "[9,8]"),
        ("1 / 0", "inf"),
        ("-1 / 0", "-inf"),
        ("0 / 0", "nan"),
        ("TimeInterval_Hour + TimeInterval_Minute * 30", "01:30:00"),
        ("TimeInterval_Day * -2", "-2.00:00:00"),
        ("TimeInterval_100ns * 5", "00:00:00.0000005"),
        ("TimeInterval_Week / 7 == TimeInterval_Day", "1"),
        ("time() - TimeInterval_Day", "2026-01-30T08:00:00Z"),
        ("TimeInterval_Hour + time()", "2026-01-31T09:00:00Z"),
        ('time() - time("Sat, 31 Jan 2026 07:00:00 GMT") == TimeInterval_Hour', "1"),
        ("time().year * 10000 + time().month * 100 + time().day", "20260131"),
        ("time().weekday", "6"),
        ('"a" < "b"', "1"),
        ("avg(1, [2, 3], 6)", "3"),
        ("max([1, 5], 3) + min(2, 1)", "6"),
        ("sum(1, 2, 3) + len([1, 2])", "8"),
        ("range(1, 7, 3)", "6"),
        ("norm(3, 4)", "5"),
        ("std(1, 2, 3, 4)", "1.29099444873581"),
        ("std(5)", "0"),
        ("lg(8)", "3"),
        ("ln(1)", "0"),
        ("log([100, 1000])", "[2,3]"),
        ("ceil(1.2) + floor(1.8) + round(2.5) + round(-2.5)", "3"),
        ("percentile([4, 1, 3, 2], 50)", "2"),
        ("percentile([4, 1, 3, 2], 100)", "4"),
        ("val([7, 8, 9], 2)", "9"),
        ("vec(3)", "[3]"),
        ("$TaskSlotsPerNode + $TargetDedicatedNodes", "3"),
        ("1 /* one */ + // and\n 1", "2"),
        (".5 + 1e1 + 1.", "11.5"),
    ],
)
def test_expressions(expression: str, value: str) -> None:
    assert value_of(expression) == value


@pytest.mark.parametrize(
    ("formula", "message"),
    [
        ('x = "a" + 1', "Line 1, Col 9: Operator + is not defined for string and double"),
        ("x = [1] < [2]", "Line 1, Col 9: Operator < is not defined for doubleVec and doubleVec"),
        ("x = [1, 2] + [1]", "Line 1, Col 12: Vectors of 2 and 1 numbers cannot be joined by +"),
        ("x = !TimeInterval_Day", "Line 1, Col 5: Operator ! is not defined for timeinterval"),
        ("x = nothing(1)", "Line 1, Col 5: Undefined function: nothing"),
        ("x = avg()", "Line 1, Col 5: avg needs at least one number"),
        ("x = val([1], 1)", "Line 1, Col 5: val has no element 1 in a vector of 1 numbers"),
        ('x = max("a")', "Line 1, Col 5: max takes numbers, not a string"),
        ('x = time("soon")', "time cannot read 'soon'"),
        ("x = time().era", "Line 1, Col 5: A timestamp has no member era"),
        ("x = 1; x.year", "Line 1, Col 8: A double has no member year"),
        ("x = time() ? 1 : 0", "Line 1, Col 5: Expected a double, not a timestamp"),
        ("x = time() - TimeInterval_Year * 9999", "before the year 1"),
        ("$TargetDedicatedNodes = [1]", "Line 1, Col 1: $TargetDedicatedNodes must be a double"),
        ("$TargetDedicatedNodes = 1/0", "$TargetDedicatedNodes is inf, not a number of nodes"),
        ("$NodeDeallocationOption = 1", "must be one of requeue, terminate, taskcompletion"),
        ("$PendingTasks = 1", "Line 1, Col 1: Variable is read-only: $PendingTasks"),
        ("$TaskSlotsPerNode = 1", "Variable is read-only: $TaskSlotsPerNode"),
        ("x = $PendingTasks.Sample(1)", "Line 1, Col 5: Undefined method: Sample"),
        ("x = 1; y = x.GetSample(1)", "Line 1, Col 12: Only sampled variables have methods"),
        ("x = $Tasks.GetSample(1)", "Line 1, Col 5: Undefined symbol: $Tasks"),
        ("x = $PendingTasks.GetSample()", "GetSample takes a count"),
        ("x = $PendingTasks.GetSample(0)", "GetSample takes a count of 1 or more"),
    ],
)
def test_what_goes_wrong_is_named_with_its_place(formula: str, message: str) -> None:
    error = evaluated(formula).error
    assert error is not None and error.code == "AutoScalingFormulaEvaluationError"
    assert message in str(error)


@pytest.mark.parametrize(
    ("formula", "message"),
    [
        ("x = ", "Line 1, Col 5: Unexpected end of formula"),
        ("x = 1 +;\n", "Line 1, Col 8: Unexpected token: ;"),
        ("x = 1\ny = 2", "Line 2, Col 1: Unexpected token: y, expected ;"),
        ("x = (1", "Line 1, Col 7: Unexpected end of formula, expected )"),
        ("x = 5 % 2", "Line 1, Col 7: Unexpected character: %"),
        ('x = "open', 'Line 1, Col 5: Unexpected character: "'),
        ("x = a.1", "Unexpected token: .1"),
        ("1 = 2", "Line 1, Col 3: Unexpected token: =, expected ;"),
        ("x = 1 ? 2", "Unexpected end of formula, expected :"),
        ("(" * 5000, "nested too deep"),
        ("x=" + "-" * 5000 + "1", "nested too deep"),
        ("x=1;" * 101, "A formula has at most 100 statements"),
        ("x" * 8193, "A formula has at most 8192 characters"),
    ],
)
def test_what_is_no_formula_is_refused_with_its_place(formula: str, message: str) -> None:
    with pytest.raises(FormulaSyntaxError) as caught:
        check_formula(formula)
    assert message in str(caught.value)
    assert caught.value.code == "AutoScalingFormulaSyntaxError"
    with pytest.raises(FormulaSyntaxError):
        evaluate_formula(formula)


def test_samples_are_read_by_number_and_by_window() -> None:
    samples = {"$PendingTasks": history(range(20))}
    for expression, value in {
        "$PendingTasks": "19",
        "$PendingTasks.GetSample(3)": "[17,18,19]",
        "$PendingTasks.Count()": "20",
        "$PendingTasks.GetSamplePeriod()": "00:00:30",
        "$PendingTasks.HistoryBeginTime()": "2026-01-31T07:49:30Z",
        "len($PendingTasks.GetSample(1 * TimeInterval_Minute, 6 * TimeInterval_Minute))": "10",
        "$PendingTasks.GetSamplePercent(TimeInterval_Minute * 10)": "90",
        "len($PendingTasks.GetSample(time() - TimeInterval_Minute * 2))": "2",
    }.items():
        assert value_of(expression, samples) == value, expression


def test_too_few_samples_end_the_evaluation() -> None:
    # 20 would be possible in ten minutes, and the last minute is not there yet.
    samples = {"$RunningTasks": history([1] * 15, last=90)}
    fine = evaluated(
        "$TargetDedicatedNodes = max($RunningTasks.GetSample(TimeInterval_Minute * 10, 70))", samples
    )
    assert (fine.error, fine.target_dedicated_nodes) == (None, 1)

    poor = evaluated("x = $RunningTasks.GetSample(TimeInterval_Minute * 10, 95);", samples)
    assert poor.error is not None
    assert poor.error.code == "InsufficientSampleData"
    assert str(poor.error) == (
        "Line 1, Col 5: Insufficient data from data set: $RunningTasks wanted 95%, received 75%"
    )
    none = evaluated("x = $CPUPercent.GetSample(TimeInterval_Minute)").error
    assert "$CPUPercent wanted 10%, received 0%" in str(none)
    assert "received 0%" in str(evaluated("x = $CPUPercent").error)


def test_stop_ends_a_formula_and_keeps_what_was_set() -> None:
    result = evaluated("$TargetDedicatedNodes = 7; stop(); $TargetDedicatedNodes = 8; oops")
    assert (result.target_dedicated_nodes, result.error) == (7, None)


def test_a_target_is_rounded_down_and_not_below_zero() -> None:
    assert evaluated("$TargetDedicatedNodes = 2.9").target_dedicated_nodes == 2
    assert evaluated("$TargetDedicatedNodes = -4").target_dedicated_nodes == 0


def test_the_full_name_of_a_target_wins() -> None:
    assert evaluated("$TargetDedicatedNodes = 4; $TargetDedicated = 1").target_dedicated_nodes == 4


def test_samples_of_a_variable_that_does_not_exist_are_refused() -> None:
    with pytest.raises(ValueError, match=r"\$Pending is no sampled variable; there are \$ActiveTasks"):
        evaluate_formula("", samples={"$Pending": []})


def test_the_language_needs_no_further_package() -> None:
    program = """
import sys
sys.modules["aiohttp"] = None
from azure_batch_sdk.emulator.autoscale import evaluate_formula
print(evaluate_formula("$TargetDedicatedNodes = 4").target_dedicated_nodes)
"""
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout == "4\n"


WORDS = st.sampled_from(
    [
        "$TargetDedicatedNodes",
        "=",
        "1",
        "2.5",
        "0",
        "(",
        ")",
        "[",
        "]",
        ",",
        ";",
        ".",
        "+",
        "-",
        "*",
        "/",
        "<",
        "==",
        "&&",
        "||",
        "!",
        "?",
        ":",
        "x",
        "y",
        "$PendingTasks",
        "GetSample",
        "Count",
        "TimeInterval_Minute",
        "time()",
        "avg",
        "max",
        "percentile",
        "val",
        "requeue",
        '"2026-01-31"',
        "1e308",
        "rand()",
        "stop()",
        "weekday",
        "log",
    ]
)


@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=60))
def test_no_text_ends_in_anything_but_a_result_or_an_error_with_a_place(formula: str) -> None:
    try:
        result = evaluate_formula(formula, samples={"$PendingTasks": history([3, 4])}, now=NOW)
    except FormulaSyntaxError as error:
        assert error.line >= 1 and error.column >= 1
    else:
        assert result.error is None or isinstance(result.error, FormulaError)
        assert result.results.startswith("$TargetDedicatedNodes=")


@given(st.floats(), st.floats(), st.sampled_from("+-*/"))
def test_arithmetic_takes_every_number(left: float, right: float, sign: str) -> None:
    numbers = [f"{abs(value):.6e}" if math.isfinite(value) else "(1/0)" for value in (left, right)]
    assert evaluated(f"x = {numbers[0]} {sign} {numbers[1]}").error is None
