"""Dates in people's words, resolved by the day on which they were said.

Conventions (all dates ISO, spans inclusive `first/last`): weeks run Monday to Sunday; beginning, middle and end of a
month are days 1–10, 11–20 and 21–last; seasons are three whole months; a day and month without a year, and a weekday,
lie in the past unless the words look ahead; where neither is known, a day and month are the nearest ones; a weekday
said of the past is the latest before today.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol

from luukku.understand.date_words import DateWords
from luukku.understand.text import Clause

Ahead = bool | None
"""Whether what is spoken of is still to come; None where the words do not tell."""
_BESIDE = 4
"""Characters between a year and the month that it is of."""
_NEARER = 1.5
"""How many times nearer a day to come must lie than the same day gone by, where the words do not tell: people tell what was."""


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


def find_days(folded: str, clause: Clause, words: DateWords, today: date, *, asked: bool = False, ahead: Ahead = False, past: bool = False, near: date | None = None) -> list[Day]:
    """Dates in the clause, in order, the longest reading of each place.

    `asked`: a date was asked, so that "3.5" and a bare "3." are one. `ahead`: the sentence is about what is to come (None: its words
    do not tell); `past`: what is spoken of can only lie in the past, whatever stands beside it. `near`: of its month a bare day is.
    """
    part = folded[clause.start : clause.end]
    ahead = False if past else (True if words.future.search(part) is not None else ahead)
    found: list[Day] = []
    for finder in _FINDERS:
        for day in finder(part, words, today, ahead):
            if near is not None and finder is _day_of_month:
                day = _moved_to(day, near)
            if not any(day.start < other.end and other.start < day.end for other in found):
                found.append(day)
    if asked and not found:
        bare = list(_bare(part, words, today, ahead))
        found.extend(_moved_to(day, near) if near is not None and not _LOOSE.search(part) else day for day in bare)
    found = _with_year_beside(found)
    return [
        Day(day.start + clause.start, day.end + clause.start, day.first, day.last, day.approx)
        for day in sorted(found, key=lambda day: day.start)
    ]


def _with_year_beside(found: list[Day]) -> list[Day]:
    """A whole year beside a day or month is that one's year: "viime vuoden lokakuussa", "i oktober förra året"."""
    years = [day for day in found if (day.first.month, day.first.day, day.last.month, day.last.day) == (1, 1, 12, 31)]
    for year in years:
        beside = next((day for day in found if day is not year and min(abs(day.start - year.end), abs(year.start - day.end)) <= _BESIDE), None)
        first, last = (_date_or_none(year.first.year, at.month, at.day) for at in (beside.first, beside.last)) if beside else (None, None)
        if beside and first and last:
            found = [replace(beside, first=first, last=last) if day is beside else day for day in found if day is not year]
    return found


def _moved_to(day: Day, near: date) -> Day:
    there = _date_or_none(near.year, near.month, day.first.day)
    return replace(day, first=there, last=there) if there else day


Finder = Callable[[str, DateWords, date, Ahead], Iterator[Day]]

_ISO = re.compile(r"(?<![\d-])((?:19|20)\d\d)-(\d\d?)-(\d\d?)(?![\d-])")
_FULL = re.compile(r"(?<![\d.,/])(\d{1,2})\s?[./]\s?(\d{1,2})\s?[./]\s?((?:19|20)?\d\d)(?![\d]|[./]\d)")
_SHORT = re.compile(r"(?<![\d.,/:-])(\d{1,2})\.\s?(\d{1,2})\.(?!\d)|(?<![\d.,/:-])(\d{1,2})/(\d{1,2})(?![\d/.])")
_LOOSE = re.compile(r"(?<![\d.,/:-])(\d{1,2})[./](\d{1,2})\.?(?![\d/.,])|(?<![\d.,/:-])(\d{1,2})\.(\d{1,2})(?!\d)")
_RANGE = re.compile(r"(?<![\d.,/])(\d{1,2})\.?\s?[–—-]\s?(\d{1,2})\.\s?(\d{1,2})\.\s?((?:19|20)\d\d)?(?!\d)")
_LAST_BEFORE, _LAST_AFTER = re.compile(r"(?<!\w)(?:sista(?:\sdagen\si)?|last\sday\s(?:of|in))\s$"), re.compile(r"\s(?:viimei\w+|vik\w{1,3})(?:\späivä\w*)?(?!\w)")
_BARE = re.compile(r"^\W*(?:nej,? |no,? |ei,? |joo,? |ja,? |se |oli |on |den |the |it was |it's |det var )*(\d{1,2})(?:\.|:?e|:?a|st|nd|rd|th)?\W*$")


