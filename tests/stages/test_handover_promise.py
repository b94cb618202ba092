"""The promise: until when somebody answers. Inside opening hours, never before now, never earlier for who asks later."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luukku.errors import BadSettings
from luukku.ground.dates import HELSINKI
from luukku.handover import has_desk, promise, promise_by, settings_problems
from luukku.handover.hours import DAYS, Hours, parse_holidays, parse_within
from luukku.model.handover import Level
from luukku.settings import DeskSettings, load

OFFICE = Hours.parse("mon-fri 08:00-16:00, sat 10:00-14:00")
HALF = timedelta(minutes=30)
NONE: frozenset[date] = frozenset()
LEVELS: tuple[Level, ...] = ("now", "today", "promise")


def at(text: str) -> datetime:
    """A moment by Helsinki's wall clock: "2026-11-23 08:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=HELSINKI).astimezone(UTC)


def clock(moment: datetime) -> str:
    return f"{moment.astimezone(HELSINKI):%a %d.%m. %H:%M}"


@pytest.mark.parametrize(
    ("now", "level", "on_duty", "expected"),
    [
        ("2026-11-23 10:00", "promise", 0, "Mon 23.11. 10:30"),
        ("2026-11-23 15:30", "promise", 0, "Mon 23.11. 16:00"),
        ("2026-11-23 15:50", "promise", 0, "Tue 24.11. 08:20"),
        ("2026-11-23 16:00", "promise", 0, "Tue 24.11. 08:30"),
        ("2026-11-27 23:00", "promise", 0, "Sat 28.11. 10:30"),
        ("2026-11-28 13:45", "promise", 0, "Mon 30.11. 08:15"),
        ("2026-11-29 02:00", "promise", 0, "Mon 30.11. 08:30"),
        ("2026-11-23 10:00", "now", 1, "Mon 23.11. 10:05"),
        ("2026-11-23 10:00", "now", 0, "Mon 23.11. 10:30"),
        ("2026-11-23 20:00", "now", 0, "Tue 24.11. 08:05"),
        ("2026-11-23 20:00", "now", 2, "Tue 24.11. 08:05"),
        ("2026-11-23 15:58", "now", 1, "Tue 24.11. 08:03"),
    ],
)
def test_a_promise_is_counted_in_opening_hours(now: str, level: Level, on_duty: int, expected: str) -> None:
    assert clock(promise(at(now), level, OFFICE, NONE, HALF, on_duty)) == expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-23 06:00", "Mon 23.11. 16:00"),
        ("2026-11-23 09:00", "Mon 23.11. 16:00"),
        ("2026-11-23 15:00", "Mon 23.11. 16:00"),
        ("2026-11-23 15:01", "Tue 24.11. 10:00"),
        ("2026-11-23 23:00", "Tue 24.11. 10:00"),
        ("2026-11-29 12:00", "Mon 30.11. 10:00"),
    ],
)
def test_today_is_by_closing_or_early_on_the_next_day(now: str, expected: str) -> None:
    slow = timedelta(hours=30)
    assert clock(promise(at(now), "today", OFFICE, NONE, slow, 0)) == expected


def test_today_is_never_later_than_what_anybody_gets() -> None:
    assert clock(promise(at("2026-11-23 09:00"), "today", OFFICE, NONE, HALF, 0)) == "Mon 23.11. 09:30"


def test_on_a_holiday_nobody_answers() -> None:
    eve = frozenset({date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 26)})
    assert clock(promise(at("2026-12-23 15:45"), "promise", OFFICE, eve, HALF, 0)) == "Mon 28.12. 08:15"


def test_a_desk_that_is_always_open_promises_within_its_time() -> None:
    always = Hours.parse("mon-sun 00:00-24:00")
    assert promise(at("2026-11-23 23:50"), "promise", always, NONE, HALF, 0) == at("2026-11-24 00:20")


def test_a_promise_is_a_whole_minute_as_it_is_said() -> None:
    assert promise(at("2026-11-23 10:00") + timedelta(seconds=1), "promise", OFFICE, NONE, HALF, 0) == at("2026-11-23 10:31")
    assert promise(at("2026-11-23 15:29") + timedelta(seconds=59), "promise", OFFICE, NONE, HALF, 0) == at("2026-11-23 16:00")


@pytest.mark.parametrize(
    ("now", "expected"),
    [("2027-03-28 02:50", "Sun 28.03. 04:20"), ("2026-10-25 02:50", "Sun 25.10. 03:20")],
)
def test_the_clock_that_is_put_forward_or_back_takes_or_gives_no_time(now: str, expected: str) -> None:
    always = Hours.parse("mon-sun 00:00-24:00")
    given_ = promise(at(now), "promise", always, NONE, HALF, 0)
    assert given_ - at(now) == HALF
    assert clock(given_) == expected


def test_hours_that_fall_into_the_hour_that_is_not_are_gone() -> None:
    night = Hours.parse("sun 03:10-04:00, mon 08:00-09:00")
    assert clock(promise(at("2027-03-27 12:00"), "promise", night, NONE, HALF, 0)) == "Mon 29.03. 08:30"


def test_stretches_of_a_day_that_touch_or_overlap_are_one() -> None:
    assert Hours.parse("mon 08:00-12:00, mon 11:00-14:00, mon 14:00-15:00").week[0] == ((480, 900),)


