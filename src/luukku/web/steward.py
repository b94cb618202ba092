"""What our own commands ask about rights: over the local socket of a running counter, or over one that they open themselves."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from fastapi import Request
from fastapi.responses import JSONResponse

from luukku.errors import BadInput, LuukkuError, Malformed, NotFound
from luukku.flow import abuse, authority, erase, export, holds, replays, rights, stops
from luukku.flow.counter import Counter
from luukku.ground import age
from luukku.ground.dates import end_of_day, helsinki
from luukku.model.erasure import Kept
from luukku.model.erasure import Request as Asked
from luukku.model.ids import ConversationId
from luukku.model.incident import Incident
from luukku.web.local import asked_of, check_local

RIGHTS = "/control/rights"
LONGEST_NOTE = 1000
Json = dict[str, Any]


async def keep_rights(counter: Counter, asked: Mapping[str, Any]) -> Json:
    """Does what `luukku hold`, `luukku rights` and `luukku person` ask: {"holds"}, {"requests"} or {"erased"};
    `luukku person export`, `luukku authority`: {"export"}; `luukku incident`: {"incidents"}, {"conversations"}; `luukku decision`: {"replayed"}.

    Raises Malformed, BadInput, NotFound.
    """
    do = asked.get("do")
    if do == "erase":
        found = await erase.erase(counter, ConversationId(_text(asked, "conversation")))
        return {"erased": {"number": found.number, "proof": found.proof}}
    if do == "export":
        return {"export": await _export(counter, asked)}
    if do == "hold":
        ends = _day(_text(asked, "until"))
        made = await holds.add(counter, ConversationId(_text(asked, "conversation")), _text(asked, "fact"), _text(asked, "ground"), _text(asked, "owner"), ends)
        return {"holds": [_hold(one) for one in made]}
    if do == "end":
        await holds.end(counter, _text(asked, "id"))
    elif do == "extend":
        await rights.extend(counter, _text(asked, "id"), _text(asked, "reason"))
    elif do == "settle":
        await stops.weigh(counter, _text(asked, "id"), upheld=asked.get("upheld") is True)
    elif do in ("incidents", "affected", "close"):
        return await _incidents(counter, asked)
    elif do == "authority":
        since, last = _day(_text(asked, "from"), "from"), _day(_text(asked, "to"), "to")
        whole = await authority.export(counter, _start(since), last + timedelta(seconds=1), _text(asked, "requester"), _text(asked, "reason"))
        return {"export": {"zip": base64.b64encode(whole.zip).decode(), "sha256": whole.sha256, "entry": whole.entry}}
    elif do == "replay":
        again = await replays.replay_all(counter)
        return {"replayed": {"alike": again.alike, "others": [{"id": id, "why": why} for id, why in again.others]}}
    elif do not in ("holds", "requests"):
        raise Malformed(where="do")
    if do in ("end", "holds"):
        return {"holds": [_hold(one) for one in await counter.kept.kept()]}
    return {"requests": [await _request(counter, one) for one in await counter.rights.requests() if one.done is None]}


async def answer(request: Request) -> JSONResponse:
    """POST /control/rights; over TCP it is as if it were not there."""
    check_local(request.scope)
    try:
        return JSONResponse(await keep_rights(request.app.state.counter, await asked_of(request)))
    except LuukkuError as error:
        return JSONResponse({**error.data, "code": error.code}, error.status)


def _hold(one: Kept) -> Json:
    return {"id": one.id, "fact": one.name, "ground": one.ground, "owner": one.owner, "ends": helsinki(one.ends).isoformat(), "number": one.number}


async def _request(counter: Counter, one: Asked) -> Json:
    """With the conversation that it is about, as long as there is one: found by the number, and written nowhere."""
    whose = [customer for customer in await counter.rounds.customers() if counter.ledger.number(customer) == one.number]
    talks = [talk.conversation for customer in whose for talk in await counter.rounds.talks_of(customer)]
    return {
        "id": one.id, "right": one.right, "at": one.at.isoformat(), "due": one.due.isoformat(), "reason": one.reason,
        "late": one.due < counter.clock.now(), "conversation": talks[0] if talks else None,
    }


async def _export(counter: Counter, asked: Mapping[str, Any]) -> Json:
    recipient, passphrase = _text(asked, "recipient"), _text(asked, "passphrase")
    if recipient:
        recipient = age.check_recipient(recipient)
    elif passphrase:
        age.check_passphrase(passphrase)
    made = await export.export(counter, ConversationId(_text(asked, "conversation")), by=_text(asked, "by"))
    held = await asyncio.to_thread(lambda: b"".join(export.give(made, recipient=recipient, passphrase=passphrase)))
    return {"name": made.name, "zip": base64.b64encode(held).decode()}


async def _incidents(counter: Counter, asked: Mapping[str, Any]) -> Json:
    if asked["do"] == "close":
        by, note = (" ".join(_text(asked, name).split()) for name in ("by", "note"))
        if not (by and note and (by + note).isprintable() and len(by + note) <= LONGEST_NOTE):
            raise BadInput(what="incident", expected=f"who closes it and what was found and done, {LONGEST_NOTE} characters at most")
        return {"incidents": [_incident(await asyncio.to_thread(counter.incidents.close, _text(asked, "id"), by, note), counter.clock.now())]}
    found = await asyncio.to_thread(counter.incidents.all)
    if asked["do"] == "incidents":
        return {"incidents": [_incident(one, counter.clock.now()) for one in found]}
    which = next((one for one in found if one.id == _text(asked, "id")), None)
    if which is None:
        raise NotFound(what="incident")
    talks = [talk for customer in await abuse.affected(counter, which) for talk in await counter.rounds.talks_of(customer)]
    return {"conversations": [talk.conversation for talk in talks]}


def _incident(one: Incident, now: datetime) -> Json:
    return {
        "id": one.id, "kind": one.kind, "at": one.at.isoformat(), "due": one.due.isoformat(), "over": one.closed is None and one.due < now,
        "closed": one.closed.isoformat() if one.closed else None, "by": one.by, "note": one.note, "data": dict(one.data),
    }  # fmt: skip


def _start(end: datetime) -> datetime:
    """The first moment of a day of which this is the end."""
    return end.replace(hour=0, minute=0, second=0)


def _day(text: str, name: str = "until") -> datetime:
    """The end of that day in Helsinki. Raises BadInput."""
    try:
        return end_of_day(datetime.fromisoformat(text).date())
    except ValueError:
        raise BadInput(what=name, expected="a day like 2033-12-31") from None


def _text(asked: Mapping[str, Any], name: str) -> str:
    held = asked.get(name)
    if not isinstance(held, str):
        raise Malformed(where=name)
    return held
