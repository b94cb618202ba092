"""The desk: sign-in, the queue, one conversation at a time, and who may come in. Everything works by forms; scripts make it live."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Sequence
from functools import partial
from typing import Any, Literal

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from luukku import hear
from luukku.errors import BadInput, Busy, Clash, Empty, KeyAway, LuukkuError, Malformed, NotFound, OutOfDate, Refused
from luukku.flow import desk, reviews
from luukku.flow.overview import overview as overview_of
from luukku.model.ids import ConversationId, HandoverId
from luukku.web import desk_door, desk_live, desk_passkeys, guard
from luukku.web.desk_door import Comer, own_form
from luukku.web.desk_show import desk_html, language_of, look_of, show_desk, support_piece, turn_pieces
from luukku.web.overview import words_of
from luukku.web.show import counter_of, error_text, field, renderer_of, wants_json, whole

NOTED = {"note": "desk-note-saved", "sent": "desk-sent"}


def mount(app: Starlette) -> None:
    """What the desk keeps in memory: limits of its door, when sign-ins were renewed, which opening a browser looks by."""
    app.state.desk_logins, app.state.desk_addresses = desk_door.limits()
    app.state.desk_renewed = {}
    app.state.desk_looks = {}


async def _show_error(request: Request, who: Comer, error: LuukkuError, words: str) -> Response:
    """What went wrong, on the page where it did; an unsent text is back in its box."""
    id, renderer, language = request.path_params.get("id"), renderer_of(request), language_of(request)
    if isinstance(error, (Clash, Refused)) and id is not None:
        rows = await desk.queue(counter_of(request), who.employee, language)
        holder = next((row.holder for row in rows if row.id == id and not row.mine), "")
        words = renderer.say(language, "desk-taken-first", name=holder) if holder else renderer.say(language, "desk-taken-gone")
    if id is None or isinstance(error, NotFound):
        return desk_html(request, "desk-error.html", "desk-error", who=who, error=words, status=error.status)
    shut = isinstance(error, KeyAway)
    return await show_desk(request, who, HandoverId(id), error=words, status=error.status, text=getattr(request.state, "desk_text", ""), shut=shut)


desk_page = desk_door.desk_page(_show_error)


async def sign_in_form(request: Request) -> Response:
    ended = "desk-sign-in-ended" if request.query_params.get("ended") else ""
    return desk_html(request, "desk-sign-in.html", "desk-sign-in", who=None, login="", ended=ended)


async def sign_in(request: Request) -> Response:
    """The same answer for an unknown login and a wrong password."""
    language, renderer, login = language_of(request), renderer_of(request), ""
    try:
        form = await own_form(request, proof=True)
        login = field(form, "login")[: desk_door.LONGEST]
        response = await desk_door.sign_in(request, form)
        if response is not None:
            return response
        words, status = renderer.say(language, "desk-sign-in-wrong"), 403
    except Busy as error:
        words, status = renderer.say(language, "desk-sign-in-often"), error.status
    except LuukkuError as error:
        words, status = error_text(request, language, error), error.status
    return desk_html(request, "desk-sign-in.html", "desk-sign-in", who=None, login=login, ended="", error=words, status=status)


@desk_page
async def sign_out(request: Request, who: Comer) -> Response:
    await own_form(request)
    await desk_door.end(request)
    kept = request.app.state.desk_looks
    for key in [key for key in kept if key[0] == who.form_token]:
        del kept[key]
    response = RedirectResponse(desk_door.SIGN_IN, 303)
    response.delete_cookie(guard.DESK_COOKIE, path="/desk")
    return response


@desk_page
async def queue(request: Request, who: Comer) -> Response:
    return await show_desk(request, who)


@desk_page
async def opened(request: Request, who: Comer) -> Response:
    """A row of the queue; to the one who holds it the conversation, with an entry in the customer's log."""
    noted = NOTED.get(request.query_params.get("note", ""), "")
    return await show_desk(request, who, HandoverId(request.path_params["id"]), noted=noted)


async def _form(request: Request) -> tuple[Any, HandoverId]:
    form = await own_form(request)
    request.state.desk_text = field(form, "text")
    return form, HandoverId(request.path_params["id"])


