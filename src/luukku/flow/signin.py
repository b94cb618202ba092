"""A stronger identity, asked for once per case, when a step needs one. Kept: assurance, time, a keyed hash.

Whoever signs in gets a new token; every older token and code of the conversation ends then, so that nobody who had
one before comes along. A second person is refused, and a sign-in that is not strong changes nothing.
"""

from __future__ import annotations

import base64
import secrets
from dataclasses import replace
from datetime import timedelta

from luukku import explain
from luukku.errors import NotFound, OutOfDate, Refused
from luukku.flow import consents, shapes
from luukku.flow.change import Draft
from luukku.flow.counter import Counter, check_opens
from luukku.flow.open import token_hash, who
from luukku.model.ids import CaseId, ConversationId

LASTS = timedelta(minutes=10)
AGAIN = timedelta(minutes=5)
"""So long the very same return gives the same new token again: the answer that brought it may have been lost."""


async def start(counter: Counter, token: str, back: str) -> str:
    """The address to go to. `back` is where the provider sends the person afterwards. Raises Unreached, NotFound.

    Only who holds `token` can finish it.
    """
    if counter.sign_in is None:
        raise NotFound(what="sign-in")
    talk = await counter.store.talk(await who(counter, token))
    state = secrets.token_urlsafe(32)
    url, kept = await counter.sign_in.start(state, talk.language, back)
    await counter.doors.put_code("sign-in", _hash(counter, "sign-in", token, state), talk.conversation, kept, counter.clock.now() + LASTS)
    return url


async def finish(counter: Counter, token: str, state: str, code: str, back: str) -> tuple[ConversationId, str]:
    """The person came back: (conversation, the token that opens it from now on). What waited is sent now, as a new share.

    Raises OutOfDate (unknown, used or ended, or begun with another token: then it stays for the one who began it),
    Refused (why="other-person": somebody else signed in here before; why="weak"; or what="…": it does not verify),
    Unreached. Then nothing has changed. Raises KeyAway when only the customer's device opens what waits: the very same return
    goes on once it has.
    """
    async with counter.one_at_a_time(ConversationId(f"sign-in {state}")):
        again = _hash(counter, "signed-in", token, state, code)
        conversation = await _check_return(counter, token, state, code, back, again)
        await check_opens(counter, await counter.store.talk(conversation))  # while the old token still opens the way to it
        renewed = _text(_hash(counter, "renewed", token, state, code))
        await counter.doors.renew(conversation, token_hash(counter, renewed), again)
        await _raise(counter, conversation)
    return conversation, renewed


async def _check_return(counter: Counter, token: str, state: str, code: str, back: str, again: bytes) -> ConversationId:
    """Whose sign-in this is, verified now or, for the very same return once more, a moment ago."""
    if counter.sign_in is None:
        raise NotFound(what="sign-in")
    now = counter.clock.now()
    try:
        conversation, _ = await counter.doors.take_code("signed-in", again, now)
    except OutOfDate:
        conversation, kept = await counter.doors.take_code("sign-in", _hash(counter, "sign-in", token, state), now)
        subject, acr = await counter.sign_in.finish(code, kept, back)
        if acr != counter.settings.identity.strong_acr:
            raise Refused(why="weak") from None
        await counter.doors.put_identity(conversation, await _identity(counter, conversation, subject), "strong", now)
    await counter.doors.put_code("signed-in", again, conversation, {}, now + AGAIN)
    return conversation


async def _identity(counter: Counter, conversation: ConversationId, subject: str) -> bytes:
    """By what the same person is known again in this conversation. Of a safe one it is like no other of theirs."""
    safe = (await counter.store.talk(conversation)).safe
    return counter.keyed_hash(f"identity\n{conversation}\n{subject}" if safe else "identity\n" + subject)


async def _raise(counter: Counter, conversation: ConversationId) -> None:
    """What waited for a strong sign-in goes out, and the conversation says so. Again: nothing changes."""
    async with counter.one_at_a_time(conversation):
        talk = await counter.store.talk(conversation)
        draft = Draft(counter=counter, talk=replace(talk, assurance="strong"), at=counter.clock.now())
        if talk.assurance != "strong":
            draft.event("signed-in", {"assurance": "strong"})
        for case in draft.talk.cases:
            sent, to_approve = await consents.raise_assurance(counter, draft, case.id, "strong")
            if (sent or to_approve) and draft.talk.held_by is None:
                _say(counter, draft, case.id, sent, to_approve)
        if draft.events:
            await draft.commit()


def _say(counter: Counter, draft: Draft, case: CaseId, sent: tuple[str, ...], to_approve: tuple[str, ...]) -> None:
    """Says in the conversation what goes out now."""
    said = explain.Said(
        language=draft.talk.language,
        today=counter.today(),
        case=draft.case(case),
        signed_in=True,
        chosen=explain.Chosen(sent=sent, to_approve=to_approve),
    )
    reply = explain.reply(said, counter.packs, counter.texts, counter.settings)
    draft.event("replied", {"case": case}, shapes.card_answer(reply, draft.talk))


def _hash(counter: Counter, what: str, token: str, *words: str) -> bytes:
    """Found again only by who brings the same token and words."""
    return counter.keyed_hash("\n".join((what, token_hash(counter, token).hex(), *words)))


def _text(made: bytes) -> str:
    """Bytes as a token: it can be made again from what the person brings, so it need not be kept."""
    return base64.urlsafe_b64encode(made).rstrip(b"=").decode("ascii")
