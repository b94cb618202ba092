"""Answer a turn that was accepted: the story itself, in order.

    danger (words alone) → gate (entry, then facts) → understand → take → triage → plan → card or question → reply → commit

While a human has the conversation the machine keeps what was said, and is silent.
"""

from __future__ import annotations

from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from luukku import consent, explain, handover, plan
from luukku.flow import cases, consents, decisions, desk, goals, own_rules, proposals, search, shapes, take_back, teach, withdraw
from luukku.flow import reading as reading_of
from luukku.flow.change import Draft
from luukku.flow.counter import Counter
from luukku.flow.sold import sold
from luukku.flow.take import LASTING, CaseTaken, Known, Taken, loose, own_life, take
from luukku.flow.told_or_shown import settle
from luukku.hear import Clean
from luukku.model.consent import Card
from luukku.model.conversation import Case, Talk, Turn
from luukku.model.fact import Facts, Personal
from luukku.model.handover import Handover, Triage
from luukku.model.journey import Laid
from luukku.model.own_rule import OwnRule
from luukku.model.pack import EventPack
from luukku.model.plan import Plan
from luukku.model.reading import Danger, Expects, Reading
from luukku.understand import danger

if TYPE_CHECKING:
    from luukku.ports import Vectors

Answer = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """What comes after what was understood: the plan of the case, and its card or question."""

    case: CaseTaken
    plan: Plan | None = None
    card: Card | None = None
    question: str | None = None

    @property
    def waits(self) -> bool:
        return self.question is not None or (self.card is not None and self.card.open)


async def answer_turn(counter: Counter, turn: Turn, clean: Clean, vectors: Awaitable[Vectors | None], fix: str | None = None) -> Answer:
    """The turn's answer, committed; turns of a conversation in the order in which they were accepted.

    Vectors that come as None (the embedder is busy): read without, which acts less and asks more. Danger waits for none.
    """
    today = counter.plan_date or turn.today
    with counter.stage("hear"):
        dangers = danger.find(counter.dangers, clean.text, waits=True)
    async with counter.one_at_a_time(turn.conversation), counter.order.in_turn(hurry=bool(dangers)):
        talk = await counter.store.talk(turn.conversation)
        known = await _known(counter, talk, turn)
        # what is said to a human answers nothing that the machine has asked
        asked = replace(talk, expects=None) if talk.held_by is not None else reading_of.fixing(counter, talk, fix)
        with counter.stage("hear"):
            found = reading_of.beforehand(counter, asked, known, clean)
        seen = None if dangers else await vectors
        if not dangers:
            dangers = danger.find(counter.dangers, clean.text, seen)  # what only the meaning shows, or does not bear out
        with counter.stage("understand"):
            reading = reading_of.read(counter, asked, found, clean, seen, today)
            told = goals.chosen(counter, asked, clean.text)
            reading = replace(reading, events=(told,), acts=("new",)) if told is not None else reading
            reading = replace(reading, dangers=dangers, degraded=reading.degraded and not dangers)
        draft = Draft(counter=counter, talk=replace(asked, turns=talk.turns + 1), at=counter.clock.now())
        draft.began = talk
        if talk.held_by is not None:
            return await _keep_silent(counter, draft, reading, known, turn, today)
        taken = await settle(counter, draft, take(draft, reading, known, turn))
        draft.talk = replace(draft.talk, missed=0 if _says_something(reading) else talk.missed + 1)
        ended = await _end_if_lost(counter, draft, taken, reading)
        if taken.guarded_now:
            await cases.guard(counter, draft, taken)
        await teach.guard(counter, draft, taken, known)
        corrections = teach.look(draft, taken, reading, turn)
        ruled = await own_rules.by_words(draft, reading.own_rules) if reading.own_rules else None  # before a yes beside it counts
        chosen = await _answer_by_words(counter, draft, taken)
        taken_back = await take_back.by_words(counter, draft, clean.text) if "takes-back" in taken.acts and not reading.dangers else None
        unwanted = await proposals.end_by_words(counter, draft, taken.acts) if not reading.dangers else None
        goal = await goals.by_words(draft, reading) if not reading.dangers else None
        triage = handover.triage(reading, draft.talk, counter.packs, _facts(taken), draft.at)
        held = await _call_if_now(counter, draft, triage, turn)
        nexts = await _next(counter, draft, taken, reading, today)
        with counter.stage("explain"):
            said = _said(talk, draft, taken, reading, nexts, today)
            passage = search.answer(counter, reading, clean.text, seen, draft.talk.language)
            human = await desk.human_now(counter, draft.talk, held, triage, _facts(taken), clean.text)
            said = replace(said, own=ruled, goal=goal, acting=_acting(draft, nexts), chosen=chosen, taken_back=taken_back, unwanted=unwanted, ended=ended, removed=clean.removed, human=human, words=clean.text, passage=passage, danger_waits=_danger_waits(held))
            reply = explain.reply(said, counter.packs, counter.texts, counter.settings)
        if not reading.dangers and _danger_waits(held) is None:
            decided = await decisions.take(counter, draft, turn.id, turn.at, {one.case.id: one.case.facts for one in nexts if one.question is None}, today)
            reply = replace(reply, decisions=decided) if decided else reply
        expects = _expects(counter, draft, nexts)  # sets the case at hand too
        expects = expects or (goals.expects(goal, reply.question.name, counter) if reply.question is not None else None)
        asks = reply.question is not None or (reply.card is not None and reply.card.open)
        draft.talk = replace(draft.talk, expects=expects if asks else None)  # what was not asked is not answered either
        answer = shapes.answer(turn, reply, reading, draft.talk)
        draft.event("replied", {"turn": turn.id}, answer)
        with counter.stage("record"):
            await draft.commit(turn.id, Personal(answer))
        await _after(counter, draft, taken, talk, ended=ended)
        if taken_back is not None and taken_back.ended:
            await withdraw.settle(counter)
        teach.keep_later(counter, talk.conversation, corrections, known)
    return answer


