"""API v1: JSON for channels and other programs. Bearer token, given when the conversation is opened; the page's cookie is as good.

Errors are `application/problem+json` with `code`. Unknown and foreign ids give the same 404.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Header, Query, Request, Response
from fastapi.responses import PlainTextResponse, StreamingResponse
from fastapi.security import HTTPBearer
from pydantic import BaseModel, ConfigDict, Field

from luukku.errors import KeyAway, NotFound, NotText, Waits
from luukku.flow import (
    alarm,
    answer,
    bring,
    cases,
    decisions,
    desk,
    erase,
    goals,
    mandate,
    own,
    own_rules,
    proofs,
    receipts,
    resume,
    reviews,
    rights,
    search,
    serve,
    shapes,
    signin,
    stops,
    teach,
    veil,
    view,
    withdraw,
)
from luukku.flow import open as opening
from luukku.flow.counter import Counter
from luukku.model.conversation import Event, Message
from luukku.model.erasure import Request as Request_
from luukku.model.fact import Personal, reveal
from luukku.model.ids import CaseId, ConversationId, Language, StepId
from luukku.web import export, guard, heard, live

WAIT = 20.0
Json = dict[str, Any]
_bearer = HTTPBearer(auto_error=False, description="The token given by POST /conversations, or the page's cookie.")
router = APIRouter(prefix="/api/v1", tags=["counter"])


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Opening(Body):
    language: Language | None = None
    safe: bool = Field(default=False, description="Apart from any other: no code leads into it.")


class Saying(Body):
    id: str = Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_.:-]+$", description="The client's own UUID: the same id and text is the same message.")
    text: str


class Answering(Body):
    answers: dict[str, Literal["allow", "deny"]] = Field(default_factory=dict, max_length=100)
    send: list[str] = Field(default_factory=list, max_length=100)


class Closing(Body):
    mistaken: bool = Field(default=False, description="It was misunderstood from the first.")


class Narrowing(Body):
    without: list[str] = Field(min_length=1, max_length=100, description="Names of facts.")


class Ruling(Body):
    rule: str = Field(max_length=60, description="As GET gives it: \"never-tell/bank\".")


class Approving(Body):
    content: str = Field(max_length=128, description="Of the approval that was read.")


class Choosing(Body):
    allow: bool


class Using(Body):
    right: Literal["correct", "object", "restrict", "export"]


class Locking(Body):
    recipient: str = Field(default="", max_length=100, description="age recipient (X25519): only its key opens the file.")
    passphrase: str = Field(default="", max_length=200, description="Or words under which the file is locked, 12 characters or more.")


class Code(Body):
    code: str = Field(max_length=64)


class Return(Body):
    state: str = Field(max_length=200, pattern=r"^[A-Za-z0-9_-]+$")
    code: str = Field(max_length=4096, pattern=r"^[\x20-\x7e]+$", description="As RFC 6749, appendix A.11, has it.")


async def _counter(request: Request) -> Counter:  # not to a thread and back
    counter: Counter = request.app.state.counter
    return counter


At = Annotated[Counter, Depends(_counter)]


Show = Annotated[Literal["", "places"], Query(description="\"places\": also what a turvakielto closes.")]


async def _token(request: Request, _: Annotated[Any, Depends(_bearer)] = None) -> str:
    """The token that comes along. A cookie counts only for reading, or for what our own pages send."""
    kind, _space, token = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer" or not token:
        token = guard.token_of(request) or ""
        if token and request.method not in ("GET", "HEAD"):
            guard.check_form(request, request.headers.get("x-luukku-form", ""))
    if not token or "." in token:  # a page that was turned to a joined conversation: programs have a token for each
        raise NotFound()
    return token.strip()


Token = Annotated[str, Depends(_token)]


async def _who(token: Token, counter: At) -> ConversationId:
    try:
        return await opening.who(counter, token)
    except NotFound:
        raise NotFound() from None  # word for word as in `_mine`: erased, never been and not yours are one answer


async def _mine(id: str, who: Annotated[ConversationId, Depends(_who)]) -> ConversationId:
    """The conversation named in the path, if the token opens it; else the same 404 as for one that never was."""
    if id != who:
        raise NotFound()
    return who


Mine = Annotated[ConversationId, Depends(_mine)]


@router.post("/conversations", status_code=201)
async def open_conversation(counter: At, request: Request, body: Opening | None = None) -> Json:
    """A new conversation and its token, which is shown only here."""
    request.app.state.openings.check(guard.caller(request))
    body = body or Opening()
    conversation, token = await opening.open_conversation(counter, body.language, safe=body.safe)
    return {"conversation": conversation, "token": token}


@router.post("/conversations/{id}/messages")
async def send(
    conversation: Mine, body: Saying, counter: At, request: Request, response: Response, prefer: Annotated[str, Header()] = ""
) -> Json:
    """Says something. 200 with the answer; with `Prefer: respond-async` 202 once it is durable.

    202 too when it was accepted and cannot be answered yet: the answer follows as an event. In danger `numbers` come at once.
    """
    if not await alarm.in_danger(counter, body.text):
        request.app.state.burst.check(conversation)
    message = Message(conversation=conversation, id=body.id, text=Personal(_text(body.text)))
    if "respond-async" in prefer:
        turn = await serve.accept(counter, message)
        response.status_code = 202
        return {"turn": turn, **await _alarmed(counter, conversation, body.text)}
    try:
        return await _veiled(counter, conversation, await serve.serve(counter, message))
    except Waits as waits:
        response.status_code = 202
        return {"turn": waits.data["turn"], **await _alarmed(counter, conversation, body.text)}


@router.get("/search")
async def find(
    counter: At, request: Request, q: Annotated[str, Query(max_length=400, description="What is asked, or a few words.")],
    language: Language | None = None,
) -> Json:  # fmt: skip
    """What the packs say of something: at most three passages, quoted, each with whose words they are. Nothing is kept.

    Apart from any conversation: no token, one a second for each address. `answered`: whether the first is sure enough.
    """
    request.app.state.burst.check(f"search {guard.caller(request)}")
    return await search.find(counter, _text(q), language)


@router.get("/conversations/{id}/events")
async def events(
    conversation: Mine,
    token: Token,
    counter: At,
    request: Request,
    after: Annotated[int, Query(ge=0, le=2**53)] = 0,
    show: Show = "",
    accept: Annotated[str, Header()] = "",
    last_event_id: Annotated[str, Header()] = "",
) -> Any:
    """What happened after `after`; as Server-Sent Events when asked for (`Last-Event-ID` goes on where it broke).

    What a turvakielto closes is veiled unless `show` is "places".
    """
    if last_event_id.isdigit():
        after = max(after, int(last_event_id[:16]))
    if "text/event-stream" in accept:
        stream = _stream(counter, conversation, token, after, show, request)
        return StreamingResponse(stream, media_type="text/event-stream", headers={"x-accel-buffering": "no"})
    found = await counter.feed.events(conversation, after)
    return {"events": await _shown(counter, conversation, found, show), "next": found[-1].seq if found else after}


@router.post("/conversations/{id}/cards/{card}")
async def answer_card(conversation: Mine, card: str, body: Answering, counter: At) -> Json:
    """Answers rows of a card and sends requests. The same answer again changes nothing."""
    return await _veiled(counter, conversation, await answer.answer_card(counter, conversation, card, body.answers, body.send))


@router.get("/conversations/{id}/plan")
async def plan(conversation: Mine, counter: At) -> Json:
    """One plan a situation, and the goals that were said."""
    return {"plans": [shapes.plain(view) for view in await view.plans(counter, conversation)], "goals": shapes.plain(await goals.shown(counter, conversation))}


@router.post("/conversations/{id}/goals/{goal}/remove")
async def remove_goal(conversation: Mine, goal: str, counter: At) -> Json:
    await goals.take_back(counter, conversation, goal)
    return {"goal": goal}


@router.get("/conversations/{id}/log")
async def log(conversation: Mine, counter: At, show: Show = "") -> Json:
    """The customer's own view: what is known, and who used what, when and for what."""
    known: Json = shapes.plain(await view.known(counter, conversation, places=show == "places"))
    return known


