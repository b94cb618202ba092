"""Story 1 as the flow hands it to explain: real packs, plan and card; only the reading is written by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from luukku import act, consent, explain, plan
from luukku.model.conversation import Case
from luukku.model.fact import Fact, Facts, Personal, Value
from luukku.model.ids import CaseId, Language
from luukku.model.journey import Journey, Laid
from luukku.model.pack import Packs
from luukku.model.plan import Plan
from luukku.model.reading import Act, Reading, Says
from luukku.model.view import Reply
from luukku.packs import find_packs, load
from luukku.settings import Settings
from luukku.settings import load as load_settings

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 0, 5, tzinfo=UTC)
CASE = CaseId("c" * 32)
ABOUT = {"event.date": "child-1", "child.sex": "child-1", "child.adopted": "child-1", "mother.work": "mother"}
SAID: dict[str, dict[str, str]] = {
    "fi": {"event.date": "eilen", "boy": "poika", "girl": "tyttö", "municipality": "Tampere", "mother.work": "palkkatöissä"},
    "sv": {"event.date": "igår", "boy": "pojke", "girl": "flicka", "municipality": "Tammerfors", "mother.work": "anställd"},
    "en": {"event.date": "yesterday", "boy": "boy", "girl": "girl", "municipality": "Tampere", "mother.work": "she has a job"},
}


@cache
def packs() -> Packs:
    return load(find_packs())


@cache
def texts() -> explain.Texts:
    return explain.Texts(packs())


@cache
def settings() -> Settings:
    flags = {"organisation.name": "Esimerkkikaupunki", "organisation.phone": "010 123 4567", "organisation.hours": "ma–pe 8–16"}
    return load_settings(flags, {}, Path("/nowhere"))


def fact(name: str, value: Value | None, words: str = "", **other: Any) -> Fact:
    return Fact(name=name, about=ABOUT.get(name, "me"), value=Personal(value), at=NOW, evidence=Personal(words), **other)


def case(**changes: Any) -> Case:
    return replace(Case(id=CASE, event="child"), **changes)


def reading(language: Language, *acts: Act, says: Says | None = None, degraded: bool = False) -> Reading:
    return Reading(language=language, acts=acts, says=says, degraded=degraded)


def planned(facts: Facts) -> Plan:
    return plan.make(CASE, packs().events["child"], packs(), facts, TODAY)


def say(language: Language, **said: Any) -> Reply:
    """A reply to a turn; what is not given is as an empty turn has it."""
    return explain.reply(explain.Said(language=language, today=TODAY, at=NOW, **said), packs(), texts(), settings())


class Story:
    """The conversation so far; `turn` adds facts and gives the reply, as `flow.serve` would."""

    def __init__(self, language: Language) -> None:
        self.language, self.facts, self.case = language, Facts(), case()
        self.first = True

    def turn(self, act_read: Act, facts: Iterable[Fact], corrected: tuple[str, ...] = (), **said: Any) -> Reply:
        facts = tuple(facts)
        self.facts = self.facts | facts
        made = planned(self.facts)
        pack = packs().events["child"]
        question = plan.next_question(made, pack, self.facts, self.case, TODAY)
        card = None if question else consent.card(made, self.case, self.facts, NOW, TODAY)
        if question is None:
            after, _ = act.advance(Journey(case=CASE, event="child"), Laid(at=NOW, steps=plan.steps(made, self.case, self.facts)))
            self.case = replace(self.case, journey=after, card=card)
        reply = say(
            self.language,
            reading=reading(self.language, act_read),
            case=self.case,
            facts=self.facts,
            plan=made,
            card=card,
            question=question,
            first_turn=self.first,
            new_event=self.first,
            taken=tuple(one.name for one in facts),
            corrected=corrected,
            **said,
        )
        self.first = False
        self.case = replace(self.case, confirmed=True)
        return reply

    def all_turns(self) -> list[Reply]:
        """The story's four turns."""
        words = SAID[self.language]
        return [
            self.turn("new", [fact("child.sex", "boy", words["boy"]), fact("event.date", "2026-11-20", words["event.date"])]),
            self.turn("answer", [fact("municipality", "Tampere", words["municipality"])]),
            self.turn("correct", [fact("child.sex", "girl", words["girl"])], ("child.sex",)),
            self.turn("answer", [fact("mother.work", "employed", words["mother.work"])]),
        ]
