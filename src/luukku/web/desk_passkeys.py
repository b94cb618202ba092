"""Passkeys at the desk: a way in beside the password. Adding one takes the password again: an unlocked screen is not enough."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from luukku.errors import BadInput, Busy, LuukkuError
from luukku.flow import passkeys
from luukku.model.passkey import Holder
from luukku.web import desk_door, guard
from luukku.web.desk_door import Comer, own_form
from luukku.web.desk_show import desk_html, language_of
from luukku.web.passkeys import hash_of, place_of, rows_of, words_for
from luukku.web.show import counter_of, error_text, field, renderer_of


async def _show_error(request: Request, who: Comer, error: LuukkuError, words: str) -> Response:
    return await _page(request, who, error=words_for(request, language_of(request), error) or words, status=error.status)


desk_page = desk_door.desk_page(_show_error)


async def _page(request: Request, who: Comer, *, error: str = "", status: int = 200) -> Response:
    rows = rows_of(await passkeys.of(counter_of(request), _holder(who)), language_of(request))
    return desk_html(request, "desk-passkeys.html", "desk-passkeys", who=who, current="passkeys", passkeys=rows, error=error, status=status)


@desk_page
async def show(request: Request, who: Comer) -> Response:
    return await _page(request, who)


@desk_page
async def ask_new(request: Request, who: Comer) -> Response:
    form, counter = await own_form(request), counter_of(request)
    request.app.state.desk_addresses.check(guard.caller(request))
    request.app.state.desk_logins.check(who.employee.login)
    checked = await counter.check_password(who.employee.login, field(form, "password")[: desk_door.LONGEST])
    if checked is None or checked.id != who.employee.id:
        return _said(request, BadInput(what="password"), "desk-passkey-password")
    return JSONResponse(await passkeys.ask_new(counter, _holder(who), place_of(request), who.employee.login))


@desk_page
async def keep(request: Request, who: Comer) -> Response:
    form = await own_form(request)
    await passkeys.keep(counter_of(request), _holder(who), place_of(request), field(form, "credential"))
    return JSONResponse({"go": "/desk/passkeys"})


@desk_page
async def remove(request: Request, who: Comer) -> Response:
    form = await own_form(request)
    await passkeys.remove(counter_of(request), _holder(who), hash_of(form))
    return RedirectResponse("/desk/passkeys", 303)


async def ask(request: Request) -> Response:
    try:
        await own_form(request, proof=True)
        return JSONResponse(passkeys.ask(counter_of(request), "employee", place_of(request)))
    except LuukkuError as error:
        return _said(request, error)


async def use(request: Request) -> Response:
    """The way in. The same answer for an unknown passkey, a wrong one, and somebody who may not come in any more."""
    counter = counter_of(request)
    try:
        form = await own_form(request, proof=True)
        request.app.state.desk_addresses.check(guard.caller(request))
        employee = await passkeys.come_in(counter, place_of(request), field(form, "credential"))
    except Busy as error:
        return _said(request, error, "desk-sign-in-often")
    except LuukkuError as error:
        return _said(request, error)
    response = JSONResponse({"go": "/desk"})
    await desk_door.let_in(request, response, employee)
    return response


def _said(request: Request, error: LuukkuError, text: str = "") -> Response:
    language = language_of(request)
    words = renderer_of(request).say(language, text) if text else words_for(request, language, error) or error_text(request, language, error)
    return JSONResponse({"error": error.code, "text": words}, status_code=error.status)


def _holder(who: Comer) -> Holder:
    return Holder(kind="employee", id=who.employee.id)


ROUTES: tuple[BaseRoute, ...] = (
    Route("/desk/passkeys", show),
    Route("/desk/passkeys", keep, methods=["POST"]),
    Route("/desk/passkeys/new", ask_new, methods=["POST"]),
    Route("/desk/passkeys/remove", remove, methods=["POST"]),
    Route("/desk/passkeys/ask", ask, methods=["POST"]),
    Route("/desk/passkeys/use", use, methods=["POST"]),
)
