"""Pages of the customer's own rules, and of the one yes to exactly what is done in their name."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from luukku.flow import mandate, own_rules
from luukku.model.ids import CaseId, StepId
from luukku.web.show import counter_of, field, known_visitor, own_form, page, show


@page
async def read(request: Request) -> Response:
    """What is in force, with a button to remove each, and what can be made by a switch."""
    who, conversation = await known_visitor(request)
    shown = await own_rules.shown(counter_of(request), conversation)
    return show(request, who, "own-rules.html", "own-heading", current="known", own_rules=shown)


@page
async def change(request: Request) -> Response:
    """One rule more, or one less, with one button. "back" says from where."""
    form = await own_form(request)
    _, conversation = await known_visitor(request)
    if field(form, "remove"):
        await own_rules.take_back(counter_of(request), conversation, field(form, "remove"))
    else:
        await own_rules.make(counter_of(request), conversation, field(form, "rule"))
    return RedirectResponse("/conversation#latest" if field(form, "back") == "talk" else "/own-rules", 303)


@page
async def content(request: Request) -> Response:
    """Just what goes, word for word."""
    who, conversation = await known_visitor(request)
    shown = await mandate.shown(counter_of(request), conversation, CaseId(request.path_params["case"]), StepId(request.path_params["step"]))
    return show(request, who, "approve.html", "approve-heading", current="plan", approval=shown)


@page
async def approve(request: Request) -> Response:
    """The yes names the content that was read: another one is read anew."""
    form = await own_form(request)
    _, conversation = await known_visitor(request)
    case, step = CaseId(request.path_params["case"]), StepId(request.path_params["step"])
    await mandate.approve(counter_of(request), conversation, case, step, field(form, "content"))
    return RedirectResponse("/plan", 303)


@page
async def undo(request: Request) -> Response:
    """What was done in the customer's name, within its window."""
    await own_form(request)
    _, conversation = await known_visitor(request)
    await mandate.undo(counter_of(request), conversation, CaseId(request.path_params["case"]), StepId(request.path_params["step"]))
    return RedirectResponse("/plan", 303)


ROUTES: tuple[BaseRoute, ...] = (
    Route("/own-rules", read),
    Route("/own-rules", change, methods=["POST"]),
    Route("/steps/{case}/{step}/undo", undo, methods=["POST"]),
    Route("/approve/{case}/{step}", content),
    Route("/approve/{case}/{step}", approve, methods=["POST"]),
)
