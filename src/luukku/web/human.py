"""The customer's way to a human, out of the room, and between situations: calling, cancelling, a code for the branch, a safe conversation."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from luukku.errors import NotFound
from luukku.flow import cases, desk
from luukku.model.ids import CaseId
from luukku.web import guard
from luukku.web.show import counter_of, field, known_visitor, own_form, page, show, show_after, show_safe, show_talk, visitor, whole

SPELLED = " · "


@page
async def ask(request: Request) -> Response:
    """The button that calls a human, from anywhere."""
    form = await own_form(request)
    who, conversation = await known_visitor(request)
    await desk.ask(counter_of(request), conversation)
    return await show_after(request, who, conversation, whole(field(form, "after")))


@page
async def cancel(request: Request) -> Response:
    form = await own_form(request)
    who, conversation = await known_visitor(request)
    await desk.cancel(counter_of(request), conversation)
    return await show_after(request, who, conversation, whole(field(form, "after")))


@page
async def branch_code(request: Request) -> Response:
    """A code of one use that is read to the clerk. None for a safe conversation: nothing goes on with that elsewhere."""
    await own_form(request)
    who, conversation = await known_visitor(request)
    request.app.state.codes.check(guard.caller(request))
    code = await desk.branch_code(counter_of(request), conversation)
    spelled = SPELLED.join(sign for sign in code if sign.isalnum())
    return show(request, who, "branch.html", "page-branch-heading", code=code, spelled=spelled)


@page
async def take_up(request: Request) -> Response:
    """Another of the customer's situations. What stands in the box stays there."""
    form = await own_form(request)
    who, conversation = await known_visitor(request)
    await cases.take_up(counter_of(request), conversation, CaseId(request.path_params["case"]))
    if text := field(form, "text"):
        return await show_talk(request, who, conversation, text=text)
    return RedirectResponse("/conversation#latest", 303)


@page
async def safe(request: Request) -> Response:
    """What a safe conversation is, and its first message. Until that is sent nothing is opened, kept or left."""
    return show_safe(request, await visitor(request))


@page
async def leave(request: Request) -> Response:
    """Away, quickly. The cookie of a safe conversation goes; others stay, as the customer can come back to them.

    By a link too, which works without script and may lead to another origin. From another site it only leads away.
    """
    away = counter_of(request).settings.exit_address
    if request.method == "POST":
        guard.check_form(request, request.headers.get("x-luukku-form", ""))
    response = Response(status_code=204) if request.method == "POST" else RedirectResponse(away, 303)
    try:
        who, _ = await known_visitor(request)
    except NotFound:
        return response
    if who.safe and request.headers.get("sec-fetch-site") in (None, "same-origin"):
        response.delete_cookie(guard.COOKIE, path="/")
    return response


ROUTES: tuple[BaseRoute, ...] = (
    Route("/human", ask, methods=["POST"]),
    Route("/human/cancel", cancel, methods=["POST"]),
    Route("/branch-code", branch_code, methods=["POST"]),
    Route("/cases/{case}/at-hand", take_up, methods=["POST"]),
    Route("/safe", safe),
    Route("/leave", leave, methods=["GET", "POST"]),
)
