"""Ways in and about: language, signing in, going on with a code, a person, accessibility."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from luukku.errors import Malformed, NotFound, OutOfDate, Refused
from luukku.flow import join, own, resume, signin
from luukku.model.ids import LANGUAGES
from luukku.web import guard
from luukku.web.show import Visitor, counter_of, field, known_visitor, own_form, page, renderer_of, show, show_first, show_talk, visitor

NOT_SIGNED_IN = {"other-person": "page-sign-in-other-person", "weak": "page-sign-in-weak", "address": "page-sign-in-address"}


@page
async def choose_language(request: Request) -> Response:
    """The menu. What was typed comes along and is back in its box in the new language; it is not sent."""
    form = await own_form(request)
    who, text = await visitor(request), field(form, "text")
    chosen = next((one for one in LANGUAGES if one == field(form, "language")), None)
    if chosen is None:
        raise Malformed(field="language")
    back = guard.csrf_safe_back(field(form, "back"))
    if who.conversation is None:
        if text:
            return show_first(request, Visitor(conversation=None, token=None, language=chosen, picked=True), text=text)
        return RedirectResponse(f"{back}?lang={chosen}", 303)
    await own.choose_language(counter_of(request), who.conversation, chosen)
    if text:
        return await show_talk(request, replace(who, language=chosen), who.conversation, text=text)
    return RedirectResponse(back, 303)


@page
async def sign_in(request: Request) -> Response:
    """By a link, not a form: a form that leads to another origin is stopped by `form-action 'self'`."""
    who, _ = await known_visitor(request)
    assert who.token is not None
    join.check_own(who.token)
    try:
        url = await signin.start(counter_of(request), who.token, _back(request))
    except Refused as error:
        return await _not_signed_in(request, error)
    return RedirectResponse(url, 303)


@page
async def sign_in_back(request: Request) -> Response:
    """Back from the identity provider: with a code, or with an error when the person turned round there.

    Who signed in goes on with a new cookie; the old one opens nothing any more.
    """
    token, state, code = guard.token_of(request), request.query_params.get("state", ""), request.query_params.get("code", "")
    if token is None:
        raise NotFound()
    join.check_own(token)
    if not code:
        await known_visitor(request)
        return RedirectResponse("/plan?note=sign-in", 303)
    try:
        conversation, renewed = await signin.finish(counter_of(request), token, state, code, _back(request))
    except Refused as error:
        return await _not_signed_in(request, error)
    response = RedirectResponse("/plan", 303)
    guard.give_cookie(request, response, renewed, safe=(await counter_of(request).store.talk(conversation)).safe)
    return response


async def _not_signed_in(request: Request, error: Refused) -> Response:
    """Why not, in words of its own: the person showed who they are, so it is not about a permission."""
    who = await visitor(request)
    words = renderer_of(request).say(who.language, NOT_SIGNED_IN.get(str(error.data.get("why")), "page-sign-in-failed"))
    return show(request, who, "error.html", "page-error-heading", error=words, status=error.status)


def _back(request: Request) -> str:
    return guard.sign_in_back(request, counter_of(request).settings.address)


@page
async def make_code(request: Request) -> Response:
    await own_form(request)
    who, conversation = await known_visitor(request)
    join.check_own(who.token or "")
    code = await resume.make_code(counter_of(request), conversation)
    return show(request, who, "code.html", "page-code-heading", code=code)


@page
async def resume_form(request: Request) -> Response:
    return show(request, await visitor(request), "resume.html", "page-resume-heading")


@page
async def use_code(request: Request) -> Response:
    """Goes on with a code from another device. A wrong, used and ended code get the same answer."""
    form = await own_form(request, proof=True)
    request.app.state.codes.check(guard.caller(request))
    who = await visitor(request)
    try:
        _, token = await resume.use_code(counter_of(request), field(form, "code").strip())
    except (OutOfDate, NotFound):
        words = renderer_of(request).say(who.language, "error-out-of-date")
        return show(request, who, "resume.html", "page-resume-heading", error=words, status=410)
    response = RedirectResponse("/conversation#latest", 303)
    guard.give_cookie(request, response, token)
    return response


@page
async def person(request: Request) -> Response:
    return show(request, await visitor(request), "person.html", "page-person-heading", current="person")


@page
async def accessibility(request: Request) -> Response:
    return show(request, await visitor(request), "accessibility.html", "page-access-heading")


ROUTES: tuple[BaseRoute, ...] = (
    Route("/language", choose_language, methods=["POST"]),
    Route("/sign-in", sign_in),
    Route("/sign-in/back", sign_in_back),
    Route("/resume-code", make_code, methods=["POST"]),
    Route("/resume", resume_form),
    Route("/resume", use_code, methods=["POST"]),
    Route("/person", person),
    Route("/accessibility", accessibility),
)
