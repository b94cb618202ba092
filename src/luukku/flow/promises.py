"""Promises to those who wait: made from the desk's hours, and said anew, honestly, when one could not be kept."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime, timedelta

from luukku import handover
from luukku.errors import LuukkuError
from luukku.flow.change import Draft
from luukku.flow.counter import Counter
from luukku.model.handover import Handover, Level

logger = logging.getLogger("luukku.flow")

ON_DUTY = timedelta(minutes=15)
"""Whose page was open within this time is at the desk."""


async def promised_at(counter: Counter, at: datetime, level: Level) -> datetime:
    """Until when somebody answers who is called at `at`. Raises BadSettings where the desk's hours cannot be read."""
    on_duty = await counter.staff.on_duty(at - ON_DUTY)
    return handover.promise_by(counter.settings.desk, at, level, on_duty)


async def keep(counter: Counter) -> int:
    """Whoever waits although the promise has passed is told so, with a new time. How many. To be called each half minute.

    What goes wrong with one keeps no other from being told: it is logged, and tried again the next time.
    """
    moved = 0
    for late in await counter.desk.late(counter.clock.now()):
        try:
            moved += await _tell(counter, late)
        except LuukkuError as failure:
            logger.error("a late promise waits for the next round: %s", failure.code)
    return moved


async def _tell(counter: Counter, late: Handover) -> bool:
    async with counter.one_at_a_time(late.conversation):
        found = await counter.desk.handover(late.id)
        at = counter.clock.now()
        if found.state != "waiting" or found.promised >= at:
            return False
        draft = Draft(counter=counter, talk=await counter.store.talk(found.conversation), at=at)
        if handover.has_desk(counter.settings):
            new = replace(found, promised=await promised_at(counter, at, found.level), moved=found.moved + 1, version=found.version + 1)
            data = {"handover": found.id, "level": found.level, "was": found.promised.isoformat(), "promised": new.promised.isoformat()}
            draft.event("promise-moved", data)
        else:  # the desk was closed for good meanwhile: nobody is left waiting for it
            new = replace(found, state="over", since=at, version=found.version + 1)
            draft.talk = replace(draft.talk, handover=None)
            draft.event("left", {"handover": found.id})
        draft.handovers.append(new)
        await draft.commit()
    return True
