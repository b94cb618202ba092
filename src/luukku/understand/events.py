"""Has something happened in this person's life? Lexicon, meaning and guards have each their say."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from luukku.model.fact import Personal
from luukku.model.pack import Stem
from luukku.model.reading import ReadEvent, Stance, Trace
from luukku.understand.doubts import doubts_of
from luukku.understand.grief import Death, is_anybodys, is_mourned
from luukku.understand.guards import Guard
from luukku.understand.sentence import TELLS, Sentence
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
_COMING = 0.5
"""Weight from which a child that is on its way is asked about, however it is said."""
_MOST_MEANING = 2.0
_LIKE_OTHERS = 0.8
"""Nearness from which a question about the event in general is asked about, not passed over."""
_SURE = 0.97


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One clause with the event's words in it and what guards against them."""

    clause: Clause
    hits: tuple[Hit[Stem], ...]
    guards: tuple[Guard, ...]

    @property
    def weight(self) -> float:
        best = sorted({hit.of.stem: hit.of.weight for hit in self.hits}.values(), reverse=True)
        return min(_MOST_WORDS, sum(best[:3])) if best and best[0] > TELLS else 0.0

    @property
    def spans(self) -> list[tuple[int, int]]:
        """The places of the words that tell of the event."""
        return [(hit.start, hit.end) for hit in self.hits if hit.of.weight > TELLS]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """How near to an event the best view of the message lies: 0 at `low`, 1 at `high`. `alone`: near enough without words."""

    scaled: float
    alone: bool
    trace: Trace


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An event with where it was said."""

    read: ReadEvent
    event: str
    said: tuple[Said, ...]
    """Unguarded clauses that speak of it, strongest first; empty when only the meaning shows it."""
    traces: tuple[Trace, ...]
    spans: tuple[tuple[int, int], ...] = ()
    """Where its words stand."""


def meanings(tongue: Tongue, vectors: Vectors | None) -> Mapping[str, Meaning]:
    """Per event; empty without vectors or prototypes."""
    stack = tongue.meanings
    if vectors is None or stack is None or not len(vectors):
        return {}
    scaled, nearest = stack.scaled(vectors)
    found = {}
    for event, examples, value, place, alone in zip(stack.events, stack.examples, scaled.tolist(), nearest.tolist(), stack.alone, strict=True):
        where = examples[place].where
        found[event] = Meaning(scaled=min(value, _MOST_MEANING), alone=value >= alone, trace=Trace(what=f"event {event}, nearest example", pack=where.pack, file=where.file, line=where.line, id=f"{value:.2f}"))
    return found


def look_for(event: EventReading, sentence: Sentence, meaning: Meaning | None, deaths: Sequence[Death], *, by_meaning: bool) -> tuple[Found | None, tuple[Said, ...]]:
    """The event, if it is there, and all clauses with its words (guarded ones too). `deaths`: of the customer's own people."""
    said = tuple(_said(event, sentence, clause, hits[event.id], deaths) for clause, hits in sentence.hits.items() if event.id in hits)
    if event.manner.death and deaths:
        return _of_death(event, sentence, said, deaths), said
    near = meaning.scaled if meaning else None
    alone = by_meaning and meaning is not None and meaning.alone
    told = [one for one in said if one.weight > 0]
    if not told and not alone:
        return None, said
    if told and event.manner.birth and is_mourned(sentence.folded, sentence.parts, sentence.tongue):
        return None, said
    free = sorted((one for one in told if not one.guards), key=lambda one: -one.weight)
    asked = False
    if told and not free and near is not None and near >= _LIKE_OTHERS and not event.manner.birth:
        free = [one for one in told if one.guards == ("general",)]
        asked = bool(free)  # "miten haetaan avioeroa" is how people begin, too
    if told and not free:
        return None, said
    if any("somebody-else" in one.guards for one in told) and all(one.weight < _WORDS_TO_ACT for one in free):
        return None, said
    weight = min(_MOST_WORDS, free[0].weight + sum(one.weight for one in free[1:2]) / 2) if free else 0.0
    stance = _softened(event, sentence, free, weight, _stance(weight, near, alone=alone, by_meaning=by_meaning))
    if stance is None:
        return None, said
    stance = "ask" if asked else stance
    return _found(event, sentence, free, max(_confidence(weight, near), _ASK), stance, (meaning.trace,) if meaning else ()), said


