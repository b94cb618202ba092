"""Until when somebody answers: a promise that the desk can keep, made from its opening hours. Time comes in, never from a clock."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from luukku.errors import BadSettings
from luukku.ground.dates import helsinki
from luukku.handover.hours import AHEAD, HOURS_FORM, Hours, parse_holidays, parse_within
from luukku.model.handover import Level
from luukku.settings import DeskSettings, Settings

AT_ONCE = timedelta(minutes=5)
"""In danger, when somebody is at the desk."""
ENOUGH = timedelta(hours=1)
"""With so much of a day left, "today" is still that day."""
NEXT_DAY = timedelta(hours=2)
"""Else so long after the next opening."""


def promise(now: datetime, level: Level, hours: Hours, holidays: frozenset[date], within: timedelta, on_duty: int) -> datetime:
    """The moment (aware UTC, as `now`) until which somebody answers. Always within opening hours and never before `now`;
    a later `now` gives no earlier promise, and a more urgent level no later one. `on_duty`: people at the desk now.

    promise  `within` of opening hours; what does not fit before closing goes on at the next opening
    today    by that day's closing while an hour of it is left, else within two hours of the next opening
    now      five minutes of opening hours: at once when somebody is there, else from the next opening; never later than today

    It is a whole minute, as it is said in whole minutes. Raises BadSettings(key="desk.hours") when the desk does not open
    within the next 400 days.
    """
    now = _whole_minute(now)
    plain = _worked(now, within, hours, holidays)
    if level == "promise":
        return plain
    today = min(plain, _today(now, hours, holidays) or plain)
    if level == "today":
        return today
    there = now if on_duty > 0 else hours.closes(now, holidays) or now
    return min(today, _worked(there, AT_ONCE, hours, holidays))


def promise_by(desk: DeskSettings, now: datetime, level: Level, on_duty: int) -> datetime:
    """The same, by the desk's settings. Raises BadSettings."""
    return promise(now, level, Hours.parse(desk.hours), parse_holidays(desk.holidays), parse_within(desk.answer_within), on_duty)


def has_desk(settings: Settings) -> bool:
    """Whether people answer here at all; without opening hours there is only the phone number."""
    return bool(settings.desk.hours.strip())


def settings_problems(desk: DeskSettings, now: datetime | None = None) -> None:
    """Raises BadSettings(key, where, expected) for hours, holidays or a time that cannot be read; with `now` also for a
    desk that does not open within the next 400 days. Nothing is asked of a counter without a desk but readable words."""
    parse_holidays(desk.holidays)
    parse_within(desk.answer_within)
    if desk.hours.strip():
        Hours.parse(desk.hours)
        if now is not None:
            promise_by(desk, now, "promise", 0)


def _whole_minute(now: datetime) -> datetime:
    """The next one, unless it is one."""
    whole = now.replace(second=0, microsecond=0)
    return whole if whole == now else whole + timedelta(minutes=1)


def _worked(now: datetime, span: timedelta, hours: Hours, holidays: frozenset[date]) -> datetime:
    """`now` plus so much time of opening hours."""
    left = span
    for stretches in hours.days(now, holidays):
        for start, end in stretches:
            if end - start >= left:
                return start + left
            left -= end - start
    raise _never_open()


def _today(now: datetime, hours: Hours, holidays: frozenset[date]) -> datetime | None:
    """By closing of the first day of which enough is left; when that is not today, early on it. Where even the longest
    day is shorter, that is enough. None: no such day is near."""
    enough = min(ENOUGH, max(timedelta(minutes=sum(end - start for start, end in day)) for day in hours.week))
    for day in hours.days(now, holidays):
        if sum((end - start for start, end in day), timedelta()) >= enough:
            closing = day[-1][1]
            return closing if helsinki(day[0][0]) == helsinki(now) else min(closing, _worked(day[0][0], NEXT_DAY, hours, holidays))
    return None


def _never_open() -> BadSettings:
    return BadSettings(key="desk.hours", where="desk.hours", expected=f"{HOURS_FORM}; this desk does not open within {AHEAD} days")
