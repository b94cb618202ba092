"""Dates: calendar arithmetic that clips, days in Helsinki, spans."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luukku.ground import dates

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@pytest.mark.parametrize(
    ("day", "span", "sign", "expected"),
    [
        ("2026-11-20", "P3M", 1, "2027-02-20"),
        ("2026-11-30", "P3M", 1, "2027-02-28"),
        ("2027-11-30", "P3M", 1, "2028-02-29"),
        ("2028-02-29", "P1Y", 1, "2029-02-28"),
        ("2026-01-31", "P1M", 1, "2026-02-28"),
        ("2026-03-31", "P1M", -1, "2026-02-28"),
        ("2027-02-20", "P30D", -1, "2027-01-21"),
        ("2026-12-31", "P1D", 1, "2027-01-01"),
        ("2026-11-20", "P1Y2M2W3D", 1, "2028-02-06"),
        ("2026-01-31", "P1M1D", 1, "2026-03-01"),
        ("2026-11-20", "P0D", 1, "2026-11-20"),
    ],
)
def test_a_duration_is_added_by_the_calendar(day: str, span: str, sign: int, expected: str) -> None:
    assert dates.add(date.fromisoformat(day), span, sign) == date.fromisoformat(expected)


@pytest.mark.parametrize("span", ["", "P", "3M", "P3", "PT3H", "P1DT1H", "P-3M", "P3M ", "P1.5Y", "p3m", "P3D2M", "P٣M", "P1000Y"])
def test_what_is_no_duration_is_refused(span: str) -> None:
    with pytest.raises(ValueError, match="duration"):
        dates.add(date(2026, 11, 20), span)


def test_a_day_outside_the_calendar_is_refused() -> None:
    for day, span, sign in ((date(9999, 12, 1), "P1M", 1), (date(9999, 12, 31), "P1D", 1), (date(1, 1, 1), "P1M", -1), (date(1, 1, 1), "P1D", -1)):
        with pytest.raises(ValueError, match="calendar"):
            dates.add(day, span, sign)


@settings(max_examples=100)
@given(DAYS, st.integers(0, 200))
def test_days_there_and_back_are_the_same_day(day: date, n: int) -> None:
    assert dates.add(dates.add(day, f"P{n}D"), f"P{n}D", -1) == day
    assert dates.add(day, f"P{n}D") == day + timedelta(days=n)


@settings(max_examples=100)
@given(DAYS, st.integers(0, 60))
def test_months_land_in_the_right_month_on_the_same_day_or_its_last(day: date, n: int) -> None:
    later = dates.add(day, f"P{n}M")
    assert later.year * 12 + later.month == day.year * 12 + day.month + n
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


def test_the_day_in_helsinki_begins_before_that_of_utc() -> None:
    assert dates.helsinki(datetime(2026, 11, 20, 22, 30, tzinfo=UTC)) == date(2026, 11, 21)
    assert dates.helsinki(datetime(2026, 7, 20, 21, 0, tzinfo=UTC)) == date(2026, 7, 21)
    assert dates.helsinki(datetime(2026, 7, 20, 20, 59, tzinfo=UTC)) == date(2026, 7, 20)
    with pytest.raises(ValueError, match="time zone"):
        dates.helsinki(datetime(2026, 11, 20))


def test_a_day_lasts_from_its_start_to_its_end_in_helsinki_also_when_the_clock_turns() -> None:
    for day, hours in ((date(2026, 11, 20), 24), (date(2026, 3, 29), 23), (date(2026, 10, 25), 25)):
        assert dates.day_ends(day) - dates.day_starts(day) == timedelta(hours=hours)
        assert dates.helsinki(dates.day_starts(day)) == day
        assert dates.helsinki(dates.day_ends(day)) == day + timedelta(days=1)


def test_spans_are_read_and_written_alike() -> None:
    assert dates.parse_span("2026-11-20") == (date(2026, 11, 20), date(2026, 11, 20))
    assert dates.parse_span("2026-11-16/2026-11-22") == (date(2026, 11, 16), date(2026, 11, 22))
    for text in ("2026-11-20", "2026-11-16/2026-11-22"):
        assert dates.format_span(*dates.parse_span(text)) == text


@pytest.mark.parametrize("text", ["", "20.11.2026", "2026-11-31", "2026-11-22/2026-11-16", "2026-11-20/", "/2026-11-20", "20261120", "2026-W47-5"])
def test_what_is_no_span_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        dates.parse_span(text)
    assert dates.span_or_none(text) is None


def test_only_texts_can_be_spans() -> None:
    assert dates.span_or_none(20261120) is None
    assert dates.span_or_none(True) is None
    with pytest.raises(ValueError):
        dates.format_span(date(2026, 11, 22), date(2026, 11, 16))
