"""The page where the customer sees where the key to their facts is, moves it, and lets other devices in. Without script: it says so."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from luukku import explain
from luukku.errors import Refused
from luukku.flow import device, join, resume
from luukku.ground.dates import helsinki
from luukku.model.ids import ConversationId
from luukku.web import guard
from luukku.web.qr import qr_code
from luukku.web.show import Visitor, counter_of, known_visitor, own_form, page, show

NOTES = {"out": "device-note-out", "back": "device-note-back", "in": "device-note-in"}


@page
async def read(request: Request) -> Response:
    who, conversation = await known_visitor(request)
    return await _show(request, who, conversation)


@page
async def make_code(request: Request) -> Response:
    """A code of one use with which another device comes to this conversation; what it then asks, this one must grant."""
    await own_form(request)
    who, conversation = await known_visitor(request)
    join.check_own(who.token or "")
    counter = counter_of(request)
    code = await resume.make_code(counter, conversation)
    try:
        drawn = qr_code(f"{guard.own_address(request, counter.settings.address)}/resume#{code}")
    except Refused:
        drawn = None  # nobody can say under which address another device finds us
    return await _show(request, who, conversation, code=code, drawn=drawn)


async def _show(request: Request, who: Visitor, conversation: ConversationId, **more: Any) -> Response:
    held = await device.holding(counter_of(request), conversation)
    devices = [(one.id, explain.day_text(helsinki(one.at), who.language)) for one in held.devices if one.sealed]
    note = NOTES.get(request.query_params.get("note", ""), "")
    context = {"code": "", "drawn": None, "note": note, "devices": devices, **more}
    return show(request, who, "device.html", "device-heading", current="known", **context)


ROUTES: tuple[BaseRoute, ...] = (Route("/device", read), Route("/device/code", make_code, methods=["POST"]))
