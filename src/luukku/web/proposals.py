""""Not again", and having it back: one button each, on the plan."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from luukku.flow import proposals, uses
from luukku.model.ids import CaseId
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


@page
async def forget(request: Request) -> Response:
    """One fact that was good for nothing, once its case is done."""
    form = await own_form(request)
    _, conversation = await known_visitor(request)
    await uses.forget(counter_of(request), conversation, CaseId(request.path_params["case"]), field(form, "fact"))
    return RedirectResponse("/plan?note=forgotten", 303)


@router.post("/conversations/{id}/cases/{case}/facts/{name}/forget")
async def forget_fact(request: Request, id: Mine, case: str, name: str) -> Json:
    """Deletes one fact of a case that is done."""
    await uses.forget(counter_of(request), id, CaseId(case), name)
    return {}


ROUTES: tuple[BaseRoute, ...] = (
    Route("/proposals/end", end, methods=["POST"]),
    Route("/proposals/again", again, methods=["POST"]),
    Route("/cases/{case}/forget", forget, methods=["POST"]),
)