async def _after(counter: Counter, draft: Draft, taken: Taken, before: Talk, *, ended: bool) -> None:
    """The customer's key follows cases that were closed, or begun anew."""
    if ended:
        for case in draft.talk.cases:
            if case.closed == draft.at:
                await withdraw.let_go(counter, draft.talk, case)
    elif any(one.new_event for one in taken.all) and any(case.closed is not None for case in before.cases):
        await withdraw.renew_end(counter, draft.talk)


async def _keep_silent(counter: Counter, draft: Draft, reading: Reading, known: Known, turn: Turn, today: date) -> Answer:
    """A human has it: facts of open cases are kept, nothing is asked or said. Numbers are shown in danger, and the human
    sees it; what a turvakielto, a minor's age or acting for somebody closes is closed at once."""
    quiet = replace(reading, events=(), language_sure=False, says=None, consents=())
    taken = take(draft, quiet, known, turn)
    await teach.guard(counter, draft, taken, known)
    draft.talk = replace(draft.talk, expects=draft.began.expects, at_hand=draft.began.at_hand, unread=None)
    if taken.guarded_now:
        await cases.guard(counter, draft, taken)
        for one in taken.all:
            await plan_case(counter, draft, one, taken, today, bare=True)
    if reading.own_rules:
        await own_rules.by_words(draft, reading.own_rules)
    triage = handover.triage(quiet, draft.talk, counter.packs, _facts(taken), draft.at) if quiet.dangers else None
    held = await _call_if_now(counter, draft, triage, turn)
    human = await desk.human_now(counter, draft.talk, held, None, {})
    said = explain.Said(language=draft.talk.language, today=counter.today(), at=draft.at, reading=quiet, human=human, silent=True)
    answer = shapes.answer(turn, explain.reply(said, counter.packs, counter.texts, counter.settings), quiet, draft.talk)
    draft.event("replied", {"turn": turn.id}, answer)
    await draft.commit(turn.id, Personal(answer))
    return answer


async def _call_if_now(counter: Counter, draft: Draft, triage: Triage | None, turn: Turn) -> Handover | None:
    """Calls a human when one is better at once; what waits already stays. The reply says it, so that no note must."""
    if triage is not None and triage.now:
        called = await desk.call(counter, draft, triage)
        draft.events = [replace(event, data={**event.data, "turn": turn.id}) if event.type == "queued" else event for event in draft.events]
        return called
    return await desk.current(counter, draft.talk)


def _danger_waits(held: Handover | None) -> Danger | None:
    """The danger for which a human was called who has not come yet."""
    return held.danger if held is not None and held.state == "waiting" else None


def _says_something(reading: Reading) -> bool:
    return bool(reading.facts or reading.events or reading.needs or reading.dangers or reading.says or reading.acts or reading.goals)


def _facts(taken: Taken) -> Mapping[str, Facts]:
    """By case; what was said before any under "" (no handover's brief shows it)."""
    return {one.id: one.facts for one in taken.all} | ({"": taken.loose} if taken.main is None else {})


