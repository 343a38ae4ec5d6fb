"""Bodies as bytes."""

from __future__ import annotations

import json
from collections import UserDict
from datetime import datetime, timedelta, timezone
from enum import Enum
from typing import Any

import pytest
from azure.core.serialization import NULL

from azure_batch_sdk._runtime.encoding import encode
from tests.runtime.conftest import View


class Color(str, Enum):
    RED = "red"


def test_plain_json_is_written_compactly_in_utf_8() -> None:
    assert encode({"a": [1, "ü", None, True], "b": {}}) == '{"a":[1,"ü",null,true],"b":{}}'.encode()


@pytest.mark.parametrize(
    ("value", "wire"),
    [
        (datetime(2026, 1, 31, 8, tzinfo=timezone.utc), "2026-01-31T08:00:00Z"),
        (timedelta(minutes=90), "PT1H30M"),
        (Color.RED, "red"),
        (NULL, None),
        (View({"x": NULL}), {"x": None}),
        (UserDict({"x": Color.RED}), {"x": "red"}),
        ((1, 2), [1, 2]),
        ([View({"x": timedelta(0)})], [{"x": "PT0S"}]),
    ],
)
def test_python_values_in_a_mapping_become_wire_values(value: Any, wire: Any) -> None:
    assert json.loads(encode({"a": value, "b": {"c": [value]}})) == {"a": wire, "b": {"c": [wire]}}


@pytest.mark.parametrize(
    ("tree", "path", "kind"),
    [
        ({"a": {"b": [1, object()]}}, r"BatchPool\.a\.b\[1\]", TypeError),
        ({"a": b"bytes"}, r"BatchPool\.a", TypeError),
        ({"a": {1, 2}}, r"BatchPool\.a", TypeError),
        ({"a": View({"b": 1j})}, r"BatchPool\.a\.b", TypeError),
        ({"a": float("nan")}, r"BatchPool\.a", ValueError),
        ({"a": [float("inf")]}, r"BatchPool\.a\[0\]", ValueError),
    ],
)
def test_a_value_without_a_form_in_json_is_named_with_its_path(
    tree: Any, path: str, kind: type[Exception]
) -> None:
    with pytest.raises(kind, match=rf"^{path} cannot be sent: .*has no form in JSON"):
        encode(tree, "BatchPool")


def test_half_a_character_is_named() -> None:
    with pytest.raises(ValueError, match=r"BatchPool\.a cannot be sent: '\\ud800'"):
        encode({"a": "\ud800"}, "BatchPool")


def test_a_tree_that_holds_itself_is_an_error() -> None:
    tree: dict[str, Any] = {}
    tree["a"] = tree
    with pytest.raises(ValueError, match=r"BatchPool cannot be sent \(Circular"):
        encode(tree, "BatchPool")


def test_a_tree_that_is_too_deep_is_an_error() -> None:
    tree: dict[str, Any] = {}
    for _ in range(100_000):
        tree = {"a": tree}
    with pytest.raises(ValueError, match="BatchPool cannot be sent"):
        encode(tree, "BatchPool")


def test_a_long_value_is_shortened_in_the_error() -> None:
    with pytest.raises(TypeError) as caught:
        encode({"a": b"x" * 10_000}, "BatchPool")
    assert len(str(caught.value)) < 250


def test_a_password_as_bytes_is_refused_and_not_shown() -> None:
    with pytest.raises(TypeError, match=r"^user\.password cannot be sent: 6 bytes of type bytes") as caught:
        encode({"password": b"secret"}, "user")
    assert "secret" not in str(caught.value)
