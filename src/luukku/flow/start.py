"""The counter opens: what a crash left is put right before anything new is served."""

from __future__ import annotations

import asyncio
import contextlib
import logging

from luukku import hear
from luukku.flow import advance
from luukku.flow.counter import Counter
from luukku.flow.serve import answer_turn, embed
from luukku.model.fact import reveal

logger = logging.getLogger("luukku.flow")


async def recover(counter: Counter) -> int:
    """Answers what was accepted and not answered, in order; marks uses that never happened. How many turns."""
    known = await counter.outbox.shares()
    for customer, share in await counter.log.unfinished():
        if share in known:
            continue  # its row lies in the outbox, or its answer is still coming
        await counter.log.append(
            customer,
            "not-carried-out",
            actor="counter",
            purpose="",
            receiver=None,
            facts=(),
            permission=None,
            basis="",
            rule="",
            result="not-carried-out",
            about=share,
            id=f"{share}-done",
        )
    waiting = await counter.store.waiting()
    for turn in waiting:
        clean = hear.clean(reveal(turn.text))
        await answer_turn(counter, turn, clean, embed(counter, clean))
    return len(waiting)


async def work(counter: Counter) -> None:
    """The journeys' worker, for as long as the counter is open; started again if it ever fails."""
    while True:
        try:
            await advance.run(counter)
        except asyncio.CancelledError:
            raise
        except Exception as failure:  # noqa: BLE001  the worker must not die silently: said, then started again
            logger.error("worker failed", extra={"error": type(failure).__name__})
            await asyncio.sleep(1)


async def close(counter: Counter, worker: asyncio.Task[None] | None) -> None:
    """Graceful: no new work, what runs is finished (at most five seconds)."""
    if worker is not None:
        worker.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await worker
    if counter.tasks:
        await asyncio.wait(counter.tasks, timeout=5)
