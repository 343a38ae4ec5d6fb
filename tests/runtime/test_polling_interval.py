"""The default seconds between two looks."""

from __future__ import annotations

import inspect

import pytest

from azure_batch_sdk._runtime.polling_interval import DEFAULT_POLLING_INTERVAL, seconds_between_looks


def default_of(polling_interval: int = DEFAULT_POLLING_INTERVAL) -> int:
    """Have the default in a signature."""
    return polling_interval


def test_it_looks_like_5_in_a_signature() -> None:
    assert str(inspect.signature(default_of)) == "(polling_interval: 'int' = 5) -> 'int'"
    assert default_of() == 5
    assert isinstance(default_of(), int)


@pytest.mark.parametrize(
    "given,of_the_client,chosen",
    [
        (DEFAULT_POLLING_INTERVAL, None, 5.0),
        (DEFAULT_POLLING_INTERVAL, 0.05, 0.05),
        (5, 0.05, 5.0),
        (0, 30, 0.0),
        (2.5, None, 2.5),
    ],
)
def test_what_the_call_gave_goes_before_what_the_client_was_given(
    given: float, of_the_client: float | None, chosen: float
) -> None:
    assert seconds_between_looks(given, of_the_client) == chosen
