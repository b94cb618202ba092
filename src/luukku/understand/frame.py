"""What surrounds the taking of one event's facts, and a fact as it is taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from luukku.model.fact import Facts, Personal, Value, reveal
from luukku.model.pack import FactSpec
from luukku.model.reading import Expects, ReadFact, Trace
from luukku.understand.acts import sets_right
from luukku.understand.enums import Shown
from luukku.understand.events import Found, Said
from luukku.understand.grief import Death
from luukku.understand.kin import is_anothers, names_another
from luukku.understand.own import is_own_life
from luukku.understand.sentence import Sentence
from luukku.understand.text import Clause
from luukku.understand.understanding import EventReading, Tongue, Understanding

ASKED, TOLD, LOOSE = 0.97, 0.9, 0.75
"""Confidence of an answer, of what is told unasked, and of what may be meant otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A fact with the table's line that showed it. `asked`: it answers; `corrects`: it replaces a known value."""

    fact: ReadFact
    trace: Trace
    start: int
    end: int
    asked: bool
    corrects: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One event's: the facts known, the question (None when another event asks), the event as just read."""

    understanding: Understanding
    sentence: Sentence
    event: EventReading
    expects: Expects | None
    known: Facts
    found: Found | None
    said: tuple[Said, ...]
    under_way: bool
    """Whether the conversation has a case of the event."""
    talk: Tongue
    """The conversation's own language: whom its words name also holds where the message is tried in another."""
    mine: tuple[Clause, ...]
    """The clauses that belong to the event, of all in the sentence."""
    others: tuple[Clause, ...] = ()
    """Clauses that belong to another event that the message tells of: no answer stands in them."""
    deaths: tuple[Death, ...] = ()

    def parts(self, spec: FactSpec) -> tuple[Clause, ...]:
        """Where the fact may stand: what is of the customer's own life anywhere."""
        if is_own_life(spec.name, spec.about):
            return self.sentence.parts
        if self.asked(spec):
            return tuple(part for part in self.sentence.parts if part not in self.others)
        return self.mine

    def is_anothers(self, clause: Clause) -> bool:
        if self.event.manner.death or any(one.clause == clause and not one.guards and one.weight > 0 and not self.event.manner.birth for one in self.said):
            return False
        folded = self.sentence.folded
        return self.sentence.once("is_anothers()", clause.start, clause.end, lambda: any(is_anothers(tongue, folded, clause) for tongue in self._tongues))

    def names_another(self, clause: Clause) -> bool:
        folded = self.sentence.folded
        return self.sentence.once("names_another()", clause.start, clause.end, lambda: any(names_another(tongue, folded, clause) for tongue in self._tongues))

    @property
    def _tongues(self) -> tuple[Tongue, ...]:
        return (self.sentence.tongue,) if self.talk is self.sentence.tongue else (self.sentence.tongue, self.talk)

    @property
    def setting_right(self) -> bool:
        return self.under_way and sets_right(self.sentence)

    @property
    def open(self) -> bool:
        """Facts may be taken unasked: the event is under way, or was just told."""
        return self.under_way or self.found is not None

    def asked(self, spec: FactSpec) -> bool:
        return self.expects is not None and self.expects.name == spec.name

    def value_of(self, spec: FactSpec) -> Value | None:
        fact = self.known.get(spec.name, spec.about) or self.known.get(spec.name)
        return reveal(fact.value) if fact and fact.standing == "known" else None

    def is_free(self, clause: Clause) -> bool:
        """No guard stands before the clause (or nothing of the event is said in it, and nobody else is spoken of)."""
        for one in self.said:
            if one.clause == clause and one.guards:
                return False
        if self.is_anothers(clause):
            return False
        if self.under_way or self.event.manner.death:
            return True
        words = self.sentence
        if self.event.manner.birth:
            return not words.has("others", clause) or words.has("own", clause)
        return any(one.clause == clause for one in self.said) or not words.has("strangers", clause) or words.has("mine", clause)

    def taken(self, spec: FactSpec, value: Value, start: int, end: int, confidence: float, table: str, *, approx: bool = False, shown: Shown | None = None) -> Taken:
        """`table`: the language pack's table whose words showed it; `shown`: the pack's own word."""
        known, language, asked = self.value_of(spec), self.sentence.tongue.language, self.asked(spec)
        about = self.expects.about if self.expects and asked and self.expects.about != "me" else spec.about
        trace = Trace(what=spec.name, pack=f"language/{language}", file=f"language/{language}/{table}.toml", line=0, id=table)
        if shown is not None:
            where = shown.stem.where
            trace = Trace(what=spec.name, pack=where.pack, file=where.file, line=where.line, id=shown.stem.stem)
        evidence = Personal(self.sentence.text[start:end].strip())
        fact = ReadFact(name=spec.name, about=about, value=Personal(value), evidence=evidence, confidence=confidence, approx=approx, event=self.event.id)
        return Taken(fact=fact, trace=trace, start=start, end=end, asked=asked, corrects=known is not None and known != value)


def without_value(name: str, about: str, evidence: str, standing: Literal["refused", "unknown"], event: str) -> ReadFact:
    """A refusal or "don't know" as what it is."""
    return ReadFact(name=name, about=about, value=Personal(None), evidence=Personal(evidence), confidence=ASKED, standing=standing, event=event)


def free_parts(frame: Frame, spec: FactSpec) -> Sequence[Clause]:
    """Clauses where the fact may be taken unasked; all of its own when it was asked, but for somebody else's."""
    asked = frame.asked(spec)
    return [part for part in frame.parts(spec) if (asked and not frame.is_anothers(part)) or frame.is_free(part)]