@router.get("/conversations/{id}/log/checkpoint")
async def log_checkpoint(_: Mine, counter: At, since: Annotated[int, Query(ge=0, le=2**53)] = 0) -> Json:
    """The newest signed checkpoint of the log, its key, and the proof that the log of `since` leaves, which a client saw earlier, begins it."""
    return dict(await proofs.checkpoint(counter, since))


@router.get("/conversations/{id}/log/proofs")
async def log_proofs(conversation: Mine, counter: At) -> Json:
    """A proof for each of the customer's own entries: what `verify.py` checks."""
    return {"proofs": await proofs.prove_all(counter, conversation)}


@router.get("/conversations/{id}/log/{entry}/proof", response_class=PlainTextResponse)
async def log_proof(conversation: Mine, entry: str, counter: At) -> PlainTextResponse:
    """One entry as a c2sp.org/tlog-proof@v1, opened in it. 429 `busy` in the second before it has its place in the tree."""
    proof = await proofs.prove(counter, conversation, entry)
    return PlainTextResponse(proof, headers={"content-disposition": "attachment; filename=entry.tlog-proof"})


@router.post("/conversations/{id}/steps/{case}/{step}/done")
async def mark_done(conversation: Mine, case: str, step: str, counter: At) -> Json:
    """The customer did their own step."""
    await own.mark_done(counter, conversation, CaseId(case), StepId(step))
    return {"done": True}


