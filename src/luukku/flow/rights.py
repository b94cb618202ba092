"""The rights clock: each request is answered within a month, or three with a reason, and somebody is warned before (GDPR 12(3))."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from luukku.errors import BadInput, NotFound
from luukku.flow import desk
from luukku.flow.counter import Counter
from luukku.ground.dates import add, end_of_day, helsinki
from luukku.model.erasure import Request, Right
from luukku.model.ids import ConversationId, new_id

SOON = timedelta(days=7)
"""So long before its day a request is warned of."""
BY_A_HUMAN: tuple[Right, ...] = ("object", "restrict")
"""What a human weighs: one is called at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Requests that wait for an answer. `soon` are due within a week, `late` were due before now."""

    open: tuple[Request, ...]
    soon: tuple[Request, ...]
    late: tuple[Request, ...]


def due_day(at: datetime, months: int = 1) -> datetime:
    """The end of the day so many months on, in Helsinki."""
    return end_of_day(add(helsinki(at), f"P{months}M"))


async def ask(counter: Counter, conversation: ConversationId, right: Right) -> Request:
    """Somebody uses a right. The same right again, while it waits, gives the same request. Raises NotFound."""
    made = await note(counter, conversation, right)
    if right in BY_A_HUMAN:
        await call(counter, conversation)
    return made


async def call(counter: Counter, conversation: ConversationId) -> None:
    """A human is called, who weighs it. Again: nothing changes."""
    await desk.ask(counter, conversation)


async def note(counter: Counter, conversation: ConversationId, right: Right) -> Request:
    """The request, and the day on which it is due; nobody is called. Raises NotFound."""
    talk = await counter.store.talk(conversation)
    number = counter.ledger.number(talk.customer)
    there = next((one for one in await counter.rights.requests() if (one.number, one.right, one.done) == (number, right, None)), None)
    if there is not None:
        return there
    now = counter.clock.now()
    made = Request(id=new_id(), number=number, right=right, at=now, due=due_day(now))
    await counter.rights.ask(made)
    return made


async def of(counter: Counter, conversation: ConversationId) -> tuple[Request, ...]:
    """The customer's own requests, by when they are due."""
    number = counter.ledger.number((await counter.store.talk(conversation)).customer)
    return tuple(one for one in await counter.rights.requests() if one.number == number)


async def extend(counter: Counter, id: str, reason: str) -> Request:
    """Two months more, which the customer is told with the reason. Raises NotFound, BadInput without a reason or a second time."""
    found = await _open(counter, id)
    if not reason.strip() or found.reason:
        raise BadInput(what="reason", expected="one reason, once")
    await counter.rights.extend(id, due_day(found.at, 3), reason.strip())
    return await _open(counter, id)


async def settle(counter: Counter, id: str) -> None:
    """It was answered. Raises NotFound."""
    await counter.rights.settle(id, counter.clock.now())


async def standing(counter: Counter) -> Standing:
    """What waits, what is due soon, what is late."""
    now = counter.clock.now()
    waiting = tuple(one for one in await counter.rights.requests() if one.done is None)
    late = tuple(one for one in waiting if one.due < now)
    soon = tuple(one for one in waiting if now <= one.due < now + SOON)
    return Standing(open=waiting, soon=soon, late=late)


async def _open(counter: Counter, id: str) -> Request:
    found = next((one for one in await counter.rights.requests() if one.id == id and one.done is None), None)
    if found is None:
        raise NotFound(what="request")
    return found
