"""Offers: what registered organisations sell in a situation. Shown apart from the plan, and never where nothing is sold."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from luukku.model.decision import DO_NOTHING, Label, Proposal
from luukku.model.own_rule import OwnRule
from luukku.model.pack import EventPack, Offer, Organisation, Packs
from luukku.model.plan import Offered
from luukku.plan.order import Merit, in_order

TONES = ("everyday", "glad")
"""Of a situation in which anything may be offered at all."""
LOOK_ELSEWHERE = "other-sellers"


def offers(pack: EventPack, packs: Packs, unwanted: Collection[str] = (), rules: Sequence[OwnRule] = ()) -> tuple[Offered, ...]:
    """What may be shown in this situation, in order; nothing where nothing is sold, in grief or in money trouble.
    `unwanted`: kinds of which the customer has said "not again"; `rules`: their own, which may leave out some or all.

    An organisation offers only what it is registered for: its offers stand in the register. No fact of the customer is used, and what
    the seller pays is not handed to the order.
    """
    if pack.nothing_sold is not None or pack.tone not in TONES:
        return ()
    found = {
        offer.id: Offered(offer=offer, organisation=one.id, proposal=Proposal(service=offer.id, label=_label(offer, one)))
        for one in packs.organisations.values()
        for offer in one.offers
        if pack.id in offer.events and kind_of(offer) not in unwanted and not any(rule.kind == "no-offers" and rule.is_for(one.kind) for rule in rules)
    }
    return tuple(found[id] for id in in_order(Merit(id=id, deadline=None, benefit=0, facts=0) for id in found))


def kind_of(offer: Offer) -> str:
    """What "not again" ends."""
    return f"offer:{offer.kind}"


def _label(offer: Offer, organisation: Organisation) -> Label:
    rule = f"{organisation.id}/{offer.id}"
    return Label(
        basis=(rule,), rule=rule, owner=offer.owner, interest=offer.interest, paid=offer.paid_cents > 0, paid_cents=offer.paid_cents or None,
        alternatives=(DO_NOTHING, LOOK_ELSEWHERE),
    )  # fmt: skip
