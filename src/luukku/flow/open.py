"""A person comes in: a new customer with a key pair of their own, a conversation, and the token that opens it."""

from __future__ import annotations

import secrets

from luukku.errors import NotFound
from luukku.flow.counter import Counter
from luukku.model.conversation import Talk
from luukku.model.ids import LANGUAGES, ConversationId, CustomerId, Language, new_id

TOKEN_BYTES = 32


async def open_conversation(
    counter: Counter, language: Language | None = None, *, safe: bool = False, channel: str = "web"
) -> tuple[ConversationId, str]:
    """(conversation, token). The token is shown once; the store keeps its keyed hash. Raises NoRoom.

    `safe`: another customer with a key and a log of their own; nothing links it to any other conversation.
    `channel`: where the customer came in; the desk sees it.
    """
    customer, conversation, token = CustomerId(new_id()), ConversationId(new_id()), new_token()
    await counter.gate.new_customer(customer, "kept-until-closed")
    talk = Talk(
        conversation=conversation,
        customer=customer,
        language=language if language in LANGUAGES else counter.settings.language,
        chosen_language=language is not None,
        mode="kept-until-closed",
        opened=counter.clock.now(),
        safe=safe,
        channel=channel,
    )
    await counter.store.open_conversation(talk, token_hash(counter, token))
    return conversation, token


async def who(counter: Counter, token: str) -> ConversationId:
    """Whose token this is. Behind a "." stands a join by which it is turned to the conversation beside its own (`flow.join`).

    Raises NotFound: the same for unknown, foreign and ended, also when the customer's key has ended.
    """
    own, _, way = token.partition(".")
    home = await by_door(counter, token_hash(counter, own))
    return await _beside(counter, home, way) if way else home


async def _beside(counter: Counter, home: ConversationId, way: str) -> ConversationId:
    """Raises NotFound unless they are joined now, and this one has shown at least as well who it is."""
    found = next((one for one in await counter.joins.of(home) if one.id == way and one.state == "joined"), None)
    if found is None or not await counter.joins.same_person(home, found.beside(home)):
        raise NotFound(what="conversation")
    there = found.beside(home)
    if not await counter.gate.holds((await counter.store.talk(there)).customer):
        raise NotFound(what="conversation")
    return there


async def by_door(counter: Counter, door: bytes) -> ConversationId:
    """The same by the keyed hash itself, for who knows no token: a channel's sender. Raises NotFound."""
    conversation = await counter.doors.by_token(door)
    talk = await counter.store.talk(conversation)
    if not await counter.gate.holds(talk.customer):
        raise NotFound(what="conversation")
    return conversation


async def opens(counter: Counter, token: str) -> bool:
    """Whether the token still opens its conversation: a sign-in ends those that were given before."""
    try:
        await who(counter, token)
    except NotFound:
        return False
    return True


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(counter: Counter, token: str) -> bytes:
    return counter.keyed_hash("token\n" + token)
