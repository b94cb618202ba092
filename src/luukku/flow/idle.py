"""Nobody comes back: what nobody needs any more is not kept. A part of the hourly round."""

from __future__ import annotations

from datetime import timedelta

from luukku import act
from luukku.flow import withdraw
from luukku.flow.counter import Counter
from luukku.ground.dates import helsinki
from luukku.model.conversation import Talk

IDLE = timedelta(days=180)
"""So long after the last thing that happened in a conversation it counts as left."""


async def close_idle(counter: Counter) -> None:
    """Closes the matters of conversations that were left, once nothing in them runs or waits for a day to come.

    From then on they go as any closed matter does. Where nothing was ever understood, the key ends now.
    """
    now = counter.clock.now()
    for customer in await counter.rounds.idle(now - IDLE):
        for talk in await counter.rounds.talks_of(customer):
            if _waits(counter, talk):
                continue
            for case in talk.cases:
                if case.closed is None:
                    await withdraw.close(counter, talk.conversation, case.id)
            if not talk.cases and talk.mode == "kept-until-closed":
                await counter.gate.end_customer(customer, now)


def _waits(counter: Counter, talk: Talk) -> bool:
    """Whether an organisation still works at something, or a deadline of the customer's own lies ahead."""
    today = helsinki(counter.clock.now())
    steps = [step for case in talk.cases if case.journey is not None for step in case.journey.steps.values()]
    running = any(step.state in act.AWAY and step.ends is not None and step.ends > counter.clock.now() for step in steps)
    return running or any(step.state == "own" and step.deadline is not None and step.deadline >= today for step in steps)

