"""After a backup was put back: what the customer has taken back since stays taken back, though the copy does not know of it.

The log is never older than the copy (`adapters.embedded.backup`), and a withdrawal stands in it before it counts. So it is the log
that says which permissions were withdrawn or narrowed and which conversations were parted. Of a use that was stopped the ledger knows
that there is a request, and not what it was about: that is an incident, which a human weighs. Runs before anything is served; killed
half-way it is run again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence

from luukku import consent
from luukku.errors import KeyAway, Locked, LuukkuError
from luukku.flow import rights, teach, withdraw
from luukku.flow.change import Draft
from luukku.flow.consents import keep
from luukku.flow.counter import Counter
from luukku.model.conversation import Case, Talk
from luukku.model.ids import CustomerId, PermissionId
from luukku.model.use import Entry

logger = logging.getLogger("luukku.flow")
KIND = "stop-lost"
AS_NARROWED = ("left-out", "narrowed")


async def after_restore(counter: Counter) -> None:
    """Of one customer at a time; one whose log cannot be read keeps no other from being caught up."""
    for customer in sorted(await counter.rounds.customers()):
        try:
            await _customer(counter, customer)
        except LuukkuError as failure:
            logger.error("a customer cannot be caught up after a restore: %s", failure.code)
    await _stops(counter)
    await counter.staff.end_sessions()


async def _customer(counter: Counter, customer: CustomerId) -> None:
    try:
        entries = [one for one in await counter.log.entries(customer) if one.kind in ("consent", "part")]
    except KeyAway:
        await _end_all(counter, customer)
        return
    except Locked:  # the key has ended: nothing of theirs is used any more
        return
    for talk in await counter.rounds.talks_of(customer):
        await _talk(counter, talk, [one for one in entries if one.kind == "consent"])
        parted = {one.about for one in entries if one.kind == "part"}
        for one in await counter.joins.of(talk.conversation):
            if one.id in parted:
                await counter.joins.turn(one.id, "parted")


async def _end_all(counter: Counter, customer: CustomerId) -> None:
    """Only their device reads what they have taken back since the copy: everything ends, and is asked for anew."""
    for talk in await counter.rounds.talks_of(customer):
        for case in talk.cases:
            for id in consent.fold(case.consents, counter.clock.now()):
                await _withdraw(counter, talk, case, id)
        for one in await counter.joins.of(talk.conversation):
            if one.state in ("asked", "joined"):
                await counter.joins.turn(one.id, "parted")


async def _talk(counter: Counter, talk: Talk, entries: Sequence[Entry]) -> None:
    taken_back = {one.permission for one in entries if one.result == "refused"}
    for case in talk.cases:
        for id in consent.fold(case.consents, counter.clock.now()):
            if id in taken_back:
                await _withdraw(counter, talk, case, id)
            else:
                await _narrow(counter, talk, case, id, entries)
    if talk.teaching is not None and talk.teaching.id in taken_back:
        await teach.choose(counter, talk.conversation, allow=False)


async def _withdraw(counter: Counter, talk: Talk, case: Case, id: PermissionId) -> None:
    step = next((one.id for one in case.journey.steps.values() if one.permission == id), None) if case.journey is not None else None
    async with counter.one_at_a_time(talk.conversation):
        draft = Draft(counter=counter, talk=await counter.store.talk(talk.conversation), at=counter.clock.now())
        if step is not None:
            await withdraw.end_step(counter, draft, case.id, step, by="rule")
        mine = consent.lifecycle.of(draft.case(case.id).consents, id)
        if consent.lifecycle.state(mine, draft.at) == "live":  # no step rests on it any more
            await keep(counter, draft, consent.lifecycle.withdraw(mine, draft.at), counter.packs.events[case.event], by="rule")
        await draft.commit()


async def _narrow(counter: Counter, talk: Talk, case: Case, id: PermissionId, entries: Sequence[Entry]) -> None:
    left = [frozenset(one.facts) for one in entries if one.permission == id and one.about in AS_NARROWED and one.result == "allowed"]
    mine = consent.lifecycle.of(case.consents, id)
    gone = frozenset(mine[-1].facts) - left[-1] if left else frozenset()
    step = next((one.id for one in case.journey.steps.values() if one.permission == id), None) if case.journey is not None else None
    if gone and step is not None:
        await withdraw.narrow(counter, talk.conversation, case.id, step, sorted(gone))


async def _stops(counter: Counter) -> None:
    """Requests to object or restrict that wait for a human, and of whose stop the copy knows nothing: it cannot be told what it was."""
    customers = await counter.rounds.customers()
    known = {stop.request for customer in customers for talk in await counter.rounds.talks_of(customer) for stop in talk.stops}
    here = {counter.ledger.number(customer) for customer in customers}
    for one in await counter.rights.requests():
        if one.right in rights.BY_A_HUMAN and one.done is None and one.number in here and one.id not in known:
            await asyncio.to_thread(counter.incidents.note, KIND, request=one.id)
