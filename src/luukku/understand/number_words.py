"""The words around numbers of one language (`packs/language/<code>/numbers.toml`), made into patterns once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from luukku.understand.tables import numbers, strings, texts

_LETTERS = 2
"""Shorter units ("v", "kk") say nothing alone."""
NEVER = re.compile(r"(?!)")


class NumberWords:
    """Patterns for amounts, counts, ages and durations; see the modules of those names."""

    def __init__(self, table: Mapping[str, object]) -> None:
        self.small, self.scales, self.units = dict(numbers(table, "small")), numbers(table, "scales"), texts(table, "units")
        self.small |= _joined(self.small, strings(table, "tens_join"))
        self.halves = texts(table, "halves")
        self.small_pattern = f"(?:{_any(self.small)})" if self.small else "(?!)"
        scale = f"(?:{_any(self.scales)})" if self.scales else "(?!)"
        tail = str(table.get("scale_tail", r"\w{0,3}"))
        currency = f"(?:{_any(strings(table, 'currency'), tails=True)})" if strings(table, "currency") else "(?!)"
        digits = r"\d{1,3}(?:[ .\u00a0]\d{3})+(?:,\d{1,2})?(?!\d)|\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?(?![\d])|\d+(?:[,.]\d{1,2})?(?!\d)"
        self.one_and_half, and_half = frozenset(strings(table, "one_and_half")), strings(table, "and_half")
        ones = f"(?:{_any(self.one_and_half)})(?!\\w)|" if self.one_and_half else ""
        number = rf"(?P<number>{digits}|{ones}{self.small_pattern}(?!\w)|{self.small_pattern}(?={scale})|(?<!\d\s)(?={scale}))(?P<half>\s(?:{_any(and_half) or '(?!)'})(?=\s))?(?P<range>\s?[–-]\s?\d{{1,3}}(?=\s?(?:{scale}|k(?!\w)|€)))?"
        self.amount = re.compile(
            rf"(?<![\w.,/-])(?P<sign>€\s?)?{number}\s?(?P<scale>{scale}(?:\s(?:{_any(self.scales)}))?{tail}(?!\w)|k(?!\w)|m(?!\w)|t(?=\s?€)|(?=\W|$))?\s?(?P<currency>€|{currency}(?!\w))?"
        )
        self.paid = re.compile(rf"(?:€|{currency}|\d)\s?$")
        """Money right before "a month" or "i veckan"."""
        self.about_after = _whole(strings(table, "about_after"))
        self.foreign = _whole(strings(table, "foreign"))
        self.about = _whole(strings(table, "about"))
        self.vague = frozenset(strings(table, "vague"))
        self.count = re.compile(rf"(?<![\w.,/-])(?P<count>\d{{1,3}}|{self.small_pattern})(?:h[aä]n|p[aä]s?|kin?)?(?![\w]|[.,/-]\d)")
        self.pieces = _whole(strings(table, "pieces"))
        self.children = _whole(strings(table, "children"))
        age = rf"(?<![\w.,/-])(?P<count>\d{{1,2}}|{self.small_pattern})"
        self.age_years = re.compile(rf"{age}(?:{_any(strings(table, 'years_old'))})") if strings(table, "years_old") else NEVER
        self.age_months = re.compile(rf"{age}(?:{_any(strings(table, 'months_old'))})") if strings(table, "months_old") else NEVER
        unit = f"(?P<unit>(?:{_any(self.units)})\\w*)" if self.units else "(?!)"
        between = strings(table, "between_units")
        self.duration = re.compile(
            rf"(?<![\w.,/-])(?P<count>\d{{1,3}}|{self.small_pattern})(?P<half>\s(?:{_any(and_half) or '(?!)'}))?(?:\s(?:{_any(between) or '(?!)'}))?\s?{unit}"
        )
        been, bare = strings(table, "been"), texts(table, "bare_units")
        self.bare_units = bare
        self.been = re.compile(rf"(?<!\w)(?:{_any(been)})(?!\w)[^.!?;\n]{{0,40}}?(?<!\w)(?P<unit>{_any(bare)})(?!\w|\s(?:päästä|sitten|kuluttua|lopu|alu|vaih|sisäl|aika))") if been and bare else NEVER
        years = [word for word, value in bare.items() if value == "P1Y"]
        self.bare_year = re.compile(rf"(?<!\w)(?:{_any(years)})\s(?:ja\s)?") if years else NEVER
        self.unit_alone = re.compile(rf"(?<!\w)(?:{_any(stem for stem in self.units if len(stem) > _LETTERS)})\w*(?!\w)") if self.units else NEVER
        self.half = re.compile(rf"(?<!\w)(?P<half>{_any(self.halves)})(?!\w)") if self.halves else NEVER
        self.since = _whole(strings(table, "not_duration"))
        self.due = _whole(strings(table, "due"))
        self.planned = _whole(strings(table, "planned"))

    def number(self, said: str) -> int | None:
        said = said.strip()
        return int(said) if said.isdigit() else self.small.get(said)

    def unit(self, word: str) -> str:
        """ISO 8601 letter: D, W, M or Y."""
        return self.units[max((stem for stem in self.units if word.startswith(stem)), key=len)]


def _joined(small: Mapping[str, int], joins: Iterable[str]) -> dict[str, int]:
    """ "Twenty-five", "tjugofem", "kakskytviis": tens and units, joined."""
    tens = {word: value for word, value in small.items() if value in range(20, 100, 10)}
    units = {word: value for word, value in small.items() if 0 < value < 10 and word.isalpha()}
    return {f"{ten}{join}{unit}": tens[ten] + units[unit] for join in joins for ten in tens for unit in units}


def _any(words: Iterable[str], *, tails: bool = False) -> str:
    def shape(word: str) -> str:
        return re.escape(word.rstrip("*")) + (r"\w*" if tails and word.endswith("*") else "")

    return "|".join(shape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _whole(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any(words, tails=True)})(?!\w)") if words else NEVER
