"""A card is answered: row by row, each answer durable and recorded before anything is sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from luukku import explain
from luukku.errors import BadInput, NotFound, OutOfDate
from luukku.flow import shapes
from luukku.flow.change import Draft
from luukku.flow.consents import apply
from luukku.flow.counter import Counter, own_facts
from luukku.flow.serve import serve
from luukku.flow.turn import Answer
from luukku.model.conversation import Message, Talk
from luukku.model.ids import ConversationId
from luukku.model.reading import Expects


async def answer_card(
    counter: Counter, conversation: ConversationId, card: str, answers: Mapping[str, str], send: Sequence[str]
) -> Answer:
    """Takes the answers; the same again changes nothing and gives the card as it stands.

    Raises NotFound (no such card here), Malformed (a row that it does not ask), OutOfDate (a row answered otherwise,
    or a card that another has replaced: then with that one's id as "now").
    """
    async with counter.one_at_a_time(conversation):
        talk = await counter.store.talk(conversation)
        case = next((one for one in talk.cases if one.card is not None and one.card.id == card), None)
        if case is None:
            raise await _gone(counter, talk, card)
        facts = await own_facts(counter, talk, case.id)
        draft = Draft(counter=counter, talk=talk, at=counter.clock.now())
        chosen = await apply(counter, draft, case, answers, send, facts)
        now = draft.case(case.id)
        said = explain.Said(language=talk.language, today=counter.today(), case=now, facts=facts, card=now.card, chosen=chosen)
        reply = shapes.hushed(explain.reply(said, counter.packs, counter.texts, counter.settings), talk)
        still_open = now.card is not None and now.card.open
        if talk.expects is None or talk.expects.name == "consent":
            expects = Expects(name="consent", values=("yes", "no", "partly"), event=case.event) if still_open else None
            draft.talk = replace(draft.talk, expects=expects, at_hand=case.id)
        answer = shapes.card_answer(reply, draft.talk)
        if draft.events:
            draft.event("replied", {"card": card}, answer)
            await draft.commit()
    return answer


async def _gone(counter: Counter, talk: Talk, card: str) -> BadInput:
    """Why there is no such card to answer: another has replaced it ("now" is that one's id), or it never was here."""
    after = 0
    while events := await counter.feed.events(talk.conversation, after):
        for event in events:
            if event.type == "card" and event.data["card"] == card:
                case = talk.case(event.data["case"])
                return OutOfDate(card=card, now=case.card.id if case is not None and case.card is not None else "")
        after = events[-1].seq
    return NotFound()


async def correct(counter: Counter, message: Message, fact: str) -> Answer:
    """A message written into the box of one fact's *Korjaa*: read first as that fact's new value."""
    return await serve(counter, message, fix=fact)
