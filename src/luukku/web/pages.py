"""The customer's pages: the first screen, the conversation, the card, the plan, what is known."""

from __future__ import annotations

import time
import uuid
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from luukku import hear
from luukku.errors import LuukkuError, Malformed, OutOfDate, Waits
from luukku.flow import alarm, answer, device, goals, join, own, serve, teach, view, withdraw
from luukku.flow import open as opening
from luukku.flow.counter import Counter
from luukku.model.conversation import Message
from luukku.model.fact import Personal
from luukku.model.ids import CardId, CaseId, ConversationId, Language, StepId
from luukku.model.view import CardView
from luukku.web import (
    bring,
    decisions,
    desk,
    device_page,
    doors,
    export,
    guard,
    human,
    joining,
    live,
    log,
    opened,
    own_rules,
    passkeys,
    proposals,
    receipts,
    rights,
    rules,
    wallet,
)
from luukku.web.render import Renderer
from luukku.web.show import (
    Visitor,
    counter_of,
    field,
    known_visitor,
    look_at,
    own_form,
    page,
    renderer_of,
    show,
    show_after,
    show_error,
    show_first,
    show_talk,
    visitor,
    whole,
)
from luukku.web.standing import Standing, standing
from luukku.web.turns import Item

STATIC = Path(__file__).parent / "static"
NOTES = {"sign-in": "page-sign-in-cancelled", "withdrawn": "page-withdrawn", "closed": "page-closed", "unwanted": "proposal-ended", "wanted": "proposal-back", "forgotten": "use-deleted"}
"""What the plan says once about the thing just done; the address holds its name only."""


class Static(StaticFiles):
    """Our own styles and scripts: asked for anew each time, answered with 304 while unchanged."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["cache-control"] = "no-cache"
        return response


def mount(app: Starlette, counter: Counter) -> None:
    """Gives the app its pages. `app.state.stopping` is set by the server when it stops: then live streams end."""
    app.state.renderer = Renderer(counter.texts)
    app.state.openings = guard.Limit(counter.settings.limits.openings, 60.0, time.monotonic)
    desk.mount(app)
    app.router.routes.extend(ROUTES)


async def answer_error(request: Request, error: LuukkuError) -> Response:
    """The page for an error that no page caught: an unknown address, a wrong method, something broken."""
    return await show_error(request, error, text=getattr(request.state, "text", ""))


@page
async def first(request: Request) -> Response:
    return show_first(request, await visitor(request))


@page
async def send_message(request: Request) -> Response:
    """A message by form or by the page's script. Opens the conversation with the first one, never before."""
    form = await own_form(request)
    who, text = await visitor(request), field(form, "text")
    message_id = _message_id(form_id=field(form, "id"), own_id=field(form, "sent"), text=text)
    hear.clean(text)  # what cannot be taken opens no conversation and sets no cookie
    token, safe = "", request.state.safe
    if who.conversation is None or safe:
        who, token = await _open(request, who, field(form, "lang"), safe=safe)
    assert who.conversation is not None
    counter = counter_of(request)
    if not await alarm.in_danger(counter, text):
        request.app.state.burst.check(who.conversation)
    message = Message(conversation=who.conversation, id=message_id, text=Personal(text))
    with suppress(Waits):  # it was accepted: the conversation says so, and the answer comes there
        if field(form, "fix"):
            await answer.correct(counter, message, field(form, "fix"))
        else:
            await serve.serve(counter, message)
    response = await show_after(request, who, who.conversation, whole(field(form, "after")))
    if token:
        guard.give_cookie(request, response, token, safe=safe)
    return response


async def _open(request: Request, who: Visitor, picked: str, *, safe: bool) -> tuple[Visitor, str]:
    """A new conversation. A safe one replaces the cookie only; the conversation before knows nothing of it, nor it of that."""
    request.app.state.openings.check(guard.caller(request))
    chosen: Language | None = who.language if picked == who.language else None
    conversation, token = await opening.open_conversation(counter_of(request), chosen, safe=safe)
    return Visitor(conversation=conversation, token=token, language=who.language, safe=safe), token


