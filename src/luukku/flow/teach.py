"""Corrections teach: what a customer sets right may help to read others, if counter and customer both allow it.

Kept is which event was shown, which was right, the day, and the meaning of the masked words as numbers; sealed to the customer,
and gone with them, with their permission, or once it was learnt from. Only words told after the permission count. Nothing
is kept of a turn in danger, a safe conversation, a minor, a turvakielto, somebody else's matter, or while a human is called.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from luukku import explain, hear, understand
from luukku.errors import LuukkuError, NotFound, Refused
from luukku.flow.change import Draft
from luukku.flow.counter import Counter, own_facts
from luukku.flow.take import Known, Taken, loose
from luukku.ground.dates import helsinki
from luukku.model.consent import Permission
from luukku.model.conversation import Case, Talk, Turn
from luukku.model.fact import Facts, Personal, reveal
from luukku.model.ids import CaseId, ConversationId, CustomerId, PermissionId, TurnId, new_id
from luukku.model.lesson import Lesson
from luukku.model.reading import Reading
from luukku.model.view import LearningView
from luukku.ports import SealedLesson
from luukku.understand import danger

logger = logging.getLogger("luukku.flow")
LASTS = timedelta(days=365)
"""So long a permission to learn holds, if neither customer nor matter ends it sooner."""
RULE = "learning.collect"
FOR_ANOTHER = ("mandate", "estate")
_NEVER = frozenset({"loss", "quick-exit"})
"""Needs of a turn of which nothing is kept."""
_NO_STORY = frozenset({"thanks", "wants-person", "question"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """The words of `turn` were shown as the event `shown`, and were `right`; "" for none."""

    turn: TurnId
    shown: str
    right: str


# The customer's choice


async def choose(counter: Counter, conversation: ConversationId, *, allow: bool) -> None:
    """The customer lets Luukku learn from their corrections, or no more: then what was kept goes. Again: nothing changes.

    Raises NotFound, Refused(why="learning") where nothing may be collected.
    """
    async with counter.one_at_a_time(conversation):
        talk = await counter.store.talk(conversation)
        draft = Draft(counter=counter, talk=talk, at=counter.clock.now())
        if allow and not _lives(talk, draft.at):
            if not _is_offered(counter, talk) or _is_guarded(await _facts(counter, talk)):
                raise Refused(why="learning")
            await _give(counter, draft)
        elif not allow and talk.teaching is not None:
            await stop(counter, draft, "withdrawn")
        if draft.events:
            await draft.commit()


async def shown(counter: Counter, talk: Talk) -> LearningView | None:
    """What the customer sees and switches; None where nothing may be collected."""
    if not _is_offered(counter, talk) or _is_guarded(await _facts(counter, talk)):
        return None
    return explain.learning_view(counter.texts, talk.language, on=_lives(talk, counter.clock.now()), kept=await counter.lessons.count(talk.customer))


async def stop(counter: Counter, draft: Draft, how: str) -> None:
    """Ends the permission within the draft, in the log first; what nobody has learnt from yet goes with the commit."""
    given = draft.talk.teaching
    if given is not None:
        await _log(counter, draft.talk.customer, given, how)
        cases = tuple(replace(case, told=None, unread=None) for case in draft.talk.cases)
        draft.talk = replace(draft.talk, teaching=None, unread=None, cases=cases)
        draft.event("learning", {"allowed": False})
    draft.unlearn = True


async def _give(counter: Counter, draft: Draft) -> None:
    given = Permission(
        id=PermissionId(new_id()), purpose="learning", receiver="counter", facts=frozenset({"correction"}), assurance=draft.talk.assurance,
        basis="consent", given=draft.at, ends=draft.at + LASTS, case=CaseId(""), service="learning",
    )  # fmt: skip
    await _log(counter, draft.talk.customer, given, "given")
    draft.talk = replace(draft.talk, teaching=given)
    draft.event("learning", {"allowed": True})


async def _log(counter: Counter, customer: CustomerId, given: Permission, how: str) -> None:
    await counter.log.append(
        customer, "consent", actor="counter" if how == "ended" else "me", purpose="learning", receiver=None, facts=(), permission=given.id, basis=given.basis,
        rule=RULE, result="allowed" if how == "given" else "refused", about=f"learning-{how}", id=f"{given.id}-{how}",
    )  # fmt: skip


def _lives(talk: Talk, now: datetime) -> bool:
    return talk.teaching is not None and talk.teaching.given <= now < talk.teaching.ends


def _is_offered(counter: Counter, talk: Talk) -> bool:
    """Whether this counter keeps corrections of such a conversation at all."""
    collect = counter.settings.learning.collect
    return collect != "off" and not talk.safe and (collect == "all" or talk.assurance != "nobody") and counter.understanding.by_meaning


def _is_guarded(facts: Facts) -> bool:
    """A minor, a turvakielto, somebody else's matter: nothing is ever kept."""
    said = {(fact.name, reveal(fact.value)) for fact in facts if fact.standing == "known"}
    return bool(said & {("minor", True), ("turvakielto", True), *(("acting.for", whose) for whose in FOR_ANOTHER)})


