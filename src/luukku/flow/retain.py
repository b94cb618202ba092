"""How long a fact is kept: as long as its pack says that it is good for, longer while a running step may use it; then it goes.

A fact without `good_for` lasts as long as its case, and goes with the customer's key. What was said in words belongs to the
conversation, and goes with it. Where a fact has gone it may be asked anew, if something needs it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from luukku import act
from luukku.flow.change import Draft
from luukku.flow.counter import Counter
from luukku.ground.dates import add, end_of_day, helsinki
from luukku.model.conversation import Case, Talk
from luukku.model.ids import CaseId
from luukku.model.pack import Packs


async def sweep(counter: Counter) -> None:
    """For the round: facts that are past it go from the store, and their names from their cases."""
    for customer in await counter.rounds.customers():
        times = await counter.rounds.fact_times(customer)
        for talk in await counter.rounds.talks_of(customer) if times else ():
            if past(talk, times, counter.packs, counter.clock.now()):
                async with counter.one_at_a_time(talk.conversation):
                    await _forget(counter, talk)


def past(talk: Talk, times: Mapping[tuple[CaseId, str], datetime], packs: Packs, now: datetime) -> tuple[tuple[CaseId, str], ...]:
    """(case, name) of the facts whose time is over. `times`: when each was said."""
    return tuple(
        (case.id, name) for case in talk.cases for name in case.names
        if (case.id, name) in times and (until := kept_until(case, name, times[case.id, name], packs)) is not None and until < now
    )  # fmt: skip


def kept_until(case: Case, name: str, said: datetime, packs: Packs) -> datetime | None:
    """The end of the last day on which it may be kept; None: as long as the case. The longest of its live purposes counts."""
    pack = packs.events.get(case.event)
    spec = pack.fact(name) if pack is not None else None
    if spec is None or spec.good_for is None:
        return None
    steps = case.journey.steps.values() if case.journey is not None else ()
    running = [step.ends for step in steps if step.ends is not None and name in step.held and step.state in act.AWAY]
    return max([end_of_day(add(helsinki(said), spec.good_for)), *running])


async def _forget(counter: Counter, seen: Talk) -> None:
    """Within the talk's turn, as it stands now."""
    talk = await counter.store.talk(seen.conversation)
    draft = Draft(counter=counter, talk=talk, at=counter.clock.now())
    gone = past(talk, await counter.rounds.fact_times(talk.customer), counter.packs, draft.at)
    for case, name in gone:
        draft.put(replace(draft.case(case), names=tuple(one for one in draft.case(case).names if one != name)))
        draft.event("forgotten", {"case": case, "name": name})
    draft.forgotten += gone
    if gone:
        await draft.commit()