@router.get("/conversations/{id}/own-rules")
async def read_own_rules(conversation: Mine, counter: At) -> Json:
    return dict(shapes.plain(await own_rules.shown(counter, conversation)))


@router.post("/conversations/{id}/own-rules")
async def make_own_rule(conversation: Mine, body: Ruling, counter: At) -> Json:
    made = await own_rules.make(counter, conversation, body.rule)
    return {"name": made.name, "rule": made.value}


@router.post("/conversations/{id}/own-rules/{name}/remove")
async def remove_own_rule(conversation: Mine, name: str, counter: At) -> Json:
    await own_rules.take_back(counter, conversation, name)
    return {"name": name}


@router.get("/conversations/{id}/steps/{case}/{step}/approval")
async def read_approval(conversation: Mine, case: str, step: str, counter: At) -> Json:
    return dict(shapes.plain(await mandate.shown(counter, conversation, CaseId(case), StepId(step))))


@router.post("/conversations/{id}/steps/{case}/{step}/approve")
async def approve(conversation: Mine, case: str, step: str, body: Approving, counter: At) -> Json:
    return await _veiled(counter, conversation, await mandate.approve(counter, conversation, CaseId(case), StepId(step), body.content))


@router.post("/conversations/{id}/steps/{case}/{step}/undo")
async def undo(conversation: Mine, case: str, step: str, counter: At) -> Json:
    await mandate.undo(counter, conversation, CaseId(case), StepId(step))
    return {"step": step}


@router.post("/conversations/{id}/steps/{case}/{step}/withdraw")
async def withdraw_step(conversation: Mine, case: str, step: str, counter: At) -> Json:
    """Takes back the permission or request: the next use of it is refused."""
    await withdraw.withdraw(counter, conversation, CaseId(case), StepId(step))
    return {"withdrawn": True}


