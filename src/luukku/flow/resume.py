"""Another device or channel goes on where the person was: by a code of one use that lasts a quarter of an hour."""

from __future__ import annotations

import secrets
from datetime import timedelta

from luukku.flow.change import Draft
from luukku.flow.counter import Counter
from luukku.flow.open import new_token, token_hash
from luukku.model.ids import ConversationId

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""32 signs that are not mixed up when read aloud: no I, O, 0, 1."""
LASTS = timedelta(minutes=15)
GROUPS, GROUP = 4, 4
"""16 signs of 5 bits: 80 bits."""


async def make_code(counter: Counter, conversation: ConversationId) -> str:
    """A code like "K7QM-2XRD-…"; only its keyed hash is kept."""
    code = "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))
    await counter.doors.put_code("resume", _hash(counter, code), conversation, {}, counter.clock.now() + LASTS)
    return code


async def use_code(counter: Counter, code: str) -> tuple[ConversationId, str]:
    """(conversation, a token of its own for the new device). Raises OutOfDate: the same for unknown, used and ended."""
    now = counter.clock.now()
    conversation, _ = await counter.doors.take_code("resume", _hash(counter, code), now)
    token = new_token()
    await counter.doors.add_token(conversation, token_hash(counter, token))
    async with counter.one_at_a_time(conversation):
        talk = await counter.store.talk(conversation)
        draft = Draft(counter=counter, talk=talk, at=now)
        draft.event("resumed")
        await draft.commit()
    return conversation, token


def _hash(counter: Counter, code: str) -> bytes:
    plain = "".join(sign for sign in code.upper() if sign in LETTERS)
    return counter.keyed_hash("resume\n" + plain)
