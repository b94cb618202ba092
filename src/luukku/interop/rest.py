"""The channel that many chat programs speak already: Rasa's REST form. One door for each program, by the secret of the settings.

`POST /webhooks/rest/webhook` {"sender", "message"} → [{"recipient_id", "text", "buttons"?}]. See docs/channels.md.
"""

from __future__ import annotations

import hmac
from typing import Annotated
from uuid import uuid4

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from luukku.errors import Forbidden, LuukkuError, NotFound, NotText, Waits
from luukku.explain import error_text
from luukku.flow import alarm, channels, serve, shapes
from luukku.flow.counter import Counter
from luukku.interop import doing, spoken
from luukku.interop.spoken import Message
from luukku.model.conversation import Message as Said
from luukku.model.conversation import Talk
from luukku.model.fact import Personal
from luukku.model.ids import ConversationId, Language

Sender = Annotated[str, Field(min_length=1, max_length=256)]
MESSAGE_ID = r"^[A-Za-z0-9_.:-]{1,64}$"


class Metadata(BaseModel):
    """What else a program sends along: only the id of the message is looked at."""

    model_config = ConfigDict(extra="ignore")
    message_id: str | None = Field(default=None, pattern=MESSAGE_ID)


class Saying(BaseModel):
    model_config = ConfigDict(extra="ignore")
    sender: Sender
    message: str
    metadata: Metadata | None = None


class Asking(BaseModel):
    model_config = ConfigDict(extra="ignore")
    sender: Sender
    after: int = Field(default=0, ge=0, le=2**53)


def routes() -> APIRouter:
    """To be included in the application. Without the setting `rest.token` it is as if they were not there."""
    router = APIRouter(prefix="/webhooks/rest", include_in_schema=False)
    router.add_api_route("/", _health, methods=["GET"])
    router.add_api_route("/webhook", _say, methods=["POST"], response_model=None)
    router.add_api_route("/messages", _messages, methods=["GET"])
    router.add_api_route("/messages", _messages_by_body, methods=["POST"])
    return router


async def _health(request: Request) -> dict[str, str]:
    """As Rasa has it: open to all, once the door is."""
    _check_open(request)
    return {"status": "ok"}


async def _say(request: Request, body: Saying) -> JSONResponse | list[Message]:
    """One message, and what is answered at once: nothing while a human has the conversation.

    Whoever is in danger is answered with numbers whatever goes wrong: a program may not show a problem to anybody.
    """
    counter, door = _come_to(request, body.sender)
    try:
        return await _take(request, body, counter, door)
    except LuukkuError as error:
        found = await _told(counter, door, body.message, error, _address(request))
        if not found:
            raise
        return JSONResponse(_to(body.sender, found), 202 if isinstance(error, Waits) else 200)


async def _take(request: Request, body: Saying, counter: Counter, door: bytes) -> list[Message]:
    _check_text(body.message)
    limits = request.app.state
    code = channels.code_in(body.message)
    if code is not None:
        limits.codes.check(f"sender {door.hex()}")
        return _to(body.sender, await doing.use_code(counter, door, code))
    danger = await alarm.in_danger(counter, body.message)
    if not danger and not await channels.is_known(counter, door):
        limits.openings.check(f"sender {door.hex()}")
    conversation = await channels.come_in(counter, door)
    if not danger:
        limits.burst.check(conversation)
    asked = doing.asked_in(counter, body.message)
    if asked is not None:
        return _to(body.sender, await doing.do(counter, conversation, asked, _address(request)))
    id = (body.metadata.message_id if body.metadata is not None else None) or str(uuid4())
    message = Said(conversation=conversation, id=id, text=Personal(body.message))
    return _to(body.sender, await _answer(counter, conversation, message, _address(request)))