@router.post("/conversations/{id}/steps/{case}/{step}/narrow")
async def narrow_step(conversation: Mine, case: str, step: str, body: Narrowing, counter: At) -> Json:
    """Leaves facts out of a permission that runs: from the next use on it does not cover them."""
    await withdraw.narrow(counter, conversation, CaseId(case), StepId(step), body.without)
    return {"narrowed": True}


@router.get("/conversations/{id}/receipts")
async def take_receipts(conversation: Mine, counter: At, show: Show = "") -> Json:
    """A receipt for each thing that was allowed, asked for, denied, narrowed or taken back; `jws` is signed, `receipt` is what it says.

    `keys` (also at /receipts.jwks) verify them, with nothing else. What a turvakielto closes is veiled in `receipt` unless `show` is "places".
    """
    words = await view.hidden(counter, await counter.store.talk(conversation)) if show != "places" else frozenset[str]()
    found = [
        {"id": one.id, "case": one.case, "permission": one.permission, "version": one.version, "kind": one.kind, "at": one.at.isoformat(),
         "jws": one.jws, "receipt": veil.veil(dict(one.claims), words)}
        for one in await receipts.of(counter, conversation)
    ]  # fmt: skip
    return {"receipts": found, "keys": [dict(one) for one in counter.receipts.keys]}


@router.post("/conversations/{id}/steps/{case}/{step}/again")
async def ask_again(conversation: Mine, case: str, step: str, counter: At) -> Json:
    """The person changed their mind about a step that was denied or is over: a new card asks it anew."""
    return await _veiled(counter, conversation, await own.ask_again(counter, conversation, CaseId(case), StepId(step)))


@router.post("/conversations/{id}/steps/{case}/{step}/object")
async def object_to_step(conversation: Mine, case: str, step: str, counter: At) -> Json:
    """Objects to the step's purpose, where it rests on a legitimate interest or a public task: nothing more goes out until a human has weighed it."""
    return {"request": _request(await stops.object_to(counter, conversation, CaseId(case), StepId(step)))}


@router.post("/conversations/{id}/cases/{case}/facts/{name}/restrict")
async def restrict_fact(conversation: Mine, case: str, name: str, counter: At) -> Json:
    """Contests a fact: it goes to nobody until a human has looked at it."""
    return {"request": _request(await stops.restrict(counter, conversation, CaseId(case), name))}


@router.post("/conversations/{id}/cases/{case}/close")
async def close_case(conversation: Mine, case: str, counter: At, body: Closing | None = None) -> Json:
    """Ends the matter; what was kept for it goes fourteen days later."""
    await withdraw.close(counter, conversation, CaseId(case), mistaken=body is not None and body.mistaken)
    return {"closed": True}


@router.post("/conversations/{id}/learning")
async def choose_learning(conversation: Mine, body: Choosing, counter: At) -> Json:
    """The person lets the counter learn from their corrections, or no more; off until they do."""
    await teach.choose(counter, conversation, allow=body.allow)
    return {"learning": shapes.plain(await teach.shown(counter, await counter.store.talk(conversation)))}


@router.get("/conversations/{id}/erase")
async def read_erasure(conversation: Mine, counter: At) -> Json:
    """What stops, who is told, what a law keeps: to be read before erasing. Changes nothing."""
    shown: Json = shapes.plain(await erase.preview(counter, conversation))
    return shown


@router.post("/conversations/{id}/erase")
async def erase_all(conversation: Mine, counter: At) -> Json:
    """Erases the customer. From then on the token opens nothing; `number` gives the statement again."""
    return _erased(await erase.erase(counter, conversation))


@router.get("/erasures/{number}")
async def erasure(number: str, counter: At) -> Json:
    """How an erasure stands, for who has its number; `proof` is null until no file holds anything any more."""
    return _erased(await erase.erased(counter, number))


