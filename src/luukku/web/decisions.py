"""What was decided about the customer by rules, as pages: why, what would change it, where to take it, and a human who looks again."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from luukku.flow import decisions, reviews
from luukku.web.show import counter_of, known_visitor, own_form, page, show


@page
async def every(request: Request) -> Response:
    who, conversation = await known_visitor(request)
    return show(request, who, "decisions.html", "decision-heading-all", current="known", found=await decisions.views(counter_of(request), conversation))


@page
async def one(request: Request) -> Response:
    who, conversation = await known_visitor(request)
    found = await decisions.one(counter_of(request), conversation, request.path_params["id"])
    return show(request, who, "decision.html", "decision-heading", current="known", one=found)


@page
async def review(request: Request) -> Response:
    """A human looks again: one action."""
    await own_form(request)
    _, conversation = await known_visitor(request)
    found = await reviews.ask(counter_of(request), conversation, request.path_params["id"])
    return RedirectResponse(f"/decisions/{found.id}", 303)


ROUTES: tuple[BaseRoute, ...] = (
    Route("/decisions", every),
    Route("/decisions/{id}", one),
    Route("/decisions/{id}/review", review, methods=["POST"]),
)
