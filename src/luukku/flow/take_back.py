"""A permission taken back in words: the only one that lives ends at once; of several it is asked which, by their names."""

from __future__ import annotations

from luukku import consent, explain
from luukku.flow import withdraw
from luukku.flow.change import Draft
from luukku.flow.counter import Counter
from luukku.model.ids import CaseId, StepId


async def by_words(counter: Counter, draft: Draft, words: str) -> explain.TakenBack:
    """Ends the permission that the words name, or the only one there is; writes it into the draft, in the log first."""
    live = [one for case in draft.talk.open_cases() for one in explain.permission_views(case, consent.fold(case.consents, draft.at), counter.packs, counter.texts, draft.talk.language)]
    said = words.casefold()
    named = [one for one in live if one.name.casefold() in said]
    chosen = named[0] if len(named) == 1 else live[0] if len(live) == 1 else None
    if chosen is None:
        return explain.TakenBack(choices=tuple(live))
    await withdraw.end_step(counter, draft, CaseId(chosen.case), StepId(chosen.step), by="words")
    return explain.TakenBack(ended=chosen.name)