async def _facts(counter: Counter, talk: Talk) -> Facts:
    """All that the conversation holds; of several with one name the first that guards."""
    found = [fact for case in (*(one.id for one in talk.cases), loose(talk)) for fact in await own_facts(counter, talk, case)]
    return Facts(tuple(found))


# In a turn


async def guard(counter: Counter, draft: Draft, taken: Taken, known: Known) -> None:
    """Ends the permission of somebody of whom nothing may be kept, as soon as that is told."""
    held = [fact for facts in (*known.values(), taken.loose, *(one.facts for one in taken.all)) for fact in facts]
    if draft.talk.teaching is not None and _is_guarded(Facts(tuple(held))):
        await stop(counter, draft, "ended")


def look(draft: Draft, taken: Taken, reading: Reading, turn: Turn) -> tuple[Correction, ...]:
    """What this turn sets right or confirms. Notes in the draft which words told of a case."""
    if draft.talk.teaching is None:
        return ()
    if reading.dangers or _NEVER & set(reading.needs) or draft.talk.handover is not None:
        draft.talk = replace(draft.talk, unread=None)
        return ()
    found = _set_right(draft, taken, reading)
    for one in taken.all:
        if one.new_event:
            draft.put(replace(draft.case(one.id), told=turn.id, unread=draft.talk.unread))
    is_unread = not (taken.main or taken.declined_event or reading.needs or reading.says or _NO_STORY & set(reading.acts))
    draft.talk = replace(draft.talk, unread=turn.id if is_unread else None)
    return found


def _set_right(draft: Draft, taken: Taken, reading: Reading) -> tuple[Correction, ...]:
    asked = draft.began.expects.name if draft.began.expects is not None else ""
    found = []
    if taken.declined_event:
        event = asked.partition(":")[2]
        instead = {read.event for read in reading.events if read.stance == "act"} - {event}
        right = instead.pop() if len(instead) == 1 else ""
        found = [Correction(turn=case.told, shown=event, right=right) for case in draft.began.cases if case.event == event and not case.sure and case.told is not None]
    for one in taken.all:
        case = draft.case(one.id)
        if one.event_confirmed and case.told is not None:
            found.append(Correction(turn=case.told, shown=one.event, right=one.event))
        if one.confirmed_now and case.unread is not None:
            found.append(Correction(turn=case.unread, shown="", right=one.event))
    return tuple(found)


def taken_back(talk: Talk, case: Case) -> tuple[Correction, ...]:
    """The customer says that the whole matter was misunderstood."""
    if talk.teaching is None or case.told is None or talk.handover is not None:
        return ()
    return (Correction(turn=case.told, shown=case.event, right=""),)


def keep_later(counter: Counter, conversation: ConversationId, corrections: Sequence[Correction], known: Mapping[CaseId, Facts]) -> None:
    """Beside the answer, which waits for none of it. `known`: names to be masked that the turn may just have emptied."""
    if corrections:
        names = Facts(tuple(fact for facts in known.values() for fact in facts))
        counter.background(_keep_all(counter, conversation, corrections, names))


async def _keep_all(counter: Counter, conversation: ConversationId, corrections: Sequence[Correction], known: Facts) -> None:
    for one in corrections:
        try:
            async with counter.one_at_a_time(conversation):
                await _keep(counter, conversation, one, known)
        except Exception as failure:  # noqa: BLE001  a correction that cannot be kept safely is not kept; its type tells no words
            logger.warning("a correction was not kept: %s", type(failure).__name__)