@router.get("/conversations/{id}/export", response_class=StreamingResponse)
async def take_along(
    conversation: Mine, counter: At, request: Request,
    recipient: Annotated[str, Query(max_length=100, description="age recipient (X25519): then only its key opens the file.")] = "",
) -> Response:
    """All that is kept of the customer as one ZIP. Leaves an entry in the log, which names the hash of what was given."""
    request.app.state.burst.check(f"export {conversation}")
    return await export.answer(counter, conversation, recipient=recipient)


@router.post("/conversations/{id}/export", response_class=StreamingResponse)
async def take_along_locked(conversation: Mine, body: Locking, counter: At, request: Request) -> Response:
    """The same, locked as the body says: a passphrase belongs in no address."""
    request.app.state.burst.check(f"export {conversation}")
    return await export.answer(counter, conversation, recipient=body.recipient, passphrase=body.passphrase)


@router.post("/conversations/{id}/import")
async def bring_along(
    conversation: Mine, counter: At, request: Request,
    take: Annotated[bool, Query(description="False: only what it would bring; nothing changes.")] = False,
    x_luukku_passphrase: Annotated[str, Header(description="Under which the file is locked.", max_length=200)] = "",
) -> Json:  # fmt: skip
    """The body is a file that was taken from a Luukku (a ZIP, locked with age or not): what it would bring, and whether it proves
    to be what was given out; with `take` its facts and open cases come in, as told by the customer. No permission comes with it."""
    request.app.state.burst.check(f"import {conversation}")
    talk = await counter.store.talk(conversation)
    shown = await bring.preview(counter, await request.body(), talk.language, x_luukku_passphrase)
    brought: Json = {"brought": shapes.plain(shown.view)}
    return brought | ({"answer": await _veiled(counter, conversation, await bring.bring(counter, conversation, shown.own))} if take else {})


@router.get("/conversations/{id}/rights")
async def requests(conversation: Mine, counter: At) -> Json:
    """The customer's own requests, by when they are due."""
    return {"requests": [_request(one) for one in await rights.of(counter, conversation)]}


@router.post("/conversations/{id}/rights")
async def use_right(conversation: Mine, body: Using, counter: At) -> Json:
    """Asks for a correction, an export, to object or to restrict: it is answered within a month. Again, while it waits: the same request."""
    return {"request": _request(await rights.ask(counter, conversation, body.right))}


@router.get("/conversations/{id}/decisions")
async def decided(conversation: Mine, counter: At) -> Json:
    """What was decided by rules, newest first, and what could be, once more is told."""
    return {"decisions": [shapes.plain(one) for one in await decisions.views(counter, conversation)]}


@router.post("/conversations/{id}/decisions/{decision}/review")
async def look_again(conversation: Mine, decision: str, counter: At) -> Json:
    """A human looks again. The decision as it stands then, with the promised time."""
    found: Json = shapes.plain(await reviews.ask(counter, conversation, decision))
    return found


@router.post("/conversations/{id}/cases/{case}/at-hand")
async def take_up(conversation: Mine, case: str, counter: At) -> Json:
    """Turns to another of the customer's matters: from now on messages go on with it."""
    return await _veiled(counter, conversation, await cases.take_up(counter, conversation, CaseId(case)))


@router.post("/conversations/{id}/human")
async def call_human(conversation: Mine, counter: At) -> Json:
    """Calls a human. Again: nothing changes, the promise stands."""
    await desk.ask(counter, conversation)
    return {"human": shapes.plain(await desk.human(counter, conversation))}


@router.get("/conversations/{id}/human")
async def human(conversation: Mine, counter: At) -> Json:
    """Who answers, and until when; null when no human is there, called or offered."""
    return {"human": shapes.plain(await desk.human(counter, conversation))}


@router.post("/conversations/{id}/human/cancel")
async def cancel_human(conversation: Mine, counter: At) -> Json:
    """No human is needed after all."""
    await desk.cancel(counter, conversation)
    return {"cancelled": True}


