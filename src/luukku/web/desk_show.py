"""The desk's page in pieces: the queue's rows, one open conversation, and what supports whoever answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from luukku.errors import NotFound, Refused
from luukku.flow import desk, reviews
from luukku.flow.desk import DeskCase, QueueRow
from luukku.model.handover import BREAK_REASONS
from luukku.model.ids import HandoverId, Language, new_id
from luukku.web.desk_door import Comer
from luukku.web.render import Fragment, Renderer
from luukku.web.show import counter_of, preferred, renderer_of
from luukku.web.turns import is_silent

SOON = 10 * 60
"""Seconds before a promise breaks from which its row is red, with a word."""
CHANNELS = ("web", "branch", "rest")


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """How long until a promise: `text` in words; `red` when it is close to breaking, or broken."""

    text: str
    red: bool


def left(renderer: Renderer, language: Language, seconds: int) -> Left:
    """"8 min", "1 t 18 min"; with a word of its own when time runs out."""
    minutes = abs(seconds) // 60
    id = "desk-left-hours" if minutes >= 60 else "desk-left-minutes"
    words = renderer.say(language, id, hours=minutes // 60, minutes=minutes % 60)
    if seconds < 0:
        return Left(text=renderer.say(language, "desk-left-over", left=words), red=True)
    if seconds < SOON:
        return Left(text=renderer.say(language, "desk-left-soon", left=words), red=True)
    return Left(text=words, red=False)


def meta(renderer: Renderer, language: Language, row: QueueRow) -> str:
    """"Lupaus tänään klo 14.30 mennessä · verkko · suomi · K7QM"."""
    channel = renderer.say(language, f"desk-channel-{row.channel if row.channel in CHANNELS else 'other'}")
    tongue = renderer.say(language, f"desk-language-{row.language}")
    return " · ".join((renderer.say(language, "desk-promise", when=row.promise), channel, tongue, row.number))


def queue_piece(renderer: Renderer, language: Language, rows: list[QueueRow], opened: str = "") -> Fragment:
    """The queue as it stands; `opened` is the row that this page shows."""
    views = [(row, left(renderer, language, row.seconds_left), meta(renderer, language, row)) for row in rows]
    return renderer.part("desk-queue.html", language, "queue-rows", rows=views, opened=opened)


def turn_pieces(renderer: Renderer, language: Language, case: DeskCase, after: int = 0) -> list[Fragment]:
    """What was said, as the desk sees it: nothing to answer for the customer stands there."""
    items = [item for item in case.items if item.seq > after and not is_silent(item)]
    return [renderer.part("desk-turn.html", language, f"item-{item.seq}", kind=item.kind, item=item) for item in items]


def support_piece(renderer: Renderer, language: Language, case: DeskCase) -> Fragment:
    return renderer.part("desk-support.html", language, "support-parts", case=case)


def language_of(request: Request) -> Language:
    """The desk speaks what the employee's browser asks for."""
    return preferred(request)


def look_of(request: Request, who: Comer, id: HandoverId, *, anew: bool) -> str:
    """The opening that this browser looks by: a new one each time the page is opened, the same one while it stays open."""
    kept: dict[tuple[str, str], str] = request.app.state.desk_looks
    key = (who.form_token, id)
    if anew or key not in kept:
        kept.pop(key, None)
        kept[key] = new_id()
        while len(kept) > 1000:
            kept.pop(next(iter(kept)))
    return kept[key]


def desk_html(
    request: Request, template: str, heading: str, *, who: Comer | None, error: str = "", status: int = 200, **context: Any
) -> Response:
    """A whole page of the desk. `heading`: id of its title's text."""
    counter, language = counter_of(request), language_of(request)
    html = renderer_of(request).page(
        template, language, heading=heading, who=who, form_token=who.form_token if who else "", error=error,
        organisation=counter.settings.organisation, limit=counter.settings.limits.text_characters,
        **{"opened": "", "current": "", **context},
    )
    return HTMLResponse(html, status_code=status, headers={"vary": "cookie, accept-language"})


async def show_desk(
    request: Request, who: Comer, id: HandoverId | None = None, *, error: str = "", status: int = 200, text: str = "", noted: str = "", case: DeskCase | None = None, shut: bool = False,
    **more: Any,
) -> Response:
    """The three panes. With `id` the conversation is opened: its facts only to the one who holds it, each time with an entry.
    `case`: one that was opened already. `shut`: only the customer's device opens it, and it is away."""
    counter, renderer, language = counter_of(request), renderer_of(request), language_of(request)
    number = await counter.desk.changed(0, 0)
    rows = await desk.queue(counter, who.employee, language)
    row = next((one for one in rows if one.id == id), None)
    case = case or (None if shut else await _case(request, who, row, language))
    asked = await reviews.waiting(counter, who.employee, case.conversation, language) if case is not None and row is not None and row.mine else []
    turns = turn_pieces(renderer, language, case) if case is not None else []
    return desk_html(
        request, "desk.html", "desk-title", who=who, error=error, status=status, number=number, row=row, case=case, over=id is not None and row is None,
        opened=row.id if row else "", turns=turns, reviews=asked, cursor=case.last if case else 0, text=text, noted=noted,
        queue=queue_piece(renderer, language, rows, row.id if row else ""), support=support_piece(renderer, language, case) if case else None,
        left=left(renderer, language, row.seconds_left) if row else None, reasons=BREAK_REASONS, meta=meta(renderer, language, row) if row else "", **more,
    )


async def _case(request: Request, who: Comer, row: QueueRow | None, language: Language) -> DeskCase | None:
    """What the holder sees; None for everybody else. Somebody may have taken it this very moment."""
    if row is None or not row.mine:
        return None
    try:
        return await desk.look(counter_of(request), who.employee, row.id, look_of(request, who, row.id, anew=request.method == "GET"), language)
    except (Refused, NotFound):
        return None


