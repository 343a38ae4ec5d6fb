"""The `$filter` language."""

from __future__ import annotations

from typing import Any

import pytest

from azure_batch_sdk._generated.operations import OPERATIONS
from azure_batch_sdk.emulator.wire.odata.filters import compile_filter
from azure_batch_sdk.emulator.wire.odata.lexer import FilterError
from azure_batch_sdk.emulator.wire.odata.properties import FILTERABLE

TASK: dict[str, Any] = {
    "id": "Render-0007",
    "state": "completed",
    "creationTime": "2025-09-01T12:00:00.5Z",
    "lastModified": "2025-09-01T12:00:01Z",
    "executionInfo": {"exitCode": -3, "result": "failure"},
}


def passes(text: str, body: dict[str, Any] = TASK, operation: str = "list_tasks") -> bool:
    return compile_filter(text, FILTERABLE[operation])(body)


@pytest.mark.parametrize(
    "text",
    [
        "state eq 'completed'",
        "state eq 'Completed'",
        "STATE eq 'x' or state EQ 'completed'".replace("STATE", "state"),
        "id eq 'render-0007'",
        "id ge 'render-0007' and id lt 'render-0008'",
        "startswith(id,'render')",
        "StartsWith(id, 'RENDER')",
        "startswith( id , 'Render-' )",
        "(((state eq 'completed')))",
        "state ne 'active'",
        "state eq 'active' or state eq 'completed' and id ne 'x'",
        "(state eq 'active' or state eq 'completed') AND executionInfo/exitCode ne 0",
        "executionInfo/exitCode lt 0",
        "executionInfo/exitCode eq -3",
        "executionInfo/result eq 'Failure'",
        "creationTime eq DateTime'2025-09-01T12:00:00.5Z'",
        "creationTime gt DateTime'2025-09-01T12:00:00Z'",
        "creationTime gt datetime'Mon, 01 Sep 2025 12:00:00 GMT'",
        "creationTime lt 2025-09-02",
        "creationTime ge 2025-09-01T14:00:00.5+02:00",
        "creationTime ge '2025-09-01T12:00:00Z'",
        "lastModifiedTime eq DateTime'2025-09-01T12:00:01Z'",
        "lastModified eq DateTime'2025-09-01T12:00:01Z'",
        "executionInfo/endTime ne DateTime'2025-09-01T12:00:01Z'",
        "  state eq 'completed'  ",
    ],
)
def test_a_filter_that_holds_lets_the_body_pass(text: str) -> None:
    assert passes(text)


@pytest.mark.parametrize(
    "text",
    [
        "state eq 'active'",
        "state eq 'active' and state eq 'completed' or id eq 'x'",
        "startswith(id,'ender')",
        "executionInfo/endTime lt DateTime'2125-09-01T12:00:01Z'",
        "executionInfo/startTime eq DateTime'2025-09-01T12:00:01Z'",
        "creationTime lt DateTime'2025-09-01T12:00:00.5Z'",
    ],
)
def test_a_filter_that_does_not_hold_stops_the_body(text: str) -> None:
    assert not passes(text)


def test_a_quote_in_a_text_is_doubled() -> None:
    assert passes("id eq 'it''s'", {"id": "It's"})


def test_flags_are_compared_with_true_and_false() -> None:
    pool = {"enableAutoScale": True}
    assert passes("enableAutoScale eq true", pool, "list_pools")
    assert passes("enableAutoScale ne False", pool, "list_pools")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "the name of a property is missing where the end stands"),
        ("State eq 'active'", "'State' at position 1 is not a property"),
        ("failureInfo/code eq 'x'", "not a property to filter by"),
        ("id startswith 'x'", "'startswith' at position 4 is not one of the operators"),
        ("contains(id,'x')", "there is only startswith"),
        ("startswith(state,'x')", "'state' cannot be used with startswith"),
        ("state gt 'active'", "'state' cannot be used with gt; it takes eq, ne"),
        ("not state eq 'active'", "'not' at position 1 is not a property"),
        ("state eq", "a text in single quotes, not with the end"),
        ("state eq active", "a text in single quotes, not with 'active' at position 10"),
        ("state eq 'active", "''' at position 10 begins no value"),
        (
            "state eq 'a' state eq 'b'",
            "'and', 'or' or the end is missing where 'state' at position 14 stands",
        ),
        ("(state eq 'a'", "')' is missing where the end stands"),
        ("state eq 'a')", "is missing where ')' at position 13 stands"),
        ("state eq 'a' and", "is missing where the end stands"),
        ("executionInfo/exitCode eq '3'", "a whole number"),
        ("executionInfo/exitCode eq 3.5", "'3' at position 27 begins no value"),
        ("creationTime gt 7", "DateTime'"),
        ("creationTime gt DateTime'soon'", "'soon' at position 17 is not a date"),
        ("id eq 'x' & id eq 'y'", "'&' at position 11"),
        ("(" * 5000 + "id eq 'x'" + ")" * 5000, "nested more than 100 deep"),
    ],
)
def test_a_bad_filter_is_refused_and_the_place_is_named(text: str, complaint: str) -> None:
    with pytest.raises(FilterError) as caught:
        passes(text)
    assert complaint in str(caught.value)


def test_a_list_takes_filters_exactly_if_its_operation_has_the_parameter() -> None:
    filtered = {
        name
        for name, row in OPERATIONS.items()
        if any(parameter.wire == "$filter" for parameter in row.parameters)
    }
    assert set(FILTERABLE) == filtered
