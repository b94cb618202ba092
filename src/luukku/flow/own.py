"""The customer's own doing: a step of theirs is done; the language is chosen from the menu."""

from __future__ import annotations

from dataclasses import replace

from luukku.errors import NotFound
from luukku.flow.change import Draft
from luukku.flow.counter import Counter
from luukku.model.ids import CaseId, ConversationId, Language, StepId
from luukku.model.journey import OwnDone


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


async def choose_language(counter: Counter, conversation: ConversationId, language: Language) -> None:
    """By the menu: from then on words alone do not change it."""
    async with counter.one_at_a_time(conversation):
        talk = await counter.store.talk(conversation)
        draft = Draft(counter=counter, talk=replace(talk, language=language, chosen_language=True), at=counter.clock.now())
        draft.event("language", {"language": language})
        await draft.commit()
