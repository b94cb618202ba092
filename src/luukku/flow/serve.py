"""Serve a turn: what was said is accepted, understood, and answered, once.

    accept (durable) ∥ embed → one at a time per conversation → gate (entry, then facts) → read → understand
    → plan → card or question → reply → commit
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from luukku import consent, explain, hear, plan, understand
from luukku.errors import Busy, LuukkuError, NoRoom, Waits
from luukku.flow import consents, shapes, withdraw
from luukku.flow.change import Draft
from luukku.flow.counter import Counter
from luukku.flow.take import Taken, loose, own_life, take
from luukku.hear import Clean
from luukku.model.conversation import Case, Message, Talk, Turn
from luukku.model.fact import Facts, Personal, reveal
from luukku.model.ids import TurnId
from luukku.model.journey import Laid
from luukku.model.pack import EventPack
from luukku.model.plan import Plan
from luukku.model.reading import Expects, Reading

if TYPE_CHECKING:
    from luukku.ports import Vectors

Answer = Mapping[str, Any]
LONGEST_WAIT = 60.0
"""Seconds between two tries to answer what was accepted."""
logger = logging.getLogger("luukku.flow")


async def serve(counter: Counter, message: Message, *, fix: str | None = None) -> Answer:
    """Answers once; the same message again gets the same answer. `fix`: read it first as that fact's new value.

    Raises Empty, TooLong, NotText, Clash, NotFound, NoRoom, Busy (nothing was accepted); Waits when it was accepted
    and cannot be answered yet (the disk is full): then the answer comes later, as an event.
    """
    try:
        return await _serve(counter, message, fix)
    except Waits:
        answer_later(counter, message, fix)
        raise


async def _serve(counter: Counter, message: Message, fix: str | None) -> Answer:
    with counter.stage("hear"):
        clean = hear.clean(reveal(message.text), counter.settings.limits.text_characters)
    async with _alone(counter, message):
        async with _embedding(counter, clean) as vectors:  # the processor beside the disk
            turn = await _accept(counter, message, clean, fix)
            if turn.answer is not None:
                return reveal(turn.answer)
            try:
                return await answer_turn(counter, turn, clean, vectors, fix)
            except (NoRoom, Busy) as error:
                raise Waits(turn=turn.id) from error


async def accept(counter: Counter, message: Message) -> TurnId:
    """Durable when it returns; the answer follows as an event. Raises what `serve` raises."""
    clean = hear.clean(reveal(message.text), counter.settings.limits.text_characters)
    turn = await _accept(counter, message, clean)
    if turn.answer is None:
        answer_later(counter, message, seconds=0)
    return turn.id


def answer_later(counter: Counter, message: Message, fix: str | None = None, seconds: float = 1) -> None:
    """What is accepted is answered: after `seconds`, or when that is possible again, or after the next start."""
    key = (message.conversation, message.id)
    if key not in counter.later:
        counter.later.add(key)
        counter.background(_answer_later(counter, message, fix, seconds))


async def _answer_later(counter: Counter, message: Message, fix: str | None, seconds: float) -> None:
    try:
        while True:
            await asyncio.sleep(seconds)
            try:
                await _serve(counter, message, fix)
                return
            except (Waits, NoRoom, Busy):
                seconds = min(max(1, 2 * seconds), LONGEST_WAIT)
    except LuukkuError as error:
        logger.error("an accepted turn waits for the next start: %s", error.code)
    finally:
        counter.later.discard((message.conversation, message.id))


async def answer_accepted(counter: Counter, turn: Turn) -> Answer:
    """The answer of a turn that an earlier run accepted."""
    clean = hear.clean(reveal(turn.text))
    async with _embedding(counter, clean) as vectors:
        return await answer_turn(counter, turn, clean, vectors, turn.fix)


async def answer_turn(counter: Counter, turn: Turn, clean: Clean, vectors: Awaitable[Vectors | None], fix: str | None = None) -> Answer:
    """The turn's answer, committed; turns of a conversation in the order in which they were accepted.

    Vectors that come as None (the embedder is busy): read without, which acts less and asks more.
    """
    today = counter.plan_date or turn.today
    async with counter.one_at_a_time(turn.conversation):
        talk = await counter.store.talk(turn.conversation)
        known = await _known(counter, talk, turn)
        seen = await vectors
        with counter.stage("understand"):
            reading = _read(counter, _fixing(counter, talk, fix), known, clean, seen, today)
        draft = Draft(counter=counter, talk=replace(talk, turns=talk.turns + 1), at=counter.clock.now())
        taken = take(draft, reading, known, turn)
        ended = await _end_if_lost(counter, draft, taken, reading)
        chosen = await _answer_by_words(counter, draft, taken)
        made, card, question = await _plan(counter, draft, taken, today)
        if "wants-person" in reading.acts:
            draft.event("person-wanted", {"turn": turn.id})
        with counter.stage("explain"):
            said = replace(_said(talk, draft, taken, reading, today), plan=made, card=card, question=question, chosen=chosen, ended=ended, removed=clean.removed)
            reply = explain.reply(said, counter.packs, counter.texts, counter.settings)
        draft.talk = replace(draft.talk, expects=_expects(counter, taken, question, card is not None and card.open))
        answer = shapes.answer(turn, reply, reading, draft.talk)
        draft.event("replied", {"turn": turn.id}, answer)
        with counter.stage("record"):
            await draft.commit(turn.id, Personal(answer))
        if ended and taken.case_id is not None:
            await withdraw.let_go(counter, draft.talk, draft.case(taken.case_id))
        elif taken.new_event and any(case.closed is not None for case in talk.cases):
            await withdraw.renew_end(counter, draft.talk)
    return answer


def _said(before: Talk, draft: Draft, taken: Taken, reading: Reading, today: date) -> explain.Said:
    """What the reply may speak of: what was understood, and what it changed."""
    return explain.Said(
        reading=reading,
        case=draft.talk.case(taken.case_id) if taken.case_id else None,
        facts=taken.facts,
        language=draft.talk.language,
        today=today,
        at=draft.at,
        first_turn=before.turns == 0,
        new_event=taken.new_event,
        corrected=taken.corrected,
        confirmed_now=taken.confirmed_now,
        event_confirmed=taken.event_confirmed,
        language_changed=draft.talk.language != before.language,
        declined_event=taken.declined_event,
        taken=tuple(fact.name for fact in taken.new),
    )


@asynccontextmanager
async def _alone(counter: Counter, message: Message) -> AsyncIterator[None]:
    """The same message twice at once: the second waits for the first and then finds its stored answer."""
    key = (message.conversation, message.id)
    while (other := counter.inflight.get(key)) is not None:
        await other
    mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    counter.inflight[key] = mine
    try:
        yield
    finally:
        del counter.inflight[key]
        mine.set_result(None)


async def _accept(counter: Counter, message: Message, clean: Clean, fix: str | None = None) -> Turn:
    at = counter.clock.now()
    held = replace(message, text=Personal(clean.text), fix=fix or message.fix)
    with counter.stage("accept"):
        return await counter.store.accept(held, at, counter.keyed_hash("text\n" + clean.text))


@asynccontextmanager
async def _embedding(counter: Counter, clean: Clean) -> AsyncIterator[Awaitable[Vectors | None]]:
    """Embeds meanwhile; given up when the message is not accepted or was answered before."""
    work = asyncio.ensure_future(embed(counter, clean))
    try:
        yield work
    finally:
        if not work.done():
            work.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await work


async def embed(counter: Counter, clean: Clean) -> Vectors | None:
    """The views of a text as vectors; None when the embedder has too much to do."""
    with counter.stage("embed"), contextlib.suppress(Busy):
        return await counter.embedder.embed(understand.views(counter.understanding, clean.text))
    return None


async def _known(counter: Counter, talk: Talk, turn: Turn) -> Facts:
    """The facts of the case at hand, through the gate: one entry a turn, and only when there is something to read."""
    case = talk.cases[-1] if talk.cases else None
    holder = case.id if case else loose(talk)
    sealed = await counter.store.facts(talk.customer, holder)
    if not sealed:
        return Facts()
    rule = f"{case.event}@{counter.packs.events[case.event].sha256[:16]}" if case else "counter"
    with counter.stage("gate"):
        known = await counter.gate.serve(talk.customer, holder, sealed, "serve", rule, turn.id)
    return known if case is None or case.closed is None else own_life(known)


def _fixing(counter: Counter, talk: Talk, fact: str | None) -> Talk:
    """While one fact is being corrected, the turn is read as an answer to just that."""
    spec = counter.packs.events[talk.cases[-1].event].fact(fact) if fact and talk.cases else None
    return replace(talk, expects=Expects(name=spec.name, about=spec.about, values=spec.values)) if spec else talk


def _read(counter: Counter, talk: Talk, known: Facts, clean: Clean, vectors: Vectors | None, today: date) -> Reading:
    marks = hear.mark(clean.text, known)
    return understand.read(
        counter.understanding, clean.text, vectors, talk.expects, known, marks, today, talk.language, talk.chosen_language
    )


async def _end_if_lost(counter: Counter, draft: Draft, taken: Taken, reading: Reading) -> bool:
    """A glad event that turned into grief: everything about it stops at once, before anything else is looked at."""
    case = draft.case(taken.case_id) if taken.case_id else None
    if case is None or "loss" not in reading.needs or counter.packs.events[case.event].tone != "glad":
        return False
    await withdraw.end_case(counter, draft, case.id)
    return True


async def _answer_by_words(counter: Counter, draft: Draft, taken: Taken) -> explain.Chosen | None:
    """A card that was answered in words: yes and no go to the rows that wait; what is neither points to the buttons."""
    asked = draft.talk.expects
    if taken.case_id is None or asked is None or asked.name != "consent":
        return None
    case = draft.case(taken.case_id)
    if case.card is None or not case.card.open:
        return None
    answers, send = consent.by_words(case.card, taken.says, taken.consents)
    if not answers and not send:
        unclear = taken.says is not None or not (taken.acts or taken.new or taken.needs)
        return explain.Chosen(partly=True) if unclear else None
    return await consents.apply(counter, draft, case, answers, send, taken.facts)


async def _plan(counter: Counter, draft: Draft, taken: Taken, today: date) -> tuple[Plan | None, Any, str | None]:
    """Plan, card and the next question of the case at hand. Nothing of it before the event is sure."""
    if taken.case_id is None:
        return None, None, None
    case = draft.case(taken.case_id)
    if not case.sure or case.closed is not None or "grief" in taken.needs:
        return None, None, None
    pack = counter.packs.events[case.event]
    with counter.stage("plan"):
        made = plan.make(case.id, pack, counter.packs, taken.facts, today)
        question = _asked_back(case, taken) or plan.next_question(made, pack, taken.facts, case, today)
    if question is not None:
        draft.put(replace(case, asked=_once(case.asked, question)))
        case = draft.case(case.id)
    if case.confirmed or question is None:
        laid = Laid(at=draft.at, steps=plan.steps(made, case, taken.facts), corrected=taken.corrected)
        await draft.happen(case.id, laid, taken.facts)
        await consents.end_moved(counter, draft, case.id, case.journey)
    card = None
    if question is None and "wants-person" not in taken.acts:
        with counter.stage("consent"):
            card = _card(draft, pack, made, taken.facts, today)
    return made, card, question


def _asked_back(case: Case, taken: Taken) -> str | None:
    """What an organisation waits to hear, if the customer has neither said nor declined it."""
    steps = case.journey.steps.values() if case.journey else ()
    answered = taken.facts.names()
    return next((name for step in steps if step.state == "asks" for name in step.asks if name not in answered), None)


def _card(draft: Draft, pack: EventPack, made: Plan, facts: Facts, today: date) -> Any:
    case = draft.case(made.case)
    card = consent.card(made, case, facts, draft.at, today)
    if card is None:
        return case.card if case.card is not None and case.card.open else None
    if case.card is None or card.rows != case.card.rows:
        draft.event("card", {"card": card.id, "case": case.id})
        draft.put(replace(case, card=card))
    return draft.case(case.id).card


def _expects(counter: Counter, taken: Taken, question: str | None, card_open: bool) -> Expects | None:
    if taken.unsure_event is not None:
        return Expects(name=f"confirm:{taken.unsure_event}", values=("yes", "no"))
    if question is not None and taken.event is not None:
        spec = counter.packs.events[taken.event].fact(question)
        return Expects(name=question, about=spec.about if spec else "me", values=spec.values if spec else ())
    return Expects(name="consent", values=("yes", "no", "partly")) if card_open else None


def _once(names: Sequence[str], name: str) -> tuple[str, ...]:
    return tuple(names) if name in names else (*names, name)


