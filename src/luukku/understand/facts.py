"""Takes the facts out of a message: what was asked first, then what is set right, then what is told unasked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from luukku.model.fact import Facts, Personal, Value, reveal
from luukku.model.pack import FactSpec
from luukku.model.reading import Expects, ReadFact, Trace
from luukku.understand.acts import sets_right
from luukku.understand.dates import Day
from luukku.understand.enums import Shown, choose, shown_values
from luukku.understand.events import Found, Said
from luukku.understand.kin import is_anothers, names_another, speaks_of
from luukku.understand.municipality import Place
from luukku.understand.names import find_name
from luukku.understand.sentence import Sentence
from luukku.understand.text import Clause, joined
from luukku.understand.understanding import Tongue, Understanding

_ASKED, _TOLD, _LOOSE = 0.97, 0.9, 0.75
_BIRTH = 0.5
"""Weight from which a stem tells that the event itself is spoken of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A fact with the table's line that showed it. `asked`: it answers; `corrects`: it replaces a known value."""

    fact: ReadFact
    trace: Trace
    start: int
    asked: bool
    corrects: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What surrounds the taking: the case's facts, the question, the events just read."""

    understanding: Understanding
    sentence: Sentence
    event: str
    expects: Expects | None
    known: Facts
    found: Found | None
    said: tuple[Said, ...]
    under_way: bool
    """Whether the conversation has a case of the event."""
    talk: Tongue
    """The conversation's own language: whom its words name also holds where the message is tried in another."""

    def is_anothers(self, clause: Clause) -> bool:
        return any(is_anothers(tongue, self.sentence.folded, clause) for tongue in (self.sentence.tongue, self.talk))

    def names_another(self, clause: Clause) -> bool:
        return any(names_another(tongue, self.sentence.folded, clause) for tongue in (self.sentence.tongue, self.talk))

    @property
    def setting_right(self) -> bool:
        return self.under_way and sets_right(self.sentence)

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
        return self.under_way or not self.sentence.has("others", clause) or self.sentence.has("own", clause)


def take_facts(frame: Frame) -> list[Taken]:
    """Facts that the event's pack declares, in order of the words; never one whose known value is the same."""
    specs = [spec for event, spec in frame.understanding.specs.values() if event == frame.event]
    taken: list[Taken] = []
    for spec in specs:
        one = _take(frame, spec)
        if one is not None and (one.asked or frame.value_of(spec) != reveal(one.fact.value)):
            taken.append(one)
    return sorted(taken, key=lambda one: one.start)


def take_own_life(frame: Frame) -> list[Taken]:
    """What is plainly said of the speaker's own life before any event is known: home, spouse's work, marriage."""
    specs = [spec for event, spec in frame.understanding.specs.values() if event == frame.event and is_own_life(spec.about)]
    taken = (_home_or_none(frame, spec) if spec.type == "municipality" else _of_own_life(frame, spec) for spec in specs)
    return sorted((one for one in taken if one is not None and frame.value_of(spec_of(frame, one)) != reveal(one.fact.value)), key=lambda one: one.start)


def is_own_life(about: str) -> bool:
    """Of a role that goes on from one case into the next; not of a case's own child-1."""
    return not about[-1:].isdigit()


def spec_of(frame: Frame, one: Taken) -> FactSpec:
    return frame.understanding.specs[one.fact.name][1]


def _plainly_said(frame: Frame, clause: Clause) -> bool:
    """Not asked, denied, imagined or of somebody else."""
    sentence, guards = frame.sentence, frame.sentence.tongue.guards
    if sentence.folded[clause.end : clause.end + 1] == "?" or guards.is_supposed(sentence.folded, clause):
        return False
    return not (frame.is_anothers(clause) or sentence.has("others", clause))


def _home_or_none(frame: Frame, spec: FactSpec) -> Taken | None:
    sentence, towns = frame.sentence, frame.understanding.municipalities
    for part in sentence.parts:
        if not (sentence.has("lives", part) and _plainly_said(frame, part)):
            continue
        for place in towns.find(sentence.text, sentence.folded, part, asked=True):
            if not _moves(frame, part, place):
                return _taken(frame, spec, place.name, place.start, place.end, _TOLD, "municipalities.toml")
    return None


