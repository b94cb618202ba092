"""Another device or channel goes on where the person was: by a code of one use that lasts a quarter of an hour."""

from __future__ import annotations

import secrets
from datetime import timedelta

from luukku.errors import Clash
from luukku.flow.change import Draft
from luukku.flow.counter import Counter
from luukku.flow.open import new_token, token_hash
from luukku.model.conversation import Talk
from luukku.model.ids import ConversationId

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""32 signs that are not mixed up when read aloud: no I, O, 0, 1."""
LASTS = timedelta(minutes=15)
GROUPS, GROUP = 4, 4
"""16 signs of 5 bits: 80 bits."""


async def make_code(counter: Counter, conversation: ConversationId) -> str:
    """A code like "K7QM-2XRD-…"; only its keyed hash is kept. Raises Clash(why="safe"): nothing leads into a safe conversation."""
    check_not_safe(await counter.store.talk(conversation))
    code = "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))
    await counter.doors.put_code("resume", _hash(counter, code), conversation, {}, counter.clock.now() + LASTS)
    return code


async def use_code(counter: Counter, code: str) -> tuple[ConversationId, str]:
    """(conversation, a token of its own for the new device). Raises OutOfDate: the same for unknown, used and ended."""
    token = new_token()
    return await join(counter, code, token_hash(counter, token)), token


async def join(counter: Counter, code: str, door: bytes, *, moves: bool = False) -> ConversationId:
    """From now on the door with that keyed hash opens the code's conversation. `moves`: whatever it opened before.
    Raises OutOfDate as `use_code`."""
    now, conversation = counter.clock.now(), await take(counter, code)
    await counter.doors.add_token(conversation, door, moves=moves)
    async with counter.one_at_a_time(conversation):
        talk = await counter.store.talk(conversation)
        draft = Draft(counter=counter, talk=talk, at=now)
        draft.event("resumed")
        await draft.commit()
    return conversation


async def take(counter: Counter, code: str) -> ConversationId:
    """Whose code it is; it works no more. Raises OutOfDate as `use_code`."""
    return (await counter.doors.take_code("resume", _hash(counter, code), counter.clock.now()))[0]


def check_not_safe(talk: Talk) -> None:
    """Raises Clash(why="safe") for a safe conversation: no code leads into it, from anywhere."""
    if talk.safe:
        raise Clash(why="safe")


def _hash(counter: Counter, code: str) -> bytes:
    plain = "".join(sign for sign in code.upper() if sign in LETTERS)
    return counter.keyed_hash("resume\n" + plain)
