"""The journey goes on by itself: what lies in the outbox is told, asked after, or woken, and survives any crash.

Order: entry durable (in the gate) → send, with the entry's id as idempotency key → *done* entry → effect and event
in the store. A crash anywhere repeats from the outbox row; the receiver knows the id and does nothing twice.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from luukku import act, consent, plan
from luukku.errors import BadAnswer, KeyAway, Locked, LuukkuError, NotFound, Refused, Unreached
from luukku.flow import mandate, own_rules, stops, upkeep
from luukku.flow.change import Draft, clear
from luukku.flow.circumstances import circumstances
from luukku.flow.counter import Counter
from luukku.ground.dates import helsinki
from luukku.model.conversation import Case, Sending, Talk, Timer
from luukku.model.journey import KEY_AWAY, PERHAPS, DayCame, Ended, Heard, NotReached, Step, UndoTold, Unreadable
from luukku.model.use import Outgoing, PeerAnswer

logger = logging.getLogger("luukku.flow")

IDLE_SECONDS = 30.0
TRIES = 5
"""So often an answer that cannot be read is asked for again."""
SELDOM = timedelta(hours=1)
"""After that, what can still be asked without telling anything (how a matter stands) is asked so often."""


async def run(counter: Counter) -> None:
    """Works the outbox until cancelled. One task a process."""
    lines = counter.lines
    while True:
        counter.wake.clear()
        now = counter.clock.now()
        for timer in await counter.outbox.timers(helsinki(now).isoformat()):
            await wake(counter, timer)
        rows = await counter.outbox.due(now, busy=lines.busy)
        for row in rows:
            lines.take(row)
            counter.background(_one(counter, row))
        await _rest(counter, bool(rows))


def try_now(counter: Counter, row: Sending) -> asyncio.Task[None]:
    """Works a row of the outbox beside all else, now, as the customer's request that is served can open what it needs."""
    counter.lines.take(row)
    return counter.background(_one(counter, row))


async def _rest(counter: Counter, busy: bool) -> None:
    due = await counter.outbox.next_due(counter.lines.busy)
    seconds = IDLE_SECONDS if due is None else (due - counter.clock.now()).total_seconds()
    if busy:
        seconds = min(seconds, 0.2)
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(counter.wake.wait(), max(0.02, min(IDLE_SECONDS, seconds)))


async def _one(counter: Counter, row: Sending) -> None:
    lines = counter.lines
    try:
        async with lines.to(row.receiver):
            await deliver(counter, row)
    except Exception as failure:  # noqa: BLE001  whatever it was: the row stays, nothing is lost, it is tried again
        logger.warning("delivery failed", extra={"share": row.share, "kind": row.kind, "error": type(failure).__name__})
        with contextlib.suppress(LuukkuError):  # even without this note the row is given back
            await counter.outbox.later(row, counter.clock.now() + act.wait(row.attempts))
    finally:
        if row.receiver in lines.busy:
            counter.wake.set()
        lines.give_back(row)


async def deliver(counter: Counter, row: Sending) -> None:
    """Works one row of the outbox. Raises only what makes it worth trying again."""
    if row.kind == "undo":
        await _tell_undone(counter, row)
        return
    now = counter.clock.now()
    found = await _step(counter, row)
    if found is None:
        await counter.outbox.drop(row.share, row.kind)
        await upkeep.settle(counter)
        return
    talk, case, step = found
    peer = counter.peers.get(row.receiver)
    if row.ends <= now or peer is None:
        await _end(counter, row, step, now)
        return
    try:
        if row.kind == "poll":
            answer = await peer.look(row.task or row.share, row.share)
        else:
            outgoing = await _release(counter, talk, case, step, row, now)
            answer = await peer.tell(outgoing)
    except KeyAway:
        await _wait_for_key(counter, row, step, now)
        return
    except (Refused, Locked, NotFound) as refused:
        if refused.data.get("why") in stops.WAITS and not stops.is_upheld(talk, case.id, step.purpose, row.names):
            await counter.outbox.later(row, min(row.ends, now + stops.AGAIN))  # nothing is lost: a human weighs it first
            return
        await _end(counter, row, step, now)
        return
    except (Unreached, BadAnswer) as failure:
        await _failed(counter, row, failure)
        return
    await _hear(counter, row, step, answer)


