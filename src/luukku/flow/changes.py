"""Organisations that got a fact are told when the customer contests it, when that was weighed, and when it was corrected (GDPR 19).

What must be told stands in the conversation, in the same transaction as what made it so (`Talk.untold`). From there it becomes one
notice for each organisation that the log says got the fact, under an id that follows from what it is about: a crash between makes
no second one. A notice names shares and facts, no value: a new value goes only as a use that is permitted.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace

from luukku.errors import KeyAway, Locked, NotFound
from luukku.flow import notices
from luukku.flow.change import Draft
from luukku.flow.counter import Counter
from luukku.model.conversation import Talk, Untold
from luukku.model.erasure import Notice
from luukku.model.ids import ConversationId, ShareId

logger = logging.getLogger("luukku.flow")


async def tell(counter: Counter, conversation: ConversationId) -> None:
    """What waits in the conversation becomes notices, durable before the conversation says so; then they are told."""
    async with counter.one_at_a_time(conversation):
        try:
            talk = await counter.store.talk(conversation)
            made = {one: await _notices(counter, talk, one) for one in talk.untold}
        except (NotFound, Locked):  # erased meanwhile: of that they are told instead
            counter.untold.discard(conversation)
            return
        draft = Draft(counter=counter, talk=replace(talk, untold=()), at=counter.clock.now())
        for one, due in made.items():
            await counter.notices.add(due)
            if due:
                draft.event("noticed", {"kind": one.kind, "case": one.case, "fact": one.name, "receivers": [notice.receiver for notice in due]})
        if talk.untold:
            await draft.commit()
        counter.untold.discard(conversation)
    if any(made.values()):
        await notices.tell(counter)


async def tell_waiting(counter: Counter) -> None:
    """Those of which this process knows."""
    for conversation in sorted(counter.untold):
        await tell(counter, conversation)


async def remember(counter: Counter) -> None:
    """For the start and the round: what a crash left untold."""
    counter.untold |= await counter.rounds.with_untold()


async def _notices(counter: Counter, talk: Talk, one: Untold) -> list[Notice]:
    number, now = counter.ledger.number(talk.customer), counter.clock.now()
    made = []
    for receiver, shares in (await _receivers(counter, talk, one)).items():
        id = counter.keyed_hash("\n".join(("notice", talk.conversation, one.kind, one.case, one.name, one.at.isoformat(), receiver))).hex()
        made.append(Notice(id=id, number=number, receiver=receiver, shares=tuple(shares), due=now, kind=one.kind, facts=(one.name,)))
    return made


async def _receivers(counter: Counter, talk: Talk, one: Untold) -> Mapping[str, list[ShareId]]:
    """Who got the fact for this case before then, with the shares, as the log has it."""
    case = talk.case(one.case)
    steps = case.journey.steps.values() if case is not None and case.journey is not None else ()
    ours = {share for step in steps for share in step.shares}
    try:
        entries = await counter.log.entries(talk.customer)
    except KeyAway:  # only the customer's device reads who got just this one: all who got anything for the case are told
        return {step.receiver: list(step.shares) for step in steps if step.receiver is not None and step.shares}
    never = {entry.about for entry in entries if entry.kind == "not-carried-out"}
    found: dict[str, list[ShareId]] = {}
    for entry in entries:
        got = entry.kind == "share" and entry.result != "refused" and entry.id not in never and one.name in entry.facts and entry.at < one.at
        if got and entry.receiver is not None and ShareId(entry.id) in ours:
            found.setdefault(entry.receiver, []).append(ShareId(entry.id))
    return found