@desk_page
async def take(request: Request, who: Comer) -> Response:
    _, id = await _form(request)
    await desk.take(counter_of(request), who.employee, id)
    return RedirectResponse(f"/desk/{id}", 303)


@desk_page
async def say(request: Request, who: Comer) -> Response:
    """To the customer, under the employee's name. The same message twice is said once."""
    form, id = await _form(request)
    text = field(form, "text")
    await desk.say(counter_of(request), who.employee, id, text, _message_id(field(form, "id"), text))
    if wants_json(request):
        return await _turns(request, who, id, whole(field(form, "after")))
    return RedirectResponse(f"/desk/{id}?note=sent#latest", 303)


@desk_page
async def note(request: Request, who: Comer) -> Response:
    form, id = await _form(request)
    text = field(form, "text")
    await desk.note(counter_of(request), who.employee, id, text, _message_id(field(form, "id"), text))
    return RedirectResponse(f"/desk/{id}?note=note", 303)


@desk_page
async def review(request: Request, who: Comer) -> Response:
    """A decision by rules that the customer wants looked at again: it stays or is changed, with a reason that they read."""
    form, id = await _form(request)
    outcome: Literal["changed", "upheld"] = "changed" if field(form, "outcome") == "changed" else "upheld"
    await reviews.answer(counter_of(request), who.employee, id, field(form, "decision"), outcome, field(form, "text"))
    return RedirectResponse(f"/desk/{id}#support", 303)


@desk_page
async def hand_back(request: Request, who: Comer) -> Response:
    form, id = await _form(request)
    await desk.hand_back(counter_of(request), who.employee, id, field(form, "text"))
    return RedirectResponse("/desk", 303)


@desk_page
async def let_go(request: Request, who: Comer) -> Response:
    _, id = await _form(request)
    await desk.let_go(counter_of(request), who.employee, id)
    return RedirectResponse("/desk", 303)


@desk_page
async def turns(request: Request, who: Comer) -> Response:
    """`GET /desk/{id}/turns?after=N`: what is new, for the script of a page that is open: the same opening."""
    return await _turns(request, who, HandoverId(request.path_params["id"]), whole(request.query_params.get("after", "")))


async def _turns(request: Request, who: Comer, id: HandoverId, after: int) -> Response:
    counter, renderer, language = counter_of(request), renderer_of(request), language_of(request)
    case = await desk.look(counter, who.employee, id, look_of(request, who, id, anew=False), language)
    return JSONResponse(
        {
            "turns": [piece.data() for piece in turn_pieces(renderer, language, case, after)],
            "support": support_piece(renderer, language, case).data(),
            "cursor": case.last,
        }
    )


@desk_page
async def look_in(request: Request, who: Comer) -> Response:
    """A case that somebody else has, for a reason that the customer is told; sent twice it is one opening."""
    form, id = await _form(request)
    text, language = field(form, "text"), language_of(request)
    try:
        case = await desk.break_glass(counter_of(request), who.employee, id, field(form, "reason"), text, _message_id(field(form, "id"), text), language)
    except BadInput as error:
        if error.code not in (BadInput.code, Empty.code):
            raise
        return await show_desk(request, who, id, error=renderer_of(request).say(language, "desk-glass-missing"), status=error.status, text=text)
    return await show_desk(request, who, id, case=case)


@desk_page
async def join_form(request: Request, who: Comer) -> Response:
    return desk_html(request, "desk-join.html", "desk-join", who=who, current="join")


@desk_page
async def join(request: Request, who: Comer) -> Response:
    """By a code that the customer reads aloud. A wrong, used and ended code get the same answer."""
    form = await own_form(request)
    request.app.state.codes.check(f"{guard.caller(request)}\n{who.employee.id}")
    try:
        joined = await desk.join(counter_of(request), who.employee, field(form, "code").strip()[:64])
    except (OutOfDate, NotFound, Clash) as error:
        words = renderer_of(request).say(language_of(request), "desk-join-wrong")
        return desk_html(request, "desk-join.html", "desk-join", who=who, current="join", error=words, status=error.status)
    return RedirectResponse(f"/desk/{joined.id}", 303)


@desk_page
async def people(request: Request, who: Comer) -> Response:
    """Who may come in: for the steward."""
    if who.employee.role != "steward":
        raise NotFound()
    return desk_html(request, "desk-people.html", "desk-people", who=who, current="people", people=await counter_of(request).staff.everyone())