async def _answer(counter: Counter, conversation: ConversationId, message: Said, address: str) -> list[Message]:
    before = await counter.store.talk(conversation)
    answer = await serve.serve(counter, message)
    talk, reply = await counter.store.talk(conversation), await channels.veiled(counter, conversation, answer["reply"])
    if reply["silent"]:
        return spoken.answer(counter.texts, {**reply, "human": None})
    first = (counter.texts.say(talk.language, "channel-disclosure"),) if talk.turns <= 1 else ()
    found = spoken.answer(counter.texts, reply, first, seen=doing.seen_cards(before))
    if _to_sign_in(talk) - _to_sign_in(before):
        found += await doing.sign_in(counter, talk, address)
    if reply["quick_exit"]:
        found.append(spoken.message(counter.texts.say(talk.language, "channel-safe", address=f"{address}/safe")))
    return found


async def _told(counter: Counter, door: bytes, text: str, error: LuukkuError, address: str) -> list[Message]:
    """What is said of an error here rather than by a problem: that the answer comes later; in danger first of all the
    numbers, a few words and, where somebody close may read along, where a safe conversation begins."""
    language = await _language(counter, door)
    found = await alarm.sound(counter, text, language)
    if found is None:
        return [spoken.message(error_text(counter.texts, language, error))] if isinstance(error, Waits) else []
    safe = (counter.texts.say(found.language, "channel-safe", address=f"{address}/safe"),) if found.leaves else ()
    lines = (*found.lines, error_text(counter.texts, found.language, error), *safe)
    return [*spoken.numbers(shapes.plain(found.numbers)), *(spoken.message(line) for line in lines)]


async def _language(counter: Counter, door: bytes) -> Language:
    """The sender's, the counter's for a stranger or while nothing can be looked up."""
    try:
        return (await counter.store.talk(await channels.who(counter, door))).language
    except LuukkuError:
        return counter.settings.language


def _to_sign_in(talk: Talk) -> frozenset[str]:
    """Steps that wait for the person to show who they are."""
    steps = (step for case in talk.cases if case.journey is not None for step in case.journey.steps.values())
    return frozenset(step.id for step in steps if step.state == "needs-sign-in")


async def _messages(request: Request, sender: Annotated[str, Query(min_length=1, max_length=256)], after: Annotated[int, Query(ge=0, le=2**53)] = 0) -> list[Message]:
    """What came by itself after `after`: a human's words, an organisation's question, what became of a step."""
    counter, door = _come_to(request, sender)
    try:
        conversation = await channels.who(counter, door)
    except NotFound:
        return []
    found: list[Message] = []
    for seq, text, reply in await channels.meanwhile(counter, conversation, after):
        said = spoken.answer(counter.texts, reply) if reply is not None else [spoken.message(text)]
        found += [{**one, "seq": seq} for one in said]
    return _to(sender, found)


async def _messages_by_body(request: Request, body: Asking) -> list[Message]:
    """The same for senders that say who somebody is (a phone number): they do not belong into an address."""
    return await _messages(request, body.sender, body.after)


def _to(sender: str, found: list[Message]) -> list[Message]:
    return [{"recipient_id": sender, **one} for one in found]


def _come_to(request: Request, sender: str) -> tuple[Counter, bytes]:
    """The counter and the sender's door. Raises NotFound while the door is closed, Forbidden without the secret, NotText."""
    counter = _check_open(request)
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer" or not hmac.compare_digest(token.strip(" ").encode("latin-1"), counter.settings.rest_token.encode()):
        raise Forbidden()
    _check_text(sender)
    return counter, channels.door(counter, counter.settings.rest_token, sender)


def _check_open(request: Request) -> Counter:
    counter: Counter = request.app.state.counter
    if not counter.settings.rest_token:
        raise NotFound()
    return counter


def _check_text(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise NotText(why="surrogate") from error


def _address(request: Request) -> str:
    """Where people reach the counter with a browser."""
    counter: Counter = request.app.state.counter
    return (counter.settings.address or str(request.base_url)).rstrip("/")
