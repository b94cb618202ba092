"""What was understood, read back with the customer's own words, so that it can be corrected."""

from __future__ import annotations

from luukku.explain.facts import fact_name, fact_text
from luukku.explain.texts import Texts
from luukku.explain.words import clip
from luukku.model.conversation import Case
from luukku.model.fact import Fact, Facts, reveal
from luukku.model.ids import Language
from luukku.model.pack import EventPack, Packs
from luukku.model.view import Line, Understood


def understood(case: Case, facts: Facts, pack: EventPack, packs: Packs, texts: Texts, language: Language) -> Understood:
    """The case's card of facts, in the pack's order. Facts that the customer does not tell are left out."""
    texts = texts.of(pack.id)
    return Understood(
        case=case.id,
        event=case.event,
        title=texts.say(language, f"event-{pack.id}", "title"),
        lines=tuple(_line(fact, pack, packs, texts, language) for fact in _shown(facts, pack)),
        confirmed=case.confirmed,
        sure=case.sure,
    )


def _shown(facts: Facts, pack: EventPack) -> list[Fact]:
    found = [facts.get(spec.name, spec.about) for spec in pack.facts]
    return [fact for fact in found if fact is not None and fact.standing == "known"]


def _line(fact: Fact, pack: EventPack, packs: Packs, texts: Texts, language: Language) -> Line:
    said = clip(reveal(fact.evidence))
    return Line(
        fact=fact.name,
        label=fact_name(texts, language, fact.name),
        value=fact_text(texts, packs, language, pack, fact),
        said=said or None,
    )
