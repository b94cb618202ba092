"""Whole pages: what they all have in common, who looks at them, and what is shown when something went wrong."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from luukku import explain
from luukku.errors import ForeignForm, KeyAway, Locked, LuukkuError, Malformed, NotFound, NotText
from luukku.flow import open as opening
from luukku.flow import view
from luukku.flow.alarm import Alarm
from luukku.flow.counter import Counter
from luukku.flow.join import ways
from luukku.model.device import Custody
from luukku.model.ids import LANGUAGES, ConversationId, Language
from luukku.web import guard, heard
from luukku.web.live import make_frame
from luukku.web.render import Renderer
from luukku.web.standing import Standing, holder, standing
from luukku.web.turns import Item, find_lit, is_waiting, label_of, shown_cards, tone_of, wants_exit

Endpoint = Callable[[Request], Awaitable[Response]]
FORM = "application/x-www-form-urlencoded"
WITH_LOG = ("/known", "/export", "/erase")
"""Pages that show the customer's log, or count by it."""
MOST_FIELDS = 64
"""Of one form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Who looks at a page: a conversation, or nobody yet. `picked`: the language was chosen by the menu.

    `answers`: the employee who has the conversation, or "". `exit`: leaving quickly is shown. `safe`: a safe conversation.
    `custody`: where the key to what is theirs is.
    """

    conversation: ConversationId | None
    token: str | None
    language: Language
    picked: bool = False
    answers: str = ""
    exit: bool = False
    safe: bool = False
    custody: Custody = "kept"

    @property
    def form_token(self) -> str:
        return guard.form_token(self.token)


def counter_of(request: Request) -> Counter:
    counter: Counter = request.app.state.counter
    return counter


def renderer_of(request: Request) -> Renderer:
    renderer: Renderer = request.app.state.renderer
    return renderer


def wants_json(request: Request) -> bool:
    """True for the page's own script, which asks for fragments instead of whole pages."""
    return request.headers.get("accept", "") == "application/json"


async def visitor(request: Request) -> Visitor:
    """The visitor by cookie; a cookie that opens nothing (any more) is nobody, and `show` drops it."""
    counter, token = counter_of(request), await _token_of(request)
    if token is not None:
        try:
            conversation = await opening.who(counter, token)
            talk = await counter.store.talk(conversation)
            custody = (await counter.devices.holding(talk.customer)).custody
        except (NotFound, Locked):
            pass
        else:
            leaves = talk.safe or await _wants_exit(request, conversation)
            return Visitor(
                conversation=conversation, token=token, language=talk.language,
                answers=await holder(counter, talk), exit=leaves, safe=talk.safe, custody=custody,
            )
    picked = next((one for one in LANGUAGES if one == request.query_params.get("lang")), None)
    return Visitor(conversation=None, token=None, language=picked or preferred(request), picked=picked is not None)


async def _token_of(request: Request) -> str | None:
    """The cookie's. When it was turned to a joined conversation that is joined no more, a page that is only looked at shows the
    browser's own one again; what is sent goes nowhere, for it was meant for the other."""
    token = guard.token_of(request)
    own, way = ways(token or "")
    looked_at = request.method == "GET" and request.url.path != "/live" and not wants_json(request)
    if way and looked_at and not await opening.opens(counter_of(request), token or ""):
        return own
    return token


async def items_of(request: Request, conversation: ConversationId) -> Sequence[Item]:
    """What was said and noted, read once a request."""
    if not hasattr(request.state, "items"):
        request.state.items = await view.conversation(counter_of(request), conversation)
    items: Sequence[Item] = request.state.items
    return items


async def _wants_exit(request: Request, conversation: ConversationId) -> bool:
    """Once asked for, the quick exit stands on every page. What is sent needs none: pages are shown by looking."""
    if request.method != "GET" or request.url.path in ("/live", "/leave"):
        return False
    try:
        return wants_exit(await items_of(request, conversation))
    except LuukkuError:
        return False


async def look_at(counter: Counter, conversation: ConversationId) -> tuple[Sequence[Item], Language, Standing]:
    """The conversation as it stands now."""
    talk = await counter.store.talk(conversation)
    items = await view.conversation(counter, conversation)
    return items, talk.language, await standing(counter, talk, items)


async def known_visitor(request: Request) -> tuple[Visitor, ConversationId]:
    """The visitor and the conversation. Raises NotFound for nobody."""
    who = await visitor(request)
    if who.conversation is None:
        raise NotFound()
    return who, who.conversation


