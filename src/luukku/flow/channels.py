"""A channel that knows people by an address of its own (a phone number, a chat name): whose conversation it is, and what
came meanwhile. The address itself is kept nowhere: its keyed hash is a door of the conversation, as a token is."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from luukku import explain
from luukku.errors import NotFound, OutOfDate
from luukku.flow import own_rules, shapes, view
from luukku.flow.counter import Counter
from luukku.flow.open import by_door, open_conversation
from luukku.flow.resume import join
from luukku.flow.veil import veil
from luukku.model.conversation import Event, Talk
from luukku.model.fact import reveal
from luukku.model.ids import ConversationId

Json = dict[str, Any]
CODE = re.compile(r"\W*(?:(?:koodi|kod|koden|code)\W+)?((?:[a-z2-9]{4}[-–— ]?){3}[a-z2-9]{4})\W*", re.IGNORECASE | re.ASCII)
DASHED = re.compile(r"[-–—]|^\W*(?:koodi|kod|koden|code)\b", re.IGNORECASE)
AGAIN = timedelta(minutes=15)
"""So long the same code from the same sender is taken for the same message once more."""
NOTES = ("taken", "joined", "handed-back", "promise-moved", "looked-in", "step", "reminder")
"""What happens by itself, and is said: the rest follows from what the person wrote, and was answered there."""


def door(counter: Counter, secret: str, sender: str) -> bytes:
    """By what a sender is known again: another secret makes everybody a stranger."""
    return counter.keyed_hash(f"sender\n{hashlib.sha256(secret.encode()).hexdigest()}\n{sender}")


async def who(counter: Counter, door: bytes) -> ConversationId:
    """The sender's conversation. Raises NotFound for a stranger, or when it has ended."""
    return await by_door(counter, door)


async def is_known(counter: Counter, door: bytes) -> bool:
    try:
        await by_door(counter, door)
    except NotFound:
        return False
    return True


async def come_in(counter: Counter, door: bytes) -> ConversationId:
    """The sender's conversation; a new one for who is unknown, or whose conversation has ended or was left. Raises NoRoom."""
    async with counter.one_at_a_time(ConversationId(f"door {door.hex()}")):
        try:
            return await by_door(counter, door)
        except NotFound:
            conversation, _ = await open_conversation(counter, channel="rest")
            await counter.doors.add_token(conversation, door, moves=True)
            return conversation


def code_in(text: str) -> str | None:
    """The resume code of a message that is nothing else: "koodi ABCD-EFGH-JKLM-NPQR"."""
    found = CODE.fullmatch(text.strip())
    return found[1] if found is not None and DASHED.search(text) else None


async def use_code(counter: Counter, door: bytes, code: str) -> ConversationId:
    """The sender goes on where the code was made; what they said here before is left behind. The same again changes nothing.

    Raises OutOfDate: the same for unknown, used and ended.
    """
    again = counter.keyed_hash(f"used\n{door.hex()}\n{code.upper()}")
    async with counter.one_at_a_time(ConversationId(f"door {door.hex()}")):
        now = counter.clock.now()
        try:
            conversation = await join(counter, code, door, moves=True)
        except OutOfDate:
            conversation, _ = await counter.doors.take_code("used", again, now)
        await counter.doors.put_code("used", again, conversation, {}, now + AGAIN)
    return conversation


async def as_it_stands(counter: Counter, talk: Talk) -> Json:
    """What was asked last, for somebody who comes in by another channel: an answer without words of its own."""
    asked = explain.machine_goes_on(talk, counter.packs, counter.texts, counter.today())
    if talk.held_by is not None:
        return {**shapes.card_answer(shapes.hushed(asked, talk), talk)["reply"], "text": counter.texts.say(talk.language, "human-held-unnamed")}
    return await veiled(counter, talk.conversation, {**shapes.card_answer(asked, talk)["reply"], "paragraphs": []})


async def veiled(counter: Counter, conversation: ConversationId, reply: Json) -> Json:
    """A reply as it is given out: without what a turvakielto closes."""
    return veil(reply, await view.hidden(counter, await counter.store.talk(conversation)))


async def meanwhile(counter: Counter, conversation: ConversationId, after: int) -> list[tuple[int, str, Json | None]]:
    """What came by itself after `after`: (seq, text, reply). Either an employee's words or a note as text, or a whole reply
    of the machine: an organisation asks, or a human has handed the conversation back. Raises NotFound."""
    talk = await counter.store.talk(conversation)
    found: list[tuple[int, str, Json | None]] = []
    if await own_rules.quiet_now(counter, talk):
        return []  # the customer's own rule; it comes when the time is over, nothing is lost
    while events := await counter.feed.events(conversation, after):
        found += [(event.seq, text, reply) for event in events for text, reply in _told(counter, talk, event)]
        after = events[-1].seq
    words = await view.hidden(counter, talk) if found else frozenset[str]()
    return [(seq, veil(text, words), veil(reply, words)) for seq, text, reply in found]


def _told(counter: Counter, talk: Talk, event: Event) -> list[tuple[str, Json | None]]:
    held: Mapping[str, Any] = reveal(event.personal) if event.personal is not None else {}
    if event.type == "person-said":
        return [(counter.texts.say(talk.language, "channel-person", name=held.get("name", ""), text=held.get("text", "")), None)]
    if event.type == "replied" and _by_itself(event, held):
        return [("", dict(held["reply"]))]
    if event.type in NOTES or (event.type == "queued" and event.data.get("again")):
        note = explain.note(event, talk, counter.packs, counter.texts, counter.today())
        return [(note, None)] if note else []
    return []


def _by_itself(event: Event, held: Mapping[str, Any]) -> bool:
    """No answer to what was just written or chosen: handed back, or a question that an organisation asks."""
    return not event.data or (set(event.data) == {"case", "step"} and held["reply"].get("question") is not None)
