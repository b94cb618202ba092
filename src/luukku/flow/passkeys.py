"""Passkeys: an employee's way to the desk beside the password, and the customer's way back to what is kept of them.

A challenge is made here, signed, for one doing of one holder, and works once. Only who holds the way in already (the
conversation's token, the desk's sign-in and its password) adds a passkey.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from luukku.errors import NotFound, OutOfDate, Refused
from luukku.flow.change import Draft
from luukku.flow.counter import Counter
from luukku.flow.open import new_token, token_hash
from luukku.flow.resume import check_not_safe
from luukku.model.handover import Employee
from luukku.model.ids import ConversationId, EmployeeId
from luukku.model.passkey import Holder, Kind, Passkey, Place

LASTS = timedelta(minutes=5)
MOST = 10
"""Passkeys that one holder may have."""
_ENDS, _RANDOM = 8, 16
_RUN = secrets.token_hex(16)
"""Challenges of an earlier run are none: what was used then is not known any more."""


async def of(counter: Counter, holder: Holder) -> Sequence[Passkey]:
    return await counter.passkeys.of(holder)


async def ask_new(counter: Counter, holder: Holder, place: Place, name: str) -> Mapping[str, Any]:
    """What the browser makes a passkey from. `name`: what the device shows it by. Raises Clash(why="safe")."""
    await _check_may_have(counter, holder)
    us = counter.settings.organisation.name
    return counter.passkey_check.ask_new(place, us, _user(counter, holder), name, _challenge(counter, _doing("new", holder)))


async def keep(counter: Counter, holder: Holder, place: Place, told: str) -> None:
    """Keeps what the browser made. Raises Refused(why="passkey"), OutOfDate, Clash (it is known, or there are too many)."""
    await _check_may_have(counter, holder)
    _, challenge = counter.passkey_check.read(told, new=True)
    _check_ours(counter, _doing("new", holder), challenge)
    made = counter.passkey_check.check_new(place, told, challenge)
    _spend(counter, challenge)
    at = counter.clock.now()
    await counter.passkeys.add(Passkey(hash=_hash(counter, made.id), holder=holder, key=made.key, count=made.count, at=at), MOST)
    await _tell(counter, holder, "added")


async def remove(counter: Counter, holder: Holder, hash: bytes) -> None:
    """Raises NotFound for one that is not theirs."""
    if not await counter.passkeys.remove(holder, hash):
        raise NotFound(what="passkey")
    await _tell(counter, holder, "removed")


def ask(counter: Counter, kind: Kind, place: Place) -> Mapping[str, Any]:
    """What the browser asks its devices for a passkey with. Nobody needs to be known."""
    return counter.passkey_check.ask(place, _challenge(counter, f"use\n{kind}"))


async def come_in(counter: Counter, place: Place, told: str) -> Employee:
    """Whose passkey it is at the desk. Raises Refused(why="passkey"): the same for unknown, wrong and switched off."""
    holder = await _shown(counter, "employee", place, told)
    try:
        employee = await counter.staff.employee(EmployeeId(holder.id))
    except NotFound:
        raise Refused(why="passkey") from None
    if not employee.active:
        raise Refused(why="passkey")
    return employee


async def come_back(counter: Counter, place: Place, told: str) -> tuple[ConversationId, str]:
    """(conversation, a token of its own for this browser). Raises Refused(why="passkey"): also when nothing is kept any more."""
    holder = await _shown(counter, "conversation", place, told)
    conversation, token = ConversationId(holder.id), new_token()
    try:
        talk = await counter.store.talk(conversation)
        if not await counter.gate.holds(talk.customer):
            raise NotFound(what="conversation")
        await counter.doors.add_token(conversation, token_hash(counter, token))
    except NotFound:
        raise Refused(why="passkey") from None
    async with counter.one_at_a_time(conversation):
        draft = Draft(counter=counter, talk=await counter.store.talk(conversation), at=counter.clock.now())
        draft.event("resumed")
        await draft.commit()
    return conversation, token


async def whose(counter: Counter, place: Place, told: str) -> ConversationId:
    """Into which conversation the passkey leads; nobody comes in. Raises Refused(why="passkey"), OutOfDate."""
    return ConversationId((await _shown(counter, "conversation", place, told)).id)


async def _shown(counter: Counter, kind: Kind, place: Place, told: str) -> Holder:
    """Whose passkey was shown, verified whole. Raises Refused(why="passkey"), OutOfDate."""
    id, challenge = counter.passkey_check.read(told, new=False)
    _check_ours(counter, f"use\n{kind}", challenge)
    try:
        known = await counter.passkeys.passkey(_hash(counter, id))
        shown = counter.passkey_check.check(place, told, challenge, known.key, known.count)
        if known.holder.kind != kind or not hmac.compare_digest(shown.user, _user(counter, known.holder)):
            raise Refused(why="passkey")
        _spend(counter, challenge)
        await counter.passkeys.use(known.hash, shown.count, counter.clock.now())
    except NotFound:
        raise Refused(why="passkey") from None
    return known.holder


async def _check_may_have(counter: Counter, holder: Holder) -> None:
    """Raises Clash(why="safe"): nothing leads back into a safe conversation."""
    if holder.kind == "conversation":
        check_not_safe(await counter.store.talk(ConversationId(holder.id)))


async def _tell(counter: Counter, holder: Holder, what: str) -> None:
    """The conversation says so: a passkey that somebody else added must not go unseen."""
    if holder.kind != "conversation":
        return
    conversation = ConversationId(holder.id)
    async with counter.one_at_a_time(conversation):
        draft = Draft(counter=counter, talk=await counter.store.talk(conversation), at=counter.clock.now())
        draft.event("passkey", {"what": what})
        await draft.commit()


def _doing(what: str, holder: Holder) -> str:
    return f"{what}\n{holder.kind}\n{holder.id}"


def _challenge(counter: Counter, doing: str) -> bytes:
    ends = int((counter.clock.now() + LASTS).timestamp()).to_bytes(_ENDS, "big")
    head = ends + secrets.token_bytes(_RANDOM)
    return head + _mac(counter, doing, head)


def _check_ours(counter: Counter, doing: str, challenge: bytes) -> None:
    """Raises OutOfDate unless it was made here for this doing and has not ended."""
    head, mac = challenge[: _ENDS + _RANDOM], challenge[_ENDS + _RANDOM :]
    ended = int.from_bytes(challenge[:_ENDS], "big") < counter.clock.now().timestamp()
    if ended or not hmac.compare_digest(mac, _mac(counter, doing, head)):
        raise OutOfDate(what="passkey")


def _spend(counter: Counter, challenge: bytes) -> None:
    """Raises OutOfDate when it was used before. Only what was verified is remembered, so that nobody fills the memory."""
    now = counter.clock.now().timestamp()
    for old in [one for one, ends in counter.spent.items() if ends < now]:
        del counter.spent[old]
    if challenge in counter.spent:
        raise OutOfDate(what="passkey")
    counter.spent[challenge] = int.from_bytes(challenge[:_ENDS], "big")


def _mac(counter: Counter, doing: str, head: bytes) -> bytes:
    return counter.keyed_hash(f"passkey challenge\n{_RUN}\n{doing}\n{head.hex()}")


def _hash(counter: Counter, id: bytes) -> bytes:
    return counter.keyed_hash("passkey\n" + id.hex())


def _user(counter: Counter, holder: Holder) -> bytes:
    """By what a device keeps the passkey: one a holder, so that a second one on the same device takes the first one's place."""
    return counter.keyed_hash(f"passkey user\n{holder.kind}\n{holder.id}")
