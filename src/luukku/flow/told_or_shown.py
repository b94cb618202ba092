"""Where a wallet shows a fact otherwise than it was told, the customer says which is right; until then it lies apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from luukku.flow.change import Draft
from luukku.flow.counter import Counter, own_facts
from luukku.flow.take import CaseTaken, Taken
from luukku.model.fact import Fact, Facts, Personal
from luukku.model.ids import CaseId


def apart(case: CaseId) -> CaseId:
    """Where facts lie that were shown otherwise than told, until the customer says which is right."""
    return CaseId(f"{case}+shown")


async def settle(counter: Counter, draft: Draft, taken: Taken) -> Taken:
    """Where a fact was told anew that a wallet had shown otherwise, and it is what was shown: it is the shown one."""
    return replace(
        taken,
        main=await _settle(counter, draft, taken.main) if taken.main is not None else None,
        others=tuple([await _settle(counter, draft, one) for one in taken.others]),
    )


async def _settle(counter: Counter, draft: Draft, one: CaseTaken) -> CaseTaken:
    case = draft.case(one.id)
    told = {fact.name for fact in one.new} & set(case.shown)
    if not told:
        return one
    waiting = {fact.name: fact for fact in await own_facts(counter, draft.talk, apart(one.id)) if fact.name in told}
    chosen = tuple(waiting[fact.name] for fact in one.new if fact.name in waiting and waiting[fact.name].value == fact.value)
    draft.facts = [(id, fact) for id, fact in draft.facts if id != one.id or fact.name not in {each.name for each in chosen}]
    draft.facts += [*((one.id, fact) for fact in chosen), *((apart(one.id), _emptied(waiting[name], draft.at)) for name in sorted(told & set(waiting)))]
    draft.put(replace(case, shown=tuple(name for name in case.shown if name not in told)))
    names = tuple(dict.fromkeys((*one.corrected, *(fact.name for fact in chosen))))
    return replace(one, facts=one.facts | chosen, new=tuple(Facts(one.new) | chosen), corrected=names)


def _emptied(fact: Fact, at: datetime) -> Fact:
    return replace(fact, value=Personal(None), standing="unknown", at=at)
