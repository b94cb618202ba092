"""The desk's door: an employee's cookie, the sign-in with its limits, and what happens to errors on the desk's pages."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import timedelta

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from luukku.errors import ForeignForm, LuukkuError, NotFound, NotText
from luukku.flow.counter import Counter
from luukku.flow.open import new_token
from luukku.model.handover import Employee
from luukku.model.ids import HandoverId
from luukku.web import guard
from luukku.web.show import counter_of, error_text, field, sent_form, wants_json

LASTS = timedelta(seconds=guard.DESK_SECONDS)
RENEW_AFTER = timedelta(minutes=10)
A_LOGIN, AN_ADDRESS, WINDOW = 5, 20, 60.0
"""Tries of one login and of one address in a minute."""
LONGEST = 200
"""Characters of a login or a password that are looked at."""
SIGN_IN = "/desk/sign-in"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comer:
    """An employee or a steward who has signed in, with the token of this browser."""

    employee: Employee
    token: str

    @property
    def form_token(self) -> str:
        return guard.form_token(self.token, guard.DESK_COOKIE)

    @property
    def takes(self) -> bool:
        """A steward looks at the queue; employees take from it."""
        return self.employee.role == "employee"


class NotSignedIn(Exception):
    """Nobody, or somebody whose sign-in has ended."""


def session_hash(counter: Counter, token: str) -> bytes:
    return counter.keyed_hash("desk\n" + token)


async def comer(request: Request) -> Comer:
    """Who comes with the desk's cookie. Raises NotSignedIn."""
    counter, token = counter_of(request), guard.token_of(request, guard.DESK_COOKIE)
    if token is None:
        raise NotSignedIn
    try:
        employee = await counter.staff.by_session(session_hash(counter, token), counter.clock.now())
    except NotFound:
        raise NotSignedIn from None
    return Comer(employee=employee, token=token)


async def still_in(counter: Counter, who: Comer) -> bool:
    """Whether the sign-in still holds."""
    try:
        await counter.staff.by_session(session_hash(counter, who.token), counter.clock.now())
    except NotFound:
        return False
    return True


async def renew(request: Request, who: Comer, response: Response) -> None:
    """A sign-in that is used lasts on: ten hours from now, said to the store every ten minutes at most. One
    that was ended while this request was under way stays ended, and its cookie is not given again."""
    counter = counter_of(request)
    now, kept = counter.clock.now(), request.app.state.desk_renewed
    hashed = session_hash(counter, who.token)
    if hashed in kept and now - kept[hashed] < RENEW_AFTER:
        return
    for old in [one for one, at in kept.items() if now - at > LASTS]:
        del kept[old]
    if await counter.staff.renew_session(hashed, now, now + LASTS):
        guard.give_desk_cookie(request, response, who.token)
        kept[hashed] = now


async def sign_in(request: Request, form: FormData) -> Response | None:
    """The way in with the cookie, or None when login and password do not match: the same answer for both. Raises Busy."""
    counter, login = counter_of(request), field(form, "login").strip()[:LONGEST]
    request.app.state.desk_addresses.check(guard.caller(request))
    request.app.state.desk_logins.check(login.casefold())
    employee = await counter.check_password(login, field(form, "password")[:LONGEST])
    if employee is None:
        return None
    response = RedirectResponse("/desk", 303)
    await let_in(request, response, employee)
    return response


async def let_in(request: Request, response: Response, employee: Employee) -> None:
    """From now on this browser is theirs, and whoever it was before is signed out. Raises NotFound when they may not come in any more."""
    counter = counter_of(request)
    await end(request)
    token, now = new_token(), counter.clock.now()
    await counter.staff.put_session(session_hash(counter, token), employee.id, now, now + LASTS)
    guard.give_desk_cookie(request, response, token)


async def end(request: Request) -> None:
    """The session that the cookie opens, if any, opens nothing any more."""
    counter, token = counter_of(request), guard.token_of(request, guard.DESK_COOKIE)
    if token is not None:
        hashed = session_hash(counter, token)
        await counter.staff.end_session(hashed)
        request.app.state.desk_renewed.pop(hashed, None)


async def own_form(request: Request, *, proof: bool = False) -> FormData:
    """The sent form, once it is sure that it is the desk's own. Raises ForeignForm, TooLong, Malformed, NotText."""
    form, readable = await sent_form(request)
    guard.check_form(request, field(form, "form"), proof=proof, cookie=guard.DESK_COOKIE)
    if not readable:
        raise NotText()
    return form


Endpoint = Callable[[Request, Comer], Awaitable[Response]]
Shown = Callable[[Request, Comer, LuukkuError, str], Awaitable[Response]]


def desk_page(show_error: Shown) -> Callable[[Endpoint], Callable[[Request], Awaitable[Response]]]:
    """Makes an endpoint of the desk: nobody unknown gets there, errors become the desk's page, a used sign-in lasts on."""

    def making(endpoint: Endpoint) -> Callable[[Request], Awaitable[Response]]:
        async def answering(request: Request) -> Response:
            try:
                who = await comer(request)
            except NotSignedIn:
                return _nobody(request)
            try:
                with await _lent(request):
                    response = await endpoint(request, who)
            except LuukkuError as error:
                words = error_text(request, counter_of(request).settings.language, error)
                if wants_json(request):
                    renewed = {"form": who.form_token} if isinstance(error, ForeignForm) else {}
                    return JSONResponse({"error": error.code, "text": words, **error.data, **renewed}, status_code=error.status)
                response = await show_error(request, who, error, words)
            if request.url.path not in ("/desk/live", "/desk/sign-out"):
                await renew(request, who, response)
            return response

        answering.__name__ = endpoint.__name__
        return answering

    return making


async def _lent(request: Request) -> AbstractContextManager[object]:
    """What the customer's device has lent to whoever answers in the conversation of this page."""
    counter, id = counter_of(request), request.path_params.get("id")
    try:
        return nullcontext() if id is None else counter.lending.lent((await counter.desk.handover(HandoverId(id))).customer)
    except NotFound:
        return nullcontext()


def _nobody(request: Request) -> Response:
    if wants_json(request) or request.url.path == "/desk/live":
        return JSONResponse({"error": "signed-out", "address": SIGN_IN}, status_code=401)
    known = guard.token_of(request, guard.DESK_COOKIE) is not None
    response = RedirectResponse(SIGN_IN + ("?ended=1" if known else ""), 303)
    if known:
        response.delete_cookie(guard.DESK_COOKIE, path="/desk")
    return response


def limits() -> tuple[guard.Limit, guard.Limit]:
    """(by login, by address), on the running loop's clock."""
    now = asyncio.get_running_loop().time
    return guard.Limit(A_LOGIN, WINDOW, now), guard.Limit(AN_ADDRESS, WINDOW, now)


