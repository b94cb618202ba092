"""A human serves: called, taken, answering, handing back. One holder at a time, and the machine is silent meanwhile.

Everything here is one transaction a step, under the conversation's own lock; the store keeps two from holding one row.
What the desk shows is in `desk_view.py`, late promises in `promises.py`.
"""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

from luukku import explain, handover, hear
from luukku.errors import Clash, Refused
from luukku.flow import decisions, held, promises, shapes
from luukku.flow.change import Draft
from luukku.flow.counter import Counter, own_facts
from luukku.flow.desk_view import DeskCase, QueueRow, human, human_now, look, queue
from luukku.flow.glass import break_glass
from luukku.flow.resume import LETTERS, check_not_safe
from luukku.flow.said import written
from luukku.model.conversation import Talk
from luukku.model.handover import Employee, Handover, Reason, Triage
from luukku.model.ids import ConversationId, HandoverId, new_id

__all__ = [
    "DeskCase", "QueueRow", "ask", "branch_code", "break_glass", "call", "cancel", "current", "end_if_closed", "hand_back", "human", "human_now", "join", "let_go",
    "look", "note", "queue", "say", "take",
]

NUMBER = 4
CODE = 6
CODE_LASTS = timedelta(minutes=10)


# The customer's side


async def current(counter: Counter, talk: Talk) -> Handover | None:
    """The handover that waits or is held in this conversation."""
    if talk.handover is None:
        return None
    found = await counter.desk.handover(talk.handover)
    return found if found.state != "over" else None


async def call(counter: Counter, draft: Draft, triage: Triage) -> Handover | None:
    """Calls a human within the draft, with a promise that the desk's hours can keep. Where one was called already it
    only becomes more urgent. Without a desk None: the wish is noted, and the phone number is all there is."""
    there = await current(counter, draft.talk)
    if there is not None:
        return await _raise(counter, draft, there, triage)
    if not handover.has_desk(counter.settings):
        draft.event("person-wanted", {"reason": triage.reason})
        return None
    made = await _make(counter, draft, triage.reason)
    if triage.level == "promise" and await _same_day(counter, draft):
        triage = replace(triage, level="today")
    made = replace(made, level=triage.level, danger=triage.danger, promised=await promises.promised_at(counter, draft.at, triage.level))
    draft.handovers.append(made)
    draft.talk = replace(draft.talk, handover=made.id)
    held.tell_queued(draft, made)
    return made


async def ask(counter: Counter, conversation: ConversationId) -> Handover | None:
    """The customer's button: a human, now. Again: nothing changes. None where there is no desk."""
    async with counter.one_at_a_time(conversation):
        talk = await counter.store.talk(conversation)
        there = await current(counter, talk)
        wanted = handover.wanted(None, talk, counter.packs)
        if there is not None or wanted is None:
            return there
        draft = Draft(counter=counter, talk=talk, at=counter.clock.now())
        made = await call(counter, draft, wanted)
        await draft.commit()
    return made


async def cancel(counter: Counter, conversation: ConversationId) -> None:
    """"En tarvitsekaan": whoever waits or is held goes on with the machine. Again: nothing changes."""
    async with counter.one_at_a_time(conversation):
        talk = await counter.store.talk(conversation)
        there = await current(counter, talk)
        if there is None:
            return
        draft = Draft(counter=counter, talk=talk, at=counter.clock.now())
        held.end(draft, there)
        draft.event("left", {"handover": there.id})
        if there.state == "held":
            _go_on(counter, draft)
        await draft.commit()


async def end_if_closed(counter: Counter, draft: Draft) -> None:
    """After a matter was closed: when none is open, nobody needs to wait for a human. In danger one comes all the same."""
    there = await current(counter, draft.talk)
    if there is not None and there.state == "waiting" and there.level != "now" and not draft.talk.open_cases():
        held.end(draft, there)
        draft.event("left", {"handover": there.id})


