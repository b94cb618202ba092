"""What was understood, read back with the customer's own words, so that it can be corrected."""

from __future__ import annotations

from luukku.explain.facts import fact_name, fact_text
from luukku.explain.texts import Texts
from luukku.explain.words import clip
from luukku.model.conversation import Case
from luukku.model.fact import HIDDEN, Fact, Facts, reveal
from luukku.model.ids import Language
from luukku.model.pack import EventPack, Packs
from luukku.model.view import Line, Understood


def understood(case: Case, facts: Facts, pack: EventPack, packs: Packs, texts: Texts, language: Language) -> Understood:
    """The case's card of facts, in the pack's order. Facts that the customer does not tell are left out; while they have a
    turvakielto, what tells where they live stands there without its value."""
    texts, closed = texts.of(pack.id), _closed(facts, pack)
    return Understood(
        case=case.id,
        event=case.event,
        title=texts.say(language, f"event-{pack.id}", "title"),
        lines=tuple(_line(fact, pack, packs, texts, language, closed=fact.name in closed) for fact in _shown(facts, pack)),
        confirmed=case.confirmed,
        sure=case.sure,
    )


def _shown(facts: Facts, pack: EventPack) -> list[Fact]:
    found = [facts.get(spec.name, spec.about) for spec in pack.facts]
    return [fact for fact in found if fact is not None and fact.standing == "known"]


def _closed(facts: Facts, pack: EventPack) -> frozenset[str]:
    fact = facts.get("turvakielto")
    return frozenset(spec.name for spec in pack.facts if spec.place) if fact is not None and reveal(fact.value) is True else frozenset()


def _line(fact: Fact, pack: EventPack, packs: Packs, texts: Texts, language: Language, *, closed: bool) -> Line:
    said = "" if closed else clip(reveal(fact.evidence))
    return Line(
        fact=fact.name,
        label=fact_name(texts, language, fact.name),
        value=HIDDEN if closed else fact_text(texts, packs, language, pack, fact),
        said=said or None,
    )
