"""The mandate: what is done in the customer's name goes only after they have read just that, and said yes to it. Telling is not doing.

What binds is approved one by one. The yes is for one content: the rule with its pack's hash, the receiver, and every value that may go. Its
hash is keyed, stands in the step, and is made again by the gate of what really lies in the envelope (I4).
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from luukku import act, consent, explain
from luukku.errors import NotFound, OutOfDate
from luukku.flow import consents, shapes
from luukku.flow.change import Draft
from luukku.flow.counter import Counter, own_facts
from luukku.ground.content import content_text
from luukku.ground.dates import add, day_ends
from luukku.model.conversation import Case, Talk
from luukku.model.fact import Fact, reveal
from luukku.model.ids import CaseId, ConversationId, ShareId, StepId
from luukku.model.journey import Approved, Step, Undone
from luukku.model.pack import EventPack
from luukku.model.view import ApprovalView


def rule_of(pack: EventPack, step: Step) -> str:
    """As entries name it: "divorce/joint-account@3f9a…"; changed terms are another rule."""
    return f"{pack.id}/{step.service}@{pack.sha256[:16]}"


async def shown(counter: Counter, conversation: ConversationId, case: CaseId, step: StepId) -> ApprovalView:
    """The exact content that waits for a yes. Raises NotFound for a step that waits for none."""
    talk = await counter.store.talk(conversation)
    found, there = _waiting(talk, case, step)
    draft = Draft(counter=counter, talk=talk, at=counter.clock.now())
    held = draft.as_needed(found, there, await own_facts(counter, talk, case))
    return explain.approval_view(found, there, held, content_of(counter, found, there, held), counter.packs, counter.texts, talk.language)


async def approve(counter: Counter, conversation: ConversationId, case: CaseId, step: StepId, content: str) -> dict[str, Any]:
    """Just this goes. Raises NotFound for a step that waits for no yes, OutOfDate when the content is not (or no longer) the one that was read."""
    async with counter.one_at_a_time(conversation):
        talk = await counter.store.talk(conversation)
        found, there = _waiting(talk, case, step)
        draft = Draft(counter=counter, talk=talk, at=counter.clock.now())
        facts = await own_facts(counter, talk, case)
        now = content_of(counter, found, there, draft.as_needed(found, there, facts))
        if content != now:
            raise OutOfDate(step=step)
        await _note(counter, draft, found, there, now)
        await draft.happen(case, Approved(at=draft.at, step=step, content=now, undo_until=_until(counter, found, there)), facts)
        draft.event("approved", {"case": case, "step": step, "content": now})
        chosen = explain.Chosen(sent=(there.service,))
        said = explain.Said(language=talk.language, today=counter.today(), case=draft.case(case), facts=facts, chosen=chosen, signed_in=False)
        answer = shapes.card_answer(shapes.hushed(explain.reply(said, counter.packs, counter.texts, counter.settings), talk), draft.talk)
        draft.event("replied", {"case": case, "step": step}, answer)
        await draft.commit()
    return answer


async def undo(counter: Counter, conversation: ConversationId, case: CaseId, step: StepId) -> None:
    """Within its window, with one button: the permission ends, and the receiver is told that it is undone. Raises NotFound when it cannot be."""
    async with counter.one_at_a_time(conversation):
        talk = await counter.store.talk(conversation)
        found = talk.case(case)
        there = found.journey.steps.get(step) if found is not None and found.journey is not None else None
        draft = Draft(counter=counter, talk=talk, at=counter.clock.now())
        if found is None or there is None or not act.may_undo(there, draft.at):
            raise NotFound(what="undo")
        pack = counter.packs.events[found.event]
        await _note(counter, draft, found, there, there.approved, "undone")
        mine = consent.lifecycle.of(found.consents, there.permission) if there.permission is not None else ()
        if consent.lifecycle.state(mine, draft.at) == "live":
            await consents.keep(counter, draft, consent.lifecycle.withdraw(mine, draft.at), pack, log=False)  # the undoing's entry says it
        await draft.happen(case, Undone(at=draft.at, step=step))
        consents.mark_row(draft, case, step, "withdrawn")
        await draft.commit()


def notice_of(share: ShareId) -> str:
    """The notice's number: the same undoing again is the same notice."""
    return hashlib.sha256(f"undo\n{share}".encode()).hexdigest()[:32]


def _until(counter: Counter, case: Case, step: Step) -> datetime | None:
    """The end of the last day on which it can be undone."""
    service = counter.packs.events[case.event].service(step.service)
    return day_ends(add(counter.today(), service.undo_within)) if service is not None and service.undo_within else None


def content_of(counter: Counter, case: Case, step: Step, held: tuple[Fact, ...]) -> str:
    """The content's keyed hash, in hex."""
    values = {fact.name: value for fact in held if (value := reveal(fact.value)) is not None}
    rule = rule_of(counter.packs.events[case.event], step)
    return counter.keyed_hash(content_text(rule, case.id, step.id, step.receiver or "", step.purpose, values)).hex()


async def _note(counter: Counter, draft: Draft, case: Case, step: Step, content: str, how: str = "approved") -> None:
    """The log first. The same yes again is one entry."""
    basis = next((event.basis for event in case.consents if event.permission == step.permission), "")
    await counter.log.append(
        draft.talk.customer, "consent", actor="me", purpose=step.purpose, receiver=step.receiver, facts=step.held, permission=step.permission, basis=basis,
        rule=rule_of(counter.packs.events[case.event], step), result="allowed" if how == "approved" else "refused", about=how, id=f"{step.permission}-{how}-{content[:16]}-{len(step.shares)}",
    )  # fmt: skip


def _waiting(talk: Talk, case: CaseId, step: StepId) -> tuple[Case, Step]:
    found = talk.case(case)
    there = found.journey.steps.get(step) if found is not None and found.journey is not None else None
    if found is None or there is None or there.state != "needs-approval":
        raise NotFound(what="approval")
    return found, there


__all__ = ["approve", "content_of", "notice_of", "rule_of", "shown", "undo"]
