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
_HINT = 4
"""Letters by which a word of time is guessed."""


class DateWords:
    """Patterns and look-ups for dates; see `dates.find_days`."""

    def __init__(self, language: Language, table: Mapping[str, object]) -> None:
        self.language = language
        self._months = strings(table, "months")
        self._weekdays = strings(table, "weekdays")
        self._short_weekdays = strings(table, "short_weekdays")
        self._units, self._numbers, self._seasons = texts(table, "units"), numbers(table, "numbers"), numbers(table, "seasons")
        self._last, self._next, self._this = (strings(table, key) for key in ("last", "next", "this"))
        self._steps = numbers(table, "steps")
        """Words that reach further than the last and the next."""
        self._last += list(self._steps)
        self._parts = {which: strings(table, f"part_{which}") for which in ("first", "middle", "last")}
        self.days: Phrases[int] = Phrases((word, True, offset) for word, offset in numbers(table, "days").items())
        self.holidays: Phrases[int] = Phrases((word, True, day) for word, day in numbers(table, "holidays").items())
        """Of the same day every year: month × 100 + day."""
        self.movable: Phrases[str] = Phrases((word, True, feast) for word, feast in texts(table, "movable").items())
        """See `dates.feast`."""
        self._ordinals, self._halves, self._seasons_alone = numbers(table, "ordinals"), numbers(table, "halves"), strings(table, "seasons_alone")
        self._plain, self._seasons_past = strings(table, "plain"), strings(table, "seasons_past")
        self.future = _words(strings(table, "future"))
        self.past = _words(strings(table, "past"))
        """Words of a sentence that is about what has been; "*…" = words that end so."""
        self.clock = re.compile(rf"(?<!\w)(?:{_any(strings(table, 'clock'))})\.?\s*$") if strings(table, "clock") else _NEVER
        self.hints = self._hints(numbers(table, "days"), numbers(table, "holidays"), texts(table, "movable"), strings(table, "weekends"))
        self._make_months()
        self._make_counts(table)
        self._make_steps()
        introduces = strings(table, "introduces")
        self.introduced = re.compile(rf"(?<!\w)(?:{_any(introduces)})\s(\d{{1,2}})\.(\d{{1,2}})(?![\d.,]|\s?(?:€|e(?:uro|ur)?|kg|%|tonni|tusen|m|km)\b)") if introduces else _NEVER
        """ "5.10" without its last full stop, after a word that a date follows."""
        self.rates = frozenset(strings(table, "rates"))
        self._make_days_of_months()
        self._make_weekends(strings(table, "weekends"))
        self.ordinal_alone = re.compile(rf"(?:\w+\s){{0,2}}?(?:den\s|the\s)?({_any(self._ordinals) or '(?!)'})(?:\späivä\w*)?")
        parts = _any(word for words in self._parts.values() for word in words)
        shape = {"fi": rf"kuun\s(?P<part>{parts})", "sv": rf"(?P<part>{parts})\smånaden", "en": rf"(?P<part>{parts})\s(?:the\s|this\s)?month"}[language]
        self.part_of_month = re.compile(rf"(?<!\w)(?<!joka\s)(?<!varje\s)(?<!every\s){shape}(?!\w)")
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

    def day(self, said: str) -> int:
        """Of a month, in figures or as an ordinal."""
        return int(said) if said.isdigit() else self._ordinals.get(said, 0)

    def half(self, hit: re.Match[str]) -> int:
        """Months of "half a year", "a year and a half"; 0 of anything else."""
        return self._halves.get(hit["half"] or "", 0)

    def is_plain(self, word: str) -> bool:
        """A small word that says nothing of past or future ("on Monday")."""
        return word.strip() in self._plain

    def weekday_of(self, hit: re.Match[str]) -> int | None:
        """Of "ens viikon tiistai", "nästa vecka på tisdag"."""
        said = hit["day_before"] or hit["day_after"]
        return self.weekday_number(said) if said else None

    def season_step(self, hit: re.Match[str]) -> int:
        if (hit["season"] or hit["alone"]) in self._seasons_past:
            return -1
        return self.step(hit["before"]) if hit["before"] else 0

    def season_month(self, word: str) -> int:
        return next(month for stem, month in self._seasons.items() if word.split()[-1].startswith(stem))

    def step(self, word: str) -> int:
        """-1, 0 or 1 for last, this, next; -2 for the one before the last."""
        word = word.strip()
        return self._steps.get(word) or (0 if word in self._this else -1 if word in self._last else 1)

    def looks_ahead(self, word: str) -> bool:
        return word.strip() in self._next

    def part(self, hit: re.Match[str]) -> str | None:
        """Which third of the month the words name, or None."""
        said = (hit["part"] or "").strip()
        return next((which for which, words in self._parts.items() if said in words), None)

    def _hints(self, *more: Iterable[str]) -> re.Pattern[str]:
        """A figure, or how one of the words of time begins: a clause without any holds no date."""
        said = [*self._months, *self._weekdays, *self._short_weekdays, *self._units, *self._seasons, *self._seasons_alone, *self._ordinals, *self._halves, *(word for words in more for word in words)]
        return re.compile(rf"\d|(?<!\w)(?:{_any({word[:_HINT] for word in said})})")

    def _make_months(self) -> None:
        month = rf"(?P<month>{_any(self._months)})" + (r"\w*" if self.language == "fi" else "")
        if self.language == "en":
            month = rf"(?P<month>{_any(self._months)}|{'|'.join(m[:3] for m in self._months if m != 'may')}|sept)\b\.?"
        parts = _any(word for words in self._parts.values() for word in words)
        ordinal = _any(self._ordinals) or "(?!)"
        if self.language == "fi":
            shapes = [rf"(?<![\w.])(?P<day>\d{{1,2}}|{ordinal})\.?\s?(?:päivä\w*\s)?{month}{_YEAR}", rf"(?<!\w){month}(?<=n)\s(?P<day>\d{{1,2}}|{ordinal})\.?(?:\s?päivä\w*)?(?![\d\w]){_YEAR}"]
            alone = rf"(?<!\w){month}{_YEAR}(?:\s(?P<part>{parts}))?(?!\w)"
        else:
            day = rf"(?P<day>\d{{1,2}}|{ordinal})(?:st|nd|rd|th|:?e|:?a|\.)?"
            shapes = [rf"(?<![\w.])(?:den\s|the\s)?{day}\s?(?:of\s)?{month}(?!\w){_YEAR}", rf"(?<!\w){month}\s(?:the\s)?{day}(?!\w){_YEAR}"]
            alone = rf"(?<!\w)(?:(?P<part>{parts})\s)?(?:(?:in|i)\s)?{month}(?!\w){_YEAR}"
            if self.language == "en":
                alone = alone.replace("(?:(?:in|i)\\s)?", r"(?:in\s|last\s|(?<=of\s)|(?<=early\s)|(?<=late\s)|(?<=since\s)|(?<=mid-)|(?<=mid\s))").replace(r")\s)?", r")[\s-]|(?:in\s)?)")
        self.named_days = [re.compile(shape) for shape in shapes]
        self.month_alone = re.compile(alone)

    def _make_counts(self, table: Mapping[str, object]) -> None:
        count = rf"(?P<count>\d{{1,3}}|{_any(self._numbers)})"
        unit = rf"(?:(?P<half>{_any(self._halves) or '(?!)'})|(?:{count}\s?)?(?P<unit>(?:{_any(self._units)})\w*))"
        if self.language == "fi":
            shapes = [(rf"(?<!\w){unit}\s(?:{_any(strings(table, 'ago'))})(?!\w)", -1),
                      (rf"(?<!\w){unit}\s(?:{_any(strings(table, 'ahead'))})(?!\w)", 1),
                      (rf"(?<!\w)siitä\s(?:on|tulee|tuli)\s(?:(?!{unit.replace('(?P<half>', '(?:').replace('(?P<count>', '(?:').replace('(?P<unit>', '(?:')})\w+\s){{0,3}}{unit}(?!\w)", -1)]
        else:
            before = _any(strings(table, "before_number"))
            unit = unit.replace(r"\s?)?(?P<unit>", r"\s)(?P<unit>")
            shapes = [(rf"(?<!\w)(?:för\s)?{unit}\s(?:{_any(strings(table, 'ago'))})(?!\w)", -1), (rf"(?<!\w)(?:{before})\s{unit}(?!\w)", 1)]
        self.counted = [(re.compile(shape), sign) for shape, sign in shapes]

    def _make_steps(self) -> None:
        steps = _any([*self._last, *self._next, *self._this])
        plain = _any([*self._last, *self._next, *self._this, *self._plain])
        parts = _any(word for words in self._parts.values() for word in words)
        unit = rf"(?P<unit>(?:{_any(self._units)})\w*)"
        behind = rf"(?:\s(?P<part>{parts}))?" if self.language == "fi" else ""
        ahead = "" if self.language == "fi" else rf"(?:(?P<part>{parts})\s)?"
        week = rf"(?:{_any(self._weekdays)})\w*"
        day_before, day_after = rf"(?:(?P<day_before>{week})\s(?:i\s|of\s)?)?", rf"(?:\s(?:på\s|on\s)?(?P<day_after>{week}))?"
        self.period = re.compile(rf"(?<!\w){ahead}{day_before if self.language != 'fi' else '(?P<day_before>(?!))?'}(?P<before>{steps})\s{unit}{behind}{day_after}(?!\w)")
        self.season = re.compile(rf"(?<!\w)(?:(?P<before>(?:{steps})\s)(?P<season>(?:{_any(self._seasons)})\w*)|(?P<alone>{_any(self._seasons_alone) or '(?!)'})(?!\w))")
        short = _any(self._short_weekdays)
        endings = {"fi": r"\w*", "sv": r"(?:en|s|ar|ens)?", "en": "s?"}[self.language]
        day = rf"(?:{_any(self._weekdays)}){endings}" + (rf"|(?:{short})" if short and self.language == "en" else "")
        self.weekday = re.compile(rf"(?<!\w)(?P<before>(?:{plain})\s)?(?P<weekday>{day})(?!\w)")

    def _make_days_of_months(self) -> None:
        steps, month = _any([*self._last, *self._next, *self._this]), _any(stem for stem, unit in self._units.items() if unit == "month")
        day = rf"(?P<day>\d{{1,2}}|{_any(self._ordinals) or '(?!)'})(?:st|nd|rd|th|:?e|:?a|\.)?"
        shape = {"fi": rf"(?P<before>{steps})\s(?:{month})\w*\s{day}(?:\s?päivä\w*)?", "sv": rf"(?:den\s)?{day}\s(?:i\s)?(?P<before>{steps})\s(?:{month})\w*", "en": rf"(?:the\s)?{day}\s(?:of\s)?(?P<before>{steps})\s(?:{month})\w*"}
        self.day_of_next = re.compile(rf"(?<!\w){shape[self.language]}(?!\w)")
        """ "Ens kuun 5. päivä", "den femte nästa månad"."""

    def _make_weekends(self, words: list[str]) -> None:
        steps = _any([*self._last, *self._next, *self._this, *self._plain])
        self.weekend = re.compile(rf"(?<!\w)(?P<before>(?:{steps})\s)?(?:{_any(words)})(?!\w)") if words else _NEVER

    def _day_of_month(self, marks: list[str]) -> re.Pattern[str]:
        if self.language == "fi":
            ordinal = _any(self._ordinals) or "(?!)"
            return re.compile(rf"(?<!\w)({ordinal})\s(?:päivä\w*|pv)(?!\w)|(?<![\d.,])(\d{{1,2}})\.?\s?(?:{_any(mark.rstrip('*') for mark in marks)})(?!\w*ä\s+sitten)\b|(?<!\w)päivä\w*\s(\d{{1,2}})\b")
        if self.language == "sv":
            return re.compile(rf"(?<!\w)den\s(\d{{1,2}}|{_any(self._ordinals) or '(?!)'})(?::?e|:?a|\.)?(?!\w|\s?\d)")
        return re.compile(r"(?<!\w)(?:the\s)?(\d{1,2})(?:st|nd|rd|th)\b")


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _words(words: list[str]) -> re.Pattern[str]:
    def shape(word: str) -> str:
        return (r"\w+" if word.startswith("*") else "") + re.escape(word.strip("*")) + (r"\w*" if word.endswith("*") else "")

    return re.compile(rf"(?<!\w)(?:{'|'.join(shape(word) for word in sorted(words, key=lambda word: (-len(word), word)))})(?!\w)") if words else _NEVER
