"""Read a message: what needs no vectors is found while they are still being computed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from luukku import explain, hear, understand
from luukku.flow.counter import Counter
from luukku.flow.take import Known, loose
from luukku.hear import Clean
from luukku.model.conversation import Talk
from luukku.model.fact import Facts, Personal
from luukku.model.ids import LANGUAGES, Language
from luukku.model.reading import CaseKnown, Expects, Mark, ReadFact, Reading
from luukku.understand import persons

if TYPE_CHECKING:
    from luukku.ports import Vectors


def fixing(counter: Counter, talk: Talk, fix: str | None) -> Talk:
    """While one fact is being corrected ("<case>:<fact>"), the turn is read as an answer to just that, in that case."""
    of, _, fact = (fix or "").rpartition(":")
    for case in reversed(talk.open_cases()) if fact else ():
        spec = counter.packs.events[case.event].fact(fact)
        if spec is not None and of in ("", case.id):
            return replace(talk, at_hand=case.id, expects=Expects(name=spec.name, about=spec.about, values=spec.values, event=case.event))
    return talk


@dataclass(frozen=True, slots=True, kw_only=True)
class Beforehand:
    """What is found in a message while its meaning is still being computed."""

    cases: tuple[CaseKnown, ...]
    loose: Facts
    marks: tuple[Mark, ...]
    own: Mapping[Language, tuple[ReadFact, ...]]
    """What the customer says of their own safety and standing, by the language in which it was looked for."""


def beforehand(counter: Counter, talk: Talk, known: Known, clean: Clean) -> Beforehand:
    cases = tuple(CaseKnown(event=case.event, facts=known.get(case.id, Facts()), sure=case.sure) for case in talk.open_cases())
    loose_ = known.get(loose(talk), Facts())
    everything = loose_
    for one in cases:
        everything = everything | one.facts
    minor = everything.get("minor")
    is_minor = minor is not None and minor.value == Personal(True)
    own = {language: tuple(persons.own_facts(clean.text, language, minor=is_minor)) for language in LANGUAGES}
    return Beforehand(cases=cases, loose=loose_, marks=tuple(hear.mark(clean.text, everything)), own=own)


def read(counter: Counter, talk: Talk, found: Beforehand, clean: Clean, vectors: Vectors | None, today: date) -> Reading:
    asked = talk.expects
    if asked is not None:
        asked = replace(asked, question=explain.asked_words(counter.texts, counter.packs, talk.language, asked))
    reading = understand.read(
        counter.understanding, clean.text, vectors, asked, found.cases, found.loose, found.marks, today, talk.language, talk.chosen_language,
        asked is not None and bool(found.cases),
    )  # fmt: skip
    said = [*found.own[reading.language]]
    for other in LANGUAGES:  # a protected address must not be missed in any of them
        said += [fact for fact in found.own[other] if fact.name == "turvakielto" and other != reading.language]
    read = {one.name for one in reading.facts}
    more = tuple({fact.name: fact for fact in said if fact.name not in read}.values())
    return replace(reading, facts=(*reading.facts, *more)) if more else reading