def preferred(request: Request) -> Language:
    """The first of our languages that the browser names, in its order of liking."""
    wanted = []
    for part in request.headers.get("accept-language", "").split(","):
        code, _, quality = part.strip().partition(";q=")
        try:
            wanted.append((-float(quality or 1), code.lower()[:2]))
        except ValueError:
            continue
    for _, code in sorted(wanted, key=lambda pair: pair[0]):
        for language in LANGUAGES:
            if code == language:
                return language
    return counter_of(request).settings.language


def show(
    request: Request, who: Visitor, template: str, heading: str, *, current: str = "", error: str = "", status: int = 200, **context: Any
) -> Response:
    """A page. `heading` is the id of its title's text; with `error` (a sentence) the title starts with "Virhe: "."""
    settings = counter_of(request).settings
    html = renderer_of(request).page(
        template,
        who.language,
        heading=heading,
        current=current,
        back=guard.csrf_safe_back(request.url.path),
        error=error,
        has_talk=who.conversation is not None,
        form_token=who.form_token,
        lang_query="?" + urlencode({"lang": who.language}) if who.picked else "",
        picked=who.language if who.picked else "",
        organisation=settings.organisation,
        limit=settings.limits.text_characters,
        desk_open=bool(settings.desk.hours),
        safe=who.safe,
        talk=who.conversation or "",
        custody=who.custody,
        exit_address=settings.exit_address,
        **{"tone": "everyday", "waiting": False, "say_form": False, "answers": who.answers, "leaves": who.exit, "alarm": "", **context},
    )
    response = HTMLResponse(html, status_code=status, headers={"vary": "cookie, accept-language"})
    own, way = ways(guard.token_of(request) or "")
    if who.conversation is None and way:
        guard.give_cookie(request, response, own)  # what it was turned to is joined no more; its own is still there
    elif who.conversation is None and own:
        response.delete_cookie(guard.COOKIE, path="/")
    elif request.method == "GET" and who.token is not None and who.token != guard.token_of(request):
        guard.give_cookie(request, response, who.token)  # turned back: see `_token_of`
    return response


def show_first(request: Request, who: Visitor, *, text: str = "", error: str = "", status: int = 200, **more: Any) -> Response:
    """The first screen, with the text in its box when something was wrong with it."""
    return show(request, who, "first.html", "page-first-heading", current="first", error=error, status=status, text=text, say_form=True, **more)


def show_safe(request: Request, who: Visitor, *, text: str = "", error: str = "", status: int = 200, **more: Any) -> Response:
    """What a safe conversation is, with the box for its first message."""
    return show(request, who, "safe.html", "page-safe-heading", error=error, status=status, text=text, say_form=True, **{**more, "leaves": True})


async def show_after(request: Request, who: Visitor, conversation: ConversationId, after: int) -> Response:
    """After something was done: the changed pieces for a script, the conversation for a form."""
    if not wants_json(request):
        return RedirectResponse("/conversation#latest", 303)
    try:
        items, language, now = await look_at(counter_of(request), conversation)
    except KeyAway:
        return JSONResponse({"shut": True})  # it is done; what it looks like now, the page has opened
    return JSONResponse(make_frame(renderer_of(request), items, language, who.form_token, after, now))


async def show_talk(
    request: Request, who: Visitor, conversation: ConversationId, *, text: str = "", fix: str = "", error: str = "", status: int = 200, **more: Any
) -> Response:
    """The conversation, with the box labelled for the fact that is being corrected."""
    items, _, now = await look_at(counter_of(request), conversation)
    renderer = renderer_of(request)
    lit = find_lit(items)
    return show(
        request, who, "talk.html", "page-talk-heading", current="talk", error=error, status=status, say_form=True, text=text,
        turns=renderer.turns(items, who.language, titles=now.titles, held=now.held, token=who.form_token), lit=renderer.lit(items, who.language, who.form_token, titles=now.titles),
        pieces={piece.id: piece for piece in renderer.pieces(now, who.language, who.form_token)}, answers=now.name,
        cursor=items[-1].seq if items else 0, tone=tone_of(items), waiting=is_waiting(items), fix=fix if label_of(items, fix) else "",
        fix_label=label_of(items, fix) or "", lit_seq=lit.seq if lit else 0, cards=shown_cards(items),
        **{**more, "leaves": now.exit or more.get("leaves", False)},
    )


def error_text(request: Request, language: Language, error: LuukkuError) -> str:
    """What happened, what became of it, what now."""
    renderer = renderer_of(request)
    if isinstance(error, NotFound):
        return renderer.say(language, "page-error-missing-text")
    return explain.error_text(counter_of(request).texts, language, error)


