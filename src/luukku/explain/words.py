"""Dates, days and lists in words of a language. Dates by Babel (Unicode CLDR); the year always stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from babel.dates import format_date
from babel.lists import format_list

from luukku.ground.dates import HELSINKI, helsinki, span_or_none
from luukku.model.ids import Language

_MONTHS = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])(?:/\d{4}-(?:0[1-9]|1[0-2]))?")
_LOCALES: dict[Language, tuple[str, str, str]] = {
    "fi": ("fi_FI", "EEE d.M.y", "d.M.y"),
    "sv": ("sv_FI", "EEE d.M.y", "d.M.y"),
    "en": ("en_GB", "EEE d MMM y", "d MMM y"),
}


def day_text(day: date | datetime, language: Language) -> str:
    """"pe 20.11.2026", "fre 20.11.2026", "Fri 20 Nov 2026"; a moment by its day in Helsinki."""
    locale, pattern, _ = _LOCALES[language]
    return format_date(_day(day), pattern, locale=locale)


def short_day_text(day: date | datetime, language: Language) -> str:
    """"20.11.2026", "20 Nov 2026": where the weekday says nothing."""
    locale, _, pattern = _LOCALES[language]
    return format_date(_day(day), pattern, locale=locale)


def when_text(moment: datetime, language: Language) -> str:
    """Day and time in Helsinki: "la 21.11.2026 klo 9.05", "lö 21.11.2026 kl. 9.05", "Sat 21 Nov 2026, 9:05"."""
    local = moment.astimezone(HELSINKI)
    colon, before = (":", ", ") if language == "en" else (".", " klo " if language == "fi" else " kl. ")
    return f"{day_text(local.date(), language)}{before}{local.hour}{colon}{local.minute:02d}"


def span_text(value: str, language: Language) -> str:
    """A fact's date or span; a text that is no date comes back as it is."""
    span = span_or_none(value)
    if span is None:
        return month_text(value, language)
    first, last = span
    return day_text(first, language) if first == last else f"{short_day_text(first, language)} – {short_day_text(last, language)}"


def month_text(value: str, language: Language) -> str:
    """"marraskuu 2026" of "2026-11", two of a span of months; anything else as it is."""
    if _MONTHS.fullmatch(value) is None:
        return value
    days = [date.fromisoformat(f"{month}-01") for month in value.split("/")]
    return " – ".join(format_date(day, "LLLL y", locale=_LOCALES[language][0]) for day in days)


def list_text(words: Sequence[str], language: Language) -> str:
    """"a, b ja c", "a, b och c", "a, b and c"; nothing gives an empty text."""
    return format_list(list(words), locale=_LOCALES[language][0]) if words else ""


def money_text(cents: int, language: Language) -> str:
    """"8,90 €", "€8.90"; whole euros without cents."""
    euros, rest = divmod(cents, 100)
    said = f"{euros}" if not rest else f"{euros}{'.' if language == 'en' else ','}{rest:02d}"
    return f"€{said}" if language == "en" else f"{said} €"


def days_left(today: date, deadline: date) -> int:
    """Whole days from today; negative when it has passed."""
    return (deadline - today).days


def clip(words: str, most: int = 80) -> str:
    """The customer's words for a quote: on one line, at most so many characters."""
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def _day(day: date | datetime) -> date:
    return helsinki(day) if isinstance(day, datetime) else day