def _of_own_life(frame: Frame, spec: FactSpec) -> Taken | None:
    """ "Vaimo on opiskelija", "olemme naimisissa": the speaker's spouse, or the speaker."""
    if spec.type not in ("enum", "bool"):
        return None

    def own(clause: Clause) -> bool:
        kin = {hit.of for hit in frame.sentence.tongue.kin.find(frame.sentence.folded, clause.start, clause.end)}
        return _plainly_said(frame, clause) and (kin == {"spouse"} and frame.sentence.has("mothers", clause) if spec.about == "mother" else frame.sentence.has("me", clause))

    one = choose([one for one in shown_values(frame.sentence, frame.event) if one.name == spec.name and own(one.clause)], spec, None)
    return _shown(frame, spec, one, _TOLD) if one is not None and not one.denied else None


def _take(frame: Frame, spec: FactSpec) -> Taken | None:
    if spec.type == "date":
        return _take_date(frame, spec)
    if spec.type == "municipality":
        return _take_municipality(frame, spec)
    if spec.name == "name.given":
        return _take_name(frame, spec)
    if spec.type in ("enum", "bool", "whole"):
        return _take_shown(frame, spec) or _take_number(frame, spec) or _take_id(frame, spec)
    return None


def _take_date(frame: Frame, spec: FactSpec) -> Taken | None:
    sentence, asked = frame.sentence, frame.asked(spec)
    if not asked and sentence.tongue.guards.is_coming(sentence.folded):
        return None
    days = list(_days_that_count(frame, spec, asked=asked))
    if frame.setting_right and len(days) > 1:
        days = [day for day in days if day.value != frame.value_of(spec)]
    if not days:
        return None
    day = days[0]
    approx = day.approx or day.first != day.last
    return _taken(frame, spec, day.value, day.start, day.end, _ASKED if asked else _TOLD, "dates.toml", approx=approx)


def _days_that_count(frame: Frame, spec: FactSpec, *, asked: bool) -> Iterator[Day]:
    """Dates in clauses of the event first; others only when asked, when setting right, or beside the event."""
    eventful = {one.clause for one in frame.said if any(hit.of.weight >= _BIRTH for hit in one.hits)} | {one.clause for one in (frame.found.said if frame.found else ())}
    near = [part for part in frame.sentence.parts if part in eventful and frame.is_free(part)]
    for part in near:
        yield from frame.sentence.days[part]
    if asked or frame.setting_right or frame.found:
        for part in frame.sentence.parts:
            if part not in near and ((asked and not frame.is_anothers(part)) or frame.is_free(part)):
                yield from frame.sentence.days[part]


def _take_municipality(frame: Frame, spec: FactSpec) -> Taken | None:
    asked = frame.asked(spec)
    if not (asked or frame.under_way or frame.found):
        return None
    place = _place_or_none(frame, spec, asked=asked)
    if place is None:
        return None
    confidence = _ASKED if asked else _LOOSE if place.common else _TOLD
    return _taken(frame, spec, place.name, place.start, place.end, confidence, "municipalities.toml")


def _place_or_none(frame: Frame, spec: FactSpec, *, asked: bool) -> Place | None:
    """The place where the person lives or it happens: the last one said when setting right, else the first."""
    sentence, towns = frame.sentence, frame.understanding.municipalities
    places: list[Place] = []
    for part in sentence.parts:
        if frame.names_another(part):
            continue
        found = list(towns.find(sentence.text, sentence.folded, part, asked=asked))
        if len(found) > 1:  # "mies asuu Turussa ja minä Raisiossa"
            found = [place for place in found if not any(_holds(one, place) and frame.names_another(one) for one in joined(sentence.folded, part))] or found
        places += [place for place in found if (asked and not _moves(frame, part, place)) or (frame.is_free(part) and not towns.is_from(sentence.folded, part, place))]
    known = frame.value_of(spec)
    if frame.setting_right:
        places = [place for place in places if place.name != known] or places
    return places[0] if places else None