def _written(part: str, words: DateWords, today: date, ahead: Ahead) -> Iterator[Day]:
    for hit in _ISO.finditer(part):
        yield from _day(hit, int(hit[1]), int(hit[2]), int(hit[3]))
    for hit in _FULL.finditer(part):
        year = int(hit[3])
        yield from _day(hit, year if year > 99 else 2000 + year if year <= today.year % 100 + 5 else 1900 + year, int(hit[2]), int(hit[1]))


def _day_and_month(part: str, words: DateWords, today: date, ahead: Ahead) -> Iterator[Day]:
    for hit in _SHORT.finditer(part):
        if not words.clock.search(part, 0, hit.start()):
            yield from _without_year(hit, int(hit[2] or hit[4]), int(hit[1] or hit[3]), today, ahead)


def _of_another_month(part: str, words: DateWords, today: date, ahead: Ahead) -> Iterator[Day]:
    for hit in words.day_of_next.finditer(part):
        month = moved_by(today.replace(day=1), "month", words.step(hit["before"]))
        yield from _day(hit, month.year, month.month, words.day(hit["day"]))


def _introduced(part: str, words: DateWords, today: date, ahead: Ahead) -> Iterator[Day]:
    for hit in words.introduced.finditer(part):
        yield from _without_year(_At(hit.start(1), hit.end(2)), int(hit[2]), int(hit[1]), today, ahead)


def _named_month(part: str, words: DateWords, today: date, ahead: Ahead) -> Iterator[Day]:
    for shape in words.named_days:
        for hit in shape.finditer(part):
            month, day = words.month(hit["month"]), words.day(hit["day"])
            if hit["year"]:
                yield from _day(hit, int(hit["year"]), month, day)
            else:
                yield from _without_year(hit, month, day, today, ahead)
    for hit in words.month_alone.finditer(part):
        month = words.month(hit["month"])
        year = int(hit["year"]) if hit["year"] else _year_of(month, today, ahead)
        first, last = _month_part(year, month, words.part(hit))
        yield Day(hit.start(), hit.end(), last if _is_last_day(part, hit) else first, last)


def _is_last_day(part: str, hit: re.Match[str]) -> bool:
    """ "Sista januari", "the last day of January", "tammikuun viimeinen päivä"."""
    return _LAST_BEFORE.search(part, 0, hit.start()) is not None or _LAST_AFTER.match(part, hit.end()) is not None


def _relative_days(part: str, words: DateWords, today: date, ahead: Ahead) -> Iterator[Day]:
    for found in words.days.find(part):
        day = today + timedelta(days=found.of)
        yield Day(found.start, found.end, day, day)


def _counted(part: str, words: DateWords, today: date, ahead: Ahead) -> Iterator[Day]:
    for shape, sign in words.counted:
        for hit in shape.finditer(part):
            half = words.half(hit)
            count = words.number(hit["count"])
            unit = "month" if half else words.unit(hit["unit"])
            if unit is None:
                continue
            day = moved_by(today, unit, sign * (half or count))
            yield Day(hit.start(), hit.end(), day, day, approx=unit != "day")


def _weekdays(part: str, words: DateWords, today: date, ahead: Ahead) -> Iterator[Day]:
    for hit in words.weekday.finditer(part):
        which = words.weekday_number(hit["weekday"])
        before = hit["before"] if hit["before"] and not words.is_plain(hit["before"]) else ""
        forward = words.looks_ahead(before) or (words.step(before) == 0 and ahead is not False and words.language != "sv") if before else ahead
        back = (today.weekday() - which - 1) % 7 + 1
        day = today + timedelta(days=(which - today.weekday() - 1) % 7 + 1) if forward else today - timedelta(days=back)
        yield Day(hit.start(), hit.end(), day, day)


def _periods(part: str, words: DateWords, today: date, ahead: Ahead) -> Iterator[Day]:
    """ "last week", "this month", "ens kuun alussa", "viime kesänä"."""
    for hit in words.period.finditer(part):
        if hit[0] in words.rates:
            continue
        unit, step = words.unit(hit["unit"]), words.step(hit["before"])
        if unit == "week":
            monday = today - timedelta(days=today.weekday()) + timedelta(weeks=step)
            which = words.weekday_of(hit)
            if which is None:
                yield Day(hit.start(), hit.end(), monday, monday + timedelta(days=6), approx=True)
            else:
                yield Day(hit.start(), hit.end(), monday + timedelta(days=which), monday + timedelta(days=which))
        elif unit == "month":
            moved = moved_by(today.replace(day=1), "month", step)
            first, last = _month_part(moved.year, moved.month, words.part(hit))
            yield Day(hit.start(), hit.end(), first, last, approx=True)
        elif unit == "year":
            yield Day(hit.start(), hit.end(), date(today.year + step, 1, 1), date(today.year + step, 12, 31), approx=True)
    yield from _seasons(part, words, today, ahead)


