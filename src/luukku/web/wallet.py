"""Showing facts from a wallet: the page with the link and the code to scan, the way back, and the doors of the wallet itself."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import APIRouter, Depends, Request, Response
from pydantic import Field
from starlette.responses import RedirectResponse
from starlette.routing import BaseRoute, Route

from luukku.errors import BadPresentation, Malformed, NotFound, OutOfDate
from luukku.flow import shown
from luukku.web import guard
from luukku.web.api import At, Body, Json, Mine, Token
from luukku.web.qr import qr_code
from luukku.web.show import FORM, counter_of, error_text, known_visitor, page, show, visitor

REQUEST_KIND = "application/oauth-authz-req+jwt"
router = APIRouter(prefix="/api/v1", tags=["wallet"])


class Came(Body):
    code: str = Field(max_length=200, pattern=r"^[A-Za-z0-9_-]+$")


@router.post("/conversations/{id}/wallet")
async def ask(_: Mine, token: Token, counter: At, request: Request) -> Json:
    """Asks a wallet for what the matter at hand needs: `same` opens one on this device, `other` (as a QR code) on another."""
    asking = await shown.start(counter, token, guard.own_address(request, counter.settings.address))
    return {"facts": list(asking.facts), "words": list(asking.words), "same": asking.same, "other": asking.other, "minutes": asking.minutes}


@router.post("/wallet/back")
async def come_back(body: Came, token: Token, counter: At) -> Json:
    """What the person came back with, for a client that catches the return itself."""
    return {"conversation": await shown.back(counter, token, body.code)}


async def _id(id: str) -> str:
    """No id of ours is longer, or has other signs."""
    if len(id) > 64 or not id.replace("-", "").replace("_", "").isalnum() or not id.isascii():
        raise OutOfDate()
    return id


Id = Annotated[str, Depends(_id)]


@router.get("/wallet/request/{id}", response_class=Response)
async def fetch_request(id: Id, counter: At) -> Response:
    """The signed request, for the wallet."""
    return Response(await shown.request(counter, id), media_type=REQUEST_KIND)


@router.post("/wallet/response/{id}")
async def take_response(id: Id, counter: At, request: Request) -> Json:
    """The wallet's answer (`direct_post.jwt`): a form with `response`, or with `error`. Taken once."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        form = dict(parse_qsl((await request.body()).decode("ascii"), keep_blank_values=True, max_num_fields=8))
    except ValueError as error:
        raise Malformed(field="body") from error
    if kind != FORM or not {"response", "error"} & set(form):
        raise Malformed(field="response")
    return dict(await shown.respond(counter, id, form))


@page
async def show_page(request: Request) -> Response:
    """What is asked, a link for this device, and a code to scan with another. Works without script."""
    who, _ = await known_visitor(request)
    counter = counter_of(request)
    assert who.token is not None
    asking = await shown.start(counter, who.token, guard.own_address(request, counter.settings.address))
    return show(request, who, "wallet.html", "page-wallet-heading", words=asking.words, same=asking.same, code=qr_code(asking.other), minutes=asking.minutes)


@page
async def come_back_page(request: Request) -> Response:
    """Back from the wallet on this device: only with the cookie that began it."""
    token, code = guard.token_of(request), request.query_params.get("code", "")
    if token is None:
        raise NotFound()
    try:
        await shown.back(counter_of(request), token, code[:200])
    except (OutOfDate, BadPresentation) as error:
        who = await visitor(request)
        return show(request, who, "error.html", "page-error-heading", error=error_text(request, who.language, error), status=error.status)
    return RedirectResponse("/conversation#latest", 303)


ROUTES: tuple[BaseRoute, ...] = (Route("/wallet", show_page), Route("/wallet/back", come_back_page))
