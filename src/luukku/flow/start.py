"""The counter opens: what a crash left is put right before anything new is served."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from luukku import understand
from luukku.errors import Broken, Busy, KeyAway, NoRoom
from luukku.flow import advance, changes, device, notices, promises, teach, upkeep
from luukku.flow.counter import Counter
from luukku.flow.idle import close_idle
from luukku.flow.serve import answer_accepted, answer_later
from luukku.model.conversation import Message, Turn
from luukku.understand.heads import Maker

if TYPE_CHECKING:
    from luukku.ports import Vectors

logger = logging.getLogger("luukku.flow")
EVERY_SECONDS = 30.0
_A_FEW = 4
"""Passages that are embedded at once: customers' messages come between."""
WHOLE = ("log", "checkpoint", "vkey", "secret", "luukku.db")
"""What is broken for everybody when it is broken."""


async def recover(counter: Counter) -> int:
    """Answers what was accepted and not answered, in order; marks uses that never happened. How many turns."""
    await upkeep.at_start(counter)
    await device.finish_all(counter)
    waiting = await counter.store.waiting()
    for turn in waiting:
        await _answer(counter, turn)
    return len(waiting)


async def _answer(counter: Counter, turn: Turn) -> None:
    """One that cannot be answered keeps no other from being answered, and the counter opens all the same."""
    try:
        await answer_accepted(counter, turn)
    except (NoRoom, Busy):
        answer_later(counter, Message(conversation=turn.conversation, id=turn.message, text=turn.text), turn.fix)
    except KeyAway:
        logger.info("an accepted turn waits for its customer's device", extra={"turn": turn.id})
    except Broken as broken:
        if broken.data.get("what") in WHOLE:
            raise
        logger.error("an accepted turn cannot be answered: %s", broken.code)
    except Exception as failure:  # noqa: BLE001  said; it stays accepted and is tried again at the next start
        logger.error("an accepted turn cannot be answered: %s", type(failure).__name__)


async def work(counter: Counter) -> None:
    """The journeys' worker, for as long as the counter is open; started again if it ever fails."""
    await _go_on(advance.run, counter)


async def keep_up(counter: Counter) -> None:
    """The hourly round, the same way."""
    await _go_on(partial(upkeep.run, more=(device.finish_all, close_idle, teach.drop_unwanted)), counter)


async def keep_promises(counter: Counter) -> None:
    """Each half minute: who waits for a human longer than was promised is told so."""
    await _go_on(_watch, counter)


async def tell_erased(counter: Counter) -> None:
    """Each half minute: organisations that must be told of an erasure, or of facts that were contested or corrected."""
    await _go_on(_tell, counter)


async def _tell(counter: Counter) -> None:
    while True:
        await changes.tell_waiting(counter)
        await notices.tell(counter)
        await asyncio.sleep(EVERY_SECONDS)


async def _watch(counter: Counter) -> None:
    while True:
        await promises.keep(counter)
        await device.end_lending(counter)
        await asyncio.sleep(EVERY_SECONDS)


async def renew_search(counter: Counter, texts: tuple[str, ...], folder: Path) -> None:
    """Embeds what the kept vectors lack, beside all else; until it is done words alone find."""
    rows: dict[str, Vectors] = {}
    for start in range(0, len(texts), _A_FEW):
        block = texts[start : start + _A_FEW]
        while True:
            try:
                rows |= zip(block, await counter.embedder.embed(block, of="search"), strict=True)
                break
            except Busy:
                await asyncio.sleep(1)
    counter.search = await asyncio.to_thread(understand.with_new, counter.search, folder, rows, Maker.of(counter.embedder))


async def _go_on(run: Callable[[Counter], Awaitable[None]], counter: Counter) -> None:
    while True:
        try:
            await run(counter)
        except asyncio.CancelledError:
            raise
        except Exception as failure:  # noqa: BLE001  the worker must not die silently: said, then started again
            logger.error("worker failed", extra={"error": type(failure).__name__})
            await asyncio.sleep(1)


async def close(counter: Counter, *workers: asyncio.Task[None]) -> None:
    """Graceful: no new work, what runs is finished (at most five seconds)."""
    for worker in workers:
        worker.cancel()
    await asyncio.gather(*workers, return_exceptions=True)
    if counter.tasks:
        _, late = await asyncio.wait(counter.tasks, timeout=5)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
