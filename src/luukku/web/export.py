"""Taking one's own along, as a page that works without script: one button, or a second one that locks the file first."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from luukku.errors import BadInput
from luukku.flow import export
from luukku.flow.counter import Counter
from luukku.ground import age
from luukku.model.ids import ConversationId
from luukku.web.show import counter_of, field, known_visitor, own_form, page, renderer_of, show


@page
async def read(request: Request) -> Response:
    """What is in the file, and the two buttons."""
    who, _ = await known_visitor(request)
    return show(request, who, "export.html", "export-heading", current="known")


@page
async def take(request: Request) -> Response:
    """The file. With `lock`: only encrypted, else the page again and what is missing."""
    form = await own_form(request)
    who, conversation = await known_visitor(request)
    recipient, passphrase = field(form, "recipient").strip(), field(form, "passphrase")
    request.app.state.burst.check(f"export {conversation}")
    try:
        if field(form, "lock") and not recipient:
            age.check_passphrase(passphrase)
        return await answer(counter_of(request), conversation, recipient=recipient, passphrase=passphrase)
    except BadInput as wrong:
        if wrong.data.get("what") not in ("recipient", "passphrase"):
            raise
        error = renderer_of(request).say(who.language, f"export-wrong-{wrong.data['what']}")
        return show(request, who, "export.html", "export-heading", current="known", error=error, status=422)


async def answer(counter: Counter, conversation: ConversationId, *, recipient: str = "", passphrase: str = "") -> Response:
    """The export as a download, sent piece by piece. Raises BadInput before anything was made."""
    recipient = age.check_recipient(recipient) if recipient else ""
    if passphrase and not recipient:
        age.check_passphrase(passphrase)
    made = await export.export(counter, conversation)
    locked = bool(recipient or passphrase)
    pieces = await run_in_threadpool(export.give, made, recipient=recipient, passphrase=passphrase)
    name = f"{made.name}.zip{'.age' if locked else ''}"
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
    return StreamingResponse(pieces, media_type="application/octet-stream" if locked else "application/zip", headers=headers)


ROUTES: tuple[BaseRoute, ...] = (Route("/export", read), Route("/export", take, methods=["POST"]))
