"""When people answer at the desk: opening hours on Helsinki's wall clock, with days on which nobody does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from luukku.errors import BadSettings
from luukku.ground.dates import HELSINKI, helsinki, parse_day

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
AHEAD = 400
"""So many days ahead an opening is looked for; a desk that is closed for longer is none."""
HOURS_FORM = "hours like `mon-fri 08:00-16:00, sat 10:00-14:00`, or nothing"
HOLIDAYS_FORM = "dates with commas like `2026-12-24, 2026-12-25`, or nothing"
WITHIN_FORM = "a time of hours and minutes like PT30M or PT1H30M, from PT5M to PT99H"

_ENTRY = re.compile(r"([a-z]{3})(?:\s*-\s*([a-z]{3}))?\s+([0-9]{1,2}):([0-9]{2})\s*-\s*([0-9]{1,2}):([0-9]{2})")
_WITHIN = re.compile(r"PT(?=[0-9])(?:([0-9]{1,2})H)?(?:([0-9]{1,3})M)?")
_SHORTEST, _LONGEST = timedelta(minutes=5), timedelta(hours=99)

Span = tuple[datetime, datetime]
"""From and until, aware UTC; people answer from the first moment up to the last."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Per weekday (Monday first) the stretches in minutes after midnight, in order, without overlap."""

    week: tuple[tuple[tuple[int, int], ...], ...]

    @classmethod
    def parse(cls, text: str) -> Hours:
        """"mon-fri 08:00-16:00, sat 10:00-14:00"; an end of 24:00 is midnight. Raises BadSettings(key="desk.hours")."""
        week: list[list[tuple[int, int]]] = [[] for _ in DAYS]
        for entry in text.lower().split(","):
            days, start, end = _entry(entry.strip())
            for day in days:
                week[day].append((start, end))
        return cls(tuple(_joined(stretches) for stretches in week))

    def of_day(self, day: date, holidays: frozenset[date] = frozenset()) -> tuple[Span, ...]:
        """The stretches of one day as moments. On a day on which the clock is put forward a stretch may be shorter, or gone."""
        if day in holidays:
            return ()
        spans = ((_moment(day, start), _moment(day, end)) for start, end in self.week[day.weekday()])
        return tuple((start, end) for start, end in spans if start < end)

    def days(self, now: datetime, holidays: frozenset[date] = frozenset()) -> Iterator[tuple[Span, ...]]:
        """For each day from today on on which people still answer after `now`: what is left of its stretches."""
        first = helsinki(now)
        for ahead in range(AHEAD):
            spans = self.of_day(first + timedelta(days=ahead), holidays)
            left = tuple((max(start, now), end) for start, end in spans if end > now)
            if left:
                yield left

    def closes(self, now: datetime, holidays: frozenset[date] = frozenset()) -> datetime | None:
        """The end of the stretch in which people answer at that moment; None when nobody does."""
        return next((end for start, end in self.of_day(helsinki(now), holidays) if start <= now < end), None)


def parse_holidays(text: str) -> frozenset[date]:
    """"2026-12-24, 2026-12-25". Raises BadSettings(key="desk.holidays")."""
    try:
        return frozenset(parse_day(part.strip()) for part in text.split(",") if part.strip())
    except ValueError:
        raise BadSettings(key="desk.holidays", where="desk.holidays", expected=HOLIDAYS_FORM) from None


def parse_within(text: str) -> timedelta:
    """"PT30M", "PT2H", "PT1H30M" (ISO 8601, hours and minutes only). Raises BadSettings(key="desk.answer_within")."""
    match = _WITHIN.fullmatch(text.strip())
    within = timedelta(hours=int(match[1] or 0), minutes=int(match[2] or 0)) if match else timedelta()
    if not _SHORTEST <= within <= _LONGEST:
        raise BadSettings(key="desk.answer_within", where="desk.answer_within", expected=WITHIN_FORM)
    return within


def _entry(text: str) -> tuple[range, int, int]:
    match = _ENTRY.fullmatch(text)
    if match is None or match[1] not in DAYS or (match[2] or match[1]) not in DAYS:
        raise _unreadable()
    first, last = DAYS.index(match[1]), DAYS.index(match[2] or match[1])
    start, end = _minutes(match[3], match[4]), _minutes(match[5], match[6])
    if last < first or end <= start:
        raise _unreadable()
    return range(first, last + 1), start, end


def _minutes(hours: str, minutes: str) -> int:
    found = int(hours) * 60 + int(minutes)
    if int(minutes) > 59 or found > 24 * 60:
        raise _unreadable()
    return found


def _unreadable() -> BadSettings:
    return BadSettings(key="desk.hours", where="desk.hours", expected=HOURS_FORM)


def _joined(stretches: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return tuple(joined)


def _moment(day: date, minutes: int) -> datetime:
    if minutes == 24 * 60:
        return _moment(day + timedelta(days=1), 0)
    return datetime.combine(day, time(minutes // 60, minutes % 60), tzinfo=HELSINKI).astimezone(UTC)
