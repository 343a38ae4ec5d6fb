"""Dates and durations between Python and the wire."""

from __future__ import annotations

import locale
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, strategies as st

from azure_batch_sdk._runtime import converters
from azure_batch_sdk._runtime.converters import (
    format_datetime,
    format_duration,
    format_rfc1123,
    parse_datetime,
    parse_duration,
    parse_rfc1123,
)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=timezone.utc)  # type: ignore[misc, arg-type]  # the parts are a date and a time


TIMESTAMPS = [
    ("2024-10-08T16:30:00Z", utc(2024, 10, 8, 16, 30)),
    ("2024-10-08T16:30:00.1Z", utc(2024, 10, 8, 16, 30, 0, 100_000)),
    ("2024-10-08T16:30:00.123456Z", utc(2024, 10, 8, 16, 30, 0, 123_456)),
    ("2024-10-08T16:30:00.1234567Z", utc(2024, 10, 8, 16, 30, 0, 123_456)),
    ("2024-10-08T16:30:00.123456789Z", utc(2024, 10, 8, 16, 30, 0, 123_456)),
    ("2024-10-08T16:30:00", utc(2024, 10, 8, 16, 30)),
    ("2024-10-08T16:30Z", utc(2024, 10, 8, 16, 30)),
    ("2024-10-08", utc(2024, 10, 8)),
    ("2024-10-08T18:30:00+02:00", utc(2024, 10, 8, 16, 30)),
    ("2024-10-08T11:00:00.5-05:30", utc(2024, 10, 8, 16, 30, 0, 500_000)),
    ("0001-01-01T00:00:00Z", utc(1, 1, 1)),
]


@pytest.mark.parametrize(("text", "moment"), TIMESTAMPS)
@pytest.mark.parametrize("built_in", [True, False], ids=["new Python", "old Python"])
def test_a_timestamp_is_read_as_aware_utc(
    text: str, moment: datetime, built_in: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(converters, "_ISO_IS_BUILT_IN", built_in and converters._ISO_IS_BUILT_IN)
    assert parse_datetime(text) == moment
    assert parse_datetime(text).utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2024-13-01T00:00:00Z", "2024-10-08T16:30:00 UTC", "0001-01-01T00:00+01:00"]
)
def test_what_is_no_timestamp_is_named(text: str) -> None:
    with pytest.raises(ValueError, match=repr(text).replace("+", r"\+")):
        parse_datetime(text)


@given(st.datetimes(timezones=st.just(timezone.utc)))
def test_a_timestamp_survives_the_way_out_and_back(moment: datetime) -> None:
    assert parse_datetime(format_datetime(moment)) == moment


def test_timestamps_are_written_in_utc() -> None:
    assert format_datetime(datetime(2024, 10, 8, 16, 30)) == "2024-10-08T16:30:00Z"
    east = timezone(timedelta(hours=2))
    assert format_datetime(datetime(2024, 10, 8, 18, 30, 0, 5, tzinfo=east)) == "2024-10-08T16:30:00.000005Z"


DURATIONS = [
    ("PT10M", timedelta(minutes=10)),
    ("PT0S", timedelta(0)),
    ("P1D", timedelta(days=1)),
    ("P1DT2H3M4.5S", timedelta(days=1, hours=2, minutes=3, seconds=4.5)),
    ("PT02H00M00S", timedelta(hours=2)),
    ("PT90M", timedelta(minutes=90)),
    ("-PT5M", timedelta(minutes=-5)),
    (
        "P10675199DT2H48M5.4775807S",
        timedelta(days=10675199, hours=2, minutes=48, seconds=5, microseconds=477580),
    ),
    ("P3Y6M4DT12H30M5S", timedelta(days=3 * 365 + 6 * 30 + 4, hours=12, minutes=30, seconds=5)),
    ("P1W", timedelta(weeks=1)),
    ("PT1.5M", timedelta(seconds=90)),
]


@pytest.mark.parametrize(("text", "duration"), DURATIONS)
def test_a_duration_is_read(text: str, duration: timedelta) -> None:
    assert parse_duration(text) == duration


@pytest.mark.parametrize("text", ["", "P", "10 minutes", "PT10", "P999999999999D", "P99999999999Y"])
def test_what_is_no_duration_is_named(text: str) -> None:
    with pytest.raises(ValueError, match=repr(text)):
        parse_duration(text)


@pytest.mark.parametrize(
    ("duration", "text"),
    [
        (timedelta(0), "PT0S"),
        (timedelta(minutes=90), "PT1H30M"),
        (timedelta(days=7), "P7D"),
        (timedelta(days=1, seconds=1), "P1DT1S"),
        (timedelta(microseconds=500_000), "PT0.5S"),
        (timedelta(hours=1, microseconds=10), "PT1H0.00001S"),
        (timedelta(minutes=-5), "-PT5M"),
    ],
)
def test_a_duration_is_written_as_short_as_it_can_be(duration: timedelta, text: str) -> None:
    assert format_duration(duration) == text


@given(st.timedeltas(min_value=timedelta(days=-100_000), max_value=timedelta(days=20_000_000)))
def test_a_duration_survives_the_way_out_and_back(duration: timedelta) -> None:
    assert parse_duration(format_duration(duration)) == duration


def test_a_header_date_is_read_and_written() -> None:
    moment = utc(2026, 1, 31, 8)
    assert format_rfc1123(moment) == "Sat, 31 Jan 2026 08:00:00 GMT"
    assert parse_rfc1123("Sat, 31 Jan 2026 08:00:00 GMT") == moment
    assert parse_rfc1123("Sat, 31 Jan 2026 08:00:00 GMT").tzinfo is not None
    assert format_rfc1123(datetime(2026, 1, 31, 8)) == "Sat, 31 Jan 2026 08:00:00 GMT"
    assert format_rfc1123(datetime(2026, 1, 31, 10, tzinfo=timezone(timedelta(hours=2)))).endswith(
        "08:00:00 GMT"
    )


def test_header_dates_are_english_in_every_locale() -> None:
    before = locale.setlocale(locale.LC_TIME)
    try:
        for name in ("de_DE.UTF-8", "C.UTF-8"):
            try:
                locale.setlocale(locale.LC_TIME, name)
            except locale.Error:
                continue
            assert format_rfc1123(utc(2026, 5, 12)) == "Tue, 12 May 2026 00:00:00 GMT"
    finally:
        locale.setlocale(locale.LC_TIME, before)


@pytest.mark.parametrize(
    "text", ["", "soon", "31 Foo 2026 08:00:00 GMT", "31 Jan 2026 08:00:00 +9" + 16 * "9"]
)
def test_what_is_no_header_date_is_named(text: str) -> None:
    with pytest.raises(ValueError, match="is not an HTTP date"):
        parse_rfc1123(text)