@desk_page
async def overview(request: Request, who: Comer) -> Response:
    """What the steward answers for, as it stands now: to read. Names no customer."""
    if who.employee.role != "steward":
        raise NotFound()
    counter = counter_of(request)
    names = {one.id: one.name for one in await counter.staff.everyone()}
    found = await overview_of(counter)
    return desk_html(request, "desk-overview.html", "steward-title", who=who, current="overview", found=found, names=names, now=counter.clock.now(), **words_of(request))


@desk_page
async def mask_form(request: Request, who: Comer) -> Response:
    """A box to try the masking in: for the steward."""
    if who.employee.role != "steward":
        raise NotFound()
    return _mask_page(request, who)


@desk_page
async def mask_text(request: Request, who: Comer) -> Response:
    """The text as it would go on, and what was marked in it. It lives as long as this answer: kept and logged nowhere."""
    form = await own_form(request)
    if who.employee.role != "steward":
        raise NotFound()
    text = field(form, "text")
    try:
        clean = hear.clean(text, counter_of(request).settings.limits.text_characters)
        seen = await asyncio.to_thread(hear.look_through, clean.text)
        masked = hear.mask(clean.text, [one.mark for one in seen], language_of(request))
    except LuukkuError as error:
        language = language_of(request)
        words = renderer_of(request).say(language, "desk-mask-empty") if isinstance(error, Empty) else error_text(request, language, error)
        return _mask_page(request, who, text=text, error=words, status=error.status)
    found = [(clean.text[one.mark.start : one.mark.end], one.mark.label, one.by) for one in seen]
    return _mask_page(request, who, text=text, masked=masked.text, found=found)


def _mask_page(request: Request, who: Comer, *, text: str = "", masked: str = "", found: Sequence[tuple[str, str, str]] = (), error: str = "", status: int = 200) -> Response:
    return desk_html(request, "desk-mask.html", "desk-mask", who=who, current="mask", text=text, masked=masked, found=found, error=error, status=status)


@desk_page
async def live_line(request: Request, who: Comer) -> Response:
    counter, language = counter_of(request), language_of(request)

    async def held() -> dict[HandoverId, ConversationId]:
        return {one.id: one.conversation for one in await counter.desk.queue() if one.employee == who.employee.id and one.state == "held"}

    listener = desk_live.DeskListener(
        desk=counter.desk, feed=counter.feed, renderer=renderer_of(request), language=language, held=held,
        rows=partial(desk.queue, counter, who.employee, language), still_in=partial(desk_door.still_in, counter, who),
        stopping=request.app.state.stopping,
    )
    return StreamingResponse(desk_live.stream(listener), media_type="text/event-stream", headers={"x-accel-buffering": "no"})


def _message_id(id: str, text: str) -> str:
    """The form's hidden id joined with the text: sent twice it is one message, with another text another one."""
    try:
        return str(uuid.uuid5(uuid.UUID(id), text))
    except ValueError:
        raise Malformed(field="id") from None


ROUTES: tuple[BaseRoute, ...] = (
    Route("/desk", queue),
    Route("/desk/sign-in", sign_in_form),
    Route("/desk/sign-in", sign_in, methods=["POST"]),
    Route("/desk/sign-out", sign_out, methods=["POST"]),
    Route("/desk/live", live_line),
    Route("/desk/join", join_form),
    Route("/desk/join", join, methods=["POST"]),
    Route("/desk/people", people),
    Route("/desk/overview", overview),
    Route("/desk/mask", mask_form),
    Route("/desk/mask", mask_text, methods=["POST"]),
    *desk_passkeys.ROUTES,
    Route("/desk/{id}", opened),
    Route("/desk/{id}/open", look_in, methods=["POST"]),
    Route("/desk/{id}/take", take, methods=["POST"]),
    Route("/desk/{id}/say", say, methods=["POST"]),
    Route("/desk/{id}/note", note, methods=["POST"]),
    Route("/desk/{id}/review", review, methods=["POST"]),
    Route("/desk/{id}/hand-back", hand_back, methods=["POST"]),
    Route("/desk/{id}/let-go", let_go, methods=["POST"]),
    Route("/desk/{id}/turns", turns),
)
