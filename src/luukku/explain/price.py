"""Price and benefit of a plan on one line, a cheaper version beside it, and afterwards what each fact was good for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from luukku.explain.facts import fact_name, fact_words, organisation_name, service_names
from luukku.explain.texts import Texts
from luukku.explain.words import list_text, short_day_text
from luukku.ground.price import cheaper
from luukku.model.consent import Card
from luukku.model.ids import Language
from luukku.model.pack import EventPack, Packs
from luukku.model.view import CheaperView, FactUse, PriceView


def price_view(card: Card, pack: EventPack, packs: Packs, texts: Texts, language: Language) -> PriceView | None:
    """Which facts, to how many, until when, against what one gets; None when nothing is told to anybody."""
    asked, (_, receivers) = card.asked(), card.price()
    if not receivers:
        return None
    names = dict.fromkeys(name for row in asked for name in (*row.facts, *row.may_ask))
    who = list_text([organisation_name(texts, packs, language, one) for one in dict.fromkeys(row.receiver for row in asked)], language)
    line = texts.say(
        language, "price-line", facts=fact_words(texts, language, names), receivers=receivers, who=who,
        date=short_day_text(max(row.ends for row in asked), language), gives=service_names(texts, language, dict.fromkeys(row.service for row in asked)),
    )  # fmt: skip
    return PriceView(card=card.id, line=line, cheaper=cheaper_view(card, pack, texts, language))


def cheaper_view(card: Card, pack: EventPack, texts: Texts, language: Language) -> CheaperView | None:
    """A version of the card that tells fewer facts, or fewer receivers, and what is lost by it; None where there is none. In grief nobody is asked to count."""
    found = cheaper(card, {service.id: service.minutes_saved for service in pack.services}) if card.open and pack.tone != "quiet" else None
    if found is None:
        return None
    lost = [row.service for row in card.rows if row.id in found.rows]
    return CheaperView(
        rows=found.rows, line=texts.say(language, "price-cheaper", facts=found.facts, receivers=found.receivers),
        lost=texts.say(language, "price-lost", names=service_names(texts, language, lost)), button=texts.say(language, "price-choose"),
    )  # fmt: skip


def use_views(names: Sequence[str], told: Mapping[str, Sequence[str]], decided: Sequence[str], texts: Texts, language: Language) -> tuple[FactUse, ...]:
    """`told`: services to which each fact was told, by the log; `decided`: facts on which something of the plan rests."""
    found = []
    for name in names:
        services = told.get(name, ())
        if services:
            line = texts.say(language, "use-told", names=service_names(texts, language, services))
        else:
            line = texts.say(language, "use-decided" if name in decided else "use-none")
        found.append(FactUse(name=name, label=fact_name(texts, language, name), line=line, useless=not services and name not in decided))
    return tuple(found)
