"""What is proposed and on what label; and "not again", which ends a kind until the customer has it back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from luukku import explain, plan
from luukku.errors import NotFound
from luukku.flow import own_rules
from luukku.flow.change import Draft
from luukku.flow.circumstances import circumstances
from luukku.flow.counter import Counter, own_facts
from luukku.flow.sold import sold
from luukku.flow.uses import uses
from luukku.model.conversation import Case, Event, Talk
from luukku.model.decision import Label
from luukku.model.fact import Facts, reveal
from luukku.model.ids import CaseId, ConversationId
from luukku.model.journey import Laid
from luukku.model.plan import Offered

ENDABLE = ("own", "denied")
"""States of a step that "not again" ends. What is under way is taken back first; what is asked on a card has its own "not now"."""


def labels(counter: Counter, case: Case, facts: Facts) -> Mapping[str, Label]:
    """Of every service of the case's pack, with what is known now. For the customer's own reading: no use, no entry."""
    pack = counter.packs.events[case.event]
    return {service.id: plan.label_of(service, pack, counter.packs, facts, counter.today()) for service in pack.services}


async def beside(counter: Counter, talk: Talk, case: Case, events: Sequence[Event], known: Mapping[str, Label]) -> explain.Beside:
    """What stands beside the case's plan: an offer at most, the plan as everybody gets it, what was ended, what it costs and gives, and
    once it is done what each fact was good for. `known`: its labels."""
    pack, texts = counter.packs.events[case.event], counter.texts.of(case.event)
    general = plan.make(case.id, pack, counter.packs, Facts(), counter.today(), sold(counter, talk))
    return explain.Beside(
        offers=(await offers(counter, talk, case, events))[:1],
        general=[item.service.id for item in general.live()],
        unwanted=talk.unwanted,
        price=explain.price_view(case.card, pack, counter.packs, texts, talk.language) if case.card is not None and case.closed is None else None,
        uses=await uses(counter, talk, case, known),
    )


async def offers(counter: Counter, talk: Talk, case: Case, events: Sequence[Event]) -> tuple[Offered, ...]:
    """Only once the case itself asks nothing any more; never where nothing is sold in any open case, to a minor, for somebody else, with a
    turvakielto, in a safe conversation, once danger was told of, or while a human was asked for."""
    if case.closed is not None or case.journey is None or not case.confirmed or (case.card is not None and case.card.open) or talk.expects is not None:
        return ()
    if talk.safe or talk.handover is not None or talk.held_by is not None or any(_of_danger(event) for event in events):
        return ()
    if any(counter.packs.events[one.event].tone not in plan.TONES for one in talk.open_cases()):
        return ()
    found = plan.offers(counter.packs.events[case.event], counter.packs, talk.unwanted, await own_rules.of(counter, talk))
    return found if found and not await circumstances(counter, talk, case) else ()


def _of_danger(event: Event) -> bool:
    """Whether it is a reply that showed numbers for somebody in danger."""
    held: Any = reveal(event.personal) if event.type == "replied" and event.personal is not None else {}
    return bool(held.get("reply", {}).get("numbers"))


async def end(counter: Counter, conversation: ConversationId, kind: str) -> None:
    """"Not again": an offer's kind, or one's own step that no law sets a day for. Raises NotFound for what cannot be ended."""
    async with counter.one_at_a_time(conversation):
        talk = await counter.store.talk(conversation)
        if kind in talk.unwanted:
            return
        draft = Draft(counter=counter, talk=replace(talk, unwanted=(*talk.unwanted, kind)), at=counter.clock.now())
        if kind not in offer_kinds(counter):
            case = _with_step(talk, counter, kind)
            await _lay(counter, draft, case)
        draft.event("unwanted", {"kind": kind, "ended": True})
        await draft.commit()


async def end_by_words(counter: Counter, draft: Draft, acts: Collection[str]) -> tuple[str, ...] | None:
    """The kinds that "not this again" has ended now, written into the draft; None when it was not said."""
    if "not-again" not in acts:
        return None
    kinds = await _shown(counter, draft.talk)
    draft.talk = replace(draft.talk, unwanted=tuple(dict.fromkeys((*draft.talk.unwanted, *kinds))))
    for kind in kinds:
        draft.event("unwanted", {"kind": kind, "ended": True})
    return kinds


async def _shown(counter: Counter, talk: Talk) -> tuple[str, ...]:
    """The kind of the offer that stands beside a plan now; nothing when none does."""
    events: list[Event] = []
    while some := await counter.feed.events(talk.conversation, events[-1].seq if events else 0):
        events += some
    for case in reversed(talk.open_cases()):
        found = await offers(counter, talk, case, events)
        if found:
            return (plan.kind_of(found[0].offer),)
    return ()


async def again(counter: Counter, conversation: ConversationId, kind: str) -> None:
    """The customer wants it back. Raises NotFound for what was never ended."""
    async with counter.one_at_a_time(conversation):
        talk = await counter.store.talk(conversation)
        if kind not in talk.unwanted:
            raise NotFound()
        draft = Draft(counter=counter, talk=replace(talk, unwanted=tuple(one for one in talk.unwanted if one != kind)), at=counter.clock.now())
        for case in talk.open_cases():
            if case.journey is not None and counter.packs.events[case.event].service(kind) is not None:
                await _lay(counter, draft, case)
        draft.event("unwanted", {"kind": kind, "ended": False})
        await draft.commit()


def offer_kinds(counter: Counter) -> frozenset[str]:
    """Every kind of offer that anybody is registered for."""
    return frozenset(plan.kind_of(offer) for one in counter.packs.organisations.values() for offer in one.offers)


def _with_step(talk: Talk, counter: Counter, service: str) -> Case:
    for case in talk.open_cases():
        step = next((one for one in case.journey.steps.values() if one.service == service), None) if case.journey is not None else None
        found = counter.packs.events[case.event].service(service)
        if step is not None and found is not None and step.state in ENDABLE and step.deadline is None and found.interest != "law":
            return case
    raise NotFound()


async def _lay(counter: Counter, draft: Draft, case: Case) -> None:
    """The plan anew, with what is wanted now."""
    pack, facts = counter.packs.events[case.event], await own_facts(counter, draft.talk, CaseId(case.id))
    made = plan.make(case.id, pack, counter.packs, facts, counter.today(), sold(counter, draft.talk), draft.talk.unwanted, await own_rules.now(draft))
    await draft.happen(case.id, Laid(at=draft.at, steps=plan.steps(made, case, facts)), facts)
