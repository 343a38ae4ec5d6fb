"""How an explanation reads."""

from __future__ import annotations

import copy
import pickle
import re
from pathlib import Path

from hypothesis import given, strategies as st

from azure_batch_sdk.models import Explanation, Finding

TOO_SMALL = Finding(
    "error",
    "AccountCoreQuotaReached",
    "the account's quota of dedicated cores does not allow more nodes",
    "raise the quota in the Azure portal, or free cores: shrink or delete other pools, or take a smaller vm_size",
    "pool 'render'",
    ("(AccountCoreQuotaReached) The specified account has reached its quota\n  Limit: 4",),
)
BUSY = Finding("info", "NodesBusy", "all slots are taken", "wait", "pool 'render'")


def test_an_explanation_reads_like_advice() -> None:
    text = str(Explanation("task 'frame-7' of job 'nightly'", "active", (TOO_SMALL, BUSY)))

    assert (
        text
        == """\
Task 'frame-7' of job 'nightly' is active.

1.  error: the account's quota of dedicated cores does not allow more nodes
      (AccountCoreQuotaReached, pool 'render')
    What to do: raise the quota in the Azure portal, or free cores: shrink or delete other pools, or
      take a smaller vm_size
    | (AccountCoreQuotaReached) The specified account has reached its quota
    |   Limit: 4

2.  info: all slots are taken (NodesBusy, pool 'render')
    What to do: wait"""
    )


def test_an_explanation_without_a_cause_says_so() -> None:
    assert str(Explanation("job 'j'", "active")) == (
        "Job 'j' is active. Nothing was found that stands in its way; what has just begun can take a\n  minute."
    )
    assert str(Explanation("job 'j'", "active", (BUSY,))).startswith(
        "Job 'j' is active. Nothing was found that stands in its way.\n"
    )


def test_the_cause_is_the_first_finding_that_is_more_than_information() -> None:
    assert Explanation("job 'j'", "active", (TOO_SMALL, BUSY)).cause is TOO_SMALL
    assert Explanation("job 'j'", "active", (BUSY,)).cause is None
    assert Explanation("job 'j'", "active").cause is None


def test_an_explanation_can_be_copied_and_pickled() -> None:
    explanation = Explanation("job 'j'", "active", (TOO_SMALL, BUSY))

    assert pickle.loads(pickle.dumps(explanation)) == copy.deepcopy(explanation) == explanation


def test_the_guide_names_every_code() -> None:
    root = Path(__file__).parent.parent.parent
    guide = (root / "docs" / "guides" / "explain.md").read_text(encoding="utf-8")
    rules = [
        path.read_text(encoding="utf-8") for path in (root / "azure_batch_sdk" / "_explain").glob("*.py")
    ]
    codes = {code for text in rules for code in re.findall(r'"((?:[A-Z][a-z]+){2,})"', text)}

    assert {"JobDisabled", "NotRead", "NodesUnusable"} < codes
    assert [code for code in sorted(codes - {"PoolNotFound"}) if f"`{code}`" not in guide] == []


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


@given(TEXT, TEXT, TEXT, st.lists(TEXT, max_size=3), st.integers(1, 12))
def test_no_line_is_wider_than_a_hundred_columns(
    summary: str, advice: str, resource: str, evidence: list[str], count: int
) -> None:
    finding = Finding("warning", "Code", summary, advice, resource, tuple(evidence))

    text = str(Explanation(resource, "active", (finding,) * count))

    assert max(len(line) for line in text.split("\n")) <= 100