def _message_id(*, form_id: str, own_id: str, text: str) -> str:
    """The client's id of a message.

    A script makes one for each send. A form's hidden id is joined with the text: the same form sent twice is one
    message, but another text typed after going back is another one.
    """
    try:
        if own_id:
            return str(uuid.UUID(own_id))
        return str(uuid.uuid5(uuid.UUID(form_id), text))
    except ValueError:
        raise Malformed(field="id") from None


@page
async def conversation(request: Request) -> Response:
    who, conversation = await known_visitor(request)
    await _catch_up(request, conversation)
    return await show_talk(request, who, conversation, fix=request.query_params.get("fix", ""))


async def _catch_up(request: Request, conversation: ConversationId) -> None:
    """When the page comes with what the customer's device opened, what waited for it goes on."""
    if opened.brings(request):
        await device.catch_up(counter_of(request), conversation)


async def _look(counter: Counter, conversation: ConversationId) -> tuple[Sequence[Item], Language]:
    talk = await counter.store.talk(conversation)
    return await view.conversation(counter, conversation), talk.language


async def _stand(counter: Counter, conversation: ConversationId, items: Sequence[Item]) -> Standing:
    return await standing(counter, await counter.store.talk(conversation), items)


@page
async def live_line(request: Request) -> Response:
    """`GET /live?after=N`: the stream. `Last-Event-ID` wins over `after`."""
    who, conversation = await known_visitor(request)
    counter = counter_of(request)
    listener = live.Listener(
        conversation=conversation, feed=counter.feed, renderer=renderer_of(request), token=who.form_token,
        look=partial(_look, counter, conversation), stand=partial(_stand, counter, conversation),
        opens=partial(opening.opens, counter, who.token or ""),
        stopping=request.app.state.stopping,
    )
    after = whole(request.headers.get("last-event-id") or request.query_params.get("after", ""))
    return StreamingResponse(live.stream(listener, after), media_type="text/event-stream", headers={"x-accel-buffering": "no"})


@page
async def frame(request: Request) -> Response:
    """`GET /frame?after=N`: what the stream would send, for a page whose customer's device opens it. `cursor` is the last event's seq."""
    who, conversation = await known_visitor(request)
    counter = counter_of(request)
    await _catch_up(request, conversation)
    after, cursor = whole(request.query_params.get("after", "")), await counter.feed.newest(conversation)
    items, language, now = await look_at(counter, conversation)
    again = items[-live.AGAIN].seq - 1 if len(items) >= live.AGAIN else 0
    made = live.make_frame(renderer_of(request), items, language, who.form_token, min(after, again), now)
    if not any(item.seq > after for item in items):
        made["status"] = ""
    return JSONResponse({**made, "cursor": cursor})


@page
async def answer_card(request: Request) -> Response:
    """One row by its own button, all open rows by the two at the end, or one request by its button."""
    form = await own_form(request)
    who, conversation = await known_visitor(request)
    counter, card = counter_of(request), CardId(request.path_params["card"])
    answers: dict[str, Any] = {}
    for choice in ("allow", "deny"):
        if row := field(form, choice):
            answers[row] = choice
    if (rest := field(form, "rest")) in ("allow", "deny"):
        shown = await _card(counter, conversation, card)
        answers = {row.id: rest for row in shown.allow if row.state == "open" and not (row.binds and rest == "allow")}
    answers |= {row: "deny" for row in field(form, "less").split(",") if row}  # a cheaper version: these are left out
    send = [row for row in [field(form, "send")] if row]
    if not answers and not send:
        raise Malformed(field="answers")
    await answer.answer_card(counter, conversation, card, answers, send)
    if field(form, "back") == "plan":
        return RedirectResponse("/plan", 303)
    return await show_after(request, who, conversation, whole(field(form, "after")))


async def _card(counter: Counter, conversation: ConversationId, card: CardId) -> CardView:
    for item in reversed(await view.conversation(counter, conversation)):
        if item.reply is not None and item.reply.card is not None and item.reply.card.id == card:
            return item.reply.card
    raise OutOfDate()