def _softened(event: EventReading, sentence: Sentence, free: Sequence[Said], weight: float, stance: Stance | None) -> Stance | None:
    """What is expected or only planned is asked about, not built upon."""
    if event.manner.birth:
        return "ask" if sentence.tongue.guards.is_coming(sentence.folded) and (stance or weight >= _COMING) else stance
    if stance is None and weight >= _WORDS_ALONE:
        return "ask"
    return "ask" if stance and any(sentence.has("plans", one.clause) for one in free[:1]) else stance


def _of_death(event: EventReading, sentence: Sentence, said: Sequence[Said], deaths: Sequence[Death]) -> Found:
    """A relative's death told as it is needs no second witness: a question about it would be cruel."""
    first = deaths[0]
    free = sorted((one for one in said if one.weight > 0 and not one.guards), key=lambda one: -one.weight)
    read = ReadEvent(event=event.id, confidence=_SURE, stance="act", evidence=Personal(sentence.text[first.start : first.end]))
    return Found(read=read, event=event.id, said=tuple(free), traces=_traces(event, free), spans=tuple((one.start, one.end) for one in deaths))


def _found(event: EventReading, sentence: Sentence, free: Sequence[Said], confidence: float, stance: Stance, example: tuple[Trace, ...]) -> Found:
    read = ReadEvent(event=event.id, confidence=round(confidence, 3), stance=stance, evidence=Personal(_evidence(sentence.text, free)))
    return Found(read=read, event=event.id, said=tuple(free), traces=(*_traces(event, free), *example), spans=tuple(span for one in free for span in one.spans))


def _traces(event: EventReading, free: Sequence[Said]) -> tuple[Trace, ...]:
    return tuple(
        Trace(what=f"event {event.id}", pack=hit.of.where.pack, file=hit.of.where.file, line=hit.of.where.line, id=hit.of.stem)
        for one in free[:2] for hit in one.hits if hit.of.weight > 0
    )  # fmt: skip


def _said(event: EventReading, sentence: Sentence, clause: Clause, hits: tuple[Hit[Stem], ...], deaths: Sequence[Death]) -> Said:
    telling = tuple(hit for hit in hits if hit.of.weight > 0)
    if not telling or (event.manner.death and any(one.clause == clause for one in deaths)):
        return Said(clause=clause, hits=hits, guards=())
    if not event.manner.birth:
        guards = doubts_of(sentence, clause, telling, event.manner)
        if event.manner.death and not is_anybodys(sentence.folded, clause, sentence.tongue):
            guards = (*guards, "grief")  # a death of nobody of the customer's own
        return Said(clause=clause, hits=hits, guards=guards)
    asks = sentence.folded[clause.end : clause.end + 1] == "?"
    years = [day.first for day in sentence.days.get(clause, ())]
    return Said(clause=clause, hits=hits, guards=sentence.tongue.guards.stand_before(sentence.folded, clause, telling, years, sentence.today, asks=asks))


def _confidence(weight: float, meaning: float | None) -> float:
    return 1 / (1 + math.exp(-(_WORDS * weight + _MEANING * (meaning if meaning is not None else 0.5) - _OFFSET)))


def _stance(weight: float, meaning: float | None, *, alone: bool, by_meaning: bool) -> Stance | None:
    """Act only when words and meaning agree; ask when one of them speaks clearly; else nothing."""
    if meaning is None:
        return "ask" if weight >= _WORDS_ALONE else None
    confidence = _confidence(weight, meaning)
    if weight >= _WORDS_TO_ACT and confidence >= _ACT and (by_meaning or weight >= _WORDS_ALONE):
        return "act"
    if weight > 0 and confidence >= _ASK and weight + meaning > _WORDS_ALONE:
        return "ask"
    return "ask" if alone else None


def _evidence(text: str, free: Sequence[Said]) -> str:
    """The customer's own words, from the first to the last that show it, in the strongest clause."""
    if not free:
        return ""
    hits = [hit for hit in free[0].hits if hit.of.weight > 0]
    return text[min(hit.start for hit in hits) : max(hit.end for hit in hits)]