async def branch_code(counter: Counter, conversation: ConversationId) -> str:
    """Six signs to read aloud at the branch desk: for ten minutes and one use; only a keyed hash is kept.

    Raises NotFound, and Clash(why="safe") for a safe conversation.
    """
    check_not_safe(await counter.store.talk(conversation))
    code = _signs(CODE)
    await counter.doors.put_code("branch", _code_hash(counter, code), conversation, {}, counter.clock.now() + CODE_LASTS)
    return code


# The employee's side


async def take(counter: Counter, employee: Employee, id: HandoverId) -> Handover:
    """From now on this employee answers and the machine is silent. Taking what is one's own changes nothing.

    Raises Refused(why="role") for those who do not serve, Clash(what="handover") when somebody else has it or it is over.
    """
    _check_serves(employee)
    found = await counter.desk.handover(id)
    async with counter.one_at_a_time(found.conversation):
        found = await counter.desk.handover(id)
        if found.state == "held" and found.employee == employee.id:
            return found
        if found.state != "waiting":
            raise Clash(what="handover")
        draft = Draft(counter=counter, talk=await counter.store.talk(found.conversation), at=counter.clock.now())
        taken = held.hold(draft, found, employee)
        draft.event("taken", {"handover": id}, {"name": employee.name})
        await draft.commit()
    return taken


async def join(counter: Counter, employee: Employee, code: str) -> Handover:
    """At the branch: by a code that the customer made and reads aloud. The conversation is held at once, and counts as
    answered: they stand face to face.

    Raises OutOfDate for a code that is unknown, used or over; Clash(what="handover") when somebody else has it.
    """
    _check_serves(employee)
    at = counter.clock.now()
    conversation, _ = await counter.doors.take_code("branch", _code_hash(counter, code), at)
    async with counter.one_at_a_time(conversation):
        draft = Draft(counter=counter, talk=await counter.store.talk(conversation), at=at)
        there = await current(counter, draft.talk)
        if there is not None and there.state == "held":
            if there.employee == employee.id:
                return there
            raise Clash(what="handover")
        joined = held.hold(draft, there or await _make(counter, draft, "branch"), employee)
        joined = held.put(draft, replace(joined, answered=draft.at))
        draft.event("joined", {"handover": joined.id}, {"name": employee.name})
        await draft.commit()
    return joined


async def say(counter: Counter, employee: Employee, id: HandoverId, text: str, message_id: str) -> None:
    """The employee's words, under their name. The same message again is said once.

    Raises Refused(why="not-yours"), Empty, TooLong, NotText.
    """
    words = hear.clean(text, counter.settings.limits.text_characters).text
    async with _holding(counter, employee, id) as (mine, draft):
        if not await written(counter, mine.conversation, "person-said", message_id):
            _say(draft, mine, employee, words, message_id)
            await draft.commit()


async def note(counter: Counter, employee: Employee, id: HandoverId, text: str, message_id: str = "") -> None:
    """Written down, never said; the customer reads it among what is known of them. Raises as `say`."""
    words = hear.clean(text, counter.settings.limits.text_characters).text
    async with _holding(counter, employee, id) as (mine, draft):
        if not (message_id and await written(counter, mine.conversation, "noted", message_id)):
            draft.event("noted", {"handover": id, "message": message_id}, {"text": words, "name": employee.name})
            await draft.commit()


async def hand_back(counter: Counter, employee: Employee, id: HandoverId, text: str = "") -> None:
    """The machine goes on, and says so with what it had asked last. `text`: last words, said before. Again: nothing changes.

    Raises Refused(why="not-yours"), TooLong, NotText.
    """
    words = hear.clean(text, counter.settings.limits.text_characters).text if text.strip() else ""
    found = await counter.desk.handover(id)
    if found.state == "over" and found.employee == employee.id:
        return
    async with _holding(counter, employee, id) as (mine, draft):
        if words:
            mine = _say(draft, mine, employee, words, new_id())
        held.end(draft, mine)
        draft.event("handed-back", {"handover": id})
        _go_on(counter, draft)
        await draft.commit()


