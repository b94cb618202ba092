"""How many, and how old: "14 kpl", "kolme luottoa", "two kids", "7-vuotias", "7 months old"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from luukku.understand.number_words import NumberWords
from luukku.understand.text import Clause

_BETWEEN = 14
"""Characters between a number and the noun that it counts ("kolme eri lainaa")."""
_AFTER = 10
"""Characters between a noun and the number that counts it ("pikavippejä on 14")."""
_MOST = 999


@dataclass(frozen=True, slots=True)
class Count:
    """Found in [start, end)."""

    start: int
    end: int
    value: int


@dataclass(frozen=True, slots=True)
class Age:
    """`value` in years, or in months as "7mo"."""

    start: int
    end: int
    value: str


def find_counts(folded: str, clause: Clause, words: NumberWords, nouns: Collection[tuple[int, int]], taken: Collection[tuple[int, int]]) -> Iterator[Count]:
    """Numbers of pieces, or of one of the `nouns` (places); never a number within `taken` (amounts, dates, ages)."""
    for hit in words.count.finditer(folded, clause.start, clause.end):
        if any(start < hit.end() and hit.start() < end for start, end in taken):
            continue
        value = words.number(hit["count"])
        if value is None or not 0 < value <= _MOST:
            continue
        piece = words.pieces.match(folded, hit.end() + (folded[hit.end() : hit.end() + 1] == " "))
        behind = [span for span in nouns if 0 <= span[0] - hit.end() <= _BETWEEN and not re.search(r"\d", folded[hit.end() : span[0]])]
        before = [span for span in nouns if 0 <= hit.start() - span[1] <= _AFTER and hit["count"].isdigit()]
        if piece or behind or before:
            yield Count(hit.start(), piece.end() if piece else hit.end(), value)


def find_bare(folded: str, clause: Clause, words: NumberWords) -> Iterator[Count]:
    """Any number: after "how many" was asked."""
    for hit in words.count.finditer(folded, clause.start, clause.end):
        value = words.number(hit["count"])
        if value is not None and value <= _MOST:
            yield Count(hit.start(), hit.end(), value)


def count_children(folded: str, clause: Clause, words: NumberWords) -> Iterator[Count]:
    """ "Kaksi lasta", "three small kids"."""
    nouns = [hit.span() for hit in words.children.finditer(folded, clause.start, clause.end)]
    for hit in words.count.finditer(folded, clause.start, clause.end):
        value = words.number(hit["count"])
        noun = next((span for span in nouns if 0 <= span[0] - hit.end() <= _BETWEEN), None)
        if value and noun and not re.search(r"\d", folded[hit.end() : noun[0]]):
            yield Count(hit.start(), noun[1], value)


def find_ages(folded: str, clause: Clause, words: NumberWords) -> Iterator[Age]:
    for shape, tail in ((words.age_years, ""), (words.age_months, "mo")):
        for hit in shape.finditer(folded, clause.start, clause.end):
            value = words.number(hit["count"])
            if value is not None:
                yield Age(hit.start(), hit.end(), f"{value}{tail}")