@pytest.mark.parametrize(
    "text",
    ["", "mon", "mon 8-16", "mon-fri 08:00", "fri-mon 08:00-16:00", "mon 16:00-08:00", "mon 08:00-08:00", "mon 08:60-09:00",
     "mon 08:00-24:01", "xyz 08:00-16:00", "mon-fri 08:00-16:00,", "ma-pe 8.00-16.00", "mon 08:00-16:00; tue 08:00-16:00"],
)  # fmt: skip
def test_hours_that_cannot_be_read_are_said(text: str) -> None:
    with pytest.raises(BadSettings) as found:
        Hours.parse(text)
    assert found.value.data["key"] == "desk.hours"


@pytest.mark.parametrize("text", ["24.12.2026", "2026-13-01", "2026-12-24 2026-12-25", "christmas"])
def test_holidays_that_cannot_be_read_are_said(text: str) -> None:
    with pytest.raises(BadSettings) as found:
        parse_holidays(text)
    assert found.value.data["key"] == "desk.holidays"


@pytest.mark.parametrize("text", ["", "PT", "P1D", "30", "PT0M", "PT4M", "PT30S", "PT-5M", "PT100H"])
def test_a_time_that_cannot_be_kept_or_read_is_said(text: str) -> None:
    with pytest.raises(BadSettings) as found:
        parse_within(text)
    assert found.value.data["key"] == "desk.answer_within"


def test_times_are_read_in_hours_and_minutes() -> None:
    assert [parse_within(text) for text in ("PT30M", "PT2H", "PT1H30M")] == [HALF, timedelta(hours=2), timedelta(minutes=90)]


def test_settings_are_checked_also_where_there_is_no_desk(tmp_path_factory: pytest.TempPathFactory) -> None:
    loaded = load({}, {}, tmp_path_factory.getbasetemp())
    assert not has_desk(loaded)
    settings_problems(loaded.desk)
    with pytest.raises(BadSettings):
        settings_problems(replace(loaded.desk, answer_within="soon"))
    assert has_desk(replace(loaded, desk=replace(loaded.desk, hours="mon 08:00-09:00")))


def test_a_desk_that_never_opens_is_refused() -> None:
    closed = ", ".join((date(2026, 11, 20) + timedelta(days=days)).isoformat() for days in range(0, 600))
    desk = DeskSettings(hours="mon-sun 08:00-16:00", holidays=closed, answer_within="PT30M")
    with pytest.raises(BadSettings):
        settings_problems(desk, at("2026-11-23 10:00"))
    with pytest.raises(BadSettings):
        promise_by(desk, at("2026-11-23 10:00"), "now", 1)


# For every desk, every moment and every level

@st.composite
def hours(draw: st.DrawFn) -> Hours:
    entries = []
    for _ in range(draw(st.integers(1, 5))):
        first = draw(st.integers(0, 6))
        last = draw(st.integers(first, 6))
        start = draw(st.integers(0, 23 * 60))
        end = draw(st.integers(start + 45, 24 * 60))
        entries.append(f"{DAYS[first]}-{DAYS[last]} {start // 60:02d}:{start % 60:02d}-{end // 60:02d}:{end % 60:02d}")
    return Hours.parse(", ".join(entries))


moments = st.integers(0, 400 * 24 * 3600).map(lambda second: datetime(2026, 10, 1, tzinfo=UTC) + timedelta(seconds=second))
spans = st.integers(5, 8 * 60).map(lambda minute: timedelta(minutes=minute))
holidays = st.frozensets(st.integers(0, 420).map(lambda days: date(2026, 10, 1) + timedelta(days=days)), max_size=12)


@settings(max_examples=300, deadline=None)
@given(moments, st.sampled_from(LEVELS), hours(), holidays, spans, st.integers(0, 2))
def test_a_promise_lies_within_opening_hours_and_not_before_now(
    now: datetime, level: Level, open_: Hours, free: frozenset[date], within: timedelta, on_duty: int
) -> None:
    given_ = promise(now, level, open_, free, within, on_duty)
    near = given_ - timedelta(microseconds=1)
    assert given_ > now
    assert given_.utcoffset() == timedelta(0)
    assert open_.closes(given_, free) or open_.closes(near, free)


@settings(max_examples=300, deadline=None)
@given(moments, st.integers(0, 10 * 24 * 60), st.sampled_from(LEVELS), hours(), holidays, spans)
def test_who_asks_later_is_promised_no_earlier_time(
    now: datetime, later: int, level: Level, open_: Hours, free: frozenset[date], within: timedelta
) -> None:
    after = now + timedelta(minutes=later)
    for on_duty in (0, 1):
        assert promise(now, level, open_, free, within, on_duty) <= promise(after, level, open_, free, within, on_duty)


@settings(max_examples=300, deadline=None)
@given(moments, hours(), holidays, spans, st.integers(0, 1))
def test_who_is_more_urgent_is_promised_no_later_time(now: datetime, open_: Hours, free: frozenset[date], within: timedelta, on_duty: int) -> None:
    danger, today, plain = (promise(now, level, open_, free, within, on_duty) for level in LEVELS)
    assert danger <= today <= plain
