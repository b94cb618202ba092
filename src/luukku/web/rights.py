"""The customer's rights as pages: read what erasing means, erase with one word, keep the statement."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from luukku import explain
from luukku.errors import NotFound
from luukku.flow import erase, stops
from luukku.flow.join import ways
from luukku.model.ids import CaseId, StepId
from luukku.web import guard
from luukku.web.show import counter_of, field, known_visitor, own_form, page, show, visitor


@page
async def read(request: Request) -> Response:
    """What stops, who is told, what a law keeps; with the one button."""
    who, conversation = await known_visitor(request)
    shown = await erase.preview(counter_of(request), conversation)
    return show(request, who, "erase.html", "erase-heading", current="known", erasure=shown)


@page
async def confirm(request: Request) -> Response:
    """Everything goes, and the cookie with it. The page that follows knows nobody, only the erasure's number."""
    await own_form(request)
    who, conversation = await known_visitor(request)
    done = await erase.erase(counter_of(request), conversation)
    response = RedirectResponse(f"/erased/{done.number}?lang={who.language}", 303)
    own, way = ways(who.token or "")
    if way:  # the one that was erased lay beside this browser's own, which stays
        guard.give_cookie(request, response, own)
    else:
        response.delete_cookie(guard.COOKIE, path="/")
    return response


@page
async def erased(request: Request) -> Response:
    """How an erasure stands, for who has its number; the statement once it is done."""
    found, who = await erase.erased(counter_of(request), request.path_params["number"]), await visitor(request)
    when = explain.day_text(found.done, who.language) if found.done is not None else ""
    return show(request, who, "erased.html", "erase-done-heading", erasure=found, when=when)


@page
async def proof(request: Request) -> Response:
    """The statement as a file to keep."""
    found = await erase.erased(counter_of(request), request.path_params["number"])
    if not found.proof:
        raise NotFound(what="erasure")
    headers = {"content-disposition": 'attachment; filename="luukku-erased.txt"'}
    return PlainTextResponse(found.proof, headers=headers)


@page
async def stop(request: Request) -> Response:
    """A use is stopped with one button: of a fact, or for the purpose of a step. A human is called to weigh it."""
    form = await own_form(request)
    _, conversation = await known_visitor(request)
    case, counter = CaseId(field(form, "case")), counter_of(request)
    if field(form, "step"):
        await stops.object_to(counter, conversation, case, StepId(field(form, "step")))
    else:
        await stops.restrict(counter, conversation, case, field(form, "fact"))
    return RedirectResponse("/known", 303)


ROUTES: tuple[BaseRoute, ...] = (
    Route("/known/stop", stop, methods=["POST"]),
    Route("/erase", read),
    Route("/erase", confirm, methods=["POST"]),
    Route("/erased/{number}", erased),
    Route("/erased/{number}/proof", proof),
)