def _weekends(part: str, words: DateWords, today: date, ahead: Ahead) -> Iterator[Day]:
    for hit in words.weekend.finditer(part):
        forward = words.looks_ahead(hit["before"]) if hit["before"] and words.step(hit["before"]) else bool(ahead)
        saturday = today - timedelta(days=today.weekday()) + timedelta(days=5)
        if hit["before"] and words.step(hit["before"]) > 0 and today.weekday() < 5:
            saturday += timedelta(weeks=1)
        elif not forward and saturday + timedelta(days=1) >= today:
            saturday -= timedelta(weeks=1)
        yield Day(hit.start(), hit.end(), saturday, saturday + timedelta(days=1), approx=True)


def _seasons(part: str, words: DateWords, today: date, ahead: Ahead) -> Iterator[Day]:
    """ "Viime kesänä" is the latest that is over, "ensi talvena" the first that begins after today, "tänä kesänä" the one
    that is now; otherwise as a day and month without a year."""
    for hit in words.season.finditer(part):
        month, step = words.season_month(hit["season"] or hit["alone"]), words.season_step(hit)
        every = [(first, moved_by(first, "month", 3) - timedelta(days=1)) for first in (date(today.year + year, month, 1) for year in (-2, -1, 0, 1))]
        if step < 0:
            held = [one for one in every if one[1] < today][-1:]
        elif step > 0:
            held = [one for one in every if one[0] > today][:1]
        else:
            now = [one for one in every if one[0] <= today <= one[1] or (hit["before"] and words.step(hit["before"]) == 0 and one[0].year == today.year and month != _WINTER)]
            held = now[:1] or _by_direction(every, today, ahead)
        for first, last in held:
            yield Day(hit.start(), hit.end(), first, last, approx=True)


def _by_direction(spans: list[tuple[date, date]], today: date, ahead: Ahead) -> list[tuple[date, date]]:
    if ahead is None:
        return [min(spans, key=lambda one: min(abs((one[0] - today).days), abs((one[1] - today).days)))]
    return [one for one in spans if one[0] > today][:1] if ahead else [one for one in spans if one[1] < today][-1:]


def _parts_of_this_month(part: str, words: DateWords, today: date, ahead: Ahead) -> Iterator[Day]:
    """ "Kuun lopussa", "i slutet av månaden": of this month, or of the one before or after where it is over or still to come."""
    for hit in words.part_of_month.finditer(part):
        for step in (0, 1 if ahead else -1):
            month = moved_by(today.replace(day=1), "month", step)
            first, last = _month_part(month.year, month.month, words.part(hit))
            if ahead is None or (last >= today if ahead else first <= today):
                yield Day(hit.start(), hit.end(), first, last, approx=True)
                break


def _movable(part: str, words: DateWords, today: date, ahead: Ahead) -> Iterator[Day]:
    """Feasts that lie elsewhere each year: Easter and what is counted from it, Midsummer, Mother's and Father's Day."""
    for found in words.movable.find(part):
        days = [day for year in (today.year - 1, today.year, today.year + 1) for day in (feast(found.of, year),)]
        held = [min(days, key=lambda day: abs((day - today).days))] if ahead is None else [day for day in days if day >= today][:1] if ahead else [day for day in days if day <= today][-1:]
        for day in held:
            yield Day(found.start, found.end, day, day)