async def _step(counter: Counter, row: Sending) -> tuple[Talk, Case, Step] | None:
    try:
        talk = await counter.store.talk(row.conversation)
    except NotFound:
        return None
    case = talk.case(row.case)
    step = case.journey.steps.get(row.step) if case and case.journey else None
    if case is None or step is None or step.share != row.share:
        return None
    return talk, case, step


async def _release(counter: Counter, talk: Talk, case: Case, step: Step, row: Sending, now: datetime) -> Outgoing:
    """Through the gate: permission checked anew at each try, entry first."""
    envelope = await counter.envelopes.envelope(case.id, step.id)
    if envelope is None:
        raise Locked()
    permission = consent.fold(case.consents, now).get(step.permission) if step.permission else None
    pack = counter.packs.events[case.event]
    rule = mandate.rule_of(pack, step)
    service = pack.service(step.service)
    gain = service is not None and plan.sells(service)
    release = await counter.gate.share(
        row.share, envelope, talk.customer, permission, row.names, rule, now,
        circumstances=await circumstances(counter, talk, case), gain=gain,
        stopped=stops.standing(talk, case.id, step.purpose, row.names),
        own=await own_rules.forbids(counter, talk, service.organisation, gain=gain) if service is not None else None,
        approved=step.approved if service is None or service.effect in act.MANDATED else None,
    )  # fmt: skip
    return Outgoing(share=row.share, service=step.service, assurance=talk.assurance, facts=release.facts, task=row.task)


async def _hear(counter: Counter, row: Sending, step: Step, answer: PeerAnswer) -> None:
    now = counter.clock.now()
    if row.kind == "poll" and answer.state == step.state:
        await counter.outbox.later(row, now + act.wait(row.attempts))
        return
    if row.kind != "poll":
        await _note_done(counter, row, step)
    what = Heard(at=now, step=row.step, share=row.share, state=answer.state, task=answer.task, needs=answer.needs, reason=answer.reason)
    told = {"text": answer.text or "", "result": dict(answer.result or {})} if answer.text or answer.result else None

    async def change(draft: Draft) -> None:
        draft.sent.append((row.share, row.kind))
        await draft.happen(row.case, what, told=told)

    await _commit(counter, row, change)
    counter.unreadable.pop(row.share, None)
    await _clear_if_over(counter, row, step)


async def _note_done(counter: Counter, row: Sending, step: Step) -> None:
    """An authorised share arrived. The same note twice is one entry."""
    await counter.log.append(
        row.customer,
        "done",
        actor=row.receiver,
        purpose=step.purpose,
        receiver=row.receiver,
        facts=row.names,
        permission=step.permission,
        basis="",
        rule="",
        result="done",
        about=row.share,
        id=f"{row.share}-done",
    )


async def _clear_if_over(counter: Counter, row: Sending, step: Step) -> bool:
    """Whether the step ended while this share was under way (withdrawn, closed): a letter written since goes too."""
    found = await _step(counter, row)
    if found is not None and found[2].state in act.AWAY:
        return False
    await clear(counter, row.receiver, step.shares)
    return True


async def _failed(counter: Counter, row: Sending, failure: Unreached | BadAnswer) -> None:
    """Tried again: as long as the permission lasts when nobody was there, a few times when the answer cannot be read."""
    found = await _step(counter, row)
    if found is None or found[2].state not in act.AWAY:
        await _give_up(counter, row, found[2] if found else None)
        return
    step = found[2]
    if isinstance(failure, BadAnswer) and failure.sent:
        counter.unreadable[row.share] = counter.unreadable.get(row.share, 0) + 1
        if row.kind != "poll" and counter.unreadable[row.share] >= TRIES:
            await _unreadable(counter, row)
            return
    elif row.kind != "poll":
        await _not_reached(counter, row, step, failure.sent)
    wait = act.wait(row.attempts)
    if isinstance(failure, BadAnswer) and row.attempts >= TRIES:
        wait = max(wait, SELDOM)
    await counter.outbox.later(row, counter.clock.now() + wait)


