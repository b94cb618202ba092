""""Not again", and having it back: one button each, on the plan."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from luukku.flow import proposals
from luukku.web.api import Body, Json, Mine
from luukku.web.show import counter_of, field, known_visitor, own_form, page

router = APIRouter(prefix="/api/v1", tags=["counter"])


class Kind(Body):
    kind: str


@page
async def end(request: Request) -> Response:
    form = await own_form(request)
    _, conversation = await known_visitor(request)
    await proposals.end(counter_of(request), conversation, field(form, "kind"))
    return RedirectResponse("/plan?note=unwanted", 303)


@page
async def again(request: Request) -> Response:
    form = await own_form(request)
    _, conversation = await known_visitor(request)
    await proposals.again(counter_of(request), conversation, field(form, "kind"))
    return RedirectResponse("/plan?note=wanted", 303)


@router.post("/conversations/{id}/unwanted")
async def end_kind(request: Request, id: Mine, body: Kind) -> Json:
    """A kind of proposal that the customer does not want again."""
    await proposals.end(counter_of(request), id, body.kind)
    return {}


@router.post("/conversations/{id}/wanted")
async def have_back(request: Request, id: Mine, body: Kind) -> Json:
    await proposals.again(counter_of(request), id, body.kind)
    return {}


ROUTES: tuple[BaseRoute, ...] = (Route("/proposals/end", end, methods=["POST"]), Route("/proposals/again", again, methods=["POST"]))
