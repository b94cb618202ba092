"""Serve a turn: what was said is accepted, and answered once, whatever happens in between.

    accept (durable) ∥ embed → one at a time per conversation → `flow/turn.py`
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from luukku import hear, understand
from luukku.errors import Busy, KeyAway, LuukkuError, NoRoom, Waits
from luukku.flow.counter import Counter
from luukku.flow.turn import Answer, answer_turn
from luukku.hear import Clean
from luukku.model.conversation import Message, Turn
from luukku.model.fact import Personal, reveal
from luukku.model.ids import TurnId

if TYPE_CHECKING:
    from luukku.ports import Vectors

AWAY = KeyAway.code
"""Why an accepted message waits whose facts only the customer's device opens."""
LONGEST_WAIT = 60.0
"""Seconds between two tries to answer what was accepted."""
logger = logging.getLogger("luukku.flow")


async def serve(counter: Counter, message: Message, *, fix: str | None = None) -> Answer:
    """Answers once; the same message again gets the same answer. `fix`: read it first as that fact's new value.

    Raises Empty, TooLong, NotText, Clash, NotFound, NoRoom, Busy (nothing was accepted); Waits when it was accepted
    and cannot be answered yet (the disk is full; the customer's key is away): then the answer comes later, as an event.
    """
    try:
        return await _serve(counter, message, fix)
    except Waits as waits:
        if waits.data.get("why") != AWAY:  # then the customer's device has to come
            answer_later(counter, message, fix)
        raise


async def _serve(counter: Counter, message: Message, fix: str | None) -> Answer:
    with counter.stage("hear"):
        clean = hear.clean(reveal(message.text), counter.settings.limits.text_characters)
    async with _alone(counter, message):
        async with _embedding(counter, clean, message.conversation) as vectors:  # the processor beside the disk
            turn = await _accept(counter, message, clean, fix)
            if turn.answer is not None:
                return reveal(turn.answer)
            try:
                return await answer_turn(counter, turn, clean, vectors, fix)
            except (NoRoom, Busy) as error:
                raise Waits(turn=turn.id) from error
            except KeyAway as away:
                raise Waits(turn=turn.id, why=AWAY) from away


async def accept(counter: Counter, message: Message) -> TurnId:
    """Durable when it returns; the answer follows as an event. Raises what `serve` raises."""
    clean = hear.clean(reveal(message.text), counter.settings.limits.text_characters)
    turn = await _accept(counter, message, clean)
    if turn.answer is None:
        answer_later(counter, message, seconds=0)
    return turn.id


def answer_later(counter: Counter, message: Message, fix: str | None = None, seconds: float = 1) -> None:
    """What is accepted is answered: after `seconds`, or when that is possible again, or after the next start."""
    key = (message.conversation, message.id)
    if key not in counter.later:
        counter.later.add(key)
        counter.background(_answer_later(counter, message, fix, seconds))


async def _answer_later(counter: Counter, message: Message, fix: str | None, seconds: float) -> None:
    try:
        while True:
            await asyncio.sleep(seconds)
            try:
                await _serve(counter, message, fix)
                return
            except (Waits, NoRoom, Busy) as failure:
                if failure.data.get("why") == AWAY:
                    raise
                seconds = min(max(1, 2 * seconds), LONGEST_WAIT)
    except Waits as waits:
        logger.info("an accepted turn waits for its customer's device", extra={"turn": waits.data["turn"]})
    except LuukkuError as error:
        logger.error("an accepted turn waits for the next start: %s", error.code)
    finally:
        counter.later.discard((message.conversation, message.id))


async def answer_accepted(counter: Counter, turn: Turn) -> Answer:
    """The answer of a turn that an earlier run accepted."""
    clean = hear.clean(reveal(turn.text))
    async with _embedding(counter, clean, turn.conversation) as vectors:
        return await answer_turn(counter, turn, clean, vectors, turn.fix)


@asynccontextmanager
async def _alone(counter: Counter, message: Message) -> AsyncIterator[None]:
    """The same message twice at once: the second waits for the first and then finds its stored answer."""
    key = (message.conversation, message.id)
    while (other := counter.inflight.get(key)) is not None:
        await other
    mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    counter.inflight[key] = mine
    try:
        yield
    finally:
        del counter.inflight[key]
        mine.set_result(None)


async def _accept(counter: Counter, message: Message, clean: Clean, fix: str | None = None) -> Turn:
    at = counter.clock.now()
    held = replace(message, text=Personal(clean.text), fix=fix or message.fix)
    with counter.stage("accept"), counter.order.coming_in():
        return await counter.store.accept(held, at, counter.keyed_hash("text\n" + clean.text))


@asynccontextmanager
async def _embedding(counter: Counter, clean: Clean, of: str) -> AsyncIterator[Awaitable[Vectors | None]]:
    """Embeds meanwhile; given up when the message is not accepted or was answered before."""
    work = asyncio.ensure_future(embed(counter, clean, of))
    try:
        yield work
    finally:
        if not work.done():
            work.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await work


async def embed(counter: Counter, clean: Clean, of: str = "") -> Vectors | None:
    """The views of a text as vectors; None when the embedder has too much to do. `of`: whose turn it is in the queue."""
    with counter.stage("embed"), contextlib.suppress(Busy):
        return await counter.embedder.embed(understand.views(counter.understanding, clean.text), of)
    return None
