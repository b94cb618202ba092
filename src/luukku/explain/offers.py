"""What stands beside a plan: offers with their label, the plan as it is for everybody, and what the customer wants no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from luukku.explain.facts import organisation_name, service_name
from luukku.explain.texts import Texts
from luukku.explain.why import why_offer
from luukku.explain.words import money_text
from luukku.model.ids import Language
from luukku.model.pack import EventPack, Packs
from luukku.model.plan import Offered
from luukku.model.view import Ended, FactUse, OfferView, PriceView


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """`offers` in their order; `general`: ids of services in the order in which everybody gets them; `unwanted`: what was ended; `price` of the
    card as it stands; `uses` of each fact once the case is done."""

    offers: Sequence[Offered] = ()
    general: Sequence[str] = ()
    unwanted: Sequence[str] = ()
    price: PriceView | None = None
    uses: tuple[FactUse, ...] = ()


def offer_view(one: Offered, pack: EventPack, packs: Packs, texts: Texts, language: Language) -> OfferView:
    """An offer in words: tag, price, seller, and behind it whose interest it is and what we are paid."""
    offer = one.offer
    return OfferView(
        id=offer.id,
        kind=f"offer:{offer.kind}",
        tag=texts.say(language, "offer-tag"),
        name=offer.names[language],
        price=texts.say(language, f"offer-price-{offer.per}", sum=money_text(offer.price_cents, language)),
        seller=texts.say(language, "offer-seller", name=organisation_name(texts, packs, language, one.organisation)),
        benefit=offer.benefits[language],
        why=why_offer(texts, language, pack, one.proposal.label, offer.otherwise[language]),
    )


def ended_views(unwanted: Sequence[str], pack: EventPack, packs: Packs, texts: Texts, language: Language) -> tuple[Ended, ...]:
    """What was ended, by name: this pack's services, and offers."""
    found = []
    for kind in unwanted:
        if kind.startswith("offer"):
            found.append(Ended(kind=kind, name=kind_text(kind, texts, language)))
        elif pack.service(kind) is not None:
            found.append(Ended(kind=kind, name=service_name(texts, language, kind)))
    return tuple(found)


def kind_text(kind: str, texts: Texts, language: Language) -> str:
    """"mainokset: vakuutukset" of "offer:insurance"."""
    id = f"offer-kind-{kind.partition(':')[2]}"
    return texts.say(language, id) if texts.has(language, id) else texts.say(language, "offer-kind-all")