async def show_error(request: Request, error: LuukkuError, *, text: str = "") -> Response:
    """The error as a page (or as JSON for the page's script). A text that was sent is back in its box."""
    who = await visitor(request)
    words = error_text(request, who.language, error)
    alarm = await heard.alarm_of(request, who.language)
    headers = {"retry-after": str(error.data["seconds"])} if "seconds" in error.data else {}
    if wants_json(request):
        # A page that was open before signing in renewed the cookie gets the new token; only our own pages can read it.
        # Not where conversations are or were joined: another tab may have turned to the other one, and what was sent was meant for this.
        renewed = {"form": who.form_token} if isinstance(error, ForeignForm) and not await _is_joined(request, who) else {}
        return JSONResponse({"error": error.code, "text": words, **error.data, **renewed, **_rung(request, alarm)}, status_code=error.status, headers=headers)
    shown = {"error": words, "status": error.status, **_shown(request, who, alarm)}
    heading = "page-error-missing" if isinstance(error, NotFound) else "page-error-heading"
    if getattr(request.state, "safe", False):
        response = show_safe(request, who, text=text, **shown)
    elif text or request.url.path == "/messages":
        if who.conversation is not None:
            response = await _show_talk_or_error(request, who, who.conversation, heading, text=text, **shown)
        else:
            response = show_first(request, who, text=text, **shown)
    else:
        response = show(request, who, "error.html", heading, **shown)
    response.headers.update(headers)
    return response


async def _is_joined(request: Request, who: Visitor) -> bool:
    return who.conversation is not None and bool(await counter_of(request).joins.of(who.conversation))


async def _show_talk_or_error(request: Request, who: Visitor, conversation: ConversationId, heading: str, *, text: str, **shown: Any) -> Response:
    """A conversation that cannot be shown must not hide what happened."""
    try:
        return await show_talk(request, who, conversation, text=text, **shown)
    except LuukkuError:
        return show(request, who, "error.html", heading, **shown)


def _shown(request: Request, who: Visitor, alarm: Alarm | None) -> dict[str, Any]:
    """For somebody in danger the numbers, and the way to leave quickly."""
    if alarm is None:
        return {}
    return {"alarm": renderer_of(request).alarm(alarm).html, "leaves": who.exit or alarm.leaves}


def _rung(request: Request, alarm: Alarm | None) -> dict[str, Any]:
    """The same for the page's script."""
    return {} if alarm is None else {"alarm": renderer_of(request).alarm(alarm).data(), "leaves": alarm.leaves}


def page(endpoint: Endpoint) -> Endpoint:
    """An endpoint whose errors become pages."""

    async def answering(request: Request) -> Response:
        try:
            return await endpoint(request)
        except KeyAway as away:
            return await _show_shut(request, away)
        except LuukkuError as error:
            return await show_error(request, error, text=getattr(request.state, "text", ""))

    answering.__name__ = endpoint.__name__
    return answering


async def _show_shut(request: Request, away: KeyAway) -> Response:
    """What only the customer's device opens: a page that has it opened and comes again, with a ticket. For a script the error."""
    if wants_json(request):
        return await show_error(request, away)
    who = await visitor(request)
    back = "" if request.method == "GET" else "/conversation"
    what = "facts events log" if request.url.path.startswith(WITH_LOG) else "facts events"
    return show(request, who, "shut.html", "page-shut-heading", status=away.status, shut_back=back, shut_what=what)


async def own_form(request: Request, *, proof: bool = False) -> FormData:
    """The sent form, once it is sure that it is our own. Keeps its text for the error page.

    Raises ForeignForm, TooLong, Malformed (no form of a page), NotText (not all of it is UTF-8).
    """
    form, readable = await sent_form(request)
    request.state.text = field(form, "text")
    request.state.safe = bool(field(form, "safe"))
    guard.check_form(request, field(form, "form"), proof=proof)
    if not readable:
        raise NotText()
    return form


async def sent_form(request: Request) -> tuple[FormData, bool]:
    """A form's fields and whether all of them are text. Raises TooLong, Malformed (no form of a page)."""
    body = await request.body()
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if body and kind != FORM:
        raise Malformed(field="content-type")
    return _fields(body)


def whole(text: str) -> int:
    """A whole number that came along, 0 when it is none."""
    return int(text) if text.isdecimal() and len(text) < 19 else 0


def _fields(body: bytes) -> tuple[FormData, bool]:
    """A form's fields, and whether they are text: what is not UTF-8 stands in them as U+FFFD."""
    try:
        try:
            return FormData(dict(parse_qsl(body.decode(), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS))), True
        except UnicodeDecodeError:
            words = body.decode(errors="replace")
            return FormData(dict(parse_qsl(words, keep_blank_values=True, max_num_fields=MOST_FIELDS))), False
    except ValueError:
        raise Malformed(field="form") from None


def field(form: FormData, name: str) -> str:
    """A field's text, "" when it is missing."""
    value = form.get(name)
    return value if isinstance(value, str) else ""
