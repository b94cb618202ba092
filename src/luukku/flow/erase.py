"""Erasing: what stops and what a law keeps is read first, then one word, and nothing is left that anybody could open.

Order: the ledger's row, with what organisations must be told, durable → the keys of envelopes and customer → the entries of
the log → the rows → no file holds any of it → *done*, and the proof. A crash anywhere goes on with the next step that is
open: at start (`adapters.embedded.replay`), and with each round (`resume`). Until the last step the rows tell who it is.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from luukku import explain
from luukku.errors import Broken, Busy, Locked, LuukkuError, NotFound
from luukku.flow import notices, rights
from luukku.flow.counter import Counter
from luukku.model.conversation import Talk
from luukku.model.erasure import Notice
from luukku.model.ids import ConversationId, CustomerId, ShareId, new_id
from luukku.model.view import ErasureView
from luukku.ports import Mark

logger = logging.getLogger("luukku.flow")
TIDYINGS = 5
"""So often the files are tried to be tidied before the round has to do it."""
REST_SECONDS = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """How an erasure stands. `proof`: the signed statement, "" until no file holds anything any more."""

    number: str
    asked: datetime
    done: datetime | None
    proof: str


async def preview(counter: Counter, conversation: ConversationId) -> ErasureView:
    """What will stop, who will be told, and what a law keeps, in words: to be read before anything is destroyed. Raises NotFound."""
    talk = await counter.store.talk(conversation)
    talks = await counter.rounds.talks_of(talk.customer)
    kept = await counter.kept.kept(counter.ledger.number(talk.customer))
    told = await _receivers(counter, talk.customer, talks)
    return explain.erasure_view(talk, [case for one in talks for case in one.cases], tuple(told), kept, counter.packs, counter.texts)


async def erase(counter: Counter, conversation: ConversationId) -> Erased:
    """Destroys all that is kept of the customer, but for what a law keeps. What cannot be finished now goes on with the round.

    Raises NotFound (nothing of them is here any more), NoRoom (nothing was done, or the rest goes on by itself).
    """
    customer = (await counter.store.talk(conversation)).customer
    number = counter.ledger.number(customer)
    async with AsyncExitStack() as alone:
        for talk in sorted(await counter.rounds.talks_of(customer), key=lambda one: one.conversation):
            await alone.enter_async_context(counter.one_at_a_time(talk.conversation))
        mark = await _begin(counter, customer, number)
        await _destroy(counter, customer, number, mark)
    await _finish(counter, number)
    counter.background(notices.tell(counter))
    return await erased(counter, number)


async def erased(counter: Counter, number: str) -> Erased:
    """How it stands, for who has the number. Raises NotFound: unknown."""
    rows = await counter.ledger.rows(number)
    if not rows:
        raise NotFound(what="erasure")
    done = next((row.at for row in rows if row.state == "done"), None)
    return Erased(number=number, asked=rows[0].at, done=done, proof=await counter.ledger.proof(number) if done is not None else "")


async def resume(counter: Counter) -> None:
    """For the round: what a crash, a full disk or a long reader left undone."""
    unfinished = frozenset(await counter.ledger.unfinished())
    if not unfinished:
        return
    for customer in await counter.rounds.customers() | await counter.key_rounds.customers():
        number = counter.ledger.number(customer)
        if number in unfinished:
            now = counter.clock.now()
            mark = await counter.ledger.begin(number, now, rights.due_day(now), (), {})
            await _destroy(counter, customer, number, mark)
    for number in unfinished:
        await _finish(counter, number)


async def _begin(counter: Counter, customer: CustomerId, number: str) -> Mark:
    """The ledger's row: counts, laws, and a notice for each organisation. Nothing is destroyed before it is durable."""
    now = counter.clock.now()
    talks = await counter.rounds.talks_of(customer)
    receivers = await _receivers(counter, customer, talks)
    due = [Notice(id=new_id(), number=number, receiver=receiver, shares=tuple(shares), due=now) for receiver, shares in receivers.items()]
    told: dict[str, Any] = {
        "conversations": len(talks),
        "cases": sum(len(talk.cases) for talk in talks),
        "facts": sum(len(case.names) for talk in talks for case in talk.cases),
        "receivers": len(due),
        "kept": [{"ground": one.ground, "until": one.ends.date().isoformat()} for one in await counter.kept.kept(number)],
    }
    return await counter.ledger.begin(number, now, rights.due_day(now), due, told)


async def _receivers(counter: Counter, customer: CustomerId, talks: Sequence[Talk]) -> Mapping[str, list[ShareId]]:
    """Who got facts, or may have got them, with the shares: as the log has it. When that cannot be read, all shares that were made."""
    found: dict[str, list[ShareId]] = {}
    try:
        entries = await counter.log.entries(customer)
    except (Broken, Locked) as failure:
        logger.error("receivers are taken from the plan: %s", failure.code)
        steps = [step for talk in talks for case in talk.cases if case.journey is not None for step in case.journey.steps.values()]
        pairs = [(step.receiver, share) for step in steps if step.receiver is not None for share in step.shares]
    else:
        never = {entry.about for entry in entries if entry.kind == "not-carried-out"}
        pairs = [
            (entry.receiver, ShareId(entry.id)) for entry in entries
            if entry.kind == "share" and entry.receiver is not None and entry.result != "refused" and entry.id not in never
        ]  # fmt: skip
    for receiver, share in pairs:
        found.setdefault(receiver, []).append(share)
    return found


async def _destroy(counter: Counter, customer: CustomerId, number: str, mark: Mark) -> None:
    """Keys, entries, rows: in this order, each as often as it takes."""
    await counter.key_rounds.shred(customer, await counter.rounds.envelopes(customer), mark)
    await counter.log.forget(customer)
    await counter.rounds.forget(customer)


async def _finish(counter: Counter, number: str) -> None:
    """No file holds it any more, and the ledger says so. While somebody reads on it waits for the next round."""
    await counter.ledger.note(number, "erased", counter.clock.now(), {})
    for again in range(TIDYINGS, 0, -1):
        try:
            await counter.rounds.tidy()
            await counter.log.tidy()
        except LuukkuError as failure:
            if again == 1 or not isinstance(failure, Busy):
                logger.warning("an erasure is finished later: %s", failure.code)
                return
            await asyncio.sleep(REST_SECONDS)
        else:
            await counter.ledger.note(number, "done", counter.clock.now(), {})
            return