async def _tell_undone(counter: Counter, row: Sending) -> None:
    """Whatever has become of the step since: what was done by this share is undone. One that cannot be told is said to the customer."""
    peer, reached = counter.peers.get(row.receiver), False
    if row.ends > counter.clock.now() and peer is not None:
        try:
            await peer.undone(mandate.notice_of(row.share), row.share)
        except (Unreached, BadAnswer):
            await counter.outbox.later(row, min(row.ends, counter.clock.now() + act.wait(row.attempts)))
            return
        reached = True

    async def change(draft: Draft) -> None:
        draft.sent.append((row.share, row.kind))
        if draft.talk.case(row.case) is not None:
            await draft.happen(row.case, UndoTold(at=draft.at, step=row.step, reached=reached))

    try:
        await _commit(counter, row, change)
    except NotFound:  # erased meanwhile
        await counter.outbox.drop(row.share, row.kind)


async def _give_up(counter: Counter, row: Sending, step: Step | None) -> None:
    """Taken back while it was under way: nobody will try again."""
    await counter.outbox.drop(row.share, row.kind)
    await clear(counter, row.receiver, step.shares if step is not None else (row.share,))
    await upkeep.settle(counter)


async def _not_reached(counter: Counter, row: Sending, step: Step, sent: bool) -> None:
    what = NotReached(at=counter.clock.now(), step=row.step, share=row.share, sent=sent)

    async def change(draft: Draft) -> None:
        await draft.happen(row.case, what)

    if step.state == "sending" or (sent and step.reason != PERHAPS):
        await _commit(counter, row, change)


async def _wait_for_key(counter: Counter, row: Sending, step: Step, now: datetime) -> None:
    """What decides whether it may go is on the customer's device: the plan says so, and it is tried when they open it, or later."""
    what = NotReached(at=now, step=row.step, share=row.share, sent=False, reason=KEY_AWAY)

    async def change(draft: Draft) -> None:
        await draft.happen(row.case, what)

    if step.state == "sending":
        await _commit(counter, row, change)
    await counter.outbox.later(row, min(row.ends, now + stops.AGAIN))


async def _unreadable(counter: Counter, row: Sending) -> None:
    """It was told, but what comes back cannot be read: from now on a person must look."""

    async def change(draft: Draft) -> None:
        draft.sent.append((row.share, row.kind))
        await draft.happen(row.case, Unreadable(at=draft.at, step=row.step, share=row.share))

    await _commit(counter, row, change)
    counter.unreadable.pop(row.share, None)
    await upkeep.settle(counter)


async def _end(counter: Counter, row: Sending, step: Step, now: datetime) -> None:
    """The permission is over or was taken back before the organisation answered."""

    async def change(draft: Draft) -> None:
        draft.sent.append((row.share, row.kind))
        await draft.happen(row.case, Ended(at=now, step=row.step))

    await _commit(counter, row, change)
    await clear(counter, row.receiver, step.shares)
    await upkeep.settle(counter)


async def wake(counter: Counter, timer: Timer) -> None:
    """A day came that a journey waited for."""
    now = counter.clock.now()

    async def change(draft: Draft) -> None:
        draft.fired.append(timer)
        if draft.talk.case(timer.case) is not None:
            await draft.happen(timer.case, DayCame(at=now, step=timer.step, day=timer.day))

    if (await _commit(counter, timer, change)).closed:
        await upkeep.settle(counter)


async def _commit(counter: Counter, row: Sending | Timer, change: Callable[[Draft], Awaitable[None]]) -> Draft:
    async with counter.one_at_a_time(row.conversation):
        talk = await counter.store.talk(row.conversation)
        draft = Draft(counter=counter, talk=talk, at=counter.clock.now())
        await change(draft)
        await draft.commit()
    return draft