async def _keep(counter: Counter, conversation: ConversationId, one: Correction, known: Facts) -> None:
    """Entry first, then the words, which never leave this function."""
    talk = await counter.store.talk(conversation)
    held = await _facts(counter, talk)
    given, now = talk.teaching, counter.clock.now()
    if given is None or not _lives(talk, now) or not _is_offered(counter, talk) or _is_guarded(held) or talk.handover is not None:
        return
    id = counter.keyed_hash(f"lesson\n{talk.customer}\n{one.shown}\n{one.right}").hex()[:32]
    if await counter.lessons.has(id):
        return
    entry = await counter.log.append(
        talk.customer, "collect", actor="counter", purpose="learning", receiver=None, facts=(), permission=given.id, basis=given.basis,
        rule=RULE, result="allowed", about=None,
    )  # fmt: skip
    try:
        lesson = await _lesson(counter, talk, one, id, Facts((*known, *held)))
        draft = Draft(counter=counter, talk=talk, at=now)
        draft.lessons.append(lesson)
        await draft.commit()  # no event: it would tell the hour
    except Exception:
        await counter.log.append(
            talk.customer, "collect", actor="counter", purpose="learning", receiver=None, facts=(), permission=given.id, basis=given.basis,
            rule=RULE, result="not-carried-out", about=entry, id=f"{entry}-done",
        )  # fmt: skip
        raise


async def _lesson(counter: Counter, talk: Talk, one: Correction, id: str, known: Facts) -> Lesson:
    """Raises NotFound (no such words, or words that tell of danger), NotMasked, Busy."""
    text = await _words(counter, talk.conversation, one.turn)
    if danger.find(counter.dangers, text):
        raise NotFound(what="words")
    language = understand.language_of(counter.understanding, text, talk.language)
    masked = hear.mask_text(text, known, language).text
    (row,) = await counter.embedder.embed(understand.views(counter.understanding, masked)[:1], talk.conversation)
    return Lesson(
        id=id, customer=talk.customer, language=language, shown=one.shown, right=one.right, maker=maker_of(counter),
        vector=Personal(row.astype("<f2").tobytes()), day=helsinki(counter.clock.now()),
    )  # fmt: skip


async def _words(counter: Counter, conversation: ConversationId, turn: TurnId) -> str:
    after = 0
    while events := await counter.feed.events(conversation, after):
        for event in events:
            if event.type == "accepted" and event.data.get("turn") == turn and event.personal is not None:
                said: Any = reveal(event.personal)
                return str(said["text"])
        after = events[-1].seq
    raise NotFound(what="words")


def maker_of(counter: Counter) -> str:
    """The embedder in one text, as lessons name it."""
    return f"{counter.embedder.name} {counter.embedder.version} {counter.embedder.dimension}"


# When it is learnt from, and each hour


async def open_all(counter: Counter) -> list[Lesson]:
    """All lessons that wait, one entry in the log of each customer. Those without a living permission stay shut."""
    found: list[Lesson] = []
    for customer, sealed in (await _by_customer(counter)).items():
        talk = next((talk for talk in await counter.rounds.talks_of(customer) if _is_offered(counter, talk) and talk.teaching is not None), None)
        if talk is None:
            continue
        try:
            if _is_guarded(await _facts(counter, talk)):
                continue
            found += await counter.gate.learn(customer, sealed, talk.teaching, RULE, counter.clock.now())
        except LuukkuError as failure:
            logger.warning("lessons stay shut: %s", failure.code)
    return found


async def drop_unwanted(counter: Counter) -> None:
    """Lessons go when their permission is over, or when the counter keeps none any more."""
    for customer in await _by_customer(counter):
        for old in await counter.rounds.talks_of(customer):
            async with counter.one_at_a_time(old.conversation):
                talk = await counter.store.talk(old.conversation)
                if not _lives(talk, counter.clock.now()) or not _is_offered(counter, talk):
                    draft = Draft(counter=counter, talk=talk, at=counter.clock.now())
                    await stop(counter, draft, "ended")
                    await draft.commit()


async def _by_customer(counter: Counter) -> dict[CustomerId, list[SealedLesson]]:
    found: dict[CustomerId, list[SealedLesson]] = {}
    for one in await counter.lessons.waiting():
        found.setdefault(one.customer, []).append(one)
    return found
