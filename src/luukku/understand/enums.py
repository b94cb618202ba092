"""Values that words of a pack's lexicon show (`sets`): a child's sex, the mother's work, how many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from luukku.model.fact import Value
from luukku.model.pack import FactSpec, Stem
from luukku.understand.sentence import Sentence
from luukku.understand.text import Clause, Hit

_NOT_BEFORE = 2
"""Words between a "not" and the word that it denies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A value that a word shows. `denied`: a "not" stands right before it."""

    name: str
    value: Value
    start: int
    end: int
    clause: Clause
    stem: Stem
    denied: bool


def shown_values(sentence: Sentence, event: str) -> Iterator[Shown]:
    """In order of the words."""
    for part in sentence.parts:
        for hit in sentence.hits[part].get(event, ()):
            for name, value in hit.of.sets.items():
                yield Shown(name=name, value=value, start=hit.start, end=hit.end, clause=part, stem=hit.of, denied=_is_denied(sentence, part, hit))


def choose(shown: list[Shown], spec: FactSpec, known: Value | None) -> Shown | None:
    """The one value that stands: not a denied one, unless denying is what sets a known one right; None when they differ."""
    standing = [one for one in shown if not one.denied]
    if not standing and known is not None:
        standing = [one for one in shown if one.value != known]
    if spec.type == "bool" and not standing and shown:
        first = shown[0]
        return Shown(name=first.name, value=not first.value, start=first.start, end=first.end, clause=first.clause, stem=first.stem, denied=False)
    if known is not None and len({one.value for one in standing}) > 1:
        standing = [one for one in standing if one.value != known]
    return standing[0] if standing and len({one.value for one in standing}) == 1 else None


def _is_denied(sentence: Sentence, part: Clause, hit: Hit[Stem]) -> bool:
    for no in sentence.tongue.words["negates"].find(sentence.folded, part.start, hit.start):
        between = sentence.folded[no.end : hit.start].split()
        if len(between) <= _NOT_BEFORE and not sentence.tongue.words["corrects"].first(sentence.folded, no.start, hit.start):
            return True
    return False
