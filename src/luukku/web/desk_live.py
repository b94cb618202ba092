"""The desk's live line: the queue as it stands, who has what, and that a customer wrote. It carries no words of anybody's."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from luukku.flow.desk import QueueRow
from luukku.model.ids import ConversationId, HandoverId, Language
from luukku.ports import Desk, Feed
from luukku.web.desk_show import queue_piece
from luukku.web.live import encode
from luukku.web.render import Renderer

WAIT = 15.0
"""Seconds after which the queue is rendered anew: the time that is left goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskListener:
    """One browser of one employee. `rows` gives the queue now; `held` the conversations that this employee has, by
    handover; `still_in` says whether the sign-in holds."""

    desk: Desk
    feed: Feed
    renderer: Renderer
    language: Language
    rows: Callable[[], Awaitable[list[QueueRow]]]
    held: Callable[[], Awaitable[dict[HandoverId, ConversationId]]]
    still_in: Callable[[], Awaitable[bool]]
    stopping: asyncio.Event
    cursors: dict[HandoverId, int] = field(default_factory=dict)


async def stream(listener: DeskListener) -> AsyncIterator[bytes]:
    """Frames until the page goes, the sign-in ends or the server stops: the queue first, then each change of it."""
    sent = ""
    while not listener.stopping.is_set():
        number = await listener.desk.changed(0, 0)
        rows, held = await listener.rows(), await listener.held()
        await _follow(listener, held)
        piece = queue_piece(listener.renderer, listener.language, rows)
        states = {row.id: {"mine": row.mine, "holder": row.holder} for row in rows}
        if piece.v != sent:
            sent = piece.v
            yield encode(number, {"queue": piece.data(), "rows": states, "talks": dict(listener.cursors)})
        else:
            yield b": here\n\n"
        spoke = await _wait(listener, number, held)
        if not await listener.still_in():
            return
        if spoke:
            await _follow(listener, held)
            yield encode(number, {"talks": dict(listener.cursors)})


async def _follow(listener: DeskListener, held: dict[HandoverId, ConversationId]) -> None:
    """The last event of each conversation that the employee has; others are followed no more."""
    for gone in set(listener.cursors) - set(held):
        del listener.cursors[gone]
    for id, conversation in held.items():
        listener.cursors[id] = await listener.feed.newest(conversation)


async def _wait(listener: DeskListener, number: int, held: dict[HandoverId, ConversationId]) -> bool:
    """Until the queue changes, something happens in a held conversation, the server stops, or so long. True when somebody spoke."""
    spoken = [
        asyncio.ensure_future(listener.feed.changed(conversation, listener.cursors.get(id, 0), WAIT)) for id, conversation in held.items()
    ]
    others = [asyncio.ensure_future(listener.desk.changed(number, WAIT)), asyncio.ensure_future(listener.stopping.wait())]
    try:
        await asyncio.wait([*spoken, *others], timeout=WAIT, return_when=asyncio.FIRST_COMPLETED)
        return any(one.done() and one.result() for one in spoken)
    finally:
        await _end([*spoken, *others])


async def _end(tasks: Sequence[asyncio.Future[int] | asyncio.Future[bool]]) -> None:
    for task in tasks:
        task.cancel()
    for task in tasks:
        with suppress(asyncio.CancelledError):
            await task
