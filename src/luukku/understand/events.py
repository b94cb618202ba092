"""Has something happened in this person's life? What was learnt, the lexicon and the guards have each their say."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from luukku.model.fact import Personal
from luukku.model.pack import Stem
from luukku.model.reading import ReadEvent, Stance, Trace
from luukku.understand.doubts import doubts_of
from luukku.understand.grief import Death, is_anybodys, is_mourned
from luukku.understand.guards import Guard
from luukku.understand.sentence import TELLS, Sentence
from luukku.understand.text import Clause, Hit
from luukku.understand.understanding import EventReading

if TYPE_CHECKING:
    from luukku.ports import Vectors

_LEARNT, _WORDS, _OFFSET = 1.0, 2.2, -0.2
"""Weights of what was learnt (a logit) and of the lexicon's sum (0–1.2); fitted on texts that were left out when the heads
were learnt, as were the guards' weights."""
_GUARDED: Mapping[Guard, float] = {"negated": 4.0, "hypothetical": 1.8, "somebody-else": 4.0, "metaphor": 1.0, "long-past": 1.2, "general": -0.8, "grief": 0.5}
"""What each guard takes off, times the weight of the words that it guards. A question about the event in general is how many begin."""
_IMAGINED, _STRANGE = 0.9, 0.4
"""What a word for the imagined, or for strangers, anywhere takes off."""
_NOT_LEARNT = -2.0
"""The logit of an event that no head knows: only its words speak."""
_ACT, _ASK = 0.8, 0.45
_SURE_WITHOUT_WORDS = 0.9
"""From there something is built upon although none of the event's words was said."""
_BIRTH_WITHOUT_WORDS = 0.8
"""From there a birth is asked about without its words: "we got a new car yesterday" is near to how it is told."""
_WORDS_TO_ACT = 0.6
_WORDS_ALONE = 0.85
_MOST_WORDS = 1.2
_COMING = 0.5
"""Weight from which a child that is on its way is asked about, however it is said."""
_SURE = 0.97
_LONG, _MOST_CLAUSES = 40, 6
"""Words from which the telling clauses of a message are looked at one by one too."""


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
class Found:
    """An event with where it was said."""

    read: ReadEvent
    event: str
    said: tuple[Said, ...]
    """Unguarded clauses that speak of it, strongest first; empty when only the meaning shows it."""
    traces: tuple[Trace, ...]
    spans: tuple[tuple[int, int], ...] = ()
    """Where its words stand."""


def logits(sentence: Sentence, vectors: Vectors | None) -> Mapping[str, float]:
    """What was learnt says of each event; without vectors by spelling alone. Empty where nothing was learnt."""
    heads = sentence.tongue.heads
    if heads is None:
        return {}
    seen = vectors if vectors is not None and len(vectors) and sentence.tongue.by_meaning else None
    rows = [heads.logits(sentence.text, seen)]
    if sentence.count > _LONG:  # a clause that tells is drowned by all that is said beside it
        telling = [part for part, hits in sentence.hits.items() if any(hit.of.weight > TELLS for held in hits.values() for hit in held)]
        rows += [heads.logits(sentence.text[part.start : part.end], seen) for part in telling[:_MOST_CLAUSES]]
    return dict(zip(heads.labels, np.max(rows, axis=0).tolist(), strict=True))


def look_for(event: EventReading, sentence: Sentence, learnt: float | None, deaths: Sequence[Death], strangers: frozenset[str], *, sees: bool) -> tuple[Found | None, tuple[Said, ...]]:
    """The event, if it is there, and all clauses with its words (guarded ones too).

    `learnt`: the heads' logit, None when they do not know the event. `deaths`: of the customer's own people; `strangers`: whom the message names. `sees`:
    whether meaning was read, not only spelling; without, no event is built upon that its words do not show plainly.
    """
    said = tuple(_said(event, sentence, clause, hits[event.id], deaths) for clause, hits in sentence.hits.items() if event.id in hits)
    if event.manner.death and deaths:
        return _of_death(event, sentence, said, deaths), said
    told = [one for one in said if one.weight > 0]
    free = sorted((one for one in told if not one.guards), key=lambda one: -one.weight)
    if event.manner.birth and ((told and not free) or is_mourned(sentence.folded, sentence.parts, sentence.tongue)):
        return None, said
    weight = min(_MOST_WORDS, free[0].weight + sum(one.weight for one in free[1:2]) / 2) if free else 0.0
    confidence = _confidence(sentence, learnt, told, weight, strange=bool(strangers - event.manner.speaks_of))
    stance = _softened(event, sentence, free, weight, _stance(weight, confidence, sees=sees))
    if stance is None or (event.manner.birth and not free and confidence < _BIRTH_WITHOUT_WORDS):
        return None, said
    words = free or [one for one in told if one.guards == ("general",)]  # "miten haetaan avioeroa" is how people begin, too
    stance = "ask" if told and not free else stance
    shown = Trace(what=f"event {event.id}, learnt", pack=f"language/{sentence.tongue.language}", file=f"language/{sentence.tongue.language}/events.npz", line=0, id=f"{confidence:.2f}")
    return _found(event, sentence, words, max(confidence, _ASK), stance, (shown,) if learnt is not None else ()), said


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


def _confidence(sentence: Sentence, learnt: float | None, told: Sequence[Said], weight: float, *, strange: bool) -> float:
    """0–1, of what was learnt and of the words, free (`weight`) or guarded."""
    total = _LEARNT * (learnt if learnt is not None else _NOT_LEARNT) + _WORDS * weight + _OFFSET
    if told and not weight:
        total -= max(one.weight * sum(_GUARDED[guard] for guard in one.guards) for one in told)
    total -= _IMAGINED * sentence.has("imagines") + _STRANGE * strange
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, total))))


def shown_in(sentence: Sentence, event: str) -> str:
    """The clause that shows an event none of whose words was said: the one whose spelling speaks most for it."""
    heads, parts = sentence.tongue.heads, sentence.parts
    if heads is None or event not in heads.labels or len(parts) < 2:
        return sentence.text.strip()
    place = heads.labels.index(event)
    best = max(parts, key=lambda part: float(heads.logits(sentence.text[part.start : part.end])[place]))
    return sentence.text[best.start : best.end].strip()


def _stance(weight: float, confidence: float, *, sees: bool) -> Stance | None:
    """Act only on plain words, or on what was learnt when it is very sure; ask when they are likelier right than wrong."""
    plain = _WORDS_TO_ACT if sees else _WORDS_ALONE
    if confidence >= _ACT and (weight >= plain or (sees and confidence >= _SURE_WITHOUT_WORDS)):
        return "act"
    return "ask" if confidence >= _ASK else None


def _evidence(text: str, free: Sequence[Said]) -> str:
    """The customer's own words, from the first to the last that show it, in the strongest clause."""
    if not free:
        return text.strip()
    hits = [hit for hit in free[0].hits if hit.of.weight > 0]
    return text[min(hit.start for hit in hits) : max(hit.end for hit in hits)]
