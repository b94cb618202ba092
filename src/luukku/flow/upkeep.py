"""The hourly round, and once at start: what has ended goes, and what a crash or an unreachable folder left is put right.

Each part stands alone: one that fails is said and tried again in an hour, and keeps no other from its work.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from luukku import act
from luukku.errors import Busy, Locked, LuukkuError
from luukku.flow import abuse, changes, erase, holds, join, notices, retain
from luukku.flow.counter import Counter
from luukku.model.conversation import Talk
from luukku.model.ids import CustomerId, EnvelopeId, ShareId

logger = logging.getLogger("luukku.flow")
Part = Callable[[Counter], Awaitable[object]]
EVERY_SECONDS = 3600.0
TIDYINGS = 5
"""So often the store's files are tried to be tidied, a second apart, when somebody is writing just then."""
KEPT_AFTER = timedelta(days=14)
"""So long after its last closing a conversation is kept in *kept until closed*."""


async def run(counter: Counter, more: Sequence[Part] = ()) -> None:
    """Rounds until cancelled, with `more` parts first. One task a process."""
    orphans: frozenset[EnvelopeId] = frozenset()
    while True:
        orphans = await go_round(counter, orphans, more)
        await asyncio.sleep(EVERY_SECONDS)


async def at_start(counter: Counter) -> None:
    """Before anything is served: the log's open ends, ended keys and their rows, keys of envelopes that never came to be."""
    for part in (erase.resume, join.finish, settle, end_closed, forget_ended, _tidy, _drop_all_orphans, abuse.remember, changes.remember):
        await _alone(part, counter)


async def go_round(counter: Counter, orphans: frozenset[EnvelopeId] = frozenset(), more: Sequence[Part] = ()) -> frozenset[EnvelopeId]:
    """One round. `orphans`: envelope keys without a row an hour ago; those of now come back."""
    for part in (*more, erase.resume, join.finish, holds.release_ended, retain.sweep, settle, end_closed, forget_ended, clear_letters, notices.drop_late, changes.remember, _sweep_waiting, _tidy):
        await _alone(part, counter)
    try:
        return await drop_orphans(counter, orphans)
    except Exception as failure:  # noqa: BLE001  as in `_alone`
        logger.error("the round could not drop orphans: %s", type(failure).__name__)
        return frozenset()


async def _alone(part: Part, counter: Counter) -> None:
    try:
        await part(counter)
    except Exception as failure:  # noqa: BLE001  said; the next round tries again
        logger.error("the round could not %s: %s", part.__name__.strip("_"), type(failure).__name__)


async def settle(counter: Counter) -> None:
    """Uses that were authorised and that nobody will carry out any more get their end in the log."""
    unfinished = await counter.log.unfinished()  # before the rows: what is finished meanwhile is noted first
    alive = await counter.outbox.shares() if unfinished else frozenset()
    for customer, share in unfinished:
        if share not in alive:
            with suppress(Locked):  # the key is gone: nobody can read or write that log any more
                await _not_carried_out(counter, customer, share)


async def _not_carried_out(counter: Counter, customer: CustomerId, share: ShareId) -> None:
    used = next(entry for entry in await counter.log.entries(customer) if entry.id == share)
    await counter.log.append(
        customer,
        "not-carried-out",
        actor=used.receiver or "counter",
        purpose=used.purpose,
        receiver=used.receiver,
        facts=used.facts,
        permission=used.permission,
        basis="",
        rule="",
        result="not-carried-out",
        about=share,
        id=f"{share}-done",
    )


async def end_closed(counter: Counter) -> None:
    """Whose matters are all closed has an end set for the key, and nobody else: also when a crash came between."""
    ends = await counter.key_rounds.ends()
    for customer in await counter.rounds.with_closed() | ends.keys():
        for talk in await counter.rounds.talks_of(customer):
            async with counter.one_at_a_time(talk.conversation):
                now = await counter.store.talk(talk.conversation)
                if end_of(now) != ends.get(customer):
                    await set_end(counter, now)


