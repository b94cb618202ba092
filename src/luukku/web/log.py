"""The log in the customer's own hands: what their browser checks by itself, and proofs to take away."""

from __future__ import annotations

import io
import zipfile

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from luukku.errors import Malformed
from luukku.flow import proofs
from luukku.web.show import counter_of, known_visitor, page

MOST_DIGITS = 16
_DATE = (1980, 1, 1, 0, 0, 0)
"""Of files in the ZIP: the same proofs give the same bytes."""


@page
async def own_check(request: Request) -> Response:
    """For the page's script: the newest checkpoint, that it only adds to the one of `since` leaves, and the customer's proofs under it."""
    since = request.query_params.get("since", "0")
    if not (since.isascii() and since.isdigit() and len(since) <= MOST_DIGITS):
        raise Malformed(field="since")
    _, conversation = await known_visitor(request)
    return JSONResponse(dict(await proofs.check(counter_of(request), conversation, int(since))), headers={"cache-control": "no-store"})


@page
async def take_proofs(request: Request) -> Response:
    """A ZIP that `verify.py`, which is in it, checks."""
    _, conversation = await known_visitor(request)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, text in (await proofs.bundle(counter_of(request), conversation)).items():
            zipped.writestr(zipfile.ZipInfo(name, _DATE), text, zipfile.ZIP_DEFLATED)
    headers = {"content-disposition": "attachment; filename=luukku-proofs.zip", "cache-control": "no-store"}
    return Response(held.getvalue(), media_type="application/zip", headers=headers)


async def verifier(_: Request) -> Response:
    """The verifier alone; open to all."""
    return PlainTextResponse(proofs.verifier(), headers={"content-disposition": "attachment; filename=verify.py"})


async def log_key(request: Request) -> Response:
    """The log's public key; open to all, to be held against the one in somebody's hand."""
    return PlainTextResponse(f"{(await proofs.checkpoint(counter_of(request), 0))['vkey']}\n")


ROUTES: tuple[BaseRoute, ...] = (
    Route("/known/log", own_check), Route("/known/proofs.zip", take_proofs), Route("/verify.py", verifier), Route("/log.vkey", log_key),
)