async def _known(counter: Counter, talk: Talk, turn: Turn) -> Known:
    """The facts of all open cases, through the gate: one entry a turn, and only when there is something to read."""
    open_ = talk.open_cases()
    # of closed cases only what is still true of the customer's own life, and where it must not be forgotten
    closed = [case for case in talk.cases if case.closed is not None and (not open_ or LASTING & set(case.names))]
    sealed = await counter.store.facts(talk.customer, *(case.id for case in (*closed, *open_)), loose(talk))
    if not sealed:
        return {}
    with counter.stage("gate"):
        known = dict(await counter.gate.serve(talk.customer, sealed, "serve", _rule(counter, open_ or closed[-1:]), turn.id))
    before = Facts()
    for case in closed:
        before = before | own_life(known.pop(case.id, Facts()))
    known[loose(talk)] = before | known.get(loose(talk), Facts())
    return known


def _rule(counter: Counter, open_: Sequence[Case]) -> str:
    """The packs by whose rules the facts are used, exactly; and, where it stands, that nothing is sold."""
    names = []
    for case in open_:
        pack = counter.packs.events[case.event]
        names.append(f"{case.event}@{pack.sha256[:16]}" + (f"+{pack.nothing_sold.id}" if pack.nothing_sold is not None else ""))
    return " ".join(dict.fromkeys(names)) or "counter"


async def _end_if_lost(counter: Counter, draft: Draft, taken: Taken, reading: Reading) -> bool:
    """A glad event that turned into grief: everything about it stops at once, before anything else is looked at."""
    if "loss" not in reading.needs:
        return False
    glad = [case.id for case in draft.talk.open_cases() if counter.packs.events[case.event].tone == "glad"]
    for case in glad:
        await withdraw.end_case(counter, draft, case)
    return bool(glad)


async def _answer_by_words(counter: Counter, draft: Draft, taken: Taken) -> explain.Chosen | None:
    """A card that was answered in words: yes and no go to the rows that wait; what is neither points to the buttons, and what is no answer is no reason to ask for one."""
    asked = draft.talk.expects
    if taken.main is None or asked is None or asked.name != "consent":
        return None
    case = draft.case(taken.main.id)
    if case.card is None or not case.card.open or asked.event not in ("", case.event):
        return None
    said = dict(taken.receivers)
    receivers = {id: said[one.kind] for id, one in counter.packs.organisations.items() if one.kind in said}
    answers, send = consent.by_words(case.card, taken.says, taken.consents, receivers)
    if not answers and not send:
        if taken.says is not None:
            return explain.Chosen(partly=True)
        return None if taken.acts or taken.main.new or taken.needs else explain.Chosen(beside=True)
    return await consents.apply(counter, draft, case, answers, send, taken.main.facts, "words")


async def _next(counter: Counter, draft: Draft, taken: Taken, reading: Reading, today: date) -> list[Next]:
    """The plans of all cases that this turn touched, the one that it is about first; the first that waits is what is asked.

    When nothing of the case waits any more, the conversation turns to the next open one.
    """
    found: list[Next] = []
    called = "wants-person" in taken.acts or "complaint" in taken.needs
    quiet = taken.main is not None and counter.packs.events[taken.main.event].tone == "quiet"
    hushed = quiet and taken.main is not None and (taken.main.new_event or taken.main.event_confirmed)  # a condolence is enough for one turn
    bare = hushed or called or bool(reading.dangers) or "later" in taken.needs or ("grief" in taken.needs and not reading.events)
    for one in (*((taken.main,) if taken.main else ()), *taken.others):
        waits = any(each.waits for each in found)
        found.append(await plan_case(counter, draft, one, taken, today, bare=bare or waits))
    if hushed:
        return found[:1]  # what else was told, or is guessed at, waits for the next turn
    if bare or taken.main is None or any(one.waits for one in found):
        return found
    if not draft.case(taken.main.id).sure:
        return found
    for one in await cases.others(counter, draft, [each.case.id for each in found]):
        turned = await plan_case(counter, draft, one, taken, today, bare=False)
        if turned.waits or not draft.case(one.id).sure:
            found.append(turned)
            break
    return found


async def plan_case(counter: Counter, draft: Draft, one: CaseTaken, taken: Taken, today: date, *, bare: bool) -> Next:
    """Plan, card and the next question of one case. Nothing of it before the event is sure. `bare`: nothing is asked now."""
    case = draft.case(one.id)
    if not case.sure or case.closed is not None:
        return Next(case=one)
    pack = counter.packs.events[case.event]
    quiet = pack.tone == "quiet"
    with counter.stage("plan"):
        made = plan.make(case.id, pack, counter.packs, one.facts, today, sold(counter, draft.talk), draft.talk.unwanted, await own_rules.now(draft))
        bare = bare or (quiet and (one.new_event or one.event_confirmed))
        question = None if bare else _asked_back(case, one) or plan.next_question(made, pack, one.facts, case, today)
    if question is not None:
        draft.put(replace(case, asked=_once(case.asked, question)))
        case = draft.case(case.id)
    if case.confirmed or taken.guarded_now or (question is None and not bare):
        laid = Laid(at=draft.at, steps=plan.steps(made, case, one.facts), corrected=one.corrected)
        draft.must_tell("corrected", case.id, *one.corrected)
        await draft.happen(case.id, laid, one.facts)
        await consents.end_moved(counter, draft, case.id, case.journey)
    card = None
    if question is None and not bare:
        with counter.stage("consent"):
            card = _card(draft, pack, made, one.facts, today)
    return Next(case=one, plan=made, card=card, question=question)


