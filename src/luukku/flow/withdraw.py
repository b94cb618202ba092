"""Taking back: one permission, or the whole matter. As easy as giving, and from then on no use is possible."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace

from luukku import consent
from luukku.errors import LuukkuError, Malformed, NotFound, OutOfDate
from luukku.flow import desk, teach, upkeep
from luukku.flow.change import Draft, clear
from luukku.flow.consents import end_permissions, keep, leave_out, mark_row
from luukku.flow.counter import Counter, own_facts
from luukku.model.conversation import Case, Talk
from luukku.model.ids import CaseId, ConversationId, StepId
from luukku.model.journey import Closed, Ended, LeftOut, Step
from luukku.model.receipt import How

logger = logging.getLogger("luukku.flow")


async def withdraw(counter: Counter, conversation: ConversationId, case: CaseId, step: StepId) -> None:
    """Ends the step's permission: its envelope is destroyed, and the next use is refused. Again: nothing changes.

    Raises NotFound for a step that is not there.
    """
    async with counter.one_at_a_time(conversation):
        talk = await counter.store.talk(conversation)
        _, found = _find(talk, case, step)
        draft = Draft(counter=counter, talk=talk, at=counter.clock.now())
        await end_step(counter, draft, case, step)
        if draft.events:
            await draft.commit()
    await _clear(counter, (found,))
    await settle(counter)


async def end_step(counter: Counter, draft: Draft, case: CaseId, step: StepId, by: How = "button") -> None:
    """Writes the end of one step's permission into the draft. Raises NotFound for a step that is not there."""
    _, found = _find(draft.talk, case, step)
    await end_permissions(counter, draft, case, (found,), by)
    await draft.happen(case, Ended(at=draft.at, step=step))
    mark_row(draft, case, step, "withdrawn")


async def narrow(counter: Counter, conversation: ConversationId, case: CaseId, step: StepId, without: Sequence[str]) -> None:
    """Takes facts out of the step's permission: a next version, linked to the one before, that the next use meets.

    Raises NotFound for a step that is not there, OutOfDate when its permission lives no more, Malformed when it does not name
    these, or when nothing would be left to tell: that is a withdrawal.
    """
    async with counter.one_at_a_time(conversation):
        talk = await counter.store.talk(conversation)
        found, now = _find(talk, case, step)
        draft = Draft(counter=counter, talk=talk, at=counter.clock.now())
        if now.permission is None or now.state in ("done", "refused", "ended"):
            raise OutOfDate(step=step)
        if now.facts and set(now.facts) <= set(without):
            raise Malformed(at="without")
        event = consent.lifecycle.narrow(consent.lifecycle.of(found.consents, now.permission), without, draft.at)
        await keep(counter, draft, event, counter.packs.events[found.event], "left-out")
        await draft.happen(case, LeftOut(at=draft.at, step=step, names=tuple(without)), await own_facts(counter, talk, case))
        leave_out(draft, case, step, without)
        draft.event("narrowed", {"case": case, "step": step, "without": list(without)})
        await draft.commit()
    await settle(counter)


async def close(counter: Counter, conversation: ConversationId, case: CaseId, *, mistaken: bool = False) -> None:
    """Ends the matter: every permission is withdrawn, every envelope destroyed, nothing is reminded of any more.
    `mistaken`: it was misunderstood from the first, which may teach.

    What was kept until then goes fourteen days later; a new message before that keeps it on. Raises NotFound.
    """
    async with counter.one_at_a_time(conversation):
        talk = await counter.store.talk(conversation)
        found = talk.case(case)
        if found is None:
            raise NotFound()
        if found.closed is not None:
            await let_go(counter, talk, found)  # the end of a closing that a crash or a full disk broke off
            return
        draft = Draft(counter=counter, talk=talk, at=counter.clock.now())
        await end_case(counter, draft, case)
        if talk.expects is not None and talk.expects.event in ("", found.event):  # what another case asked stays asked
            draft.talk = replace(draft.talk, expects=None)
        await desk.end_if_closed(counter, draft)
        await draft.commit()
        if mistaken:
            teach.keep_later(counter, conversation, teach.taken_back(talk, found), {})
        await let_go(counter, draft.talk, found)


async def end_case(counter: Counter, draft: Draft, case: CaseId) -> None:
    """Writes the end of a whole case into the draft: its permissions, its steps, its card."""
    found = draft.case(case)
    await end_permissions(counter, draft, case, tuple(found.journey.steps.values()) if found.journey else ())
    await draft.happen(case, Closed(at=draft.at))
    draft.put(replace(draft.case(case), closed=draft.at, card=None))
    draft.event("closed", {"case": case})


async def let_go(counter: Counter, talk: Talk, case: Case) -> None:
    """After a case was closed durably: the customer's key gets its end, and letters are taken back.

    Raises nothing: the case is closed, and what cannot be done now is done by the next round.
    """
    await renew_end(counter, talk)
    await _clear(counter, tuple(case.journey.steps.values()) if case.journey else ())
    await settle(counter)


async def renew_end(counter: Counter, talk: Talk) -> None:
    """After cases were closed, or a new one begun: the end of the customer's key follows. Raises nothing, as `let_go`."""
    try:
        await upkeep.set_end(counter, talk)
    except LuukkuError as failure:
        logger.error("the key's end waits for the next round: %s", failure.code)


def _find(talk: Talk, case: CaseId, step: StepId) -> tuple[Case, Step]:
    found = talk.case(case)
    if found is None or found.journey is None or step not in found.journey.steps:
        raise NotFound()
    return found, found.journey.steps[step]


async def _clear(counter: Counter, steps: tuple[Step, ...]) -> None:
    for step in steps:
        if step.receiver is not None:
            await clear(counter, step.receiver, step.shares)


async def settle(counter: Counter) -> None:
    """What was authorised and is not with anybody gets its end in the log; what is under way is noted when it is back."""
    try:
        await upkeep.settle(counter)
    except LuukkuError as failure:
        logger.error("the log's open ends wait for the next round: %s", failure.code)
