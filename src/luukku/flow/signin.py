"""A stronger identity, asked for once per case, when a step needs one. Kept: assurance, time, a keyed hash."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import timedelta

from luukku import explain
from luukku.errors import NotFound, OutOfDate
from luukku.flow import consents, shapes
from luukku.flow.change import Draft
from luukku.flow.counter import Counter
from luukku.model.ids import Assurance, CaseId, ConversationId

LASTS = timedelta(minutes=10)


async def start(counter: Counter, conversation: ConversationId, back: str) -> str:
    """The address to go to. `back` is where the provider sends the person afterwards. Raises Unreached, NotFound."""
    if counter.sign_in is None:
        raise NotFound(what="sign-in")
    talk = await counter.store.talk(conversation)
    state = secrets.token_urlsafe(32)
    url, kept = await counter.sign_in.start(state, talk.language, back)
    await counter.doors.put_code("sign-in", _hash(counter, state), conversation, kept, counter.clock.now() + LASTS)
    return url


async def finish(counter: Counter, conversation: ConversationId, state: str, code: str, back: str) -> None:
    """The person came back. What waited for it is sent now, as a new share.

    Raises OutOfDate (unknown, used, ended, or another person's state), Refused (anything that does not verify).
    """
    if counter.sign_in is None:
        raise NotFound(what="sign-in")
    whose, kept = await counter.doors.take_code("sign-in", _hash(counter, state), counter.clock.now())
    if whose != conversation:
        raise OutOfDate()
    subject, acr = await counter.sign_in.finish(code, kept, back)
    assurance: Assurance = "strong" if acr == counter.settings.identity.strong_acr else "contact"
    now = counter.clock.now()
    await counter.doors.put_identity(conversation, counter.keyed_hash("identity\n" + subject), assurance, now)
    async with counter.one_at_a_time(conversation):
        talk = await counter.store.talk(conversation)
        draft = Draft(counter=counter, talk=replace(talk, assurance=assurance), at=now)
        draft.event("signed-in", {"assurance": assurance})
        for case in draft.talk.cases:
            sent = await consents.raise_assurance(counter, draft, case.id, assurance)
            _say(counter, draft, case.id, sent)
        await draft.commit()


def _say(counter: Counter, draft: Draft, case: CaseId, sent: tuple[str, ...]) -> None:
    """Says in the conversation what goes out now."""
    said = explain.Said(
        language=draft.talk.language,
        today=counter.today(),
        case=draft.case(case),
        signed_in=True,
        chosen=explain.Chosen(sent=sent),
    )
    reply = explain.reply(said, counter.packs, counter.texts, counter.settings)
    draft.event("replied", {"case": case}, shapes.card_answer(reply, draft.talk))


def _hash(counter: Counter, state: str) -> bytes:
    return counter.keyed_hash("sign-in\n" + state)
