"""Has something happened in this person's life? Lexicon, meaning and guards have each their say."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from luukku.model.fact import Personal
from luukku.model.pack import Stem
from luukku.model.reading import ReadEvent, Stance, Trace
from luukku.understand.dates import Day
from luukku.understand.grief import is_mourned
from luukku.understand.guards import Guard
from luukku.understand.index import margin
from luukku.understand.text import Clause, Hit
from luukku.understand.understanding import EventReading, Tongue

if TYPE_CHECKING:
    from luukku.ports import Vectors

_WORDS, _MEANING, _OFFSET = 5.0, 4.0, 4.6
"""Weights of the lexicon's sum (0–1.2) and of the margin (0 at `low`, 1 at `high`); set on texts apart from the packs."""
_ACT, _ASK = 0.8, 0.5
_WORDS_TO_ACT = 0.6
_WORDS_ALONE = 0.85
_MOST_WORDS = 1.2
_HELPING = 0.3
"""A stem of at most this weight ("had", "fick") helps another and says nothing alone."""
_COMING = 0.5
"""Weight from which a child that is on its way is asked about, however it is said."""
_MEANING_ALONE = 1.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One clause with the event's words in it and what guards against them."""

    clause: Clause
    hits: tuple[Hit[Stem], ...]
    guards: tuple[Guard, ...]

    @property
    def weight(self) -> float:
        best = sorted({hit.of.stem: hit.of.weight for hit in self.hits}.values(), reverse=True)
        return min(_MOST_WORDS, sum(best[:3])) if best and best[0] > _HELPING else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An event with where it was said."""

    read: ReadEvent
    event: str
    said: tuple[Said, ...]
    """Unguarded clauses that speak of it, strongest first."""
    traces: tuple[Trace, ...]


def look_for(event: EventReading, text: str, folded: str, parts: Sequence[Clause], tongue: Tongue, vectors: Vectors | None, days: Mapping[Clause, Sequence[Day]], today: date, *, by_meaning: bool) -> tuple[Found | None, tuple[Said, ...]]:
    """The event, if it is there, and all clauses with its words (guarded ones too)."""
    id = event.pack.id
    said = tuple(_said(id, folded, clause, tongue, days.get(clause, ()), today) for clause in parts)
    told = [one for one in said if one.weight > 0]
    if told and is_mourned(folded, parts, tongue):
        return None, said
    free = sorted((one for one in told if not one.guards), key=lambda one: -one.weight)
    if told and not free:
        return None, said
    if any("somebody-else" in one.guards for one in told) and all(one.weight < _WORDS_TO_ACT for one in free):
        return None, said
    weight = min(_MOST_WORDS, free[0].weight + sum(one.weight for one in free[1:2]) / 2) if free else 0.0
    meaning, example = _meaning(event, tongue, vectors)
    stance = _stance(weight, meaning, by_meaning=by_meaning)
    if tongue.guards.is_coming(folded) and (stance or weight >= _COMING):
        stance = "ask"
    if stance is None:
        return None, said
    read = ReadEvent(event=id, confidence=round(_confidence(weight, meaning), 3), stance=stance, evidence=Personal(_evidence(text, free)))
    traces = [Trace(what=f"event {id}", pack=hit.of.where.pack, file=hit.of.where.file, line=hit.of.where.line, id=hit.of.stem) for one in free[:2] for hit in one.hits if hit.of.weight > 0]
    return Found(read=read, event=id, said=tuple(free), traces=(*traces, *example)), said


def _said(id: str, folded: str, clause: Clause, tongue: Tongue, days: Sequence[Day], today: date) -> Said:
    hits = tuple(tongue.lexicon[id].find(folded, clause.start, clause.end))
    telling = tuple(hit for hit in hits if hit.of.weight > 0)
    asks = folded[clause.end : clause.end + 1] == "?"
    guards = tongue.guards.stand_before(folded, clause, telling, [day.first for day in days], today, asks=asks) if telling else ()
    return Said(clause=clause, hits=hits, guards=guards)


def _meaning(event: EventReading, tongue: Tongue, vectors: Vectors | None) -> tuple[float | None, tuple[Trace, ...]]:
    """How near to the event the best view lies: 0 at `low`, 1 at `high`; None without vectors or prototypes."""
    prototypes = event.prototypes.get(tongue.language)
    if vectors is None or prototypes is None or not len(vectors):
        return None, ()
    margins, nearest = margin(vectors, prototypes)
    best = int(margins.argmax())
    where = prototypes.examples[int(nearest[best])].where
    scaled = (float(margins[best]) - prototypes.low) / (prototypes.high - prototypes.low)
    return max(-1.0, min(2.0, scaled)), (Trace(what=f"event {event.pack.id}, nearest example", pack=where.pack, file=where.file, line=where.line, id=f"{scaled:.2f}"),)


def _confidence(weight: float, meaning: float | None) -> float:
    return 1 / (1 + math.exp(-(_WORDS * weight + _MEANING * (meaning if meaning is not None else 0.5) - _OFFSET)))


def _stance(weight: float, meaning: float | None, *, by_meaning: bool) -> Stance | None:
    """Act only when words and meaning agree; ask when one of them speaks clearly; else nothing."""
    if meaning is None:
        return "ask" if weight >= _WORDS_ALONE else None
    confidence = _confidence(weight, meaning)
    if weight >= _WORDS_TO_ACT and confidence >= _ACT and (by_meaning or weight >= _WORDS_ALONE):
        return "act"
    if weight > 0 and confidence >= _ASK and weight + meaning > _WORDS_ALONE:
        return "ask"
    return "ask" if by_meaning and meaning >= _MEANING_ALONE else None


def _evidence(text: str, free: Sequence[Said]) -> str:
    """The customer's own words, from the first to the last that show it, in the strongest clause."""
    if not free:
        return ""
    hits = [hit for hit in free[0].hits if hit.of.weight > 0]
    return text[min(hit.start for hit in hits) : max(hit.end for hit in hits)]
