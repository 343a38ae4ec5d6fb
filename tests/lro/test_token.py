"""The continuation token: what it holds, and what it refuses."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

import pytest
from hypothesis import given, strategies as st

from azure_batch_sdk._lro.evidence import Evidence
from azure_batch_sdk._lro.token import read_token, write_token

ENDPOINT = "https://acct.westeurope.batch.azure.com"
IDS = {"pool_id": "p", "node_id": "tvm-1"}
TICKS = st.none() | st.integers(0, 10**18)


def content_of(token: str) -> dict[str, Any]:
    """Open a token."""
    content: dict[str, Any] = json.loads(urlsafe_b64decode(token + "=" * (-len(token) % 4)))
    return content


def forged(**changes: Any) -> str:
    """Make a token with some members changed."""
    content = {**content_of(write_token(ENDPOINT, "begin_reboot_node", IDS, Evidence(date=5))), **changes}
    return urlsafe_b64encode(json.dumps(content).encode()).decode()


def read(token: Any, endpoint: str = ENDPOINT, operation: str = "begin_reboot_node", **ids: str) -> Evidence:
    """Read a token for the node it was made for, unless told otherwise."""
    return read_token(token, endpoint, operation, {**IDS, **ids})


@given(
    date=TICKS,
    modified=TICKS,
    created=TICKS,
    etag=st.none() | st.text(),
    seen=st.frozensets(st.text()),
    baseline=st.none() | st.dictionaries(st.text(), st.integers()),
    targets=st.tuples(TICKS, TICKS),
    patient=st.booleans(),
)
def test_it_carries_all_that_is_known(**known: Any) -> None:
    evidence = Evidence(**known)
    token = write_token(ENDPOINT, "begin_reboot_node", IDS, evidence)
    assert token.replace("-", "").replace("_", "").isalnum()
    assert read(token) == evidence


def test_it_is_readable_json_without_secrets() -> None:
    token = write_token(
        ENDPOINT, "begin_delete_pool", {"pool_id": "p"}, Evidence(date=1, seen=frozenset("a"))
    )
    assert content_of(token) == {
        "v": 1,
        "operation": "begin_delete_pool",
        "endpoint": "acct.westeurope.batch.azure.com",
        "ids": {"pool_id": "p"},
        "date": 1,
        "etag": None,
        "modified": None,
        "created": None,
        "seen": ["a"],
        "baseline": None,
        "options": {"targets": [None, None], "patient": False},
    }


def test_ids_and_host_are_compared_without_case() -> None:
    token = write_token(ENDPOINT, "begin_reboot_node", {"pool_id": "P", "node_id": "TVM-1"}, Evidence())
    assert read(token, ENDPOINT.upper().replace("HTTPS", "https")) == Evidence()


def test_it_is_refused_for_another_endpoint() -> None:
    with pytest.raises(ValueError, match=r"is one of acct\.westeurope.*this client is for other\.westeurope"):
        read(forged(), "https://other.westeurope.batch.azure.com")


def test_it_is_refused_for_another_operation() -> None:
    with pytest.raises(ValueError, match="is one of begin_reboot_node, not of begin_reimage_node"):
        read(forged(), operation="begin_reimage_node")


def test_it_is_refused_for_another_resource() -> None:
    with pytest.raises(ValueError, match=r"not of.*tvm-2"):
        read(forged(), node_id="tvm-2")


@pytest.mark.parametrize("token", ["", "x", "!!!", "bm8", "bnVsbA", "é", "W10", "eyJ2IjogMn0"])
def test_what_is_no_token_is_refused(token: str) -> None:
    with pytest.raises(ValueError, match=r"continuation.token"):
        read(token)


@pytest.mark.parametrize("token", [b"abc", 5, {}])
def test_what_is_no_text_is_refused(token: Any) -> None:
    with pytest.raises(TypeError, match="must be a str"):
        read(token)


@pytest.mark.parametrize(
    "changes",
    [
        {"date": "x"},
        {"date": []},
        {"date": float("inf")},
        {"etag": 5},
        {"seen": None},
        {"baseline": [1]},
        {"options": None},
        {"options": {}},
        {"options": {"targets": [1], "patient": False}},
        {"ids": None},
        {"v": 2},
        {"v": None},
    ],
)
def test_a_damaged_token_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="continuation token"):
        read(forged(**changes))
