"""How long: "kolme vuotta", "2 kk", "puolitoista vuotta", "ten years". As ISO 8601 ("P3Y")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from luukku.understand.number_words import NumberWords
from luukku.understand.text import WORD, Clause

_PAID = 10
"""Characters before "a month" within which money makes it a rate."""
_AND = re.compile(r"\s?(?:ja|och|and|,)?\s?")
_AGE = 4
"""Letters after a unit in which "old" or "ago" may begin."""


@dataclass(frozen=True, slots=True)
class Duration:
    """Found in [start, end)."""

    start: int
    end: int
    value: str
    approx: bool


def find_durations(folded: str, clause: Clause, words: NumberWords) -> Iterator[Duration]:
    """In order; not how long ago, nor in how long, nor how old."""
    aged = [hit.span() for shape in (words.age_years, words.age_months) for hit in shape.finditer(folded, clause.start, clause.end)]
    halves = [hit.span() for hit in words.duration.finditer(folded, clause.start, clause.end) if hit["half"]]
    found = [(hit.start(), hit.end(), words.halves[hit["half"]], False) for hit in words.half.finditer(folded, clause.start, clause.end) if not any(start < hit.end() and hit.start() < end for start, end in halves)]
    for hit in words.duration.finditer(folded, clause.start, clause.end):
        count = words.number(hit["count"])
        if count and not any(start < hit.end() and hit.start() < end for start, end, *_ in found):
            unit = words.unit(hit["unit"])
            value = f"P{count}{unit}" + ({"Y": "6M", "M": "15D"}.get(unit, "") if hit["half"] else "")
            value = "P18M" if value == "P1Y6M" else value
            found.append((hit.start(), hit.end(), value, hit["count"] in words.vague))
    if not found:
        found = [(hit.start("unit"), hit.end("unit"), words.bare_units[hit["unit"]], False) for hit in words.been.finditer(folded, clause.start, clause.end)]
    found = [_with_year(folded, clause, one, words) for one in found]
    for start, end, value, approx in _joined(folded, sorted(found)):
        after = WORD.search(folded, end, clause.end)
        ago = after is not None and after.start() - end <= _AGE and words.since.match(after[0]) is not None
        before = folded[max(clause.start, start - 4) : start].strip()
        paid = words.paid.search(folded, max(clause.start, start - _PAID), start) is not None
        if not ago and not paid and before not in ("in", "om") and not any(one < end and start < other for one, other in aged):
            yield Duration(start, end, value, approx)


Found = tuple[int, int, str, bool]


def _with_year(folded: str, clause: Clause, one: Found, words: NumberWords) -> Found:
    """ "Vuoden ja 3 kuukautta": a year without a number before the months."""
    before = words.bare_year.search(folded, clause.start, one[0]) if one[2].endswith("M") and "Y" not in one[2] else None
    return (before.start(), one[1], f"P1Y{one[2][1:]}", one[3]) if before and before.end() == one[0] else one


def _joined(folded: str, found: list[Found]) -> Iterator[Found]:
    """Years and the months that follow them are one: "2 v 3 kk", "ett år och tre månader"."""
    held: Found | None = None
    for one in found:
        if held is not None and held[2].endswith("Y") and one[2].endswith("M") and _AND.fullmatch(folded[held[1] : one[0]]):
            held = (held[0], one[1], held[2] + one[2][1:], held[3] or one[3])
            continue
        if held is not None:
            yield held
        held = one
    if held is not None:
        yield held