async def let_go(counter: Counter, employee: Employee, id: HandoverId) -> None:
    """Back to the queue with the promise that was given; one that has passed is said anew. A steward may let go of what
    somebody else holds. Raises Refused(why="not-yours")."""
    async with _holding(counter, employee, id, steward=True) as (mine, draft):
        await promises.requeue(counter, draft, mine)
        await draft.commit()


# Parts


@asynccontextmanager
async def _holding(counter: Counter, employee: Employee, id: HandoverId, *, steward: bool = False) -> AsyncIterator[tuple[Handover, Draft]]:
    """The handover that this employee holds (or anybody, for a steward where `steward`), with a draft of its conversation,
    one at a time. Raises Refused(why="not-yours")."""
    found = await counter.desk.handover(id)
    async with counter.one_at_a_time(found.conversation):
        found = await counter.desk.handover(id)
        may = found.employee == employee.id or (steward and employee.role == "steward" and employee.active)
        if found.state != "held" or not may:
            raise Refused(why="not-yours")
        yield found, Draft(counter=counter, talk=await counter.store.talk(found.conversation), at=counter.clock.now())


def _check_serves(employee: Employee) -> None:
    if employee.role != "employee" or not employee.active:
        raise Refused(why="role")


async def _make(counter: Counter, draft: Draft, reason: Reason) -> Handover:
    """A new handover of the case at hand, not yet written anywhere; promised at once. Its channel is the conversation's,
    or the branch."""
    talk = draft.talk
    case = (talk.open_cases() or (None,))[-1]
    return Handover(
        id=HandoverId(new_id()), number=await _number(counter), conversation=talk.conversation, customer=talk.customer,
        case=case.id if case is not None else None, event=case.event if case is not None and case.sure else "",
        reason=reason, language=talk.language, channel="branch" if reason == "branch" else talk.channel, at=draft.at, promised=draft.at,
    )  # fmt: skip


async def _same_day(counter: Counter, draft: Draft) -> bool:
    """Whether rules give the customer a human today, on what they have told so far and in this turn."""
    cases = [case for case in draft.talk.open_cases() if any(pack.gives for pack in counter.decisions.of(case.event))]
    facts = {case.id: await own_facts(counter, draft.talk, case.id) | [fact for of, fact in draft.facts if of == case.id] for case in cases}
    return decisions.has_same_day(counter, draft.talk, facts, counter.today())


async def _raise(counter: Counter, draft: Draft, there: Handover, triage: Triage) -> Handover:
    """Danger in one that waits already: before all others, and sooner. In one that is held the employee sees it."""
    if triage.danger is None or (there.danger is not None and there.level == "now"):
        return there
    raised = replace(there, level="now", danger=triage.danger)
    if there.state == "waiting":
        raised = replace(raised, promised=min(there.promised, await promises.promised_at(counter, draft.at, "now")))
    raised = held.put(draft, raised)
    held.tell_queued(draft, raised, raised=True)
    return raised


def _say(draft: Draft, mine: Handover, employee: Employee, words: str, message_id: str) -> Handover:
    draft.event("person-said", {"handover": mine.id, "message": message_id}, {"text": words, "name": employee.name})
    return mine if mine.answered is not None else held.put(draft, replace(mine, answered=draft.at))


def _go_on(counter: Counter, draft: Draft) -> None:
    """The machine says that it goes on, and what it had asked last; what it does not ask again it waits for no more."""
    reply = explain.machine_goes_on(draft.talk, counter.packs, counter.texts, counter.today())
    if reply.question is None and reply.card is None:
        draft.talk = replace(draft.talk, expects=None)
    draft.event("replied", {}, shapes.card_answer(reply, draft.talk))


async def _number(counter: Counter) -> str:
    """Four signs that nobody else in the queue has."""
    used = {one.number for one in await counter.desk.queue()}
    while (number := _signs(NUMBER)) in used:
        pass
    return number


def _signs(count: int) -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(count))


def _code_hash(counter: Counter, code: str) -> bytes:
    return counter.keyed_hash("branch\n" + "".join(sign for sign in code.upper() if sign in LETTERS))