@router.post("/conversations/{id}/branch-code")
async def make_branch_code(conversation: Mine, counter: At) -> Json:
    """A short code to read aloud at a branch desk: with it an employee joins this conversation, once."""
    return {"code": await desk.branch_code(counter, conversation), "minutes": 10}


@router.post("/conversations/{id}/resume-code")
async def make_code(conversation: Mine, counter: At) -> Json:
    """A code of one use with which another device or channel goes on here."""
    return {"code": await resume.make_code(counter, conversation), "minutes": 15}


@router.post("/resume")
async def use_code(body: Code, counter: At, request: Request) -> Json:
    request.app.state.codes.check(guard.caller(request))
    conversation, token = await resume.use_code(counter, body.code)
    return {"conversation": conversation, "token": token}


@router.post("/conversations/{id}/sign-in")
async def sign_in(_: Mine, token: Token, counter: At, request: Request) -> Json:
    """Where the person goes to sign in; they come back to /sign-in/back, and only this token can finish it."""
    return {"address": await signin.start(counter, token, guard.sign_in_back(request, counter.settings.address))}


@router.post("/sign-in")
async def finish_sign_in(body: Return, token: Token, counter: At, request: Request) -> Json:
    """What the person came back with, for a client that catches the return itself: the new token; the old one ends."""
    back = guard.sign_in_back(request, counter.settings.address)
    conversation, renewed = await signin.finish(counter, token, body.state, body.code, back)
    return {"conversation": conversation, "token": renewed}


def _erased(found: erase.Erased) -> Json:
    done = None if found.done is None else found.done.isoformat()
    return {"number": found.number, "asked": found.asked.isoformat(), "done": done, "proof": found.proof or None}


def _request(one: Request_) -> Json:
    done = None if one.done is None else one.done.isoformat()
    return {"id": one.id, "right": one.right, "at": one.at.isoformat(), "due": one.due.isoformat(), "reason": one.reason, "done": done}


async def _alarmed(counter: Counter, conversation: ConversationId, text: str) -> Json:
    """The numbers for somebody in danger, beside what is not answered yet."""
    return heard.as_data(await alarm.sound(counter, text, (await counter.store.talk(conversation)).language))


def _text(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise NotText(why="surrogate") from error
    return text


def _event(event: Event) -> Json:
    personal = reveal(event.personal) if event.personal is not None else {}
    return {"seq": event.seq, "type": event.type, "at": event.at.isoformat(), "data": {**event.data, **personal}}


async def _veiled(counter: Counter, conversation: ConversationId, answered: Mapping[str, Any]) -> Json:
    """The answer as it is given out: without what a turvakielto closes."""
    return veil.veil(dict(answered), await view.hidden(counter, await counter.store.talk(conversation)))


async def _shown(counter: Counter, conversation: ConversationId, found: Sequence[Event], show: str) -> list[Json]:
    words = await view.hidden(counter, await counter.store.talk(conversation)) if found and show != "places" else frozenset[str]()
    return [veil.veil(_event(event), words) for event in found]


async def _stream(counter: Counter, conversation: ConversationId, token: str, after: int, show: str, request: Request) -> AsyncIterator[bytes]:
    """Until the client goes, the server stops, or the token no longer opens the conversation. What only the customer's device opens is
    told as `shut`: it is asked for with a ticket."""
    stopping = request.app.state.stopping
    while not stopping.is_set() and await opening.opens(counter, token):
        seen = after
        try:
            for event in await _shown(counter, conversation, await counter.feed.events(conversation, after), show):
                seen = after = event["seq"]
                yield f"id: {after}\nevent: {event['type']}\ndata: {json.dumps(event, ensure_ascii=False)}\n\n".encode()
        except KeyAway:
            seen = await counter.feed.newest(conversation)
            yield b"event: shut\ndata: {}\n\n"
        if not await live.changed_or_stopped(counter.feed, conversation, seen, WAIT, stopping):
            yield b": here\n\n"
