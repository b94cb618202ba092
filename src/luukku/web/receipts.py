"""Receipts and permissions as pages: take a receipt away, leave something out of a permission, the keys that receipts are signed with."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from luukku.flow import receipts, withdraw
from luukku.model.ids import CaseId, StepId
from luukku.web.show import counter_of, field, known_visitor, own_form, page


@page
async def take(request: Request) -> Response:
    """One receipt as a file (JWS, compact)."""
    _, conversation = await known_visitor(request)
    one = await receipts.one(counter_of(request), conversation, request.path_params["id"])
    headers = {"content-disposition": f'attachment; filename="luukku-receipt-{one.kind}-{one.at:%Y-%m-%d}.jws"', "cache-control": "no-store"}
    return PlainTextResponse(one.jws, headers=headers)


@page
async def leave_out(request: Request) -> Response:
    """One fact less in a permission that runs."""
    form = await own_form(request)
    _, conversation = await known_visitor(request)
    case, step = CaseId(request.path_params["case"]), StepId(request.path_params["step"])
    await withdraw.narrow(counter_of(request), conversation, case, step, [field(form, "without")])
    return RedirectResponse("/known#permissions", 303)


async def keys(request: Request) -> Response:
    """All public keys that receipts were signed with (RFC 7517); open to all."""
    return JSONResponse({"keys": [dict(one) for one in counter_of(request).receipts.keys]}, media_type="application/jwk-set+json")


ROUTES: tuple[BaseRoute, ...] = (
    Route("/known/receipts/{id}", take), Route("/steps/{case}/{step}/narrow", leave_out, methods=["POST"]), Route("/receipts.jwks", keys),
)
