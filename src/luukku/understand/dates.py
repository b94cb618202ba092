"""Dates in people's words, resolved by the day on which they were said.

Conventions (all dates ISO, spans inclusive `first/last`): weeks run Monday to Sunday; beginning, middle and end of a
month are days 1–10, 11–20 and 21–last; seasons are three whole months; a day and month without a year, and a weekday,
lie in the past unless the words look ahead; a weekday said of the past is the latest before today.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from luukku.understand.date_words import DateWords
from luukku.understand.text import Clause


@dataclass(frozen=True, slots=True)
class Day:
    """A date or span found in [start, end) of the text. `approx`: the words leave it open by a little."""

    start: int
    end: int
    first: date
    last: date
    approx: bool = False

    @property
    def value(self) -> str:
        return self.first.isoformat() if self.first == self.last else f"{self.first.isoformat()}/{self.last.isoformat()}"


def find_days(folded: str, clause: Clause, words: DateWords, today: date, *, asked: bool = False, ahead: bool = False, past: bool = False) -> list[Day]:
    """Dates in the clause, in order, the longest reading of each place.

    `asked`: a date was asked, so that "3.5" and a bare "3." are one. `ahead`: the sentence is about what is to come; `past`:
    what is spoken of can only lie in the past, whatever stands beside it.
    """
    part = folded[clause.start : clause.end]
    ahead = not past and (ahead or words.future.search(part) is not None)
    found: list[Day] = []
    for finder in _FINDERS:
        for day in finder(part, words, today, ahead):
            if not any(day.start < other.end and other.start < day.end for other in found):
                found.append(day)
    if asked and not found:
        found.extend(_bare(part, words, today, ahead))
    return [
        Day(day.start + clause.start, day.end + clause.start, day.first, day.last, day.approx)
        for day in sorted(found, key=lambda day: day.start)
    ]


Finder = Callable[[str, DateWords, date, bool], Iterator[Day]]

_ISO = re.compile(r"(?<![\d-])((?:19|20)\d\d)-(\d\d?)-(\d\d?)(?![\d-])")
_FULL = re.compile(r"(?<![\d.,/])(\d{1,2})\s?[./]\s?(\d{1,2})\s?[./]\s?((?:19|20)?\d\d)(?![\d]|[./]\d)")
_SHORT = re.compile(r"(?<![\d.,/:-])(\d{1,2})\.\s?(\d{1,2})\.(?!\d)|(?<![\d.,/:-])(\d{1,2})/(\d{1,2})(?![\d/.])")
_LOOSE = re.compile(r"(?<![\d.,/:-])(\d{1,2})[./](\d{1,2})\.?(?![\d/.,])|(?<![\d.,/:-])(\d{1,2})\.(\d{1,2})(?!\d)")
_BARE = re.compile(r"^\W*(?:se |oli |on |den |the |it was |it's |det var )*(\d{1,2})(?:\.|:?e|:?a|st|nd|rd|th)?\W*$")


def _written(part: str, words: DateWords, today: date, ahead: bool) -> Iterator[Day]:
    for hit in _ISO.finditer(part):
        yield from _day(hit, int(hit[1]), int(hit[2]), int(hit[3]))
    for hit in _FULL.finditer(part):
        year = int(hit[3])
        yield from _day(hit, year if year > 99 else 2000 + year if year <= today.year % 100 + 5 else 1900 + year, int(hit[2]), int(hit[1]))


def _day_and_month(part: str, words: DateWords, today: date, ahead: bool) -> Iterator[Day]:
    for hit in _SHORT.finditer(part):
        if not words.clock.search(part, 0, hit.start()):
            yield from _without_year(hit, int(hit[2] or hit[4]), int(hit[1] or hit[3]), today, ahead)


def _named_month(part: str, words: DateWords, today: date, ahead: bool) -> Iterator[Day]:
    for shape in words.named_days:
        for hit in shape.finditer(part):
            month, day = words.month(hit["month"]), int(hit["day"])
            if hit["year"]:
                yield from _day(hit, int(hit["year"]), month, day)
            else:
                yield from _without_year(hit, month, day, today, ahead)
    for hit in words.month_alone.finditer(part):
        month = words.month(hit["month"])
        year = int(hit["year"]) if hit["year"] else _year_of(month, today, ahead)
        first, last = _month_part(year, month, words.part(hit))
        yield Day(hit.start(), hit.end(), first, last)


def _relative_days(part: str, words: DateWords, today: date, ahead: bool) -> Iterator[Day]:
    for found in words.days.find(part):
        day = today + timedelta(days=found.of)
        yield Day(found.start, found.end, day, day)


def _counted(part: str, words: DateWords, today: date, ahead: bool) -> Iterator[Day]:
    for shape, sign in words.counted:
        for hit in shape.finditer(part):
            count = words.number(hit["count"])
            unit = words.unit(hit["unit"])
            if unit is None:
                continue
            day = _moved(today, unit, sign * count)
            yield Day(hit.start(), hit.end(), day, day, approx=unit != "day")


def _weekdays(part: str, words: DateWords, today: date, ahead: bool) -> Iterator[Day]:
    for hit in words.weekday.finditer(part):
        which = words.weekday_number(hit["weekday"])
        forward = words.looks_ahead(hit["before"]) if hit["before"] else ahead
        back = (today.weekday() - which - 1) % 7 + 1
        day = today + timedelta(days=(which - today.weekday() - 1) % 7 + 1) if forward else today - timedelta(days=back)
        yield Day(hit.start(), hit.end(), day, day)


def _periods(part: str, words: DateWords, today: date, ahead: bool) -> Iterator[Day]:
    """ "last week", "this month", "ens kuun alussa", "viime kesänä"."""
    for hit in words.period.finditer(part):
        unit, step = words.unit(hit["unit"]), words.step(hit["before"])
        if unit == "week":
            monday = today - timedelta(days=today.weekday()) + timedelta(weeks=step)
            yield Day(hit.start(), hit.end(), monday, monday + timedelta(days=6), approx=True)
        elif unit == "month":
            moved = _moved(today.replace(day=1), "month", step)
            first, last = _month_part(moved.year, moved.month, words.part(hit))
            yield Day(hit.start(), hit.end(), first, last, approx=True)
        elif unit == "year":
            yield Day(hit.start(), hit.end(), date(today.year + step, 1, 1), date(today.year + step, 12, 31), approx=True)
    for hit in words.season.finditer(part):
        begins = words.season_month(hit["season"])
        step = words.step(hit["before"]) if hit["before"] else 0
        year = _year_of(begins, today, ahead) if not hit["before"] or step < 0 else today.year + (step > 0 and begins <= today.month)
        first = date(year, begins, 1)
        yield Day(hit.start(), hit.end(), first, _moved(first, "month", 3) - timedelta(days=1), approx=True)


def _day_of_month(part: str, words: DateWords, today: date, ahead: bool) -> Iterator[Day]:
    for hit in words.day_of_month.finditer(part):
        yield from _this_month_or_last(hit, int(next(group for group in hit.groups() if group)), today, ahead)


def _bare(part: str, words: DateWords, today: date, ahead: bool) -> Iterator[Day]:
    for hit in _LOOSE.finditer(part):
        yield from _without_year(hit, int(hit[2] or hit[4]), int(hit[1] or hit[3]), today, ahead)
        return
    hit_or_none = _BARE.search(part)
    if hit_or_none:
        yield from _this_month_or_last(hit_or_none, int(hit_or_none[1]), today, ahead)


_FINDERS: tuple[Finder, ...] = (_written, _named_month, _day_and_month, _day_of_month, _counted, _relative_days, _periods, _weekdays)


def _day(hit: re.Match[str], year: int, month: int, day: int) -> Iterator[Day]:
    found = _date_or_none(year, month, day)
    if found:
        yield Day(hit.start(), hit.end(), found, found)


def _without_year(hit: re.Match[str], month: int, day: int, today: date, ahead: bool) -> Iterator[Day]:
    """The latest such day up to today, or the first from today on when the words look ahead."""
    for step in range(9):
        found = _date_or_none(today.year + (step if ahead else -step), month, day)
        if found and (found >= today if ahead else found <= today):
            yield Day(hit.start(), hit.end(), found, found)
            return


def _this_month_or_last(hit: re.Match[str], day: int, today: date, ahead: bool) -> Iterator[Day]:
    for step in range(4):
        month = _moved(today.replace(day=1), "month", step if ahead else -step)
        found = _date_or_none(month.year, month.month, day)
        if found and (found >= today if ahead else found <= today):
            yield Day(hit.start(), hit.end(), found, found)
            return


def _year_of(month: int, today: date, ahead: bool) -> int:
    if ahead:
        return today.year + (month < today.month)
    return today.year - (month > today.month)


def _month_part(year: int, month: int, part: str | None) -> tuple[date, date]:
    length = monthrange(year, month)[1]
    first, last = {"first": (1, 10), "middle": (11, 20), "last": (21, length)}.get(part or "", (1, length))
    return date(year, month, first), date(year, month, last)


def _moved(day: date, unit: str, count: int) -> date:
    if unit in ("day", "week", "fortnight"):
        return day + timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit])
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _date_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
