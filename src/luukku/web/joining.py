"""Joining two of one's own conversations, as pages: show the other one's code or passkey, read what joins, say yes; turn, undo."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from luukku.errors import Clash, LuukkuError, NotFound, OutOfDate, Refused
from luukku.flow import join
from luukku.web import guard
from luukku.web.passkeys import place_of
from luukku.web.show import Visitor, counter_of, field, known_visitor, own_form, page, renderer_of, show

WHY = {"safe": "join-not-safe", "same": "join-same", "other-person": "join-other-person", "weaker": "join-weaker", "final": "join-final"}


def words_of(request: Request, who: Visitor, error: LuukkuError) -> str:
    """Why they were not joined, in words of its own."""
    say = renderer_of(request).say
    if isinstance(error, Clash) and "why" not in error.data:
        return say(who.language, "join-already")
    return say(who.language, WHY.get(str(error.data.get("why")), "join-wrong"))


@page
async def ask(request: Request) -> Response:
    who, _ = await known_visitor(request)
    return show(request, who, "join.html", "join-heading", current="known")


@page
async def by_code(request: Request) -> Response:
    """A wrong, used and ended code get the same answer."""
    form = await own_form(request)
    who, _ = await known_visitor(request)
    join.check_own(who.token or "")
    request.app.state.codes.check(guard.caller(request))
    try:
        sides = await join.prove_by_code(counter_of(request), who.token or "", field(form, "code").strip()[:64])
    except (Clash, NotFound, OutOfDate, Refused) as error:
        return show(request, who, "join.html", "join-heading", current="known", error=words_of(request, who, error), status=error.status)
    return show(request, who, "join-read.html", "join-heading", current="known", sides=sides)


@page
async def by_passkey(request: Request) -> Response:
    """The page's script brings it; what joins is read on the page that it goes to."""
    form = await own_form(request)
    who, _ = await known_visitor(request)
    join.check_own(who.token or "")
    request.app.state.codes.check(guard.caller(request))
    try:
        await join.prove_by_passkey(counter_of(request), who.token or "", place_of(request), field(form, "credential"))
    except (Clash, NotFound, OutOfDate, Refused) as error:
        return JSONResponse({"error": error.code, "text": words_of(request, who, error)}, status_code=error.status)
    return JSONResponse({"go": "/join/read"})


@page
async def read(request: Request) -> Response:
    """What joins, by the proofs of this session. Raises OutOfDate without them."""
    who, _ = await known_visitor(request)
    return show(request, who, "join-read.html", "join-heading", current="known", sides=await join.proven(counter_of(request), who.token or ""))


@page
async def yes(request: Request) -> Response:
    await own_form(request)
    who, _ = await known_visitor(request)
    join.check_own(who.token or "")
    try:
        await join.join(counter_of(request), who.token or "")
    except (Clash, NotFound, OutOfDate, Refused) as error:
        return show(request, who, "join.html", "join-heading", current="known", error=words_of(request, who, error), status=error.status)
    return RedirectResponse("/known#joined", 303)


@page
async def turn(request: Request) -> Response:
    """This browser looks at the other one. Its cookie says so; forms of the page before are no longer taken."""
    form = await own_form(request)
    who, _ = await known_visitor(request)
    response = RedirectResponse("/conversation#latest", 303)
    guard.give_cookie(request, response, await join.turned(counter_of(request), who.token or "", field(form, "way")))
    return response


@page
async def part(request: Request) -> Response:
    form = await own_form(request)
    who, conversation = await known_visitor(request)
    try:
        await join.part(counter_of(request), conversation, field(form, "join"))
    except Refused as error:
        return show(request, who, "error.html", "page-error-heading", error=words_of(request, who, error), status=error.status)
    response = RedirectResponse("/known", 303)
    guard.give_cookie(request, response, join.ways(who.token or "")[0])
    return response


ROUTES: tuple[BaseRoute, ...] = (
    Route("/join", ask), Route("/join", by_code, methods=["POST"]), Route("/join/passkey", by_passkey, methods=["POST"]), Route("/join/read", read),
    Route("/join/yes", yes, methods=["POST"]), Route("/join/turn", turn, methods=["POST"]), Route("/join/part", part, methods=["POST"]),
)  # fmt: skip
