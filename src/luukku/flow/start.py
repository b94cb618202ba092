"""The counter opens: what a crash left is put right before anything new is served."""

from __future__ import annotations

import asyncio
import contextlib
import logging

from luukku.errors import Broken, Busy, NoRoom
from luukku.flow import advance
from luukku.flow.counter import Counter
from luukku.flow.serve import answer_accepted, answer_later
from luukku.model.conversation import Message, Turn

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
        await _answer(counter, turn)
    return len(waiting)


async def _answer(counter: Counter, turn: Turn) -> None:
    """One that cannot be answered keeps no other from being answered, and the counter opens all the same."""
    try:
        await answer_accepted(counter, turn)
    except (NoRoom, Busy):
        answer_later(counter, Message(conversation=turn.conversation, id=turn.message, text=turn.text))
    except Broken:
        raise
    except Exception as failure:  # noqa: BLE001  said; it stays accepted and is tried again at the next start
        logger.error("an accepted turn cannot be answered: %s", type(failure).__name__)


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
        _, late = await asyncio.wait(counter.tasks, timeout=5)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
