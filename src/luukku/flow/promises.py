"""Promises to those who wait: made from the desk's hours, and said anew, honestly, when one could not be kept.

Nobody is left with a silent machine and nobody behind it either: what is held and not answered, or held by somebody who
has gone, goes back to the queue.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta

from luukku import handover
from luukku.errors import LuukkuError
from luukku.flow import held
from luukku.flow.change import Draft
from luukku.flow.counter import Counter
from luukku.model.handover import Handover, Level

logger = logging.getLogger("luukku.flow")

ON_DUTY = timedelta(minutes=15)
"""Whose page was open within this time is at the desk."""
GRACE = timedelta(minutes=10)
"""So long whoever has taken it may think before the first answer, also past the promise."""
GONE = timedelta(minutes=30)
"""Whose page was not open for so long has gone."""
SHORTEST = timedelta(minutes=5)
"""No answer is promised sooner: so long nothing needs to be looked up."""


async def promised_at(counter: Counter, at: datetime, level: Level) -> datetime:
    """Until when somebody answers who is called at `at`. Raises BadSettings where the desk's hours cannot be read."""
    on_duty = await counter.staff.on_duty(at - ON_DUTY)
    return handover.promise_by(counter.settings.desk, at, level, on_duty)


async def requeue(counter: Counter, draft: Draft, found: Handover) -> None:
    """Writes into the draft that it waits again, with the promise it had; with a new one when that has passed. The machine
    answers until then."""
    back = replace(found, state="waiting", employee=None, since=None, answered=None)
    late = found.promised <= draft.at
    if late:
        back = replace(back, promised=await promised_at(counter, draft.at, found.level), moved=found.moved + (found.answered is None))
    draft.talk = replace(draft.talk, held_by=None)
    back = held.put(draft, back)
    if late and found.answered is None:
        held.tell_moved(draft, back, found, again=True)
    else:
        held.tell_queued(draft, back, again=True)


async def keep(counter: Counter) -> int:
    """Whoever waits although the promise has passed is told so, with a new time; what nobody answers any more waits
    again. How many. To be called each half minute.

    What goes wrong with one keeps no other from being told: it is logged, and tried again the next time.
    """
    now = counter.clock.now()
    kept = 0
    for one in await counter.desk.late(now):
        kept += await _try(counter, one, _say_anew)
    for one in await counter.desk.queue():
        if one.state == "held":
            kept += await _try(counter, one, _take_back)
    return kept


async def _is_left(counter: Counter, found: Handover, now: datetime) -> bool:
    """Held by somebody who has not answered in time, or who has gone: signed out, let in no more, or not seen for long."""
    if found.state != "held" or found.since is None or found.employee is None:
        return False
    if found.answered is None and found.promised < now and found.since + GRACE < now:
        return True
    seen = await counter.staff.seen(found.employee)
    if seen is None or max(seen, found.since) + GONE < now:
        return True
    return found.answered is not None and seen + SHORTEST < now and await _waits_in_vain(counter, found, seen, now)


async def _waits_in_vain(counter: Counter, found: Handover, seen: datetime, now: datetime) -> bool:
    """Whether the customer has written since the employee's last words, was not answered in the time that the desk gives,
    and the employee was not seen meanwhile."""
    asked: datetime | None = None
    after = 0
    while events := await counter.feed.events(found.conversation, after, bare=True):
        for event in events:
            if event.type == "person-said" or (found.since is not None and event.at < found.since):
                asked = None
            elif event.type == "accepted" and asked is None:
                asked = event.at
        after = events[-1].seq
    if asked is None or asked < seen or not handover.has_desk(counter.settings):
        return False
    return handover.promise_by(counter.settings.desk, asked, "promise", 0) < now


async def _try(counter: Counter, found: Handover, do: Callable[[Counter, Draft, Handover], Awaitable[bool]]) -> bool:
    try:
        async with counter.one_at_a_time(found.conversation):
            now = await counter.desk.handover(found.id)
            draft = Draft(counter=counter, talk=await counter.store.talk(found.conversation), at=counter.clock.now())
            if now.version != found.version or not await do(counter, draft, now):
                return False
            await draft.commit()
            return True
    except LuukkuError as failure:
        logger.error("a late promise waits for the next round: %s", failure.code)
        return False


async def _say_anew(counter: Counter, draft: Draft, found: Handover) -> bool:
    if found.state != "waiting" or found.promised >= draft.at:
        return False
    if handover.has_desk(counter.settings):
        new = replace(found, promised=await promised_at(counter, draft.at, found.level), moved=found.moved + 1)
        held.tell_moved(draft, held.put(draft, new), found)
    else:
        _close(draft, found)
    return True


async def _take_back(counter: Counter, draft: Draft, found: Handover) -> bool:
    if not await _is_left(counter, found, draft.at):
        return False
    if handover.has_desk(counter.settings):
        await requeue(counter, draft, found)
    else:
        _close(draft, found)
    return True


def _close(draft: Draft, found: Handover) -> None:
    """The desk was given up meanwhile: nobody is left waiting for it."""
    held.end(draft, found)
    draft.event("left", {"handover": found.id})
