"""Money in people's words: "50 000 euroa", "pari tonnia", "20k", "2,5 miljoonaa". In whole cents of euros."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from luukku.understand.number_words import NumberWords
from luukku.understand.text import Clause

_SUFFIX = {"k": 1000, "m": 1_000_000, "t": 1000}
_NEAR = 16
"""Characters before or after an amount within which "about" belongs to it."""
_MOST = 10**13
"""Cents; more is no amount of a person's."""
_THOUSAND, _HUNDRED = 1000, 100
_JOINS = ("", "and", "och")


@dataclass(frozen=True, slots=True)
class Amount:
    """Found in [start, end). `approx`: the words leave it open by a little."""

    start: int
    end: int
    cents: int
    approx: bool


def find_amounts(folded: str, clause: Clause, words: NumberWords, *, asked: bool = False) -> Iterator[Amount]:
    """In order. A bare number counts only when an amount was asked; money of another country never does."""
    held: Amount | None = None
    for one, scale in _found(folded, clause, words, asked=asked):
        if held is None:
            held, thousands = one, scale
        elif thousands >= _THOUSAND > scale and held.cents % (_THOUSAND * 100) == 0 and one.start - held.end <= 1 and one.cents < held.cents:
            held, thousands = Amount(held.start, one.end, held.cents + one.cents, held.approx or one.approx), 1  # "kaksi tuhatta viisisataa"
        elif thousands == _HUNDRED and scale == 1 and one.cents < _HUNDRED * 100 and folded[held.end : one.start].strip() in _JOINS:
            held, thousands = Amount(held.start, one.end, held.cents + one.cents, held.approx or one.approx), 1  # "a hundred and fifty"
        else:
            yield held
            held, thousands = one, scale
    if held is not None:
        yield held


def _found(folded: str, clause: Clause, words: NumberWords, *, asked: bool) -> Iterator[tuple[Amount, int]]:
    """Amounts as they stand, with the word of scale that each has (1: none)."""
    for hit in words.amount.finditer(folded, clause.start, clause.end):
        said, scale = hit["number"], (hit["scale"] or "").strip()
        plain = not (scale or hit["currency"] or hit["sign"])
        if hit["range"] and not asked:
            continue  # "3-4 tonnia": no sum that was told
        if not (said or scale) or (plain and not (asked and said)) or words.foreign.match(folded[hit.end() :].lstrip()):
            continue
        value = (_number(said, words) + (0.5 if hit["half"] else 0)) * _scale(scale, words)
        cents = round(value * 100)
        if 0 < cents < _MOST:
            after = folded[hit.end() : min(clause.end, hit.end() + _NEAR)].lstrip()
            approx = said in words.vague or bool(hit["range"]) or words.about.search(folded, max(clause.start, hit.start() - _NEAR), hit.start()) is not None or words.about_after.match(after) is not None
            yield Amount(hit.start(), hit.end(), cents, approx), _scale(scale, words)


def _number(said: str, words: NumberWords) -> float:
    said = said.strip()
    if not said:
        return 1.0
    if said in words.one_and_half:
        return 1.5
    if not said[0].isdigit():
        return float(words.small.get(said, 0))
    whole = re.sub(r"(?<=\d)[ .,\u00a0](?=\d{3}(?!\d))", "", said).replace(" ", "")
    return float(whole.replace(",", "."))


def _scale(scale: str, words: NumberWords) -> int:
    if not scale:
        return 1
    if scale in _SUFFIX:
        return _SUFFIX[scale]
    return words.scales[max((stem for stem in words.scales if scale.startswith(stem)), key=len)]
