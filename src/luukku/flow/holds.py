"""A single record that a law or a dispute keeps: set aside under a key of its own, with ground, owner and end. The rest can be erased.

It is a copy as it stands when it is set aside, and belongs to no customer's key: erasing goes on around it, and when its
day has come the round destroys it by itself (GDPR 17(3), 18).
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from luukku.errors import BadInput, Locked, NotFound
from luukku.flow.counter import Counter
from luukku.model.erasure import Kept
from luukku.model.fact import Fact
from luukku.model.ids import ConversationId, CustomerId, new_id


async def add(counter: Counter, conversation: ConversationId, name: str, ground: str, owner: str, ends: datetime) -> Sequence[Kept]:
    """Sets the fact aside, in each case that has it; the customer's log says so. Raises NotFound, BadInput."""
    now = counter.clock.now()
    if ends <= now or not ground.strip() or not owner.strip():
        raise BadInput(what="hold", expected="a ground, an owner and a day that is still ahead")
    talk = await counter.store.talk(conversation)
    found = [one for one in await counter.store.facts(talk.customer, *(case.id for case in talk.cases)) if one.name == name]
    if not found:
        raise NotFound(what="fact")
    number = counter.ledger.number(talk.customer)
    made = []
    for sealed in found:
        blank = Kept(id=new_id(), number=number, name=name, ground=ground.strip(), owner=owner.strip(), at=now, ends=ends)
        made.append(await counter.gate.keep(blank, talk.customer, sealed))
        await counter.kept.keep(made[-1])
    return made


async def own(counter: Counter, customer: CustomerId) -> Sequence[tuple[Kept, Fact]]:
    """What is kept of the customer, opened for themselves; without what has just gone."""
    found = []
    for record in await counter.kept.kept(counter.ledger.number(customer)):
        with suppress(Locked):
            found.append((record, await counter.gate.own_kept(customer, record)))
    return found


async def end(counter: Counter, id: str) -> None:
    """It is kept no longer, from now on. Raises NotFound."""
    await counter.kept.end_kept(id, counter.clock.now())
    await release_ended(counter)


async def release_ended(counter: Counter) -> None:
    """For the round: records whose day has come are destroyed, key first; where all else was erased, that is then whole."""
    now = counter.clock.now()
    for record in await counter.kept.kept():
        if record.ends <= now:
            await counter.gate.release(record.id)
            await counter.kept.release(record.id, now)
