"""Receipts: made with each event of consent, in the same commit, signed, and sealed to the customer beside what was said."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from typing import Any

from luukku import consent
from luukku.errors import Locked, NotFound
from luukku.flow.change import Draft
from luukku.flow.counter import Counter
from luukku.ground.jose import decode64
from luukku.model.consent import ConsentEvent
from luukku.model.conversation import Event, Talk
from luukku.model.fact import reveal
from luukku.model.ids import ConversationId, PermissionId
from luukku.model.receipt import Controller, How, Receipt, Shown
from luukku.settings import Settings


async def make(counter: Counter, draft: Draft, event: ConsentEvent, how: How, shown: Shown | None, was: PermissionId | None) -> None:
    """Adds the event's receipt to the draft. `shown`: the row that was answered; without, the receipt goes on from the last one
    of the permission `was` (its own, unless it replaces another). One that never had a receipt gets none now.

    Raises Broken, and adds nothing, when the receipt would lack anything.
    """
    if shown is not None:
        purpose = counter.packs.purposes[event.purpose]
        if event.kind == "denied" and not purpose.can_be_withdrawn:
            return  # a request that was not made
        claims = consent.receipt.write(event, purpose, shown, controller_of(counter.settings), _subject(counter, draft.talk), how)
    else:
        before = await _last(counter, draft, was or event.permission)
        if before is None:
            return
        claims = consent.receipt.follow(before, event, how)
    data = {"case": event.case, "permission": event.permission, "version": event.version, "kind": event.kind}
    draft.event("receipt", data, {"jws": counter.receipts.sign(claims)})


async def of(counter: Counter, conversation: ConversationId) -> tuple[Receipt, ...]:
    """All receipts of a conversation, the oldest first. Raises NotFound, Locked."""
    talk = await counter.store.talk(conversation)
    events = {(event.permission, event.version): event for case in talk.cases for event in case.consents}
    found: list[Receipt] = []
    async for event in _events(counter, conversation):
        data, jws = event.data, _jws(event)
        key = (data["permission"], data["version"])
        found.append(Receipt(case=data["case"], permission=key[0], version=key[1], kind=data["kind"], at=event.at, jws=jws, claims=claims_of(jws), event=events.get(key)))
    return tuple(found)


async def one(counter: Counter, conversation: ConversationId, id: str) -> Receipt:
    """Raises NotFound."""
    for receipt in await of(counter, conversation):
        if receipt.id == id:
            return receipt
    raise NotFound()


def claims_of(jws: str) -> Mapping[str, Any]:
    """What our own receipt says. Its signature is not looked at."""
    claims: Mapping[str, Any] = json.loads(decode64(jws.split(".")[1]))
    return claims


def controller_of(settings: Settings) -> Controller:
    """Who runs this counter, and where people reach it."""
    own = settings.organisation
    return Controller(name=own.name.strip(), phone=own.phone, address=settings.address or f"http://{settings.host}:{settings.port}")


def _subject(counter: Counter, talk: Talk) -> str:
    """The customer by a name that says nothing outside this counter, and opens nothing in it."""
    return counter.keyed_hash(f"receipt\n{talk.customer}").hex()[:32]


async def _last(counter: Counter, draft: Draft, permission: PermissionId) -> Mapping[str, Any] | None:
    here = [event for event in draft.events if event.type == "receipt" and event.data["permission"] == permission]
    if not here:
        try:
            here = [event async for event in _events(counter, draft.talk.conversation) if event.data["permission"] == permission]
        except Locked:  # the key has ended: what was sealed to it can be read no more, and taking back goes on without
            return None
    return claims_of(_jws(here[-1])) if here else None


async def _events(counter: Counter, conversation: ConversationId) -> AsyncIterator[Event]:
    after = 0
    while events := await counter.feed.events(conversation, after):
        for event in events:
            if event.type == "receipt":
                yield event
        after = events[-1].seq


def _jws(event: Event) -> str:
    held: Any = reveal(event.personal) if event.personal is not None else {}
    return str(held.get("jws", ""))
