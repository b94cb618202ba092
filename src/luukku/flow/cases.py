"""Several cases in one conversation: which is at hand, which waits, and what a turvakielto closes in all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from luukku import consent, explain, plan
from luukku.errors import NotFound
from luukku.flow import consents, own_rules, shapes
from luukku.flow.change import Draft
from luukku.flow.counter import Counter, own_facts
from luukku.flow.sold import sold
from luukku.flow.take import CaseTaken, Taken
from luukku.model.ids import CardId, CaseId, ConversationId, new_id
from luukku.model.reading import Expects


async def others(counter: Counter, draft: Draft, but: Sequence[CaseId]) -> list[CaseTaken]:
    """The other open cases with what they hold, the last one looked at first."""
    return [
        CaseTaken(id=case.id, event=case.event, facts=await own_facts(counter, draft.talk, case.id))
        for case in reversed(draft.talk.open_cases())
        if case.id not in but
    ]


async def take_up(counter: Counter, conversation: ConversationId, case: CaseId) -> dict[str, object]:
    """The customer turns to another of their matters: from now on messages go on with it. What it waits for is said again.

    Raises NotFound for a case that is not there, or is closed.
    """
    async with counter.one_at_a_time(conversation):
        talk = await counter.store.talk(conversation)
        found = talk.case(case)
        if found is None or found.closed is not None:
            raise NotFound()
        draft = Draft(counter=counter, talk=replace(talk, at_hand=case), at=counter.clock.now())
        pack, today = counter.packs.events[found.event], counter.today()
        facts = await own_facts(counter, talk, case)
        question, card = None, found.card if found.card is not None and found.card.open else None
        if found.sure and card is None:
            made = plan.make(case, pack, counter.packs, facts, today, sold(counter, talk), talk.unwanted, await own_rules.of(counter, talk))
            question = plan.next_question(made, pack, facts, found, today)
        draft.event("at-hand", {"case": case})
        if talk.held_by is not None:  # a human answers: the machine asks nothing
            await draft.commit()
            return {}
        said = explain.Said(language=talk.language, today=today, case=found, facts=facts, question=question, card=card, taken_up=True, several=True)
        answer = shapes.card_answer(explain.reply(said, counter.packs, counter.texts, counter.settings), draft.talk)
        draft.talk = replace(draft.talk, expects=_expects(found.event, sure=found.sure, question=question, card=card is not None, draft=draft))
        draft.event("replied", {"case": case}, answer)
        await draft.commit()
    return answer


def _expects(event: str, *, sure: bool, question: str | None, card: bool, draft: Draft) -> Expects | None:
    if not sure:
        return Expects(name=f"confirm:{event}", values=("yes", "no"), event=event)
    if question is not None:
        spec = draft.counter.packs.events[event].fact(question)
        return Expects(name=question, about=spec.about if spec else "me", values=spec.values if spec else (), event=event)
    return Expects(name="consent", values=("yes", "no", "partly"), event=event) if card else None


async def guard(counter: Counter, draft: Draft, taken: Taken) -> None:
    """The customer has just told of a turvakielto, of their young age, or for whom they act: cards that ask for more than
    may be told now are taken back, and permissions that name a place name it no more, in the log first."""
    for one in taken.all:
        case = draft.case(one.id)
        if case.card is not None and case.card.open:
            rows = tuple(row for row in case.card.rows if row.state != "open")
            card = replace(case.card, id=CardId(new_id()), rows=rows) if rows else None
            draft.put(replace(case, card=card))
        if taken.protected_now:
            await _narrow(counter, draft, one.id)


async def _narrow(counter: Counter, draft: Draft, id: CaseId) -> None:
    case = draft.case(id)
    pack = counter.packs.events[case.event]
    closed = frozenset(spec.name for spec in pack.facts if spec.place)
    for name, permission in consent.fold(case.consents, draft.at).items():
        gone, mine = permission.facts & closed, consent.lifecycle.of(case.consents, name)
        if gone:
            nothing_left = gone == permission.facts
            event = consent.lifecycle.withdraw(mine, draft.at) if nothing_left else consent.lifecycle.narrow(mine, gone, draft.at)
            await consents.keep(counter, draft, event, pack, "narrowed" if nothing_left else None, by="rule")
