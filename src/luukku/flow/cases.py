"""Several cases in one conversation: which is at hand, which waits, and what a turvakielto closes in all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from luukku import consent, explain, plan
from luukku.errors import NotFound
from luukku.flow import consents, shapes
from luukku.flow.change import Draft
from luukku.flow.counter import Counter, own_facts
from luukku.flow.take import CaseTaken, Taken
from luukku.model.ids import CaseId, ConversationId
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
            made = plan.make(case, pack, counter.packs, facts, today)
            question = plan.next_question(made, pack, facts, found, today)
        draft.event("at-hand", {"case": case})
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


async def close_places(counter: Counter, draft: Draft, taken: Taken) -> None:
    """The customer has a turvakielto: permissions that were given before name their place no more, in the log first."""
    for one in taken.all:
        case = draft.case(one.id)
        pack = counter.packs.events[case.event]
        closed = frozenset(spec.name for spec in pack.facts if spec.place)
        for id, permission in consent.fold(case.consents, draft.at).items():
            given = next(event for event in case.consents if event.permission == id)
            if not permission.facts & closed:
                continue
            narrowed = replace(given, kind="narrowed", facts=tuple(name for name in given.facts if name not in closed), at=draft.at)
            await consents.log_consent(counter, draft, narrowed, pack)
            now = draft.case(case.id)
            draft.put(replace(now, consents=(*now.consents, narrowed)))
