"""The customer's own doing: a step of theirs is done, a no is thought over again, the language is chosen."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from luukku import explain
from luukku.errors import NotFound
from luukku.flow import shapes
from luukku.flow.change import Draft
from luukku.flow.consents import mark_row
from luukku.flow.counter import Counter, own_facts
from luukku.model.ids import CaseId, ConversationId, Language, StepId
from luukku.model.journey import OfferedAgain, OwnDone
from luukku.model.reading import Expects


async def mark_done(counter: Counter, conversation: ConversationId, case: CaseId, step: StepId) -> None:
    """Raises NotFound for a step that is not there. Doing it twice changes nothing."""
    async with counter.one_at_a_time(conversation):
        talk = await counter.store.talk(conversation)
        found = talk.case(case)
        if found is None or found.journey is None or step not in found.journey.steps:
            raise NotFound()
        draft = Draft(counter=counter, talk=talk, at=counter.clock.now())
        await draft.happen(case, OwnDone(at=draft.at, step=step))
        if draft.events:
            await draft.commit()


async def ask_again(counter: Counter, conversation: ConversationId, case: CaseId, step: StepId) -> dict[str, Any]:
    """The customer changed their mind: the step's row is open again on a new card. The answer shows that card.

    Raises NotFound for a step that is not there, or that is not over.
    """
    async with counter.one_at_a_time(conversation):
        talk = await counter.store.talk(conversation)
        found = talk.case(case)
        if found is None or found.closed is not None or found.journey is None or step not in found.journey.steps:
            raise NotFound()
        draft = Draft(counter=counter, talk=talk, at=counter.clock.now())
        facts = await own_facts(counter, talk, case)
        await draft.happen(case, OfferedAgain(at=draft.at, step=step))
        if not draft.events:
            raise NotFound()
        mark_row(draft, case, step, "open")
        now = draft.case(case)
        expects = Expects(name="consent", values=("yes", "no", "partly"), event=now.event)
        draft.talk = replace(draft.talk, expects=expects, at_hand=case)
        said = explain.Said(language=talk.language, today=counter.today(), case=now, facts=facts, card=now.card)
        answer = shapes.card_answer(shapes.hushed(explain.reply(said, counter.packs, counter.texts, counter.settings), talk), draft.talk)
        if now.card is not None:
            draft.event("card", {"card": now.card.id, "case": case})
        draft.event("replied", {"case": case, "step": step}, answer)
        await draft.commit()
    return answer


async def choose_language(counter: Counter, conversation: ConversationId, language: Language) -> None:
    """By the menu: from then on words alone do not change it."""
    async with counter.one_at_a_time(conversation):
        talk = await counter.store.talk(conversation)
        draft = Draft(counter=counter, talk=replace(talk, language=language, chosen_language=True), at=counter.clock.now())
        draft.event("language", {"language": language})
        await draft.commit()
