"""The words of time of one language (`packs/language/<code>/dates.toml`), made into patterns once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from luukku.model.ids import Language
from luukku.understand.tables import numbers, strings, texts
from luukku.understand.text import Phrases

_YEAR = r"(?:,?\s+(?P<year>(?:19|20)\d\d))?"
_NEVER = re.compile(r"(?!)")
_LONGEST_COUNT = 999


class DateWords:
    """Patterns and look-ups for dates; see `dates.find_days`."""

    def __init__(self, language: Language, table: Mapping[str, object]) -> None:
        self.language = language
        self._months = strings(table, "months")
        self._weekdays = strings(table, "weekdays")
        self._short_weekdays = strings(table, "short_weekdays")
        self._units, self._numbers, self._seasons = texts(table, "units"), numbers(table, "numbers"), numbers(table, "seasons")
        self._last, self._next, self._this = (strings(table, key) for key in ("last", "next", "this"))
        self._parts = {which: strings(table, f"part_{which}") for which in ("first", "middle", "last")}
        self.days: Phrases[int] = Phrases((word, True, offset) for word, offset in numbers(table, "days").items())
        self.future = _words(strings(table, "future"))
        self.clock = re.compile(rf"(?<!\w)(?:{_any(strings(table, 'clock'))})\.?\s*$") if strings(table, "clock") else _NEVER
        self._make_months()
        self._make_counts(table)
        self._make_steps()
        self.day_of_month = self._day_of_month(strings(table, "day_marks"))

    def month(self, word: str) -> int:
        return next(number for number, stem in enumerate(self._months, 1) if word.startswith(stem[:3] if self.language == "en" else stem))

    def weekday_number(self, word: str) -> int:
        stems = [*enumerate(self._weekdays), *enumerate(self._short_weekdays)]
        return next(number for number, stem in stems if word.startswith(stem))

    def unit(self, word: str) -> str | None:
        stem = max((stem for stem in self._units if word.startswith(stem)), key=len, default=None)
        return self._units[stem] if stem else None

    def number(self, word: str | None) -> int:
        return 1 if not word else min(int(word), _LONGEST_COUNT) if word.isdigit() else self._numbers.get(word.strip(), 1)

    def season_month(self, word: str) -> int:
        return next(month for stem, month in self._seasons.items() if word.startswith(stem))

    def step(self, word: str) -> int:
        """-1, 0 or 1 for last, this, next."""
        word = word.strip()
        return 0 if word in self._this else -1 if word in self._last else 1

    def looks_ahead(self, word: str) -> bool:
        return word.strip() in self._next

    def part(self, hit: re.Match[str]) -> str | None:
        """Which third of the month the words name, or None."""
        said = (hit["part"] or "").strip()
        return next((which for which, words in self._parts.items() if said in words), None)

    def _make_months(self) -> None:
        month = rf"(?P<month>{_any(self._months)})" + (r"\w*" if self.language == "fi" else "")
        if self.language == "en":
            month = rf"(?P<month>{_any(self._months)}|{'|'.join(m[:3] for m in self._months if m != 'may')}|sept)\b\.?"
        parts = _any(word for words in self._parts.values() for word in words)
        if self.language == "fi":
            shapes = [rf"(?<![\d.])(?P<day>\d{{1,2}})\.?\s?(?:päivä\w*\s)?{month}{_YEAR}", rf"(?<!\w){month}\s(?P<day>\d{{1,2}})\.?(?:\s?päivä\w*)?(?!\d){_YEAR}"]
            alone = rf"(?<!\w){month}{_YEAR}(?:\s(?P<part>{parts}))?(?!\w)"
        else:
            day = r"(?P<day>\d{1,2})(?:st|nd|rd|th|:?e|:?a|\.)?"
            shapes = [rf"(?<![\d.])(?:den\s|the\s)?{day}\s?(?:of\s)?{month}(?!\w){_YEAR}", rf"(?<!\w){month}\s(?:the\s)?{day}(?!\w){_YEAR}"]
            alone = rf"(?<!\w)(?:(?P<part>{parts})\s)?(?:(?:in|i)\s)?{month}(?!\w){_YEAR}"
            if self.language == "en":
                alone = alone.replace("(?:(?:in|i)\\s)?", r"(?:in\s|last\s|(?<=of\s)|(?<=early\s)|(?<=late\s)|(?<=since\s))")
        self.named_days = [re.compile(shape) for shape in shapes]
        self.month_alone = re.compile(alone)

    def _make_counts(self, table: Mapping[str, object]) -> None:
        count = rf"(?P<count>\d{{1,3}}|{_any(self._numbers)})"
        unit = rf"(?P<unit>(?:{_any(self._units)})\w*)"
        if self.language == "fi":
            shapes = [(rf"(?<!\w)(?:{count}\s?)?{unit}\s(?:{_any(strings(table, 'ago'))})(?!\w)", -1),
                      (rf"(?<!\w)(?:{count}\s?)?{unit}\s(?:{_any(strings(table, 'ahead'))})(?!\w)", 1)]
        else:
            before = _any(strings(table, "before_number"))
            shapes = [(rf"(?<!\w)(?:för\s)?{count}\s{unit}\s(?:{_any(strings(table, 'ago'))})(?!\w)", -1), (rf"(?<!\w)(?:{before})\s{count}\s{unit}(?!\w)", 1)]
        self.counted = [(re.compile(shape), sign) for shape, sign in shapes]

    def _make_steps(self) -> None:
        steps = _any([*self._last, *self._next, *self._this])
        parts = _any(word for words in self._parts.values() for word in words)
        unit = rf"(?P<unit>(?:{_any(self._units)})\w*)"
        behind = rf"(?:\s(?P<part>{parts}))?" if self.language == "fi" else ""
        ahead = "" if self.language == "fi" else rf"(?:(?P<part>{parts})\s)?"
        self.period = re.compile(rf"(?<!\w){ahead}(?P<before>{steps})\s{unit}{behind}(?!\w)")
        self.season = re.compile(rf"(?<!\w)(?P<before>(?:{steps})\s)(?P<season>(?:{_any(self._seasons)})\w*)")
        short = _any(self._short_weekdays)
        endings = {"fi": r"\w*", "sv": r"(?:en|s|ar|ens)?", "en": "s?"}[self.language]
        day = rf"(?:{_any(self._weekdays)}){endings}" + (rf"|(?:{short})" if short and self.language == "en" else "")
        self.weekday = re.compile(rf"(?<!\w)(?P<before>(?:{steps})\s)?(?P<weekday>{day})(?!\w)")

    def _day_of_month(self, marks: list[str]) -> re.Pattern[str]:
        if self.language == "fi":
            return re.compile(rf"(?<![\d.,])(\d{{1,2}})\.?\s?(?:{_any(mark.rstrip('*') for mark in marks)})(?!\w*ä\s+sitten)\b|(?<!\w)päivä\w*\s(\d{{1,2}})\b")
        if self.language == "sv":
            return re.compile(r"(?<!\w)den\s(\d{1,2})(?::?e|:?a|\.)?(?!\w|\s?\d)")
        return re.compile(r"(?<!\w)(?:the\s)?(\d{1,2})(?:st|nd|rd|th)\b")


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _words(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any(words)})(?!\w)") if words else _NEVER
