"""The live line: what changed in the conversation, as fragments of the page, over Server-Sent Events."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from luukku.errors import KeyAway
from luukku.model.ids import ConversationId, Language
from luukku.ports import Feed
from luukku.web.render import Renderer
from luukku.web.standing import Standing
from luukku.web.turns import Item, is_silent, is_waiting, tone_of

WAIT = 20.0
"""Seconds of silence after which a comment line shows that the line is open."""
AGAIN = 6
"""How many of the last turns a new stream sends again, in case they changed while nobody listened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """One page that listens. `look` gives its conversation's items and language as they stand now, `stand` what stands
    beside them; `opens` says whether its cookie still opens the conversation."""

    conversation: ConversationId
    feed: Feed
    renderer: Renderer
    token: str
    look: Callable[[], Awaitable[tuple[Sequence[Item], Language]]]
    opens: Callable[[], Awaitable[bool]]
    stopping: asyncio.Event
    stand: Callable[[Sequence[Item]], Awaitable[Standing]] | None = None
    sent: dict[str, str] = field(default_factory=dict)


def make_frame(
    renderer: Renderer, items: Sequence[Item], language: Language, token: str, after: int, now: Standing | None = None
) -> dict[str, Any]:
    """What the page's script takes: turns after `after`, the lit piece and those beside it, the language, one short line
    to announce."""
    now = now or Standing()
    return {
        "turns": [turn.data() for turn in renderer.turns(items, language, after, titles=now.titles, held=now.held, token=token)],
        "lit": renderer.lit(items, language, token, titles=now.titles).data(),
        "pieces": [piece.data() for piece in renderer.pieces(now, language, token)],
        "until": max((item.seq for item in items), default=0),
        "leaves": now.exit,
        "tone": tone_of(items),
        "language": language,
        "waiting": is_waiting(items),
        "status": _status(renderer, items, language, after, held=bool(now.held)),
    }


def _status(renderer: Renderer, items: Sequence[Item], language: Language, after: int, *, held: bool) -> str:
    """The newest item in one short line, "" when nothing is new. `held`: a person answers, so the machine reads nothing."""
    newest = next((item for item in reversed(items) if item.seq > after), None)
    if newest is None:
        return ""
    if newest.kind == "person":
        return renderer.say(language, "page-status-person", name=newest.who)
    if newest.reply is not None and newest.reply.numbers:
        return renderer.say(language, "page-status-numbers")
    ids = {"machine": "page-status-silent" if is_silent(newest) else "page-status-answered", "note": "page-status-event", "you": "page-status-silent" if held else "page-status-kept"}
    return renderer.say(language, ids[newest.kind])


async def stream(listener: Listener, after: int) -> AsyncIterator[bytes]:
    """Frames from `after` on until the page goes, its cookie ends or the server stops. The id of a frame is the last event's seq."""
    cursor = await _last(listener, after)
    yield await _frame(listener, cursor, after, first=True)
    while not listener.stopping.is_set():
        changed = await changed_or_stopped(listener.feed, listener.conversation, cursor, WAIT, listener.stopping)
        if not await listener.opens():
            return
        if not changed:
            yield b": here\n\n"
            continue
        before, cursor = cursor, await _last(listener, cursor)
        yield await _frame(listener, cursor, before)


async def _last(listener: Listener, after: int) -> int:
    return max(after, await listener.feed.newest(listener.conversation))


async def _frame(listener: Listener, cursor: int, after: int, *, first: bool = False) -> bytes:
    try:
        items, language = await listener.look()
    except KeyAway:
        return encode(cursor, {"shut": True})  # the page has it opened on the customer's device, and asks for the frame
    now = await listener.stand(items) if listener.stand is not None else Standing()
    frame = make_frame(listener.renderer, items, language, listener.token, after, now)
    known = {turn["id"] for turn in frame["turns"]}
    older = listener.renderer.turns(items[-AGAIN:], language, titles=now.titles, held=now.held, token=listener.token)
    again = [turn.data() for turn in older if turn.id not in known and (first or listener.sent.get(turn.id) != turn.v)]
    frame["turns"] = again + frame["turns"]
    listener.sent.update({turn["id"]: turn["v"] for turn in frame["turns"]})
    return encode(cursor, frame)


def encode(id: int, data: Mapping[str, Any]) -> bytes:
    """One event of a stream (WHATWG HTML, 9.2): JSON has no line breaks, so one data line is enough."""
    return f"id: {id}\ndata: {json.dumps(data, ensure_ascii=False, separators=(',', ':'))}\n\n".encode()


async def changed_or_stopped(feed: Feed, conversation: ConversationId, after: int, seconds: float, stopping: asyncio.Event) -> bool:
    """Waits for an event after `after`, for the server's stop, or so long. True when there is an event."""
    changed = asyncio.ensure_future(feed.changed(conversation, after, seconds))
    stopped = asyncio.ensure_future(stopping.wait())
    try:
        await asyncio.wait({changed, stopped}, return_when=asyncio.FIRST_COMPLETED)
        return changed.done() and changed.result()
    finally:
        changed.cancel()
        stopped.cancel()
