"""Break-glass: an employee reads a case that they do not have, for a reason that the customer is told before anything is opened."""

from __future__ import annotations

import hashlib

from luukku import handover, hear
from luukku.errors import BadInput, KeyAway, NotFound, Refused
from luukku.flow import abuse
from luukku.flow.change import Draft
from luukku.flow.counter import Counter
from luukku.flow.desk_view import DeskCase, rule_of, shown
from luukku.flow.said import written
from luukku.flow.take import loose
from luukku.model.handover import BREAK_REASONS, BreakReason, Employee, Handover
from luukku.model.ids import HandoverId, Language

LONGEST = 500
"""Characters of the employee's own words."""


async def break_glass(
    counter: Counter, employee: Employee, id: HandoverId, reason: str, words: str, look_id: str, language: Language | None = None
) -> DeskCase:
    """The case, to an employee who does not have it, to read only. The customer is told in their conversation, then the entry
    stands in their log, then it is opened: without special categories and places, whose words are shown as "•••".

    The same `look_id` again by the same person within the hour is the same opening. Raises Refused(why="role") for those who do not
    serve, Refused(why="yours"), BadInput for a reason that is none of the list, Empty, TooLong, NotText, NotFound, Locked, KeyAway.
    """
    if employee.role != "employee" or not employee.active:
        raise Refused(why="role")
    why = next((one for one in BREAK_REASONS if one == reason), None)
    if why is None:
        raise BadInput(what="reason", expected=", ".join(BREAK_REASONS))
    text = hear.clean(words, LONGEST).text
    found = await counter.desk.handover(id)
    if found.state == "over":
        raise NotFound(what="handover")
    if found.state == "held" and found.employee == employee.id:
        raise Refused(why="yours")
    if (await counter.devices.holding(found.customer)).custody == "on-device" and found.customer not in counter.lending.lending():
        raise KeyAway()  # before the customer is told of a look that cannot be
    look = _bound(counter, found, employee, f"{why}\n{text}\n{look_id}")
    await _tell(counter, found, employee, why, text, look)
    return await _open(counter, found, employee, why, text, look, language)


async def _tell(counter: Counter, found: Handover, employee: Employee, why: BreakReason, text: str, look: str) -> None:
    """Durable before anything is opened: a crash in between tells too much, never too little."""
    async with counter.one_at_a_time(found.conversation):
        if await written(counter, found.conversation, "looked-in", look):
            return
        draft = Draft(counter=counter, talk=await counter.store.talk(found.conversation), at=counter.clock.now())
        draft.event("looked-in", {"handover": found.id, "message": look, "reason": why}, {"name": employee.name, "text": text})
        await draft.commit()


async def _open(counter: Counter, found: Handover, employee: Employee, why: BreakReason, text: str, look: str, language: Language | None) -> DeskCase:
    talk, now = await counter.store.talk(found.conversation), counter.clock.now()
    holders = [case.id for case in talk.open_cases()] or [loose(talk)]
    sealed = await counter.store.facts(talk.customer, *holders)
    shut = handover.shut_names(counter.packs, (fact.name for fact in sealed))
    open_ = [fact for fact in sealed if fact.name not in shut]
    permission = handover.glass_permission(found, why, (fact.name for fact in open_), now)
    facts = await counter.gate.break_glass(
        look, talk.customer, open_, permission, f"{why}: {text}", f"person:{employee.name}", rule_of(counter, talk), now, frozenset({"turvakielto"})
    )
    await abuse.looked(counter, employee, talk.customer)
    return await shown(counter, employee, found, talk, {str(case): held for case, held in facts.items()}, shut, language)


def _bound(counter: Counter, found: Handover, employee: Employee, look_id: str) -> str:
    """Bound to case, person and hour, as a look is."""
    bound = "\n".join(("glass", found.id, employee.id, f"{counter.clock.now():%Y%m%d%H}", look_id))
    return hashlib.sha256(bound.encode()).hexdigest()[:32]
