"""What a message said, read from the request's own bytes, for when it could not be taken: whoever is in danger gets a number all the same."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import unquote_to_bytes

from starlette.requests import Request
from starlette.types import Scope

from luukku.flow import alarm, shapes
from luukku.flow.alarm import Alarm
from luukku.flow.counter import Counter
from luukku.model.ids import Language

MESSAGES = re.compile(r"/messages|/webhooks/rest/webhook|/api/v1/conversations/[^/]+/messages")
"""Where people's messages come in."""
KEPT = 64 * 1024
"""Bytes of a message's request that are kept while it is answered: 10 000 characters, however they are written."""
_PLACE = "luukku.heard"
_IN_FORM = re.compile(rb"(?:^|&)text=([^&]*)")
_IN_JSON = re.compile(r'"(?:text|message)"\s*:\s*"((?:[^"\\]|\\.)*)', re.DOTALL)
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})|\\(.)", re.DOTALL)


def begin(scope: Scope) -> bytearray | None:
    """Where the request's first bytes are to be put; None when it is no message."""
    if scope["method"] != "POST" or MESSAGES.fullmatch(scope["path"]) is None:
        return None
    kept: bytearray = scope.setdefault(_PLACE, bytearray())
    return kept


def keep(kept: bytearray, body: bytes) -> None:
    kept += body[: KEPT - len(kept)]


def said_in(request: Request) -> str:
    """The message's text as far as it can be made out, "" when there is none: also of a form or JSON that is broken or cut."""
    kept = bytes(request.scope.get(_PLACE, b""))
    if request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        found = _IN_FORM.search(kept)
        return _decoded(unquote_to_bytes(found[1].replace(b"+", b" "))) if found else ""
    inside = _IN_JSON.search(_decoded(kept))
    return _ESCAPED.sub(_sign, inside[1]) if inside else ""


async def alarm_of(request: Request, language: Language) -> Alarm | None:
    """What is shown to whoever sent this request; None when no danger is read in it, or it was no message."""
    counter: Counter = request.app.state.counter
    text = said_in(request)
    return await alarm.sound(counter, text, language) if text else None


def as_data(found: Alarm | None) -> dict[str, Any]:
    """{"numbers", "text"} for programs, empty without danger."""
    return {} if found is None else {"numbers": shapes.plain(found.numbers), "text": "\n".join(found.lines)}


def _decoded(raw: bytes) -> str:
    """What is no UTF-8 was most likely written in the West European code page."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        cut_off = error.reason == "unexpected end of data"
        return raw.decode("utf-8", "replace") if cut_off else raw.decode("cp1252", "replace")


def _sign(found: re.Match[str]) -> str:
    if found[1]:
        return chr(int(found[1], 16))
    plain: str = json.loads(f'"\\{found[2]}"') if found[2] in 'bfnrt"\\/' else found[2]
    return plain
