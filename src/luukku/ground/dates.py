"""Dates as the whole story counts them: ISO 8601 durations, spans, and the day in Helsinki."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

HELSINKI = ZoneInfo("Europe/Helsinki")
_DURATION = re.compile(r"P(?=[0-9])(?:([0-9]{1,3})Y)?(?:([0-9]{1,4})M)?(?:([0-9]{1,4})W)?(?:([0-9]{1,5})D)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """Whole calendar units, never hours (ISO 8601-1, 5.5.2)."""

    months: int = 0
    days: int = 0


def parse_duration(iso: str) -> Duration:
    """"P3M", "P1Y6M", "P2W", "P10D". Raises ValueError for anything else, "P" and "PT…" among it."""
    match = _DURATION.fullmatch(iso)
    if match is None:
        raise ValueError("not an ISO 8601 duration of years, months, weeks and days")
    years, months, weeks, days = (int(part or 0) for part in match.groups())
    return Duration(months=12 * years + months, days=7 * weeks + days)


def add(day: date, iso: str, sign: int = 1) -> date:
    """`day` plus (sign −1: minus) the duration; months first, clipped to the month's end, then days.

    Raises ValueError when the duration cannot be read or the result lies outside the years 1–9999.
    """
    span = parse_duration(iso)
    months = day.year * 12 + day.month - 1 + sign * span.months
    year, month = divmod(months, 12)
    if not 1 <= year <= 9999:
        raise ValueError("the date lies outside the calendar")
    clipped = date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    try:
        return clipped + timedelta(days=sign * span.days)
    except OverflowError as far:
        raise ValueError("the date lies outside the calendar") from far


def helsinki(moment: datetime) -> date:
    """The day in Helsinki at that moment. Raises ValueError for a moment without a time zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(HELSINKI).date()


def day_starts(day: date) -> datetime:
    """The moment (UTC) at which that day begins in Helsinki."""
    return datetime.combine(day, time(), tzinfo=HELSINKI).astimezone(UTC)


def day_ends(day: date) -> datetime:
    """The first moment (UTC) after that day in Helsinki: what lasts "until the 30th" lasts the 30th."""
    return day_starts(day + timedelta(days=1))


def parse_day(text: str) -> date:
    """"2026-11-20" and nothing else. Raises ValueError."""
    if _DAY.fullmatch(text) is None:
        raise ValueError("not an ISO date")
    return date.fromisoformat(text)


def parse_span(text: str) -> tuple[date, date]:
    """A day as (day, day), "2026-11-16/2026-11-22" as its first and last day. Raises ValueError."""
    first, slash, last = text.partition("/")
    start = parse_day(first)
    end = parse_day(last) if slash else start
    if end < start:
        raise ValueError("a span that ends before it begins")
    return start, end


def span_or_none(value: object) -> tuple[date, date] | None:
    """The span of a fact's value, None when it is no date."""
    if not isinstance(value, str):
        return None
    try:
        return parse_span(value)
    except ValueError:
        return None


def format_span(first: date, last: date) -> str:
    """The value of a fact: one day as "2026-11-20", more as "2026-11-16/2026-11-22"."""
    if last < first:
        raise ValueError("a span that ends before it begins")
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def end_of_day(day: date) -> datetime:
    """Its last second in Helsinki."""
    return datetime.combine(day, time(23, 59, 59), HELSINKI)