@page
async def plan(request: Request) -> Response:
    who, conversation = await known_visitor(request)
    await _catch_up(request, conversation)
    plans = await view.plans(counter_of(request), conversation)
    note = NOTES.get(request.query_params.get("note", ""), "")
    return show(request, who, "plan.html", "page-plan-heading", current="plan", plans=plans, note=note, goals=await goals.shown(counter_of(request), conversation))


async def _own_step(request: Request) -> tuple[ConversationId, CaseId, StepId]:
    """The step that a form of the visitor's own plan names."""
    await own_form(request)
    _, conversation = await known_visitor(request)
    return conversation, CaseId(request.path_params["case"]), StepId(request.path_params["step"])


@page
async def step_done(request: Request) -> Response:
    conversation, case, step = await _own_step(request)
    await own.mark_done(counter_of(request), conversation, case, step)
    return RedirectResponse("/plan", 303)


@page
async def take_back(request: Request) -> Response:
    """One permission or request, by one button of the plan."""
    conversation, case, step = await _own_step(request)
    await withdraw.withdraw(counter_of(request), conversation, case, step)
    return RedirectResponse("/plan?note=withdrawn", 303)


@page
async def ask_again(request: Request) -> Response:
    """A no, or an end, is thought over: a new card asks it anew."""
    conversation, case, step = await _own_step(request)
    await own.ask_again(counter_of(request), conversation, case, step)
    return RedirectResponse("/conversation#latest", 303)


@page
async def close_case(request: Request) -> Response:
    """The whole matter."""
    form = await own_form(request)
    _, conversation = await known_visitor(request)
    await withdraw.close(counter_of(request), conversation, CaseId(request.path_params["case"]), mistaken=field(form, "mistaken") == "1")
    return RedirectResponse("/plan?note=closed", 303)


@page
async def remove_goal(request: Request) -> Response:
    await own_form(request)
    _, conversation = await known_visitor(request)
    await goals.take_back(counter_of(request), conversation, request.path_params["goal"])
    return RedirectResponse("/plan", 303)


@page
async def known(request: Request) -> Response:
    who, conversation = await known_visitor(request)
    await _catch_up(request, conversation)
    shown = await view.known(counter_of(request), conversation, places=request.query_params.get("show") == "places")
    kept = passkeys.rows_of(await counter_of(request).passkeys.of(passkeys.holder_of(conversation)), who.language)
    return show(request, who, "known.html", "page-known-heading", current="known", known=shown, passkeys=kept, joined=await join.beside(counter_of(request), who.token or "", who.language))


@page
async def choose_learning(request: Request) -> Response:
    """The customer lets Luukku learn from their corrections, or no more."""
    form = await own_form(request)
    _, conversation = await known_visitor(request)
    choice = field(form, "allow")
    if choice not in ("1", "0"):
        raise Malformed(field="allow")
    await teach.choose(counter_of(request), conversation, allow=choice == "1")
    return RedirectResponse("/known#learning", 303)


ROUTES: tuple[BaseRoute, ...] = (
    Route("/", first),
    Route("/messages", send_message, methods=["POST"]),
    Route("/conversation", conversation),
    Route("/live", live_line),
    Route("/frame", frame),
    Route("/cards/{card}", answer_card, methods=["POST"]),
    Route("/plan", plan),
    Route("/steps/{case}/{step}/done", step_done, methods=["POST"]),
    Route("/steps/{case}/{step}/withdraw", take_back, methods=["POST"]),
    Route("/steps/{case}/{step}/again", ask_again, methods=["POST"]),
    Route("/cases/{case}/close", close_case, methods=["POST"]),
    Route("/goals/{goal}/remove", remove_goal, methods=["POST"]),
    Route("/known", known),
    Route("/learning", choose_learning, methods=["POST"]),
    *doors.ROUTES,
    *device_page.ROUTES,
    *wallet.ROUTES,
    *human.ROUTES,
    *log.ROUTES,
    *rights.ROUTES,
    *decisions.ROUTES,
    *receipts.ROUTES,
    *passkeys.ROUTES,
    *joining.ROUTES,
    *own_rules.ROUTES,
    *export.ROUTES,
    *bring.ROUTES,
    *rules.ROUTES,
    *proposals.ROUTES,
    *desk.ROUTES,
    Mount("/static", Static(directory=STATIC), name="static"),
)