def feast(name: str, year: int) -> date:
    """`name`: "easter+1", "midsummer-1", "mother", "father". Easter by Gauss's rule as Meeus gives it (Astronomical Algorithms, ch. 8)."""
    kind, sign, days = re.fullmatch(r"(\w+?)(?:([+-])(\d+))?", name).groups()  # type: ignore[union-attr]
    moved = timedelta(days=int(days or 0) * (-1 if sign == "-" else 1))
    if kind == "easter":
        a, b, c = year % 19, year // 100, year % 100
        h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
        to_sunday = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
        month, day = divmod(h + to_sunday - 7 * ((a + 11 * h + 22 * to_sunday) // 451) + 114, 31)
        return date(year, month, day + 1) + moved
    first = {"midsummer": date(year, 6, 20), "mother": date(year, 5, 8), "father": date(year, 11, 8)}[kind]
    weekday = 5 if kind == "midsummer" else 6
    return first + timedelta(days=(weekday - first.weekday()) % 7) + moved


def _holidays(part: str, words: DateWords, today: date, ahead: Ahead) -> Iterator[Day]:
    for found in words.holidays.find(part):
        month, day = divmod(found.of, 100)
        yield from _without_year(_At(found.start, found.end), month, day, today, ahead)


def _ranges(part: str, words: DateWords, today: date, ahead: Ahead) -> Iterator[Day]:
    """ "1.–14.4.": from the first to the last."""
    for hit in _RANGE.finditer(part):
        year = int(hit[4] or 0)
        ends = list(_day(hit, year, int(hit[3]), int(hit[2])) if year else _without_year(hit, int(hit[3]), int(hit[2]), today, ahead))
        for end in ends:
            first = _date_or_none(end.first.year, end.first.month, int(hit[1]))
            if first and first < end.first:
                yield Day(hit.start(), hit.end(), first, end.first)


def _day_of_month(part: str, words: DateWords, today: date, ahead: Ahead) -> Iterator[Day]:
    for hit in words.day_of_month.finditer(part):
        yield from _this_month_or_last(hit, words.day(next(group for group in hit.groups() if group)), today, ahead)


def _bare(part: str, words: DateWords, today: date, ahead: Ahead) -> Iterator[Day]:
    for hit in _LOOSE.finditer(part):
        yield from _without_year(hit, int(hit[2] or hit[4]), int(hit[1] or hit[3]), today, ahead)
        return
    ordinal = words.ordinal_alone.fullmatch(part.strip(" .,!"))
    if ordinal:
        yield from _this_month_or_last(ordinal, words.day(ordinal[1]), today, ahead)
        return
    hit_or_none = _BARE.search(part)
    if hit_or_none:
        yield from _this_month_or_last(hit_or_none, int(hit_or_none[1]), today, ahead)


_WINTER = 12
_FINDERS: tuple[Finder, ...] = (_ranges, _written, _of_another_month, _named_month, _day_and_month, _introduced, _day_of_month, _counted, _relative_days, _holidays, _movable, _weekends, _periods, _parts_of_this_month, _weekdays)


class Place(Protocol):
    """Where something stands: a match of a pattern, or of a phrase."""

    def start(self) -> int: ...
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class _At:
    first: int
    last: int

    def start(self) -> int:
        return self.first

    def end(self) -> int:
        return self.last


def _day(hit: Place, year: int, month: int, day: int) -> Iterator[Day]:
    found = _date_or_none(year, month, day)
    if found:
        yield Day(hit.start(), hit.end(), found, found)


def _without_year(hit: Place, month: int, day: int, today: date, ahead: Ahead) -> Iterator[Day]:
    """The latest such day up to today, or the first from today on when the words look ahead; the nearer when they do not tell."""
    if ahead is None:
        found = [one for forward in (False, True) for one in _without_year(hit, month, day, today, forward)]
        yield from sorted(found, key=lambda one: (today - one.first).days if one.first <= today else (one.first - today).days * _NEARER)[:1]
        return
    for step in range(9):
        there = _date_or_none(today.year + (step if ahead else -step), month, day)
        if there and (there >= today if ahead else there <= today):
            yield Day(hit.start(), hit.end(), there, there)
            return


def _this_month_or_last(hit: re.Match[str], day: int, today: date, ahead: Ahead) -> Iterator[Day]:
    for step in range(4):
        month = moved_by(today.replace(day=1), "month", step if ahead else -step)
        found = _date_or_none(month.year, month.month, day)
        if found and (found >= today if ahead else found <= today):
            yield Day(hit.start(), hit.end(), found, found)
            return


def _year_of(month: int, today: date, ahead: Ahead) -> int:
    if ahead is None:
        forward = (month - today.month) % 12
        return today.year + (month < today.month) if forward * _NEARER < 12 - forward else today.year - (month > today.month)
    if ahead:
        return today.year + (month < today.month)
    return today.year - (month > today.month)


def _month_part(year: int, month: int, part: str | None) -> tuple[date, date]:
    length = monthrange(year, month)[1]
    first, last = {"first": (1, 10), "middle": (11, 20), "last": (21, length)}.get(part or "", (1, length))
    return date(year, month, first), date(year, month, last)


def moved_by(day: date, unit: str, count: int) -> date:
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
