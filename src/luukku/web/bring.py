"""Bringing one's own from another counter, as pages that work without script: choose the file, read what it would bring, say yes."""

from __future__ import annotations

import base64

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from luukku.errors import BadFile, Malformed
from luukku.flow import bring
from luukku.flow import open as opening
from luukku.web import guard
from luukku.web.show import counter_of, field, own_form, page, renderer_of, show, visitor
from luukku.web.upload import read_upload


@page
async def choose(request: Request) -> Response:
    """Where the file is chosen; also for who has said nothing here yet."""
    return show(request, await visitor(request), "import.html", "import-heading", current="known")


@page
async def read(request: Request) -> Response:
    """What it would bring, and what does not hold; or the page again, with what is wrong with the file."""
    request.app.state.codes.check(f"import {guard.caller(request)}")
    form, who = await read_upload(request), await visitor(request)
    guard.check_form(request, _text(form.get("form", b"")), proof=True)
    counter = counter_of(request)
    try:
        shown = await bring.preview(counter, form.get("file", b""), who.language, _text(form.get("passphrase", b"")))
    except BadFile as bad:
        say = renderer_of(request).say
        why = f"import-wrong-{bad.data['why']}"
        known = counter.texts.has(who.language, why)
        error = say(who.language, why if known else "import-wrong", file=str(bad.data["file"]))
        return show(request, who, "import.html", "import-heading", current="known", error=error, status=bad.status)
    held = await run_in_threadpool(base64.b64encode, shown.own)
    return show(request, who, "import-read.html", "import-heading", current="known", brought=shown.view, held=held.decode())


@page
async def take(request: Request) -> Response:
    """What was read comes in. Whoever has said nothing here yet gets a conversation with it, and the cookie that opens it."""
    form = await own_form(request, proof=True)
    try:
        held = base64.b64decode(field(form, "own"), validate=True)
    except ValueError:
        raise Malformed(field="own") from None
    who, counter, token = await visitor(request), counter_of(request), ""
    conversation = who.conversation
    if conversation is None:
        request.app.state.openings.check(guard.caller(request))
        bring.check(counter, held)  # what cannot be taken opens no conversation
        conversation, token = await opening.open_conversation(counter, who.language)
    await bring.bring(counter, conversation, held)
    response = RedirectResponse("/conversation#latest", 303)
    if token:
        guard.give_cookie(request, response, token)
    return response


def _text(held: bytes) -> str:
    try:
        return held.decode()
    except UnicodeDecodeError:
        raise Malformed(field="form") from None


ROUTES: tuple[BaseRoute, ...] = (
    Route("/import", choose), Route("/import", read, methods=["POST"]), Route("/import/take", take, methods=["POST"]),
)  # fmt: skip
