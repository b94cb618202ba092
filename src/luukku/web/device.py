"""*On my device* over the API: what a device is given to open, what it hands over, and where the key is.

The page's own script uses it with the cookie, a program with its token.
"""

from __future__ import annotations

import base64
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from luukku.errors import Malformed
from luukku.flow import device
from luukku.model.device import Holding, SealedThing, What
from luukku.web.api import At, Mine, Token

Json = dict[str, Any]
router = APIRouter(prefix="/api/v1/conversations/{id}/device", tags=["device"])
Id = Annotated[str, Field(min_length=8, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]
Point = Annotated[str, Field(min_length=88, max_length=88, description="An uncompressed point of P-256, 65 bytes in base64.")]
Sealed = Annotated[str, Field(min_length=112, max_length=2048, description="Sealed to a device: format, suite, HPKE; in base64.")]


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Moving(Body):
    public: Point
    device: Id
    own: Point
    sealed: Sealed


class Asking(Body):
    device: Id
    own: Point


class Letting(Body):
    sealed: Sealed


class Handing(Body):
    opened: dict[Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")], str] = Field(max_length=20_000, description="In base64.")


@router.get("")
async def holding(conversation: Mine, counter: At) -> Json:
    """Where the key is, and the devices that have it or ask for it."""
    return _holding(await device.holding(counter, conversation))


@router.post("")
async def move_out(conversation: Mine, body: Moving, counter: At) -> Json:
    """The key moves to this device: all is sealed to `public` from now on, and what could open it here is destroyed."""
    return _holding(await device.move_out(counter, conversation, _bytes("public", body.public), body.device, _bytes("own", body.own), _bytes("sealed", body.sealed)))


@router.get("/sealed")
async def sealed(conversation: Mine, counter: At, what: Annotated[list[What], Query(description="Kinds of things.")]) -> Json:
    """What only a device opens, of these kinds. `info` is what each seal is bound to (HPKE, RFC 9180)."""
    return {"sealed": [_sealed(one) for one in await device.sealed(counter, conversation, what)]}


@router.post("/opened", status_code=201)
async def hand_over(conversation: Mine, body: Handing, counter: At) -> Json:
    """What the device found in them, by `id`: for one request, which brings the ticket in `Luukku-Opened` within a minute."""
    ticket = await device.hand_over(counter, conversation, {id: _bytes("opened", held) for id, held in body.opened.items()})
    return {"ticket": ticket, "seconds": 60}


@router.post("/back")
async def move_back(conversation: Mine, counter: At) -> Json:
    """With a ticket for all kinds: the counter keeps the key again. `left`: how much must still be handed over; 0 when it is done."""
    return {"left": await device.move_back(counter, conversation)}


@router.post("/here")
async def catch_up(conversation: Mine, counter: At) -> Json:
    """With a ticket for facts: what waited for the device goes on (messages without an answer, sendings that rest on what it holds)."""
    await device.catch_up(counter, conversation)
    return {"here": True}


@router.post("/joining")
async def ask_in(conversation: Mine, body: Asking, counter: At) -> Json:
    """Another device asks to be let in."""
    return _holding(await device.ask_in(counter, conversation, body.device, _bytes("own", body.own)))


@router.post("/joining/{device_id}")
async def let_in(conversation: Mine, device_id: Id, body: Letting, counter: At) -> Json:
    """A device that has the key lets another in: it sealed the key to that one's own."""
    return _holding(await device.let_in(counter, conversation, device_id, _bytes("sealed", body.sealed)))


@router.post("/gone/{device_id}")
async def put_out(conversation: Mine, device_id: Id, token: Token, counter: At) -> Json:
    """A lost device is put out, and with it all tokens of the conversation but this one."""
    return _holding(await device.put_out(counter, conversation, device_id, token))


def _holding(one: Holding) -> Json:
    devices = [{"id": each.id, "own": _text(each.public), "sealed": _text(each.sealed), "at": each.at.isoformat()} for each in one.devices]
    return {"custody": one.custody, "public": _text(one.public), "devices": devices}


def _sealed(one: SealedThing) -> Json:
    return {"id": one.id, "info": _text(one.info), "sealed": _text(one.sealed)}


def _bytes(name: str, sent: str) -> bytes:
    try:
        return base64.b64decode(sent, validate=True)
    except ValueError:
        raise Malformed(field=name) from None


def _text(held: bytes) -> str:
    return base64.b64encode(held).decode()