def _holds(clause: Clause, place: Place) -> bool:
    return clause.start <= place.start < clause.end


def _moves(frame: Frame, part: Clause, place: Place) -> bool:
    """ "Muutimme Turusta Tampereelle": the one they left does not answer."""
    towns, sentence = frame.understanding.municipalities, frame.sentence
    return len(list(towns.find(sentence.text, sentence.folded, part, asked=True))) > 1 and towns.is_from(sentence.folded, part, place)


def _take_name(frame: Frame, spec: FactSpec) -> Taken | None:
    asked = frame.asked(spec)
    if not (asked or frame.under_way or frame.found):
        return None
    name = find_name(frame.sentence, asked=asked)
    if name and any(part.start <= name.start < part.end and (frame.names_another(part) or not frame.is_free(part)) for part in frame.sentence.parts):
        return None
    return _taken(frame, spec, name.value, name.start, name.end, _ASKED if asked else _LOOSE, "words.toml") if name else None


def _take_shown(frame: Frame, spec: FactSpec) -> Taken | None:
    asked, known = frame.asked(spec), frame.value_of(spec)
    shown = [one for one in shown_values(frame.sentence, frame.event) if one.name == spec.name and _counts(frame, spec, one, asked=asked)]
    one = choose(shown, spec, known)
    return _shown(frame, spec, one, _ASKED if asked else _TOLD) if one is not None else None


def _shown(frame: Frame, spec: FactSpec, one: Shown, confidence: float) -> Taken:
    trace = Trace(what=spec.name, pack=one.stem.where.pack, file=one.stem.where.file, line=one.stem.where.line, id=one.stem.stem)
    return _taken(frame, spec, one.value, one.start, one.end, confidence, "", trace=trace)


def _counts(frame: Frame, spec: FactSpec, one: Shown, *, asked: bool) -> bool:
    if asked or (frame.setting_right and frame.value_of(spec) is not None):
        return not frame.is_anothers(one.clause)
    if spec.about == "mother" or one.stem.weight == 0:
        return (frame.under_way or frame.found is not None) and frame.is_free(one.clause) and speaks_of(frame.sentence, one.clause, spec.about)
    return frame.is_free(one.clause) and (frame.found is not None or frame.under_way)


def _take_number(frame: Frame, spec: FactSpec) -> Taken | None:
    hit = re.search(r"(?<![\d.,])\d{1,3}(?![\d.,])", frame.sentence.text) if spec.type == "whole" and frame.asked(spec) else None
    return _taken(frame, spec, int(hit[0]), hit.start(), hit.end(), _ASKED, "words.toml") if hit else None


def _take_id(frame: Frame, spec: FactSpec) -> Taken | None:
    """The id of a value itself, as a button sends it."""
    said = frame.sentence.folded.strip()
    if frame.asked(spec) and spec.type == "enum" and said in spec.values:
        return _taken(frame, spec, said, 0, len(frame.sentence.text), 1.0, "words.toml")
    return None


def _taken(frame: Frame, spec: FactSpec, value: Value, start: int, end: int, confidence: float, file: str, *, approx: bool = False, trace: Trace | None = None) -> Taken:
    known, language = frame.value_of(spec), frame.sentence.tongue.language
    evidence = frame.sentence.text[start:end].strip()
    about = frame.expects.about if frame.expects and frame.asked(spec) and frame.expects.about != "me" else spec.about
    return Taken(
        fact=ReadFact(name=spec.name, about=about, value=Personal(value), evidence=Personal(evidence), confidence=confidence, approx=approx),
        trace=trace or Trace(what=spec.name, pack=f"language/{language}", file=f"language/{language}/{file}", line=0, id=file.removesuffix(".toml")),
        start=start,
        asked=frame.asked(spec),
        corrects=known is not None and known != value,
    )


def without_value(name: str, about: str, evidence: str, standing: Literal["refused", "unknown"]) -> ReadFact:
    """A refusal or "don't know" as what it is."""
    return ReadFact(name=name, about=about, value=Personal(None), evidence=Personal(evidence), confidence=_ASKED, standing=standing)
