"""The customer's passkeys: added and removed under Tietoni, used on the page for going on. Scripts only: without one, a code does it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from luukku import explain
from luukku.errors import LuukkuError, Malformed, OutOfDate, Refused
from luukku.flow import join, passkeys
from luukku.model.ids import ConversationId, Language
from luukku.model.passkey import Holder, Passkey, Place
from luukku.web import guard
from luukku.web.show import counter_of, field, known_visitor, own_form, page, renderer_of, visitor


@dataclass(frozen=True, slots=True, kw_only=True)
class PasskeyRow:
    """One passkey on a page: when it was made and used last, in words; `id` names it in a form."""

    id: str
    added: str
    used: str


def rows_of(found: Sequence[Passkey], language: Language) -> list[PasskeyRow]:
    return [
        PasskeyRow(id=one.hash.hex(), added=explain.when_text(one.at, language), used=explain.when_text(one.used, language) if one.used else "") for one in found
    ]


def place_of(request: Request) -> Place:
    return guard.passkey_place(request, counter_of(request).settings.address)


def hash_of(form: FormData) -> bytes:
    try:
        return bytes.fromhex(field(form, "passkey"))
    except ValueError:
        raise Malformed(field="passkey") from None


def words_for(request: Request, language: Language, error: LuukkuError) -> str:
    """Why it did not work, in words of its own; "" for what other pages say too."""
    renderer = renderer_of(request)
    if isinstance(error, Refused) and error.data.get("why") == "address":
        return renderer.say(language, "passkey-no-address")
    if isinstance(error, (Refused, OutOfDate)):
        return renderer.say(language, "passkey-unknown")
    return ""


def holder_of(conversation: ConversationId) -> Holder:
    return Holder(kind="conversation", id=conversation)


@page
async def ask_new(request: Request) -> Response:
    await own_form(request)
    who, conversation = await known_visitor(request)
    join.check_own(who.token or "")
    counter = counter_of(request)
    name = renderer_of(request).say(who.language, "passkey-name", organisation=counter.settings.organisation.name)
    return JSONResponse(await passkeys.ask_new(counter, holder_of(conversation), place_of(request), name))


@page
async def keep(request: Request) -> Response:
    form = await own_form(request)
    who, conversation = await known_visitor(request)
    join.check_own(who.token or "")
    await passkeys.keep(counter_of(request), holder_of(conversation), place_of(request), field(form, "credential"))
    return JSONResponse({"go": "/known#passkeys"})


@page
async def remove(request: Request) -> Response:
    form = await own_form(request)
    who, conversation = await known_visitor(request)
    join.check_own(who.token or "")
    await passkeys.remove(counter_of(request), holder_of(conversation), hash_of(form))
    return RedirectResponse("/known#passkeys", 303)


@page
async def ask(request: Request) -> Response:
    await own_form(request, proof=True)
    return JSONResponse(passkeys.ask(counter_of(request), "conversation", place_of(request)))


@page
async def use(request: Request) -> Response:
    """The way back. The same answer for an unknown passkey, a wrong one, and one whose conversation is gone."""
    form = await own_form(request, proof=True)
    request.app.state.codes.check(guard.caller(request))
    who = await visitor(request)
    try:
        _, token = await passkeys.come_back(counter_of(request), place_of(request), field(form, "credential"))
    except (Refused, OutOfDate) as error:
        return JSONResponse({"error": error.code, "text": words_for(request, who.language, error)}, status_code=error.status)
    response = JSONResponse({"go": "/conversation#latest"})
    guard.give_cookie(request, response, token)
    return response


ROUTES: tuple[BaseRoute, ...] = (
    Route("/passkeys/new", ask_new, methods=["POST"]),
    Route("/passkeys", keep, methods=["POST"]),
    Route("/passkeys/remove", remove, methods=["POST"]),
    Route("/passkeys/ask", ask, methods=["POST"]),
    Route("/passkeys/use", use, methods=["POST"]),
)