async def set_end(counter: Counter, talk: Talk) -> None:
    """Gives the customer's key the end that the closed cases say. Again: nothing changes. The talk is one at a time."""
    with suppress(Locked):  # ended already
        await counter.gate.end_customer(talk.customer, end_of(talk))


def end_of(talk: Talk) -> datetime | None:
    """Fourteen days after the last of all cases was closed; None while one is open, or when the customer keeps it."""
    closed = [case.closed for case in talk.cases if case.closed is not None]
    if talk.mode != "kept-until-closed" or not closed or len(closed) < len(talk.cases):
        return None
    return max(closed) + KEPT_AFTER


async def forget_ended(counter: Counter) -> None:
    """Keys past their end are destroyed, and with a key every row of its customer.

    A key that is missing although nothing has ended is no end: its rows stay, in case the right keys.db comes back.
    """
    await counter.key_rounds.destroy_ended()
    here = await counter.rounds.customers()  # before the keys: a new customer's key is made first
    gone = here - await counter.key_rounds.customers()
    away = await clear_letters(counter) if gone else frozenset()
    for customer in gone:
        talks = await counter.rounds.talks_of(customer)
        if not all(_has_ended(counter, talk) for talk in talks):
            logger.error("a customer's key is missing")
        elif not any(_receivers(talk) & away for talk in talks):  # else its letters could be found no more
            await counter.log.forget(customer)
            await counter.rounds.forget(customer)


def _has_ended(counter: Counter, talk: Talk) -> bool:
    """Whether the talk itself says so; one in which nothing was ever understood may have been left."""
    end = end_of(talk) if talk.cases else talk.opened + KEPT_AFTER
    return end is not None and end <= counter.clock.now()


def _receivers(talk: Talk) -> set[str]:
    steps = (step for case in talk.cases if case.journey is not None for step in case.journey.steps.values())
    return {step.receiver for step in steps if step.receiver is not None and step.shares}


async def clear_letters(counter: Counter) -> frozenset[str]:
    """What still lies outside for steps that are over goes. Gives back organisations that could not be looked through."""
    away = set()
    for id, peer in counter.peers.items():
        try:
            for share in await peer.left():
                talk = await counter.rounds.talk_of(share)
                if talk is not None and share not in live_shares(talk):
                    await peer.close(share)
        except LuukkuError as failure:
            away.add(id)
            logger.warning("not looked through", extra={"organisation": id, "error": failure.code})
    return frozenset(away)


def live_shares(talk: Talk) -> frozenset[ShareId]:
    """Shares of steps that some organisation still works at."""
    steps = (step for case in talk.cases if case.journey is not None for step in case.journey.steps.values())
    return frozenset(share for step in steps if step.state in (*act.AWAY, "needs-approval") for share in step.shares)


async def drop_orphans(counter: Counter, before: frozenset[EnvelopeId] | None) -> frozenset[EnvelopeId]:
    """Destroys keys of envelopes that have no row now and had none `before` (None: all; only while nothing is served).

    A key is made just before its row, so one look alone would take it from an envelope that is coming to be.
    """
    keys = await counter.key_rounds.envelopes()
    orphans = keys - await counter.rounds.envelopes()
    old = orphans if before is None else orphans & before
    await counter.gate.close(sorted(old))
    return orphans - old


async def _drop_all_orphans(counter: Counter) -> None:
    await drop_orphans(counter, None)


async def _sweep_waiting(counter: Counter) -> None:
    await counter.rounds.sweep_waiting()


async def _tidy(counter: Counter) -> None:
    for again in range(TIDYINGS, 0, -1):
        try:
            await counter.rounds.tidy()
            await counter.log.tidy()
            return
        except Busy:
            if again == 1:
                raise
        await asyncio.sleep(1)