def _asked_back(case: Case, one: CaseTaken) -> str | None:
    """What an organisation waits to hear, if the customer has neither said nor declined it."""
    steps = case.journey.steps.values() if case.journey else ()
    answered = one.facts.names()
    return next((name for step in steps if step.state == "asks" for name in step.asks if name not in answered), None)


def _card(draft: Draft, pack: EventPack, made: Plan, facts: Facts, today: date) -> Card | None:
    case = draft.case(made.case)
    card = consent.card(made, case, facts, draft.at, today, one_receiver=pack.tone == "quiet")
    if card is None:
        return case.card if case.card is not None and case.card.open else None
    if case.card is None or card.rows != case.card.rows:
        draft.event("card", {"card": card.id, "case": case.id})
        draft.put(replace(case, card=card))
    return draft.case(case.id).card


def _said(before: Talk, draft: Draft, taken: Taken, reading: Reading, nexts: Sequence[Next], today: date) -> explain.Said:
    """What the reply may speak of: what was understood, what it changed, and what comes next."""
    main = taken.main
    waits = next((one for one in nexts if one.waits or not draft.case(one.case.id).sure), None)
    mine = nexts[0] if nexts else None
    turned = waits if waits is not None and main is not None and waits.case.id != main.id else None
    asks = waits or mine
    return explain.Said(
        reading=reading,
        case=draft.talk.case(main.id) if main else None,
        facts=main.facts if main else taken.loose,
        others=tuple((draft.case(one.id), one.facts) for one in taken.others if one.touched and draft.case(one.id).closed is None),
        language=draft.talk.language,
        today=today,
        at=draft.at,
        first_turn=before.turns == 0,
        new_event=main.new_event if main else False,
        corrected=main.corrected if main else (),
        confirmed_now=main.confirmed_now if main else False,
        event_confirmed=main.event_confirmed if main else False,
        language_changed=draft.talk.language != before.language,
        declined_event=taken.declined_event,
        taken=tuple(fact.name for fact in (main.new if main else taken.loose)),
        was_asked=before.expects is not None,
        several=len(draft.talk.open_cases()) > 1,
        beside=draft.talk.open_cases(),
        plan=mine.plan if mine else None,
        turned_to=draft.case(turned.case.id) if turned else None,
        turned_facts=turned.case.facts if turned else Facts(),
        card=asks.card if asks else None,
        question=asks.question if asks else None,
    )


def _acting(draft: Draft, nexts: Sequence[Next]) -> tuple[tuple[OwnRule, str], ...]:
    """Rules of the customer's own that act in the plan that is shown, and have not been named in its case."""
    found: list[tuple[OwnRule, str]] = []
    for one in nexts:
        if one.plan is None or one.card is None:
            continue
        case = draft.case(one.case.id)
        fresh = [(rule, service) for rule, service in one.plan.ruled if rule.name not in case.ruled]
        if fresh:
            draft.put(replace(case, ruled=tuple(dict.fromkeys((*case.ruled, *(rule.name for rule, _ in fresh))))))
        found += fresh
    return tuple(found)


def _expects(counter: Counter, draft: Draft, nexts: Sequence[Next]) -> Expects | None:
    """What is asked now, and of which case; that case is at hand."""
    waits = next((one for one in nexts if one.waits or not draft.case(one.case.id).sure), None)
    if waits is None:
        return None
    event, pack = waits.case.event, counter.packs.events[waits.case.event]
    draft.talk = replace(draft.talk, at_hand=waits.case.id)
    if not draft.case(waits.case.id).sure:
        return Expects(name=f"confirm:{event}", values=("yes", "no"), event=event)
    if waits.question is not None:
        spec = pack.fact(waits.question)
        return Expects(name=waits.question, about=spec.about if spec else "me", values=spec.values if spec else (), event=event)
    return Expects(name="consent", values=("yes", "no", "partly"), event=event)


def _once(names: Sequence[str], name: str) -> tuple[str, ...]:
    return tuple(names) if name in names else (*names, name)


